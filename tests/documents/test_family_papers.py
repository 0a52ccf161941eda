"""What families hold in their hands: the child's version, the family's version, the card, the temporary plan by itself."""

# ruff: noqa: E501

import re
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from PIL import Image
from sqlalchemy import delete

from tests import factories
from tests.documents.test_demo import NEVER_FOR_BLUE, NEVER_ON_PAPER, everything_in, newest
from tests.documents.test_safety_plan import PHONE, words_of
from tests.plans import bodies as b
from tests.requirements import program
from workbench.accounts.models import Organisation, Team, User
from workbench.casus.models import SafePerson
from workbench.documents import call_card, child_version, family_version, operations, temporary_paper
from workbench.documents.catalogue import DOCUMENTS
from workbench.documents.handing_out import refusal_of
from workbench.documents.house import default_house
from workbench.documents.package import size_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import queries
from workbench.plans.child_plan import without_harm
from workbench.plans.plan_view import ForChildView, PanelView, SaidView, TemporaryView, TonightView
from workbench.plans.projection import After, project
from workbench.transfer import demonstration
from workbench.voices.models import MayShare, OnPaper, Panel, PanelApproval, VoiceItem, WordsAndPictures

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

MOMENT = datetime(2026, 6, 18, 20, 30, tzinfo=UTC)
PUBLIC = {"0800-2000", "0800-0432"}
CHILD = ["Wat er aan de hand is", "Wie zorgt er voor jou", "Wie kun je bellen", "Wat doen wij als …", "Jouw tekening",
         "Wat jij zei en wat wij ermee doen"]  # fmt: skip
FAMILY = ["Wat gaat goed", "Waar wij ons zorgen over maken", "Wat wij hebben afgesproken", "Wie helpt ons", "Dit zeggen",
          "Wat is er veranderd", "Wanneer kijken wij weer?", "Wie bel ik?"]  # fmt: skip
TEMPORARY = ["Waarom dit plan, nu", "Wie is waar, en wie slaapt waar", "Wie mag langskomen", "Let op deze signalen", "Wie belt wie?",
             "Deze afspraken gelden ook", "Wanneer kijken wij weer?", "Wie kent dit plan?"]  # fmt: skip


def headings(file):
    return [one.text for one in read_word(BytesIO(file)).paragraphs if one.style.name.lower() == "heading 1"]


def in_this_order(found, order):
    """Whether each heading found begins one of these, in this order (what is empty may be left out)."""
    places = [next(i for i, start in enumerate(order) if one.startswith(start)) for one in found]
    return places == sorted(set(places))


def made(document, view, **changed):
    return document.build(replace(view, **changed), default_house(getattr(document, "more_points", 0)), MOMENT)


def view_of(reader, body=None, **more):
    return project(b.version(body or b.casus_a(), **more), reader, After(), [])


@pytest.fixture
def families(context):
    for table in (Team, Organisation):
        db.session.execute(delete(table))
    return demonstration.load()


def test_every_paper_of_both_families_for_everybody_in_them(families):
    """One walk over everybody: order, no secret, no number, nothing of the other side, no words a child keeps."""
    for casus in families:
        version = newest(casus)
        kept = {one.words for one in db.session.query(VoiceItem).filter_by(casus_id=casus.id) if one.may_share is not MayShare.YES}
        for person in version.body["people"]:
            view = operations.view_for(version, person["id"])
            assert (view.for_child is not None) == (person["role"] == "child")
            for document, order in ((child_version, CHILD), (family_version, FAMILY), (call_card, ["Wie bel ik?"])):
                if refusal_of(document, view):
                    continue
                file = made(document, view)
                found, never = everything_in(file), NEVER_FOR_BLUE if person["group"] == 2 else NEVER_ON_PAPER
                assert [secret for secret in never if secret in found] == []
                assert set(PHONE.findall(words_of(file))) <= PUBLIC
                assert in_this_order(headings(file), order)
                assert document is not child_version or headings(file) == order
                if person["role"] != "parent":
                    assert [words for words in kept if words in found] == []


