"""What an organisation's house style lacks and gets from ours: styles, a cover, the closing page with rights, the language."""

from copy import deepcopy
from typing import Any

from lxml import etree

from workbench.documents.ooxml import NS, RELATION, SPACE, Element, R, printable, w
from workbench.documents.package import PICTURE, size_of

LOGO = "media/logo.png"
LOGO_HIGH = 720_000  # two centimetres in EMU
LOGO_ID = 9001  # far above the number of pictures a document counts
STYLES = {w("pStyle"), w("rStyle"), w("tblStyle")}


def style_ids(styles: Element) -> dict[str, str]:
    """Style id by the name people see, in small letters: one program writes "Heading 1", another "heading 1"."""
    named = ((style.find(w("name")), style.get(w("styleId"))) for style in styles.iter(w("style")))
    return {name.get(w("val"), "").lower(): style_id for name, style_id in named if name is not None and style_id}


def adopt_missing(styles: Element, ours: Element) -> list[str]:
    """A house style need not hold our own styles: what it lacks it gets from ours, hung under its own Normal.

    Returns the names of the styles that were taken over.
    """
    name_of = {style_id: name for name, style_id in style_ids(ours).items()}
    id_of = style_ids(styles)
    id_of.setdefault("normal", _first_style(styles) or "Standard")
    lacking = [
        style
        for style in ours.iter(w("style"))
        if name_of[style.get(w("styleId"))] not in id_of and style.find(f".//{w('numPr')}") is None
    ]
    for style in lacking:
        id_of[name_of[style.get(w("styleId"))]] = style.get(w("styleId"))
    for style in lacking:
        for link in (*style.findall(w("basedOn")), *style.findall(w("next"))):
            link.set(w("val"), id_of.get(name_of[link.get(w("val"))]) or id_of["normal"])
        if style.get(w("default")):
            del style.attrib[w("default")]
        styles.append(style)
    return [style.find(w("name")).get(w("val")) for style in lacking]


def _first_style(styles: Element) -> str | None:
    """The style a paragraph has that names none, whatever a program calls it."""
    found = (
        style
        for style in styles.iter(w("style"))
        if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")
    )
    return next((style.get(w("styleId")) for style in found), None)


def speak_dutch(styles: Element) -> None:
    """Documents are read aloud in Dutch, whatever the language of the program that made the house style (domain.md 8)."""
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        styles.insert(0, defaults)
    place = defaults
    for name in ("rPrDefault", "rPr", "lang"):
        found = place.find(w(name))
        place = etree.SubElement(place, w(name)) if found is None else found
    place.set(w("val"), "nl-NL")


def graft(document: Element, ours: Element, named: dict[str, str], ids: dict[str, str], scale: float) -> None:
    """Our cover before the place of the content and our page of rights after it, where the house style has none of its own.

    `named` is what our style ids are called, `ids` what this house style calls them: its own fonts and colours hold.
    Tables become `scale` times as wide as ours.
    """
    slot = block(document, "inhoud")
    for tag, put in (("omslag", slot.addprevious), ("slot", slot.addnext)):
        if block(document, tag) is None:
            made = deepcopy(block(ours, tag))
            for one in [one for one in made.iter() if one.tag in STYLES]:
                if style_id := ids.get(named.get(one.get(w("val")), "")):
                    one.set(w("val"), style_id)
                else:
                    one.getparent().remove(one)
            for width in made.iter(w("tblW"), w("gridCol"), w("tcW")):
                width.set(w("w"), str(int(int(width.get(w("w"))) * scale)))
            put(made)


def put_logo(document: Element, relations: Element, logo: bytes) -> None:
    """The organisation's logo (a PNG) above everything else on the cover, two centimetres high."""
    across, down = size_of(logo)
    relation = etree.SubElement(relations, f"{{{RELATION}}}Relationship")
    relation.attrib.update({"Id": "logo", "Type": f"{R}/image", "Target": LOGO})
    made = etree.fromstring(PICTURE.format(cx=LOGO_HIGH * across // down, cy=LOGO_HIGH, id=LOGO_ID, rid="logo"))
    made.find(".//{*}docPr").set("descr", "Logo")
    line = etree.Element(w("p"))
    etree.SubElement(line, w("r")).append(made)
    block(document, "omslag").find(w("sdtContent")).insert(0, line)


def put_closing(document: Element, words: str) -> None:
    """The organisation's own words at the end of the last page, a paragraph for each line."""
    place = block(document, "slot").find(w("sdtContent"))
    for line in filter(None, (line.strip() for line in words.splitlines())):
        text = etree.SubElement(etree.SubElement(etree.SubElement(place, w("p")), w("r")), w("t"))
        text.text = printable(line)
        text.set(SPACE, "preserve")


def block(root: Element, tag: str) -> Any:
    """The content control with this tag, or None."""
    found = root.xpath("//w:sdt[w:sdtPr/w:tag/@w:val=$tag]", namespaces=NS, tag=tag)
    return found[0] if found else None
