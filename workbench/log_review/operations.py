"""Signing off a month of the log. The caller commits."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.emergency.queries import seat_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.log_review import rules
from workbench.log_review.models import LogReview
from workbench.log_review.queries import Month

audit.declare({
    "log looked through": _l("looked through a month of the log"),
    "log signed off": _l("signed off a month of the log"),
})


def note_look(month: Month, *, by: User) -> None:
    """Reading the log is noted in the log too."""
    audit.record("log looked through", by=by, action="R", team=month.team.id, month=month.month.isoformat())


def sign_off(month: Month, *, by: User, remark: str) -> LogReview:
    """Say that one looked through a month of a team, and what one did with what stood out. What was said before stays.

    Raises RuleBroken for a month that is not over, or when something stood out and nothing is said of it.
    """
    if rules.following(month.month) > clock.today():
        raise RuleBroken(_("This month is not over yet."))
    if month.shown and not remark:
        raise RuleBroken(_("Say what you did with what stood out."), field="remark")
    look = LogReview(
        team_id=month.team.id, month=month.month, seat=seat_of(by), lines=month.lines, hits=len(month.shown),
        remark=remark or None, by_id=by.id,
    )  # fmt: skip
    db.session.add(look)
    db.session.flush()
    about = {"team": look.team_id, "month": look.month.isoformat(), "hits": look.hits}
    audit.record("log signed off", by=by, record=look, action="C", **about)
    return look
