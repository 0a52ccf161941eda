"""One child: its words corrected and withdrawn with what stood before, tied to goals, told back, or why not heard."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.voices.conftest import voice
from workbench import clock
from workbench.extensions import db
from workbench.voices.models import EarlierWords, MayShare, VoiceForm, VoiceItem


def page_of(family):
    return family.worker.open("voices.child", ref=family.ref, child_id=family.noa.id)


def test_good_things_come_first(family):
    words = page_of(family).words

    assert words.index("“Mama leest voor.”") < words.index("“Ik ben bang in het donker.”")


def test_words_are_corrected_with_a_reason_and_what_stood_there_stays(family):
    changed = {"words": "Ik ben bang als het donker is.", "why": "Zo zei Noa het precies."}
    page = family.worker.fill("voices.correct", changed, ref=family.ref, item_id=family.dark)

    assert "“Ik ben bang als het donker is.” Niet delen" in page.words
    assert "Wat hier eerder stond (1 keer)" in page.words
    assert "“Ik ben bang in het donker.” · Niet delen · Waarom: Zo zei Noa het precies." in page.words


def test_the_words_of_a_child_do_not_change_without_a_reason(family):
    page = family.worker.fill("voices.correct", {"words": "Iets anders."}, ref=family.ref, item_id=family.dark)

    assert "Schrijf op waarom" in page.error_at("why")
    assert page.value_of("words") == "Iets anders."


def test_what_was_done_with_words_is_tied_to_a_goal_and_an_agreement(family):
    answers = {"done_with_it": "Het licht blijft aan.", "goals": [family.goal.id], "agreements": [family.agreement.id]}
    page = family.worker.fill("voices.correct", answers, ref=family.ref, item_id=family.dark)

    links = page.links()
    assert any(link.endswith(f"/goals/{family.goal.id}") for link in links.values())
    assert any(words.startswith("Afspraak A1:") and link.endswith(f"/agreements/{family.agreement.id}")
               for words, link in links.items())  # fmt: skip
    assert "Wat ermee gedaan is: Het licht blijft aan." in page.words


def test_a_goal_of_another_family_cannot_be_chosen(family):
    other = factories.goal(factories.casus(factories.worker()))
    page = family.worker.fill("voices.correct", {"goals": [other.id]}, ref=family.ref, item_id=family.dark)

    assert page.error_at("goals")


def test_words_are_withdrawn_and_put_back_to_be_asked_anew(family):
    taken = family.worker.fill("voices.withdraw", {"why": "Noa nam het terug."}, ref=family.ref, item_id=family.reads)
    assert "1 ding is ingetrokken" in taken.words
    assert "Noa nam het terug." in taken.words
    with family.app.app_context():
        assert db.session.get(VoiceItem, family.reads).withdrawn_on == clock.today()

    where = family.worker.address("voices.put_back", ref=family.ref, item_id=family.reads)
    back = family.worker.send(page_of(family), {}, action=where)
    assert "“Mama leest voor.” Nog vragen" in back.words
    with family.app.app_context():
        kinds = [one.what.value for one in db.session.scalars(select(EarlierWords).order_by(EarlierWords.id))]
    assert kinds == ["withdrawn", "put_back"]


def test_more_can_be_added_later(family):
    answers = {"words": "Ik wil een hond.", "part": "dreams", "may_share": "yes"}
    page = family.worker.fill("voices.add_words", answers, ref=family.ref, voice_id=family.voice)

    assert "Huis van de dromen “Ik wil een hond.” Mag gedeeld worden" in page.words


def test_each_form_offers_its_own_parts(family):
    page = family.worker.open(f"/casus/{family.ref}/voices/new?form=fairy_wizard&child={family.noa.id}")
    assert "Toverstok: wat ik wens" in page.words
    assert "Huis van de dromen" not in page.words

    house = voice(family.noa, [], form=VoiceForm.SAFETY_HOUSE)
    page = family.worker.open("voices.add_words", ref=family.ref, voice_id=house.id)
    assert "Rode cirkel: wie er niet mag komen" in page.words


def test_who_stands_in_the_red_circle_is_never_shared(family):
    house = voice(family.noa, [], form=VoiceForm.SAFETY_HOUSE)
    answers = {"words": "Opa mag niet komen.", "part": "red_circle", "may_share": "parents_only"}
    page = family.worker.fill("voices.add_words", answers, ref=family.ref, voice_id=house.id)
    assert "nooit gedeeld" in page.error_at("may_share")

    page = family.worker.send(page, {"may_share": "no"})
    assert "“Opa mag niet komen.” Niet delen" in page.words
    picture = page.tree.xpath("//*[local-name()='svg'][.//*[local-name()='ellipse']]")[0]
    assert "Opa" not in "".join(picture.itertext())
    assert "Er staat iemand in de rode cirkel." in "".join(picture.itertext())


def test_a_drawn_form_holds_only_words_that_may_be_shared(family):
    houses = page_of(family).tree.xpath("//*[local-name()='svg'][.//*[local-name()='desc']]")
    said = " ".join("".join(one.itertext()) for one in houses)

    assert "Mama leest voor." in said
    assert "donker" not in said
    assert "(wordt niet gedeeld)" in said


def test_the_path_of_the_safe_house_is_the_child_s_own_scale(family):
    answers = {
        "child": family.noa.id,
        "form": "safety_house",
        "path": "7",
        "lines-0-words": "Dichterbij.",
        "lines-0-part": "path",
    }
    page = family.worker.fill("voices.new", answers, ref=family.ref)

    assert "Op het pad: 7 van de 10." in page.words


def test_the_path_is_kept_only_for_the_safe_house(family):
    answers = {"child": family.noa.id, "form": "letter", "path": "7", "lines-0-words": "Lieve rechter."}
    page = family.worker.fill("voices.new", answers, ref=family.ref)

    assert "Op het pad" not in page.words


def test_a_part_of_another_form_is_refused(family):
    answers = {
        "child": family.noa.id,
        "form": "three_houses",
        "lines-0-words": "Mama woont hier.",
        "lines-0-part": "inside",
    }
    page = family.worker.fill("voices.new", answers, ref=family.ref)

    assert page.error_at("lines-0-part") or page.error_at("lines")
    assert page.value_of("lines-0-words") == "Mama woont hier."


def test_what_was_written_before_there_were_parts_is_read(family):
    old = voice(family.noa, [("pad naar het huis", "Verder.", MayShare.YES), ("mijn eigen kamer", "Rustig.", MayShare.YES)],
                form=VoiceForm.SAFETY_HOUSE)  # fmt: skip
    words = page_of(family).words
    assert "Pad: hoe veilig het nu is “Verder.”" in words
    assert "mijn eigen kamer “Rustig.”" in words

    with family.app.app_context():
        item = db.session.scalar(select(VoiceItem.id).filter_by(voice_id=old.id, part="mijn eigen kamer"))
    page = family.worker.fill("voices.correct", {"done_with_it": "De deur mag dicht."}, ref=family.ref, item_id=item)
    assert "mijn eigen kamer “Rustig.”" in page.words


def test_how_the_child_was_told_is_kept(family):
    answers = {
        "done_with_it": "Het licht blijft aan.",
        "told_back_on": "2026-06-18",
        "told_back_how": "Aan tafel, door Kim.",
    }
    page = family.worker.fill("voices.told_back", answers, ref=family.ref, voice_id=family.voice)

    assert "aan Noa verteld op 18 juni 2026 Aan tafel, door Kim." in page.words


def test_why_a_child_was_not_heard_yet(family):
    bo = factories.child(family.casus, "Bo")
    family.worker.fill("voices.not_heard", {"why": "Bo is ziek. Woensdag opnieuw."}, ref=family.ref, child_id=bo.id)
    page = family.worker.fill("voices.not_heard", {"why": "Bo is weer beter. Vrijdag."}, ref=family.ref, child_id=bo.id)

    assert "Nog niet gehoord, omdat: Bo is weer beter. Vrijdag." in page.words
    gaps = family.worker.open("plans.index", ref=family.ref).links()
    assert [words for words in gaps if "Bo" in words and "gevraagd" in words] == []


def test_what_is_missing_leads_to_its_field(family):
    links = page_of(family).links()

    missing = {words: link for words, link in links.items() if "#" in link}
    assert missing["Schrijf op waarom deze manier bij dit kind past"].endswith(f"/voices/{family.voice}/edit#why_form")
    assert missing["Vertel het kind wat ermee gedaan is"].endswith("/told-back#told_back_on")
    assert "Vraag Kim of het verhaal goed is" in links
    family.worker.fill("voices.edit", {"why_form": "Noa tekent graag."}, ref=family.ref, voice_id=family.voice)
    assert "Schrijf op waarom deze manier bij dit kind past" not in page_of(family).links()


def test_two_people_who_change_the_same_words_both_keep_their_text(family):
    page = family.worker.open("voices.correct", ref=family.ref, item_id=family.dark)
    family.worker.fill("voices.correct", {"words": "Eerste.", "why": "x"}, ref=family.ref, item_id=family.dark)
    both = family.worker.send(page, {"words": "Tweede.", "why": "y"})

    said = "".join(both.words.split())  # what differs is marked letter by letter
    assert "Eerste." in said
    assert "Tweede." in said


@pytest.mark.parametrize("where", ["voices.correct", "voices.withdraw", "voices.item_drawing"])
def test_words_of_another_family_are_not_here(family, browse, where):
    other = factories.worker()
    elsewhere = factories.casus(other)

    assert browse(other).open(where, ref=elsewhere.ref, item_id=family.dark).status == 404


@pytest.mark.parametrize("where", ["voices.correct", "voices.withdraw", "voices.item_drawing", "voices.add_words"])
def test_the_supervisor_reads_and_does_not_change(family, browse, where):
    henk = browse(factories.supervisor_of(family.casus))
    ids = {"voice_id": family.voice} if where == "voices.add_words" else {"item_id": family.dark}

    assert henk.open("voices.child", ref=family.ref, child_id=family.noa.id).status == 200
    assert henk.open(where, ref=family.ref, **ids).status == 403
