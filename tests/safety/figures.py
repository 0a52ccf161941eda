"""One line of the table of proofs, written by the test that reached it.

A proof says what it had to reach, what it reached, and what its negative control reached: the control shows that the
test can fail. `make proof` names the file; without one a proof is an ordinary test and this writes nothing.
"""

import json
import os
from pathlib import Path

WRITTEN_TO = "WORKBENCH_PROOF_FIGURES"


def figure(name: str, *, goal: str, reached: str, control: str = "", database: str | None = None) -> None:
    """Note one figure. `name` starts with its number in the table ("F.2 kill under load"); `database` where both apply."""
    if path := os.environ.get(WRITTEN_TO):
        line = {"name": name, "goal": goal, "reached": reached, "control": control, "database": database or ""}
        with Path(path).open("a", encoding="utf-8") as figures:
            figures.write(json.dumps(line, ensure_ascii=False) + "\n")


def figures_in(path: Path) -> list[dict]:
    """What the proofs noted in this file, in the order they ran."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def percentiles(seconds: list[float]) -> tuple[float, float, float]:
    """p50, p95 and p99 of these times, in milliseconds."""
    ordered = sorted(seconds)
    p50, p95, p99 = (ordered[min(len(ordered) - 1, len(ordered) * part // 100)] * 1000 for part in (50, 95, 99))
    return p50, p95, p99
