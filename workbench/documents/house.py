"""An organisation's house style: a .docx of its own, read and checked once, copied for every document.

The file is never run as a template (docxtpl would run code that stands in it): we look for content controls by their
tag and put our own elements there. The anatomy stands in `default_house/README.md`.
"""

from copy import copy
from functools import cache
from pathlib import Path

from lxml import etree

from workbench.documents.house_adopting import (
    LOGO,
    adopt_missing,
    block,
    graft,
    put_closing,
    put_logo,
    speak_dutch,
    style_ids,
)
from workbench.documents.house_check import CONTENT_TYPE, parts_of, require_controls, section_of
from workbench.documents.house_markers import SLOT, take_markers
from workbench.documents.ooxml import RELATION, Element, w, zipped
from workbench.documents.stamp import Stamp

TEXT_WIDTH = 9412  # between our own margins, in twentieths of a point; `HouseStyle.fit` turns it into the house style's
A4 = 11906  # twentieths of a point across
DEFAULT = Path(__file__).parent / "huisstijl.docx"
APP_XML = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
# Word adds these unasked; nobody sees them.
DROPPED = (
    "docProps/custom.xml",
    "docProps/thumbnail",
    "customXml/",
    "word/glossary/",
    "glossary/",
)
KEPT_TO_ITSELF = ("rsids", "docVars", "proofState")  # settings that tell how a file was made
PROPERTIES = (
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
     "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"),
    ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml",
     "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties"),
)  # fmt: skip
LIVING = ("word/document.xml", "word/numbering.xml", "word/header", "word/footer")
RUNNING = ("header", "footer")  # styles of lines that must stay on one line in larger print
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class HouseStyle:
    """A house style read once. `living` are the parts a document changes; `still` is the rest, packed once."""

    def __init__(self, content: bytes, more_points: int = 0, *, logo: bytes | None = None, closing: str = "") -> None:
        """Read and check a house style. `more_points` makes the same styles in larger print.

        `logo` (a PNG) goes on our own cover, where the house style brings none; `closing` are words at the end of the last page.

        Raises RuleBroken with what to mend when the file is not a house style.
        """
        parts = parts_of(content)
        drop_hidden(parts)
        styles = tree(parts["word/styles.xml"])
        self.adopted = adopt_missing(styles, tree(default_parts()["word/styles.xml"]))
        speak_dutch(styles)
        self.style_ids = style_ids(styles)
        self.is_large = more_points > 0
        if more_points:
            enlarge(styles, more_points)
        parts["word/styles.xml"] = etree.tostring(styles)
        self.living = {name: tree(parts.pop(name)) for name in list(parts) if name.startswith(LIVING)}
        for part in self.living.values():
            take_markers(part)
        self.document = self.living["word/document.xml"]
        self.relations = tree(parts.pop("word/_rels/document.xml.rels"))
        require_controls(self.living, self.relations)
        self.text_width = text_width(self.document)
        own_cover = content != DEFAULT.read_bytes() and block(self.document, "omslag") is not None
        graft(self.document, *our_pages(), self.style_ids, self.text_width / TEXT_WIDTH)
        if logo and not own_cover:
            parts[f"word/{LOGO}"] = logo
            put_logo(self.document, self.relations, logo)
        put_closing(self.document, closing)
        self.counts_pages = any(b"NUMPAGES" in etree.tostring(part) for part in self.living.values())
        numbering = self.living.get("word/numbering.xml")
        self.chapters = numbering_named(numbering, "hoofdstukken")[1]
        self.numbers = numbering_named(numbering, "nummers")[0]
        parts.pop("docProps/core.xml", None)  # written anew for each document
        parts["docProps/app.xml"] = APP_XML.encode()  # Word keeps company, manager and editing time here
        announce(parts)
        self.still = zipped(dict(parts))

    stamp: Stamp | None = None  # of the paper that is being made; see `stamped`

    def stamped(self, stamp: Stamp) -> "HouseStyle":
        """The same house style for one paper: its number, day and purpose come in every footer."""
        made = copy(self)
        made.stamp = stamp
        return made

    def styled(self, properties: Element, kind: str, name: str) -> None:
        """Point at a style by its id (Word in Dutch calls 'heading 1' Kop1); one the house style lacks is left out."""
        if style_id := self.style_ids.get(name.lower()):
            etree.SubElement(properties, w(kind)).set(w("val"), style_id)

    def fit(self, widths: tuple[int, ...]) -> list[int]:
        """Our column widths, scaled to this house style's margins."""
        return [width * self.text_width // TEXT_WIDTH for width in widths]


@cache
def default_house(more_points: int = 0) -> HouseStyle:
    """The house style a new organisation starts with, read once per process."""
    return HouseStyle(DEFAULT.read_bytes(), more_points)


@cache
def default_parts() -> dict[str, bytes]:
    """The parts of our own house style: what an organisation's file lacks comes from here."""
    return parts_of(DEFAULT.read_bytes())


@cache
def our_pages() -> tuple[Element, dict[str, str]]:
    """The text of our own house style, and what the ids of its styles are called."""
    parts = default_parts()
    names = style_ids(tree(parts["word/styles.xml"]))
    return tree(parts["word/document.xml"]), {style_id: name for name, style_id in names.items()}


def tree(content: bytes) -> Element:
    """Parse a part; entities and the network stay closed."""
    return etree.fromstring(content, PARSER)


def text_width(document: Element) -> int:
    """The room between the margins (of one column, if there are more) where the content comes, in twentieths of a point."""
    section = section_of(block(document, SLOT))
    size, margins, columns = (None if section is None else section.find(w(name)) for name in ("pgSz", "pgMar", "cols"))
    width = _number(size, "w", A4) - _number(margins, "left", 1134) - _number(margins, "right", 1134)
    if (count := _number(columns, "num", 1)) < 2:
        return width
    return (width - (count - 1) * _number(columns, "space", 720)) // count


def _number(element: Element | None, name: str, otherwise: int) -> int:
    return otherwise if element is None else int(float(element.get(w(name)) or otherwise))


def enlarge(styles: Element, points: int) -> None:
    """Larger print. Points are added, not multiplied: small print gains most and headings stay in their place."""
    for size in styles.iter(w("sz"), w("szCs")):
        if size.getparent().tag == w("rPr"):
            name = size.getparent().getparent().find(w("name"))
            running = name is not None and name.get(w("val")) in RUNNING
            size.set(w("val"), str(round(int(size.get(w("val"))) + 2 * points * (0.4 if running else 1))))


def numbering_named(numbering: Element | None, wanted: str) -> tuple[str | None, str | None]:
    """(abstractNumId, numId) of the list an organisation calls this; None where its house style has no such list."""
    if numbering is None:
        return None, None
    for abstract in numbering.iter(w("abstractNum")):
        name = abstract.find(w("name"))
        if name is not None and name.get(w("val")) == wanted:
            number = abstract.get(w("abstractNumId"))
            used = (
                n.get(w("numId"))
                for n in numbering.iter(w("num"))
                if n.find(w("abstractNumId")).get(w("val")) == number
            )
            return number, next(used, None)
    return None, None


def drop_hidden(parts: dict[str, bytes]) -> None:
    """Take away what a reader cannot see, and every mention of it."""
    for name in [name for name in parts if name.startswith(DROPPED)]:
        del parts[name]
    mentions = (
        ("_rels/.rels", "Target"),
        ("word/_rels/document.xml.rels", "Target"),
        ("[Content_Types].xml", "PartName"),
    )
    settings = tree(parts["word/settings.xml"]) if "word/settings.xml" in parts else None
    if settings is not None:
        for told in [found for name in KEPT_TO_ITSELF for found in settings.findall(w(name))]:
            settings.remove(told)
        parts["word/settings.xml"] = etree.tostring(settings, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name, attribute in mentions:
        root = tree(parts[name])
        for mention in [m for m in root if (m.get(attribute) or "").lstrip("./").startswith(DROPPED)]:
            root.remove(mention)
        parts[name] = etree.tostring(root)


def announce(parts: dict[str, bytes]) -> None:
    """Say in the package what our documents add: pictures, and the two parts that tell what a file is."""
    types, relations = tree(parts["[Content_Types].xml"]), tree(parts["_rels/.rels"])
    known = {found.get("Extension") for found in types.iter(f"{CONTENT_TYPE}Default")}
    for kind in {"png", "jpeg"} - known:
        types.insert(0, types.makeelement(f"{CONTENT_TYPE}Default", Extension=kind, ContentType=f"image/{kind}"))
    told = {found.get("PartName") for found in types.iter(f"{CONTENT_TYPE}Override")}
    tied = {(found.get("Target") or "").lstrip("/") for found in relations}
    for target, content_type, relation in PROPERTIES:
        if f"/{target}" not in told:
            etree.SubElement(types, f"{CONTENT_TYPE}Override", PartName=f"/{target}", ContentType=content_type)
        if target not in tied:
            etree.SubElement(
                relations, f"{{{RELATION}}}Relationship", Id=f"eigen{len(relations)}", Type=relation, Target=target
            )
    parts["[Content_Types].xml"], parts["_rels/.rels"] = etree.tostring(types), etree.tostring(relations)
