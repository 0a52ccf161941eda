"""Preparing a meeting: the agenda, who is asked and how, inviting, another day, calling it off."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import vobject

from tests import factories
from workbench import clock
from workbench.casus.models import ContactKind, ContactPoint
from workbench.extensions import db
from workbench.meetings import agendas, rules
from workbench.meetings.models import AgendaItem, AgendaKind, Attendance, Meeting, MeetingStatus
from workbench.outbox.models import OutgoingMail

SOON = clock.today() + timedelta(days=7)


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def meeting(casus):
    return factories.meeting(casus, status=MeetingStatus.PLANNED, held_on=SOON)


def has_mail(app, casus, person, **values):
    with app.app_context():
        given = {"only_theirs": True, "value": f"{person.first_name.lower()}@example.org", **values}
        db.session.add(ContactPoint(casus_id=casus.id, person_id=person.id, kind=ContactKind.EMAIL, **given))
        db.session.commit()


def stored(app, meeting):
    with app.app_context():
        found = db.session.get(Meeting, meeting.id)
        db.session.expunge_all()
    return found


def mail_keys(app):
    with app.app_context():
        return sorted(db.session.scalars(db.select(OutgoingMail.key)))


# --- the agenda


def titles(page):
    return page.tree.xpath("//ol[@class='agenda-edit']//input[@type='text']/@value")


def test_items_are_moved_added_and_left_out_with_buttons_alone(app, worker, casus):
    page = worker.fill("meetings.new", {"kind": "follow_up", "held_on": SOON.isoformat()}, ref=casus.ref)
    where = f"{page.address}/agenda"
    page = worker.open(where)
    first, second, third = titles(page)[:3]

    page = worker.send(page, {"do": "up-2"})
    assert titles(page)[:3] == [first, third, second]
    assert page.tree.xpath("string(//*[@autofocus]/@value)") == "up-1"
    page = worker.send(page, {"do": "remove-0"})
    page = worker.send(page, {"do": "add"})
    page = worker.send(page, {"title_11": "Wie past er op de hond?", "minutes_11": "5", "do": None})

    assert page.items("Agenda")[0].startswith(third)
    assert any("Wie past er op de hond?" in item for item in page.items("Agenda"))
    with app.app_context():
        items = db.session.scalars(db.select(AgendaItem).order_by(AgendaItem.order)).all()
        assert [item.order for item in items] == list(range(1, 13))
        assert items[0].kind is AgendaKind.WELL
        assert (items[-1].kind, items[-1].planned_minutes) == (AgendaKind.OWN, 5)


def test_a_button_keeps_what_was_typed_and_saves_nothing(app, worker, casus):
    page = worker.fill("meetings.new", {"kind": "follow_up", "held_on": SOON.isoformat()}, ref=casus.ref)
    where = f"{page.address}/agenda"

    page = worker.send(worker.open(where), {"title_0": "Welkom met koffie", "do": "down-0"})

    assert titles(page)[1] == "Welkom met koffie"
    assert "Welkom met koffie" not in titles(worker.open(where))


def test_minutes_that_are_no_number_are_said_beside_the_field(worker, casus):
    page = worker.fill("meetings.new", {"kind": "follow_up", "held_on": SOON.isoformat()}, ref=casus.ref)

    page = worker.send(worker.open(f"{page.address}/agenda"), {"minutes_2": "lang"})

    assert page.error_at("minutes_2")
    assert page.value_of("minutes_2") == "lang"


def test_the_organisation_has_an_agenda_of_its_own_from_a_day_on_with_who_and_why(app, browse, worker, casus):
    administrator = browse(factories.administrator())
    page = administrator.open("meeting_pages.house_agenda")
    last = titles(page)[-1]
    page = administrator.send(page, {"do": "up-11"})
    assert (titles(page)[-2], page.error_at("source")) == (last, "")
    refused = administrator.send(page, {"title_0": "Soep en welkom"})
    assert refused.error_at("source")

    page = administrator.send(refused, {"source": "Besluit van het team", "minutes_0": "20"})
    planned = worker.fill("meetings.new", {"kind": "follow_up", "held_on": SOON.isoformat()}, ref=casus.ref)

    assert "Besluit van het team" in page.words
    assert planned.items("Agenda")[0].startswith("Soep en welkom")
    with app.test_request_context():
        assert agendas.default()[0].minutes == 20
        assert agendas.default(clock.today() - timedelta(days=1))[0].title != "Soep en welkom"
    assert worker.open("meeting_pages.house_agenda").status == 403


def test_what_was_said_under_an_item_that_goes_stays(app, worker, casus, meeting):
    with app.app_context():
        found = db.session.get(Meeting, meeting.id)
        item = AgendaItem(meeting_id=found.id, order=1, title="Welkom")
        db.session.add_all([item, AgendaItem(meeting_id=found.id, order=2, title="Slot")])
        db.session.commit()
        number = item.id
    said = {"kind": "decision", "text": "We eten eerst.", "agenda_item_id": number}
    worker.fill("meetings.minutes", said, ref=casus.ref, meeting_id=meeting.id)

    page = worker.open("meetings.agenda", ref=casus.ref, meeting_id=meeting.id)
    worker.send(worker.send(page, {"do": "remove-0"}), {"do": None})

    assert "We eten eerst." in worker.open("meetings.minutes", ref=casus.ref, meeting_id=meeting.id).words


# --- who is asked, and how


def ask(worker, casus, meeting, **answers):
    return worker.fill("meetings.people", answers, ref=casus.ref, meeting_id=meeting.id)


def invite(worker, casus, meeting):
    page = worker.open("meetings.invitations", ref=casus.ref, meeting_id=meeting.id)
    return worker.send(page, {}, action=f"/casus/{casus.ref}/meetings/{meeting.id}/invite")


def test_people_are_asked_each_in_a_way_and_invited_once(app, worker, casus, meeting):
    kim, fatiha, tom = factories.person(casus), factories.neighbour(casus), factories.neighbour(casus, "Tom")
    has_mail(app, casus, fatiha)

    ask(worker, casus, meeting, **{f"by_{kim.id}": "said", f"by_{fatiha.id}": "mail"})
    assert mail_keys(app) == []
    page = invite(worker, casus, meeting)
    invite_again = worker.request("POST", f"/casus/{casus.ref}/meetings/{meeting.id}/invite", data=page.fields())

    assert mail_keys(app) == [f"meeting:{meeting.id}:0:{fatiha.id}"]
    assert invite_again.status == 200
    assert stored(app, meeting).status is MeetingStatus.INVITED
    with app.app_context():
        asked = db.session.scalars(db.select(Attendance)).all()
        assert {one.person_id: one.invited_on for one in asked} == {kim.id: clock.today(), fatiha.id: clock.today()}
    assert "Tom" not in page.words
    assert tom.first_name == "Tom"


@pytest.mark.parametrize("why", [{"do_not_contact": "niet mailen"}, {"only_theirs": False}])
def test_mail_cannot_be_chosen_where_an_address_may_not_be_used(app, worker, casus, meeting, why):
    fatiha = factories.neighbour(casus)
    has_mail(app, casus, fatiha, **why)

    page = ask(worker, casus, meeting, **{f"by_{fatiha.id}": "mail"})

    assert page.error_at(f"by_{fatiha.id}")
    assert mail_keys(app) == []


def test_another_day_raises_the_number_and_tells_by_mail_again_another_chair_does_not(app, worker, casus, meeting):
    fatiha = factories.neighbour(casus)
    has_mail(app, casus, fatiha)
    ask(worker, casus, meeting, **{f"by_{fatiha.id}": "mail"})
    invite(worker, casus, meeting)

    chaired = {"chair_id": fatiha.id, "purpose": "We kijken hoe het gaat."}
    worker.fill("meetings.edit", chaired, ref=casus.ref, meeting_id=meeting.id)
    assert (stored(app, meeting).ics_sequence, len(mail_keys(app))) == (0, 1)
    for number, change in enumerate(({"held_on": SOON + timedelta(days=1)}, {"starts_at": "19.00"}, {"place": "Bij Truus"}), 1):
        worker.fill("meetings.edit", change, ref=casus.ref, meeting_id=meeting.id)
        assert stored(app, meeting).ics_sequence == number

    assert mail_keys(app) == [f"meeting:{meeting.id}:{nr}:{fatiha.id}" for nr in range(4)]


def calendar_of(worker, casus, meeting, person):
    page = worker.open("meetings.invitations", ref=casus.ref, meeting_id=meeting.id)
    return worker.send(page, {}, action=f"/casus/{casus.ref}/meetings/{meeting.id}/calendar/{person.id}")


def test_the_same_calendar_item_follows_the_meeting_until_it_is_called_off(app, worker, casus, meeting):
    fatiha = factories.neighbour(casus)
    ask(worker, casus, meeting, **{f"by_{fatiha.id}": "said", f"calendar_{fatiha.id}": "y"})
    invite(worker, casus, meeting)
    worker.fill("meetings.edit", {"starts_at": "18.30", "place": "Bij Truus"}, ref=casus.ref, meeting_id=meeting.id)
    first = calendar_of(worker, casus, meeting, fatiha)
    worker.fill("meetings.edit", {"starts_at": "19.30"}, ref=casus.ref, meeting_id=meeting.id)
    second = calendar_of(worker, casus, meeting, fatiha)
    worker.fill("meetings.cancel", {"reason": "Truus is ziek."}, ref=casus.ref, meeting_id=meeting.id)
    last = calendar_of(worker, casus, meeting, fatiha)

    read = [vobject.readOne(page.body.decode()) for page in (first, second, last)]
    assert len({one.vevent.uid.value for one in read}) == 1
    assert [one.method.value for one in read] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [int(one.vevent.sequence.value) for one in read] == [1, 2, 3]
    assert b"Truus" not in first.body + second.body + last.body
    assert 'filename="afspraak.ics"' in first.headers["Content-Disposition"]


def test_no_calendar_item_for_who_has_none_and_no_place_of_somebody_secret(app, worker, casus, meeting):
    fatiha, lotte = factories.neighbour(casus), factories.person(casus, "Lotte", protected=True)
    ask(worker, casus, meeting, **{f"by_{fatiha.id}": "said"})
    page = worker.open("meetings.invitations", ref=casus.ref, meeting_id=meeting.id)
    token = page.fields()["csrf_token"]
    refused = worker.request("POST", f"/casus/{casus.ref}/meetings/{meeting.id}/calendar/{fatiha.id}", data={"csrf_token": token})
    chosen = {f"by_{lotte.id}": "said", f"calendar_{lotte.id}": "y", f"place_{lotte.id}": "y"}

    assert refused.response.mimetype == "text/html"
    assert ask(worker, casus, meeting, **chosen).error_at(f"place_{lotte.id}")


def test_a_meeting_that_is_called_off_stays_with_its_reason(app, worker, casus, meeting):
    page = worker.fill("meetings.cancel", {"reason": ""}, ref=casus.ref, meeting_id=meeting.id)
    assert page.error_at("reason")

    worker.send(page, {"reason": "Truus is ziek."})

    assert stored(app, meeting).status is MeetingStatus.CANCELLED
    assert "Truus is ziek." in worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id).words
    assert ask(worker, casus, meeting).status == 200


# --- what is still to prepare, and who chairs


def test_the_list_says_what_is_still_to_do_with_the_place_to_do_it(worker, casus, meeting):
    page = worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id)

    assert any("Een begintijd" in item and "nog te doen" in item for item in page.items("Klaar voor de bijeenkomst?"))
    assert page.links()["Een begintijd"].endswith("/edit")
    worker.fill("meetings.edit", {"starts_at": "18.30"}, ref=casus.ref, meeting_id=meeting.id)
    page = worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id)
    assert any("Een begintijd" in item and "gedaan" in item for item in page.items("Klaar voor de bijeenkomst?"))


def test_it_is_said_when_a_colleague_chaired_each_time(worker, casus):
    sanne = factories.person(casus, "Sanne", user_id=casus.worker_id, family_role="professional")
    factories.meeting(casus, chair_id=sanne.id)
    assert "steeds een collega voorzitter" not in worker.open("meetings.index", ref=casus.ref).words

    factories.meeting(casus, chair_id=sanne.id)

    assert "steeds een collega voorzitter" in worker.open("meetings.index", ref=casus.ref).words


@pytest.mark.parametrize(("chairs", "only"), [([1, 1], True), ([1], False), ([1, 2], False), ([None, 1, 1], True), ([], False)])
def test_who_chaired(chairs, only):
    assert rules.only_workers_chaired(chairs, {1}) is only


# --- the invitation on paper


def test_the_invitation_is_for_one_person_and_says_no_more_than_that_person_needs(app, worker, casus, meeting):
    kim, fatiha = factories.person(casus), factories.neighbour(casus)
    said = {"starts_at": "18.30", "ends_at": "20.00", "purpose": "We maken afspraken.", "place": "Bij Truus thuis"}
    worker.fill("meetings.edit", said, ref=casus.ref, meeting_id=meeting.id)
    ask(worker, casus, meeting, **{f"by_{kim.id}": "paper", f"by_{fatiha.id}": "paper"})

    page = worker.open("meetings.invitations", ref=casus.ref, meeting_id=meeting.id)
    made = worker.send(page, {}, action=f"/casus/{casus.ref}/documents/meetings/{meeting.id}/{fatiha.id}/invitation")

    assert made.body[:2] == b"PK"
    text = ZipFile(BytesIO(made.body)).read("word/document.xml").decode()
    assert "Fatiha, komt u ook?" in text
    assert "Bij Truus thuis" in text
    assert casus.name not in text
    assert f"uitnodiging-{SOON.isoformat()}.docx" in made.headers["Content-Disposition"]


def test_a_secret_place_is_on_no_paper_and_there_is_no_hole(app, worker, casus):
    fatiha = factories.neighbour(casus)
    meeting = factories.meeting(casus, status=MeetingStatus.PLANNED, held_on=SOON, place="De Luwte", place_protected=True)
    ask(worker, casus, meeting, **{f"by_{fatiha.id}": "paper"})

    page = worker.open("meetings.invitations", ref=casus.ref, meeting_id=meeting.id)
    made = worker.send(page, {}, action=f"/casus/{casus.ref}/documents/meetings/{meeting.id}/{fatiha.id}/invitation")

    text = ZipFile(BytesIO(made.body)).read("word/document.xml").decode()
    assert "Luwte" not in text
    assert "waar het is" in text
