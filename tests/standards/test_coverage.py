"""Evidence and coverage are brought up to date with each change, in the same transaction."""

from datetime import timedelta

import pytest

from tests import factories
from tests.standards.conftest import LONG_AGO, RECENTLY, TODAY, Family
from workbench import clock
from workbench.agreements.models import AgreementPerson, AgreementStatus, Part
from workbench.casus.models import Phase
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals.models import Rating
from workbench.monitoring.models import Check, CheckOutcome
from workbench.partners.models import Partner
from workbench.plans.models import PlanKind, PlanVersion
from workbench.reviews.models import Answer, Outcome
from workbench.signals.models import Signal
from workbench.standards import coverage, operations
from workbench.standards.models import Coverage, Evidence, ReflectionNeed, Verdict


def test_the_family_of_these_tests_has_evidence_for_all_ten(family):
    assert set(family.states().values()) == {"evidence"}


def _withdraw_map_item(f):
    f.item.withdrawn_on = TODAY
    return f.item


def _no_builds_on(f):
    f.agreement.based_on_item_id = None
    return f.agreement


def _no_duration(f):
    f.goal.hold_for = None
    return f.goal


def _not_celebrated(f):
    f.success.shared_with_family = False
    return f.success


def _partner_without_ground(f):
    f.partner.ground = None
    return f.partner


def _danger_without_opinion(f):
    return factories.danger(f.casus, number=2)


def _unsent_minutes(f):
    f.meeting.minutes_sent_on = None
    return f.meeting


def _a_new_version(f):
    f.add(PlanVersion(number=2, kind=PlanKind.FINAL, starts_on=TODAY, body={}, sha256="0" * 64))
    return f.casus


def _failed(f):
    f.agreement.last_outcome = "not_done"
    return f.add(Check(agreement_id=f.agreement.id, checked_on=TODAY, outcome=CheckOutcome.NOT_DONE))


def _late_signal(f):
    return f.add(Signal(received_on=TODAY - timedelta(days=20), content="Noa was alleen."))


def _nobody_keeps_sight(f):
    f.casus.eyes_on_safety_id = None
    return f.casus


def _another_child(f):
    return factories.child(f.casus, "Daan")


def _a_baby(f):
    return factories.child(f.casus, "Bo", born_on="2024-12-02")


def _ended(f):
    f.agreement.status = AgreementStatus.ENDED
    return f.agreement


@pytest.mark.parametrize(
    ("change", "standard", "state"),
    [
        (_withdraw_map_item, 6, "partly"), (_no_builds_on, 6, "partly"), (_no_duration, 5, "partly"),
        (_not_celebrated, 8, "partly"), (_partner_without_ground, 9, "partly"), (_danger_without_opinion, 4, "partly"),
        (_unsent_minutes, 9, "partly"), (_a_new_version, 9, "partly"), (_failed, 5, "partly"), (_late_signal, 3, "partly"),
        (_nobody_keeps_sight, 9, "partly"), (_another_child, 4, "partly"), (_a_baby, 4, "evidence"), (_ended, 7, "partly"),
    ],
)  # fmt: skip
def test_a_change_moves_its_standard(family, change, standard, state):
    assert family.changed(change(family))[standard] == state


def test_aftercare_comes_later_before_recovery(family):
    family.casus.phase = Phase.STABLE

    assert family.changed(family.casus)[10] == "later"


def test_evidence_follows_its_record(family):
    assert ("agreement", family.agreement.id) in family.evidence(7)

    family.agreement.people[:] = [AgreementPerson(person_id=family.kim.id, part=Part.DOER)]
    family.changed(family.agreement)

    assert ("agreement", family.agreement.id) not in family.evidence(7)
    assert ("agreement", family.agreement.id) in family.evidence(6)


def test_who_leaves_the_network_takes_the_evidence_of_agreements_along(family):
    family.fatiha.natural = False
    family.changed(family.fatiha)

    assert ("agreement", family.agreement.id) not in family.evidence(7)


def test_a_rating_saved_with_a_meeting_is_seen_though_only_the_meeting_is_logged(family):
    rating = family.add(Rating(goal_id=family.goal.id, person_id=family.truus.id, number=8, rated_on=TODAY))
    family.changed(family.meeting)

    assert ("rating", rating.id) in family.evidence(6)


