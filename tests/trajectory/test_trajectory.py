"""The twelve steps: what is there of each, from the records, and what people plan. Nothing is ticked and nothing waits."""

from datetime import timedelta

import pytest

from tests import factories
from workbench.extensions import db
from workbench.mapping.models import ItemKind
from workbench.trajectory import rules
from workbench.trajectory.rules import Facts, Seen

TODAY = factories.TODAY


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


def step_of(number, **facts):
    return rules.steps(Facts(**facts))[number - 1]


class TestTheSteps:
    """domain.md 1.7, the column "exit evidence"."""

    def test_there_are_twelve_and_none_begins_with_anything(self):
        steps = rules.steps(Facts())

        assert [step.number for step in steps] == list(range(1, 13))
        assert {step.seen for step in steps} == {Seen.NOTHING}

    @pytest.mark.parametrize(
        ("number", "facts"),
        [
            (1, {"sourced_harm": 1}), (2, {"parents": 2, "parents_heard": 2}), (3, {"temporary_plans": 1}),
            (4, {"children": 3, "children_heard": 3}), (5, {"dangers": 2, "dangers_discussed": 2}),
            (6, {"dangers": 2, "goals": 2, "goals_rated": 2}), (7, {"in_circles": 4, "informed": 4}),
            (8, {"stories_approved": 1, "stories_told": 1}), (9, {"meetings": 1, "agreements": 1}),
            (10, {"tried": 1, "successes": 1}), (11, {"final_plans": 1, "stories_approved": 1}),
            (12, {"followed": 1, "aftercare_plans": 1}),
        ],
    )  # fmt: skip
    def test_each_is_all_there_with_its_records_and_not_with_one_missing(self, number, facts):
        assert step_of(number, **facts).seen is Seen.ALL
        for name, count in facts.items():
            if name not in ("parents", "children", "in_circles", "dangers", "goals"):  # fewer of these ask for less
                assert step_of(number, **(facts | {name: count - 1})).seen is not Seen.ALL

    def test_one_of_three_children_is_part_of_the_step(self):
        step = step_of(4, children=3, children_heard=1)

        assert step.seen is Seen.SOME
        assert (step.parts[0].some, step.parts[0].all) == (1, 3)

    @pytest.mark.parametrize("number", [2, 4])
    def test_of_nobody_nothing_is_there(self, number):
        assert step_of(number).seen is Seen.NOTHING

    def test_where_the_family_is(self):
        steps = rules.steps(Facts(sourced_harm=1, parents=1, parents_heard=1, children=1, meetings=1))

        assert rules.first_open(steps).number == 4  # a temporary plan is only needed where there is danger now
        assert rules.farthest(steps).number == 9

    def test_a_family_that_only_begins_and_one_that_is_done(self):
        assert rules.farthest(rules.steps(Facts())) is None
        everything = dict.fromkeys(Facts.__dataclass_fields__, 1)
        assert rules.first_open(rules.steps(Facts(**everything))) is None


