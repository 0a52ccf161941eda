"""The parts of a Word package without words of the plan: what the file says of itself, and the frame of a picture."""

from datetime import datetime

from lxml import etree

from workbench.documents.ooxml import printable


def core_properties(title: str, organisation: str, moment: datetime, number: str = "") -> bytes:
    """All a file tells about its making: title, organisation, day, and the number of the export. No person, no program (GA5)."""
    office, core = "http://schemas.openxmlformats.org/package/2006", "metadata/core-properties"
    dc, terms = "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"
    xsi = "http://www.w3.org/2001/XMLSchema-instance"
    cp = f"{office}/{core}"
    root = etree.Element(f"{{{cp}}}coreProperties", nsmap={"cp": cp, "dc": dc, "dcterms": terms, "xsi": xsi})
    told = ((dc, "title", title), (dc, "creator", organisation), (cp, "lastModifiedBy", organisation))
    mark = ((dc, "identifier", number),) if number else ()
    for space, name, value in (*told, *mark, (dc, "language", "nl-NL")):
        etree.SubElement(root, f"{{{space}}}{name}").text = printable(value)
    for name in ("created", "modified"):
        when = etree.SubElement(root, f"{{{terms}}}{name}")
        when.set(f"{{{xsi}}}type", "dcterms:W3CDTF")
        when.text = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


PNG = b"\x89PNG"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the parts of a JPEG that say how large it is


def size_of(picture: bytes) -> tuple[int, int]:
    """How many pixels a PNG or JPEG is across and down, from its header."""
    if picture.startswith(PNG):
        return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    at = 2
    while picture[at + 1] not in FRAMES:
        at += 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
    return int.from_bytes(picture[at + 7 : at + 9], "big"), int.from_bytes(picture[at + 5 : at + 7], "big")


def kind_of(picture: bytes) -> str:
    """How the name of a picture ends."""
    return "png" if picture.startswith(PNG) else "jpeg"


PICTURE = """<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="{id}"
 name="Plaat {id}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr
><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"
><pic:pic><pic:nvPicPr><pic:cNvPr id="{id}" name="plaat{id}"/><pic:cNvPicPr/></pic:nvPicPr
><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill
><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm
><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic
></a:graphicData></a:graphic></wp:inline></w:drawing>"""
