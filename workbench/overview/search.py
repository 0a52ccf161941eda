"""Search within what one may see: two statements, then comparing after opening the sealed values (design.md 3.6)."""

import unicodedata
from dataclasses import dataclass

from sqlalchemy import select

from workbench.accounts.models import User
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.overview.families import in_sight_of

MOST = 50


@dataclass(frozen=True)
class Found:
    """A family, or somebody in it."""

    ref: str
    family: str
    person: str


def plain(text: str) -> str:
    """Lower case without accents, so that "Oztürk" is found by "ozturk"."""
    folded = text.casefold()
    if folded.isascii():  # nearly every name
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


def find(user: User, asked: str) -> list[Found]:
    """Families and people whose name holds every word that was asked; only in casussen this person may know of."""
    words = plain(asked).split()
    families = {
        row.id: row for row in db.session.execute(select(Casus.id, Casus.ref, Casus.name).where(in_sight_of(user)))
    }
    people = select(Person.casus_id, Person.first_name, Person.last_name).join(Casus, Casus.id == Person.casus_id)
    found = [Found(row.ref, row.name, "") for row in families.values() if _holds(row.name, words)]
    for row in db.session.execute(people.where(in_sight_of(user))):
        name = f"{row.first_name} {row.last_name or ''}".strip()
        if _holds(name, words):
            found.append(Found(families[row.casus_id].ref, families[row.casus_id].name, name))
    return sorted(found, key=lambda one: (one.person != "", plain(one.family), plain(one.person)))[:MOST]


def _holds(name: str, words: list[str]) -> bool:
    text = plain(name)
    return all(word in text for word in words)
