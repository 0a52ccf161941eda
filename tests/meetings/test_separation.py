"""The demo family with a secret address: what one side meets of meetings, in pages, papers, calendars, mail and search (GA6)."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.safety import census
from workbench import clock
from workbench.casus.models import Casus, ContactKind, ContactPoint, SubGroup
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import for_reader, queries
from workbench.meetings.models import Attendance, InviteBy, Meeting, MeetingEntry, MeetingStatus
from workbench.outbox.models import MailKind
from workbench.plans.plan_view import words_of

BLUE, GREEN = ("Rick", "Wim", "Remco"), ("Lotte", "Finn", "Ans", "Daphne", "Petra")
OF_GREEN = ("pannenkoek", "Daphne slaapt", "Petra", "Groen", "Ik slaap voor het eerst", "hoef niets meer door te geven")
OF_BLUE = ("Blauw", "Remco", "te ver gegaan", "Acht bezoeken met Bo", "schreeuwen")


@pytest.fixture
def demo(app):
    return census.load(app)


def meetings_of(demo):
    return list(db.session.scalars(db.select(Meeting).filter_by(casus_id=demo.casus_id).options(*queries.ALL)))


def views_for(demo, name):
    """What this person may see of each meeting that is for him or her: {number: words}, and how many were refused."""
    reader = next(one.id for one in demo.people() if one.first_name == name)
    seen, refused = {}, 0
    for meeting in meetings_of(demo):
        known = for_reader.material(db.session.get(Casus, demo.casus_id), meeting)
        try:
            seen[meeting.number] = "\n".join(words for _place, words in words_of(for_reader.project(known, reader)))
        except RuleBroken:
            refused += 1
    return seen, refused


@pytest.mark.parametrize("name", BLUE)
def test_blue_sees_its_own_two_rounds_and_no_word_of_the_other_side(demo, name):
    with demo.app.test_request_context():
        seen, refused = views_for(demo, name)

    assert (sorted(seen), refused) == ([2, 4], 2)
    for words in seen.values():
        assert census.canaries_in(words, (*census.PLACES, *OF_GREEN)) == set()
    assert "Acht bezoeken met Bo gingen goed." in seen[4]


@pytest.mark.parametrize("name", ["Lotte", "Daphne"])
def test_green_sees_its_own_two_rounds_and_no_word_of_the_other_side(demo, name):
    with demo.app.test_request_context():
        seen, refused = views_for(demo, name)

    assert (sorted(seen), refused) == ([1, 3], 2)
    for words in seen.values():
        assert census.canaries_in(words, (*census.PLACES, *OF_BLUE)) == set()


def papers(demo, browser, name):
    """Every paper of every meeting the worker can make for this person."""
    made = []
    with demo.app.app_context():
        reader = next(one.id for one in demo.people() if one.first_name == name)
        numbers = [meeting.id for meeting in meetings_of(demo)]
    token = browser.open(f"/casus/{demo.ref}/documents/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    for number in numbers:
        for kind in ("invitation", "minutes"):
            where = f"/casus/{demo.ref}/documents/meetings/{number}/{reader}/{kind}"
            page = browser.request("POST", where, data={"csrf_token": token})
            if page.body[:2] == b"PK":
                made.append(page)
    return made


@pytest.mark.parametrize("name", BLUE)
def test_no_paper_of_a_meeting_for_blue_holds_a_word_of_green(demo, browse, name):
    made = papers(demo, browse(demo.staff["mehmet"]), name)

    assert len(made) == 4, "its own two meetings, each an invitation and minutes"
    for page in made:
        assert census.canaries_in(census.words_of(page), (*census.PLACES, *OF_GREEN, "Smeets")) == set()


def test_a_paper_for_green_holds_no_secret_place_though_it_was_held_there(demo, browse):
    made = papers(demo, browse(demo.staff["mehmet"]), "Daphne")

    assert len(made) == 4
    text = "".join(ZipFile(BytesIO(page.body)).read("word/document.xml").decode() for page in made)
    assert census.canaries_in(text, census.PLACES) == set()


def plan_both(demo):
    """A meeting of each side next week, with a calendar item and mail for everybody."""
    made = {}
    with demo.app.test_request_context():
        casus = db.session.get(Casus, demo.casus_id)
        for group in db.session.scalars(db.select(SubGroup).filter_by(casus_id=casus.id)):
            meeting = Meeting(
                casus_id=casus.id, number=10 + group.id, kind="follow_up", status=MeetingStatus.INVITED, sub_group_id=group.id,
                held_on=clock.today() + timedelta(days=7), purpose=f"Voor deelgroep {group.key}.",
            )  # fmt: skip
            for person in demo.people():
                if person.sub_group_id == group.id:
                    meeting.attendance.append(Attendance(
                        casus_id=casus.id, person_id=person.id, status="invited", invited_on=clock.today(),
                        invite_by=InviteBy.MAIL, calendar_item=True, place_in_calendar=True,
                    ))  # fmt: skip
                    db.session.add(ContactPoint(
                        casus_id=casus.id, person_id=person.id, kind=ContactKind.EMAIL, only_theirs=True,
                        value=f"{person.first_name.lower()}@example.org",
                    ))  # fmt: skip
            db.session.add(meeting)
            db.session.flush()
            made[group.key] = meeting.id
        db.session.commit()
    return made


def enter(demo, browse, name):
    path, code = demo.invite(name)
    phone = browse()
    phone.send(phone.open(path), {"code": code}, action=f"{path}/code")
    return phone


def test_on_the_own_page_somebody_finds_own_meetings_and_a_404_for_the_rest(demo, browse):
    ids = plan_both(demo)
    phone = enter(demo, browse, "Rick")
    with demo.app.app_context():
        by_number = {meeting.number: meeting.id for meeting in meetings_of(demo)}

    page = phone.open("/o/bijeenkomsten")
    assert len([one for one in page.links().values() if "/o/verslagen/" in one]) == 2
    own, other = phone.open(f"/o/bijeenkomsten/{ids['b']}"), phone.open(f"/o/bijeenkomsten/{ids['a']}")
    minutes, of_green = phone.open(f"/o/verslagen/{by_number[4]}"), phone.open(f"/o/verslagen/{by_number[3]}")
    unknown = phone.open("/o/verslagen/99999")

    assert (own.status, other.status, minutes.status, of_green.status, unknown.status) == (200, 404, 200, 404, 404)
    assert of_green.words == unknown.words
    for seen in (page, own, minutes):
        assert census.canaries_in(census.words_of(seen), (*census.PLACES, *OF_GREEN)) == set()


def test_a_participant_takes_the_calendar_item_and_adds_a_correction(demo, browse):
    ids = plan_both(demo)
    phone = enter(demo, browse, "Rick")
    page = phone.open(f"/o/bijeenkomsten/{ids['b']}")
    item = phone.send(page, {}, action=f"/o/bijeenkomsten/{ids['b']}/agenda")
    sent = page.fields(f"/o/bijeenkomsten/{ids['b']}/agenda")
    refused = phone.request("POST", f"/o/bijeenkomsten/{ids['a']}/agenda", data=sent)

    assert item.response.mimetype == "text/calendar"
    assert b"SUMMARY:Afspraak" in item.body
    assert (b"LOCATION" in item.body, refused.status) == (False, 404)

    with demo.app.app_context():
        meeting = next(one for one in meetings_of(demo) if one.number == 4)
        meeting.minutes_sent_on, number = clock.today(), meeting.id
        db.session.commit()
    page = phone.open(f"/o/verslagen/{number}")
    assert "niet" in phone.send(page, {"text": ""}).words
    page = phone.send(page, {"text": "Het waren negen bezoeken."})
    assert "Het waren negen bezoeken." in page.words
    assert "Het waren negen bezoeken." in enter(demo, browse, "Wim").open(f"/o/verslagen/{number}").words


def test_after_the_term_a_participant_calls(demo, browse):
    phone = enter(demo, browse, "Rick")
    with demo.app.app_context():
        number = next(one.id for one in meetings_of(demo) if one.number == 4)

    page = phone.open(f"/o/verslagen/{number}")

    assert page.tree.xpath("//textarea") == []


def test_mail_about_both_sides_is_the_same_for_everybody(demo, browse):
    ids = plan_both(demo)
    mehmet = browse(demo.staff["mehmet"])
    for key in ("a", "b"):
        mehmet.fill("meetings.edit", {"starts_at": "10.00"}, ref=demo.ref, meeting_id=ids[key])

    with demo.app.app_context():
        from workbench.outbox.letters import letter
        from workbench.outbox.models import OutgoingMail

        mails = list(db.session.scalars(db.select(OutgoingMail)))
        texts = {
            letter(mail.kind, "x", sender="a@example.org", message_id="<1>", locale=mail.locale).get_content() for mail in mails
        }
        assert {mail.kind for mail in mails} == {MailKind.MESSAGE}
    assert len(mails) == 3 + 7
    assert len(texts) == 1


def test_search_finds_no_meeting_and_no_word_that_was_said(demo, browse):
    for asked in ("bezoeken", "Groen", "Blauw", "pannenkoek"):
        page = browse(demo.staff["mehmet"]).open(f"/search?q={asked}")
        assert "/meetings/" not in page.text_source


def test_somebody_of_the_other_side_cannot_be_put_in_as_speaker_or_corrector(demo, browse):
    mehmet = browse(demo.staff["mehmet"])
    with demo.app.app_context():
        rick = next(one.id for one in demo.people() if one.first_name == "Rick")
        green = next(one.id for one in meetings_of(demo) if one.number == 1)
        db.session.get(Meeting, green).status = MeetingStatus.HELD
        db.session.commit()
    page = mehmet.open("meetings.minutes", ref=demo.ref, meeting_id=green)

    refused = mehmet.send(page, {"kind": "opinion", "text": "Hallo.", "said_by_id": rick})

    assert refused.error_at("said_by_id")
    assert "Rick" not in [option.text for option in page.tree.xpath("//select[@id='said_by_id']/option")]
    assert not any("Remco" in option.text for option in page.tree.xpath("//select[@id='agreement_id']/option"))
    with demo.app.app_context():
        assert not db.session.scalars(db.select(MeetingEntry).filter_by(said_by_id=rick, meeting_id=green)).all()


def test_each_part_gets_a_round_of_its_own(demo, browse):
    mehmet = browse(demo.staff["mehmet"])
    with demo.app.app_context():
        groups = {one.key: one.id for one in db.session.scalars(db.select(SubGroup))}
    given = {"kind": "evaluation", "held_on": clock.today().isoformat(), "online": "y"}
    refused = mehmet.fill("meetings.new", given, ref=demo.ref)
    assert refused.error_at("sub_group_id")

    mehmet.send(refused, {"sub_group_id": groups["a"], "other_rounds": "y"})

    with demo.app.app_context():
        new = [one for one in meetings_of(demo) if one.number > 4]
        assert {one.sub_group_id for one in new} == set(groups.values())
        assert {one.held_on for one in new} == {clock.today()}
