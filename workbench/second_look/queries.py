"""What waits for a second person, who that may be, and what is protected in a casus."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from workbench import clock
from workbench.accounts.models import Role, User
from workbench.casus.models import Casus, ContactPoint, Household, Person
from workbench.extensions import db
from workbench.second_look.models import LookState, SecondLook, Step

LEADS = (Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST)


def decides(user: User) -> ColumnElement[bool]:
    """The steps this person may decide as the second one: never what one asked for, nor what is about oneself."""
    s = SecondLook
    ways: list[ColumnElement[bool]] = []
    if user.role is Role.WORKER:
        ways.append(and_(s.step == Step.UNPROTECT, or_(Casus.worker_id == user.id, Casus.deputy_id == user.id)))
    if user.role in LEADS and user.team_id is not None:
        ways.append(and_(s.step == Step.UNPROTECT, Casus.team_id == user.team_id))
        ways.append(and_(s.step == Step.TEAM, s.team_id == user.team_id))
    if user.role is Role.SUPERVISOR and user.team_id is not None:
        ways.append(and_(s.step == Step.FACTOR, or_(s.team_id == user.team_id, s.team_id.is_(None))))
    if user.role is Role.ADMINISTRATOR:
        ways += [s.step == Step.ROLE, and_(s.step == Step.SETTING, _asked_by(Role.PRIVACY_OFFICER))]
    if user.role is Role.PRIVACY_OFFICER:
        ways.append(and_(s.step == Step.SETTING, _asked_by(Role.ADMINISTRATOR)))
    mine = or_(s.about_id.is_(None), s.about_id != user.id)
    return and_(or_(*ways) if ways else false(), s.asked_by_id != user.id, mine)


def _asked_by(role: Role) -> ColumnElement[bool]:
    return SecondLook.asked_by_id.in_(select(User.id).where(User.role == role))


def _joined(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(SecondLook).outerjoin(Casus, Casus.id == SecondLook.casus_id)


def _open() -> ColumnElement[bool]:
    return and_(SecondLook.state == LookState.ASKED, SecondLook.until > clock.now())


def waits_for(user: User) -> Select[Any]:
    """(id, moment, step) of everything this person may decide now."""
    return _joined(SecondLook.id, SecondLook.asked_at, SecondLook.step).where(decides(user), _open())


def of(user: User) -> list[tuple[SecondLook, str]]:
    """(step, who asked) of everything one asked for oneself or may decide, newest first."""
    asked = _joined(SecondLook, User.name).join(User, User.id == SecondLook.asked_by_id)
    asked = asked.where(or_(SecondLook.asked_by_id == user.id, decides(user))).order_by(SecondLook.id.desc())
    return [(row[0], row[1]) for row in db.session.execute(asked.limit(200))]


def one(user: User, look_id: int) -> SecondLook | None:
    """One of those."""
    asked = _joined(SecondLook).where(
        SecondLook.id == look_id, or_(SecondLook.asked_by_id == user.id, decides(user))
    )
    return db.session.scalar(asked)


def may_decide(user: User, look: SecondLook) -> bool:
    """Whether this person may be the second one for this step."""
    return db.session.scalar(_joined(SecondLook.id).where(SecondLook.id == look.id, decides(user))) is not None


def is_asked(step: Step, casus_id: int | None, about_id: int | None, key: str) -> bool:
    """Whether the same was asked already and waits."""
    s = SecondLook
    asked = select(s).where(s.step == step, s.casus_id.is_not_distinct_from(casus_id), s.about_id.is_not_distinct_from(about_id))
    return any(found.what.get("key", "") == key for found in db.session.scalars(asked.where(_open())))


def second_people(look: SecondLook, casus: Casus | None) -> list[User]:
    """Everybody who may decide it."""
    everybody = db.session.scalars(select(User).where(User.active).order_by(User.id))
    return [user for user in everybody if _may(user, look, casus)]


def _may(user: User, look: SecondLook, casus: Casus | None) -> bool:
    """The same as `decides`, for a step that is not written yet."""
    if user.id in (look.asked_by_id, look.about_id):
        return False
    leads = user.role in LEADS and user.team_id is not None
    if look.step is Step.UNPROTECT and casus is not None:
        works = user.role is Role.WORKER and user.id in (casus.worker_id, casus.deputy_id)
        return works or (leads and user.team_id == casus.team_id)
    if look.step is Step.TEAM:
        return leads and user.team_id == look.team_id
    if look.step is Step.FACTOR:
        return user.role is Role.SUPERVISOR and user.team_id is not None and look.team_id in (None, user.team_id)
    if look.step is Step.ROLE:
        return user.role is Role.ADMINISTRATOR
    asks = db.session.get_one(User, look.asked_by_id).role
    return user.role is (Role.ADMINISTRATOR if asks is Role.PRIVACY_OFFICER else Role.PRIVACY_OFFICER)


def team_that_knows(person: User) -> int | None:
    """The team of which a supervisor knows this person by face; None, any supervisor: nobody else supervises that team."""
    u = User
    others = select(u.id).where(u.active, u.role == Role.SUPERVISOR, u.team_id == person.team_id, u.id != person.id)
    return person.team_id if person.team_id and db.session.scalar(others.limit(1)) else None


def what_is_protected(casus: Casus) -> tuple[list[Person], list[Household], list[ContactPoint]]:
    """The people, homes and contact data of a casus that are secret now."""
    people = select(Person).where(Person.casus_id == casus.id).order_by(Person.id)
    homes = select(Household).where(Household.casus_id == casus.id, Household.protected).order_by(Household.id)
    points = select(ContactPoint).where(
        ContactPoint.casus_id == casus.id, ContactPoint.protected, ContactPoint.withdrawn_on.is_(None)
    )
    found = [list(db.session.scalars(asked)) for asked in (people, homes, points.order_by(ContactPoint.id))]
    return found[0], found[1], found[2]
