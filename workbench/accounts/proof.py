"""Is it really you? Asked within a page, right before something that cannot be left to an open screen (security.md D.4).

Two ways to ask. `ProofForm` is part of a page and asks always. `needs_fresh_proof` asks only when the last proof is older than
five minutes (ASVS 7.5.3), in an answer of its own that holds everything that was sent: with the proof it is sent again, so that
nothing is typed twice and nothing is kept meanwhile.
"""

import json
import time
from datetime import timedelta
from typing import Any

import flask_security
from flask import current_app, g, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security.utils import check_and_get_token_status, set_request_attr, validate_redirect_url
from flask_security.webauthn import _signin_common
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from workbench import clock
from workbench.accounts import lockout, queries
from workbench.accounts.forms import CODE_NOT_RIGHT, NEEDED, PASSWORD_NOT_RIGHT, PasskeySignInForm, password_is_right
from workbench.accounts.log import record
from workbench.accounts.models import User
from workbench.accounts.passwords import LONGEST
from workbench.database import SAFE_METHODS
from workbench.extensions import db
from workbench.web.forms import Form

FRESH = timedelta(minutes=5)
PASSKEY_WITHIN = timedelta(minutes=5)  # how long the page may stand there before somebody takes the passkey
GIVEN, BY_PASSKEY, ASKED = "_proof-password", "_proof-code_of_passkey", "_proof-code_asked"  # names of what is sent with it
LEFT_OUT = {"csrf_token", GIVEN, BY_PASSKEY, ASKED}


# --- what counts as a proof


def proves_with_code(user: User) -> bool:
    """Whether this person has an authenticator app; who has none gives the password."""
    return bool(user.tf_primary_method and user.tf_totp_secret)


def has_factor(user: User) -> bool:
    """Whether this person has something besides a password: the app or a passkey."""
    return proves_with_code(user) or queries.has_passkey(user)


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


def _is_passkey(user: User, answer: str, asked: str) -> bool:
    """Whether a passkey of this very person answered what the page asked."""
    expired, invalid, state = check_and_get_token_status(asked, "wan", PASSKEY_WITHIN)
    if expired or invalid:
        return False
    form: Any = PasskeySignInForm(MultiDict({"credential": answer}), meta={"csrf": False})
    form.challenge, form.user_verification = state["challenge"], state["user_verification"]
    form.is_secondary = form.is_verify = False
    if not form.validate() or form.user.id != user.id:
        return False
    form.cred.lastuse_datetime, form.cred.sign_count = clock.now(), form.authentication_verification.new_sign_count
    return True


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


# --- a proof that is not older than five minutes


def is_fresh() -> bool:
    """Whether who is here showed it in this browser in the last five minutes; signing in shows it too."""
    own = g.get("user_session")
    return own is not None and clock.is_young(own.proved_at, FRESH)


def needs_fresh_proof(*, light: bool = False) -> Any:
    """The page that asks who is there, with all that was sent; None when that was shown in the last five minutes.

    Ask before anything is changed: `if page := needs_fresh_proof(): return page`. `light` asks only whom the house asks for a
    second factor, or who has one: the demo asks nobody for a password at every look.
    """
    me: User = current_user._get_current_object()
    if is_fresh() or (light and not current_app.config["SECOND_FACTOR_REQUIRED"] and not has_factor(me)):
        return None
    if request.method in SAFE_METHODS:
        return redirect(url_for("security.verify", next=request.full_path.rstrip("?")))
    return _page(me, FreshForm(me, None))


class FreshForm(ProofForm):
    """The proof beside everything else that was sent; its names begin with _, as those of nobody's answers do."""

    def __init__(self, user: User, sent: Any) -> None:
        super().__init__(user, formdata=sent, prefix="_proof", meta={"csrf": False})


def take_proof() -> Any:
    """Before a request: look at the proof that was sent along. A wrong one gets the page again, and changes nothing else."""
    if request.method in SAFE_METHODS or not (GIVEN in request.form or BY_PASSKEY in request.form):
        return None
    if not current_user.is_authenticated or request.path.startswith("/o/"):
        return None
    me: User = current_user._get_current_object()
    by_key, form = request.form.get(BY_PASSKEY, ""), FreshForm(me, request.form)
    if not _is_shown(me, form, by_key):
        record("proof refused", by=me, action="E")
        db.session.commit()
        return _page(me, form, key_failed=bool(by_key))
    record("proof given", by=me, action="E")
    g.user_session.proved_at = clock.now()
    db.session.commit()
    set_request_attr("fs_paa", time.time())
    return None


def _is_shown(user: User, form: FreshForm, by_key: str) -> bool:
    if by_key:
        return _is_passkey(user, by_key, request.form.get(ASKED, ""))
    if form.by_password and has_factor(user):  # somebody with a passkey only: the password is no second factor
        form.password.errors = [NEEDED]
        return False
    return form.validate()


def _page(user: User, form: FreshForm, *, key_failed: bool = False) -> str:
    asked, options = None, None
    if queries.has_passkey(user):
        wanted, asked = _signin_common(user, ["first"])
        options = json.dumps(wanted)
    sent = [] if request.method in SAFE_METHODS else list(request.form.items(multi=True))
    return render_template(
        "accounts/prove.html", form=form, asked=asked, options=options, key_failed=key_failed, back=_way_back(),
        to=request.full_path.rstrip("?"), kept=[(name, value) for name, value in sent if name not in LEFT_OUT],
    )  # fmt: skip


def _way_back() -> str:
    """The page somebody came from who does not go on: the form itself where it has a page, else the family, else the start."""
    if request.endpoint == "security.verify":
        return "/"
    ref = (request.view_args or {}).get("ref")
    page_of_its_own = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    return request.path if page_of_its_own else f"/casus/{ref}/" if ref else "/"


def confirm() -> Any:
    """The page that asks before a page that only shows, such as the one to set up the app; then on to there."""
    if is_fresh():
        wanted = request.args.get("next", "")
        return redirect(wanted if wanted.startswith("/") and validate_redirect_url(wanted) else "/", 303)
    me: User = current_user._get_current_object()
    return _page(me, FreshForm(me, None))
