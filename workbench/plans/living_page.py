"""What the page of the plan shows of the living plan: each part with what is said, and what is still to be talked about."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench import clock
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.plans import queries, temporary_queries, temporary_rules, trigger_operations
from workbench.plans.forms import SITUATIONS
from workbench.plans.models import Plan, PlanPart, Situation
from workbench.plans.reader import Body
from workbench.plans.temporary_part import people_with
from workbench.plans.words import QUESTIONS, SITUATION, TRIGGER
from workbench.web.filters import day, together

UNSAFE = ("what_if_unsafe", "diary", "rehearsing")
GROWING = ("adapt_by_age", "explained_to_child", "duration")


class Said(NamedTuple):
    """A question of the plan, its answer (empty: not talked about yet), and the field in which it is mended."""

    question: Any
    answer: str
    field: str
    group: int | None = None


def shown(casus: Casus, plan: Plan | None, body: Body, versions: Sequence[Any]) -> dict[str, Any]:
    """Everything of the living plan for its page. `body` is what rules.gaps looks at, `versions` the lines of all versions."""
    temporary = temporary_queries.asking(versions)
    today = clock.today()
    return {
        "children": list(_children(body)),
        "groups": _groups(casus, plan, body),
        "triggers": trigger_operations.open_triggers(casus),
        "trigger_words": TRIGGER,
        "temporary": temporary,
        "temporary_over": temporary is not None and temporary_rules.is_over(temporary.ends_on, today),
        "temporary_soon": temporary is not None
        and temporary_rules.ends_soon(temporary.ends_on, today, setting("plan.interim_warning_days")),
    }


def _children(body: Body) -> Iterator[Body]:
    """Each child, with the names of its safe people."""
    names = {one["id"]: one["name"] for one in body["people"]}
    for one in body["people"]:
        if one["role"] == "child":
            yield {**one, "safe_names": [names[person] for person in one["safe_people"] if person in names]}


def _groups(casus: Casus, plan: Plan | None, body: Body) -> list[tuple[str, str, list[Said]]]:
    """(id, heading, questions) of each card."""
    return [
        ("otherwise", _("When an ordinary day goes differently"), [*_situations(casus), *_stand_ins(plan, body)]),
        ("unsafe", _("If it becomes unsafe, and following"), [_said(plan, name) for name in UNSAFE]),
        ("again", _("Looking again"), [_evaluation(plan), _said(plan, "evaluate_who")]),
        ("growing", _("As the children grow"), [_said(plan, name) for name in GROWING]),
    ]


def _said(plan: Plan | None, name: str) -> Said:
    return Said(QUESTIONS[name], getattr(plan, name, None) or "", name)


def _evaluation(plan: Plan | None) -> Said:
    when = day(plan.evaluate_on) if plan and plan.evaluate_on else ""
    return Said(_("When do you look at the plan again?"), when, "evaluate_on")


def _situations(casus: Casus) -> list[Said]:
    """All eight, whether they were talked about or not; one that is for one side alone says so in its place."""
    told: dict[Situation, list[Any]] = {one: [] for one in Situation}
    for row in queries.situations(casus):
        told[row.situation].append(row)
    return [
        Said(SITUATION[one.value], row.text if row else "", SITUATIONS + one.value, row.sub_group_id if row else None)
        for one, found in told.items()
        for row in (found or [None])
    ]


def _stand_ins(plan: Plan | None, body: Body) -> list[Said]:
    names = {one["id"]: one["name"] for one in body["people"]}
    people = [names[one] for one in people_with(PlanPart.STAND_IN, plan.id if plan else None) if one in names]
    who = Said(_("Who stands in when the main carer is ill, tense or away?"), together(people) if people else "", "stand_ins")
    return [who, _said(plan, "stand_in_how"), _said(plan, "other_children")]
