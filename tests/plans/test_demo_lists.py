"""What everybody in the two demo families may see of the plan, list by list as domain.md 7.1 and 7.2 say it; written by hand."""

from functools import cache
from itertools import permutations

import pytest
from sqlalchemy import delete

from workbench.accounts.models import Organisation, Team
from workbench.documents.queries import after_freezing
from workbench.extensions import db
from workbench.plans import queries
from workbench.plans.plan_view import words_of
from workbench.plans.projection import project
from workbench.transfer import demonstration

# ruff: noqa: RUF024 - nobody changes these

# --- domain.md 7.1: one network, everything is for everybody in it

ALL_OF_A = ["Kim", "Bas", "Noa", "Daan", "Truus", "Marloes", "Fatiha", "Joris", "Ineke", "Tom", "Sanne"]
A_AGREEMENTS = {1: ["A1", "A2", "A3", "A4", "A5", "A6", "A10"], 2: ["A7", "A8", "A9"]}
A_LINES = ["Bij Noa en Daan is dag en nacht", "Ten minste vier mensen buiten het gezin", "Kim rijdt met de kinderen"]
A_SCALES = {1: {"Kim", "Bas", "Truus", "Marloes", "Fatiha", "Ineke", "Noa", "Sanne"},
            2: {"Kim", "Bas", "Truus", "Marloes", "Ineke", "Noa", "Sanne"}}  # fmt: skip
A_SAFE = {"Noa": {"Fatiha", "Marloes"}, "Daan": {"Truus"}}

# --- domain.md 7.2: two sides, and who stands outside both

GREEN, BLUE = ("Lotte", "Finn", "Mila", "Bo", "Ans", "Daphne", "Petra"), ("Rick", "Wim", "Remco")
BEGINS = {
    "F1": "Als Rick merkt dat hij boos wordt", "F2": "Remco belt Rick elke zondag", "F3": "Bij elk bezoek is Wim",
    "F4": "Huilt Bo langer dan tien minuten", "F5": "Rick belt elke dinsdag en vrijdag", "F6": "Rick levert zijn oude telefoon",
    "F7": "Lotte en Rick sturen berichten", "F8": "Daphne slaapt de nacht voor een bezoek", "F9": "Zegt Finn het woord",
}  # fmt: skip
FOR_BLUE = {1: ["F1", "F2"], 2: ["F3", "F4"], 3: ["F5", "F6", "F7"]}
FOR_GREEN = {1: ["F8", "F9"], 2: [], 3: ["F5", "F7"]}
FOR_MEHMET = {1: ["F1", "F2", "F8", "F9"], 2: ["F3", "F4"], 3: ["F5", "F6", "F7"]}
FOR_YVONNE: dict[int, list[str]] = {1: [], 2: [], 3: ["F5", "F7"]}
B_AGREEMENTS = {**dict.fromkeys(GREEN, FOR_GREEN), **dict.fromkeys(BLUE, FOR_BLUE), "Mehmet": FOR_MEHMET, "Yvonne": FOR_YVONNE}
B_LINES = ["Rick is alleen bij de kinderen op", "Rick zoekt het adres van Lotte", "Bo is met Rick nooit zonder", "Ten minste"]
GREEN_SCALES = {1: {"Lotte", "Finn", "Ans", "Mehmet"}, 2: {"Lotte", "Mehmet"}, 3: {"Lotte", "Finn", "Daphne", "Mehmet"}}
BLUE_SCALES = {1: {"Rick", "Wim", "Remco", "Mehmet"}, 2: {"Rick", "Wim", "Mehmet"}, 3: {"Rick", "Mehmet"}}
B_SCALES = {
    **dict.fromkeys(GREEN, GREEN_SCALES), **dict.fromkeys(BLUE, BLUE_SCALES),
    "Mehmet": {number: GREEN_SCALES[number] | BLUE_SCALES[number] for number in (1, 2, 3)},
    "Yvonne": {number: {"Mehmet"} for number in (1, 2, 3)},
}  # fmt: skip
AT_GREEN, AT_BLUE = {"Lotte", "Finn", "Ans", "Daphne", "Petra"}, {"Rick", "Wim", "Remco", "Yvonne"}
B_MET = {**dict.fromkeys(GREEN, AT_GREEN), **dict.fromkeys(BLUE, AT_BLUE), "Mehmet": AT_GREEN | AT_BLUE, "Yvonne": set()}
TIED_TO = {  # to the agreements of that side: who does, checks or stands in, in F5 and F7 of the other side too
    **dict.fromkeys(GREEN, {"Lotte", "Rick", "Ans", "Daphne", "Petra", "Mehmet"}),
    **dict.fromkeys(BLUE, {"Lotte", "Rick", "Ans", "Daphne", "Wim", "Remco", "Mehmet"}),
    "Mehmet": {"Lotte", "Rick", "Ans", "Daphne", "Petra", "Wim", "Remco", "Mehmet"},
    "Yvonne": {"Lotte", "Rick", "Ans", "Daphne", "Mehmet"},
}  # fmt: skip
SUCCESSES = {**dict.fromkeys(GREEN, ["2 april"]), **dict.fromkeys(BLUE, ["6 maart", "2 april", "17 mei"]),
             "Mehmet": ["6 maart", "2 april", "17 mei"], "Yvonne": ["2 april"]}  # fmt: skip
