"""Which words can be kept secret: not one that nobody can look for, nor one that stands in every plan."""

import io
import re

import pytest
from docx import Document as read_word
from docx.oxml.ns import qn

from tests.safety import census
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.secret_words import queries, rules
from workbench.wording.leaks import ProtectedTerm, find_leaks

OTHER, PLACE, SCHOOL = "other", "place", "school"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (OTHER, "pannenkoek"), (OTHER, "blauwe ballon"), (OTHER, "Is oma thuis?"), (OTHER, "de rode paraplu"),
        (PLACE, "Oosterlinge"), (PLACE, "Oss"), (OTHER, "Opvang De Luwte"), (SCHOOL, "basisschool Het Anker"), (OTHER, "SOS"),
    ],
)  # fmt: skip
def test_a_code_word_a_town_and_the_name_of_a_school_can_be_secret(kind, words):
    term = ProtectedTerm(kind, words)

    assert rules.can_be_found(term)
    assert not rules.is_everyday(term)


@pytest.mark.parametrize(("kind", "words"), [
    (OTHER, "ok"), (OTHER, "x7"), (OTHER, "112"), (PLACE, "Ee"), (SCHOOL, "de school"), (PLACE, "42"), (OTHER, "🎈"),
])  # fmt: skip
def test_what_nobody_can_look_for_protects_nobody(kind, words):
    """The control: the scan indeed passes a text in which it stands."""
    term = ProtectedTerm(kind, words)

    assert not rules.can_be_found(term)
    assert find_leaks(f"Noa zegt {words} en dan komt Daphne.", [term]) == []


@pytest.mark.parametrize("words", ["oma", "plan", "school", "de kinderen", "een", "bel", "Veilig", "is er", "ze belt"])
def test_a_word_of_every_plan_would_stop_every_plan(words):
    """The control: an ordinary sentence with it would be stopped."""
    assert rules.is_everyday(ProtectedTerm(OTHER, words))
    assert find_leaks(f"Elke avond: {words}.", [ProtectedTerm(OTHER, words)])


def test_somebody_of_the_family_cannot_be_a_secret_word():
    assert rules.names_somebody(ProtectedTerm(OTHER, "daphne"), ["Finn", "Daphne"])
    assert rules.names_somebody(ProtectedTerm(OTHER, "oma"), ["oma Ans"])
    assert not rules.names_somebody(ProtectedTerm(OTHER, "pannenkoek"), ["Finn", "Daphne"])


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Pannenkoek", "pannenkoek ", True), ("blauwe  ballon", "Blauwe ballon", True), ("crèche", "creche", True),
    ("pannenkoek", "pannenkoeken", False),
])  # fmt: skip
def test_a_word_is_the_same_whatever_its_capitals(one, other, same):
    assert rules.same_words(one, other) is same


@pytest.mark.parametrize(
    ("was", "now", "wider"),
    [(None, 1, True), (1, 2, True), (1, None, False), (1, 1, False), (None, None, False)],
)
def test_only_what_lets_more_people_know_asks_for_a_second_person(was, now, wider):
    assert rules.widens(was, now) is wider


def test_what_stands_on_every_paper_of_a_family_cannot_be_a_secret_word(app, browse):
    """Measured on papers of three kinds for people of both sides: a word of all of them would take every plan away."""
    demo = census.load(app)
    mehmet, common = browse(demo.staff["mehmet"]), None
    with app.app_context():
        people = {one.first_name: one.id for one in demo.people()}
    token = mehmet.open(f"/casus/{demo.ref}/documents/").tree.xpath("//input[@name='csrf_token']/@value")[0]
    for kind, name in (("safety-plan", "Rick"), ("family-version", "Daphne"), ("agreement-sheet", "Wim")):
        sent = {"csrf_token": token, "document": kind, "reader": people[name], "plan": 2, "version": 2}
        page = mehmet.request("POST", f"/casus/{demo.ref}/documents/download", data=sent)
        assert page.body[:2] == b"PK"
        words = set(re.findall(r"[^\W\d_]{3,}", _said_in(page.body).lower()))
        common = words if common is None else common & words

    with app.app_context():
        names = queries.names_in(db.session.get_one(Casus, demo.casus_id))
    terms = [ProtectedTerm(OTHER, word) for word in common]
    assert len(terms) > 20
    accepted = [one.text for one in terms if rules.can_be_found(one) and not rules.is_everyday(one)]
    assert [text for text in accepted if not rules.names_somebody(ProtectedTerm(OTHER, text), names)] == []


def _said_in(file):
    """The words of a Word file, a line for each paragraph, also in tables."""
    lines = read_word(io.BytesIO(file)).element.iter(qn("w:p"))
    return "\n".join("".join(part.text or "" for part in line.iter(qn("w:t"))) for line in lines)
