"""How a casus goes: phases with their reason, the legal ground, who, closing with what it asks, and opening again."""

from datetime import date, timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.accounts import operations as accounts
from workbench.aftercare.models import AftercareContact, ContactOutcome
from workbench.casus.models import Casus, CasusStatus, FamilyRole, Framework, Phase, YesNoUnknown
from workbench.closing import labels, queries, rules
from workbench.closing.models import Closing, FrameworkChange, KeepTerm, PhaseChange
from workbench.closing.rules import Around, GoalNumbers
from workbench.extensions import db
from workbench.goals.models import GoalStatus
from workbench.outbox.models import MailKind, MailState, OutgoingMail, Way
from workbench.plans.models import PlanStatus, PlanTrigger, PlanVersion

TODAY = clock.today()


@pytest.fixture
def casus(app):
    return factories.casus(started_on=TODAY - timedelta(days=300))


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def supervisor(browse, casus):
    return browse(factories.supervisor_of(casus))


def again(app, casus):
    with app.app_context():
        found = db.session.get_one(Casus, casus.id)
        db.session.expunge_all()
    return found


def rows(app, kind):
    with app.app_context():
        return list(db.session.scalars(db.select(kind).order_by(kind.id)))


PHASE = {
    "phase": "recovery", "reason": "Kim drinkt al een half jaar niet.", "decided_by": "De ouders, Marloes en Sanne",
    "violence_stops": "yes", "plan_stuck": "yes",
}  # fmt: skip


# --- phases


def test_a_phase_changes_with_a_day_a_reason_and_who_decided(worker, casus, app):
    page = worker.fill("closing.phase", PHASE, ref=casus.ref)

    assert "Stabiele veiligheid → Herstel: Kim drinkt al een half jaar niet." in page.words
    assert "besloten door De ouders, Marloes en Sanne" in page.words
    assert "Loopt het plan vast? ja" in page.words
    assert again(app, casus).phase is Phase.RECOVERY
    timeline = worker.open("timeline.index", ref=casus.ref)
    assert "Fase: Herstel" in timeline.words
    assert "Kim drinkt al een half jaar niet." in timeline.words


def test_every_phase_stays_in_the_history(worker, casus, app):
    worker.fill("closing.phase", PHASE, ref=casus.ref)
    worker.fill("closing.phase", PHASE | {"phase": "direct", "reason": "Kim dronk weer."}, ref=casus.ref)

    assert [(one.was, one.phase) for one in rows(app, PhaseChange)] == [
        (Phase.STABLE, Phase.RECOVERY), (Phase.RECOVERY, Phase.DIRECT)
    ]  # fmt: skip
    timeline = worker.open("timeline.index", ref=casus.ref)
    assert "Fase: Herstel" in timeline.words
    assert "Fase: Direct veilig" in timeline.words


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"reason": ""}, "reason"), ({"decided_by": ""}, "decided_by"), ({"phase": "stable"}, "phase"),
        ({"changed_on": (TODAY + timedelta(days=1)).isoformat()}, "changed_on"),
        ({"changed_on": (TODAY - timedelta(days=400)).isoformat()}, "changed_on"),
    ],
)  # fmt: skip
def test_a_phase_without_reason_or_on_an_impossible_day_is_refused(worker, casus, app, wrong, field):
    page = worker.fill("closing.phase", PHASE | wrong, ref=casus.ref)

    assert page.error_at(field)
    assert again(app, casus).phase is Phase.STABLE


def test_what_speaks_against_going_on_is_what_people_should_think_about():
    change = PhaseChange(violence_stops=YesNoUnknown.NO, more_serious=YesNoUnknown.NO, plan_stuck=YesNoUnknown.YES)

    assert rules.speaks_against(change) == ["violence_stops", "plan_stuck"]


