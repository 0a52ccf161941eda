"""Aftercare: signs, first help, needs per person, who calls whom, dated contacts, and what follows on bad news."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from icalendar import Calendar

from tests import factories
from workbench import clock
from workbench.aftercare import rules
from workbench.aftercare.models import AftercareCall, AftercareContact, AftercareNeed, ContactOutcome
from workbench.extensions import db
from workbench.plans.models import PlanTrigger, TriggerKind
from workbench.plans.snapshot import aftercare_part
from workbench.signals.models import Signal
from workbench.standards.models import Coverage, Evidence

DAY = date(2026, 6, 18)


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def the(app, kind):
    with app.app_context():
        return db.session.scalars(db.select(kind).order_by(kind.id.desc())).first()


# --- the plan


def test_the_aftercare_plan_says_how_people_notice_and_who_helps(worker, casus):
    page = worker.fill("aftercare.plan", {"signals": "Noa komt te laat.", "first_help": "Marloes belt."}, ref=casus.ref)

    assert "Noa komt te laat." in page.words
    assert "Marloes belt." in page.words


def test_two_people_write_the_plan_and_nothing_is_lost(worker, casus):
    worker.fill("aftercare.plan", {"signals": "Noa komt te laat.", "first_help": "Marloes belt."}, ref=casus.ref)
    first = worker.open("aftercare.plan", ref=casus.ref)
    worker.fill("aftercare.plan", {"signals": "Flessen in de kelder."}, ref=casus.ref)

    second = worker.send(first, {"signals": "Kim neemt niet op."})

    assert second.status == 409
    assert "Kim neemt niet op." in second.words
    assert "Flessen in de kelder" in second.words


# --- what each person needs


def test_who_was_not_asked_yet_is_named(worker, casus):
    noa, _kim = factories.child(casus), factories.person(casus)

    page = worker.fill("aftercare.add_need", {"person_id": noa.id, "need": "blijft bellen met Fatiha"}, ref=casus.ref)

    assert "blijft bellen met Fatiha" in page.words
    assert "Nog niet gevraagd: Kim" in page.words
    assert "Noteer wat Kim nodig heeft" in page.links()


def test_a_need_is_mended(worker, casus, app):
    noa = factories.child(casus)
    worker.fill("aftercare.add_need", {"person_id": noa.id, "need": "bellen"}, ref=casus.ref)

    page = worker.fill("aftercare.need", {"need": "elke week bellen"}, ref=casus.ref, need_id=the(app, AftercareNeed).id)

    assert "elke week bellen" in page.words


# --- who calls whom


def test_who_calls_whom_is_a_line_for_each_call(worker, casus):
    kim, marloes = factories.person(casus), factories.neighbour(casus, "Marloes")
    worker.fill(
        "aftercare.add_call", {"caller_id": kim.id, "called": marloes.id, "when": "als Kim trek heeft"}, ref=casus.ref
    )

    page = worker.fill(
        "aftercare.add_call", {"caller_id": marloes.id, "called": "emergency", "when": "als er gevaar is"}, ref=casus.ref
    )

    assert page.items("Wie belt wie?") == [
        "Kim belt Marloes : als Kim trek heeft Veranderen : Marloes", "Marloes belt 112 : als er gevaar is Veranderen : 112"
    ]  # fmt: skip


def test_nobody_calls_himself(worker, casus):
    kim = factories.person(casus)

    page = worker.fill("aftercare.add_call", {"caller_id": kim.id, "called": kim.id, "when": "altijd"}, ref=casus.ref)

    assert page.error_at("called")


def test_the_plan_holds_who_calls_whom_and_an_older_version_reads_as_before(context):
    casus = factories.casus()
    kim, marloes = factories.person(casus), factories.neighbour(casus, "Marloes")
    factories.aftercare_plan(casus)
    db.session.add(AftercareCall(casus_id=casus.id, caller_id=kim.id, called_id=marloes.id, when="als Kim trek heeft"))
    db.session.flush()

    assert [call["when"] for call in aftercare_part(casus)["calls"]] == ["als Kim trek heeft"]


# --- moments of contact


def test_a_held_contact_says_how_it_is(worker, casus):
    page = worker.fill("aftercare.add_contact", {"planned_on": "2026-06-01", "done_on": "2026-06-02"}, ref=casus.ref)

    assert page.error_at("outcome")


def test_bad_news_needs_words(worker, casus):
    held = {"planned_on": "2026-06-01", "done_on": "2026-06-02", "outcome": "relapse"}

    assert worker.fill("aftercare.add_contact", held, ref=casus.ref).error_at("words")


def test_the_contacts_of_the_house_are_planned_with_one_tap_and_not_twice(worker, casus, app):
    factories.aftercare_plan(casus, starts_on=date(2026, 9, 1))
    page = worker.press("aftercare.index", "aftercare.plan_contacts", ref=casus.ref)

    with app.app_context():
        days = db.session.scalars(db.select(AftercareContact.planned_on).order_by(AftercareContact.planned_on)).all()
    assert days == [date(2026, 12, 1), date(2027, 3, 1), date(2027, 9, 1)]
    assert "Gebruikelijk in deze organisatie" not in page.words
    again = worker.request(
        "POST", "aftercare.plan_contacts", values={"ref": casus.ref},
        data={"csrf_token": worker.open("aftercare.plan", ref=casus.ref).fields()["csrf_token"]},
    )  # fmt: skip
    assert "zijn al gepland" in again.words


def test_the_calendar_of_the_worker_says_nothing_but_days(worker, casus):
    factories.aftercare_contact(casus, planned_on=date(2026, 12, 15), done_on=None, outcome=None, with_whom="Marloes")
    factories.aftercare_contact(casus)

    page = worker.open("aftercare.contacts_calendar", ref=casus.ref)

    (event,) = Calendar.from_ical(page.body).walk("VEVENT")
    assert (event["summary"], event.decoded("dtstart")) == ("Afspraak", date(2026, 12, 15))
    assert set(event) == {"UID", "SEQUENCE", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "CLASS"}
    assert not any(word in page.body.decode() for word in ("Marloes", "Jansma", casus.ref, "nazorg"))
    again = worker.open("aftercare.contacts_calendar", ref=casus.ref)
    assert event["uid"] == next(iter(Calendar.from_ical(again.body).walk("VEVENT")))["uid"]


# --- after bad news


@pytest.fixture
def relapse(worker, casus):
    """Kim drank again: the page that comes after that was noted."""
    kim = factories.person(casus)
    held = {"planned_on": "2026-06-01", "person_id": kim.id, "done_on": "2026-06-02", "outcome": "relapse"}
    return worker.fill("aftercare.add_contact", held | {"words": "Kim dronk drie avonden."}, ref=casus.ref)


def test_a_relapse_leads_to_what_can_be_done_now(relapse, casus):
    assert "Het ging opnieuw mis" in relapse.heading
    assert "Kim dronk drie avonden." in relapse.words
    assert "Bel eerst 112" in relapse.words
    assert f"/casus/{casus.ref}/closing/phase?to=direct" in relapse.links().values()
    assert f"/casus/{casus.ref}/meetings/new" in relapse.links().values()


def test_what_was_heard_becomes_a_signal_with_one_tap(relapse, worker, casus, app):
    page = worker.send(relapse, {}, action=f"{relapse.address.removesuffix('/after')}/signal")

    signal, contact = the(app, Signal), the(app, AftercareContact)
    assert (signal.content, signal.received_on) == ("Kim dronk drie avonden.", date(2026, 6, 2))
    assert signal.source_id == contact.person_id is not None
    assert contact.signal_id == signal.id
    assert "Genoteerd" in page.words
    assert "Noteer het als signaal" not in [button.text for button in page.tree.iter("button")]


def test_the_plan_is_put_before_people_again_with_one_tap(relapse, worker, app):
    worker.send(relapse, {}, action=f"{relapse.address.removesuffix('/after')}/look")

    trigger = the(app, PlanTrigger)
    assert (trigger.kind, trigger.reason) == (TriggerKind.OTHER, "Kim dronk drie avonden.")


def test_a_supervisor_reads_what_can_be_done_and_changes_nothing(relapse, browse, casus):
    page = browse(factories.supervisor_of(casus)).open(relapse.address)

    assert page.status == 200
    assert "Noteer het als signaal" not in [button.text for button in page.tree.iter("button")]


def test_good_news_leads_nowhere(worker, casus):
    held = {"planned_on": "2026-06-01", "done_on": "2026-06-02", "outcome": "good"}

    page = worker.fill("aftercare.add_contact", held, ref=casus.ref)

    assert page.heading == "Nazorg"


# --- taking back


def test_a_contact_taken_back_counts_nowhere_any_more(worker, casus, app):
    factories.aftercare_contact(casus)
    late = factories.aftercare_contact(casus, planned_on=clock.today() - timedelta(days=2), done_on=None, outcome=None)
    assert "contact in de nazorg" in worker.open("overview.today").words

    page = worker.fill("aftercare.withdraw_contact", {"why": "Dubbel gepland."}, ref=casus.ref, contact_id=late.id)

    assert "Ingetrokken" in page.words
    assert "contact in de nazorg" not in worker.open("overview.today").words
    assert worker.open("aftercare.contact", ref=casus.ref, contact_id=late.id).status == 404
    with app.app_context():
        kept = db.session.get_one(AftercareContact, late.id)
        assert (kept.withdrawn_why, kept.withdrawn_on) == ("Dubbel gepland.", clock.today())


def test_evidence_of_a_contact_goes_with_it(worker, casus, app):
    held = {"planned_on": "2026-06-01", "done_on": "2026-06-02", "outcome": "good"}
    worker.fill("aftercare.add_contact", held, ref=casus.ref)
    asked = db.select(Evidence).filter_by(record_type="aftercare_contact")
    with app.app_context():
        assert db.session.scalars(asked).all()

    contact = the(app, AftercareContact)
    worker.fill("aftercare.withdraw_contact", {"why": "Verkeerde familie."}, ref=casus.ref, contact_id=contact.id)

    with app.app_context():
        assert db.session.scalars(asked).all() == []
        assert db.session.get_one(Coverage, casus.id)


def test_taking_back_asks_why(worker, casus):
    contact = factories.aftercare_contact(casus)

    assert worker.fill("aftercare.withdraw_contact", {"why": ""}, ref=casus.ref, contact_id=contact.id).error_at("why")


def test_what_was_taken_back_is_in_no_plan(context):
    casus = factories.casus()
    noa = factories.child(casus)
    factories.aftercare_plan(casus)
    db.session.add(AftercareNeed(casus_id=casus.id, person_id=noa.id, need="bellen", withdrawn_on=DAY, withdrawn_why="dubbel"))
    factories.aftercare_contact(casus, withdrawn_on=DAY)

    part = aftercare_part(casus)

    assert (part["needs"], part["contacts"]) == ([], [])


# --- the rules


def contact(planned, done=None):
    return SimpleNamespace(planned_on=planned, done_on=done)


def test_the_next_contact_is_the_first_that_was_not_held():
    contacts = [contact(date(2026, 12, 15)), contact(date(2026, 9, 15)), contact(date(2026, 6, 1), date(2026, 6, 1))]

    assert rules.next_contact(contacts).planned_on == date(2026, 9, 15)
    assert not rules.enough_contacts(contacts)
    assert rules.is_late(contact(date(2026, 6, 1)), DAY)


def test_two_held_contacts_are_enough():
    assert rules.enough_contacts([contact(DAY, DAY), contact(DAY, DAY), contact(DAY)])


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 9, 1), 3, date(2026, 12, 1)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),  # 28 February 2027 is a Sunday
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 10, 15), 12, date(2027, 10, 15)),
        (date(2026, 6, 19), 3, date(2026, 9, 21)),  # 19 September 2026 is a Saturday
    ],
)
def test_a_contact_is_so_many_months_later_on_a_working_day(start, months, day):
    assert rules.months_after(start, months) == day


def test_a_contact_planned_about_that_day_is_the_one_that_is_meant():
    assert rules.proposed(date(2026, 9, 1), [3, 6], [contact(date(2026, 12, 15))]) == [date(2027, 3, 1)]


def test_somebody_who_died_or_left_is_not_asked():
    def person(name, **values):
        return SimpleNamespace(id=name, in_family=True, deceased=False, ended_on=None, **values)

    gone = [person("oma"), person("opa")]
    gone[0].deceased, gone[1].ended_on = True, DAY

    assert [one.id for one in rules.without_need([person("Kim"), *gone], [])] == ["Kim"]


def test_only_a_worry_or_a_relapse_asks_for_more():
    assert [one for one in (None, *ContactOutcome) if rules.asks_for_more(one)] == [ContactOutcome.WORRY, ContactOutcome.RELAPSE]
