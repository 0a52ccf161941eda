"""Beside a record on its own page stands what it counts for and why, or what would make it count."""

import pytest

from tests import factories
from tests.standards.deeds import Deeds
from workbench.casus.models import FamilyPlanOffer
from workbench.extensions import db
from workbench.mapping.models import ItemKind, MapItem
from workbench.monitoring.models import CheckOutcome
from workbench.reviews.models import Outcome


class Told:
    """A family with one record of each kind that counts, and what its pages say."""

    def __init__(self, app, browse):
        with app.test_request_context():
            do = self.do = Deeds()
            self.ids = {
                "signal": do.signal(), "late": do.signal(), "partner": do.partner(informed=True), "told": do.partner(),
                "safe": do.item(ItemKind.EXISTING_SAFETY), "bare": do.item(ItemKind.EXISTING_SAFETY),
                "opinion": do.opinion(do.danger, do.people["kim"]), "line": do.line(), "voice": do.hear(do.people["noa"]),
                "rating": do.rate(do.goal, do.people["kim"]), "place": do.place(do.people["fatiha"], 1),
                "meeting": do.meeting(), "planned": do.meeting(), "check": do.check(do.agreement, CheckOutcome.DONE),
                "rehearsal": do.rehearse(do.agreement), "success": do.success(), "quiet": do.success(celebrated=""),
                "plan": do.aftercare_plan(), "held": do.contact(), "contact": do.contact(),
            }  # fmt: skip
            db.session.execute(db.update(MapItem).where(MapItem.id == self.ids["bare"]).values(happened_on=None))
            self.ids["answer"] = do.answer(do.freeze(), do.agreement, do.people["kim"], Outcome.AGREE)
            do.discuss(self.ids["signal"])
            do.record(self.ids["meeting"], do.people["kim"])
            do.contacted(self.ids["held"])
            do.family_plan(FamilyPlanOffer.MADE)
            do.keep_sight(do.people["ineke"])
            self.ids["built"] = do.agree([do.people["fatiha"]], based_on_item=self.ids["safe"])
            do.by_hand(9, ("agreement", self.ids["built"]))
            self.ref, worker = do.casus.ref, do.by.id
            self.people, self.goal, self.danger, self.agreement = do.people, do.goal, do.danger, do.agreement
        self.sanne = browse(factories.account(worker))

    def page(self, endpoint, **values):
        return self.sanne.open(endpoint, ref=self.ref, **values)


@pytest.fixture
def told(app, browse):
    return Told(app, browse)


