"""Making a document: project, build, look for leaks in what was built, note it, hand it over. The caller commits.

What is shown before it is made is built in the same way (`paper_for`, `paper_of_meeting`), so that the two cannot differ.
"""

import hashlib
from dataclasses import replace
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.documents.leak_places import refuse_leaks_in_file
from workbench.documents.models import DocumentMade
from workbench.documents.stamp import MEETING, PURPOSES, Stamp, new_stamp, purpose_of
from workbench.documents.whole import made_of_what_is_whole
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import for_reader
from workbench.meetings.models import Meeting
from workbench.meetings.reader_view import MeetingView
from workbench.plans import letting_out
from workbench.plans.models import LetOut, PlanVersion
from workbench.plans.plan_view import PlanView
from workbench.plans.projection import NOTHING_PASSES, Leaking, Passing, Secrets, project, secrets_of
from workbench.plans.queries import withheld_words

audit.declare({"document made": _l("made a document")})


LARGE_PRINT = 4  # points more (shared house style: headings stay in proportion, small print gains most)
FILE_NAMES = {"safety-plan": "veiligheidsplan", "agreement-sheet": "afsprakenblad", "invitation": "uitnodiging",
              "minutes": "verslag", "coverage": "dekkingsrapport", "child-version": "kindversie",
              "family-version": "gezinsversie", "call-card": "kaart-wie-bel-ik", "temporary-plan": "tijdelijk-plan",
              "closing": "afsluiting"}  # fmt: skip
CLEAN, OVERRIDDEN = "clean", "overridden"


class MadeFile(NamedTuple):
    """A finished file and the name it travels under: no name of a person is in it."""

    content: bytes
    file_name: str


class Paper(NamedTuple):
    """A document that was built and looked at, not noted yet. `let_out`: where the scan stopped it, what two people decided."""

    content: bytes
    view: Any
    let_out: LetOut | None = None


def make(
    casus: Casus, version: PlanVersion, reader_id: int, kind: str, *, by: Any, large: bool = False, purpose: str = ""
) -> MadeFile:
    """The Word file of this kind for this reader, also in large print; noted in the log and in the list of documents.

    Raises RuleBroken when the version is not what it was, the reader may not have it, or something protected is in it.
    """
    from workbench.documents.catalogue import DOCUMENTS

    stamp = new_stamp(known_purpose(purpose) or purpose_of(DOCUMENTS.get(kind)))
    paper = paper_for(version, reader_id, kind, stamp, large=large)
    note(casus, paper, stamp, kind, by=by, told={"plan_version": version.number}, reader_id=reader_id,
         plan_version_id=version.id, left_out={"agreements": left_out(version, paper.view)})  # fmt: skip
    if paper.let_out is not None:
        letting_out.used(paper.let_out)
    return MadeFile(paper.content, f"{kind_in_file_name(kind)}-versie-{version.number}.docx")


def make_of_meeting(casus: Casus, meeting: Meeting, reader_id: int, kind: str, *, by: Any, purpose: str = "") -> MadeFile:
    """The Word file of a meeting for this reader, noted in the log and in the list of documents; needs agenda and attendance.

    Raises RuleBroken when the meeting is not for this reader, or something protected is in it.
    """
    from workbench.documents.catalogue import OF_A_MEETING

    stamp = new_stamp(known_purpose(purpose) or purpose_of(OF_A_MEETING.get(kind), MEETING))
    paper = paper_of_meeting(casus, meeting, reader_id, kind, stamp)
    note(casus, paper, stamp, kind, by=by, told={"meeting": meeting.id}, reader_id=reader_id, meeting_id=meeting.id)
    return MadeFile(paper.content, f"{kind_in_file_name(kind)}-{meeting.held_on.isoformat()}.docx")


@made_of_what_is_whole()
def paper_for(version: PlanVersion, reader_id: int, kind: str, stamp: Stamp, *, large: bool = False) -> Paper:
    """A document of a plan version, built and looked at; also for a look before it is made.

    Where the scan stops it, it is built once more with what two people let out, if they did.
    """
    from workbench.documents.catalogue import DOCUMENTS

    known = secrets_of(version)
    document = document_of(DOCUMENTS, kind)
    try:
        return _written(document, version, reader_id, stamp, large, known, NOTHING_PASSES)
    except Leaking:
        found = letting_out.granted_for(version, reader_id, kind)
        if found is None:
            raise
        asked, passing = found
        return _written(document, version, reader_id, stamp, large, known, passing)._replace(let_out=asked)


