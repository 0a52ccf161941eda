"""At 29 February, in both nights in which the clock changes, at the end of the year: everything lasts as long as it says (F.12).

Each family of checks has its negative control: with the time on the wall in the place of that of the world, a term is an hour
too short in one night and an hour too long in the other. A clock that goes back: test_clock_back.py and test_clock_and_log.py.
"""

# ruff: noqa: F811 - fixtures of another folder

import secrets
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from flask import g
from icalendar import Calendar
from sqlalchemy.exc import StatementError

from tests import factories
from tests.conftest import ON_POSTGRES
from tests.reviews.conftest import family  # noqa: F401 - a fixture
from tests.safety.figures import figure
from tests.safety.moments import HOUR, MOMENTS, SECOND, Tally, by_the_wall
from workbench import audit, clock
from workbench.accounts import proof
from workbench.accounts.models import User, UserSession
from workbench.audit import purging
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, Framework, Person
from workbench.closing import queries as closing
from workbench.closing import retention_rules
from workbench.emergency import operations as emergency
from workbench.emergency import queries as open_now
from workbench.emergency import rules as emergency_rules
from workbench.emergency.models import EmergencyPurpose
from workbench.extensions import db
from workbench.meeting_mode import rules as meeting_rules
from workbench.meetings.calendar import kept_time
from workbench.outbox import rules as outbox_rules
from workbench.plans import temporary_rules
from workbench.plans.models import PlanVersion
from workbench.reviews import codes, links, rules, tokens
from workbench.reviews.models import Invitation, ParticipantSession
from workbench.reviews.sessions import cookie_name, holds
from workbench.upkeep import commands, copying, doctor, reminders  # noqa: F401 - what is copied and verified is declared there
from workbench.web import filters

FAR = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def tally():
    """Every check and control of this file, for the table."""
    kept = Tally()
    yield kept
    figure("F.12 time", goal="0 faults at 29 February, both nights of the clock, year end",
           reached=f"{kept.checks} checks at {len(MOMENTS)} moments, {len(kept.faults)} faults",
           control=f"by the time on the wall: {kept.controls} of {kept.controls} checks fail",
           database="postgresql" if ON_POSTGRES else "sqlite")  # fmt: skip


# --- terms that are counted in minutes, hours or weeks


def staff_session(app, browse, user):
    def start():
        browser = browse(user)
        return lambda: browser.open("/me", follow=False).status == 200

    return start


def test_a_screen_left_open_goes_dark_after_fifteen_minutes_in_every_night(app, browse, tally):
    tally.lasts(timedelta(minutes=15), staff_session(app, browse, factories.worker()))


def test_nobody_stays_signed_in_longer_than_twelve_hours_in_any_night(app, browse, tally, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_IDLE", timedelta(days=2))
    tally.lasts(timedelta(hours=12), staff_session(app, browse, factories.worker()))


def participant_session(app, family, browse):
    family.invite()
    family.run(lambda _casus: setattr(db.session.scalars(db.select(Invitation)).one(), "expires_at", FAR))
    link = family.rows(Invitation)[0].id
    with app.test_request_context():
        name = cookie_name()

    def start():
        token, browser = secrets.token_urlsafe(32), browse()
        opened = ParticipantSession(token_hash=tokens.hash_session(token), invitation_id=link)
        family.run(lambda _casus: db.session.add(opened))
        browser.client.set_cookie(name, token)
        return lambda: browser.open("/o/afspraken", follow=False).status == 200

    return start


def test_a_phone_that_was_put_down_closes_after_twenty_minutes_in_every_night(app, family, browse, tally):
    tally.lasts(rules.IDLE, participant_session(app, family, browse))


def test_a_participant_gives_the_code_anew_after_two_hours_in_every_night(app, family, browse, tally, monkeypatch):
    monkeypatch.setattr(rules, "IDLE", timedelta(days=2))
    tally.lasts(rules.LONGEST, participant_session(app, family, browse))


def test_a_personal_link_works_for_fourteen_times_twenty_four_hours(family, tally):
    def invited(casus):
        version, person = db.session.get(PlanVersion, family.version.id), db.session.get(Person, family.fatiha.id)
        return links.invite(casus, person, version, by=family.worker)[0]

    def start():
        link = family.run(invited).id
        alive = db.select(Invitation.id).where(Invitation.id == link)
        return lambda: family.run(lambda _casus: db.session.scalar(alive.where(*holds(clock.now())))) is not None

    tally.lasts(timedelta(days=14), start)


def test_a_code_that_was_sent_works_for_ten_minutes_in_every_night(family, tally):
    token = family.invite()[0].removeprefix("/o/")

    def start():
        def send(_casus):
            link = db.session.scalars(db.select(Invitation)).one()
            link.code_hash, link.code_until, link.expires_at = tokens.hash_code("482913"), clock.now() + rules.SENT_LIFE, FAR

        family.run(send)
        return lambda: family.run(lambda _casus: codes.enter(token, "482 913")) is not None

    tally.lasts(rules.SENT_LIFE, start, at_night=timedelta(minutes=5))


def test_emergency_access_is_over_after_four_hours_in_every_night(app, tally):
    casus, who = factories.casus(), factories.worker()

    def start():
        with app.test_request_context():
            found, me = db.session.get_one(Casus, casus.id), db.session.get_one(User, who.id)
            emergency.open_casus(found, by=me, purpose=EmergencyPurpose.ON_CALL, reason="Oma belt: moeder is dronken.")
            db.session.commit()
        return is_open

    def is_open():
        with app.app_context():
            return open_now.open_access(casus.id, who.id) is not None

    tally.lasts(emergency_rules.LASTS, start)


def test_a_proof_of_who_is_there_is_fresh_for_five_minutes_in_every_night(app, tally):
    def start():
        given = UserSession(proved_at=clock.now())
        return lambda: is_fresh(app, given)

    tally.lasts(proof.FRESH, start, at_night=timedelta(minutes=2))


def is_fresh(app, given):
    with app.test_request_context():
        g.user_session = given
        return proof.is_fresh()


def test_a_copy_is_old_after_twenty_six_hours_in_every_night(app, tally):
    def start():
        with app.app_context():
            audit.record("copy made", by=audit.SYSTEM, action="E")
            db.session.commit()
        return is_well

    def is_well():
        with app.app_context():
            return next(doctor.of_the_copies()).well

    tally.lasts(doctor.FRESH, start)


# --- terms that are counted in days: a day begins at midnight in the Netherlands


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)


