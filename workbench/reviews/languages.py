"""In which language a participant reads the pages: chosen in this browser, else what the worker noted, else Dutch.

Only the texts of the pages are translated. Agreements stay in the language they were made in.
"""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Response, current_app, g, request
from flask_babel import get_locale

COOKIE = "taal"
CHOSEN = "taal"  # in the address of a link that chooses


class Language(NamedTuple):
    """A language by its own name, and the words people write for it."""

    name: str
    called: frozenset[str]


LANGUAGES = {
    "nl": Language("Nederlands", frozenset({"nederlands", "dutch", "vlaams"})),
    "en": Language("English", frozenset({"engels", "english"})),
    "tr": Language("Türkçe", frozenset({"turks", "turkish", "türkçe", "turkce"})),
    "ar": Language("العربية", frozenset({"arabisch", "arabic", "العربية", "عربي", "syrisch", "marokkaans-arabisch"})),
    "pl": Language("Polski", frozenset({"pools", "polish", "polski"})),
    "uk": Language("Українська", frozenset({"oekraïens", "oekraiens", "ukrainian", "українська"})),
}


def known_as(noted: str | None) -> str | None:
    """The language a worker wrote down as a person's ("Turks", "Arabisch (Syrië)"), where the pages are in it."""
    word = (noted or "").casefold().replace("(", " ").replace(",", " ").replace("/", " ").split()
    return next((code for code, one in LANGUAGES.items() if word and (word[0] in one.called or word[0] == code)), None)


def chosen() -> str | None:
    """What was chosen in this browser, by a link just now or before."""
    for code in (request.args.get(CHOSEN), request.cookies.get(COOKIE)):
        if code in LANGUAGES:
            return code
    return None


def of_this_page() -> str:
    """The language of a participant's page."""
    return chosen() or known_as(g.get("noted_language")) or str(current_app.config["BABEL_DEFAULT_LOCALE"])


def options() -> list[tuple[str, str, str, bool]]:
    """(code, name, address of this page in that language, whether it is the one now) for every language."""
    now = str(get_locale())
    return [(code, one.name, _here(code), code == now) for code, one in LANGUAGES.items()]


def _here(code: str) -> str:
    """This page in another language. What came from a form is not asked for again: the page before it is."""
    path, kept = request.path, request.args.to_dict()
    if request.method not in ("GET", "HEAD"):
        path, kept = (path.removesuffix("/code") if path.endswith("/code") else "/o/afspraken"), {}
    return f"{path}?{urlencode({**kept, CHOSEN: code})}"


def remember(response: Response) -> Response:
    """Keep what was chosen by a link, in this browser and only for these pages. After closing nothing is kept."""
    code = request.args.get(CHOSEN)
    if code in LANGUAGES and request.endpoint != "reviews.closed" and request.path.startswith("/o/"):
        response.set_cookie(
            COOKIE, code, secure=current_app.config["HTTPS"], httponly=True, samesite="Lax", path="/o/"
        )
    return response


def plan_language() -> str:
    """The language in which agreements are written."""
    return str(current_app.config["BABEL_DEFAULT_LOCALE"])


def ltr(text: str) -> str:
    """A telephone number inside a sentence that runs from right to left: its groups keep their order."""
    return f"\u2066{text}\u2069" if reads_from_the_right() else text


def reads_from_the_right() -> bool:
    """Whether the language of this page is written from right to left."""
    language = get_locale()
    return language is not None and language.text_direction == "rtl"


FOR_TEMPLATES: dict[str, Any] = {
    "guest_languages": options, "guest_language": lambda: str(get_locale()), "plan_language": plan_language, "ltr": ltr,
    "reads_from_the_right": reads_from_the_right,
}  # fmt: skip
