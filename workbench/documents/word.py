"""One Word document for one named reader: words, lists, pictures, and saving. Tables and cards stand in `tables.py`.

A document names styles and nothing else: no colour, size or font is written here. Style ids are written directly, and
the body is built in place; python-docx's `table.cell` costs 429 times as much.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from workbench.documents.house import TEXT_WIDTH, HouseStyle
from workbench.documents.house_adopting import block
from workbench.documents.house_markers import FIELDS, SLOT
from workbench.documents.language import _
from workbench.documents.ooxml import RELATION, SPACE, Element, R, printable, w
from workbench.documents.package import PICTURE, core_properties, kind_of, size_of

EMU_PER_CM = 360_000
MARK, STRUCK = "kenmerk", "Vervallen"  # the tag of the number of a paper; words that no longer hold
FAST = 3  # a little larger, twice as quick to pack
MISSING = "Ontbreekt"
NO_BREAK = "\N{NO-BREAK SPACE}"


class Run(NamedTuple):
    """Words with a character style of their own."""

    words: str
    style: str


Content = str | Run | Sequence[str | Run] | None


def strong(words: str) -> Run:
    """Words that carry the sentence."""
    return Run(words, "Strong")


def warned(words: str) -> Run:
    """Words that ask for attention."""
    return Run(words, "Let op woord")


def alarmed(words: str) -> Run:
    """Words about real danger."""
    return Run(words, "Gevaar woord")


def praised(words: str) -> Run:
    """Words about what went well."""
    return Run(words, "Succes woord")


def gone(words: str) -> Run:
    """Words that no longer hold; say so in words too."""
    return Run(words, STRUCK)


def missing(what: str = "") -> Run:
    """What a reader sees where something has not been filled in yet: words, never an empty cell."""
    return Run(_("still to fill in: %(what)s", what=what) if what else _("still to fill in"), MISSING)


class Document:
    """A copy of the house style's few living parts, to which the building blocks add."""

    def __init__(
        self, house: HouseStyle, *, fields: dict[str, str], status: Run, cover: bool = True, numbered: bool = True
    ) -> None:
        """`fields` are the words of the one-line controls by tag, `status` the label on every page."""
        self.house, self.fields, self.status, self.numbered = house, fields, status, numbered
        self.has_holes = False
        self.parts = {name: deepcopy(tree) for name, tree in house.living.items()}
        self.relations = deepcopy(house.relations)
        self.pictures: dict[str, bytes] = {}
        self.pictured: dict[bytes, str] = {}
        self.numbers = count(1)
        self.marks: dict[str | Run, tuple[str | Run, ...]] = {}  # a text that changed → the same with what is new and gone
        self.root = self.parts["word/document.xml"]
        if not cover:
            self.leave_out("omslag", "slot")
        slot: Element = block(self.root, SLOT)
        has_place = any(block(part, MARK) is not None for part in self.parts.values())
        self.fill_fields(slot)
        if house.stamp and not has_place:
            self.put_stamp(house.stamp.line)
        self.body = slot.getparent()
        self.after = list(slot.itersiblings())  # the closing page and the section come back in save()
        for element in (slot, *self.after):  # building inside the control would make moving its children slow
            self.body.remove(element)

    # Words

    def paragraph(
        self,
        content: Content,
        style: str = "Normal",
        into: Element | None = None,
        *,
        keep: bool = False,
        new_page: bool = False,
        number: str | None = None,
    ) -> Element:
        """A paragraph in a named style. `keep` holds it to the next one, `number` hangs it under a list."""
        made = etree.SubElement(self.body if into is None else into, w("p"))
        properties = etree.SubElement(made, w("pPr"))
        self.house.styled(properties, "pStyle", style)
        if keep:
            etree.SubElement(properties, w("keepNext"))
        if new_page:
            etree.SubElement(properties, w("pageBreakBefore"))
        if number:
            numbering = etree.SubElement(properties, w("numPr"))
            etree.SubElement(numbering, w("ilvl")).set(w("val"), "0")
            etree.SubElement(numbering, w("numId")).set(w("val"), number)
        if new_page:  # the space before a heading would stay at the top of the page
            etree.SubElement(properties, w("spacing")).set(w("before"), "0")
        self.runs(made, content)
        return made

    def runs(self, paragraph: Element, content: Content) -> None:
        """Put words in a paragraph; nothing at all becomes "still to fill in"."""
        if content is None or content in ("", []):
            content = missing()
        pieces = [content] if isinstance(content, (str, Run)) else content
        if self.marks:
            pieces = [one for piece in pieces for one in self.marks.get(piece, (piece,))]
        for piece in pieces:
            words, style = piece if isinstance(piece, Run) else (piece, None)
            self.has_holes = self.has_holes or style == MISSING
            made = etree.SubElement(paragraph, w("r"))
            if style:
                properties = etree.SubElement(made, w("rPr"))
                self.house.styled(properties, "rStyle", style)
                if style == STRUCK:
                    etree.SubElement(properties, w("strike"))
            add_lines(made, words)

    def heading(self, words: str, level: int = 1, *, new_page: bool = False) -> None:
        """A real heading: screen readers and Word's navigation pane walk along it."""
        self.paragraph(words, f"heading {level}", new_page=new_page)

    def chapter(self, words: str, *, new_page: bool = False) -> None:
        """A numbered heading: people say "look in 5". Short papers have no numbers."""
        self.paragraph(words, "heading 1", number=self.house.chapters if self.numbered else None, new_page=new_page)

    def bullets(self, items: Iterable[Content]) -> None:
        """A list in no particular order."""
        for item in items:
            self.paragraph(item, "List Bullet")

    def steps(self, items: Iterable[Content]) -> None:
        """A numbered list that starts at one."""
        number = self.fresh_numbering()
        for item in items:
            self.paragraph(item, "List Number", number=number)

    def fresh_numbering(self) -> str | None:
        """A numbering of its own; without it the list would go on counting from the list before."""
        if not self.house.numbers:
            return None
        numbering = self.parts["word/numbering.xml"]
        number = str(1 + max(int(found.get(w("numId"))) for found in numbering.iter(w("num"))))
        made = etree.SubElement(numbering, w("num"))
        made.set(w("numId"), number)
        etree.SubElement(made, w("abstractNumId")).set(w("val"), self.house.numbers)
        override = etree.SubElement(made, w("lvlOverride"))
        override.set(w("ilvl"), "0")
        etree.SubElement(override, w("startOverride")).set(w("val"), "1")
        return number

    def boxes(self, style: str, items: Sequence[Content]) -> None:
        """A few boxes with one message each, kept together on a page."""
        for i, item in enumerate(items, 1):
            self.paragraph(item, style, keep=i < len(items))

    def space(self) -> None:
        """A little air after a table; Word asks for a paragraph between two tables."""
        made = etree.SubElement(etree.SubElement(self.body, w("p")), w("pPr"))
        self.house.styled(made, "pStyle", "Tussenruimte")

    # Pictures

    def picture(
        self,
        png: bytes,
        width_cm: float,
        alt: str,
        style: str = "Normal",
        into: Element | None = None,
        *,
        keep: bool = False,
    ) -> None:
        """A picture so many centimetres wide (in our own margins); `alt` says what it shows."""
        across, down = size_of(png)
        cx = round(width_cm * EMU_PER_CM * self.house.text_width / TEXT_WIDTH)
        number = str(next(self.numbers))
        drawing = PICTURE.format(cx=cx, cy=round(cx * down / across), id=number, rid=self.picture_id(png))
        made = etree.fromstring(drawing)
        made.find(".//{*}docPr").set("descr", printable(alt))
        paragraph = etree.SubElement(self.body if into is None else into, w("p"))
        properties = etree.SubElement(paragraph, w("pPr"))
        self.house.styled(properties, "pStyle", style)
        if keep:
            etree.SubElement(properties, w("keepNext"))
        etree.SubElement(paragraph, w("r")).append(made)

    def picture_id(self, png: bytes) -> str:
        """The relation of a picture; the same picture is stored once."""
        if png not in self.pictured:
            rid = f"plaat{len(self.pictured) + 1}"
            self.pictured[png] = rid
            name = f"media/{rid}.{kind_of(png)}"
            self.pictures[f"word/{name}"] = png
            relation = etree.SubElement(self.relations, f"{{{RELATION}}}Relationship")
            relation.attrib.update({"Id": rid, "Type": f"{R}/image", "Target": name})
        return self.pictured[png]

    # Content controls and saving

    def leave_out(self, *tags: str) -> None:
        """Short documents have no cover and no closing page, and start with the running header on page one."""
        for tag in tags:
            if (found := block(self.root, tag)) is not None:
                found.getparent().remove(found)
        for first in self.root.findall(f".//{w('titlePg')}"):
            first.getparent().remove(first)

    def fill_fields(self, slot: Element) -> None:
        """Put the words of this document in the one-line controls, then take every frame away but that of the content."""
        for part in self.parts.values():
            for control in [found for found in part.iter(w("sdt")) if found is not slot]:
                tag = control.find(f"{w('sdtPr')}/{w('tag')}")
                if tag is not None and tag.get(w("val")) in FIELDS:
                    self.fill(control, tag.get(w("val")))
                content, place = control.find(w("sdtContent")), control.getparent()
                at = place.index(control)
                place[at : at + 1] = [] if content is None else list(content)

    def fill(self, control: Element, tag: str) -> None:
        """The words of one control; what is not known is visibly missing. Word puts it in a line, or around a line or cell."""
        value: str | Run = self.status if tag == "status" else self.fields.get(tag) or missing()
        if tag == MARK:
            value = self.house.stamp.line if self.house.stamp else ""
        words, style = value if isinstance(value, Run) else (value, None)
        run = only_run(control)
        if run is None:
            return
        text = etree.SubElement(run, w("t"))
        text.text = f"{NO_BREAK}{words}{NO_BREAK}" if tag == "status" else printable(words)
        text.set(SPACE, "preserve")
        if style:
            self.restyle(run, style)

    def put_stamp(self, line: str) -> None:
        """The number of this paper in every footer; where the house style has none, in its headers, or as its last line."""
        for kind in ("word/footer", "word/header"):
            if running := [part for name, part in self.parts.items() if name.startswith(kind) and name.endswith(".xml")]:
                for part in running:
                    self.paragraph(line, "footer", into=part)
                return
        self.root.find(w("body")).insert(-1, self.paragraph(line, "footer", into=etree.Element(w("hdr"))))

    def restyle(self, run: Element, style: str) -> None:
        """Give a run another character style; w:rStyle has to come first."""
        properties = run.find(w("rPr"))
        if properties is None:
            properties = etree.Element(w("rPr"))
            run.insert(0, properties)
        for old in properties.findall(w("rStyle")):
            properties.remove(old)
        self.house.styled(properties, "rStyle", style)
        if len(properties) > 1:
            properties.insert(0, properties[-1])

    def save(self, *, title: str, organisation: str, moment: datetime) -> bytes:
        """The finished file. Nothing can be added after this."""
        self.body.extend(self.after)
        whole = BytesIO(self.house.still)
        with ZipFile(whole, "a", ZIP_DEFLATED, compresslevel=FAST) as package:
            for name, part in self.parts.items():
                package.writestr(name, etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True))
            package.writestr("word/_rels/document.xml.rels", etree.tostring(self.relations))
            number = self.house.stamp.number if self.house.stamp else ""
            package.writestr("docProps/core.xml", core_properties(title, organisation, moment, number))
            for name, png in self.pictures.items():
                package.writestr(name, png, compress_type=0)  # a PNG does not get smaller
        return whole.getvalue()


def only_run(control: Element) -> Element | None:
    """The first run of a control, without words; the others go. The grey of Word's own "click here" goes too."""
    content = control.find(w("sdtContent"))
    if content is None:
        return None
    first, *others = list(content.iter(w("r"))) or [None]
    for other in others:
        other.getparent().remove(other)
    if first is None:
        line = control if control.getparent().tag == w("p") else next(content.iter(w("p")), None)
        return None if line is None else etree.SubElement(content if line is control else line, w("r"))
    for child in [one for one in first if one.tag != w("rPr")]:
        first.remove(child)
    if control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None:
        for grey in list(first.iter(w("rStyle"))):
            grey.getparent().remove(grey)
    return first


def add_lines(run: Element, words: str) -> None:
    """Words in a run; a line break stays a line break."""
    for i, line in enumerate(printable(words).split("\n")):
        if i:
            etree.SubElement(run, w("br"))
        text = etree.SubElement(run, w("t"))
        text.text = line
        text.set(SPACE, "preserve")
