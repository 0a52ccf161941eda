"""What came in, for the worker: what waits first, who has not answered, a reply, a wording taken over, and all that was said."""

import pytest
from sqlalchemy.orm import selectinload

from tests import factories
from tests.reviews.test_answers import say
from tests.reviews.test_participant_pages import answer
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.operations import change_agreement, move_agreement
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind, ContactPoint, ProtectedTerm
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.answers import objections_to
from workbench.plans.models import PlanVersion
from workbench.reviews import answering
from workbench.reviews.models import Answer, Handling, Outcome


def came_in(browse, family, user=None):
    return browse(user or family.worker).open("reviews.answers", ref=family.casus.ref)


def latest(family):
    return family.rows(Answer)[-1]


def objections(family):
    return family.run(lambda _casus: len(objections_to(db.session.get(PlanVersion, family.version.id))))


def whole(agreement_id):
    options = (selectinload(Agreement.people), selectinload(Agreement.bottom_lines))
    return db.session.get(Agreement, agreement_id, options=options)


def handle(family, given, reply="Gebeld.", **values):
    def note(casus):
        answering.handle(db.session.get(Answer, given.id), reply, casus=casus, by=family.worker, **values)

    family.run(note)


def test_what_waits_stands_first_and_who_would_rather_talk_before_all_others(family, browse):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    say(family, family.truus, Outcome.DISAGREE, "Te laat op de avond.")
    say(family, family.kim, Outcome.TALK_FIRST, agreement=1)

    waiting = came_in(browse, family).items("Wacht op u")

    assert [line.split()[0] for line in waiting] == ["Kim", "Truus", "Fatiha"]


def test_the_page_says_who_agrees_and_who_has_not_answered_yet(family, browse):
    say(family, family.truus, Outcome.AGREE)

    page = came_in(browse, family)
    [row] = [row for row in page.tree.xpath("//tr") if "elke vrijdag" in "".join(row.itertext())]
    agrees, _said, not_yet = (" ".join("".join(cell.itertext()).split()) for cell in row.xpath("td"))

    assert (agrees, not_yet) == ("Truus", "Fatiha")
    people = {row.xpath("string(th/text())"): row.xpath("string(td[1])").split() for row in page.tree.xpath("//tr[th][td]")}
    assert people["Truus"][-3:] == ["1", "van", "2"]


def test_the_page_says_when_everybody_agrees(family, browse):
    say(family, family.fatiha, Outcome.AGREE, agreement=1)
    assert "Iedereen is het eens" not in came_in(browse, family).words
    say(family, family.kim, Outcome.AGREE, agreement=1)

    assert "Iedereen is het eens" in came_in(browse, family).words


def test_an_answer_to_an_older_text_does_not_count_for_the_new_one(family, browse):
    say(family, family.truus, Outcome.AGREE)
    family.freeze(what="Fatiha loopt elke donderdag om 20.30 uur bij Kim langs.")

    page = came_in(browse, family)
    [row] = [row for row in page.tree.xpath("//tr") if "elke donderdag" in "".join(row.itertext())]

    assert "Truus" in row.xpath("string(td[3])")
    assert "Truus" not in row.xpath("string(td[1])")


def test_a_newer_version_goes_to_everybody_with_a_link_when_the_worker_says_so(family, browse, enter):
    from workbench.plans import operations as plans
    from workbench.plans.models import PlanKind

    phone = enter(*family.invite())

    def freeze(casus):
        db.session.get(Agreement, family.agreements[0].id).what = "Fatiha belt elke vrijdag met Kim."
        plans.freeze(casus, by=family.worker, kind=PlanKind.FINAL, starts_on=factories.TODAY)

    family.run(freeze)
    worker = browse(family.worker)
    page = came_in(browse, family)
    assert "Versie 2 staat klaar, en mensen lezen nog versie 1." in page.words
    assert phone.open("/o/afspraken?nr=1").heading == "Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs."

    asked = worker.press("reviews.answers", "reviews.ask", ref=family.casus.ref)

    assert "leest nu versie 2" in asked.words
    assert phone.open("/o/afspraken?nr=1").heading == "Fatiha belt elke vrijdag met Kim."


