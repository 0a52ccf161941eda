"""Examples to begin an agreement with: relative days, names for brackets, and the organisation's own ones."""

from datetime import timedelta

import pytest

from tests import factories
from tests.agreements.test_pages import stored
from workbench import clock
from workbench.agreements import examples
from workbench.agreements.models import Agreement, Repeats
from workbench.agreements.shipped_examples import SHIPPED, SITUATIONS
from workbench.extensions import db


@pytest.fixture
def admin(browse):
    return browse(factories.administrator())


def chosen(browse, family, **query):
    return browse(family.worker).open("agreements.new", ref=family.casus.ref, **query)


def own(**changed):
    return {
        "situation": "party", "title": "Wie rijdt", "what": "[wie] rijdt naar huis.", "when": "na elk feest",
        "repeats": "trigger", "what_if": "Dan belt [wie] [achterwacht].", "check_how": "[wie let op] vraagt het.",
        "check_every_days": "14", "starts_after": "1", "ends_after": "15", "phase": "stable", "kind": "behaviour",
        "reason": "Zo zeggen wij het.", **changed,
    }  # fmt: skip


# --- what comes with the workbench


def test_there_is_an_example_for_every_situation_with_all_a_good_agreement_has(app):
    with app.test_request_context():
        shipped = [examples.spoken(one) for one in SHIPPED]

    assert {one.situation for one in shipped} == set(SITUATIONS) - {"other"}
    assert len({one.key for one in shipped}) == len(shipped)
    for one in shipped:
        assert all((one.title, one.what, one.when, one.what_if, one.check_how, one.check_every_days)), one.key
        assert "[wie]" in one.what + one.what_if, one.key
        assert not (one.repeats is Repeats.WEEKLY and not one.repeat_days), one.key
        assert not (one.phase == "direct" and "[achterwacht]" not in one.what + one.what_if and not one.what_if), one.key


def test_every_bracket_of_an_example_is_one_of_ours(app):
    import re

    known = {mark for marks in examples.PLACES.values() for mark in marks}
    for locale in ("nl", "en"):
        with app.test_request_context():
            from flask_babel import force_locale

            with force_locale(locale):
                for one in map(examples.spoken, SHIPPED):
                    said = " ".join(getattr(one, name) for name in examples.TEXTS)
                    assert set(re.findall(r"\[[^\]]*\]", said)) <= known, one.key


# --- beginning with one


def test_the_worker_chooses_who_is_meant_and_the_example(browse, family):
    page = browse(family.worker).open("agreements.choose_example", ref=family.casus.ref, goal=family.goal.id)

    assert "Bellen vóór het eerste glas" in page.words
    assert "na 14 dagen" in page.words


def test_the_form_begins_with_the_example_names_filled_in_and_days_counted_from_today(browse, family):
    page = chosen(browse, family, goal=family.goal.id, example="crying-baby", doers=family.bas.id, backup=family.marloes.id,
                  children=family.noa.id)  # fmt: skip

    assert page.value_of("what") == "Huilt Noa langer dan tien minuten, dan legt Bas Noa op de rug in het bedje en belt Marloes."
    assert page.value_of("starts_on") == clock.today().isoformat()
    assert page.value_of("until") == (clock.today() + timedelta(days=14)).isoformat()
    assert page.value_of("phase") == "direct"
    assert page.value_of("backup") == str(family.marloes.id)


def test_a_bracket_that_is_still_open_becomes_the_name_of_who_is_chosen_on_the_form(app, browse, family):
    worker = browse(family.worker)
    page = worker.open("agreements.new", ref=family.casus.ref, example="school-on-time")
    assert "[wie]" in page.value_of("what")
    worker.send(page, {"doers": [family.kim.id], "children": [family.noa.id], "checker": family.bas.id,
                       "backup": family.marloes.id, "goal": family.goal.id})  # fmt: skip
    with app.app_context():
        made = db.session.query(Agreement).one()

    assert made.what == "Elke schooldag om 08.10 uur brengt Kim Noa naar school."
    assert (made.repeats, made.repeat_days, made.repeat_at.isoformat()) == (Repeats.WEEKLY, "12345", "08:10:00")


