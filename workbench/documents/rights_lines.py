"""The twelve questions of the children's-rights check as a report lists them, with what was answered (domain.md 4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards.models import RightsAnswer

QUESTIONS: dict[int, Any] = {
    1: _l("Was each child spoken to alone?"), 2: _l("By whom, how, and how often?"),
    3: _l("Do the child’s own words stand in the plan?"), 4: _l("Can differences between the children be seen?"),
    5: _l("Can the opinion of the child be found in a goal or agreement?"),
    6: _l("Was it told back what was done with it?"), 7: _l("Does the child know whom to call?"),
    8: _l("Was the version for children given?"),
    9: _l("Where living elsewhere was considered: alternatives, network, term and contact?"),
    10: _l("Do brothers and sisters stay together?"), 11: _l("Are housing and poverty kept apart from safety?"),
    12: _l("Is there a day to look at it again?"),
}  # fmt: skip
ANSWERS: dict[str, Any] = {"yes": _l("yes"), "no": _l("no"), "not_applicable": _l("does not apply")}


@dataclass(frozen=True)
class RightsLine:
    """One question with its answer in words; no answer is said to be missing, not left out."""

    number: int
    question: str
    answer: str | None
    where: str
    day: date | None


def rights_lines(casus: Casus) -> list[RightsLine]:
    """The twelve in their order, answered or not."""
    asked = select(RightsAnswer).where(RightsAnswer.casus_id == casus.id)
    found = {one.question: one for one in db.session.scalars(asked)}
    return [_line(number, str(question), found.get(number)) for number, question in QUESTIONS.items()]


def _line(number: int, question: str, given: RightsAnswer | None) -> RightsLine:
    if given is None:
        return RightsLine(number, question, None, "", None)
    return RightsLine(number, question, str(ANSWERS.get(given.answer, given.answer)), given.where or "", given.answered_on)
