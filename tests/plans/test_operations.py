"""A version is the plan as it was on one day: numbered, never changed, and set only when nothing is missing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests import factories
from workbench.agreements.models import Audience
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind, ProtectedTerm
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.plans import operations, queries
from workbench.plans.models import PlanKind, PlanStatus, Situation
from workbench.plans.projection import Leaking, project
from workbench.plans.rules import shown_texts
from workbench.reviews.models import Answer, Outcome

START = factories.TODAY
pytestmark = pytest.mark.usefixtures("context")


def frozen(casus, worker, **values):
    given = {"kind": PlanKind.FINAL, "starts_on": START, "evaluate_on": START + timedelta(weeks=5)}
    return operations.freeze(casus, by=worker, **(given | values))


def test_versions_are_numbered(casus, worker):
    assert [frozen(casus, worker).number, frozen(casus, worker).number] == [1, 2]


def test_a_version_stays_as_it_was_when_the_plan_changes(casus, worker):
    version = frozen(casus, worker)
    before = project(version, casus.bas.id)
    casus.danger.title = "Iets anders"
    factories.agreement(casus, doers=[casus.kim], checker=casus.bas)
    db.session.flush()
    db.session.expire_all()

    assert project(version, casus.bas.id) == before
    assert operations.verify(version)


def test_a_version_that_was_tampered_with_is_seen(casus, worker):
    version = frozen(casus, worker)
    version.body = version.body | {"situations": [{"situation": "party", "text": "Erbij gezet", "group": None}]}

    assert not operations.verify(version)


def test_no_contact_point_or_day_of_birth_is_frozen(casus, worker):
    factories.contact_point(casus.kim, "Wilgenpad 7")
    factories.contact_point(casus.fatiha, "06-00000742", kind=ContactKind.PHONE)

    body = str(frozen(casus, worker).body)

    assert "Wilgenpad" not in body
    assert "0742" not in body
    assert "2016-05-03" not in body


def test_a_temporary_plan_without_a_last_day_is_refused(casus, worker):
    with pytest.raises(RuleBroken) as refused:
        frozen(casus, worker, kind=PlanKind.TEMPORARY)

    assert refused.value.field == "ends_on"


def test_a_temporary_plan_of_fifteen_days_is_refused(casus, worker):
    with pytest.raises(RuleBroken) as refused:
        frozen(casus, worker, kind=PlanKind.TEMPORARY, ends_on=START + timedelta(days=15))

    assert refused.value.field == "ends_on"


def test_a_plan_with_a_last_day_stops_by_itself(casus, worker):
    version = frozen(casus, worker, kind=PlanKind.TEMPORARY, ends_on=START + timedelta(days=14))

    assert not operations.is_over(version, START + timedelta(days=14))
    assert operations.is_over(version, START + timedelta(days=15))


def test_a_complete_plan_can_be_set_and_replaces_the_one_before(casus, worker):
    first, second = frozen(casus, worker), frozen(casus, worker)
    operations.set_version(casus, first, by=worker)
    operations.set_version(casus, second, by=worker)
    db.session.flush()
    db.session.expire_all()

    assert (first.status, second.status) == (PlanStatus.REPLACED, PlanStatus.SET)
    assert queries.latest(queries.version_lines(casus)).number == 2


def test_an_incomplete_plan_is_not_set_and_says_what_is_missing(casus, worker):
    factories.danger(casus)
    version = frozen(casus, worker)

    with pytest.raises(operations.Incomplete) as refused:
        operations.set_version(casus, version, by=worker)

    assert [gap.rule for gap in refused.value.gaps] == ["B1"]
    assert version.status is PlanStatus.CONCEPT


def test_an_open_objection_stops_the_plan_unless_the_reason_is_written_down(casus, worker):
    version = frozen(casus, worker)
    agreement = version.body["agreements"][0]["id"]
    db.session.add(Answer(casus_id=casus.id, agreement_id=agreement, plan_version_id=version.id, person_id=casus.bas.id,
                          outcome=Outcome.DISAGREE, words="Dit wil ik niet.",
                          text_sha256=shown_texts(version.body)[agreement]))  # fmt: skip
    db.session.flush()

    with pytest.raises(RuleBroken) as refused:
        operations.set_version(casus, version, by=worker)
    assert refused.value.field == "despite"

    operations.set_version(casus, version, by=worker, despite="Bas en Kim praten verder op maandag.")
    assert project(version, casus.bas.id).set_despite == "Bas en Kim praten verder op maandag."


def test_the_texts_of_the_plan_are_saved_with_their_situations(casus, worker):
    party = {Situation.PARTY: "Joris rijdt."}
    operations.write(casus, by=worker, version=0, texts={"diary": "Iedereen schrijft."}, situations=party)
    view = project(frozen(casus, worker), casus.bas.id)

    assert view.diary == "Iedereen schrijft."
    assert [(one.situation, one.words) for one in view.situations] == [("party", "Joris rijdt.")]


def test_the_texts_of_the_plan_are_never_overwritten_unseen(casus, worker):
    plan = operations.write(casus, by=worker, version=0, texts={"diary": "Een"})
    operations.write(casus, by=worker, version=plan.version, texts={"diary": "Twee"})

    with pytest.raises(EditConflict):
        operations.write(casus, by=worker, version=1, texts={"diary": "Drie"})


def test_an_address_in_an_agreement_stops_the_plan_for_everybody(casus, worker):
    factories.contact_point(casus.kim, "Wilgenpad 7")
    factories.agreement(casus, doers=[casus.kim], checker=casus.bas, what="Kim haalt Noa op bij wilgenpad 7.")
    version = frozen(casus, worker)

    with pytest.raises(Leaking):
        project(version, casus.bas.id)


def test_a_word_of_one_sub_group_stops_the_plan_for_the_other(casus, worker):
    green, blue = factories.sub_group(casus), factories.sub_group(casus, "Blauw", "b")
    casus.separate_networks = True
    casus.kim.sub_group_id, casus.bas.sub_group_id = green.id, blue.id
    db.session.add(ProtectedTerm(casus_id=casus.id, kind=ContactKind.OTHER, text="pannenkoek", sub_group_id=green.id))
    factories.agreement(casus, doers=[casus.kim], checker=casus.bas, what="Zegt Noa pannenkoek, dan belt Kim.")
    version = frozen(casus, worker)

    assert project(version, casus.kim.id)
    with pytest.raises(Leaking):
        project(version, casus.bas.id)


def test_a_colleague_in_the_casus_reads_everything(casus, worker):
    green = factories.sub_group(casus)
    casus.separate_networks = True
    sanne = factories.neighbour(casus, "Sanne", user_id=worker.id)
    yvonne = factories.neighbour(casus, "Yvonne")
    factories.agreement(casus, doers=[casus.kim], checker=casus.bas, audience=Audience.SUB_GROUP, sub_group_id=green.id)
    version = frozen(casus, worker)

    assert len(project(version, sanne.id).agreements) == 2
    assert len(project(version, yvonne.id).agreements) == 1


def test_freezing_and_setting_stand_in_the_log(casus, worker):
    version = frozen(casus, worker)
    operations.set_version(casus, version, by=worker)
    db.session.commit()

    events = db.session.scalars(select(AuditEntry.event).where(AuditEntry.chain == casus.id).order_by(AuditEntry.seq)).all()
    assert events == ["plan version made", "plan version set"]


def test_the_projection_asks_the_database_once(casus, worker, statements):
    version = frozen(casus, worker)
    statements.clear()
    project(version, casus.bas.id)

    assert len(statements) == 1


def test_a_version_of_the_past_can_be_brought_in(casus, worker):
    from datetime import UTC, datetime

    moment = datetime(2026, 1, 26, 20, 30, tzinfo=UTC)
    version = frozen(casus, worker, starts_on=date(2026, 1, 26), evaluate_on=None, at=moment)

    assert project(version, casus.bas.id).made_on == date(2026, 1, 26)
