"""Making the closing paper: project, build, look for leaks in what was built, note it, hand it over. The caller commits."""

from typing import Any

from workbench import clock
from workbench.casus.models import Casus
from workbench.closing import for_reader
from workbench.documents import closing_paper
from workbench.documents.house_operations import house_in_use
from workbench.documents.language import in_dutch
from workbench.documents.operations import LARGE_PRINT, MadeFile, Paper, kind_in_file_name, note, refuse_leaks_in_file
from workbench.documents.stamp import AFTERCARE, CLOSING, new_stamp
from workbench.documents.whole import made_of_what_is_whole


@made_of_what_is_whole()
def make(casus: Casus, reader_id: int, *, by: Any, large: bool = False) -> MadeFile:
    """The paper about closing and aftercare for this reader, noted in the log and in the list of documents.

    Raises NothingToHandOver, RuleBroken when the reader cannot have one, or Leaking when something protected is in it.
    """
    known, kind = for_reader.material(casus), closing_paper.name
    stamp = new_stamp(CLOSING if casus.closed_on else AFTERCARE)
    with in_dutch():
        view = for_reader.project(known, reader_id)
        content = closing_paper.build(view, house_in_use(LARGE_PRINT if large else 0).stamped(stamp), clock.now())
    refuse_leaks_in_file(content, known.secrets)
    note(casus, Paper(content, view), stamp, kind, by=by, told={}, reader_id=reader_id,
         left_out={"goals": for_reader.left_out(known, view)})  # fmt: skip
    return MadeFile(content, f"{kind_in_file_name(kind)}-{clock.today().isoformat()}.docx")
