"""A temporary plan becomes input to the final one (domain.md 1.8): its plan B, what was agreed on visits, who calls whom.

Of a plan that was made for one side of a separated network only what can stay on that side goes along.
"""

from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.agreements import operations as agreements
from workbench.agreements.models import Audience
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, people_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import queries, temporary_queries
from workbench.plans.models import Plan, PlanCall, PlanKind, Situation, SpecialSituation
from workbench.plans.rows import rows
from workbench.plans.words import CALLED

audit.declare({"temporary plan taken over": _l("took the temporary plan over into the final plan")})


def take_over(casus: Casus, *, by: Any, goal: int | None = None) -> int:
    """Take over what is not in the final plan yet; who calls whom becomes a proposed agreement for `goal`, when one is given.

    Returns how many things were taken over.
    """
    plan = queries.living_plan(casus, PlanKind.TEMPORARY)
    if plan is None:
        raise RuleBroken(_("There is no temporary plan."))
    if goal is not None and goal not in {one for one, _sentence in goals_to_choose(casus)}:
        raise RuleBroken(_("Choose a goal from the list."))
    final = queries.living_plan(casus, PlanKind.FINAL)
    if final is None:
        final = Plan(casus_id=casus.id, kind=PlanKind.FINAL, created_by_id=by.id)
        db.session.add(final)
        db.session.flush()
    done = _take_texts(casus, plan, final, by) + (_take_calls(casus, plan, goal, by) if goal is not None else 0)
    if done:
        final.updated_at = clock.now()
        audit.record("temporary plan taken over", casus, by=by, record=final, things=done)
    return done


def left(casus: Casus) -> bool:
    """Whether something of the temporary plan is not in the final plan yet."""
    plan = queries.living_plan(casus, PlanKind.TEMPORARY)
    if plan is None:
        return False
    final = queries.living_plan(casus, PlanKind.FINAL)
    texts = not plan.sub_group_id and _is_new(plan.what_if_unsafe, final.what_if_unsafe if final else None)
    visits = _is_new(plan.visiting, _visit_text(casus, plan.sub_group_id))
    return texts or visits or any(row.agreement_id is None for row in temporary_queries.written(casus, plan).rows)


def goals_to_choose(casus: Casus) -> list[tuple[int, str]]:
    """(id, sentence) of the goals an agreement can hang on."""
    dangers = {row["id"]: row["number"] for row in rows("danger_statement", casus) if row["status"].value != "withdrawn"}
    found = [row for row in rows("safety_goal", casus) if row["danger_id"] in dangers and row["status"].value != "let_go"]
    return [(row["id"], row["sentence"]) for row in sorted(found, key=lambda row: dangers[row["danger_id"]])]


def _is_new(text: str | None, there: str | None) -> bool:
    return text is not None and text != "" and text not in (there or "")


def _joined(there: str | None, text: str) -> str:
    return f"{there}\n{text}" if there else text


def _visit_text(casus: Casus, group: int | None) -> str | None:
    row = _visit(casus, group)
    return row.text if row else None


def _visit(casus: Casus, group: int | None) -> SpecialSituation | None:
    of = queries.situations(casus)
    return next((one for one in of if one.situation is Situation.VISIT and one.sub_group_id == group), None)


def _take_texts(casus: Casus, plan: Plan, final: Plan, by: Any) -> int:
    done = 0
    if not plan.sub_group_id and plan.what_if_unsafe and _is_new(plan.what_if_unsafe, final.what_if_unsafe):
        final.what_if_unsafe = _joined(final.what_if_unsafe, plan.what_if_unsafe)
        done += 1
    row = _visit(casus, plan.sub_group_id)
    if plan.visiting and _is_new(plan.visiting, row.text if row else None):
        if row is None:
            row = SpecialSituation(
                casus_id=casus.id, created_by_id=by.id, situation=Situation.VISIT, text="", sub_group_id=plan.sub_group_id
            )
            db.session.add(row)
        row.text = _joined(row.text, plan.visiting)
        done += 1
    return done


def _take_calls(casus: Casus, plan: Plan, goal: int, by: Any) -> int:
    """Each row of who calls whom as a proposal, in the language of the plan; the checker is still to be agreed."""
    names = names_of(people_of(casus))
    waiting = select(PlanCall).where(PlanCall.plan_id == plan.id, PlanCall.agreement_id.is_(None)).order_by(PlanCall.order)
    side = {"audience": Audience.SUB_GROUP, "sub_group": plan.sub_group_id} if plan.sub_group_id else {}
    done = 0
    with force_locale(current_app.config["BABEL_DEFAULT_LOCALE"]):
        for call in db.session.scalars(waiting).all():
            called = names[call.called_id] if call.called_id else str(CALLED[call.service.value]) if call.service else ""
            what = _("%(caller)s calls %(called)s.", caller=names[call.caller_id], called=called)
            when = call.signal or plan.signals or _("when it is needed")
            made = agreements.add_agreement(
                casus, by=by, goal=goal, what=what, when=when, doers=[call.caller_id],
                what_if=plan.what_if_unsafe or "", **side,
            )  # fmt: skip
            call.agreement_id = made.id
            done += 1
    return done
