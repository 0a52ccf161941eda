"""The children's-rights check as people meet it: answers per child with evidence beside them, never filled in by themselves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import TODAY
from tests.fresh import proved
from workbench.accounts.models import Role
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.rights import queries
from workbench.rights.models import Ground, HousingRequest, PlacementThought, Reply, RightsAnswer
from workbench.voices.models import ChildVoice, MayShare, VoiceForm, VoiceItem


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr("workbench.clock.today", lambda: TODAY)


class Home:
    """A family with two children, of whom one was heard."""

    def __init__(self, app):
        self.app = app
        with app.test_request_context():
            self.sanne, self.henk = factories.worker(), factories.supervisor()
            self.casus = factories.casus(self.sanne, self.henk)
            home = factories.household(self.casus)
            self.noa = factories.child(self.casus, household_id=home.id)
            self.daan = factories.child(self.casus, "Daan", household_id=home.id)
            self.truus = factories.neighbour(self.casus, "Truus")
            self.agreement = factories.agreement(self.casus, number=4, label="A4")
            self.voice = ChildVoice(casus_id=self.casus.id, child_id=self.noa.id, heard_on=TODAY - timedelta(days=30),
                                    heard_by="Sanne", form=VoiceForm.THREE_HOUSES)  # fmt: skip
            db.session.add(self.voice)
            db.session.flush()
            db.session.add(VoiceItem(casus_id=self.casus.id, voice_id=self.voice.id, words="Ik wil gewoon slapen.",
                                     may_share=MayShare.NO))  # fmt: skip
            db.session.commit()
            self.ref = self.casus.ref

    def stored(self, kind):
        with self.app.app_context():
            return list(db.session.scalars(select(kind).order_by(kind.id)))

    def events(self):
        return [one.event for one in self.stored(AuditEntry)]


@pytest.fixture
def home(app):
    return Home(app)


@pytest.fixture
def sanne(browse, home):
    return browse(home.sanne)


def row(page, words):
    """What stands in the row of the table with this question: the words of each cell."""
    found = next(one for one in page.tree.iter("tr") if words in " ".join(one.itertext()))
    return [" ".join(" ".join(cell.itertext()).split()) for cell in found.iter("td")]


def test_nothing_is_answered_by_itself_however_much_the_file_shows(sanne, home):
    page = sanne.open("rights.index", ref=home.ref)

    assert row(page, "Eigen woorden in het dossier") == ["nog niet beantwoord"] * 2
    assert home.stored(RightsAnswer) == []


def test_beside_each_question_stands_what_the_file_shows_of_this_child(sanne, home):
    noa = sanne.open("rights.answer_child", ref=home.ref, child_id=home.noa.id)
    daan = sanne.open("rights.answer_child", ref=home.ref, child_id=home.daan.id)

    assert "“Ik wil gewoon slapen.”" in noa.words
    assert "Drie huizen, met Sanne" in noa.words
    assert "Woont in hetzelfde huis als Daan" in noa.words
    assert "Noa: één keer gevraagd, één ding in eigen woorden" in daan.words
    assert "Er staan geen woorden van Daan in het dossier." in daan.words
    assert "Er is geen gesprek met Daan opgeschreven." in daan.links()
    assert noa.value_of("answer_3") == daan.value_of("answer_3") == ""


def test_children_differ_in_one_table_with_where_each_answer_is_found(sanne, home):
    sanne.fill("rights.answer_child", {"answer_3": "yes", "record_3": f"child_voice:{home.voice.id}"}, ref=home.ref,
               child_id=home.noa.id)  # fmt: skip
    sanne.fill("rights.answer_child", {"answer_3": "no", "where_3": "Daan is nog niet gesproken."}, ref=home.ref,
               child_id=home.daan.id)  # fmt: skip
    page = sanne.open("rights.index", ref=home.ref)

    assert row(page, "Eigen woorden in het dossier") == ["ja Drie huizen, 19 mei 2026", "nee Daan is nog niet gesproken."]
    assert "1 van 12 beantwoord" in " ".join(page.items("De twaalf vragen"))
    assert home.events().count("rights answered") == 2


def test_a_yes_without_where_it_is_found_is_asked_for_it_and_keeps_what_was_typed(sanne, home):
    page = sanne.fill("rights.answer_child", {"answer_1": "yes", "answer_2": "no", "where_2": "Eén keer."}, ref=home.ref,
                      child_id=home.noa.id)  # fmt: skip

    assert "Zeg waar dit staat" in page.error_at("where_1")
    assert page.value_of("where_2") == "Eén keer."
    assert home.stored(RightsAnswer) == []


def test_a_question_about_the_family_is_answered_once_and_counts_for_every_child(sanne, home):
    sanne.fill("rights.answer_family", {"answer_12": "yes", "where_12": "27 juli."}, ref=home.ref)
    with home.app.test_request_context():
        progress = {one.name: (one.answered, one.of) for one in queries.progress_of(home.casus)}
    page = sanne.open("standards.index", ref=home.ref)

    assert progress == {"Noa": (1, 12), "Daan": (1, 12)}
    assert "1 van 12 vragen beantwoord voor Noa" in page.links()


def test_what_somebody_else_saved_meanwhile_is_shown_beside_it(browse, sanne, home):
    mine = sanne.open("rights.answer_child", ref=home.ref, child_id=home.noa.id)
    browse(home.sanne).fill("rights.answer_child", {"answer_1": "no", "where_1": "Nog niet."}, ref=home.ref, child_id=home.noa.id)
    page = sanne.send(mine, {"answer_1": "yes", "where_1": "Op 19 mei."})

    assert page.status == 409
    assert "Nogniet." in "".join(page.words.split())  # the words that differ are marked apart
    assert page.value_of("where_1") == "Op 19 mei."
    assert [one.answer for one in home.stored(RightsAnswer)] == [Reply.NO]

    assert sanne.send(page, {}).address == f"/casus/{home.ref}/rights"
    assert [one.answer for one in home.stored(RightsAnswer)] == [Reply.YES]


def test_an_answer_can_be_taken_back(sanne, home):
    where = {"ref": home.ref, "child_id": home.noa.id}
    sanne.fill("rights.answer_child", {"answer_1": "yes", "where_1": "Op 19 mei."}, **where)
    sanne.fill("rights.answer_child", {"answer_1": "", "where_1": ""}, **where)

    assert [one.answer for one in home.stored(RightsAnswer)] == [None]
    assert row(sanne.open("rights.index", ref=home.ref), "Apart gesproken") == ["nog niet beantwoord"] * 2


def test_a_child_that_was_heard_since_the_answer_is_asked_about_again(sanne, home):
    factories.rights_answer(home.casus, 1, child=home.noa, answered_on=TODAY - timedelta(days=31))
    factories.rights_answer(home.casus, 7, child=home.noa, answered_on=TODAY - timedelta(days=31))
    page = sanne.open("rights.index", ref=home.ref)

    assert "sindsdien veranderd: 19 mei 2026" in row(page, "Apart gesproken")[0]
    assert "sindsdien veranderd" not in row(page, "Weet wie te bellen")[0]


def test_a_child_that_comes_later_has_questions_of_its_own(sanne, home):
    for number in (1, 2, 3, 4, 5, 6, 7, 8, 10):
        factories.rights_answer(home.casus, number, child=home.noa)
    factories.child(home.casus, "Bo")
    page = sanne.open("rights.index", ref=home.ref)

    assert row(page, "Apart gesproken")[-1] == "nog niet beantwoord"
    assert "Beantwoord de vragen over Daan" in page.links()


def test_an_answer_cannot_be_found_in_a_record_of_another_family(sanne, home):
    other = factories.casus()
    strange = factories.agreement(other)
    page = sanne.fill("rights.answer_child", {"answer_5": "yes", "record_5": f"agreement:{strange.id}"}, ref=home.ref,
                      child_id=home.noa.id)  # fmt: skip

    assert page.error_at("record_5")
    assert home.stored(RightsAnswer) == []
    stranger = factories.child(other)
    assert sanne.open("rights.child", ref=home.ref, child_id=stranger.id).status == 404


# --- placing elsewhere

BLOCK = (
    "Dakloosheid is geen grond om kinderen en ouders te scheiden. Welke opvang voor het hele gezin is gevraagd, wanneer, "
    "bij wie, met welk antwoord?"
)
THOUGHT = {
    "grounds": ["safety"], "why": "Het is ’s nachts niet veilig.", "alternatives": "Elke nacht een oom.",
    "network_answer": "Truus kan.", "evaluate_on": "2026-07-10", "contact": "Kim komt elke dag.", "together": "yes",
    "decided_by": "De kinderrechter.", "return_possible": "yes",
}  # fmt: skip


def considered(home, sanne, **values):
    given = THOUGHT | {"children": [home.noa.id], f"interest_{home.noa.id}": "Rust.", "asked": [home.truus.id]}
    return sanne.fill("rights.consider", given | values, ref=home.ref)


def test_the_page_says_that_placing_elsewhere_is_not_considered(sanne, home):
    assert "Uithuisplaatsing wordt niet overwogen" in sanne.open("rights.placement", ref=home.ref).words


def test_what_is_considered_stands_on_its_page_with_what_is_best_for_each_child(sanne, home):
    rachida = factories.user(Role.BEHAVIOURAL_SCIENTIST, name="Rachida Amrani", team_id=2)
    page = considered(home, sanne, behavioural_scientist_id=rachida.id)

    assert "alles is opgeschreven" in page.words
    assert "Belang van Noa Rust." in page.words
    assert "Rachida Amrani" in page.words
    casus = home.stored(Casus)[0]
    assert (casus.placement_considered, casus.behavioural_scientist_id) == (True, rachida.id)
    assert {"placement considered", "behavioural scientist named"} <= set(home.events())


def test_what_is_still_missing_leads_to_its_field(sanne, home):
    page = considered(home, sanne, contact="", evaluate_on="")

    assert "nog niet onderbouwd" in page.words
    gone = page.items("Wat mist nog") if "Wat mist nog" in page.words else [" ".join(page.links())]
    assert any("gedragswetenschapper" in one for one in gone)
    assert any(link.endswith("#contact") for link in page.links().values())


def test_homelessness_as_the_only_ground_is_blocked_in_the_words_of_the_rule(sanne, home):
    page = considered(home, sanne, grounds=["housing"])

    assert BLOCK in page.words
    assert "nog niet onderbouwd" in page.words
    overview = sanne.open("overview.casus", ref=home.ref)
    assert "Vraag een woning of opvang voor het hele gezin" in overview.links()


@pytest.mark.parametrize("grounds", [["housing", "safety"], ["safety"]])
def test_with_another_ground_beside_it_nothing_is_blocked(sanne, home, grounds):
    page = considered(home, sanne, grounds=grounds)

    assert "Dakloosheid is geen grond" not in page.words
    overview = sanne.open("overview.casus", ref=home.ref)
    assert "Vraag een woning of opvang voor het hele gezin" not in overview.links()
    assert "Beantwoord de vragen over de rechten van de kinderen" in overview.links()


def test_a_thought_needs_a_child_and_a_ground(sanne, home):
    page = sanne.fill("rights.consider", THOUGHT | {"grounds": []}, ref=home.ref)

    assert page.error_at("children")
    assert page.error_at("grounds")
    assert home.stored(PlacementThought) == []


def test_only_one_is_open_and_one_that_ended_stays_with_its_reason(sanne, home):
    considered(home, sanne)
    again = considered(home, sanne)
    assert "Er staat al dat uithuisplaatsing wordt overwogen" in again.words

    thought = home.stored(PlacementThought)[0]
    page = sanne.fill("rights.end_thought", {"ended_why": "Truus woont nu bij Kim."}, ref=home.ref, thought_id=thought.id)
    assert "Uithuisplaatsing wordt niet overwogen" in page.words
    assert "Truus woont nu bij Kim." in page.words
    assert not home.stored(Casus)[0].placement_considered
    assert sanne.open("rights.change_thought", ref=home.ref, thought_id=thought.id).status == 404


def test_a_change_of_what_is_considered_meets_the_change_of_somebody_else(browse, sanne, home):
    considered(home, sanne)
    thought = home.stored(PlacementThought)[0]
    where = {"ref": home.ref, "thought_id": thought.id}
    mine = sanne.open("rights.change_thought", **where)
    browse(home.sanne).fill("rights.change_thought", {f"interest_{home.noa.id}": "Haar eigen bed."}, **where)
    page = sanne.send(mine, {"contact": "Elke avond bellen."})

    assert page.status == 409
    assert "Haareigenbed." in "".join(page.words.split())
    assert page.value_of("contact") == "Elke avond bellen."


# --- what was asked for the whole family


def test_a_request_is_noted_and_later_its_answer(sanne, home):
    asked = {"what": "Opvang voor Kim en twee kinderen.", "asked_on": "2026-06-01", "asked_of": "Gemeente Vlierdam."}
    page = sanne.fill("rights.add_request", asked, ref=home.ref)
    assert "nog geen antwoord" in " ".join(page.items("Gevraagd voor het hele gezin"))

    one = home.stored(HousingRequest)[0]
    page = sanne.fill("rights.change_request", {"outcome": "granted"}, ref=home.ref, request_id=one.id)
    assert "Op welke dag kwam het antwoord?" in page.error_at("answered_on")
    page = sanne.send(page, {"answered_on": "2026-06-12"})
    assert "toegekend · 12 juni 2026" in " ".join(page.items("Gevraagd voor het hele gezin"))


def test_a_request_with_a_secret_place_is_shown_after_asking_for_it_and_keeps_its_words(sanne, home):
    one = factories.housing_request(home.casus, asked_of="Gemeente Oosterlinge.", protected=True)
    page = sanne.open("rights.index", ref=home.ref)
    form = sanne.open("rights.change_request", ref=home.ref, request_id=one.id)
    assert "Oosterlinge" not in page.words + form.text_source

    why = {"purpose": "court", "reason": "De rechter vraagt ernaar."}
    shown = proved(sanne).fill("rights.reveal", why, ref=home.ref)
    assert "Oosterlinge" in shown.words
    assert "housing requests shown" in home.events()

    sanne.send(form, {"answer": "Toegekend per brief."})
    kept = home.stored(HousingRequest)[0]
    assert (kept.asked_of, kept.answer, kept.protected) == ("Gemeente Oosterlinge.", "Toegekend per brief.", True)
    assert "blijft geheim" in sanne.send(sanne.open("rights.change_request", ref=home.ref, request_id=one.id),
                                         {"protected": None}).error_at("protected")  # fmt: skip


@pytest.mark.parametrize(("protected", "warned"), [("y", False), (None, True)])
def test_a_secret_place_in_a_request_is_warned_of_unless_it_is_marked(sanne, home, protected, warned):
    factories.contact_point(home.noa, "Oosterlinge", kind="place", protected=True)
    with home.app.app_context():
        db.session.merge(home.casus).separate_networks = True
        db.session.commit()
    asked = {"what": "Opvang.", "asked_on": "2026-06-01", "asked_of": "Gemeente Oosterlinge.", "protected": protected}
    page = sanne.fill("rights.add_request", asked, ref=home.ref)

    assert ("Bewaard, maar let op" in page.words) is warned


# --- who may

FORMS = ("rights.answer_child", "rights.answer_family", "rights.consider", "rights.add_request")


def test_a_supervisor_reads_everything_and_changes_nothing(browse, home):
    henk = browse(home.henk)
    factories.placement(home.casus, [home.noa], (Ground.HOUSING,))
    pages = [henk.open(where, ref=home.ref) for where in ("rights.index", "rights.family", "rights.placement")]
    pages.append(henk.open("rights.child", ref=home.ref, child_id=home.noa.id))

    assert {page.status for page in pages} == {200}
    assert not any("/answer" in link or "/new" in link for page in pages for link in page.links().values())
    for where in FORMS:
        values = {"child_id": home.noa.id} if where == "rights.answer_child" else {}
        assert henk.open(where, ref=home.ref, **values).status == 403


def test_the_named_scientist_reads_along_and_a_stranger_does_not_learn_that_there_is_a_check(browse, home):
    rachida = factories.user(Role.BEHAVIOURAL_SCIENTIST, name="Rachida Amrani", team_id=2)
    assert browse(rachida).open("rights.index", ref=home.ref).status == 404
    with home.app.app_context():
        db.session.merge(home.casus).behavioural_scientist_id = rachida.id
        db.session.commit()

    assert browse(rachida).open("rights.index", ref=home.ref).status == 200
    assert browse(factories.worker(team_id=2)).open("rights.index", ref=home.ref).status == 404
    assert browse(factories.administrator()).open("rights.index", ref=home.ref).status == 404


# --- for a report


def test_the_answers_read_as_words_for_a_report(home):
    factories.rights_answer(home.casus, 5, child=home.noa, record_type="agreement", record_id=home.agreement.id, where="A4")
    factories.rights_answer(home.casus, 12, Reply.NO, where="Nog afspreken.")
    with home.app.test_request_context():
        found = {one.number: one for one in queries.answers_for_report(home.casus)}

    assert list(found) == list(range(1, 13))
    assert found[5].question == "Is de mening van het kind te herkennen in een doel of afspraak?"
    assert [line[:3] for line in found[5].lines] == [("Noa", "ja", "Afspraak: A4"), ("Daan", "nog niet beantwoord", "")]
    assert [line[:3] for line in found[12].lines] == [("", "nee", "Nog afspreken.")]


@pytest.mark.parametrize("children", [1, 10])
def test_the_pages_of_the_check_cost_the_same_whatever_the_number_of_children(sanne, home, statements, children):
    for _turn in range(children):
        kid = factories.child(home.casus, "Bo")
        for number in (1, 2, 3):
            factories.rights_answer(home.casus, number, child=kid)
    sanne.open("rights.index", ref=home.ref)
    statements.clear()
    sanne.open("rights.index", ref=home.ref)

    assert len(statements) == 5  # who am I, may I see this casus, the read log, and two of the page's own
