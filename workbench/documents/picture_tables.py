"""Tables with pictures: panels of a story, a card with a picture, somebody to call, a frame to draw in, a card to cut out."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from workbench.documents.house import TEXT_WIDTH
from workbench.documents.ooxml import Element, w
from workbench.documents.tables import Lines, empty_row, keep_together, shares, start
from workbench.documents.word import NO_BREAK, Content, Document, Run

CUT = {"val": "dashed", "sz": "12", "space": "0", "color": "auto"}  # where to cut is the same in every house style
FOLD = CUT | {"val": "dotted", "sz": "6"}
LINE = Run("", "")  # at the end of a line of a card: room to write up to the edge
Picture = tuple[bytes, str]  # what is drawn, and what it shows in words


class Panel(NamedTuple):
    """A picture with its words below."""

    picture: bytes
    alt: str
    words: Content


def panels(
    doc: Document, shown: Sequence[Panel], caption: str, *, columns: int = 2, wide: float = 7.2, style: str = "Paneel tekst"
) -> None:
    """Words and pictures: the picture above, the words below. A row never breaks; the last one is filled up."""
    widths = shares(*(1,) * columns)
    table = start(doc, "Panelen", widths, caption)
    for first in range(0, len(shown), columns):
        row = empty_row(doc, widths)
        cells = row.findall(w("tc"))
        for cell, one in zip(cells, shown[first : first + columns], strict=False):
            doc.picture(one.picture, wide, one.alt, "Paneel plaat", into=cell)
            doc.paragraph(one.words, style, into=cell)
        for cell in cells[len(shown) - first :]:
            doc.paragraph(NO_BREAK, style, into=cell)
        table.append(row)
    doc.space()


def picture_card(doc: Document, pictures: Sequence[Picture], main: Lines, caption: str, *, wide: float = 2.3) -> None:
    """One message with a picture at the left. One row, so it never breaks."""
    widths = (1950, TEXT_WIDTH - 1950)
    table = start(doc, "Kaart", widths, caption, first_column=True)
    row = empty_row(doc, widths)
    side, words = row.iterfind(w("tc"))
    for picture, alt in pictures:
        doc.picture(picture, wide, alt, "Paneel plaat", into=side)
    for style, content in main:
        doc.paragraph(content, style, into=words)
    table.append(row)
    doc.space()


def people_to_call(doc: Document, rows: Sequence[tuple[Picture, Content, Content]], caption: str) -> None:
    """A face, a name and a line to write the number on by hand."""
    widths = shares(12, 40, 48)
    table = start(doc, "Overzicht", widths, caption)
    for (picture, alt), name, number in rows:
        row = empty_row(doc, widths, height=760)
        face, words, line = row.iterfind(w("tc"))
        doc.picture(picture, 1.15, alt, "Paneel plaat", into=face)
        doc.paragraph(name, "Kaart naam", into=words)
        doc.paragraph(number, "Tabel groot", into=line)
        for cell in (face, words, line):
            etree.SubElement(cell.find(w("tcPr")), w("vAlign")).set(w("val"), "center")
        table.append(row)
    keep_together(table)
    doc.space()


def drawing_space(doc: Document, caption: str, height: int) -> None:
    """An empty frame for a drawing."""
    table = start(doc, "Tekenvel", (TEXT_WIDTH,), caption)
    row = empty_row(doc, (TEXT_WIDTH,), height=height)
    doc.paragraph(NO_BREAK, into=row.find(w("tc")))
    table.append(row)
    doc.space()


def cut_out_card(doc: Document, front: Lines, back: Lines, caption: str) -> None:
    """A card to cut out along the dashes and to fold along the dots."""
    widths = shares(1, 1)
    table = start(doc, "Tekenvel", widths, caption)
    borders = etree.Element(w("tblBorders"))
    for side, line in (*((side, CUT) for side in ("top", "left", "bottom", "right")), ("insideV", FOLD)):
        etree.SubElement(borders, w(side), {w(name): value for name, value in line.items()})
    table.find(w("tblPr")).insert(2, borders)
    row = empty_row(doc, widths, height=3000)
    for cell, lines in zip(row.iterfind(w("tc")), (front, back), strict=True):
        for style, content in lines:
            to_write = isinstance(content, list) and content[-1] is LINE
            made = doc.paragraph(content[:-1] if to_write and content else content, style, into=cell)
            if to_write:
                write_on(doc, made, widths[0])
    table.append(row)
    doc.space()


def write_on(doc: Document, paragraph: Element, width: int) -> None:
    """A line to write on, from the last word to the edge."""
    room = doc.house.fit((width,))[0] - 400
    tabs = etree.Element(w("tabs"))
    etree.SubElement(tabs, w("tab"), {w("val"): "right", w("leader"): "underscore", w("pos"): str(room)})
    properties = paragraph.find(w("pPr"))
    properties.insert(int(len(properties) > 0 and properties[0].tag == w("pStyle")), tabs)
    etree.SubElement(etree.SubElement(paragraph, w("r")), w("tab"))
