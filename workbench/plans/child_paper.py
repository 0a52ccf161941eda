"""What goes along with a child on paper, put in that child's own view of a plan version (domain.md 8.2).

The same that stands on the page of the child's plan, with the pictures themselves. Where it is not safe to give the child more
than a card, or anything at all, nothing of it is in the view.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from workbench.plans import child_plan
from workbench.plans.child_plan import ChildPlan
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import ForChildView, PanelView, PlanView, SaidView
from workbench.plans.rows import table
from workbench.records import InOne
from workbench.voices import queries as voices
from workbench.voices.models import ChildVoice, OnPaper, Panel, VoiceItem, WordsAndPictures
from workbench.voices.rules import may_leave


@dataclass(frozen=True)
class Loaded:
    """One child with what its paper needs: drawings by (kind, id), and the agreements it is not safe to hand out."""

    child: Any
    age: int | None
    withheld: frozenset[str]
    unsafe: frozenset[int]
    drawn: dict[tuple[str, int], bytes]


def load(version: PlanVersion, reader_id: int) -> Loaded | None:
    """Everything a child's paper needs, in one statement; None where the reader is no child of this plan."""
    reader = next((one for one in version.body["people"] if one["id"] == reader_id), None)
    if reader is None or reader["role"] != "child":
        return None
    found = _everything().of(version.casus_id, child_id=reader_id)
    child = next((one for one in voices.voices_in(version.casus_id, found).children if one.id == reader_id), None)
    if child is None:
        return None
    kept = (row.words for row in found["items"] if not may_leave(row.part, row.may_share, row.withdrawn_on))
    drawn = {(name, row.id): row.picture for name in ("drawn_panels", "drawn_items") for row in found[name]}
    return Loaded(child, reader["age"], frozenset(kept), frozenset(row.id for row in found["unsafe"]), drawn)


def with_child_part(version: PlanVersion, view: PlanView, secrets: Any, loaded: Loaded | None) -> PlanView:
    """The view with what its reader takes along, where the reader is a child. Raises RuleBroken when that must not be shown."""
    if loaded is None:
        return view
    takes = loaded.child.takes
    if takes is not OnPaper.ALL:
        return replace(view, for_child=ForChildView(takes.value, loaded.age))
    plan = child_plan.told(loaded.child)
    child_plan.fill(plan, version, view, secrets, loaded.unsafe)
    return replace(view, for_child=_taken_along(plan, loaded))


def takes_now(casus_id: int, person_id: int) -> OnPaper:
    """What it is safe to give this person on paper, for papers that are not of a plan; one statement."""
    child = next((one for one in voices.voices_in(casus_id).children if one.id == person_id), None)
    return child.takes if child else OnPaper.ALL


def _taken_along(plan: ChildPlan, loaded: Loaded) -> ForChildView:
    drawn = loaded.drawn
    return ForChildView(
        OnPaper.ALL.value,
        loaded.age,
        panels=tuple(
            PanelView(one.words, one.alt or "", drawn.get(("drawn_panels", one.id)), one.pictogram or "")
            for story in reversed(plan.stories)
            for one in story.panels
        ),
        agreements=plan.agreements,
        safety_object=plan.safety_object,
        said=tuple(
            SaidView(item.words, moment.heard_on, answer, item.alt or "", drawn.get(("drawn_items", item.id)))
            for moment, item, answer in plan.words
        ),
    )


@cache
def _everything() -> InOne:
    casus_id: Any = bindparam("casus_id")
    child_id: Any = bindparam("child_id")
    agreements = table("agreement")
    return InOne(
        **voices.asked(),
        unsafe=select(agreements.c.id).where(agreements.c.casus_id == casus_id, agreements.c.unsafe_to_hand_out),
        drawn_panels=select(Panel.id, Panel.picture).join(WordsAndPictures, WordsAndPictures.id == Panel.story_id)
        .where(Panel.casus_id == casus_id, WordsAndPictures.child_id == child_id, Panel.picture.is_not(None)),
        drawn_items=select(VoiceItem.id, VoiceItem.picture).join(ChildVoice, ChildVoice.id == VoiceItem.voice_id)
        .where(VoiceItem.casus_id == casus_id, ChildVoice.child_id == child_id, VoiceItem.picture.is_not(None)),
    )  # fmt: skip
