"""The browsers somebody came in with before. A cookie of its own says which browser this is, and nothing of who uses it."""

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any

from flask import current_app, g, request
from sqlalchemy import delete, select

from workbench import clock
from workbench.accounts.models import KnownBrowser, User
from workbench.extensions import db

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
REMEMBERED = timedelta(days=365)


def cookie_name() -> str:
    """Bound to this host where there is https."""
    return "__Host-werkbank-browser" if current_app.config["HTTPS"] else "werkbank-browser"


def recognise(user: User) -> KnownBrowser | None:
    """Remember that this person comes in with this browser. What it returns is new, for somebody known in another one."""
    token, now = _token(), clock.now()
    db.session.execute(delete(KnownBrowser).where(KnownBrowser.user_id == user.id, KnownBrowser.seen_at < now - REMEMBERED))
    known = list(db.session.scalars(select(KnownBrowser).where(KnownBrowser.user_id == user.id)))
    hashed = hashlib.sha256(token.encode()).hexdigest()
    for one in known:
        if one.token_hash == hashed:
            one.seen_at = now
            return None
    made = KnownBrowser(user_id=user.id, token_hash=hashed, seen_at=now)
    db.session.add(made)
    db.session.flush()
    return made if known else None


def _token() -> str:
    kept = request.cookies.get(cookie_name(), "")
    if not TOKEN.fullmatch(kept):
        kept = secrets.token_urlsafe(32)
    g.browser_token = kept
    return kept


def put_in_cookie(response: Any) -> Any:
    """After a sign-in: the browser keeps its mark for a year."""
    if "browser_token" in g:
        response.set_cookie(
            cookie_name(), g.browser_token, max_age=REMEMBERED, httponly=True, samesite="Lax", secure=current_app.config["HTTPS"]
        )
    return response
