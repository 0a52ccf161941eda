"""The pages of participants in their own language; agreements stay in the language they were made in."""

from datetime import date

import pytest

from tests.reviews.test_participant_pages import answer
from workbench.casus.models import Person
from workbench.extensions import db
from workbench.reviews import languages
from workbench.reviews.models import Answer, Outcome
from workbench.web import filters

CODES = tuple(languages.LANGUAGES)


def note(family, language):
    family.run(lambda _casus: setattr(db.session.get(Person, family.fatiha.id), "language", language))


@pytest.mark.parametrize(
    ("noted", "code"),
    [("Turks", "tr"), ("Arabisch (Syrië)", "ar"), ("pools", "pl"), ("Oekraïens", "uk"), ("Engels", "en"), ("Tigrinya", None),
     ("", None), (None, None), ("ar", "ar")],
)  # fmt: skip
def test_what_a_worker_noted_is_understood(noted, code):
    assert languages.known_as(noted) == code


def test_the_page_comes_in_the_language_the_worker_noted(family, enter):
    note(family, "Turks")
    page = enter(*family.invite()).open("/o/afspraken")

    assert page.tree.get("lang") == "tr"
    assert "Ne düşünüyorsunuz, Fatiha?" in page.words


def test_before_the_code_nothing_tells_which_language_was_noted(family, browse):
    path, _code = family.invite()
    before = browse().open(path).words
    note(family, "Turks")

    assert browse().open(path).words == before
    assert browse().open(path).tree.get("lang") == "nl"


def test_a_choice_holds_for_this_browser_until_it_is_closed(family, browse):
    note(family, "Turks")
    path, code = family.invite()
    phone = browse()
    welcome = phone.open(f"{path}?taal=pl")
    first = phone.send(welcome, {"code": code}, action=f"{path}/code")

    assert welcome.tree.get("lang") == first.tree.get("lang") == "pl"
    cookie = phone.client.get_cookie("taal", path="/o/")
    assert (cookie.value, cookie.http_only, cookie.same_site) == ("pl", True, "Lax")
    gone = phone.send(phone.open("/o/overzicht"), {}, action="/o/klaar")
    assert gone.tree.get("lang") == "pl"
    assert phone.client.get_cookie("taal", path="/o/") is None


@pytest.mark.parametrize("wrong", ["xx", "<script>", "", "nl_BE", "../ar"])
def test_another_word_than_a_language_changes_nothing(family, browse, wrong):
    phone = browse()
    page = phone.open("/o/gesloten", taal=wrong)

    assert page.tree.get("lang") == "nl"
    assert phone.client.get_cookie("taal", path="/o/") is None


def test_every_page_offers_every_language_by_its_own_name(family, enter):
    phone = enter(*family.invite())
    names = [one.name for one in languages.LANGUAGES.values()]
    for where in ("/o/afspraken?nr=2", "/o/overzicht", "/o/bijeenkomsten", "/o/gesloten"):
        links = phone.open(where).links()
        assert [name for name in names if name in links] == names
    page = phone.open("/o/afspraken?nr=2")
    assert phone.open(page.links()["العربية"]).heading == page.heading, "the same agreement, in another language around it"


def test_after_a_mistake_the_languages_lead_to_pages_that_exist(family, browse, enter):
    phone = enter(*family.invite())
    again = answer(phone, phone.open("/o/afspraken"), None)
    path, _code = family.invite(family.truus)
    stranger = browse()
    refused = stranger.send(stranger.open(path), {"code": "2222-2222"}, action=f"{path}/code")

    for browser, page in ((phone, again), (stranger, refused)):
        for name in ("Polski", "العربية"):
            assert browser.open(page.links()[name]).status == 200


@pytest.mark.parametrize("code", CODES)
def test_the_whole_way_in_each_language(family, enter, code):
    phone = enter(*family.invite())
    first = phone.open(f"/o/afspraken?nr=1&taal={code}")
    thanks = answer(phone, first, "agree_but", change="Не в отпуске")
    done = answer(phone, phone.open("/o/afspraken"), "agree")
    pages = (first, thanks, done, phone.open("/o/overzicht"))

    assert {page.tree.get("lang") for page in pages} == {code}
    assert {page.tree.get("dir") for page in pages} == ({"rtl"} if code == "ar" else {None})
    assert first.tree.xpath("string(//h1/@lang)") == "nl"
    assert [given.outcome for given in family.rows(Answer)] == [Outcome.AGREE_BUT, Outcome.AGREE]


def test_an_answer_given_in_one_language_counts_in_every_other(family, enter):
    phone = enter(*family.invite())
    answer(phone, phone.open("/o/afspraken?nr=1&taal=ar"), "agree")

    assert phone.open("/o/afspraken?taal=en").heading == "Fatiha drinkt thee met Kim."


@pytest.mark.parametrize(
    ("code", "day", "names"),
    [("nl", "vrijdag 19 juni", "Kim en Bas"), ("en", "Friday 19 June", "Kim and Bas"), ("tr", "19 Haziran Cuma", "Kim ve Bas"),
     ("ar", "الجمعة، 19 يونيو", "Kim وBas"), ("pl", "piątek, 19 czerwca", "Kim i Bas"),
     ("uk", "пʼятниця, 19 червня", "Kim і Bas")],
)  # fmt: skip
def test_days_and_names_read_as_they_do_in_that_language(app, code, day, names):
    with app.test_request_context(f"/o/gesloten?taal={code}"):
        assert filters.weekday(date(2026, 6, 19)) == day
        assert filters.together(["Kim", "Bas"]) == names


def test_a_telephone_number_keeps_its_order_from_right_to_left(family, enter):
    page = enter(*family.invite()).open("/o/afspraken?taal=ar")
    [number] = page.tree.xpath("//a[starts-with(@href, 'tel:')]")

    assert number.get("dir") == "ltr"


def test_a_colleague_keeps_the_language_of_the_own_screens(family, browse):
    worker = browse(family.worker)
    worker.open("/o/gesloten?taal=ar")

    assert worker.open("reviews.index", ref=family.casus.ref).tree.get("lang") == "nl"
