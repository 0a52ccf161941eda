"""make proof: every proof of tests/safety in its full form, as a table and in bench/results.json.

Each proof notes what it had to reach, what it reached and what its negative control reached (tests/safety/figures.py). The
numbers below are those of security.md F; a smaller run is `WORKBENCH_KILLS=10 make proof`, and the figures then say so. On
PostgreSQL as well where TEST_DATABASE_URL says which server; databases of its own are made there and dropped.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import textwrap
from datetime import UTC, datetime
from pathlib import Path

from bench import keeping
from tests.safety.figures import WRITTEN_TO, figures_in

ROOT = Path(__file__).parents[1]
FULL = {
    "WORKBENCH_PROOF": "full", "WORKBENCH_WRITERS_SECONDS": "60", "WORKBENCH_KILLS": "100", "WORKBENCH_ACKNOWLEDGED": "50000",
    "WORKBENCH_CUTS": "300",
    "WORKBENCH_FLIPS": "1000", "WORKBENCH_FULL_DISKS": "50", "WORKBENCH_LOG_CHANGES": "1000",
    "WORKBENCH_COPY_MB": "200", "WORKBENCH_REQUESTS": "100000", "WORKBENCH_HOSTILE": "all", "WORKBENCH_INJECT": "all",
    "WORKBENCH_RIGHTS": "all", "WORKBENCH_DAMAGE": "all", "WORKBENCH_MIGRATION_KILLS": "100",
    "WORKBENCH_LOAD_SECONDS": "900", "WORKBENCH_LOAD_CASUSSEN": "500", "WORKBENCH_SAVES": "10000",
    "WORKBENCH_CENSUS": "all", "WORKBENCH_ITEMS": "10000",
}  # fmt: skip
WIDTH = 46
COLUMNS = ("name", "database", "goal", "reached", "control", "commit")


def main(arguments: list[str]) -> int:
    """Run the proofs, on SQLite and then on PostgreSQL, or only the files asked for; 1 when one of them failed.

    A run puts its own figures in the place of those measured before and leaves the others, each with the day and the commit
    it was measured at. `--page` runs nothing and gives the table as docs/proofs.md has it.
    """
    if arguments == ["--page"]:
        print(page(kept()))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        file, failed = Path(folder) / "figures.jsonl", False
        for url in dict.fromkeys(("", os.environ.get("TEST_DATABASE_URL", ""))):
            print(f"The proofs on {'PostgreSQL' if url else 'SQLite'} …", file=sys.stderr)
            failed = bool(_run(url, file, arguments)) or failed
        figures = keep(figures_in(file))
    print(table(figures))
    return int(failed)


def kept() -> list[dict[str, str]]:
    """The figures measured until now, in the order of the table."""
    return sorted(keeping.kept("proofs", {"figures": []})["figures"], key=_order)


def keep(new: list[dict[str, str]]) -> list[dict[str, str]]:
    """Put these figures in bench/results.json, in the place of those of the same name and database; all of them now."""
    command = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    when = {"day": f"{datetime.now(UTC):%Y-%m-%d}", "commit": commit.stdout.strip()}
    figures = {_place(one): one for one in kept()} | {_place(one): one | when for one in new}
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    keeping.keep("proofs", {"machine": machine, "figures": list(figures.values())})
    return kept()


def _place(figure: dict[str, str]) -> tuple[str, str]:
    return figure["name"], figure["database"].lower()


def _run(url: str, file: Path, arguments: list[str]) -> int:
    environment = FULL | os.environ | {WRITTEN_TO: str(file), "TEST_DATABASE_URL": url}
    what = arguments or ["tests/safety", "tests/audit", "tests/test_migrations.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *what]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _order(figure: dict[str, str]) -> tuple[str, int, str, str]:
    found = re.match(r"([A-Z]+)[. ]?(\d*)", figure["name"])
    letter, number = found.groups() if found else ("~", "0")
    return letter, int(number or 0), figure["name"], figure["database"]


def table(figures: list[dict[str, str]]) -> str:
    """The figures as a table that fits a page: what, where, goal, reached, control, commit; then what was not measured."""
    rows = [COLUMNS, *(tuple(one[c] for c in COLUMNS) for one in figures)]
    widths = [min(WIDTH, max(len(row[at]) for row in rows)) for at in range(len(COLUMNS))]
    lines = []
    for row in rows:
        cells = [textwrap.wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
        for nr in range(max(map(len, cells))):
            parts = (cell[nr] if nr < len(cell) else "" for cell in cells)
            lines.append("  ".join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip())
        lines.append("")
    return "\n".join([*lines, _not_measured(figures)])


def page(figures: list[dict[str, str]]) -> str:
    """The same in Markdown."""
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(tuple(one[c] for c in COLUMNS) for one in figures)]
    return "\n".join([*(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows), "", _not_measured(figures)])


def _not_measured(figures: list[dict[str, str]]) -> str:
    there = {one["name"].split()[0] for one in figures}
    missing = [name for name in (f"F.{number}" for number in range(1, 15)) if name not in there]
    return f"Not measured: {', '.join(missing) or 'nothing'}."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
