"""Taking over a family from Veilig Thuis or a local team, by hand or by file (domain.md 2.3). The caller commits.

The conditions of Veilig Thuis become bottom lines: what must at least be so, with their author, day and reason.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.accounts.models import Team, User
from workbench.casus.models import Casus, Framework
from workbench.casus.operations import open_casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals.bottom_line_operations import set_bottom_line
from workbench.goals.models import BottomLine, BottomLineGround, BottomLineStatus
from workbench.partners.models import HandedOverBy, Handover, HandoverCondition, LookBack
from workbench.partners.rules import months_later
from workbench.records import filled
from workbench.transfer.importing import import_casus
from workbench.transfer.taking_in import for_here

audit.declare({"handover noted": _l("took the family over from another organisation")})
GROUND = {
    HandedOverBy.SAFE_AT_HOME: BottomLineGround.SAFE_AT_HOME, HandedOverBy.INSTITUTION: BottomLineGround.INSTITUTION,
    HandedOverBy.LOCAL_TEAM: BottomLineGround.DISCUSSED, HandedOverBy.OTHER: BottomLineGround.DISCUSSED,
}  # fmt: skip
Conditions = Sequence[tuple[str, str]]  # what must be so, and why


def note_handover(casus: Casus, *, by: Any, conditions: Conditions = (), months: Sequence[int] = (),
                  **answers: Any) -> Handover:  # fmt: skip
    """Note a handover: every condition becomes a bottom line, every month a day of looking back.

    Raises RuleBroken for a day to come, or a condition without its reason (field condition_1, why_1, …).
    """
    if answers["received_on"] > clock.today():
        raise RuleBroken(_("This day is still to come."), field="received_on")
    handover = Handover(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(handover)
    db.session.flush()
    audit.record("handover noted", casus, by=by, record=handover, action="C", conditions=len(conditions))
    for nr, (text, reason) in enumerate(conditions, 1):
        _condition(casus, handover, nr, text, reason, by=by)
    for month in months:
        day = months_later(handover.received_on, month)
        db.session.add(LookBack(casus_id=casus.id, created_by_id=by.id, handover_id=handover.id, planned_on=day))
    db.session.flush()
    return handover


def _condition(casus: Casus, handover: Handover, nr: int, text: str, reason: str, *, by: Any) -> None:
    if not text:
        raise RuleBroken(_("What must be so?"), field=f"condition_{nr}")
    if not reason:
        raise RuleBroken(_("Why must this be so? The family reads this."), field=f"why_{nr}")
    line = set_bottom_line(
        casus, by=by, text=text, set_by=handover.organisation, ground=GROUND[handover.kind], set_on=handover.received_on,
        reason=reason,
    )  # fmt: skip
    db.session.add(HandoverCondition(handover_id=handover.id, bottom_line_id=line.id))


def open_by_handover(*, by: User, name: str, framework: Framework, worker_id: int, supervisor_id: int,
                     **handover: Any) -> Casus:  # fmt: skip
    """A new casus for a family that comes from elsewhere, with its handover, in one operation. Raises RuleBroken."""
    if handover["received_on"] > clock.today():
        raise RuleBroken(_("This day is still to come."), field="received_on")
    casus = open_casus(name, framework, handover["received_on"], worker_id, supervisor_id, by=by)
    note_handover(casus, by=by, **handover)
    return casus


def take_in(data: Any, *, by: User, worker_id: int, supervisor_id: int, kind: HandedOverBy, organisation: str) -> Casus:
    """A casus file becomes a family of this colleague's own team, handed over today.

    Raises FileRefused as import_casus does, and RuleBroken for who is not of this team.
    """
    team = db.session.get(Team, by.team_id) if by.team_id else None
    worker, supervisor = _colleague(worker_id, by, "worker_id"), _colleague(supervisor_id, by, "supervisor_id")
    if team is None:
        raise RuleBroken(_("You belong to no team, so you cannot open a casus."))
    casus = import_casus(for_here(data, worker.email, supervisor.email), by=by, team=team)
    today: date = clock.today()
    handover = note_handover(casus, by=by, kind=kind, organisation=organisation, received_on=today, from_file=True)
    loose = select(BottomLine.id).where(
        BottomLine.casus_id == casus.id, BottomLine.status == BottomLineStatus.ACTIVE,
        BottomLine.id.not_in(select(HandoverCondition.bottom_line_id)),
    )  # fmt: skip
    db.session.add_all(
        [HandoverCondition(handover_id=handover.id, bottom_line_id=one) for one in db.session.scalars(loose)]
    )
    return casus


def _colleague(user_id: int, by: User, field: str) -> User:
    found = db.session.get(User, user_id)
    if found is None or not found.active or found.team_id != by.team_id:
        raise RuleBroken(_("Choose somebody of your own team."), field=field)
    return found
