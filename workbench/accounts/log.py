"""The one step up the ladder: the log stands above accounts, and what happens to accounts belongs in it."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.accounts.models import User

audit.declare(
    {
        "signed in": _l("signed in"),
        "signed out": _l("signed out"),
        "new browser": _l("came in with a new browser"),
        "sign-in refused": _l("refused somebody at the door"),
        "proof given": _l("showed again who it is"),
        "proof refused": _l("could not show who it is"),
        "password changed": _l("chose a new password"),
        "recovery codes made": _l("made recovery codes"),
        "recovery code used": _l("used a recovery code"),
        "second factor set": _l("set up a second factor"),
        "second factor removed": _l("removed a second factor"),
        "own details changed": _l("changed the own name or language"),
        "organisation added": _l("added the organisation"),
        "team added": _l("added a team"),
        "user added": _l("gave somebody an account"),
        "user disabled": _l("closed an account"),
        "user enabled": _l("opened an account again"),
        "role changed": _l("changed somebody’s role or team"),
        "sessions ended": _l("signed somebody out"),
        "start password given": _l("gave somebody a start password"),
        "second factor reset": _l("reset somebody’s second factor"),
        "setting changed": _l("changed a setting"),
    }
)


def history(user: User) -> list[tuple[datetime, bool, str]]:
    """What happened to this account last: (when, whether by the person, what)."""
    return audit.account_history(user.id)


def record(event: str, *, by: Any, about: Any = None, action: str = "U", **detail: Any) -> None:
    """Write one thing that happened to an account, a session or a setting into the log of the office."""
    audit.record(event, by=by or audit.SYSTEM, record=about, action=action, **detail)
