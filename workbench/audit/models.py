"""The log: append-only rows, chained per casus, with a daily seal over all heads (design.md 3.3, security.md E)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workbench.extensions import Model

OFFICE = 0  # the chain of everything that belongs to no casus: sign-ins, accounts, settings


class AuditEntry(Model):
    """One thing somebody did or saw. It holds ids and names of fields, never what was written."""

    __tablename__ = "audit_entry"
    __table_args__ = (UniqueConstraint("chain", "seq"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[int]  # the casus id, or OFFICE
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)  # every five minutes the last hour is looked through
    event: Mapped[str] = mapped_column(String(60))  # "agreement changed": a word from the catalogue of events
    action: Mapped[str] = mapped_column(String(1))  # C R U D E, as in NEN 7513
    outcome: Mapped[str] = mapped_column(String(8), default="ok")  # ok, denied, error
    checks: Mapped[str] = mapped_column(String(4))  # may, relation, consent, emergency: T, F or - each
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_kind: Mapped[str] = mapped_column(String(12))  # staff, participant, system
    actor_role: Mapped[str | None] = mapped_column(String(40))
    record_type: Mapped[str | None] = mapped_column(String(40))
    record_id: Mapped[int | None]
    record_version: Mapped[int | None]
    request_id: Mapped[str | None] = mapped_column(String(32))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    key_id: Mapped[str] = mapped_column(String(16))
    prev_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class DailySeal(Model):
    """A hash over the heads of all chains on one day; kept outside as well, so that a cut-off tail shows."""

    __tablename__ = "daily_seal"
    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    heads: Mapped[int]
    entries: Mapped[int]
    key_id: Mapped[str] = mapped_column(String(16))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    grown: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))  # [chain, last number] since the seal before


class AuditCheckpoint(Model):
    """Where a chain goes on after its oldest rows were taken out at the end of their term (security.md E.5)."""

    __tablename__ = "audit_checkpoint"
    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[int] = mapped_column(index=True)
    seq: Mapped[int]  # the last number that was taken out
    rows: Mapped[int]
    until: Mapped[date]  # the first day that stayed
    digest: Mapped[bytes] = mapped_column(LargeBinary(32))  # over the hashes of what was taken out
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))  # of the last of them
    made_at: Mapped[datetime]
    key_id: Mapped[str] = mapped_column(String(16))
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
