"""The texts of participants' pages in more languages: guest/<language>.po become <language>/LC_MESSAGES/messages.po and .mo.

Only what a participant can read is translated; agreements stay in the language they were made in. Which texts those are
follows from the templates that stand in the participants' frame and from the files named here. Built and checked together
with the Dutch catalogue by build.py. docs/languages.md says who still has to read each of them.
"""

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from workbench.translations.build import KEYWORDS, PLACEHOLDER, ROOT, Finding

HOME = Path(__file__).parent
LANGUAGES = ("ar", "pl", "tr", "uk")  # beside English, the language of the source, and Dutch
FRAME = "guest.html"
EXTENDS = re.compile(r'{%-?\s*extends "guest\.html"')
BORROWS = re.compile(r'{%-?\s*(?:from|include|import) "([^"]+)"')
# Python files of which every text is for participants.
SAID = ("reviews/participant_views.py", "reviews/entering_views.py", "reviews/guest_forms.py", "reviews/said.py",
        "meetings/feedback_guest_forms.py", "meetings/feedback_rules.py", "file_rights/guest_forms.py")  # fmt: skip
# Texts of fields that staff read too.
ALSO = (
    "Fill this in.",
    "This is %(now)s characters long. At most %(most)s fit.",
    "Choose somebody or something from the list.",
    # what somebody keeps an eye on, and the diary: monitoring/labels.py, forms.py, operations.py and web/fields.py
    "It happened",
    "Partly",
    "It did not happen",
    "It did not come up",
    "How did it go?",
    "What did you see?",
    "When was it?",
    "What happened?",
    "Is it about an agreement?",
    "No, or I do not know",
    "Give a date, for example 15-06-2026.",
    "Give a date between 1900 and 2100.",
    "This day is still to come.",
)


def texts(root: Path = ROOT) -> dict[str, str]:
    """Every text a participant can read, with the first file that shows it."""
    found: dict[str, str] = {}
    said = (root / "workbench" / name for name in SAID)
    for path in (*_pages(root / "templates"), *(path for path in said if path.exists())):
        method = "jinja2" if path.suffix == ".html" else "python"
        for _line, text, _comments, _context in extract_from_file(method, path, KEYWORDS):
            singular = text[0] if isinstance(text, tuple) else text
            found.setdefault(singular, str(path.relative_to(root)))
    return found


def _pages(templates: Path) -> list[Path]:
    """The templates in the participants' frame, and whatever they borrow from."""
    every = {path: path.read_text("utf-8") for path in sorted(templates.rglob("*.html"))}
    waiting = [path for path, source in every.items() if path == templates / FRAME or EXTENDS.search(source)]
    pages: list[Path] = []
    while waiting:
        page = waiting.pop(0)
        if page not in pages:
            pages.append(page)
            waiting += [templates / name for name in BORROWS.findall(every[page]) if templates / name in every]
    return pages


def read(language: str, home: Path = HOME) -> Catalog:
    """What was written for one language."""
    with (home / "guest" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def findings(root: Path = ROOT, home: Path = HOME) -> list[Finding]:
    """Texts a language misses, has too many of, leaves in English, or gives other placeholders; and files that are not built."""
    shown = texts(root)
    return [one for language in LANGUAGES for one in (*_faults(language, shown, home), *_stale(language, home))]


def _faults(language: str, shown: dict[str, str], home: Path) -> list[Finding]:
    said = {str(one.id): str(one.string) for one in read(language, home) if one.id and one.string}
    part = f"guest/{language}.po"
    known = set(shown) | set(ALSO)
    found = [Finding(shown.get(text, "fields"), text, f"not in {part} yet") for text in sorted(known - set(said))]
    found += [Finding(part, text, "no participant reads this any more") for text in sorted(set(said) - known)]
    for text, words in said.items():
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(words)):
            found.append(Finding(part, text, f"the placeholders differ in {words!r}"))
        if text == words:
            found.append(Finding(part, text, "still English"))
    return found


def _stale(language: str, home: Path) -> list[Finding]:
    target = _target(language, home)
    return [
        Finding(f"{language}/{target.with_suffix(suffix).name}", "the whole file", "run python -m workbench.translations.build")
        for suffix, content in contents(language, home).items()
        if not target.with_suffix(suffix).is_file() or target.with_suffix(suffix).read_bytes() != content
    ]


def build(home: Path = HOME) -> None:
    """Write the catalogue of every language."""
    for language in LANGUAGES:
        target = _target(language, home)
        target.parent.mkdir(parents=True, exist_ok=True)
        for suffix, content in contents(language, home).items():
            target.with_suffix(suffix).write_bytes(content)


def contents(language: str, home: Path = HOME) -> dict[str, bytes]:
    """What the two files of a language should hold; the same words always give the same bytes."""
    catalogue = Catalog(locale=language, project="Veiligheidsplan-werkbank", charset="utf-8", fuzzy=False)
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    for one in read(language, home):
        if one.id and one.string:
            catalogue.add(one.id, one.string)
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, sort_output=True, width=120)
    write_mo(mo, catalogue)
    return {".po": po.getvalue(), ".mo": mo.getvalue()}


def _target(language: str, home: Path) -> Path:
    return home / language / "LC_MESSAGES" / "messages.po"
