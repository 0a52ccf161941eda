"""The team over a period: how each standard stood on two days, and since when that is kept."""

from datetime import date, timedelta

import pytest

from tests.standards.conftest import TODAY
from tests.standards.test_pages import Home
from tests.standards.test_team import families, rows_of
from workbench.extensions import db
from workbench.goals.models import ParentOpinion
from workbench.standards.models import CoverageChange, State
from workbench.standards.period import Period, Then, sums
from workbench.standards.rules import NUMBERS, Shown

MARCH = date(2026, 3, 1)
GRID = "Hoe elke standaard in elke casus ervoor stond"


@pytest.fixture
def home(app):
    return Home(app, name="Gezin Jansma-de Wit")


def write_history(app, home, *changes):
    """The history of the casus as if these were all changes: (standard, state, newest evidence, day of the change)."""
    with app.test_request_context():
        db.session.execute(db.delete(CoverageChange).where(CoverageChange.casus_id == home.id))
        for standard, state, newest, day in changes:
            db.session.add(CoverageChange(casus_id=home.id, standard=standard, state=state, newest_on=newest, changed_on=day))
        db.session.commit()


class TestWhatIsKept:
    def changes(self, family):
        asked = db.select(CoverageChange).where(CoverageChange.casus_id == family.casus.id).order_by(CoverageChange.id)
        return list(db.session.scalars(asked))

    def test_a_casus_begins_with_its_ten_states(self, family):
        assert sorted(one.standard for one in self.changes(family)) == list(NUMBERS)

    def test_a_state_that_changes_is_a_row_and_what_stays_is_none(self, family):
        before = len(self.changes(family))
        family.changed(family.goal)
        assert len(self.changes(family)) == before
        db.session.delete(family.opinion)
        family.changed(family.danger)

        [new] = self.changes(family)[before:]
        assert (new.standard, new.state, new.changed_on) == (4, State.PARTLY, TODAY)
        assert new.newest_on is not None

    def test_it_costs_one_statement_and_only_when_a_state_changes(self, family, statements):
        family.changed(family.goal)
        statements.clear()
        family.changed(family.goal)
        same = [one for one in statements if "INSERT INTO coverage_change" in one]
        db.session.execute(db.delete(ParentOpinion))
        statements.clear()
        family.changed(family.danger)
        changed = [one for one in statements if "INSERT INTO coverage_change" in one]

        assert (len(same), len(changed)) == (0, 1)


class TestThePeriod:
    @pytest.mark.parametrize(
        ("asked", "first", "last", "fault"),
        [
            ({}, TODAY - timedelta(days=91), TODAY, ""),
            ({"from": "2026-01-05", "to": "2026-02-01"}, date(2026, 1, 5), date(2026, 2, 1), ""),
            ({"to": "2026-02-01"}, date(2026, 2, 1) - timedelta(days=91), date(2026, 2, 1), ""),
            ({"from": "2026-01-05", "to": "2999-01-01"}, date(2026, 1, 5), TODAY, ""),
            ({"from": "2026-03-05", "to": "2026-02-01"}, TODAY - timedelta(days=91), TODAY, "order"),
            ({"from": "gisteren"}, TODAY - timedelta(days=91), TODAY, "day"),
            ({"from": "0001-01-01", "to": "2026-02-01"}, TODAY - timedelta(days=91), TODAY, "day"),
            ({"to": "0001-01-02"}, TODAY - timedelta(days=91), TODAY, "day"),
        ],
    )
    def test_two_days_are_read_from_the_address(self, asked, first, last, fault):
        assert Period.of(asked, TODAY) == Period(first, last, fault)

    def test_wrong_days_are_named_beside_the_fields_and_kept(self, browse, home):
        page = browse(home.henk).open("/team/period?from=2026-06-10&to=2026-06-01")

        assert "Kies een eerste dag die vóór de laatste komt" in page.words
        assert page.tree.xpath("//input[@id='from']/@value") == ["2026-06-10"]


