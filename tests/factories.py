"""Records that are right in every way; a test changes the one thing it is about.

Inside an app context a record is added and flushed, the test commits. Outside of one it is committed and detached, so that
it can be used beside a browser.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from functools import wraps
from itertools import count
from typing import Any

from flask import Flask, has_app_context

from workbench.accounts.models import Organisation, OrganisationKind, Role, Team, User
from workbench.aftercare.models import AftercareContact, AftercarePlan, ContactOutcome
from workbench.agreements.models import Agreement, AgreementPerson, AgreementStatus, Part
from workbench.casus.models import (
    Authority,
    Casus,
    CasusStatus,
    ContactKind,
    ContactPoint,
    FamilyRole,
    Framework,
    Household,
    Person,
    Phase,
    SubGroup,
    TrajectoryStep,
    Visibility,
    YesNoUnknown,
)
from workbench.extensions import db
from workbench.goals.models import DangerChild, DangerStatement, DangerWorried, GoalPart, GoalPerson, Rating, SafetyGoal
from workbench.mapping.models import ItemKind, MapItem, SourceKind
from workbench.meetings.models import Attendance, AttendanceStatus, Meeting, MeetingKind, MeetingStatus
from workbench.rights.models import (
    Ground,
    HousingRequest,
    PlacementChild,
    PlacementGround,
    PlacementThought,
    Reply,
    RequestOutcome,
    RightsAnswer,
)
from workbench.successes.models import Success

TODAY = date(2026, 6, 18)
numbers = count(1)
_app: list[Flask] = []


def use(app: Flask) -> None:
    """The app in which records are made when a test has no context of its own."""
    _app[:] = [app]


def made(factory: Callable[..., Any]) -> Callable[..., Any]:
    """Add what a factory returns; commit and detach it where the test has no app context."""

    @wraps(factory)
    def make(*args: Any, **values: Any) -> Any:
        inside = has_app_context()
        with nullcontext() if inside else _app[0].app_context():
            thing = factory(*args, **values)
            db.session.add(thing)
            db.session.flush()
            if not inside:
                db.session.commit()
                db.session.expunge_all()
        return thing

    return make


def office() -> None:
    """The organisation and its two teams; part of the image every test starts from."""
    organisation = Organisation(
        id=1, name="Jeugdbescherming Vlierland", kind=OrganisationKind.GI, phone="088 000 07 42"
    )
    db.session.add(organisation)
    db.session.flush()
    db.session.add_all(
        [Team(id=1, organisation_id=1, name="Team Vlierdam"), Team(id=2, organisation_id=1, name="Team Oost")]
    )
    db.session.flush()


@made
def user(role: Role = Role.WORKER, name: str = "Sanne Verbeek", team_id: int | None = 1, **values: Any) -> User:
    """Somebody with an account and no password (tests sign in by a session)."""
    values.setdefault("email", f"u{next(numbers)}@vlierland.example")
    return User(name=name, role=role, team_id=team_id, **values)


def worker(**values: Any) -> User:
    return user(Role.WORKER, **values)


def supervisor(**values: Any) -> User:
    return user(Role.SUPERVISOR, **{"name": "Henk Overdijk", **values})


def administrator(**values: Any) -> User:
    return user(Role.ADMINISTRATOR, **{"name": "Beheer", "team_id": None, **values})


def privacy_officer(**values: Any) -> User:
    return user(Role.PRIVACY_OFFICER, **{"name": "FG", "team_id": None, **values})


@made
def casus(worker: User | None = None, supervisor: User | None = None, **values: Any) -> Casus:
    """An open casus of Team Vlierdam with its worker and supervisor."""
    given = {
        "name": "Gezin Jansma-de Wit",
        "team_id": 1,
        "framework": Framework.SUPERVISION_ORDER,
        "started_on": TODAY - timedelta(days=150),
        "phase": Phase.STABLE,
        "status": CasusStatus.ACTIVE,
    }
    by = worker or globals()["worker"]()
    return Casus(**{**given, **values}, worker_id=by.id, supervisor_id=(supervisor or globals()["supervisor"]()).id)


@made
def person(casus: Casus, first_name: str = "Kim", **values: Any) -> Person:
    given: dict[str, Any] = {"family_role": FamilyRole.PARENT, "in_family": True, "authority": Authority.YES}
    return Person(casus_id=casus.id, first_name=first_name, **{**given, **values})


def child(casus: Casus, first_name: str = "Noa", **values: Any) -> Person:
    given: dict[str, Any] = {
        "family_role": FamilyRole.CHILD,
        "authority": Authority.NOT_APPLICABLE,
        "born_on": "2016-05-03",
    }
    return person(casus, first_name, **{**given, **values})


def neighbour(casus: Casus, first_name: str = "Fatiha", **values: Any) -> Person:
    given: dict[str, Any] = {
        "family_role": FamilyRole.NEIGHBOUR,
        "in_family": False,
        "natural": True,
        "authority": Authority.NOT_APPLICABLE,
    }
    return person(casus, first_name, **{**given, **values})


@made
def sub_group(casus: Casus, name: str = "Groen", key: str = "a") -> SubGroup:
    return SubGroup(casus_id=casus.id, key=key, name=name)


@made
def step(casus: Casus, number: int, **values: Any) -> TrajectoryStep:
    """What somebody noted for one of the twelve steps."""
    return TrajectoryStep(casus_id=casus.id, step=number, **values)


@made
def household(casus: Casus, name: str = "Bij Kim", **values: Any) -> Household:
    return Household(casus_id=casus.id, name=name, **values)


@made
def contact_point(person: Person, value: str = "Wilgenpad 7", **values: Any) -> ContactPoint:
    given: dict[str, Any] = {"kind": ContactKind.ADDRESS, "visibility": Visibility.PROFESSIONALS}
    return ContactPoint(casus_id=person.casus_id, person_id=person.id, value=value, **{**given, **values})


@made
def map_item(casus: Casus, kind: ItemKind = ItemKind.HARM, **values: Any) -> MapItem:
    given: dict[str, Any] = {
        "text": "Kim sliep van de drank op de bank.",
        "happened_on": date(2025, 11, 14),
        "source": "Fatiha",
        "source_kind": SourceKind.SEEN,
        "severity": 3,
    }
    return MapItem(casus_id=casus.id, kind=kind, **{**given, **values})


@made
def danger(
    casus: Casus, worried: list[Person] | None = None, children: list[Person] | None = None, **values: Any
) -> DangerStatement:
    number = values.pop("number", next(numbers))
    given: dict[str, Any] = {
        "title": "Noa en Daan zijn alleen als Kim drinkt",
        "about": "Kim drinkt zoveel dat zij in slaap valt.",
        "impact_now": "Noa is bang.",
        "impact_later": "Noa leert dat zij nooit kind mag zijn.",
        "sentence": "Sanne en Truus maken zich zorgen dat Kim zoveel drinkt dat zij in slaap valt. Noa is dan bang.",
    }
    return DangerStatement(
        casus_id=casus.id,
        number=number,
        **{**given, **values},
        worried=[DangerWorried(person_id=p.id) for p in worried or []],
        children=[DangerChild(person_id=p.id) for p in children or []],
    )


@made
def goal(
    casus: Casus,
    danger: DangerStatement | None = None,
    shows: list[Person] | None = None,
    sees: list[Person] | None = None,
    **values: Any,
) -> SafetyGoal:
    about = danger or globals()["danger"](casus)
    given: dict[str, Any] = {
        "behaviour": "er is op elk moment een volwassene zonder drank bij Noa en Daan",
        "hold_for": 26,
        "good_enough": 8,
        "child_notices": "Noa weet elke avond wie er voor haar zorgt.",
        "sentence": "Kim laat aan Marloes zien dat er op elk moment een volwassene zonder drank bij Noa en Daan is.",
    }
    people = [GoalPerson(person_id=p.id, part=GoalPart.SHOWS) for p in shows or []]
    people += [GoalPerson(person_id=p.id, part=GoalPart.SEES) for p in sees or []]
    return SafetyGoal(casus_id=casus.id, danger_id=about.id, people=people, **{**given, **values})


@made
def rating(goal: SafetyGoal, person: Person, number: int = 6, **values: Any) -> Rating:
    return Rating(
        casus_id=goal.casus_id, goal_id=goal.id, person_id=person.id, number=number, **{"rated_on": TODAY, **values}
    )


@made
def agreement(
    casus: Casus,
    goal: SafetyGoal | None = None,
    doers: list[Person] | None = None,
    checker: Person | None = None,
    **values: Any,
) -> Agreement:
    about = goal or globals()["goal"](casus)
    given: dict[str, Any] = {
        "what": "Als Kim trek in drank heeft, belt zij Marloes.",
        "when": "als Kim trek heeft",
        "what_if": "Dan belt Kim Fatiha.",
        "check_how": "Bas belt Kim",
        "check_every_days": 14,
        "status": AgreementStatus.ACTIVE,
        "starts_on": TODAY - timedelta(days=60),
        "number": next(numbers),
    }
    people = [AgreementPerson(person_id=p.id, part=Part.DOER, order=i) for i, p in enumerate(doers or [], 1)]
    return Agreement(
        casus_id=casus.id,
        goal_id=about.id,
        checker_id=checker.id if checker else None,
        people=people,
        **{**given, **values},
    )


@made
def meeting(casus: Casus, present: list[Person] | None = None, **values: Any) -> Meeting:
    given: dict[str, Any] = {
        "number": next(numbers),
        "kind": MeetingKind.FOLLOW_UP,
        "status": MeetingStatus.HELD,
        "held_on": TODAY - timedelta(days=3),
    }
    there = [Attendance(casus_id=casus.id, person_id=p.id, status=AttendanceStatus.PRESENT) for p in present or []]
    return Meeting(casus_id=casus.id, attendance=there, **{**given, **values})


@made
def success(casus: Casus, **values: Any) -> Success:
    given: dict[str, Any] = {
        "happened_on": TODAY - timedelta(days=6),
        "what": "Kim dronk cola op het feest.",
        "celebrated": "met taart",
        "shared_with_family": True,
    }
    return Success(casus_id=casus.id, **{**given, **values})


@made
def rights_answer(
    casus: Casus, question: int, answer: Reply = Reply.YES, child: Person | None = None, **values: Any
) -> RightsAnswer:
    given: dict[str, Any] = {"where": "In het verslag van 11 juni.", "answered_on": TODAY - timedelta(days=3)}
    about = child.id if child else None
    return RightsAnswer(casus_id=casus.id, question=question, answer=answer, child_id=about, **{**given, **values})


@made
def placement(
    casus: Casus, children: list[Person], grounds: tuple[Ground, ...] = (Ground.SAFETY,), **values: Any
) -> PlacementThought:
    """That living elsewhere is considered, with everything written down."""
    given: dict[str, Any] = {
        "considered_since": TODAY - timedelta(days=20), "why": "Het is ’s nachts niet veilig.",
        "alternatives": "Elke nacht een oom.", "network_answer": "Truus kan een week.", "term": "zes weken",
        "evaluate_on": TODAY + timedelta(days=14), "contact": "Kim komt elke dag.",
        "together": YesNoUnknown.YES, "decided_by": "De kinderrechter.",
        "return_possible": YesNoUnknown.YES,
    }  # fmt: skip
    if "ended_on" not in values:
        db.session.merge(casus).placement_considered = True
    return PlacementThought(
        casus_id=casus.id, **{**given, **values}, asked=[], grounds=[PlacementGround(ground=ground) for ground in grounds],
        children=[PlacementChild(person_id=one.id, interest="Rust en haar eigen school.") for one in children],
    )  # fmt: skip


@made
def housing_request(casus: Casus, **values: Any) -> HousingRequest:
    given: dict[str, Any] = {
        "what": "Urgentie voor een woning voor Kim met twee kinderen.", "asked_on": TODAY - timedelta(days=30),
        "asked_of": "Gemeente Vlierdam.", "outcome": RequestOutcome.GRANTED, "answered_on": TODAY - timedelta(days=10),
    }  # fmt: skip
    return HousingRequest(casus_id=casus.id, **{**given, **values})


def account(user_id: int) -> User:
    """The account with this id, to be used beside a browser."""
    with _app[0].app_context():
        found = db.session.get(User, user_id)
        db.session.expunge_all()
    assert found is not None
    return found


def worker_of(casus: Casus) -> User:
    """Who works on this casus."""
    return account(casus.worker_id)


def supervisor_of(casus: Casus) -> User:
    """Who supervises this casus."""
    return account(casus.supervisor_id or 0)


@made
def aftercare_plan(casus: Casus, **values: Any) -> AftercarePlan:
    """An aftercare plan the family agreed on."""
    given: dict[str, Any] = {"signals": "Noa komt te laat op school.", "first_help": "Marloes belt Kim.", "is_concept": False}
    return AftercarePlan(casus_id=casus.id, **{**given, **values})


@made
def aftercare_contact(casus: Casus, **values: Any) -> AftercareContact:
    """A contact in aftercare that was held and in which all was well."""
    day = TODAY - timedelta(days=30)
    given: dict[str, Any] = {"planned_on": day, "done_on": day, "outcome": ContactOutcome.GOOD}
    return AftercareContact(casus_id=casus.id, **{**given, **values})
