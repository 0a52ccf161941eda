"""The children's-rights check as a report lists it: twelve questions, for each child where one is about a child (domain.md 4)."""

from dataclasses import dataclass
from datetime import date

from workbench.casus.models import Casus
from workbench.rights.labels import question
from workbench.rights.queries import answers_for_report


@dataclass(frozen=True)
class RightsLine:
    """One question, about one child or about the family, with its answer in words and where it shows."""

    number: int
    question: str
    answer: str
    where: str
    day: date | None


def rights_lines(casus: Casus) -> list[RightsLine]:
    """The twelve in their order, answered or not."""
    return [
        RightsLine(one.number, question(one.number, name or None), answer, where, day)
        for one in answers_for_report(casus) for name, answer, where, day in one.lines
    ]  # fmt: skip
