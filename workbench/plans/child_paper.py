"""What goes along with a child on paper, put in that child's own view of a plan version (domain.md 8.2).

The same that stands on the page of the child's plan, with the pictures themselves. Where it is not safe to give the child more
than a card, or anything at all, nothing of it is loaded.
"""

from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from workbench.plans import child_plan
from workbench.plans.child_plan import ChildPlan
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import ForChildView, PanelView, PlanView, SaidView
from workbench.records import InOne
from workbench.voices import queries as voices
from workbench.voices.models import OnPaper, Panel, VoiceItem


def with_child_part(version: PlanVersion, view: PlanView, secrets: Any) -> PlanView:
    """The view with what its reader takes along, where the reader is a child of this plan; else the view as it is.

    At most three statements. Raises RuleBroken when something in it must not reach this child.
    """
    reader = next(one for one in version.body["people"] if one["id"] == view.reader_id)
    child = _child(version.casus_id, view.reader_id) if reader["role"] == "child" else None
    if child is None:
        return view
    if child.takes is not OnPaper.ALL:
        return replace(view, for_child=ForChildView(child.takes.value, reader["age"]))
    plan = child_plan.told(child)
    child_plan.fill(plan, version, view, secrets)
    return replace(view, for_child=_taken_along(plan, reader["age"]))


def takes_now(casus_id: int, person_id: int) -> OnPaper:
    """What it is safe to give this person on paper, for papers that are not of a plan; one statement."""
    child = _child(casus_id, person_id)
    return child.takes if child else OnPaper.ALL


def _child(casus_id: int, child_id: int) -> Any:
    return next((one for one in voices.voices_in(casus_id).children if one.id == child_id), None)


def _taken_along(plan: ChildPlan, age: int | None) -> ForChildView:
    drawn = _drawings(plan)
    return ForChildView(
        OnPaper.ALL.value,
        age,
        panels=tuple(
            PanelView(one.words, one.alt or "", drawn.get(("panels", one.id)), one.pictogram or "")
            for story in reversed(plan.stories)
            for one in story.panels
        ),
        agreements=plan.agreements,
        safety_object=plan.safety_object,
        said=tuple(
            SaidView(item.words, moment.heard_on, answer, item.alt or "", drawn.get(("items", item.id)))
            for moment, item, answer in plan.words
        ),
    )


def _drawings(plan: ChildPlan) -> dict[tuple[str, int], bytes]:
    """The drawings of these panels and words, in one statement; none where nothing was drawn."""
    wanted = {
        "panels": [one.id for story in plan.stories for one in story.panels if one.has_picture],
        "items": [item.id for _moment, item, _answer in plan.words if item.has_picture],
    }
    if not any(wanted.values()):
        return {}
    found = _pictures().of(plan.version.casus_id, **wanted)
    return {(name, row.id): row.picture for name, rows in found.items() for row in rows}


@cache
def _pictures() -> InOne:
    casus_id: Any = bindparam("casus_id")
    return InOne(**{
        name: select(kind.id, kind.picture)
        .where(kind.casus_id == casus_id, kind.id.in_(bindparam(name, expanding=True)))
        for name, kind in (("panels", Panel), ("items", VoiceItem))
    })  # fmt: skip
