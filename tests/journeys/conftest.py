"""A real browser and the demo to walk through: Chromium of the machine, and one server for all journeys."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.walking import PASSWORD, Walker, asked_elsewhere
from tests.requirements import program

ROOT = Path(__file__).parents[2]
SERVER = (sys.executable, "-m", "tests.journeys.server")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Start the machine's own Chromium; skip, with the reason, where there is none."""
    found = os.environ.get("CHROMIUM") or program("chromium")
    if found is None:
        pytest.skip("no Chromium on this machine")
    return {**browser_type_launch_args, "executable_path": str(Path(found)), "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture
def context(new_context):
    """A browser context; elsewhere in the suite `context` is that of the app."""
    return new_context()


@pytest.fixture(scope="session")
def untouched(tmp_path_factory):
    """A folder with the demo as everybody finds it at the start, loaded once and copied for each server."""
    folder = tmp_path_factory.mktemp("untouched")
    subprocess.run([*SERVER, "--only-load"], cwd=ROOT, env=surroundings(folder), check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def demo(untouched, tmp_path_factory):
    """The address of the demo with both families, served by a process of its own until the tests are over."""
    with served(untouched, tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def fresh_demo(untouched, tmp_path_factory):
    """The address of a demo nobody walked through yet."""
    with served(untouched, tmp_path_factory.mktemp("fresh")) as address:
        yield address


def surroundings(folder):
    """The environment of a demo in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WORKBENCH_")}
    return {**kept, "WORKBENCH_INSTANCE": str(folder)}


@contextmanager
def served(untouched, folder):
    """A copy of the demo in this folder, as a process of its own."""
    shutil.copytree(untouched, folder, dirs_exist_ok=True)
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            SERVER, cwd=ROOT, env=surroundings(folder), stdout=subprocess.PIPE, stderr=log, text=True
        )
    address = process.stdout.readline().strip()
    assert address, (folder / "log").read_text()[-2000:]
    try:
        yield address
    finally:
        process.terminate()
        process.wait()


def sign_in(page, name):
    """Type the address and the password of the demo."""
    page.goto("/sign-in")
    page.get_by_label("E-mailadres").fill(f"{name}@vlierland.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()
    page.wait_for_url("**/")


@pytest.fixture(scope="session")
def signed_in(demo, browser):
    """signed_in("sanne") is what the browser keeps of her being signed in; she types her password once."""
    kept = {}

    def state(name):
        if name not in kept:
            context = browser.new_context(base_url=demo, locale="nl-NL")
            sign_in(context.new_page(), name)
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return state


@pytest.fixture(scope="session")
def walkers(demo, browser, signed_in):
    """walkers(name, width): one browser window for each person and width, used by all tests. None asks anything elsewhere."""
    opened, elsewhere = {}, []

    def walker(name, width=1200, javascript=True):
        key = (name, width, javascript)
        if key not in opened:
            context = browser.new_context(
                base_url=demo, viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="nl-NL",
                storage_state=signed_in(name) if name != "nobody" else None, has_touch=width < 600, reduced_motion="reduce",
            )  # fmt: skip
            context.set_default_timeout(15_000)
            elsewhere.append(asked_elsewhere(context, demo))
            opened[key] = Walker(context.new_page(), width, javascript)
        return opened[key]

    yield walker
    for one in opened.values():
        one.page.context.close()
    assert [address for found in elsewhere for address in found] == []


@pytest.fixture(params=[1200, 390])
def width(request):
    return request.param


@pytest.fixture
def sanne(walkers, width):
    """The worker of demo A, on a laptop and on a phone."""
    return walkers("sanne", width)
