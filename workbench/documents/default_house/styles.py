"""Every style of the default house style: the only place where a colour, a size or a font of paper is written."""

# ruff: noqa: E501, PLR0917 - one style or part a line reads as the table it is

FONT = "Atkinson Hyperlegible Next"
FALLBACK = "Arial"  # almost as wide, and on every machine: lines break in nearly the same places

INK, PAPER, GROUND, LINE = "16202A", "FFFFFF", "F4F6F7", "D5DCE1"
PRIMARY, PRIMARY_SOFT, MUTED = "0B5C6B", "E3F1F3", "52616B"
WARM, WARM_SOFT, GOOD, GOOD_SOFT, DANGER, DANGER_SOFT = "B45309", "FDF3E3", "1D6B3A", "E8F5EC", "A61B1B", "FDECEC"
WARM_DARK = "8A3F06"  # small warm text needs more contrast than the bar beside it

TEXT_WIDTH = 9412  # twentieths of a point between the margins of an A4: 16,6 cm

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(size=None, bold=None, colour=None, fill=None, caps=False, spacing=None, underline=None):
    """The w:rPr of a style; sizes in points."""
    return "<w:rPr>{}</w:rPr>".format("".join([
        {True: "<w:b/><w:bCs/>", False: '<w:b w:val="0"/><w:bCs w:val="0"/>', None: ""}[bold],
        "<w:caps/>" if caps else "",
        f'<w:color w:val="{colour}"/>' if colour else "",
        f'<w:spacing w:val="{spacing}"/>' if spacing else "",
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "",
        f'<w:u w:val="{underline}"/>' if underline else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
    ]))


def paragraph(before=None, after=None, line=None, left=0, right=0, hanging=0, bar=None, fill=None, bottom=None,
              keep_next=False, keep_lines=False, level=None, tabs="", num=None, new_page=False, align=None, contextual=False):
    """The w:pPr of a style; spaces in points, line as a factor, a bar is the thick line down the left side."""
    edge = fill if bar else None  # a border in the colour of the ground gives the words of a box room to breathe
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
        for side, colour, size, space in (("top", edge, 4, 5), ("left", bar, 36, 10), ("bottom", bottom or edge, 8 if bottom else 4, 6 if bottom else 5), ("right", edge, 4, 6)) if colour
    )
    spacing = "".join([
        f' w:before="{round(before * 20)}"' if before is not None else "",
        f' w:after="{round(after * 20)}"' if after is not None else "",
        f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else "",
    ])
    indent = "".join(f' w:{k}="{v}"' for k, v in (("left", left), ("right", right), ("hanging", hanging)) if v)
    return "<w:pPr>{}</w:pPr>".format("".join([
        "<w:keepNext/>" if keep_next else "",
        "<w:keepLines/>" if keep_lines else "",
        "<w:pageBreakBefore/>" if new_page else "",
        f'<w:numPr><w:numId w:val="{num}"/></w:numPr>' if num else "",
        f"<w:pBdr>{borders}</w:pBdr>" if borders else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        f"<w:spacing{spacing}/>" if spacing else "",
        f"<w:ind{indent}/>" if indent else "",
        "<w:contextualSpacing/>" if contextual else "",
        f'<w:jc w:val="{align}"/>' if align else "",
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else "",
    ]))


def style(kind, style_id, name, ppr="", rpr="", based=None, following=None, extra="", default=False):
    first = ' w:default="1"' if default else ""
    own = "" if name.split()[0] in BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{first}{own} w:styleId="{style_id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + f'<w:uiPriority w:val="1"/><w:qFormat/>{ppr}{rpr}{extra}</w:style>'
    )


BUILT_IN = {"Normal", "heading", "Title", "Subtitle", "List", "caption", "header", "footer", "Strong", "Hyperlink",
            "Default", "Quote"}


def table(style_id, name, borders, margins, parts="", ppr="", rpr="", fill=None):
    edges = "".join(f'<w:{side} w:val="{"single" if colour else "nil"}"' + (f' w:sz="{size}" w:space="0" w:color="{colour}"' if colour else "") + "/>"
                    for side, colour, size in borders)
    top, left, bottom, right = margins
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>' if fill else ""
    return style("table", style_id, name, ppr, rpr, "Standaardtabel", extra=(
        f'<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>'
        f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/><w:bottom w:w="{bottom}" w:type="dxa"/>'
        f'<w:right w:w="{right}" w:type="dxa"/></w:tblCellMar></w:tblPr>{shade}{parts}'))


def part_of_table(where, fill=None, rpr="", borders=""):
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tblStylePr w:type="{where}">{rpr}<w:tcPr>{f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""}{shade}</w:tcPr></w:tblStylePr>'


def box(colour, all_sides=("top", "left", "bottom", "right")):
    return [(side, colour, 8) for side in all_sides]


