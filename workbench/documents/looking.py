"""What a worker sees before a paper is made: the document itself as its reader will read it, its level, and what stays behind.

The page shows the finished file read back (on_screen.py), so that page and file cannot differ.
"""

from typing import NamedTuple

from flask_babel import gettext as _

from workbench.casus.models import Casus
from workbench.documents import level, on_screen, operations
from workbench.documents.kept_from import KeptFrom, kept_from
from workbench.documents.language import in_dutch
from workbench.documents.stamp import MEETING, for_a_look, purpose_of
from workbench.errors import RuleBroken
from workbench.meetings.models import Meeting
from workbench.plans import letting_out
from workbench.plans.letting_out import Hit
from workbench.plans.models import LetOut, PlanVersion
from workbench.plans.projection import Leaking, labels_of


class Look(NamedTuple):
    """A document before it is made."""

    reader: str
    shown: on_screen.Shown
    level: level.Level
    kept_from: list[KeptFrom]
    changed_since: int | None
    let_out: LetOut | None = None


class Stopped(NamedTuple):
    """Why there is no document: the places to mend, and whether two people may let it out."""

    hits: list[Hit]
    may_ask: bool
    waits: bool


def look_at(version: PlanVersion, reader_id: int, kind: str, *, large: bool, purpose: str) -> Look:
    """A document of a plan as it would be made now. Raises RuleBroken as making it would."""
    with in_dutch():
        stamp = for_a_look(purpose)
    paper = operations.paper_for(version, reader_id, kind, stamp, large=large)
    shown, view = on_screen.shown(paper.content), paper.view
    told = level.of_plan(shown.blocks, view, version.body, labels_of(version))
    since = view.changes.since if view.changes else None
    return Look(view.reader, shown, told, kept_from(version, view), since, paper.let_out)


def look_at_paper(casus: Casus, meeting: Meeting, reader_id: int, kind: str) -> Look:
    """A paper of a meeting as it would be made now."""
    from workbench.documents.catalogue import OF_A_MEETING

    with in_dutch():
        stamp = for_a_look(purpose_of(OF_A_MEETING.get(kind), MEETING))
    paper = operations.paper_of_meeting(casus, meeting, reader_id, kind, stamp)
    shown = on_screen.shown(paper.content)
    return Look(paper.view.reader, shown, level.of_meeting(shown.blocks, paper.view), [], None)


def stopped_by(error: RuleBroken, version: PlanVersion, reader_id: int, kind: str) -> Stopped | None:
    """Where to mend what stops a document; None when something else than the leak scan stops it."""
    if not isinstance(error, Leaking) or not error.places:
        return None
    hits = hits_in_paper(version, reader_id)
    may_ask = bool(hits) and all(one.may_pass for one in hits)
    return Stopped(hits, may_ask, may_ask and letting_out.waits_for_decision(version, reader_id, kind))


def hits_in_paper(version: PlanVersion, reader_id: int) -> list[Hit]:
    """Every text that stops a document of this version for this reader, with what came after freezing."""
    from workbench.documents.queries import after_freezing

    return letting_out.hits_of(version, reader_id, after_freezing(version, reader_id))


def why_never() -> str:
    """Why nobody can let something out."""
    return _("Nobody can let this out: it is about somebody with a secret address, or people this reader may not know of. "
             "Write other words in the plan, and make a new version.")  # fmt: skip
