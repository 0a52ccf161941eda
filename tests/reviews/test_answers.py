"""Answers: bound to the text that was read, heard by who had agreed, private where that was promised."""

import pytest

from tests.reviews.test_participant_pages import answer
from workbench.agreements.models import Agreement, AgreementPerson, AgreementStatus
from workbench.audit.models import AuditEntry
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.plans.projection import project
from workbench.reviews import operations, queries
from workbench.reviews.models import Answer, Outcome, Via


def say(family, person, outcome, words="", agreement=0):
    """An answer without a browser."""

    def keep(casus):
        version = db.session.get(PlanVersion, family.version.id)
        shown = queries.own_plan(version, person.id).find(family.agreements[agreement].id)
        operations.answer(
            casus, shown.id, outcome, words, person_id=person.id, version=version, text_sha256=shown.text_sha256,
            by=family.worker, via=Via.PAPER,
        )  # fmt: skip

    family.run(keep)


def links(browse, family, user=None):
    return browse(user or family.worker).open("reviews.answers", ref=family.casus.ref)


def test_an_answer_is_bound_to_the_text_that_was_shown(family, enter):
    """test_answer_bound_to_text_hash of security.md D.9, with the two tests below it."""
    phone = enter(*family.invite())
    answer(phone, phone.open("/o/afspraken"), "agree")
    [given] = family.rows(Answer)

    def fingerprint(_casus):
        view = project(db.session.get(PlanVersion, family.version.id), family.fatiha.id)
        return next(one.text_sha256 for one in view.agreements if one.id == given.agreement_id)

    assert given.text_sha256 == family.run(fingerprint)
    assert (given.via, given.recorded_by_id, given.plan_version_id) == (Via.LINK, None, family.version.id)


def test_a_text_that_changed_meanwhile_is_shown_beside_the_old_one(family, enter):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")
    family.freeze(what="Fatiha loopt elke donderdag om 20.30 uur bij Kim langs.")

    both = answer(phone, page, "agree_but", change="Ik kan om 21.00 uur.")

    assert both.status == 409
    assert "elke vrijdag" in both.words
    assert "elke donderdag" in both.words
    assert "Ik kan om 21.00 uur." in both.words
    assert family.rows(Answer) == []
    after = answer(phone, both, "agree_but")
    assert after.address == "/o/bedankt"
    assert [given.words for given in family.rows(Answer)] == ["Ik kan om 21.00 uur."]


def test_an_agreement_that_is_no_longer_ones_own_keeps_what_was_typed(family, enter):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")

    def give_to_truus(_casus):
        [link] = db.session.scalars(db.select(AgreementPerson).filter_by(agreement_id=family.agreements[0].id))
        link.person_id = family.truus.id

    family.run(give_to_truus)
    family.freeze()
    gone = answer(phone, page, "disagree", instead="Truus kan wel.")

    assert gone.status == 409
    assert "Truus kan wel." in gone.words
    assert family.rows(Answer) == []


@pytest.mark.parametrize("sha", ["", "0" * 64, "<script>", None])
def test_an_answer_to_no_text_at_all_does_not_count(family, enter, sha):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")

    assert phone.send(page, {"outcome": "agree", "text_sha256": sha}, action=page.form().get("action")).status == 409
    assert family.rows(Answer) == []


def test_somebody_elses_agreement_cannot_be_answered(family, enter):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")

    refused = phone.send(page, {"outcome": "agree"}, action=page.form().get("action"))
    assert refused.status == 200
    other = phone.request(
        "POST",
        f"/o/afspraken/{family.agreements[2].id}",
        data={**page.fields(), "outcome": "agree", "csrf_token": page.value_of("csrf_token")},
    )
    assert other.status == 409
    assert "Kim belt Truus" not in other.words


@pytest.mark.parametrize(
    ("sent", "field"),
    [({}, "outcome"), ({"outcome": "agree_but", "change": "  "}, "change"), ({"outcome": "perhaps"}, "outcome")],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(family, enter, sent, field):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")

    again = phone.send(page, {"instead": "Een keer per week.", **sent}, action=page.form().get("action"))

    assert again.error_at(field)
    assert "Een keer per week." in again.words
    assert family.rows(Answer) == []


def test_typed_text_is_clean_and_bounded(family, enter):
    phone = enter(*family.invite())
    page = phone.open("/o/afspraken")
    words = "<script>alert(1)</script>\x00 مرحبا 😀 " + "a" * 1500

    answer(phone, page, "disagree", instead=words)
    too_long = answer(phone, phone.open("/o/afspraken"), "disagree", instead="a" * 2001)

    [given] = family.rows(Answer)
    assert given.words.startswith("<script>alert(1)</script>")
    assert "\x00" not in given.words
    assert too_long.error_at("instead")


def test_an_objection_reopens_that_one_agreement_and_names_who_must_hear(family, browse):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.fatiha, Outcome.DISAGREE, "Ik werk op vrijdag.")
    reopened, other = (one for one in family.rows(Agreement)[:2])

    assert reopened.status is AgreementStatus.IN_REVIEW
    assert other.status is AgreementStatus.ACTIVE
    assert "Vertel het aan wie akkoord was: Truus." in links(browse, family).words
    assert [given.superseded_at is not None for given in family.rows(Answer)] == [True, False]
    assert "agreement objected to" in [entry.event for entry in family.rows(AuditEntry)]


