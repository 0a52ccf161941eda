"""The supervisor's desk: what cannot wait in the team, how the approach is seen, and how it is read aloud."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.conftest import TODAY
from tests.standards.test_pages import Home
from tests.standards.test_team import families, row, rows_of
from workbench.agreements.models import AgreementStatus
from workbench.extensions import db
from workbench.monitoring.models import Check, CheckOutcome
from workbench.plans.models import PlanKind, PlanStatus, PlanTrigger, PlanVersion, TriggerKind
from workbench.reviews.models import Answer, Outcome
from workbench.signals import operations as signals
from workbench.signals.models import Signal
from workbench.standards import approach, row_facts, team
from workbench.standards.approach import Signs
from workbench.standards.attention import Stored, findings
from workbench.standards.models import Coverage
from workbench.standards.rules import Facts, Shown
from workbench.standards.team_queries import of_whole_team


@pytest.fixture
def home(app):
    return Home(app, name="Gezin Jansma-de Wit")


@pytest.fixture
def henk(home):
    return home.henk


def a_version(family, **values):
    fixed = {"number": 1, "kind": PlanKind.FINAL, "starts_on": TODAY - timedelta(days=20), "body": {}, "sha256": "x" * 64}
    return family.add(PlanVersion(**(fixed | values)))


def words_of(stored, today=TODAY, overdue_days=5):
    return [str(one.words) for one in findings(stored, today, overdue_days)]


class TestWhatCannotWait:
    """domain.md 3.2: the supervisor's list sorts by oldest evidence and by safety findings."""

    def test_a_casus_in_which_all_is_quiet_asks_for_nothing(self, context):
        assert words_of(Stored()) == []

    @pytest.mark.parametrize(
        ("stored", "words"),
        [
            (Stored(temporary_until=TODAY - timedelta(days=1)), "het tijdelijke plan is afgelopen"),
            (Stored(signal_since=TODAY - timedelta(days=14)), "een signaal wacht te lang op bespreking"),
            (Stored(objections=1), "iemand is het niet eens met een afspraak"),
            (Stored(objections=3), "3 keer is iemand het niet eens met een afspraak"),
            (Stored(triggers=1), "er veranderde iets in het gezin: bekijk het plan opnieuw"),
            (Stored(not_kept=1), "een afspraak is niet of deels gelukt en daar is nog niets mee gedaan"),
            (Stored(quiet_from=TODAY), "van een afspraak is te lang niets gehoord"),
        ],
    )
    def test_each_thing_that_cannot_wait_is_said_in_words(self, context, stored, words):
        assert words_of(stored) == [words]

    @pytest.mark.parametrize(
        "stored",
        [
            Stored(temporary_until=TODAY), Stored(signal_since=TODAY - timedelta(days=7)),
            Stored(quiet_from=TODAY + timedelta(days=1)),
        ],
    )  # fmt: skip
    def test_what_can_still_wait_today_is_not_named(self, context, stored):
        assert words_of(stored) == []

    def test_the_plan_that_ended_comes_before_what_is_quiet(self, context):
        stored = Stored(quiet_from=TODAY, temporary_until=TODAY - timedelta(days=3))
        assert words_of(stored) == ["het tijdelijke plan is afgelopen", "van een afspraak is te lang niets gehoord"]

    @given(every=st.integers(1, 400), since=st.integers(0, 800))
    def test_quiet_begins_on_the_very_day_that_vandaag_says_so(self, every, since):
        from workbench.agreements.rules import quiet_days

        heard_on = TODAY - timedelta(days=since)
        assert (row_facts.quiet_from(f"{heard_on}:{every}") <= TODAY) == (quiet_days(heard_on, every, TODAY) > 0)