def test_aftercare_asks_for_an_agreed_plan(worker, casus, app):
    assert worker.fill("closing.phase", PHASE | {"phase": "aftercare"}, ref=casus.ref).error_at("phase")
    plan = factories.aftercare_plan(casus, is_concept=True)
    assert worker.fill("closing.phase", PHASE | {"phase": "aftercare"}, ref=casus.ref).error_at("phase")
    with app.app_context():
        db.session.merge(plan).is_concept = False
        db.session.commit()

    worker.fill("closing.phase", PHASE | {"phase": "aftercare"}, ref=casus.ref)

    found = again(app, casus)
    assert (found.phase, found.status) == (Phase.AFTERCARE, CasusStatus.AFTERCARE)


def test_a_phase_back_makes_it_active_again_and_puts_the_plan_before_people(worker, casus, app):
    with app.app_context():
        found = db.session.get_one(Casus, casus.id)
        found.phase, found.status = Phase.AFTERCARE, CasusStatus.AFTERCARE
        db.session.add(PlanVersion(
            casus_id=casus.id, number=1, kind="final", status=PlanStatus.SET, starts_on=TODAY, body={}, sha256="0" * 64
        ))  # fmt: skip
        db.session.commit()

    worker.fill("closing.phase", PHASE | {"phase": "direct", "reason": "Kim dronk drie avonden."}, ref=casus.ref)

    assert again(app, casus).status is CasusStatus.ACTIVE
    (trigger,) = rows(app, PlanTrigger)
    assert trigger.reason == "Kim dronk drie avonden."


# --- steps


def test_a_new_casus_is_being_prepared_until_somebody_keeps_sight(browse, app):
    worker, supervisor = factories.worker(), factories.supervisor()
    browser = browse(worker)
    opened = browser.fill(
        "overview.new",
        {"name": "Gezin Nieuw", "framework": "voluntary", "started_on": TODAY.isoformat(), "worker_id": worker.id,
         "supervisor_id": supervisor.id},
    )  # fmt: skip
    ref = opened.address.split("/")[2]
    page = browser.open("closing.index", ref=ref)
    assert "In voorbereiding" in page.words
    assert page.links()["Leg vast wie zicht houdt op de veiligheid."] == f"/casus/{ref}/partners/sight"
    with app.app_context():
        casus = db.session.scalar(db.select(Casus).filter_by(ref=ref))
    sanne = factories.person(casus, "Sanne", family_role=FamilyRole.PROFESSIONAL, in_family=False)

    browser.fill("partners.sight", {"person_id": sanne.id, "reason": "Sanne werkt met dit gezin."}, ref=ref)
    page = browser.open("closing.index", ref=ref)
    page = browser.send(page, {}, action=f"/casus/{ref}/closing/step")

    assert "Actief" in page.words
    page = browser.send(page, {}, action=f"/casus/{ref}/closing/step")
    assert "In afbouw" in page.words


def test_a_step_that_cannot_be_taken_changes_nothing(worker, casus, app):
    token = worker.open("closing.phase", ref=casus.ref).fields()["csrf_token"]

    sent = {"csrf_token": token, "status": "active", "version": casus.version}
    page = worker.request("POST", "closing.step", values={"ref": casus.ref}, data=sent)

    assert "kan deze stap nu niet zetten" in page.words
    assert again(app, casus).status is CasusStatus.ACTIVE


# --- the legal ground