def test_a_bracket_nobody_is_chosen_for_is_said_at_its_field_and_nothing_is_lost(browse, family):
    worker = browse(family.worker)
    page = worker.open("agreements.new", ref=family.casus.ref, example="school-on-time")
    page = worker.send(page, {"doers": [family.kim.id], "checker": family.bas.id, "backup": family.marloes.id,
                              "goal": family.goal.id})  # fmt: skip

    assert "[kind]" in page.error_at("what")
    assert page.value_of("what") == "Elke schooldag om 08.10 uur brengt Kim [kind] naar school."


@pytest.mark.parametrize("query", [{"example": "nothing"}, {"example": "party", "doers": "999999", "checker": "abc"}])
def test_an_example_or_person_that_is_not_there_is_no_problem(browse, family, query):
    assert chosen(browse, family, **query).status == 200


# --- the organisation's own


def test_the_organisation_adds_one_and_the_worker_finds_it(admin, browse, family):
    admin.fill("house_examples.new", own())
    page = browse(family.worker).open("agreements.choose_example", ref=family.casus.ref)
    assert "Wie rijdt" in page.words

    key = page.tree.xpath("//label[contains(., 'Wie rijdt')]/input/@value")[0]
    page = chosen(browse, family, example=key, doers=family.kim.id)
    assert page.value_of("what") == "Kim rijdt naar huis."
    assert page.value_of("starts_on") == (clock.today() + timedelta(days=1)).isoformat()


def test_one_of_ours_can_be_changed_and_put_back_and_every_step_says_who_and_why(admin, browse, family):
    admin.fill("house_examples.edit", {"title": "Eerst bellen", "reason": "Korter."}, key="call-first")
    page = admin.open("house_examples.index")
    assert "Eerst bellen" in page.words
    assert "Door u veranderd" in page.words
    assert "Beheer" in page.words
    assert "Korter." in page.words

    page = admin.send(page, {}, action=admin.address("house_examples.put_back", key="call-first"))
    assert "Bellen vóór het eerste glas" in page.words
    assert "teruggezet zoals het was" in page.words


def test_one_that_is_hidden_is_offered_no_more_until_it_is_shown_again(admin, browse, family):
    admin.fill("house_examples.hide", {"reason": "Niemand heeft een meter."}, key="sober-evening")
    offered = lambda: browse(family.worker).open("agreements.choose_example", ref=family.casus.ref).words  # noqa: E731
    assert "nuchtere avond" not in offered()

    page = admin.open("house_examples.index")
    admin.send(page, {}, action=admin.address("house_examples.show", key="sober-evening"))
    assert "nuchtere avond" in offered()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("what", ""), ("when", ""), ("reason", ""), ("ends_after", "0"), ("check_every_days", "x")],
)
def test_what_is_wrong_is_said_at_its_place_and_what_was_typed_stays(admin, field, value):
    page = admin.fill("house_examples.new", own(**{field: value}))

    assert page.error_at(field)
    assert page.value_of("what_if") == "Dan belt [wie] [achterwacht]."


def test_fixed_days_need_a_day(admin):
    assert admin.fill("house_examples.new", own(repeats="weekly")).error_at("repeat_days")


def test_two_who_change_the_same_example_do_not_overwrite_each_other(admin, browse):
    other = browse(factories.administrator(name="Bram"))
    admin.fill("house_examples.edit", {"title": "Een", "reason": "Zo."}, key="party")
    page = other.open("house_examples.edit", key="party")
    admin.fill("house_examples.edit", {"title": "Twee", "reason": "Zo."}, key="party")
    page = other.send(page, {"title": "Drie", "reason": "Toch."})

    assert page.status == 409
    assert "Twee" in page.words
    assert "Drie" in page.words


def test_the_first_change_of_somebody_else_is_not_overwritten_either(admin, browse):
    other = browse(factories.administrator(name="Bram"))
    page = other.open("house_examples.edit", key="party")
    admin.fill("house_examples.edit", {"title": "Twee", "reason": "Zo."}, key="party")

    assert other.send(page, {"title": "Drie", "reason": "Toch."}).status == 409


def test_an_example_that_is_not_there_is_not_found(admin):
    assert admin.open("house_examples.edit", key="nothing").status == 404


def test_a_worker_does_not_change_examples(browse, family):
    assert browse(family.worker).open("house_examples.index").status == 403


def test_agreements_that_were_made_stay_as_they_are(app, admin, family, agreement):
    before = stored(app, agreement.id).version
    admin.fill("house_examples.edit", {"what": "[wie] belt.", "reason": "Korter."}, key="call-first")

    assert stored(app, agreement.id).version == before
