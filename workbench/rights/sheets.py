"""What pages show of the check: the answers that are saved together, a thought with its people, a report's lines."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbench.rights import rules
from workbench.rights.models import Reply, RightsAnswer


@dataclass
class Sheet:
    """The answers about one child, or (child_id None) about the family as a whole; saved together from one form.

    `version` grows with every change of any of them, as that of a record does: answers are taken back, never deleted.
    """

    child_id: int | None
    answers: dict[int, Any] = field(default_factory=dict)
    __tablename__ = RightsAnswer.__tablename__

    @property
    def version(self) -> int:
        return sum(one.version for one in self.answers.values())

    @property
    def id(self) -> int | None:
        """The answer that was changed last: the log says by whom."""
        return max(self.answers.values(), key=lambda one: one.updated_at).id if self.answers else None

    @property
    def questions(self) -> tuple[int, ...]:
        return rules.questions_of(self.child_id)

    def reply(self, number: int) -> Reply | None:
        return self.answers[number].answer if number in self.answers else None

    @property
    def answered(self) -> int:
        return sum(self.reply(number) is not None for number in self.questions)


@dataclass
class Thought:
    """A thought of placing a child elsewhere with its grounds and people, as a page shows it and rules ask it."""

    row: Any
    grounds: list[Any]
    children: list[Any]
    asked: list[str]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.row, name)


@dataclass(frozen=True)
class Progress:
    """How many of the twelve questions are answered for one child."""

    child_id: int
    name: str
    answered: int
    of: int = len(rules.ALL)


@dataclass(frozen=True)
class Reported:
    """One question as a report shows it: its words, and for each child (name, answer, where it is found, on which day).

    A question about the family as a whole has one line, without a name.
    """

    number: int
    question: str
    lines: tuple[tuple[str, str, str, date | None], ...]
