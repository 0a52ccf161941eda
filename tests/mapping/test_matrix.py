"""The harm matrix: the same events as a table, that says what is missing and leads to the field."""

from datetime import date

import pytest

from tests import factories
from workbench.extensions import db
from workbench.goals.models import DangerExample
from workbench.mapping.models import ItemKind


def rows(page):
    """The words of each row."""
    return [" ".join(row.text_content().split()) for row in page.tree.xpath("//tbody/tr")]


@pytest.fixture
def three(casus):
    """Three events: an old light one, a new serious one, one without severity."""
    return (
        factories.map_item(casus, text="Daan at niet.", happened_on=date(2025, 9, 1), severity=1),
        factories.map_item(casus, text="Kim reed met drank op.", happened_on=date(2025, 12, 20), severity=3),
        factories.map_item(casus, text="Noa was te laat.", happened_on=date(2025, 10, 1), severity=None),
    )


@pytest.mark.parametrize(
    ("order", "first_words"),
    [("day", ["Daan", "Noa", "Kim"]), ("severity", ["Noa", "Kim", "Daan"]), ("iets", ["Daan", "Noa", "Kim"])],
)
def test_the_rows_stand_in_the_order_one_asks_for(casus, worker, three, order, first_words):
    page = worker.open("mapping.matrix", ref=casus.ref, order=order)

    assert [row.split()[0] for row in rows(page)] == first_words


def test_a_row_says_all_that_is_known(app, casus, worker):
    noa, kim = factories.child(casus), factories.person(casus)
    item = factories.map_item(casus, frequency="once", is_first=True, is_worst=True)
    answers = {"children": [noa.id], "impact": "Zij bleef wakker.", "disputed_by": [kim.id], "other_view": "Ik was er."}
    worker.fill("mapping.edit", answers, ref=casus.ref, item_id=item.id)
    page = worker.open("mapping.matrix", ref=casus.ref)
    [row] = rows(page)

    for said in ("14 november 2025", "heel ernstig", "één keer", "Noa: Zij bleef wakker.", "eerste keer, ergste keer",
                 "Fatiha heeft het gezien", "Kim: “Ik was er.”"):  # fmt: skip
        assert said in row
    assert page.links()[item.text].endswith(f"#item-{item.id}")


def test_what_is_missing_in_a_row_is_a_link_to_its_field_and_back_to_the_row(casus, worker):
    factories.child(casus)
    item = factories.map_item(casus, severity=None)
    page = worker.open("mapping.matrix", ref=casus.ref)
    links = {words.split("?")[0]: where for words, where in page.links().items() if "?" in words}

    assert set(links) == {"Hoe ernstig", "Hoe vaak", "Welk kind", "Wat merkte het kind"}
    form = worker.open(links["Hoe ernstig"])
    assert form.tree.get_element_by_id("map").get("data-focus") == "severity-0"
    back = worker.request("POST", links["Hoe ernstig"], data={**form.fields(), "severity": "2"}, follow=False)
    assert back.headers["Location"].endswith(f"/map/matrix#row-{item.id}")
    assert "ernstig" in rows(worker.open("mapping.matrix", ref=casus.ref))[0]


def test_events_stand_under_the_worry_that_rests_on_them(app, casus, worker, three):
    danger = factories.danger(casus)
    with app.app_context():
        db.session.add(DangerExample(danger_id=danger.id, item_id=three[1].id))
        db.session.commit()
    page = worker.open("mapping.matrix", ref=casus.ref, order="worry")
    captions = [" ".join(one.text_content().split()) for one in page.tree.iter("caption")]

    assert captions == [f"Zorg {danger.number}: {danger.title}", "Nog niet bij een zorg"]
    assert rows(page)[0].startswith("Kim reed")


def test_only_what_happened_and_still_stands_is_in_the_matrix(casus, worker):
    factories.map_item(casus, ItemKind.STRENGTH, text="Noa tekent.")
    page = worker.open("mapping.matrix", ref=casus.ref)

    assert "Er staat nog niets in de matrix" in page.words
    assert "Noa tekent." not in page.words


def test_the_matrix_costs_two_statements(casus, worker, three, statements):
    statements.clear()
    worker.open("mapping.matrix", ref=casus.ref)

    assert len(statements) <= 3 + 2
