"""Many finished papers as one file for the printer: each person's paper in a section of its own, with its own header and pages.

The papers are ours and in one house style, so what they share (styles, fonts) is taken from the first. Each section begins on a
right-hand page, so that nobody's paper stands on the back of somebody else's, and counts its own pages.
"""

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from workbench.documents.house import tree
from workbench.documents.house_check import CONTENT_TYPE
from workbench.documents.ooxml import NS, RELATION, Element, R, w, zipped
from workbench.documents.package import core_properties

DOCUMENT, RELATIONS, NUMBERING, TYPES = (
    "word/document.xml", "word/_rels/document.xml.rels", "word/numbering.xml", "[Content_Types].xml",
)  # fmt: skip
OWN = ("/header", "/footer", "/image")  # what belongs to one person's paper; all else is the same for everybody
END, FIRST_MARK = "papier", 9000  # the bookmark at the end of each paper
POINTS_AT = (f"{{{R}}}id", f"{{{R}}}embed")  # how a text names a part
BEFORE_TYPE = ("headerReference", "footerReference", "footnotePr", "endnotePr")  # the schema asks for an order
AFTER_NUMBERS = ("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid",
                 "printerSettings", "sectPrChange")  # fmt: skip


def print_file(papers: Iterable[bytes], title: str, organisation: str, moment: datetime) -> bytes:
    """One file of these papers, in their order; no more than one of them is in memory beside the file."""
    coming = iter(papers)
    whole = PrintFile(next(coming))
    for paper in coming:
        whole.add(paper)
    return whole.finish(title, organisation, moment)


class PrintFile:
    """A file that grows by a paper at a time."""

    def __init__(self, first: bytes) -> None:
        with ZipFile(BytesIO(first)) as package:
            self.parts: dict[str, bytes] = {name: package.read(name) for name in package.namelist()}
        self.document, self.relations, self.types = (tree(self.parts[name]) for name in (DOCUMENT, RELATIONS, TYPES))
        self.numbering = tree(self.parts[NUMBERING]) if NUMBERING in self.parts else None
        self.body = self.document.find(w("body"))
        self.papers = 1
        begin_on_the_right(self.body)
        mark_end(self.body, self.papers)
        for name in running(self.relations):
            self.parts[name] = own_pages(self.parts[name], self.papers)

    def add(self, paper: bytes) -> None:
        """Put a paper behind what is there."""
        self.papers += 1
        with ZipFile(BytesIO(paper)) as package:
            body = tree(package.read(DOCUMENT)).find(w("body"))
            begin_on_the_right(body)
            mark_end(body, self.papers)
            self.take_parts(package, body)
            if self.numbering is not None and NUMBERING in package.namelist():
                take_lists(self.numbering, tree(package.read(NUMBERING)), body)
        end_section(self.body)
        self.body.extend(list(body))

    def finish(self, title: str, organisation: str, moment: datetime) -> bytes:
        """The whole file. It says no more of itself than a single paper does."""
        for number, picture in enumerate(self.document.iter("{*}docPr"), 1):
            picture.set("id", str(number))
        trees = {DOCUMENT: self.document, RELATIONS: self.relations, TYPES: self.types, NUMBERING: self.numbering}
        for name, root in trees.items():
            if root is not None:
                self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self.parts["docProps/core.xml"] = core_properties(title, organisation, moment)
        return zipped(dict(self.parts))

    def take_parts(self, package: ZipFile, body: Element) -> None:
        """Headers, footers and pictures of a paper come along under names of their own."""
        pointed_at = {element.get(name) for element in body.iter() for name in POINTS_AT}
        names = {}
        for one in tree(package.read(RELATIONS)):
            kind, old = one.get("Type", ""), one.get("Id")
            if not kind.endswith(OWN) or old not in pointed_at:
                continue
            names[old] = f"p{self.papers}{old}"
            own = self.take_part(package, one.get("Target"), running_part=not kind.endswith("/image"))
            etree.SubElement(self.relations, f"{{{RELATION}}}Relationship", Id=names[old], Type=kind, Target=own)
        for element in body.iter():
            for name in POINTS_AT:
                if element.get(name) in names:
                    element.set(name, names[element.get(name)])

    def take_part(self, package: ZipFile, target: str, *, running_part: bool) -> str:
        """One part, with its own relations and what kind of part it is; gives its new target."""
        folder, slash, file = target.rpartition("/")
        own = f"{folder}{slash}p{self.papers}-{file}"
        content = package.read(f"word/{target}")
        self.parts[f"word/{own}"] = own_pages(content, self.papers) if running_part else content
        if f"word/_rels/{target}.rels" in package.namelist():
            self.parts[f"word/_rels/{own}.rels"] = package.read(f"word/_rels/{target}.rels")
        for said in self.types.findall(f"{CONTENT_TYPE}Override[@PartName='/word/{target}']"):
            made = deepcopy(said)
            made.set("PartName", f"/word/{own}")
            self.types.append(made)
        return own


