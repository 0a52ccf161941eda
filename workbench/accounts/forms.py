"""What somebody fills in to come in and to look after an account. Flask-Security's forms, with our words and our limits."""

from typing import Any, cast

import flask_security
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security.forms import EmailField, PasswordField, StringField, SubmitField
from flask_security.utils import validate_redirect_url
from wtforms import Field, HiddenField
from wtforms.validators import EqualTo, InputRequired, Length

from workbench import clock
from workbench.accounts import lockout
from workbench.accounts.log import record
from workbench.accounts.models import Reminders, Role, User
from workbench.accounts.passwords import LONGEST
from workbench.extensions import db
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form
from workbench.web.text import clean

ROLES = {
    Role.WORKER: _l("worker"),
    Role.SUPERVISOR: _l("supervisor"),
    Role.BEHAVIOURAL_SCIENTIST: _l("behavioural scientist"),
    Role.ADMINISTRATOR: _l("administrator"),
    Role.PRIVACY_OFFICER: _l("privacy officer"),
}
LANGUAGES = (("nl", "Nederlands"), ("en", "English"))
NEEDED = _l("Fill this in.")

NOT_RIGHT = _l(
    "This does not match. Check your e-mail address and your password. After five wrong tries you have to wait a while."
)
CODE_NOT_RIGHT = _l("This code does not match. Wait for the next one. After five wrong tries you have to wait a while.")
PASSWORD_NOT_RIGHT = _l("This is not your present password.")


class SignInForm(flask_security.LoginForm):
    """E-mail address and password. Whatever is wrong, the answer is the same and takes as long."""

    email = EmailField(_l("E-mail address of your work"), [InputRequired(NEEDED), Length(max=254)])
    password = PasswordField(_l("Password"), [InputRequired(NEEDED), Length(max=LONGEST)])
    remember = None
    submit = SubmitField(_l("Sign in"))

    def validate_next(self, field: Field) -> None:
        """A way on to another site is dropped without a word; the start page comes instead."""
        if field.data and not validate_redirect_url(field.data):
            field.data = ""

    def validate(self, **kwargs: Any) -> bool:
        """True when the right person stands at the door; `user` is then set."""
        if not super(flask_security.LoginForm, self).validate(**kwargs):
            return False
        self.ifield = self.email
        self.user = self._person()
        self.user_authenticated = self.user is not None
        if self.user is None:
            record("sign-in refused", by=None, action="E")
            db.session.commit()
            self.form_errors = [NOT_RIGHT]
        return self.user is not None

    def _person(self) -> User | None:
        address = clean(self.email.data or "", one_line=True).lower()
        user = db.session.scalar(db.select(User).where(User.email == address))
        allowed = lockout.may_try(address)  # commits: nobody waits for the database while a password is hashed
        if not password_is_right(user, self.password.data or "") or user is None or not allowed or not user.active:
            return None
        if user.must_change_password and not start_code_works(user):
            return None
        lockout.take_back(user)
        return user


def start_code_works(user: User) -> bool:
    """A start code opens the door once, within a day of being made (ASVS 6.4.1)."""
    return user.start_code_until is not None and user.start_code_until > clock.now()


def password_is_right(user: User | None, password: str) -> bool:
    """Compare with the stored hash; where there is none, work just as long and say no."""
    security = flask_security.utils._security
    normal = security.password_util.normalize(password)
    if user is None or not user.password:
        security.pwd_context.dummy_verify()
        return False
    return bool(user.verify_and_update_password(normal))


class PasswordForm(flask_security.ChangePasswordForm):
    """A new password: long is enough, anything that is easy to guess is not."""

    password = PasswordField(_l("Your present password"), [InputRequired(NEEDED), Length(max=LONGEST)])
    new_password = PasswordField(_l("New password"), [InputRequired(NEEDED), Length(max=LONGEST)])
    new_password_confirm = PasswordField(
        _l("New password once more"),
        [InputRequired(NEEDED), EqualTo("new_password", _l("The two new passwords are not the same."))],
    )
    submit = SubmitField(_l("Change password"))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        if _me().must_change_password:  # the start code just opened the door, and works no more
            del self.password

    def validate(self, **kwargs: Any) -> bool:
        """The present password counts as a try; the new one is held against the rules for passwords."""
        if not super(flask_security.ChangePasswordForm, self).validate(**kwargs):
            return False
        if self.password is not None and not self._is_present():
            return False
        util = flask_security.utils._security.password_util
        problems, self.new_password.data = util.validate(self.new_password.data, False, user=_me())
        self.new_password.errors = problems or []
        return not problems

    def _is_present(self) -> bool:
        if not lockout.may_try(current_user.email) or not password_is_right(_me(), self.password.data or ""):
            self.password.errors = [PASSWORD_NOT_RIGHT]
            return False
        lockout.take_back(_me())
        if self.password.data == self.new_password.data:
            self.new_password.errors = [_l("Choose another password than the present one.")]
            return False
        return True


