"""A skipped test never passes for a run test when everything is required."""

import subprocess
import sys

import pytest

from tests import requirements

SUITE = """
import pytest

@pytest.mark.needs("validator", "chromium")
def test_with_a_browser():
    pass

@pytest.mark.skip(reason="no time")
def test_put_off():
    pass

@pytest.mark.only_on("mysql")
def test_of_another_database():
    raise AssertionError
"""


@pytest.fixture
def run_suite(tmp_path):
    """Run a small suite of its own in which no program is found."""
    (tmp_path / "test_small.py").write_text(SUITE)

    def run(**environment):
        command = [sys.executable, "-m", "pytest", "-p", "tests.requirements", "-p", "no:cacheprovider", "-rs", "-c",
                   "/dev/null", "--rootdir", str(tmp_path), str(tmp_path)]  # fmt: skip
        return subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=requirements.ROOT, env={"PATH": "", **environment}
        )

    return run


def test_without_the_programs_a_test_is_skipped_with_the_reason(run_suite):
    result = run_suite()

    assert result.returncode == 0
    assert "2 skipped, 1 deselected" in result.stdout
    assert "not on this machine" in result.stdout
    assert "chromium" in result.stdout


def test_when_everything_is_required_each_skip_is_a_failure(run_suite):
    result = run_suite(WORKBENCH_REQUIRE_ALL="1")

    assert result.returncode == 1
    assert "1 deselected, 2 errors" in result.stdout
    assert "no time" in result.stdout