class TestThePage:
    def test_it_says_where_the_family_is_and_leads_to_where_things_are_made(self, worker, casus):
        factories.child(casus, "Noa")
        factories.map_item(casus, ItemKind.HARM, source="school")
        page = worker.open("trajectory.index", ref=casus.ref)

        assert page.heading == "De twaalf stappen"
        assert "U kwam tot en met stap 1: Voorbereiden" in page.words
        assert "de stem van elk kind van vier jaar en ouder , nog niet 0 van 1" in page.words
        assert page.links()["de stem van elk kind van vier jaar en ouder"] == f"/casus/{casus.ref}/voices/"

    def test_every_part_leads_to_a_room_that_opens(self, worker, casus):
        page = worker.open("trajectory.index", ref=casus.ref)
        rooms = {link.get("href") for link in page.tree.xpath("//ol//ul//a")}

        assert len(rooms) >= 8
        assert {worker.open(room).status for room in rooms} == {200}

    def test_an_empty_family_is_told_where_to_begin(self, worker, casus):
        assert "Begin met stap 1" in worker.open("trajectory.index", ref=casus.ref).words

    def test_harm_without_a_source_does_not_count_nor_what_was_withdrawn(self, worker, casus):
        factories.map_item(casus, ItemKind.HARM, source=None, source_id=None)
        factories.map_item(casus, ItemKind.HARM, source="school", withdrawn_on=TODAY)

        assert "Begin met stap 1" in worker.open("trajectory.index", ref=casus.ref).words

    def test_it_stands_on_the_overview_and_with_the_standards(self, worker, casus):
        for where in ("overview.casus", "standards.index"):
            links = worker.open(where, ref=casus.ref).links()
            assert links["De twaalf stappen van dit gezin"] == f"/casus/{casus.ref}/trajectory"

    def test_a_colleague_who_guides_reads_it_and_changes_nothing(self, browse, casus):
        supervisor = browse(factories.supervisor_of(casus))

        assert "Plan of noteer iets" not in supervisor.open("trajectory.index", ref=casus.ref).words
        assert supervisor.open("trajectory.step", ref=casus.ref, number=4).status == 403

    def test_a_stranger_does_not_learn_that_the_casus_exists(self, browse, casus):
        assert browse(factories.worker(team_id=2)).open("trajectory.index", ref=casus.ref).status == 404


class TestPlanning:
    def test_a_day_and_a_remark_are_kept_with_the_step(self, worker, casus):
        page = worker.fill("trajectory.step", {"planned_on": "2026-07-01", "remark": "Oma vraagt het aan Noa."},
                           ref=casus.ref, number=4)

        assert "Gepland: 1 juli 2026" in page.words
        assert "Oma vraagt het aan Noa." in page.words

    def test_planning_says_nothing_about_whether_it_is_there(self, worker, casus):
        worker.fill("trajectory.step", {"planned_on": "2026-01-01"}, ref=casus.ref, number=1)

        assert "Begin met stap 1" in worker.open("trajectory.index", ref=casus.ref).words

    def test_two_people_plan_at_once_and_nothing_is_lost(self, worker, casus):
        worker.fill("trajectory.step", {"remark": "Eerst de school bellen."}, ref=casus.ref, number=4)
        first = worker.open("trajectory.step", ref=casus.ref, number=4)
        worker.fill("trajectory.step", {"remark": "Eerst oma bellen."}, ref=casus.ref, number=4)
        second = worker.send(first, {"remark": "Eerst Fatiha bellen."})

        assert second.status == 409
        assert "Eerst oma" in second.words
        assert "Eerst Fatiha bellen." in second.words

    def test_a_wrong_day_is_named_beside_the_field_and_what_was_typed_stays(self, worker, casus):
        page = worker.fill("trajectory.step", {"planned_on": "morgen ergens", "remark": "Bellen."}, ref=casus.ref, number=4)

        assert page.error_at("planned_on")
        assert page.value_of("remark") == "Bellen."

    @pytest.mark.parametrize("number", [13, 99])
    def test_there_is_no_thirteenth_step(self, worker, casus, number):
        assert worker.open("trajectory.step", ref=casus.ref, number=number).status == 404

    def test_it_is_in_the_log_without_its_words(self, app, worker, casus):
        from workbench.audit.models import AuditEntry

        worker.fill("trajectory.step", {"remark": "Eerst de school bellen."}, ref=casus.ref, number=4)
        with app.app_context():
            [entry] = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == "step noted"))
            assert entry.detail == {"step": 4}

    def test_a_step_that_was_noted_as_done_in_a_file_says_so_in_its_own_words(self, worker, casus):
        factories.step(casus, 6, done_on=TODAY - timedelta(days=30), remark="In januari al.")
        page = worker.open("trajectory.index", ref=casus.ref)

        assert "Genoteerd als gedaan" in page.words
