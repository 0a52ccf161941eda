"""What a file must be before it may become an organisation's house style: looked at as a hostile thing (security.md A.4, 16).

Nothing in it is run and nothing outside it is fetched. The package is measured before it is unpacked; each refusal says in
plain words what to do in Word. What may stay but could be better is told by `hints`.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from flask_babel import gettext as _
from lxml import etree

from workbench.documents.house_markers import SLOT
from workbench.documents.ooxml import NS, Element, R, w
from workbench.errors import RuleBroken

MOST_BYTES = 5_000_000  # of the file as it is sent
MOST_UNPACKED = 20_000_000
MOST_XML = 3_000_000  # of all parts that are read as XML: a tree takes about ten times the room of its text
MOST_PARTS = 400
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")  # a .doc, and also a .docx with a password
NEEDED = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
IN_HEADER = (
    "versie",
    "datum",
    "ontvanger",
    "status",
)  # each page says of which version, when, for whom and how far it is
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
CONTENT_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# Things that run, that pull something in from outside, or that a person must look at first: part names and relationship types.
REFUSED_PARTS = ("word/vbaproject", "word/vbadata", "word/activex", "word/embeddings", "word/afchunk", "word/comments",
                 "word/people", "word/externallinks", "word/recipientdata")  # fmt: skip
REFUSED_RELATIONS = ("attachedTemplate", "oleObject", "package", "control", "aFChunk", "subDocument", "frame", "vbaProject",
                     "externalLink", "mailMergeSource", "mailMergeHeaderSource", "recipientData")  # fmt: skip
CHANGES = {w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")}
ALIEN = {w(name) for name in ("altChunk", "object", "control", "subDoc", "movie", "frameset")}
SAFE_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF"}  # what a page number needs
XML = (".xml", ".rels", ".vml")


def _refuse(message: str) -> RuleBroken:
    return RuleBroken(message, field="file")


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a .docx or .dotx by name, after every look that can be given before its words are filled in.

    Raises RuleBroken (field "file") with what to mend in Word. A .dotx comes out as a .docx.
    """
    if len(content) > MOST_BYTES:
        raise _refuse(_("This house style is too large. Use smaller pictures."))
    parts = _unpacked(content)
    if any(name not in parts for name in NEEDED):
        raise _refuse(_("This is not a whole Word file (.docx). Open it in Word and save it again as a Word document."))
    _refuse_parts(parts)
    for name in [name for name in parts if name.endswith(XML)]:
        _look_at(name, _tree(parts[name]))
    parts["[Content_Types].xml"] = _as_document(parts["[Content_Types].xml"])
    return parts


def _unpacked(content: bytes) -> dict[str, bytes]:
    """What is in the package; refused when it is none, unfolds too far or has names that point outside it."""
    if content.startswith(OLD_WORD):
        raise _refuse(_("This is an old Word file (.doc), or it has a password. Save it as .docx without a password."))
    try:
        with ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _measure(entries)
            return {entry.filename: package.read(entry) for entry in entries if not entry.is_dir()}
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error) as error:
        raise _refuse(_("This is not a Word file (.docx).")) from error


def _measure(entries: list[Any]) -> None:
    """Measure before anything is unpacked. A zip that says less than it holds fails on its checksum when it is read."""
    if len(entries) > MOST_PARTS or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise _refuse(_("This house style is too large. Use smaller pictures."))
    if sum(one.file_size for one in entries if one.filename.endswith(XML)) > MOST_XML:
        raise _refuse(_("There is too much text in this house style. Leave only what stands on every document."))
    if any(one.flag_bits & 1 for one in entries):
        raise _refuse(_("This is an old Word file (.doc), or it has a password. Save it as .docx without a password."))
    names = [one.filename.lower() for one in entries]
    if len(set(names)) < len(names) or any(_points_outside(name) for name in names):
        raise _refuse(_("This is not a whole Word file (.docx). Open it in Word and save it again as a Word document."))
    if any(one.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for one in entries):
        raise _refuse(_("This is not a Word file (.docx)."))


def _points_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or "\\" in name or ".." in name.split("/")


def _refuse_parts(parts: dict[str, bytes]) -> None:
    found = sorted(name for name in parts if name.lower().startswith(REFUSED_PARTS))
    if found:
        raise _refuse(
            _(
                "First take comments, macros and embedded files out of the house style: %(found)s",
                found=", ".join(found)[:200],
            )
        )


