"""Sessions on the server: who is signed in in which browser, and for how long (security.md threat 18).

The cookie is Flask's signed one and carries three small things: a random id of 256 bits, the CSRF token and messages to
show once. What counts is the row behind the id: a row that ended, idled or grew old opens nothing, in the next request.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from flask import current_app, g, request, session
from sqlalchemy import Row, Select, bindparam, select, true, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import contains_eager

from workbench import clock
from workbench.accounts.models import Organisation, User, UserSession
from workbench.database import writing
from workbench.extensions import db

SEEN_EVERY = timedelta(minutes=1)
ONLY_ASKS = "accounts.time_left"  # a page asks how long it has; nobody did anything
BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(user: User) -> str:
    """Start a session for somebody in this browser; returns the id for its cookie. The oldest ends if there are too many."""
    token = secrets.token_urlsafe(32)
    most = current_app.config.get("SESSIONS_PER_PERSON", 3)
    for old in live_sessions(user)[most - 1 :]:
        old.ended_at = clock.now()
    g.user_session = UserSession(token_hash=_hash(token), user_id=user.id, browser=_browser())
    db.session.add(g.user_session)
    db.session.flush()
    return token


def live_sessions(user: User) -> list[UserSession]:
    """The browsers in which this person is signed in now, the last used first."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(UserSession)
            .where(
                UserSession.user_id == user.id,
                UserSession.ended_at.is_(None),
                UserSession.seen_at > now - _idle(),
                UserSession.created_at > now - _absolute(),
            )
            .order_by(UserSession.seen_at.desc(), UserSession.id.desc())
        )
    )


def load(token: str) -> User | None:
    """Whose session this id is, if it is alive and the account is too. One statement: session, person, team, organisation."""
    row = _find(token)
    if row is None:
        return None
    if abs(clock.now() - row.UserSession.seen_at) >= SEEN_EVERY and request.endpoint != ONLY_ASKS:
        row = _note_seen(row.UserSession.id, token)
        if row is None:
            return None
    g.user_session, g.organisation = row
    user: User = g.user_session.user
    return user


class Left(NamedTuple):
    """When a session runs out: when nothing is done, and at the latest. `idle` and `whole` are the seconds until then."""

    unless_seen: datetime
    at_the_latest: datetime

    @property
    def idle(self) -> int:
        return max(0, int((self.unless_seen - clock.now()).total_seconds()))

    @property
    def whole(self) -> int:
        return max(0, int((self.at_the_latest - clock.now()).total_seconds()))

    @property
    def first(self) -> datetime:
        """Whichever comes first."""
        return min(self.unless_seen, self.at_the_latest)


def left() -> Left | None:
    """How long the session of this request still has; None where nobody is signed in."""
    own = g.get("user_session")
    return Left(own.seen_at + _idle(), own.created_at + _absolute()) if own is not None else None


def owner_of_expired(token: str) -> User | None:
    """Whose session this was that ran out by itself, today: not one that was ended. What was typed then is kept for them."""
    if not token:
        return None
    ours = select(UserSession).join(UserSession.user).options(contains_eager(UserSession.user)).where(
        UserSession.token_hash == _hash(token), UserSession.ended_at.is_(None), User.active,
        UserSession.created_at > clock.now() - timedelta(days=1),
    )  # fmt: skip
    found = db.session.scalar(ours)
    return found.user if found else None


def _find(token: str) -> Row | None:
    now = clock.now()
    asked = {"hashed": _hash(token), "seen_after": now - _idle(), "opened_after": now - _absolute()}
    asked["opened_before"] = now + _absolute()
    return db.session.execute(_query(), asked, execution_options={"populate_existing": True}).first()


@cache
def _query() -> Select:
    """A session that is alive, of an account that is too. Made once: every page of staff begins with it."""
    return (
        select(UserSession, Organisation)
        .join(UserSession.user)
        .outerjoin(User.team)
        .outerjoin(Organisation, true())
        .options(contains_eager(UserSession.user).contains_eager(User.team))
        .where(
            UserSession.token_hash == bindparam("hashed"),
            UserSession.ended_at.is_(None),
            UserSession.seen_at > bindparam("seen_after"),
            UserSession.created_at > bindparam("opened_after"),
            UserSession.created_at < bindparam("opened_before"),  # else by a clock that was far ahead
            User.active,
        )
        .order_by(Organisation.id)
    )


def _note_seen(session_id: int, token: str) -> Row | None:
    """Write down that somebody is here, at most once a minute; a busy database may skip it."""
    try:
        db.session.rollback()
        with writing():
            db.session.execute(update(UserSession).where(UserSession.id == session_id).values(seen_at=clock.now()))
            db.session.commit()
    except OperationalError:
        db.session.rollback()
    return _find(token)


def stay() -> None:
    """Somebody says to be there still. The caller commits."""
    g.user_session.seen_at = clock.now()


def end(user_session: UserSession) -> None:
    """This browser is signed out, from the next request on."""
    user_session.ended_at = clock.now()


def resume(session_id: int | None, user: User) -> str | None:
    """Open again the session somebody left while the tablet was with another person; the id for its cookie.

    None when it is too old by now, or was ended otherwise: then one signs in again. Its longest time goes on counting.
    """
    kept = db.session.get(UserSession, session_id) if session_id else None
    if kept is None or kept.user_id != user.id or kept.created_at <= clock.now() - _absolute() or not user.active:
        return None
    token = secrets.token_urlsafe(32)
    kept.token_hash, kept.seen_at, kept.ended_at = _hash(token), clock.now(), None
    return token


def leave_browser() -> None:
    """Nothing of a colleague stays in this browser; what comes next belongs to somebody else."""
    session.clear()
    g.pop("csrf_token", None)


def end_all(user: User, except_id: int | None = None) -> None:
    """Every browser of this person is signed out, but for the one that is named."""
    db.session.execute(
        update(UserSession)
        .where(
            UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.id.is_distinct_from(except_id)
        )
        .values(ended_at=clock.now())
    )


def put_in_cookie(token: str) -> None:
    """A fresh cookie for a fresh session: nothing from before signing in stays, except messages to show once."""
    messages = session.get("_flashes")
    session.clear()
    g.pop("csrf_token", None)
    session["_user_id"], session["_fresh"] = token, True
    if messages:
        session["_flashes"] = messages


def _idle() -> timedelta:
    return current_app.config.get("SESSION_IDLE", timedelta(minutes=15))


def _absolute() -> timedelta:
    return current_app.config.get("SESSION_ABSOLUTE", timedelta(hours=12))


def _browser() -> str:
    """The family of the browser, enough to recognise it in the list of sessions."""
    agent = request.user_agent.string if request else ""
    name = next((name for sign, name in BROWSERS if sign in agent), "")
    return f"{name} mobile" if name and "Mobile" in agent else name
