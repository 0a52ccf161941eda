"""Setting a plan: exceptions and objections stand in it, a supervisor approves where that is asked, and nothing goes back."""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.plans.test_operations import START, frozen
from workbench import clock
from workbench.accounts.models import Role, Setting
from workbench.accounts.settings import forget_cache, setting
from workbench.agreements.models import Agreement, Audience
from workbench.audit.models import AuditEntry
from workbench.casus.models import SafePerson
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.overview.kinds import BY_KEY
from workbench.overview.waiting import waiting
from workbench.plans import answers, approving, operations, queries
from workbench.plans.models import PlanKind, PlanStatus
from workbench.plans.projection import After, project
from workbench.reviews.models import Answer, Outcome
from workbench.rights.models import Ground, Reply

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def supervisor(context):
    return factories.supervisor()


def approval_is_asked(value="final"):
    db.session.add(Setting(key="plan.approval", value=value, holds_from=date(2020, 1, 1)))
    db.session.flush()
    forget_cache()


def said_no(casus, version, person, words="Dit wil ik niet.", **more):
    agreement = version.body["agreements"][0]["id"]
    given = Answer(casus_id=casus.id, agreement_id=agreement, plan_version_id=version.id, person_id=person.id,
                   outcome=Outcome.DISAGREE, words=words, text_sha256="0" * 64, **more)  # fmt: skip
    db.session.add(given)
    db.session.flush()
    return given


def child_nobody_asked(casus):
    daan = factories.child(casus, "Daan")
    db.session.add(SafePerson(casus_id=casus.id, child_id=daan.id, person_id=casus.fatiha.id))
    db.session.flush()
    return daan


# --- exceptions


def test_a_child_that_was_not_asked_can_be_passed_with_a_reason_that_stands_in_the_plan(casus, worker):
    daan = child_nobody_asked(casus)
    version = frozen(casus, worker)
    with pytest.raises(operations.Incomplete):
        operations.set_version(casus, version, by=worker)

    operations.pass_rule(casus, version, f"B7-{daan.id}", "Daan is ziek.", by=worker)
    operations.set_version(casus, version, by=worker)
    (passed,) = project(version, casus.bas.id).passed
    assert (passed.rule, passed.child, passed.reason) == ("B7", "Daan", "Daan is ziek.")


def test_what_domain_lets_nobody_pass_cannot_be_passed(casus, worker):
    factories.danger(casus)
    version = frozen(casus, worker)

    for name in ("B1", "B4", "B7", f"B7-{casus.noa.id}", "B11"):
        with pytest.raises(RuleBroken):
            operations.pass_rule(casus, version, name, "Later.", by=worker)


def test_a_later_day_to_look_again_can_be_passed_a_missing_day_cannot(casus, worker):
    late, never = frozen(casus, worker, evaluate_on=START + timedelta(weeks=9)), frozen(casus, worker, evaluate_on=None)
    operations.pass_rule(casus, late, "B11", "In de zomer is iedereen weg.", by=worker)
    operations.set_version(casus, late, by=worker)

    assert late.status is PlanStatus.SET
    with pytest.raises(RuleBroken):
        operations.pass_rule(casus, never, "B11", "Weet niet.", by=worker)


# --- objections


def test_an_objection_and_the_reason_stand_in_the_plan(casus, worker):
    version = frozen(casus, worker)
    said_no(casus, version, casus.bas)
    operations.set_version(casus, version, by=worker, despite="Wij praten maandag verder.")

    view = project(version, casus.kim.id, After(objections=tuple(answers.objections_to(version))))
    (one,) = view.objections
    assert (one.name, one.words, view.set_despite) == ("Bas", "Dit wil ik niet.", "Wij praten maandag verder.")


def test_an_objection_it_was_set_with_stays_when_it_is_handled_later(casus, worker):
    from workbench import clock

    version = frozen(casus, worker)
    given = said_no(casus, version, casus.bas)
    operations.set_version(casus, version, by=worker, despite="Wij praten maandag verder.")
    given.handled_at = clock.now()
    db.session.flush()

    assert [one.words for one in answers.objections_to(version)] == ["Dit wil ik niet."]