def test_the_supervisor_does_not_learn_who_would_rather_talk(family, browse):
    say(family, family.fatiha, Outcome.TALK_FIRST)

    page = came_in(browse, family, family.supervisor)
    history = browse(family.supervisor).open(
        "reviews.history", ref=family.casus.ref, agreement_id=family.agreements[0].id
    )
    [row] = [row for row in page.tree.xpath("//tr") if "elke vrijdag" in "".join(row.itertext())]

    assert "Er wacht niets" in page.words
    assert "Fatiha" in row.xpath("string(td[3])"), "as if no answer came"
    assert "Niemand heeft deze afspraak nog beantwoord" in history.words
    assert browse(family.supervisor).open("reviews.reply", ref=family.casus.ref, answer_id=latest(family).id).status == 403


def test_the_deputy_sees_who_would_rather_talk(family, browse):
    deputy = factories.worker()
    family.run(lambda casus: setattr(casus, "deputy_id", deputy.id))
    say(family, family.fatiha, Outcome.TALK_FIRST)

    assert "Praat er liever eerst over" in came_in(browse, family, deputy).words


def test_somebody_who_did_not_understand_reads_the_explanation_at_that_agreement(family, browse, enter):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    browse(family.worker).fill(
        "reviews.reply", {"told": "U belt alleen aan. U hoeft niet naar binnen."}, ref=family.casus.ref,
        answer_id=latest(family).id,
    )  # fmt: skip
    phone = enter(*family.invite())

    assert "U belt alleen aan." in phone.open("/o/afspraken?nr=1").words
    assert "U belt alleen aan." not in phone.open("/o/afspraken?nr=2").words
    assert "U belt alleen aan." not in enter(*family.invite(family.truus)).open("/o/afspraken?nr=1").words
    assert latest(family).handled_how is Handling.EXPLAINED


def test_what_is_for_colleagues_only_is_not_on_the_page(family, enter):
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk dan.")
    handle(family, latest(family), "Zij klonk gespannen.", told="Wij zoeken een andere dag.", how=Handling.TALKED)
    page = enter(*family.invite()).open("/o/afspraken?nr=1")

    assert "Wij zoeken een andere dag." in page.words
    assert "gespannen" not in page.words
    assert "Ik werk dan." not in page.words


def test_a_reply_stays_until_the_next_one(family, enter):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    handle(family, latest(family), told="U belt alleen aan.")
    say(family, family.fatiha, Outcome.DISAGREE, "Dat wil ik niet.")
    phone = enter(*family.invite())
    assert "U belt alleen aan." in phone.open("/o/afspraken?nr=1").words

    handle(family, latest(family), told="Wij zoeken iemand anders.")
    page = phone.open("/o/afspraken?nr=1")

    assert "Wij zoeken iemand anders." in page.words
    assert "U belt alleen aan." not in page.words


def test_a_reply_with_a_secret_in_it_is_refused_and_what_was_typed_is_kept(family, browse):
    def hide(casus):
        of = {"casus_id": casus.id, "created_by_id": family.worker.id}
        db.session.add(ProtectedTerm(kind=ContactKind.ADDRESS, text="Wilgenpad", **of))

    family.run(hide)
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    page = browse(family.worker).fill(
        "reviews.reply", {"told": "Kim woont nu aan het Wilgenpad."}, ref=family.casus.ref, answer_id=latest(family).id
    )

    assert page.error_at("told")
    assert page.value_of("told") == "Kim woont nu aan het Wilgenpad."
    assert latest(family).handled_at is None


def test_a_reply_that_became_secret_later_is_left_out_and_the_page_still_opens(family, enter):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    handle(family, latest(family), told="Kim gaat die dag naar De Luwte.", how=Handling.EXPLAINED)

    def hide(casus):
        db.session.add(
            ContactPoint(
                casus_id=casus.id, person_id=family.kim.id, kind=ContactKind.ADDRESS, value="De Luwte", protected=True
            )
        )

    family.run(hide)
    page = enter(*family.invite()).open("/o/afspraken?nr=1")

    assert page.status == 200
    assert "Luwte" not in page.text_source


def test_who_would_rather_talk_reads_nothing_on_a_screen(family, browse):
    say(family, family.fatiha, Outcome.TALK_FIRST)
    page = browse(family.worker).open("reviews.reply", ref=family.casus.ref, answer_id=latest(family).id)

    assert page.value_of("told") is None
    with pytest.raises(RuleBroken):
        handle(family, latest(family), told="Bel mij.")


