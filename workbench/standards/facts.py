"""The facts of one casus in one select: counts, dates and lists of numbers as scalar sub-selects over plain columns.

The one sealed column it opens is a child's day of birth, because from the age of four a child is to be heard.
"""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    String,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased

from workbench.accounts.models import Setting
from workbench.accounts.settings import SETTINGS
from workbench.aftercare.models import AftercareCall, AftercareContact, AftercarePlan
from workbench.agreements.models import Agreement, AgreementPerson, Part
from workbench.casus.models import Authority, Casus, FamilyPlanOffer, FamilyRole, Person, Phase
from workbench.crypto import day_in
from workbench.dutch_days import day_of
from workbench.goals.models import DangerStatement, DangerStatus, GoalStatus, ParentOpinion, Rating, SafetyGoal
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import Attendance, Meeting
from workbench.monitoring.models import CheckOutcome
from workbench.network.models import CircleMembership
from workbench.partners.models import Partner
from workbench.plans.models import PlanVersion
from workbench.signals.models import Signal
from workbench.standards.evidence import (
    BUILDS_ON,
    CASUS,
    HELD,
    HERE,
    KEEPS_SIGHT,
    LIVE,
    STANDS_NOW,
    THERE,
)
from workbench.standards.models import LearningAction, Reflection, ReflectionNeed
from workbench.standards.rules import VOICE_FROM_AGE, Facts
from workbench.successes.models import Success, SuccessTold
from workbench.voices.models import ChildVoice

TODAY = bindparam("today", type_=Date)
DUE = {Phase.RECOVERY, Phase.AFTERCARE, Phase.CLOSED}
KID = aliased(Person)
# Which children of a casus there are: one row of the select for each.
KIDS = and_(KID.casus_id == Casus.id, KID.family_role == FamilyRole.CHILD, KID.ended_on.is_(None), KID.deceased.is_(False))


def text(value: Any) -> ColumnElement[str]:
    return cast(value, String)


def listed(value: Any, *where: Any) -> ColumnElement[str]:
    """Many values as one text: "3,8"."""
    return select(func.aggregate_strings(text(value), ",")).where(*where).scalar_subquery()


def counted(column: Any, *where: Any) -> ColumnElement[int]:
    return select(func.count(column)).where(*where).scalar_subquery()


def newest(column: Any, *where: Any) -> ColumnElement[str]:
    return select(func.max(day_of(column))).where(*where).scalar_subquery()


def in_force(key: str) -> ColumnElement[Any]:
    """The value of a term of the house that holds today, or nothing where its default holds."""
    asked = select(Setting.value).where(Setting.key == key, Setting.holds_from <= TODAY)
    return asked.order_by(Setting.holds_from.desc(), Setting.id.desc()).limit(1).scalar_subquery()


@cache
def columns() -> tuple[Any, ...]:
    """The columns of the select; Casus is the table around them, so those that name it lean on its one row."""
    return (*_professional(), *_partnership(), *_change(), *_safety(), *_network(), *_successes(), *_chain(), *_aftercare())


def _professional() -> list[Any]:
    own = Reflection.worker_id == Casus.worker_id, or_(Reflection.casus_id.is_(None), Reflection.casus_id == Casus.id)
    said = or_(Reflection.need != ReflectionNeed.NONE, Reflection.need_reason.is_not(None))
    signal = Signal.casus_id == CASUS, Signal.withdrawn_on.is_(None)
    found = []
    for number in (1, 2, 3):
        found += [
            newest(Reflection.reflected_on, *own, Reflection.standard == number).label(f"reflected_{number}"),
            newest(Reflection.reflected_on, *own, Reflection.standard == number, said).label(f"answered_{number}"),
        ]
    return [
        *found,
        counted(LearningAction.id, LearningAction.worker_id == Casus.worker_id, LearningAction.standard == 2).label("actions"),
        counted(Signal.id, *signal).label("signals"),
        listed(text(Signal.id) + ":" + text(Signal.received_on), *signal, Signal.discussed_on.is_(None)).label("open_signals"),
        in_force("signals.overdue_days").label("overdue_days"),
    ]


