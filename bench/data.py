"""The test casus of the measurements, and a house full of others. Everything in it is invented."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Enum, Integer, LargeBinary, insert

from workbench.accounts.models import Organisation, Role, Team, User
from workbench.agreements.models import Agreement, AgreementPerson, Part
from workbench.casus.models import Casus, CasusStatus, FamilyRole, Person, TrajectoryStep
from workbench.crypto import EncryptedJSON, EncryptedText
from workbench.extensions import db
from workbench.goals.models import DangerChild, DangerStatement, DangerWorried, GoalPart, GoalPerson, Rating, SafetyGoal
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import Attendance, Meeting
from workbench.monitoring.models import Check, DiaryLine
from workbench.standards.models import Coverage, Evidence, State
from workbench.successes.models import Success

DAY = date(2026, 6, 1)
SENTENCE = "Kim belt Truus zodra zij trek in drank krijgt, en Noa en Daan slapen die nacht bij Truus."


def a(model: type, **values: Any) -> Any:
    """A record with these values; what else must be filled in gets something plausible."""
    return model(**_plausible(model) | values)


def _plausible(model: type) -> dict[str, Any]:
    """Values for the columns of a model that must be filled in."""
    columns = (column for column in model.__table__.columns if not column.primary_key and not column.foreign_keys)
    return {
        model.__mapper__.get_property_by_column(column).key: _sample(column.type)
        for column in columns
        if not column.nullable and column.default is None
    }


def _sample(kind: Any) -> Any:
    if isinstance(kind, EncryptedJSON | JSON):
        return {}
    if isinstance(kind, EncryptedText):
        return SENTENCE
    if isinstance(kind, Enum):
        return kind.enum_class(kind.enums[0])
    samples = ((Boolean, False), (Integer, 1), (Date, DAY), (LargeBinary, b""))
    return next((value for sample, value in samples if isinstance(kind, sample)), "") if kind else ""


def team_and_worker() -> tuple[Team, User]:
    """An organisation with one team, its worker and its supervisor."""
    organisation = add(a(Organisation, name="Vlierland"))
    team = add(a(Team, name="Noord", organisation_id=organisation.id))
    worker = add(_colleague("sanne@bench.example", Role.WORKER, team))
    add(_colleague("henk@bench.example", Role.SUPERVISOR, team))
    return team, worker


def _colleague(email: str, role: Role, team: Team) -> User:
    return a(User, email=email, name="Sanne", role=role, team_id=team.id, active=True, fs_uniquifier=email)


def add(record: Any) -> Any:
    """Save a record and give it its id."""
    db.session.add(record)
    db.session.flush()
    return record


def full_casus(team: Team, worker: User) -> Casus:
    """8 persons, 3 dangers and goals, 20 agreements, 8 meetings with 64 attendances, 24 ratings and what goes with it."""
    casus = add(
        a(Casus, team_id=team.id, worker_id=worker.id, name="Gezin Jansma", status=CasusStatus.ACTIVE, started_on=DAY)
    )
    here = {"casus_id": casus.id}
    roles = [FamilyRole.PARENT, FamilyRole.CHILD, *[FamilyRole.RELATIVE] * 6]
    people = [add(a(Person, first_name=f"Naam{nr}", family_role=role, **here)) for nr, role in enumerate(roles)]
    goals = [_danger_and_goal(number, people, here) for number in (1, 2, 3)]
    agreements = [_agreement(number, goals[number % 3], people, here) for number in range(1, 21)]
    for number in range(1, 9):
        meeting = add(a(Meeting, number=number, held_on=date(2026, number, 3), **here))
        db.session.add_all(a(Attendance, meeting_id=meeting.id, person_id=person.id, **here) for person in people)
        for person, goal in zip(people[:3], goals, strict=True):
            add(
                a(
                    Rating,
                    goal_id=goal.id,
                    person_id=person.id,
                    number=number,
                    meeting_id=meeting.id,
                    reason=SENTENCE,
                    **here,
                )
            )
    kinds = tuple(ItemKind)
    items = [add(a(MapItem, kind=kinds[number % len(kinds)], happened_on=DAY, **here)) for number in range(20)]
    for number in range(20):
        add(a(Check, agreement_id=agreements[number].id, person_id=people[0].id, seen=SENTENCE, **here))
        add(a(DiaryLine, person_id=people[1].id, **here))
        add(a(Success, what=SENTENCE, **here))
    db.session.add_all(a(TrajectoryStep, step=step, **here) for step in range(1, 13))
    db.session.add_all(
        a(Evidence, casus_id=casus.id, standard=number % 10 + 1, record_type="map_item", record_id=number + 1)
        for number in range(80)
    )
    db.session.add(Coverage(casus_id=casus.id, team_id=team.id))
    assert len(items) + len(agreements) == 40
    db.session.flush()
    return casus


def _danger_and_goal(number: int, people: list[Person], here: dict[str, int]) -> SafetyGoal:
    danger = add(a(DangerStatement, number=number, impact_later=SENTENCE, **here))
    goal = add(a(SafetyGoal, danger_id=danger.id, family_text=SENTENCE, hold_for=12, **here))
    db.session.add_all(
        (
            DangerWorried(danger_id=danger.id, person_id=people[0].id),
            DangerChild(danger_id=danger.id, person_id=people[1].id),
            GoalPerson(goal_id=goal.id, person_id=people[2].id, part=GoalPart.SHOWS),
        )
    )
    return goal


def _agreement(number: int, goal: SafetyGoal, people: list[Person], here: dict[str, int]) -> Agreement:
    doer, checker = people[number % 8], people[(number + 1) % 8]
    agreement = add(a(Agreement, number=number, goal_id=goal.id, checker_id=checker.id, what_if=SENTENCE, **here))
    db.session.add(AgreementPerson(agreement_id=agreement.id, person_id=doer.id, part=Part.DOER))
    return agreement


def house_of(total: int, own: int, team: Team, worker: User) -> None:
    """`total` casussen in all, `own` of them in this team, with 8 persons each; all with their coverage."""
    other = add(a(Team, name="Zuid", organisation_id=team.organisation_id))
    base = a(Casus, team_id=team.id, worker_id=worker.id, name="Gezin Jansma", started_on=DAY)
    fixed = _fixed(base)
    start = 1_000_000
    for begin in range(0, total, 5_000):
        numbers = range(begin, min(begin + 5_000, total))
        teams = {number: team.id if number < own else other.id for number in numbers}
        db.session.execute(
            insert(Casus), [fixed | {"id": start + n, "ref": f"b{n:07}", "team_id": teams[n]} for n in numbers]
        )
        db.session.execute(insert(Coverage), [{"casus_id": start + n, "team_id": teams[n], **_coverage(n)} for n in numbers])
    person = _fixed(a(Person, first_name="Naam"))
    names = ("Jansma", "de Wit", "Smeets", "Verhoeven", "Öztürk", "Belkadi", "Visser", "Bakker")
    people = [person | {"casus_id": start + number, "last_name": name} for number in range(own) for name in names]
    db.session.execute(insert(Person), people)
    db.session.commit()


def _coverage(number: int) -> dict[str, Any]:
    """The states of a casus with the days of their evidence; in one of three something cannot wait."""
    kinds = (State.EVIDENCE, State.PARTLY, State.NO_EVIDENCE)
    states = {f"state_{one}": kinds[(number + one) % 3] for one in range(1, 11)}
    days = {f"newest_{one}_on": DAY - timedelta(days=(number * one) % 120) for one in range(1, 11)}
    asks = number % 3 == 0
    return states | days | {"objections": int(asks), "signal_since": DAY if asks else None, "elements": "map,danger,plan"}


def _fixed(record: Any) -> dict[str, Any]:
    """The values of a record, for inserting many like it."""
    return {key: value for key, value in vars(record).items() if not key.startswith("_")}
