"""What some tests need beyond Python: a browser, LibreOffice, the Word validator. A pytest plugin.

@pytest.mark.needs("chromium")             skipped with the reason where there is none
@pytest.mark.only_on("postgresql")         left out of the run on another database; only_on("sqlite") also for long walks over
                                           what people see and what stands on paper, which is made above the database
WORKBENCH_REQUIRE_ALL=1                    every skip becomes a failure that names what was skipped
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    "pdftotext": ("pdftotext",),
    "pdftoppm": ("pdftoppm",),
    "node": ("node",),
    "make": ("make",),
}
VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"


def program(need: str) -> str | None:
    """Where a program is on this machine, or None. `validator` is the Open XML SDK's, in node_modules."""
    if need == "validator":
        return str(VALIDATOR) if VALIDATOR.exists() and shutil.which("node") else None
    override = os.environ.get(f"WORKBENCH_{need.upper()}")
    return override or next((found for name in PROGRAMS[need] if (found := shutil.which(name))), None)


def everything_required() -> bool:
    """Whether a skipped test counts as a failure in this run (.ci/run sets it)."""
    return os.environ.get("WORKBENCH_REQUIRE_ALL") == "1"


def database() -> str:
    """The database the suite runs on: sqlite or postgresql."""
    return (os.environ.get("TEST_DATABASE_URL") or "sqlite:").split(":")[0].split("+")[0]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*programs): programs outside Python this test cannot do without")
    config.addinivalue_line("markers", "only_on(database): a test about one kind of database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = [item for item in items if (mark := item.get_closest_marker("only_on")) and mark.args[0] != database()]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    absent = [need for mark in item.iter_markers("needs") for need in mark.args if program(need) is None]
    if absent:
        pytest.skip(f"not on this machine: {', '.join(absent)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    return _refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return _refuse_skip(report)


def _refuse_skip(report):
    """A skip becomes a failure when everything is required; an expected failure stays what it is."""
    if everything_required() and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"WORKBENCH_REQUIRE_ALL=1, and this was skipped. {reason}"
    return report