LIVE_DANGER = and_(DangerStatement.casus_id == CASUS, DangerStatement.status != DangerStatus.WITHDRAWN)
ITS_GOAL = and_(SafetyGoal.danger_id == DangerStatement.id, SafetyGoal.status != GoalStatus.LET_GO)


def _partnership() -> list[Any]:
    parent = and_(Person.casus_id == CASUS, Person.authority == Authority.YES, Person.out_of_contact.is_(False), *HERE)
    told = exists().where(ParentOpinion.danger_id == DangerStatement.id, ParentOpinion.person_id == Person.id)
    return [
        counted(Person.id, parent).label("parents"),
        counted(ParentOpinion.id, LIVE_DANGER, ParentOpinion.danger_id == DangerStatement.id).label("opinions"),
        listed(text(Person.id) + ":" + text(DangerStatement.number), parent,
               DangerStatement.casus_id == Person.casus_id, LIVE_DANGER, ~told).label("opinions_missing"),
        Casus.family_plan_offer.label("family_plan_offer"),
        KID.id.label("child"), KID.born_on.label("born_on"), KID.age.label("age"),
        exists().where(ChildVoice.child_id == KID.id).label("heard"),
    ]  # fmt: skip


def _change() -> list[Any]:
    failing = Agreement.casus_id == CASUS, LIVE, Agreement.last_outcome == CheckOutcome.NOT_DONE.value
    return [
        counted(DangerStatement.id, LIVE_DANGER).label("dangers"),
        listed(DangerStatement.number, LIVE_DANGER, ~exists().where(ITS_GOAL)).label("without_goal"),
        listed(DangerStatement.number, LIVE_DANGER, ITS_GOAL).label("goals"),
        listed(DangerStatement.number, LIVE_DANGER, ITS_GOAL, SafetyGoal.hold_for.is_(None)).label("without_duration"),
        listed(Agreement.number, *failing).label("failing"),
    ]


def _safety() -> list[Any]:
    safe = and_(MapItem.kind == ItemKind.EXISTING_SAFETY, MapItem.happened_on.is_not(None), MapItem.withdrawn_on.is_(None))
    around = or_(Person.natural.is_(True), Person.in_family.is_(True))
    twice = (
        select(DangerStatement.number.label("number"), Rating.person_id)
        .where(LIVE_DANGER, ITS_GOAL, Rating.goal_id == SafetyGoal.id, Person.id == Rating.person_id, around)
        .group_by(DangerStatement.number, Rating.person_id).having(func.count(distinct(Rating.rated_on)) > 1).subquery()
    )  # fmt: skip
    return [
        counted(MapItem.id, MapItem.casus_id == CASUS, safe, MapItem.danger_id.is_not(None)).label("safety_items"),
        listed(DangerStatement.number, LIVE_DANGER, ~exists().where(MapItem.danger_id == DangerStatement.id, safe))
        .label("without_safety"),
        counted(Agreement.id, Agreement.casus_id == CASUS, LIVE, BUILDS_ON).label("built_on"),
        select(func.aggregate_strings(text(twice.c.number), ",")).scalar_subquery().label("rated_twice"),
    ]  # fmt: skip


def _tasks() -> Any:
    """(goal, person) for everybody with a task in a live agreement: who does it, checks it or stands in."""
    live = and_(Agreement.casus_id == CASUS, LIVE)
    parts: list[Any] = [select(Agreement.goal_id, AgreementPerson.person_id.label("person_id")).where(
        live, AgreementPerson.agreement_id == Agreement.id, AgreementPerson.part.in_((Part.DOER, Part.TOGETHER)))]  # fmt: skip
    for column in (Agreement.checker_id, Agreement.second_checker_id, Agreement.backup_id):
        parts.append(select(Agreement.goal_id, column.label("person_id")).where(live, column.is_not(None)))
    return union_all(*parts).subquery()


# In a separated network a goal is carried on each side by people of that side; 0 is who belongs to no side.
SIDE = case((Casus.separate_networks.is_(True), func.coalesce(Person.sub_group_id, 0)), else_=0)
AROUND = or_(Person.natural.is_(True), Person.in_family.is_(True))