def test_rick_wim_and_remco_have_nobody_of_the_other_side_to_call(families):
    version = newest(families[1])
    people = {one["name"]: one for one in version.body["people"]}
    for name in ("Rick", "Wim", "Remco"):
        view = operations.view_for(version, people[name]["id"])
        assert {people[one]["group"] for one in view.to_call} == {people[name]["group"]}
        assert "Daphne" not in words_of(made(family_version, view)).partition("Wie helpt ons")[2].partition("Wie bel ik?")[0]
    lotte = operations.view_for(version, people["Lotte"]["id"])
    assert set(lotte.to_call) & {"Rick", "Wim", "Remco"} == set()
    finn = words_of(made(child_version, operations.view_for(version, people["Finn"]["id"])))
    assert "pannenkoek" not in finn  # a child goes to both sides, and its paper too
    assert "Rick belt elke dinsdag en vrijdag" in finn


def test_the_child_reads_the_approved_story_and_its_own_words_that_may_be_shared(families):
    version = newest(families[0])
    noa, daan = (next(p["id"] for p in version.body["people"] if p["name"] == name) for name in ("Noa", "Daan"))
    file = operations.make(families[0], version, noa, "child-version", by=db.session.get_one(User, families[0].worker_id))
    words = words_of(file.content)
    with ZipFile(BytesIO(file.content)) as package:
        pictures = re.findall(r"<[a-z0-9]+:docPr [^>]*>", package.read("word/document.xml").decode())
    alts = [re.search(r'descr="([^"]+)"', one) for one in pictures]

    assert file.file_name == "kindversie-versie-3.docx"
    assert "Mama dronk soms te veel drank." in words
    assert "“Ik wil niet dat de hele klas het weet.”" in words
    assert "mama doodgaat" not in words
    assert all(alts)
    assert "Kim slaapt op de bank. Buiten is het nacht." in [one[1] for one in alts]
    assert "VASTGESTELD" in words
    small = words_of(made(child_version, operations.view_for(version, daan)))  # nobody approved the story of Daan
    assert "CONCEPT" in small
    assert "trek in drank" not in small
    assert "Fatiha loopt elke vrijdag" in small


def test_a_paper_is_only_for_whom_it_is_meant(families):
    versions = {line.number: queries.version_of(families[0], line.number) for line in queries.version_lines(families[0])}
    people = {one["name"]: one["id"] for one in versions[3].body["people"]}
    by = db.session.get_one(User, families[0].worker_id)

    def asked(kind, reader, number=3):
        with pytest.raises(RuleBroken) as refused:
            operations.make(families[0], versions[number], people[reader], kind, by=by)
        assert refused.value.field == "document"
        return refused.value.message

    assert "voor een kind van dit gezin" in asked("child-version", "Kim")
    assert "te jong" in asked("family-version", "Daan")
    assert "geen tijdelijk plan" in asked("temporary-plan", "Truus")
    assert "Kies bij “Welk document?” het tijdelijke plan" in asked("family-version", "Truus", 1)
    temporary = operations.make(families[0], versions[1], people["Truus"], "temporary-plan", by=by).content
    assert in_this_order(headings(temporary), TEMPORARY)
    assert "Gebruik dit plan niet meer." in words_of(temporary)


# --- niet_meegeven


@pytest.fixture
def home(browse):
    """Noa with an approved story and a drawing, and a version of the plan."""
    sanne = factories.worker()
    casus = factories.casus(sanne)
    kim, noa, fatiha = factories.person(casus), factories.child(casus), factories.neighbour(casus)
    goal = factories.goal(casus, factories.danger(casus, worried=[fatiha], children=[noa]), shows=[kim])
    factories.agreement(casus, goal, doers=[kim], checker=fatiha, what="Kim leest elke avond voor.")
    told_to(noa, kim)
    factories.made(lambda: SafePerson(casus_id=casus.id, child_id=noa.id, person_id=fatiha.id))()
    browser = browse(sanne)
    assert browser.fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref).status == 200
    return SimpleNamespace(casus=casus, ref=casus.ref, browser=browser, noa=noa, kim=kim)


def drawn(kind):
    content = BytesIO()
    Image.new("RGB", (60, 40), "#ffcc00").save(content, kind)
    return content.getvalue()


@factories.made
def told_to(child, parent):
    panels = [
        Panel(casus_id=child.casus_id, order=1, words="Kim was soms heel moe.", picture=drawn("JPEG"), alt="Een bed & een maan."),
        Panel(casus_id=child.casus_id, order=2, words="Nu is er altijd iemand bij jou.", pictogram="house"),
    ]
    return WordsAndPictures(casus_id=child.casus_id, child_id=child.id, panels=panels,
                            approvals=[PanelApproval(person_id=parent.id, approved_on=factories.TODAY)])  # fmt: skip


