"""How long a signal may wait, the order of the five steps, and what the five considerations advise. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from workbench.signals.models import Decision

STEPS = range(1, 6)
CONSIDERATIONS = range(1, 6)
# domain.md 2.4 [N09]: with which answer a consideration ends the weighing, and what it then advises.
ENDS: dict[int, tuple[bool, Decision]] = {
    1: (False, Decision.CLOSE),  # is there a suspicion? no: close, and note it down
    2: (True, Decision.REPORT),  # acute or structural unsafety? yes: report
    3: (False, Decision.REPORT),  # can I give or organise help that works? no: report
    4: (False, Decision.REPORT),  # do those involved accept it? no: report
    5: (False, Decision.REPORT),  # does it lead within the term to what is needed? no: report again
}
Answers = Mapping[int, bool | None]


def steps_skipped(step: int, taken: Collection[int]) -> list[int]:
    """The earlier steps that were not taken: in an emergency that may be, with the reason."""
    return [nr for nr in STEPS if nr < step and nr not in taken]


def next_step(taken: Collection[int]) -> int | None:
    """The first step that was not taken, or None when all were."""
    return next((nr for nr in STEPS if nr not in taken), None)


def advice(answers: Answers) -> Decision | None:
    """What the considerations advise, in their order (domain.md 2.4); None as long as the next one has no answer."""
    for nr, (ending, advised) in ENDS.items():
        answer = answers.get(nr)
        if answer is None:
            return None
        if answer is ending:
            return advised
    return Decision.FOLLOW


def contradicts(answers: Answers) -> bool:
    """No suspicion, and unsafety all the same: somebody has to look again before anything is closed."""
    return answers.get(1) is False and answers.get(2) is True


def without_talk(people: Iterable[int], talked: Mapping[int, tuple[date | None, str]]) -> list[int]:
    """Step 3: the parents and children of whom neither a day nor a reason was noted."""
    return [person for person in people if not any(talked.get(person, (None, "")))]


def decided_otherwise(advised: Decision | None, decided: Decision) -> bool:
    """Whether people decided something else than the considerations advise, which asks for a reason."""
    return advised is not decided
