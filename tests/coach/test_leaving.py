"""A point is left with a reason: remembered, shown with who and when, and open again when the sentence changes."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from tests import factories
from tests.coach.conftest import VAGUE, buttons, leave, press
from workbench import clock
from workbench.accounts.models import UserSession
from workbench.agreements.models import Agreement
from workbench.audit.models import AuditEntry
from workbench.coach.models import CoachDismissal
from workbench.extensions import db

REASON = "Zo zegt Kim het zelf, en Marloes weet wat zij bedoelt."


def kept(app):
    with app.app_context():
        return list(db.session.scalars(select(CoachDismissal)))


def open_marks(page):
    return [
        one.text
        for one in page.tree.xpath("//*[@id='coach-what']//*[button or .//button[contains(., 'Laat staan')]]//mark")
    ]


@pytest.fixture
def sanne(browse, family):
    return browse(family.worker)


@pytest.fixture
def left(sanne, edit):
    """The page after somebody left the vague word as it is."""
    return leave(sanne, sanne.open(edit), "regelmatig", REASON)


def test_it_stays_with_the_reason_who_and_when(app, sanne, edit, left):
    (one,) = kept(app)

    assert (one.finding, one.kind, one.words, one.sentence, one.reason) == (
        "T4",
        "agreement",
        "regelmatig",
        VAGUE,
        REASON,
    )
    page = sanne.open(edit)
    assert "1 punt staat met reden" in page.words
    assert f"Staat omdat: {REASON}" in page.words
    assert "Sanne Verbeek" in page.words


def test_without_a_reason_it_is_not_left(app, sanne, edit):
    page = leave(sanne, sanne.open(edit), "regelmatig", "  ")

    assert kept(app) == []
    assert "Schrijf op waarom u dit laat staan." in page.words


@pytest.mark.parametrize("reason", [REASON, ""])
def test_nothing_that_was_typed_in_the_form_gets_lost_and_nothing_is_saved(app, sanne, family, edit, reason):
    typed = {"trigger": "Kim heeft een rotdag.", "when": "", "until": "2026-12-31"}
    page = leave(sanne, sanne.open(edit), "regelmatig", reason, typed)

    assert page.address == edit
    assert {name: page.value_of(name) for name in typed} == typed
    assert page.error_at("when") == ""
    with app.app_context():
        assert db.session.get_one(Agreement, family.agreement.id).trigger is None


def test_the_form_that_came_back_can_be_saved(app, sanne, family, left):
    page = sanne.send(left, {"trigger": "Kim heeft een rotdag."}, follow=False)

    assert page.status == 303
    with app.app_context():
        assert db.session.get_one(Agreement, family.agreement.id).trigger == "Kim heeft een rotdag."


def test_in_a_new_form_too(app, sanne, family):
    new = f"/casus/{family.casus.ref}/agreements/new"
    page = sanne.send(sanne.open(new), {"what": VAGUE, "_coach": "read"})
    page = leave(sanne, page, "regelmatig", REASON, {"when": "elke vrijdag"})

    assert (page.address, page.value_of("what"), page.value_of("when")) == (new, VAGUE, "elke vrijdag")
    assert len(kept(app)) == 1


def test_the_log_says_that_and_not_what(app, left):
    with app.app_context():
        entry = db.session.scalar(select(AuditEntry).where(AuditEntry.event == "point left"))
        assert (entry.record_type, entry.action) == ("coach_dismissal", "C")
        assert not {"regelmatig", REASON, VAGUE} & set(map(str, entry.detail.values()))
        assert "regelmatig" not in json.dumps(entry.detail)


def test_what_was_written_is_sealed(app, left):
    with app.app_context():
        for column in ("words", "sentence", "reason"):
            raw = db.session.scalar(text(f"SELECT {column} FROM coach_dismissal"))  # noqa: S608
            assert b"regelmatig" not in bytes(raw)


def test_the_same_sentence_elsewhere_in_this_family_is_left_too(sanne, family, left):
    new = f"/casus/{family.casus.ref}/agreements/new"
    page = sanne.send(sanne.open(new), {"what": f"Bas komt om 20.00 uur. {VAGUE}", "_coach": "read"})

    assert "1 punt staat met reden" in page.words


def test_another_family_is_spoken_to(browse, left):
    worker = factories.worker()
    casus = factories.casus(worker)
    kim = factories.person(casus)
    agreement = factories.agreement(casus, factories.goal(casus, shows=[kim]), [kim], kim, what=VAGUE)
    page = browse(worker).open("agreements.edit", ref=casus.ref, agreement_id=agreement.id)

    assert "staat met reden" not in page.words


def test_when_the_sentence_changes_it_speaks_again(sanne, edit, left):
    page = sanne.send(sanne.open(edit), {"what": "Kim belt Marloes en Bas regelmatig.", "_coach": "read"})

    assert "staat met reden" not in page.words
    assert "regelmatig" in open_marks(page)


def test_it_can_be_shown_again(app, sanne, edit, left):
    page = sanne.open(edit)
    page = press(sanne, page, buttons(page, "Toch weer tonen")[0], {"trigger": "Kim heeft een rotdag."})

    assert page.value_of("trigger") == "Kim heeft een rotdag."
    assert "staat met reden" not in page.words
    assert "regelmatig" in open_marks(page)
    assert [one.withdrawn_on is not None for one in kept(app)] == [True]
    with app.app_context():
        assert db.session.scalar(select(AuditEntry).where(AuditEntry.event == "point shown again"))


def test_leaving_it_twice_is_leaving_it_once(app, sanne, edit):
    page = sanne.open(edit)
    for _time in range(2):
        leave(sanne, page, "regelmatig", REASON)

    assert len(kept(app)) == 1


def test_a_text_that_changed_meanwhile_is_looked_at_again(app, sanne, edit):
    page = leave(sanne, sanne.open(edit), "regelmatig", REASON, {"what": "Kim belt Marloes elke vrijdag."})

    assert kept(app) == []
    assert "Deze tekst is intussen veranderd." in page.words
    assert page.value_of("what") == "Kim belt Marloes elke vrijdag."


def test_in_place_only_what_stands_beside_the_field_comes_back(app, sanne, edit):
    page = leave(sanne, sanne.open(edit), "regelmatig", REASON, headers={"HX-Request": "true"})

    assert page.status == 200
    assert page.tree.xpath("//h1") == []
    assert "1 punt staat met reden" in page.words
    assert len(kept(app)) == 1


def test_after_a_session_ran_out_the_form_waits_where_it_was(app, browse, family, sanne, edit):
    page = sanne.open(edit)
    with app.app_context():
        db.session.execute(update(UserSession).values(seen_at=clock.now() - timedelta(hours=3)))
        db.session.commit()
    after = leave(sanne, page, "regelmatig", REASON, {"trigger": "Kim heeft een rotdag."})

    assert kept(app) == []
    assert after.headers["Location"].startswith("/sign-in?next=")
    assert browse(family.worker).open(f"{edit}?draft=1").value_of("trigger") == "Kim heeft een rotdag."


def test_a_form_somewhere_else_is_never_sent_on_to(sanne, family, edit):
    page = sanne.open(edit)
    button = next(one for one in buttons(page, "Laat staan"))
    asked, _place, _rest = button.get("formaction").partition("&place=")
    button.set("formaction", f"{asked}&place=//evil.example/casus/{family.casus.ref}/")

    assert press(sanne, page, button).status == 400


def test_a_point_of_another_family_is_a_page_that_does_not_exist(app, browse, left):
    worker = factories.worker()
    casus = factories.casus(worker)
    (one,) = kept(app)
    token = (stranger := browse(worker)).open("overview.today").tree.xpath("//input[@name='csrf_token']/@value")[0]
    where = (
        f"/casus/{casus.ref}/coach/{one.id}/again?field=what&kind=agreement&reader=family&place=/casus/{casus.ref}/x"
    )

    assert stranger.request("POST", where, data={"csrf_token": token, "what": VAGUE}).status == 404
