"""The clocks of a meeting, who is missing, and who is asked about an agreement."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest

from workbench.meeting_mode import rules

NOW = datetime(2026, 6, 18, 19, 12, tzinfo=UTC)


def item(seconds=0, opened=None):
    return SimpleNamespace(spent_seconds=seconds, opened_at=opened)


def test_a_clock_that_runs_counts_what_it_had_before():
    assert rules.spent(item(60, NOW - timedelta(seconds=30)), NOW) == 90
    assert rules.spent(item(60), NOW) == 60


def test_a_clock_that_ran_all_night_does_not_count_the_night():
    assert rules.spent(item(0, NOW - timedelta(days=2)), NOW) == rules.LONGEST_ITEM


def test_private_time_never_goes_below_nothing():
    assert rules.left(20, 60) == 19 * 60
    assert rules.left(None, 10_000) == 0


def test_how_long_until_the_end():
    assert rules.minutes_left(time(20), time(18, 30), NOW) == (48, 47)
    assert rules.minutes_left(None, time(18, 30), NOW) is None
    assert rules.minutes_left(time(9), time(8), NOW) is None, "typed in on another moment"


@pytest.mark.parametrize(("now", "step", "then"), [(1, 1, 2), (3, 1, 3), (1, -1, 1), (3, -1, 2)])
def test_the_agenda_has_a_beginning_and_an_end(now, step, then):
    assert rules.next_of([1, 2, 3], now, step) == then


def test_names_stand_on_their_rung_and_nothing_is_averaged():
    assert rules.rungs({1: 8, 2: 6, 3: 8}) == {8: [1, 3], 6: [2]}
    assert rules.spread([8, 6, 8]) == (6, 8)
    assert rules.spread([]) is None


def test_last_time_is_said_beside_a_rung_without_words_of_its_own():
    assert rules.note_rung((4, 7), 8) == 7
    assert rules.note_rung((6, 8), 8) == 7
    assert rules.note_rung((8, 8), 8) is None
    assert rules.note_rung(None, 8) is None


def test_who_does_it_looks_or_stands_in_is_asked():
    agreement = {"people": [{"part": "doer", "person": 1}, {"part": "child", "person": 5}], "checker": 2, "second_checker": None,
                 "backup": 3}  # fmt: skip

    assert rules.asked_about(agreement, [1, 2, 4, 5]) == [1, 2]


def test_a_meeting_begins_on_its_day():
    assert not rules.may_begin(date(2026, 6, 19), date(2026, 6, 18))
    assert rules.may_begin(date(2026, 6, 18), date(2026, 6, 18))


def test_who_has_not_given_a_number_is_missing():
    assert rules.missing([1, 2, 3], {2: 7}) == [1, 3]


def test_every_name_has_a_key_of_its_own_as_long_as_there_are_keys():
    keys = [rules.key_of(place) for place in range(40)]

    assert len(set(keys[:35])) == 35
    assert keys[-1] == ""
