"""Look-ups of what children said, always starting at a casus."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select

from workbench import clock
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, FamilyRole, Person
from workbench.records import InOne
from workbench.voices import rules
from workbench.voices.models import ChildVoice, Panel, VoiceItem, WordsAndPictures

THIS_CASUS: Any = bindparam("casus_id")

_index = InOne(
    children=select(Person.id, Person.first_name, Person.call_name, Person.born_on, Person.age).where(
        Person.casus_id == THIS_CASUS, Person.family_role == FamilyRole.CHILD),
    moments=select(
        ChildVoice.id, ChildVoice.child_id, ChildVoice.heard_on, ChildVoice.heard_by, ChildVoice.form, ChildVoice.why_form,
        ChildVoice.done_with_it, ChildVoice.told_back_on, ChildVoice.parents_consent,
    ).where(ChildVoice.casus_id == THIS_CASUS),
    items=select(VoiceItem.voice_id, VoiceItem.order, VoiceItem.part, VoiceItem.words, VoiceItem.may_share)
    .join(ChildVoice, ChildVoice.id == VoiceItem.voice_id).where(ChildVoice.casus_id == THIS_CASUS),
    stories=select(
        WordsAndPictures.id, WordsAndPictures.child_id, WordsAndPictures.kind, WordsAndPictures.told_by,
        WordsAndPictures.told_on, WordsAndPictures.present, WordsAndPictures.do_not_hand_out,
    ).where(WordsAndPictures.casus_id == THIS_CASUS),
    panels=select(Panel.story_id, Panel.order, Panel.words)
    .join(WordsAndPictures, WordsAndPictures.id == Panel.story_id).where(WordsAndPictures.casus_id == THIS_CASUS),
)  # fmt: skip


@dataclass
class Child:
    """A child with every moment it was heard and every story it was told, newest first."""

    id: int
    name: str
    age: int | None
    moments: list[tuple[Any, list[Any]]] = field(default_factory=list)
    stories: list[tuple[Any, list[Any]]] = field(default_factory=list)
    to_ask: bool = False


def children_of(casus: Casus) -> list[Child]:
    """Every child with what it said and was told; one statement."""
    found = _index.of(casus.id)
    children = []
    for row in sorted(found["children"], key=lambda row: row.id):
        age = Person(born_on=row.born_on, age=row.age).age_on(clock.today())
        child = Child(row.id, row.call_name or row.first_name, age)
        for moment in _newest(found["moments"], child, "heard_on"):
            child.moments.append((moment, _in_order(found["items"], "voice_id", moment.id)))
        for story in _newest(found["stories"], child, "told_on"):
            child.stories.append((story, _in_order(found["panels"], "story_id", story.id)))
        children.append(child)
    silent = rules.not_asked(children, {row.child_id for row in found["moments"]})
    for child in children:
        child.to_ask = child in silent
    return children


def children_to_choose(casus: Casus) -> list[tuple[int, str]]:
    """(id, name) of the children of this casus."""
    people = casus_queries.people_of(casus)
    names = casus_queries.names_of(people)
    return [(person.id, names[person.id]) for person in people if person.family_role is FamilyRole.CHILD]


def _newest(rows: list[Any], child: Child, day: str) -> list[Any]:
    own = [row for row in rows if row.child_id == child.id]
    return sorted(own, key=lambda row: (getattr(row, day) is not None, getattr(row, day), row.id), reverse=True)


def _in_order(rows: list[Any], owner: str, owner_id: int) -> list[Any]:
    return sorted((row for row in rows if getattr(row, owner) == owner_id), key=lambda row: row.order)
