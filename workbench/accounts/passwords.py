"""What makes a password good enough (ASVS 6.2): long, and not easy to guess."""

from typing import Any

import flask_security
from flask_babel import lazy_gettext as _l

from workbench.accounts.models import User

LEAST, LONGEST = 12, 128
EASY = ("wachtwoord", "password", "welkom", "qwerty", "123456", "veiligheidsplan", "werkbank", "azerty", "abcdef")


class Passwords(flask_security.PasswordUtil):
    """Long, and not easy to guess. No rules on signs, no forced renewal (ASVS 6.2)."""

    def validate(self, password: str, is_register: bool, **kwargs: Any) -> tuple[list | None, str]:
        """(what is wrong, the password as it will be hashed)."""
        normal = self.normalize(password)
        problem = password_problem(normal, kwargs.get("user"))
        return ([problem] if problem else None), normal


def password_problem(password: str, user: User | None = None) -> Any:
    """What is wrong with a password, in the reader's words; None when nothing is."""
    bare = password.casefold()
    own = (
        [part for part in (user.email.partition("@")[0], *user.name.casefold().split()) if len(part) > 3]
        if user
        else []
    )
    if len(password) < LEAST:
        return _l("Use at least 12 characters. A short sentence works well.")
    if len(password) > LONGEST:
        return _l("Use at most 128 characters.")
    if len(set(bare)) < 5 or any(part in bare for part in (*EASY, *own)):
        return _l("This is easy to guess. Leave out names and well-known passwords.")
    return None
