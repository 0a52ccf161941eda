"""Pictures for the documents: drawn as SVG, handed to Word as PNG. One unit of a drawing is half a point on paper.

resvg paints CSS variables black and drops words without a font: colours are written out and the shipped font is named.
"""

# ruff: noqa: PLR0917 - a place and a size are always given in the same order
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin
from pathlib import Path
from xml.sax.saxutils import escape

from workbench.documents.language import _
from workbench.documents.ooxml import printable

FONT = "Atkinson Hyperlegible Next"
FONTS = [str(path) for path in sorted((Path(__file__).parent / "fonts").glob("*.ttf"))]
INK, PAPER, GROUND, LINE, MUTED = "#16202a", "#ffffff", "#f4f6f7", "#d5dce1", "#52616b"
PRIMARY, SOFT, GOOD = "#0b5c6b", "#e3f1f3", "#1d6b3a"
PANEL_W, PANEL_H, COLUMNS = 235, 250, 4
RINGS = {1: 136, 2: 186, 3: 230}
SEATS = {1: 91, 2: 161, 3: 208}  # how far from the middle the names of a ring stand
PLACES = {1: (-90,), 2: (-90, 90), 3: (-90, 138, 42), 4: (-140, -40, 140, 40)}  # in degrees
LONGEST = 12  # letters of a name that fit in a panel or on a ring

Values = Sequence[int | None]


@lru_cache(maxsize=64)  # the same picture in another reader's document is drawn once
def png(svg: str, pixels: int = 1200, ground: str | None = PAPER) -> bytes:
    """The picture as pixels, with the shipped font, on white or on whatever it is laid on (None)."""
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, width=pixels, font_files=FONTS, skip_system_fonts=True, background=ground, font_family=FONT
    )
    return bytes(drawn)


def drawing(width: float, height: float, *parts: str) -> str:
    """An SVG of this size."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{FONT}">'
    return head + "".join(parts) + "</svg>"


def text(
    x: float, y: float, words: object, size: int = 20, fill: str = INK, anchor: str = "start", bold: bool = False
) -> str:
    """Words in a drawing."""
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"{weight}'
    return f"<text {place}>{escape(printable(str(words)))}</text>"


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: int, dashes: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"{dashed}/>'


def circle(x: float, y: float, r: float, fill: str, stroke: str = "none", width: int = 0) -> str:
    """A circle."""
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"/>'


def short(name: str) -> str:
    """A name that fits; the table beneath the picture has it whole."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def cover_motif() -> bytes:
    """Safety circles growing from the corner of the cover."""
    colours = (SOFT, "#cfe6ea", "#a9d0d7", "#6fb0bb", "#2f8492", PRIMARY)
    rings = zip((517, 415, 320, 231, 146, 65), colours, strict=True)
    return png(drawing(700, 540, *(circle(700, 0, r, colour) for r, colour in rings)), 1100)


# The scale over time


