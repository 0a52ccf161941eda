"""The builder of worries: the live sentence, rewritten sentences that fall behind, opinions, steps and history."""

import pytest
from sqlalchemy import select

from tests import factories
from workbench.accounts.models import Setting
from workbench.extensions import db
from workbench.goals.models import DangerStatement, EarlierDanger, EarlierOpinion, ParentOpinion


def one_of(app, kind, **which):
    with app.app_context():
        found = db.session.scalar(select(kind).filter_by(**which))
        db.session.expunge_all()
        return found


class TestWhileOneWorks:
    def test_the_sentence_is_composed_from_what_is_filled_in_so_far(self, app, browse, family):
        worker = browse(family.worker)
        page = worker.open("goals.new", ref=family.casus.ref)
        sent = page.fields()
        for name, value in (("worried", family.truus.id), ("about", "Kim valt"), ("children", family.noa.id)):
            sent[name] = str(value)
        live = worker.request("POST", worker.address("goals.compose", ref=family.casus.ref, part="danger"), data=sent)

        assert live.words.startswith("Truus maakt zich zorgen dat Kim valt.")
        assert "Wat merkt Noa ervan?" in live.words
        assert one_of(app, DangerStatement) is None

    def test_without_javascript_a_button_shows_it_and_nothing_is_called_wrong(self, browse, family):
        worker = browse(family.worker)
        page = worker.send(worker.open("goals.new", ref=family.casus.ref), {"about": "Kim valt", "look": "1"})

        assert "maken zich zorgen dat Kim valt." in page.words
        assert not page.error_at("title")
        assert page.value_of("about") == "Kim valt"

    def test_each_event_says_its_day_its_source_and_who_sees_it_differently(self, browse, family):
        factories.map_item(
            family.casus, text="Kim reed met drank op.", source="Truus", other_view="Ik had twee glazen op."
        )
        words = browse(family.worker).open("goals.new", ref=family.casus.ref).words

        assert "14 november 2025: Kim reed met drank op. Truus heeft het gezien · “Ik had twee glazen op.”" in words

    def test_what_a_parent_thinks_is_written_into_the_statement(self, app, browse, family):
        worker = browse(family.worker)
        own = {f"opinion_{family.kim.id}": "disagree", f"words_{family.kim.id}": "Ik viel nooit in slaap."}
        page = worker.send(worker.open("goals.new", ref=family.casus.ref), family.pages()[0] | own)
        for answers in family.pages()[1:]:
            page = worker.send(page, answers)
        assert "Kim ziet dit anders: “Ik viel nooit in slaap.”" in page.words
        page = worker.send(page, {})

        assert "Kim ziet dit anders: “Ik viel nooit in slaap.”" in page.words
        assert "slaap" not in one_of(app, DangerStatement).sentence.replace("in slaap valt", "")

    def test_own_words_need_what_the_parent_thinks(self, browse, family):
        worker = browse(family.worker)
        own = {f"words_{family.kim.id}": "Ik viel nooit in slaap."}
        page = worker.send(worker.open("goals.new", ref=family.casus.ref), family.pages()[0] | own)

        assert page.error_at(f"opinion_{family.kim.id}")
        assert page.value_of(f"words_{family.kim.id}") == "Ik viel nooit in slaap."

    def test_a_worry_about_a_child_names_the_child(self, browse, family):
        mila = factories.child(family.casus, "Mila")
        worker = browse(family.worker)
        page = worker.send(family.fill_in(worker, children=[family.noa.id, mila.id]), {})

        assert "Mila staat nog niet in de zin." in page.error_at("impact_now")
        page = worker.send(page, {"impact_now": "Noa is bang. Mila plast in bed."})
        for _step in range(3):
            page = worker.send(page, {})
        assert page.heading == "Zorgen en doelen"

    def test_going_back_and_changing_a_part_changes_a_sentence_nobody_rewrote(self, browse, family):
        worker = browse(family.worker)
        page = family.fill_in(worker)
        for _step in range(3):
            page = worker.send(page, {"back": "1"})
        page = worker.send(page, {"about": "Kim weggaat"})
        page = worker.send(worker.send(page, {}), {})

        assert page.value_of("sentence").startswith("Truus maakt zich zorgen dat Kim weggaat.")

    def test_a_sentence_rewritten_in_the_form_stays_and_the_new_one_stands_beside_it(self, browse, family):
        worker = browse(family.worker)
        page = worker.send(family.fill_in(worker), {"sentence": "Noa is alleen.", "back": "1"})
        for _step in range(2):
            page = worker.send(page, {"back": "1"})
        page = worker.send(page, {"about": "Kim weggaat"})
        page = worker.send(worker.send(page, {}), {})

        assert page.value_of("sentence") == "Noa is alleen."
        assert "Truus maakt zich zorgen dat Kim weggaat." in page.words

    def test_the_numbers_of_the_house_are_used(self, app, browse, family):
        with app.app_context():
            for key, value in (("goals.most_dangers", 1), ("goals.good_enough", 6)):
                db.session.add(Setting(key=key, value=value, holds_from=factories.TODAY))
            db.session.commit()
        factories.danger(family.casus)
        worker = browse(family.worker)
        page = worker.open("goals.new", ref=family.casus.ref)
        assert "Er zijn al 1 zorgen." in page.words
        for answers in family.pages()[:2]:
            page = worker.send(page, answers)

        assert page.value_of("good_enough") == "6"