MIDNIGHTS = [  # (a minute before, in UTC; the day that then begins)
    (utc(2028, 2, 28, 22, 59), date(2028, 2, 29)), (utc(2028, 2, 29, 22, 59), date(2028, 3, 1)),
    (utc(2027, 3, 27, 22, 59), date(2027, 3, 28)), (utc(2027, 3, 28, 21, 59), date(2027, 3, 29)),
    (utc(2026, 10, 24, 21, 59), date(2026, 10, 25)), (utc(2026, 10, 25, 22, 59), date(2026, 10, 26)),
    (utc(2026, 12, 31, 22, 59), date(2027, 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("before", "day"), MIDNIGHTS)
def test_a_day_begins_at_midnight_here_and_with_it_what_is_due(before, day, tally):
    yesterday = day - timedelta(days=1)
    with time_machine.travel(before, tick=False) as moved:
        tally.is_true(clock.today() == yesterday and not temporary_rules.is_over(yesterday, clock.today()), "not before")
        moved.move_to(before + timedelta(minutes=1))
        tally.is_true(clock.today() == day and temporary_rules.is_over(yesterday, clock.today()), "from midnight on")
        tally.is_true(reminders._begin_of(day) == clock.now(), "and mail of today is counted from there")
        tally.control(datetime.now(UTC).date() != day, "the day of the world is another one")


@pytest.mark.parametrize(("before", "day"), MIDNIGHTS)
def test_a_link_ends_with_the_last_day_of_its_plan(before, day, tally):
    ends = rules.until(before - timedelta(days=2), timedelta(days=14), (day - timedelta(days=1),), clock.AMSTERDAM)

    tally.is_true(ends == before, f"{ends} is not the last minute")
    by_the_world = rules.until(before - timedelta(days=2), timedelta(days=14), (day - timedelta(days=1),), UTC)
    tally.control(by_the_world != before, "without a zone it ends an hour or two too late")


KEPT = {  # twenty years after the last change, thirty after the eighteenth birthday: by hand
    "29 February": (date(2048, 2, 29), date(2064, 3, 1)),
    "the night with an hour that is not there": (date(2047, 3, 28), date(2063, 3, 28)),
    "the night with an hour that comes twice": (date(2046, 10, 25), date(2062, 10, 25)),
    "the end of the year": (date(2046, 12, 31), date(2062, 12, 31)),
}


@pytest.mark.parametrize("name", MOMENTS)
def test_a_file_is_kept_to_the_day_whatever_the_day(name, tally):
    def years(term, _on):
        return {"order": 30, "log": 5}.get(term.value, 20)

    with time_machine.travel(MOMENTS[name], tick=False):
        today = clock.today()
        child = retention_rules.Child("Noa", retention_rules.years_after(today, -12) if today.day != 29 else date(2016, 2, 29))
        short = retention_rules.keep(retention_rules.Facts((today,)), years)
        long = retention_rules.keep(retention_rules.Facts((today,), frozenset({Framework.SUPERVISION_ORDER}), (child,)), years)
        tally.is_true((short.until, long.until) == KEPT[name], f"{short.until}, {long.until}")
        tally.is_true(purging.month_of(today, 5) == date(today.year - 5, today.month, 1), "the log goes by whole months")
    with time_machine.travel(MOMENTS[name], tick=False):
        tally.control(today + timedelta(days=20 * 365) != KEPT[name][0], "a year is no 365 days")


def test_an_age_that_was_noted_after_midnight_counts_from_that_day(app, tally):
    """An hour into the new year here it is still the old one for the world: a file would go a day too soon."""
    casus = factories.casus(framework=Framework.SUPERVISION_ORDER)
    with time_machine.travel(utc(2026, 12, 31, 23, 30), tick=False):
        factories.child(casus, born_on=None, age=7)
        with app.test_request_context():
            kept = closing.kept(db.session.get_one(Casus, casus.id), clock.today())
    tally.is_true(kept.until == date(2068, 1, 1), str(kept.until))
    born = retention_rules.born_at_the_latest(7, utc(2026, 12, 31, 23, 30).date())
    tally.control(born != date(2020, 1, 1), "by the day of the world")


# --- the time of day


SHOWN = [  # (moment, as it is shown)
    (utc(2026, 10, 25, 0, 30), "25 oktober 2026, 02.30 uur"), (utc(2026, 10, 25, 1, 30), "25 oktober 2026, 02.30 uur"),
    (utc(2027, 3, 28, 0, 59), "28 maart 2027, 01.59 uur"), (utc(2027, 3, 28, 1, 0), "28 maart 2027, 03.00 uur"),
    (utc(2026, 12, 31, 23, 30), "1 januari 2027, 00.30 uur"), (utc(2028, 2, 28, 23, 30), "29 februari 2028, 00.30 uur"),
]  # fmt: skip


@pytest.mark.parametrize(("moment", "shown"), SHOWN)
def test_a_moment_is_kept_as_that_of_the_world_and_shown_as_on_the_wall(app, moment, shown, tally):
    with time_machine.travel(moment, tick=False), app.test_request_context():
        audit.record("copy made", by=audit.SYSTEM, action="E")
        db.session.commit()
        db.session.expunge_all()
        (kept,) = db.session.scalars(db.select(AuditEntry.at))
        tally.is_true(kept == moment and kept.utcoffset() == timedelta(0), f"{kept} is not {moment}")
        tally.is_true(filters.moment(kept) == shown, filters.moment(kept))
        with by_the_wall():
            tally.control(clock.now() != moment, "a wall that is taken for the world keeps another moment")
        with pytest.raises(StatementError, match="time zone"):
            db.session.execute(db.update(AuditEntry).values(at=moment.replace(tzinfo=None)))


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 1), (date(2026, 10, 25), 3), (date(2028, 2, 29), 2)])
def test_a_meeting_in_a_night_of_the_clock_lasts_as_long_as_it_lasts(day, hours, tally):
    """From one to three: an hour, three hours, and otherwise two. In the calendar and on the screen of the meeting."""
    begin = datetime.combine(day, time(1), clock.AMSTERDAM).astimezone(UTC)
    left = meeting_rules.minutes_left(time(3), time(1), begin.astimezone(clock.AMSTERDAM))
    tally.is_true(left == (hours * 60, 0), f"{left}")
    item = kept_time("a", 0, begin, day=day, starts_at=time(1), minutes=hours * 60)
    (event,) = Calendar.from_ical(item).walk("VEVENT")
    tally.is_true(event.start.astimezone(UTC) == begin and event.end.astimezone(UTC) == begin + hours * HOUR, str(event.end))
    wall = datetime.combine(day, time(3), clock.AMSTERDAM) - datetime.combine(day, time(1), clock.AMSTERDAM)
    if hours != 2:
        tally.control(wall != hours * HOUR, "on the wall it is two hours always")


EIGHT = [(date(2027, 3, 28), 6), (date(2026, 10, 25), 7), (date(2028, 2, 29), 7), (date(2026, 12, 31), 7)]  # here, and in UTC


@pytest.mark.parametrize(("day", "first"), EIGHT)
def test_mail_goes_from_eight_here_and_at_a_safe_hour(app, day, first, tally):
    eight = utc(day.year, day.month, day.day, first)
    with app.test_request_context():
        tally.is_true(reminders.may_mail_now(eight) and not reminders.may_mail_now(eight - SECOND), "from eight on")
    night = datetime.combine(day, time(0, 30), clock.AMSTERDAM)
    safe = outbox_rules.next_safe(time(8), night)
    tally.is_true(safe.astimezone(UTC) == eight, str(safe))
    usual = night.astimezone(UTC) + timedelta(hours=7, minutes=30)
    if day in (date(2027, 3, 28), date(2026, 10, 25)):
        tally.control(usual != eight, "eight is not always seven and a half hours after half past twelve")
