"""The organisation's own words: added, taken off and undone, with who and why; the coach knows them at once."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.coach.test_beside import ask, marked
from workbench.audit.models import AuditEntry
from workbench.coach import lists, operations, queries
from workbench.coach.models import WordListChange
from workbench.errors import RuleBroken
from workbench.extensions import db

WHY = "Gezinnen vatten dit verschillend op."


@pytest.fixture
def admin(browse):
    return browse(factories.administrator(name="Beheer"))


def add(admin, word, name="vaag", **more):
    return admin.send(admin.open("coach.word_list", list_name=name), {"word": word, "reason": WHY, **more})


def holding(app, name):
    with app.test_request_context():
        return {lists.word_of(entry) for entry in lists.entries(queries.word_lists(), name)}


def test_from_the_settings_one_comes_to_every_list(admin):
    page = admin.open("accounts.settings")
    page = admin.open(page.links()["Woordenlijsten van de meelezer"])

    assert "Vage woorden" in page.words
    assert "Vaktaal" in page.words


def test_every_list_of_the_coach_says_what_it_is_for(app):
    assert [name for name in lists.names(queries.wording.SHIPPED) if name not in lists.ABOUT] == []


def test_an_added_word_is_known_at_once(app, browse, admin):
    worker = factories.worker()
    casus = factories.casus(worker)
    assert "keertjes" not in marked(ask(browse(worker), casus, "Kim doet keertjes."))
    page = add(admin, "keertjes")

    assert "Het woord staat op de lijst." in page.words
    assert f"keertjes {WHY} Beheer" in page.words
    assert "keertjes" in marked(ask(browse(worker), casus, "Kim doet keertjes."))


def test_a_word_that_was_taken_off_is_let_pass_until_that_is_undone(app, browse, admin):
    worker = factories.worker()
    casus = factories.casus(worker)
    page = admin.fill("coach.remove_word", {"reason": WHY}, list_name="vaag", word="regelmatig")
    assert "van de lijst gehaald" in page.words
    assert "regelmatig" not in marked(ask(browse(worker), casus, "Kim belt Bas regelmatig."))

    page = admin.send(
        page, {}, action=next(f.get("action") for f in page.tree.iter("form") if "undo" in f.get("action", ""))
    )
    assert "Ongedaan gemaakt." in page.words
    assert "regelmatig" in marked(ask(browse(worker), casus, "Kim belt Bas regelmatig."))


def test_what_was_undone_stays_on_record(app, admin):
    page = add(admin, "keertjes")
    page = admin.send(
        page, {}, action=next(f.get("action") for f in page.tree.iter("form") if "undo" in f.get("action", ""))
    )

    assert "keertjes" not in holding(app, "vaag")
    assert "keertjes : ongedaan gemaakt, Beheer" in page.words
    assert "keertjes : toegevoegd, Beheer" in page.words


def test_jargon_comes_with_what_to_write_instead(app, admin):
    page = add(admin, "zorgmijdertje", name="jargon", replacement="")
    assert page.error_at("replacement") == "Fout: Schrijf op wat mensen ervoor kunnen schrijven."
    assert page.value_of("word") == "zorgmijdertje"

    add(admin, "zorgmijdertje", name="jargon", replacement="iemand die geen hulp wil")
    assert "zorgmijdertje" in holding(app, "jargon")


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"word": "regelmatig"}, "word", "staat al op deze lijst"),
        ({"word": "REGELMATIG"}, "word", "staat al op deze lijst") ,
        ({"word": "<b>x</b>"}, "word", "Op een lijst passen alleen letters"),
        ({"word": "a=b"}, "word", "Op een lijst passen alleen letters"),
        ({"word": "12"}, "word", "Op een lijst passen alleen letters"),
        ({"word": ""}, "word", "Typ een woord."),
        ({"word": "keertjes", "reason": ""}, "reason", "Schrijf op waarom."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(app, admin, wrong, field, says):
    before = holding(app, "vaag")
    page = admin.send(admin.open("coach.word_list", list_name="vaag"), {"word": "", "reason": WHY, **wrong})

    assert says in page.error_at(field)
    assert holding(app, "vaag") == before


def test_a_word_that_was_taken_off_is_not_added_beside_it(context):
    by = factories.administrator()
    operations.remove_word("vaag", "regelmatig", WHY, by=by)

    with pytest.raises(RuleBroken, match="gehaald"):
        operations.add_word("vaag", "regelmatig", WHY, by=by)


def test_a_word_of_ones_own_is_undone_and_not_taken_off(context):
    by = factories.administrator()
    operations.add_word("vaag", "keertjes", WHY, by=by)

    with pytest.raises(RuleBroken, match="eigen woord"):
        operations.remove_word("vaag", "keertjes", WHY, by=by)


def test_undoing_twice_is_undoing_once(context):
    by = factories.administrator()
    row = operations.add_word("vaag", "keertjes", WHY, by=by)
    for _time in range(2):
        operations.undo(row, by=by)

    assert len(queries.changes("vaag")) == 2


def test_a_word_is_found_on_whatever_list_it_stands(admin):
    page = admin.open("/settings/words/?q=brusje")

    assert "brusjes=broers en zussen" in page.words
    assert "Het staat op geen lijst." in admin.open("/settings/words/?q=xyzzy").words


@pytest.mark.parametrize("who", ["worker", "supervisor", "privacy_officer"])
def test_only_the_administrator(browse, who):
    browser = browse(getattr(factories, who)())

    assert browser.open("coach.words").status == 403
    assert browser.open("coach.word_list", list_name="vaag").status == 403


def test_a_list_that_is_not_there_is_no_page(admin):
    assert admin.open("coach.word_list", list_name="poems").status == 404
    assert admin.open("coach.remove_word", list_name="vaag", word="xyzzy").status == 404


def test_it_stands_in_the_log_of_the_office(app, admin):
    add(admin, "keertjes")

    with app.app_context():
        entry = db.session.scalar(select(AuditEntry).where(AuditEntry.event == "word added"))
        assert (entry.chain, entry.detail) == (0, {"list": "vaag", "entry": "keertjes"})


def test_the_lists_are_made_once_for_each_change(app, browse, admin, statements):
    worker = factories.worker()
    casus = factories.casus(worker)
    add(admin, "keertjes")
    browser = browse(worker)
    for _time in range(2):
        statements.clear()
        ask(browser, casus, "Kim belt.")

    assert not any("word_list_change.reason" in one for one in statements)
    with app.app_context():
        assert db.session.scalar(select(WordListChange.list_name)) == "vaag"


def test_every_word_of_ours_can_be_taken_off(context):
    """Each in its own way of writing: with a star, with what to write instead."""
    by = factories.administrator()
    shown = [(name, entry) for name in lists.names(queries.wording.SHIPPED) for entry in lists.shipped(name)[::40]]
    for name, entry in shown:
        operations.remove_word(name, entry, WHY, by=by)
    now = queries.word_lists()

    assert len(shown) > 3
    assert [(name, entry) for name, entry in shown if entry in lists.entries(now, name)] == []
