"""What other pages of a casus say about its course: how long it is kept, in words."""

from typing import Any

from flask import render_template
from markupsafe import Markup

from workbench import clock
from workbench.casus.models import Casus
from workbench.closing import labels, operations, queries
from workbench.closing.models import KeepTerm
from workbench.closing.retention_rules import Kept, Reason
from workbench.crypto import CannotOpen, damage_words
from workbench.web.beside import beside


def kept_now(casus: Casus, closing: Any) -> Kept:
    """Until when this casus is kept: as it was set when it closed, or as it would be if it closed today."""
    if casus.closed_on is None or closing is None:
        return queries.kept(casus, clock.today())
    found = queries.kept(casus, casus.closed_on, until=closing.created_at)
    if found.until >= closing.keep_until:
        return found
    return Kept(closing.keep_until, (Reason(KeepTerm.EARLIER, closing.keep_until), *found.reasons))


def kept_beside(casus: Casus, record_type: str, _record_id: int) -> Markup | str:
    """On the page of the family: until when everything about it is kept, and why."""
    if record_type != "casus":
        return ""
    try:
        words = labels.kept_in_words(kept_now(casus, operations.last_closing(casus) if casus.closed_on else None))
    except CannotOpen:  # a day of birth: the rest of the page can still be used
        words = damage_words()
    page = render_template("closing/_kept.html", casus=casus, words=words)
    return Markup(page)  # noqa: S704 - a template of ours, that escapes what it shows


beside.append(kept_beside)