def test_an_objection_to_an_earlier_version_still_stops_the_next_one(casus, worker):
    said_no(casus, frozen(casus, worker), casus.bas)
    later = frozen(casus, worker)

    assert len(answers.objections_to(later)) == 1
    with pytest.raises(RuleBroken) as refused:
        operations.set_version(casus, later, by=worker)
    assert refused.value.field == "despite"


def test_talking_first_is_private_and_never_in_the_plan(casus, worker):
    version = frozen(casus, worker)
    said_no(casus, version, casus.bas).outcome = Outcome.TALK_FIRST
    db.session.flush()

    assert answers.given_to(version) == []
    operations.set_version(casus, version, by=worker)


def test_an_objection_to_an_agreement_a_reader_may_not_see_is_not_there_for_that_reader(casus, worker):
    kim_only = factories.agreement(casus, goal_of(casus), doers=[casus.kim], checker=casus.bas, audience=Audience.CHOSEN)
    version = frozen(casus, worker)
    given = said_no(casus, version, casus.kim)
    given.agreement_id = kim_only.id
    db.session.flush()
    after = After(given=tuple(answers.given_to(version)), objections=tuple(answers.objections_to(version)))

    for reader in (casus.kim, casus.bas):
        assert [one.name for one in project(version, reader.id, after).objections] == ["Kim"]
    view = project(version, casus.fatiha.id, after)
    assert view.objections == ()
    assert [(one.name, one.answer) for one in view.approvals] == [("Kim", ""), ("Bas", "")]


def goal_of(casus):
    from sqlalchemy import select

    from workbench.goals.models import SafetyGoal

    return db.session.scalars(select(SafetyGoal).filter_by(casus_id=casus.id)).first()


def test_of_separated_networks_each_side_reads_its_own_objections_and_only_then_the_reason(casus, worker):
    green, blue = factories.sub_group(casus), factories.sub_group(casus, "Blauw", "b")
    casus.separate_networks, casus.kim.sub_group_id, casus.bas.sub_group_id = True, green.id, blue.id
    db.session.flush()
    version = frozen(casus, worker)
    said_no(casus, version, casus.bas)
    operations.set_version(casus, version, by=worker, despite="Bas praat maandag verder.")
    after = After(objections=tuple(answers.objections_to(version)))

    own, other = project(version, casus.bas.id, after), project(version, casus.kim.id, after)
    assert ([one.name for one in own.objections], own.set_despite) == (["Bas"], "Bas praat maandag verder.")
    assert (other.objections, other.set_despite) == ((), "")


def test_an_answer_counts_for_a_later_version_that_says_the_same(casus, worker):
    first = frozen(casus, worker)
    text = project(first, casus.bas.id).agreements[0].text_sha256
    said_no(casus, first, casus.bas).outcome = Outcome.AGREE
    db.session.flush()
    later = frozen(casus, worker)
    assert not answers.given_to(later)[0].counts  # bound to another text

    db.session.query(Answer).update({"text_sha256": text})
    assert answers.given_to(later)[0].counts


# --- approval


def test_no_approval_is_asked_unless_the_organisation_wants_it(casus, worker):
    operations.set_version(casus, version := frozen(casus, worker), by=worker)

    assert version.status is PlanStatus.SET


def test_a_version_that_needs_approval_is_not_set_without(casus, worker, supervisor):
    approval_is_asked()
    version = frozen(casus, worker)
    with pytest.raises(RuleBroken):
        operations.set_version(casus, version, by=worker)
    approving.ask(casus, version, by=worker)
    with pytest.raises(RuleBroken):
        operations.set_version(casus, version, by=worker)

    approving.decide(casus, version, by=supervisor, approved=True)
    operations.set_version(casus, version, by=worker)
    assert version.status is PlanStatus.SET


