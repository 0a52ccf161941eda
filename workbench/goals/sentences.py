"""How the sentences of worries and goals are made from their parts (domain.md 1.3 and 1.4). Pure: names and texts in, text out.

A part that is not there yet can be given as `gap(…)`: it stands in the sentence with a mark around it, and `pieces` gives
the sentence in parts, so that a page can show where something is missing.
"""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from workbench.goals.models import HoldUnit, Opinion

OPEN, CLOSE = "\ue000", "\ue001"  # around what is missing; of Unicode's private area, so that nobody's words hold them
MARKED = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
FIRST_WORDS = {"about": ("dat ", "that "), "moment": ("ook als ", "als ", "also when ", "when ")}
AGREES = (_l("%(name)s agrees with this:"), _l("%(name)s agrees with this."))
VIEWS = {
    Opinion.PARTLY: (_l("%(name)s sees this in part like this:"), _l("%(name)s agrees with this in part.")),
    Opinion.DISAGREE: (_l("%(name)s sees this differently:"), _l("%(name)s sees this differently.")),
}


def compose_danger(who: str, number: int, about: str, now: str, later: str, *, opening: str = "") -> str:
    """The danger statement as one text. `who` are `number` names; the parts are what people filled in (domain.md 1.3).

    `opening` is what the family did already: a statement may begin by honouring that.
    """
    about = _part(_after(about, "about"))
    worry = ngettext("%(who)s worries that %(about)s.", "%(who)s worry that %(about)s.", number, who=who, about=about)
    return " ".join(
        [*([_sentence(opening)] if opening else []), worry, *(_sentence(text) for text in (now, later) if text)]
    )


def compose_views(views: Iterable[tuple[str, Any, str]], *, agreeing: bool = False) -> list[tuple[str, str]]:
    """What belongs into a statement of parents who see it differently, as (who, own words or ""); (name, opinion, words) in.

    Who agrees has no other view, and is left out unless `agreeing`. These are never part of the stored sentence: a reader
    sees the words of those he may know.
    """
    found = []
    for name, opinion, words in views:
        if opinion in VIEWS or agreeing:
            with_words, without = VIEWS.get(opinion, AGREES)
            found.append((str(with_words if words else without) % {"name": name}, words or ""))
    return found


def compose_goal(
    shows: str, number: int, sees: str, *, behaviour: str, notices: str, hold: str, moment: str = ""
) -> str:
    """The goal as one text: who shows whom what, also when, what the child notices, how long it holds (domain.md 1.4)."""
    shown = ngettext(
        "%(shows)s shows %(sees)s that %(behaviour)s.", "%(shows)s show %(sees)s that %(behaviour)s.", number,
        shows=shows, sees=sees, behaviour=_part(_after(behaviour, "about")),
    )  # fmt: skip
    hard = str(_l("Also when %(moment)s.", moment=_part(_after(moment, "moment")))) if moment else ""
    return " ".join([shown, *([hard] if hard else []), *(_sentence(text) for text in (notices, hold) if text)])


def compose_hold(number: int | None, unit: Any) -> str:
    """How long it goes well, in words; nothing when that is not agreed yet."""
    if not number:
        return ""
    if unit == HoldUnit.VISITS:
        return ngettext("This goes well for one visit.", "This goes well for %(num)s visits in a row.", number)
    return ngettext("This goes well for one week.", "This goes well for %(num)s weeks in a row.", number)


def hold_with_gap(unit: Any) -> str:
    """The last sentence of a goal of which nobody said yet how long it holds."""
    missing = gap(_l("how many?"))
    if unit == HoldUnit.VISITS:
        return str(_l("This goes well for %(gap)s visits in a row.", gap=missing))
    return str(_l("This goes well for %(gap)s weeks in a row.", gap=missing))


def unnamed(children: Iterable[str], text: str) -> list[str]:
    """The names of children that do not stand in this text, whatever their capitals: a worry is about somebody."""
    return [name for name in children if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]


def gap(words: Any) -> str:
    """These words as what is missing in a sentence."""
    return f"{OPEN}{words}{CLOSE}"


def pieces(text: str) -> list[tuple[bool, str]]:
    """A sentence in parts: (whether it is missing, words)."""
    text = text.replace(f"?{CLOSE}.", f"?{CLOSE}")  # a question has its own end
    found = [(at % 2 == 1, words) for at, words in enumerate(MARKED.split(text))]
    return [(missing, words) for missing, words in found if words]


def wording(sentence: str, then: str | None, now: str) -> str:
    """How a stored sentence stands to its parts: "composed" from them, somebody's "own" words, or own words that are "behind".

    `then` is what the parts made when somebody last chose the sentence, `now` what they make today.
    """
    if sentence in (then, now):
        return "composed"
    return "own" if then in (None, now) else "behind"


def _after(text: str, which: str) -> str:
    """The text without the words of the question, where somebody repeated these."""
    text = text.strip()
    first = next((words for words in FIRST_WORDS[which] if text.lower().startswith(words)), "")
    return text[len(first) :]


def _part(text: str) -> str:
    """Words that go on inside a sentence: without the full stop somebody typed."""
    return text.strip().rstrip(".").strip()


def _sentence(text: str) -> str:
    """Words that stand on their own: with a full stop."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "”", '"', CLOSE)) else f"{text}."
