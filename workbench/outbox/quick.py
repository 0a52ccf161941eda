"""Sending at once, beside the request: who asked for a code waits for it, and the page must not tell whether one went.

One thread in each process, only while there is something to send; what it misses `flask remind` sends. It is rung for every
request for a code, also for a link that does not exist, so that neither time nor load tells them apart.
"""

from contextvars import Context
from threading import Event, Lock, Thread
from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from workbench.extensions import db
from workbench.outbox import sending
from workbench.outbox.models import MailKind

QUICK = (MailKind.CODE, MailKind.LINK)
_rung, _busy = Event(), Lock()


def ring() -> None:
    """Something may be waiting to go at once. Call it after the commit; returns at once."""
    if not current_app.config.get("SEND_AT_ONCE"):
        return
    _rung.set()
    _start(current_app._get_current_object())  # type: ignore[attr-defined]


def _start(app: Any) -> None:
    if _busy.acquire(blocking=False):
        Thread(target=Context().run, args=(_work, app), daemon=True).start()


def _work(app: Any) -> None:
    try:
        while _rung.is_set():
            _rung.clear()
            with app.app_context():
                _send(app)
    finally:
        _busy.release()
    if _rung.is_set():  # rung between the last look and the release
        _start(app)


def _send(app: Any) -> None:
    try:
        sending.send_waiting(QUICK)
    except SQLAlchemyError as error:  # the database is away or busy: `flask remind` tries again
        app.logger.warning("sending at once failed: %s", type(error).__name__)
    finally:
        db.session.remove()
