"""What somebody with a personal link keeps an eye on and writes down (domain.md 6.5, security.md D.5, D.6)."""

import re

import pytest

from tests import factories
from workbench import clock
from workbench.audit.models import AuditEntry
from workbench.monitoring.models import Check, DiaryLine
from workbench.plans import projection
from workbench.plans.models import PlanVersion
from workbench.reviews.models import Via

WORDS = "Kim deed de deur niet open."


@pytest.fixture
def phone(family, enter):
    """Truus, who looks whether two agreements happen."""
    return enter(*family.invite(family.truus))


def tap(phone, page, agreement, outcome, **words):
    return phone.send(page, {"outcome": outcome, **words}, action=f"/o/opletten/{agreement.id}")


def without_token(page):
    return re.sub(rb'name="csrf_token" value="[^"]*"', b"", page.body)


def test_the_checker_sees_what_to_look_after_and_the_others_do_not(family, phone, enter):
    page = phone.open("/o/opletten")

    assert page.heading == "Waar u op let"
    assert "Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs." in page.words
    assert "Kim belt Truus voor zij drinkt." in page.words
    assert "Fatiha drinkt thee met Kim." not in page.words  # Kim looks after that one
    assert "Waar u op let" in phone.open("/o/afspraken").links()
    fatiha = enter(*family.invite(family.fatiha))
    assert "Waar u op let" not in fatiha.open("/o/afspraken").links()
    assert fatiha.open("/o/opletten").address == "/o/afspraken"


def test_one_tap_is_a_check_and_it_is_known_who_made_it(family, phone):
    page = tap(phone, phone.open("/o/opletten"), family.agreements[0], "partly", seen=WORDS)

    assert page.address == "/o/genoteerd"
    (check,) = family.rows(Check)
    assert (check.person_id, check.via, check.outcome, check.seen) == (family.truus.id, Via.LINK, "partly", WORDS)
    assert (check.created_by_id, check.checked_on, check.private) == (None, clock.today(), True)
    agreement = next(one for one in family.rows(type(family.agreements[0])) if one.id == family.agreements[0].id)
    assert (agreement.last_check_on, agreement.last_outcome) == (clock.today(), "partly")


def test_a_tap_is_in_nobodys_way_who_is_changing_the_agreement(family, phone, browse):
    worker, agreement = browse(family.worker), family.agreements[0]
    form = worker.open("agreements.edit", ref=family.casus.ref, agreement_id=agreement.id)
    tap(phone, phone.open("/o/opletten"), agreement, "done")

    saved = worker.send(form, {"check_how": "Truus belt Fatiha."})

    assert saved.address.endswith(f"/agreements/{agreement.id}")
    now = next(one for one in family.rows(type(agreement)) if one.id == agreement.id)
    assert (now.check_how, now.last_outcome) == ("Truus belt Fatiha.", "done")


def test_words_are_free_to_give(family, phone):
    tap(phone, phone.open("/o/opletten"), family.agreements[0], "not_done")

    assert [one.seen for one in family.rows(Check)] == [None]


def test_a_second_tap_of_the_same_is_no_second_check(family, phone):
    for outcome in ("done", "done", "partly"):
        tap(phone, phone.open("/o/opletten"), family.agreements[0], outcome)

    assert [one.outcome.value for one in family.rows(Check)] == ["done", "partly"]


def test_every_answer_gives_the_same_page(family, phone):
    """security.md D.6: whoever looks along learns nothing of what was tapped, and the page does not show it back."""
    start = phone.open("/o/opletten")
    pages = [tap(phone, start, family.agreements[0], one, seen=WORDS) for one in ("done", "partly", "not_done", "did_not_occur")]

    assert {page.status for page in pages} == {200}
    assert len({without_token(page) for page in pages}) == 1
    assert without_token(phone.open("/o/opletten")) == without_token(start)


def test_nobody_sees_what_somebody_else_noted(family, phone, enter):
    tap(phone, phone.open("/o/opletten"), family.agreements[0], "not_done", seen=WORDS)
    phone.send(phone.open("/o/dagboek"), {"text": "Ik was bang dat het weer mis zou gaan."})
    family.version = family.freeze()

    for person in (family.kim, family.fatiha, family.truus):
        other = enter(*family.invite(person))
        for path in ("/o/afspraken", "/o/opletten", "/o/dagboek", "/o/genoteerd", "/o/bijeenkomsten"):
            shown = other.open(path).text_source
            assert WORDS not in shown
            assert "Ik was bang" not in shown


def test_what_was_noted_stands_in_no_version_until_the_worker_shares_it(family, phone, browse):
    tap(phone, phone.open("/o/opletten"), family.agreements[0], "not_done", seen=WORDS)
    assert family.freeze().body["checks"] == []
    worker = browse(family.worker)

    worker.press("monitoring.index", "monitoring.share_check", ref=family.casus.ref, check_id=family.rows(Check)[0].id)

    assert [one["seen"] for one in family.freeze().body["checks"]] == [WORDS]