def test_another_legal_ground_keeps_what_it_was_and_decides_how_long_it_is_kept(worker, browse, app):
    casus = factories.casus(framework=Framework.VOLUNTARY)
    worker = browse(factories.worker_of(casus))
    factories.child(casus, "Daan", born_on="2021-09-21")
    change = {"framework": "supervision_order", "until": (TODAY + timedelta(days=365)).isoformat(), "reason": "De rechter."}

    page = worker.fill("closing.framework", change, ref=casus.ref)
    assert "vrijwillige hulp → ondertoezichtstelling" in page.words
    page = worker.fill("closing.framework", {"framework": "voluntary", "until": "", "reason": "Opgeheven."}, ref=casus.ref)

    assert "Bewaren tot 21 september 2069, omdat er een maatregel van de rechter was: 30 jaar nadat Daan 18 wordt" in page.words
    assert [(one.was, one.framework) for one in rows(app, FrameworkChange)] == [
        (Framework.VOLUNTARY, Framework.SUPERVISION_ORDER), (Framework.SUPERVISION_ORDER, Framework.VOLUNTARY)
    ]  # fmt: skip
    assert "Kader: ondertoezichtstelling" in worker.open("timeline.index", ref=casus.ref).words
    assert "Bewaren tot 21 september 2069" in worker.open("casus.family", ref=casus.ref).words


def test_a_renewal_is_noted_too_and_nothing_new_is_refused(worker, casus):
    page = worker.fill("closing.framework", {"reason": "Zo was het al."}, ref=casus.ref)
    assert page.error_at("framework")

    page = worker.fill("closing.framework", {"until": "2027-07-12", "reason": "Zes maanden verlengd."}, ref=casus.ref)

    assert "Zes maanden verlengd." in page.words


# --- who


def test_a_supervisor_hands_a_casus_over_and_who_worked_on_it_no_longer_sees_it(worker, supervisor, casus):
    mehmet = factories.worker(name="Mehmet Yilmaz")

    page = supervisor.fill("closing.assign", {"worker_id": mehmet.id}, ref=casus.ref)

    assert "Mehmet Yilmaz" in page.words
    assert worker.open("closing.index", ref=casus.ref).status == 404


def test_a_worker_does_not_hand_a_casus_over(worker, casus):
    assert worker.open("closing.assign", ref=casus.ref).status == 403


# --- what closing asks


def test_numbers_are_asked_of_every_parent_of_the_network_and_of_the_worker():
    goal = GoalNumbers(7, 2, {1: TODAY, 3: TODAY - timedelta(days=91)})
    around = Around("ref", parents={1: "Kim", 2: "Bas"}, network={3}, workers={4}, numbers_from=TODAY - timedelta(days=90))

    gap = rules.number_gap(goal, around)

    assert gap is not None
    assert (gap.endpoint, gap.values) == ("goals.rate_together", {"ref": "ref", "goal_id": 7})
    assert "Bas" in str(gap.text) and "Kim" not in str(gap.text)
    full = {1: TODAY, 2: TODAY, 3: TODAY, 4: TODAY}
    assert rules.number_gap(GoalNumbers(7, 2, full), around) is None


def ready(casus):
    """A family of which nothing is missing any more."""
    kim, fatiha = factories.person(casus), factories.neighbour(casus)
    sanne = factories.person(casus, "Sanne", family_role=FamilyRole.PROFESSIONAL, in_family=False, user_id=casus.worker_id)
    factories.child(casus, "Daan", born_on="2021-09-21")
    goal = factories.goal(casus, status=GoalStatus.SET)
    for person in (kim, fatiha, sanne):
        factories.rating(goal, person, 8, rated_on=TODAY)
    factories.aftercare_plan(casus)
    for days in (90, 10):
        factories.aftercare_contact(casus, planned_on=TODAY - timedelta(days), done_on=TODAY - timedelta(days))
    return goal


CLOSE = {"reason": "Het gaat al een jaar goed, en Marloes let op."}


def test_what_is_missing_is_a_list_of_links_to_the_place_to_mend_it(worker, casus):
    kim = factories.person(casus)
    goal = factories.goal(casus)
    page = worker.open("closing.index", ref=casus.ref)

    links = page.links().values()
    assert f"/casus/{casus.ref}/aftercare/plan" in links
    assert f"/casus/{casus.ref}/goals/{goal.id}/rate-together" in links
    assert f"/casus/{casus.ref}/aftercare#contacts" in links
    refused = worker.fill("closing.close", CLOSE, ref=casus.ref)
    assert "vraag een laatste cijfer van" in refused.words
    assert kim.name in refused.words
    assert refused.value_of("reason") == CLOSE["reason"]


