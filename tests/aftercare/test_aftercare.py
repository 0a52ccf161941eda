"""Aftercare: signs, first help, needs per person and dated contacts."""

from datetime import date
from types import SimpleNamespace

import pytest

from tests import factories
from workbench.aftercare import rules

DAY = date(2026, 6, 18)


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


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


def test_a_held_contact_says_how_it_is(worker, casus):
    page = worker.fill("aftercare.add_contact", {"planned_on": "2026-06-01", "done_on": "2026-06-02"}, ref=casus.ref)

    assert page.error_at("outcome")


def test_what_somebody_needs_later_is_noted(worker, casus):
    noa = factories.child(casus)

    page = worker.fill("aftercare.add_need", {"person_id": noa.id, "need": "blijft bellen met Fatiha"}, ref=casus.ref)

    assert "blijft bellen met Fatiha" in page.words


def contact(planned, done=None):
    return SimpleNamespace(planned_on=planned, done_on=done)


def test_the_next_contact_is_the_first_that_was_not_held():
    contacts = [contact(date(2026, 12, 15)), contact(date(2026, 9, 15)), contact(date(2026, 6, 1), date(2026, 6, 1))]

    assert rules.next_contact(contacts, DAY).planned_on == date(2026, 9, 15)
    assert not rules.enough_contacts(contacts)
    assert rules.is_late(contact(date(2026, 6, 1)), DAY)
