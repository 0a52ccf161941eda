"""The map as one screen: a form opens in its place, moves go between kinds, and each kind asks for what it needs."""

import pytest

from tests import factories
from tests.mapping.conftest import HARM
from workbench.extensions import db
from workbench.mapping import forms, labels, operations
from workbench.mapping.models import ItemKind, MapItem


def column(page, name):
    """The words of one column."""
    [section] = page.tree.xpath("//section[@aria-labelledby=$id]", id=f"column-{name}")
    return " ".join(" ".join(section.itertext()).split())


def open_at(page):
    """Where the focus goes, and which column a phone shows."""
    chosen = page.tree.xpath("//input[@name='column'][@checked]/@value")
    return page.tree.get_element_by_id("map").get("data-focus"), chosen


@pytest.mark.parametrize("kind", ItemKind)
def test_a_new_thing_is_asked_in_its_own_column_with_the_whole_map_around_it(casus, worker, kind):
    factories.map_item(casus)
    page = worker.open(f"/casus/{casus.ref}/map/new?kind={kind.value}")

    assert "Kim sliep van de drank op de bank." in column(page, "worry")
    where = labels.COLUMN_OF[kind]
    assert page.tree.xpath("count(//section[@aria-labelledby=$id]//form)", id=f"column-{where}") == 1
    assert open_at(page) == (forms.FRONT[kind][0], [where])


@pytest.mark.parametrize("kind", ItemKind)
def test_every_question_explains_itself_with_one_example(app, casus, worker, kind):
    page = worker.open("mapping.new", ref=casus.ref, kind=kind.value)
    hints = [" ".join(one.text_content().split()) for one in page.tree.xpath("//*[@id='form']//*[contains(@id, '-hint')]")]

    assert hints
    assert [one for one in hints if one.count("Bijvoorbeeld:") != 1 and "Of bij een dag" not in one] == []
    asked = {*forms.FRONT[kind], *forms.MORE[kind]} - {"sub_group", *forms.MARKS}
    assert len(hints) == len(asked) + (forms.MARKS[0] in forms.FRONT[kind])  # the three marks share one


def test_harm_asks_for_what_harm_needs_and_a_strength_for_a_few_words(casus, worker):
    harm = worker.open("mapping.new", ref=casus.ref, kind="harm").fields()
    strength = worker.open("mapping.new", ref=casus.ref, kind="strength")
    more = strength.tree.xpath("//*[@id='form']//details")[0]

    assert {"happened_on", "impact", "source_person", "severity", "frequency"} <= set(harm)
    assert "severity" not in strength.fields()
    assert more.xpath(".//*[@name='happened_on']")
    assert not more.xpath(".//textarea[@name='text']")


def test_all_that_is_missing_is_said_in_one_round(casus, worker):
    page = worker.fill("mapping.new", {"text": "", "severity": "3"}, ref=casus.ref, kind="harm")

    assert [field for field in ("text", "happened_on", "source_person") if not page.error_at(field)] == []
    assert "Nog 3 dingen" in page.words
    assert page.value_of("severity") == "3"


def test_everything_of_an_event_stands_on_it(casus, worker):
    noa, truus = factories.child(casus), factories.person(casus, "Truus")
    answers = {
        **HARM, "source": "", "source_person": truus.id, "source_kind": "heard", "children": [noa.id], "severity": "3",
        "frequency": "often", "is_worst": "y", "is_last": "y", "impact": "Zij bleef wakker.", "period": "in de nacht",
    }  # fmt: skip
    words = column(worker.fill("mapping.new", answers, ref=casus.ref, kind="harm"), "worry")

    for said in ("14 november 2025, in de nacht", "heel ernstig", "vaak", "ergste keer", "laatste keer", "Noa: Zij bleef wakker.",
                 "Truus heeft het gehoord"):  # fmt: skip
        assert said in words
    assert "eerste keer" not in words


def test_a_saved_item_gets_the_focus_and_its_column_is_shown(app, casus, worker):
    page = worker.fill("mapping.new", {"text": "Noa tekent."}, ref=casus.ref, kind="strength")
    with app.app_context():
        item = db.session.query(MapItem).one()

    assert open_at(page) == (f"item-{item.id}", ["well"])
    assert "Opgeslagen" in page.words


def test_cancelling_goes_back_to_the_link_one_came_from(casus, worker):
    item = factories.map_item(casus, ItemKind.WISH)
    new = worker.open("mapping.new", ref=casus.ref, kind="complicating").links()["Annuleren"]
    edit = worker.open("mapping.edit", ref=casus.ref, item_id=item.id).links()["Annuleren"]

    for address, place, where in ((new, "add-complicating", "worry"), (edit, f"edit-{item.id}", "next")):
        page = worker.open(address)
        assert open_at(page) == (place, [where])
        assert page.tree.get_element_by_id(place).tag == "a"


