"""A talk in supervision: people look together, agree who does what, and set a next day (domain.md 6.1)."""

import pytest
from icalendar import Calendar

from tests import factories
from workbench.extensions import db
from workbench.standards.models import AskKind, Evidence, SupervisionTalk, TalkAction
from workbench.supervision import operations

TALK = {"held_on": "2026-06-17", "with_whom": "Sanne en Henk", "standards": ["4", "7"],
        "discussed": "Fatiha draagt veel.", "next_on": "2026-07-01", "next_at": "10.30"}  # fmt: skip


def noted(home, browser, **changed):
    return browser.fill("supervision.new_talk", TALK | changed, ref=home.ref)


def agreed(browser, page, who):
    answers = {"what": "Vraag Truus of zij kan inspringen", "who": who.id, "due_on": "2026-06-25"}
    return browser.send(page, answers, action=f"{page.address}/agree")


@pytest.mark.parametrize("who", ["sanne", "henk", "rachida"])
def test_worker_and_supervisor_both_note_a_talk_and_both_change_it(browse, home, who):
    page = noted(home, browse(getattr(home, who)))

    assert page.heading == "Gesprek van 17 juni 2026"
    assert "4 Partnerschap; 7 Netwerk" in page.words
    assert "Fatiha draagt veel." in page.words
    assert "1 juli 2026, 10.30 uur" in page.words
    changed = browse(home.sanne).fill(f"{page.address}/edit", {"discussed": "Fatiha draagt te veel."})
    assert "Fatiha draagt te veel." in changed.words


def test_beside_the_form_stands_what_the_plan_shows_and_what_is_open(browse, home):
    with home.app.test_request_context():
        operations.ask(db.session.merge(home.family.casus), by=home.henk, about=("standard", 7), kind=AskKind.QUESTION,
                       text="Wie van vaders kant?")
        db.session.commit()
    for address in ("new", None):
        browser = browse(home.sanne)
        page = browser.open("supervision.new_talk", ref=home.ref) if address else noted(home, browser)
        together = page.items("Kijk samen")

        assert [f"{number} " in " ".join(together) for number in range(1, 11)] == [True] * 10
        assert any("Wie van vaders kant?" in item and "Sanne is aan zet" in item for item in together)


def test_what_was_agreed_stands_on_vandaag_of_who_does_it_until_it_is_done(browse, home):
    henk, sanne = browse(home.henk), browse(home.sanne)
    page = agreed(henk, noted(home, henk), home.sanne)
    assert "Sanne Verbeek, voor 25 juni 2026" in page.words
    assert "Doe wat in de werkbegeleiding is afgesproken" in sanne.open("/").words
    assert "Doe wat in de werkbegeleiding is afgesproken" not in henk.open("/").words

    page = sanne.open(page.address)
    action = next(form.get("action") for form in page.tree.iter("form") if (form.get("action") or "").endswith("/done"))
    page = sanne.send(page, {}, action=action)
    assert "Gedaan op 18 juni 2026" in page.words
    assert "Doe wat in de werkbegeleiding is afgesproken" not in sanne.open("/").words

    page = sanne.send(page, {}, action=action)
    assert "Gedaan op" not in page.words, "a tick by mistake can be taken back"


def test_what_the_supervisor_promised_stands_on_his_own_day_and_on_nobody_elses(browse, home):
    henk = browse(home.henk)
    agreed(henk, noted(home, henk), home.henk)

    assert "Doe wat in de werkbegeleiding is afgesproken" in henk.open("/").words
    assert "Doe wat in de werkbegeleiding is afgesproken" not in browse(home.sanne).open("/").words
    assert "Doe wat in de werkbegeleiding is afgesproken" not in browse(home.rachida).open("/").words


