"""A team learns: it prepares a meeting, takes position, talks, takes something away, and comes back to it."""

import re
from datetime import timedelta

import icalendar
import pytest
from sqlalchemy import select

from tests import factories
from tests.standards.conftest import Family
from workbench import clock
from workbench.extensions import db
from workbench.learning.exercises import EXERCISES
from workbench.learning.statements import STATEMENTS
from workbench.standards import operations as standards
from workbench.standards.models import Evidence, LearningAction

DAY = timedelta(days=1)


def soon(days=7):
    return clock.today() + timedelta(days=days)


def titles(page):
    return page.items("Agenda")


def test_a_team_prepares_takes_position_talks_takes_something_away_and_comes_back_to_it(team, browse):
    henk, sanne = browse(team.henk), browse(team.sanne)
    page = henk.fill("learning.new", {"held_on": soon(), "starts_at": "13.00", "place": "Kamer Vlier"})
    learning_id = int(page.address.rstrip("/").rpartition("/")[2])
    henk.fill("learning.statements", {"chosen": ["told_back", "siblings"]}, learning_id=learning_id)
    sanne.fill("learning.add_exercise", {"key": "hard_talk"}, learning_id=learning_id)

    assert "Wie een kind vraagt wat het vindt" in " ".join(titles(sanne.open("learning.one", learning_id=learning_id)))
    for who, position in zip(team.all, ("agree", "agree", "disagree", "unknown"), strict=True):
        assert "Uw standpunten zijn binnen" in team.give(who, learning_id, [position, "agree"]).words
    assert "De standpunten zijn open" in team.press(team.henk, "learning.open_positions", learning_id=learning_id).words
    team.came(learning_id)

    begun = henk.open("learning.begin", learning_id=learning_id)
    told = _link(henk.open("learning.one", learning_id=learning_id), "Wie een kind")
    on_screen = henk.open(told)
    assert begun.heading == "Wat kwam er van wat we afspraken?"
    assert [_row(on_screen, words) for words in ("Eens", "Oneens", "Ik weet het niet")] == [2, 1, 1]
    assert "Welk kind heeft nog een antwoord van je te goed?" in on_screen.words
    henk.send(on_screen, {"said": "We vertellen het binnen een week terug."})
    team.press(team.henk, "learning.hold", learning_id=learning_id)

    for who in team.all:
        browse(who).fill(
            "learning.take_away",
            {"text": f"Ik bel deze week, zegt {who.name}.", "seen_by": "team"},
            learning_id=learning_id,
        )
    page = sanne.open("learning.one", learning_id=learning_id)
    assert len(page.items("Wat ieder van ons meeneemt")) == 4
    action = sanne.open(_link(page, "Maak er een actie van"))
    assert action.value_of("what") == "Ik bel deze week, zegt Sanne Verbeek."
    sanne.send(action, {"whose": "team", "what": "De jongerenraad bellen", "owner": team.lotte.id, "due_on": soon(14)})

    later = team.plan(days=30)
    assert "De jongerenraad bellen" in browse(team.mehmet).open("learning.one", learning_id=later).words
    assert "1 actie van u staat open" in browse(team.lotte).open("overview.today").words
    minutes = henk.open("learning.minutes", learning_id=learning_id).words
    assert "We vertellen het binnen een week terug." in minutes and "De jongerenraad bellen" in minutes


def _link(page, words):
    """Where the link that begins with these words goes."""
    return next(href for link, href in page.links().items() if link.startswith(words))


def _row(page, words):
    """How many people gave a position, as the table says."""
    [row] = [row for row in page.tree.iter("tr") if row.find("th") is not None and row.find("th").text == words]
    return int(row.find("td").text)


def test_the_agenda_begins_with_what_the_plans_show_and_ends_with_what_each_takes_away(app, team, browse):
    with app.test_request_context():
        Family(worker=team.sanne, supervisor=team.henk, name="Gezin Jansma-de Wit")
        standards.recompute()
        db.session.commit()
    page = browse(team.henk).fill("learning.new", {"held_on": soon()})
    agenda = titles(page)

    assert agenda[0].startswith("Wat kwam er van wat we afspraken?")
    assert agenda[-1].startswith("Wat neemt ieder van ons mee?")
    assert any("Uit onze plannen" in line for line in agenda[1:-1])
    assert "Jansma" not in " ".join(agenda) and "Sanne" not in " ".join(agenda)