class TestThePage:
    def test_a_cell_says_how_it_was_and_how_it_is(self, app, browse, home):
        write_history(app, home, (4, State.NO_EVIDENCE, None, MARCH), (4, State.PARTLY, TODAY, TODAY - timedelta(days=2)),
                      (5, State.EVIDENCE, MARCH, MARCH), (7, State.EVIDENCE, TODAY, TODAY))
        said = browse(home.henk).open("/team/period?from=2026-04-01").read_aloud(GRID)

        assert "Gezin Jansma-de Wit, 4 Partner\N{SOFT HYPHEN}schap: 4 Partnerschap: was geen, nu deels" in said
        assert any(", 5 " in line and line.endswith("nog steeds bewijs") for line in said)
        assert any(", 7 " in line and line.endswith("toen niet bekend, nu bewijs") for line in said)

    def test_each_standard_says_in_how_many_plans_what_changed(self, app, browse, home):
        write_history(app, home, (4, State.NO_EVIDENCE, None, MARCH), (4, State.PARTLY, TODAY, TODAY))
        said = browse(home.henk).open("/team/period?from=2026-04-01").read_aloud("Per standaard in hoeveel plannen")

        assert "4 Partnerschap, Wat er veranderde: 1 plan veranderde op een andere manier." in said
        assert "5 Gewenste verandering, Wat er veranderde: Van 1 plan is het begin niet bekend." in said

    def test_evidence_that_was_fresh_then_and_is_old_now_reads_so(self, app, browse, home):
        long_ago = TODAY - timedelta(days=200)
        write_history(app, home, (1, State.EVIDENCE, long_ago, long_ago))
        page = browse(home.henk).open(f"/team/period?from={long_ago + timedelta(days=10)}&to={TODAY - timedelta(days=60)}")

        assert any("1 Kennis: was bewijs, nu oud" in line for line in page.read_aloud(GRID))

    def test_before_the_history_begins_it_says_so_and_guesses_nothing(self, browse, home):
        page = browse(home.henk).open("/team/period?from=2026-04-01")

        assert "Van daarvoor weet zij niets, en zij raadt niet" in page.words
        assert "Kies een eerste dag vanaf toen" in page.words
        assert "Per casus" not in page.words

    def test_a_casus_of_another_team_is_not_in_it(self, app, browse, home):
        from tests import factories

        write_history(app, home, (4, State.NO_EVIDENCE, None, MARCH), (4, State.PARTLY, TODAY, TODAY))
        assert "Jansma" not in browse(factories.supervisor(team_id=2)).open("/team/period?from=2026-04-01").words

    def test_a_worker_does_not_see_it(self, browse, home):
        assert browse(home.sanne).open("standards.team_period").status == 403

    def test_it_takes_as_many_statements_whatever_the_size(self, app, browse, home, statements):
        browser = browse(home.henk)
        for size in (0, 10):
            rows_of(app, size)
            statements.clear()
            browser.open("standards.team_period")
            assert len(statements) <= 5, statements  # who, the team, the changes, the evidence, the meetings

    def test_only_casussen_in_which_something_changed_are_in_the_grid(self, app, browse, home):
        rows_of(app, 2)
        write_history(app, home, (4, State.NO_EVIDENCE, None, MARCH), (4, State.PARTLY, TODAY, TODAY))

        shown = families(browse(home.henk).open("/team/period?from=2026-04-01"))
        assert [name for name in shown if name.startswith("Gezin")] == ["Gezin Jansma-de Wit"]


def then(was, now):
    return Then("x", "22222222", dict.fromkeys(NUMBERS, was), dict.fromkeys(NUMBERS, now))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "."),
        ([then(Shown.NONE, Shown.EVIDENCE)], "In 1 plan kwam er bewijs."),
        ([then(Shown.PART, Shown.EVIDENCE)] * 2 + [then(Shown.EVIDENCE, Shown.OLD)],
         "In 2 plannen kwam er bewijs, in 1 plan verdween of verouderde het bewijs."),
        ([then(Shown.NONE, Shown.PART)] * 3 + [then(Shown.PART, Shown.PART)],
         "3 plannen veranderden op een andere manier, 1 plan bleef gelijk."),
        ([then(None, Shown.EVIDENCE)] * 2, "Van 2 plannen is het begin niet bekend."),
    ],
)  # fmt: skip
def test_the_sum_of_a_standard_in_words(context, rows, words):
    assert sums(rows)[0].words == words
