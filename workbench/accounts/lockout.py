"""A growing wait for one account after wrong tries, and for that account only (security.md threat 19).

Each try is counted in one statement before it is looked at, and counted for good: fifty tries at the same moment are
still only five. A right password takes its own try back; a finished sign-in clears the count.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Update, case, func, select, update

from workbench import clock
from workbench.accounts.models import User
from workbench.extensions import db

FREE_TRIES = 5
WAITS = (1, 2, 4, 8, 15, 30, 60)  # minutes after the fifth wrong try, the sixth, …; the last one repeats


def may_try(email: str) -> bool:
    """Count a try at this address. False: wait, or nobody here has it. An unknown address costs the same write."""
    now = clock.now()
    tries = User.failed_sign_ins + 1
    counted = changes(
        update(User)
        .where(User.email == email.lower(), (User.locked_until.is_(None)) | (User.locked_until <= now))
        .values(failed_sign_ins=tries, locked_until=case(*_steps(tries, now), else_=None))
    )
    if not counted:
        anyone = update(User).where(User.id == select(func.min(User.id)).scalar_subquery())
        changes(anyone.values(failed_sign_ins=User.failed_sign_ins))
    db.session.commit()  # the try stays counted, whatever happens next
    return counted


def changes(statement: Update) -> bool:
    """Run an update past the objects in memory; True when it changed a row. That one statement is the whole race."""
    result = db.session.execute(statement, execution_options={"synchronize_session": False})
    return bool(cast(CursorResult[Any], result).rowcount)


def _steps(tries: ColumnElement[int], now: datetime) -> list[tuple]:
    waits = [(tries == FREE_TRIES + step, now + timedelta(minutes=wait)) for step, wait in enumerate(WAITS)]
    return [*waits, (tries >= FREE_TRIES + len(WAITS), now + timedelta(minutes=WAITS[-1]))]


def take_back(user: User) -> None:
    """This try was right; the second factor may still follow."""
    _set(user, case((User.failed_sign_ins > 0, User.failed_sign_ins - 1), else_=0))


def clear(user: User) -> None:
    """Signed in, or let in again by an administrator."""
    _set(user, 0)


def _set(user: User, tries: object) -> None:
    changes(update(User).where(User.id == user.id).values(failed_sign_ins=tries, locked_until=None))
