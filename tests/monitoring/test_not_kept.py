"""An agreement that was not kept stays open until it is changed, discussed, or left as it is with a reason."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.agreements.models import Agreement
from workbench.extensions import db
from workbench.meetings.models import MeetingStatus
from workbench.monitoring import queries
from workbench.monitoring.models import Check, Decision
from workbench.overview.kinds import BY_KEY
from workbench.overview.waiting import waiting as asked_of
from workbench.plans.models import PlanKind, PlanVersion

OPEN = "Wat om u vraagt"


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def agreement(casus):
    return factories.agreement(casus, checker=factories.person(casus, "Bas"), label="A1", starts_on=clock.today())


@pytest.fixture
def not_kept(app, worker, casus, agreement):
    """The id of a check that says it did not work."""
    worker.fill("monitoring.check", {"outcome": "not_done", "seen": "Kim nam niet op."}, ref=casus.ref, agreement_id=agreement.id)
    with app.app_context():
        return db.session.scalar(db.select(Check.id))


def stored(app, kind, record_id):
    with app.app_context():
        return db.session.get(kind, record_id)


def decide(worker, casus, check_id, **answers):
    return worker.fill("monitoring.after", answers, ref=casus.ref, check_id=check_id)


def waiting(worker, casus):
    page = worker.open("monitoring.index", ref=casus.ref)
    return page.items(OPEN) if OPEN in page.words else []


def test_after_a_check_that_says_no_the_question_is_what_happens_now(worker, casus, agreement):
    page = worker.fill("monitoring.check", {"outcome": "partly"}, ref=casus.ref, agreement_id=agreement.id)

    assert page.heading == "Wat gebeurt er nu met afspraak A1?"
    assert "Dan belt Kim Fatiha." in page.words  # plan B of the agreement stands beside the question


def test_it_stands_in_the_room_and_in_what_is_missing(worker, casus, not_kept):
    (line,) = waiting(worker, casus)
    assert "Kies wat er nu gebeurt" in line
    assert "Kim nam niet op." in line
    missing = worker.open("overview.casus", ref=casus.ref).links()
    assert missing["Kies wat er met afspraak A1 gebeurt"].endswith(f"/checks/{not_kept}/after")


def test_to_change_it_leads_to_its_form_and_stays_open_until_it_is_changed(app, worker, casus, agreement, not_kept):
    page = decide(worker, casus, not_kept, decision="adapt", what_if_used="yes", what_if_how="Fatiha kwam meteen.")

    assert page.address.endswith(f"/agreements/{agreement.id}/edit")
    assert stored(app, Agreement, agreement.id).status == "adapting"
    assert "wordt aangepast" in waiting(worker, casus)[0]
    assert "Pas afspraak A1 aan" in worker.open("overview.casus", ref=casus.ref).links()
    with app.test_request_context():
        agreement_now = db.session.get(Agreement, agreement.id)
        agreement_now.status = "in_review"  # as its form does when who, what or when changed
        db.session.commit()
    assert waiting(worker, casus) == []


def test_leaving_it_as_it_is_needs_a_reason(app, worker, casus, not_kept):
    page = decide(worker, casus, not_kept, decision="nothing")
    assert page.error_at("decision_why")

    decide(worker, casus, not_kept, decision="nothing", decision_why="Bas was ziek.")

    check = stored(app, Check, not_kept)
    assert (check.handled_on, check.handled_by_id) == (clock.today(), casus.worker_id)
    assert waiting(worker, casus) == []
    assert "Bas was ziek." in worker.open("monitoring.index", ref=casus.ref).words


def test_what_is_to_be_discussed_stands_on_the_page_of_the_meeting(app, worker, casus, not_kept):
    meeting = factories.meeting(casus, status=MeetingStatus.PLANNED, held_on=clock.today() + timedelta(days=5))
    decide(worker, casus, not_kept, decision="discuss", what_if_used="no")
    page = worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id)
    assert "Kim nam niet op." in page.items("Komt terug in deze bijeenkomst")[0]

    worker.fill("monitoring.discussed", {"decision_why": "Kim belt voortaan eerder."}, ref=casus.ref, check_id=not_kept)

    assert waiting(worker, casus) == []
    assert "Komt terug" not in worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id).words
    assert stored(app, Check, not_kept).decision_why == "Kim belt voortaan eerder."


def test_what_was_never_to_be_discussed_cannot_be_discussed_off(worker, casus, not_kept):
    page = worker.fill("monitoring.discussed", {"decision_why": "Klaar."}, ref=casus.ref, check_id=not_kept)

    assert "Dit wacht niet op een bijeenkomst." in page.words
    assert waiting(worker, casus)


def test_two_people_who_decide_at_once_both_see_it(browse, worker, casus, not_kept):
    first = worker.open("monitoring.after", ref=casus.ref, check_id=not_kept)
    decide(worker, casus, not_kept, decision="discuss")

    page = worker.send(first, {"decision": "nothing", "decision_why": "Mijn reden."})

    assert page.status == 409
    assert "Mijn reden." in page.text_source


def test_an_agreement_that_is_over_asks_for_nothing_any_more(app, worker, casus, agreement, not_kept):
    with app.app_context():
        db.session.get(Agreement, agreement.id).status = "ended"
        db.session.commit()

    assert "Kies wat er met afspraak" not in worker.open("overview.casus", ref=casus.ref).words


def test_for_vandaag_over_all_families(app, casus, agreement, not_kept):
    with app.test_request_context():
        found = {who: asked_of((BY_KEY["not_kept"],), {casus.id: casus}, clock.today(), who)
                 for who in (factories.worker_of(casus), factories.worker())}  # fmt: skip
        mine, others = found.values()

        assert [(one.family.ref, one.row.record, one.row.called) for one in mine] == [(casus.ref, not_kept, "A1")]
        assert others == []


@pytest.mark.parametrize("decision", list(Decision))
def test_the_statement_and_the_rule_agree_on_what_is_open(app, casus, agreement, not_kept, decision):
    from workbench.monitoring.rules import waits_for

    with app.app_context():
        check, now = db.session.get(Check, not_kept), db.session.get(Agreement, agreement.id)
        check.decision = decision
        for status in ("active", "adapting", "in_review", "ended"):
            for handled in (None, clock.today()):
                now.status, check.handled_on = status, handled
                db.session.flush()
                found = bool(db.session.execute(queries.OPEN_CHECKS, {"casus_id": casus.id}).all())
                assert found == (waits_for(check, status) is not None), (status, handled)


def test_a_decision_is_not_for_who_only_looks_along(browse, casus, not_kept):
    supervisor = browse(factories.supervisor_of(casus))

    assert supervisor.open("monitoring.after", ref=casus.ref, check_id=not_kept).status == 403
    assert supervisor.open("monitoring.index", ref=casus.ref).status == 200


# --- silence


def silence(casus, most):
    """For how many days nothing was heard of this plan, as the overview asks it."""
    row = db.session.execute(queries.heard(), {"casus_id": casus.id, "until": clock.today()}).one()
    return queries.silent_plan(row, clock.today(), most)


def test_a_silent_agreement_says_whom_to_ask_and_one_call_answers_several(worker, casus):
    bas = factories.person(casus, "Bas")
    old = clock.today() - timedelta(days=60)
    first = factories.agreement(casus, checker=bas, label="A1", starts_on=old)
    second = factories.agreement(casus, checker=bas, label="A2", starts_on=old)
    assert any("Vraag Bas hoe het gaat met de afspraken A1 en A2" in line for line in waiting(worker, casus))
    page = worker.open("monitoring.index", ref=casus.ref)
    call = next(where for words, where in page.links().items() if words.startswith("Vraag Bas"))

    form = worker.open(call)
    assert form.value_of("person_id") == str(bas.id)
    done = worker.send(form, {f"outcome_{first.id}": "done", f"outcome_{second.id}": "partly", f"seen_{second.id}": "Eén keer."})

    assert "kies wat er gebeurt" in done.words
    assert [one for one in waiting(worker, casus) if "Vraag Bas" in one] == []
    assert "Eén keer." in done.words


def test_a_call_in_which_nothing_was_said_is_asked_again(worker, casus, agreement):
    page = worker.fill("monitoring.call", {}, ref=casus.ref)

    assert "Geef van minstens één afspraak aan hoe het gaat." in page.words


def test_a_plan_of_which_nothing_is_heard_is_silent(app, worker, casus):
    old = clock.today() - timedelta(days=45)
    factories.agreement(casus, starts_on=old, check_every_days=None)
    assert "Vraag hoe het met het hele plan gaat" in worker.open("overview.casus", ref=casus.ref).links()
    with app.app_context():
        assert silence(casus, 30) == 45
        assert silence(casus, 60) == 0

    worker.fill("monitoring.write_diary", {"text": "Het ging goed."}, ref=casus.ref)

    assert waiting(worker, casus) == []
    with app.app_context():
        assert silence(casus, 30) == 0


def test_a_meeting_that_was_called_off_or_is_to_come_breaks_no_silence(app, casus):
    factories.agreement(casus, starts_on=clock.today() - timedelta(days=45))
    factories.meeting(casus, status=MeetingStatus.CANCELLED, held_on=clock.today())
    factories.meeting(casus, status=MeetingStatus.PLANNED, held_on=clock.today() + timedelta(days=3))
    with app.app_context():
        assert silence(casus, 30) == 45
    factories.meeting(casus, held_on=clock.today() - timedelta(days=2))

    with app.app_context():
        assert silence(casus, 30) == 0


# --- two clicks


@pytest.mark.parametrize("told", [("done", "/monitoring"), ("not_done", "/after")])
def test_a_check_is_two_clicks_away(app, worker, casus, agreement, told):
    outcome, after = told
    page = worker.open("monitoring.index", ref=casus.ref)
    action = worker.address("monitoring.quick", ref=casus.ref, agreement_id=agreement.id)

    done = worker.send(page, {"outcome": outcome}, action=action)

    assert done.address.endswith(after)
    with app.app_context():
        check = db.session.scalar(db.select(Check))
    assert (check.outcome, check.person_id, check.checked_on) == (outcome, agreement.checker_id, clock.today())
    assert (check.via, check.private, check.created_by_id) == (None, False, casus.worker_id)


def test_the_relapse_of_the_demo_shows_with_what_was_done(app, browse):
    """domain.md 7.1: 2 May, A1 in part; the agreement was changed after it."""
    from tests.safety import census

    demo = census.load(app, family=0)
    sanne = browse(demo.staff["sanne"])

    for room in ("monitoring.index", "timeline.index"):
        words = sanne.open(room, ref=demo.ref).words
        assert "Kim dronk thuis, belde Marloes na het tweede glas, kinderen sliepen bij Truus." in words
        assert "Kim belt als zij trek heeft, niet na het eerste glas." in words
    with app.app_context():
        asked = db.select(PlanVersion).filter_by(kind=PlanKind.FINAL).order_by(PlanVersion.number.desc())
        version = db.session.scalars(asked).first()
    assert any("tweede glas" in one["seen"] for one in version.body["checks"])