def _network() -> list[Any]:
    tasks, tasks_too, all_tasks = _tasks(), _tasks(), _tasks()
    close = and_(Person.casus_id == CASUS, Person.natural.is_(True), *HERE)
    knows = exists().where(CircleMembership.person_id == Person.id, STANDS_NOW, CircleMembership.knows_danger.is_(True))
    of_goal = LIVE_DANGER, ITS_GOAL
    helper = (
        select(DangerStatement.number.label("number"), SIDE.label("side"), Person.id.label("person")).distinct()
        .where(close, knows, tasks.c.person_id == Person.id, *of_goal, SafetyGoal.id == tasks.c.goal_id)
        .correlate(Casus).subquery()
    )  # fmt: skip
    side = (
        select(DangerStatement.number.label("number"), SIDE.label("side")).distinct()
        .where(Person.casus_id == CASUS, AROUND, *HERE, all_tasks.c.person_id == Person.id, *of_goal,
               SafetyGoal.id == all_tasks.c.goal_id).correlate(Casus).subquery()
    )  # fmt: skip
    held = and_(Meeting.casus_id == CASUS, Meeting.status.in_(HELD))
    natural = (
        select(Meeting.id).where(held, Attendance.meeting_id == Meeting.id, Person.id == Attendance.person_id, THERE)
        .group_by(Meeting.id).having(func.sum(case((AROUND, 1), else_=0)) * 2 >= func.count(Person.id)).subquery()
    )  # fmt: skip
    busy = exists().where(tasks_too.c.person_id == Person.id)
    return [
        select(func.aggregate_strings(text(helper.c.number) + ":" + text(helper.c.side), ",")).scalar_subquery().label("helpers"),
        select(func.aggregate_strings(text(side.c.number) + ":" + text(side.c.side), ",")).scalar_subquery().label("sides"),
        counted(Person.id, close, knows).label("informed"),
        listed(Person.id, close, ~knows, busy).label("uninformed"),
        in_force("network.fewest_members").label("fewest_helpers"),
        counted(Meeting.id, held).label("meetings"),
        select(func.count(natural.c.id)).scalar_subquery().label("natural_meetings"),
    ]


def _successes() -> list[Any]:
    held = and_(Meeting.casus_id == CASUS, Meeting.status.in_(HELD))
    last = select(func.max(Meeting.held_on)).where(held).scalar_subquery()
    told = select(SuccessTold.success_id).where(SuccessTold.success_id == Success.id).exists()
    counts = and_(Success.casus_id == CASUS, Success.withdrawn_on.is_(None))
    return [
        counted(Success.id, counts).label("successes"),
        newest(Success.happened_on, counts, Success.celebrated.is_not(None), or_(Success.shared_with_family.is_(True), told))
        .label("celebrated_on"),
        newest(Meeting.held_on, held).label("last_meeting"),
        newest(Meeting.held_on, held, Meeting.held_on < last).label("meeting_before"),
    ]


def _chain() -> list[Any]:
    active = and_(Partner.casus_id == CASUS, Partner.ended_on.is_(None))
    bare = or_(Partner.organisation.is_(None), Partner.ground.is_(None))
    of_plan = PlanVersion.casus_id == CASUS, PlanVersion.withdrawn_at.is_(None)
    last = select(func.max(PlanVersion.number)).where(*of_plan).scalar_subquery()
    frozen = select(func.max(day_of(PlanVersion.frozen_at))).where(*of_plan).scalar_subquery()
    knows = or_(Partner.informed_version >= last, and_(Partner.informed_version.is_(None), day_of(Partner.informed_on) >= frozen))
    unsent = and_(Meeting.casus_id == CASUS, Meeting.status.in_(HELD), Meeting.minutes_sent_on.is_(None))
    return [
        counted(Partner.id, active).label("partners"),
        listed(Partner.id, active, bare).label("partners_bare"),
        listed(Partner.id, active, last.is_not(None), ~func.coalesce(knows, False)).label("partners_behind"),
        case((KEEPS_SIGHT, 1), else_=0).label("eyes"),
        listed(text(Meeting.id) + ":" + text(Meeting.number), unsent).label("minutes_unsent"),
    ]


