"""The pictograms one can choose for a panel: what a child of five knows. Pictures and licence: static/pictograms/.

A new one is a file there and a row here. The order is that in which they are offered.
"""

from typing import Any

from flask_babel import lazy_gettext as _l

PICTOGRAMS: dict[str, Any] = {
    "mother": _l("mother"), "father": _l("father"), "grandmother": _l("grandmother"), "grandfather": _l("grandfather"),
    "girl": _l("girl"), "boy": _l("boy"), "baby": _l("baby"), "house": _l("house"), "door": _l("door"),
    "window": _l("window"), "bed": _l("bed"), "sleep": _l("sleeping"), "day": _l("daytime"), "night": _l("night"),
    "clock": _l("clock"), "eat": _l("eating"), "bread": _l("bread"), "bath": _l("bath"), "teeth": _l("brushing teeth"),
    "school": _l("school"), "play": _l("playing"), "draw": _l("drawing (doing)"), "book": _l("reading aloud"),
    "cuddly-toy": _l("cuddly toy"), "dog": _l("dog"), "bicycle": _l("bicycle"), "car": _l("car"), "phone": _l("phone"),
    "talk": _l("talking"), "look": _l("looking"), "help": _l("asking for help"), "stop": _l("stop"), "hug": _l("hugging"),
    "heart": _l("love"), "happy": _l("happy"), "sad": _l("sad"), "angry": _l("angry"), "scared": _l("scared"),
    "alcohol": _l("alcohol"), "magnet": _l("magnet"), "fish": _l("fish"), "police": _l("police"), "doctor": _l("the doctor"),
    "party": _l("party"),
}  # fmt: skip
MADE_BY = _l("Pictograms: Fluent Emoji, © Microsoft Corporation, MIT licence.")


def file_of(key: str) -> str:
    """Where the picture of a key is, below static/."""
    return f"pictograms/{key}.svg"
