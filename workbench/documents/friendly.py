"""Pictures for papers that children read: faces without hair or skin, pictograms on a soft ground, a house with its light on.

A face says "somebody", not who: nobody's looks are guessed. The name stands under it in words.
"""

from functools import cache
from pathlib import Path

from workbench.documents.pictures import INK, drawing, png
from workbench.voices.pictograms import PICTOGRAMS, file_of

STATIC = Path(__file__).parents[1] / "static"
TINTS = ("#fdf3e3", "#dfe7f2", "#e8f5ec", "#fbe9e4", "#e3f1f3", "#f1eaf7")
SHIRTS = ("#f2b134", "#5aa9c9", "#7dbb6e", "#ef8a6f", "#9a7fc4", "#4fb0a5")
OTHERWISE = "help"
LINES = f'stroke="{INK}" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"'
# What stands in a sentence → what a child sees beside it. The first that fits; nothing that frightens.
SEEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("fish", ("visje", " vis ")), ("magnet", ("magneet",)), ("bread", ("brood", "boterham")), ("book", ("boek", "voorlees")),
    ("party", ("feest", "barbecue", "verjaardag")), ("school", ("school", "opvang", "juf", "meester")),
    ("teeth", ("tanden",)), ("bath", ("in bad", "douche")), ("cuddly-toy", ("knuffel",)), ("dog", ("hond",)),
    ("bicycle", ("fiets",)), ("car", ("auto", "taxi", "rijdt", "rijden")), ("sleep", ("slaapt", "slapen")),
    ("bed", ("naar bed",)), ("eat", ("eten", "koken")), ("play", ("speelt", "spelen", "voetbal")), ("draw", ("teken",)),
    ("phone", ("bel", "app", "telefoon")), ("door", ("deur",)), ("night", ("nacht", "avond")), ("hug", ("troost", "knuffelt")),
    ("talk", ("praat", "vertel", "zegt")), ("clock", ("uur",)), ("house", ("thuis", "huis")),
)  # fmt: skip


def pictogram_for(words: str) -> str:
    """The pictogram that goes with a sentence."""
    said = f" {words.lower()} "
    return next((key for key, found in SEEN if any(one in said for one in found)), OTHERWISE)


def meaning(key: str) -> str:
    """What a pictogram shows, for who cannot see it."""
    return str(PICTOGRAMS.get(key, ""))


@cache
def pictogram_svg(key: str) -> str:
    """The vendored picture of a key; a key that is not in the list (any more) is a heart."""
    return (STATIC / file_of(key if key in PICTOGRAMS else "heart")).read_text(encoding="utf-8")


def placed(svg: str, x: float, y: float, size: float) -> str:
    """A pictogram somewhere in a larger drawing."""
    return svg.replace("<svg ", f'<svg x="{x}" y="{y}" width="{size}" height="{size}" ', 1)


def pictogram(key: str) -> bytes:
    """A pictogram by itself."""
    return png(pictogram_svg(key), 240, None)


def panel(key: str, number: int) -> bytes:
    """A pictogram large on a soft ground, as wide as a panel of a story."""
    ground = f'<rect width="400" height="220" rx="14" fill="{TINTS[number % len(TINTS)]}"/>'
    floor = '<ellipse cx="200" cy="192" rx="86" ry="10" fill="#16202a" opacity="0.10"/>'
    return png(drawing(400, 220, ground, floor, placed(pictogram_svg(key), 120, 28, 160)), 800)


def face(number: int) -> bytes:
    """Somebody who smiles, in one of six colours."""
    shirt, tint = SHIRTS[number % len(SHIRTS)], TINTS[(number + 1) % len(TINTS)]
    return png(drawing(160, 160, (
        f'<clipPath id="c"><circle cx="80" cy="80" r="74"/></clipPath>'
        f'<circle cx="80" cy="80" r="75" fill="{tint}" stroke="{shirt}" stroke-width="4"/>'
        f'<g clip-path="url(#c)"><path d="M22 168c0-34 26-54 58-54s58 20 58 54Z" fill="{shirt}" {LINES}/></g>'
        f'<circle cx="80" cy="74" r="40" fill="#ffe9b8" {LINES}/>'
        f'<circle cx="66" cy="68" r="5" fill="{INK}"/><circle cx="94" cy="68" r="5" fill="{INK}"/>'
        f'<path d="M62 84q18 18 36 0" fill="none" {LINES}/>'
    )), 320, None)  # fmt: skip


def home() -> bytes:
    """A house in the evening with its light on."""
    night, window, wall, roof = "#dfe7f2", "#fdeeb5", "#fff8ec", "#c8553d"
    moon = f'<path d="M700 34a34 34 0 1 0 30 52 30 30 0 0 1-30-52Z" fill="#f6d365" {LINES}/>'
    stars = "".join(
        f'<path transform="translate({x},{y}) scale({s})" d="M0-10 3-3 10-3 4 2 6 9 0 5-6 9-4 2-10-3-3-3Z" fill="#f6d365"/>'
        for x, y, s in ((90, 60, 1.3), (170, 110, 0.9), (250, 46, 1.0), (560, 60, 1.1), (620, 128, 0.8))
    )
    house = (
        f'<path d="M300 236V140h200v96Z" fill="{wall}" {LINES}/><path d="M276 146 400 48l124 98Z" fill="{roof}" {LINES}/>'
        f'<path d="M400 124c-30-22-22-44-9-44 6 0 9 4 9 9 0-5 3-9 9-9 13 0 21 22-9 44Z" fill="#f7b7ae" {LINES}/>'
        f'<rect x="322" y="164" width="46" height="42" fill="{window}" {LINES}/><path d="M345 164v42M322 185h46" {LINES}/>'
        f'<path d="M420 236v-66h48v66Z" fill="#2f8492" {LINES}/><circle cx="458" cy="206" r="4" fill="{INK}"/>'
    )
    trees = "".join(
        f'<path d="M{x} 236v-34" {LINES}/><circle cx="{x}" cy="178" r="{r}" fill="#7dbb6e" {LINES}/>'
        for x, r in ((210, 34), (600, 40))
    )
    ground = '<rect y="234" width="800" height="40" fill="#a9cdbd"/>'
    clip = '<clipPath id="r"><rect width="800" height="262" rx="16"/></clipPath>'
    parts = f'<g clip-path="url(#r)"><rect width="800" height="262" fill="{night}"/>{stars}{moon}{ground}{trees}{house}</g>'
    return png(drawing(800, 262, clip, parts), 1200)
