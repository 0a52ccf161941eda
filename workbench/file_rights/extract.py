"""The extract of a file for one person: as Word, and as data a machine can read. Only what a second person released."""

import json
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from workbench import clock
from workbench.accounts.models import Organisation, User
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, people_of
from workbench.documents import access_extract
from workbench.documents.access_extract import Extract, ExtractItem
from workbench.documents.house import default_house
from workbench.documents.language import in_dutch
from workbench.documents.operations import refuse_leaks_in_file
from workbench.documents.whole import made_of_what_is_whole
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.file_rights import labels, operations
from workbench.file_rights.items import Item
from workbench.file_rights.looked import who_looked
from workbench.file_rights.models import Decision, FileItem, FileRequest
from workbench.meetings.for_reader import secret_terms
from workbench.wording.leaks import find_leaks

WORD, DATA = "docx", "json"
FORMAT = "veiligheidsplan-inzage"


@made_of_what_is_whole()
def make(casus: Casus, request: FileRequest, form: str, *, by: User) -> bytes:
    """The extract as Word or as data, noted in the log. Raises RuleBroken when something is undecided or protected in it."""
    with in_dutch():
        said = _extract(casus, request, by)
        content = _written(said) if form == DATA else access_extract.build(said, default_house(), clock.now())
    _refuse_leaks(casus, content, form)
    operations.note_extract(casus, request, content, form, by=by)
    return content


def _refuse_leaks(casus: Casus, content: bytes, form: str) -> None:
    secrets = secret_terms(casus)
    if form == WORD:
        refuse_leaks_in_file(content, secrets)
    elif find_leaks(content.decode(), [term for term, group in secrets if group is None]):
        raise RuleBroken(_("Something protected stands in the finished document. It was not made."))


def _extract(casus: Casus, request: FileRequest, by: User) -> Extract:
    released = operations.released_items(casus, request)
    people = {one.id: one for one in people_of(casus)}
    names, subject = names_of(people.values()), people[request.person_id or 0]
    return Extract(
        organisation=db.session.scalar(select(Organisation.name).order_by(Organisation.id)) or "", subject=names[subject.id],
        reader=labels.asker(request, names), made_by=by.name, made_on=clock.today(), asked_on=request.received_on,
        chapters=_chapters(released), looked=who_looked(casus, subject),
    )  # fmt: skip


def _chapters(released: list[tuple[Item, FileItem]]) -> list[tuple[str, list[ExtractItem]]]:
    """By the word of the kind, in the order of the file; within it by day. What was shared in part reads as it was written."""
    found: dict[str, list[ExtractItem]] = {}
    for title, pairs in groupby(released, key=lambda pair: pair[0].title):
        found.setdefault(title, []).extend(_shown(item, row) for item, row in pairs)
    return [(title, sorted(items, key=lambda one: (one.day is None, one.day))) for title, items in found.items()]


def _shown(item: Item, row: FileItem) -> ExtractItem:
    if row.decision is Decision.PARTLY:
        return ExtractItem(item.day, [(_("Text"), row.shared_text or "")])
    return ExtractItem(item.day, [(line.label, line.text) for line in item.lines])


def _written(said: Extract) -> bytes:
    """The same as data: what the paper says, in the same order, and nothing besides."""
    data: dict[str, Any] = {
        "format": FORMAT, "version": 1, "organisation": said.organisation, "about": said.subject, "for": said.reader,
        "asked_on": said.asked_on.isoformat(), "made_on": said.made_on.isoformat(),
        "chapters": [{"title": title, "items": [_as_data(one) for one in items]} for title, items in said.chapters],
    }  # fmt: skip
    if said.looked:
        data["looked"] = [{"day": one.day.isoformat(), "who": one.who, "what": one.what} for one in said.looked]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _as_data(item: ExtractItem) -> dict[str, Any]:
    lines = [{"label": label, "text": text} for label, text in item.lines]
    return {"day": item.day.isoformat(), "lines": lines} if item.day else {"lines": lines}
