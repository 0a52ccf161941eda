"""A last look at a finished file: every part of it, against everything no paper may hold (GA4, GA5), and where it stands.

The place is told as a chapter, never what was found. The view was looked at already, so what is found here stands in the words
of the house style or of the workbench itself, or came together out of two texts.
"""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from flask_babel import gettext as _

from workbench.crypto import is_damaged
from workbench.documents import on_screen
from workbench.documents.whole import why_not
from workbench.errors import RuleBroken
from workbench.plans.projection import NOTHING_PASSES, Passing, Secrets
from workbench.wording.leaks import ProtectedTerm, find_leaks

CONTENT = "word/document.xml"


def refuse_leaks_in_file(content: bytes, secrets: Secrets, passing: Passing = NOTHING_PASSES) -> None:
    """Raise RuleBroken, with the places, when something no paper may hold stands in any part of the file."""
    terms = [term for term, group in secrets if group is None and not _is_let_out(term, passing)]
    with ZipFile(BytesIO(content)) as package:
        texts = {one: text_of(package.read(one)) for one in package.namelist() if one.endswith(".xml")}
    if any(map(is_damaged, texts.values())):
        raise RuleBroken(why_not(), field="document")
    parts = [one for one, words in texts.items() if find_leaks(words, terms)]
    if parts:
        where = "; ".join(places(content, parts, terms))
        message = _("Something protected stands in the finished document. It was not made. Look at: %(where)s.", where=where)
        raise RuleBroken(message, field="reader")


def _is_let_out(term: ProtectedTerm, passing: Passing) -> bool:
    """Whether two people let out a text with this term in it."""
    return term in passing.terms and any(find_leaks(words, [term]) for words in passing.texts)


def places(content: bytes, parts: Iterable[str], terms: list[ProtectedTerm]) -> list[str]:
    """The chapters in which a term stands; elsewhere it is the header, the footer or the house style."""
    found = [_("the sheets of the Excel file")] if any(one.startswith("xl/") for one in parts) else []
    if CONTENT in parts:
        last = _("the cover")
        for block in on_screen.shown(content).blocks:
            words = on_screen.words_of(block)
            leaks = bool(find_leaks(words, terms))
            if isinstance(block, on_screen.Heading) and not leaks:
                last = _("the chapter “%(title)s”", title=words)
            if leaks:
                found.append(last)
    if not found:
        found = [_("the header, the footer or another part of the house style")]
    return list(dict.fromkeys(found))


def text_of(part: bytes) -> str:
    """The words of an XML part: text and the values of attributes (descriptions of pictures, names of styles)."""
    from workbench.documents.house import tree

    words = []
    for element in tree(part).iter():
        words.append(element.text or "")
        words += [value for name, value in element.attrib.items() if name in ("descr", "title", "name")]
    return " ".join(words)
