"""What has to be there before a plan can be set, and how a plan's days hang together."""

from datetime import date

import pytest

from tests.plans import bodies as b
from workbench.plans import rules

START = date(2026, 6, 15)


def rules_broken(body):
    return {gap.rule for gap in rules.gaps(body, "k7m4q9tz") if gap.blocks}


def complete():
    """A body in which nothing is missing."""
    return b.casus_a()


def test_a_complete_plan_misses_nothing():
    assert rules_broken(complete()) == set()


def without_goal(body):
    body["goals"].pop()


def uncovered_bottom_line(body):
    body["agreements"][0]["bottom_lines"] = []


def nobody_does_it(body):
    body["agreements"][0]["people"] = []


def nobody_checks(body):
    body["agreements"][0]["checker"] = None


def doer_checks(body):
    body["agreements"][0]["checker"] = b.KIM


def no_plan_b(body):
    body["agreements"][0]["what_if"] = ""


def no_stand_in(body):
    body["agreements"][0]["backup"] = None


def no_safe_person(body):
    body["people"][2]["safe_people"] = []


def child_not_asked(body):
    body["asked_children"] = []


@pytest.mark.parametrize(
    ("change", "rule"),
    [(without_goal, "B1"), (uncovered_bottom_line, "B2"), (nobody_does_it, "B3"), (nobody_checks, "B4"), (doer_checks, "B4"),
     (no_plan_b, "B5"), (no_stand_in, "B5"), (no_safe_person, "B7"), (child_not_asked, "B7")],
)  # fmt: skip
def test_each_gap_blocks_by_its_own_rule(change, rule):
    body = complete()
    change(body)

    assert rules_broken(body) == {rule}


def test_a_plan_of_only_services_is_a_point_to_think_about():
    body = complete()
    for agreement in body["agreements"]:
        agreement["kind"] = "service"

    assert {gap.rule for gap in rules.gaps(body, "k7m4q9tz")} == {"B6"}
    assert rules_broken(body) == set()


@pytest.mark.parametrize(
    ("kind", "days", "fields"),
    [
        ("final", (START, None, date(2026, 7, 20)), []),
        ("final", (None, None, None), ["starts_on"]),
        ("final", (date(1800, 1, 1), None, None), ["starts_on"]),
        ("final", (START, date(9999, 1, 1), date(2026, 7, 20)), ["ends_on"]),
        ("final", (START, date(2026, 6, 1), date(2026, 7, 20)), ["ends_on"]),
        ("final", (START, None, None), ["evaluate_on"]),
        ("final", (START, None, date(2026, 9, 14)), ["evaluate_on"]),
        ("temporary", (START, None, date(2026, 6, 22)), ["ends_on"]),
        ("temporary", (START, date(2026, 6, 29), date(2026, 6, 22)), []),
        ("temporary", (START, date(2026, 6, 30), date(2026, 6, 22)), ["ends_on"]),
    ],
)
def test_days_that_cannot_be_right_are_named_at_their_field(kind, days, fields):
    assert [field for field, _advice in rules.date_gaps(kind, rules.Days(*days))] == fields


def test_after_half_a_year_a_plan_may_wait_longer():
    assert rules.evaluation_weeks(date(2026, 1, 12), date(2026, 6, 15)) == 6
    assert rules.evaluation_weeks(date(2025, 6, 1), date(2026, 6, 15)) == 13


def test_the_fingerprint_does_not_depend_on_the_order_of_the_fields():
    body = b.casus_a()
    turned = dict(reversed(body.items()))

    assert rules.sha256(body) == rules.sha256(turned)
    assert rules.sha256(turned | {"format": 2}) != rules.sha256(body)
