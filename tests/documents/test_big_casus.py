"""A family that is larger than any: every document of the catalogue is made, whole, within its page, and without a finding.

The catalogues are walked, so that a new document comes by here by itself.
"""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest
from lxml import etree

from tests import factories
from tests.requirements import program
from workbench import clock
from workbench.aftercare.models import AftercareCall, AftercareNeed
from workbench.casus.models import FamilyRole
from workbench.documents import closing_operations, coverage_operations, operations, pack_operations, temporary_paper
from workbench.documents.catalogue import DOCUMENTS, FOR_COLLEAGUES, OF_A_MEETING, OF_THE_END
from workbench.documents.house import TEXT_WIDTH, default_house
from workbench.documents.ooxml import w
from workbench.documents.pack_material import KINDS, pack_of
from workbench.documents.tables import overview
from workbench.documents.word import Document, Run
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals.models import GoalStatus
from workbench.mapping.models import ItemKind
from workbench.meetings import queries as meetings
from workbench.meetings.models import AgendaItem, EntryKind, Meeting, MeetingEntry, MeetingStatus
from workbench.plans import operations as plans
from workbench.plans.models import Plan, PlanKind

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

LONG, NAME, TWIPS = 4000, 120, 635  # a twip is 635 EMU
SAID = "Als het misgaat ‘bellen’ wij – eerst 📞 👨‍👩‍👧‍👦 – en dan خالتي فاطمة، وبعدها الجدة. "
tokens = count(1)
planted: list[str] = []


