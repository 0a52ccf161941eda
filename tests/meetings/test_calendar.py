"""A calendar item says day and time and nothing else, and two other programs read it the same (security.md D.8)."""

import json
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject

from tests.requirements import ROOT
from workbench.meetings import calendar
from workbench.meetings.reader_view import MeetingView

HERE = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
READER = Path(__file__).with_name("read_calendar.mjs")
ICAL_JS = (ROOT / "node_modules" / "ical.js").is_dir()


def meeting(**values):
    given = MeetingView(
        meeting_id=7, casus_id=1, reader_id=2, reader="Kim", reader_full_name="Kim Jansma", phone="088 000 07 42",
        organisation="Jeugdbescherming Vlierland", worker="Sanne Verbeek", kind="evaluation", status="invited",
        held_on=date(2026, 6, 15), starts_at=time(18, 30), ends_at=time(20), online=False, place="Bij Truus, Wilgenpad 7",
        calendar_place="", calendar_item=True, inviter="Bas", purpose="Zodat Noa en Daan veilig zijn.", bring="", share="",
        chair="Truus", minute_taker="Sanne", agenda=(), people=(), scales=(), receivers=(), corrections=(), older_minutes="",
        family_time_minutes=None, next_on=None, sent_on=None, correct_until=None, uid="a1b2c3", sequence=0,
    )  # fmt: skip
    return replace(given, **values)


def by_vobject(content):
    """(method, event) as vobject reads it."""
    read = vobject.readOne(content.decode())
    return read.method.value, read.vevent


def by_ical_js(content):
    if not ICAL_JS:
        pytest.skip("not on this machine: ical.js (npm install)")
    done = subprocess.run(["node", str(READER)], input=content, capture_output=True, check=True, cwd=ROOT)
    read = json.loads(done.stdout)
    return read["method"], read["events"][0]


@pytest.mark.needs("node")
@pytest.mark.parametrize("at", [time(2, 30), time(3, 30), time(9), time(18, 30), time(23)])
@pytest.mark.parametrize("day", [
    date(2026, 3, 27), date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30), date(2026, 10, 23), date(2026, 10, 24),
    date(2026, 10, 25), date(2026, 10, 26), date(2027, 3, 28), date(2035, 10, 28),
])  # fmt: skip
def test_a_meeting_keeps_its_hour_over_the_nights_the_clock_changes(day, at):
    if (day.month, day.weekday(), at) == (3, 6, time(2, 30)):
        return  # this time does not exist on that night
    content = calendar.calendar_item(meeting(held_on=day, starts_at=at, ends_at=None), NOW)
    _method, first = by_vobject(content)
    _method, second = by_ical_js(content)
    wanted = datetime.combine(day, at)

    assert first.dtstart.value.replace(tzinfo=None) == wanted
    assert second["start"] == wanted.isoformat()
    instant = wanted.replace(tzinfo=HERE).astimezone(UTC)
    if at.hour != 2:  # on a night in October 2.30 is there twice
        assert first.dtstart.value.astimezone(UTC) == instant
        assert datetime.fromisoformat(second["utc"]) == instant
    assert second["zone"] == "Europe/Amsterdam"


@pytest.mark.needs("node")
def test_two_other_programs_read_the_same_and_nothing_more():
    content = calendar.calendar_item(meeting(), NOW)
    method, first = by_vobject(content)
    other_method, second = by_ical_js(content)

    assert (method, other_method) == ("PUBLISH", "PUBLISH")
    assert first.summary.value == second["summary"] == "Afspraak"
    assert first.uid.value == second["uid"] == "a1b2c3"
    assert first.dtend.value.replace(tzinfo=None) == datetime(2026, 6, 15, 20)
    assert second["end"] == "2026-06-15T20:00:00"
    only = {"uid", "sequence", "dtstamp", "summary", "dtstart", "dtend", "class", "status"}
    assert set(second["names"]) == only == {child.name.lower() for child in first.getChildren()}


def test_no_name_place_or_reason_is_anywhere_in_it():
    content = calendar.calendar_item(meeting(), NOW).decode()

    for word in ("Kim", "Noa", "Truus", "Sanne", "Bas", "Wilgenpad", "Jeugdbescherming", "veilig", "evaluation", "088"):
        assert word.casefold() not in content.casefold()
    assert calendar.FILE_NAME == "afspraak.ics"


@pytest.mark.needs("node")
def test_a_place_only_where_it_was_chosen():
    content = calendar.calendar_item(meeting(calendar_place="Bij Truus thuis, boven"), NOW)

    assert by_vobject(content)[1].location.value == by_ical_js(content)[1]["location"] == "Bij Truus thuis, boven"


@pytest.mark.needs("node")
def test_calling_off_takes_the_same_item_away():
    content = calendar.calendar_item(meeting(status="cancelled", sequence=3, calendar_place="Bij Truus thuis"), NOW)
    method, first = by_vobject(content)
    other_method, second = by_ical_js(content)

    assert (method, other_method) == ("CANCEL", "CANCEL")
    assert (first.uid.value, first.sequence.value, first.status.value) == ("a1b2c3", "3", "CANCELLED")
    assert (second["uid"], second["sequence"], second["status"], second["location"]) == ("a1b2c3", 3, "CANCELLED", None)


@pytest.mark.needs("node")
def test_without_a_time_it_is_the_whole_day():
    content = calendar.calendar_item(meeting(starts_at=None, ends_at=None), NOW)

    assert by_vobject(content)[1].dtstart.value == date(2026, 6, 15)
    assert by_ical_js(content)[1]["start"] == "2026-06-15"


def test_lines_are_folded_and_end_as_the_standard_asks():
    place = "Een heel lange naam van een buurthuis; met een komma, en é " * 4
    content = calendar.calendar_item(meeting(calendar_place=place), NOW)

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert by_vobject(content)[1].location.value.startswith("Een heel lange naam van een buurthuis; met een komma, en é")
