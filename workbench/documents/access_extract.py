"""An extract of the file for somebody who asked to see it, in Word (security.md G.3): what was released and nothing else.

Items stand under the word of their kind, by day, without a number: nothing shows that something was left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _l

from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.tables import facts, overview, shares
from workbench.documents.word import Content, Document, Run, strong
from workbench.documents.words import on

name = "access-extract"
title = _l("What the file says about you")
about = _l("An extract for somebody who asked to see the file.")


@dataclass(frozen=True)
class ExtractItem:
    """One record: its day, and its words."""

    day: date | None
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Looked:
    """One line of who looked at the file."""

    day: date
    who: str
    what: str


@dataclass(frozen=True)
class Extract:
    """Everything the paper says."""

    organisation: str
    subject: str
    reader: str
    made_by: str
    made_on: date
    asked_on: date
    chapters: Sequence[tuple[str, Sequence[ExtractItem]]]
    looked: Sequence[Looked] = ()


def build(extract: Extract, house: HouseStyle, moment: datetime) -> bytes:
    """The extract as a Word file, in Dutch."""
    with in_dutch():
        what = _("What the file says about %(name)s", name=extract.subject)
        doc = Document(house, fields=fields_of(extract, what), status=Run(_("PERSONAL"), "Label ter bespreking"), cover=False)
        doc.heading(what)
        beginning(doc, extract)
        for heading, items in extract.chapters:
            chapter(doc, heading, items)
        who_looked(doc, extract)
        your_rights(doc, extract)
        return doc.save(title=what, organisation=extract.organisation, moment=moment)


def fields_of(extract: Extract, what: str) -> dict[str, str]:
    """The words of header and footer: for whom, and why it was made."""
    return {
        "organisatie": extract.organisation, "titel": what, "ondertitel": on(extract.made_on), "ontvanger": extract.reader,
        "versie": _("request for access"), "datum": on(extract.made_on), "geldig": "",
        "makers": extract.made_by, "deelnemers": "",
    }  # fmt: skip


def beginning(doc: Document, extract: Extract) -> None:
    """What was asked, and what this is."""
    rows: list[tuple[str, list[Content]]] = [
        (_("About whom"), [extract.subject]), (_("For"), [extract.reader]), (_("Asked on"), [on(extract.asked_on)]),
        (_("Made by"), [f"{extract.made_by}, {on(extract.made_on)}"]),
    ]  # fmt: skip
    facts(doc, rows, _("About whom and for whom"))
    doc.boxes("Let op", [[strong(_("This paper is yours.") + " "), _("Keep it where nobody else reads it.")]])
    if not extract.chapters:
        doc.paragraph(_("There is nothing in the file to hand over."))


def chapter(doc: Document, heading: str, items: Sequence[ExtractItem]) -> None:
    """All items of one kind."""
    doc.heading(heading, 2)
    for item in items:
        if item.day is not None and on(item.day) not in {text for _label, text in item.lines}:
            doc.paragraph(strong(on(item.day)), keep=True)
        rows: list[tuple[str, list[Content]]] = [(label, list(text.split("\n"))) for label, text in item.lines]
        facts(doc, rows, f"{heading}, {on(item.day)}" if item.day else heading)
        doc.space()


def who_looked(doc: Document, extract: Extract) -> None:
    """Who opened the file, where that is told."""
    if extract.looked:
        doc.heading(_("Who looked at the file"), 2)
        rows: list[list[Content]] = [[on(one.day), one.who, one.what] for one in extract.looked]
        overview(doc, [_("Day"), _("Who"), _("What")], rows, shares(20, 34, 46), _("Who looked at the file"))


def your_rights(doc: Document, extract: Extract) -> None:
    """What somebody can do next."""
    doc.heading(_("What you can ask"), 2)
    doc.bullets([
        _("Is something not right? Ask to have it mended."),
        _("Do you see it differently? Your own words can be put beside it."),
        _("Do you want something to be erased? Ask for it on paper."),
        _("Do you not agree with how this was done? Talk with %(name)s, or file a complaint.", name=extract.made_by),
    ])  # fmt: skip
