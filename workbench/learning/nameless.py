"""No name of a family in what a team writes down about its own work (domain.md 3; the minutes are read by everybody in it)."""

from flask_babel import gettext as _

from workbench.accounts.models import User
from workbench.errors import RuleBroken
from workbench.learning import queries, rules


def leave_families_out(by: User, **texts: str) -> None:
    """Raises RuleBroken, at its field, where a text names a family this person knows.

    Others are not looked at: a refusal would tell somebody that the organisation works with a family of that name.
    """
    names = queries.family_names(by) if any(texts.values()) else []
    for field, text in texts.items():
        found = rules.family_in(text or "", names)
        if found:
            raise RuleBroken(_("“%(name)s” is the name of a family. Tell it without names.", name=found), field=field)