def test_a_supervisor_is_led_to_rooms_only(supervisor, casus):
    factories.goal(casus)
    page = supervisor.open("closing.index", ref=casus.ref)

    assert f"/casus/{casus.ref}/goals" in {link.rstrip("/") for link in page.links().values()}
    assert not any(link.endswith("rate-together") for link in page.links().values())


def test_a_goal_that_was_let_go_asks_for_no_number(worker, casus, app):
    goal = ready(casus)
    bare = factories.goal(casus, status=GoalStatus.LET_GO)

    page = worker.fill("closing.close", CLOSE, ref=casus.ref)

    assert "De casus is gesloten." in page.words
    assert bare.id != goal.id


def test_fewer_contacts_need_a_reason(worker, casus, app):
    ready(casus)
    with app.app_context():
        last = db.session.scalars(db.select(AftercareContact).order_by(AftercareContact.id.desc())).first()
        last.withdrawn_on = TODAY
        db.session.commit()
    assert "er zijn er 1 geweest" in worker.fill("closing.close", CLOSE, ref=casus.ref).words

    page = worker.fill("closing.close", CLOSE | {"without_contacts": "Het gezin wil geen contact meer."}, ref=casus.ref)

    assert "Het gezin wil geen contact meer." in page.words
    assert again(app, casus).status is CasusStatus.CLOSED


def test_bad_news_at_the_last_contact_holds_the_closing_up(worker, casus, app):
    ready(casus)
    news = factories.aftercare_contact(casus, planned_on=TODAY, done_on=TODAY, outcome=ContactOutcome.RELAPSE, words="Kim dronk.")

    page = worker.fill("closing.close", CLOSE, ref=casus.ref)

    assert "Het laatste contact bracht slecht nieuws" in page.words
    assert f"/casus/{casus.ref}/aftercare/contacts/{news.id}/after" in page.links().values()
    assert again(app, casus).status is CasusStatus.ACTIVE


def test_longer_than_usual_asks_why_and_counts(worker, casus, app):
    ready(casus)
    longer = CLOSE | {"longer_until": "2099-01-01"}
    assert worker.fill("closing.close", longer, ref=casus.ref).error_at("longer_why")

    worker.fill("closing.close", longer | {"longer_why": "Een zaak bij de rechter."}, ref=casus.ref)

    (closing,) = rows(app, Closing)
    assert (closing.keep_until, closing.keep_term) == (date(2099, 1, 1), KeepTerm.LONGER)


# --- after it is closed


@pytest.fixture
def closed(worker, casus):
    ready(casus)
    worker.fill("closing.close", CLOSE | {"told": [], "told_others": "school"}, ref=casus.ref)
    return casus


def test_a_closed_casus_says_why_who_was_told_and_until_when_it_is_kept(closed, worker, app):
    page = worker.open("closing.index", ref=closed.ref)

    assert "Het gaat al een jaar goed, en Marloes let op." in page.words
    assert "school" in page.words
    assert "Bewaren tot 21 september 2069, omdat er een maatregel van de rechter was" in page.words
    found = again(app, closed)
    assert (found.status, found.phase, found.keep_until) == (CasusStatus.CLOSED, Phase.CLOSED, date(2069, 9, 21))
    assert f"/casus/{closed.ref}/documents" in {link.rstrip("/") for link in page.links().values()}


def test_nothing_can_be_changed_any_more_and_everything_can_be_read(closed, worker):
    assert worker.open("closing.phase", ref=closed.ref).status == 403
    assert worker.open("aftercare.plan", ref=closed.ref).status == 403
    assert worker.open("closing.close", ref=closed.ref).status == 403
    overview = worker.open("overview.casus", ref=closed.ref)
    assert "Deze casus is gesloten." in overview.words
    assert "Wat ontbreekt nog" not in overview.words
    assert worker.open("aftercare.index", ref=closed.ref).status == 200