def test_two_colleagues_who_reply_at_once_see_both_texts(family, browse):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    deputy = factories.worker()
    family.run(lambda casus: setattr(casus, "deputy_id", deputy.id))
    first, second = browse(family.worker), browse(deputy)
    open_form = second.open("reviews.reply", ref=family.casus.ref, answer_id=latest(family).id)
    first.fill("reviews.reply", {"told": "U belt alleen aan."}, ref=family.casus.ref, answer_id=latest(family).id)

    both = second.send(open_form, {"told": "U loopt even langs."})

    assert both.status == 409
    texts = ["".join(one.itertext()) for one in both.tree.xpath("//*[@class='version__text']")]
    assert texts == ["U loopt even langs.", "U belt alleen aan."]
    saved = second.send(both, {"told": "U belt aan en loopt weer door."})
    assert saved.status == 200
    assert latest(family).told == "U belt aan en loopt weer door."


def test_an_objection_that_is_kept_needs_a_reason_and_goes_on_standing(family, browse):
    say(family, family.fatiha, Outcome.DISAGREE, "Ik wil dit niet.")
    worker = browse(family.worker)
    refused = worker.fill("reviews.reply", {"how": "kept"}, ref=family.casus.ref, answer_id=latest(family).id)
    kept = worker.fill(
        "reviews.reply", {"how": "kept", "reply": "De rechter vraagt dit."}, ref=family.casus.ref, answer_id=latest(family).id
    )

    assert refused.error_at("reply")
    assert "Het bezwaar blijft staan" in kept.words
    assert objections(family) == 1


def test_an_objection_that_was_settled_no_longer_stands(family):
    say(family, family.fatiha, Outcome.DISAGREE, "Ik wil dit niet.")
    assert objections(family) == 1
    handle(family, latest(family), how=Handling.TALKED)

    assert objections(family) == 0


def test_a_question_cannot_be_kept_as_an_objection(family):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)

    with pytest.raises(RuleBroken):
        handle(family, latest(family), how=Handling.KEPT)


def test_a_second_objection_does_not_push_the_first_aside(family, browse):
    """Between the two the worker gave the agreement another status; the text is still the one both object to."""
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk dan.")

    def run_on(_casus):
        agreement = whole(family.agreements[0].id)
        why = "Fatiha en Kim hebben het uitgepraat."
        move_agreement(agreement, agreement.version, by=family.worker, status=AgreementStatus.AGREED, reason=why)

    family.run(run_on)
    say(family, family.truus, Outcome.DISAGREE, "Ik kan niet kijken.")

    assert objections(family) == 2
    assert len(came_in(browse, family).items("Wacht op u")) == 2


def test_a_question_goes_on_waiting_when_somebody_else_objects(family, browse):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    say(family, family.truus, Outcome.DISAGREE, "Ik kan niet kijken.")

    assert len(came_in(browse, family).items("Wacht op u")) == 2


def test_a_proposal_becomes_the_text_with_its_source_and_asks_who_had_agreed_again(family, browse):
    say(family, family.fatiha, Outcome.AGREE_BUT, "Fatiha loopt elke zaterdag om 20.30 uur bij Kim langs.")
    say(family, family.truus, Outcome.AGREE)
    given = family.rows(Answer)[0]
    worker = browse(family.worker)

    check = worker.open("reviews.take_over", ref=family.casus.ref, answer_id=given.id)
    assert check.value_of("what") == given.words
    assert {mark.text for mark in check.tree.xpath("//ins")} == {"vrijdag", "zaterdag"}
    assert "worden opnieuw gevraagd: Truus." in check.words
    done = worker.send(check, {"when": "elke zaterdag om 20.30 uur"})

    assert "De nieuwe tekst staat in het plan." in done.words
    agreement = family.rows(Agreement)[0]
    assert (agreement.what, agreement.wording_of_id) == (given.words, family.fatiha.id)
    assert agreement.status is AgreementStatus.IN_REVIEW
    assert all(one.superseded_at for one in family.rows(Answer))
    assert family.rows(Answer)[0].handled_how is Handling.CHANGED
    assert "wording taken over" in [entry.event for entry in family.rows(AuditEntry)]
    page = worker.open("agreements.one", ref=family.casus.ref, agreement_id=agreement.id)
    assert "Van wie is deze tekst? Fatiha," in page.words


