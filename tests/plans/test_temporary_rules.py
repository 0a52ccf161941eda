"""What holds for a temporary plan: its days, its rows, what blocks it and what does not."""

from datetime import date, timedelta

from tests.plans import bodies
from workbench.plans import temporary_rules as rules
from workbench.plans.models import Service, Stay
from workbench.plans.rules import Days

DAY = date(2026, 6, 18)
ONE_WEEK = Days(DAY, DAY + timedelta(days=7), DAY + timedelta(days=3))


def blocking(body, days=ONE_WEEK):
    return [gap.rule for gap in rules.gaps(body, "k7m4q9tz", days) if gap.blocks]


def said(**values):
    body = bodies.empty()
    body["people"] = [bodies.person(1, "Kim", "parent"), bodies.person(2, "Marloes")]
    empty = {"group": None, "reason": "", "visitors": [], "tonight": [], "calls": []}
    body["temporary"] = empty | {"calls": [{"caller": 1, "called": 2, "service": None, "signal": ""}]} | values
    body["plan"]["what_if_unsafe"] = "Dan belt Kim Fatiha."
    return body


def test_a_casus_without_worries_goals_or_agreements_can_have_a_temporary_plan():
    assert blocking(said()) == []


def test_somebody_who_does_something_and_a_plan_b_are_needed():
    nobody = said(calls=[])
    nobody["plan"]["what_if_unsafe"] = ""

    assert blocking(nobody) == ["B3", "B5"]


def test_a_last_day_is_needed_and_not_later_than_the_term_of_the_house():
    assert blocking(said(), Days(DAY, None, None)) == ["B10"]
    assert blocking(said(), Days(DAY, DAY + timedelta(days=15), None)) == ["B10"]
    assert blocking(said(), Days(DAY, DAY + timedelta(days=14), None)) == []


def test_a_child_without_a_safe_person_and_a_worry_without_a_goal_do_not_stop_tonight():
    body = said()
    body["people"].append(bodies.person(3, "Noa", "child", age=9))
    body["dangers"] = [{"id": 1, "number": 1}]

    assert blocking(body) == []


def test_somebody_with_a_secret_address_is_never_at_home_or_somewhere_in_words():
    at_home = rules.Line(1, stays=Stay.HOME)
    in_words = rules.Line(2, stays=Stay.WITH, stays_with=1, note="bij de molen")

    assert [part for part, _message in rules.line_faults(at_home, {1})] == ["stays"]
    assert [part for part, _message in rules.line_faults(in_words, {1})] == ["note"]
    assert list(rules.line_faults(rules.Line(1, stays=Stay.SAFE_PLACE), {1})) == []
    assert list(rules.line_faults(in_words, set())) == []


def test_a_row_of_who_calls_whom_names_both():
    assert [part for part, _ in rules.call_faults(rules.Call(1))] == ["called"]
    assert [part for part, _ in rules.call_faults(rules.Call(None, 2))] == ["caller"]
    assert [part for part, _ in rules.call_faults(rules.Call(1, 1))] == ["called"]
    assert list(rules.call_faults(rules.Call(1, None, Service.EMERGENCY))) == []
    assert list(rules.call_faults(rules.Call(None))) == []


def test_the_days_a_form_offers_stay_within_the_term():
    assert rules.usual_days(DAY) == (date(2026, 7, 2), date(2026, 6, 25))
    assert rules.usual_days(DAY, 5, 7) == (date(2026, 6, 23), date(2026, 6, 23))


def test_people_are_warned_before_the_end_and_told_after_it():
    end = DAY + timedelta(days=3)

    assert rules.ends_soon(end, DAY)
    assert not rules.ends_soon(end, DAY - timedelta(days=1))
    assert rules.ends_soon(end, end)
    assert not rules.is_over(end, end)
    assert rules.is_over(end, end + timedelta(days=1))
