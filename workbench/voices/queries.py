"""Look-ups of what children said, always starting at a casus. Pictures are only read where one is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any

from flask import abort
from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from workbench import clock
from workbench.casus import queries as casus_queries
from workbench.casus.models import Authority, Casus, FamilyRole, Person
from workbench.extensions import Model, db
from workbench.records import InOne
from workbench.voices import rules
from workbench.voices.models import (
    ChildPaper,
    ChildVoice,
    ClearedApproval,
    EarlierWords,
    NotHeard,
    OnPaper,
    Panel,
    PanelApproval,
    VoiceItem,
    VoiceItemAgreement,
    VoiceItemGoal,
    WordsAndPictures,
)

THIS_CASUS: Any = bindparam("casus_id")


@cache
def _index() -> InOne:
    """Made when it is first asked: goals and agreements stand above this subject, and are named by their tables."""
    tables = Model.metadata.tables
    goals, dangers, agreements = tables["safety_goal"], tables["danger_statement"], tables["agreement"]
    return InOne(
        people=select(Person.id, Person.first_name, Person.last_name, Person.call_name, Person.family_role, Person.in_family,
                      Person.authority, Person.born_on, Person.age).where(Person.casus_id == THIS_CASUS),
        moments=select(
            ChildVoice.id, ChildVoice.child_id, ChildVoice.heard_on, ChildVoice.heard_by, ChildVoice.form, ChildVoice.why_form,
            ChildVoice.done_with_it, ChildVoice.told_back_on, ChildVoice.told_back_how, ChildVoice.parents_consent,
            ChildVoice.path, ChildVoice.version,
        ).where(ChildVoice.casus_id == THIS_CASUS),
        items=select(
            VoiceItem.id, VoiceItem.voice_id, VoiceItem.order, VoiceItem.part, VoiceItem.words, VoiceItem.may_share,
            VoiceItem.done_with_it, VoiceItem.alt, VoiceItem.picture.is_not(None).label("has_picture"), VoiceItem.withdrawn_on,
            VoiceItem.withdrawn_why, VoiceItem.version,
        ).where(VoiceItem.casus_id == THIS_CASUS),
        item_goals=select(VoiceItemGoal.item_id, goals.c.id, dangers.c.number, goals.c.sentence)
        .join(goals, goals.c.id == VoiceItemGoal.goal_id).join(dangers, dangers.c.id == goals.c.danger_id)
        .where(goals.c.casus_id == THIS_CASUS),
        item_agreements=select(VoiceItemAgreement.item_id, agreements.c.id, agreements.c.label, agreements.c.number,
                               agreements.c.what)
        .join(agreements, agreements.c.id == VoiceItemAgreement.agreement_id).where(agreements.c.casus_id == THIS_CASUS),
        stories=select(
            WordsAndPictures.id, WordsAndPictures.child_id, WordsAndPictures.kind, WordsAndPictures.told_by,
            WordsAndPictures.told_on, WordsAndPictures.present, WordsAndPictures.do_not_hand_out, WordsAndPictures.version,
        ).where(WordsAndPictures.casus_id == THIS_CASUS),
        panels=select(
            Panel.id, Panel.story_id, Panel.order, Panel.words, Panel.pictogram, Panel.alt,
            Panel.picture.is_not(None).label("has_picture"), Panel.withdrawn_on, Panel.withdrawn_why, Panel.version,
        ).where(Panel.casus_id == THIS_CASUS),
        approvals=select(PanelApproval.story_id, PanelApproval.person_id, PanelApproval.approved_on)
        .join(WordsAndPictures, WordsAndPictures.id == PanelApproval.story_id).where(WordsAndPictures.casus_id == THIS_CASUS),
        cleared=select(
            ClearedApproval.id, ClearedApproval.story_id, ClearedApproval.person_id, ClearedApproval.approved_on,
            ClearedApproval.cleared_on, ClearedApproval.because,
        ).where(ClearedApproval.casus_id == THIS_CASUS),
        earlier=select(
            EarlierWords.id, EarlierWords.item_id, EarlierWords.panel_id, EarlierWords.what, EarlierWords.words,
            EarlierWords.part, EarlierWords.may_share, EarlierWords.pictogram, EarlierWords.alt,
            EarlierWords.picture.is_not(None).label("has_picture"), EarlierWords.why, EarlierWords.replaced_at,
        ).where(EarlierWords.casus_id == THIS_CASUS),
        reasons=select(NotHeard.child_id, NotHeard.why, NotHeard.noted_on).where(NotHeard.casus_id == THIS_CASUS),
        papers=select(ChildPaper.child_id, ChildPaper.takes, ChildPaper.why, ChildPaper.noted_on)
        .where(ChildPaper.casus_id == THIS_CASUS),
    )  # fmt: skip


@dataclass
class Child:
    """A child with every moment it was heard and every story it was told, newest first."""

    id: int
    name: str
    age: int | None
    moments: list[Any] = field(default_factory=list)
    stories: list[Any] = field(default_factory=list)
    to_ask: bool = False
    reason: Any = None
    paper: Any = None

    @property
    def takes(self) -> OnPaper:
        """What it is safe to give this child on paper."""
        return rules.goes_along(
            self.paper.takes if self.paper else None, any(one.do_not_hand_out for one in self.stories)
        )


@dataclass
class Voices:
    """Everything of the room: the children, and the names of everybody."""

    children: list[Child]
    names: dict[int, str]

    def child(self, child_id: int) -> Child:
        """This child, or 404."""
        return next((one for one in self.children if one.id == child_id), None) or abort(404)

    def story(self, story_id: int) -> tuple[Child, Any]:
        """The child and the story, or 404."""
        found = ((child, story) for child in self.children for story in child.stories if story.id == story_id)
        return next(found, None) or abort(404)


def voices_of(casus: Casus) -> Voices:
    """Every child with what it said and was told; one statement."""
    return voices_in(casus.id)


def asked() -> dict[str, Any]:
    """The selects of the room, for a page or paper that asks something more in the same statement."""
    return dict(_index().asked)


def voices_in(casus_id: int, found: dict[str, list[Any]] | None = None) -> Voices:
    """The same, by the id of a casus, or out of rows that were found already (with `asked`)."""
    found = _index().of(casus_id) if found is None else found
    found["people"].sort(key=lambda row: row.id)
    names = casus_queries.names_of(found["people"])
    parents = [
        row for row in found["people"] if row.family_role is FamilyRole.PARENT and row.authority is Authority.YES
    ]
    moments, stories = _moments(found), _stories(found, names, parents)
    children = [_child(row, names, moments, stories) for row in found["people"] if row.family_role is FamilyRole.CHILD]
    reasons, papers = ({row.child_id: row for row in found[name]} for name in ("reasons", "papers"))
    silent = rules.not_asked(children, {row.child_id for row in found["moments"]})
    for child in children:
        child.to_ask, child.reason, child.paper = child in silent, reasons.get(child.id), papers.get(child.id)
    return Voices(children, names)


def _child(row: Any, names: dict[int, str], moments: list[Any], stories: list[Any]) -> Child:
    age = Person(born_on=row.born_on, age=row.age).age_on(clock.today())
    return Child(row.id, names[row.id], age, _newest(moments, row.id, "heard_on"), _newest(stories, row.id, "told_on"))


def _moments(found: dict[str, list[Any]]) -> list[Any]:
    earlier, goals = _by(found["earlier"], "item_id"), _by(found["item_goals"], "item_id")
    agreements = _by(found["item_agreements"], "item_id")
    items = [
        SimpleNamespace(
            **row._asdict(), earlier=sorted(earlier.get(row.id, ()), key=lambda one: one.id, reverse=True),
            goals=[(one.id, goal_words(one)) for one in sorted(goals.get(row.id, ()), key=lambda one: one.number)],
            agreements=[
                (one.id, agreement_words(one)) for one in sorted(agreements.get(row.id, ()), key=lambda one: one.number)
            ],
        )
        for row in found["items"]
    ]  # fmt: skip
    by_voice = _by(items, "voice_id")
    return [
        SimpleNamespace(
            **row._asdict(), items=rules.in_good_order(one for one in by_voice.get(row.id, ()) if one.withdrawn_on is None),
            withdrawn=[one for one in by_voice.get(row.id, ()) if one.withdrawn_on is not None],
        )
        for row in found["moments"]
    ]  # fmt: skip


def _stories(found: dict[str, list[Any]], names: dict[int, str], parents: list[Any]) -> list[Any]:
    earlier, by_story = _by(found["earlier"], "panel_id"), _by(found["panels"], "story_id")
    approvals, cleared = _by(found["approvals"], "story_id"), _by(found["cleared"], "story_id")
    made = []
    for row in found["stories"]:
        panels = [
            SimpleNamespace(
                **one._asdict(), earlier=sorted(earlier.get(one.id, ()), key=lambda was: was.id, reverse=True)
            )
            for one in sorted(by_story.get(row.id, ()), key=lambda one: (one.order, one.id))
        ]
        given = sorted(approvals.get(row.id, ()), key=lambda one: one.person_id)
        waiting = rules.missing_approvals(parents, {one.person_id for one in given})
        made.append(SimpleNamespace(
            **row._asdict(), panels=[one for one in panels if one.withdrawn_on is None],
            withdrawn=[one for one in panels if one.withdrawn_on is not None],
            approvals=[(names[one.person_id], one.approved_on) for one in given],
            cleared=[
                (names[one.person_id], one) for one in sorted(cleared.get(row.id, ()), key=lambda one: one.id, reverse=True)
            ],
            waiting=[(one.id, names[one.id]) for one in waiting],
        ))  # fmt: skip
    return made


def children_to_choose(casus: Casus) -> list[tuple[int, str]]:
    """(id, name) of the children of this casus."""
    people = casus_queries.people_of(casus)
    names = casus_queries.names_of(people)
    return [(person.id, names[person.id]) for person in people if person.family_role is FamilyRole.CHILD]


def parents_to_choose(casus: Casus) -> list[tuple[int, str]]:
    """(id, name) of who may approve a story: the parents with authority."""
    people = casus_queries.people_of(casus)
    names = casus_queries.names_of(people)
    return [
        (one.id, names[one.id])
        for one in people
        if one.family_role is FamilyRole.PARENT and one.authority is Authority.YES
    ]


@dataclass
class Choices:
    """The goals and agreements of a casus as (id, words), and those that are tied to one item."""

    goals: list[tuple[int, str]]
    agreements: list[tuple[int, str]]
    chosen_goals: list[int]
    chosen_agreements: list[int]


@cache
def _choices() -> InOne:
    tables = Model.metadata.tables
    goals, dangers, agreements = tables["safety_goal"], tables["danger_statement"], tables["agreement"]
    this_item: Any = bindparam("item_id")
    return InOne(
        goals=select(goals.c.id, dangers.c.number, goals.c.sentence)
        .join(dangers, dangers.c.id == goals.c.danger_id).where(goals.c.casus_id == THIS_CASUS),
        agreements=select(agreements.c.id, agreements.c.label, agreements.c.number, agreements.c.what)
        .where(agreements.c.casus_id == THIS_CASUS),
        chosen_goals=select(VoiceItemGoal.goal_id).where(VoiceItemGoal.item_id == this_item),
        chosen_agreements=select(VoiceItemAgreement.agreement_id).where(VoiceItemAgreement.item_id == this_item),
    )  # fmt: skip


def choices_for(casus: Casus, item_id: int = 0) -> Choices:
    """What an item can be tied to, and what it is tied to now; one statement."""
    found = _choices().of(casus.id, item_id=item_id)
    return Choices(
        goals=[(row.id, goal_words(row)) for row in sorted(found["goals"], key=lambda row: row.number)],
        agreements=[(row.id, agreement_words(row)) for row in sorted(found["agreements"], key=lambda row: row.number)],
        chosen_goals=sorted(row.goal_id for row in found["chosen_goals"]),
        chosen_agreements=sorted(row.agreement_id for row in found["chosen_agreements"]),
    )


def item_and_moment(casus: Casus, item_id: int) -> tuple[VoiceItem, ChildVoice]:
    """One thing a child of this casus said, with the moment it said it; or 404."""
    asked = select(VoiceItem, ChildVoice).join(ChildVoice, ChildVoice.id == VoiceItem.voice_id)
    found = db.session.execute(asked.where(VoiceItem.id == item_id, VoiceItem.casus_id == casus.id)).first()
    return (found[0], found[1]) if found else abort(404)


def picture_of(kind: Any, casus: Casus, record_id: int) -> bytes:
    """The drawing of an item, a panel or of how one of these stood before; 404 where there is none in this casus."""
    found = db.session.scalar(select(kind.picture).where(kind.id == record_id, kind.casus_id == casus.id))
    return found if found is not None else abort(404)


def has_picture(kind: Any, record_id: int) -> bool:
    """Whether there is a drawing with this item or panel, without reading it."""
    return bool(db.session.scalar(select(kind.picture.is_not(None)).where(kind.id == record_id)))


def goal_words(row: Any) -> str:
    """How a goal is named where something is tied to it."""
    return _("Goal %(number)s: %(words)s", number=row.number, words=_short(row.sentence))


def agreement_words(row: Any) -> str:
    """How an agreement is named where something is tied to it."""
    return _("Agreement %(name)s: %(words)s", name=row.label or row.number, words=_short(row.what))


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _newest(things: list[Any], child_id: int, day: str) -> list[Any]:
    own = [one for one in things if one.child_id == child_id]
    return sorted(own, key=lambda one: (getattr(one, day) is not None, getattr(one, day), one.id), reverse=True)


def _by(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        if getattr(row, name) is not None:
            found.setdefault(getattr(row, name), []).append(row)
    return found
