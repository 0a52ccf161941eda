"""The plan for one child in words and pictures (domain.md 8.2), to read together and to keep.

No harm but what stands in panels that every parent with authority approved. Names, no roles; short sentences; large letters.
What may be in it comes with the child's own view (plans/child_paper.py).
"""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from workbench.documents import friendly, handing_out
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.picture_tables import Panel, drawing_space, panels, people_to_call, picture_card
from workbench.documents.short_paper import written
from workbench.documents.tables import Lines
from workbench.documents.word import Document, Run, alarmed, missing, strong, warned
from workbench.documents.words import CHILD_LINE, EMERGENCY, on, together
from workbench.plans.plan_view import AgreementView, ForChildView, Names, PlanView

name = "child-version"
title = _l("Version for a child, in words and pictures")
about = _l("For one child: the story in pictures, who cares for you, who you can call, and what was done with what you said.")
more_points = 2  # larger than other papers
MOST_FACES = 4
MOST_LINES = 5  # of one person on one card: a card never breaks over two pages
ROOM = 3300  # twentieths of a point to draw in


def refusal(view: PlanView) -> str | None:
    """Only for a child of this family that may take it along."""
    if view.for_child is None:
        return gettext("This version is for a child of this family. Choose a child, or the version for the family.")
    return handing_out.refusal(view)


