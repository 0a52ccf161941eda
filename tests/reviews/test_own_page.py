"""The participant's own page: what changed, what was written back, what is answered; the same page whatever was answered."""

import re

import pytest

from tests import factories
from tests.reviews.test_answers import say
from tests.reviews.test_participant_pages import OUTCOMES, answer
from workbench.casus.models import ContactKind, ProtectedTerm
from workbench.extensions import db
from workbench.reviews import answering
from workbench.reviews.models import Answer, Outcome
from workbench.web import own_page

CSRF = re.compile(rb'name="csrf_token" value="[^"]*"')
PAGES = ("/o/bedankt", "/o/afspraken?nr=1", "/o/afspraken?nr=2", "/o/afspraken", "/o/overzicht", "/o/bijeenkomsten", "/o/klaar")


@pytest.fixture
def phone(family, enter):
    return enter(*family.invite())


def sheet(phone, address):
    return CSRF.sub(b"", phone.open(address, follow=False).body)


def test_no_page_tells_which_of_the_five_answers_was_given(family, enter):
    """Byte for byte, after taking out the token of the forms; with one agreement left, and with none (security.md D.6)."""
    one_left, none_left = set(), set()
    for outcome, words in OUTCOMES:
        family.run(lambda _casus: db.session.execute(db.delete(Answer)))
        phone = enter(*family.invite())
        answer(phone, phone.open("/o/afspraken?nr=1"), outcome, **words)
        one_left.add(tuple(sheet(phone, where) for where in PAGES))
        answer(phone, phone.open("/o/afspraken?nr=2"), outcome, **words)
        none_left.add(tuple(sheet(phone, where) for where in PAGES))

    assert len(one_left) == 1
    assert len(none_left) == 1
    assert one_left != none_left


def test_what_changed_since_the_last_answer_is_marked_word_by_word(family, phone):
    answer(phone, phone.open("/o/afspraken?nr=1"), "agree")
    family.freeze(what="Fatiha loopt elke donderdag om 20.30 uur bij Kim langs.", when="elke donderdag om 20.30 uur")

    page = phone.open("/o/afspraken?nr=1")

    assert "Dit is veranderd sinds uw vorige antwoord" in page.words
    assert [mark.text for mark in page.tree.xpath("//mark")] == ["vrijdag", "donderdag"]
    assert "veranderd" not in phone.open("/o/afspraken?nr=2").words


def test_a_text_read_before_that_holds_a_secret_now_is_left_out(family, phone):
    family.version = family.freeze(what="Fatiha brengt Kim naar De Luwte.", when="elke vrijdag")
    answer(phone, phone.open("/o/afspraken?nr=1"), "agree")
    family.freeze(what="Fatiha brengt Kim weg.", when="elke vrijdag")

    def hide(casus):
        db.session.add(
            ProtectedTerm(casus_id=casus.id, kind=ContactKind.PLACE, text="De Luwte", created_by_id=family.worker.id)
        )

    family.run(hide)
    page = phone.open("/o/afspraken?nr=1")

    assert page.status == 200
    assert "Fatiha brengt Kim weg." in page.words
    assert "Luwte" not in page.text_source


def test_somebody_who_had_agreed_is_asked_again_without_hearing_who_objected(family, enter):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk dan.")
    page = enter(*family.invite(family.truus)).open("/o/afspraken?nr=1")

    assert "Wij praten opnieuw over deze afspraak." in page.words
    assert "Ik werk dan" not in page.words
    assert not page.tree.xpath("//input[@checked]")


def test_all_ones_agreements_are_listed_with_whether_they_are_answered(family, phone):
    answer(phone, phone.open("/o/afspraken?nr=2"), "disagree", instead="Op zondag.")
    page = phone.open("/o/overzicht")
    lines = [" ".join("".join(line.itertext()).split()) for line in page.tree.xpath("//ol/li")]

    assert [line.endswith("nog niet") for line in lines] == [True, False]
    assert lines[1].endswith("beantwoord")
    assert "Op zondag" not in page.words
    assert "Kim belt Truus voor zij drinkt" not in page.words


def test_one_may_stop_halfway_and_go_on_later(family, enter):
    path, code = family.invite()
    phone = enter(path, code)
    answer(phone, phone.open("/o/afspraken"), "agree")
    gone = phone.send(phone.open("/o/overzicht"), {}, action="/o/klaar")

    assert gone.address == "/o/gesloten"
    assert phone.open("/o/afspraken").status == 403
    assert enter(path, code).open("/o/afspraken").heading == "Fatiha drinkt thee met Kim."


def test_what_another_subject_puts_above_comes_first_and_only_when_one_comes_in(family, phone, monkeypatch):
    monkeypatch.setattr(own_page, "above", [lambda _participant, view: f"Wat al lukt, {view.reader}", lambda *_both: ""])

    assert "Wat al lukt, Fatiha" in phone.open("/o/afspraken").words
    assert "Wat al lukt" not in phone.open("/o/afspraken?nr=2").words
    for nr in (1, 2):
        answer(phone, phone.open(f"/o/afspraken?nr={nr}"), "agree")
    assert phone.open("/o/klaar").words.index("Wat al lukt") < phone.open("/o/klaar").words.index("Dank u wel")


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("language", ["nl", "ar", "uk"])
def test_every_page_is_small_and_one_request(family, enter, where, language):
    """The whole answer, style and all, as it is without compression, for somebody with twelve agreements and long texts."""
    long = "Fatiha komt elke vrijdag om half negen langs, drinkt een kop thee en leest Noa en Daan voor. " * 3
    for _more in range(10):
        factories.agreement(family.casus, doers=[family.fatiha], checker=family.truus, what=long, what_if=long)
    family.version = family.freeze()
    say(family, family.fatiha, Outcome.DISAGREE, "Nee.")
    phone = enter(*family.invite())
    page = phone.open(f"{where}{'&' if '?' in where else '?'}taal={language}")

    assert len(page.body) <= 15 * 1024
    assert not page.tree.xpath("//script[@src] | //link[@rel='stylesheet'] | //img | //iframe")


@pytest.mark.parametrize("where", ["/o/afspraken?nr=1", "/o/overzicht", "/o/bedankt"])
@pytest.mark.parametrize("many", [0, 20])
def test_a_page_costs_four_statements_also_with_replies_and_changes(family, enter, statements, where, many):
    for _more in range(many):
        factories.agreement(family.casus, doers=[family.fatiha], checker=family.truus)
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)

    def write_back(casus):
        answering.handle(db.session.scalars(db.select(Answer)).one(), "", casus=casus, by=family.worker, told="U belt aan.")

    family.run(write_back)
    family.version = family.freeze(what="Fatiha loopt elke donderdag langs.")
    phone = enter(*family.invite())
    del statements[:]
    page = phone.open(where)

    assert page.status == 200
    assert len(statements) <= 4, statements
