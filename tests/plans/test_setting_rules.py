"""The steps of a version, what may be passed with a reason, and what is asked of a temporary plan."""

from datetime import date
from itertools import product

import pytest

from tests.plans import bodies as b
from workbench.plans import rules
from workbench.plans import setting_rules as s
from workbench.plans.models import PlanStatus as S

START = date(2026, 6, 15)
ALLOWED = {  # domain.md 6.3: concept → under discussion → set → running → expired or replaced; withdrawn is expired too
    (S.CONCEPT, S.IN_REVIEW), (S.CONCEPT, S.SET), (S.CONCEPT, S.EXPIRED), (S.IN_REVIEW, S.SET), (S.IN_REVIEW, S.EXPIRED),
    (S.SET, S.RUNNING), (S.SET, S.EXPIRED), (S.SET, S.REPLACED), (S.RUNNING, S.EXPIRED), (S.RUNNING, S.REPLACED),
}  # fmt: skip


@pytest.mark.parametrize(("was", "to"), list(product(S, S)))
def test_a_version_goes_only_the_steps_of_the_table(was, to):
    assert s.may_step(was, to) is ((was, to) in ALLOWED)


@pytest.mark.parametrize(
    ("status", "ends_on", "day", "step"),
    [
        (S.SET, None, date(2026, 6, 14), S.SET),
        (S.SET, None, START, S.RUNNING),
        (S.SET, date(2026, 6, 20), date(2026, 6, 20), S.RUNNING),
        (S.SET, date(2026, 6, 20), date(2026, 6, 21), S.EXPIRED),
        (S.IN_REVIEW, date(2026, 6, 20), date(2026, 6, 21), S.IN_REVIEW),
        (S.REPLACED, None, START, S.REPLACED),
    ],
)
def test_running_and_expired_follow_from_the_days(status, ends_on, day, step):
    assert s.step_on(status, START, ends_on, day) is step


def test_only_a_child_that_was_not_asked_may_be_passed_in_the_plan_itself():
    body = b.casus_a()
    body["asked_children"], body["people"][2]["safe_people"], body["agreements"][0]["checker"] = [], [], None

    found = list(rules.gaps(body, "k7m4q9tz"))
    assert {gap.passable for gap in found if gap.passable} == {f"B7-{b.NOA}", f"B7-{b.DAAN}"}
    kept = s.with_exception(None, f"B7-{b.NOA}", "Noa is ziek.")
    assert [gap.rule for gap in s.still_blocks(found, s.exceptions_of(kept))] == ["B4", "B7", "B7"]


def test_a_reason_can_be_changed_and_taken_off():
    kept = s.with_exception({"objections": []}, "B11", "Vakantie.")
    changed = s.with_exception(kept, "B11", "De hele zomer vakantie.")

    assert [one.reason for one in s.exceptions_of(changed)] == ["De hele zomer vakantie."]
    assert s.with_exception(changed, "B11", "") == {"objections": [], "exceptions": []}


def test_a_temporary_plan_is_asked_only_for_direct_safety():
    body = b.casus_a()
    body["goals"], body["asked_children"] = [], []
    body["bottom_lines"].append({**body["bottom_lines"][0], "id": 9})
    body["people"][2]["safe_people"] = []
    assert {gap.rule for gap in rules.gaps(body, "k7m4q9tz", "temporary") if gap.blocks} == set()
    assert {gap.rule for gap in rules.gaps(body, "k7m4q9tz", "temporary")} == {"B7"}

    body["agreements"][0]["backup"] = None  # A1 is of direct safety
    body["agreements"][1]["checker"] = None  # A2 is not
    assert [gap.rule for gap in rules.gaps(body, "k7m4q9tz", "temporary") if gap.blocks] == ["B5"]


def test_a_goal_only_professionals_do_something_for_is_a_point_to_think_about():
    body = b.casus_a()
    sanne = next(one for one in body["people"] if one["id"] == b.SANNE)
    sanne |= {"in_family": False, "natural": False}
    body["agreements"][4]["people"] = [{"part": "doer", "person": b.SANNE}]

    assert [(gap.rule, gap.blocks) for gap in rules.gaps(body, "k7m4q9tz")] == [("B6", False)]


def test_who_has_a_part_in_an_agreement_of_the_other_side_is_named():
    body = b.casus_b()
    assert list(rules.side_gaps(body, "k7m4q9tz")) == []

    body["agreements"][3]["backup"] = b.WIM  # F8 is of the green side
    assert [(gap.rule, gap.values["agreement_id"]) for gap in rules.side_gaps(body, "k7m4q9tz")] == [("B13", 8)]


def test_what_is_done_is_what_nothing_is_missing_of():
    body = b.casus_a()
    body["agreements"][0]["checker"] = None
    found = list(rules.gaps(body, "k7m4q9tz"))

    done = {one.rule for one in s.done(found, "final", False)}
    assert "B4" not in done
    assert {"B1", "B2", "B3", "B7"} <= done
    assert "B13" not in done
    assert {one.rule for one in s.done([], "temporary", True)} == {"B3", "B4", "B5", "B7", "B10", "B11", "B13", "B27"}
