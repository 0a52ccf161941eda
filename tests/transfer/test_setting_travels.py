"""What a plan was set with, a version that was withdrawn, and approvals travel with the family."""

import copy
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.transfer.test_refusals import faults_of
from workbench.casus.models import Person
from workbench.extensions import db
from workbench.plans.approving import approvals_of, is_approved
from workbench.plans.models import PlanApproval, PlanVersion
from workbench.transfer.exporting import export_casus

MOMENT = datetime(2026, 6, 16, 9, tzinfo=UTC)


@pytest.fixture
def file(take_in, family, staff):
    """Demo A, set with an exception and an objection, approved by Henk, with a version that was withdrawn."""
    casus = take_in(family("A"))
    versions = db.session.scalars(select(PlanVersion).filter_by(casus_id=casus.id).order_by(PlanVersion.number)).all()
    people = {one.first_name: one.id for one in db.session.scalars(select(Person).filter_by(casus_id=casus.id))}
    agreement = versions[2].body["agreements"][0]["id"]
    versions[2].set_with = {
        "exceptions": [{"rule": "B7", "child": people["Daan"], "reason": "Daan is ziek."}, {"rule": "B11", "reason": "Zomer."}],
        "objections": [{"person": people["Bas"], "agreement": agreement, "words": "Nee.", "day": "2026-06-16", "how": "link"}],
    }
    versions[1].withdrawn_at, versions[1].withdrawn_by_id, versions[1].withdrawn_why = MOMENT, staff["sanne"].id, "Fout."
    db.session.add(PlanApproval(
        casus_id=casus.id, plan_version_id=versions[2].id, sha256=versions[2].sha256, asked_at=MOMENT, decided_at=MOMENT,
        asked_by_id=staff["sanne"].id, decided_by_id=staff["henk"].id, approved=True, words="Goed.",
    ))  # fmt: skip
    db.session.flush()
    return export_casus(casus)


def test_it_comes_in_as_it_went_out(file, take_in):
    casus = take_in(file)

    again = export_casus(casus)
    assert again["plan_versions"] == file["plan_versions"]
    assert again["plan_approvals"] == file["plan_approvals"]
    version = db.session.scalar(select(PlanVersion).filter_by(casus_id=casus.id, number=3))
    people = {one.id: one.first_name for one in db.session.scalars(select(Person).filter_by(casus_id=casus.id))}
    assert people[version.set_with["exceptions"][0]["child"]] == "Daan"
    assert is_approved(version, approvals_of(version))


def test_an_exception_for_somebody_who_is_not_in_the_file_is_refused(file, take_in):
    data = copy.deepcopy(file)
    data["plan_versions"][2]["set_with"]["exceptions"][0]["child"] = "niemand"
    data["plan_versions"][1]["set_with"] = {"exceptions": [{"rule": "B1", "reason": "Zomaar."}]}

    assert set(faults_of(take_in, data)) == {"/plan_versions/1/set_with/exceptions/0/rule"}
    del data["plan_versions"][1]["set_with"]
    assert set(faults_of(take_in, data)) == {"/plan_versions/2/set_with"}