def _written(  # noqa: PLR0917 - what paper_for was asked, in its order
    document: Any, version: PlanVersion, reader_id: int, stamp: Stamp, large: bool, known: Any, passing: Passing
) -> Paper:
    from workbench.documents.house_operations import house_in_use
    from workbench.documents.language import in_dutch

    with in_dutch():
        view = view_for(version, reader_id, known, passing)
        refuse_for_reader(document, view)
        larger = LARGE_PRINT if large else getattr(document, "more_points", 0)
        content = document.build(view, house_in_use(larger).stamped(stamp), clock.now())
    refuse_leaks_in_file(content, known[0], passing)
    return Paper(content, view)


@made_of_what_is_whole()
def paper_of_meeting(casus: Casus, meeting: Meeting, reader_id: int, kind: str, stamp: Stamp) -> Paper:
    """A paper of a meeting, built and looked at."""
    from workbench.documents.catalogue import OF_A_MEETING
    from workbench.documents.handing_out import kept_from_child
    from workbench.documents.house_operations import house_in_use
    from workbench.documents.language import in_dutch

    document = document_of(OF_A_MEETING, kind)
    if why_not := kept_from_child(casus.id, reader_id):
        raise RuleBroken(why_not, field="reader")
    known = for_reader.material(casus, meeting)
    with in_dutch():
        view: MeetingView = for_reader.project(known, reader_id)
        content = document.build(view, house_in_use().stamped(stamp), clock.now())
    refuse_leaks_in_file(content, known.secrets)
    return Paper(content, view)


def document_of(catalogue: Any, kind: str) -> Any:
    """The module of this kind of document. Raises RuleBroken for what is not in the catalogue."""
    if kind not in catalogue:
        raise RuleBroken(_("Choose a document from the list."), field="document")
    return catalogue[kind]


def refuse_for_reader(document: Any, view: PlanView) -> None:
    """Some documents are not for every reader: their `refusal(view)` says why (a child's card only, no child in this plan)."""
    from workbench.documents.handing_out import refusal_of

    if why := refusal_of(document, view):
        raise RuleBroken(why, field="document")


def known_purpose(purpose: str) -> str:
    """A purpose of the list. Raises RuleBroken for another; empty stays empty."""
    if purpose and purpose not in PURPOSES:
        raise RuleBroken(_("Choose what it is for."), field="purpose")
    return purpose


def note(
    casus: Casus, paper: Paper, stamp: Stamp, kind: str, *, by: Any, told: dict[str, Any], **columns: Any
) -> DocumentMade:
    """The row of a document that leaves, and its line in the log. `told`: what the line says besides."""
    fingerprint = hashlib.sha256(paper.content).hexdigest()
    check = OVERRIDDEN if paper.let_out is not None else CLEAN
    made = DocumentMade(casus_id=casus.id, kind=kind, number=stamp.number, purpose=stamp.purpose,
                        made_by_id=by.id, sha256=fingerprint, leak_check=check, **columns)  # fmt: skip
    db.session.add(made)
    db.session.flush()
    whom = {name.removesuffix("_id"): columns[name] for name in ("reader_id", "colleague_id") if name in columns}
    overridden = {"leak_check": check, "let_out": paper.let_out.id} if paper.let_out is not None else {}
    audit.record("document made", casus, by=by, record=made, action="E", kind=kind, number=stamp.number, purpose=stamp.purpose,
                 sha256=fingerprint, **whom, **told, **overridden)  # fmt: skip
    return made


def view_for(
    version: PlanVersion, reader_id: int, known: tuple[Secrets, frozenset[int] | None] | None = None,
    passing: Passing = NOTHING_PASSES,
) -> PlanView:
    """What goes in: the reader's view, with answers and copies and what changed since the version this reader has.

    `known` is what `secrets_of` gives, where that was asked already. A version that was tampered with is refused.
    """
    from workbench.documents.queries import after_freezing
    from workbench.plans import child_paper
    from workbench.plans.operations import verify
    from workbench.plans.since import since_last

    if not verify(version):
        raise RuleBroken(_("This version is not what it was when it was made. No document is made of it."), field="version")
    terms, secret_people = known or secrets_of(version)
    child = child_paper.load(version, reader_id)
    kept_back = child.withheld if child else withheld_words(version.casus_id)
    after = after_freezing(version, reader_id)
    view = project(version, reader_id, after, terms, withheld=kept_back, secret_people=secret_people, passing=passing)
    changed = since_last(version, reader_id, now=view, secrets=terms, withheld=kept_back)
    return child_paper.with_child_part(version, replace(view, changes=changed), terms, child)


def left_out(version: PlanVersion, view: PlanView) -> list[str]:
    """The agreements of this version that this reader does not get, by the label colleagues use."""
    shown = {agreement.id for agreement in view.agreements}
    return [one["label"] or str(one["number"]) for one in version.body["agreements"] if one["id"] not in shown]


def kind_in_file_name(kind: str) -> str:
    """The Dutch word for a document in a file name: letters and dashes only."""
    return FILE_NAMES[kind]
