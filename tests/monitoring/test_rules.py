"""When something still has to be done, when a plan is silent, and what to rehearse. No database."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from workbench.monitoring import rules
from workbench.monitoring.rules import Waits

TODAY = date(2026, 6, 18)


def check(**values):
    return SimpleNamespace(**{"outcome": "not_done", "decision": None, "handled_on": None, **values})


@pytest.mark.parametrize(
    ("noted", "status", "waits"),
    [
        (check(), "active", Waits.DECISION),
        (check(outcome="partly"), "active", Waits.DECISION),
        (check(outcome="done"), "active", None),
        (check(outcome="did_not_occur"), "active", None),
        (check(), "ended", None),
        (check(decision="nothing", handled_on=TODAY), "active", None),
        (check(decision="adapt", handled_on=TODAY), "adapting", Waits.CHANGE),
        (check(decision="adapt", handled_on=TODAY), "in_review", None),  # it was changed: people are asked again
        (check(decision="discuss"), "active", Waits.TALK),
        (check(decision="discuss", handled_on=TODAY), "active", None),
    ],
)
def test_what_was_not_kept_is_open_until_something_is_done(noted, status, waits):
    assert rules.waits_for(noted, status) == waits


@pytest.mark.parametrize(
    ("ago", "days"),
    [([31, 90], 31), ([30], 0), ([100, 3], 0), ([], 0), ([None, 45], 45), ([-3, 40], 40)],
)
def test_a_plan_is_silent_when_nothing_at_all_was_heard(ago, days):
    """A meeting to come says nothing yet; one thing heard within the term is enough."""
    heard = [None if one is None else TODAY - timedelta(days=one) for one in ago]

    assert rules.silent_plan_days(heard, TODAY, 30) == days


def agreement(**values):
    given = {"phase": "stable", "status": "active", "rehearsed_on": None, "what_if": None, "trigger": None}
    return SimpleNamespace(**{**given, **values})


@pytest.mark.parametrize(
    ("values", "asks"),
    [
        ({}, False),
        ({"phase": "direct"}, True),
        ({"status": "trying"}, True),
        ({"phase": "direct", "rehearsed_on": TODAY}, False),
        ({"phase": "direct", "status": "proposed"}, False),
    ],
)
def test_direct_safety_and_what_is_tried_out_asks_for_a_rehearsal(values, asks):
    assert rules.to_rehearse(agreement(**values)) is asks


def test_a_bad_day_can_always_be_tried_and_the_rest_where_the_agreement_says_enough():
    bare = dict(rules.suggestions(agreement(), "Kim", ""))
    full = dict(rules.suggestions(agreement(what_if="Dan belt Kim Fatiha.", trigger="Kim heeft trek."), "Kim", "Truus"))

    assert list(bare) == ["bad_day"]
    assert list(full) == ["bad_day", "plan_b", "stand_in", "trigger"]
    assert "Dan belt Kim Fatiha." in str(full["plan_b"])


@pytest.mark.parametrize(("decision", "why", "gap"), [("nothing", "", True), ("nothing", "ziek", False), ("adapt", "", False)])
def test_leaving_it_as_it_is_needs_a_reason(decision, why, gap):
    assert bool(list(rules.decision_gaps(decision, why))) is gap