def test_words_that_say_not_who_are_put_beside_the_text_as_it_is(family, browse):
    say(family, family.fatiha, Outcome.AGREE_BUT, "Liever een uur later.")
    worker = browse(family.worker)
    check = worker.open("reviews.take_over", ref=family.casus.ref, answer_id=latest(family).id)

    assert check.value_of("what") == family.agreements[0].what
    assert "Liever een uur later." in check.words
    again = worker.send(check, {})
    assert again.error_at("what")


def test_other_words_are_no_longer_of_who_proposed_them(family):
    def take(casus):
        agreement = whole(family.agreements[0].id)
        answering.take_over(db.session.get(Answer, given.id), agreement, agreement.version, what="Fatiha belt Kim op zaterdag.",
                            when="elke zaterdag", casus=casus, by=family.worker)  # fmt: skip

    def change(_casus):
        agreement = whole(family.agreements[0].id)
        change_agreement(agreement, agreement.version, by=family.worker, what="Fatiha belt Kim op zondag.")

    say(family, family.fatiha, Outcome.AGREE_BUT, "Op zaterdag.")
    given = latest(family)
    family.run(take)
    assert family.rows(Agreement)[0].wording_of_id == family.fatiha.id
    family.run(change)

    assert family.rows(Agreement)[0].wording_of_id is None


def test_two_who_take_over_at_once_see_both_texts(family, browse):
    say(family, family.fatiha, Outcome.AGREE_BUT, "Fatiha komt op zaterdag.")
    worker = browse(family.worker)
    check = worker.open("reviews.take_over", ref=family.casus.ref, answer_id=latest(family).id)
    worker.send(check, {"what": "Fatiha komt op zaterdag om acht uur."})

    both = worker.send(check, {"what": "Fatiha komt op zaterdag om negen uur."})

    assert both.status == 409
    assert "negen uur" in both.words
    assert "acht uur" in both.words


@pytest.mark.parametrize("outcome", [Outcome.AGREE, Outcome.NOT_UNDERSTOOD, Outcome.TALK_FIRST])
def test_an_answer_without_a_proposal_has_nothing_to_take_over(family, browse, outcome):
    say(family, family.fatiha, outcome)
    page = browse(family.worker).open("reviews.take_over", ref=family.casus.ref, answer_id=latest(family).id)

    assert page.status == 404


def test_a_question_about_a_text_that_changed_since_is_not_lost(family, browse):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)

    def change(_casus):
        agreement = whole(family.agreements[0].id)
        change_agreement(agreement, agreement.version, by=family.worker, what="Fatiha belt elke vrijdag met Kim.")

    family.run(change)
    page = came_in(browse, family)

    assert "Er wacht niets" in page.words
    [left] = page.items("Gezegd over een eerdere tekst")
    assert "Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs." in left
    handle(family, latest(family))
    assert "Gezegd over een eerdere tekst" not in came_in(browse, family).words


def test_the_history_keeps_every_answer_with_the_text_it_was_about(family, browse, enter):
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk op vrijdag.")
    handle(family, latest(family), "Samen een andere dag gezocht.", how=Handling.TALKED)
    family.version = family.freeze(what="Fatiha loopt elke zaterdag om 20.30 uur bij Kim langs.")
    phone = enter(*family.invite())
    answer(phone, phone.open("/o/afspraken?nr=1"), "agree")

    page = browse(family.worker).open("reviews.history", ref=family.casus.ref, agreement_id=family.agreements[0].id)
    newest, oldest = page.items("Wat er gezegd is")

    assert "Akkoord" in newest
    for words in ("Ik werk op vrijdag.", "elke vrijdag om 20.30 uur", "Samen een andere dag gezocht.", family.worker.name):
        assert words in oldest


def test_the_page_of_answers_costs_as_much_whatever_the_size(family, browse, statements):
    worker, costs = browse(family.worker), []
    for _round in range(2):
        del statements[:]
        worker.open("reviews.answers", ref=family.casus.ref)
        costs.append(len(statements))
        for name in ("Bas", "Ria", "Jan", "Els"):
            helper = factories.neighbour(family.casus, name)
            agreement = factories.agreement(family.casus, doers=[helper], checker=family.truus)
            family.agreements.append(agreement)
        family.version = family.freeze()
        say(family, helper, Outcome.DISAGREE, "Nee.", agreement=-1)

    assert costs[0] == costs[1]
