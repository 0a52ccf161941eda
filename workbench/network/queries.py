"""The safety circles of one casus."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from workbench.accounts.models import User
from workbench.casus.models import Casus, Person, SubGroup
from workbench.casus.queries import people_of
from workbench.extensions import Model, db
from workbench.network.models import CircleMembership
from workbench.records import InOne


def moves_of(casus: Casus) -> list[CircleMembership]:
    """Every step in the circles, oldest first."""
    asked = select(CircleMembership).where(CircleMembership.casus_id == casus.id)
    return list(db.session.scalars(asked.order_by(CircleMembership.since, CircleMembership.id)))


def last_move(casus: Casus, person_id: int) -> CircleMembership | None:
    """What was noted last of this person, whatever day it is about."""
    asked = select(CircleMembership).where(
        CircleMembership.casus_id == casus.id, CircleMembership.person_id == person_id
    )
    return db.session.scalar(asked.order_by(CircleMembership.id.desc()).limit(1))


def history_of(casus: Casus, person_id: int) -> list[Any]:
    """(move, name of who noted it) of one person, newest first."""
    asked = (
        select(CircleMembership, User.name.label("noted_by")).outerjoin(User, User.id == CircleMembership.created_by_id)
        .where(CircleMembership.casus_id == casus.id, CircleMembership.person_id == person_id)
        .order_by(CircleMembership.since.desc(), CircleMembership.id.desc())
    )  # fmt: skip
    return list(db.session.execute(asked))


@dataclass(frozen=True)
class Room:
    """What the network room shows."""

    people: list[Person]
    moves: list[CircleMembership]
    groups: list[Any]  # id, name
    goals: list[Any]  # id, number
    tasks: set[tuple[int, int]]  # (goal, person) with something to do, to check or to stand in for

    @property
    def newest(self) -> int:
        """The newest move there is: what a form was made from."""
        return max((move.id for move in self.moves), default=0)


def room(casus: Casus) -> Room:
    """People, moves, sub-groups, goals, and who has a task in a live agreement; three statements."""
    found = _around().of(casus.id)
    tasks = {(row.goal_id, row.person_id) for row in found["doers"]}
    for row in found["agreements"]:
        tasks |= {(row.goal_id, one) for one in (row.checker_id, row.second_checker_id, row.backup_id) if one}
    groups = sorted(found["groups"], key=lambda row: row.id) if casus.separate_networks else []
    return Room(people_of(casus), moves_of(casus), groups, sorted(found["goals"], key=lambda row: row.number), tasks)


@cache
def _around() -> InOne:
    """Goals and agreements stand above the network in the ladder: their tables are named, not imported."""
    goal, danger, agreement, doer = (
        Model.metadata.tables[name] for name in ("safety_goal", "danger_statement", "agreement", "agreement_person")
    )
    here: Any = bindparam("casus_id")
    live = agreement.c.casus_id == here, agreement.c.status.not_in(["ended", "not_feasible"])
    return InOne(
        groups=select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == here),
        goals=select(goal.c.id, danger.c.number).where(
            goal.c.casus_id == here, goal.c.danger_id == danger.c.id, goal.c.status != "let_go", danger.c.status != "withdrawn"
        ),
        doers=select(agreement.c.goal_id, doer.c.person_id).where(
            *live, doer.c.agreement_id == agreement.c.id, doer.c.part.in_(["doer", "together"])
        ),
        agreements=select(
            agreement.c.goal_id, agreement.c.checker_id, agreement.c.second_checker_id, agreement.c.backup_id
        ).where(*live),
    )  # fmt: skip