def test_who_answered_again_need_not_be_told(family, browse):
    say(family, family.truus, Outcome.AGREE)
    say(family, family.fatiha, Outcome.AGREE_BUT, "Op zaterdag.")
    say(family, family.truus, Outcome.AGREE)

    assert "Vertel het aan" not in links(browse, family).words


def test_a_change_of_who_what_or_when_sets_earlier_answers_aside(family, browse):
    from sqlalchemy.orm import selectinload

    from workbench.agreements.operations import change_agreement

    say(family, family.fatiha, Outcome.AGREE)

    def change(_casus):
        options = (selectinload(Agreement.people), selectinload(Agreement.bottom_lines))
        agreement = db.session.get(Agreement, family.agreements[0].id, options=options)
        change_agreement(agreement, agreement.version, by=family.worker, what="Fatiha belt elke vrijdag met Kim.")

    family.run(change)

    [given] = family.rows(Answer)
    assert given.superseded_at is not None
    worker = browse(family.worker)
    assert "Telt niet meer" in worker.open("reviews.history", ref=family.casus.ref, agreement_id=given.agreement_id).words
    assert "maak een nieuwe versie" in links(browse, family).words


def test_the_same_text_in_a_new_version_keeps_its_answer(family, enter):
    path, code = family.invite()
    phone = enter(path, code)
    answer(phone, phone.open("/o/afspraken"), "agree")
    family.freeze()

    assert phone.open("/o/afspraken").heading == "Fatiha drinkt thee met Kim."


def test_who_would_rather_talk_first_is_for_the_worker_only(family, browse, enter):
    phone = enter(*family.invite())
    answer(phone, phone.open("/o/afspraken"), "talk_first")
    truus = enter(*family.invite(family.truus))

    assert "Praat er liever eerst over" in links(browse, family).words
    assert "Praat er liever" not in links(browse, family, family.supervisor).words
    for page in (phone.open("/o/afspraken?nr=1"), truus.open("/o/afspraken")):
        assert not page.tree.xpath("//input[@checked]")
    assert family.run(queries.shared_answers) == []
    assert not [entry for entry in family.rows(AuditEntry) if "talk_first" in str(entry.detail)]


def test_paper_makes_the_same_record_as_the_link(family, browse, enter):
    page = browse(family.worker).fill(
        "reviews.paper",
        {"outcome": "agree_but", "change": "Niet in de vakantie."},
        ref=family.casus.ref,
        person_id=family.fatiha.id,
    )
    phone = enter(*family.invite())
    answer(phone, phone.open("/o/afspraken?nr=1"), "agree_but", change="Niet in de vakantie.")

    paper, link = family.rows(Answer)
    same = ("agreement_id", "person_id", "outcome", "words", "text_sha256", "plan_version_id")
    assert [getattr(paper, name) for name in same] == [getattr(link, name) for name in same]
    assert (paper.via, paper.recorded_by_id) == (Via.PAPER, family.worker.id)
    assert "Fatiha drinkt thee met Kim." in page.words


def test_the_worker_notes_what_was_done_with_an_answer(family, browse):
    say(family, family.fatiha, Outcome.NOT_UNDERSTOOD)
    [given] = family.rows(Answer)
    worker = browse(family.worker)

    refused = worker.fill("reviews.reply", {"reply": ""}, ref=family.casus.ref, answer_id=given.id)
    done = worker.fill(
        "reviews.reply", {"reply": "Dinsdag gebeld en uitgelegd."}, ref=family.casus.ref, answer_id=given.id
    )

    assert refused.error_at("reply")
    assert "Er wacht niets" in done.words
    history = worker.open("reviews.history", ref=family.casus.ref, agreement_id=family.agreements[0].id)
    assert "Dinsdag gebeld en uitgelegd." in history.words


def test_an_answer_of_another_family_is_not_found(family, browse):
    from tests import factories

    say(family, family.fatiha, Outcome.DISAGREE)
    [given] = family.rows(Answer)
    elsewhere = factories.casus(worker=family.worker)

    assert browse(family.worker).open("reviews.reply", ref=elsewhere.ref, answer_id=given.id).status == 404


def test_yes_but_needs_words(family):
    with pytest.raises(RuleBroken):
        say(family, family.fatiha, Outcome.AGREE_BUT)