def test_a_version_that_was_sent_back_can_be_asked_again_but_not_set(casus, worker, supervisor):
    approval_is_asked()
    version = frozen(casus, worker)
    approving.ask(casus, version, by=worker)
    with pytest.raises(RuleBroken) as refused:
        approving.decide(casus, version, by=supervisor, approved=False)
    assert refused.value.field == "words"
    approving.decide(casus, version, by=supervisor, approved=False, words="Wie komt er als Fatiha weg is?")

    with pytest.raises(RuleBroken):
        operations.set_version(casus, version, by=worker)
    approving.ask(casus, version, by=worker)
    assert len(approving.approvals_of(version)) == 2


def test_an_approval_is_of_one_text_and_of_no_other_version(casus, worker, supervisor):
    approval_is_asked()
    first = frozen(casus, worker)
    approving.ask(casus, first, by=worker)
    approving.decide(casus, first, by=supervisor, approved=True)
    second = frozen(casus, worker)

    with pytest.raises(RuleBroken):
        operations.set_version(casus, second, by=worker)
    first.sha256 = "0" * 64
    assert not approving.is_approved(first, approving.approvals_of(first))


def test_who_asks_does_not_approve(casus, worker, supervisor):
    approval_is_asked()
    version = frozen(casus, worker)
    approving.ask(casus, version, by=supervisor)

    with pytest.raises(RuleBroken):
        approving.decide(casus, version, by=supervisor, approved=True)


@pytest.mark.parametrize("value", ["no", "final"])
def test_a_temporary_plan_never_waits_for_approval(casus, worker, value):
    approval_is_asked(value)

    assert not approving.is_asked(frozen(casus, worker, kind=PlanKind.TEMPORARY, ends_on=START + timedelta(days=10)))


def test_a_supervisor_sees_what_waits_in_the_own_team_and_nothing_of_it(casus, worker, supervisor, statements):
    approval_is_asked()
    version = frozen(casus, worker)
    approving.ask(casus, version, by=worker)
    elsewhere, scientist = factories.supervisor(team_id=2), factories.user(Role.BEHAVIOURAL_SCIENTIST)
    db.session.flush()
    setting("plan.interim_warning_days")  # the settings are read once for a page
    statements.clear()

    def waits(user):
        return waiting((BY_KEY["approval"],), {casus.id: casus}, clock.today(), user)

    (one,) = waits(supervisor)
    assert len(statements) == 1
    assert (one.family.ref, one.row.called) == (casus.ref, str(version.number))
    assert waits(elsewhere) == waits(worker) == waits(scientist) == []
    worker.role = Role.SUPERVISOR
    assert waits(worker) == [], "who asked does not decide"
    approving.decide(casus, version, by=supervisor, approved=True)
    db.session.flush()
    assert waits(supervisor) == []


# --- steps


def test_a_version_that_was_put_in_review_by_mistake_is_withdrawn_with_the_reason(casus, worker):
    from sqlalchemy import select

    version = frozen(casus, worker)
    operations.put_in_review(casus, version, by=worker)
    with pytest.raises(RuleBroken) as refused:
        operations.withdraw_version(casus, version, by=worker, why="")
    assert refused.value.field == "why"
    operations.withdraw_version(casus, version, by=worker, why="De oude afspraak stond er nog in.")
    db.session.commit()

    assert version.status is PlanStatus.EXPIRED
    events = db.session.scalars(select(AuditEntry.event).where(AuditEntry.chain == casus.id).order_by(AuditEntry.seq)).all()
    assert events[-1] == "plan version withdrawn"
    for again in (
        lambda: operations.put_in_review(casus, version, by=worker),
        lambda: operations.set_version(casus, version, by=worker),
        lambda: approving.ask(casus, version, by=worker),
    ):
        with pytest.raises(RuleBroken):
            again()


