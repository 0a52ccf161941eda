"""What one reader may see of one plan version, as typed, positive lists.

Nothing is in here that was not put here by name: there is no way from a PlanView to a record, so a document, a page or a
calendar item made from it cannot hold an address, a phone number or somebody else's text. `projection.py` makes it.
People appear by the name they want to be called.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, cast

Names = tuple[str, ...]


@dataclass(frozen=True)
class OtherView:
    """How somebody else sees a danger, in that person's own words."""

    name: str
    stance: str
    words: str


@dataclass(frozen=True)
class DangerView:
    """A danger statement, and who of the parents has not said yet what they think of it."""

    number: int
    title: str
    text: str
    views: tuple[OtherView, ...] = ()
    silent: Names = ()
    id: int = 0


@dataclass(frozen=True)
class DatedView:
    """Something that happened on a day: safety before, an exercise, a check, a success."""

    day: date | None
    what: str
    result: str = ""
    period: str = ""
    state: str = ""


@dataclass(frozen=True)
class BottomLineView:
    """What must always be so, who asks it and on what ground."""

    text: str
    asked_by: str
    ground: str
    since: date | None
    id: int = 0


@dataclass(frozen=True)
class AgreementView:
    """Who does what, when, who keeps an eye on it, and what happens if it does not work out."""

    id: int
    number: str
    text: str
    when: str
    doers: Names
    together_with: Names
    checkers: Names
    check_how: str
    otherwise: str
    backup: str
    trigger: str
    helped_before: str
    since: date | None
    rehearsed_on: date | None
    state: str
    text_sha256: str
    mine: bool
    i_check: bool


@dataclass(frozen=True)
class PersonScale:
    """One person's figures, one for each day of the scale; None where this person gave none."""

    name: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class GoalView:
    """What life looks like when the danger is gone, with its agreements and its scale."""

    number: int
    title: str
    text: str
    hold_for: int | None
    hold_unit: str
    good_enough: int
    agreements: tuple[AgreementView, ...] = ()
    scale_days: tuple[date, ...] = ()
    scale: tuple[PersonScale, ...] = ()
    id: int = 0


@dataclass(frozen=True)
class ChildView:
    """A child of this plan: with whom it is safe and what it holds on to."""

    name: str
    age: int | None
    safe_people: Names
    safety_object: str


@dataclass(frozen=True)
class SituationView:
    """What was agreed for a special situation; words is empty where it has not been discussed."""

    situation: str
    words: str


@dataclass(frozen=True)
class ChildWordsView:
    """A child's own words, released for this reader, and what was done with them."""

    child: str
    words: str
    day: date | None
    answer: str


@dataclass(frozen=True)
class RingView:
    """Who stands in which ring around the children, then and now."""

    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class NeedView:
    """What somebody needs to keep it safe after closing."""

    name: str
    words: str


@dataclass(frozen=True)
class AftercareView:
    """How it stays safe afterwards."""

    is_agreed: bool
    needs: tuple[NeedView, ...]
    signals: str
    first_help: str
    contact_days: tuple[date, ...]
    calls: "tuple[CallView, ...]" = ()


@dataclass(frozen=True)
class ObjectionView:
    """Somebody who says no to one agreement, in his or her own words. `how` is the code of the way it was said."""

    name: str
    agreement: str
    words: str
    day: date | None
    how: str


@dataclass(frozen=True)
class PassedView:
    """A rule that was passed with a reason: which one, about which child (empty: none), and why."""

    rule: str
    child: str
    reason: str


@dataclass(frozen=True)
class ChangeView:
    """One field that reads otherwise than before. `field` is its code."""

    field: str
    was: str
    now: str


@dataclass(frozen=True)
class ChangedView:
    """Something in the plan that is new, changed or gone; `agreement` is the id of an agreement that is in it now."""

    state: str
    what: str
    name: str
    text: str
    fields: tuple[ChangeView, ...] = ()
    agreement: int = 0


@dataclass(frozen=True)
class ChangesView:
    """What changed for one reader since an earlier version, part by part (design.md 1.11)."""

    since: int
    since_day: date
    items: tuple[ChangedView, ...] = ()


@dataclass(frozen=True)
class ApprovalView:
    """What somebody answered to the plan, and how, by code or in words; answer is empty where there is none yet."""

    name: str
    answer: str
    day: date | None
    how: str
    words: str


