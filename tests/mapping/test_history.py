"""What a thing on the map said before: every change with its words, who made it and when; and that it travels along."""

import json

import pytest

from tests import factories
from workbench.extensions import db
from workbench.mapping import operations
from workbench.mapping.models import EarlierMapItem, ItemKind, MapItem
from workbench.transfer.exporting import export_casus


def story(worker, casus, item):
    return worker.open("mapping.one", ref=casus.ref, item_id=item.id).words


def squeezed(words):
    """Without spaces: what differs is marked, which takes words apart."""
    return "".join(words.split())


def test_a_change_shows_what_it_said_before_and_after_word_by_word(casus, worker):
    item = factories.map_item(casus, text="Kim sliep op de bank.")
    worker.fill("mapping.edit", {"text": "Kim sliep diep op de bank."}, ref=casus.ref, item_id=item.id)
    page = worker.open("mapping.one", ref=casus.ref, item_id=item.id)

    assert squeezed("paste dit aan Tekst eerst: Kim sliep op de bank. nu: Kim sliep diep op de bank.") in squeezed(page.words)
    assert [one.text_content().strip() for one in page.tree.iter("ins")] == ["diep"]


def test_every_field_is_remembered_in_the_words_of_that_day(casus, worker):
    noa, truus, danger = factories.child(casus), factories.person(casus, "Truus"), factories.danger(casus)
    item = factories.map_item(casus, severity=1)
    answers = {
        "children": [noa.id], "severity": "3", "happened_on": "2025-12-02", "source_person": truus.id, "is_first": "y",
        "impact": "Noa bleef wakker.", "other_view": "Zo ging het niet.", "disputed_by": [truus.id],
    }  # fmt: skip
    worker.fill("mapping.edit", answers, ref=casus.ref, item_id=item.id)
    answers = {"actor": "Kim", "danger": danger.id}
    worker.fill("mapping.edit", answers, ref=casus.ref, item_id=item.id, kind="existing_safety")
    words = squeezed(story(worker, casus, item))

    for said in ("1: een beetje ernstig nu: 3: heel ernstig", "14 november 2025 nu: 2 december 2025", "nu: Truus", "nu: Noa",
                 "nu: Noa bleef wakker.", "nu: Zo ging het niet.", "eerst: nee nu: ja", f"nu: {danger.number}. {danger.title}",
                 "Wat er gebeurd is nu: Toen bleef het veilig", "verplaatste dit"):  # fmt: skip
        assert squeezed(said) in words, said


def test_the_history_says_who_put_it_there_and_when(app, casus, worker):
    worker.fill("mapping.new", {"text": "Noa tekent."}, ref=casus.ref, kind="strength")
    with app.app_context():
        item = db.session.query(MapItem).one()

    assert f"{worker.user.name} zette dit op de kaart" in story(worker, casus, item)


def test_saving_without_a_change_is_no_history(app, casus, worker):
    item = factories.map_item(casus, ItemKind.STRENGTH, actor="Kim", happened_on=None)
    worker.fill("mapping.edit", {}, ref=casus.ref, item_id=item.id)
    worker.fill("mapping.edit", {}, ref=casus.ref, item_id=item.id, kind="existing_safety")  # still lacks day and worry

    with app.app_context():
        assert db.session.query(EarlierMapItem).count() == 0
        assert db.session.get(MapItem, item.id).version == 1


def test_a_withdrawn_item_cannot_come_back_twice(app, casus, sanne):
    item = factories.map_item(casus)
    with app.test_request_context():
        kept = db.session.get(MapItem, item.id)
        with pytest.raises(operations.RuleBroken):
            operations.put_back(kept, kept.version, by=sanne, reason="Toch.")


def test_the_earlier_texts_travel_in_the_casus_file(app, casus, worker):
    item = factories.map_item(casus, text="Kim sliep.")
    worker.fill("mapping.edit", {"text": "Kim sliep diep.", "impact": "Noa bleef wakker."}, ref=casus.ref, item_id=item.id)
    worker.fill("mapping.withdraw", {"reason": "Dubbel."}, ref=casus.ref, item_id=item.id)
    with app.test_request_context():
        data = json.loads(json.dumps(export_casus(db.session.merge(casus))))

    changed, gone = data["earlier_map_items"]
    assert changed["parts"] == [
        {"field": "text", "was": "Kim sliep.", "became": "Kim sliep diep."},
        {"field": "impact", "became": "Noa bleef wakker."},
    ]
    assert (gone["what"], gone["why"]) == ("withdrawn", "Dubbel.")
    assert data["map_items"][0]["impact"] == "Noa bleef wakker."


def test_the_texts_of_the_history_are_sealed(app, casus, worker):
    item = factories.map_item(casus)
    worker.fill("mapping.edit", {"text": "Kim sliep heel diep."}, ref=casus.ref, item_id=item.id)
    with app.app_context():
        stored = db.session.connection().exec_driver_sql("SELECT was, became FROM earlier_map_item_part").fetchall()

    assert stored
    assert not any(b"sliep" in bytes(one) for row in stored for one in row if one)


def test_the_history_costs_two_statements_however_long(casus, worker, statements):
    item = factories.map_item(casus)
    for turn in range(6):
        worker.fill("mapping.edit", {"text": f"Kim sliep {turn} keer.", "frequency": "often"}, ref=casus.ref, item_id=item.id)
    statements.clear()
    story(worker, casus, item)

    assert len(statements) <= 3 + 2 + 2  # and beside it: what it counts for, what the supervisor asked
