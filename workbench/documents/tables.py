"""Tables and cards of a document. Rows are copied from one prototype: the same time per cell at any size."""

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from workbench.documents.house import TEXT_WIDTH
from workbench.documents.ooxml import Element, w
from workbench.documents.word import Content, Document, strong

LINE_HIGH = "400"  # twentieths of a point between two lines to write on
FEW = 8  # a table of so many rows stays whole
TEXT, FIGURE, LARGE = "Tabel tekst", "Tabel cijfer", "Tabel groot"
Lines = Sequence[tuple[str, Content]]  # (style, words)


def shares(*parts: int) -> tuple[int, ...]:
    """Column widths that fill the line: shares(1, 2) is a third and two thirds."""
    widths = [TEXT_WIDTH * part // sum(parts) for part in parts]
    widths[-1] += TEXT_WIDTH - sum(widths)
    return tuple(widths)


def overview(
    doc: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[Content]],
    widths: tuple[int, ...],
    caption: str,
    *,
    styles: Sequence[str] = (),
    height: int = 0,
) -> None:
    """A table people read along its rows: few columns, a header that comes back on the next page.

    `height` (twentieths of a point) is what a row is at least, where people write in it.
    """
    table = start(doc, "Overzicht", widths, caption, first_row=True)
    styles = styles or (TEXT,) * len(widths)
    top = empty_row(doc, widths, header=True)
    for cell, words, style in zip(top.iterfind(w("tc")), header, styles, strict=True):
        doc.paragraph(words, "Tabel kop midden" if style == FIGURE else "Tabel kop", into=cell)
    table.append(top)
    prototype = empty_row(doc, widths, height=height)
    for cell, name in zip(prototype.iterfind(w("tc")), styles, strict=True):
        paragraph = etree.SubElement(cell, w("p"))
        doc.house.styled(etree.SubElement(paragraph, w("pPr")), "pStyle", name)
    for values in rows:
        row = deepcopy(prototype)
        for cell, value in zip(row.iterfind(w("tc")), values, strict=True):
            doc.runs(cell[1], value)
        table.append(row)
    if len(rows) <= FEW:
        keep_together(table)
    doc.space()


def facts(doc: Document, rows: Sequence[tuple[str, Sequence[Content]]], caption: str, width: int = 2350) -> None:
    """A label and its lines, row by row, without a header row."""
    widths = (width, TEXT_WIDTH - width)
    table = start(doc, "Gegevens", widths, caption, first_column=True)
    prototype = empty_row(doc, widths)
    for label, lines in rows:
        row = deepcopy(prototype)
        doc.paragraph(strong(label), TEXT, into=row[1])
        for line in lines or (None,):
            doc.paragraph(line, TEXT, into=row[2])
        table.append(row)
    keep_together(table)
    doc.space()


def card(doc: Document, side: Lines, main: Lines, caption: str, width: int = 2350) -> None:
    """One message: who stands at the left in large letters, the rest beside it. One row, so it never breaks."""
    widths = (width, TEXT_WIDTH - width)
    table = start(doc, "Kaart", widths, caption, first_column=True)
    row = empty_row(doc, widths)
    for cell, lines in zip(row.iterfind(w("tc")), (side, main), strict=True):
        for style, content in lines:
            doc.paragraph(content, style, into=cell)
    table.append(row)
    doc.space()


def strip_card(doc: Document, left: str, right: str, main: Lines, caption: str) -> None:
    """The card of a one-page sheet: a strip with who keeps an eye on it, the words below over the whole width; never broken."""
    table = start(doc, "Kaart", (TEXT_WIDTH,), caption, first_row=True)
    strip, below = empty_row(doc, (TEXT_WIDTH,)), empty_row(doc, (TEXT_WIDTH,))
    heading = doc.paragraph(left, "Kaart strook", into=strip[1], keep=True)
    etree.SubElement(etree.SubElement(heading, w("r")), w("tab"))
    doc.runs(heading, right)
    for style, content in main:
        doc.paragraph(content, style, into=below[1])
    table.extend((strip, below))
    doc.space()


def writing_lines(doc: Document, number: int, caption: str) -> None:
    """Lines to write on with a pen, as wide as the page."""
    table = start(doc, "Gegevens", (TEXT_WIDTH,), caption)
    for _line in range(number):
        row = empty_row(doc, (TEXT_WIDTH,))
        etree.SubElement(row.find(w("trPr")), w("trHeight"), {w("val"): LINE_HIGH, w("hRule"): "exact"})
        etree.SubElement(row[1], w("p"))
        table.append(row)
    keep_together(table)
    doc.space()


def start(
    doc: Document,
    style: str,
    widths: tuple[int, ...],
    caption: str,
    *,
    first_row: bool = False,
    first_column: bool = False,
) -> Element:
    """An empty table with its columns; LibreOffice needs the grid, Word the cells. The caption is its alt text."""
    fitted = doc.house.fit(widths)
    made = etree.SubElement(doc.body, w("tbl"))
    properties = etree.SubElement(made, w("tblPr"))
    doc.house.styled(properties, "tblStyle", style)
    etree.SubElement(properties, w("tblW"), {w("w"): str(sum(fitted)), w("type"): "dxa"})
    etree.SubElement(properties, w("tblLayout")).set(w("type"), "fixed")
    look = {"firstRow": first_row, "lastRow": False, "firstColumn": first_column, "lastColumn": False}
    flags = {w(name): str(int(on)) for name, on in (look | {"noHBand": True, "noVBand": True}).items()}
    value = f"{0x0600 | first_row * 0x20 | first_column * 0x80:04X}"
    etree.SubElement(properties, w("tblLook"), {w("val"): value} | flags)
    etree.SubElement(properties, w("tblCaption")).set(w("val"), caption)
    grid = etree.SubElement(made, w("tblGrid"))
    for width in fitted:
        etree.SubElement(grid, w("gridCol")).set(w("w"), str(width))
    return made


def empty_row(doc: Document, widths: tuple[int, ...], *, header: bool = False, height: int = 0) -> Element:
    """A row that does not break over two pages; a header row comes back on the next page."""
    made = etree.Element(w("tr"))
    properties = etree.SubElement(made, w("trPr"))
    etree.SubElement(properties, w("cantSplit"))
    if height:
        etree.SubElement(properties, w("trHeight"), {w("val"): str(height), w("hRule"): "atLeast"})
    if header:
        etree.SubElement(properties, w("tblHeader"))
    for width in doc.house.fit(widths):
        cell = etree.SubElement(etree.SubElement(made, w("tc")), w("tcPr"))
        etree.SubElement(cell, w("tcW"), {w("w"): str(width), w("type"): "dxa"})
    return made


def keep_together(table: Element) -> None:
    """A short table stays on one page: every row holds on to the next."""
    keep, style, all_properties = w("keepNext"), w("pStyle"), w("pPr")
    for row in table.findall(w("tr"))[:-1]:
        for properties in row.iter(all_properties):
            if properties.find(keep) is None:
                styled = len(properties) > 0 and properties[0].tag == style
                properties.insert(int(styled), etree.Element(keep))


