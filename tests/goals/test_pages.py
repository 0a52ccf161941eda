"""Worries and goals as a worker meets them."""

import re

import pytest
from sqlalchemy import select

from tests import factories
from workbench.audit.models import AuditEntry
from workbench.extensions import db
from workbench.goals.models import BottomLine, DangerStatement, GoalStatus, SafetyGoal


def stored(app, kind, record_id):
    with app.app_context():
        return db.session.get(kind, record_id)


def events(app):
    with app.app_context():
        return [one.event for one in db.session.scalars(select(AuditEntry).where(AuditEntry.record_type.is_not(None)))]


class TestTheFormInSteps:
    def test_a_worry_and_its_goal_are_made_in_three_pages_and_a_last_look(self, app, browse, family):
        worker = browse(family.worker)
        page = family.fill_in(worker)
        assert page.value_of("sentence") == (
            "Truus maakt zich zorgen dat Kim in slaap valt van de drank. Noa is bang. Noa is nooit kind."
        )
        page = worker.send(page, {})

        assert page.heading == "Zorgen en doelen"
        assert "Kim laat aan Truus zien dat er altijd iemand zonder drank bij Noa is." in page.words
        assert "Dit gaat 26 weken achter elkaar goed." in page.words
        assert events(app) == ["danger added"]

    def test_a_sentence_may_be_rewritten(self, app, browse, family):
        worker = browse(family.worker)
        worker.send(family.fill_in(worker), {"goal_sentence": "Er is altijd iemand nuchter bij Noa."})

        with app.app_context():
            assert db.session.scalar(select(SafetyGoal.sentence)) == "Er is altijd iemand nuchter bij Noa."

    def test_nothing_is_saved_before_the_last_page(self, app, browse, family):
        family.fill_in(browse(family.worker))

        with app.app_context():
            assert db.session.scalar(select(DangerStatement)) is None

    @pytest.mark.parametrize(
        "field", ["title", "worried", "about", "examples", "children", "impact_now", "impact_later"]
    )
    def test_the_first_page_stays_until_it_is_right(self, browse, family, field):
        worker = browse(family.worker)
        empty = None if field in ("worried", "examples", "children") else ""
        page = worker.send(worker.open("goals.new", ref=family.casus.ref), family.pages(**{field: empty})[0])

        assert page.error_at(field)
        assert page.value_of("title") == ("" if field == "title" else "Alleen als Kim drinkt")

    @pytest.mark.parametrize("field", ["shows", "behaviour", "sees", "child_notices"])
    def test_the_second_page_too(self, browse, family, field):
        worker = browse(family.worker)
        page = worker.open("goals.new", ref=family.casus.ref)
        for answers in family.pages(**{field: None if field in ("shows", "sees") else ""})[:2]:
            page = worker.send(page, answers)

        assert page.error_at(field)

    def test_one_can_go_back_and_nothing_is_lost(self, browse, family):
        worker = browse(family.worker)
        page = worker.send(worker.open("goals.new", ref=family.casus.ref), family.pages()[0])
        page = worker.send(page, {"behaviour": "er iemand is", "back": "1"})
        assert page.value_of("title") == "Alleen als Kim drinkt"
        page = worker.send(page, {})

        assert page.value_of("behaviour") == "er iemand is"

    def test_the_fourth_worry_gets_a_warning(self, browse, family):
        for _nr in range(3):
            factories.danger(family.casus)

        page = browse(family.worker).open("goals.new", ref=family.casus.ref)

        assert "Er zijn al 3 zorgen. Meer verdeelt de aandacht" in page.words

    @pytest.mark.parametrize("step", ["9", "-1", "x", "²", "12345678901234567890"])
    def test_a_step_that_does_not_exist_is_the_first(self, browse, family, step):
        worker = browse(family.worker)
        page = worker.fill("goals.new", {"step": step}, ref=family.casus.ref)

        assert page.status == 200
        assert page.error_at("title")


