"""Every document of the catalogues, of both demo families, for everybody it can be made for (domain.md 8; threats 1, 3, 16).

A new document is looked at without a change here. The suite gives one of each kind to the validator and to LibreOffice; with
WORKBENCH_EVERY_DOCUMENT=1 all of them (`make proof`).
"""

import os
import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from sqlalchemy import select

from tests.requirements import program
from tests.safety import census
from workbench.accounts.models import User
from workbench.casus.models import Casus, Person
from workbench.documents import catalogue, closing_operations, coverage_operations, operations
from workbench.documents.house import tree
from workbench.documents.ooxml import w
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import queries as meetings
from workbench.meetings.models import Meeting
from workbench.plans import queries as plans
from workbench.plans.models import PlanVersion

ALL = os.environ.get("WORKBENCH_EVERY_DOCUMENT") == "1"
FAMILIES = ("Jansma-de Wit", "Smeets-Verhoeven")
BLUE = ("Rick", "Wim", "Remco")
NEVER = (b'TargetMode="External"', b"altChunk", b"attachedTemplate", b"oleObject", b"vbaProject", b"w:del ", b"w:ins ")
pytestmark = pytest.mark.only_on("sqlite")  # what is on paper comes from the projection; test_demo.py runs on both databases


@dataclass(frozen=True)
class Paper:
    """A finished document: which kind, of which family, for whom."""

    kind: str
    family: int
    reader: str
    content: bytes
    stored: tuple[str, ...] = ()

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Every part that holds text."""
        with ZipFile(BytesIO(self.content)) as package:
            return {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}

    @cached_property
    def words(self) -> str:
        """What a reader can read."""
        read = [part for name, part in self.parts.items() if re.match(r"word/(document|header\d|footer\d)\.xml", name)]
        return "\n".join("".join(tree(part).itertext(w("t"))) for part in read)

    @cached_property
    def canaries(self) -> set[str]:
        """The planted words in it, wherever they stand."""
        return census.canaries_in("\n".join([self.words, *(part.decode() for part in self.parts.values())]), census.ALL)

    def __str__(self) -> str:
        return f"{self.kind} of {FAMILIES[self.family]} for {self.reader}"


@pytest.fixture(scope="module")
def papers(app, image):
    """All documents of both families, made once; the database is put back as it was."""
    made = []
    for family in range(len(FAMILIES)):
        demo = census.load(app, family=family)
        with app.test_request_context():
            casus = db.session.get_one(Casus, demo.casus_id)
            worker = db.session.get_one(User, casus.worker_id)
            versions = [plans.version_of(casus, line.number) for line in plans.version_lines(casus)]
            for version in [versions[0], *(one for one in versions if one.body.get("temporary"))]:
                made += of_the_plan(casus, family, version, worker)
            made += of_meetings(casus, family, worker)
            made += of_the_end(casus, family, worker)
            made += for_colleagues(casus, family, worker)
            db.session.rollback()
        image.restore()
    return made


def of_the_plan(casus: Casus, family: int, version: PlanVersion, worker: User) -> list[Paper]:
    """Each document of a version for each person in it; somebody who cannot have one is told why, in Dutch."""
    made, stored = [], stored_words(version)
    for kind in catalogue.DOCUMENTS:
        for person in version.body["people"]:
            file = unless_refused(lambda kind=kind, person=person: operations.make(casus, version, person["id"], kind, by=worker))
            if file:
                made.append(Paper(kind, family, person["name"], file.content, stored if kind == "safety-plan" else ()))
    return made


def stored_words(version: PlanVersion) -> tuple[str, ...]:
    """The sentences of the agreements that everybody of this family may read, as they are stored."""
    everybodys = [one for one in version.body["agreements"] if one["audience"] == "everyone"]
    return tuple(one[field] for one in everybodys for field in ("what", "what_if") if one[field])


def of_meetings(casus: Casus, family: int, worker: User) -> list[Paper]:
    """Each paper of the last meeting for each person of the family."""
    newest = select(Meeting.id).where(Meeting.casus_id == casus.id).order_by(Meeting.held_on.desc(), Meeting.id.desc())
    meeting = db.session.scalars(
        select(Meeting).options(*meetings.ALL).where(Meeting.id == db.session.scalars(newest).first())
    ).one()
    people = db.session.scalars(select(Person).filter_by(casus_id=casus.id).order_by(Person.id)).all()
    found = [
        (kind, person, unless_refused(lambda k=kind, p=person: operations.make_of_meeting(casus, meeting, p.id, k, by=worker)))
        for kind in catalogue.OF_A_MEETING
        for person in people
    ]
    return [Paper(kind, family, person.first_name, file.content) for kind, person, file in found if file]


def of_the_end(casus: Casus, family: int, worker: User) -> list[Paper]:
    """The paper about closing and aftercare for each person of the family."""
    people = db.session.scalars(select(Person).filter_by(casus_id=casus.id).order_by(Person.id)).all()
    found = [(p, unless_refused(lambda p=p: closing_operations.make(casus, p.id, by=worker))) for p in people]
    return [Paper("closing", family, person.first_name, file.content) for person, file in found if file]


def for_colleagues(casus: Casus, family: int, worker: User) -> list[Paper]:
    """What a colleague reads."""
    file = coverage_operations.make(casus, worker, "docx", "supervision", by=worker)
    return [Paper("coverage", family, "a colleague", file.content)]


def unless_refused(make):
    """The file, or None when this reader cannot have it; the reason is a sentence."""
    try:
        return make()
    except RuleBroken as refusal:
        assert str(refusal).endswith("."), str(refusal)
        return None


def one_of_each(papers: list[Paper]) -> list[Paper]:
    """One document of each kind, of the two families in turn; or all of them when that was asked for."""
    kinds = sorted({paper.kind for paper in papers})
    chosen = [[paper for paper in papers if paper.kind == kind] for kind in kinds]
    return papers if ALL else [of_kind[-(number % 2)] for number, of_kind in enumerate(chosen)]


def test_every_kind_is_made_for_both_families(papers):
    kinds = {paper.kind for paper in papers}
    known = {*catalogue.DOCUMENTS, *catalogue.OF_A_MEETING, *catalogue.OF_THE_END, *catalogue.FOR_COLLEAGUES}

    assert {kind for kind in known if not any(kind in made for made in kinds)} == set()
    assert {paper.family for paper in papers} == {0, 1}


def test_no_protected_place_is_in_any_document(papers):
    assert [str(paper) for paper in papers if paper.canaries & set(census.PLACES)] == []


def test_nobody_of_the_other_side_reads_what_is_for_one_side(papers):
    blue = [paper for paper in papers if paper.family == 1 and paper.reader in BLUE]

    assert {paper.reader for paper in blue} == set(BLUE)
    assert [str(paper) for paper in blue if paper.canaries] == []


def test_the_one_side_does_read_it(papers):
    """The negative control: the same search finds the code word where it belongs."""
    assert any(paper.canaries & set(census.GREEN) for paper in papers)


def test_the_plan_says_what_is_stored_word_for_word(papers):
    for paper in (one for one in papers if one.stored):
        assert [said for said in paper.stored if said not in paper.words] == [], str(paper)


def test_headings_go_down_one_step_at_a_time(papers):
    for paper in papers:
        levels = [int(found[1]) for p in read_word(BytesIO(paper.content)).paragraphs
                  if (found := re.match(r"[Hh]eading (\d)", p.style.name)) and p.text.strip()]  # fmt: skip

        assert levels, str(paper)
        assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False)), f"{paper}: {levels}"


def test_nothing_in_a_document_reaches_outside_it(papers):
    for paper in papers:
        xml = b"".join(paper.parts.values())
        for never in NEVER:
            assert never not in xml, f"{never!r} in {paper}"
        fields = set(re.findall(rb"<w:instrText[^>]*>\s*(\w+)", xml)) | set(re.findall(rb'w:instr="\s*(\w+)', xml))
        assert fields <= {b"PAGE", b"NUMPAGES"}, f"{fields} in {paper}"


def test_every_picture_says_what_is_on_it(papers):
    for paper in papers:
        pictures = re.findall(rb"<wp:docPr [^>]*>", paper.parts["word/document.xml"])

        assert [one for one in pictures if not re.search(rb'descr="[^"]{3,}"', one)] == [], str(paper)
        assert len({re.search(rb'id="(\d+)"', one)[1] for one in pictures}) == len(pictures), str(paper)


@pytest.mark.needs("validator")
def test_the_validator_has_no_findings(papers, tmp_path):
    for number, paper in enumerate(one_of_each(papers)):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(paper.content)
        said = subprocess.run([program("validator"), file], check=False, capture_output=True, text=True, timeout=120)

        assert said.returncode == 0, f"{paper}: {said.stdout}{said.stderr}"


@pytest.mark.needs("libreoffice", "pdftotext")
def test_libreoffice_opens_it_with_every_page_numbered(papers, tmp_path):
    chosen = one_of_each(papers)
    for number, paper in enumerate(chosen):
        (tmp_path / f"{number:03}.docx").write_bytes(paper.content)
    subprocess.run(
        [program("libreoffice"), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
         "--outdir", tmp_path, *sorted(tmp_path.glob("*.docx"))], check=True, capture_output=True, timeout=1800,
    )  # fmt: skip
    for number, paper in enumerate(chosen):
        to_text = [program("pdftotext"), "-layout", tmp_path / f"{number:03}.pdf", "-"]
        text = subprocess.run(to_text, check=True, capture_output=True, text=True).stdout

        assert text.lower().count("vertrouwelijk") >= text.count("\f") > 0, str(paper)
