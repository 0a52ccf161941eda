"""Successes come first, with who did it and how it was celebrated."""

from datetime import timedelta

import pytest

from tests import factories
from tests.plans.bodies import FATIHA, casus_a, version
from workbench import clock
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.meetings.models import MeetingStatus
from workbench.monitoring.models import Check, CheckOutcome, DiaryLine
from workbench.plans.projection import project
from workbench.plans.snapshot import successes_part
from workbench.successes.models import Success


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def test_a_success_stands_first_on_the_overview(worker, casus):
    kim = factories.person(casus)
    worker.fill(
        "successes.new",
        {"person_ids": [kim.id], "what": "Kim belde Marloes voor zij dronk.", "happened_on": "2026-02-22"},
        ref=casus.ref,
    )

    page = worker.open("overview.casus", ref=casus.ref)

    assert "Kim belde Marloes voor zij dronk." in page.items("Wat er lukt")[0]


def test_a_success_without_a_name_is_nobodys(worker, casus):
    page = worker.fill("successes.new", {"what": "Het ging goed.", "happened_on": "2026-02-22"}, ref=casus.ref)

    assert page.error_at("person_ids")
    assert page.value_of("what") == "Het ging goed."


def test_it_is_celebrated_after_it_happened(worker, casus):
    kim = factories.person(casus)
    answers = {"person_ids": [kim.id], "what": "Gelukt.", "happened_on": "2026-02-22", "celebrated_on": "2026-02-21"}

    assert worker.fill("successes.new", answers, ref=casus.ref).error_at("celebrated_on")


def test_how_it_was_celebrated_can_be_added_later(worker, casus):
    success = factories.success(casus, celebrated=None)
    kim = factories.person(casus)

    page = worker.fill(
        "successes.edit",
        {"celebrated": "samen poffertjes", "person_ids": [kim.id]},
        ref=casus.ref,
        success_id=success.id,
    )

    assert "samen poffertjes" in page.words


# --- how it was done, for whom, shared with whom


def test_a_success_says_how_it_was_done_for_whom_and_who_heard_it(worker, casus):
    kim, noa, fatiha = factories.person(casus), factories.child(casus), factories.neighbour(casus)
    answers = {
        "person_ids": [kim.id], "what": "Kim belde Marloes.", "happened_on": "2026-02-22", "how": "Het nummer hing klaar.",
        "different": "Eerst dronk zij.", "who_noticed": "Ineke, aan haar stem.", "child_ids": [noa.id],
        "for_child": "Noa sliep door.", "what_else": "Kim gooide de fles leeg.", "told_ids": [fatiha.id],
        "shared_with": "de huisarts", "shared_on": "2026-02-23",
    }  # fmt: skip

    page = worker.fill("successes.new", answers, ref=casus.ref)

    said = ("Het nummer hing klaar.", "Eerst dronk zij.", "Ineke, aan haar stem.", "Noa sliep door.", "Kim gooide de fles leeg.")
    assert [words for words in (*said, "Fatiha, de huisarts · 23 februari 2026") if words not in page.words] == []
    assert "Nog niet gevraagd" not in page.words


def test_who_heard_it_without_a_day_heard_it_today(app, worker, casus):
    kim = factories.person(casus)
    worker.fill(
        "successes.new", {"person_ids": [kim.id], "what": "Gelukt.", "happened_on": "2026-02-22", "told_ids": [kim.id]},
        ref=casus.ref,
    )  # fmt: skip

    with app.app_context():
        assert db.session.scalars(db.select(Success)).one().shared_on == clock.today()


def test_in_a_separated_network_a_success_of_one_side_is_not_told_to_the_other(worker, casus):
    green, blue = factories.sub_group(casus), factories.sub_group(casus, "Blauw", "b")
    rick, wim = factories.person(casus, "Rick", sub_group_id=green.id), factories.person(casus, "Wim", sub_group_id=blue.id)
    answers = {"person_ids": [rick.id], "what": "Rick belde.", "happened_on": "2026-02-22", "sub_group_id": green.id}

    page = worker.fill("successes.new", answers | {"told_ids": [wim.id]}, ref=casus.ref)

    assert "andere deel van het netwerk" in page.error_at("sub_group_id")
    assert page.value_of("what") == "Rick belde."
    assert worker.fill("successes.new", answers, ref=casus.ref).heading == "Successen"


def test_a_success_is_taken_back_with_a_reason_and_counts_nowhere_any_more(app, worker, casus):
    success = factories.success(casus)
    refused = worker.fill("successes.withdraw", {"why": ""}, ref=casus.ref, success_id=success.id)
    page = worker.fill("successes.withdraw", {"why": "Het stond er twee keer."}, ref=casus.ref, success_id=success.id)

    assert refused.error_at("why")
    assert success.what not in page.words
    assert success.what not in worker.open("overview.casus", ref=casus.ref).words
    assert worker.open("successes.edit", ref=casus.ref, success_id=success.id).status == 404
    with app.app_context():
        kept = db.session.get_one(Success, success.id)
        assert (kept.withdrawn_on, kept.withdrawn_why) == (clock.today(), "Het stond er twee keer.")
        assert successes_part(db.session.get_one(Casus, casus.id)) == []


def test_a_success_an_agreement_builds_on_is_not_taken_back(worker, casus):
    success = factories.success(casus)
    factories.agreement(casus, label="A3", based_on_success_id=success.id)

    page = worker.fill("successes.withdraw", {"why": "Klopt niet."}, ref=casus.ref, success_id=success.id)

    assert "Afspraak A3 bouwt op dit succes" in page.error_at("why")
    assert success.what in worker.open("successes.index", ref=casus.ref).words


