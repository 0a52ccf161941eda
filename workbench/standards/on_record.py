"""Beside a record on its own page: which standards it counts for and why, or what would make it count (web/beside.py).

Everything of a casus is read in one statement, once a request, and only when a page asks.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import g, get_template_attribute
from markupsafe import Markup
from sqlalchemy import Integer, LargeBinary, String, cast, literal, null, select, union_all

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards.almost import ALMOST, rows_of_all
from workbench.standards.catalogue import BY_NUMBER, Standard
from workbench.standards.evidence import CASUS, why_of
from workbench.standards.models import Evidence
from workbench.standards.rules import Weight
from workbench.web.beside import beside

MANY = {"rating", "circle_membership", "check_record", "answer", "parent_opinion", "child_voice", "partner"}


@dataclass
class Counts:
    """What one record counts for. `by_hand`: each with the reason somebody gave."""

    weights: dict[int, Weight] = field(default_factory=dict)
    by_hand: list[tuple[Standard, str]] = field(default_factory=list)
    hint: Any = None
    why: Any = None

    def of(self, weight: str) -> list[Standard]:
        """The standards it counts for with this weight, in their order."""
        return [BY_NUMBER[number] for number, own in sorted(self.weights.items()) if own == weight]


def counts_beside(casus: Any, record_type: str, record_id: int) -> Markup | str:
    """The quiet line beside one record; nothing for a record that shows nothing of the standards."""
    found = _of(casus).get((record_type, record_id))
    if found is None:
        return ""
    drawn: Markup = get_template_attribute("standards/_evidence.html", "counts")(found, casus.ref, record_type in MANY)
    return drawn


def _of(casus: Casus) -> dict[tuple[str, int], Counts]:
    """Of every record of this casus, once a request."""
    kept: dict[int, dict[tuple[str, int], Counts]] = g.setdefault("counted_records", {})
    if casus.id not in kept:
        kept[casus.id] = _read(casus.id)
    return kept[casus.id]


def _read(casus_id: int) -> dict[tuple[str, int], Counts]:
    found: dict[tuple[str, int], Counts] = defaultdict(Counts)
    for one in db.session.execute(_asked(), {"casus": casus_id}):
        counts = found[one.type, one.record]
        if one.weight is None:
            counts.hint = ALMOST[one.number].words
        elif one.by_rule:
            counts.weights[one.number] = Weight(one.weight)
        else:
            counts.by_hand.append((BY_NUMBER[one.number], one.reason))
    for (record_type, _id), counts in found.items():
        counts.why = why_of(record_type, counts.weights)
    return dict(found)


@cache
def _asked() -> Any:
    """(kind, record, standard, weight, by rule, reason); a row without weight is what would make the record count."""
    given = select(
        Evidence.record_type.label("type"), Evidence.record_id.label("record"), Evidence.standard.label("number"),
        cast(Evidence.weight, String).label("weight"), cast(Evidence.by_rule, Integer).label("by_rule"),
        Evidence.reason.label("reason"),
    ).where(Evidence.casus_id == CASUS)  # fmt: skip
    rows = [asked.subquery() for asked in rows_of_all()]
    hints = [select(one.c.type, one.c.record, one.c.number, cast(null(), String), literal(0), cast(null(), LargeBinary))
             for one in rows]  # fmt: skip
    return union_all(given, *hints)


beside.append(counts_beside)