def test_a_plan_that_holds_is_not_withdrawn(casus, worker):
    operations.set_version(casus, version := frozen(casus, worker), by=worker)

    with pytest.raises(RuleBroken):
        operations.withdraw_version(casus, version, by=worker, why="Toch niet.")


def test_an_older_version_is_not_brought_back(casus, worker):
    first, second = frozen(casus, worker), frozen(casus, worker)
    operations.set_version(casus, second, by=worker)

    with pytest.raises(RuleBroken):
        operations.set_version(casus, first, by=worker)


def test_a_temporary_plan_leaves_the_final_one_in_place_and_a_final_one_replaces_both(casus, worker):
    from workbench import clock

    days = {"starts_on": clock.today(), "evaluate_on": clock.today(), "ends_on": clock.today() + timedelta(days=10)}
    final, temporary = frozen(casus, worker), frozen(casus, worker, kind=PlanKind.TEMPORARY, **days)
    operations.set_version(casus, final, by=worker)
    operations.set_version(casus, temporary, by=worker)
    db.session.flush()
    db.session.expire_all()
    assert (final.status, temporary.status) == (PlanStatus.SET, PlanStatus.SET)

    operations.set_version(casus, last := frozen(casus, worker), by=worker)
    db.session.flush()
    db.session.expire_all()
    assert (final.status, temporary.status, last.replaces_id) == (PlanStatus.REPLACED, PlanStatus.REPLACED, final.id)


def test_a_temporary_plan_whose_last_day_is_over_is_not_set(casus, worker):
    days = {"starts_on": date(2020, 1, 6), "evaluate_on": date(2020, 1, 8), "ends_on": date(2020, 1, 12)}

    with pytest.raises(RuleBroken):
        operations.set_version(casus, frozen(casus, worker, kind=PlanKind.TEMPORARY, **days), by=worker)


def test_a_version_that_was_tampered_with_is_not_set(casus, worker):
    version = frozen(casus, worker)
    version.body = version.body | {"situations": [{"situation": "party", "text": "Erbij gezet", "group": None}]}

    with pytest.raises(RuleBroken):
        operations.set_version(casus, version, by=worker)


# --- what stands around the plan


def gaps(casus, worker, **values):
    return {gap.rule: gap for gap in operations.gaps_of(casus, frozen(casus, worker, **values))}


def test_a_version_in_which_something_secret_stands_is_not_set_and_says_where(casus, worker):
    factories.contact_point(casus.kim, "Wilgenpad 7")
    one = factories.agreement(casus, goal_of(casus), doers=[casus.kim], checker=casus.bas, when="bij Wilgenpad 7")

    gap = gaps(casus, worker)["B27"]
    assert (gap.endpoint, gap.values["agreement_id"], gap.values["_anchor"]) == ("agreements.edit", one.id, "when")
    assert gap.blocks
    assert "Wilgenpad" not in str(gap.text)


def test_homelessness_as_the_only_ground_blocks_and_leads_to_the_grounds(casus, worker):
    thought = factories.placement(casus, [casus.noa], (Ground.HOUSING,))
    gap = gaps(casus, worker)["B16"]

    assert gap.blocks
    assert (gap.endpoint, gap.values["thought_id"], gap.values["_anchor"]) == ("rights.change_thought", thought.id, "grounds")
    assert str(gap.text) == (
        "Dakloosheid is geen grond om kinderen en ouders te scheiden. Welke opvang voor het hele gezin is gevraagd, wanneer, "
        "bij wie, met welk antwoord?"
    )
    with pytest.raises(RuleBroken):
        operations.set_version(casus, frozen(casus, worker), by=worker)


@pytest.mark.parametrize("grounds", [(Ground.HOUSING, Ground.SAFETY), (Ground.SAFETY,), (Ground.OTHER,)])
def test_a_ground_beside_homelessness_does_not_block(casus, worker, grounds):
    factories.placement(casus, [casus.noa], grounds)

    assert "B16" not in gaps(casus, worker)


