"""The Dutch catalogue: parts/*.po, one file for each subject, become nl/LC_MESSAGES/messages.po and messages.mo.

    python -m workbench.translations.build            write both files
    python -m workbench.translations.build --missing  list the texts that have no Dutch yet, by file
    python -m workbench.translations.build --check    say whether the catalogue is complete, without writing

The texts of participants' pages are in more languages: guest.py, built and checked along with it.

Texts in the source are English inside _() and its relatives. A Dutch text that must equal the English one ("Casus", "PDF")
carries the comment `# same in Dutch`.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PARTS = Path(__file__).parent / "parts"
CATALOGUE = Path(__file__).parent / "nl" / "LC_MESSAGES" / "messages.po"
SOURCES = (("workbench", (("**.py", "python"),)), ("templates", (("**.html", "jinja2"), ("**.txt", "jinja2"))))
KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%")
SAME_IN_DUTCH = "same in Dutch"

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Finding:
    """Something wrong with one text: where it is written, what it is and what to do about it."""

    place: str
    text: str
    advice: str

    def __str__(self) -> str:
        return f"{self.place}: {self.advice}: {self.text!r}"


def texts_in_source(root: Path = ROOT) -> dict[Key, str]:
    """Every text the product can show, with the first place that shows it (file:line)."""
    found: dict[Key, str] = {}
    for folder, methods in SOURCES:
        if not (root / folder).is_dir():
            continue
        for file, line, text, _comments, context in extract_from_dir(
            root / folder, list(methods), {"**": {"silent": "false"}}, KEYWORDS
        ):
            singular = text[0] if isinstance(text, tuple) else text
            if singular:
                found.setdefault((context, singular), f"{folder}/{file}:{line}")
    return found


def read_parts(parts: Path = PARTS) -> tuple[Catalog, list[Finding]]:
    """All parts as one catalogue, and the texts to which two parts give a different Dutch (the first part wins)."""
    catalogue = Catalog(locale="nl", project="Veiligheidsplan-werkbank", charset="utf-8", fuzzy=False)
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    findings, source = [], {}
    for part in sorted(parts.glob("*.po")):
        with part.open("rb") as file:
            for message in read_po(file, locale="nl", abort_invalid=True):
                if not message.id or not _is_translated(message):
                    continue
                known = catalogue.get(_singular(message), message.context)
                if known is None:
                    catalogue.add(
                        message.id, message.string, context=message.context, user_comments=message.user_comments
                    )
                    source[_key(message)] = part.name
                elif known.string != message.string:
                    advice = f"{source[_key(message)]} has other Dutch, {known.string!r} against {message.string!r}"
                    findings.append(Finding(part.name, _singular(message), advice))
    return catalogue, findings


def missing(root: Path = ROOT, parts: Path = PARTS) -> list[Finding]:
    """Texts of the source without Dutch, by the place that shows them."""
    catalogue, _ = read_parts(parts)
    known = {_key(message) for message in catalogue}
    return [Finding(place, key[1], "no Dutch yet") for key, place in texts_in_source(root).items() if key not in known]


def unused(root: Path = ROOT, parts: Path = PARTS) -> list[Finding]:
    """Dutch for texts that nothing shows any more."""
    catalogue, _ = read_parts(parts)
    shown = texts_in_source(root)
    return [
        Finding("parts", _singular(message), "not shown anywhere any more")
        for message in catalogue
        if message.id and _key(message) not in shown
    ]


def wrong(parts: Path = PARTS) -> list[Finding]:
    """Dutch that differs between parts, drops a %(name)s, or is still English."""
    catalogue, findings = read_parts(parts)
    return findings + [
        Finding("parts", _singular(message), advice)
        for message in catalogue
        if message.id
        for advice in _faults(message)
    ]


def build(parts: Path = PARTS, target: Path = CATALOGUE) -> None:
    """Write messages.po and messages.mo from the parts."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix, content in contents(parts).items():
        file = target.with_suffix(suffix)
        if not file.is_file() or file.read_bytes() != content:  # left alone where somebody may be reading it
            file.write_bytes(content)


def contents(parts: Path = PARTS) -> dict[str, bytes]:
    """What the two files should hold; the same parts always give the same bytes."""
    catalogue, _ = read_parts(parts)
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, sort_output=True, omit_header=False, width=120)
    write_mo(mo, catalogue)
    return {".po": po.getvalue(), ".mo": mo.getvalue()}


def _key(message: Message) -> Key:
    return message.context, _singular(message)


def _singular(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def _strings(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)


def _is_translated(message: Message) -> bool:
    return bool(message.string) and all(_strings(message.string))


def _faults(message: Message) -> Iterator[str]:
    wanted = [set(PLACEHOLDER.findall(text)) for text in _strings(message.id)]
    for dutch in _strings(message.string):
        if set(PLACEHOLDER.findall(dutch)) not in wanted:
            yield f"the placeholders differ in {dutch!r}"
    has_words = re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", _singular(message)))
    if has_words and message.string == message.id and SAME_IN_DUTCH not in " ".join(message.user_comments):
        yield f"still English (if not, add the comment “# {SAME_IN_DUTCH}”)"


def main(arguments: list[str] | None = None) -> int:
    """Run from the command line; 1 when something is asked for and not in order."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args(arguments)
    from workbench.translations import guest  # builds on this module

    if not (chosen.missing or chosen.check):
        build()
        guest.build()
    findings = missing() + (wrong() if chosen.missing else wrong() + unused() + stale() if chosen.check else wrong())
    findings += guest.findings()
    for finding in findings if chosen.missing or chosen.check else ():
        print(finding)
    print(f"{len(findings)} texts to mend." if findings else "Every text has its Dutch, and participants have theirs.")
    return int(bool(findings) and chosen.check)


def stale(parts: Path = PARTS, target: Path = CATALOGUE) -> list[Finding]:
    """The files of the catalogue that no longer follow from the parts."""
    return [
        Finding(target.with_suffix(suffix).name, "the whole file", "run python -m workbench.translations.build")
        for suffix, content in contents(parts).items()
        if not target.with_suffix(suffix).is_file() or target.with_suffix(suffix).read_bytes() != content
    ]


if __name__ == "__main__":
    sys.exit(main())
