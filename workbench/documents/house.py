"""An organisation's house style: a .docx of its own, read and checked once, copied for every document.

The file is never run as a template (docxtpl would run code that stands in it): we look for content controls by their
tag and put our own elements there. The anatomy stands in `default_house/README.md`.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from flask_babel import gettext as _
from lxml import etree

from workbench.documents.ooxml import NS, Element, w, zipped
from workbench.errors import RuleBroken

TEXT_WIDTH = 9412  # between our own margins, in twentieths of a point; `HouseStyle.fit` turns it into the house style's
DEFAULT = Path(__file__).parent / "huisstijl.docx"
APP_XML = '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
REFUSED = ("word/comments", "word/people", "word/vbaProject")  # a person must look at these first
DROPPED = ("docProps/custom.xml", "docProps/thumbnail", "customXml/")  # Word adds these unasked; nobody sees them
LIVING = ("word/document.xml", "word/numbering.xml", "word/header", "word/footer")
RUNNING = ("header", "footer")  # styles of lines that must stay on one line in larger print
MOST_BYTES = 20_000_000  # unpacked; a house style is a few hundred kilobytes
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class HouseStyle:
    """A house style read once. `living` are the parts a document changes; `still` is the rest, packed once."""

    def __init__(self, content: bytes, more_points: int = 0) -> None:
        """Read and check a house style. `more_points` makes the same styles in larger print.

        Raises RuleBroken with what to mend when the file is not a house style.
        """
        parts = read_parts(content)
        drop_hidden(parts)
        styles = tree(parts["word/styles.xml"])
        adopt_missing(styles, tree(default_parts()["word/styles.xml"]))
        self.style_ids = style_ids(styles)
        if more_points:
            enlarge(styles, more_points)
        parts["word/styles.xml"] = etree.tostring(styles)
        self.living = {name: tree(parts.pop(name)) for name in list(parts) if name.startswith(LIVING)}
        self.document = self.living["word/document.xml"]
        require_one_slot(self.document)
        self.text_width = text_width(self.document)
        numbering = self.living.get("word/numbering.xml")
        self.chapters = numbering_named(numbering, "hoofdstukken")[1]
        self.numbers = numbering_named(numbering, "nummers")[0]
        self.relations = tree(parts.pop("word/_rels/document.xml.rels"))
        parts["[Content_Types].xml"] = with_png(tree(parts["[Content_Types].xml"]))
        parts.pop("docProps/core.xml", None)
        parts["docProps/app.xml"] = APP_XML.encode()  # Word keeps company, manager and editing time here
        self.still = zipped(dict(parts))

    def styled(self, properties: Element, kind: str, name: str) -> None:
        """Point at a style by its id (Word in Dutch calls 'heading 1' Kop1); one the house style lacks is left out."""
        if style_id := self.style_ids.get(name):
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
    return read_parts(DEFAULT.read_bytes())


def tree(content: bytes) -> Element:
    """Parse a part; entities and the network stay closed."""
    return etree.fromstring(content, PARSER)


def read_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a .docx by name. Refuses what is no Word file, is too large or holds comments or macros."""
    try:
        with ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_BYTES:
                raise RuleBroken(_("This house style is too large. Use smaller pictures."), field="file")
            parts = {name: package.read(name) for name in package.namelist()}
    except BadZipFile as error:
        raise RuleBroken(_("This is not a Word file (.docx)."), field="file") from error
    if found := sorted(name for name in parts if name.startswith(REFUSED)):
        message = _("First take the comments and macros out of the house style: %(found)s", found=", ".join(found))
        raise RuleBroken(message, field="file")
    if b"attachedTemplate" in parts.get("word/settings.xml", b"") or any(
        b'TargetMode="External"' in parts[name] for name in parts if name.endswith(".rels")
    ):
        message = _("The house style points at something outside itself. Take out links and linked pictures.")
        raise RuleBroken(message, field="file")
    return parts


def require_one_slot(document: Element) -> None:
    """There must be exactly one place for the content."""
    if len(document.xpath("//w:sdt[w:sdtPr/w:tag/@w:val='inhoud']", namespaces=NS)) != 1:
        message = _("Put exactly one content control with the tag “inhoud” in the house style.")
        raise RuleBroken(message, field="file")


def style_ids(styles: Element) -> dict[str, str]:
    """Style id by the name people see."""
    return {style.find(w("name")).get(w("val")): style.get(w("styleId")) for style in styles.iter(w("style"))}


def adopt_missing(styles: Element, ours: Element) -> None:
    """A house style need not hold our own styles: what it lacks it gets from ours, hung under its own Normal."""
    name_of = {style_id: name for name, style_id in style_ids(ours).items()}
    id_of = style_ids(styles)
    lacking = [
        style
        for style in ours.iter(w("style"))
        if name_of[style.get(w("styleId"))] not in id_of and style.find(f".//{w('numPr')}") is None
    ]
    for style in lacking:
        id_of[name_of[style.get(w("styleId"))]] = style.get(w("styleId"))
    for style in lacking:
        for link in (*style.findall(w("basedOn")), *style.findall(w("next"))):
            link.set(w("val"), id_of.get(name_of[link.get(w("val"))]) or id_of["Normal"])
        styles.append(style)


def text_width(document: Element) -> int:
    """The room between the margins, in twentieths of a point."""
    size, margins = (document.find(f".//{w('sectPr')}/{w(name)}") for name in ("pgSz", "pgMar"))
    return int(size.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right")))


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
            used = (n.get(w("numId")) for n in numbering.iter(w("num")) if n[0].get(w("val")) == number)
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
    for name, attribute in mentions:
        root = tree(parts[name])
        for mention in [m for m in root if (m.get(attribute) or "").lstrip("./").startswith(DROPPED)]:
            root.remove(mention)
        parts[name] = etree.tostring(root)


def with_png(types: Element) -> bytes:
    """The content types, with pictures among them."""
    default = "{http://schemas.openxmlformats.org/package/2006/content-types}Default"
    if not any(found.get("Extension") == "png" for found in types.iter(default)):
        types.insert(0, types.makeelement(default, Extension="png", ContentType="image/png"))
    return etree.tostring(types)
