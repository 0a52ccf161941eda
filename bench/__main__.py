"""make bench: the product beside its floor, measured in one run, as a table and in bench/results.json.

Ratios count; times differ from machine to machine. Each figure is the median of interleaved rounds (see rounds.py); what is
compared stands in the docstring of each measurement. `python -m bench overview save` measures only those.
"""

import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from bench import keeping, leaks, overview, participant, saving, search, starting, team, testing, word, wording, writers
from bench.result import Result

MEASUREMENTS: dict[str, Callable[[Path], list[Result]]] = {
    "overview": overview.measure,
    "participant": participant.measure,
    "team": team.measure,
    "save": saving.measure,
    "writers": writers.measure,
    "word": word.measure,
    "search": search.measure,
    "leaks": leaks.measure,
    "start": starting.measure,
    "test": testing.measure,
    "wording": wording.measure,
}


def main(names: list[str]) -> int:
    """Measure what is asked for, or everything. Returns 1 when a figure that must be reached is not, or could not be taken."""
    results: list[Result] = []
    for name in names or MEASUREMENTS:
        started = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            try:
                results += MEASUREMENTS[name](Path(folder))
            except Exception as error:  # the other measurements still count
                traceback.print_exc(limit=-3)
                results.append(
                    Result(name, "could not be measured", note=f"{type(error).__name__}: {error}", reached=False)
                )
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    print(table(results))
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    keeping.keep("results", [asdict(result) for result in results], {"machine": machine})
    return int(any(result.reached is False for result in results))


def table(results: list[Result]) -> str:
    """The results as lines of equal columns."""
    rows = [("what", "measured", "must", "goal", "", "note")] + [
        (result.what, result.measured, result.must, result.goal, result.verdict, result.note) for result in results
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[5]]) for row in rows
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
