"""The course of a casus travels: phases, legal ground, closing and reopening, calls, and what was taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.transfer.test_refusals import faults_of
from workbench.aftercare.models import AftercareCall, AftercareContact
from workbench.casus.models import CasusStatus
from workbench.closing import queries
from workbench.closing.models import Closing, ClosingTold
from workbench.extensions import db
from workbench.transfer.exporting import export_casus

PHASES = [
    {"phase": "direct", "changed_on": "2026-01-12", "reason": "Het was niet veilig."},
    {"was": "direct", "phase": "stable", "changed_on": "2026-03-20", "reason": "Kim belt.", "decided_by": "Henk",
     "plan_stuck": "no"},
]  # fmt: skip
FRAMEWORKS = [{
    "was": "voluntary", "framework": "supervision_order", "since": "2026-01-12", "until": "2027-01-12", "reason": "OTS",
}]  # fmt: skip
CLOSINGS = [{
    "closed_on": "2026-05-01", "reason": "Goed.", "told_others": "school", "was_status": "aftercare",
    "was_phase": "aftercare",
    "longer_until": "2080-01-01", "longer_why": "Zaak.", "keep_until": "2080-01-01", "keep_term": "longer",
    "told": ["kim", "bas"],
    "reopened_on": "2026-05-20", "reopened_by": "henk@vlierland.example", "reopened_why": "Kim dronk.",
}]  # fmt: skip
CALLS = [
    {"caller": "kim", "called": "marloes", "when": "als Kim trek heeft"},
    {"caller": "marloes", "service": "emergency", "when": "bij gevaar", "withdrawn_on": "2026-05-02",
     "withdrawn_why": "Dubbel."},
]  # fmt: skip


@pytest.fixture
def file(family):
    data = family("A")
    data |= {"phase_changes": PHASES, "framework_changes": FRAMEWORKS, "closings": CLOSINGS, "aftercare_calls": CALLS}
    data["aftercare_contacts"][0] |= {"withdrawn_on": "2026-05-02", "withdrawn_why": "Dubbel gepland.", "words": "Kim nam op."}
    return data


def test_it_comes_out_as_it_went_in(file, take_in):
    out = export_casus(take_in(file))

    for name in ("phase_changes", "framework_changes", "closings", "aftercare_calls", "aftercare_contacts"):
        assert [{k: v for k, v in one.items() if k != "created_at"} for one in out[name]] == file[name], name


def test_what_decided_how_long_it_is_kept_still_does(file, take_in):
    casus = take_in(file)

    kept = queries.kept(casus, date(2026, 6, 18))

    assert kept.until == date(2080, 1, 1)
    told = select(ClosingTold).join(Closing).where(Closing.casus_id == casus.id)
    assert len(db.session.scalars(told).all()) == 2
    contacts = select(AftercareContact.withdrawn_why).filter_by(casus_id=casus.id).order_by(AftercareContact.id)
    assert db.session.scalars(contacts).all() == ["Dubbel gepland.", None, None]


def test_a_closed_casus_is_closed_here_too(file, take_in):
    file["casus"] |= {"status": "closed", "phase": "closed", "closed_on": "2026-06-10", "keep_until": "2080-01-01"}

    casus = take_in(file)

    assert (casus.status, casus.keep_until, casus.is_open) == (CasusStatus.CLOSED, date(2080, 1, 1), False)


@pytest.mark.parametrize(
    "call", [{"caller": "kim", "when": "altijd"}, {"caller": "kim", "called": "kim", "when": "altijd"},
             {"caller": "kim", "called": "bas", "service": "worker", "when": "altijd"}],
)  # fmt: skip
def test_a_line_that_calls_nobody_or_two_at_once_is_refused(file, take_in, call):
    file["aftercare_calls"] = [call]

    assert set(faults_of(take_in, file)) == {"/aftercare_calls/0/called"}
    assert db.session.scalars(select(AftercareCall)).all() == []


def test_a_term_that_ends_before_it_begins_is_refused(file, take_in):
    file["framework_changes"] = [FRAMEWORKS[0] | {"until": "2025-01-01"}]

    assert set(faults_of(take_in, file)) == {"/framework_changes/0/until"}
