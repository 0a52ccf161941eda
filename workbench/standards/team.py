"""What the team's page makes of its rows: filters, what the team can learn, totals. No ranking and no score of a worker."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from workbench.accounts.models import User
from workbench.casus.models import Phase
from workbench.standards import approach, team_queries
from workbench.standards.approach import Element
from workbench.standards.catalogue import BY_NUMBER, STANDARDS, Standard
from workbench.standards.rules import NUMBERS, Shown
from workbench.standards.team_queries import FINE, Row

PHASES: dict[Phase, Any] = {
    Phase.DIRECT: _l("Directly safe"), Phase.STABLE: _l("Stable safety"), Phase.RECOVERY: _l("Recovery"),
    Phase.AFTERCARE: _l("Aftercare"),
}  # fmt: skip
SHORT_PHASES: dict[Phase, Any] = {
    Phase.DIRECT: lazy_pgettext("column", "Directly safe"), Phase.STABLE: lazy_pgettext("column", "Stable safety"),
    Phase.RECOVERY: lazy_pgettext("column", "Recovery"), Phase.AFTERCARE: lazy_pgettext("column", "Aftercare"),
}  # fmt: skip
SHOWS = {
    "": _l("Everything"), "attention": _l("Only what asks for attention now"), "missing": _l("Only where something is missing"),
    "fine": _l("Only where nothing is missing"), "questions": _l("Open questions"),
}  # fmt: skip
SORTS = {"": _l("What asks for attention now"), "oldest": _l("Oldest evidence")}  # of plans: never of workers
GENERAL_GOOD = _l("Show each other how that worked.")


@dataclass(frozen=True)
class Lesson:
    """One thing the team can learn: a sentence about plans, never about people."""

    words: Any
    idea: Any
    standard: int
    good: bool = False

    @property
    def asked(self) -> dict[str, Any]:
        """The casussen it is about, as parts of an address."""
        return {"standard": self.standard, "show": "fine" if self.good else "missing"}


@dataclass(frozen=True)
class Choice:
    """What somebody chose to see; it travels in the address."""

    phase: Phase | None = None
    worker: int | None = None
    standard: int | None = None
    show: str = ""
    lacks: str = ""
    sort: str = ""
    open: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Choice":
        """The choices in an address; what is not known is left out."""
        phase, worker, standard = args.get("phase", ""), args.get("worker", ""), args.get("standard", "")
        return cls(
            Phase(phase) if phase in PHASES else None,
            int(worker) if worker.isascii() and worker.isdigit() and len(worker) < 10 else None,
            int(standard) if standard in {str(number) for number in NUMBERS} else None,
            _known(args, "show", SHOWS), _known(args, "lacks", approach.KEYS), _known(args, "sort", SORTS),
            args.get("open", "")[:12],
        )  # fmt: skip

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """The casussen that fit, in the order somebody asked for; `rows` come with what asks for attention first."""
        found = [row for row in rows if self._fits(row)]
        return sorted(found, key=lambda row: row.by_age) if self.sort == "oldest" else found

    def _fits(self, row: Row) -> bool:
        if (self.phase and row.phase != self.phase) or (self.worker and row.worker_id != self.worker):
            return False
        return self.lacks not in row.elements and self._shows(row)

    def _shows(self, row: Row) -> bool:
        if self.show in ("missing", "fine"):
            missing = row.shown[self.standard] not in FINE if self.standard else row.has_gaps
            return missing == (self.show == "missing")
        return not self.show or bool(row.open_questions if self.show == "questions" else row.findings)

    def columns(self) -> Sequence[Standard]:
        return [BY_NUMBER[self.standard]] if self.standard else STANDARDS

    def opened(self, rows: Sequence[Row]) -> tuple[Row, int] | None:
        """The row and standard of the opened cell, when it is among what this person sees."""
        ref, _dash, number = self.open.partition("-")
        row = next((row for row in rows if row.ref == ref), None)
        known = {str(standard.number): standard.number for standard in self.columns()}
        return (row, known[number]) if row is not None and number in known else None

    def keys(self, opened: Mapping[str, Any] | None) -> Callable[[Row], list[Any]]:
        """From which pieces a row is drawn; the cell that is open has one of its own."""
        row, number = (opened["row"], opened["standard"].number) if opened else (None, None)
        return lambda one: one.keys(self.standard, number if one is row else None)

    def asked(self) -> dict[str, Any]:
        """The filters as parts of an address."""
        chosen = {"phase": self.phase.value if self.phase else "", "worker": self.worker, "standard": self.standard,
                  "show": self.show, "lacks": self.lacks, "sort": self.sort}
        return {name: value for name, value in chosen.items() if value}


ASKS = (Shown.NONE, Shown.OLD)
FIRST = 5


def _known(args: Mapping[str, str], name: str, known: Collection[str]) -> str:
    return value if (value := args.get(name, "")) in known else ""


@dataclass(frozen=True)
class Morning:
    """How the day of a supervisor begins: what the team can learn, and whom to sit down with first."""

    lessons: list[Lesson]
    first: list[tuple[Row, list[Standard]]]  # a casus and the standards nothing or nothing fresh is known of; oldest first


def morning(supervisor: User) -> Morning:
    """In one statement; the casussen whose evidence is oldest come first."""
    rows = sorted(team_queries.team_overview(supervisor.team_id or 0).rows, key=lambda row: row.by_age)
    asking = [(row, [BY_NUMBER[number] for number, shown in row.shown.items() if shown in ASKS]) for row in rows]
    return Morning(lessons(rows), [(row, found) for row, found in asking if found][:FIRST])


def lessons(rows: Sequence[Row]) -> list[Lesson]:
    """The two standards most plans can learn from, and the one that goes best."""
    counts = []
    for standard in STANDARDS:
        seen = Counter([row.shown[standard.number] for row in rows])
        if total := len(rows) - seen[Shown.LATER]:
            counts.append((standard, seen[Shown.EVIDENCE], total))
    worst = sorted((c for c in counts if c[1] < c[2]), key=lambda c: (c[1] / c[2], -c[2], c[0].number))[:2]
    found = [Lesson(standard.gap % {"where": _where(total - fine, total)}, standard.idea, standard.number)
             for standard, fine, total in worst]
    best = max((c for c in counts if c[1] and c not in worst), key=lambda c: (c[1] / c[2], c[2], -c[0].number), default=None)
    if best:
        found.append(Lesson(best[0].good % {"where": _where(best[1], best[2])}, GENERAL_GOOD, best[0].number, good=True))
    return found


def _where(some: int, total: int) -> str:
    if some < total:
        return _("In %(some)s of %(all)s plans", some=some, all=total)
    if total == 2:
        return _("In both plans")
    return _("In all %(all)s plans", all=total) if total > 1 else _("In the only plan")


def tally(rows: Sequence[Row]) -> dict[int, int]:
    """For each standard in how many plans there is evidence."""
    return {number: [row.shown[number] for row in rows].count(Shown.EVIDENCE) for number in NUMBERS}


def elements(rows: Sequence[Row]) -> list[tuple[Element, int]]:
    """For each element of the approach in how many casussen it is seen (domain.md 1.13)."""
    return [(one, sum(one.key in row.elements for row in rows)) for one in approach.ELEMENTS]


def workers(rows: Sequence[Row]) -> list[tuple[int, str]]:
    return sorted({(row.worker_id, row.worker) for row in rows}, key=lambda pair: pair[1])