def test_a_line_in_the_diary_is_for_the_worker_alone_until_it_is_shared(family, phone, browse):
    answers = {"text": "Kim belde mij voor zij dronk.", "agreement_id": family.agreements[2].id, "is_success": "y"}
    page = phone.send(phone.open("/o/dagboek"), answers)
    assert page.address == "/o/genoteerd"
    (line,) = family.rows(DiaryLine)
    assert (line.person_id, line.via, line.private, line.is_success) == (family.truus.id, Via.LINK, True, True)
    worker, supervisor = browse(family.worker), browse(family.supervisor)

    for room in ("monitoring.index", "monitoring.diary", "timeline.index"):
        assert answers["text"] in worker.open(room, ref=family.casus.ref).words
        assert answers["text"] not in supervisor.open(room, ref=family.casus.ref).words
    worker.press("monitoring.diary", "monitoring.share_line", ref=family.casus.ref, line_id=line.id)
    assert answers["text"] in supervisor.open("monitoring.diary", ref=family.casus.ref).words


def test_a_line_keeps_what_was_typed_when_something_is_wrong(phone):
    page = phone.send(phone.open("/o/dagboek"), {"text": "Het ging goed.", "written_on": "2099-01-01"})

    assert "Deze dag moet nog komen." in page.error_at("written_on")
    assert page.value_of("text") == "Het ging goed."


def test_a_page_sent_twice_is_one_line(family, phone):
    for _turn in range(2):
        phone.send(phone.open("/o/dagboek"), {"text": "Het ging goed."})

    assert len(family.rows(DiaryLine)) == 1


def test_an_agreement_of_somebody_else_cannot_be_checked(family, phone, enter):
    """Not one Truus does not look after, and not by somebody who only does it."""
    page = phone.open("/o/opletten")
    sent = page.fields(f"/o/opletten/{family.agreements[0].id}")
    refused = phone.request("POST", f"/o/opletten/{family.agreements[1].id}", data={**sent, "outcome": "done", "seen": WORDS})
    assert refused.status == 409
    assert WORDS in refused.text_source  # what was typed is given back
    fatiha = enter(*family.invite(family.fatiha))
    form = fatiha.open("/o/dagboek")
    data = {"csrf_token": form.value_of("csrf_token"), "outcome": "done", "text_sha256": sent["text_sha256"]}
    assert fatiha.request("POST", f"/o/opletten/{family.agreements[0].id}", data=data).status == 409

    assert family.rows(Check) == []


def test_a_check_is_bound_to_the_text_that_was_read(family, phone):
    page = phone.open("/o/opletten")
    family.freeze(what="Fatiha loopt elke zaterdag om 20.30 uur bij Kim langs.")

    again = tap(phone, page, family.agreements[0], "done", seen=WORDS)

    assert again.status == 409
    assert "Fatiha loopt elke zaterdag" in again.words
    assert WORDS in again.text_source
    assert family.rows(Check) == []
    assert tap(phone, again, family.agreements[0], "done").address == "/o/genoteerd"
    version = family.rows(PlanVersion)[-1]
    with family.app.app_context():
        view = projection.project(version, family.truus.id)
    assert family.rows(Check)[0].text_sha256 == next(one for one in view.agreements if one.i_check).text_sha256


def test_without_a_session_nothing_is_noted_and_the_words_are_given_back(family, browse):
    page = browse().request("POST", f"/o/opletten/{family.agreements[0].id}", data={"outcome": "done", "seen": WORDS})

    assert page.status in (400, 403)
    assert family.rows(Check) == []


def test_the_form_is_refused_without_its_token(family, phone, app):
    app.config["WTF_CSRF_ENABLED"] = True
    sent = phone.open("/o/opletten").fields(f"/o/opletten/{family.agreements[0].id}")
    phone.request("POST", f"/o/opletten/{family.agreements[0].id}", data={**sent, "outcome": "done", "csrf_token": "x"})

    assert family.rows(Check) == []


def test_a_closed_link_takes_nothing_any_more(family, phone):
    page = phone.open("/o/opletten")
    phone.send(page, {}, action="/o/sluit")

    assert tap(phone, page, family.agreements[0], "done").status == 403
    assert family.rows(Check) == []


def test_who_looks_is_in_the_log_with_what_was_shown(family, phone):
    phone.open("/o/opletten")

    last = family.rows(AuditEntry)[-1]
    assert (last.event, last.actor_kind, last.actor_id) == ("page read", "participant", family.truus.id)
    assert last.detail["agreements"] == [family.agreements[0].id, family.agreements[2].id]


@pytest.mark.parametrize("many", [2, 20])
def test_the_pages_are_small_alone_and_cost_four_statements_whatever_the_size(family, enter, statements, many):
    for _more in range(many):
        factories.agreement(family.casus, doers=[family.fatiha], checker=family.truus)
    family.freeze()
    phone = enter(*family.invite(family.truus))

    for path in ("/o/opletten", "/o/dagboek", "/o/genoteerd"):
        del statements[:]
        page = phone.open(path)
        assert len(statements) <= 4, (path, statements)
        assert len(page.body) <= 15 * 1024, path
        assert page.tree.findtext(".//title") == "Afspraken"
        assert not page.tree.xpath("//script[@src] | //link[@rel='stylesheet'] | //img")
        assert page.headers["Cache-Control"] == "no-store"


def test_many_agreements_stand_a_few_on_a_page(family, enter):
    for _more in range(5):
        factories.agreement(family.casus, doers=[family.fatiha], checker=family.truus)
    family.freeze()
    phone = enter(*family.invite(family.truus))

    first = phone.open("/o/opletten")
    last = phone.open("/o/opletten?page=3")

    assert [page.tree.xpath("count(//form[contains(@action, '/o/opletten/')])") for page in (first, last)] == [3, 1]
    assert phone.open("/o/opletten?page=99").status == 200
