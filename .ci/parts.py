"""What the workbench is made of and under which licence: from the lock, and from what we carry in the tree ourselves.

    python .ci/parts.py sbom         a CycloneDX 1.6 bill of materials, the same every time for the same lock
    python .ci/parts.py licences     the table of docs/licences.md; ends with 1 when a licence is unknown or not one of ours
"""

import json
import re
import sys
import tomllib
import uuid
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
LOCKED = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)[^\n]*((?:\\\n\s+--hash=sha256:[0-9a-f]{64}\s?)+)", re.MULTILINE)
CARRIED = re.compile(r"^\| `([^`]+)`[^|]*\| `([^`]+)` \| ([^|]+) \| ([^|(]+?) \(", re.MULTILINE)
SAID = {  # how a package may say it → its name in the list of SPDX
    "BSD License": "BSD-3-Clause", "BSD": "BSD-3-Clause", "MIT License": "MIT", "The Unlicense (Unlicense)": "Unlicense",
    "Apache Software License": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0", "OFL 1.1": "OFL-1.1",
    "ISC and MIT": "ISC AND MIT",
}  # fmt: skip
LOOKED_UP = {"waitress": "ZPL-2.1", "resvg-py": "MIT", "pyasn1-modules": "BSD-2-Clause"}  # say nothing, or are not installed
LISTS = ("workbench/accounts/well_known.sha256", "duyet/bruteforce-database", "233b5e5", "MIT")
OURS = {
    "MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Apache-2.0", "PSF-2.0", "Unlicense",
    "ZPL-2.1", "OFL-1.1", "LGPL-3.0-only",  # the last for a library that is used as it is, and can be replaced
}  # fmt: skip


class Part(NamedTuple):
    """One thing that is shipped or installed; `file` where we carry it ourselves."""

    name: str
    version: str
    licence: str
    hashes: tuple[str, ...] = ()
    file: str = ""

    @property
    def address(self) -> str:
        """Its package URL."""
        kind = "github" if "/" in self.name and not self.name.startswith("@") else "npm" if self.file else "pypi"
        return f"pkg:{kind}/{self.name.replace('@', '%40')}" + (f"@{self.version}" if self.version else "")


def parts() -> list[Part]:
    """Everything in the lock of what runs, then what lies in the tree and is served."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = [Part(name, version, licence_of(name), tuple(re.findall(r"sha256:(\w{64})", hashes)))
             for name, version, hashes in LOCKED.findall(lock)]  # fmt: skip
    return found + carried((ROOT / "workbench/static/vendor/VENDORED.md").read_text(encoding="utf-8"))


def carried(table: str) -> list[Part]:
    """What VENDORED.md says we carry, but for what only tests use; and the list of passwords."""
    rows = [(file, name, version.strip(), licence) for file, name, version, licence in CARRIED.findall(table)]
    served = [Part(name, version if version[0].isdigit() else "", SAID.get(licence, licence), file=f"workbench/static/{file}")
              for file, name, version, licence in rows if not file.startswith("tests/")]  # fmt: skip
    return [*served, Part(LISTS[1], LISTS[2], LISTS[3], file=LISTS[0])]


def licence_of(name: str) -> str:
    """What a package says about itself, as SPDX writes it; an empty text when it says nothing we know."""
    if name in LOOKED_UP:
        return LOOKED_UP[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    classes = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License")]
    for one in (said.get("License-Expression"), *classes, said.get("License")):
        if one and (SAID.get(one, one) in OURS or " OR " in one):
            return SAID.get(one, one)
    return ""


def unwelcome(found: list[Part]) -> list[str]:
    """Parts whose licence is unknown, or asks of us what we do not give; one of several to choose from is enough."""
    return [f"{part.name}: {part.licence or 'says nothing'}" for part in found
            if not any(all(one in OURS for one in way.split(" AND ")) for way in part.licence.split(" OR "))]  # fmt: skip


def component(part: Part) -> dict:
    """One part as the bill of materials names it."""
    made = {
        "type": "library", "bom-ref": part.address, "name": part.name, "purl": part.address,
        "licenses": [{"expression": part.licence}], "hashes": [{"alg": "SHA-256", "content": one} for one in part.hashes],
    }  # fmt: skip
    return made | ({"version": part.version} if part.version else {})


def sbom(found: list[Part]) -> dict:
    """The bill of materials."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    components = [component(part) for part in found]
    us = {"type": "application", "bom-ref": "werkbank", "name": "veiligheidsplan-werkbank", "version": version,
          "licenses": [{"expression": "EUPL-1.2"}]}  # fmt: skip
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(components))
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": f"urn:uuid:{serial}", "version": 1,
            "metadata": {"component": us}, "components": components}  # fmt: skip


def table(found: list[Part]) -> str:
    """docs/licences.md."""
    lines = [
        "# Licences of what the workbench is made of", "",
        "The workbench itself: EUPL-1.2 (`LICENSE`). Made by `python .ci/parts.py licences` from `requirements.lock` and",
        "from what lies in the tree; a test compares. Nothing is under the GPL or AGPL. Psycopg (LGPL) is used as it is and can",
        "be replaced. `make sbom` writes the same as a CycloneDX bill of materials.", "",
        "| part | version | licence | where we carry it ourselves |", "|---|---|---|---|",
    ]  # fmt: skip
    rows = [f"| {part.name} | {part.version} | {part.licence or 'UNKNOWN'} | {_where(part)} |" for part in found]
    return "\n".join([*lines, *rows]) + "\n"


def _where(part: Part) -> str:
    more = ", `workbench/documents/fonts/*.ttf`" if "/fonts/" in part.file else ""
    return f"`{part.file}`{more}" if part.file else ""


if __name__ == "__main__":
    everything = parts()
    print(json.dumps(sbom(everything), indent=1) if sys.argv[1:] == ["sbom"] else table(everything), end="")
    sys.exit("\n".join(unwelcome(everything)) or 0)
