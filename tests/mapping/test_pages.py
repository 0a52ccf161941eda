"""The map as a worker meets it, and whatever people type into it."""

import pytest

from tests import factories
from tests.mapping.conftest import HARM
from workbench.extensions import db
from workbench.mapping.models import MapItem


def test_an_event_is_put_on_the_map(casus, worker):
    page = worker.fill("mapping.new", HARM, ref=casus.ref, kind="harm")

    assert "Kim sliep op de bank." in page.words
    assert "14 november 2025" in page.words
    assert "Fatiha heeft het gezien" in page.words


def test_a_disputed_fact_carries_the_other_view(casus, worker):
    kim = factories.person(casus)
    answers = {**HARM, "disputed_by": [kim.id], "other_view": "Ik had twee glazen op."}
    page = worker.fill("mapping.new", answers, ref=casus.ref, kind="harm")

    assert "Kim ziet dit anders “Ik had twee glazen op.”" in page.words


def test_existing_safety_stands_with_its_worry(casus, worker):
    danger = factories.danger(casus)
    answers = {**HARM, "text": "Kim belde Marloes.", "actor": "Kim", "danger": danger.id}
    page = worker.fill("mapping.new", answers, ref=casus.ref, kind="existing_safety")

    assert f"Hoort bij zorg {danger.number}: {danger.title}" in page.words
    assert "Bewaard als kracht" not in page.words


@pytest.mark.parametrize(
    ("missing", "words"),
    [("happened_on", "de dag of de periode"), ("actor", "wie het deed"), ("danger", "tegen welke zorg het hielp")],
)
def test_existing_safety_that_lacks_something_is_kept_as_a_strength_and_says_what(app, casus, worker, missing, words):
    danger = factories.danger(casus)
    answers = {**HARM, "text": "Kim belde Marloes.", "actor": "Kim", "danger": danger.id, missing: ""}
    page = worker.fill("mapping.new", answers, ref=casus.ref, kind="existing_safety")

    assert f"Nu ontbreekt nog: {words}." in page.words
    with app.app_context():
        assert db.session.query(MapItem).one().kind == "strength"
    field = {"actor": "actor_person"}.get(missing, missing)
    assert f"field={field}" in page.links()[words]
    there = worker.open(page.links()[words])
    assert there.tree.get_element_by_id("map").get("data-focus") == (f"{field}-0" if field == "danger" else field)


@pytest.mark.parametrize(("field", "missing"), [("happened_on", "happened_on"), ("source_person", "source"), ("text", "text")])
def test_a_fact_without_day_source_or_text_is_refused_at_its_field(casus, worker, field, missing):
    page = worker.fill("mapping.new", {**HARM, missing: ""}, ref=casus.ref, kind="harm")

    assert page.error_at(field)


def test_something_is_changed_and_two_at_once_see_both_texts(browse, casus, worker):
    item = factories.map_item(casus)
    where = {"ref": casus.ref, "item_id": item.id}
    page = worker.open("mapping.edit", **where)
    browse(worker.user).fill("mapping.edit", {"text": "Kim was weg."}, **where)
    page = worker.send(page, {"text": "Kim sliep diep."})

    assert page.status == 409
    assert "Kim was weg" in page.words
    assert "Kim sliep diep" in page.words


def test_what_goes_off_the_map_stays_to_be_found_with_its_reason(casus, worker):
    item = factories.map_item(casus)
    page = worker.fill("mapping.withdraw", {"reason": ""}, ref=casus.ref, item_id=item.id)
    assert page.error_at("reason")
    page = worker.send(page, {"reason": "Het bleek een andere dag."})

    assert "Eén van de kaart gehaald" in page.words
    assert "Het bleek een andere dag." in page.words
    page = worker.fill("mapping.put_back", {"reason": ""}, ref=casus.ref, item_id=item.id)
    assert page.error_at("reason")
    page = worker.send(page, {"reason": "Het was toch die dag."})
    assert "van de kaart gehaald" not in page.words
    assert item.text in page.words
    story = worker.open("mapping.one", ref=casus.ref, item_id=item.id).words
    assert "zette dit terug op de kaart “Het was toch die dag.”" in story
    assert "haalde dit van de kaart “Het bleek een andere dag.”" in story


