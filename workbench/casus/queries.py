"""Look-ups that start at a casus, or find the casus a person may open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeVar

from flask import g
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from workbench import audit
from workbench.casus.models import (
    Casus,
    ContactPoint,
    Household,
    Person,
    ProtectedTerm,
    Relation,
    SafePerson,
    SubGroup,
)
from workbench.extensions import Model, db

T = TypeVar("T")

# The people of a casus as a select for `records.InOne`; `names_of` gives them the names the plan uses.
PEOPLE = select(
    Person.id,
    Person.first_name,
    Person.last_name,
    Person.call_name,
    Person.family_role,
    Person.in_family,
    Person.natural,
    Person.authority,
    Person.sub_group_id,
    Person.user_id,
).where(Person.casus_id == bindparam("casus_id"))


def casus_with_head(ref: str, *, lock: bool) -> Casus | None:
    """The casus of this reference with its worker and the head of its log, in one statement.

    With `lock` (requests that change something) PostgreSQL keeps the row until the end of the transaction, so that the
    changes of one casus are written one after another; SQLite has its write lock already.
    """
    found = db.session.execute(_with_head(lock), {"ref": ref}).first()
    if found is None:
        return None
    casus, seq_now, hash_now, last_day, looks, statements, words = found
    audit.remember_head(casus.id, seq_now, hash_now)
    g.plan_asks = PlanAsks(last_day, looks, statements, words)
    return casus


@cache
def _with_head(lock: bool) -> Any:
    """Made once: every page of a casus begins with it."""
    asked = select(Casus, *audit.head_of(Casus.id), *_plan_asks()).where(Casus.ref == bindparam("ref"))
    asked = asked.options(joinedload(Casus.worker))
    return asked.with_for_update(of=Casus) if lock else asked


class PlanAsks(NamedTuple):
    """What the plan asks for in the rail of every page: a temporary plan's last day, and how many changes wait for a look.

    And how many statements people added to the file, and how many words are secret: where there is none, no page has to ask for
    them.
    """

    last_day: date | None
    looks: int
    statements: int = 0
    secret_words: int = 0


def _plan_asks() -> tuple[Any, Any, Any, Any]:
    """All four as columns: the last day of the newest version that was set, where that is a temporary one, and three counts."""
    versions, triggers = Model.metadata.tables["plan_version"], Model.metadata.tables["plan_trigger"]  # stand above casus
    newer = versions.alias()
    set_once = ("set", "running", "expired")
    newest = select(func.max(newer.c.number)).where(newer.c.casus_id == versions.c.casus_id, newer.c.status.in_(set_once))
    is_newest = versions.c.number == newest.correlate(versions).scalar_subquery()
    last_day = select(versions.c.ends_on).where(
        versions.c.casus_id == Casus.id, versions.c.kind == "temporary", is_newest
    )
    looks = select(func.count()).where(triggers.c.casus_id == Casus.id, triggers.c.looked_on.is_(None))
    said = Model.metadata.tables["file_statement"]
    statements = select(func.count()).where(said.c.casus_id == Casus.id)
    words = select(func.count(ProtectedTerm.id)).where(ProtectedTerm.casus_id == Casus.id, ProtectedTerm.lifted_on.is_(None))
    return last_day.scalar_subquery(), looks.scalar_subquery(), statements.scalar_subquery(), words.scalar_subquery()


def people_of(casus: Casus) -> list[Person]:
    """Everybody in the casus, family first, in the order in which they were added."""
    asked = select(Person).where(Person.casus_id == casus.id).order_by(Person.in_family.desc(), Person.id)
    return list(db.session.scalars(asked))


def of_casus(kind: type[T], casus: Casus, record_id: int, *options: Any) -> T:
    """One record of this casus, or 404: an id of another family is the same as none."""
    from flask import abort

    asked = select(kind).where(kind.id == record_id, kind.casus_id == casus.id).options(*options)  # type: ignore[attr-defined]
    found = db.session.scalar(asked)
    return found if found is not None else abort(404)


def family_page(casus: Casus) -> "FamilyPage":
    """Everybody with home, contact points, relations and safe people; five statements."""
    people = people_of(casus)
    households = list(
        db.session.scalars(select(Household).where(Household.casus_id == casus.id).order_by(Household.id))
    )
    points = list(
        db.session.scalars(
            select(ContactPoint)
            .where(ContactPoint.casus_id == casus.id, ContactPoint.withdrawn_on.is_(None))
            .order_by(ContactPoint.id)
        )
    )
    relations = list(db.session.scalars(select(Relation).where(Relation.casus_id == casus.id).order_by(Relation.id)))
    safe = db.session.execute(
        select(SafePerson.child_id, SafePerson.person_id).where(SafePerson.casus_id == casus.id)
    ).all()
    return FamilyPage(people, households, points, relations, [(row.child_id, row.person_id) for row in safe])


@dataclass
class FamilyPage:
    """What the family room shows."""

    people: list[Person]
    households: list[Household]
    points: list[ContactPoint]
    relations: list[Relation]
    safe: list[tuple[int, int]]

    @property
    def names(self) -> dict[int, str]:
        return {person.id: person.name for person in self.people}

    @property
    def has_secrets(self) -> bool:
        """Whether somebody, a home or a contact point is protected."""
        places: list[Any] = [*self.people, *self.households, *self.points]
        return any(one.protected for one in places)

    def points_of(self, person: Person) -> list[ContactPoint]:
        return [point for point in self.points if point.person_id == person.id]

    def safe_of(self, child: Person) -> list[str]:
        return [self.names[person] for who, person in self.safe if who == child.id and person in self.names]


def protected_points_of(person: Person) -> list[ContactPoint]:
    """The protected contact data of one person that still holds."""
    p = ContactPoint
    asked = select(p).where(p.person_id == person.id, p.protected, p.withdrawn_on.is_(None)).order_by(p.id)
    return list(db.session.scalars(asked))


def sub_groups(casus: Casus) -> list[tuple[int, str]]:
    """(id, name) of the parts of a separated network."""
    asked = select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == casus.id).order_by(SubGroup.id)
    return [(row.id, row.name) for row in db.session.execute(asked)]


def households_of(casus: Casus) -> list[tuple[int, str]]:
    """(id, name) of the homes."""
    asked = select(Household.id, Household.name).where(Household.casus_id == casus.id).order_by(Household.id)
    return [(row.id, row.name) for row in db.session.execute(asked)]


def safe_people_of(child: Person) -> list[int]:
    """The ids of those a child can go to."""
    return list(
        db.session.scalars(
            select(SafePerson.person_id).where(SafePerson.child_id == child.id).order_by(SafePerson.person_id)
        )
    )


def names_of(people: Iterable[Any]) -> dict[int, str]:
    """The name of each person by id, family first; with the last name where two would be called the same."""
    in_order = sorted(people, key=lambda person: (not person.in_family, person.id))
    called = [person.call_name or person.first_name for person in in_order]
    return {
        person.id: f"{name} {person.last_name}" if called.count(name) > 1 and person.last_name else name
        for person, name in zip(in_order, called, strict=True)
    }
