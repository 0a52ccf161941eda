"""What is in the tree can be installed anywhere, and tells nothing about the machine it was made on."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REGISTRY = re.compile("|".join(("py" + r"pi\.(org|python)", "pythonhosted" + r"\.org", "registry" + r"\.npmjs")))
MACHINE = re.compile(r"(?<![\w.$}/])/(tmp|work|root)/|" + "farm" + "-studio")
SECRET = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}")
LOCKS = {"requirements.lock": ("postgres",), "requirements-dev.lock": ("dev",)}


def tracked_texts():
    """Path and text of every text file that is kept."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    for name in filter(None, listed.split("\0")):
        content = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b"\0"
        if b"\0" not in content:
            yield name, content.decode("utf-8", "replace")


@pytest.mark.parametrize("unwanted", [REGISTRY, MACHINE, SECRET])
def test_no_registry_machine_or_secret_is_named(unwanted):
    assert [f"{name}: {found[0]}" for name, text in tracked_texts() if (found := unwanted.search(text))] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_dependency_is_locked_with_its_hash(lock):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + [
        part for extra in LOCKS[lock] for part in project["optional-dependencies"][extra]
    ]
    names = {re.match(r"[\w.-]+", part)[0].lower() for part in wanted}
    locked = set(
        re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==\S+.*\\\n\s+--hash=sha256:", (ROOT / lock).read_text(), re.MULTILINE)
    )

    assert sorted(names - locked) == [], "run: make lock"


@pytest.mark.parametrize(
    ("pattern", "text"), [(REGISTRY, "https://" + "py" + "pi.org/simple"), (MACHINE, 'open("/' + 'tmp/x")')]
)
def test_the_patterns_find_what_they_should(pattern, text):
    assert pattern.search(text)
    assert not pattern.search("a folder in workbench/ with tmp_path/x")
