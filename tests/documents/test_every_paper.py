"""Every paper there is, of every catalogue: what all have in common, walked so that a new one is covered without a test."""

import re
from contextlib import contextmanager
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from docx import Document as read_word
from sqlalchemy import select

from tests.safety import census
from workbench import clock
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.documents import coverage_operations, looking, on_screen, operations
from workbench.documents.catalogue import DOCUMENTS, OF_A_MEETING
from workbench.documents.house import tree
from workbench.documents.models import DocumentMade
from workbench.documents.ooxml import w
from workbench.documents.queries import team_sheet_with
from workbench.documents.stamp import PURPOSES, as_number
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import queries as meetings
from workbench.meetings.models import Meeting
from workbench.plans import queries as plans

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

PAGE_FIELDS = {"PAGE", "NUMPAGES"}
NUMBER = re.compile(r"20\d\d-[2-9a-z]{4}-[2-9a-z]{4}")
NEVER = ("altChunk", "oleObject", "vbaProject", "attachedTemplate", 'TargetMode="External"', "w:comment", "w:ins ", "w:del ")


class Papers:
    """Makes each paper of one family of the demo, for one reader."""

    def __init__(self, ref, team_lead, worker, name="Kim"):
        self.casus = db.session.scalar(select(Casus).filter_by(ref=ref))
        self.lead, self.worker = (db.session.get_one(User, one.id) for one in (team_lead, worker))
        self.version = plans.version_of(self.casus, plans.version_lines(self.casus)[0].number)
        self.reader = next(one["id"] for one in self.version.body["people"] if one["name"] == name)
        meeting = db.session.scalar(select(Meeting.id).filter_by(casus_id=self.casus.id, number=2))
        self.meeting = of_casus(Meeting, self.casus, meeting, *meetings.ALL)

    def every(self):
        """(kind, a function that makes it, words of its footer) of everything that can leave."""
        for kind in DOCUMENTS:
            yield kind, lambda kind=kind: operations.make(self.casus, self.version, self.reader, kind, by=self.worker)
        for kind in OF_A_MEETING:
            yield kind, lambda kind=kind: operations.make_of_meeting(self.casus, self.meeting, self.reader, kind, by=self.worker)
        for kind in ("docx", "xlsx"):
            yield f"coverage {kind}", lambda kind=kind: coverage_operations.make(
                self.casus, self.lead, kind, "supervision", by=self.lead)  # fmt: skip
        yield "team", lambda: coverage_operations.make_of_team(by=self.lead)

    def made(self):
        """(kind, file) of everything this reader may have."""
        for kind, make in self.every():
            try:
                yield kind, make()
            except RuleBroken as refused:
                assert refused.field == "document", (kind, refused.message)  # not for this reader


@pytest.fixture
def papers(app):
    demo = census.load(app, family=0)
    with app.test_request_context():
        yield Papers(demo.ref, demo.staff["henk"], demo.staff["sanne"])
        db.session.rollback()


def words(file):
    """The words of every part, without the moment it was made and its number."""
    with ZipFile(BytesIO(file)) as package:
        said = {name: " ".join(tree(package.read(name)).itertext()) for name in package.namelist() if name.endswith(".xml")}
    said["docProps/core.xml"] = re.sub(r"\d{4}-\d\d-\d\dT\S+Z", "", said["docProps/core.xml"])
    return {name: NUMBER.sub("…", text) for name, text in said.items()}


@contextmanager
def at(hour):
    with time_machine.travel(clock.now().replace(hour=hour), tick=False):
        yield


def test_the_same_version_reader_and_day_give_the_same_text(papers):
    with at(9):
        first = {kind: words(file.content) for kind, file in papers.made()}
    with at(15):
        again = {kind: words(file.content) for kind, file in papers.made()}

    assert len(first) >= len(DOCUMENTS) + 3
    assert again == first


def test_every_paper_says_its_number_day_and_purpose_and_leads_back_to_its_row(papers):
    numbers = set()
    for kind, file in papers.made():
        row = db.session.scalars(select(DocumentMade).order_by(DocumentMade.id.desc())).first()
        if kind == "team":  # about no casus: its number leads to a line of the log
            db.session.commit()  # the log is written then
            row = team_sheet_with(NUMBER.search(text_of_sheet(file.content))[0])
            numbers.add(row)
            continue
        with ZipFile(BytesIO(file.content)) as package:
            parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
        feet = [part for name, part in parts.items() if name.startswith(("word/footer", "xl/worksheets"))]
        foot = [re.sub("<[^>]+>", "", one) for one in feet]
        assert feet, kind
        assert all(row.number in one for one in foot), kind
        assert all(str(PURPOSES[row.purpose]) in one for one in foot), kind
        assert f">{row.number}<" in parts["docProps/core.xml"], kind
        assert as_number(f"Nr. {row.number.replace('-', ' ').upper()}") == row.number
        numbers.add(row.number)
    assert None not in numbers
    assert len(numbers) == 1 + sum(1 for _one in db.session.scalars(select(DocumentMade)))


def text_of_sheet(file):
    with ZipFile(BytesIO(file)) as package:
        return package.read("xl/worksheets/sheet1.xml").decode().partition("<headerFooter>")[2]


def test_no_paper_carries_anything_that_runs_links_or_tells_who_made_it(papers):
    people = {one["full_name"] for one in papers.version.body["people"]} | {papers.worker.email, papers.lead.email}
    for kind, file in papers.made():
        assert re.fullmatch(r"[a-z0-9-]+\.(docx|xlsx)", file.file_name), kind
        assert not any(name.lower() in file.file_name for name in ("jansma", "kim", "noa")), kind
        with ZipFile(BytesIO(file.content)) as package:
            names, parts = package.namelist(), [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
            core = package.read("docProps/core.xml").decode()
            fields = [one.text.split()[0] for name in names if name.startswith("word/") and name.endswith(".xml")
                      for one in tree(package.read(name)).iter(w("instrText"))]  # fmt: skip
        assert [found for found in NEVER for part in parts if found in part] == [], kind
        assert set(fields) <= PAGE_FIELDS, kind
        assert not any(name.startswith(("customXml", "docProps/custom", "docProps/thumbnail")) for name in names), kind
        assert [name for name in people if name in core] == [], kind


def test_what_stands_on_screen_is_what_is_in_the_file(papers):
    for kind in DOCUMENTS:
        try:
            look = looking.look_at(papers.version, papers.reader, kind, large=False, purpose="plan")
        except RuleBroken:
            continue
        file = operations.make(papers.casus, papers.version, papers.reader, kind, by=papers.worker).content
        there, seen = read_word(BytesIO(file)), [on_screen.words_of(one) for one in look.shown.blocks]
        body = there.element.body
        lines = ["".join(text.text or "" for text in line.iter(w("t"))) for line in body.iter(w("p"))]
        on_page = "".join("\n".join(seen).split())
        assert [line for line in lines if "".join(line.split()) not in on_page] == [], kind
        assert len([one for one in look.shown.blocks if isinstance(one, on_screen.Picture)]) >= len(there.inline_shapes) // 2
        assert any("volgt bij het maken" in line for line in look.shown.running), kind
