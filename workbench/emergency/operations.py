"""Opening a casus in an emergency, closing it, and saying afterwards what one thinks of it. The caller commits."""

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.casus.queries import casus_with_head
from workbench.emergency import queries, rules
from workbench.emergency.models import FOR_PRIVACY, EmergencyAccess, EmergencyJudgement, EmergencyLook, EmergencyPurpose
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.two_people import refuse_the_same

audit.declare(
    {
        "emergency access opened": _l("opened the casus in an emergency"),
        "privacy look opened": _l("opened the casus to guard privacy"),
        "emergency access closed": _l("closed the emergency access"),
        "emergency access looked at": _l("judged an emergency access"),
        queries.NOT_FOUND: _l("asked for a family that was not found, in an emergency"),
    }
)


def find(ref: str, name: str) -> Casus | None:
    """The casus of this reference, when somebody of the family has this whole name.

    A reference of nobody takes the same two statements as one of a family with another name.
    """
    casus = casus_with_head(rules.as_reference(ref), lock=False)
    names = queries.names_in(casus.id if casus is not None else 0)
    return casus if rules.is_one_of(name, names) else None


def note_miss(*, by: User) -> None:
    """Somebody gave a reference and a name that do not match: noted, without what was typed."""
    audit.record(queries.NOT_FOUND, by=by, action="R", four_checks=audit.EMERGENCY)


def open_casus(casus: Casus, *, by: User, purpose: EmergencyPurpose, reason: str) -> EmergencyAccess:
    """Read a casus for four hours without being on it: in an emergency, or as the privacy officer.

    Tells the supervisors of its team and the (other) privacy officers at once.

    Raises RuleBroken when the reason says nothing.
    """
    if not rules.says_why(reason):
        asked = _("Write in a sentence what you want to find out and why.")
        raise RuleBroken(asked if purpose in FOR_PRIVACY else _("Write in a sentence what happens and why it cannot wait."),
                         field="reason")  # fmt: skip
    now = clock.now()
    opened = EmergencyAccess(
        casus_id=casus.id, user_id=by.id, purpose=purpose, reason=reason, opened_at=now, until=now + rules.LASTS
    )
    db.session.add(opened)
    db.session.flush()
    event = "privacy look opened" if opened.for_privacy else "emergency access opened"
    audit.record(event, casus, by=by, record=opened, action="E", four_checks=_checks(opened), purpose=purpose.value)
    _tell(casus, opened)
    return opened


def _checks(opened: EmergencyAccess) -> str:
    return audit.PRIVACY if opened.for_privacy else audit.EMERGENCY


def _tell(casus: Casus, opened: EmergencyAccess) -> None:
    """A mail without content to everybody who has to look at it."""
    if not current_app.config["MAIL_URL"]:
        return
    for one in queries.who_is_told(casus):
        if one.id != opened.user_id:
            outbox.tell_colleague(one, f"emergency:{opened.id}:{one.id}")


def close(opened: EmergencyAccess, casus: Casus, *, by: User) -> None:
    """Stop reading before the four hours are over."""
    if opened.closed_at is None and opened.until > clock.now():
        audit.record("emergency access closed", casus, by=by, record=opened, four_checks=_checks(opened))
        opened.closed_at = clock.now()


def judge(
    one: queries.Opened, casus: Casus, *, by: User, judgement: EmergencyJudgement, remark: str
) -> EmergencyLook:
    """Say what one thinks of an emergency access, for the team or for the organisation. Never of one's own.

    Raises RuleBroken when somebody did so already, or when it says no without why.
    """
    refuse_the_same(one.access.user_id, by)
    seat = queries.seat_of(by)
    said = one.look_of(seat)
    if said is not None and said.judgement is not EmergencyJudgement.TALK:
        raise RuleBroken(_("This was judged already."))
    if judgement is not EmergencyJudgement.JUSTIFIED and not remark:
        raise RuleBroken(_("Say why, in a sentence."), field="remark")
    look = said or EmergencyLook(access_id=one.access.id, casus_id=casus.id, seat=seat)
    look.judgement, look.remark, look.by_id, look.at = judgement, remark or None, by.id, clock.now()
    db.session.add(look)
    db.session.flush()
    audit.record("emergency access looked at", casus, by=by, record=look, judgement=judgement.value, seat=seat.value)
    return look
