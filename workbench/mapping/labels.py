"""How the words of the map read on a page, and in which column each kind stands."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.mapping.models import Frequency, ItemChange, ItemKind, SourceKind

KINDS = {
    ItemKind.HARM: _l("What happened"),
    ItemKind.COMPLICATING: _l("What makes it harder"),
    ItemKind.EXISTING_SAFETY: _l("Then it stayed safe"),
    ItemKind.STRENGTH: _l("Strengths"),
    ItemKind.WISH: _l("What people wish for"),
    ItemKind.NEXT_STEP: _l("Next steps"),
}
ADD = {
    ItemKind.HARM: _l("Add an event"),
    ItemKind.COMPLICATING: _l("Add something that makes it harder"),
    ItemKind.EXISTING_SAFETY: _l("Add a time it stayed safe"),
    ItemKind.STRENGTH: _l("Add a strength"),
    ItemKind.WISH: _l("Add a wish"),
    ItemKind.NEXT_STEP: _l("Add a next step"),
}
HINTS = {
    ItemKind.HARM: _l("What somebody did or did not do, and what it did to the child. The behaviour, not a name for it."),
    ItemKind.COMPLICATING: _l("In or around the family, or by professionals. Not a danger by itself."),
    ItemKind.EXISTING_SAFETY: _l("What somebody did, while the danger was there."),
    ItemKind.STRENGTH: _l("What is good, and does not protect against this danger yet."),
    ItemKind.WISH: _l("In the words of who wishes it."),
    ItemKind.NEXT_STEP: _l("A small step that brings the number up, with who does it and before which day."),
}
COLUMNS = (
    ("worry", _l("What are we worried about?"), (ItemKind.HARM, ItemKind.COMPLICATING)),
    ("well", _l("What works well?"), (ItemKind.EXISTING_SAFETY, ItemKind.STRENGTH)),
    ("next", _l("What must happen?"), (ItemKind.WISH, ItemKind.NEXT_STEP)),
)
TABS = {"worry": _l("Worries"), "well": _l("Works well"), "next": _l("Must happen")}
COLUMN_OF = {kind: column for column, _title, kinds in COLUMNS for kind in kinds}
SOURCES = {
    SourceKind.SEEN: _l("Saw it"),
    SourceKind.HEARD: _l("Heard it"),
    SourceKind.TOLD: _l("Told it"),
    SourceKind.DOCUMENT: _l("It stands on paper"),
}
SOURCE_WORDS = {
    SourceKind.SEEN: (_l("%(who)s saw it"), "eye"),
    SourceKind.HEARD: (_l("%(who)s heard it"), "ear"),
    SourceKind.TOLD: (_l("%(who)s told it"), "ear"),
    SourceKind.DOCUMENT: (_l("%(who)s, on paper"), "file-text"),
}
FREQUENCIES = {
    Frequency.ONCE: _l("once"),
    Frequency.SOMETIMES: _l("sometimes"),
    Frequency.OFTEN: _l("often"),
    Frequency.DAILY: _l("every day"),
}
SEVERITIES = {
    0: _l("0: not serious"),
    1: _l("1: somewhat serious"),
    2: _l("2: serious"),
    3: _l("3: very serious"),
}
SEVERITY_WORDS = {0: _l("not serious"), 1: _l("somewhat serious"), 2: _l("serious"), 3: _l("very serious")}
SEVERITY_TAGS = {0: ("none", "minus"), 1: ("none", "circle"), 2: ("warm", "circle-alert"), 3: ("warm", "triangle-alert")}
MISSING = {
    "happened_on": _l("the day"), "actor_person": _l("who did it"), "danger": _l("against which worry it helped"),
}  # fmt: skip
# What a row of the harm matrix lacks: the words of the link to the field.
FILL_IN = {
    "severity": _l("How serious?"), "frequency": _l("How often?"), "children": _l("Which child?"),
    "impact": _l("What did it do to the child?"), "source_person": _l("Who does it come from?"),
}  # fmt: skip
CHANGES = {
    ItemChange.CHANGED: (_l("changed it"), "pencil"),
    ItemChange.MOVED: (_l("moved it"), "arrow-right-left"),
    ItemChange.WITHDRAWN: (_l("took it off the map"), "archive"),
    ItemChange.PUT_BACK: (_l("put it back on the map"), "undo-2"),
}
FIELDS = {
    "kind": _l("Kind"), "text": _l("Text"), "impact": _l("What it did to the child"), "happened_on": _l("Day"),
    "period": _l("Period"), "source_person": _l("Who it comes from"), "source": _l("Other source"),
    "source_kind": _l("How this person knows"), "children": _l("Which child"), "severity": _l("How serious"),
    "frequency": _l("How often"), "is_first": _l("First time"), "is_worst": _l("Worst time"), "is_last": _l("Last time"),
    "danger": _l("Worry"), "actor_person": _l("Who"), "actor": _l("Who, in words"), "due_on": _l("Before which day"),
    "done_on": _l("Done on"), "disputed_by": _l("Who sees it differently"), "other_view": _l("The other view"),
    "by_professionals": _l("By professionals"), "sub_group": _l("Who may read it"),
}  # fmt: skip
CHOICES: dict[str, dict[Any, Any]] = {"kind": KINDS, "source_kind": SOURCES, "frequency": FREQUENCIES, "severity": SEVERITIES}
