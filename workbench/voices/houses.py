"""The forms as pictures: which words stand in which part, in lines that fit. The template draws; a list beside it says all.

A picture may be on a screen while others look along. So it holds only words that may be shared: of the others it says that
there is something, and the list says what.
"""

import textwrap
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.voices.models import VoiceForm
from workbench.voices.rules import PARTS, may_leave, part_key

SHEETS = (VoiceForm.THREE_HOUSES, VoiceForm.FAIRY_WIZARD)  # a sheet for each part
ROOMS = (VoiceForm.SAFETY_HOUSE, VoiceForm.SAFE_ROOM)  # one drawing with all parts
SHAPES = {
    VoiceForm.THREE_HOUSES: {"good": "house", "worries": "house", "dreams": "house"},
    VoiceForm.FAIRY_WIZARD: {"good": "wings", "worries": "clothes", "dreams": "wand"},
}
FIT = {"roof": (15, 2), "inside": (20, 5), "ring": (34, 2)}  # letters of a line, lines
ON_A_SHEET = (27, 9)


class Part(NamedTuple):
    """One part of a drawing: what it is, and its words in lines that fit; `words` is the whole, for who cannot see it."""

    key: str
    title: Any
    shape: str
    lines: list[str]
    words: str
    how_many: int


def parts_of(moment: Any) -> dict[str, Part]:
    """Key → part, for the forms that are drawn; nothing for the others."""
    if moment.form not in SHEETS + ROOMS:
        return {}
    made = {}
    for key, title in PARTS[moment.form].items():
        items = [one for one in moment.items if part_key(one.part) == key]
        shown = [one.words if may_leave(one.part, one.may_share, None) else _("(not shared)") for one in items]
        width, most = FIT.get(key, ON_A_SHEET) if moment.form in ROOMS else ON_A_SHEET
        lines = [] if key == "red_circle" else fitted(shown, width, most)
        words = "" if key == "red_circle" else " ".join(shown)
        made[key] = Part(key, title, SHAPES.get(moment.form, {}).get(key, ""), lines, words, len(items))
    return made


def fitted(said: list[str], width: int, most: int) -> list[str]:
    """The words in lines of at most so many letters; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for words in dict.fromkeys(said):
        lines += textwrap.wrap(words, width, break_long_words=True)
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][: width - 2].rstrip() + " …"]
    return lines