def test_only_colleagues_who_may_see_the_family_can_be_asked_to_do_something(browse, home):
    factories.worker(name="Iemand Anders")
    henk = browse(home.henk)
    page = noted(home, henk)
    names = [option.text for option in page.tree.xpath("//select[@name='who']/option") if option.get("value")]

    assert names == ["Henk Overdijk", "Rachida Amrani", "Sanne Verbeek"]


def test_a_talk_is_evidence_of_supervision(browse, home):
    noted(home, browse(home.henk))
    with home.app.app_context():
        found = db.session.scalars(db.select(Evidence.standard).where(Evidence.record_type == "supervision_talk")).all()

    assert 3 in found


@pytest.mark.parametrize(("field", "value"), [
    ("held_on", "2026-06-19"), ("held_on", ""), ("with_whom", ""), ("next_on", "2026-06-17"),
])  # fmt: skip
def test_each_gap_is_named_at_its_field_and_what_was_typed_stays(browse, home, field, value):
    page = noted(home, browse(home.henk), **{field: value})

    assert page.error_at(field)
    assert page.value_of("discussed") == "Fatiha draagt veel."


def test_two_who_change_a_talk_at_once_lose_nothing(browse, home):
    henk, sanne = browse(home.henk), browse(home.sanne)
    where = noted(home, henk).address + "/edit"
    one, two = henk.open(where), sanne.open(where)
    henk.send(one, {"discussed": "Wat Henk zag."})
    page = sanne.send(two, {"discussed": "Wat Sanne zag."})

    assert page.status == 409
    assert "Wat Henk zag." in page.words
    assert "Wat Sanne zag." in page.words


def test_the_next_talk_in_a_diary_says_nothing_but_when(browse, home):
    henk = browse(home.henk)
    page = noted(home, henk)
    file = henk.open(page.links()["Zet het in uw agenda"])
    event = Calendar.from_ical(file.body).walk("VEVENT")[0]

    assert str(event["summary"]) == "Afspraak"
    assert f"{event['dtstart'].dt:%Y-%m-%d %H:%M}" == "2026-07-01 10:30"
    assert [name for name in event if name in ("DESCRIPTION", "LOCATION", "ATTENDEE", "ORGANIZER")] == []
    assert [word for word in (b"Jansma", b"Sanne", b"Henk", b"Werkbegeleiding", home.ref.encode()) if word in file.body] == []


def test_a_talk_without_a_next_day_has_nothing_for_the_diary(browse, home):
    henk = browse(home.henk)
    page = noted(home, henk, next_on="", next_at="")

    assert "Zet het in uw agenda" not in page.words
    assert henk.open(f"{page.address}/next.ics").status == 404


def test_a_stranger_meets_no_talk_and_another_family_has_none(browse, home):
    where = noted(home, browse(home.henk)).address

    assert browse(factories.supervisor(team_id=2)).open(where).status == 404
    assert browse(factories.administrator()).open(where).status == 404
    other = factories.casus(worker=home.sanne)
    assert browse(home.sanne).open(where.replace(home.ref, other.ref)).status == 404


def test_its_words_are_sealed(browse, home):
    henk = browse(home.henk)
    agreed(henk, noted(home, henk), home.sanne)
    with home.app.app_context():
        stored = [bytes(one) for column in (SupervisionTalk.discussed, SupervisionTalk.with_whom, TalkAction.what)
                  for one in db.session.scalars(db.select(db.type_coerce(column, db.LargeBinary)))]  # fmt: skip

    assert len(stored) == 3
    assert [one for one in stored if b"Fatiha" in one or b"Henk" in one or b"Truus" in one] == []


def test_the_list_costs_no_more_statements_with_ten_talks(browse, home, statements):
    henk, counts = browse(home.henk), []
    for more in (1, 9):
        for _nr in range(more):
            agreed(henk, noted(home, henk), home.sanne)
        henk.open("supervision.talks", ref=home.ref)
        statements.clear()
        henk.open("supervision.talks", ref=home.ref)
        counts.append(len(statements))

    assert counts[0] == counts[1]