def _aftercare() -> list[Any]:
    its_plan = AftercarePlan.casus_id == CASUS
    contacts = AftercareContact.casus_id == CASUS, AftercareContact.withdrawn_on.is_(None)
    said = counted(AftercarePlan.id, its_plan, AftercarePlan.who_calls_whom.is_not(None))
    calls = counted(AftercareCall.id, AftercareCall.casus_id == CASUS, AftercareCall.withdrawn_on.is_(None))
    return [
        Casus.phase.label("phase"),
        counted(AftercarePlan.id, its_plan).label("aftercare_plan"),
        (said + calls).label("who_calls_whom"),
        counted(AftercareContact.id, *contacts).label("aftercare_contacts"),
    ]


def facts_from(rows: list[Any], today: date) -> Facts:
    """The answers of the select (one row for each child, or one) as Facts."""
    row = rows[0]._mapping
    kids = [one for one in rows if one.child is not None and _old_enough(one, today)]
    return Facts(
        today=today,
        reflected_on=_days(row, "reflected"), answered_on=_days(row, "answered"), learning_actions=row["actions"],
        signals=row["signals"], open_signals=_dated(row["open_signals"]),
        overdue_days=_or_default(row["overdue_days"], "signals.overdue_days"),
        parents=row["parents"], opinions=row["opinions"], opinions_missing=pairs(row["opinions_missing"]),
        children=len(kids), unheard=tuple(one.child for one in kids if not one.heard),
        family_plan_offered=row["family_plan_offer"] is not FamilyPlanOffer.NOT_YET,
        dangers=row["dangers"], without_goal=_numbers(row["without_goal"]), goals=_numbers(row["goals"]),
        without_duration=_numbers(row["without_duration"]), failing=_numbers(row["failing"]),
        safety_items=row["safety_items"], without_safety=_numbers(row["without_safety"]), built_on=row["built_on"],
        rated_twice=_tally(_numbers(row["rated_twice"])), helpers=_tally(pairs(row["helpers"])), sides=pairs(row["sides"]),
        informed=row["informed"], uninformed=_numbers(row["uninformed"]),
        fewest_helpers=_or_default(row["fewest_helpers"], "network.fewest_members"),
        meetings=row["meetings"], natural_meetings=row["natural_meetings"],
        successes=row["successes"], celebrated_on=_day(row["celebrated_on"]), last_meeting_on=_day(row["last_meeting"]),
        meeting_before_on=_day(row["meeting_before"]),
        partners=row["partners"], partners_bare=_numbers(row["partners_bare"]),
        partners_behind=_numbers(row["partners_behind"]), eyes_on_safety=bool(row["eyes"]),
        minutes_unsent=tuple(number for _id, number in pairs(row["minutes_unsent"])),
        aftercare_due=row["phase"] in DUE, aftercare_plan=bool(row["aftercare_plan"]),
        who_calls_whom=bool(row["who_calls_whom"]),
        aftercare_contacts=row["aftercare_contacts"],
    )  # fmt: skip


def _old_enough(child: Any, today: date) -> bool:
    born = day_in(child.born_on)
    if born is None:
        return child.age is None or child.age >= VOICE_FROM_AGE
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= VOICE_FROM_AGE


def _parts(listed: str | None) -> list[str]:
    return listed.split(",") if listed else []


def _numbers(listed: str | None) -> tuple[int, ...]:
    return tuple(sorted(map(int, _parts(listed))))


def pairs(listed: str | None) -> tuple[tuple[int, int], ...]:
    found = (pair.partition(":") for pair in _parts(listed))
    return tuple(sorted((int(first), int(second)) for first, _colon, second in found))


def _tally(found: tuple[Any, ...]) -> dict[Any, int]:
    return {one: found.count(one) for one in set(found)}


def _dated(listed: str | None) -> dict[int, date]:
    found = (pair.partition(":") for pair in _parts(listed))
    return {int(key): date.fromisoformat(day) for key, _colon, day in sorted(found)}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _days(row: Any, name: str) -> dict[int, date]:
    found = {number: _day(row[f"{name}_{number}"]) for number in (1, 2, 3)}
    return {number: day for number, day in found.items() if day is not None}


def _or_default(value: Any, key: str) -> int:
    return SETTINGS[key].default if value is None else int(value)
