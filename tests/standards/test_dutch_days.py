"""Evidence is dated by the day it was for the people: what is written after midnight is not of the day before."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import literal, select

from tests import factories
from workbench.casus.models import Person
from workbench.clock import dutch_time
from workbench.dutch_days import day_of, dutch_date
from workbench.extensions import UtcDateTime, db
from workbench.mapping.models import ItemKind
from workbench.standards import coverage
from workbench.standards.models import Evidence

MOMENTS = [
    (datetime(2026, 6, 17, 21, 59, 59, 999999, tzinfo=UTC), date(2026, 6, 17)),
    (datetime(2026, 6, 17, 22, 0, tzinfo=UTC), date(2026, 6, 18)),
    (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), date(2026, 12, 31)),
    (datetime(2026, 12, 31, 23, 0, 0, 5, tzinfo=UTC), date(2027, 1, 1)),
    (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),  # the night that summer time begins
    (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), date(2028, 2, 29)),
]


@pytest.mark.parametrize(("moment", "day"), MOMENTS)
def test_the_day_of_a_moment_is_the_dutch_day(context, moment, day):
    stored = literal(moment, UtcDateTime())
    assert db.session.execute(select(dutch_date(stored), day_of(stored))).one() == (day, day.isoformat())
    assert day == dutch_time(moment).date()


def test_no_moment_has_no_day_and_a_date_keeps_its_own(context):
    nothing, birthday = literal(None, UtcDateTime()), literal(date(2026, 6, 18), Person.ended_on.type)
    asked = select(dutch_date(nothing), day_of(nothing), day_of(birthday))
    assert db.session.execute(asked).one() == (None, None, "2026-06-18")


def test_what_is_put_on_the_map_after_midnight_counts_from_that_day(family):
    item = factories.map_item(family.casus, ItemKind.HARM, label="G9")
    item.created_at = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    db.session.commit()
    coverage.refresh(family.casus.id, None)
    rows = select(Evidence.held_on).where(Evidence.record_type == "map_item", Evidence.record_id == item.id)
    assert set(db.session.scalars(rows)) == {date(2026, 2, 1)}