def test_homelessness_that_was_once_the_only_ground_blocks_no_more(casus, worker):
    factories.placement(casus, [casus.noa], (Ground.HOUSING,), ended_on=START)

    assert not {"B15", "B16"} & gaps(casus, worker).keys()


def test_an_answer_that_housing_is_not_kept_apart_asks_to_look_again_and_does_not_block(casus, worker):
    factories.placement(casus, [casus.noa])
    factories.rights_answer(casus, 11, Reply.NO)
    gap = gaps(casus, worker)["B16"]

    assert not gap.blocks
    assert (gap.endpoint, gap.values["_anchor"]) == ("rights.answer_family", "answer_11")


def open_places(casus, worker):
    version = frozen(casus, worker)
    found = [gap for gap in operations.gaps_of(casus, version) if gap.rule == "B15"]
    return [(gap.endpoint, gap.values.get("child_id"), gap.blocks) for gap in found]


def test_whoever_considers_placing_a_child_elsewhere_names_a_scientist_and_answers_for_each_child(casus, worker):
    daan = factories.child(casus, "Daan")
    factories.placement(casus, [casus.noa])
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 10):
        factories.rights_answer(casus, number, child=casus.noa)

    assert open_places(casus, worker) == [
        ("rights.change_thought", None, False), ("rights.answer_child", daan.id, False), ("rights.answer_family", None, False)
    ]  # fmt: skip


def test_with_every_question_answered_and_a_scientist_named_nothing_more_is_asked(casus, worker):
    factories.placement(casus, [casus.noa])
    casus.behavioural_scientist_id = factories.user(Role.BEHAVIOURAL_SCIENTIST).id
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 10):
        factories.rights_answer(casus, number, child=casus.noa)
    for number in (9, 11, 12):
        factories.rights_answer(casus, number)

    assert open_places(casus, worker) == []


def test_nothing_is_asked_about_rights_while_nobody_thinks_of_placing_a_child_elsewhere(casus, worker):
    assert not {"B15", "B16"} & gaps(casus, worker).keys()


def test_an_agreement_that_was_changed_since_the_version_was_made_is_named(casus, worker):
    version = frozen(casus, worker)
    assert "now" not in {gap.rule for gap in operations.gaps_of(casus, version)}
    one = db.session.get(Agreement, version.body["agreements"][0]["id"])
    one.what = "Als Kim trek in drank heeft, belt zij Fatiha."
    db.session.flush()

    assert [gap.values["agreement_id"] for gap in operations.gaps_of(casus, version) if gap.rule == "now"] == [one.id]


def test_a_temporary_plan_that_is_over_makes_way_for_the_final_one_beside_it(casus, worker):
    from workbench import clock

    final, temporary = frozen(casus, worker), frozen(casus, worker, kind=PlanKind.TEMPORARY, ends_on=START + timedelta(days=10))
    final.status, temporary.status = PlanStatus.SET, PlanStatus.SET
    temporary.ends_on = clock.today()
    db.session.flush()
    assert queries.latest(queries.version_lines(casus)).number == temporary.number

    temporary.ends_on = clock.today() - timedelta(days=1)
    db.session.flush()
    assert queries.latest(queries.version_lines(casus)).number == final.number


def test_partners_silent_agreements_and_successes_are_points_to_think_about(casus, worker):
    from workbench.partners.models import Partner

    operations.set_version(casus, frozen(casus, worker), by=worker)
    factories.meeting(casus)
    db.session.add(Partner(casus_id=casus.id, name="Huisarts", role="huisarts", informed_version=0))
    db.session.flush()
    found = gaps(casus, worker)

    assert {"B17", "B18", "B19"} <= found.keys()
    assert not any(found[rule].blocks for rule in ("B17", "B18", "B19"))
    temporary = gaps(casus, worker, kind=PlanKind.TEMPORARY, ends_on=START + timedelta(days=10))
    assert not any(one.blocks for one in temporary.values())
    assert temporary.keys().isdisjoint({"B17", "B18", "B19"})