def test_the_newest_day_is_kept(family):
    family.add(Rating(goal_id=family.goal.id, person_id=family.truus.id, number=8, rated_on=TODAY))
    family.changed(family.meeting)

    assert db.session.get(Coverage, family.casus.id).newest_6_on == TODAY


def test_an_answer_that_asks_to_talk_first_shows_nobody_anything(family):
    said = {"agreement_id": family.agreement.id, "person_id": family.fatiha.id, "text_sha256": "0" * 64}
    private = family.add(Answer(outcome=Outcome.TALK_FIRST, **said))
    family.changed(private)

    assert ("answer", private.id) not in family.evidence(4)


def test_an_answer_that_is_superseded_shows_nothing_any_more(family):
    said = {"agreement_id": family.agreement.id, "outcome": Outcome.AGREE, "text_sha256": "0" * 64}
    first, second = (family.add(Answer(person_id=person.id, **said)) for person in (family.fatiha, family.truus))
    family.changed(first)
    assert {("answer", first.id), ("answer", second.id)} <= family.evidence(4)

    db.session.execute(db.update(Answer).where(Answer.id == first.id).values(superseded_at=clock.now()))
    family.changed(family.agreement)
    assert ("answer", first.id) not in family.evidence(4)
    assert ("answer", second.id) in family.evidence(4)

    db.session.execute(db.update(Answer).where(Answer.id == second.id).values(superseded_at=clock.now()))
    family.changed(family.add(Answer(person_id=family.truus.id, **said)))
    assert ("answer", second.id) not in family.evidence(4)


def test_what_is_stored_is_what_a_full_count_gives(family):
    for change in (_withdraw_map_item, _danger_without_opinion, _another_child, _failed, _ended):
        family.changed(change(family))
    before = (family.states(), {number: family.evidence(number) for number in range(1, 11)})
    coverage.refresh(family.casus.id, None)
    db.session.commit()

    assert (family.states(), {number: family.evidence(number) for number in range(1, 11)}) == before


def test_a_change_that_is_rolled_back_leaves_coverage_alone(family):
    before = family.states()
    _no_duration(family)
    db.session.flush()
    db.session.rollback()
    coverage.refresh(family.casus.id, None)
    db.session.commit()

    assert family.states() == before



def test_a_save_that_changes_nothing_sends_one_select_and_writes_nothing(family, statements):
    coverage.refresh(family.casus.id, {"agreement": {family.agreement.id}})

    assert len(statements) == 1
    assert statements[0].startswith("SELECT")


def test_a_save_sends_as_many_statements_at_ten_times_the_size(family, statements):
    for number in range(2, 12):
        for day in range(10):
            factories.rating(family.goal, family.kim, rated_on=LONG_AGO + timedelta(days=day))
        factories.agreement(family.casus, family.goal, [family.fatiha], family.truus, number=number)
    coverage.refresh(family.casus.id, None)
    db.session.commit()
    statements.clear()
    family.agreement.until = TODAY
    db.session.flush()
    coverage.refresh(family.casus.id, {"agreement": {family.agreement.id}})

    assert [s.split()[0] for s in statements] == ["UPDATE", "SELECT"]


def test_a_new_casus_has_its_row(context):
    made = Family()

    assert made.changed(made.casus)[5] == "evidence"


def test_a_handed_over_casus_counts_for_its_new_team_and_worker(family):
    family.casus.team_id, family.casus.worker_id = 2, factories.worker(team_id=2).id

    assert family.changed(family.casus)[1] == "no_evidence"
    assert db.session.get(Coverage, family.casus.id).team_id == 2


class TestReflections:
    def test_one_about_work_in_general_counts_for_every_casus_of_the_worker(self, worker):
        first, second, foreign = Family(worker=worker), Family(worker=worker), Family()
        for one in (first, second, foreign):
            one.changed(one.casus)
        first.reflected(worker, (1,))

        assert [one.states()[1] for one in (first, second, foreign)] == ["evidence", "evidence", "no_evidence"]

    def test_one_about_a_casus_counts_only_there(self, worker):
        first, second = Family(worker=worker), Family(worker=worker)
        second.changed(second.casus)
        operations.add_reflection(by=worker, casus=first.casus, standard=3, self_level=2, need=ReflectionNeed.TIME,
                                  example="Ik stelde het gesprek met Bas uit.")
        db.session.commit()

        assert [first.states()[3], second.states()[3]] == ["evidence", "no_evidence"]

    def test_nothing_needed_asks_for_a_reason(self, worker):
        with pytest.raises(RuleBroken) as broken:
            operations.add_reflection(by=worker, casus=None, standard=1, self_level=2, need=ReflectionNeed.NONE,
                                      example="Ik stelde het gesprek met Bas uit.")

        assert broken.value.field == "need_reason"

    def test_an_example_has_at_least_twenty_characters(self, worker):
        with pytest.raises(RuleBroken) as broken:
            operations.add_reflection(by=worker, casus=None, standard=1, self_level=2, need=ReflectionNeed.TIME, example="kort")

        assert broken.value.field == "example"


