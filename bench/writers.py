"""Sixteen people who save four agreements of one family for a minute, through real requests: what was acknowledged, and lost."""

import os
from pathlib import Path

from bench.result import Result
from tests.safety import writers

WRITERS = 16
SECONDS = float(os.environ.get("WORKBENCH_WRITERS_SECONDS", "60"))


def measure(folder: Path) -> list[Result]:
    """On a SQLite file, and on PostgreSQL where TEST_DATABASE_URL says which server: in a database of its own, dropped after."""
    return [_on(kind, folder) for kind in writers.DATABASES]


def _on(kind: str, folder: Path) -> Result:
    with writers.house(kind, folder, agreements=4) as house:
        house.all_save_for(WRITERS, SECONDS)
        found = house.figures()
        logged, faults = house.log()
    whole = not found["lost"] and not found["errors"] and logged == found["acknowledged"] and not faults
    note = f"{found['acknowledged']} acknowledged, {found['conflicts']} shown side by side, {logged} in the log"
    measured = f"{found['lost']} lost, {found['errors']} errors"
    what = f"{WRITERS} writers, {SECONDS:.0f} s, {kind}: lost edits and errors shown"
    return Result(what, measured, "0 lost, 0 errors", "", note, whole)