def test_mail_that_waits_for_a_quiet_hour_is_not_sent_any_more(worker, casus, app):
    ready(casus)
    with app.app_context():
        db.session.add(OutgoingMail(
            key="check:1", kind=MailKind.MESSAGE, way=Way.MAIL, casus_id=casus.id, message_id="<1@x>", address="kim@example.org"
        ))  # fmt: skip
        db.session.commit()

    worker.fill("closing.close", CLOSE, ref=casus.ref)

    (mail,) = rows(app, OutgoingMail)
    assert (mail.state, mail.address) == (MailState.WITHDRAWN, None)


def test_it_stands_on_the_closed_list_and_no_longer_in_the_team(closed, worker, supervisor):
    listed = worker.open("overview.index")
    assert "Gesloten casussen" in listed.words
    assert closed.name in listed.words
    assert closed.name not in supervisor.open("standards.team").words
    assert closed.name in supervisor.open("overview.index").words


def test_a_worker_does_not_open_it_again(closed, worker):
    assert worker.open("closing.reopen", ref=closed.ref).status == 403


def test_a_supervisor_opens_it_again_with_a_reason(closed, supervisor, worker, app):
    assert supervisor.fill("closing.reopen", {"why": ""}, ref=closed.ref).error_at("why")

    page = supervisor.fill("closing.reopen", {"why": "Kim belde: het gaat mis.", "phase": "direct"}, ref=closed.ref)

    assert "Kim belde: het gaat mis." in page.words
    found = again(app, closed)
    assert (found.status, found.phase, found.closed_on, found.keep_until) == (CasusStatus.ACTIVE, Phase.DIRECT, None, None)
    assert worker.open("aftercare.plan", ref=closed.ref).status == 200
    assert supervisor.open("closing.reopen", ref=closed.ref).status == 404


def test_what_an_earlier_closing_said_never_becomes_shorter(closed, supervisor, worker, app):
    supervisor.fill("closing.reopen", {"why": "Toch niet."}, ref=closed.ref)
    with app.app_context():
        db.session.execute(db.update(Closing).values(keep_until=date(2090, 1, 1)))
        db.session.commit()

    page = worker.open("closing.index", ref=closed.ref)

    assert "Bewaren tot 1 januari 2090, omdat het eerder zo is vastgelegd" in page.words


def test_another_term_of_the_house_counts_for_what_was_closed_before(closed, app):
    with app.test_request_context():
        accounts.change_setting("retention.guardianship_years", 40, by=None)
        db.session.commit()
        found = db.session.get_one(Casus, closed.id)
        assert found.keep_until == date(2079, 9, 21)
        accounts.change_setting("retention.guardianship_years", 10, TODAY + timedelta(days=1), by=None)
        db.session.commit()
        assert db.session.get_one(Casus, closed.id).keep_until == date(2079, 9, 21)


def test_the_form_that_was_open_meanwhile_closes_nothing(worker, casus):
    ready(casus)
    form = worker.open("closing.close", ref=casus.ref)
    worker.fill("closing.phase", PHASE, ref=casus.ref)

    assert worker.send(form, CLOSE).status == 409


def test_the_reasons_are_said_in_words(app, context):
    casus = factories.casus(framework=Framework.SAFE_AT_HOME)
    factories.child(casus, "Bo", born_on="2024-12-02")

    kept = queries.kept(casus, date(2041, 3, 14))

    assert labels.kept_in_words(kept) == (
        "Bewaren tot 14 maart 2061, omdat Veilig Thuis erbij betrokken was: 20 jaar na de laatste wijziging (14 maart 2041)."
    )
    assert "Tot 2 december 2042, omdat Veilig Thuis erbij betrokken was: ten minste tot Bo 18 is." in labels.other_reasons(kept)