@dataclass(frozen=True)
class CopyView:
    """Which version somebody has."""

    name: str
    version: int | None
    day: date | None
    is_current: bool


@dataclass(frozen=True)
class TonightView:
    """Where somebody is and sleeps while a temporary plan holds: a choice and, perhaps, with whom; never a place in a line
    about somebody with a secret address."""

    name: str
    stays: str
    stays_with: str
    sleeps: str
    sleeps_with: str
    note: str


@dataclass(frozen=True)
class CallView:
    """Who calls whom, or which service, at which signal."""

    caller: str
    called: str
    service: str
    signal: str


@dataclass(frozen=True)
class TemporaryView:
    """What a temporary plan says of the coming days (domain.md 8.7)."""

    reason: str
    safe_because: str
    signals: str
    visiting: str
    visitors: Names
    tonight: tuple[TonightView, ...]
    calls: tuple[CallView, ...]
    otherwise: str


@dataclass(frozen=True)
class PanelView:
    """One panel of a story every parent approved: its words, and a drawing (with what stands on it) or a pictogram."""

    words: str
    alt: str
    picture: bytes | None = None
    pictogram: str = ""


@dataclass(frozen=True)
class SaidView:
    """Something the child itself said and everybody may read, what was done with it, and its drawing."""

    words: str
    day: date | None
    answer: str
    alt: str = ""
    picture: bytes | None = None


@dataclass(frozen=True)
class ForChildView:
    """What goes along with a child on paper, where the reader is one (domain.md 8.2). `takes` is all, card or nothing."""

    takes: str
    age: int | None = None
    panels: tuple[PanelView, ...] = ()
    agreements: tuple[AgreementView, ...] = ()
    safety_object: str = ""
    said: tuple[SaidView, ...] = ()


@dataclass(frozen=True)
class PlanView:
    """The plan, for one reader. Every list is complete for this reader and silent about what others see."""

    casus_id: int
    version_id: int
    version: int
    kind: str
    status: str
    made_on: date
    starts_on: date | None
    ends_on: date | None
    separate: bool
    organisation: str
    worker: str
    reader_id: int
    reader: str
    reader_full_name: str
    makers: Names
    participants: Names
    child_names: Names = ()
    children: tuple[ChildView, ...] = ()
    dangers: tuple[DangerView, ...] = ()
    strengths: tuple[str, ...] = ()
    safety_before: tuple[DatedView, ...] = ()
    bottom_lines: tuple[BottomLineView, ...] = ()
    goals: tuple[GoalView, ...] = ()
    situations: tuple[SituationView, ...] = ()
    rings_from: date | None = None
    rings: tuple[RingView, ...] = ()
    child_words: tuple[ChildWordsView, ...] = ()
    keeps_sight: str = ""
    exercises: tuple[DatedView, ...] = ()
    successes: tuple[DatedView, ...] = ()
    if_unsafe: str = ""
    temporary: TemporaryView | None = None
    stand_ins: Names = ()
    stand_in_how: str = ""
    other_children: str = ""
    evaluate_on: date | None = None
    evaluate_who: str = ""
    growing_up: str = ""
    explained_to_child: str = ""
    duration: str = ""
    diary: str = ""
    rehearsing: str = ""
    set_despite: str = ""
    aftercare: AftercareView | None = None
    approvals: tuple[ApprovalView, ...] = ()
    copies: tuple[CopyView, ...] = ()
    objections: tuple[ObjectionView, ...] = ()
    passed: tuple[PassedView, ...] = ()
    changes: ChangesView | None = None
    to_call: Names = ()
    for_child: ForChildView | None = None

    @property
    def agreements(self) -> tuple[AgreementView, ...]:
        """All agreements this reader sees, in the order of the goals."""
        return tuple(agreement for goal in self.goals for agreement in goal.agreements)


def words_of(part: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield (place, words) for every text anywhere in a view. The leak scan walks along it, so it misses no field."""
    todo = [(place, part)]
    while todo:  # without calling itself: this walks over a thousand fields for every page of a participant
        place, part = todo.pop()
        if isinstance(part, str):
            yield place, part
        elif isinstance(part, tuple):
            todo += [(place, item) for item in reversed(part)]
        elif (names := _field_names(cast(Any, type(part)))) is not None:
            before = f"{place}." if place else ""
            todo += [(before + name, getattr(part, name)) for name in names]


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    """The fields of a part of a view, the last one first; None for what has none."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else None
