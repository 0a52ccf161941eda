"""Making the closing paper: project, build, look for leaks in what was built, note it, hand it over. The caller commits."""

import hashlib
from typing import Any

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.closing import for_reader
from workbench.documents import closing_paper
from workbench.documents.house_operations import house_in_use
from workbench.documents.language import in_dutch
from workbench.documents.models import DocumentMade
from workbench.documents.operations import LARGE_PRINT, MadeFile, kind_in_file_name, refuse_leaks_in_file
from workbench.extensions import db


def make(casus: Casus, reader_id: int, *, by: Any, large: bool = False) -> MadeFile:
    """The paper about closing and aftercare for this reader, noted in the log and in the list of documents.

    Raises NothingToHandOver, RuleBroken when the reader cannot have one, or Leaking when something protected is in it.
    """
    known = for_reader.material(casus)
    with in_dutch():
        view = for_reader.project(known, reader_id)
        content = closing_paper.build(view, house_in_use(LARGE_PRINT if large else 0), clock.now())
    refuse_leaks_in_file(content, known.secrets)
    fingerprint, kind = hashlib.sha256(content).hexdigest(), closing_paper.name
    made = DocumentMade(
        casus_id=casus.id, kind=kind, reader_id=reader_id, made_by_id=by.id, sha256=fingerprint,
        purpose="closing" if casus.closed_on else "aftercare", left_out={"goals": for_reader.left_out(known, view)},
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("document made", casus, by=by, record=made, action="E", kind=kind, reader=reader_id, purpose=made.purpose,
                 sha256=fingerprint)  # fmt: skip
    return MadeFile(content, f"{kind_in_file_name(kind)}-{clock.today().isoformat()}.docx")
