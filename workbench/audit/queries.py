"""The log of one casus as sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from workbench.accounts.models import User
from workbench.audit import labels
from workbench.audit.events import EVENTS
from workbench.audit.models import OFFICE, AuditEntry
from workbench.extensions import db

PAGE = 100


@dataclass(frozen=True)
class Sentence:
    """One line of the log: when, who, and what in words."""

    at: datetime
    seq: int
    who: str
    said: str
    action: str
    denied: bool
    record: str


def log_of(casus_id: int, before: int | None, changes_only: bool) -> tuple[list[Sentence], bool]:
    """(At most a page of sentences, newest first, before this number; whether there are older ones). One statement."""
    e = AuditEntry
    asked = select(e, User.name).outerjoin(User, (User.id == e.actor_id) & (e.actor_kind == "staff")).where(e.chain == casus_id)
    if before:
        asked = asked.where(e.seq < before)
    if changes_only:
        asked = asked.where(e.action != "R")
    rows: Sequence[Any] = db.session.execute(asked.order_by(e.seq.desc()).limit(PAGE + 1)).all()
    return [_sentence(row[0], row[1]) for row in rows[:PAGE]], len(rows) > PAGE


def account_history(user_id: int, most: int = 10) -> list[tuple[datetime, bool, str]]:
    """(when, whether by the person, what) of the last things that happened to somebody's account, the newest first."""
    e = AuditEntry
    about = (e.record_type == User.__tablename__) & (e.record_id == user_id)
    asked = select(e.at, e.actor_id, e.event).where(e.chain == OFFICE, (e.actor_id == user_id) & e.record_id.is_(None) | about)
    rows = db.session.execute(asked.order_by(e.id.desc()).limit(most)).all()
    return [(row.at, row.actor_id == user_id, str(EVENTS.get(row.event, row.event))) for row in rows]


def sentences(entries: Sequence[AuditEntry], names: dict[int, str]) -> list[Sentence]:
    """These lines in words; `names` of the staff in them, by id."""
    return [_sentence(one, names.get(one.actor_id or 0) if one.actor_kind == "staff" else None) for one in entries]


def _sentence(entry: AuditEntry, name: str | None) -> Sentence:
    kinds = {"participant": _("A participant"), "system": _("The workbench")}
    who = name or kinds.get(entry.actor_kind, _("Somebody"))
    said = str(EVENTS.get(entry.event, entry.event))
    record = labels.about(entry.record_type, entry.record_id, str(entry.detail.get("page", "")))
    return Sentence(entry.at, entry.seq, who, said, entry.action, entry.outcome == "denied", record)
