"""The plan as the family reads it: short, in plain words, with names. What goes well comes first; who to call is the last page.

Everything in it is in the full plan too, in the same words; this leaves out what a family does not look up at the table.
"""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from workbench.documents import handing_out, safety_plan
from workbench.documents.blocks import otherwise, still_open, who_to_call
from workbench.documents.changes import marks_of
from workbench.documents.closing_chapters import when_again
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.short_paper import written
from workbench.documents.tables import Lines, card, facts
from workbench.documents.word import Content, Document, Run, missing, praised, strong
from workbench.documents.words import on, together
from workbench.plans.comparing import CHANGED, GONE, NEW
from workbench.plans.plan_view import AgreementView, PlanView
from workbench.plans.words import changed_name

name = "family-version"
title = _l("Version for the family")
about = _l("Short and in plain words: what goes well, what people worry about, what was agreed, who helps, who to call.")
READS_FROM = 12  # years: younger children get the version in words and pictures
TOLD = ("agreement", "goal", "danger", "bottom_line", "situation")  # of what changed
MOST_SUCCESSES, MOST_WORDS = 3, 4  # the newest; the full plan has all of them


def refusal(view: PlanView) -> str | None:
    """Not for a young child, and not of a temporary plan: each has a paper of its own."""
    if view.for_child and view.for_child.age is not None and view.for_child.age < READS_FROM:
        return gettext("%(name)s is too young for this version. Choose the version for a child.", name=view.reader)
    if view.kind == "temporary":
        return gettext("This is a temporary plan. Choose the temporary plan.")
    return handing_out.refusal(view)


def build(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The family's version as a Word file, in Dutch."""
    with in_dutch():
        return written(view, house, moment, _("Version for the family"), pages)


def pages(doc: Document, view: PlanView) -> None:
    """Every part in the order in which a family reads it."""
    doc.paragraph(_("Our plan"), "Title")
    doc.paragraph(_("This is how we keep it safe for %(names)s", names=safety_plan.for_whom(view)), "Subtitle")
    if view.changes is not None:
        doc.marks = marks_of(view, view.changes)
    for part in PARTS:
        part(doc, view)


def goes_well(doc: Document, view: PlanView) -> None:
    """What worked, and what is strong at home."""
    doc.heading(_("What goes well"))
    boxes: list[Content] = []
    for one in view.successes[-MOST_SUCCESSES:]:
        words: list[str | Run] = [praised(f"{on(one.day)}. ")] if one.day else []
        words.append(one.what)
        if one.result:
            words += [" ", strong(one.result)]
        boxes.append(words)
    doc.boxes("Succes", boxes)
    doc.bullets(view.strengths)
    if not (view.successes or view.strengths):
        still_open(doc, view, _("what goes well at home"))


def worries(doc: Document, view: PlanView) -> None:
    """What people worry about, and who sees it differently."""
    doc.heading(_("What we worry about"))
    if not view.dangers:
        still_open(doc, view, _("what people worry about"))
    for one in view.dangers:
        doc.paragraph(one.text)
        for other in one.views:
            if other.words:
                doc.paragraph([strong(_("%(name)s says:", name=other.name) + " "), f"“{other.words}”"], "Quote")


def agreed(doc: Document, view: PlanView) -> None:
    """Where we are going, with the agreements that bring us there, each on a card."""
    doc.heading(_("What we agreed"))
    if not view.agreements:
        still_open(doc, view, _("who does what, when, and who keeps an eye on it"))
    for goal in view.goals:
        if goal.agreements:
            doc.heading(goal.title, 2)
            doc.paragraph([strong(_("This is where we want to go:") + " "), goal.text], "Kader", keep=True)
        for one in goal.agreements:
            agreement(doc, one)


def agreement(doc: Document, one: AgreementView) -> None:
    """Who does it at the left; what, and what if it does not work, beside it."""
    number = _("Agreement %(number)s", number=one.number)
    side: Lines = [("Kaart nummer", number), ("Kaart naam", together(one.doers)), ("Kaart label", _("Who keeps an eye on it?")),
                   ("Kaart regel", together(one.checkers))]  # fmt: skip
    main: list[tuple[str, Content]] = [("Kaart afspraak", one.text)]
    if one.when and one.when.lower() not in one.text.lower():
        main.append(("Kaart regel", [strong(_("When:") + " "), one.when]))
    card(doc, side, [*main, ("Kaart anders", otherwise(one))], f"{number}: {together(one.doers)}")


def who_helps(doc: Document, view: PlanView) -> None:
    """The people around the family, and what each of them is for."""
    doc.heading(_("Who helps us"))
    rows: list[tuple[str, list[Content]]] = [
        (_("Safe for %(name)s", name=one.name), [strong(together(one.safe_people)), *filter(None, [one.safety_object])])
        for one in view.children
        if one.safe_people
    ]
    known = {*view.to_call, view.reader, view.keeps_sight} if view.separate else None  # of the other side: not in a list
    watching = tuple(dict.fromkeys(
        name for one in view.agreements for name in one.checkers if known is None or name in known
    ))  # fmt: skip
    if watching:
        rows.append((_("Keep an eye on the agreements"), [strong(together(watching))]))
    if view.stand_ins or view.stand_in_how:
        who = [strong(together(view.stand_ins))] if view.stand_ins else []
        rows.append((_("When somebody is ill, tense or away"), [*who, *filter(None, [view.stand_in_how])]))
    rows.append((_("Keeps sight of everything"), [strong(view.keeps_sight or view.worker)]))
    facts(doc, rows, _("Who helps us"), width=2900)
    if len(rows) == 1 and not view.separate:
        doc.paragraph(missing(_("who helps")))


def children_say(doc: Document, view: PlanView) -> None:
    """The children's own words that this reader may read."""
    if not view.child_words:
        return
    names = tuple(dict.fromkeys(one.child for one in view.child_words[-MOST_WORDS:]))
    doc.heading(_("What %(names)s say", names=together(names)))
    for one in view.child_words[-MOST_WORDS:]:
        doc.paragraph(f"“{one.words}”", "Kindwoorden", keep=True)
        doc.paragraph(f"{one.child}, {on(one.day)}" if one.day else one.child, "Kindwoorden bron", keep=bool(one.answer))
        if one.answer:
            doc.paragraph([strong(_("What we do with it:") + " "), one.answer])


def changed(doc: Document, view: PlanView) -> None:
    """What is new, different or gone since the version this reader has, by name; the words stand above."""
    told = [one for one in view.changes.items if one.what in TOLD] if view.changes else []
    if not told:
        return
    doc.heading(_("What changed since last time?"))
    lines: list[Content] = []
    for state, words in ((NEW, _("New:")), (CHANGED, _("Different:")), (GONE, _("Gone:"))):
        names = dict.fromkeys(changed_name(one.what, one.name) for one in told if one.state == state)
        if names:
            lines.append([strong(words + " "), together(tuple(names)) + "."])
    doc.bullets(lines)


PARTS = (goes_well, worries, agreed, who_helps, children_say, changed, when_again, who_to_call)