class TestTheList:
    def test_it_shows_the_whole_chain(self, browse, family, danger, goal):
        for number in (6, 9):
            factories.rating(goal, family.kim if number == 9 else family.truus, number)
        factories.agreement(family.casus, goal)
        page = browse(family.worker).open("goals.index", ref=family.casus.ref)

        for words in (danger.title, danger.sentence, goal.sentence, "Nu tussen 6 en 9.", "Eén afspraak"):
            assert words in page.words

    def test_it_says_which_parent_was_not_asked(self, browse, family, danger):
        page = browse(family.worker).open("goals.index", ref=family.casus.ref)

        assert "Kim: nog niet gevraagd." in page.words
        assert any(
            re.fullmatch(rf"Leg de woorden van Kim vast : zorg \d+: {danger.title}", link) for link in page.links()
        )

    def test_an_empty_one_says_what_to_do_first(self, browse, family):
        assert "Zorg en doel opschrijven" in browse(family.worker).open("goals.index", ref=family.casus.ref).links()

    def test_the_supervisor_reads_and_does_not_change(self, browse, family, goal):
        henk = browse(factories.supervisor())

        assert henk.open("goals.index", ref=family.casus.ref).status == 200
        assert henk.open("goals.one", ref=family.casus.ref, goal_id=goal.id).status == 200
        assert henk.open("goals.new", ref=family.casus.ref).status == 403
        assert henk.open("goals.edit_goal", ref=family.casus.ref, goal_id=goal.id).status == 403

    def test_what_belongs_to_another_family_is_not_here(self, browse, family):
        other = factories.goal(factories.casus(family.worker))
        worker = browse(family.worker)

        for endpoint in ("goals.one", "goals.edit_goal", "goals.rate"):
            assert worker.open(endpoint, ref=family.casus.ref, goal_id=other.id).status == 404
        for endpoint in ("goals.edit_danger", "goals.opinion"):
            assert worker.open(endpoint, ref=family.casus.ref, danger_id=other.danger_id).status == 404


class TestChanges:
    def test_a_changed_part_changes_the_sentence(self, app, browse, family, danger):
        browse(family.worker).fill(
            "goals.edit_danger", {"about": "Kim weggaat"}, ref=family.casus.ref, danger_id=danger.id
        )

        assert stored(app, DangerStatement, danger.id).sentence.startswith("Truus maakt zich zorgen dat Kim weggaat. ")

    def test_a_goal_changes_with_a_reason_only(self, browse, family, goal):
        page = browse(family.worker).fill(
            "goals.edit_goal", {"good_enough": "9"}, ref=family.casus.ref, goal_id=goal.id
        )

        assert page.error_at("reason")

    def test_how_the_goal_read_before_stays_to_be_seen(self, browse, family, goal):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "goal_id": goal.id}
        worker.fill("goals.edit_goal", {"child_notices": "Noa lacht.", "reason": "Noa zei het zelf zo."}, **where)
        page = worker.open("goals.one", **where)

        assert "Noa lacht." in page.words
        assert goal.sentence in page.words
        assert "Waarom: Noa zei het zelf zo." in page.words

    def test_two_who_change_a_goal_at_once_see_both_texts(self, browse, family, goal):
        where = {"ref": family.casus.ref, "goal_id": goal.id}
        first, second = browse(family.worker), browse(family.worker)
        page = second.open("goals.edit_goal", **where)
        first.fill("goals.edit_goal", {"child_notices": "Noa lacht.", "reason": "Zo zei zij het."}, **where)
        page = second.send(page, {"child_notices": "Noa zingt.", "reason": "Anders."})

        assert page.status == 409
        assert "Noa lacht" in page.words
        assert "Noa zingt" in page.words

    def test_reached_asks_for_the_numbers_and_the_time(self, app, browse, family, goal):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "goal_id": goal.id}
        with app.app_context():
            db.session.get(SafetyGoal, goal.id).status = GoalStatus.SET
            db.session.commit()
        page = worker.open("goals.one", **where)
        page = worker.send(page, {"status": "reached"}, action=worker.address("goals.move_goal", **where))

        assert "sinds welke dag het goed gaat" in page.error_at("status")

    def test_letting_go_asks_for_a_reason(self, app, browse, family, goal):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "goal_id": goal.id}
        action = worker.address("goals.move_goal", **where)
        page = worker.send(worker.open("goals.one", **where), {"status": "let_go"}, action=action)
        assert page.error_at("reason")
        worker.send(page, {"status": "let_go", "reason": "Bas zorgt nu."}, action=action)

        assert stored(app, SafetyGoal, goal.id).status == "let_go"