def test_a_browser_that_takes_only_the_map_hears_that_it_was_saved_once(casus, worker):
    """With htmx what stands around the map is left as it was, so that the message comes with the map."""
    page = worker.open("mapping.new", ref=casus.ref, kind="strength")
    sent = page.fields()
    sent["text"] = "Noa tekent."
    heads = {"HX-Request": "true"}
    answer = worker.request("POST", page.address, data=sent, headers=heads, follow=False)
    after = worker.request("GET", answer.headers["Location"], headers=heads)

    assert "Opgeslagen" in after.tree.get_element_by_id("said").text_content()


@pytest.mark.parametrize("stored", [ItemKind.HARM, ItemKind.STRENGTH, ItemKind.WISH])
@pytest.mark.parametrize("to", ItemKind)
def test_everything_moves_to_every_other_kind_and_is_asked_what_that_needs(app, casus, worker, stored, to):
    if stored is to:
        return
    danger, kim = factories.danger(casus), factories.person(casus)
    item = factories.map_item(casus, stored, happened_on=None, source=None)
    page = worker.open("mapping.edit", ref=casus.ref, item_id=item.id, kind=to.value)
    assert column(page, labels.COLUMN_OF[to]).count("Verplaatsen naar: ") == 1
    needed = {
        "harm": {"happened_on": "2025-11-14", "source": "Fatiha"}, "next_step": {"actor_person": kim.id, "due_on": "2026-07-01"},
        "existing_safety": {"happened_on": "2025-11-14", "actor_person": kim.id, "danger": danger.id},
    }.get(to.value, {})  # fmt: skip
    if to.value in ("harm", "next_step"):
        page = worker.send(page, {})
        assert page.error_at(next(iter(needed)))
    page = worker.send(page, needed)

    assert item.text in column(page, labels.COLUMN_OF[to])
    with app.app_context():
        assert db.session.get(MapItem, item.id).kind is to


def test_what_another_kind_does_not_ask_is_kept_for_when_it_moves_back(app, casus, worker):
    noa = factories.child(casus)
    item = factories.map_item(casus)
    worker.fill("mapping.edit", {"children": [noa.id]}, ref=casus.ref, item_id=item.id)
    worker.fill("mapping.edit", {}, ref=casus.ref, item_id=item.id, kind="complicating")
    page = worker.fill("mapping.edit", {}, ref=casus.ref, item_id=item.id, kind="harm")

    assert "heel ernstig" in column(page, "worry")
    assert "Over Noa" in column(page, "worry")


def test_a_strength_is_made_existing_safety_once_it_is_all_there(casus, worker):
    danger, kim = factories.danger(casus), factories.person(casus)
    item = factories.map_item(casus, ItemKind.STRENGTH, actor="Kim", happened_on=None)
    page = worker.open("mapping.index", ref=casus.ref)
    assert "ontbreekt nog: de dag of de periode tegen welke zorg het hielp" in column(page, "well")

    answers = {"period": "december 2025", "danger": danger.id, "actor_person": kim.id, "actor": ""}
    page = worker.fill("mapping.edit", answers, ref=casus.ref, item_id=item.id, kind="existing_safety")
    assert "ontbreekt nog" not in page.words
    assert "Gedaan door Kim" in column(page, "well")
    assert f"Hoort bij zorg {danger.number}" in column(page, "well")
    assert "heel ernstig" not in column(page, "well")


def test_a_next_step_has_an_owner_and_a_day_and_is_done(app, casus, worker):
    bas = factories.person(casus, "Bas")
    page = worker.fill("mapping.new", {"text": "Bas vraagt om dagdiensten."}, ref=casus.ref, kind="next_step")
    assert page.error_at("actor_person")
    assert page.error_at("due_on")
    page = worker.send(page, {"actor_person": bas.id, "due_on": "2030-06-25"})
    assert "vóór 25 juni 2030 Open Bas vraagt om dagdiensten. Bas" in column(page, "next")

    with app.app_context():
        item = db.session.query(MapItem).one()
    page = worker.press("mapping.index", "mapping.done", ref=casus.ref, item_id=item.id)
    assert "Gedaan op" in column(page, "next")
    assert "Open" not in column(page, "next")


