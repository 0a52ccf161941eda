"""The secret words of a casus: what may be told of them without saying them, and the words themselves."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workbench.accounts.models import User
from workbench.casus.models import Casus, Person, ProtectedTerm, SubGroup
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.plans import queries as plans
from workbench.plans.projection import Leaking, stopped


def lines_of(casus: Casus) -> Sequence[Any]:
    """A row for each word, without the word: number, kind, part that may know it, when and by whom it was added and lifted."""
    t, adder, lifter = ProtectedTerm, aliased(User), aliased(User)
    columns: tuple[Any, ...] = (
        t.id, t.number, t.kind, t.sub_group_id, SubGroup.name.label("part"), t.created_at, adder.name.label("added_by"),
        t.lifted_on, lifter.name.label("lifted_by"),
    )  # fmt: skip
    asked = select(*columns).where(t.casus_id == casus.id).order_by(t.id)
    asked = asked.outerjoin(SubGroup, SubGroup.id == t.sub_group_id).outerjoin(adder, adder.id == t.created_by_id)
    return db.session.execute(asked.outerjoin(lifter, lifter.id == t.lifted_by_id)).all()


def secret_words(casus: Casus) -> list[ProtectedTerm]:
    """The words that are secret now, with the words: only for who asked for them with a reason, and for what looks for them."""
    t = ProtectedTerm
    return list(db.session.scalars(select(t).where(t.casus_id == casus.id, t.lifted_on.is_(None)).order_by(t.id)))


def secret_word(casus: Casus, word_id: int) -> ProtectedTerm:
    """One word of this casus that is secret now, or 404."""
    from flask import abort

    found = of_casus(ProtectedTerm, casus, word_id)
    return found if found.lifted_on is None else abort(404)


def names_in(casus: Casus) -> list[str]:
    """What the people of the family and the network are called in texts, and the colleagues, who stand on every paper.

    No surname of the family: that may well be what has to stay secret.
    """
    asked = select(Person.first_name, Person.call_name).where(Person.casus_id == casus.id)
    names = [name for row in db.session.execute(asked) for name in row if name]
    return names + list(db.session.scalars(select(User.name).where(User.id.in_((casus.worker_id, casus.supervisor_id)))))


def cannot_get_plan(casus: Casus) -> tuple[int, list[Leaking]]:
    """The number of the version that holds and everybody it cannot go to as it is now; (0, []) without a version."""
    line = plans.latest(plans.version_lines(casus))
    version = plans.version_of(casus, line.number) if line is not None else None
    return (version.number, stopped(version)) if version is not None else (0, [])
