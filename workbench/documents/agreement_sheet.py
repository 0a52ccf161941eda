"""One person's own agreements on one page (domain.md 8.5): what, when, at which sign, what if; who looks along; room to write.

Only this reader's own rows, also of what changed: what he or she does, helps with and keeps an eye on. Whole sentences of
others are not on it, save where this person is called in them.
"""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.documents.blocks import otherwise
from workbench.documents.changes import own_changed
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.tables import Lines, strip_card, writing_lines
from workbench.documents.word import Content, Document, Run, alarmed, missing, strong
from workbench.documents.words import EMERGENCY, label, on, together
from workbench.plans.plan_view import AgreementView, PlanView

name = "agreement-sheet"
title = _l("Agreements of one person")
about = _l("One page: what this person does, where he or she helps, and what to do when it does not work.")
QUESTION_LINES = 3


def build(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The sheet as a Word file, in Dutch."""
    with in_dutch():
        what, version = _("Sheet of agreements"), _("version %(number)s", number=view.version)
        fields = {"organisatie": view.organisation, "titel": what, "versie": version, "datum": on(view.made_on),
                  "ontvanger": view.reader_full_name}  # fmt: skip
        doc = Document(house, fields=fields, status=label(view.status), cover=False)
        sheet(doc, view)
        return doc.save(title=f"{what}, {version}", organisation=view.organisation, moment=moment)


def sheet(doc: Document, view: PlanView) -> None:
    """The page of one person, on a page of its own."""
    doc.heading(_("The agreements of %(name)s", name=view.reader), new_page=True)
    mine, helps, watches = rows_of(view)
    own_changed(doc, view, {one.id for one in (*mine, *helps, *watches)})
    for one in mine:
        own_card(doc, one, view.reader)
    if not (mine or helps or watches):
        doc.paragraph(_("There is no agreement in this plan in which %(name)s does something.", name=view.reader))
    listed(doc, _("I help here"), [[strong(f"{one.number}. "), one.otherwise or one.text] for one in helps])
    listed(doc, _("I keep an eye on this"), [[strong(f"{one.number}. "), one.text, *how(one)] for one in watches])
    last_words(doc, view)


def rows_of(view: PlanView) -> tuple[list[AgreementView], list[AgreementView], list[AgreementView]]:
    """What this person does, where he or she helps, and what he or she keeps an eye on."""
    mine = [one for one in view.agreements if one.mine]
    helps = [one for one in view.agreements if not one.mine and is_called(one, view.reader)]
    return mine, helps, [one for one in view.agreements if one.i_check and not one.mine]


def own_card(doc: Document, one: AgreementView, reader: str) -> None:
    """One agreement this person does: what, when, at which sign, and plan B."""
    number, watch = _("Agreement %(number)s", number=one.number), _("%(names)s keeps an eye on it", names=together(one.checkers))
    main: Lines = [("Kaart afspraak", one.text)]
    if one.when and not one.trigger and one.when.lower() not in one.text.lower():  # not twice the same
        main = [*main, ("Kaart regel", [strong(_("When:") + " "), one.when])]
    if one.trigger and one.trigger not in one.text:
        main = [*main, ("Kaart regel", [strong(_("At this sign:") + " "), one.trigger])]
    others = [who for who in (*one.doers, *one.together_with) if who != reader]
    if others:
        main = [*main, ("Kaart regel", [strong(_("Together with:") + " "), together(others)])]
    strip_card(doc, number, watch, [*main, ("Kaart anders", otherwise(one))], f"{number}: {watch}")


def is_called(one: AgreementView, reader: str) -> bool:
    """Whether this person does something in plan B, or joins in."""
    return reader in (one.backup, *one.together_with) or reader in one.otherwise.replace(".", " ").replace(",", " ").split()


def how(one: AgreementView) -> list[str]:
    """How to look, where that was agreed."""
    return [" " + _("How: %(how)s", how=one.check_how)] if one.check_how else []


def listed(doc: Document, heading: str, lines: list[Content]) -> None:
    """A short list under a heading, or nothing."""
    if lines:
        doc.heading(heading, 2)
        doc.bullets(lines)


def last_words(doc: Document, view: PlanView) -> None:
    """Danger first, then when we look again and whom to ask; room for questions."""
    danger = _("Danger now? I call %(number)s.", number=EMERGENCY)
    words = "" if view.reader == view.worker else _("If I cannot do it once, I call %(worker)s.", worker=view.worker) + " "
    again = strong(on(view.evaluate_on)) if view.evaluate_on else missing(_("day"))
    box: list[str | Run] = [alarmed(danger + " "), words + _("We look at it again on") + " ", again, "."]
    if doc.house.is_large:  # the page is full
        doc.paragraph([*box, " " + _("I write my questions on the back.")], "Kader")
        return
    doc.paragraph(box, "Kader")
    doc.heading(_("My questions"), 2)
    writing_lines(doc, QUESTION_LINES, _("Room to write"))
