"""Making a document: project, build, look for leaks in what was built, note it, hand it over. The caller commits."""

import hashlib
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.documents.models import DocumentMade
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import for_reader
from workbench.meetings.models import Meeting
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import PlanView
from workbench.plans.projection import Secrets, project, secrets_of
from workbench.plans.queries import withheld_words
from workbench.wording.leaks import find_leaks

audit.declare({"document made": _l("made a document")})


LARGE_PRINT = 4  # points more (shared house style: headings stay in proportion, small print gains most)
FILE_NAMES = {"safety-plan": "veiligheidsplan", "agreement-sheet": "afsprakenblad", "invitation": "uitnodiging",
              "minutes": "verslag", "coverage": "dekkingsrapport", "child-version": "kindversie",
              "family-version": "gezinsversie", "call-card": "kaart-wie-bel-ik", "temporary-plan": "tijdelijk-plan",
              "closing": "afsluiting"}  # fmt: skip


class MadeFile(NamedTuple):
    """A finished file and the name it travels under: no name of a person is in it."""

    content: bytes
    file_name: str


def make(casus: Casus, version: PlanVersion, reader_id: int, kind: str, *, by: Any, large: bool = False) -> MadeFile:
    """The Word file of this kind for this reader, also in large print; noted in the log and in the list of documents.

    Raises RuleBroken when the version is not what it was, the reader may not have it, or something protected is in it.
    """
    from workbench.documents.catalogue import DOCUMENTS
    from workbench.documents.handing_out import refusal_of
    from workbench.documents.house_operations import house_in_use
    from workbench.documents.language import in_dutch

    document = DOCUMENTS.get(kind)
    if document is None:
        raise RuleBroken(_("Choose a document from the list."), field="document")
    known = secrets_of(version)
    with in_dutch():
        view = view_for(version, reader_id, known)
        if why_not := refusal_of(document, view):
            raise RuleBroken(why_not, field="document")
        larger = LARGE_PRINT if large else getattr(document, "more_points", 0)
        content = document.build(view, house_in_use(larger), clock.now())
    refuse_leaks_in_file(content, known[0])
    fingerprint = hashlib.sha256(content).hexdigest()
    made = DocumentMade(
        casus_id=casus.id, kind=kind, reader_id=reader_id, plan_version_id=version.id, made_by_id=by.id, sha256=fingerprint,
        left_out={"agreements": left_out(version, view)},
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("document made", casus, by=by, record=made, action="E", kind=kind, reader=reader_id,
                 plan_version=version.number, sha256=fingerprint)  # fmt: skip
    return MadeFile(content, f"{kind_in_file_name(kind)}-versie-{version.number}.docx")


def make_of_meeting(casus: Casus, meeting: Meeting, reader_id: int, kind: str, *, by: Any) -> MadeFile:
    """The Word file of a meeting for this reader, noted in the log and in the list of documents; needs agenda and attendance.

    Raises RuleBroken when the meeting is not for this reader, or something protected is in it.
    """
    from workbench.documents.catalogue import OF_A_MEETING
    from workbench.documents.handing_out import kept_from_child
    from workbench.documents.house_operations import house_in_use
    from workbench.documents.language import in_dutch

    document = OF_A_MEETING.get(kind)
    if document is None:
        raise RuleBroken(_("Choose a document from the list."), field="document")
    if why_not := kept_from_child(casus.id, reader_id):
        raise RuleBroken(why_not, field="reader")
    known = for_reader.material(casus, meeting)
    with in_dutch():
        content = document.build(for_reader.project(known, reader_id), house_in_use(), clock.now())
    refuse_leaks_in_file(content, known.secrets)
    fingerprint = hashlib.sha256(content).hexdigest()
    made = DocumentMade(
        casus_id=casus.id, kind=kind, reader_id=reader_id, meeting_id=meeting.id, made_by_id=by.id, sha256=fingerprint
    )
    db.session.add(made)
    db.session.flush()
    audit.record("document made", casus, by=by, record=made, action="E", kind=kind, reader=reader_id, meeting=meeting.id,
                 sha256=fingerprint)  # fmt: skip
    return MadeFile(content, f"{kind_in_file_name(kind)}-{meeting.held_on.isoformat()}.docx")


def view_for(
    version: PlanVersion, reader_id: int, known: tuple[Secrets, frozenset[int] | None] | None = None
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
    after = after_freezing(version)
    view = project(version, reader_id, after, terms, withheld=kept_back, secret_people=secret_people)
    changed = since_last(version, reader_id, now=view, secrets=terms, withheld=kept_back)
    return child_paper.with_child_part(version, replace(view, changes=changed), terms, child)


def left_out(version: PlanVersion, view: PlanView) -> list[str]:
    """The agreements of this version that this reader does not get, by the label colleagues use."""
    shown = {agreement.id for agreement in view.agreements}
    return [one["label"] or str(one["number"]) for one in version.body["agreements"] if one["id"] not in shown]


def kind_in_file_name(kind: str) -> str:
    """The Dutch word for a document in a file name: letters and dashes only."""
    return FILE_NAMES[kind]


def refuse_leaks_in_file(content: bytes, secrets: Secrets) -> None:
    """A last look at the finished file itself: every part of it, against everything no paper may hold (GA4, GA5)."""
    terms = [term for term, group in secrets if group is None]
    with ZipFile(BytesIO(content)) as package:
        for part in package.namelist():
            if part.endswith(".xml") and find_leaks(text_of(package.read(part)), terms):
                raise RuleBroken(_("Something protected stands in the finished document. It was not made."), field="reader")


def text_of(part: bytes) -> str:
    """The words of an XML part: text and the values of attributes (descriptions of pictures, names of styles)."""
    from workbench.documents.house import tree

    words = []
    for element in tree(part).iter():
        words.append(element.text or "")
        words += [value for name, value in element.attrib.items() if name in ("descr", "title", "name")]
    return " ".join(words)
