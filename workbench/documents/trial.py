"""A document with one of everything, of an invented family: how a house style looks before a family gets it."""

from workbench import clock
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.tables import Lines, card, facts, overview, shares
from workbench.documents.word import Document, Run, missing, strong
from workbench.documents.words import on


def trial(house: HouseStyle) -> bytes:
    """The trial document in this house style, as a Word file. Whatever is in it must be possible in every house style."""
    with in_dutch():
        moment = clock.now()
        fields = {
            "organisatie": _("Your organisation"), "titel": _("Trial document"), "ondertitel": _("How our house style looks"),
            "ontvanger": _("A reader"), "versie": _("version %(number)s", number=1), "datum": on(clock.today()),
            "geldig": _("for a look only"), "makers": "Anna de Vries", "deelnemers": "Anna de Vries, Piet Bakker",
        }  # fmt: skip
        doc = Document(house, fields=fields, status=Run(_("CONCEPT"), "Label concept"))
        _words(doc)
        _tables(doc)
        return doc.save(title=fields["titel"], organisation=fields["organisatie"], moment=moment)


def _words(doc: Document) -> None:
    doc.chapter(_("A chapter"), new_page=True)
    doc.paragraph(_("Nobody in this document exists."), "Inleiding")
    doc.heading(_("A smaller heading"), 2)
    doc.paragraph([strong("Anna "), _("reads to the children every evening at half past seven.")])
    doc.bullets([_("One thing"), _("Another thing")])
    doc.steps([_("First this"), _("Then that")])
    for style in ("Succes", "Let op", "Gevaar", "Kader"):
        doc.paragraph(_("A box with one message."), style)
    doc.paragraph([_("Not known yet:") + " ", missing(_("who looks after it"))])


def _tables(doc: Document) -> None:
    doc.chapter(_("Tables and cards"))
    header = [_("Who"), _("What"), _("When")]
    overview(doc, header, [["Anna", _("reads to the children"), _("every evening")]] * 3, shares(1, 2, 1), _("A table"))
    facts(doc, [(_("Who"), ["Anna"]), (_("When"), [_("every evening")])], _("A list of facts"))
    side: Lines = [("Kaart nummer", _("Agreement %(number)s", number="A1")), ("Kaart label", _("Who does this?")),
                   ("Kaart naam", "Anna")]  # fmt: skip
    main: Lines = [("Kaart afspraak", _("Anna reads to the children every evening at half past seven.")),
                   ("Kaart regel", [strong(_("When:") + " "), _("every evening")]),
                   ("Kaart anders", _("If Anna is ill, Piet reads.")),
                   ("Kaart voet", _("Since %(day)s", day=on(clock.today())))]  # fmt: skip
    card(doc, side, main, _("A card"))
