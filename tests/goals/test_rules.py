"""What the method asks of worries and goals, and how their sentences are made."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.factories import TODAY
from workbench.goals import labels, rules
from workbench.goals.models import GoalStatus, HoldUnit

RIGHT_DANGER = {"worried": [1], "children": [2], "examples": [3], "threat_without_harm": ""}
RIGHT_GOAL = {"shows": [1], "sees": [2], "good_enough": 8}


@pytest.mark.parametrize(("field", "empty"), [("worried", []), ("children", []), ("examples", [])])
def test_each_gap_of_a_worry_is_named_at_its_field(field, empty):
    assert [name for name, _message in rules.danger_gaps(**{**RIGHT_DANGER, field: empty})] == [field]


def test_a_threat_without_harm_is_enough_with_its_reason():
    assert (
        list(rules.danger_gaps(**{**RIGHT_DANGER, "examples": [], "threat_without_harm": "Bedreigd aan de deur."}))
        == []
    )


@pytest.mark.parametrize(
    ("field", "value"), [("shows", []), ("sees", []), ("good_enough", None), ("good_enough", 11), ("good_enough", -1)]
)
def test_each_gap_of_a_goal_is_named_at_its_field(field, value):
    assert [name for name, _message in rules.goal_gaps(**{**RIGHT_GOAL, field: value})] == [field]


@pytest.mark.parametrize(("number", "too_many"), [(3, False), (4, True)])
def test_more_than_three_worries_are_too_many(number, too_many):
    assert rules.too_many_dangers(number) is too_many


@pytest.mark.usefixtures("context")
class TestSentences:
    def test_a_worry_is_composed_from_its_parts(self):
        said = rules.compose_danger("Truus en Bas", 2, "Kim in slaap valt.", "Noa is bang", "Noa is nooit kind.")

        assert said == "Truus en Bas maken zich zorgen dat Kim in slaap valt. Noa is bang. Noa is nooit kind."

    def test_one_person_worries_in_the_singular(self):
        assert rules.compose_danger("Truus", 1, "Kim valt", "", "") == "Truus maakt zich zorgen dat Kim valt."

    def test_a_goal_is_composed_from_its_parts(self):
        said = rules.compose_goal(
            "Kim", 1, "Truus", behaviour="er iemand is.", notices="Noa slaapt", hold=rules.compose_hold(26, "weeks")
        )

        assert said == "Kim laat aan Truus zien dat er iemand is. Noa slaapt. Dit gaat 26 weken achter elkaar goed."

    def test_visits_are_counted_as_visits(self):
        assert rules.compose_hold(12, "visits") == "Dit gaat 12 bezoeken achter elkaar goed."
        assert rules.compose_hold(1, "weeks") == "Dit gaat één week goed."
        assert rules.compose_hold(None, "weeks") == ""


KIM, TRUUS, SANNE = 1, 2, 3


def gaps(numbers, **changed):
    held = {"hold_for": 4, "hold_unit": "weeks", "hold_since": TODAY - timedelta(weeks=4), "good_enough": 8}
    goal = SimpleNamespace(**{**held, **changed})
    return list(rules.reached_gaps(goal, numbers, parents={KIM}, network={TRUUS}, workers={SANNE}, today=TODAY))


def test_a_goal_is_reached_when_it_holds_and_everybody_finds_it_good_enough():
    assert gaps({KIM: 8, TRUUS: 9, SANNE: 8}) == []


@pytest.mark.parametrize("who", [KIM, TRUUS, SANNE])
def test_one_number_that_is_too_low_stands_in_the_way(who):
    assert len(gaps({KIM: 8, TRUUS: 8, SANNE: 8} | {who: 7})) == 1


@pytest.mark.parametrize("since", [None, TODAY - timedelta(weeks=3)])
def test_a_goal_that_does_not_hold_long_enough_is_not_reached(since):
    assert len(gaps({KIM: 8, TRUUS: 8, SANNE: 8}, hold_since=since)) == 1


def test_numbers_are_never_averaged():
    assert rules.spread([9, 6, 7]) == (6, 9)
    assert rules.spread([]) is None


@pytest.mark.parametrize(("count", "left"), [(None, 1), (11, 1), (12, 0), (13, 0)])
def test_a_goal_counted_in_visits_is_reached_when_enough_visits_went_well(count, left):
    held = {"hold_for": 12, "hold_unit": "visits", "hold_since": None, "hold_count": count}

    assert len(gaps({KIM: 8, TRUUS: 8, SANNE: 8}, **held)) == left


def test_a_goal_without_an_agreed_time_is_not_reached():
    assert len(gaps({KIM: 8, TRUUS: 8, SANNE: 8}, hold_for=None)) == 1


def test_who_stands_in_the_way_of_reached_is_named():
    held = {"hold_for": 4, "hold_unit": "weeks", "hold_since": TODAY - timedelta(weeks=4), "good_enough": 8}
    said = rules.reached_conditions(
        SimpleNamespace(**held), {KIM: 7, SANNE: 8}, parents={KIM, 9}, network={TRUUS}, workers={SANNE}, today=TODAY
    )

    assert [(one.key, one.met, one.people) for one in said] == [
        ("hold", True, ()), ("parents", False, (KIM, 9)), ("network", False, ()), ("worker", True, ())
    ]  # fmt: skip


SMART = {
    "behaviour": "er altijd iemand nuchter thuis is", "difficult_moment": "Kim trek heeft", "child_notices": "Noa slaapt.",
    "professional_sees": "Noa is uitgerust.", "hold_for": 4, "family_text": "Iemand is nuchter.", "status": GoalStatus.SET,
    "hold_unit": HoldUnit.WEEKS, "hold_since": TODAY, "sentence": "Kim laat zien …",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [("behaviour", "lief zijn"), ("difficult_moment", ""), ("child_notices", "Het kind slaapt."), ("professional_sees", None),
     ("hold_for", None), ("family_text", ""), ("hold_since", None)],
)  # fmt: skip
def test_each_gap_that_makes_a_goal_less_smart_is_named_at_its_field(field, value):
    assert list(rules.smart_gaps(SimpleNamespace(**SMART), ["Noa"])) == []
    assert [name for name, _advice in rules.smart_gaps(SimpleNamespace(**{**SMART, field: value}), ["Noa"])] == [field]


@pytest.mark.parametrize(
    ("numbers", "apart"),
    [
        ([("Kim", 9), ("Ineke", 6), ("Bas", 6)], (["Ineke", "Bas"], 6, ["Kim"], 9)),
        ([("Kim", 7), ("Bas", 6)], None),
        ([], None),
    ],
)
def test_who_differs_most_from_whom_is_a_question_not_an_average(numbers, apart):
    assert rules.furthest_apart(numbers) == apart


@pytest.mark.parametrize(
    ("now", "to", "asked"),
    [(GoalStatus.CONCEPT, GoalStatus.DISCUSSED, False), (GoalStatus.SET, GoalStatus.LET_GO, True),
     (GoalStatus.LET_GO, GoalStatus.DISCUSSED, True), (GoalStatus.REACHED, GoalStatus.SET, True)],
)  # fmt: skip
def test_some_steps_need_a_reason(now, to, asked):
    assert rules.needs_reason(now, to) is asked


def test_every_step_of_a_goal_and_a_worry_has_words():
    assert {(now, to) for now, all_of in rules.NEXT_GOAL.items() for to in all_of} == set(labels.GOAL_STEPS)
    assert {(now, to) for now, all_of in rules.NEXT_DANGER.items() for to in all_of} == set(labels.DANGER_STEPS)
