"""No document is made of what cannot be read: it would tell a family something nobody wrote (docs/decisions/0031)."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _

from workbench.crypto import CannotOpen, opened_strictly
from workbench.errors import RuleBroken


@contextmanager
def made_of_what_is_whole() -> Iterator[None]:
    """Around making a document, also one to look at: raises RuleBroken where something in it is damaged. Also as a decorator."""
    try:
        with opened_strictly():
            yield
    except CannotOpen as damage:
        raise RuleBroken(why_not(), field="document") from damage


def why_not() -> str:
    """What is said instead of a document."""
    return _("Something this document needs is damaged and cannot be read. It was not made. Tell the administrator.")
