"""Secret words on their pages: nobody reads one by chance, adding protects at once, and taking away needs two (GA4, GA9)."""

import pytest
from sqlalchemy import func, select

from tests import factories
from tests.fresh import long_here, proved
from tests.safety import census
from workbench import clock
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind, ProtectedTerm, Reveal, SubGroup
from workbench.extensions import db
from workbench.plans import queries as plans
from workbench.second_look.models import SecondLook
from workbench.secret_words import operations

WHY = "De kinderen spraken een ander woord af."
LOOK = {"purpose": "meeting", "reason": "Vanmiddag oefenen wij het codewoord."}
YES, NO = {"agrees": "yes"}, {"agrees": "no", "remark": "Eerst met Lotte bespreken."}
WORD = {"text": "zonnebloem", "kind": "other"}


@pytest.fixture
def casus(app):
    """Two networks that stay apart; Finn's word is known to one of them."""
    casus = factories.casus(separate_networks=True)
    casus.green, casus.blue = factories.sub_group(casus), factories.sub_group(casus, "Blauw", "b")
    factories.person(casus, "Finn"), factories.person(casus, "Daphne", sub_group_id=casus.green.id)
    return casus


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def word(app, casus):
    """The word, known to the part Groen."""
    return added(app, casus, sub_group_id=casus.green.id)


def added(app, casus, **values):
    with app.app_context():
        word = ProtectedTerm(**{"casus_id": casus.id, "kind": ContactKind.OTHER, "text": "zonnebloem"} | values)
        db.session.add(word)
        db.session.commit()
        return word


def kept(app, word):
    with app.app_context():
        return db.session.get(ProtectedTerm, word.id)


def secrets(app, casus):
    with app.app_context():
        return {(term.text, group) for term, group in plans.protected_terms(casus.id)}


def events(app, event):
    with app.app_context():
        return list(db.session.scalars(select(AuditEntry).where(AuditEntry.event == event)))


def asked(app):
    with app.app_context():
        return db.session.scalars(select(SecondLook.id).order_by(SecondLook.id.desc())).first()


# --- adding


def test_a_word_is_added_and_is_looked_for_from_then_on(app, worker, casus):
    page = worker.fill("secret_words.new", {**WORD, "sub_group_id": casus.green.id}, ref=casus.ref)

    assert page.address == f"/casus/{casus.ref}/secret-words/"
    assert "1 woord is geheim" in page.words and "Groen, en de professionals" in page.words
    assert secrets(app, casus) == {("zonnebloem", casus.green.id)}
    (entry,) = events(app, "secret word added")
    assert entry.record_type == "protected_term"
    assert "zonnebloem" not in str(entry.detail)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Vul dit in"), ("   ", "Vul dit in"), ("ok", "te kort of te algemeen"), ("de school", "in elk plan"),
        ("oma", "in elk plan"), ("Daphne", "Zo heet iemand"), ("verbeek", "Zo heet iemand"),
        ("123456782", "burgerservicenummer"), ("zon " * 40, "lang"),
    ],
)  # fmt: skip
def test_a_word_that_protects_nobody_or_stops_everything_is_refused_and_says_why(app, worker, casus, words, says):
    page = worker.fill("secret_words.new", {**WORD, "text": words}, ref=casus.ref)

    assert says in page.error_at("text")
    assert secrets(app, casus) == set()


def test_a_word_that_is_secret_already_says_so_also_in_capitals(app, worker, casus, word):
    page = worker.fill("secret_words.new", {**WORD, "text": " Zonnebloem"}, ref=casus.ref)

    assert "al geheim" in page.error_at("text")
    assert len(secrets(app, casus)) == 1


def test_a_part_of_another_family_cannot_be_chosen(app, worker, casus):
    theirs = factories.sub_group(factories.casus())

    assert worker.fill("secret_words.new", {**WORD, "sub_group_id": theirs.id}, ref=casus.ref).error_at("sub_group_id")
    assert secrets(app, casus) == set()


# --- seeing


def test_the_words_are_shown_once_after_it_was_noted_who_looks_and_why(app, worker, casus, word):
    listed = worker.open("secret_words.index", ref=casus.ref)
    assert "Geheim woord 1" in listed.words and "zonnebloem" not in listed.text_source
    for field, given in (("reason", ""), ("reason", "zomaar"), ("purpose", None)):
        refused = proved(worker).fill("secret_words.reveal", {**LOOK, field: given}, ref=casus.ref)
        assert refused.error_at(field) and "zonnebloem" not in refused.words
    shown = proved(worker).fill("secret_words.reveal", LOOK, ref=casus.ref)

    assert "zonnebloem" in shown.words
    assert "zonnebloem" not in worker.open("secret_words.reveal", ref=casus.ref).words
    (entry,) = events(app, "secret words shown")
    assert (entry.action, entry.record_type, entry.record_id) == ("R", "protected_term", word.id)
    with app.app_context():
        assert db.session.get(Reveal, entry.detail["reveal"]).reason == LOOK["reason"]
    assert "zonnebloem" not in str(entry.detail)