def by_hand(family, standard, worker, record, held_on):
    return operations.add_evidence_by_hand(family.casus, standard, by=worker, record=record, held_on=held_on, reason="Daarom.")


class TestByHand:
    def test_it_counts_with_its_reason_and_survives_a_full_count(self, family, worker):
        by_hand(family, 8, worker, ("safety_goal", family.goal.id), RECENTLY)
        db.session.commit()
        coverage.refresh(family.casus.id, None)
        db.session.commit()

        assert ("safety_goal", family.goal.id) in family.evidence(8)

    def test_the_same_record_is_not_added_twice(self, family, worker):
        with pytest.raises(RuleBroken):
            by_hand(family, 7, worker, ("agreement", family.agreement.id), TODAY)

    def test_when_a_rule_comes_to_give_it_too_there_is_one_row(self, family, worker):
        family.success.happened_on = RECENTLY
        by_hand(family, 7, worker, ("success", family.success.id), TODAY)
        family.changed(family.success)

        assert family.states()[7] == "evidence"

    def test_it_moves_the_newest_day_and_goes_back_when_it_is_taken_back(self, family, worker):
        added = by_hand(family, 8, worker, ("safety_goal", family.goal.id), TODAY)
        db.session.commit()
        assert db.session.get(Coverage, family.casus.id).newest_8_on == TODAY

        operations.take_back_evidence(family.casus, added, by=worker)
        db.session.commit()
        db.session.expire_all()
        assert db.session.get(Coverage, family.casus.id).newest_8_on == RECENTLY

    def test_what_a_rule_gives_cannot_be_taken_back(self, family, worker):
        by_rule = db.session.scalar(db.select(Evidence).where(Evidence.casus_id == family.casus.id).limit(1))
        with pytest.raises(RuleBroken):
            operations.take_back_evidence(family.casus, by_rule, by=worker)


def test_a_new_judgement_takes_the_place_of_the_one_before_and_changes_no_count(family):
    henk = factories.supervisor()
    first = operations.judge(family.casus, 4, 0, by=henk, verdict=Verdict.ATTENTION, text="Vraag Bas.")
    db.session.flush()
    operations.judge(family.casus, 4, first.id, by=henk, verdict=Verdict.SUFFICIENT, text="")
    db.session.commit()
    found = list(db.session.execute(db.text("SELECT verdict, superseded_at IS NULL FROM judgement ORDER BY id")))

    assert [tuple(row) for row in found] == [("attention", False), ("sufficient", True)]
    assert family.states()[4] == "evidence"


def test_attention_asks_for_words(family):
    with pytest.raises(RuleBroken) as broken:
        operations.judge(family.casus, 4, 0, by=factories.supervisor(), verdict=Verdict.ATTENTION, text="")

    assert broken.value.field == "text"


def test_a_partner_who_was_told_after_the_newest_version_is_up_to_date(family):
    _a_new_version(family)
    family.partner.informed_version = None
    family.partner.informed_on = TODAY + timedelta(days=400)  # the version is frozen at the real clock
    assert family.changed(family.partner)[9] == "evidence"

    family.add(Partner(name="wijkteam", organisation="wijkteam", role="hulp", ground="consent", informed_version=1))
    assert family.changed(family.casus)[9] == "partly"


def test_the_nightly_count_sees_what_only_the_date_changes(family, app, monkeypatch):
    family.add(Signal(received_on=TODAY, content="Noa was alleen."))
    assert family.changed(family.casus)[3] == "evidence"

    monkeypatch.setattr("workbench.clock.today", lambda: TODAY + timedelta(days=14))
    assert app.test_cli_runner().invoke(args=["coverage"]).output == "Counted 1 casussen.\n"
    assert family.states()[3] == "partly"
