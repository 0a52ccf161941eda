"""What asks for somebody today, per worker. A mail says only that something is waiting: no name and no place (GA7)."""

import smtplib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from workbench import audit
from workbench.accounts.models import User
from workbench.agreements.models import Agreement
from workbench.audit.models import OFFICE, AuditEntry, DailySeal
from workbench.casus.models import Casus, CasusStatus
from workbench.clock import AMSTERDAM
from workbench.extensions import db
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.overview.today import is_quiet
from workbench.plans.models import PlanStatus, PlanVersion

SOON = timedelta(days=7)
OPEN = (CasusStatus.CONCEPT, CasusStatus.ACTIVE, CasusStatus.WINDING_DOWN, CasusStatus.AFTERCARE)


@dataclass
class Due:
    """How much is waiting for one worker, by kind."""

    worker: User
    counts: Counter[str]

    def __str__(self) -> str:
        return f"{self.worker.email}: " + ", ".join(f"{count} {kind}" for kind, count in sorted(self.counts.items()))


def due(today: date) -> list[Due]:
    """Per worker: agreements that fell silent, meetings within a week, plans to look at again or that come to their end."""
    of_open = select(Casus.id, User).join(User, User.id == Casus.worker_id).where(Casus.status.in_(OPEN), User.active)
    workers = {row.id: row.User for row in db.session.execute(of_open)}
    found: dict[int, Due] = {}
    for casus_id, kind in [*_silent(today), *_meetings(today), *_plans(today)]:
        if casus_id in workers:
            worker = workers[casus_id]
            found.setdefault(worker.id, Due(worker, Counter())).counts[kind] += 1
    return sorted(found.values(), key=lambda one: one.worker.email)


def _silent(today: date) -> list[tuple[int, str]]:
    a = Agreement
    asked = select(a.casus_id, a.last_check_on, a.starts_on, a.check_every_days, a.status)
    return [(row.casus_id, "agreements without a check") for row in db.session.execute(asked) if is_quiet(row, today)]


def _meetings(today: date) -> list[tuple[int, str]]:
    asked = select(Meeting.casus_id).where(
        Meeting.held_on.between(today, today + SOON), Meeting.status.in_((MeetingStatus.PLANNED, MeetingStatus.INVITED))
    )
    return [(casus_id, "meetings this week") for casus_id in db.session.scalars(asked)]


def _plans(today: date) -> list[tuple[int, str]]:
    v = PlanVersion
    asked = select(v.casus_id, v.ends_on, v.evaluate_on).where(v.status.in_((PlanStatus.SET, PlanStatus.RUNNING)))
    found = []
    for row in db.session.execute(asked):
        if row.ends_on is not None and row.ends_on <= today + timedelta(days=3):
            found.append((row.casus_id, "plans that come to their end"))
        elif row.evaluate_on is not None and row.evaluate_on <= today + SOON:
            found.append((row.casus_id, "plans to look at again"))
    return found


def tell(ones: list[Due], today: date) -> int:
    """Mail everybody for whom something waits, once a day. Returns how many mails went; the caller commits."""
    told = set(db.session.scalars(select(AuditEntry.record_id).where(
        AuditEntry.chain == OFFICE, AuditEntry.event == "reminder sent", AuditEntry.at >= _midnight(today)
    )))  # fmt: skip
    waiting = [one for one in ones if one.worker.id not in told]
    if waiting and current_app.config.get("MAIL_URL"):
        with _post() as post:
            for one in waiting:
                post.send_message(_letter(one.worker))
                audit.record("reminder sent", by=audit.SYSTEM, record=one.worker, action="E", waiting=sum(one.counts.values()))
        return len(waiting)
    return 0


def seal(today: date) -> DailySeal | None:
    """The seal over the log of this day; None when there is one already (decision 0003)."""
    if db.session.scalar(select(DailySeal.id).where(DailySeal.day == today)) is not None:
        return None
    return audit.seal_day(today)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)


def _letter(worker: User) -> EmailMessage:
    letter = EmailMessage()
    with force_locale(worker.locale):
        letter["Subject"] = _("Something is waiting for you")
        letter.set_content(_("Something is waiting for you in the workbench. Sign in to see what it is."))
    letter["To"], letter["From"] = worker.email, _sender()
    letter["Date"] = formatdate()
    letter["Auto-Submitted"] = "auto-generated"
    return letter


def _sender() -> str:
    asked = urlsplit(current_app.config["MAIL_URL"])
    return unquote(asked.username or "") if "@" in unquote(asked.username or "") else f"werkbank@{asked.hostname}"


def _post() -> smtplib.SMTP:
    """The mail server of MAIL_URL: smtps://user:password@host or smtp://… with STARTTLS where a password goes along."""
    asked = urlsplit(current_app.config["MAIL_URL"])
    host = asked.hostname or "localhost"
    post: smtplib.SMTP = (
        smtplib.SMTP_SSL(host, asked.port or 465, timeout=20) if asked.scheme == "smtps"
        else smtplib.SMTP(host, asked.port or 25, timeout=20)
    )  # fmt: skip
    if asked.password:
        if asked.scheme != "smtps":
            post.starttls()
        post.login(unquote(asked.username or ""), unquote(asked.password))
    return post
