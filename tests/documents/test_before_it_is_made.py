"""What a worker sees before a paper is made: the paper itself, how it reads, what stays behind, and what changed."""

from io import BytesIO

import pytest
from docx import Document as read_word

from tests import factories
from tests.documents.test_views import casus, with_version  # noqa: F401 - a fixture
from tests.documents.test_what_changed import made, truus_helps
from tests.plans import bodies as b
from tests.safety import census
from workbench.agreements.models import Audience
from workbench.documents import level, on_screen
from workbench.documents.catalogue import DOCUMENTS
from workbench.plans.places import Spot

LONG = ("De verantwoordelijkheidsverdeling tussen de betrokken opvoedingsverantwoordelijken wordt voorafgaand aan iedere "
        "omgangsgelegenheid gezamenlijk geëvalueerd.")  # fmt: skip
EVIL = '<script>alert("Kim")</script>'


def look(browser, casus, reader, **more):  # noqa: F811
    return browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=reader.id, plan=1, **more)


def test_the_page_shows_the_paper_and_says_what_only_the_worker_sees(browse, casus):  # noqa: F811
    hidden = factories.agreement(casus, doers=[casus.kim], checker=casus.kim, what="Kim schrijft elke avond op hoe het ging.",
                                 audience=Audience.CHOSEN, what_if=EVIL)  # fmt: skip
    page = look(with_version(browse, casus), casus, casus.bas)
    paper, behind = (page.tree.xpath("//*[@class='paper']")[0].text_content(),
                     page.tree.xpath("//section[@aria-labelledby='kept']")[0].text_content())  # fmt: skip

    assert "Als Kim trek in drank heeft, belt zij Marloes." in paper
    assert hidden.what in behind and hidden.what not in paper
    assert "Waarom dit plan" in [" ".join(one.itertext()).partition(". ")[2] for one in page.tree.iter("h3")]
    for_kim = look(with_version(browse, casus), casus, casus.kim)
    assert EVIL in for_kim.words
    assert not [one for one in for_kim.tree.iter("script") if "Kim" in (one.text or "")]


def test_the_hardest_sentence_leads_to_where_it_is_changed_and_nothing_is_stopped(browse, casus):  # noqa: F811
    hard = factories.agreement(casus, factories.goal(casus), doers=[casus.kim], checker=casus.bas, what=LONG)
    page = look(with_version(browse, casus), casus, casus.bas)

    section = page.tree.xpath("//section[@aria-labelledby='level']")[0]
    assert LONG in section.text_content()
    assert section.xpath(".//li[1]//a/@href") == [f"/casus/{casus.ref}/agreements/{hard.id}/edit#what"]
    assert "Leesscore" in section.text_content()
    assert "Word-bestand maken" in page.words


@pytest.mark.usefixtures("context")
def test_the_aim_of_a_child_is_another_one_and_a_sentence_that_is_not_in_the_paper_is_not_told():
    blocks = [on_screen.Line((on_screen.Piece("Kim belt Truus. Truus komt. Dan eten zij samen."),))]
    spot = Spot("plans.edit", {})
    found = level.level_of(blocks, [("the plan", spot, LONG)], for_child=True)

    assert (found.aim, found.is_reached, found.hardest) == (80, True, ())
    assert level.level_of(blocks[:0], [], for_child=False).found is None
    assert level.level_of(blocks, [], for_child=False).aim == 70
    [told] = level.hardest([("the plan", spot, LONG)], f"Eerst. {LONG}")
    assert (told.words, told.spot) == (LONG, spot)


def test_a_document_says_itself_for_whom_it_is_not_before_and_when_it_is_made(browse, casus, monkeypatch):  # noqa: F811
    browser = with_version(browse, casus)
    page = look(browser, casus, casus.bas)
    monkeypatch.setattr(DOCUMENTS["safety-plan"], "refusal", lambda view: f"Niet voor {view.reader}.", raising=False)

    assert look(browser, casus, casus.bas).error_at("document").endswith("Niet voor Bas.")
    assert browser.send(page, {}, action=browser.address("documents.download", ref=casus.ref)).error_at("document")


def test_the_papers_of_a_meeting_can_be_looked_at_first(app, browse):
    demo = census.load(app, family=0)
    sanne = browse(demo.staff["sanne"])
    with app.app_context():
        kim = next(one.id for one in demo.people() if one.first_name == "Kim")
    where = f"/casus/{demo.ref}/documents/meetings/{min(demo.ids()['meeting'])}/{kim}"
    page = sanne.open(f"{where}/minutes")

    assert "Dit gaat eruit, voor Kim" in page.words and "Leesscore" in page.words
    assert sanne.send(page, {}, action=f"{where}/minutes").body[:2] == b"PK"
    assert sanne.open(f"{where}/safety-plan").status == 404


# --- what changed, marked in the text


def runs_of(file, words):
    """(words, style, struck) of each run of the paragraphs with these words, outside the table on top."""
    cells = read_word(BytesIO(file)).element.body.iter("{*}p")
    from docx.text.paragraph import Paragraph

    lines = [Paragraph(one, None) for one in cells]
    return [[(run.text, bool(run.font.strike)) for run in line.runs] for line in lines if words in line.text]


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize("kind", ["safety-plan", "family-version", "agreement-sheet"])  # those that say agreements in full
def test_a_changed_text_stands_whole_with_new_words_in_bold_and_the_old_one_struck_after_a_word(kind):
    body = b.casus_a()
    was, now = body["agreements"][0]["what"], "Als Kim trek in drank heeft, belt zij meteen Truus."
    lines = runs_of(made(kind, body, truus_helps, b.KIM), "belt zij meteen Truus.")

    [runs] = [one for one in lines if one[0][0].strip() == "nieuw:"]
    at = [words.strip() for words, _struck in runs].index("vervallen:")
    assert "".join(words for words, _struck in runs[1:at]).strip() == now
    assert "".join(words for words, struck in runs if struck) == was


@pytest.mark.usefixtures("context")
def test_what_is_new_is_called_so_and_a_text_that_stands_twice_is_not_marked():
    def twice(body):
        truus_helps(body)
        body["agreements"][1]["what"] = body["agreements"][0]["what"]

    file = made("safety-plan", b.casus_a(), twice, b.TRUUS)
    lines = runs_of(file, "belt zij meteen Truus.")
    assert len(lines) >= 4
    assert not any(line[0][0].strip() == "nieuw:" for line in lines)