STYLES = "".join([
    style("paragraph", "Standaard", "Normal", rpr=run(colour=INK), default=True),
    style("character", "Standaardalinea-lettertype", "Default Paragraph Font", default=True),
    '<w:style w:type="table" w:default="1" w:styleId="Standaardtabel"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="Geenlijst"><w:name w:val="No List"/><w:semiHidden/></w:style>',
    # Headings: what screen readers and Word's navigation pane walk along.
    style("paragraph", "Titel", "Title", paragraph(before=6, after=4, line=1.05, keep_next=True), run(28, True, INK), "Standaard", "Ondertitel"),
    style("paragraph", "Ondertitel", "Subtitle", paragraph(after=10, line=1.2), run(14, False, MUTED), "Standaard", "Standaard"),
    style("paragraph", "Kop1", "heading 1", paragraph(before=20, after=6, line=1.1, keep_next=True, keep_lines=True, level=0), run(21, True, PRIMARY), "Standaard", "Standaard"),
    style("paragraph", "Kop2", "heading 2", paragraph(before=15, after=4, line=1.1, keep_next=True, keep_lines=True, level=1), run(15, True, INK), "Standaard", "Standaard"),
    style("paragraph", "Kop3", "heading 3", paragraph(before=12, after=3, keep_next=True, keep_lines=True, level=2), run(12.5, True, PRIMARY), "Standaard", "Standaard"),
    # Running text.
    style("paragraph", "Inleiding", "Inleiding", paragraph(after=10, line=1.25), run(13.5, colour=INK), "Standaard", "Standaard"),
    style("paragraph", "Lijstopsomteken", "List Bullet", paragraph(after=3, num=1), "", "Standaard"),
    style("paragraph", "Lijstnummering", "List Number", paragraph(after=4, num=3), "", "Standaard"),
    style("paragraph", "Bijschrift", "caption", paragraph(before=4, after=10, line=1.2), run(10.5, colour=MUTED), "Standaard", "Standaard"),
    style("paragraph", "Koptekst", "header", paragraph(after=0, bottom=LINE, tabs=f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'), run(9.5, colour=MUTED), "Standaard"),
    style("paragraph", "Voettekst", "footer", paragraph(after=0, tabs=f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'), run(9.5, colour=MUTED), "Standaard"),
    # Boxes with one message each: a bar, a soft ground and always a word that says what it is.
    style("paragraph", "Kindwoorden", "Kindwoorden", paragraph(before=6, after=0, line=1.2, left=340, right=170, bar=PRIMARY, fill=PRIMARY_SOFT, keep_next=True, keep_lines=True), run(15, True, PRIMARY), "Standaard", "Kindwoordenbron"),
    style("paragraph", "Kindwoordenbron", "Kindwoorden bron", paragraph(after=8, left=340, right=170, bar=PRIMARY, fill=PRIMARY_SOFT, keep_next=True, keep_lines=True), run(10.5, colour=INK), "Standaard", "Standaard"),
    style("paragraph", "Citaat", "Quote", paragraph(before=4, after=10, left=340, right=170, bar=LINE, keep_lines=True), "", "Standaard", "Standaard"),
    style("paragraph", "Succes", "Succes", paragraph(before=4, after=8, left=340, right=170, bar=GOOD, fill=GOOD_SOFT, keep_lines=True), "", "Standaard"),
    style("paragraph", "Letop", "Let op", paragraph(before=6, after=10, left=340, right=170, bar=WARM, fill=WARM_SOFT, keep_lines=True), "", "Standaard"),
    style("paragraph", "Gevaar", "Gevaar", paragraph(before=6, after=10, left=340, right=170, bar=DANGER, fill=DANGER_SOFT, keep_lines=True), "", "Standaard"),
    style("paragraph", "Kader", "Kader", paragraph(before=6, after=10, left=340, right=170, bar=PRIMARY, fill=PRIMARY_SOFT, keep_lines=True), "", "Standaard"),
    # The agreement card.
    style("paragraph", "Kaartnummer", "Kaart nummer", paragraph(after=6, line=1.0), run(10.5, True, MUTED), "Standaard"),
    style("paragraph", "Kaartlabel", "Kaart label", paragraph(after=0, line=1.1), run(10.5, False, INK), "Standaard"),
    style("paragraph", "Kaartnaam", "Kaart naam", paragraph(after=7, line=1.1), run(15, True, PRIMARY), "Standaard"),
    style("paragraph", "Kaartafspraak", "Kaart afspraak", paragraph(after=5, line=1.15), run(12.5, True), "Standaard"),
    style("paragraph", "Kaartregel", "Kaart regel", paragraph(after=4, line=1.15), "", "Standaard"),
    style("paragraph", "Kaartanders", "Kaart anders", paragraph(before=5, after=7, line=1.15, left=220, right=60, bar=WARM, fill=WARM_SOFT), "", "Standaard"),
    style("paragraph", "Kaartvoet", "Kaart voet", paragraph(after=0, line=1.15), run(10.5, colour=MUTED), "Standaard"),
    style("paragraph", "Kaartstrook", "Kaart strook", paragraph(before=0, after=0, line=1.1, keep_next=True, tabs=f'<w:tab w:val="right" w:pos="{TEXT_WIDTH - 400}"/>'), run(12.5, True, PRIMARY), "Standaard"),
    style("paragraph", "Tussenruimte", "Tussenruimte", '<w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr>', run(4), "Standaard"),
    # Tables.
    style("paragraph", "Tabelkop", "Tabel kop", paragraph(after=0, line=1.15, keep_next=True), run(10.5, True, PRIMARY), "Standaard"),
    style("paragraph", "Tabeltekst", "Tabel tekst", paragraph(after=0, line=1.2), run(11.5), "Standaard"),
    style("paragraph", "Tabelcijfer", "Tabel cijfer", paragraph(after=0, line=1.2, align="center"), run(11.5), "Standaard"),
    style("paragraph", "Tabelkopmidden", "Tabel kop midden", paragraph(align="center"), "", "Tabelkop"),
    style("paragraph", "Tabelgroot", "Tabel groot", paragraph(after=0, line=1.15), run(13.5), "Standaard"),
    # Words and pictures.
    style("paragraph", "Paneelplaat", "Paneel plaat", paragraph(after=4, line=1.0, align="center"), "", "Standaard"),
    style("paragraph", "Paneeltekst", "Paneel tekst", paragraph(after=2, line=1.15), run(12.5), "Standaard"),
    style("paragraph", "Paneelnaam", "Paneel naam", paragraph(after=0, line=1.1, align="center"), run(13, True), "Standaard"),
    # Cover and closing page: the organisation's own.
    style("paragraph", "Omslagorganisatie", "Omslag organisatie", paragraph(after=0), run(13, True, PRIMARY), "Standaard"),
    style("paragraph", "Omslaglabel", "Omslag label", paragraph(before=196, after=10), run(12, True), "Standaard"),
    style("paragraph", "Omslagtitel", "Omslag titel", paragraph(after=6, line=1.0), run(44, True, INK), "Standaard"),
    style("paragraph", "Omslagondertitel", "Omslag ondertitel", paragraph(after=26, line=1.15), run(19, False, PRIMARY), "Standaard"),
    # Characters.
    style("character", "Zwaar", "Strong", rpr=run(bold=True)),
    style("character", "Hyperlink", "Hyperlink", rpr=run(colour=PRIMARY, underline="single")),
    style("character", "Ontbreekt", "Ontbreekt", rpr=run(bold=True, colour=WARM_DARK, fill=WARM_SOFT, underline="dash")),
    style("character", "Letopwoord", "Let op woord", rpr=run(bold=True, colour=WARM_DARK)),
    style("character", "Gevaarwoord", "Gevaar woord", rpr=run(bold=True, colour=DANGER)),
    style("character", "Succeswoord", "Succes woord", rpr=run(bold=True, colour=GOOD)),
    style("character", "Labelconcept", "Label concept", rpr=run(bold=True, colour=WARM_DARK, fill="FBE3C0")),
    style("character", "Labelbespreking", "Label ter bespreking", rpr=run(bold=True, colour=PRIMARY, fill="CFE6EA")),
    style("character", "Labelvastgesteld", "Label vastgesteld", rpr=run(bold=True, colour=GOOD, fill="CDE9D6")),
    # Table styles: every border and ground of a table comes from here.
    table("Kaart", "Kaart", box(LINE), (130, 190, 90, 190), part_of_table("firstRow", PRIMARY_SOFT) + part_of_table("firstCol", PRIMARY_SOFT)),
    table("Overzicht", "Overzicht", [("top", PRIMARY, 12), ("left", None, 0), ("bottom", LINE, 8), ("right", None, 0), ("insideH", LINE, 6), ("insideV", None, 0)],
          (90, 120, 90, 120), part_of_table("firstRow", PRIMARY_SOFT) ),
    table("Gegevens", "Gegevens", [("top", LINE, 6), ("left", None, 0), ("bottom", LINE, 6), ("right", None, 0), ("insideH", LINE, 6), ("insideV", None, 0)],
          (80, 0, 80, 120)),
    table("Panelen", "Panelen", [(side, LINE, 8) for side in ("top", "left", "bottom", "right", "insideH", "insideV")], (150, 170, 130, 170)),
    table("Tekenvel", "Tekenvel", [(side, MUTED, 12) for side in ("top", "left", "bottom", "right")], (150, 170, 130, 170)),
])

STYLES_XML = f"""{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:cstheme="minorBidi"/>
<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="130" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
{STYLES}</w:styles>"""
