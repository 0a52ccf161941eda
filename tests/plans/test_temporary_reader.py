"""Where people are tonight is the most dangerous thing a plan can say: who reads which line (domain.md 2.7, B12, B13)."""

import pytest

from tests.plans import bodies
from workbench.plans import temporary_chapter
from workbench.plans.reader import Reader

KIM, NOA, TRUUS, BAS, SANNE = 1, 2, 3, 4, 5
GREEN, BLUE = 1, 2


def plan(separate=False, groups=None, **values):
    body = bodies.empty(separate)
    roles = {KIM: ("Kim", "parent"), NOA: ("Noa", "child"), TRUUS: ("Truus", "relative"), BAS: ("Bas", "parent"),
             SANNE: ("Sanne", "professional")}  # fmt: skip
    body["people"] = [bodies.person(one, *who, group=(groups or {}).get(one)) for one, who in roles.items()]
    body["casus"]["staff"] = [SANNE]
    texts = dict.fromkeys(temporary_chapter.TEXTS, "Woorden voor iedereen.")
    body["temporary"] = {"group": None, **texts, "visitors": [], "tonight": [], "calls": []} | values
    return body


def line(person, stays="with", stays_with=None, note="", secret=False):
    return {"person": person, "stays": stays, "stays_with": stays_with, "sleeps": None, "sleeps_with": None, "note": note,
            "secret": secret}  # fmt: skip


def seen(body, reader, secret_now=frozenset()):
    view = temporary_chapter.view(body, Reader.of(body, reader), frozenset(secret_now))
    return [] if view is None else [one.name for one in view.tonight]


def test_in_an_open_network_everybody_reads_who_is_where():
    body = plan(tonight=[line(NOA, stays_with=TRUUS), line(KIM, "home")])

    assert [seen(body, one) for one in (KIM, BAS, TRUUS, SANNE)] == [["Noa", "Kim"]] * 4


def test_a_line_about_somebody_with_a_secret_address_is_for_the_people_in_it_and_colleagues():
    body = plan(tonight=[line(NOA, stays_with=KIM, secret=True), line(BAS, "home")])

    assert seen(body, KIM) == ["Noa", "Bas"]
    assert seen(body, NOA) == ["Noa", "Bas"]
    assert seen(body, SANNE) == ["Noa", "Bas"]
    assert seen(body, BAS) == ["Bas"]
    assert seen(body, TRUUS) == ["Bas"]


def test_an_address_that_became_secret_after_freezing_closes_the_line_too():
    body = plan(tonight=[line(NOA, stays_with=TRUUS, note="op zolder")])

    assert seen(body, BAS) == ["Noa"]
    assert seen(body, BAS, {TRUUS}) == []
    assert seen(body, BAS, {NOA}) == []


def test_what_was_frozen_as_at_home_is_a_safe_place_once_the_address_is_secret():
    body = plan(tonight=[line(KIM, "home", note="met de sleutel van Truus")])
    view = temporary_chapter.view(body, Reader.of(body, KIM), frozenset({KIM}))

    assert [(one.stays, one.note) for one in view.tonight] == [("safe_place", "")]


@pytest.mark.parametrize(("reader", "names"), [(TRUUS, ["Noa", "Kim"]), (BAS, ["Bas"]), (SANNE, ["Noa", "Kim", "Bas"])])
def test_in_a_separated_network_each_side_reads_its_own_lines(reader, names):
    sides = {KIM: GREEN, NOA: GREEN, TRUUS: GREEN, BAS: BLUE}
    body = plan(True, sides, tonight=[line(NOA, stays_with=KIM, secret=True), line(KIM, "safe_place", secret=True),
                                      line(BAS, "home")])  # fmt: skip

    assert seen(body, reader) == names


def test_somebody_of_both_sides_does_not_learn_where_a_secret_person_is():
    body = plan(True, {KIM: GREEN, NOA: GREEN, BAS: BLUE}, tonight=[line(NOA, stays_with=KIM, secret=True)])

    assert seen(body, TRUUS) == []


def test_a_plan_for_one_side_says_nothing_at_all_to_the_other():
    body = plan(True, {KIM: GREEN, BAS: BLUE}, group=GREEN)

    assert temporary_chapter.view(body, Reader.of(body, BAS)) is None
    assert temporary_chapter.view(body, Reader.of(body, KIM)) is not None


def test_who_calls_whom_across_the_sides_is_left_out_without_a_hole():
    body = plan(True, {KIM: GREEN, BAS: BLUE}, calls=[
        {"caller": KIM, "called": TRUUS, "service": None, "signal": "trek"},
        {"caller": BAS, "called": None, "service": "emergency", "signal": "boos"},
    ])  # fmt: skip
    view = temporary_chapter.view(body, Reader.of(body, BAS))

    assert [(one.caller, one.signal) for one in view.calls] == [("Bas", "boos")]