SECRETS = ("Wilgenpad 7", "1999 ZQ", "Opvang De Luwte", "basisschool Het Anker", "06-00000742", "Oosterlinge")
OF_GREEN = ("pannenkoek", "Daphne slaapt", "Petra", "Zegt Finn")
OF_BLUE = ("boos wordt", "Remco belt", "dezelfde kamer", "in de box", "oude telefoon", "Wim kookte", "Acht bezoeken")


class Families:
    """The plan that holds in each family, for each person by first name. Read in once for the whole module."""

    def __init__(self, app):
        with app.test_request_context():
            for kind in (Team, Organisation):  # the demo brings its own
                db.session.execute(delete(kind))
            self.views = {name: self.seen(casus) for name, casus in zip("AB", demonstration.load(), strict=True)}
            db.session.rollback()

    def seen(self, casus):
        version = queries.version_of(casus, queries.latest(queries.version_lines(casus)).number)
        after = after_freezing(version)
        return {one["name"]: project(version, one["id"], after) for one in version.body["people"]}


@pytest.fixture
def a(app):
    return of(app).views["A"]


@pytest.fixture
def b(app):
    return of(app).views["B"]


@cache
def of(app):
    return Families(app)


def agreements_in(view):
    return {goal.number: [one.number for one in goal.agreements] for goal in view.goals}


def scales_in(view):
    return {goal.number: {one.name for one in goal.scale} for goal in view.goals}


def people_tied_to(view):
    return {name for one in view.agreements for name in (*one.doers, *one.together_with, *one.checkers, one.backup) if name}


def first_names(full_names):
    return {name.split()[0] for name in full_names}


def begins(lines, words):
    return len(lines) == len(words) and all(line.text.startswith(word) for line, word in zip(lines, words, strict=True))


def said(view):
    return "\n".join(words for _place, words in words_of(view))


def test_these_are_all_the_people(a, b):
    assert list(a) == ALL_OF_A
    assert set(b) == {*GREEN, *BLUE, "Mehmet", "Yvonne"}


@pytest.mark.parametrize("name", ALL_OF_A)
def test_in_family_a_everybody_sees_the_whole_plan(a, name):
    view = a[name]

    assert agreements_in(view) == A_AGREEMENTS
    assert [danger.number for danger in view.dangers] == [1, 2]
    assert begins(view.bottom_lines, A_LINES)
    assert scales_in(view) == A_SCALES
    assert {child.name: set(child.safe_people) for child in view.children} == A_SAFE
    assert first_names((*view.makers, *view.participants)) == {*ALL_OF_A} - {"Daan"}
    assert {ring.name for ring in view.rings} == {"Bas", "Truus", "Marloes", "Fatiha", "Joris", "Ineke"}
    assert len(view.successes) == 4
    assert not view.separate