def build(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The child's version as a Word file, in Dutch."""
    with in_dutch():
        return written(view, house, moment, _("Version for a child"), pages)


def pages(doc: Document, view: PlanView) -> None:
    """Who to call in front; then the story, who cares, what we do, what the child said."""
    own = view.for_child or ForChildView("all")
    front(doc, view)
    story(doc, view, own)
    who_cares(doc, view, own)
    who_to_call(doc, view)
    what_we_do(doc, own)
    drawings(doc, own)
    said(doc, view, own)


def front(doc: Document, view: PlanView) -> None:
    """The first page: whose plan it is, and who can always be called."""
    doc.paragraph(_("%(name)s, this plan is for you", name=view.reader), "Title")
    doc.paragraph(_("This plan was made on %(day)s.", day=on(view.made_on)), "Subtitle")
    doc.picture(friendly.home(), 16.6, _("A house in the evening. The light is on."), "Paneel plaat")
    doc.paragraph([strong(_("Scared, or not sure?") + " "), _("You may always call.")], "Inleiding")
    faces = [
        Panel(friendly.face(number), _("Somebody who smiles: %(name)s.", name=one), one)
        for number, one in enumerate(everybody(view)[:MOST_FACES])
    ]
    panels(doc, faces, _("Who you may always call"), columns=len(faces), wide=2.9, style="Paneel naam")
    danger(doc)


def danger(doc: Document) -> None:
    """What to do now, and who listens without knowing your name."""
    now = _("Is there danger now? Call %(number)s.", number=EMERGENCY)
    doc.paragraph([alarmed(now + " "), _("A child may do that too.")], "Gevaar")
    free = _("They listen to you. It is free, and you need not say your name.")
    doc.paragraph([strong("Kindertelefoon: "), strong(CHILD_LINE), ". ", free], "Kader")


def everybody(view: PlanView) -> Names:
    """The child's safe people, then who keeps an eye on the plan."""
    worker = view.keeps_sight or view.worker
    return tuple(dict.fromkeys((*view.to_call[: MOST_FACES - 1], worker)))


def story(doc: Document, view: PlanView, own: ForChildView) -> None:
    """What is going on: the panels every parent approved, in the order in which they were told."""
    doc.heading(_("What is going on"), new_page=True)
    if not own.panels:
        doc.paragraph(missing(_("the story in words and pictures, approved by the parents")))
        return
    shown = [
        Panel(one.picture or friendly.panel(one.pictogram, number), one.alt or friendly.meaning(one.pictogram), one.words)
        for number, one in enumerate(own.panels)
    ]
    panels(doc, shown, _("The story in words and pictures"))


def who_cares(doc: Document, view: PlanView, own: ForChildView) -> None:
    """Who does what on ordinary days, on a card with a face."""
    doc.heading(_("Who cares for you"), new_page=bool(own.panels))
    found = list(by_person(own.agreements, view.reader))
    for number, (people, texts) in enumerate(found):
        faces = [(friendly.face(number + i), _("Somebody who smiles: %(name)s.", name=one)) for i, one in enumerate(people[:2])]
        lines: Lines = [("Kaart naam", together(people)), *(("Kaart regel", text) for text in texts)]
        picture_card(doc, faces, lines, _("What %(names)s does for you", names=together(people)), wide=2.1)
    if not found:
        doc.paragraph(missing(_("who cares for you, and how")))


def by_person(agreements: tuple[AgreementView, ...], reader: str) -> Iterator[tuple[Names, list[str]]]:
    """The agreements of ordinary days, together for the same people; a few to a card."""
    found: dict[Names, list[str]] = {}
    for one in agreements:
        people = tuple(name for name in one.doers if name != reader) or one.together_with or one.checkers
        if people and not one.trigger:
            found.setdefault(people, []).append(one.text)
    for people, texts in found.items():
        for first in range(0, len(texts), MOST_LINES):
            yield people, texts[first : first + MOST_LINES]


def who_to_call(doc: Document, view: PlanView) -> None:
    """Names with a line for the number, to be written in together (GA2)."""
    doc.heading(_("Who you can call"))
    rows = []
    for number, one in enumerate(everybody(view)):
        face = friendly.face(number), _("Somebody who smiles: %(name)s.", name=one)
        rows.append((face, one, "\N{NO-BREAK SPACE}"))
    if not view.to_call:
        doc.paragraph(missing(_("a safe person you can call")))
    people_to_call(doc, rows, _("Who you can call"))
    doc.paragraph(_("Write the numbers in together. Or put them in your telephone."), "caption")


def what_we_do(doc: Document, own: ForChildView) -> None:
    """What happens at a difficult moment, a card each; then what we do if it goes differently."""
    doc.heading(_("What we do if …"))
    if own.safety_object:
        key = friendly.pictogram_for(own.safety_object)
        lines: Lines = [("Kaart naam", _("Your sign")), ("Kaart regel", own.safety_object)]
        picture_card(doc, [(friendly.pictogram(key), friendly.meaning(key))], lines, _("Your sign"))
    for one in own.agreements:
        if one.trigger:
            moment_card(doc, one)
    if not own.agreements:
        doc.paragraph(missing(_("what we do at a difficult moment")))
    plan_b(doc, own)


def moment_card(doc: Document, one: AgreementView) -> None:
    """A difficult moment, what we do then, and what if that does not work."""
    key = friendly.pictogram_for(f"{one.trigger} {one.text}")
    lines: list = [("Kaart naam", one.trigger), ("Kaart regel", one.text)]
    if one.otherwise:
        lines.append(("Kaart anders", [warned(_("If it does not work:") + " "), one.otherwise]))
    picture_card(doc, [(friendly.pictogram(key), friendly.meaning(key))], lines, one.trigger)


def plan_b(doc: Document, own: ForChildView) -> None:
    """What we do when an ordinary day goes differently."""
    others = [one for one in own.agreements if not one.trigger and one.otherwise]
    if not others:
        return
    doc.heading(_("And if it goes differently?"), 2)
    for one in others:
        key = friendly.pictogram_for(one.otherwise)
        picture = friendly.pictogram(key), friendly.meaning(key)
        picture_card(doc, [picture], [("Kaart regel", one.otherwise)], one.otherwise, wide=1.5)


def drawings(doc: Document, own: ForChildView) -> None:
    """The child's own drawings that may be shared, and room for a new one."""
    doc.heading(_("Your drawing"))
    drawn = [one for one in own.said if one.picture]
    for one in drawn:
        doc.picture(one.picture or b"", drawing_width(one.picture or b""), one.alt, "Paneel plaat", keep=True)
        doc.paragraph(f"“{one.words}”", "Kindwoorden")
    words = _("Here is room for a new drawing.") if drawn else _("You can draw here who cares for you.")
    doc.paragraph(words, keep=True)
    drawing_space(doc, _("Room for a drawing"), ROOM)


def drawing_width(picture: bytes) -> float:
    """As wide as the page, but never so high that it fills a page by itself."""
    from workbench.documents.package import size_of

    across, down = size_of(picture)
    return min(16.0, 15.0 * across / max(down, 1))


def said(doc: Document, view: PlanView, own: ForChildView) -> None:
    """The child's own words, and what was done with each; then the day on which we talk again."""
    doc.heading(_("What you said and what we do with it"))
    for one in own.said:
        doc.paragraph(f"“{one.words}”", "Kindwoorden", keep=True)
        when = _("You said that on %(day)s.", day=on(one.day)) if one.day else _("You said that.")
        doc.paragraph(when, "Kindwoorden bron", keep=True)
        doc.paragraph([strong(_("This is what we do:") + " "), one.answer or missing()])
    if not own.said:
        doc.paragraph(missing(_("your own words")))
    again: str | Run = strong(on(view.evaluate_on)) if view.evaluate_on else missing(_("day"))
    tell = _("Do you want something else? Tell %(worker)s.", worker=view.keeps_sight or view.worker)
    doc.paragraph([strong(_("We talk again on") + " "), again, ". ", tell], "Kader")
