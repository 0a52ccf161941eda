"""The state of each standard at its edges, and what is missing (domain.md 3.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from workbench.standards import rules
from workbench.standards.catalogue import BY_NUMBER, STANDARDS, states
from workbench.standards.gaps import missing
from workbench.standards.rules import Facts, Places, Shown, State, shown
from workbench.workdays import working_days

TODAY = date(2026, 6, 18)  # a Thursday
ALL = dict.fromkeys((1, 2, 3), TODAY)
RIGHT = Facts(
    today=TODAY, reflected_on=ALL, answered_on=ALL, learning_actions=1, parents=2, opinions=2, children=1,
    family_plan_offered=True, dangers=1, goals=(1,), safety_items=1, built_on=1, rated_twice={1: 2}, helpers={(1, 0): 2},
    informed=2, meetings=1, natural_meetings=1, successes=1, celebrated_on=TODAY, last_meeting_on=TODAY, partners=1,
    eyes_on_safety=True, aftercare_due=True, aftercare_plan=True,
    who_calls_whom=True, aftercare_contacts=2,
)  # fmt: skip
EVIDENCE, PARTLY, NONE, LATER = State.EVIDENCE, State.PARTLY, State.NO_EVIDENCE, State.LATER


def days(count):
    return TODAY - timedelta(days=count)


def test_a_casus_in_which_all_is_there_has_evidence_for_all_ten():
    assert set(states(RIGHT).values()) == {EVIDENCE}


def test_an_empty_casus_has_none_and_aftercare_comes_later():
    found = states(Facts(today=TODAY))

    assert found.pop(10) is LATER
    assert set(found.values()) == {NONE}


@pytest.mark.parametrize(
    ("number", "changes", "state"),
    [
        (1, {"reflected_on": {}, "answered_on": {}}, NONE),
        (1, {"answered_on": {}}, PARTLY),  # nothing needed, and no reason why
        (1, {"reflected_on": {1: days(180)}, "answered_on": {1: days(180)}}, EVIDENCE),
        (1, {"reflected_on": {1: days(181)}, "answered_on": {1: days(181)}}, PARTLY),
        (2, {"learning_actions": 0}, PARTLY),
        (2, {"reflected_on": {}, "answered_on": {}}, PARTLY),
        (2, {"reflected_on": {}, "answered_on": {}, "learning_actions": 0}, NONE),
        (3, {"signals": 1, "open_signals": {3: days(7)}}, EVIDENCE),  # the fifth working day
        (3, {"signals": 1, "open_signals": {3: days(8)}}, PARTLY),  # the sixth
        (3, {"reflected_on": {}, "signals": 1}, PARTLY),
        (3, {"reflected_on": {}}, NONE),
        (4, {"opinions_missing": ((7, 1),)}, PARTLY),
        (4, {"unheard": (3,)}, PARTLY),
        (4, {"family_plan_offered": False}, PARTLY),
        (4, {"opinions": 0, "opinions_missing": ((7, 1),), "unheard": (3,), "family_plan_offered": False}, NONE),
        (5, {"without_goal": (1,)}, PARTLY),
        (5, {"without_duration": (1,)}, PARTLY),
        (5, {"failing": (4,)}, PARTLY),
        (5, {"dangers": 0}, NONE),
        (6, {"without_safety": (1,)}, PARTLY),
        (6, {"built_on": 0}, PARTLY),
        (6, {"rated_twice": {1: 1}}, PARTLY),
        (6, {"safety_items": 0, "without_safety": (1,), "built_on": 0, "rated_twice": {}}, NONE),
        (7, {"helpers": {(1, 0): 1}}, PARTLY),
        (7, {"helpers": {(1, 4): 2}, "sides": ((1, 4),)}, EVIDENCE),
        (7, {"helpers": {(1, 4): 2}, "sides": ((1, 4), (1, 5))}, PARTLY),  # nobody of the other side
        (7, {"helpers": {(1, 4): 1, (1, 0): 1}, "sides": ((1, 4),)}, EVIDENCE),  # somebody who belongs to no side stands in
        (7, {"helpers": {(1, 4): 1, (1, 5): 3}, "sides": ((1, 4), (1, 5))}, PARTLY),  # the sides do not make up for each other
        (7, {"fewest_helpers": 3}, PARTLY),
        (7, {"natural_meetings": 0}, PARTLY),
        (7, {"helpers": {}, "informed": 0, "meetings": 0, "natural_meetings": 0}, NONE),
        (8, {"celebrated_on": None}, PARTLY),
        (8, {"meeting_before_on": TODAY, "celebrated_on": TODAY}, EVIDENCE),
        (8, {"meeting_before_on": TODAY, "celebrated_on": days(1)}, PARTLY),
        (8, {"celebrated_on": None, "successes": 0}, NONE),
        (9, {"partners_bare": (2,)}, PARTLY),
        (9, {"partners_behind": (2,)}, PARTLY),
        (9, {"eyes_on_safety": False}, PARTLY),
        (9, {"minutes_unsent": (1,)}, PARTLY),
        (9, {"partners": 0}, PARTLY),
        (9, {"partners": 0, "eyes_on_safety": False}, NONE),
        (10, {"aftercare_contacts": 1}, PARTLY),
        (10, {"aftercare_plan": False}, PARTLY),
        (10, {"who_calls_whom": False}, PARTLY),
        (10, {"aftercare_plan": False, "aftercare_contacts": 0}, NONE),
        (10, {"aftercare_due": False}, LATER),
    ],
)
def test_each_rule_at_its_edge(number, changes, state):
    assert BY_NUMBER[number].rule(replace(RIGHT, **changes)) is state


PLACES = Places(dangers={1: 11, 2: 12}, goals={1: 21}, agreements={4: 34}, meetings={3: 43}, success=51)
NAMED = lambda kind, key: f"{kind} {key}"  # noqa: E731


@pytest.mark.parametrize(
    ("number", "changes", "words", "place"),
    [
        (1, {"reflected_on": {}}, "reflection", ("standards.add_reflection", {"standard": 1})),
        (2, {"learning_actions": 0}, "learning action", ("standards.add_learning_action", {"standard": 2})),
        (3, {"signals": 1, "open_signals": {3: days(8)}}, "10 juni 2026 waits", ("signals.edit", {"signal_id": 3})),
        (4, {"opinions_missing": ((7, 2),)}, "What person 7 thinks of worry 2",
         ("goals.opinion", {"danger_id": 12, "person": 7})),
        (4, {"unheard": (3,)}, "The voice of person 3", ("voices.choose", {"child": 3})),
        (4, {"family_plan_offered": False}, "family group plan", ("casus.family_plan", {})),
        (5, {"without_goal": (2,)}, "worry 2", ("goals.new_goal", {"danger_id": 12})),
        (5, {"without_goal": (1,)}, "worry 1", ("goals.one", {"goal_id": 21})),  # it was let go; a worry has one goal
        (5, {"without_duration": (1,)}, "How long goal 1", ("goals.edit_goal", {"goal_id": 21})),
        (5, {"failing": (4,)}, "Agreement 4", ("agreements.edit", {"agreement_id": 34})),
        (6, {"without_safety": (2,)}, "worry 2", ("mapping.new", {"kind": "existing_safety", "danger": 12})),
        (6, {"rated_twice": {1: 1}}, "goal 1", ("goals.rate_together", {"goal_id": 21})),
        (7, {"helpers": {(1, 0): 1}, "uninformed": (9,)}, "person 9 has a task", ("network.place", {"person": 9})),
        (7, {"helpers": {(1, 0): 1}}, "the network with a task for goal 1", ("agreements.new", {"goal": 21})),
        (7, {"helpers": {(1, 5): 2}, "sides": ((1, 4), (1, 5))}, "of side 4 with a task for goal 1",
         ("agreements.new", {"goal": 21})),
        (8, {"successes": 0}, "A success", ("successes.new", {})),
        (8, {"celebrated_on": None}, "celebrated", ("successes.edit", {"success_id": 51})),
        (9, {"partners_behind": (5,)}, "partner 5 does not know", ("partners.tell", {})),
        (9, {"minutes_unsent": (3,)}, "meeting 3", ("meetings.send", {"meeting_id": 43})),
        (10, {"who_calls_whom": False}, "Who calls whom", ("aftercare.add_call", {})),
        (10, {"aftercare_contacts": 1}, "Two dated contacts", ("aftercare.add_contact", {})),
    ],
)  # fmt: skip
def test_what_is_missing_is_a_link_to_the_very_place_to_mend_it(context, number, changes, words, place):
    endpoint, values = place
    found = missing(replace(RIGHT, **changes), PLACES, NAMED)[number]
    gap = next(gap for gap in found if words in _english(gap))

    assert gap.endpoint == endpoint
    assert values.items() <= gap.values.items()


def _english(gap):
    from flask_babel import force_locale

    with force_locale("en"):
        return str(gap.words)


def test_nothing_is_missing_exactly_where_there_is_evidence(context):
    assert not any(missing(RIGHT, PLACES, NAMED).values())


def test_every_state_that_is_not_evidence_says_what_is_missing(context):
    found = missing(Facts(today=TODAY, aftercare_due=True), PLACES, NAMED)

    assert [number for number, gaps in found.items() if not gaps] == []


@pytest.mark.parametrize(
    ("number", "age", "meeting", "reads"),
    [
        (4, 90, None, Shown.EVIDENCE),
        (4, 91, None, Shown.OLD),
        (8, 91, None, Shown.EVIDENCE),  # no meeting since
        (8, 91, 91, Shown.EVIDENCE),
        (8, 91, 90, Shown.OLD),
    ],
)
def test_evidence_grows_old_but_a_success_not_before_the_next_meeting(number, age, meeting, reads):
    last = None if meeting is None else days(meeting)

    assert shown(number, EVIDENCE, days(age), last, days(90)) is reads


def test_what_has_no_evidence_or_comes_later_never_reads_as_old():
    assert shown(10, LATER, days(400), None, days(90)) is Shown.LATER
    assert shown(4, NONE, days(400), None, days(90)) is Shown.NONE


def test_working_days_leave_out_the_weekend():
    assert working_days(date(2026, 6, 12), date(2026, 6, 15)) == 1


def test_a_public_holiday_does_not_give_a_signal_more_time():
    assert working_days(date(2026, 12, 24), date(2026, 12, 28)) == 2  # both days of Christmas are in between, one on a Friday


def test_there_are_ten_standards_in_order():
    assert [standard.number for standard in STANDARDS] == list(rules.NUMBERS)