def test_the_name_of_a_family_stays_out_of_everything_the_team_writes(app, team, browse):
    factories.casus(worker=team.sanne, name="Gezin Jansma-de Wit")
    learning_id = team.plan("siblings")
    sanne = browse(team.sanne)
    point = sanne.fill(
        "learning.add_point", {"kind": "own_casus", "title": "Hoe ver ga ik bij Jansma?"}, learning_id=learning_id
    )
    take = sanne.fill("learning.take_away", {"text": "Bij Jansma bel ik eerder."}, learning_id=learning_id)
    given = team.give(team.sanne, learning_id, ["agree"], said="Bij Jansma ging het anders.")
    stranger = browse(team.mehmet).fill(
        "learning.take_away", {"text": "Bij Jansma bel ik eerder."}, learning_id=learning_id
    )

    assert "de naam van een gezin" in point.error_at("title")
    assert point.value_of("title") == "Hoe ver ga ik bij Jansma?"
    assert "de naam van een gezin" in take.error_at("text")
    assert "de naam van een gezin" in given.words
    assert "Opgeschreven" in stranger.words, "a refusal would tell Mehmet that there is such a family"


def test_a_colleague_offers_a_situation_of_his_own_and_nobody_elses(team, browse):
    learning_id = team.plan()
    browse(team.mehmet).fill(
        "learning.add_point",
        {"kind": "own_casus", "title": "Hoe begin ik erover?", "minutes": 20},
        learning_id=learning_id,
    )
    page = browse(team.sanne).open("learning.one", learning_id=learning_id)
    [offered] = [line for line in titles(page) if "Hoe begin ik erover?" in line]
    address = [href for words, href in page.links().items() if words == "Veranderen : Mehmet: Hoe begin ik erover?"]
    refused = browse(team.sanne).fill(address[0], {"title": "Iets anders"})

    assert offered.startswith("Mehmet: Hoe begin ik erover?")
    assert "Alleen wie deze situatie inbrengt" in refused.words


def test_points_move_get_other_minutes_and_go(team, browse):
    learning_id = team.plan()
    henk = browse(team.henk)
    henk.fill("learning.add_point", {"title": "Vakantierooster", "minutes": 5}, learning_id=learning_id)
    page = henk.open("learning.one", learning_id=learning_id)
    assert [line.split(" ", 1)[0] for line in titles(page)] == ["Wat", "Vakantierooster", "Wat"]
    moved = next(
        form.get("action")
        for form in page.tree.iter("form")
        if "/move" in (form.get("action") or "") and "Vakantierooster" in form.text_content()
    )
    point = moved.split("/")[-2]
    up = henk.send(page, {"way": "up"}, action=moved)
    assert titles(up)[0].startswith("Vakantierooster")
    henk.fill("learning.edit_point", {"minutes": 25}, learning_id=learning_id, point_id=point)
    assert "45 van 90 minuten" in henk.open("learning.one", learning_id=learning_id).words
    gone = henk.send(henk.open("learning.one", learning_id=learning_id), {}, action=moved.replace("/move", "/remove"))
    assert not any("Vakantierooster" in line for line in titles(gone))


def test_the_calendar_item_says_when_and_never_what(team, browse):
    learning_id = team.plan("siblings")
    browse(team.henk).fill(
        "learning.edit", {"starts_at": "13.00", "minutes": 90, "place": "Kamer Vlier"}, learning_id=learning_id
    )
    answer = browse(team.lotte).open("learning.calendar", learning_id=learning_id)
    [item] = icalendar.Calendar.from_ical(answer.body).walk("VEVENT")

    assert (str(item["summary"]), str(item["location"]), item["sequence"]) == ("Afspraak", "Kamer Vlier", 1)
    assert (item["dtend"].dt - item["dtstart"].dt) == timedelta(minutes=90)
    assert b"leer" not in answer.body.lower() and b"Henk" not in answer.body


