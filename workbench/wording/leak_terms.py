"""What the leak scan is asked and what it answers: a protected term, and a place in a text where one stands."""

from typing import NamedTuple

OLD_NAMES = {"address": "street", "town": "place", "city": "place", "household": "place"}
KINDS = frozenset(
    {"street", "postcode", "place", "phone", "email", "school", "childcare", "work", "doctor", "other", "name"}
)


class ProtectedTerm(NamedTuple):
    """Words of one casus that some readers must never see. `kind` says what it is, without saying it.

    Kinds: street, postcode, place, phone, email, school, childcare, work, doctor, other; "name" is a person this reader may
    not know (B27). "address" is read as street; a kind nobody knows as other.
    """

    kind: str
    text: str


class Leak(NamedTuple):
    """A term found in a text, with its place in that text."""

    term: ProtectedTerm
    start: int
    end: int


def kind_of(term: ProtectedTerm) -> str:
    """The kind of a term, in today's words."""
    kind = OLD_NAMES.get(term.kind, term.kind)
    return kind if kind in KINDS else "other"
