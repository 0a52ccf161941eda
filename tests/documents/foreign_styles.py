"""Five house styles that were not made by our own code; each says a sentence before and after the place of the content.

styles/libreoffice.docx was written by LibreOffice 7.4. The others start from the document of Word 2010 that python-docx brings along, and
have what other hands and programs put in: Dutch style ids, controls around cells, columns, sections, a right-to-left page.
"""
# ruff: noqa: E501 - pieces of XML are easier to compare on one line

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BEFORE, AFTER = "Jeugdhulp Zuid maakt dit samen met jullie.", "Vragen? Bel Jeugdhulp Zuid."
DUTCH = {
    "Heading1": "Kop1",
    "Heading2": "Kop2",
    "Heading3": "Kop3",
    "Normal": "Standaard",
    "Title": "Titel",
    "Header": "Koptekst",
}


def control(tag, inside, shown=False):
    placeholder = "<w:showingPlcHdr/>" if shown else ""
    return f'<w:sdt {W}><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>{placeholder}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def grey(words):
    return f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{words}</w:t></w:r>'


def saved(document):
    whole = BytesIO()
    document.save(whole)
    return whole.getvalue()


def written(header="[titel] [versie] [datum] [ontvanger] [status]"):
    """A letter paper as somebody types it in Word."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = header
    document.add_paragraph(BEFORE)
    document.add_paragraph("[inhoud]")
    document.add_paragraph(AFTER)
    return document


def libreoffice():
    return (Path(__file__).parent / "styles" / "libreoffice.docx").read_bytes()


def dutch_word():
    """Styles with Dutch ids, a block control that shows its grey hint, and a header in a table whose cells are controls."""
    document = written(header="")
    for style in document.styles.element.iter(qn("w:style")):
        for attribute in [one for one in (style, *style) if one.tag in (qn("w:basedOn"), qn("w:next"), qn("w:link"))]:
            attribute.set(qn("w:val"), DUTCH.get(attribute.get(qn("w:val")), attribute.get(qn("w:val"))))
        style.set(qn("w:styleId"), DUTCH.get(style.get(qn("w:styleId")), style.get(qn("w:styleId"))))
    for line in document.element.body.iter(qn("w:pStyle")):
        line.set(qn("w:val"), DUTCH.get(line.get(qn("w:val")), line.get(qn("w:val"))))
    place = document.paragraphs[1]._p
    place.getparent().replace(
        place, parse_xml(control("inhoud", f"<w:p>{grey('Klik of tik om tekst in te voeren.')}</w:p>", shown=True))
    )
    cells = "".join(control(tag, f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr><w:p>{grey(tag)}</w:p></w:tc>', shown=True)
                    for tag in ("versie", "datum", "ontvanger", "status"))  # fmt: skip
    grid = (
        '<w:tblPr><w:tblW w:w="6000" w:type="dxa"/></w:tblPr><w:tblGrid>'
        + '<w:gridCol w:w="1500"/>' * 4
        + "</w:tblGrid>"
    )
    document.sections[0].header.paragraphs[0]._p.addprevious(
        parse_xml(f"<w:tbl {W}>{grid}<w:tr>{cells}</w:tr></w:tbl>")
    )
    return saved(document)


def old_word():
    """Words cut in runs by the spelling check, a line break in the header, a watermark-less Word 2010 in its own compatibility."""
    document = written()
    line = document.sections[0].header.paragraphs[0]
    line.clear()
    for piece in ("Versie [ver", "sie] van [da", "tum], voor [ontvan", "ger] ", "[status]"):
        line.add_run(piece).bold = True
    document.paragraphs[1].clear()
    for piece in ("[in", "houd", "]"):
        document.paragraphs[1].add_run(piece)
    return saved(document)


def columns():
    """A cover section, the content in three columns, and a last section of one."""
    document = written()
    before, place = document.paragraphs[0]._p, document.paragraphs[1]._p
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="850" w:header="500" w:footer="500" w:gutter="0"/>'
    last = document.sections[0]._sectPr
    header = last.find(qn("w:headerReference"))
    last.remove(header)
    for line, number in ((before, 1), (place, 3)):
        section = f'<w:p {W}><w:pPr><w:sectPr>{page}<w:cols w:num="{number}" w:space="400"/></w:sectPr></w:pPr></w:p>'
        line.addnext(parse_xml(section))
    before.getnext().find(f".//{qn('w:sectPr')}").insert(
        0, header
    )  # the sections after it have the header of the first
    return saved(document)


def right_to_left():
    """An organisation that writes from right to left: its section, its normal style and its header."""
    document = written()
    document.sections[0]._sectPr.find(qn("w:docGrid")).addprevious(parse_xml(f"<w:bidi {W}/>"))
    normal = document.styles["Normal"].element
    normal.get_or_add_pPr().insert(0, parse_xml(f"<w:bidi {W}/>"))
    normal.get_or_add_rPr().append(parse_xml(f"<w:rtl {W}/>"))
    normal.rPr.insert(0, parse_xml(f'<w:rFonts {W} w:cs="Arial"/>'))
    document.paragraphs[0].insert_paragraph_before("منظمة رعاية الشباب")
    return saved(document)


FOREIGN = {"LibreOffice": libreoffice, "a Dutch Word": dutch_word, "an old Word": old_word, "three columns": columns,
           "right to left": right_to_left}  # fmt: skip