def test_two_who_change_the_same_meeting_see_both_texts(team, browse):
    learning_id = team.plan()
    henk, sanne = browse(team.henk), browse(team.sanne)
    opened = henk.open("learning.edit", learning_id=learning_id)
    sanne.fill("learning.edit", {"place": "Kamer Vlier"}, learning_id=learning_id)
    page = henk.send(opened, {"place": "Kamer Berk"})

    assert page.status == 409
    assert "Kamer Vlier" in page.words and "Kamer Berk" in page.words


class TestWhatEachTakesAway:
    def test_is_only_for_oneself_unless_one_gives_it_to_the_team(self, team, browse):
        learning_id = team.plan(days=0)
        sanne = browse(team.sanne)
        form = sanne.open("learning.take_away", learning_id=learning_id)
        assert form.value_of("seen_by") == "only_me"
        sanne.send(form, {"text": "Ik durfde het niet te vragen."})

        assert "Ik durfde het niet" in sanne.open("learning.one", learning_id=learning_id).words
        for page in ("learning.one", "learning.minutes"):
            assert "Ik durfde het niet" not in browse(team.henk).open(page, learning_id=learning_id).words
        assert "Ik durfde het niet" not in sanne.open("learning.minutes", learning_id=learning_id).words

    def test_is_changed_turned_into_an_action_and_removed_by_who_wrote_it_alone(self, team, browse):
        learning_id = team.plan(days=0)
        page = browse(team.sanne).fill(
            "learning.take_away", {"text": "Eerder bellen.", "seen_by": "team"}, learning_id=learning_id
        )
        edit = _link(page, "Veranderen : Eerder bellen.")
        action = _link(page, "Maak er een actie van")

        assert browse(team.henk).open(edit).status == 404
        assert browse(team.henk).open(action).status == 404
        assert "Anders" in browse(team.sanne).fill(edit, {"text": "Anders."}).words
        take_id = int(edit.rpartition("/")[2])
        browser = browse(team.sanne)
        shown = browser.open("learning.one", learning_id=learning_id)
        gone = browser.send(shown, {}, action=browser.address("learning.remove_take_away", take_id=take_id))
        assert "Anders." not in gone.words


class TestActions:
    def test_one_of_a_worker_counts_for_the_standard_and_says_where_it_comes_from(self, app, team, browse):
        casus = factories.casus(worker=team.sanne)
        learning_id = team.plan(days=0)
        sanne = browse(team.sanne)
        sanne.fill(
            "learning.action",
            {"whose": "mine", "standard": 2, "what": "Meekijken bij Mehmet", "due_on": soon()},
            learning_id=learning_id,
        )
        own = sanne.open("standards.reflections")

        with app.app_context():
            [action] = db.session.scalars(select(LearningAction))
            counted = db.session.scalars(
                select(Evidence).where(Evidence.casus_id == casus.id, Evidence.record_type == "learning_action")
            )
            assert (action.worker_id, action.learning_meeting_id) == (team.sanne.id, learning_id)
            assert [one.standard for one in counted] == [2]
        assert own.links()["van de leerbijeenkomst"] == f"/team/learning/{learning_id}/"
        assert "Meekijken bij Mehmet" in sanne.open("learning.one", learning_id=team.plan()).words
        assert "Meekijken bij Mehmet" not in browse(team.henk).open("learning.index").words

    def test_one_of_a_worker_needs_a_standard_and_a_day_that_comes(self, team, browse):
        learning_id = team.plan(days=0)
        answers = {"whose": "mine", "standard": "", "what": "Meekijken", "due_on": soon()}
        assert browse(team.sanne).fill("learning.action", answers, learning_id=learning_id).error_at("standard")
        late = browse(team.sanne).fill(
            "learning.action", answers | {"standard": 1, "due_on": clock.today() - DAY}, learning_id=learning_id
        )
        assert late.error_at("due_on")

    def test_a_supervisor_has_actions_of_the_team_and_no_learning_action(self, team, browse):
        page = browse(team.henk).open("learning.action", learning_id=team.plan(days=0))

        assert page.tree.xpath("//input[@name='whose']/@value") == ["team"]
        assert not page.tree.xpath("//*[@name='standard']")

    def test_what_is_done_does_not_come_back(self, team, browse):
        learning_id = team.plan(days=0)
        answers = {"whose": "team", "what": "De jongerenraad bellen", "owner": team.lotte.id, "due_on": soon()}
        browse(team.henk).fill("learning.action", answers, learning_id=learning_id)
        lotte = browse(team.lotte)
        page = lotte.open("learning.index")
        action = next(
            form.get("action") for form in page.tree.iter("form") if "/actions/" in (form.get("action") or "")
        )

        assert "De jongerenraad bellen" not in lotte.send(page, {}, action=action).words
        assert "gedaan op" in lotte.open("learning.minutes", learning_id=learning_id).words


