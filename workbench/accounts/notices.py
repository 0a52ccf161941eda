"""What somebody is told about the own account by mail: a new browser, wrong tries, another factor (ASVS 6.3.5 and 6.3.7).

Mail is a subject above this one. It says here that it carries notices; without it nothing is told, and nothing fails.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workbench import clock
from workbench.accounts.models import User

SLOT = 10  # minutes within which the same is told once: setting up an app and making codes is one thing
carriers: list[Callable[[User, str], Any]] = []  # each is called with a person and a key under which this is told once


def tell(user: User, what: str, which: str | None = None) -> None:
    """Have it carried, in the transaction of what happened. `which` says what makes it different from the last time."""
    key = f"account:{user.id}:{what}:{which or slot(clock.now())}"
    for carry in carriers:
        carry(user, key)


def slot(now: datetime) -> str:
    """The ten minutes this moment falls in."""
    return f"{now:%Y-%m-%dT%H}:{now.minute // SLOT}"
