"""What the method asks of an agreement."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.factories import TODAY
from workbench.agreements import rules

KIM, BAS, TOM = 1, 2, 3
RIGHT = {"doers": [KIM], "checkers": (BAS, None), "phase": "stable", "what_if": "", "backup": None}


def gaps(**changed):
    return [field for field, _message in rules.broken(**{**RIGHT, **changed})]


def test_a_right_agreement_breaks_nothing():
    assert gaps() == []


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("doers", {"doers": []}),
        ("checker", {"checkers": (KIM, None)}),
        ("second_checker", {"checkers": (BAS, KIM)}),
        ("what_if", {"phase": "direct", "backup": BAS}),
        ("backup", {"phase": "direct", "what_if": "Dan belt Kim Fatiha."}),
    ],
)
def test_each_broken_rule_is_named_at_its_field(field, changed):
    assert gaps(**changed) == [field]


def test_plan_b_is_only_asked_for_direct_safety():
    assert gaps(phase="recovery") == []


@pytest.mark.parametrize(
    ("field", "audience", "group", "readers"),
    [("sub_group", "sub_group", None, []), ("readers", "chosen", None, [])],
)
def test_it_has_to_be_clear_who_may_read(field, audience, group, readers):
    assert [name for name, _message in rules.audience_gaps(audience, group, readers)] == [field]


def checked(days_ago, **changed):
    given = {"last_check_on": TODAY - timedelta(days=days_ago), "starts_on": None, "check_every_days": 10, "status": "active"}
    return SimpleNamespace(**{**given, **changed})


@pytest.mark.parametrize(("days_ago", "is_silent"), [(10, False), (15, False), (16, True)])
def test_an_agreement_is_silent_after_one_and_a_half_times_its_days(days_ago, is_silent):
    assert rules.silent(checked(days_ago), TODAY) is is_silent


def test_a_page_says_for_how_many_days_nothing_was_heard():
    assert [rules.silent_days(checked(days), TODAY) for days in (15, 16, 40)] == [0, 16, 40]


def test_without_a_rhythm_nothing_is_silent():
    assert not rules.silent(checked(100, check_every_days=None), TODAY)


def test_without_a_check_the_first_day_counts():
    begun = checked(0, last_check_on=None, starts_on=TODAY - timedelta(days=40))

    assert rules.silent_since(begun, TODAY) == TODAY - timedelta(days=40)


@pytest.mark.parametrize("status", ["ended", "not_feasible", "proposed", "in_review", "adapting"])
def test_what_people_do_not_live_by_now_is_not_silent(status):
    assert not rules.silent(checked(100, status=status), TODAY)


def test_a_goal_of_only_professionals_or_services_asks_for_the_family():
    by_tom = SimpleNamespace(status="active", kind="behaviour", doers=[TOM])
    service = SimpleNamespace(status="active", kind="service", doers=[KIM])
    by_kim = SimpleNamespace(status="active", kind="behaviour", doers=[KIM, TOM])

    assert rules.without_family_or_network([by_tom, service], [TOM])
    assert not rules.without_family_or_network([by_tom, by_kim], [TOM])
    assert not rules.without_family_or_network([], [TOM])


def test_a_bottom_line_without_an_agreement_is_found():
    assert rules.uncovered([1, 2, 3], {2}) == [1, 3]


@pytest.mark.parametrize(("changed", "again"), [(["what_if"], False), (["until", "when"], True), (["doers"], True)])
def test_who_what_and_when_ask_everybody_again(changed, again):
    assert rules.asks_again(changed) is again