def ask(home, kind, reader=None):
    """The answer to "show what goes in", and to the button that makes the file."""
    page = home.browser.open("documents.index", ref=home.ref, document=kind, reader=(reader or home.noa).id, plan=1)
    where = home.browser.address("documents.download", ref=home.ref)
    has_button = home.browser.open("documents.index", ref=home.ref, document="safety-plan", reader=home.kim.id, plan=1)
    return page, home.browser.send(has_button, {"document": kind, "reader": str((reader or home.noa).id), "plan": "1"}, action=where)


def test_a_drawing_as_jpeg_stands_in_the_paper_within_twelve_statements(home, statements):
    page = home.browser.open("documents.index", ref=home.ref, document="child-version", reader=home.noa.id, plan=1)
    statements.clear()
    file = home.browser.send(page, {}).body

    assert len(statements) <= 12
    with ZipFile(BytesIO(file)) as package:
        [name] = [one for one in package.namelist() if one.endswith(".jpeg")]
        assert size_of(package.read(name)) == (60, 40)
        assert b'Extension="jpeg"' in package.read("[Content_Types].xml")
    assert "Een bed &amp; een maan." in everything_in(file)
    assert "Kim was soms heel moe." in words_of(file)


def test_where_paper_is_not_safe_only_the_card_is_made_or_nothing(home):
    why = {"why": "De schooltas gaat mee naar Rick."}
    assert home.browser.fill("voices.paper", {"takes": OnPaper.CARD.value} | why, ref=home.ref, child_id=home.noa.id).status == 200
    child = home.browser.open("voices.child", ref=home.ref, child_id=home.noa.id).words
    assert "Alleen de kaart met wie je belt" in child
    assert "De schooltas gaat mee naar Rick." in child
    for kind in DOCUMENTS:
        page, file = ask(home, kind)
        if kind == "call-card":
            words = words_of(file.body)
            assert "Hen kan ik bellen" in words
            assert "Kim leest" not in words
            assert words.count("Hen kan ik bellen") == 1  # no second one
        else:
            assert file.status == 422
            assert page.error_at("document")
    assert ask(home, "safety-plan", home.kim)[1].status == 200  # it is about the child alone

    home.browser.fill("voices.paper", {"takes": OnPaper.NOTHING.value} | why, ref=home.ref, child_id=home.noa.id)
    assert [kind for kind in DOCUMENTS if ask(home, kind)[1].status == 200] == []
    assert "Druk deze pagina niet af." in home.browser.open("plans.child_plan", ref=home.ref, child_id=home.noa.id).words

    home.browser.fill("voices.paper", {"takes": OnPaper.ALL.value} | why, ref=home.ref, child_id=home.noa.id)
    assert ask(home, "child-version")[1].status == 200


def test_no_reason_no_change_and_no_paper_of_a_meeting_either(home, app):
    answer = home.browser.fill("voices.paper", {"takes": "card", "why": ""}, ref=home.ref, child_id=home.noa.id)
    assert answer.error_at("why")
    home.browser.fill("voices.paper", {"takes": "card", "why": "x"}, ref=home.ref, child_id=home.noa.id)
    meeting = factories.meeting(home.casus, present=[home.kim, home.noa])
    with app.test_request_context(), pytest.raises(RuleBroken) as refused:
        operations.make_of_meeting(home.casus, meeting, home.noa.id, "invitation", by=None)
    assert refused.value.field == "reader"


# --- the card, the temporary plan, holes, harm


def test_the_card_says_nothing_of_the_plan(context):
    view = view_of(b.FATIHA)
    card = read_word(BytesIO(made(call_card, view))).tables[0]
    words = " ".join(cell.text for cell in card.rows[0].cells)

    assert view.to_call[0] in words
    assert view.to_call.index("Marloes") < view.to_call.index("Kim")  # a parent comes last
    assert [one.text for one in view.agreements if one.text in words] == []
    assert re.findall(r"\d[-\d]{2,}", words) == ["112", "0800-2000"]
    assert "plan" not in words.lower()


def tonight(**changed):
    return TemporaryView(**{
        "reason": "Kim dronk.", "safe_because": "Noa slaapt bij Truus.", "signals": "Kim belt niet.", "visiting": "", "visitors": ("Bas",),
        "tonight": (TonightView("Noa", "with", "Truus", "", "", ""),), "calls": (), "otherwise": "", **changed,
    })  # fmt: skip


