""""Who do I call": one page with a card to cut out, fold and keep. It says nothing of the plan, so that it may be found.

Only names, and lines to write the numbers on by hand: a number of a person is on no paper of ours (GA2). The card is what is
left for a child that may take nothing else along (domain.md 8.2).
"""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.documents import handing_out
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.picture_tables import LINE, cut_out_card
from workbench.documents.short_paper import written
from workbench.documents.tables import Lines
from workbench.documents.word import Content, Document, alarmed, missing, strong
from workbench.documents.words import CHILD_LINE, EMERGENCY, SAFE_AT_HOME
from workbench.plans.plan_view import PlanView

name = "call-card"
title = _l("Card: who do I call?")
about = _l("One page with a small card to cut out. Only names; nothing of the plan is on it.")

LINES = 4  # on the back of the card; the empty ones are for somebody else


def refusal(view: PlanView) -> str | None:
    """For everybody, but not for a child that may take nothing along."""
    takes = view.for_child.takes if view.for_child else ""
    return handing_out.kept_back(takes, view.reader) if takes == handing_out.NOTHING else None


def build(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The card as a Word file, in Dutch."""
    with in_dutch():
        return written(view, house, moment, _("Card"), page)


def page(doc: Document, view: PlanView) -> None:
    """The card, and how to use it."""
    doc.heading(_("Who do I call?"))
    intro = _("This is a card for %(name)s. Cut it out, fold it, and keep it where you find it.", name=view.reader)
    doc.paragraph(intro, "Inleiding")
    cut_out_card(doc, front(view), back(view), _("Card to cut out"))
    if not (view.for_child and view.for_child.takes == handing_out.CARD):  # no more paper than is safe
        doc.paragraph(_("And one for at home, or for somebody you trust:"), keep=True)
        cut_out_card(doc, front(view), back(view), _("Card to cut out"))
    doc.heading(_("This is how you use it"), 2)
    doc.steps([
        _("Write the numbers on the lines, together."),
        _("Cut along the dashes and fold along the dots."),
        _("Choose a place nobody looks: your telephone case, your coat, your school bag or your purse.")
        if not view.for_child else _("Choose a good place together: your telephone case, your coat or a drawer."),
    ])  # fmt: skip
    doc.paragraph(_("The card says nothing about the plan. So it is not bad when somebody finds it."), "caption")


def front(view: PlanView) -> Lines:
    """Danger, and who is always there."""
    line, number = (("Kindertelefoon", CHILD_LINE) if view.for_child else ("Veilig Thuis", SAFE_AT_HOME))
    danger = _("Danger now?") + " "
    return [
        ("Kaart naam", _("Who do I call?")),
        ("Kaart regel", [strong(view.keeps_sight or view.worker), " ", LINE]),
        ("Kaart regel", [alarmed(danger), alarmed(_("Call %(number)s.", number=EMERGENCY))]),
        ("Kaart regel", [strong(line + ": "), number]),
        ("Kaart voet", _("Free, day and night.") if not view.for_child else _("Free. You need not say your name.")),
    ]


def back(view: PlanView) -> Lines:
    """The people nearby, with room for their numbers."""
    names: list[tuple[str, Content]] = [("Kaart regel", [strong(one), " ", LINE]) for one in view.to_call]
    empty: Lines = [("Kaart regel", ["", LINE])] * (LINES - len(names))
    nobody: Lines = [("Kaart regel", missing(_("a safe person you can call")))]
    return [("Kaart naam", _("I can call them")), *(names or nobody), *empty]
