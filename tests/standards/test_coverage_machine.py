"""Whatever people do in whatever order, what is stored of evidence and coverage is what a count from nothing gives (issue 6).

`WORKBENCH_COVERAGE_STEPS=10000` walks until so many deeds were done, each time elsewhere; see CONTRIBUTING.
"""

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.standards.conftest import TODAY
from tests.standards.coverage_walk import Walk
from tests.standards.deeds import Deeds
from workbench.goals.models import DangerStatus
from workbench.standards import coverage, evidence
from workbench.standards.comparing import differences

STEPS = int(os.environ.get("WORKBENCH_COVERAGE_STEPS", "0"))
A_WALK = 100
QUIET = list(HealthCheck)
QUICK = settings(max_examples=6, stateful_step_count=40, derandomize=True, deadline=None, database=None,
                 suppress_health_check=QUIET, phases=[Phase.generate])  # fmt: skip
LONG = settings(max_examples=max(STEPS // A_WALK, 1), stateful_step_count=A_WALK, deadline=None, database=None,
                suppress_health_check=QUIET)  # fmt: skip


@pytest.fixture(autouse=True)
def that_day():
    """The walk has days of its own."""


def walking(app: Any, how: settings) -> type[Walk]:
    walk = type("Walking", (Walk,), {"app": app})
    run_state_machine_as_test(walk, settings=how)
    return walk


def test_what_is_stored_is_what_a_count_from_nothing_gives(app):
    walk, least = walking(app, LONG if STEPS else QUICK), STEPS or 60
    done, refused = walk.steps, walk.refused
    while done < least:  # a walk may end early, and what the product refuses is no deed
        more = walking(app, LONG if STEPS else QUICK)
        done, refused = done + more.steps, refused + more.refused
    print(f"{done} deeds, {refused} refused")


# --- the walk would notice


def test_a_record_that_is_not_looked_at_again_is_noticed(context, monkeypatch):
    """What it guards against: a worry that is withdrawn, while its goal and what Kim thinks of it go on counting."""
    monkeypatch.setattr("workbench.clock.today", lambda: TODAY)
    alone = tuple(replace(source, near=None) for source in evidence.EVIDENCE)
    monkeypatch.setattr(evidence, "EVIDENCE", alone)
    clear()
    try:
        do = Deeds()
        worry = do.worry()
        do.opinion(worry, do.people["kim"])
        assert list(differences()) == []
        do.move_worry(worry, DangerStatus.WITHDRAWN)
        assert len(list(differences())) == 5
    finally:
        clear()


def clear() -> None:
    """The statements are made from the table once."""
    evidence.rows_of.cache_clear()
    coverage._asked.cache_clear()


def test_a_state_that_is_not_written_is_noticed(app, monkeypatch):
    write = coverage._write_coverage
    monkeypatch.setattr(coverage, "_write_coverage", lambda *a, whole: write(*a, whole=whole) if whole else None)
    with pytest.raises(AssertionError):
        walking(app, QUICK)
