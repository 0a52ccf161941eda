"""The coach beside a field: what it says, when it says it, and that it changes nothing."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.coach.conftest import VAGUE
from workbench.agreements.models import Agreement
from workbench.audit.models import AuditEntry
from workbench.coach import beside, queries
from workbench.coach.models import CoachDismissal
from workbench.extensions import Model, db
from workbench.web.drafts import Draft
from workbench.web.fields import Coach


def token_of(browser, casus):
    return browser.open("agreements.index", ref=casus.ref).tree.xpath("//input[@name='csrf_token']/@value")[0]


def ask(browser, casus, text, *, kind="agreement", token=None, **more):
    """What the page asks while somebody types."""
    token = token or token_of(browser, casus)
    query = {
        "field": "what",
        "kind": kind,
        "without": "",
        "reader": "family",
        "place": f"/casus/{casus.ref}/agreements/new",
    }
    return browser.request(
        "POST", f"/casus/{casus.ref}/coach/", query_string={**query, **more}, data={"csrf_token": token, "what": text},
        headers={"HX-Request": "true"},
    )  # fmt: skip


def marked(page):
    return [mark.text for mark in page.tree.iter("mark")]


def rows(app, *models):
    with app.app_context():
        return [db.session.scalar(select(func.count()).select_from(model)) for model in models]


def test_a_text_that_is_there_is_read_when_the_form_opens(browse, family, edit):
    page = browse(family.worker).open(edit)

    assert "regelmatig" in marked(page)
    assert "De meelezer ziet" in page.words
    assert "automatische controles zonder aandachtspunt. De inhoud is niet beoordeeld." in page.words


def test_an_empty_form_says_nothing(browse, family):
    page = browse(family.worker).open("agreements.new", ref=family.casus.ref)

    assert "meelezer" not in page.words


def test_while_typing_the_answer_is_about_what_was_typed(browse, family):
    page = ask(browse(family.worker), family.casus, "Bas komt regelmatig.")

    assert page.status == 200
    assert "regelmatig" in marked(page)
    assert page.tree.xpath("string(//*[@id='coach-said-what'])").startswith("De meelezer ziet ")


def test_an_empty_text_takes_away_what_was_said(browse, family):
    page = ask(browse(family.worker), family.casus, "  ")

    assert page.status == 200
    assert page.words == ""


def test_asking_leaves_no_trace_of_the_text(app, browse, family):
    """It is in no address, no log, no draft; the page with the form was logged when it was opened."""
    browser = browse(family.worker)
    ask(browser, family.casus, "Bas komt regelmatig.")
    before = rows(app, *(one.class_ for one in Model.registry.mappers))
    token = browser.open("overview.today").tree.xpath("//input[@name='csrf_token']/@value")[0]
    where = f"/casus/{family.casus.ref}/coach/?field=what&kind=goal&reader=family"
    page = browser.request("POST", where, data={"csrf_token": token, "what": "Geheim."})

    assert page.status == 200
    assert rows(app, *(one.class_ for one in Model.registry.mappers)) == before
    assert rows(app, Draft) == [0]


def test_asking_takes_no_lock_and_few_statements(browse, family, statements):
    browser = browse(family.worker)
    token = token_of(browser, family.casus)
    statements.clear()
    ask(browser, family.casus, VAGUE, token=token)

    assert len(statements) == 3  # who am I, may I, what the coach knows
    assert all(one.startswith("SELECT") and "FOR UPDATE" not in one for one in statements)


def test_who_may_not_change_the_plan_is_not_read_along_with(browse, family):
    supervisor = browse(factories.supervisor_of(family.casus))

    assert ask(supervisor, family.casus, VAGUE).status == 403


@pytest.mark.parametrize("wrong", [{"kind": "poem"}, {"reader": "everybody"}])
def test_a_question_no_page_of_ours_asks_is_refused(browse, family, wrong):
    assert ask(browse(family.worker), family.casus, VAGUE, **wrong).status == 400


def test_a_text_longer_than_any_field_is_refused(browse, family):
    assert ask(browse(family.worker), family.casus, "Bas belt. " * 2500).status == 413


def test_markup_in_a_text_stays_text(browse, family):
    page = ask(browse(family.worker), family.casus, "<b>Bas</b> komt regelmatig <script>alert(1)</script>.")

    assert b"<script>" not in page.body
    assert b"<b>Bas" not in page.body


def test_a_session_that_ended_puts_no_sign_in_page_beside_the_field(browse, family):
    browser = browse(family.worker)
    page = browser.open("agreements.new", ref=family.casus.ref)
    browser.client.delete_cookie("session")
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    answer = browser.request(
        "POST", f"/casus/{family.casus.ref}/coach/?field=what&kind=goal", data={"csrf_token": token, "what": VAGUE},
        headers={"HX-Request": "true"}, follow=False,
    )  # fmt: skip

    assert answer.status in (400, 401)
    assert "Inloggen" not in answer.words


def test_read_along_shows_the_form_again_and_saves_nothing(app, browse, family, edit):
    """The button for a page without JavaScript."""
    browser = browse(family.worker)
    page = browser.send(browser.open(edit), {"what": "Bas komt regelmatig.", "when": "", "_coach": "read"})

    assert page.status == 200
    assert "Er is nog niets opgeslagen." in page.words
    assert "Wat doet deze persoon?" in page.links()
    assert (page.value_of("what"), page.error_at("when")) == ("Bas komt regelmatig.", "")
    with app.app_context():
        assert db.session.get_one(Agreement, family.agreement.id).what == VAGUE


def test_after_an_error_the_text_is_read_too(browse, family, edit):
    browser = browse(family.worker)
    page = browser.send(browser.open(edit), {"what": "Bas komt regelmatig.", "when": ""})

    assert page.error_at("when")
    assert "regelmatig" in marked(page)


def test_after_a_save_it_says_how_many_and_where(browse, family, edit):
    browser = browse(family.worker)
    page = browser.send(browser.open(edit), {"what_if": "Dan belt Kim Bas."})

    assert "Opgeslagen." in page.words
    assert "De meelezer ziet" in page.words
    assert page.links()["Naar de tekst"] == f"{edit}#what"


def test_after_something_new_the_link_leads_to_where_it_is_changed(app, browse, family):
    browser = browse(family.worker)
    new = f"/casus/{family.casus.ref}/agreements/new"
    page = browser.send(browser.open(new), {
        "goal": family.agreement.goal_id, "doers": [family.kim.id], "what": VAGUE, "when": "elke vrijdag",
        "checker": family.agreement.checker_id, "check_how": "Bas belt Kim.", "check_every_days": 14, "starts_on": "2026-06-18",
    })  # fmt: skip
    with app.app_context():
        newest = db.session.scalar(select(func.max(Agreement.id)))

    assert newest != family.agreement.id
    assert page.links()["Naar de tekst"] == f"/casus/{family.casus.ref}/agreements/{newest}/edit#what"


def test_after_a_save_with_nothing_to_say_it_is_quiet(browse, family):
    browser = browse(family.worker)
    page = browser.fill(
        "signals.new", {"content": "Oma belt regelmatig.", "received_on": "2026-06-01"}, ref=family.casus.ref
    )

    assert "meelezer" not in page.words


def test_every_place_a_link_can_lead_to_exists(app):
    assert {endpoint for endpoint, _number in beside.EDITED_AT.values()} - set(app.view_functions) == set()


def test_it_knows_what_people_are_called_how_old_they_are_and_from_whom_the_danger_comes(context):
    casus = factories.casus()
    kim = factories.person(casus, "Kimberley", call_name="Kim")
    factories.person(casus, "Rick", is_danger=True)
    finn = factories.child(casus, "Finn", born_on="2018-03-01")
    factories.child(casus, "Bo", born_on=None, age=1)
    known = queries.known_of(casus)

    assert set(known.people) == {"Kim", "Kimberley", "Rick", "Finn", "Bo"}
    assert known.dangerous == ("Rick",)
    assert (known.ages["Finn"], known.ages["Bo"]) == (finn.age_on(date.today()), 1)
    assert known.context([str(finn.id), kim.id, "0", "x"]).doers == ["Finn", "Kim"]


def test_who_is_ticked_as_the_doer_counts(context):
    """A child that has to watch over others is spoken of, whether it stands in the form or was just ticked."""
    casus = factories.casus()
    finn = factories.child(casus, "Finn", born_on="2018-03-01")
    text, how = "Finn let op of mama heeft gedronken en waarschuwt oma.", Coach("agreement")

    assert "T18" in {point.finding.id for point in beside.read(casus, text, how, [finn.id]).open}


def test_open_contact_details_are_pointed_at(browse, family):
    page = ask(browse(family.worker), family.casus, "Bas belt 06-12345678 om 20.00 uur.")

    assert "06-12345678" in marked(page)


def test_of_three_sentences_it_says_how_easily_they_read(browse, family):
    page = ask(browse(family.worker), family.casus, "Kim belt Bas. Bas komt. Zij eten om zes uur.", kind="family")

    assert "Hoe makkelijk het leest" in page.words
    assert "Streef naar 70 of meer. Dit is een indicatie." in page.words


def test_for_a_child_it_aims_higher(browse, family):
    page = ask(browse(family.worker), family.casus, "Kim belt Bas. Bas komt. Zij eten.", kind="family", reader="child")

    assert "Streef naar 80 of meer." in page.words


def test_a_check_another_field_answers_is_left_out(browse, family):
    text = "Kim belt Marloes regelmatig."

    assert "regelmatig" not in marked(ask(browse(family.worker), family.casus, text, without="T4"))


def test_nothing_is_remembered_by_reading(app, browse, family, edit):
    browse(family.worker).open(edit)

    assert rows(app, CoachDismissal) == [0]
    with app.app_context():
        assert "coach" not in {entry.event.split()[0] for entry in db.session.scalars(select(AuditEntry))}
