"""A finished Word file as it reads, block by block, for a page on screen (issue F): the file itself is the only source.

Everything is plain words in named blocks, which a template shows with autoescape; nothing of the file is passed on as markup.
"""

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from workbench.documents.house import tree
from workbench.documents.ooxml import Element, R, w

BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
# The style of a paragraph or of words, as Word calls it → how the page shows it.
LINES = {
    "gevaar": "danger", "let op": "warm", "succes": "good", "kader": "box", "inleiding": "lead", "quote": "quote",
    "kindwoorden": "quote", "kindwoorden bron": "small", "caption": "small", "omslag titel": "title", "kaart afspraak": "strong",
    "kaart naam": "strong", "kaart label": "small", "kaart nummer": "small", "kaart voet": "small", "kaart anders": "box",
}  # fmt: skip
WORDS = {
    "strong": "strong", "zwaar": "strong", "let op woord": "warm", "gevaar woord": "danger", "succes woord": "good",
    "ontbreekt": "missing", "label concept": "label", "label ter bespreking": "label", "label vastgesteld": "label",
}  # fmt: skip
LISTS = {"list bullet": False, "list number": True}


class Piece(NamedTuple):
    """Words, and how they are shown."""

    words: str
    kind: str = ""


class Heading(NamedTuple):
    level: int
    pieces: tuple[Piece, ...]
    number: int | None = None
    what: str = "heading"


class Line(NamedTuple):
    pieces: tuple[Piece, ...]
    kind: str = ""
    what: str = "line"


class Items(NamedTuple):
    """A list; numbered where the order says something."""

    rows: tuple[tuple[Piece, ...], ...]
    numbered: bool
    what: str = "items"


class Picture(NamedTuple):
    """A picture inside the page, with the words for who cannot see it."""

    source: str
    alt: str
    what: str = "picture"


class Table(NamedTuple):
    """Rows of cells, each cell some blocks. `head`: how many rows are a header; `named`: whether the first cell names its row."""

    caption: str
    rows: tuple[tuple[tuple[Any, ...], ...], ...]
    head: int
    named: bool
    is_card: bool
    what: str = "table"

    @property
    def is_empty(self) -> bool:
        """Whether it is room to write on."""
        return not any(words_in(cell) for row in self.rows for cell in row)


class Shown(NamedTuple):
    """A document as it reads: its blocks, and what stands on top and at the foot of each page."""

    blocks: tuple[Any, ...]
    running: tuple[str, ...]


def shown(content: bytes) -> Shown:
    """What is in a finished Word file."""
    with ZipFile(BytesIO(content)) as package:
        return _Reading(package).whole()


def words_of(block: Any) -> str:
    """Every word of a block."""
    if isinstance(block, Table):
        return "\n".join(words_in(cell) for row in block.rows for cell in row)
    if isinstance(block, Picture):
        return block.alt
    rows = block.rows if isinstance(block, Items) else (block.pieces,)
    return "\n".join("".join(piece.words for piece in row) for row in rows)


def words_in(blocks: tuple[Any, ...]) -> str:
    """Every word of some blocks."""
    return "\n".join(filter(None, map(words_of, blocks)))


