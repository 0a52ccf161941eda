"""The file analysis of a team: counts only, of the right casussen, and small ones stay in the team."""

from datetime import timedelta

import pytest

from tests import factories
from tests.factories import TODAY
from workbench.casus.models import CasusStatus, Framework, Phase
from workbench.rights.models import Ground, Reply
from workbench.rights.team_queries import Choice, analysis


def families(count, **values):
    made = []
    for _turn in range(count):
        casus = factories.casus(name="Gezin Kanarie", **values)
        child = factories.child(casus, "Kanariekind")
        factories.rights_answer(casus, 1, child=child, where="Kanariewoorden")
        factories.rights_answer(casus, 12, Reply.NO)
        made.append((casus, child))
    return made


@pytest.fixture
def henk(browse):
    return browse(factories.supervisor())


def counted(page, words):
    found = next(one for one in page.tree.iter("tr") if words in " ".join(one.itertext()))
    return [" ".join(" ".join(cell.itertext()).split()) for cell in found.iter("td")][1:]


def test_children_and_families_are_counted_per_answer(app):
    with app.test_request_context():
        (casus, _noa), _other = families(2)
        factories.child(casus, "Daan")
        factories.child(casus, "Weg", ended_on=TODAY)
        families(1, team_id=2)
        found = analysis(1, Choice())

    assert (found.casussen, found.children) == (2, 3)
    assert found.counts[1] == {Reply.YES: 2, Reply.NO: 0, Reply.NOT_APPLICABLE: 0, None: 1}
    assert found.counts[12] == {Reply.YES: 0, Reply.NO: 2, Reply.NOT_APPLICABLE: 0, None: 0}


@pytest.mark.parametrize(
    ("asked", "casussen"),
    [
        ({}, 4), ({"phase": "recovery"}, 1), ({"framework": "voluntary"}, 1), ({"considered": "now"}, 1),
        ({"considered": "ever"}, 2), ({"considered": "never"}, 2), ({"phase": "nonsense", "since": "32-13"}, 4),
        ({"since": TODAY.isoformat()}, 3), ({"until": (TODAY - timedelta(days=300)).isoformat()}, 1),
    ],
)  # fmt: skip
def test_a_choice_counts_the_casussen_that_fit(app, asked, casussen):
    with app.test_request_context():
        (first, child), (second, other) = families(2)
        families(1, phase=Phase.RECOVERY, framework=Framework.VOLUNTARY)
        families(1, started_on=TODAY - timedelta(days=400), closed_on=TODAY - timedelta(days=9), status=CasusStatus.CLOSED)
        factories.placement(first, [child], (Ground.SAFETY,))
        factories.placement(second, [other], ended_on=TODAY)

        assert analysis(1, Choice.of(asked)).casussen == casussen


def test_the_page_names_nobody_and_leads_to_no_family(henk, app):
    made = families(12)
    for page in (henk.open("rights.team"), henk.open("/team/rights?leaving=1")):
        assert page.status == 200
        assert "Kanarie" not in page.text_source
        assert not any(casus.ref in page.text_source for casus, _child in made)


def test_in_the_team_a_small_group_is_counted_and_outside_it_is_not(henk):
    families(9)
    inside, outside = henk.open("rights.team"), henk.open("/team/rights?leaving=1")

    assert counted(inside, "1 Is het kind apart gesproken?") == ["9", "0", "0", "0"]
    assert "mogen niet buiten het team komen" in inside.words
    assert "te herkennen als één gezin" in outside.words
    assert list(outside.tree.iter("table")) == []


def test_outside_the_team_small_cells_are_hidden(henk):
    for casus, _noa in families(12)[:3]:
        factories.child(casus, "Daan")
    page = henk.open("/team/rights?leaving=1")

    assert counted(page, "1 Is het kind apart gesproken?") == ["12", *["minder dan 10, of verborgen"] * 3]


@pytest.mark.parametrize("who", [factories.worker, factories.administrator, factories.privacy_officer])
def test_only_who_leads_a_team_sees_its_counts(browse, who):
    assert browse(who()).open("rights.team").status == 403


@pytest.mark.parametrize("count", [1, 10])
def test_a_team_in_two_statements_after_who_am_i(henk, statements, count):
    families(count)
    henk.open("rights.team")
    statements.clear()
    henk.open("rights.team")

    assert len(statements) == 3
