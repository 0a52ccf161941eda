"""docs/asvs.md and SECURITY.md say where a promise is kept: nothing is left out, and what they name is there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASVS = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
WANTED = (Path(__file__).parent / "asvs_ids.txt").read_text().split()  # levels 1 and 2, and what we chose of 3 (security.md B.2)
ID = re.compile(r"V\d+\.\d+\.\d+")
FILE = re.compile(r"`((?:workbench|tests|docs|bench|templates|\.ci)/[\w/.-]+\.\w+|[\w.-]+\.(?:py|lock|toml|json))`")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ANSWERS = {"yes", "partly", "no", "house"}
THREATS = range(1, 26)


def rows(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| V")]


def absent_files(text: str) -> list[str]:
    return sorted({name for name in FILE.findall(text) if not (ROOT / name).exists()})


def absent_tests(text: str) -> list[str]:
    """The tests a text names, that are not in the file it says."""
    found = []
    for file, name in sorted(set(TEST.findall(text))):
        path = ROOT / file
        tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            found.append(f"{file}::{name}")
    return found


def test_every_requirement_is_answered_once():
    named = [one for row in rows(ASVS) for one in ID.findall(row[0])]

    assert sorted(named) == sorted(WANTED)
    assert {row[1] for row in rows(ASVS)} == ANSWERS
    assert [row[0] for row in rows(ASVS) if len(row[2]) < 15] == [], "each says where, or what is missing"


def test_what_is_named_is_there():
    assert absent_files(ASVS) == absent_files(SECURITY) == []
    assert absent_tests(SECURITY) == absent_tests(ASVS) == []


@pytest.mark.parametrize("threat", THREATS)
def test_each_threat_has_its_tests(threat):
    [row] = [line for line in SECURITY.splitlines() if re.match(rf"\| {threat} \|", line)]

    assert TEST.search(row) or "by one organisation per database" in row


def test_a_name_that_is_not_there_is_noticed():
    assert absent_files("see `tests/safety/test_nothing.py`") == ["tests/safety/test_nothing.py"]
    assert absent_tests("`tests/safety/test_asvs.py::test_no_such`") == ["tests/safety/test_asvs.py::test_no_such"]
