"""The minutes: facts and opinions apart, states, who gets them, and corrections that only grow (domain.md 6.3, 8.4)."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from tests import factories
from workbench import clock
from workbench.accounts.operations import change_setting
from workbench.agreements.models import Audience
from workbench.casus.models import ContactKind, ContactPoint
from workbench.extensions import db
from workbench.meetings import rules
from workbench.meetings.models import Meeting, MeetingEntry, MeetingStatus, MinutesCorrection
from workbench.outbox.models import OutgoingMail
from workbench.workdays import working_days_after

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def kim(casus):
    return factories.person(casus)


@pytest.fixture
def ineke(casus):
    return factories.neighbour(casus, "Ineke")


@pytest.fixture
def meeting(casus, kim, ineke):
    return factories.meeting(casus, present=[kim, ineke])


def note(worker, casus, meeting, text="Het brengen lukt.", **answers):
    given = {"kind": "decision", "text": text, **answers}
    return worker.fill("meetings.minutes", given, ref=casus.ref, meeting_id=meeting.id)


def press(worker, casus, meeting, page, what):
    return worker.send(worker.open(page, ref=casus.ref, meeting_id=meeting.id), {},
                       action=f"/casus/{casus.ref}/meetings/{meeting.id}/{what}")  # fmt: skip


def send(worker, casus, meeting):
    return press(worker, casus, meeting, "meetings.send", "sent")


def minutes_for(worker, casus, meeting, person):
    """The words of the Word file for this person, paragraph by paragraph; "" when it was refused."""
    page = worker.open("meetings.send", ref=casus.ref, meeting_id=meeting.id)
    where = f"/casus/{casus.ref}/documents/meetings/{meeting.id}/{person.id}/minutes"
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    made = worker.request("POST", where, data={"csrf_token": token})
    if made.body[:2] != b"PK":
        return ""
    tree = etree.fromstring(ZipFile(BytesIO(made.body)).read("word/document.xml"))
    return "\n".join("".join(one.itertext(f"{W}t")) for one in tree.iter(f"{W}p"))


def stored(app, meeting):
    with app.app_context():
        found = db.session.get(Meeting, meeting.id)
        db.session.expunge_all()
    return found


@pytest.mark.parametrize("kind", ["fact", "opinion"])
def test_a_fact_has_a_source_and_an_opinion_is_somebodys(worker, casus, meeting, kind):
    page = note(worker, casus, meeting, "Het gaat goed.", kind=kind)

    assert page.error_at("said_by_id")
    assert page.value_of("text") == "Het gaat goed."


def test_facts_and_opinions_stand_apart_with_who_said_it(worker, casus, meeting, kim, ineke):
    note(worker, casus, meeting, "Noa was elke dag op school.", kind="fact", said_by_id=ineke.id)
    note(worker, casus, meeting, "Ik vind het spannend.", kind="opinion", said_by_id=kim.id)
    note(worker, casus, meeting, "We zien elkaar over zes weken.")
    note(worker, casus, meeting, "Wie past op de hond?", kind="question")

    text = minutes_for(worker, casus, meeting, kim)
    places = [text.index(words) for words in (
        "Wat er is gebeurd of gezien", "Ineke: Noa was elke dag op school.", "Wat mensen ervan vinden",
        "Kim: Ik vind het spannend.", "Besloten: We zien elkaar over zes weken.", "Wat nog niet duidelijk is",
        "Wie past op de hond?",
    )]  # fmt: skip
    assert places == sorted(places)
    assert casus.name not in text


def test_the_states_follow_one_after_another(app, worker, casus, kim, ineke):
    meeting = factories.meeting(casus, status=MeetingStatus.INVITED, held_on=clock.today())
    worker.fill("meetings.record", {f"present_{kim.id}": "present"}, ref=casus.ref, meeting_id=meeting.id)
    assert stored(app, meeting).status is MeetingStatus.HELD
    note(worker, casus, meeting)
    press(worker, casus, meeting, "meetings.minutes", "concept")
    now = stored(app, meeting)
    assert (now.status, now.minutes_concept_on) == (MeetingStatus.MINUTES_CONCEPT, clock.today())
    send(worker, casus, meeting)
    page = worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id)

    assert stored(app, meeting).status is MeetingStatus.MINUTES_SENT
    assert "correcties tot en met" in page.words


@pytest.mark.parametrize(("status", "states"), [
    ("planned", ["now", "later", "later", "later", "later"]), ("held", ["done", "done", "now", "later", "later"]),
    ("minutes_sent", ["done"] * 5), ("cancelled", ["later"] * 5),
])  # fmt: skip
def test_how_far_a_meeting_is(status, states):
    assert [state for _step, state in rules.steps(status)] == states


@pytest.mark.parametrize(("day", "days", "by"), [
    (date(2026, 6, 15), 5, date(2026, 6, 22)), (date(2026, 6, 19), 1, date(2026, 6, 22)),
    (date(2026, 6, 20), 2, date(2026, 6, 23)),
])  # fmt: skip
def test_the_concept_is_due_in_working_days(day, days, by):
    assert working_days_after(day, days) == by


def test_after_sending_nothing_is_changed_any_more(app, worker, casus, meeting):
    note(worker, casus, meeting)
    with app.app_context():
        entry = db.session.scalar(db.select(MeetingEntry.id))
    page = worker.open("meetings.entry", ref=casus.ref, meeting_id=meeting.id, entry_id=entry)
    typing = worker.open("meetings.minutes", ref=casus.ref, meeting_id=meeting.id)
    send(worker, casus, meeting)

    for old in (page, typing):
        assert "komt eronder als correctie" in worker.send(old, {"kind": "decision", "text": "Iets anders."}).words
    with app.app_context():
        assert [one.text for one in db.session.scalars(db.select(MeetingEntry))] == ["Het brengen lukt."]


def test_a_correction_is_added_with_name_and_day_and_overwrites_nothing(app, worker, casus, kim, ineke):
    meeting = factories.meeting(casus, present=[kim, ineke])
    note(worker, casus, meeting, "Noa was elke dag op school.", kind="fact", said_by_id=kim.id)
    page = worker.open("meetings.correct", ref=casus.ref, meeting_id=meeting.id)
    early = worker.send(page, {"person_id": ineke.id, "text": "Vrijdag was zij ziek."})
    assert "nog niet verstuurd" in early.words
    send(worker, casus, meeting)

    for text in ("Vrijdag was zij ziek.", "En maandag ook."):
        worker.fill("meetings.correct", {"person_id": ineke.id, "text": text}, ref=casus.ref, meeting_id=meeting.id)

    text = minutes_for(worker, casus, meeting, kim)
    assert "Kim: Noa was elke dag op school." in text
    assert text.index("Vrijdag was zij ziek.") < text.index("En maandag ook.")
    assert text.count("Ineke, ") == 2
    with app.app_context():
        assert [one.given_on for one in db.session.scalars(db.select(MinutesCorrection))] == [clock.today()] * 2


def test_the_time_to_correct_is_a_setting_of_the_house(app, worker, casus, meeting):
    with app.test_request_context():
        change_setting("minutes.correction_days", 21, by=None)
        db.session.commit()
    note(worker, casus, meeting)

    page = send(worker, casus, meeting)

    assert str((clock.today() + timedelta(days=21)).year) in page.words
    until = clock.today() + timedelta(days=21)
    assert f"correcties tot en met {until.day} " in page.words


def test_what_is_taken_back_is_in_no_minutes(app, worker, casus, meeting, kim):
    note(worker, casus, meeting, "Per ongeluk getypt.")
    with app.app_context():
        entry = db.session.scalar(db.select(MeetingEntry.id))
    page = worker.open("meetings.minutes", ref=casus.ref, meeting_id=meeting.id)

    worker.send(page, {}, action=f"/casus/{casus.ref}/meetings/{meeting.id}/minutes/{entry}/withdraw")

    assert "Per ongeluk" not in worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id).words
    assert "Per ongeluk" not in minutes_for(worker, casus, meeting, kim)
    with app.app_context():
        assert db.session.get(MeetingEntry, entry).text == "Per ongeluk getypt."


def test_what_hangs_on_an_agreement_is_only_for_who_may_read_it(worker, casus, meeting, kim, ineke):
    own = factories.agreement(casus, doers=[kim], audience=Audience.CHOSEN)
    note(worker, casus, meeting, "Kim belt de huisarts.", agreement_id=own.id, agreement_change="new")

    assert "Kim belt de huisarts." in minutes_for(worker, casus, meeting, kim)
    assert "huisarts" not in minutes_for(worker, casus, meeting, ineke)


def test_nothing_goes_to_anybody_while_a_secret_stands_in_it(app, worker, casus, meeting, kim):
    with app.app_context():
        db.session.add(ContactPoint(casus_id=casus.id, person_id=kim.id, kind=ContactKind.ADDRESS, value="Wilgenpad 7"))
        db.session.commit()
    note(worker, casus, meeting, "We spreken af aan het wilgen-pad 7.")

    page = worker.open("meetings.send", ref=casus.ref, meeting_id=meeting.id)

    assert "tegengehouden" in page.words
    assert "wat er is gezegd" in page.words
    assert minutes_for(worker, casus, meeting, kim) == ""
    assert "sent" not in "".join(page.tree.xpath("//form/@action"))


def test_who_hears_by_mail_gets_a_message_that_says_nothing(app, worker, casus, kim, ineke):
    with app.app_context():
        db.session.add(ContactPoint(
            casus_id=casus.id, person_id=ineke.id, kind=ContactKind.EMAIL, value="i@example.org", only_theirs=True
        ))  # fmt: skip
        db.session.commit()
    meeting = factories.meeting(casus, present=[kim, ineke])
    worker.fill("meetings.people", {f"by_{ineke.id}": "mail", f"by_{kim.id}": "paper"}, ref=casus.ref, meeting_id=meeting.id)
    note(worker, casus, meeting)

    send(worker, casus, meeting)

    with app.app_context():
        assert list(db.session.scalars(db.select(OutgoingMail.key))) == [f"minutes:{meeting.id}:{ineke.id}"]


def test_two_people_change_the_same_line_and_nothing_is_lost(app, worker, casus, meeting):
    note(worker, casus, meeting, "Eerste tekst.")
    with app.app_context():
        entry = db.session.scalar(db.select(MeetingEntry.id))
    where = {"ref": casus.ref, "meeting_id": meeting.id, "entry_id": entry}
    first = worker.open("meetings.entry", **where)
    worker.fill("meetings.entry", {"text": "Van een collega."}, **where)

    second = worker.send(first, {"text": "Van mij."})

    assert second.status == 409
    assert "een collega" in second.words
    assert second.value_of("text") == "Van mij."


def test_a_child_under_twelve_gets_no_copy_of_its_own(app, worker, casus):
    noa, old = factories.child(casus), factories.child(casus, "Finn", born_on="2010-01-10")
    meeting = factories.meeting(casus, present=[noa, old])
    note(worker, casus, meeting)

    page = worker.open("meetings.send", ref=casus.ref, meeting_id=meeting.id)

    names = [row.text_content() for row in page.tree.xpath("//tbody//th")]
    assert names == ["Finn"]
