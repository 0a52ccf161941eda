"""Words and pictures: panels in order, who stands behind them as they are now, and to whom they were told."""

from sqlalchemy import select

from tests.voices.pictures import GOOD
from workbench.extensions import db
from workbench.voices.models import Panel


def page_of(family):
    return family.worker.open("voices.story", ref=family.ref, story_id=family.story)


def approve(family, *parents):
    for one in parents:
        answers = {"parent": one.id, "approved_on": "2026-06-10"}
        page = family.worker.fill("voices.approve", answers, ref=family.ref, story_id=family.story)
    return page


def test_each_parent_approves_on_a_day(family):
    page = approve(family, family.kim)
    assert "Kim keurde dit goed op 10 juni 2026" in page.words
    assert "Bas keurde het nog niet goed zoals het er nu staat" in page.words

    assert "nog niet goed" not in approve(family, family.bas).words


def test_other_words_need_to_be_approved_again_and_that_is_seen(family):
    approve(family, family.kim, family.bas)
    page = family.worker.fill("voices.edit_panel", {"words": "Mama dronk."}, ref=family.ref, panel_id=family.panels[0])

    assert "Kim keurde het nog niet goed zoals het er nu staat" in page.words
    assert "Kim keurde het goed op 10 juni 2026. Dat geldt niet meer sinds" in page.words
    assert "Plaatje 1 veranderde." in page.words
    assert "“Mama dronk te veel.”" in page.words


def test_saving_without_a_change_keeps_the_approvals(family):
    approve(family, family.kim, family.bas)
    page = family.worker.fill("voices.edit_panel", {}, ref=family.ref, panel_id=family.panels[0])

    assert "Kim keurde dit goed" in page.words
    assert "Wat hier eerder stond" not in page.words


def test_a_panel_moves_with_a_button(family):
    where = family.worker.address("voices.move_panel", ref=family.ref, panel_id=family.panels[1])
    page = family.worker.send(page_of(family), {"way": "up"}, action=where)

    assert page.words.index("Nu belt zij Marloes.") < page.words.index("Mama dronk te veel.")
    with family.app.app_context():
        order = list(db.session.scalars(select(Panel.id).order_by(Panel.order)))
    assert order == [family.panels[1], family.panels[0]]


def test_a_panel_is_taken_out_and_put_back(family):
    page = family.worker.fill(
        "voices.withdraw_panel", {"why": "Te moeilijk."}, ref=family.ref, panel_id=family.panels[0]
    )
    assert "Eruit gehaald" in page.words
    assert "Te moeilijk." in page.words

    where = family.worker.address("voices.put_panel_back", ref=family.ref, panel_id=family.panels[0])
    page = family.worker.send(page, {}, action=where)
    assert "Eruit gehaald" not in page.words


def test_a_pictogram_is_chosen_by_its_word(family):
    form = family.worker.open("voices.edit_panel", ref=family.ref, panel_id=family.panels[1])
    assert "telefoon" in form.words
    page = family.worker.send(form, {"pictogram": "phone"})

    assert [one.get("alt") for one in page.tree.iter("img")] == ["Pictogram: telefoon"]


def test_one_more_panel_comes_at_the_end(family):
    page = family.worker.fill(
        "voices.add_panel", {"words": "Het is niet jouw schuld."}, ref=family.ref, story_id=family.story
    )

    assert page.words.index("Nu belt zij Marloes.") < page.words.index("Het is niet jouw schuld.")


def test_to_whom_it_was_told(family):
    answers = {"told_by": "Kim en Marloes", "told_on": "2026-06-12", "present": "oma Truus"}
    page = family.worker.fill("voices.tell", answers, ref=family.ref, story_id=family.story)

    assert "Verteld aan Noa 12 juni 2026 Door Kim en Marloes Wie was er oma Truus" in page.words


def test_a_drawing_on_a_panel_asks_the_parents_again(family, send_file):
    approve(family, family.kim, family.bas)
    page = send_file("voices.panel_drawing", GOOD, panel_id=family.panels[0])

    assert [one.get("alt") for one in page.tree.iter("img")] == ["Een huis met een vis."]
    assert "De tekening bij plaatje 1 veranderde." in page.words


# --- the plan for the child


def plan_of(family):
    return family.worker.open("plans.child_plan", ref=family.ref, child_id=family.noa.id)


def test_a_story_stands_in_the_plan_of_the_child_when_every_parent_approved_it(family):
    approve(family, family.kim)
    assert "Bas keurde het nog niet goed" in plan_of(family).words
    assert "Mama dronk te veel." not in plan_of(family).words

    approve(family, family.bas)
    assert "Mama dronk te veel." in plan_of(family).words


def test_the_plan_of_the_child_holds_only_words_that_may_be_shared(family):
    answers = {"done_with_it": "Kim leest elke avond.", "goals": [], "agreements": []}
    family.worker.fill("voices.correct", answers, ref=family.ref, item_id=family.reads)
    words = plan_of(family).words

    assert "“Mama leest voor.” Kim leest elke avond." in words
    assert "donker" not in words


def test_an_answer_to_the_whole_moment_does_not_tell_of_words_that_are_kept(family):
    """One of the two things Noa said is not shared; what was done with both would tell of it."""
    answers = {"done_with_it": "Er brandt nu een lampje op de gang.", "told_back_on": "2026-06-18"}
    family.worker.fill("voices.told_back", answers, ref=family.ref, voice_id=family.voice)
    assert "lampje" not in plan_of(family).words

    family.worker.fill("voices.withdraw", {"why": "x"}, ref=family.ref, item_id=family.dark)
    assert "lampje" in plan_of(family).words


def test_where_paper_is_not_safe_only_the_card_with_who_to_call_is_left(family):
    approve(family, family.kim, family.bas)
    family.worker.fill("voices.tell", {"do_not_hand_out": "y"}, ref=family.ref, story_id=family.story)
    words = plan_of(family).words

    assert "Mama dronk te veel." not in words
    assert "Mama leest voor." not in words
    assert "0800-0432" in words
