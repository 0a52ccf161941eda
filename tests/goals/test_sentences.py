"""How sentences follow from their parts, where they keep somebody's own words, and what is marked as missing."""

import pytest

from workbench.goals import composing, sentences
from workbench.goals.sentences import compose_danger, compose_goal, compose_hold, compose_views

PARTS = {"about": "", "impact_now": "", "impact_later": "", "acknowledgement": ""}


@pytest.mark.usefixtures("context")
class TestStatements:
    def test_a_statement_may_begin_with_what_the_family_did_already(self):
        said = compose_danger("Truus", 1, "Kim valt", "Noa is bang", "", opening="Kim belde twee keer voor zij dronk")

        assert said == "Kim belde twee keer voor zij dronk. Truus maakt zich zorgen dat Kim valt. Noa is bang."

    def test_words_of_the_question_are_not_said_twice(self):
        assert compose_danger("Truus", 1, "dat Kim valt.", "", "") == "Truus maakt zich zorgen dat Kim valt."

    def test_a_parent_who_sees_it_differently_stands_in_the_statement_in_own_words(self):
        own = "Maar ik ben geen alcoholist."
        views = compose_views([("Kim", "partly", own), ("Bas", "agree", "Ja."), ("Rick", "disagree", "")])

        assert views == [("Kim ziet dit deels zo:", own), ("Rick ziet dit anders.", "")]

    def test_a_goal_names_a_difficult_moment(self):
        parts = {"behaviour": "er iemand is", "moment": "ook als Kim trek heeft.", "notices": "Noa slaapt"}
        said = compose_goal("Kim", 1, "Truus", hold=compose_hold(1, "weeks"), **parts)

        assert (
            said
            == "Kim laat aan Truus zien dat er iemand is. Ook als Kim trek heeft. Noa slaapt. Dit gaat één week goed."
        )

    def test_what_is_missing_is_marked_in_the_sentence(self):
        missing = [words for gap, words in composing.danger_so_far([], [], PARTS) if gap]

        assert missing == ["Wie?", "waarover?", "Wat merkt het kind nu?", "En later, als er niets verandert?"]

    def test_a_child_that_is_not_named_is_asked_about(self):
        given = PARTS | {"about": "Kim valt", "impact_now": "Noa is bang.", "impact_later": "Noa past op."}
        missing = [words for gap, words in composing.danger_so_far(["Truus"], ["Noa", "Mila"], given) if gap]

        assert missing == ["Wat merkt Mila ervan?"]

    def test_a_goal_without_a_number_of_visits_shows_where_it_belongs(self):
        given = {"behaviour": "hij weggaat", "difficult_moment": "hij boos is", "child_notices": "Bo lacht."}
        given["hold_unit"] = "visits"
        parts = composing.goal_so_far(["Rick"], ["Wim"], given)

        assert parts[-3:] == [
            (False, "Rick laat aan Wim zien dat hij weggaat. Ook als hij boos is. Bo lacht. Dit gaat "),
            (True, "hoeveel?"),
            (False, " bezoeken achter elkaar goed."),
        ]


@pytest.mark.parametrize("text", ["Noa is bang.", "dan is NOA alleen", "Noa, Daan en Bo"])
def test_a_child_is_named_whatever_the_capitals(text):
    assert sentences.unnamed(["Noa"], text) == []


@pytest.mark.parametrize("text", ["Noah is bang.", "het kind is bang", ""])
def test_part_of_a_name_is_not_the_name(text):
    assert sentences.unnamed(["Noa"], text) == ["Noa"]


@pytest.mark.parametrize(
    ("sentence", "then", "now", "state"),
    [("a", "a", "a", "composed"), ("a", None, "a", "composed"), ("a", "a", "b", "composed"), ("own", "a", "a", "own"),
     ("own", None, "a", "own"), ("own", "a", "b", "behind")],
)  # fmt: skip
def test_how_a_sentence_stands_to_its_parts(sentence, then, now, state):
    assert sentences.wording(sentence, then, now) == state
