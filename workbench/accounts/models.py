"""The people who work here, their team and organisation, their sessions and keys, and the terms of the house."""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask import current_app
from flask_security import UserMixin, WebAuthnMixin
from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workbench import clock
from workbench.crypto import EncryptedJSON, EncryptedText
from workbench.extensions import Model, choice, db


class Role(StrEnum):
    """What somebody does in the organisation. Rights follow assignment and team too: see access.POLICY."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    BEHAVIOURAL_SCIENTIST = "behavioural_scientist"
    ADMINISTRATOR = "administrator"
    PRIVACY_OFFICER = "privacy_officer"


class Reminders(StrEnum):
    """How often a colleague gets a mail that something is waiting."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class OrganisationKind(StrEnum):
    """The kinds of organisation that make safety plans (domain.md 6.1)."""

    GI = "gi"
    VEILIG_THUIS = "veilig_thuis"
    WIJKTEAM = "wijkteam"
    ZORGAANBIEDER = "zorgaanbieder"
    SCHOOL = "school"
    ANDERS = "anders"


class Organisation(Model):
    """The one organisation this database belongs to."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind), default=OrganisationKind.GI)
    phone: Mapped[str] = mapped_column(String(40), default="")
    retention_years: Mapped[int] = mapped_column(default=20)


class Team(Model):
    """A team of workers with its supervisor; who may see a casus follows from it."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class User(UserMixin, Model):
    """Somebody with an account. Participants never have one: they come in by a personal link."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    role: Mapped[Role] = mapped_column(choice(Role))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    locale: Mapped[str] = mapped_column(String(5), default="nl")
    reminders: Mapped[Reminders] = mapped_column(choice(Reminders), default=Reminders.DAILY)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    password: Mapped[str | None] = mapped_column(String(255))
    must_change_password: Mapped[bool] = mapped_column(default=False)  # the password is a start code, made by the workbench
    start_code_until: Mapped[datetime | None]  # and until when that code works; None: it was used
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]

    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid.uuid4().hex)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment]
    tf_primary_method: Mapped[str | None] = mapped_column(String(40))
    tf_totp_secret: Mapped[str | None] = mapped_column(EncryptedText)
    last_totp_step: Mapped[int] = mapped_column(BigInteger, default=0)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(EncryptedJSON)

    team: Mapped[Team | None] = relationship(lazy="raise")

    @property
    def roles(self) -> tuple[()]:  # type: ignore[override]
        """Flask-Security's own roles are not used: access.POLICY reads `role`."""
        return ()

    @property
    def webauthn(self) -> list["Passkey"]:  # type: ignore[override]
        """This person's passkeys, looked up where Flask-Security asks for them: when signing in or setting one up."""
        return list(db.session.scalars(select(Passkey).where(Passkey.user_id == self.id).order_by(Passkey.id)))

    def check_tf_required(self, tf_setup_methods: list, tf_fresh: bool) -> tuple[bool, list]:
        """Flask-Security asks: a second step after the password? Yes where the house wants it or this person has one."""
        return bool(tf_setup_methods) or self.check_tf_required_setup(), tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        """Flask-Security asks: may this person do without?"""
        return bool(current_app.config["SECOND_FACTOR_REQUIRED"])

    def __repr__(self) -> str:
        return f"<User {self.id} {self.role}>"


class Passkey(WebAuthnMixin, Model):
    """A passkey or security key that belongs to one person. Column names are Flask-Security's."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(JSON)
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))
    create_datetime: Mapped[datetime] = mapped_column(default=clock.now)
    lastuse_datetime: Mapped[datetime] = mapped_column(default=clock.now)

    def get_user_mapping(self) -> dict[str, Any]:
        """How Flask-Security finds the person behind a passkey."""
        return {"id": self.user_id}


class UserSession(Model):
    """One browser in which somebody is signed in. Only the SHA-256 of its random id is kept (security.md 18)."""

    __tablename__ = "user_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    proved_at: Mapped[datetime] = mapped_column(default=clock.now)  # when this person last showed who it is: proof.py
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(40), default="")

    user: Mapped[User] = relationship(lazy="raise")


class KnownBrowser(Model):
    """A browser somebody came in with. Only the SHA-256 of its random mark is kept: see browsers.py."""

    __tablename__ = "known_browser"
    __table_args__ = (UniqueConstraint("user_id", "token_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    token_hash: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)


class Setting(Model):
    """A term, period or label of the organisation, from the day it holds. Rows are added, never changed."""

    __tablename__ = "setting"
    __table_args__ = (Index("ix_setting_key_holds_from", "key", "holds_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60))
    value: Mapped[Any] = mapped_column(JSON)
    source: Mapped[str] = mapped_column(String(300), default="")
    holds_from: Mapped[date]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    set_at: Mapped[datetime] = mapped_column(default=clock.now)