class TestARewrittenSentence:
    OWN = "Truus en Sanne zijn bang dat Noa alleen is."

    @pytest.fixture
    def rewritten(self, browse, family, danger):
        where = {"ref": family.casus.ref, "danger_id": danger.id}
        worker = browse(family.worker)
        worker.fill("goals.edit_danger", {"sentence": self.OWN, "why": "Zo zegt Truus het."}, **where)
        return worker, where

    def test_parts_that_change_later_drop_neither_sentence(self, app, rewritten):
        worker, where = rewritten
        page = worker.fill("goals.edit_danger", {"about": "Kim weggaat"}, **where)

        assert "Lees beide zinnen" in page.error_at("sentence")
        assert page.value_of("sentence") == self.OWN
        assert "Truus maakt zich zorgen dat Kim weggaat." in page.words
        assert one_of(app, DangerStatement, id=where["danger_id"]).about.startswith("Kim drinkt")

    def test_who_has_seen_both_keeps_the_own_sentence(self, app, rewritten):
        worker, where = rewritten
        page = worker.fill("goals.edit_danger", {"about": "Kim weggaat"}, **where)
        worker.send(page, {})

        stored = one_of(app, DangerStatement, id=where["danger_id"])
        assert (stored.about, stored.sentence) == ("Kim weggaat", self.OWN)

    def test_or_takes_the_one_from_the_parts(self, app, rewritten):
        worker, where = rewritten
        page = worker.fill("goals.edit_danger", {"about": "Kim weggaat"}, **where)
        worker.send(page, {"take": "sentence"})

        assert one_of(app, DangerStatement, id=where["danger_id"]).sentence.startswith(
            "Truus maakt zich zorgen dat Kim weggaat."
        )

    def test_how_it_read_before_stays_to_be_seen(self, rewritten, danger):
        worker, where = rewritten
        words = worker.open("goals.danger", **where).words

        assert self.OWN in words
        assert danger.sentence in words
        assert "Waarom: Zo zegt Truus het." in words