def test_somebody_elses_change_is_not_taken_back_unseen(worker, casus):
    success = factories.success(casus)
    kim = factories.person(casus)
    form = worker.open("successes.withdraw", ref=casus.ref, success_id=success.id)
    worker.fill("successes.edit", {"celebrated": "taart", "person_ids": [kim.id]}, ref=casus.ref, success_id=success.id)

    page = worker.send(form, {"why": "Klopt niet."})

    assert page.status == 409
    assert success.what in worker.open("successes.index", ref=casus.ref).words


# --- where it comes from


def test_a_line_of_the_diary_gives_the_form_a_start(app, worker, casus):
    kim, noa = factories.person(casus), factories.child(casus)
    agreement = factories.agreement(casus, doers=[kim])
    line = factories.made(lambda: DiaryLine(
        casus_id=casus.id, written_on=factories.TODAY, text="De thee stond klaar.", is_success=True, agreement_id=agreement.id,
        child_id=noa.id,
    ))()  # fmt: skip

    form = worker.open("successes.new", ref=casus.ref, line=line.id)
    fields = form.fields()

    assert (fields["what"], fields["happened_on"]) == ("De thee stond klaar.", factories.TODAY.isoformat())
    assert (fields.getlist("person_ids"), fields.getlist("child_ids")) == ([str(kim.id)], [str(noa.id)])
    assert (fields["agreement_id"], fields["diary_line_id"]) == (str(agreement.id), str(line.id))
    assert worker.send(form, {}).heading == "Successen"


def test_a_line_or_agreement_of_another_family_is_no_start(worker, casus):
    other = factories.casus(name="Gezin Smeets")
    agreement = factories.agreement(other)
    line = factories.made(lambda: DiaryLine(casus_id=other.id, written_on=factories.TODAY, text="Geheim."))()

    asked = [{"line": line.id}, {"agreement": agreement.id}, {"line": "x"}, {"agreement": ""}]

    assert {worker.open("successes.new", ref=casus.ref, **one).status for one in asked} == {404}


# --- after a run of kept agreements


@pytest.fixture
def kept(app, casus):
    """Kim and Ineke kept agreement A7 four times in a row."""
    kim, ineke = factories.person(casus, "Kim"), factories.person(casus, "Ineke")
    agreement = factories.agreement(casus, doers=[kim, ineke], label="A7", last_check_on=clock.today(), last_outcome="done")
    for days in (21, 14, 7, 0):
        check(casus, agreement, days)
    return agreement


def check(casus, agreement, days, outcome=CheckOutcome.DONE):
    on = clock.today() - timedelta(days=days)
    factories.made(lambda: Check(casus_id=casus.id, agreement_id=agreement.id, checked_on=on, outcome=outcome))()


QUESTION = "Afspraak A7 ging 4 keer achter elkaar goed. Hoe deden Kim en Ineke dat?"


def test_after_four_times_the_pages_ask_how_they_did_it(worker, casus, kept):
    meeting = factories.meeting(casus, status=MeetingStatus.PLANNED, held_on=clock.today() + timedelta(days=3))
    places = [("successes.index", {"ref": casus.ref}), ("overview.casus", {"ref": casus.ref}), ("overview.today", {}),
              ("meetings.one", {"ref": casus.ref, "meeting_id": meeting.id})]  # fmt: skip

    assert [where for where, values in places if QUESTION not in worker.open(where, **values).words] == []
    form = worker.open(worker.open("successes.index", ref=casus.ref).links()["Schrijf op hoe : afspraak A7"])
    assert form.value_of("agreement_id") == str(kept.id)


def test_the_question_goes_when_it_was_answered(worker, casus, kept):
    factories.success(casus, agreement_id=kept.id, happened_on=clock.today())

    assert QUESTION not in worker.open("successes.index", ref=casus.ref).words


def test_the_question_goes_when_somebody_does_not_want_it_now(worker, casus, kept):
    page = worker.press("successes.index", "successes.see_run", ref=casus.ref, agreement_id=kept.id)

    assert QUESTION not in page.words


def test_a_check_that_failed_ends_the_run(app, worker, casus, kept):
    check(casus, kept, 0, CheckOutcome.NOT_DONE)
    with app.app_context():
        db.session.get_one(Agreement, kept.id).last_outcome = "not_done"
        db.session.commit()

    assert "achter elkaar goed" not in worker.open("successes.index", ref=casus.ref).words


def test_who_may_only_read_is_asked_nothing(browse, casus, kept):
    page = browse(factories.supervisor_of(casus)).open("successes.index", ref=casus.ref)

    assert QUESTION in page.words
    assert "Schrijf op hoe" not in page.words


# --- what each reader sees


@pytest.mark.parametrize(("shared", "told", "sees"), [(False, False, False), (True, False, True), (False, True, True)])
def test_a_reader_sees_what_was_shared_with_everybody_or_told_to_him_or_her(shared, told, sees):
    success = {"id": 1, "what": "Gelukt.", "day": "2026-02-22", "group": None, "agreement": None, "shared": shared,
               "celebrated": "", "people": [], "told": [FATIHA] if told else []}  # fmt: skip
    view = project(version(casus_a() | {"successes": [success]}), FATIHA, secrets=[])

    assert ([one.what for one in view.successes] == ["Gelukt."]) is sees
