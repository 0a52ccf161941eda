"""Which house style an organisation uses: its own file or ours, its logo and its closing words. The caller commits.

Rows are added, never changed, so that it can be seen what was used when, and by whose choice.
"""

import hashlib
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts import settings
from workbench.accounts.models import Setting
from workbench.documents.house import DEFAULT, HouseStyle
from workbench.documents.models import HouseStyleChosen
from workbench.errors import RuleBroken
from workbench.extensions import db

audit.declare({
    "house style chosen": _l("chose a house style for the Word documents"),
    "house style put back": _l("went back to our own house style for the Word documents"),
    "closing page written": _l("changed the logo or the closing words of the Word documents"),
})
KEY = "documents.house_style"  # among the settings, which a request reads once; the fingerprint is its source
TWIPS_IN_CM = 567
NARROW = 12 * TWIPS_IN_CM  # a column in which a table of three columns can still be read
KEPT = 4  # read house styles: the one in use, in two sizes of print, and the one before


def chosen() -> HouseStyleChosen | None:
    """What the organisation chose last; None while it never chose."""
    now = settings.in_force(KEY)
    return None if now is None else db.session.get(HouseStyleChosen, now.value)


def house_in_use(more_points: int = 0) -> HouseStyle:
    """The house style documents are made in now, read once a process for each choice; no statement besides the settings."""
    now = settings.in_force(KEY)
    return _read(now.value if now else None, now.source if now else "", more_points)


@lru_cache(maxsize=KEPT)
def _read(choice: int | None, fingerprint: str, more_points: int) -> HouseStyle:
    """`fingerprint` is part of the key only: a database that was put back may give an id another file."""
    row = db.session.get(HouseStyleChosen, choice) if choice else None
    if row is None:
        return HouseStyle(DEFAULT.read_bytes(), more_points)
    return HouseStyle(row.content or DEFAULT.read_bytes(), more_points, logo=row.logo, closing=row.closing or "")


def use_house_style(content: bytes, *, by: Any) -> HouseStyleChosen:
    """Take a file into use, after every look at it (house_check.py) and after filling it once.

    Raises RuleBroken (field "file") with what to mend in Word.
    """
    from workbench.documents.trial import trial

    before = chosen()
    house = HouseStyle(content, logo=before.logo if before else None, closing=(before.closing if before else None) or "")
    trial(house)
    return _choose(before, "house style chosen", by, content=content)


def back_to_ours(*, by: Any) -> HouseStyleChosen:
    """Use our own house style again; logo and closing words stay."""
    return _choose(chosen(), "house style put back", by, content=None)


def write_closing(*, by: Any, logo: bytes | None, remove_logo: bool, closing: str) -> HouseStyleChosen:
    """The logo on the cover and the words on the last page. Raises RuleBroken (field "logo") for what is no picture."""
    from workbench.voices.drawings import CannotUse, clean

    before = chosen()
    kept = None if remove_logo or before is None else before.logo
    if logo is not None:
        try:
            kept = as_png(clean(logo))
        except CannotUse as error:
            raise RuleBroken(str(error.reason), field="logo") from error
    return _choose(before, "closing page written", by, logo=kept, closing=closing or None)


def as_png(picture: bytes) -> bytes:
    """The cleaned picture as a PNG of at most a thousand pixels: Word documents keep one kind."""
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(picture), formats=["PNG", "JPEG"]) as opened:
        drawn = opened.convert("RGB")
    drawn.thumbnail((1000, 1000))
    made = BytesIO()
    drawn.save(made, "PNG")
    return made.getvalue()


def _choose(before: HouseStyleChosen | None, event: str, by: Any, **changed: Any) -> HouseStyleChosen:
    kept = {name: getattr(before, name, None) for name in ("content", "logo", "closing")} | changed
    fingerprint = hashlib.sha256(b"\x00".join((kept["content"] or b"", kept["logo"] or b"", (kept["closing"] or "").encode())))
    row = HouseStyleChosen(**kept, sha256=fingerprint.hexdigest(), chosen_by_id=by.id)
    db.session.add(row)
    db.session.flush()
    db.session.add(Setting(key=KEY, value=row.id, source=row.sha256, holds_from=clock.today(), set_by_id=by.id))
    settings.forget_cache()
    audit.record(event, None, by=by, record=row, action="C", sha256=row.sha256)
    return row


def hints(house: HouseStyle) -> list[str]:
    """What could be better in a house style that may be used, each with what to do in Word."""
    found = []
    if house.adopted:
        names = ", ".join(sorted(house.adopted, key=str.lower))
        found.append(_("These styles are not in your file, so the workbench uses its own: %(names)s. Make a style of exactly "
                       "that name in Word to decide yourself.", names=names))  # fmt: skip
    if house.text_width < NARROW:
        wide = f"{house.text_width / TWIPS_IN_CM:.1f}".replace(".", ",")
        found.append(_("The content stands in a narrow column of %(cm)s cm: tables become hard to read. Put the columns of that "
                       "section on one.", cm=wide))  # fmt: skip
    if not house.counts_pages:
        found.append(_("No page number was found. Put “page X of Y” in the footer."))
    return found
