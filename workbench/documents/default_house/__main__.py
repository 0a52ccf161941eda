"""Make huisstijl.docx, the house style a new organisation starts with: `python -m workbench.documents.default_house`.

Run this only to change the default. An organisation edits its own copy in Word; the workbench reads that copy.
"""

# ruff: noqa: E501 - one part a line
from pathlib import Path

from workbench.documents import pictures
from workbench.documents.default_house import pages, parts
from workbench.documents.default_house.styles import NAMESPACES, STYLES_XML, XML
from workbench.documents.house import DEFAULT
from workbench.documents.ooxml import zipped

FONTS = Path(__file__).parent.parent / "fonts"


def font(name: str) -> bytes:
    """One of the shipped fonts, as Word embeds it."""
    return parts.embedded((FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf").read_bytes(), parts.FONT_KEYS[name])


def make() -> bytes:
    """The whole package."""
    return zipped({
        "[Content_Types].xml": parts.content_types(),
        "_rels/.rels": parts.relations(*parts.PACKAGE_RELATIONS),
        "word/document.xml": pages.DOCUMENT_XML,
        "word/_rels/document.xml.rels": parts.relations(*parts.DOCUMENT_RELATIONS),
        "word/styles.xml": STYLES_XML,
        "word/settings.xml": parts.SETTINGS_XML,
        "word/numbering.xml": parts.NUMBERING_XML,
        "word/theme/theme1.xml": parts.theme(),
        "word/fontTable.xml": parts.FONT_TABLE_XML,
        "word/_rels/fontTable.xml.rels": parts.relations(("rId1", "font", "fonts/font1.odttf"), ("rId2", "font", "fonts/font2.odttf")),
        "word/fonts/font1.odttf": font("Regular"),
        "word/fonts/font2.odttf": font("Bold"),
        "word/header1.xml": f"{XML}<w:hdr {NAMESPACES}>{pages.HEADER}</w:hdr>",
        "word/header2.xml": f"{XML}<w:hdr {NAMESPACES}>{pages.MOTIF}</w:hdr>",
        "word/_rels/header2.xml.rels": parts.relations(("rId1", "image", "media/kringen.png")),
        "word/media/kringen.png": pictures.cover_motif(),
        "word/footer1.xml": f"{XML}<w:ftr {NAMESPACES}>{pages.FOOTER}</w:ftr>",
        "word/footer2.xml": f"{XML}<w:ftr {NAMESPACES}>{pages.FOOTER}</w:ftr>",
        "docProps/core.xml": parts.CORE_XML,
        "docProps/app.xml": parts.APP_XML,
    })


if __name__ == "__main__":
    DEFAULT.write_bytes(make())
