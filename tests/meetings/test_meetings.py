"""Network meetings: planned, recorded, with numbers round the table, and separated where the network is."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests import factories
from workbench import clock
from workbench.extensions import db
from workbench.goals.models import Rating
from workbench.meetings import rules
from workbench.meetings.models import Attendance, Meeting, MeetingStatus


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def plan(worker, casus, **answers):
    given = {"kind": "follow_up", "held_on": clock.today().isoformat(), "starts_at": "18:30", "ends_at": "20:00"}
    return worker.fill("meetings.new", {**given, **answers}, ref=casus.ref)


def test_a_meeting_is_planned_with_the_agenda_ready(worker, casus):
    page = plan(worker, casus)

    assert "18.30 uur" in page.words
    assert len(page.items("Agenda")) == 12


def test_a_meeting_cannot_end_before_it_begins(worker, casus):
    page = plan(worker, casus, ends_at="18:00")

    assert page.error_at("ends_at")
    assert page.value_of("starts_at") == "18:30"


def test_who_was_there_and_what_was_said_is_kept(app, worker, casus):
    kim, fatiha = factories.person(casus), factories.neighbour(casus)
    meeting = factories.meeting(casus, status=MeetingStatus.PLANNED)

    answers = {f"present_{kim.id}": "present", f"present_{fatiha.id}": "absent", "minutes": "Kim vertelt hoe het gaat."}
    page = worker.fill("meetings.record", answers, ref=casus.ref, meeting_id=meeting.id)

    assert "Kim vertelt hoe het gaat." in page.words
    with app.app_context():
        assert {a.person_id: a.status for a in db.session.query(Attendance)} == {kim.id: "present", fatiha.id: "absent"}
        assert db.session.get(Meeting, meeting.id).status is MeetingStatus.HELD


def test_everybody_gives_a_number_with_a_reason_and_nobody_is_averaged(app, worker, casus):
    kim, ineke = factories.person(casus), factories.neighbour(casus, "Ineke")
    goal = factories.goal(casus)
    meeting = factories.meeting(casus, present=[kim, ineke])

    answers = {f"number_{kim.id}": 9, f"reason_{kim.id}": "Het gaat goed.", f"number_{ineke.id}": 6}
    page = worker.fill("meetings.ratings", answers, ref=casus.ref, meeting_id=meeting.id, goal_id=goal.id)

    assert "Het gaat goed." in page.words
    assert "7,5" not in page.words
    with app.app_context():
        assert {r.person_id: r.number for r in db.session.query(Rating)} == {kim.id: 9, ineke.id: 6}


def test_a_number_above_ten_is_not_a_number(worker, casus):
    kim = factories.person(casus)
    goal = factories.goal(casus)
    meeting = factories.meeting(casus, present=[kim])

    page = worker.fill("meetings.ratings", {f"number_{kim.id}": 11}, ref=casus.ref, meeting_id=meeting.id, goal_id=goal.id)

    assert page.error_at(f"number_{kim.id}")


def test_somebody_of_the_other_part_never_sits_at_this_table(browse):
    casus = factories.casus(separate_networks=True)
    green, blue = factories.sub_group(casus, "Groen", "a"), factories.sub_group(casus, "Blauw", "b")
    rick = factories.person(casus, "Rick", sub_group_id=blue.id)
    meeting = factories.meeting(casus, sub_group_id=green.id)
    worker = browse(factories.worker_of(casus))

    page = worker.open("meetings.record", ref=casus.ref, meeting_id=meeting.id)
    refused = worker.send(page, {f"present_{rick.id}": "present"})

    assert "Rick" not in page.words
    assert "Rick" not in refused.words


def test_in_separated_networks_a_meeting_belongs_to_one_part(browse):
    casus = factories.casus(separate_networks=True)
    factories.sub_group(casus)

    page = plan(browse(factories.worker_of(casus)), casus)

    assert page.error_at("sub_group_id")


def test_two_people_write_the_minutes_and_nothing_is_lost(worker, casus):
    meeting = factories.meeting(casus)
    first = worker.open("meetings.record", ref=casus.ref, meeting_id=meeting.id)
    worker.fill("meetings.record", {"minutes": "Truus begint met wat lukt."}, ref=casus.ref, meeting_id=meeting.id)

    second = worker.send(first, {"minutes": "Noa was er een half uur."})

    assert second.status == 409
    assert "Truus begint met wat lukt" in second.words
    assert "Noa was er een half uur" in second.words


def test_minutes_that_do_not_exist_cannot_be_sent(app, worker, casus):
    meeting = factories.meeting(casus, minutes="Wat is besproken.")
    page = worker.open("meetings.send", ref=casus.ref, meeting_id=meeting.id)

    worker.send(page, {}, action=f"/casus/{casus.ref}/meetings/{meeting.id}/sent")

    with app.app_context():
        assert db.session.get(Meeting, meeting.id).status is MeetingStatus.MINUTES_SENT


@pytest.mark.parametrize(("own", "group", "may"), [(None, 1, True), (1, 1, True), (2, 1, False), (2, None, True)])
def test_who_may_attend(own, group, may):
    assert rules.may_attend(SimpleNamespace(sub_group_id=own), group) is may


def test_a_meeting_of_tomorrow_was_not_held_yet():
    there = [SimpleNamespace(person_id=1, status="present")]

    assert not rules.is_held(clock.today() + timedelta(days=1), there, clock.today())


def test_a_secret_place_is_not_opened_or_lost_by_one_person_alone(app, worker, casus):
    meeting = factories.meeting(casus, place="De Luwte", place_protected=True)

    page = worker.fill("meetings.edit", {"place_protected": None}, ref=casus.ref, meeting_id=meeting.id)

    assert page.error_at("place_protected")
    with app.app_context():
        kept = db.session.get(Meeting, meeting.id)
        assert (kept.place, kept.place_protected) == ("De Luwte", True)