class TestItIsKeptWithTheChange:
    """The row of a casus says it as soon as it is so, and no longer when it is mended (design.md 3.9)."""

    def stored(self, family, **values):
        db.session.expire_all()
        row = db.session.get(Coverage, family.casus.id)
        return {name: getattr(row, name) for name in values} == values

    def test_an_answer_that_does_not_agree(self, family):
        answer = family.add(Answer(agreement_id=family.agreement.id, person_id=family.kim.id, outcome=Outcome.DISAGREE,
                                   text_sha256="x"))
        family.changed(answer)
        assert self.stored(family, objections=1)
        answer.handled_at = answer.answered_at
        family.changed(answer)
        assert self.stored(family, objections=0)

    def test_would_rather_talk_first_is_between_two_people_and_counts_for_nobody_else(self, family):
        family.changed(family.add(Answer(agreement_id=family.agreement.id, person_id=family.kim.id, outcome=Outcome.TALK_FIRST,
                                         text_sha256="x")))
        assert self.stored(family, objections=0)

    def test_an_agreement_that_was_not_kept(self, family):
        check = family.add(Check(agreement_id=family.agreement.id, checked_on=TODAY, outcome=CheckOutcome.NOT_DONE))
        family.changed(check)
        assert self.stored(family, not_kept=1)
        family.agreement.status = AgreementStatus.ENDED
        family.changed(family.agreement)
        assert self.stored(family, not_kept=0)

    def test_a_change_in_the_family(self, family):
        trigger = family.add(PlanTrigger(kind=TriggerKind.MOVE, raised_on=TODAY))
        family.changed(trigger)
        assert self.stored(family, triggers=1)
        trigger.looked_on = TODAY
        family.changed(trigger)
        assert self.stored(family, triggers=0)

    def test_a_trigger_that_the_same_change_raises_counts_at_once(self, family, worker):
        a_version(family, status=PlanStatus.RUNNING)
        signals.add_signal(family.casus, by=worker, received_on=TODAY, content="Een melding van school.", discussed_on=None)
        db.session.commit()
        assert self.stored(family, triggers=1)

    def test_the_oldest_signal_that_was_not_discussed(self, family):
        first = family.add(Signal(received_on=TODAY - timedelta(days=9), content="x"))
        family.changed(family.add(Signal(received_on=TODAY - timedelta(days=2), content="x")))
        assert self.stored(family, signal_since=TODAY - timedelta(days=9))
        first.discussed_on = TODAY
        family.changed(first)
        assert self.stored(family, signal_since=TODAY - timedelta(days=2))

    def test_the_temporary_plan_people_hold_on_to_until_a_newer_one_is_set(self, family):
        old = a_version(family, number=1, kind=PlanKind.TEMPORARY, status=PlanStatus.EXPIRED,
                        ends_on=TODAY - timedelta(days=2))
        family.changed(old)
        assert self.stored(family, temporary_until=TODAY - timedelta(days=2))
        family.changed(a_version(family, number=2, status=PlanStatus.RUNNING))
        assert self.stored(family, temporary_until=None)

    def test_from_which_day_an_agreement_is_quiet(self, family):
        family.agreement.check_every_days, family.agreement.last_check_on = 7, TODAY - timedelta(days=3)
        family.changed(family.agreement)
        assert self.stored(family, quiet_from=TODAY + timedelta(days=8))  # one and a half times seven days is over then


class TestTheApproach:
    """domain.md 1.13: derived, never ticked, and no element stands alone."""

    @pytest.mark.parametrize(
        ("facts", "signs", "shown"),
        [
            (Facts(TODAY), Signs(), ""), (Facts(TODAY), Signs(map_items=1), "map"), (Facts(TODAY, dangers=1), Signs(), "danger"),
            (Facts(TODAY, children=2), Signs(), "children"), (Facts(TODAY, children=2, unheard=(7,)), Signs(), ""),
            (Facts(TODAY, children=0), Signs(), ""), (Facts(TODAY, informed=1), Signs(), "network"),
            (Facts(TODAY), Signs(plans=1), "plan"), (Facts(TODAY), Signs(tried=1), "tried"),
            (Facts(TODAY, dangers=1, informed=1), Signs(map_items=9, plans=1), "map,danger,network,plan"),
        ],
    )  # fmt: skip
    def test_each_element_is_seen_from_its_records(self, facts, signs, shown):
        assert approach.shown_by(facts, signs) == shown

    def test_the_row_of_a_casus_keeps_them(self, family):
        family.changed(family.add(Check(agreement_id=family.agreement.id, checked_on=TODAY, outcome=CheckOutcome.DONE)))
        assert db.session.get(Coverage, family.casus.id).elements == "map,danger,children,network,tried"

    def test_somebody_who_does_not_know_whether_it_worked_tried_nothing(self, family):
        family.changed(family.add(Check(agreement_id=family.agreement.id, checked_on=TODAY, outcome=CheckOutcome.UNKNOWN)))
        assert "tried" not in db.session.get(Coverage, family.casus.id).elements

    def test_the_team_sees_in_words_where_an_element_is_not_seen(self, app, browse, home, henk):
        rows_of(app, 2)
        browser = browse(henk)
        page = browser.open("standards.team")
        said = page.read_aloud("elk onderdeel van de aanpak")

        assert "Kaart, Te zien in: 1 casus" in said
        assert "Kaart, Nog niet in: 2 casussen zonder: Kaart" in said
        there = browser.open(page.links()["2 casussen zonder: Kaart"])
        assert families(there) == ["Gezin 0", "Gezin 1"]
        assert "Alleen casussen waarin dit niet te zien is: er staat iets op de kaart" in there.words


