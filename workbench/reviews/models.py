"""Personal links, their code and session, and the answers of participants (security.md D, domain.md 6.1 AfspraakReview)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from workbench import clock
from workbench.crypto import EncryptedText
from workbench.extensions import Model, choice


class Channel(StrEnum):
    PAPER = "paper"
    SMS = "sms"
    EMAIL = "email"
    HANDOVER = "handover"
    QR = "qr"
    ALOUD = "aloud"  # said in person: only for a link
    NONE = "none"  # no link at all: a colleague handed over the own tablet


class Outcome(StrEnum):
    """The five answers. `talk_first` is private: only the worker sees it."""

    AGREE = "agree"
    AGREE_BUT = "agree_but"
    DISAGREE = "disagree"
    NOT_UNDERSTOOD = "not_understood"
    TALK_FIRST = "talk_first"


class Via(StrEnum):
    LINK = "link"
    PAPER = "paper"
    HANDOVER = "handover"
    TABLE = "table"  # said aloud in a meeting


class Handling(StrEnum):
    """What the worker did with an answer. After `kept` the objection still stands: it is not out of the world."""

    TALKED = "talked"
    EXPLAINED = "explained"
    CHANGED = "changed"
    KEPT = "kept"


class Invitation(Model):
    """A personal link of one participant for one plan version: token (only its MAC), code (only its hash), limits."""

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("channel_link != channel_code", name="two_channels"),
        CheckConstraint("channel_code NOT IN ('sms', 'email') OR code_point_id IS NOT NULL", name="codes_go_somewhere"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    plan_version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"))
    token_mac: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    mac_key: Mapped[str] = mapped_column(String(16))
    channel_link: Mapped[Channel] = mapped_column(choice(Channel), default=Channel.QR)
    channel_code: Mapped[Channel] = mapped_column(choice(Channel), default=Channel.PAPER)
    code_hash: Mapped[str | None] = mapped_column(String(200))  # none: no code is alive, it was never sent or it was used
    code_until: Mapped[datetime | None]  # of a code that was sent; one on paper lives as long as the link
    code_point_id: Mapped[int | None] = mapped_column(ForeignKey("contact_point.id"))  # where codes are sent
    link_point_id: Mapped[int | None] = mapped_column(ForeignKey("contact_point.id"))  # where the link was sent
    sends_total: Mapped[int] = mapped_column(default=0)
    code_tries: Mapped[int] = mapped_column(default=0)
    failed_total: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_why: Mapped[str | None]
    opened_unverified: Mapped[int] = mapped_column(default=0)
    last_verified_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]  # a colleague saw what was odd about this link until then


class ParticipantSession(Model):
    """This browser, now: opened by the right code, ends by itself."""

    __tablename__ = "participant_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), index=True)
    browser: Mapped[str] = mapped_column(String(32), default="")  # the same for who comes back in the same browser
    handed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))  # whose tablet it is
    resumes_id: Mapped[int | None] = mapped_column(ForeignKey("user_session.id", ondelete="SET NULL"))  # what waits meanwhile
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]


class UnknownLinks(Model):
    """How many addresses that are no link were asked for in the present minute; one row (security.md D.7)."""

    __tablename__ = "unknown_links"
    id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)
    many: Mapped[int] = mapped_column(default=0)
    alarmed_at: Mapped[datetime | None]


class Answer(Model):
    """What a participant said of one agreement, bound to the exact text that was shown. A new answer is a new row."""

    __tablename__ = "answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[int] = mapped_column(ForeignKey("casus.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    plan_version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    outcome: Mapped[Outcome] = mapped_column(choice(Outcome))
    words: Mapped[str | None] = mapped_column(EncryptedText)
    text_sha256: Mapped[str] = mapped_column(String(64))
    text_shown: Mapped[str | None] = mapped_column(EncryptedText)  # that text itself, to say later what changed since
    via: Mapped[Via] = mapped_column(choice(Via), default=Via.LINK)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_at: Mapped[datetime | None]  # a later answer, or the text changed
    reply: Mapped[str | None] = mapped_column(EncryptedText)  # what was done with it, for colleagues
    told: Mapped[str | None] = mapped_column(EncryptedText)  # what this person reads back, at this agreement
    handled_how: Mapped[Handling | None] = mapped_column(choice(Handling))
    handled_at: Mapped[datetime | None]
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))

    @property
    def version(self) -> int:
        """What a form about this answer was made from: an answer itself never changes, only what was done with it.

        The moment of that in milliseconds, cut off so that it fits where versions are kept.
        """
        return round(self.handled_at.timestamp() * 1000) % 2**31 if self.handled_at else 0
