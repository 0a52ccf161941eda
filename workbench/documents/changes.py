"""What changed since last time, on top of every document of a plan version and marked in its text (design.md 1.11).

Only of what its reader may see: the list comes from that reader's two views (plans/since.py). In the text what is new is bold
after the word "new", and what it replaced stands struck through after the word "lapsed": never by colour or a line alone.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from workbench.documents.blocks import DASH
from workbench.documents.language import _
from workbench.documents.tables import overview, shares
from workbench.documents.word import Content, Document, Run, gone, praised, strong, warned
from workbench.documents.words import on
from workbench.plans.comparing import CHANGED, GONE, NEW
from workbench.plans.plan_view import ChangedView, ChangesView, ChangeView, PlanView, words_of
from workbench.plans.words import changed_field, changed_name
from workbench.web.differences import Parts, joined, marked

Row = list[Content]
Marks = dict[str | Run, tuple[str | Run, ...]]
SHORTEST = 3  # words in a text that is marked where it stands: shorter ones stand in more than one place, or in a table of names


def what_changed(doc: Document, view: PlanView) -> None:
    """A table with what is new, what reads otherwise and what is gone; nothing for a first version.

    From here on the document marks those texts where they stand.
    """
    changes = view.changes
    if changes is None:
        return
    doc.heading(_("What changed since last time?"), new_page=True)
    doc.paragraph(since(changes), "Inleiding")
    rows = [row for item in changes.items for row in rows_of(item)]
    if rows:
        header = [_("Where"), _("First"), _("Now")]
        overview(doc, header, rows, shares(20, 32, 48), _("What changed since version %(number)s", number=changes.since))
    doc.marks = marks_of(view, changes)


def own_changed(doc: Document, view: PlanView, own: Collection[int]) -> None:
    """For a sheet of one person: one line, and marks in the text of these agreements (their ids); of nobody else's."""
    changes = view.changes
    if changes is None:
        return
    mine = replace(changes, items=tuple(one for one in changes.items if one.agreement in own))
    compared = {"name": view.reader, "number": changes.since, "day": on(changes.since_day)}
    nothing = _("Nothing changed for %(name)s since version %(number)s of %(day)s.", **compared)
    doc.paragraph(since(mine) if mine.items else nothing)
    doc.marks = marks_of(view, mine)


def since(changes: ChangesView) -> str:
    """With which version this one is compared, and how to read the table."""
    day = on(changes.since_day)
    if not changes.items:
        return _("Nothing changed since version %(number)s of %(day)s.", number=changes.since, day=day)
    compared = _("This is compared with version %(number)s of %(day)s.", number=changes.since, day=day)
    how = _("What is new is bold, what no longer holds is struck through. So it is in the text as well.")
    return f"{compared} {how}"


def rows_of(item: ChangedView) -> list[Row]:
    """One thing that changed: a row for each field of it."""
    name = changed_name(item.what, item.name)
    if item.state == GONE:
        return [[strong(name), gone(item.text) if item.text else DASH, strong(_("no longer in the plan"))]]
    if item.state == CHANGED:
        return [field_row(name, field) for field in item.fields]
    beside = [f"\n{changed_field(field.field)}: {field.now}" for field in item.fields]
    return [[strong(name), _("new"), [strong(item.text or DASH), *beside]]]


def field_row(name: str, field: ChangeView) -> Row:
    """One field: what it said first, and what it says now with the new words in bold."""
    was, now = marked(field.was, field.now)
    first: list[str | Run] = [gone(part) if kind == "ins" else part for kind, part in joined(was)]
    return [[strong(name), f"\n{changed_field(field.field)}"], first or DASH, in_bold(now) or _("left out")]


def in_bold(now: Parts) -> list[str | Run]:
    """A text with its new words in bold."""
    return [strong(part) if kind == "ins" else part for kind, part in joined(now)]


def marks_of(view: PlanView, changes: ChangesView) -> Marks:
    """Each text of this plan that is new or reads otherwise → how the document writes it.

    Only a text that stands once in the plan: of one that stands twice nobody knows which of the two changed.
    """
    stands = Counter(words for _place, words in words_of(replace(view, changes=None)))
    found: Marks = {}
    for item in changes.items:
        if item.state == NEW:
            found[item.text] = (praised(_("new:") + " "), strong(item.text))
        for field in item.fields if item.state == CHANGED else ():
            found[field.now] = (praised(_("new:") + " "), *in_bold(marked(field.was, field.now)[1]), *lapsed(field.was))
    return {words: marks for words, marks in found.items() if stands[str(words)] == 1 and len(str(words).split()) >= SHORTEST}


def lapsed(was: str) -> tuple[str | Run, ...]:
    """What stood there before, on a line of its own."""
    return ("\n", warned(_("lapsed:") + " "), gone(was)) if was else ()