class TestTheTeamsPage:
    def ask(self, app, number, **values):
        """Let the row of one casus, the newest first, say these things, and that of the others nothing."""
        with app.test_request_context():
            db.session.execute(db.update(Coverage).values(quiet_from=None))
            asked = db.select(Coverage).order_by(Coverage.casus_id.desc()).offset(number).limit(1)
            stored = db.session.scalars(asked).one()
            for name, value in values.items():
                setattr(stored, name, value)
            db.session.commit()

    def test_what_asks_for_attention_stands_in_words_with_the_place_to_mend_it(self, app, browse, home, henk):
        rows_of(app, 1)
        self.ask(app, 0, objections=2, signal_since=TODAY - timedelta(days=20))
        page = browse(henk).open("standards.team")

        said = ("Gezin 0: 2 dingen vragen nu aandacht: een signaal wacht te lang op bespreking ; "
                "2 keer is iemand het niet eens met een afspraak")  # fmt: skip
        assert said in page.read_aloud("Dekking van de tien standaarden")
        assert page.links()["een signaal wacht te lang op bespreking"].endswith("/signals")

    def test_it_comes_first_and_on_request_the_oldest_evidence_does(self, app, browse, home, henk):
        rows_of(app, 2)
        self.ask(app, 0, triggers=1, newest_4_on=TODAY)
        browser = browse(henk)

        assert families(browser.open("standards.team"))[0] == "Gezin 1"
        assert families(browser.open("standards.team", sort="oldest"))[-1] == "Gezin 1"
        assert families(browser.open("standards.team", show="attention")) == ["Gezin 1"]

    def test_never_by_how_many_things_ask_nor_by_worker(self):
        few, many = findings(Stored(objections=1), TODAY, 5), findings(Stored(not_kept=9, quiet_from=TODAY), TODAY, 5)
        rows = [row(1)._replace(findings=tuple(many)), row(2)._replace(findings=tuple(few)), row(3)]

        assert [one.casus_id for one in sorted(rows, key=lambda one: one.by_need)] == [2, 1, 3]
        assert set(team.SORTS) == {"", "oldest"}

    def test_each_lesson_opens_the_casussen_it_is_about(self, app, browse, home, henk):
        rows_of(app, 2)
        browser = browse(henk)
        links = browser.open("standards.team").links()

        missing = browser.open(links["Laat deze casussen zien : In alle 3 plannen is openstaan voor signalen niet aangetoond"])
        fine = browser.open(links["Laat deze casussen zien : In 1 van de 3 plannen is duidelijk welke kennis nog nodig is"])
        assert len(families(missing)) == 3
        assert families(fine) == ["Gezin Jansma-de Wit"]

    @pytest.mark.parametrize("sort", ["worker", "score", "'; DROP"])
    def test_an_unknown_order_is_left_out(self, browse, home, henk, sort):
        assert "Jansma" in browse(henk).open("standards.team", sort=sort, lacks=sort).words