def test_the_map_shows_goals_and_where_everybody_stands(casus, worker):
    kim = factories.person(casus)
    goal = factories.goal(casus)
    factories.rating(goal, kim, 7)
    page = worker.open("mapping.index", ref=casus.ref)

    assert goal.sentence in page.words
    assert "Waar staan we?" in page.words


def test_the_supervisor_reads_and_does_not_change(browse, casus):
    henk = browse(factories.supervisor())
    item = factories.map_item(casus)

    assert henk.open("mapping.index", ref=casus.ref).status == 200
    assert henk.open("mapping.edit", ref=casus.ref, item_id=item.id).status == 403
    assert henk.open("mapping.matrix", ref=casus.ref).status == 200
    assert "Geschiedenis" in henk.open("mapping.one", ref=casus.ref, item_id=item.id).words


def test_something_of_another_family_is_not_here(casus, worker):
    other = factories.map_item(factories.casus())

    for endpoint in ("mapping.edit", "mapping.withdraw", "mapping.put_back", "mapping.one"):
        assert worker.open(endpoint, ref=casus.ref, item_id=other.id).status == 404


@pytest.mark.parametrize("times", [1, 10])
def test_the_map_costs_two_statements(casus, worker, statements, times):
    for _nr in range(4 * times):
        factories.map_item(casus)
        factories.person(casus)
    for _nr in range(times):
        factories.goal(casus)
    statements.clear()
    worker.open("mapping.index", ref=casus.ref)

    assert len(statements) <= 3 + 2 + 3  # and a question for reflection, what items count for, what the supervisor asked


@pytest.mark.parametrize(
    "text",
    ["Kim\x00 sliep\x07", "Kim sliep 🙏🏽", "كيم نامت", "<script>alert(1)</script>", "=SUM(1)", "{ DDEAUTO cmd }",
     "Kim sliep " * 390, "%s {{ 1 }}"],
)  # fmt: skip
def test_any_text_is_kept_as_text(casus, worker, text):
    page = worker.fill("mapping.new", {**HARM, "text": text}, ref=casus.ref, kind="harm")

    assert page.heading == "De kaart"
    assert " ".join("".join(c for c in text if c.isprintable()).split()) in page.words


@pytest.mark.parametrize(
    ("field", "sent"),
    [("happened_on", "1800-01-01"), ("happened_on", "9999-12-31"), ("happened_on", "gisteren"),
     ("source_person", "12345678901234567890"),
     ("children", "<script>"), ("disputed_by", "12345678901234567890"), ("severity", "4"),
     ("text", "x" * 4001)],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field_and_stays(casus, worker, field, sent):
    page = worker.fill("mapping.new", {**HARM, field: sent}, ref=casus.ref, kind="harm")

    assert page.error_at(field)
    assert page.value_of("source") == "Fatiha"


@pytest.mark.parametrize("kind", ["", "iets", "<script>", "wish"])
def test_a_kind_in_the_address_that_does_not_exist_is_no_problem(casus, worker, kind):
    assert worker.open(f"/casus/{casus.ref}/map/new?kind={kind}").status == 200


def test_a_kind_that_is_sent_and_does_not_exist_is_that_of_the_address(casus, worker):
    page = worker.fill("mapping.new", {**HARM, "kind": "iets"}, ref=casus.ref, kind="harm")

    assert "Opgeslagen" in page.words


def test_an_address_that_cannot_be_is_not_found(casus, worker):
    assert worker.open(f"/casus/{casus.ref}/map/12345678901234567890/edit").status == 404
