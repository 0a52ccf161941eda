"""Making a pack: every paper of a meeting in one zip or in one file for the printer, each noted as a document of its own.

The caller commits. Papers are built one after another; no more than one of them is in memory beside the file they go into.
"""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import insert

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.documents.house_operations import house_in_use
from workbench.documents.language import in_dutch
from workbench.documents.models import DocumentMade
from workbench.documents.operations import LARGE_PRINT, MadeFile, kind_in_file_name, refuse_leaks_in_file
from workbench.documents.pack_material import Pack, Paper
from workbench.documents.print_file import print_file
from workbench.documents.stamp import MEETING, Stamp, new_stamp
from workbench.documents.whole import made_of_what_is_whole
from workbench.errors import RuleBroken
from workbench.extensions import db

audit.declare({"pack made": _l("made all papers of a meeting at once")})
ZIP, PRINT = "zip", "print"


@made_of_what_is_whole()
def make(casus: Casus, pack: Pack, form: str, *, by: Any, large: bool = False) -> MadeFile:
    """The papers of this pack as a zip or as one print file, each with a row in the list and in the log.

    Raises RuleBroken when nobody gets a paper, or something protected stands in a finished one: then nothing is made.
    """
    if not pack.papers:
        raise RuleBroken(_("Nobody gets a paper in this pack."))
    moment, kind = clock.now(), kind_in_file_name(pack.kind)
    hashes: list[str] = []
    stamps = [new_stamp(MEETING) for _paper in pack.papers]
    with in_dutch():
        papers = _built(pack, large, moment, stamps, hashes)
        if form == ZIP:
            content = zip_of(papers, kind, moment)
        else:
            organisation = pack.papers[0].view.organisation
            content = print_file(papers, _("To print, and to hand out per person"), organisation, moment)
    _note(casus, pack, form, stamps, hashes, hashlib.sha256(content).hexdigest(), by=by)
    name = f"{kind}-{pack.meeting.held_on.isoformat()}"
    return MadeFile(content, f"{name}.zip" if form == ZIP else f"afdrukken-{name}.docx")


def _built(pack: Pack, large: bool, moment: datetime, stamps: list[Stamp], hashes: list[str]) -> Iterator[bytes]:
    """Each paper as a finished file, looked at for leaks; its hash is kept."""
    house, build = house_in_use(LARGE_PRINT if large else 0), _build(pack.kind)
    for paper, stamp in zip(pack.papers, stamps, strict=True):
        content = build(paper.view, house.stamped(stamp), moment)
        _refuse(content, pack, paper)
        hashes.append(hashlib.sha256(content).hexdigest())
        yield content


def _build(kind: str) -> Callable[..., bytes]:
    from workbench.documents.catalogue import DOCUMENTS, OF_A_MEETING

    build: Callable[..., bytes] = (DOCUMENTS | OF_A_MEETING)[kind].build
    return build


def _refuse(content: bytes, pack: Pack, paper: Paper) -> None:
    try:
        refuse_leaks_in_file(content, pack.secrets)
    except RuleBroken as broken:
        raise RuleBroken(f"{paper.name}: {broken.message}") from broken


def zip_of(papers: Iterator[bytes], kind: str, moment: datetime) -> bytes:
    """A zip in which each paper has a number and a kind for a name: no name of a person, no time of making but the day."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as package:  # a Word file does not get smaller
        for number, content in enumerate(papers, 1):
            package.writestr(ZipInfo(f"{number:02}-{kind}.docx", (moment.year, moment.month, moment.day, 0, 0, 0)), content)
    return whole.getvalue()


def _note(  # noqa: PLR0917 - what was made, in its order
    casus: Casus, pack: Pack, form: str, stamps: list[Stamp], hashes: list[str], whole: str, *, by: Any
) -> None:
    """A row and an entry in the log for each paper, as for a document alone, and one entry for the pack."""
    rows = [
        {
            "casus_id": casus.id, "kind": pack.kind, "reader_id": paper.reader_id, "purpose": stamp.purpose,
            "number": stamp.number,
            "meeting_id": pack.meeting.id, "plan_version_id": pack.version.id if pack.version else None, "made_by_id": by.id,
            "sha256": fingerprint, "left_out": {"agreements": list(paper.left_out)},
        }
        for paper, stamp, fingerprint in zip(pack.papers, stamps, hashes, strict=True)
    ]  # fmt: skip
    noted = db.session.scalars(insert(DocumentMade).returning(DocumentMade), rows).all()  # one statement, however many
    for row in noted:
        audit.record("document made", casus, by=by, record=row, action="E", kind=row.kind, reader=row.reader_id,
                     meeting=row.meeting_id, number=row.number, purpose=row.purpose, sha256=row.sha256)  # fmt: skip
    audit.record("pack made", casus, by=by, record=pack.meeting, action="E", kind=pack.kind, form=form, papers=len(noted),
                 sha256=whole)  # fmt: skip
