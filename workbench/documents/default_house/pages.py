"""The pages of the default house style: cover, place for the content, rights of children and parents, header, footer."""

# ruff: noqa: E501 - one style or part a line reads as the table it is

from xml.sax.saxutils import escape

from workbench.documents.default_house.styles import NAMESPACES, TEXT_WIDTH, XML


def field(tag, placeholder, rstyle=""):
    """A one-line content control: the filler replaces its text and takes the frame away."""
    rpr = f'<w:rPr><w:rStyle w:val="{rstyle}"/></w:rPr>' if rstyle else ""
    return (f'<w:sdt><w:sdtPr><w:alias w:val="{placeholder}"/><w:tag w:val="{tag}"/><w:text/></w:sdtPr>'
            f"<w:sdtContent><w:r>{rpr}<w:t>[{placeholder}]</w:t></w:r></w:sdtContent></w:sdt>")


def p(pstyle, *content):
    inner = "".join(c if c.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(c)}</w:t></w:r>' for c in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{pstyle}"/></w:pPr>{inner}</w:p>'


def strong(text):
    return f'<w:r><w:rPr><w:rStyle w:val="Zwaar"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def block(tag, name, content):
    """A block content control: a part of the document the filler may fill or leave out as a whole."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def facts(rows, widths=(2700, TEXT_WIDTH - 2700)):
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    body = "".join("<w:tr><w:trPr><w:cantSplit/></w:trPr>" + "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Tabeltekst"/></w:pPr>{c}</w:p></w:tc>'
        for w, c in zip(widths, row, strict=True)) + "</w:tr>" for row in rows)
    return (f'<w:tbl><w:tblPr><w:tblStyle w:val="Gegevens"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="Gegevens van dit plan"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>')


COVER = block("omslag", "Voorblad", "".join([
    p("Omslagorganisatie", field("organisatie", "organisatie")),
    p("Omslaglabel", field("status", "status", "Labelconcept")),
    p("Omslagtitel", field("titel", "titel")),
    p("Omslagondertitel", field("ondertitel", "ondertitel")),
    facts([(strong(label), field(tag, tag)) for label, tag in (
        ("Voor", "ontvanger"), ("Versie", "versie"), ("Datum", "datum"), ("Geldig", "geldig"), ("Gemaakt door", "makers"),
        ("Deden mee", "deelnemers"))]),
    p("Tussenruimte"),
    p("Kader", strong("Bewaar dit plan op een veilige plek. "), "Er staan persoonlijke dingen in. Laat het alleen lezen aan mensen die mee hebben gedaan."),
]))

CLOSING = block("slot", "Slotblad", "".join([
    '<w:p><w:pPr><w:pStyle w:val="Kop1"/><w:pageBreakBefore/><w:spacing w:before="0"/></w:pPr><w:r><w:t>Rechten van kinderen en ouders</w:t></w:r></w:p>',
    p("Inleiding", "Dit plan gaat over uw leven. Daarom heeft u rechten. Uw kind heeft die ook."),
    p("Kop2", "Rechten van kinderen"),
    *(p("Lijstopsomteken", line) for line in (
        "Een kind heeft het recht om veilig en gezond op te groeien.",
        "Een kind mag zeggen wat het vindt. Volwassenen luisteren daarnaar en zeggen wat zij ermee doen.",
        "Een kind heeft recht op contact met beide ouders, als dat veilig is.",
        "Een kind hoeft niet te kiezen tussen mensen van wie het houdt.")),
    p("Kop2", "Rechten van ouders"),
    *(p("Lijstopsomteken", strong(head), text) for head, text in (
        ("Lezen. ", "U mag zien wat er over u is opgeschreven. U kunt een kopie vragen."),
        ("Verbeteren. ", "Klopt iets niet? Dan passen wij het aan, of wij zetten uw mening erbij."),
        ("Niet eens. ", "Bent u het niet eens met een afspraak? Zeg het. Uw bezwaar komt in het plan te staan."),
        ("Klagen. ", "U kunt een klacht indienen bij onze klachtencommissie. Dat kost niets. Het maakt uw plan niet slechter."),
        ("Kinderrechter. ", "Over sommige besluiten beslist de kinderrechter. Wij leggen u uit wanneer dat kan en wie u daarbij helpt."))),
    p("Kader", strong("Vragen? "), "Praat met de jeugdbeschermer die in dit plan staat. Kom je er samen niet uit, vraag dan naar de leidinggevende bij ",
      field("organisatie", "organisatie"), "."),
]))

SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/><w:headerReference w:type="first" r:id="rId11"/>'
    '<w:footerReference w:type="default" r:id="rId12"/><w:footerReference w:type="first" r:id="rId13"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1531" w:right="1247" w:bottom="1247" w:left="1247" w:header="680" w:footer="567" w:gutter="0"/>'
    "<w:titlePg/></w:sectPr>"
)
BODY = COVER + block("inhoud", "Inhoud: hier zet de werkbank het plan neer", p("Standaard", "Hier komt de inhoud van het plan.")) + CLOSING
DOCUMENT_XML = f"{XML}<w:document {NAMESPACES}><w:body>{BODY}{SECTION}</w:body></w:document>"

HEADER = p("Koptekst", field("titel", "titel"), " – ", field("versie", "versie"), " – ", field("datum", "datum"), " – voor: ", field("ontvanger", "naam"),
           "<w:r><w:tab/></w:r>", field("status", "status", "Labelconcept"))


def number(code):
    return "".join(f"<w:r>{part}</w:r>" for part in (
        '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>'))


FOOTER = p("Voettekst", field("organisatie", "organisatie"), "<w:r><w:tab/></w:r>", "pagina ", number("PAGE"), " van ", number("NUMPAGES"), ", vertrouwelijk")

MOTIF = """<w:p><w:pPr><w:pStyle w:val="Voettekst"/></w:pPr><w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"
 relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="page"><wp:align>top</wp:align></wp:positionV>
<wp:extent cx="5040000" cy="3888000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>
<wp:docPr id="9001" name="Versiering" descr="Versiering: kringen"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="9001" name="kringen.png"/>
<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5040000" cy="3888000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"""