def test_who_does_and_who_checks_in_family_a(a):
    of_each = {one.number: (set(one.doers), set(one.checkers)) for one in a["Kim"].agreements}

    assert of_each == {
        "A1": ({"Kim", "Marloes"}, {"Bas"}), "A2": ({"Fatiha"}, {"Truus"}), "A3": ({"Fatiha"}, {"Marloes"}),
        "A4": ({"Kim"}, {"Bas"}), "A5": ({"Truus"}, {"Bas"}), "A6": ({"Kim", "Joris"}, {"Truus"}), "A7": ({"Kim"}, {"Ineke"}),
        "A8": ({"Bas"}, {"Ineke"}), "A9": ({"Kim"}, {"Truus"}), "A10": ({"Kim"}, {"Marloes"}),
    }  # fmt: skip


@pytest.mark.parametrize("name", B_AGREEMENTS)
def test_in_family_b_everybody_sees_the_agreements_of_the_own_side_and_of_both(b, name):
    view, wanted = b[name], B_AGREEMENTS[name]

    assert {goal.number: len(goal.agreements) for goal in view.goals} == {goal: len(own) for goal, own in wanted.items()}
    assert begins(view.agreements, [BEGINS[label] for own in wanted.values() for label in own])
    own_numbers = [label for own in wanted.values() for label in own] if name == "Mehmet" else None
    assert [one.number for one in view.agreements] == (own_numbers or [str(nr) for nr in range(1, len(view.agreements) + 1)])


@pytest.mark.parametrize("name", B_AGREEMENTS)
def test_in_family_b_dangers_goals_and_bottom_lines_are_for_both_sides(b, name):
    view = b[name]

    assert [danger.number for danger in view.dangers] == [goal.number for goal in view.goals] == [1, 2, 3]
    assert [goal.good_enough for goal in view.goals] == [8, 9, 8]
    assert begins(view.bottom_lines, B_LINES)


@pytest.mark.parametrize("name", B_AGREEMENTS)
def test_in_family_b_people_are_listed_on_their_own_side_only(b, name):
    view = b[name]
    parents = {"Lotte"} if name in GREEN else {"Rick"} if name in BLUE else {"Lotte", "Rick"} if name == "Mehmet" else set()

    assert view.separate
    assert first_names(view.makers) == parents | {"Mehmet"}
    assert first_names(view.participants) == B_MET[name] - parents
    assert scales_in(view) == B_SCALES[name]
    assert [child.name for child in view.children] == (["Finn", "Mila", "Bo"] if name in (*GREEN, "Mehmet") else [])
    assert people_tied_to(view) == TIED_TO[name]
    assert {one.name for one in view.approvals} <= {*GREEN} | {"Mehmet"} if name in GREEN else True
    assert {one.name for one in view.approvals} <= {*BLUE} | {"Mehmet", "Yvonne"} if name in BLUE else True
    assert [f"{one.day.day} {('', '', '', 'maart', 'april', 'mei')[one.day.month]}" for one in view.successes] == SUCCESSES[name]


@pytest.mark.parametrize("name", B_AGREEMENTS)
def test_no_secret_string_is_in_anybodys_plan(b, name):
    assert [secret for secret in SECRETS if secret.casefold() in said(b[name]).casefold()] == []


@pytest.mark.parametrize(("reader", "other"), [(r, o) for r, o in permutations(B_AGREEMENTS, 2) if r != "Mehmet"])
def test_nobody_reads_what_is_of_somebody_of_another_side(b, reader, other):
    """For all ordered pairs: what only the other may read is nowhere in the plan of this reader, in no field."""
    words = said(b[reader])
    only_theirs = {label for own in B_AGREEMENTS[other].values() for label in own}
    only_theirs -= {label for own in B_AGREEMENTS[reader].values() for label in own}

    assert [label for label in only_theirs if BEGINS[label] in words] == []
    if reader not in GREEN:
        assert [text for text in OF_GREEN if text in words] == []
    if reader not in BLUE:
        assert [text for text in OF_BLUE if text in words] == []


def test_the_worker_reads_what_is_of_each_side(b):
    """So that the texts above would be found where they are."""
    words = said(b["Mehmet"])

    assert [text for text in (*OF_GREEN, *OF_BLUE) if text not in words] == []
