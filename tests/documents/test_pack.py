"""All papers of a meeting at once: one zip, or one file for the printer; nobody gets what is somebody else's."""

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from lxml import etree
from sqlalchemy import delete, select

from tests import factories
from tests.documents.test_demo import NEVER_FOR_BLUE, everything_in
from tests.documents.test_safety_plan import words_of
from workbench import clock
from workbench.accounts.models import Organisation, Team, User
from workbench.agreements.models import Agreement
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.casus.queries import people_of
from workbench.documents import pack_operations
from workbench.documents.models import DocumentMade
from workbench.documents.ooxml import NS, w
from workbench.documents.pack_material import INVITATIONS, KINDS, SHEETS, pack_of, sides
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import queries as meetings
from workbench.meetings.models import Attendance, AttendanceStatus, Meeting, MeetingStatus
from workbench.plans import queries as plans
from workbench.transfer import demonstration

MOST_STATEMENTS = {SHEETS: 15, INVITATIONS: 18}  # for a whole pack, whatever its size


@pytest.fixture
def families(context) -> list[Casus]:
    for table in (Team, Organisation):  # the demo brings its own
        db.session.execute(delete(table))
    return demonstration.load()


def meeting_of(casus, number):
    asked = select(Meeting).where(Meeting.casus_id == casus.id, Meeting.number == number).options(*meetings.ALL)
    return db.session.scalars(asked).one()


def packed(casus, number, kind=SHEETS, side=None):
    version = plans.version_of(casus, plans.latest(plans.version_lines(casus)).number)
    return pack_of(casus, meeting_of(casus, number), kind, side, version)


def made(casus, pack, form, **how):
    file = pack_operations.make(casus, pack, form, by=db.session.get_one(User, casus.worker_id), **how)
    db.session.flush()
    return file


def papers_in(content):
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_each_paper_of_the_zip_is_one_persons_and_is_noted_like_a_document_alone(families):
    casus = families[0]
    pack = packed(casus, 3)
    file = made(casus, pack, "zip")
    papers = papers_in(file.content)

    assert file.file_name == f"afsprakenblad-{pack.meeting.held_on.isoformat()}.zip"
    assert list(papers) == [f"{one.number:02}-afsprakenblad.docx" for one in pack.papers]
    for paper, content in zip(pack.papers, papers.values(), strict=True):
        assert f"De afspraken van {paper.view.reader}" in words_of(content)
        assert paper.name in everything_in(content)
    rows = db.session.scalars(select(DocumentMade).where(DocumentMade.purpose == "meeting").order_by(DocumentMade.id)).all()
    assert [row.sha256 for row in rows] == [hashlib.sha256(one).hexdigest() for one in papers.values()]
    assert [row.reader_id for row in rows] == [one.reader_id for one in pack.papers]
    assert {(row.kind, row.meeting_id, row.plan_version_id) for row in rows} == {(SHEETS, pack.meeting.id, pack.version.id)}
    assert ("Noa", "te jong voor een eigen papier: vertel het") in pack.none
    db.session.commit()
    events = list(db.session.scalars(select(AuditEntry.event).where(AuditEntry.chain == casus.id)))
    assert events.count("document made") == len(rows)
    assert events.count("pack made") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_print_file_holds_the_same_papers_each_in_a_section_with_its_own_header(families, kind):
    casus = families[0]
    pack = packed(casus, 3, kind)
    whole = made(casus, pack, "print", large=kind == SHEETS)
    alone = papers_in(made(casus, pack, "zip", large=kind == SHEETS).content).values()
    document = read_word(BytesIO(whole.content))

    def text(file):
        return "".join(read_word(BytesIO(file)).element.body.itertext(w("t")))

    assert text(whole.content) == "".join(text(one) for one in alone)
    assert len(document.sections) == len(pack.papers)
    for section, paper in zip(document.sections, pack.papers, strict=True):
        assert f"voor: {paper.name}" in section.header.paragraphs[0].text
        assert section._sectPr.xpath("w:type/@w:val") == ["oddPage"]
        assert section._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
    with ZipFile(BytesIO(whole.content)) as package:
        names = [name for name in package.namelist() if name.startswith("word/p") and "footer1" in name]
        footers = [etree.fromstring(package.read(name)) for name in names]
    pages = [code for root in footers for code in root.xpath("//w:instrText/text()", namespaces=NS) if "PAGEREF" in code]
    assert [code.split()[1] for code in pages] == [f"papier{number}" for number in range(2, len(pack.papers) + 1)]
    ids = [one.get("id") for one in document.element.iter("{*}docPr")]
    assert len(ids) == len(set(ids))