class _Reading:
    """One package, read once."""

    def __init__(self, package: ZipFile) -> None:
        self.package = package
        styles = tree(package.read("word/styles.xml"))
        named = ((one.get(w("styleId")), one.find(w("name"))) for one in styles.iter(w("style")))
        self.styles = {code: name.get(w("val"), "").lower() for code, name in named if name is not None}
        relations = tree(package.read("word/_rels/document.xml.rels"))
        self.targets = {one.get("Id"): one.get("Target") for one in relations}
        self.chapter = 0

    def whole(self) -> Shown:
        body = tree(self.package.read("word/document.xml")).find(w("body"))
        running = (name for name in sorted(self.package.namelist()) if name.startswith(("word/header", "word/footer")))
        lines = (self._line(line) for name in running for line in tree(self.package.read(name)).iter(w("p")))
        return Shown(tuple(self._blocks(body)), tuple(dict.fromkeys(filter(None, lines))))

    def _line(self, paragraph: Element) -> str:
        return "".join(piece.words for piece in self._pieces(paragraph)).replace("\t", " – ").strip()

    def _blocks(self, parent: Element) -> Iterator[Any]:
        """The blocks of the body or of a cell; lines of one list that follow each other are one list."""
        rows: list[tuple[Piece, ...]] = []
        listed, number = "", None
        for element in parent:
            style = self._style(element, "pPr", "pStyle")
            kind, list_number = (style, self._numbering(element)) if style in LISTS else ("", None)
            if rows and (kind, list_number) != (listed, number):
                yield Items(tuple(rows), LISTS[listed])
                rows = []
            listed, number = kind, list_number
            if kind:
                rows.append(self._pieces(element))
            elif element.tag == w("p"):
                yield from self._paragraph(element, style)
            elif element.tag == w("tbl"):
                yield self._table(element)
        if rows:
            yield Items(tuple(rows), LISTS[listed])

    def _paragraph(self, element: Element, style: str) -> Iterator[Any]:
        for blip in element.iter(BLIP):
            if picture := self._picture(element, blip):
                yield picture
        pieces = self._pieces(element)
        if not any(piece.words.strip() for piece in pieces):
            return
        if style.startswith("heading ") and style[8:].isdigit():
            numbered = style == "heading 1" and self._numbering(element) not in (None, "0")
            self.chapter += numbered
            yield Heading(int(style[8:]), pieces, self.chapter if numbered else None)
        else:
            yield Line(pieces, LINES.get(style, ""))

    def _pieces(self, paragraph: Element) -> tuple[Piece, ...]:
        found, counted = [], False
        for run in paragraph.iter(w("r")):
            words = "".join(self._words(one) for one in run)
            if (field := run.find(w("fldChar"))) is not None:  # the number of a page: nobody knows it before it is printed
                counted = field.get(w("fldCharType")) != "end"
            elif words:
                words = "…" if counted else words
                properties = run.find(w("rPr"))
                struck = properties is not None and properties.find(w("strike")) is not None
                found.append(Piece(words, "gone" if struck else WORDS.get(self._style(run, "rPr", "rStyle"), "")))
        return tuple(found)

    @staticmethod
    def _words(element: Element) -> str:
        if element.tag == w("t"):
            return element.text or ""
        return {w("tab"): "\t", w("br"): "\n"}.get(element.tag, "")

    def _style(self, element: Element, properties: str, kind: str) -> str:
        found = element.find(f"{w(properties)}/{w(kind)}")
        return "" if found is None else self.styles.get(found.get(w("val")), "")

    @staticmethod
    def _numbering(element: Element) -> str | None:
        found = element.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        return None if found is None else found.get(w("val"))

    def _picture(self, element: Element, blip: Element) -> Picture | None:
        told = next(element.iter(DOC_PR), None)
        alt = "" if told is None else told.get("descr") or ""
        name = f"word/{self.targets.get(blip.get(f'{{{R}}}embed'), '')}"
        if not name.endswith(".png") or name not in self.package.namelist():
            return Picture("", alt) if alt else None
        return Picture("data:image/png;base64," + b64encode(self.package.read(name)).decode(), alt)

    def _table(self, element: Element) -> Table:
        look = element.find(f"{w('tblPr')}/{w('tblLook')}")
        told = element.find(f"{w('tblPr')}/{w('tblCaption')}")
        lines = element.findall(w("tr"))
        head = sum(line.find(f"{w('trPr')}/{w('tblHeader')}") is not None for line in lines)
        rows = tuple(tuple(tuple(self._blocks(cell)) for cell in line.findall(w("tc"))) for line in lines)
        named = look is not None and look.get(w("firstColumn")) == "1"
        is_card = self._style(element, "tblPr", "tblStyle") == "kaart"
        return Table("" if told is None else told.get(w("val"), ""), rows, head, named, is_card)
