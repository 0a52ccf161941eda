"""When people are asked how they did it, and which days of a success can be."""

from datetime import date, timedelta

import pytest

from workbench.successes.rules import Run, impossible_days, on_another_side, run_of, worth_asking

TODAY = date(2026, 6, 18)


def checks(*outcomes, every=7):
    """Checks with these outcomes, the newest first, one a week."""
    return [(TODAY - timedelta(days=every * nr), outcome) for nr, outcome in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("outcomes", "times"),
    [
        (("done", "done", "done", "done"), 4),
        (("done", "done", "not_done", "done"), 2),
        (("done", "partly", "done"), 1),
        (("done", "did_not_occur", "unknown", "done"), 2),  # nothing to keep breaks no run
    ],
)
def test_a_run_is_what_was_kept_until_something_was_not(outcomes, times):
    assert run_of(checks(*outcomes)).times == times


@pytest.mark.parametrize("outcomes", [(), ("not_done", "done"), ("did_not_occur",), ("partly", "done", "done", "done")])
def test_what_was_not_kept_last_is_no_run(outcomes):
    assert run_of(checks(*outcomes)) is None


def test_what_was_talked_about_already_is_not_counted_again():
    assert run_of(checks("done", "done", "done", "done"), TODAY - timedelta(days=7)).times == 1
    assert run_of(checks("done", "done"), TODAY) is None


@pytest.mark.parametrize(
    ("times", "days", "asked"),
    [(4, 3, True), (3, 21, False), (2, 42, True), (2, 41, False), (1, 300, False)],
)
def test_four_times_in_a_row_or_six_weeks_is_worth_a_question(times, days, asked):
    run = Run(times, TODAY - timedelta(days=days), TODAY)

    assert worth_asking(run, 4, 6) is asked


def test_no_run_is_no_question():
    assert worth_asking(None, 1, 0) is False


@pytest.mark.parametrize(
    ("happened", "celebrated", "shared", "fields"),
    [
        (0, 5, 0, []),  # a celebration may still be planned
        (1, None, None, ["happened_on"]),
        (0, -1, None, ["celebrated_on"]),
        (0, None, 1, ["shared_on"]),
        (-3, None, -4, ["shared_on"]),
    ],
)
def test_days_that_cannot_be_are_named_at_their_field(happened, celebrated, shared, fields):
    days = [None if one is None else TODAY + timedelta(days=one) for one in (happened, celebrated, shared)]

    assert [field for field, _words in impossible_days(*days, TODAY)] == fields


@pytest.mark.parametrize(
    ("groups", "group", "crosses"),
    [([1, None], 1, False), ([1, 2], 1, True), ([2], None, False), ([], 1, False)],
)
def test_what_is_for_one_side_is_not_shared_with_the_other(groups, group, crosses):
    assert on_another_side(groups, group) is crosses
