"""A form on paper: it says what the phone says, and counts as much."""

from tests.reviews.test_answers import say
from tests.reviews.test_participant_pages import answer
from workbench.reviews.models import Answer, Outcome, Via


def form_of(family, browse, person=None):
    who = person or family.fatiha
    return browse(family.worker).open("reviews.paper_form", ref=family.casus.ref, person_id=who.id)


def test_the_form_says_what_the_phone_says_and_nothing_else(family, browse, enter):
    page, phone = form_of(family, browse), enter(*family.invite())
    paper = page.tree.xpath("//article")[0].text_content()

    for nr in (1, 2):
        shown = phone.open(f"/o/afspraken?nr={nr}")
        assert shown.heading in paper
        for words in shown.tree.xpath("//section//dd/text()"):
            assert words in paper
    assert "Kim belt Truus voor zij drinkt" not in page.text_source
    assert family.casus.name not in paper
    assert "Verbeek" not in page.tree.findtext(".//title")
    assert page.tree.findtext(".//title").startswith("Afspraken")


def test_the_form_has_the_five_answers_room_for_words_and_a_place_to_sign(family, browse):
    page = form_of(family, browse)
    [paper] = page.tree.xpath("//article")

    for words in ("Ja", "Ja, maar…", "Nee", "Ik snap het niet", "Ik praat hier liever eerst over", "Handtekening", "Datum"):
        assert words in paper.text_content()
    assert len(paper.xpath(".//ol/li")) == 2
    assert len(paper.xpath(".//ol/li[1]//ul/li")) == 5


def test_the_number_of_a_text_is_on_the_paper_and_where_it_is_typed_in(family, browse):
    paper = form_of(family, browse).tree.xpath("//article")[0].text_content()
    typing = browse(family.worker).open("reviews.paper", ref=family.casus.ref, person_id=family.fatiha.id)
    number = typing.value_of("text_sha256")[:6]

    assert number in typing.words
    assert number in paper
    family.freeze(what="Fatiha loopt elke donderdag om 20.30 uur bij Kim langs.")
    after = browse(family.worker).open("reviews.paper", ref=family.casus.ref, person_id=family.fatiha.id)
    assert number not in after.words, "the paper was about another text"


def test_paper_path_equals_digital(family, browse, enter):
    """For each of the five answers the same row, but for how it came, who typed it and through which link."""
    outcomes = (
        ("agree", ""), ("agree_but", "Niet in de vakantie."), ("disagree", "Zaterdag kan wel."), ("not_understood", ""),
        ("talk_first", ""),
    )  # fmt: skip
    differs = {"id", "via", "recorded_by_id", "invitation_id", "answered_at", "superseded_at"}
    for outcome, words in outcomes:
        browse(family.worker).fill(
            "reviews.paper", {"outcome": outcome, "change": words}, ref=family.casus.ref, person_id=family.fatiha.id, nr=1
        )
        phone = enter(*family.invite())
        box = {"agree_but": "change", "disagree": "instead"}.get(outcome)
        answer(phone, phone.open("/o/afspraken?nr=1"), outcome, **({box: words} if box else {}))

        paper, link = family.rows(Answer)[-2:]
        for column in Answer.__table__.columns:
            if column.name not in differs:
                assert getattr(paper, column.name) == getattr(link, column.name), (outcome, column.name)
        assert (paper.via, paper.recorded_by_id, paper.invitation_id) == (Via.PAPER, family.worker.id, None)
        assert (link.via, link.recorded_by_id) == (Via.LINK, None)


def test_somebody_without_a_part_gets_no_form(family, browse):
    from tests import factories

    page = form_of(family, browse, factories.neighbour(family.casus, "Bas"))

    assert page.address == f"/casus/{family.casus.ref}/links"


def test_an_objection_on_paper_reopens_the_agreement_as_one_by_link_does(family, browse):
    from workbench.agreements.models import Agreement, AgreementStatus

    say(family, family.fatiha, Outcome.DISAGREE, "Dat lukt niet.")

    assert family.rows(Agreement)[0].status is AgreementStatus.IN_REVIEW
