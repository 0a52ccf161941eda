"""What the coach has to know of a casus, in one statement; and the word lists as they hold here, made once per change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app, g
from sqlalchemy import bindparam, func, select

from workbench import clock, wording
from workbench.accounts.models import User
from workbench.casus.models import Casus, Person, Relation, RelationKind
from workbench.casus.queries import of_casus
from workbench.coach.models import CoachDismissal, WordChange, WordListChange
from workbench.coach.rules import Left
from workbench.crypto import day_in
from workbench.extensions import db
from workbench.records import InOne
from workbench.wording import Context, WordLists

ASKED = InOne(
    people=select(
        Person.id, Person.first_name, Person.call_name, Person.born_on, Person.age, Person.is_danger, Person.protected,
        Person.family_role,
    ).where(Person.casus_id == bindparam("casus_id")),
    couples=select(Relation.from_id, Relation.to_id).where(
        Relation.casus_id == bindparam("casus_id"), Relation.kind.in_((RelationKind.PARTNER, RelationKind.EX_PARTNER))),
    left=select(
        CoachDismissal.id, CoachDismissal.finding, CoachDismissal.words, CoachDismissal.sentence, CoachDismissal.reason,
        User.name.label("who"), CoachDismissal.created_at,
    ).outerjoin(User, User.id == CoachDismissal.created_by_id)
    .where(CoachDismissal.casus_id == bindparam("casus_id"), CoachDismissal.withdrawn_on.is_(None)),
    newest=select(WordListChange.id, WordListChange.set_at)
    .where(WordListChange.id == select(func.max(WordListChange.id)).scalar_subquery()),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the coach knows of a casus: what people are called, how old they are, what was left, and the lists that hold."""

    called: dict[int, str]
    people: list[str]
    ages: dict[str, int]
    dangerous: tuple[str, ...]
    at_risk: frozenset[str]
    left: list[Left]
    lists: WordLists

    def context(self, doers: Iterable[Any] = ()) -> Context:
        """For a text in which these people (by id, or as a form sends it) do it."""
        chosen = [self.called[number] for one in doers if (number := _number(one)) in self.called]
        first = self.dangerous[0] if self.dangerous else None
        return Context(self.people, chosen, first, self.ages, self.dangerous[1:], self.at_risk)


def known_of(casus: Casus) -> Known:
    """Read once in a request."""
    kept: dict[int, Known] = g.setdefault("coach", {})
    if casus.id not in kept:
        kept[casus.id] = _read(casus)
    return kept[casus.id]


def forget(casus: Casus) -> None:
    """Read again the next time: something was left, or is shown again."""
    g.get("coach", {}).pop(casus.id, None)


def dismissal_of(casus: Casus, dismissal_id: int) -> CoachDismissal:
    """One point that was left in this casus, or 404."""
    return of_casus(CoachDismissal, casus, dismissal_id)


def _read(casus: Casus) -> Known:
    rows = ASKED.of(casus.id)
    people, today = sorted(rows["people"]), clock.today()
    called = {one.id: one.call_name or one.first_name for one in people}
    ages = {
        name: age
        for one in people
        if (age := _age(one, today)) is not None
        for name in (one.first_name, called[one.id])
    }
    names = list(dict.fromkeys(name for one in people for name in (called[one.id], one.first_name)))
    dangerous = tuple(called[one.id] for one in people if one.is_danger)
    at_risk = frozenset(called[one] for one in _at_risk(people, rows["couples"]))
    newest = rows["newest"][0] if rows["newest"] else None
    return Known(called, names, ages, dangerous, at_risk, [Left(*row) for row in sorted(rows["left"])], _lists(newest))


def _at_risk(people: list[Any], couples: list[Any]) -> set[int]:
    """For whom the danger is one: where it comes from somebody, the children, who lives at a secret place, and a partner."""
    dangers = {one.id for one in people if one.is_danger}
    if not dangers:
        return set()
    partners = {other for pair in couples for one, other in (pair, pair[::-1]) if one in dangers}
    return {one.id for one in people if one.family_role == "child" or one.protected or one.id in partners} - dangers


def _age(person: Any, today: date) -> int | None:
    """Age in whole years, from the day of birth or else the age that was noted."""
    born = day_in(person.born_on)
    if born is None:
        known: int | None = person.age
        return known
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _number(one: Any) -> int | None:
    return int(one) if str(one).isascii() and str(one).isdigit() else None


# --- word lists


def word_lists() -> WordLists:
    """The lists as they hold here, for a page about them."""
    newest = db.session.execute(
        select(WordListChange.id, WordListChange.set_at).order_by(WordListChange.id.desc()).limit(1)
    ).first()
    return _lists(newest)


def _lists(newest: tuple[int, datetime] | None) -> WordLists:
    """Made when something changed; every other time it is the one that was made."""
    if newest is None:
        return wording.SHIPPED
    made, lists = current_app.extensions.get("word_lists", (None, wording.SHIPPED))
    if made != tuple(newest):
        lists = wording.SHIPPED.changed(*holding(changes()))
        current_app.extensions["word_lists"] = (tuple(newest), lists)
    return lists


def changes(list_name: str | None = None) -> list[WordListChange]:
    """Every change, oldest first; of one list, or of all."""
    asked = select(WordListChange).order_by(WordListChange.id)
    return list(db.session.scalars(asked.filter_by(list_name=list_name) if list_name else asked))


def holding(rows: Iterable[WordListChange]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """(additions, removals) that hold after all these changes, each as list → entries."""
    found: dict[WordChange, dict[str, list[str]]] = {WordChange.ADD: {}, WordChange.REMOVE: {}}
    for row in standing(rows):
        entry = row.entry if row.change is WordChange.ADD else row.entry.strip("*")
        found[row.change].setdefault(row.list_name, []).append(entry)
    return found[WordChange.ADD], found[WordChange.REMOVE]


def standing(rows: Iterable[WordListChange]) -> list[WordListChange]:
    """The additions and removals that were not undone."""
    rows = list(rows)
    undone = {row.undoes_id for row in rows}
    return [row for row in rows if row.change is not WordChange.UNDO and row.id not in undone]


def names_of_staff() -> dict[int, str]:
    """Colleagues by id: who made a change."""
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name))}