def test_a_temporary_plan_says_when_it_stops_and_with_a_hole_it_is_a_concept(context):
    view = replace(view_of(b.TRUUS), kind="temporary", status="set", temporary=tonight(), ends_on=date(2026, 6, 20), goals=())
    words = words_of(made(temporary_paper, view))

    assert words.count("Geldig tot en met") == 2
    assert "Daarna niet meer." in words
    assert "nog invullen: wie belt wie bij welk signaal" in words
    assert "CONCEPT" in words
    assert "Gebruik dit plan niet meer." in words_of(made(temporary_paper, view, ends_on=date(2026, 6, 17)))


def test_harm_nobody_told_the_child_of_is_not_in_its_paper(context):
    [one, *_others] = view_of(b.TRUUS).agreements
    plain = replace(one, text="Fatiha drinkt thee bij Kim.", trigger="", otherwise="Heeft Kim gedronken, dan belt Fatiha Truus.")

    [left] = without_harm((plain, replace(plain, text="Kim slaat niet.")), "Mama is soms moe.")
    assert (left.text, left.otherwise) == (plain.text, "")
    assert without_harm((plain,), "Mama dronk te veel drank.") == (plain,)  # the negative control: a panel tells of it


# --- the file itself


def large_and_hostile(count=60):
    """One of everything, in long and strange words."""
    name, long = "Ňoa-مريم " + "x" * 110, ("Lang woord \u202e😀 مرحبا <w:t>&amp; " * 130)[:4000]
    view = view_of(b.NOA)
    [first, *_more] = view.agreements
    many = tuple(replace(first, id=n, text=long, trigger=long[:200] if n % 2 else "", otherwise=long, doers=(name, "Bas")) for n in range(count))
    picture = drawn("PNG")
    own = ForChildView("all", 14, tuple(PanelView(long[:1000], name, picture if n else None, "gone") for n in range(5)), many, long,
                       tuple(SaidView(long, None, "", name, picture) for _n in range(3)))  # fmt: skip
    return replace(view, for_child=own, reader=name, to_call=(name,) * 5, strengths=(long,), temporary=tonight(reason=long, signals=long),
                   goals=tuple(replace(goal, agreements=many[:20]) for goal in view.goals), successes=())  # fmt: skip


def test_large_and_hostile_words_stay_whole_and_no_table_is_wider_than_the_page(context):
    view = large_and_hostile()
    for document in (child_version, family_version, call_card, temporary_paper):
        file = read_word(BytesIO(made(document, view)))
        room = file.sections[-1].page_width - file.sections[-1].left_margin - file.sections[-1].right_margin
        assert max(sum(column.width for column in table.columns) for table in file.tables) <= room + 12700
        assert document is call_card or "مرحبا <w:t>&amp; Lang woord" in "".join(
            cell.text for table in file.tables for cell in table._cells) + "".join(one.text for one in file.paragraphs)  # fmt: skip


@pytest.mark.needs("validator", "libreoffice", "pdftotext")
def test_the_validator_has_nothing_to_say_and_short_papers_are_short(context, tmp_path):
    child = large_and_hostile(2)
    temporary = replace(view_of(b.TRUUS), kind="temporary", temporary=tonight(), ends_on=date(2026, 6, 20), goals=())
    papers = {"kind": (child_version, child), "gezin": (family_version, view_of(b.TRUUS)), "kaart": (call_card, view_of(b.FATIHA)),
              "tijdelijk": (temporary_paper, temporary)}  # fmt: skip
    for name, (document, view) in papers.items():
        (tmp_path / f"{name}.docx").write_bytes(made(document, view))
        found = subprocess.run([program("validator"), tmp_path / f"{name}.docx"], check=False, capture_output=True, text=True)
        assert re.search(r'"ok": ?true', found.stdout), found.stdout + found.stderr
    subprocess.run([program("libreoffice"), f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf",
                    "--outdir", tmp_path, *sorted(tmp_path.glob("*.docx"))], check=True, capture_output=True)  # fmt: skip
    pages = {}
    for name in papers:
        text = subprocess.run([program("pdftotext"), tmp_path / f"{name}.pdf", "-"], check=True, capture_output=True, text=True).stdout
        pages[name] = text.count("\f")

    assert pages["kaart"] == 1
    assert pages["tijdelijk"] <= 2
    assert pages["gezin"] <= 6