def _tree(content: bytes) -> Element:
    """A part as a tree; a document type (where entities live) is refused, the network stays closed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _refuse(_("This Word file is broken. Open it in Word and save it again as a Word document.")) from error
    if root.getroottree().docinfo.doctype:
        raise _refuse(_("This Word file is broken. Open it in Word and save it again as a Word document."))
    return root


def _look_at(name: str, root: Element) -> None:
    """Everything in one part that does not belong in a house style."""
    if name.endswith(".rels"):
        _look_at_relations(root)
    elif name == "[Content_Types].xml" and any("macroEnabled" in (one.get("ContentType") or "") for one in root):
        raise _refuse(_("This file can hold macros (.docm or .dotm). Save it as .docx."))
    elif name == "word/settings.xml":
        _look_at_settings(root)
    elif name.startswith("word/") and not name.startswith("word/glossary/"):
        _look_at_words(root)


def _look_at_relations(root: Element) -> None:
    for one in root.iter("{*}Relationship"):  # in whatever namespace: a reader may be more lenient than the norm
        kind = (one.get("Type") or "").rpartition("/")[2]
        if (one.get("TargetMode") or "").lower() == "external" or kind == "attachedTemplate":
            raise _points_elsewhere()
        if kind in REFUSED_RELATIONS:
            raise _refuse(
                _("There is an embedded file or object in the house style. Take it out, or paste it as a picture.")
            )


def _points_elsewhere() -> RuleBroken:
    return _refuse(
        _("The house style points at something outside itself. Take out links, linked pictures and a linked template.")
    )


def _look_at_settings(root: Element) -> None:
    if root.find(w("attachedTemplate")) is not None or root.find(w("mailMerge")) is not None:
        raise _points_elsewhere()
    if any((found := root.find(w(name))) is not None and found.get(w("enforcement"), "1") not in ("0", "false")
           for name in ("documentProtection", "writeProtection")):  # fmt: skip
        raise _refuse(_("The house style is protected against change. Take the protection off in Word (Review)."))


def _look_at_words(root: Element) -> None:
    for element in root.iter():
        if element.tag in ALIEN:
            raise _refuse(
                _("There is an embedded file or object in the house style. Take it out, or paste it as a picture.")
            )
        if element.tag in CHANGES:
            raise _refuse(
                _("There are tracked changes in the house style. Accept or reject them all in Word (Review).")
            )
        if element.tag == w("vanish") and element.get(w("val")) not in ("0", "false") and _in_words(element):
            raise _refuse(_("There is hidden text in the house style. Show it in Word (¶) and take it out."))
    for code in _field_codes(root):
        word = (re.findall(r"[A-Za-z=]+", code) or [""])[0].upper()
        if word not in SAFE_FIELDS:
            message = _("The field “%(code)s” does not belong in a house style. Put plain words there; only page numbers may be "
                        "a field.", code=code.strip()[:40])  # fmt: skip
            raise _refuse(message)


def _in_words(element: Element) -> bool:
    """Whether this stands at words on a page; a style may be hidden, and so may the mark at the end of a paragraph."""
    run = element.getparent().getparent()
    return run is not None and run.tag == w("r") and any(run.itertext(w("t")))


def _field_codes(root: Element) -> Iterator[str]:
    """The code of every field: what is typed between its begin and its result, also where Word cut it in pieces."""
    open_codes: list[list[str]] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText")):
        if element.tag == w("fldSimple"):
            yield element.get(w("instr")) or "?"
        elif element.tag == w("instrText"):
            open_codes = open_codes or [[]]
            open_codes[-1].append(element.text or "")
        elif element.get(w("fldCharType")) == "begin":
            open_codes.append([])
        elif element.get(w("fldCharType")) == "separate" and open_codes:
            yield "".join(open_codes[-1])
            open_codes[-1] = ["PAGE"]  # what comes until the end is its result
        elif element.get(w("fldCharType")) == "end" and open_codes:
            yield "".join(open_codes.pop())
    for code in open_codes:
        yield "".join(code)


def _as_document(types: bytes) -> bytes:
    """The content types of a document. A template (.dotx) differs from a document in this one word only."""
    root = _tree(types)
    main = next(
        (one for one in root.iter(f"{CONTENT_TYPE}Override") if one.get("PartName") == "/word/document.xml"), None
    )
    kinds = {MAIN.format(kind=kind) for kind in ("document", "template")}
    if main is None or main.get("ContentType") not in kinds:
        raise _refuse(_("This is not a whole Word file (.docx). Open it in Word and save it again as a Word document."))
    main.set("ContentType", MAIN.format(kind="document"))
    return etree.tostring(root)


def require_controls(living: dict[str, Element], relations: Element) -> None:
    """One place for the content on a line of its own in the text, and a header there that says what the paper is (domain.md 8).

    `living` are the parts that are filled in, `relations` those of the text. Raises RuleBroken with where to put what in Word.
    """
    document = living["word/document.xml"]
    slots = [
        one for part in living.values() for one in part.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{SLOT}']", namespaces=NS)
    ]
    if len(slots) != 1:
        message = _("Say in exactly one place where the content comes; there are %(found)s now. Type [inhoud] on a line of its "
                    "own, or put a content control with the tag “inhoud” there.", found=len(slots))  # fmt: skip
        raise _refuse(message)
    if slots[0].getparent() is not document.find(w("body")):
        message = _("The place of the content, “inhoud”, stands in a table, a text box, another control or among other words. "
                    "Put it on a line of its own.")  # fmt: skip
        raise _refuse(message)
    headers = [living.get(part) for part in _headers_at(document, section_of(slots[0]), relations)]
    lacking = [tag for tag in IN_HEADER if not headers or not all(_holds(header, tag) for header in headers)]
    if lacking:
        tags = ", ".join(f"[{tag}]" for tag in lacking)
        message = _("The header lacks: %(tags)s. Type those words there with their brackets, or put a content control there with "
                    "that word as its tag. Then every page says for whom it is.", tags=tags)  # fmt: skip
        raise _refuse(message)


def section_of(slot: Element) -> Element:
    """The section a place in the text belongs to: Word keeps it in the last paragraph of that section, or at the very end."""
    return next((section for after in slot.itersiblings() for section in after.iter(w("sectPr"))), None)


def _headers_at(document: Element, section: Element, relations: Element) -> list[str]:
    """The parts that are the running headers of this section; one that names none has those of the section before."""
    sections = list(document.iter(w("sectPr")))
    targets = {one.get("Id"): f"word/{(one.get('Target') or '').removeprefix('/word/')}" for one in relations}
    found: dict[str, str] = {}
    for one in reversed(sections[: sections.index(section) + 1] if section is not None else []):
        for named in one.findall(w("headerReference")):
            found.setdefault(named.get(w("type")), targets.get(named.get(f"{{{R}}}id"), ""))
    return [part for kind, part in found.items() if kind != "first"]


def _holds(header: Element | None, tag: str) -> bool:
    return header is not None and bool(header.xpath("//w:sdt/w:sdtPr/w:tag[@w:val=$tag]", namespaces=NS, tag=tag))