def scale_chart(moments: Sequence[str], ratings: Sequence[tuple[str, Values]], good_enough: int) -> bytes:
    """One small panel per person, so that no reader has to tell eight colours apart. Never an average."""
    columns = min(COLUMNS, max(2, len(ratings)))
    rows = -(-len(ratings) // columns)
    panels = (
        panel((i % columns) * PANEL_W, (i // columns) * PANEL_H, name, values, moments, good_enough)
        for i, (name, values) in enumerate(ratings)
    )
    return png(drawing(columns * PANEL_W, rows * PANEL_H, *panels), 300 * columns)


def panel(x: float, y: float, name: str, values: Values, moments: Sequence[str], good_enough: int) -> str:
    """One person's figures, with the line of good enough."""
    left, top, width, height = x + 30, y + 44, PANEL_W - 44, 156

    def level(value: float) -> float:
        return top + height - value / 10 * height

    gaps = max(len(moments) - 1, 1)
    across = [left + 16 + i * (width - 32) / gaps for i in range(len(moments))]
    parts = [text(left, y + 26, short(name), 23, bold=True)]
    parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{GROUND}"/>')
    for value in (0, 5, 10):
        parts.append(line(left, level(value), left + width, level(value), LINE, 2))
        parts.append(text(left - 7, level(value) + 6, value, 17, MUTED, "end"))
    parts.append(line(left, level(good_enough), left + width, level(good_enough), GOOD, 3, "9 6"))
    points = [(px, level(v), v) for px, v in zip(across, values, strict=True) if v is not None]
    silent = text(left + width / 2, level(4.2), _("no figure"), 20, MUTED, "middle")
    parts.append(curve(points, top, good_enough) if points else silent)
    for px, moment in zip(across, moments, strict=True):
        parts.append(text(px, top + height + 22, moment, 17, MUTED, "middle"))
    return "".join(parts)


def curve(points: Sequence[tuple[float, float, int]], top: float, good_enough: int) -> str:
    """The line through one person's figures; the last one is solid and larger."""
    path = " ".join(f"{x:.0f},{y:.0f}" for x, y, _value in points)
    parts = [f'<polyline points="{path}" fill="none" stroke="{PRIMARY}" stroke-width="5" stroke-linejoin="round"/>']
    for i, (x, y, value) in enumerate(points, 1):
        last = i == len(points)
        parts.append(circle(x, y, 9 if last else 7, PRIMARY if last else PAPER, PRIMARY, 4))
        below = y < top + 34 or (last and 0 < good_enough - value <= 2)
        words = text(x, y + (33 if below else -15), value, 25 if last else 21, PRIMARY if last else INK, "middle", last)
        halo = words.replace("<text ", f'<text stroke="{GROUND}" stroke-width="7" stroke-linejoin="round" ')
        parts.append(halo + words)
    return "".join(parts)


# Safety circles


def safety_circles(
    children: Sequence[str], before: Mapping[str, int], now: Mapping[str, int], titles: tuple[str, str]
) -> bytes:
    """Two pictures of who stands how near; whoever came nearer is dark and carries a star."""
    pictures = circles(235, titles[0], children, before), circles(705, titles[1], children, now, before)
    return png(drawing(940, 572, *pictures, legend()))


def legend() -> str:
    """What the rings and the star mean."""
    rings = ((30, _("knows almost everything")), (265, _("knows a part")), (460, _("does not know yet")))
    parts = [ring_number(x, 545, i) + text(x + 23, 552, words, 20) for i, (x, words) in enumerate(rings, 1)]
    star = f'<rect x="690" y="527" width="38" height="36" rx="18" fill="{PRIMARY}"/>' + white_star(709, 545)
    return "".join((*parts, star, text(738, 552, _("came nearer"), 20)))


def circles(
    cx: float, title: str, children: Sequence[str], rings: Mapping[str, int], earlier: Mapping[str, int] | None = None
) -> str:
    """The rings around the children with everybody's name."""
    cy = 280
    parts = [text(cx, 28, title, 25, bold=True, anchor="middle")]
    for ring, fill in ((3, GROUND), (2, "#d6eaed"), (1, "#aed3d9")):
        parts.append(circle(cx, cy, RINGS[ring], fill, PRIMARY, 2))
    parts.append(circle(cx, cy, 46, PRIMARY))
    size = 22 if len(children) < 3 else 17
    middle = (len(children) - 1) / 2
    parts += [
        text(cx, cy + 7 + (size + 4) * (i - middle), short(child), size, PAPER, "middle", True)
        for i, child in enumerate(children)
    ]
    for ring, seat in SEATS.items():
        names = [name for name, stands in rings.items() if stands == ring]
        for name, degrees in zip(names, places(len(names)), strict=True):
            nearer = earlier is not None and earlier.get(name, 9) > ring
            angle = degrees * pi / 180
            parts.append(pill(cx + seat * cos(angle), cy + seat * sin(angle), short(name), nearer))
        parts.append(ring_number(cx - RINGS[ring] + 21, cy, ring))
    return "".join(parts)


def places(people: int) -> Sequence[float]:
    """Where names stand on a ring, in degrees."""
    return PLACES.get(people) or [-90 + i * 360 / people for i in range(people)]


def ring_number(x: float, y: float, number: int) -> str:
    """The number of a ring, white on a dark dot."""
    return circle(x, y, 14, INK) + text(x, y + 6, number, 18, PAPER, "middle", True)


def white_star(x: float, y: float) -> str:
    """A star, for who came nearer: colour alone says nothing."""
    place = f"translate({x:.0f},{y:.0f})"
    return f'<path transform="{place}" d="M0-10 3-3 10-3 4 2 6 9 0 5-6 9-4 2-10-3-3-3Z" fill="{PAPER}"/>'


def pill(x: float, y: float, name: str, nearer: bool) -> str:
    """A name on a ring."""
    width = 12 * len(name) + (52 if nearer else 26)
    fill = PRIMARY if nearer else PAPER
    shape = f'x="{x - width / 2:.0f}" y="{y - 18:.0f}" width="{width}" height="36" rx="18"'
    star = white_star(x - width / 2 + 21, y) if nearer else ""
    words = text(x + (12 if nearer else 0), y + 7, name, 22, PAPER if nearer else INK, "middle", nearer)
    return f'<rect {shape} fill="{fill}" stroke="{PRIMARY}" stroke-width="2"/>{star}{words}'
