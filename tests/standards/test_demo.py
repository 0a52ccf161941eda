"""The coverage the two demo families must have on 15 June 2026 (the last lines of domain.md 7.1 and 7.2)."""

from datetime import date

import pytest

from workbench.accounts.models import Team, User
from workbench.accounts.operations import DEMO_STAFF
from workbench.extensions import db
from workbench.standards import queries
from workbench.standards.gaps import missing
from workbench.transfer import demonstration
from workbench.transfer.importing import import_casus
from workbench.transfer.reading import read


@pytest.fixture
def demo(context, monkeypatch):
    monkeypatch.setattr("workbench.clock.today", lambda: date(2026, 6, 15))
    staff = [User(email=email, name=name, role=role, team_id=team and 1) for email, name, role, team in DEMO_STAFF]
    db.session.add_all(staff)
    db.session.flush()
    sanne, team = staff[0], db.session.get_one(Team, 1)
    found = [import_casus(read(file.read_bytes()), by=sanne, team=team) for file in (demonstration.CASE_A, demonstration.CASE_B)]
    demonstration.reflect(sanne, found[0])
    db.session.commit()
    return [queries.page_of(casus) for casus in found]


def test_the_jansma_de_wit_family(demo):
    page = demo[0]

    assert {number: page.shown[number].value for number in range(3, 11)} == {
        3: "none", 4: "part", 5: "evidence", 6: "evidence", 7: "evidence", 8: "evidence", 9: "part", 10: "later",
    }  # fmt: skip
    gaps = missing(page.facts, page.places, page.named)
    assert [str(gap.words) for gap in gaps[4]] == ["Wat Bas vindt van zorg 2"]
    assert "Wijkteam kent het nieuwste plan nog niet" in [str(gap.words) for gap in gaps[9]]


def test_the_worker_of_the_first_family_reflected_on_one_and_two(demo):
    assert [demo[0].shown[number].value for number in (1, 2)] == ["evidence", "evidence"]


def test_the_smeets_verhoeven_family(demo):
    page = demo[1]

    assert [page.shown[number].value for number in (6, 7, 8, 9)] == ["evidence", "part", "evidence", "evidence"]
