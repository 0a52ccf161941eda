"""A question or compliment to the worker: asked beside a record, answered there, ended by who asked (domain.md 1.13)."""

import pytest

from tests import factories
from workbench.audit.models import AuditEntry
from workbench.extensions import db
from workbench.standards.models import AskKind, Question, QuestionTurn
from workbench.supervision import operations
from workbench.supervision.about import SUBJECTS

WORDS = "Wat maakt dat Fatiha het om zeven uur kan?"
ANSWER = "Zij werkt tot zes uur."


def ask(home, who="henk", about=None, kind=AskKind.QUESTION, text=WORDS):
    with home.app.test_request_context():
        question = operations.ask(db.session.merge(home.family.casus), by=getattr(home, who), kind=kind, text=text,
                                  about=about or ("agreement", home.agreement))
        db.session.commit()
        return question.id


def page_of_agreement(home, browser):
    return browser.open("agreements.one", ref=home.ref, agreement_id=home.agreement)


def form_to(page, start):
    return next(form.get("action") for form in page.tree.iter("form") if start in (form.get("action") or ""))


def say(home, browser, question, text):
    return browser.fill("supervision.thread", {"text": text}, ref=home.ref, question_id=question)


def test_it_is_asked_from_the_page_of_an_agreement_and_answered_there(browse, home):
    henk, sanne = browse(home.henk), browse(home.sanne)
    form = henk.open(page_of_agreement(home, henk).links()["Vraag of compliment"])
    assert form.heading == "Vraag of compliment: afspraak A1"
    page = henk.send(form, {"kind": "question", "text": WORDS})
    assert page.address == f"/casus/{home.ref}/agreements/{home.agreement}"

    read = page_of_agreement(home, sanne)
    assert WORDS in read.words
    assert "Sanne is aan zet" in read.words
    page = sanne.send(read, {"text": ANSWER}, action=form_to(read, "/standards/questions/"))

    assert page.address == f"/casus/{home.ref}/agreements/{home.agreement}"
    assert ANSWER in page.words
    assert "Henk is aan zet: lees het antwoord en rond af" in page.words


def test_a_goal_is_asked_about_in_the_same_way(browse, home):
    henk = browse(home.henk)
    where = {"ref": home.ref, "goal_id": home.family.goal.id}
    page = henk.fill(henk.open("goals.one", **where).links()["Vraag of compliment"], {"text": "Wie zei dit?"})

    assert page.address.endswith(f"/goals/{home.family.goal.id}") or "Wie zei dit?" in page.words


def test_it_goes_to_and_fro_until_who_asked_ends_it(browse, home):
    henk, sanne, question = browse(home.henk), browse(home.sanne), ask(home)
    say(home, sanne, question, ANSWER)
    page = say(home, henk, question, "En als zij overwerkt?")
    assert "Sanne is aan zet" in page.words
    say(home, sanne, question, "Dan komt Truus.")
    page = henk.open("supervision.thread", ref=home.ref, question_id=question)
    page = henk.send(page, {}, action=f"/casus/{home.ref}/standards/questions/{question}/close")

    assert "Afgerond op " in page.words
    assert [words in page.words for words in (WORDS, ANSWER, "En als zij overwerkt?", "Dan komt Truus.")] == [True] * 4
    assert "Zeg hier iets op" not in page_of_agreement(home, sanne).words


def test_who_has_the_turn_finds_it_on_vandaag_and_the_other_does_not(browse, home):
    henk, sanne, question = browse(home.henk), browse(home.sanne), ask(home)
    assert "Beantwoord de vraag over afspraak" in sanne.open("/").words
    assert "Er is een antwoord" not in henk.open("/").words

    say(home, sanne, question, ANSWER)
    assert "Beantwoord de vraag over afspraak" not in sanne.open("/").words
    assert "Er is een antwoord op uw vraag over afspraak: lees het en rond af" in henk.open("/").words


def test_an_answer_is_for_who_asked_and_not_for_another_supervisor(browse, home):
    question = ask(home, who="rachida")
    say(home, browse(home.sanne), question, ANSWER)

    assert "Er is een antwoord" not in browse(home.henk).open("/").words
    assert "Er is een antwoord" in browse(home.rachida).open("/").words


def test_a_compliment_asks_for_nothing_and_is_good_news(browse, home):
    ask(home, kind=AskKind.COMPLIMENT, text="Mooi hoe Noa's woorden in het doel staan.")
    page = browse(home.sanne).open("/")

    assert "Een compliment over afspraak" in page.words
    assert "Beantwoord de vraag" not in page.words
    assert "Mooi hoe Noa" not in page.words, "what was said is read where reading is written down"
    assert "Mooi hoe Noa" in page_of_agreement(home, browse(home.sanne)).words


def test_nobody_ends_the_question_of_another(browse, home):
    question = ask(home, who="rachida")
    with pytest.raises(operations.RuleBroken), home.app.test_request_context():
        casus = db.session.merge(home.family.casus)
        operations.close(casus, db.session.get_one(Question, question), 1, by=home.henk)

    assert "Gelezen, rond af" not in page_of_agreement(home, browse(home.henk)).words