@pytest.mark.parametrize(
    ("endpoint", "values", "words"),
    [
        ("signals.index", {}, ["Telt mee voor 3 Openstaan, omdat het is besproken, met een datum. Steunt ook 9",
                               "Dit telt mee zodra erbij staat op welke dag het is besproken."]),
        ("partners.index", {}, ["Telt mee voor 9 Samenwerken in de keten, omdat deze professional over het plan is ingelicht",
                                "Dit telt mee zodra erbij staat op welke dag deze professional over het plan is ingelicht."]),
        ("mapping.index", {}, ["Telt mee voor 6 Bouwen op wat veilig is, omdat het toen veilig bleef ondanks de zorg",
                               "Steunt ook 7 Netwerk.", "Dit weegt zwaarder zodra erbij staat op welke dag het veilig bleef"]),
        ("mapping.one", {"item_id": "safe"}, ["Telt mee voor 6 Bouwen op wat veilig is"]),
        ("goals.index", {}, ["Telt mee voor 4 Partnerschap, omdat een ouder zegt", "omdat het zegt wat niet zo door mag gaan",
                             "omdat het zegt wat er in elk geval moet zijn"]),
        ("goals.danger", {"danger_id": "danger"}, ["Telt mee voor 5 Gewenste verandering", "Telt mee voor 4 Partnerschap"]),
        ("goals.one", {"goal_id": "goal"}, ["omdat het zegt wat mensen zien als het goed genoeg is", "cijfer zegt hoe veilig"]),
        ("goals.bottom_line", {"line_id": "line"}, ["omdat het zegt wat er in elk geval moet zijn"]),
        ("voices.index", {}, ["in de eigen woorden van het kind"]),
        ("voices.child", {"child_id": "noa"}, ["Telt mee voor 4 Partnerschap, omdat het in de eigen woorden van het kind zegt"]),
        ("network.member", {"person_id": "fatiha"}, ["Telt mee voor 7 Netwerk, omdat het laat zien waar deze persoon"]),
        ("meetings.one", {"meeting_id": "meeting"}, ["Telt mee voor 7 Netwerk, omdat mensen bij elkaar kwamen"]),
        ("meetings.one", {"meeting_id": "planned"}, ["Dit telt mee zodra de bijeenkomst is gehouden en erbij staat wie er was."]),
        ("agreements.one", {"agreement_id": "built"},
         ["Telt mee voor 6 Bouwen op wat veilig is en 7 Netwerk, omdat iemand uit het netwerk het doet, en het voortbouwt op wat "
          "eerder werkte. Steunt ook 5 Gewenste verandering en 8 Successen vieren.",
          "Telt mee voor 9 Samenwerken in de keten, met de hand toegevoegd: Henk zag dit zelf."]),
        ("agreements.one", {"agreement_id": "agreement"}, ["Dit telt mee zodra iemand uit het netwerk het doet"]),
        ("reviews.history", {"agreement_id": "agreement"}, ["omdat deze persoon de afspraak las en een antwoord gaf"]),
        ("monitoring.index", {}, ["omdat iemand keek of de afspraak is nagekomen", "omdat mensen hebben geoefend of het werkt"]),
        ("successes.index", {}, ["Telt mee voor 8 Successen vieren, omdat er iets is gelukt.",
                                 "Dit weegt zwaarder zodra erbij staat hoe het is gevierd"]),
        ("aftercare.index", {}, ["Telt mee voor 10 Nazorg, omdat het zegt wat mensen later nodig hebben.",
                                 "Dit telt mee zodra het contact er is geweest."]),
        ("casus.family", {}, ["omdat het gezin eerst zelf een plan mocht maken", "omdat bekend is wie zicht houdt"]),
    ],
)  # fmt: skip
def test_the_page_of_a_record_says_what_it_counts_for(told, endpoint, values, words):
    known = {**told.people, **told.ids, "goal": told.goal, "danger": told.danger, "agreement": told.agreement}
    page = told.page(endpoint, **{name: known[value] for name, value in values.items()})

    read = " ".join(page.tree.xpath("//main")[0].text_content().split())

    assert [one for one in words if one not in read] == []


def test_a_link_leads_to_the_standard(told):
    page = told.page("agreements.one", agreement_id=told.ids["built"])

    assert page.links()["7 Netwerk"] == f"/casus/{told.ref}/standards/#standard-7"


def test_a_supervisor_reads_it_too_and_nothing_of_it_is_printed(told, browse):
    page = browse(factories.supervisor()).open("agreements.one", ref=told.ref, agreement_id=told.ids["built"])
    line = page.tree.xpath("//p[contains(., 'Telt mee voor 6')]")[0]

    assert line.xpath("ancestor-or-self::*[contains(@class, 'no-print')]")


@pytest.mark.parametrize("endpoint", ["signals.index", "mapping.index", "goals.index", "monitoring.index", "successes.index"])
def test_a_page_reads_it_in_one_statement_and_only_when_it_asks(told, statements, endpoint):
    statements.clear()
    told.page(endpoint)
    asked = [one for one in statements if "FROM evidence" in one and "UNION ALL" in one]
    statements.clear()
    told.page("overview.casus")

    assert len(asked) == 1
    assert not [one for one in statements if "FROM evidence" in one and "UNION ALL" in one]


def test_what_is_withdrawn_says_nothing_of_it_any_more(told, app):
    with app.test_request_context():
        told.do.end_agreement(told.ids["built"])
    page = told.page("agreements.one", agreement_id=told.ids["built"])

    assert "omdat iemand uit het netwerk het doet" not in page.words