class TestReadAloud:
    """The table as a screen reader says it: whose row, which column, what stands there. Nothing by colour or title alone."""

    @pytest.mark.parametrize("wide", [10, 1])
    def test_every_cell_says_whose_it_is_about_what_and_how_it_stands(self, browse, home, henk, wide):
        page = browse(henk).open("standards.team", **({"standard": 4} if wide == 1 else {}))
        said = page.read_aloud("Dekking van de tien standaarden")
        own = [line for line in said if line.startswith("Gezin Jansma-de Wit")]

        assert len(own) >= wide
        assert any(", 4 Partner" in line and "4 Partnerschap: Deels" in line for line in own)

    def test_the_sums_below_say_of_how_many(self, browse, home, henk):
        assert "Met bewijs, 10 Nazorg: 1 van 1" in browse(henk).open("standards.team").read_aloud("Dekking")

    def test_each_link_says_enough_where_only_the_links_are_heard(self, browse, home, henk):
        links = browse(henk).open("standards.team").links()

        assert links["4 Partnerschap: Deels , Gezin Jansma-de Wit"] == f"/team/?open={home.ref}-4#cell"

    def test_the_cell_that_is_open_says_so_and_its_evidence_has_a_name(self, browse, home, henk):
        page = browse(henk).open("standards.team", open=f"{home.ref}-4")

        assert "4 Partnerschap: Deels , Gezin Jansma-de Wit, hieronder geopend" in page.links()
        [region] = page.tree.xpath("//*[@id='cell'][@role='region']")
        [name] = page.tree.xpath("//*[@id=$id]", id=region.get("aria-labelledby"))
        assert " ".join(name.text_content().split()) == "Gezin Jansma-de Wit: 4 Partnerschap"

    def test_nothing_is_said_by_a_title_alone(self, browse, home, henk):
        assert browse(henk).open("standards.team").tree.xpath("//table//*[@title]") == []

    def test_every_column_and_row_has_its_header(self, browse, home, henk):
        for table in browse(henk).open("standards.team", open=f"{home.ref}-4").tree.iter("table"):
            assert table.find("caption") is not None
            assert {head.get("scope") for head in table.iter("th")} <= {"row", "col"}
            for line in table.xpath("./tbody/tr|./tfoot/tr"):
                assert line.xpath("./th[@scope='row']") or line.xpath("./td[@colspan]")


class TestLessons:
    """In words, about plans, for none, one, two and many."""

    @pytest.mark.parametrize(
        ("missing", "total", "words"),
        [
            (1, 1, "In het enige plan staat geen vers succes"), (1, 2, "In 1 van de 2 plannen staat geen vers succes"),
            (2, 2, "In beide plannen staat geen vers succes"), (12, 20, "In 12 van de 20 plannen staat geen vers succes"),
            (20, 20, "In alle 20 plannen staat geen vers succes"),
        ],
    )  # fmt: skip
    def test_they_read_well(self, context, missing, total, words):
        rows = [row(n, **({"_8": Shown.NONE} if n < missing else {})) for n in range(total)]
        assert str(team.lessons(rows)[0].words) == words

    def test_where_nothing_is_missing_there_is_only_what_goes_well(self, context):
        assert [lesson.good for lesson in team.lessons([row(1)])] == [True]

    def test_of_no_plan_at_all_there_is_nothing_to_learn(self, context):
        assert team.lessons([]) == []


def test_five_hundred_casussen_take_as_many_statements_as_one(app, browse, home, henk, statements):
    rows_of(app, 499)
    with app.test_request_context():
        db.session.execute(db.update(Coverage).values(objections=1, signal_since=date(2026, 1, 1)))
        db.session.commit()
    browser = browse(henk)
    browser.open("standards.team")
    statements.clear()
    page = browser.open("standards.team")

    assert len(families(page)) == 500
    assert len(statements) <= 2, statements


@pytest.mark.only_on("sqlite")  # it reads the plan of SQLite; on PostgreSQL bench/ measures the same
def test_the_overview_is_found_by_the_team_and_reads_no_other_casus(app):
    with app.app_context():
        asked = of_whole_team().params(team=1, today=TODAY).compile(db.engine, compile_kwargs={"literal_binds": True})
        steps = [step.detail for step in db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}")]

    assert any("ix_casus_team_id" in step for step in steps), steps
    assert not [step for step in steps if step.startswith("SCAN") and "setting" not in step], steps
