"""What the workbench is made of: every file by its hash, every licence one we can ship (security.md threat 24)."""

import hashlib
import importlib.util
import json
import re
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"[\w.-]+(?:\[[\w,]+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}\b")


@pytest.fixture(scope="module")
def made_of():
    """.ci/parts.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("parts", ROOT / ".ci" / "parts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unpinned(lock):
    """What a lock names without a version or without a hash, or takes from elsewhere."""
    return [line for line in lock.replace("\\\n", " ").splitlines() if line.strip() and not PINNED.match(line)]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_line_of_a_lock_has_a_version_and_a_hash(lock):
    text = (ROOT / lock).read_text()
    assert text.count("==") > 50
    assert unpinned(text) == []

    hashed = f"flask==3.1.3 \\\n    --hash=sha256:{'a' * 64}\n"
    assert unpinned(hashed) == []
    loose = ["left-pad==1.0", "right-pad", "--pre", f"git+x --hash=sha256:{'a' * 64}"]
    assert unpinned(hashed + "\n".join(loose)) == loose


def test_everything_that_is_shipped_has_a_licence_we_can_ship(made_of):
    found = made_of.parts()
    assert made_of.unwelcome(found) == []
    assert {"flask", "psycopg", "htmx.org", "lucide-static"} <= {part.name for part in found}

    for licence in ("GPL-3.0-only", "AGPL-3.0-or-later", "", "MIT AND GPL-2.0-only"):
        assert made_of.unwelcome([made_of.Part("x", "1", licence)]), licence
    assert made_of.unwelcome([made_of.Part("x", "1", "GPL-2.0-only OR MIT")]) == []


def test_the_list_of_licences_is_of_today(made_of):
    assert made_of.table(made_of.parts()) == (ROOT / "docs" / "licences.md").read_text(), "run: make sbom"


def test_the_bill_of_materials_is_valid_the_same_each_time_and_whole(made_of):
    found = made_of.parts()
    bill = made_of.sbom(found)
    check = JsonStrictValidator(SchemaVersion.V1_6)

    assert check.validate_str(json.dumps(bill)) is None
    assert bill == made_of.sbom(made_of.parts())
    locked = set(re.findall(r"^[\w.-]+(?==|\[)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert locked <= {one["name"] for one in bill["components"]}
    assert all(one["hashes"] for one in bill["components"] if one["purl"].startswith("pkg:pypi"))
    bill["components"][0]["colour"] = "blue"
    assert check.validate_str(json.dumps(bill)) is not None, "the control"


def test_what_we_carry_is_what_it_was_when_it_was_taken():
    table = (ROOT / "workbench/static/vendor/VENDORED.md").read_text()
    rows = re.findall(r"^\| `([^`*]+)`.*`([0-9a-f]{64})` \|$", table, re.MULTILINE)
    assert len(rows) >= 2
    for file, digest in rows:
        path = ROOT / file if file.startswith("tests/") else ROOT / "workbench/static" / file
        assert hashlib.sha256(path.read_bytes()).hexdigest() == digest, file