class CodeForm(flask_security.TwoFactorVerifyCodeForm):
    """The six digits of the authenticator app."""

    code = StringField(_l("Code of six digits"), [InputRequired(NEEDED), Length(max=12)])
    submit = SubmitField(_l("Go on"), id="submit-code")

    def validate(self, **kwargs: Any) -> bool:
        """A wrong or used code counts as a try; a right one takes its try back."""
        if self.code.data:
            self.code.data = self.code.data.replace(" ", "")
        assert self.user is not None
        if not lockout.may_try(self.user.email) or not super().validate(**kwargs):
            if not self.code.errors or self.code.data:
                self.code.errors = [CODE_NOT_RIGHT]
            return False
        lockout.take_back(cast(User, self.user))
        return True


class RecoveryForm(flask_security.MfRecoveryForm):
    """One of the codes that were written down when the second factor was set up."""

    code = StringField(_l("Recovery code"), [InputRequired(NEEDED), Length(max=40)])
    submit = SubmitField(_l("Go on"))

    def validate(self, **kwargs: Any) -> bool:
        """A wrong code counts as a try; a right one takes its try back."""
        if self.code.data:
            self.code.data = self.code.data.strip().lower()
        assert self.user is not None
        if not lockout.may_try(self.user.email) or not super().validate(**kwargs):
            self.code.errors = [CODE_NOT_RIGHT]
            return False
        lockout.take_back(cast(User, self.user))
        return True


class PasskeyForm(flask_security.WebAuthnRegisterForm):
    """A name for a new passkey. Every passkey is a whole sign-in."""

    name = StringField(_l("Name of the passkey"), [InputRequired(NEEDED), Length(max=64)])
    usage = HiddenField(default="first")

    def validate(self, **kwargs: Any) -> bool:
        """Whatever the browser sent as its use, it is a whole sign-in."""
        self.usage.data = "first"
        return bool(super().validate(**kwargs))


class PasskeySignInForm(flask_security.WebAuthnSigninResponseForm):
    """What the browser answers with a passkey."""

    def validate(self, **kwargs: Any) -> bool:
        """Flask-Security names a disabled account as an error and then goes on; an error is a no."""
        return bool(super().validate(**kwargs)) and not self.credential.errors


REMINDERS = {
    Reminders.DAILY: _l("Every day"),
    Reminders.WEEKLY: _l("Once a week, and at once when a temporary plan ends"),
    Reminders.NEVER: _l("Never: I look at Vandaag myself"),
}


class MyDetailsForm(Form):
    """Your name as colleagues see it, the language of your screens, and how often you are reminded."""

    name = CleanText(_l("Your name"), required=True, most=120, why=_l("Fill in your name."))
    locale = OneOf(_l("Language of your screens"), options=LANGUAGES, radio=True)
    reminders = OneOf(_l("A mail when something is waiting for you"), options=REMINDERS.items(), radio=True)


class PersonForm(Form):
    """Role and team of somebody with an account."""

    role = OneOf(_l("Role"), options=ROLES.items(), radio=True)
    team_id = OneOf(_l("Team"), empty=_l("No team"))


class NewPersonForm(Form):
    """Somebody new."""

    name = CleanText(_l("Name"), required=True, most=120, why=_l("Fill in the name."))
    email = CleanText(_l("E-mail address of the work"), required=True, most=254, why=_l("Fill in the e-mail address."))
    role = OneOf(_l("Role"), options=ROLES.items(), radio=True)
    team_id = OneOf(_l("Team"), empty=_l("No team"))


class SettingForm(Form):
    """Another value for a term, and the day from which it holds."""

    value = CleanText(_l("New value"), required=True, most=200, why=_l("Choose or type a value."))
    holds_from = Day(_l("Holds from"), required=True)
    source = CleanText(_l("Where does this come from?"), most=300)


class ChoiceSettingForm(SettingForm):
    """The same, where there are a few words to choose from."""

    value = OneOf(_l("New value"), radio=True)


def _me() -> User:
    me: User = current_user._get_current_object()
    return me
