"""The coach: precision and recall of each check on the labelled sentences of tests/wording, and how fast it reads."""

import time
from pathlib import Path

from bench.result import Result
from bench.rounds import side_by_side
from tests.wording.measuring import figures, labelled
from workbench.wording import CHECKS, KINDS, SHIPPED, Context, Settings, check
from workbench.wording.look import Look

PRECISION, RECALL = 0.9, 0.8
ONE_TEXT, LONG_TEXT = 2.0, 50.0  # milliseconds; alarms, since machines differ
PEOPLE = Context(
    ["Kim", "Noa", "Daan", "Bas", "Marloes", "Truus", "Rick", "Lotte"], ["Lotte"], "Rick", {"Noa": 9, "Daan": 4}
)
FORTY_WORDS = (
    "Kim brengt Noa en Daan elke avond om 19.45 uur zelf naar bed en stuurt Bas een foto van het boek dat zij leest."
    " Als Rick boos wordt, belt Lotte meteen met Marloes en gaat zij met Daan naar Truus."
)
LONG = 100_000
LEAKS = "T19"  # the leak scan is measured by itself
SHAPES = {
    "“, dan a ” again and again": ", dan a ",
    "ordinary text": FORTY_WORDS + " ",
    "“wordt ” again and again": "wordt ",
    "“zorgt dat Rick niet ” again": "zorgt dat Rick niet ",
    "one long word": "a",
    "brackets": "(",
    "spaces": " ",
    "digits": "1",
    "loose digits": "1 ",
    "quotation marks": '"',
    "points": "a.",
}


def measure(folder: Path) -> list[Result]:
    """Right and missed for each check; a text of forty words; 100,000 characters of each shape, by the slowest check."""
    rows = labelled()
    results = [quality(id, figure) for id, figure in figures(rows).items()]
    took = side_by_side({kind: lambda kind=kind: check(FORTY_WORDS, kind, PEOPLE) for kind in KINDS})
    slowest = max(took, key=lambda kind: took[kind])
    note = f"all checks, kind {slowest}"
    results.append(
        Result(
            "coach, 40 words",
            f"{took[slowest]:.2f} ms",
            f"≤ {ONE_TEXT:g} ms",
            note=note,
            reached=took[slowest] <= ONE_TEXT,
        )
    )
    return results + [long_text(name, (shape * LONG)[:LONG]) for name, shape in SHAPES.items()]


def quality(id: str, figure: object) -> Result:
    """One check on the labelled sentences."""
    measured = f"{figure.precision:.2f} / {figure.recall:.2f}"  # type: ignore[attr-defined]
    note = f"{figure.right} right, {figure.wrong} wrong, {figure.missed} missed"  # type: ignore[attr-defined]
    reached = figure.precision >= PRECISION and figure.recall >= RECALL  # type: ignore[attr-defined]
    return Result(f"{id}: precision / recall", measured, f"≥ {PRECISION} / {RECALL}", note=note, reached=reached)


def long_text(name: str, text: str) -> Result:
    """The slowest single check on a text of 100,000 characters; the whole coach in the note."""
    times = {row.id: min(seconds(row, text) for _round in range(2)) for row in CHECKS if row.id != LEAKS}
    worst = max(times, key=lambda id: times[id])
    took = times[worst] * 1000
    return Result(
        f"coach, {LONG:,} characters: {name}",
        f"{took:.0f} ms",
        f"≤ {LONG_TEXT:g} ms",
        note=f"slowest check {worst}; all of them {sum(times.values()) * 1000:.0f} ms",
        reached=took <= LONG_TEXT,
    )


def seconds(row: object, text: str) -> float:
    """How long one check takes on a text that has been read."""
    look = Look(text, "agreement", PEOPLE, SHIPPED, Settings())
    look.mentions, look.conditional  # noqa: B018
    started = time.thread_time()
    for _count, _point in zip(range(40), row.find(look), strict=False):  # type: ignore[attr-defined]
        pass
    return time.thread_time() - started
