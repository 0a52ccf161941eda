"""What changed since last time, on top of every document of a plan version (design.md 1.11).

Only of what its reader may see: the list comes from that reader's two views (plans/since.py).
"""

from workbench.documents.blocks import DASH
from workbench.documents.language import _
from workbench.documents.tables import overview, shares
from workbench.documents.word import Content, Document, Run, strong
from workbench.documents.words import on
from workbench.plans.comparing import CHANGED, GONE
from workbench.plans.plan_view import ChangedView, ChangesView, ChangeView, PlanView
from workbench.plans.words import changed_field, changed_name
from workbench.web.differences import joined, marked

Row = list[Content]


def what_changed(doc: Document, view: PlanView) -> None:
    """A table with what is new, what reads otherwise and what is gone; nothing for a first version."""
    changes = view.changes
    if changes is None:
        return
    doc.heading(_("What changed since last time?"), new_page=True)
    doc.paragraph(since(changes), "Inleiding")
    rows = [row for item in changes.items for row in rows_of(item)]
    if rows:
        header = [_("Where"), _("First"), _("Now")]
        overview(doc, header, rows, shares(20, 32, 48), _("What changed since version %(number)s", number=changes.since))


def since(changes: ChangesView) -> str:
    """With which version this one is compared, and how to read the table."""
    day = on(changes.since_day)
    if not changes.items:
        return _("Nothing changed since version %(number)s of %(day)s.", number=changes.since, day=day)
    compared = _("This is compared with version %(number)s of %(day)s.", number=changes.since, day=day)
    return compared + " " + _("Under “Now” the new words are bold.")


def rows_of(item: ChangedView) -> list[Row]:
    """One thing that changed: a row for each field of it."""
    name = changed_name(item.what, item.name)
    if item.state == GONE:
        return [[strong(name), item.text or DASH, strong(_("no longer in the plan"))]]
    if item.state == CHANGED:
        return [field_row(name, field) for field in item.fields]
    beside = [f"\n{changed_field(field.field)}: {field.now}" for field in item.fields]
    return [[strong(name), _("new"), [strong(item.text or DASH), *beside]]]


def field_row(name: str, field: ChangeView) -> Row:
    """One field: what it said first, and what it says now with the new words in bold."""
    _was, now = marked(field.was, field.now)
    words: list[str | Run] = [strong(part) if kind == "ins" else part for kind, part in joined(now)]
    return [[strong(name), f"\n{changed_field(field.field)}"], field.was or DASH, words or _("left out")]
