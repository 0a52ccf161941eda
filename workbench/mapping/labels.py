"""How the words of the map read on a page, and in which column each kind stands."""

from flask_babel import lazy_gettext as _l

from workbench.mapping.models import Frequency, ItemKind, SourceKind

KINDS = {
    ItemKind.HARM: _l("What happened"),
    ItemKind.COMPLICATING: _l("What makes it harder"),
    ItemKind.EXISTING_SAFETY: _l("Then it stayed safe"),
    ItemKind.STRENGTH: _l("Strengths"),
    ItemKind.WISH: _l("What people wish for"),
}
ADD = {
    ItemKind.HARM: _l("Add an event"),
    ItemKind.COMPLICATING: _l("Add something that makes it harder"),
    ItemKind.EXISTING_SAFETY: _l("Add a time it stayed safe"),
    ItemKind.STRENGTH: _l("Add a strength"),
    ItemKind.WISH: _l("Add a wish"),
}
HINTS = {
    ItemKind.HARM: _l("What somebody did or did not do, and what it did to the child. The behaviour, not a name for it."),
    ItemKind.COMPLICATING: _l("In or around the family, or by professionals. Not a danger by itself."),
    ItemKind.EXISTING_SAFETY: _l("What somebody did, while the danger was there."),
    ItemKind.STRENGTH: _l("What is good, and does not protect against this danger yet."),
    ItemKind.WISH: _l("In the words of who wishes it."),
}
COLUMNS = (
    ("worry", _l("What are we worried about?"), (ItemKind.HARM, ItemKind.COMPLICATING)),
    ("well", _l("What works well?"), (ItemKind.EXISTING_SAFETY, ItemKind.STRENGTH)),
    ("next", _l("What must happen?"), (ItemKind.WISH,)),
)
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