def test_on_a_screen_that_was_left_open_somebody_has_to_show_again_who_it_is(app, browse, casus, word):
    with app.app_context():
        sanne = db.session.get(User, casus.worker_id)
        sanne.tf_primary_method, sanne.tf_totp_secret, sanne.mf_recovery_codes = "authenticator", "geheim", ["x"]
        db.session.commit()
    left = browse(factories.worker_of(casus))
    left.open("secret_words.index", ref=casus.ref)
    page = long_here(left).fill("secret_words.reveal", LOOK, ref=casus.ref)

    assert "zonnebloem" not in page.text_source
    assert events(app, "secret words shown") == []
    assert "zonnebloem" in proved(left).fill("secret_words.reveal", LOOK, ref=casus.ref).words


def test_who_does_not_work_on_it_does_not_learn_that_there_are_words(browse, casus, word):
    strangers = (factories.worker(), factories.supervisor(team_id=2), factories.administrator(), factories.privacy_officer())
    for stranger in strangers:
        for where in ("secret_words.index", "secret_words.new", "secret_words.reveal", "second_look.ask_unprotect"):
            assert browse(stranger).open(where, ref=casus.ref).status == 404
        assert browse(stranger).open("secret_words.readers", ref=casus.ref, word_id=word.id).status == 404


def test_a_word_of_another_family_is_a_word_of_nobody(worker, casus, word):
    other = factories.casus(worker=factories.worker_of(casus))

    assert worker.open("secret_words.readers", ref=casus.ref, word_id=word.id).status == 200
    assert worker.open("secret_words.readers", ref=other.ref, word_id=word.id).status == 404


def test_the_family_page_says_how_many_and_not_which(worker, casus, word):
    page = worker.open("casus.family", ref=casus.ref)

    assert "Er is 1 woord geheim." in page.words
    assert "Iets hoeft niet meer geheim te zijn" in page.links()
    assert "zonnebloem" not in page.text_source


# --- who may know it


def test_nobody_any_more_is_done_at_once_and_ends_links(app, worker, casus, word):
    worker.fill("secret_words.readers", {"sub_group_id": ""}, ref=casus.ref, word_id=word.id)

    assert secrets(app, casus) == {("zonnebloem", None)}
    assert [one.record_id for one in events(app, "secret word narrowed")] == [word.id]
    with app.app_context():
        assert db.session.scalar(select(func.count(SecondLook.id))) == 0


@pytest.mark.parametrize("was", ["nobody", "green"])
def test_more_people_may_know_it_after_a_second_person_agreed(app, browse, casus, was):
    word = added(app, casus, sub_group_id=casus.green.id if was == "green" else None)
    mine, second = proved(browse(factories.worker_of(casus))), proved(browse(factories.supervisor_of(casus)))
    where = {"ref": casus.ref, "word_id": word.id}
    assert mine.fill("secret_words.readers", {"sub_group_id": casus.blue.id}, **where).error_at("reason")
    page = mine.fill("secret_words.readers", {"sub_group_id": casus.blue.id, "reason": WHY}, **where)
    assert "U vroeg" in page.words
    assert kept(app, word).sub_group_id == word.sub_group_id, "not before somebody else agreed"
    look = asked(app)
    assert mine.open("second_look.one", look_id=look).tree.xpath("//input[@name='agrees']") == []
    assert "al gevraagd" in mine.fill("secret_words.readers", {"sub_group_id": casus.blue.id, "reason": WHY}, **where).words

    shown = second.open("second_look.one", look_id=look)
    assert "Geheim woord 1" in shown.words and "Blauw" in shown.words and "zonnebloem" not in shown.text_source
    assert "Kijk om welk woord het gaat" in shown.links()
    second.send(shown, YES)

    assert secrets(app, casus) == {("zonnebloem", casus.blue.id)}
    (cleared,) = events(app, "protection cleared")
    assert (cleared.record_type, cleared.detail["fields"]) == ("protected_term", ["sub_group_id"])
    assert cleared.detail["asked_by"] == casus.worker_id and cleared.actor_id == casus.supervisor_id


def test_when_it_was_narrowed_meanwhile_what_was_asked_is_not_done(app, browse, casus, word):
    mine, second = proved(browse(factories.worker_of(casus))), proved(browse(factories.supervisor_of(casus)))
    where = {"ref": casus.ref, "word_id": word.id}
    mine.fill("secret_words.readers", {"sub_group_id": casus.blue.id, "reason": WHY}, **where)
    mine.fill("secret_words.readers", {"sub_group_id": ""}, **where)

    assert "intussen veranderd" in second.fill("second_look.one", YES, look_id=asked(app)).words
    assert secrets(app, casus) == {("zonnebloem", None)}


def test_without_the_rule_one_person_would_widen_it(app, worker, casus, word, monkeypatch):
    """The control: it is the rule that asks for a second person; were it to say no, the page would do what it is told at once."""
    done = []
    monkeypatch.setattr(operations.rules, "widens", lambda _was, _now: False)
    monkeypatch.setattr(operations, "narrow", lambda *_what, by: done.append(by.id))
    worker.fill("secret_words.readers", {"sub_group_id": casus.blue.id}, ref=casus.ref, word_id=word.id)

    assert done == [casus.worker_id]


