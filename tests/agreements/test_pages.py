"""Agreements as a worker meets them."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests import factories
from workbench.agreements import operations
from workbench.agreements.models import Agreement, AgreementStatus, Part
from workbench.audit.models import AuditEntry
from workbench.extensions import db
from workbench.goals.models import BottomLine


def stored(app, agreement_id):
    with app.app_context():
        return db.session.get(Agreement, agreement_id, options=[joinedload(Agreement.people)])


def last_entry(app):
    with app.app_context():
        asked = select(AuditEntry).where(AuditEntry.record_type == "agreement").order_by(AuditEntry.id.desc())
        return db.session.scalars(asked).first()


def test_an_agreement_is_added_by_form_and_stands_in_the_list(browse, family):
    page = browse(family.worker).fill("agreements.new", family.answers(), ref=family.casus.ref)
    assert page.status == 200
    listed = browse(family.worker).open("agreements.index", ref=family.casus.ref)

    assert "Kim belt Marloes." in listed.links()
    assert "Kim en Marloes doen het" in listed.words
    assert "Bas let op" in listed.words


def test_the_goal_in_the_address_is_chosen_already(browse, family):
    page = browse(family.worker).open("agreements.new", ref=family.casus.ref, goal=family.goal.id)

    assert page.value_of("goal") == str(family.goal.id)


def test_without_a_goal_there_is_the_way_to_make_one(browse):
    worker = factories.worker()
    page = browse(worker).open("agreements.new", ref=factories.casus(worker).ref)

    assert "Eerst het doel" in page.words


def test_who_does_it_cannot_also_look(browse, family):
    page = browse(family.worker).fill("agreements.new", family.answers(checker=family.kim.id), ref=family.casus.ref)

    assert "kan er niet ook op letten" in page.error_at("checker")
    assert page.value_of("what") == "Kim belt Marloes."


@pytest.mark.parametrize("field", ["what_if", "backup"])
def test_direct_safety_asks_for_plan_b_and_somebody_who_stands_in(browse, family, field):
    answers = family.answers(phase="direct", backup=family.marloes.id) | {field: ""}
    page = browse(family.worker).fill("agreements.new", answers, ref=family.casus.ref)

    assert page.error_at(field)


@pytest.mark.parametrize("field", ["doers", "what", "when", "checker", "check_how", "check_every_days", "starts_on"])
def test_what_has_to_be_filled_in_says_so_at_its_place(browse, family, field):
    answers = family.answers() | {field: None if field == "doers" else ""}
    page = browse(family.worker).fill("agreements.new", answers, ref=family.casus.ref)

    assert page.error_at(field)


def test_the_page_of_one_agreement_tells_all_of_it(browse, family, agreement):
    page = browse(family.worker).open("agreements.one", ref=family.casus.ref, agreement_id=agreement.id)

    assert page.heading == "Afspraak A1"
    for words in ("Als Kim trek in drank heeft, belt zij Marloes.", "Kim", "Bas belt Kim", "14 dagen", "Dan belt Kim Fatiha."):
        assert words in page.words


def test_changing_who_what_or_when_asks_everybody_again(app, browse, family, agreement):
    told = []
    operations.on_reopened.append(lambda changed, by: told.append((changed.id, by.id)))
    try:
        browse(family.worker).fill(
            "agreements.edit", {"what": "Kim appt Marloes."}, ref=family.casus.ref, agreement_id=agreement.id
        )
    finally:
        operations.on_reopened.pop()

    assert stored(app, agreement.id).status is AgreementStatus.IN_REVIEW
    assert told == [(agreement.id, family.worker.id)]
    assert last_entry(app).event == "agreement reopened"
    assert last_entry(app).detail == {"changed": ["what"]}


def test_changing_something_else_asks_nobody_again(app, browse, family, agreement):
    browse(family.worker).fill(
        "agreements.edit", {"check_how": "Bas komt langs."}, ref=family.casus.ref, agreement_id=agreement.id
    )

    assert stored(app, agreement.id).status is AgreementStatus.ACTIVE
    assert last_entry(app).detail == {"changed": ["check_how"]}


def test_the_history_names_who_changed_which_fields(browse, family, agreement):
    worker = browse(family.worker)
    worker.fill("agreements.edit", {"what": "Kim appt."}, ref=family.casus.ref, agreement_id=agreement.id)
    page = worker.open("agreements.one", ref=family.casus.ref, agreement_id=agreement.id)

    assert "Sanne Verbeek veranderde wie, wat of wanneer" in page.words
    assert "Veranderd: Wat doet deze persoon?" in page.words


def test_people_can_be_changed_and_that_counts_as_a_version(app, browse, family, agreement):
    browse(family.worker).fill(
        "agreements.edit", {"together": [family.marloes.id]}, ref=family.casus.ref, agreement_id=agreement.id
    )
    now = stored(app, agreement.id)

    assert now.who(Part.TOGETHER) == [family.marloes.id]
    assert now.who(Part.DOER) == [family.kim.id]
    assert now.version == agreement.version + 1


def test_saving_without_a_change_writes_nothing(app, browse, family, agreement):
    browse(family.worker).fill("agreements.edit", {}, ref=family.casus.ref, agreement_id=agreement.id)

    assert stored(app, agreement.id).version == agreement.version
    assert last_entry(app) is None


def test_ending_takes_a_reason(browse, family, agreement):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    page = worker.fill("agreements.end", {"feasible": "False", "reason": ""}, **where)
    assert page.error_at("reason")

    worker.fill("agreements.end", {"feasible": "False", "reason": "Marloes verhuist."}, **where)
    page = worker.open("agreements.one", **where)
    assert "Bleek niet haalbaar" in page.words
    assert "Marloes verhuist." in page.words


def test_a_living_agreement_gets_another_status(app, browse, family, agreement):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    page = worker.open("agreements.one", **where)
    worker.send(page, {"status": "trying"}, action=worker.address("agreements.move", **where))

    assert stored(app, agreement.id).status is AgreementStatus.TRYING


def test_what_has_ended_is_not_brought_back_by_a_change(app, browse, family):
    ended = factories.agreement(family.casus, family.goal, [family.kim], family.bas, status="ended", ended_why="Kim verhuisde.")
    page = browse(family.worker).fill(
        "agreements.edit", {"what": "Kim appt."}, ref=family.casus.ref, agreement_id=ended.id
    )

    assert "Deze afspraak is al gestopt." in page.words
    assert stored(app, ended.id).status is AgreementStatus.ENDED


def test_an_agreement_says_at_which_meeting_it_was_made(browse, family):
    meeting = factories.meeting(family.casus, number=2)
    page = browse(family.worker).fill("agreements.new", family.answers(meeting=meeting.id), ref=family.casus.ref)

    assert "Bijeenkomst 2, 15 juni 2026" in page.words


def test_a_silent_agreement_says_so_in_the_list(browse, family):
    factories.agreement(family.casus, family.goal, [family.kim], family.bas, check_every_days=1)
    page = browse(family.worker).open("agreements.index", ref=family.casus.ref)

    assert "Stil" in page.words


def test_a_goal_with_only_a_service_gets_a_warning(browse, family):
    factories.agreement(family.casus, family.goal, [family.kim], family.bas, kind="service")
    page = browse(family.worker).open("agreements.index", ref=family.casus.ref)

    assert "Niemand van het gezin of het netwerk" in page.words


def test_an_agreement_of_another_family_is_not_here(browse, family):
    elsewhere = factories.casus(family.worker)
    other = factories.agreement(elsewhere)

    for endpoint in ("agreements.one", "agreements.edit", "agreements.end"):
        assert browse(family.worker).open(endpoint, ref=family.casus.ref, agreement_id=other.id).status == 404


def test_the_supervisor_reads_and_does_not_change(browse, family, agreement):
    henk = browse(factories.supervisor())
    where = {"ref": family.casus.ref, "agreement_id": agreement.id}

    assert henk.open("agreements.one", **where).status == 200
    assert henk.open("agreements.edit", **where).status == 403


def test_a_bottom_line_without_an_agreement_is_named_until_one_covers_it(app, browse, family, agreement):
    with app.app_context():
        line = BottomLine(
            casus_id=family.casus.id, text="Er is altijd een volwassene.", set_by="GI", ground="institution", reason="Gevaar.",
            set_on=factories.TODAY,
        )  # fmt: skip
        db.session.add(line)
        db.session.commit()
    worker = browse(family.worker)
    said = "Nog geen afspraak dekt dit: Er is altijd een volwassene."
    assert said in worker.open("agreements.index", ref=family.casus.ref).words
    worker.fill("agreements.edit", {"bottom_lines": [line.id]}, ref=family.casus.ref, agreement_id=agreement.id)

    assert said not in worker.open("agreements.index", ref=family.casus.ref).words
