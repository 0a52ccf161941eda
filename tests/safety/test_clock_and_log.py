"""The log and the upkeep of a machine whose clock goes back an hour, or was a year ahead and is set right (security.md F.12)."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.safety.moments import HOUR, NOON, YEAR, at_noon, counted
from workbench import audit, clock
from workbench.audit import chain
from workbench.audit.models import AuditEntry, DailySeal
from workbench.extensions import db
from workbench.outbox import operations as outbox
from workbench.outbox.models import OutgoingMail
from workbench.upkeep import breach, commands, copying, doctor, reminders  # noqa: F401 - what is copied is declared there


@pytest.fixture(scope="module")
def tally():
    yield from counted("F.12 time and the log", "the chain and its seals hold, no copy and no mail twice or too late")


@pytest.fixture(autouse=True)
def moved():
    with at_noon() as moved:
        yield moved


@pytest.fixture
def inside(app):
    """Within the app. The fixture `context` is for a browser too, which would part the tests of this file."""
    with app.test_request_context():
        yield
        db.session.rollback()


def log(*shifts, moved, casus=None):
    """Write a row, move the clock, write one more, and so on."""
    for shift in (timedelta(0), *shifts):
        moved.shift(shift)
        audit.record("copy made", casus, by=audit.SYSTEM, action="E")
        db.session.commit()


def test_the_log_keeps_the_order_in_which_things_happened(inside, moved, tally):
    casus = factories.casus()
    db.session.commit()
    log(-HOUR, timedelta(minutes=1), -HOUR, moved=moved, casus=casus)

    rows = list(db.session.scalars(select(AuditEntry).where(AuditEntry.chain == casus.id).order_by(AuditEntry.seq)))
    tally.is_true([row.seq for row in rows] == [1, 2, 3, 4], "the numbers go on")
    tally.is_true(rows[1].at == NOON - HOUR, "and each says what the clock said")
    tally.is_true(list(audit.verify()) == [], "the log holds")
    tally.control(bool(list(chain.walk(sorted(rows, key=lambda row: row.at), {}))), "in the order of the clock it does not")


@pytest.mark.parametrize("ahead", [HOUR * 13, YEAR])
def test_the_seals_hold_after_a_clock_that_was_ahead(inside, moved, tally, ahead):
    """A seal of tomorrow or of next year, and then one of today: each is over the one that was made before it."""
    moved.shift(ahead)
    log(moved=moved)
    reminders.seal(clock.today())
    db.session.commit()
    moved.move_to(NOON)
    log(moved=moved)
    tally.is_true(reminders.seal(clock.today()) is not None, "today is sealed too")
    db.session.commit()
    log(moved=moved)
    tally.is_true(list(audit.verify()) == [], "a false alarm")
    tally.is_true(reminders.seal(clock.today()) is None, "a day is sealed once")
    days = list(db.session.scalars(select(DailySeal.day).order_by(DailySeal.id)))
    tally.control(days != sorted(days), "in the order of their days they do not fit")

    db.session.execute(AuditEntry.__table__.delete().where(AuditEntry.seq == 2))
    tally.control(bool(list(audit.verify())), "a row that was sealed is gone")


def test_a_report_of_a_breach_holds_both_hours_that_are_called_half_past_two(inside, moved, tally):
    """Typed as on the wall: until 02.30 is until the second one, from 02.30 from the first."""
    first, second = (datetime(2026, 10, 25, hour, 29, tzinfo=UTC) for hour in (0, 1))
    for moment in (first, second):
        moved.move_to(moment)
        log(moved=moved)
    asked = breach.asked(datetime(2026, 10, 25), datetime(2026, 10, 25, 2, 30), actor=None, link=None, ref=None)
    tally.is_true("Regels in het logboek: 2" in list(breach.report(asked))[-1], "an hour is left out")
    tally.control(datetime(2026, 10, 25, 2, 30, tzinfo=clock.AMSTERDAM).astimezone(UTC) < second, "the first half past two")


# --- what the machine says, and who is told


def test_a_copy_of_a_clock_that_was_ahead_is_no_copy_of_last_night(inside, moved, tally):
    moved.shift(YEAR)
    log(moved=moved)
    tally.is_true(next(doctor.of_the_copies()).well, "just made")
    moved.move_to(NOON)
    said = next(doctor.of_the_copies())
    tally.is_true(not said.well and "moet dit nog komen" in said.text, said.text)
    tally.control(clock.now() - (NOON + YEAR) < doctor.FRESH, "only looking whether it is old enough")
    (found,) = doctor.of_the_past()
    tally.is_true(not found.well and "teruggezet" in found.text, "the doctor says that the clock went back")
    moved.move_to(NOON + YEAR)
    tally.is_true(list(doctor.of_the_past()) == [], "and nothing where it did not")


def test_nobody_is_told_twice_when_the_clock_goes_back_over_midnight(inside, moved, tally):
    user, told = factories.worker(), []
    for moment in (NOON, NOON + HOUR * 11, NOON + HOUR * 12, NOON + HOUR * 11, NOON + HOUR * 12):
        moved.move_to(moment)
        told += [outbox.tell_colleague(user, key) for key in reminders.keys_of(reminders.Due(user), clock.today())]
        db.session.commit()
    written = list(db.session.scalars(select(OutgoingMail.key)))
    tally.is_true(len(written) == 2, f"{written}")
    tally.control(len(told) == 5, "each time there was something to tell")
