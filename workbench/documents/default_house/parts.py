"""The parts without words: lists, settings, theme, fonts, relations and content types."""

# ruff: noqa: E501 - one style or part a line reads as the table it is

import uuid

from workbench.documents.default_house.styles import (
    DANGER,
    FALLBACK,
    FONT,
    GOOD,
    GROUND,
    INK,
    LINE,
    MUTED,
    NAMESPACES,
    PAPER,
    PRIMARY,
    WARM,
    XML,
    run,
)


def level(fmt, text, left, hanging, rpr=""):
    return (f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{rpr}</w:lvl>')


LISTS = [("opsomming", level("bullet", "•", 397, 284, run(12, True, PRIMARY))),
         ("hoofdstukken", level("decimal", "%1", 794, 794, "")),
         ("nummers", level("decimal", "%1.", 454, 397, run(12, True, PRIMARY)))]
NUMBERING_XML = f"{XML}<w:numbering {NAMESPACES}>" + "".join(
    f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="singleLevel"/><w:name w:val="{name}"/>{body}</w:abstractNum>'
    for i, (name, body) in enumerate(LISTS)
) + "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(LISTS))) + "</w:numbering>"

SETTINGS_XML = f"""{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:removePersonalInformation/><w:embedTrueTypeFonts/>
<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="nl-NL"/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"
 w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"
 w:followedHyperlink="followedHyperlink"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"""


def theme():
    colours = {"dk1": INK, "lt1": PAPER, "dk2": PRIMARY, "lt2": GROUND, "accent1": PRIMARY, "accent2": WARM, "accent3": GOOD, "accent4": DANGER,
                   "accent5": MUTED, "accent6": LINE, "hlink": PRIMARY, "folHlink": MUTED}
    scheme = "".join(f'<a:{k}><a:srgbClr val="{v}"/></a:{k}>' for k, v in colours.items())
    fonts = "".join(f'<a:{k}Font><a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/></a:{k}Font>' for k in ("major", "minor"))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = f'<a:ln w="9525">{fill}</a:ln>' * 3
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (f'{XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Veiligheidsplan"><a:themeElements>'
            f'<a:clrScheme name="Veiligheidsplan">{scheme}</a:clrScheme><a:fontScheme name="Veiligheidsplan">{fonts}</a:fontScheme>'
            f'<a:fmtScheme name="Veiligheidsplan"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
            f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
            "</a:themeElements></a:theme>")


def embedded(font: bytes, key: uuid.UUID) -> bytes:
    """A font as Word embeds it: the first 32 bytes XORed with the key, back to front."""
    mask = key.bytes[::-1]
    return bytes(b ^ mask[i % 16] for i, b in enumerate(font[:32])) + font[32:]


FONT_KEYS = {"Regular": uuid.UUID("5f1d8a52-7c1e-4a77-9a41-2d6c3b9e0f01"), "Bold": uuid.UUID("5f1d8a52-7c1e-4a77-9a41-2d6c3b9e0f02")}
FONT_TABLE_XML = f"""{XML}<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="{FALLBACK}"/><w:panose1 w:val="00000000000000000000"/>
<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>
<w:embedRegular r:id="rId1" w:fontKey="{{{str(FONT_KEYS['Regular']).upper()}}}"/><w:embedBold r:id="rId2" w:fontKey="{{{str(FONT_KEYS['Bold']).upper()}}}"/></w:font>
<w:font w:name="{FALLBACK}"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def relations(*rows):
    return (f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="{i}" Type="{t if t.startswith("http") else f"{OFFICE}/{t}"}" Target="{target}"/>' for i, t, target in rows)
            + "</Relationships>")


def content_types():
    parts = {"document": "document.main", "styles": "styles", "settings": "settings", "fontTable": "fontTable", "numbering": "numbering",
             "header1": "header", "header2": "header", "footer1": "footer", "footer2": "footer"}
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>' for name, kind in parts.items())
    return (f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
            f'{overrides}<Override PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>')


CORE_XML = (f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Huisstijl veiligheidsplan</dc:title><dc:language>nl-NL</dc:language></cp:coreProperties>')
APP_XML = f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>'

METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
PACKAGE_RELATIONS = (("rId1", "officeDocument", "word/document.xml"), ("rId2", METADATA, "docProps/core.xml"), ("rId3", "extended-properties", "docProps/app.xml"))
DOCUMENT_RELATIONS = (
    ("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"), ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "numbering", "numbering.xml"), ("rId5", "theme", "theme/theme1.xml"),
    ("rId10", "header", "header1.xml"), ("rId11", "header", "header2.xml"), ("rId12", "footer", "footer1.xml"), ("rId13", "footer", "footer2.xml"),
)
