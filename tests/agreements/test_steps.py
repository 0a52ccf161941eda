"""The steps an agreement may take, and when it counts as agreed."""

import pytest

from tests import factories
from tests.agreements.test_pages import last_entry, stored
from workbench.agreements import rules
from workbench.agreements.models import AgreementStatus as Status
from workbench.agreements.operations import move_agreement
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.rules import shown_text_sha256
from workbench.reviews.models import Answer, Outcome, Via

TEXT = "Als Kim trek in drank heeft, belt zij Marloes."


@pytest.fixture
def proposed(family):
    return factories.agreement(family.casus, family.goal, [family.kim], family.bas, status=Status.PROPOSED, label="A1")


def says(app, agreement, *people, outcome=Outcome.AGREE, what=TEXT, doers=("Kim",)):
    """These people answered the text as it reads."""
    with app.app_context():
        for person in people:
            db.session.add(Answer(
                casus_id=agreement.casus_id, agreement_id=agreement.id, person_id=person.id, outcome=outcome, via=Via.PAPER,
                text_sha256=shown_text_sha256(what, "als Kim trek heeft", "Dan belt Kim Fatiha.", doers),
            ))  # fmt: skip
        db.session.commit()


def step(browse, family, agreement, status, reason="", *, version=None):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    page = worker.open("agreements.one", **where)
    sent = {"status": status, "reason": reason} | ({"version": version} if version else {})
    return worker.send(page, sent, action=worker.address("agreements.move", **where))


def test_every_status_leads_somewhere_known_and_what_is_over_nowhere():
    assert set(rules.NEXT) == set(Status)
    assert not rules.NEXT[Status.ENDED] + rules.NEXT[Status.NOT_FEASIBLE]
    assert not {step for steps in rules.NEXT.values() for step in steps} & {Status.ENDED, Status.NOT_FEASIBLE}


@pytest.mark.parametrize(("now", "to"), [(now, to) for now in Status for to in Status if to not in rules.NEXT[now]])
def test_a_step_that_does_not_follow_is_refused_with_the_reason(app, browse, family, now, to):
    there = factories.agreement(family.casus, family.goal, [family.kim], family.bas, status=now)
    with app.test_request_context():
        found = db.session.get(type(there), there.id)
        with pytest.raises(RuleBroken) as refused:
            move_agreement(found, found.version, by=family.worker, status=to, reason="Omdat het moet.")
        assert refused.value.field == "status"
    assert stored(app, there.id).status is now


def test_a_step_that_is_not_offered_says_in_dutch_what_can_follow(browse, family, proposed):
    page = step(browse, family, proposed, "active")

    assert "kan het niet meteen dit worden" in page.error_at("status")
    assert "Wacht op antwoord" in page.error_at("status")


def test_it_is_not_agreed_before_everybody_with_a_part_said_yes(app, browse, family, proposed):
    says(app, proposed, family.kim)
    page = step(browse, family, proposed, "agreed")

    assert "Bas zei nog geen ja tegen deze tekst" in page.error_at("reason")
    assert stored(app, proposed.id).status is Status.PROPOSED


def test_it_is_agreed_when_everybody_with_a_part_said_yes_to_this_text(app, browse, family, proposed):
    says(app, proposed, family.kim, family.bas)
    step(browse, family, proposed, "agreed")

    assert stored(app, proposed.id).status is Status.AGREED


def test_a_yes_to_another_text_does_not_count(app, browse, family, proposed):
    says(app, proposed, family.kim, family.bas, what="Kim appt Marloes.")
    page = step(browse, family, proposed, "agreed")

    assert "Kim en Bas" in page.error_at("reason")
    assert "zei ja tegen de tekst van hiervoor" in page.words


def test_with_the_reason_of_the_worker_it_counts_as_agreed_and_the_page_says_why(app, browse, family, proposed):
    page = step(browse, family, proposed, "agreed", "Bas is op zee en zei aan de telefoon dat hij meedoet.")

    assert stored(app, proposed.id).status is Status.AGREED
    assert "Bas is op zee" in page.words
    assert last_entry(app).detail == {"was": "proposed", "now": "agreed", "without": 2}


def test_nobody_waits_for_the_yes_of_a_young_child_or_a_colleague(app, browse, family):
    child = family.noa
    helped = factories.agreement(family.casus, family.goal, [child], family.bas, status=Status.PROPOSED)
    says(app, helped, family.bas, doers=["Noa"])
    step(browse, family, helped, "agreed")

    assert stored(app, helped.id).status is Status.AGREED


def test_a_step_from_an_old_page_is_not_taken(app, browse, family, proposed):
    page = step(browse, family, proposed, "in_review", version=99)

    assert "veranderde" in page.words
    assert stored(app, proposed.id).status is Status.PROPOSED


def test_direct_safety_is_asked_whether_it_was_rehearsed_and_goes_on_without(app, browse, family):
    direct = factories.agreement(
        family.casus, family.goal, [family.kim], family.bas, phase="direct", status=Status.AGREED, backup_id=family.marloes.id
    )
    page = browse(family.worker).open("agreements.one", ref=family.casus.ref, agreement_id=direct.id)
    assert "Kan iedereen dit echt, ook op een slechte dag?" in page.words

    step(browse, family, direct, "active")
    assert stored(app, direct.id).status is Status.ACTIVE
    page = step(browse, family, direct, "trying", "Zij doen dit al jaren zo.")
    assert "Kan iedereen dit echt" not in page.words


def test_what_builds_on_nothing_is_asked_what_worked_before_until_somebody_says_why(browse, family, agreement):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    asked = "bouwt niet op iets dat in dit gezin werkte"
    assert asked in worker.open("agreements.one", **where).words

    page = worker.fill("agreements.edit", {"nothing_before": "Truus bedacht dit."}, **where)
    assert asked not in page.words
    assert "Truus bedacht dit." in page.words