class TestSteps:
    def step(self, browse, family, danger, **answers):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "danger_id": danger.id}
        return worker.send(
            worker.open("goals.danger", **where), answers, action=worker.address("goals.move_danger", **where)
        )

    def test_a_worry_is_discussed_and_then_withdrawn_with_a_reason(self, app, browse, family, danger):
        self.step(browse, family, danger, status="discussed")
        page = self.step(browse, family, danger, status="withdrawn")
        assert page.error_at("reason")
        self.step(browse, family, danger, status="withdrawn", reason="Rick is verhuisd.")

        page = browse(family.worker).open("goals.index", ref=family.casus.ref)
        assert "Ingetrokken zorgen" in page.words
        assert "Rick is verhuisd." in page.words
        assert one_of(app, DangerStatement).status == "withdrawn"

    def test_a_withdrawn_worry_is_not_edited_but_can_be_taken_up_again(self, app, browse, family, danger):
        self.step(browse, family, danger, status="withdrawn", reason="Rick is verhuisd.")
        page = browse(family.worker).fill(
            "goals.edit_danger", {"title": "Anders"}, ref=family.casus.ref, danger_id=danger.id
        )
        assert "Pak haar eerst weer op." in page.words
        self.step(browse, family, danger, status="discussed", reason="Rick is terug.")

        assert one_of(app, DangerStatement).status == "discussed"

    def test_a_step_that_does_not_follow_is_refused(self, browse, family, danger):
        self.step(browse, family, danger, status="discussed")

        assert self.step(browse, family, danger, status="concept").error_at("status")

    def test_agreements_do_not_vanish_with_their_worry(self, browse, family, danger, goal):
        factories.agreement(family.casus, goal)
        page = self.step(browse, family, danger, status="withdrawn", reason="Rick is verhuisd.")

        assert "Er lopen nog afspraken voor dit doel: 1." in page.error_at("status")

    def test_nobody_deletes_a_worry(self, app):
        assert [
            r.rule for r in app.url_map.iter_rules() if r.endpoint.startswith("goals.") and "delete" in r.rule
        ] == []


class TestOpinions:
    def test_what_a_parent_thought_before_is_kept(self, app, browse, family, danger):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "danger_id": danger.id}
        for opinion, words, day in (("disagree", "Onzin.", "2026-01-26"), ("partly", "Soms.", "2026-03-16")):
            answers = {"person": family.kim.id, "opinion": opinion, "words": words, "given_on": day}
            worker.fill("goals.opinion", answers, person=family.kim.id, **where)

        words = worker.open("goals.danger", **where).words
        assert "Kim ziet dit deels zo: “Soms.”" in words
        assert "Eerder, op 26 januari 2026: oneens · “Onzin.”" in words
        assert one_of(app, EarlierOpinion).opinion == "disagree"
        assert one_of(app, ParentOpinion).opinion == "partly"

    def test_saving_the_same_again_makes_no_history(self, app, browse, family, danger):
        worker, where = browse(family.worker), {"ref": family.casus.ref, "danger_id": danger.id}
        for _turn in range(2):
            answers = {"person": family.kim.id, "opinion": "agree", "words": "", "given_on": "2026-01-26"}
            worker.fill("goals.opinion", answers, person=family.kim.id, **where)

        assert one_of(app, EarlierOpinion) is None


def test_a_change_that_leaves_the_sentence_makes_no_history(app, browse, family, danger):
    browse(family.worker).fill(
        "goals.edit_danger", {"threat_without_harm": "Er is gedreigd."}, ref=family.casus.ref, danger_id=danger.id
    )

    assert one_of(app, DangerStatement).threat_without_harm == "Er is gedreigd."
    assert one_of(app, EarlierDanger) is None


@pytest.mark.parametrize("word", ["gevaarsuitspraak", "risico-uitspraak"])
def test_the_pages_say_the_houses_own_word(app, browse, family, danger, word):
    with app.app_context():
        db.session.add(Setting(key="label.danger", value=word, holds_from=factories.TODAY))
        db.session.commit()
    worker, ref = browse(family.worker), family.casus.ref

    assert f"In het plan: {word}" in worker.open("goals.index", ref=ref).words
    assert f"In het plan heet dit: {word}." in worker.open("goals.danger", ref=ref, danger_id=danger.id).words
    assert f"In het plan heet een zorg: {word}." in worker.open("goals.new", ref=ref).words


def test_a_worry_that_came_without_a_goal_gets_one(browse, family, danger):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "danger_id": danger.id}
    links = worker.open("goals.index", ref=family.casus.ref).links()
    assert any(name.startswith("Een doel bij deze zorg maken : zorg ") for name in links)
    page = worker.open("goals.new_goal", **where)
    assert page.value_of("good_enough") == "7"
    page = worker.send(page, {**family.pages()[1], "hold_for": "12"})
    assert "Kim laat aan Truus zien dat er altijd iemand zonder drank bij Noa is." in page.words

    page = worker.fill("goals.new_goal", {**family.pages()[1], "hold_for": "12"}, **where)
    assert "Deze zorg heeft al een doel." in page.words
