"""A real browser: Chromium of the machine, else the one Playwright brought; without either these tests are skipped."""

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the machine's own Chromium; skip, with the reason, where there is none."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("no Chromium on this machine")
    return {**browser_type_launch_args, "executable_path": str(Path(found)), "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture
def context(new_context):
    """A browser context; elsewhere in the suite `context` is that of the app."""
    return new_context()