def text(most: int = 200) -> str:
    """Words with a token of their own, Arabic, emoji and one word nobody can break."""
    start = f"T{next(tokens):04} " + "x" * min(120, most // 3) + " "
    made = (start + SAID * (most // len(SAID) + 1))[:most].strip()
    planted.append(made)
    return made


def name(number: int) -> str:
    """A name of 120 characters: with spaces, without, or Arabic with an emoji."""
    start = f"N{number:02}"
    filling = ("van der Meulen-el Idrissi ", "Abcdefghijklmnop", "عبد الرحمن 🌻 ")[number % 3]
    return (start + filling * NAME)[:NAME].strip().ljust(NAME, "z")


def big_family():
    """3 danger statements, 60 agreements, 20 people, paragraphs of 4,000 characters, a meeting, aftercare."""
    planted.clear()
    worker = factories.worker()
    casus = factories.casus(worker)
    roles = [FamilyRole.PARENT, FamilyRole.CHILD, *[FamilyRole.NEIGHBOUR] * 18]
    people = [
        factories.person(casus, name(nr), family_role=role, born_on="2012-02-01" if role is FamilyRole.CHILD else None,
                         in_family=nr < 2, natural=nr > 1)
        for nr, role in enumerate(roles)
    ]  # fmt: skip
    here = {"casus_id": casus.id}
    goals = []
    for number in (1, 2, 3):
        danger = factories.danger(casus, people[:3], people[1:2], number=number, title=text(), sentence=text(LONG))
        goals.append(factories.goal(casus, danger, [people[0]], [people[2]], sentence=text(LONG), status=GoalStatus.SET))
        for one in people:
            factories.rating(goals[-1], one, 5)
    for nr in range(60):
        most = LONG if nr % 20 == 0 else 200
        factories.agreement(casus, goals[nr % 3], [people[nr % 4]], people[5], number=nr + 1, what=text(most), when=text(),
                            what_if=text(most), check_how=text(), trigger=text())  # fmt: skip
    for kind in (ItemKind.STRENGTH, ItemKind.EXISTING_SAFETY):
        factories.map_item(casus, kind, text=text(LONG))
    factories.success(casus, what=text(LONG), celebrated=text())
    factories.aftercare_plan(casus, signals=text(LONG), first_help=text(LONG), who_calls_whom=text())
    db.session.add_all([
        Plan(**here, kind=PlanKind.FINAL, adapt_by_age=text(LONG), what_if_unsafe=text(LONG), diary=text(), rehearsing=text(),
             evaluate_who=text()),
        *(AftercareNeed(**here, person_id=one.id, need=text()) for one in people[:6]),
        *(AftercareCall(**here, caller_id=people[0].id, called_id=one.id, when=text()) for one in people[1:4]),
    ])  # fmt: skip
    for months in (1, 3):
        factories.aftercare_contact(casus, planned_on=clock.today() + timedelta(days=30 * months), done_on=None, outcome=None,
                                    person_id=people[months].id)  # fmt: skip
    told = {"purpose": text(LONG), "bring": text(), "share": text()}
    meeting = factories.meeting(casus, people, status=MeetingStatus.MINUTES_CONCEPT, **told)
    item = AgendaItem(meeting_id=meeting.id, order=1, title=text())
    db.session.add(item)
    db.session.flush()
    here |= {"meeting_id": meeting.id, "agenda_item_id": item.id}
    db.session.add_all(
        MeetingEntry(**here, order=nr, kind=kind, text=text(LONG), said_by_id=people[nr].id)
        for nr, kind in enumerate(EntryKind)
    )
    db.session.flush()
    return casus, worker, people, meeting, goals[2]


def papers(casus, worker, people, meeting_id, let_go):
    """(kind, reader, file) of every document of every catalogue for a parent, a child of fourteen and a neighbour."""
    meeting = db.session.get(Meeting, meeting_id, options=meetings.ALL, populate_existing=True)
    version = plans.freeze(casus, by=worker, kind=PlanKind.FINAL, starts_on=date(2026, 6, 18))
    let_go.status, let_go.change_reason = GoalStatus.LET_GO, text(LONG)
    db.session.flush()
    for nr, reader in enumerate(people[:3]):
        ways = [(kind, lambda k: operations.make(casus, version, reader.id, k, by=worker, large=nr == 2)) for kind in DOCUMENTS]  # noqa: B023
        ways += [(kind, lambda k: operations.make_of_meeting(casus, meeting, reader.id, k, by=worker)) for kind in OF_A_MEETING]  # noqa: B023
        ways += [(kind, lambda _k: closing_operations.make(casus, reader.id, by=worker)) for kind in OF_THE_END]  # noqa: B023
        for kind, way in ways:
            try:
                yield kind, nr, way(kind).content
            except RuleBroken:  # not every document is for everybody; that each was made for somebody is asked below
                continue
    for kind in FOR_COLLEAGUES:
        yield kind, 0, coverage_operations.make(casus, worker, "docx", "supervision", by=worker).content
    for kind in KINDS:
        pack = pack_of(casus, meeting, kind, None, version)
        yield f"{kind} to print", 0, pack_operations.make(casus, pack, "print", by=worker).content


def part_of(file, part="word/document.xml"):
    with ZipFile(BytesIO(file)) as package:
        return etree.fromstring(package.read(part))


def said_in(file):
    """Everything a document says, with its line breaks, on one line."""
    root = part_of(file)
    lines = ["".join(one.text or "" if one.tag == w("t") else " " for one in line.iter(w("t"), w("br"), w("tab")))
             for line in root.iter(w("p"))]  # fmt: skip
    return " ".join(" ".join(lines).split())


def too_wide(file):
    """Tables, rows and pictures that are wider than the room they stand in: the page, or the cell around them."""
    root, found = part_of(file), []
    size, margins = root.find(f".//{w('pgSz')}"), root.find(f".//{w('pgMar')}")
    page = int(size.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))
    for table in root.iter(w("tbl")):
        cell = next(table.iterancestors(w("tc")), None)
        room = page if cell is None else int(cell.find(f"{w('tcPr')}/{w('tcW')}").get(w("w")))
        columns = sum(int(one.get(w("w"))) for one in table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        rows = [sum(int(one.get(w("w"))) for one in row.findall(f"{w('tc')}/{w('tcPr')}/{w('tcW')}"))
                for row in table.findall(w("tr"))]  # fmt: skip
        whole = int(table.find(f"{w('tblPr')}/{w('tblW')}").get(w("w")))
        layout = table.find(f"{w('tblPr')}/{w('tblLayout')}").get(w("type"))
        if max(columns, whole, *rows) > room or layout != "fixed":
            found.append((room, columns, whole, max(rows)))
    pictures = [int(one.get("cx")) // TWIPS for one in root.iter("{*}extent")]
    return found + [one for one in pictures if one > page]


def cut(said):
    """Planted texts of which a document has the beginning and not the whole."""
    return [one[:40] for one in planted if one[:5] in said and " ".join(one.split()) not in said]


def findings(where, file):
    """What the validator says of a file."""
    where.write_bytes(file)
    return subprocess.run([program("validator"), where], capture_output=True, text=True, check=False).stdout[:600]


@pytest.mark.usefixtures("context")
@pytest.mark.needs("validator", "libreoffice", "pdftotext")
def test_every_document_of_the_largest_family_is_whole_and_within_its_page(tmp_path):
    casus, worker, people, meeting, goal = big_family()
    files, names = list(papers(casus, worker, people, meeting.id, goal)), [one.first_name for one in people]
    said = {(kind, reader): said_in(file) for kind, reader, file in files}
    asked = {*DOCUMENTS, *OF_A_MEETING, *OF_THE_END, *FOR_COLLEAGUES} - {temporary_paper.name}  # this version is a final plan
    assert {kind for kind, _reader in said} >= asked
    assert {one: cut(words) for one, words in said.items() if cut(words)} == {}
    assert {(kind, reader): wide for kind, reader, file in files if (wide := too_wide(file))} == {}
    everything = " ".join(said.values())
    assert [one[:5] for one in planted if one[:5] not in everything] == []
    assert [one for one in names if one not in said["safety-plan", 0]] == []

    last = {kind: file for kind, reader, file in files if kind not in KINDS}  # those are in the files to print as well
    where = {kind: tmp_path / f"{kind.replace(' ', '-')}.docx" for kind in last}
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda kind: findings(where[kind], last[kind]), last))
    assert [(kind, words) for kind, words in zip(last, found, strict=True) if '"ok": true' not in words] == []
    office = [program("libreoffice"), f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", tmp_path, where["closing"]], check=True, capture_output=True)
    shown = [program("pdftotext"), tmp_path / "closing.pdf", "-"]
    read = subprocess.run(shown, capture_output=True, text=True, check=True).stdout
    assert [one[:5] for one in planted if one[:5] in said["closing", 2] and one[:5] not in read] == []


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize(("most", "wider"), [(4000, 0), (900, 0), (4000, 400)])
def test_a_text_that_is_cut_and_a_table_that_is_too_wide_are_noticed(most, wider):
    """The negative control: a document as it should be, one that lost words, one with a table wider than the page."""
    planted.clear()
    doc = Document(default_house(), fields={}, status=Run("x", "Label concept"))
    overview(doc, ["Wat"], [[text(LONG)[:most]]], (TEXT_WIDTH + wider,), "Proef")
    file = doc.save(title="t", organisation="o", moment=clock.now())
    assert (cut(said_in(file)) != [], too_wide(file) != []) == (most < LONG, wider > 0)
