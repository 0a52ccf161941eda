"""Whatever people do in whatever order: no answer is lost, no text is shown as agreed to that nobody agreed to, and no plan is
set against the rules (issue 5; domain.md 6.3 and 6.4).

A walk of some steps through a family's agreements, plan versions and answers, beside a model of what ought to be. Without a
rule of the product the walk finds that, see the end. `WORKBENCH_WALKS=2000` walks longer, each time elsewhere.
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.safety.plan_walk import MOVES, Walk
from tests.safety.plan_world import World
from workbench.agreements.models import AgreementStatus
from workbench.extensions import db
from workbench.plans.models import PlanKind
from workbench.reviews.models import Answer, Outcome

WALKS = int(os.environ.get("WORKBENCH_WALKS", "0"))
QUIET = list(HealthCheck)
QUICK = settings(max_examples=14, stateful_step_count=22, derandomize=True, deadline=None, database=None,
                 suppress_health_check=QUIET, phases=[Phase.generate], report_multiple_bugs=False)  # fmt: skip
LONG = settings(max_examples=WALKS or 1, stateful_step_count=60, deadline=None, database=None, suppress_health_check=QUIET)


def walking(app: Any, how: settings) -> None:
    """Walk, each time from the same family."""
    world = World(app)
    run_state_machine_as_test(type("Walking", (Walk,), {"world": world, "start": world.model}), settings=how)


def test_whatever_people_do_nothing_is_lost_nor_called_agreed_nor_set_against_the_rules(app):
    walking(app, LONG if WALKS else QUICK)


# --- the walk would notice: a short walk that is fine, and not without the one rule it is about

Step = tuple[str, dict[str, Any]]
FORM = {"one": 0, "other": 3, "words": "Langs gaan.", "when": "elke week", "what_if": "Dan later.", "choice": 0}
FROZEN: Step = ("freeze", {"kind": PlanKind.FINAL, "start": 0, "last": None, "again": 20})
SET: Step = ("set_plan", {"nr": 0, "despite": ""})


def said(who: int, outcome: str, stale: int = 9) -> Step:
    """Kim, Truus, Bas, Wim: what this one says on paper of his or her first agreement."""
    return "answer_on_paper", {"nr": 0, "who": who, "which": 0, "outcome": Outcome(outcome), "stale": stale}


def changed(*some: str, late: int = 9) -> Step:
    return "change", {"nr": 0, "late": late, "some": set(some), **FORM}


def no_rule(*_args: Any, **_values: Any) -> Any:
    """Nothing is looked at, nothing is found."""
    return ()


class AnyText(dict):  # type: ignore[type-arg]
    """As if every text were the one that was read."""

    class Same(str):
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return True

        def __ne__(self, other: object) -> bool:
            return False

    def get(self, *_key: Any) -> Any:
        return self.Same()

    __getitem__ = get

    def __contains__(self, _key: object) -> bool:
        return True


def forgets(*which: Any) -> None:
    db.session.execute(db.delete(Answer).where(*which))


IN_USE = [("move", {"nr": 0, "to": MOVES.index(status)}) for status in (AgreementStatus.AGREED, AgreementStatus.ACTIVE)]


# What is taken away: where it stands, what stands there instead, and the walk on which that shows.
WITHOUT: dict[str, tuple[str, Any, list[Step]]] = {
    "the version of a form": ("agreements.operations.expect_version", no_rule, [changed("what_if", late=0)]),
    "B3 to B5 while typing": ("agreements.rules.broken", no_rule, [("propose", {**FORM, "choice": 9})]),
    "asking again after a change": ("agreements.rules.asks_again", lambda _changed: False, [
        *IN_USE, changed("what")]),
    "B1": ("plans.rules.danger_gaps", no_rule, [("family_changes", {"what": "danger", "nr": 0}), FROZEN, SET]),
    "B2": ("plans.rules.bottom_line_gaps", no_rule, [("family_changes", {"what": "line", "nr": 0}), FROZEN, SET]),
    "B4": ("plans.rules.agreement_needs", no_rule, [("propose", {**FORM, "choice": 8}), FROZEN, SET]),
    "B7": ("plans.rules.safe_person_gaps", no_rule, [("family_changes", {"what": "unsafe", "nr": 0}), FROZEN, SET]),
    "B10": ("plans.rules.date_gaps", no_rule, [("freeze", {**FROZEN[1], "kind": PlanKind.TEMPORARY, "last": 30})]),
    "B11": ("plans.rules.date_gaps", no_rule, [("freeze", {**FROZEN[1], "again": 120}), SET]),
    "objections": ("plans.answers.objections_to", lambda _version, _given=None: [], [FROZEN, said(0, "disagree"), SET]),
    "objections in the next version": ("plans.answers.objections_to", lambda _version, _given=None: [], [
        FROZEN, said(0, "agree_but"), FROZEN, SET]),
    "the last day": ("plans.operations.is_over", lambda _version, _day: False, [
        ("freeze", {**FROZEN[1], "last": 3}), ("days_pass", {"days": 9}), SET]),
    "the text that was read": ("reviews.answering.shown_texts", lambda _body: AnyText(), [FROZEN, said(0, "agree", stale=0)]),
    "the text on paper": ("plans.answers.shown_texts", lambda _body: AnyText(), [
        FROZEN, said(0, "agree"), changed("what_if"), FROZEN]),
    "a yes to all of it": ("plans.answers.asked_of", lambda _body, _person: set(), [FROZEN, said(3, "agree")]),
    "answers that stay": ("reviews.answering.supersede", forgets, [FROZEN, said(0, "agree"), said(0, "disagree")]),
    "a yes before an objection": ("agreements.operations.on_objection", [], [
        FROZEN, *IN_USE, said(0, "agree"), said(3, "disagree")]),
    "what was read back": ("agreements.assent.missing", lambda _agreement: [], [
        ("read_back", {"agree": 9, "other": Outcome.AGREE, "which": 0}), changed("what_if"), ("settle", {})]),
    "links that end": ("reviews.links.revoke_for", no_rule, [
        FROZEN, ("invite", {"nr": 0, "who": 0}), ("somebody_leaves", {"nr": 0})]),
}  # fmt: skip


@pytest.mark.parametrize("rule", WITHOUT)
def test_without_this_rule_the_walk_comes_to_where_that_shows(app, monkeypatch, rule):
    where, instead, steps = WITHOUT[rule]
    world = World(app)
    step_by_step(world, steps)
    monkeypatch.setattr(f"workbench.{where}", instead)
    with pytest.raises(AssertionError):
        step_by_step(world, steps)


def step_by_step(world: World, steps: list[Step]) -> None:
    """These steps, with a look at the whole after each."""
    walk = type("Walking", (Walk,), {"world": world, "start": world.model})()
    world.model = walk.model
    try:
        for name, values in steps:
            getattr(walk, name)(**values)
            walk.all_is_well()
    finally:
        walk.teardown()
        world.model = walk.start


def test_what_everybody_says_yes_to_at_the_table_is_agreed(app):
    world = World(app)
    walk = type("Walking", (Walk,), {"world": world, "start": world.model})()
    walk.read_back(agree=9, other=Outcome.AGREE, which=0)
    walk.settle()

    assert [one.status for one in walk.model.deals.values()] == ["agreed", "proposed"]
    walk.teardown()