def take_lists(numbering: Element, theirs: Element, body: Element) -> None:
    """Chapters and numbered lists count anew in every paper: each list gets a number that nobody has yet."""
    used = {one.get(w("val")) for one in body.iter(w("numId"))}
    mine = list(numbering.iter(w("num")))
    fresh, last = 1 + max((int(one.get(w("numId"))) for one in mine), default=0), mine[-1]
    names: dict[str, str] = {}
    for found in [one for one in theirs.iter(w("num")) if one.get(w("numId")) in used]:
        names[found.get(w("numId"))] = str(fresh + len(names))
        made = deepcopy(found)
        made.set(w("numId"), names[found.get(w("numId"))])
        if made.find(w("lvlOverride")) is None:
            override = etree.SubElement(made, w("lvlOverride"), {w("ilvl"): "0"})
            etree.SubElement(override, w("startOverride"), {w("val"): "1"})
        last.addnext(made)
        last = made
    for one in body.iter(w("numId")):
        one.set(w("val"), names.get(one.get(w("val")), one.get(w("val"))))


def running(relations: Element) -> list[str]:
    """The names of the parts on top and at the foot of every page."""
    return [f"word/{one.get('Target')}" for one in relations if one.get("Type", "").endswith(OWN[:2])]


def own_pages(part: bytes, paper: int) -> bytes:
    """“Page 1 of 2” is about this person's pages: the number of the page its last words stand on.

    Word's SECTIONPAGES would say the same, but LibreOffice does not know it and would go on saying “of 1”.
    """
    root = tree(part)
    for code in [*root.iter(w("instrText")), *root.iter(w("fldSimple"))]:
        words = code.get(w("instr")) if code.tag == w("fldSimple") else code.text
        if "NUMPAGES" not in (words or "") and "SECTIONPAGES" not in (words or ""):
            continue
        if code.tag == w("fldSimple"):
            code.set(w("instr"), f" PAGEREF {END}{paper} ")
            code.set(w("dirty"), "true")
        else:
            code.text = f" PAGEREF {END}{paper} "
            code.xpath("preceding::w:fldChar[@w:fldCharType='begin'][1]", namespaces=NS)[0].set(w("dirty"), "true")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def mark_end(body: Element, paper: int) -> None:
    """A bookmark where a paper ends, for the number of its last page."""
    last = last_paragraph(body)
    number = str(FIRST_MARK + paper)
    etree.SubElement(last, w("bookmarkStart"), {w("id"): number, w("name"): f"{END}{paper}"})
    etree.SubElement(last, w("bookmarkEnd"), {w("id"): number})


def last_paragraph(body: Element) -> Element:
    """The paragraph with which a paper ends, that no section ends in yet; a new one where there is none."""
    section = body[-1] if len(body) and body[-1].tag == w("sectPr") else None
    last = section.getprevious() if section is not None else body[-1]
    if last is not None and last.tag == w("p") and last.find(f"{w('pPr')}/{w('sectPr')}") is None:
        return last
    made = etree.Element(w("p"))
    body.insert(len(body) - (section is not None), made)
    return made


def begin_on_the_right(body: Element) -> None:
    """The first section of a paper begins on a right-hand page and counts from one."""
    section = next(body.iter(w("sectPr")))
    for old in [*section.findall(w("type")), *section.findall(w("pgNumType"))]:
        section.remove(old)
    names = [etree.QName(one).localname for one in section]
    pages = next((at for at, name in enumerate(names) if name in AFTER_NUMBERS), len(names))
    section.insert(pages, etree.Element(w("pgNumType"), {w("start"): "1"}))
    kind = sum(name in BEFORE_TYPE for name in names)
    section.insert(kind, etree.Element(w("type"), {w("val"): "oddPage"}))


def end_section(body: Element) -> None:
    """What ended the file ends a section now: its properties go into the last paragraph."""
    last, section = last_paragraph(body), body[-1]
    properties = last.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        last.insert(0, properties)
    properties.append(section)