def test_a_question_of_a_colleague_who_left_can_be_ended(browse, home):
    question = ask(home, who="rachida")
    say(home, browse(home.sanne), question, ANSWER)
    with home.app.app_context():
        db.session.merge(home.rachida).active = False
        db.session.commit()

    assert "Gelezen, rond af" in page_of_agreement(home, browse(home.henk)).words


def test_two_answers_at_once_lose_nothing(browse, home):
    question, sanne = ask(home), browse(home.sanne)
    first, second = (sanne.open("supervision.thread", ref=home.ref, question_id=question) for _twice in range(2))
    sanne.send(first, {"text": ANSWER})
    page = sanne.send(second, {"text": "Maandag praten we."})

    assert page.status == 409
    assert "Zij werkt tot zes uur" in page.words
    assert "Maandag praten we" in page.words


def test_nothing_empty_is_asked_or_answered_and_the_choice_stays(browse, home):
    henk, sanne, question = browse(home.henk), browse(home.sanne), ask(home)
    page = henk.fill("supervision.ask", {"kind": "compliment", "text": " "}, ref=home.ref, record_type="agreement",
                     number=home.agreement)

    assert page.error_at("text") == "Fout: Schrijf uw vraag op."
    assert page.value_of("kind") == "compliment"
    assert say(home, sanne, question, " ").error_at("text") == "Fout: Schrijf uw antwoord op."


@pytest.mark.parametrize("record_type", SUBJECTS)
def test_every_kind_of_record_can_be_asked_about_only_in_its_own_family(browse, home, record_type):
    henk = browse(home.henk)

    assert henk.open("supervision.ask", ref=home.ref, record_type=record_type, number=99_999).status == 404
    assert henk.open("supervision.ask", ref=home.ref, record_type="reflection", number=1).status == 404


@pytest.mark.parametrize(("record_type", "record"), [
    ("map_item", "item"), ("danger_statement", "danger"), ("safety_goal", "goal"), ("meeting", "meeting"),
    ("success", "success"), ("child_voice", "voice"), ("partner", "partner"), ("aftercare_plan", "plan"),
])  # fmt: skip
def test_asking_leads_back_to_a_page_that_is_there(browse, home, record_type, record):
    where = {"ref": home.ref, "record_type": record_type, "number": getattr(home.family, record).id, "on": "record"}
    henk = browse(home.henk)
    page = henk.fill("supervision.ask", {"text": WORDS}, **where)

    assert page.status == 200
    assert WORDS in henk.open("supervision.threads", ref=home.ref).words


def test_a_worker_asks_nothing_and_ends_nothing(browse, home):
    question, sanne = ask(home), browse(home.sanne)
    token = sanne.open("/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    close = sanne.request("POST", f"/casus/{home.ref}/standards/questions/{question}/close",
                          data={"csrf_token": token, "version": 1})

    assert sanne.open("supervision.ask", ref=home.ref, record_type="agreement", number=home.agreement).status == 403
    assert close.status == 403


def test_a_stranger_and_an_administrator_meet_no_question(browse, home):
    question = ask(home)
    for user in (factories.supervisor(team_id=2), factories.worker(name="Iemand Anders"), factories.administrator()):
        assert browse(user).open("supervision.thread", ref=home.ref, question_id=question).status == 404
        assert browse(user).open("supervision.threads", ref=home.ref).status == 404


def test_the_words_are_sealed_and_not_in_the_log(browse, home):
    question = ask(home)
    say(home, browse(home.sanne), question, ANSWER)
    with home.app.test_request_context():
        stored = [bytes(one) for column in (Question.text, QuestionTurn.text)
                  for one in db.session.scalars(db.select(db.type_coerce(column, db.LargeBinary)))]  # fmt: skip
        log = " ".join(str(entry.detail) for entry in db.session.scalars(db.select(AuditEntry)))

    assert len(stored) == 2
    assert [one for one in stored if b"Fatiha" in one or b"zes uur" in one] == []
    assert "Fatiha" not in log
    assert "zes uur" not in log


def test_the_page_of_an_agreement_costs_no_more_statements_with_ten_questions(browse, home, statements):
    henk = browse(home.henk)
    ask(home)
    page_of_agreement(home, henk)
    statements.clear()
    page_of_agreement(home, henk)
    small = len(statements)
    for _nr in range(9):
        ask(home)
    statements.clear()
    page_of_agreement(home, henk)

    assert len(statements) == small


def test_the_page_of_all_questions_costs_the_same_at_ten_times_the_size(browse, home, statements):
    henk, counts = browse(home.henk), []
    for more in (1, 9):
        for _nr in range(more):
            ask(home)
        henk.open("supervision.threads", ref=home.ref)
        statements.clear()
        henk.open("supervision.threads", ref=home.ref)
        counts.append(len(statements))

    assert counts[0] == counts[1]