def test_what_happened_is_not_done_like_a_step(app, casus, worker):
    item = factories.map_item(casus)
    token = worker.open("mapping.index", ref=casus.ref).tree.xpath("//input[@name='csrf_token']/@value")[0]
    where = worker.address("mapping.done", ref=casus.ref, item_id=item.id)
    page = worker.request("POST", where, data={"csrf_token": token, "version": 1})

    assert "Alleen een volgende stap kan klaar zijn." in page.words


def test_a_step_somebody_named_with_the_latest_number_stands_among_the_next_steps(casus, worker):
    kim, goal = factories.person(casus), factories.goal(casus)
    factories.rating(goal, kim, 5, rated_on=factories.TODAY.replace(day=1), next_step="Kim gaat eerder naar bed.")
    page = worker.open("mapping.index", ref=casus.ref)
    assert "Kim gaat eerder naar bed. Kim" in column(page, "next")

    factories.rating(goal, kim, 7, rated_on=factories.TODAY.replace(day=2), next_step="Kim belt elke avond.")
    words = column(worker.open("mapping.index", ref=casus.ref), "next")
    assert "Kim belt elke avond." in words
    assert "eerder naar bed" not in words


def test_existing_safety_says_which_agreements_are_built_on_it(casus, worker):
    kim, truus = factories.person(casus), factories.person(casus, "Truus")
    goal = factories.goal(casus)
    item = factories.map_item(casus, ItemKind.EXISTING_SAFETY, danger_id=goal.danger_id, actor="Kim")
    agreement = factories.agreement(casus, goal, [kim], truus, based_on_item_id=item.id)
    page = worker.open("mapping.index", ref=casus.ref)

    assert f"Afspraak {agreement.number} is hierop gebouwd." in column(page, "well")


def test_an_empty_map_says_where_to_begin_and_shows_what_comes_next(browse, casus, worker):
    page = worker.open("mapping.index", ref=casus.ref)

    assert "Begin met wat er gebeurd is" in page.words
    assert "/map/new/harm" in page.links()["Eerste feit toevoegen"]
    for hint in labels.HINTS.values():
        assert hint
    assert "Wat iemand deed, terwijl het gevaar er was." in column(page, "well")
    assert "Begin met" not in browse(factories.supervisor()).open("mapping.index", ref=casus.ref).words


def test_a_phone_shows_the_column_that_is_asked_for(casus, worker):
    assert open_at(worker.open("mapping.index", ref=casus.ref, column="well"))[1] == ["well"]
    assert open_at(worker.open("mapping.index", ref=casus.ref, column="iets", at="item-99999"))[1] == ["worry"]


def test_a_draft_of_one_kind_is_not_offered_for_another(casus, worker):
    page = worker.open("mapping.new", ref=casus.ref, kind="wish")
    where = page.tree.xpath("//form/@data-draft")[0]
    worker.request("POST", where, data={**page.fields(), "text": "Dat mama voorleest."})

    assert "Verder met het concept" in worker.open("mapping.new", ref=casus.ref, kind="wish").words
    assert "Verder met het concept" not in worker.open("mapping.new", ref=casus.ref, kind="harm").words
    draft = worker.open(f"/casus/{casus.ref}/map/new/wish?draft=1")
    assert draft.value_of("text") == "Dat mama voorleest."


def test_only_a_part_of_the_network_may_read_it_and_it_says_so(casus, worker):
    group = factories.sub_group(casus)
    factories.map_item(casus, sub_group_id=group.id)

    assert "Alleen voor Groen" in worker.open("mapping.index", ref=casus.ref).words


def test_something_that_is_off_the_map_is_not_changed(app, casus, worker):
    item = factories.map_item(casus)
    with app.app_context():
        kept = db.session.get(MapItem, item.id)
        operations.withdraw_item(kept, kept.version, by=worker.user, reason="Dubbel.")
        db.session.commit()
    page = worker.fill("mapping.edit", {"text": "Anders."}, ref=casus.ref, item_id=item.id)

    assert "Dit was al van de kaart gehaald." in page.words


def test_a_reason_is_kept_when_somebody_else_took_it_off_the_map_first(browse, casus):
    item = factories.map_item(casus)
    worker = browse(factories.worker_of(casus))
    page = worker.open("mapping.withdraw", ref=casus.ref, item_id=item.id)
    worker.fill("mapping.withdraw", {"reason": "Staat er dubbel."}, ref=casus.ref, item_id=item.id)

    late = worker.send(page, {"reason": "Dit is anders gegaan."}, action=f"/casus/{casus.ref}/map/{item.id}/withdraw")

    assert late.value_of("reason") == "Dit is anders gegaan."
