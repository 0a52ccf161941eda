"""The one clock: the demo plays on its own day at any hour of the real one, in winter and in summer."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from workbench import clock

STORY = date(2026, 6, 18)


@pytest.fixture(autouse=True)
def real_day_again():
    yield
    clock.begin_on(None)


@pytest.mark.parametrize("hour", [0, 1, 12, 21, 22, 23])
@pytest.mark.parametrize("day", [date(2026, 11, 25), date(2026, 7, 1), date(2026, 3, 29), date(2026, 10, 25)])
def test_the_story_plays_on_its_day_at_every_hour(day, hour):
    moment = datetime(day.year, day.month, day.day, hour, 10, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        clock.begin_on(STORY)

        assert clock.today() == STORY
        assert clock.dutch_time(clock.now()).time() == clock.dutch_time(moment).time()


def test_without_a_day_of_its_own_it_is_the_real_moment():
    with time_machine.travel(datetime(2026, 11, 25, 22, 10, tzinfo=UTC), tick=False):
        clock.begin_on(None)

        assert clock.now() == datetime(2026, 11, 25, 22, 10, tzinfo=UTC)