# --- lifting


def test_a_word_is_lifted_by_two_and_stays_in_the_list_with_who_and_when(app, browse, casus, word):
    mine, second = proved(browse(factories.worker_of(casus))), proved(browse(factories.supervisor_of(casus)))
    ask = {"what": [f"words:{word.id}"], "reason": WHY}
    page = mine.fill("second_look.ask_unprotect", ask, ref=casus.ref)
    assert "U vroeg" in page.words and "zonnebloem" not in page.text_source
    assert secrets(app, casus) == {("zonnebloem", casus.green.id)}, "not before somebody else agreed"
    second.fill("second_look.one", NO, look_id=asked(app))
    assert secrets(app, casus) == {("zonnebloem", casus.green.id)}

    mine.fill("second_look.ask_unprotect", ask, ref=casus.ref)
    shown = second.open("second_look.one", look_id=asked(app))
    assert "Niet langer een geheim woord" in shown.words
    second.send(shown, YES)

    assert secrets(app, casus) == set()
    lifted = kept(app, word)
    assert (lifted.text, lifted.lifted_on, lifted.lifted_by_id) == ("zonnebloem", clock.today(), casus.supervisor_id)
    page = mine.open("secret_words.index", ref=casus.ref)
    assert "Niet meer geheim" in page.words and "besloten door" in page.words and "zonnebloem" not in page.text_source
    assert "zonnebloem" not in proved(mine).fill("secret_words.reveal", LOOK, ref=casus.ref).words
    assert mine.open("secret_words.readers", ref=casus.ref, word_id=word.id).status == 404


def test_a_word_that_was_lifted_can_be_made_secret_again(app, worker, casus, word):
    with app.app_context():
        db.session.get(ProtectedTerm, word.id).lifted_on = factories.TODAY
        db.session.commit()
    page = worker.fill("secret_words.new", WORD, ref=casus.ref)

    assert "Geheim woord 2" in page.words
    assert secrets(app, casus) == {("zonnebloem", None)}


# --- where it is of use at once: the demo of the separated family


@pytest.fixture
def demo(app):
    return census.load(app)


def test_the_demo_keeps_finns_word_for_the_one_side_and_its_page_does_not_say_it(demo, browse):
    page = browse(demo.staff["mehmet"]).open(f"/casus/{demo.ref}/secret-words/")

    assert "Groen, en de professionals" in page.words
    assert "pannenkoek" not in page.text_source


NEW = {"text": "locatie-app", "kind": "other"}  # it stands in what Rick does (F6), on the side Blauw


def test_a_new_secret_word_says_at_once_who_cannot_get_the_plan_any_more(demo, browse):
    page = browse(demo.staff["mehmet"]).fill(f"/casus/{demo.ref}/secret-words/new", NEW)

    assert "van het plan kan zo niet naar" in page.words and "Rick" in page.words
    assert "locatie-app" not in page.text_source


def test_a_document_for_who_may_not_know_a_new_word_is_refused_and_says_where_not_what(demo, browse):
    mehmet = browse(demo.staff["mehmet"])
    with demo.app.app_context():
        people = {one.first_name: one.id for one in demo.people()}
        green = db.session.scalar(select(SubGroup.id).where(SubGroup.casus_id == demo.casus_id, SubGroup.key == "a"))
    assert _made(mehmet, demo, people["Rick"]).body[:2] == b"PK", "the control: before the word was secret it is made"
    mehmet.fill(f"/casus/{demo.ref}/secret-words/new", {**NEW, "sub_group_id": green})
    refused = _made(mehmet, demo, people["Rick"])

    assert refused.status == 422
    assert "afspraak F6 (wat er is afgesproken)" in refused.words and "locatie-app" not in refused.words
    assert _made(mehmet, demo, people["Daphne"]).body[:2] == b"PK", "who may know it gets the plan"


def test_a_code_word_typed_in_an_agreement_is_said_when_it_is_saved(worker, casus, word):
    agreement = factories.agreement(
        casus, factories.goal(casus), doers=[factories.person(casus, "Rick", sub_group_id=casus.blue.id)],
        checker=factories.person(casus, "Remco", sub_group_id=casus.blue.id),
    )  # fmt: skip
    where = {"ref": casus.ref, "agreement_id": agreement.id}
    page = worker.fill("agreements.edit", {"what": "Zegt Finn ZONNE-BLOEM, dan belt Rick Remco."}, **where)

    assert "niet iedereen mag weten" in page.words
    assert "niet iedereen" not in worker.fill("agreements.edit", {"what": "Rick belt Remco elke zondag."}, **where).words


def _made(browser, demo, reader):
    """The safety plan of the version that holds, for this reader."""
    token = browser.open(f"/casus/{demo.ref}/documents/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "document": "safety-plan", "reader": reader, "plan": 2, "version": 2}
    return browser.request("POST", f"/casus/{demo.ref}/documents/download", data=sent)
