"""Drafts: what somebody was typing in a long form, kept on the server until it is saved (design.md 3.4, B22)."""

from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import ForeignKey, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, db

LARGEST = 200_000
OWN = ("/reflections/",)  # forms about nobody's casus: of the person alone
LEFT_OUT = {"csrf_token"}  # and what begins with _: words of the page itself, not of the form


class Draft(Model):
    """One form of one person; `place` is the path of the form."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "place"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int | None] = mapped_column(ForeignKey("casus.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    place: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(EncryptedText)  # the form as it was, url-encoded
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)


def is_own(place: str) -> bool:
    """Whether this is the path of a form that belongs to no casus. Its draft is read by nobody but its writer."""
    return place.startswith(OWN) and "?" not in place and "#" not in place


def place_of(said: str, path: str, ref: str | None) -> str:
    """The path of the form that is sent to `path`: what was said along, where it goes somewhere else within this casus."""
    return said.partition("?")[0] if (ref and said.startswith(f"/casus/{ref}/")) or is_own(said) else path


def keep(user_id: int, casus_id: int | None, place: str, sent: list[tuple[str, str]]) -> bool:
    """Keep what was typed, in place of an earlier draft of the same form. False when it is too large. The caller commits."""
    body = urlencode([(name, value) for name, value in sent if name not in LEFT_OUT and not name.startswith("_")])
    if len(body) > LARGEST or len(place) > 500:
        return False
    found = find(user_id, place)
    if found is None:
        db.session.add(Draft(user_id=user_id, casus_id=casus_id, place=place, body=body))
    else:
        found.body, found.saved_at = body, clock.now()
    return True


def find(user_id: int, place: str) -> Draft | None:
    """This person's draft of this form."""
    return db.session.scalar(select(Draft).where(Draft.user_id == user_id, Draft.place == place))


def discard(user_id: int, place: str) -> None:
    """The form was saved, or its writer threw the draft away. The caller commits."""
    db.session.execute(delete(Draft).where(Draft.user_id == user_id, Draft.place == place))
