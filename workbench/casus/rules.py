"""What the method and the law say about people and places in a casus. Pure; no database, no Flask request."""

import re
from datetime import date

from workbench.casus.models import FamilyRole, Visibility

FEWEST_WORDS = 3  # of a reason to look at what is protected
NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")


def default_visibility(protected: bool) -> Visibility:
    """GA1: what belongs to somebody with a secret address is for the worker only, until somebody decides otherwise."""
    return Visibility.WORKER_ONLY if protected else Visibility.PROFESSIONALS


def looks_like_bsn(text: str) -> bool:
    """B25: nine digits that pass the eleven-proof. We keep no citizen service numbers."""
    return any(_eleven_proof(found) for found in NINE_DIGITS.findall(text))


def _eleven_proof(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return digits != "000000000" and sum(int(d) * weight for d, weight in zip(digits, weights, strict=True)) % 11 == 0


def birth_needed(role: FamilyRole, born_on: date | None, age: int | None) -> bool:
    """A child's day of birth (or age) is needed for what holds from 4, 12 and 16 years on (domain.md 6.1)."""
    return role is FamilyRole.CHILD and born_on is None and age is None
