"""What the pages of phase and closing read: the history in one statement, what closing asks in another."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from workbench import clock
from workbench.accounts.models import Role, User
from workbench.accounts.settings import setting
from workbench.aftercare.models import AftercareContact, AftercarePlan
from workbench.aftercare.rules import NEEDED_CONTACTS, asks_for_more
from workbench.aftercare.rules import held as held_in
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, FamilyRole, Person
from workbench.casus.queries import names_of
from workbench.closing import retention_rules
from workbench.closing.models import Closing, ClosingTold, FrameworkChange, KeepTerm, LegalHold, PhaseChange
from workbench.closing.rules import Around, GoalNumbers
from workbench.crypto import refuse_damaged
from workbench.extensions import db
from workbench.goals.models import DangerStatement, DangerStatus, GoalStatus, Rating, SafetyGoal
from workbench.goals.queries import PARENTS
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.plans.models import PlanTrigger
from workbench.records import InOne
from workbench.signals.models import Signal

THIS_CASUS: Any = bindparam("casus_id")
TERMS = {
    KeepTerm.YEARS: "retention.years", KeepTerm.SAFE_AT_HOME: "retention.safe_at_home_years",
    KeepTerm.ORDER: "retention.guardianship_years", KeepTerm.LOG: "retention.log_years",
}  # fmt: skip
DONE = (GoalStatus.LET_GO,)
TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)


# --- the history


@dataclass(frozen=True)
class Course:
    """How a casus went: phases, legal grounds and closings, newest first, and the names of its people."""

    phases: list[Any]
    frameworks: list[Any]
    closings: list[Any]
    names: dict[int, str]
    told: dict[int, list[int]]  # closing → who was told

    @property
    def last(self) -> Any:
        """The closing that holds, or the last one that did."""
        return self.closings[0] if self.closings else None


@cache
def _course() -> InOne:
    p, f, c = PhaseChange, FrameworkChange, Closing
    considered = (p.violence_stops, p.more_serious, p.goals_in_time, p.plan_stuck, p.expertise_needed)
    return InOne(
        people=_people(),
        phases=select(p.id, p.was, p.phase, p.changed_on, p.reason, p.decided_by, *considered).where(p.casus_id == THIS_CASUS),
        frameworks=select(f.id, f.was, f.was_since, f.was_until, f.framework, f.since, f.until, f.reason).where(
            f.casus_id == THIS_CASUS
        ),
        closings=select(
            c.id, c.closed_on, c.reason, c.told_others, c.without_contacts, c.longer_until, c.longer_why, c.keep_until,
            c.keep_term, c.created_at, c.reopened_on, c.reopened_why,
        ).where(c.casus_id == THIS_CASUS),
        told=select(ClosingTold.closing_id, ClosingTold.person_id)
        .join(Closing, Closing.id == ClosingTold.closing_id).where(Closing.casus_id == THIS_CASUS),
    )  # fmt: skip


def _people() -> Any:
    p = Person
    return select(
        p.id, p.first_name, p.last_name, p.call_name, p.family_role, p.in_family, p.natural, p.born_on, p.age, p.created_at,
        p.deceased, p.out_of_contact, p.ended_on, p.user_id,
    ).where(p.casus_id == THIS_CASUS)  # fmt: skip


def course_of(casus: Casus) -> Course:
    """The whole history of a casus, in one statement."""
    found = _course().of(casus.id)
    told: dict[int, list[int]] = defaultdict(list)
    for row in found["told"]:
        told[row.closing_id].append(row.person_id)
    return Course(
        sorted(found["phases"], key=lambda one: (one.changed_on, one.id), reverse=True),
        sorted(found["frameworks"], key=lambda one: (one.since, one.id), reverse=True),
        sorted(found["closings"], key=lambda one: one.id, reverse=True), names_of(found["people"]), told,
    )  # fmt: skip


# --- what closing asks


@cache
def _around() -> InOne:
    goal = select(SafetyGoal.id, DangerStatement.number).join(DangerStatement, DangerStatement.id == SafetyGoal.danger_id)
    contact, plan = AftercareContact, AftercarePlan
    return InOne(
        people=_people(),
        goals=goal.where(
            SafetyGoal.casus_id == THIS_CASUS, SafetyGoal.status.not_in(DONE), DangerStatement.status != DangerStatus.WITHDRAWN
        ),
        ratings=select(Rating.goal_id, Rating.person_id, func.max(Rating.rated_on).label("last"))
        .where(Rating.casus_id == THIS_CASUS).group_by(Rating.goal_id, Rating.person_id),
        plans=select(plan.is_concept).where(plan.casus_id == THIS_CASUS),
        contacts=select(contact.id, contact.planned_on, contact.done_on, contact.outcome).where(
            contact.casus_id == THIS_CASUS, contact.withdrawn_on.is_(None)
        ),
        meetings=select(Meeting.id, Meeting.number, Meeting.held_on).where(
            Meeting.casus_id == THIS_CASUS, Meeting.status.in_(TO_COME)
        ),
        signals=select(Signal.id).where(Signal.casus_id == THIS_CASUS, Signal.discussed_on.is_(None)),
        looks=select(PlanTrigger.id).where(PlanTrigger.casus_id == THIS_CASUS, PlanTrigger.looked_on.is_(None)),
    )  # fmt: skip


def around(casus: Casus, day: date) -> Around:
    """Everything closing asks about on this day, in one statement and the terms of the house."""
    found = _around().of(casus.id)
    names = names_of(found["people"])
    here = [one for one in found["people"] if not one.deceased and one.ended_on is None]
    last: dict[int, dict[int, date]] = defaultdict(dict)
    for row in found["ratings"]:
        last[row.goal_id][row.person_id] = row.last
    return Around(
        ref=casus.ref,
        plan=found["plans"][0] if found["plans"] else None,
        held=held_in(found["contacts"]),
        bad_news=_bad_news(found["contacts"]),
        looks=len(found["looks"]),
        needed=NEEDED_CONTACTS,
        goals=[GoalNumbers(one.id, one.number, last[one.id]) for one in sorted(found["goals"], key=lambda one: one.number)],
        parents={one.id: names[one.id] for one in here if one.family_role in PARENTS and not one.out_of_contact},
        network={one.id for one in here if one.natural},
        workers=_workers(casus, here),
        numbers_from=day - timedelta(days=setting("closing.number_days")),
        ageless={
            one.id: names[one.id]
            for one in found["people"]
            if one.family_role is FamilyRole.CHILD and not one.born_on and one.age is None
        },
        planned=sum(one.done_on is None for one in found["contacts"]),
        meetings=[(one.id, one.number) for one in sorted(found["meetings"], key=lambda one: one.id) if one.held_on >= day],
        signals=len(found["signals"]),
    )


def _bad_news(contacts: list[Any]) -> int | None:
    """The last contact that was held, where what was heard asks for more."""
    last = max((one for one in contacts if one.done_on is not None), key=lambda one: (one.done_on, one.id), default=None)
    return last.id if last is not None and asks_for_more(last.outcome) else None


def _workers(casus: Casus, people: list[Any]) -> set[int]:
    """The worker as a person of this casus; where nobody stands for the worker, any professional who takes part."""
    own = {one.id for one in people if one.user_id == casus.worker_id}
    return own or {one.id for one in people if one.family_role is FamilyRole.PROFESSIONAL}


# --- how long it is kept


@cache
def _kept() -> InOne:
    f, c, entry = FrameworkChange, Closing, AuditEntry
    changed = (entry.chain == THIS_CASUS, entry.action.in_(("C", "U", "D")), entry.outcome == "ok")
    child = _people().where(Person.family_role == FamilyRole.CHILD)
    return InOne(
        children=child,
        frameworks=select(f.was, f.framework).where(f.casus_id == THIS_CASUS),
        closings=select(c.id, c.keep_until, c.longer_until, c.reopened_on).where(c.casus_id == THIS_CASUS),
        changes=select(func.max(entry.at).label("last")).where(*changed, entry.at <= bindparam("until", type_=entry.at.type)),
        holds=select(LegalHold.until.label("day")).where(LegalHold.casus_id == THIS_CASUS, LegalHold.lifted_on.is_(None)),
    )


def kept(
    casus: Casus, closed_on: date, *, until: datetime | None = None, longer: date | None = None, held: bool = True
) -> retention_rules.Kept:
    """Until when this casus is kept when it closes on this day, and why; one statement and the terms of the house.

    `until`: the moment after which changes count no more, for a casus that was closed before; `longer` is a day somebody chose.
    `held` is False for what is stored: a hold that is lifted leaves no trace in the term.
    """
    found = _kept().of(casus.id, until=until or clock.now())
    names = names_of(found["children"])
    last = next((row.last for row in found["changes"] if row.last is not None), None)
    changed = {closed_on, *([clock.dutch_time(last).date()] if last else [])}
    decided = {row.longer_until for row in found["closings"] if row.longer_until} | ({longer} if longer else set())
    facts = retention_rules.Facts(
        changed=tuple(sorted(changed)),
        frameworks=frozenset({casus.framework, *(one for row in found["frameworks"] for one in (row.was, row.framework))}),
        children=tuple(child for one in found["children"] if (child := _child(one, names)) is not None),
        longer=tuple(sorted(decided)),
        earlier=tuple(sorted({row.keep_until for row in found["closings"] if row.reopened_on})),
        holds=tuple(sorted(row.day for row in found["holds"] if held)),
    )  # fmt: skip
    return retention_rules.keep(facts, years_of)


def _child(row: Any, names: dict[int, str]) -> retention_rules.Child | None:
    if row.born_on:
        born_on = date.fromisoformat(refuse_damaged(row.born_on, "person.born_on"))  # how long a file is kept hangs on it
        return retention_rules.Child(names[row.id], born_on)
    if row.age is None:
        return None
    noted_on = clock.dutch_time(row.created_at).date()
    return retention_rules.Child(names[row.id], retention_rules.born_at_the_latest(row.age, noted_on))


def years_of(term: KeepTerm, on: date) -> int:
    """The years of a term that holds on this day, for this organisation."""
    return int(setting(TERMS[term], on))


# --- who


def colleagues_of(casus: Casus) -> list[tuple[int, str, Role]]:
    """(id, name, role) of everybody in the team of this casus who makes plans."""
    roles = (Role.WORKER, Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST)
    asked = select(User.id, User.name, User.role).where(User.team_id == casus.team_id, User.active, User.role.in_(roles))
    return sorted(((one.id, one.name, one.role) for one in db.session.execute(asked)), key=lambda one: one[1].casefold())
