"""What the test suite's ground costs: a test on the database beside the same request alone."""

import subprocess
import sys
import time
from contextvars import Context
from pathlib import Path

from bench import product
from bench.result import Result, at_most
from bench.rounds import ROUNDS

TESTS = 200
SUITE = """
import time
import pytest
from tests import factories
TOOK = []

@pytest.mark.parametrize("number", range({tests}))
def test_one(browse, number):
    assert browse().open("/sign-in").status == 200

def test_report(app):
    pass
"""


def measure(folder: Path) -> list[Result]:
    """200 tests that each open a page, minus the run with none, beside 200 such requests in one loop."""
    root = Path(__file__).parents[1]
    inside = root / "tests" / "test_bench_ground.py"
    overheads = []
    try:
        app = product.app_on("sqlite://")
        client = app.test_client()
        for _round in range(ROUNDS):
            full, empty = (_suite(inside, root, tests) for tests in (TESTS, 0))
            started = time.perf_counter()
            for _request in range(TESTS):
                Context().run(client.get, "/sign-in")
            overheads.append((full - empty) / (time.perf_counter() - started))
    finally:
        inside.unlink(missing_ok=True)
    return [at_most("a database test / the request alone", sorted(overheads)[len(overheads) // 2], 1.5, 1.15)]


def _suite(file: Path, root: Path, tests: int) -> float:
    file.write_text(SUITE.format(tests=tests))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)]
    started = time.perf_counter()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    return time.perf_counter() - started
