"""Is it really you? Asked within a page, right before something that cannot be left to an open screen (security.md D.4)."""

from typing import Any

import flask_security
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from workbench.accounts import lockout
from workbench.accounts.forms import CODE_NOT_RIGHT, NEEDED, PASSWORD_NOT_RIGHT, password_is_right
from workbench.accounts.models import User
from workbench.accounts.passwords import LONGEST
from workbench.web.forms import Form


def proves_with_code(user: User) -> bool:
    """Whether this person has an authenticator app; who has none gives the password."""
    return bool(user.tf_primary_method and user.tf_totp_secret)


def is_really(user: User, typed: str, *, by_password: bool) -> bool:
    """Whether this is the password, or the code of the app, of this person. Counts as a try to sign in; commits."""
    allowed = lockout.may_try(user.email)
    right = password_is_right(user, typed) if by_password else _is_code(user, typed)
    if not (allowed and right):
        return False
    lockout.take_back(user)
    return True


def _is_code(user: User, typed: str) -> bool:
    totp = flask_security.utils._security.totp_factory
    digits = typed.replace(" ", "")
    return bool(totp.verify_totp(token=digits, totp_secret=user.tf_totp_secret or "", user=user, window=1))


class ProofForm(Form):
    """The second factor of somebody, freshly; the password of who has none, or where `by_password` asks for it."""

    password = PasswordField(_l("Your password"), [InputRequired(NEEDED), Length(max=LONGEST)])

    def __init__(self, user: User, *args: Any, by_password: bool = False, **values: Any) -> None:
        super().__init__(*args, **values)
        self.user, self.by_password = user, by_password or not proves_with_code(user)
        if not self.by_password:
            self.password.label.text = _l("The six digits of your authenticator app")

    def validate(self, *args: Any, **values: Any) -> bool:
        """A wrong answer counts as a wrong try to sign in, so that an open screen is no place to guess."""
        if not super().validate(*args, **values):
            return False
        if is_really(self.user, self.password.data or "", by_password=self.by_password):
            return True
        self.password.errors = [PASSWORD_NOT_RIGHT if self.by_password else CODE_NOT_RIGHT]
        return False