def test_the_sides_of_a_separated_network_never_come_in_one_file_and_colleagues_have_their_own(families):
    casus = families[1]
    assert [name for _key, name in sides(casus)][-1] == "collega’s, en wie bij geen kant hoort"
    of_blue = next(one.sub_group_id for one in people_of(casus) if one.first_name == "Rick")
    everybody, found = {one.id: one for one in people_of(casus)}, []
    for number in (1, 2, 3, 4):
        for side, _name in sides(casus):
            for kind in KINDS:
                pack = packed(casus, number, kind, side)
                readers = [everybody[one.reader_id] for one in pack.papers]
                assert {one.sub_group_id for one in readers if not one.user_id} <= {side or None}
                if pack.papers and side == of_blue:
                    found.append("".join(map(everything_in, papers_in(made(casus, pack, "zip").content).values())))
                    found.append(everything_in(made(casus, pack, "print").content))
    assert found
    assert [secret for secret in NEVER_FOR_BLUE if any(secret in one for one in found)] == []


def test_who_may_not_have_a_sheet_gets_none_and_only_the_worker_reads_why(families):
    casus = families[0]
    noa, kim, tom = (next(one for one in people_of(casus) if one.first_name == name) for name in ("Noa", "Kim", "Tom"))
    noa.born_on = "2012-01-01"
    for one in db.session.scalars(select(Agreement).where(Agreement.casus_id == casus.id)):
        one.unsafe_to_hand_out = True
    tom.ended_on = clock.today()
    db.session.flush()
    pack = packed(casus, 2)
    why = dict(pack.none)
    assert why["Noa"] == "heeft een afspraak die niet veilig is om aan een kind mee te geven"
    assert why["Tom Hendriks"] == "doet niet meer mee"
    assert kim.id in [one.reader_id for one in pack.papers]
    assert all("niet veilig is" not in words_of(one) for one in papers_in(made(casus, pack, "zip").content).values())

    meeting = meeting_of(casus, 2)
    meeting.status = MeetingStatus.CANCELLED
    with pytest.raises(RuleBroken):
        packed(casus, 2, INVITATIONS)
    meeting.attendance.clear()
    db.session.flush()
    with pytest.raises(RuleBroken):
        made(casus, packed(casus, 2), "zip")
    with pytest.raises(RuleBroken):
        pack_of(casus, meeting, SHEETS, None, None)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pack_for_many_costs_no_more_statements_than_a_pack_for_two(families, statements, kind):
    casus = families[0]
    costs = []
    for most in (2, 60):
        meeting = meeting_of(casus, 3)
        there = {one.person_id for one in meeting.attendance}
        if most == 2:
            meeting.attendance = list(meeting.attendance)[:2]
        else:
            here = {"casus_id": casus.id, "meeting_id": meeting.id, "status": AttendanceStatus.PRESENT}
            meeting.attendance += [Attendance(**here, person_id=one.id) for one in people_of(casus) if one.id not in there]
        db.session.flush()
        statements.clear()
        pack = packed(casus, 3, kind)
        made(casus, pack, "zip")
        costs.append((len(statements), len(pack.papers)))
    (few, two), (many, all_of_them) = costs
    assert all_of_them > two + 3
    assert many == few <= MOST_STATEMENTS[kind]


def test_the_page_shows_who_gets_one_and_hands_over_a_zip_or_a_print_file(browse, app):
    casus = factories.casus()
    kim, bas, noa = factories.person(casus, "Kim"), factories.person(casus, "Bas"), factories.child(casus)
    worker = browse(factories.worker_of(casus))
    page = worker.open("pack.index", ref=casus.ref)
    assert any(where.endswith("/meetings/new") for where in page.links().values())

    factories.agreement(casus, factories.goal(casus), doers=[kim], checker=bas)
    meeting = factories.meeting(casus, [kim, bas, noa])
    assert "Maak er eerst een." in worker.open("pack.index", ref=casus.ref, meeting=meeting.id, kind=SHEETS).words
    assert worker.fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref).status == 200
    room = worker.open("meetings.one", ref=casus.ref, meeting_id=meeting.id)
    assert any("/documents/pack?meeting=" in where for where in room.links().values())
    page = worker.open("pack.index", ref=casus.ref, meeting=meeting.id, kind=SHEETS)
    assert "01 Kim" in page.words
    assert "Noa te jong voor een eigen papier" in page.words
    assert "alleen voor de printer" in page.words
    ways = (("zip", "application/zip", "afsprakenblad-"), ("print", "application/vnd.openxml", "afdrukken-afsprakenblad-"))
    for how, kind, name in ways:
        answer = worker.send(page, {}, action=f"/casus/{casus.ref}/documents/pack/{how}")
        assert answer.headers["Content-Type"].startswith(kind)
        assert f'filename="{name}' in answer.headers["Content-Disposition"]
        assert answer.headers["Cache-Control"] == "no-store"
    with app.app_context():
        assert len(db.session.scalars(select(DocumentMade)).all()) == 4
    wrong = worker.send(page, {"meeting": 999}, action=f"/casus/{casus.ref}/documents/pack/zip")
    assert (wrong.status, bool(wrong.error_at("meeting"))) == (422, True)