class TestOpinionsAndNumbers:
    def test_a_parent_thinks_something_of_a_worry(self, browse, family, danger):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "danger_id": danger.id}
        answers = {"person": family.kim.id, "opinion": "partly", "words": "Maar ik ben geen alcoholist."}
        page = worker.fill("goals.opinion", answers | {"given_on": "2026-01-26"}, **where)

        assert "Kim ziet dit deels zo: “Maar ik ben geen alcoholist.”" in page.words

    def test_a_later_opinion_takes_the_place_of_the_earlier(self, browse, family, danger):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "danger_id": danger.id}
        for opinion in ("disagree", "agree"):
            answers = {"person": family.kim.id, "opinion": opinion, "given_on": "2026-01-26"}
            page = worker.fill("goals.opinion", answers, person=family.kim.id, **where)

        assert "Kim is het hiermee eens." in page.words
        assert "Kim ziet dit anders" not in page.words

    def test_two_people_write_down_what_a_parent_thinks_and_nothing_is_lost(self, browse, family, danger):
        worker, where = (
            browse(family.worker),
            {"ref": family.casus.ref, "danger_id": danger.id, "person": family.kim.id},
        )
        first = worker.open("goals.opinion", **where)
        earlier = {"opinion": "disagree", "words": "Ik ben geen alcoholist.", "given_on": "2026-01-26"}
        worker.fill("goals.opinion", earlier, **where)

        second = worker.send(
            first, {"opinion": "agree", "words": "Die nacht was verschrikkelijk.", "given_on": "2026-01-26"}
        )

        assert second.status == 409
        assert "geen alcoholist" in second.words
        assert "nacht was verschrikkelijk" in second.words

    def test_a_number_with_its_reason(self, browse, family, goal):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "goal_id": goal.id}
        answers = {"person": family.truus.id, "number": "6", "reason": "Kim belt nu zelf.", "rated_on": "2026-03-16"}
        worker.fill("goals.rate", answers, **where)
        page = worker.open("goals.one", **where)

        assert "Truus: 6" in page.words
        assert "Kim belt nu zelf." in page.words

    @pytest.mark.parametrize(
        ("field", "sent"),
        [("number", "11"), ("number", "-1"), ("number", "6,5"), ("number", ""),
         ("rated_on", "9999-12-31"), ("rated_on", "2099-01-01"), ("rated_on", "1800-01-01"),
         ("person", "12345678901234567890"), ("person", ""), ("reason", "")],
    )  # fmt: skip
    def test_a_number_that_cannot_be_says_so(self, browse, family, goal, field, sent):
        answers = {
            "person": family.truus.id,
            "number": "6",
            "reason": "Kim belt zelf.",
            "rated_on": "2026-03-16",
            field: sent,
        }
        page = browse(family.worker).fill("goals.rate", answers, ref=family.casus.ref, goal_id=goal.id)

        assert page.error_at(field)
        assert field == "reason" or page.value_of("reason") == "Kim belt zelf."


class TestBottomLines:
    ANSWERS = {
        "text": "Er is altijd een volwassene.", "set_by": "Jeugdbescherming Vlierland", "set_on": "2026-01-26",
        "reason": "Het is te gevaarlijk.",
    }  # fmt: skip

    def test_one_is_added(self, browse, family):
        page = browse(family.worker).fill("goals.new_bottom_line", self.ANSWERS, ref=family.casus.ref)

        assert "Er is altijd een volwassene." in page.words

    def test_it_is_withdrawn_with_a_reason_and_stays_to_be_seen(self, app, browse, family):
        worker = browse(family.worker)
        worker.fill("goals.new_bottom_line", self.ANSWERS, ref=family.casus.ref)
        with app.app_context():
            line = db.session.scalar(select(BottomLine.id))
        where = {"ref": family.casus.ref, "line_id": line}
        action = worker.address("goals.move_bottom_line", **where)
        page = worker.send(
            worker.open("goals.bottom_line", **where), {"status": "withdrawn", "reason": ""}, action=action
        )
        assert page.error_at("reason")
        worker.send(page, {"reason": "De rechter hief hem op."}, action=action)
        page = worker.open("goals.index", ref=family.casus.ref)

        assert "Er is altijd een volwassene." in page.words
        assert "Ingetrokken" in page.words
        assert "De rechter hief hem op." in page.words