def test_what_a_youth_council_said_is_kept_and_what_the_team_did_comes_later(team, browse):
    sanne = browse(team.sanne)
    said = {"who": "De jongerenraad", "looked_at": "Het plan voor een kind", "said": "Te veel woorden."}
    page = sanne.fill("learning.add_panel", said)
    assert "Nog niet genoteerd wat we ermee doen" in page.words
    later = browse(team.lotte).fill(_link(page, "Veranderen De jongerenraad"), {"changed": "De helft korter."})
    assert "Wij veranderden: De helft korter." in later.words


class TestMaterial:
    def test_there_are_statements_on_each_right_a_team_talks_about(self):
        assert len(STATEMENTS) >= 12
        asked = {"own_voice", "as_a_group", "homelessness", "last_resort", "siblings", "own_level", "told_back", "network_first",
                 "best_interest", "review", "support_first", "different_views"}  # fmt: skip
        assert asked <= {one.key for one in STATEMENTS}
        assert all(one.articles and one.sources and len(one.questions) >= 3 for one in STATEMENTS)

    def test_there_are_exercises_for_knowledge_skills_and_openness(self, team, browse):
        assert {number for one in EXERCISES for number in one.standards} == {1, 2, 3}
        assert len({one.key for one in EXERCISES}) == len(EXERCISES)
        page = browse(team.sanne).open("learning.exercises")
        for words, href in page.links().items():
            if "/exercises/" in href and words != "Oefeningen":
                assert browse(team.sanne).open(href).heading == words

    @pytest.mark.parametrize("one", EXERCISES, ids=lambda one: one.key)
    def test_the_minutes_of_the_steps_fit_in_those_of_the_exercise(self, context, one):
        spent = 4 if one.key == "danger_in_four" else 0  # for telling it
        for step in one.steps:
            for times, minutes in re.findall(r"\((?:(\d) × )?(\d+) minuten\)", str(step)):
                spent += int(times or 1) * int(minutes)
        assert one.minutes - 2 <= spent <= one.minutes

    def test_an_exercise_goes_on_the_agenda_of_the_next_meeting_with_one_click(self, team, browse):
        learning_id = team.plan()
        lotte = browse(team.lotte)
        page = lotte.open("learning.exercise", key="other_side")
        chosen = lotte.open(_link(page, "Op de agenda van"))

        assert chosen.value_of("key") == "other_side"
        assert any(line.startswith("De andere kant") for line in titles(lotte.send(chosen, {})))
        assert chosen.address == f"/team/learning/{learning_id}/exercise"


class TestTheDoor:
    def test_stands_on_vandaag_the_team_and_the_reflections(self, team, browse):
        learning_id = team.plan("siblings")
        where = {
            team.sanne: ("overview.today", "standards.reflections"),
            team.henk: ("overview.today", "standards.team"),
        }
        for who, pages in where.items():
            for page in pages:
                assert any(href.startswith("/team/learning/") for href in browse(who).open(page).links().values()), page
        today = browse(team.sanne).open("overview.today").links()
        assert today["Geef uw standpunten, anoniem"] == f"/team/learning/{learning_id}/positions"

    def test_does_not_ask_twice(self, team, browse):
        learning_id = team.plan("siblings")
        team.give(team.sanne, learning_id, ["agree"])

        assert "Geef uw standpunten, anoniem" not in browse(team.sanne).open("overview.today").links()
