"""Flask-Security, set up for this house. Where it falls short for us, the part that mends it is here (design.md 4)."""

import hmac
from hashlib import sha256
from typing import Any

import flask_security
from flask import Flask, current_app, g, request, session
from flask_babel import lazy_gettext as _l
from flask_login import user_logged_in, user_logged_out
from flask_security.babel import FsDomain
from flask_security.signals import password_changed
from flask_security.utils import set_request_attr
from passlib.exc import TokenError
from sqlalchemy import update
from werkzeug.exceptions import NotFound, UnsupportedMediaType

from workbench.accounts import forms, lockout, sessions
from workbench.accounts.log import record
from workbench.accounts.messages import MESSAGES
from workbench.accounts.models import Passkey, User
from workbench.crypto import keyring
from workbench.extensions import db, limiter

POSTS_PER_ADDRESS = "60 per 10 minutes"  # security.md D.7: a shelter or town hall shares one address
OPEN_PAGES = (
    "login",
    "logout",
    "two_factor_setup",
    "two_factor_token_validation",
    "mf_recovery",
    "tf_select",
    "wan_signin",
    "wan_signin_response",
)
EASY = ("wachtwoord", "password", "welkom", "qwerty", "123456", "veiligheidsplan", "werkbank", "azerty", "abcdef")


class Datastore(flask_security.SQLAlchemyUserDatastore):
    """Flask-Security's way to our records. Its role tables are not used."""

    def create_webauthn(self, user: Any, **details: Any) -> None:  # type: ignore[override]
        """A passkey for somebody; added by its foreign key, because our relationships never load by themselves."""
        details.pop("kwargs", None)
        self.put(Passkey(user_id=user.id, **details))

    def mf_delete_recovery_code(self, user: Any, idx: int) -> bool:
        """A recovery code works once."""
        codes = list(user.mf_recovery_codes or [])
        if idx >= len(codes):
            return False
        user.mf_recovery_codes = codes[:idx] + codes[idx + 1 :]
        record("recovery code used", by=user, action="E")
        return True


class OnceOnlyTotp(flask_security.Totp):
    """Codes of the authenticator app. A code, and every older one, works once (no replay)."""

    def verify_totp(self, token: str, totp_secret: str, user: Any, window: int = 0) -> bool:
        """True for a right code that nobody used before; using it up is one statement."""
        try:
            match = self._totp.verify(token, totp_secret, window=window)
        except (TokenError, ValueError):
            return False
        unused = update(User).where(User.id == user.id, User.last_totp_step < match.counter)
        used_up = lockout.changes(unused.values(last_totp_step=match.counter))
        db.session.commit()
        return used_up

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The picture for the app, as a data address, drawn by the QR library the rest of the product uses."""
        import segno

        return str(segno.make(self.get_totp_uri(username, totp)).svg_data_uri(scale=5, border=3, light="#ffffff"))


class RecoveryCodes(flask_security.MfRecoveryCodesUtil):
    """Recovery codes are kept as keyed hashes: nobody can read them back, not even from the screen."""

    def create_recovery_codes(self, user: Any) -> list[str]:
        """Ten new codes, shown once; the old ones stop working."""
        codes = flask_security.utils._security.totp_factory.generate_recovery_codes(10)
        user.mf_recovery_codes = [_keyed(code) for code in codes]
        record("recovery codes made", by=user, action="C")
        return list(codes)

    def get_recovery_codes(self, user: Any) -> list[str]:
        """Never shown again."""
        return []

    def check_recovery_code(self, user: Any, code: str) -> bool:
        """Is this one of the codes that were not used yet?"""
        return self._place(user, code) is not None

    def delete_recovery_code(self, user: Any, code: str) -> bool:
        """Use it up."""
        place = self._place(user, code)
        return place is not None and flask_security.utils._datastore.mf_delete_recovery_code(user, place)

    def _place(self, user: User, code: str) -> int | None:
        kept = user.mf_recovery_codes or []
        matches = [hmac.compare_digest(one, _keyed(code, one.partition("$")[0])) for one in kept]
        return matches.index(True) if True in matches else None


def _keyed(code: str, key_name: str | None = None) -> str:
    ring = keyring()
    name = key_name if key_name and key_name in ring.names else ring.current
    return f"{name}${hmac.new(ring.derived('recovery codes', name), code.encode(), sha256).hexdigest()}"


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
    own = [part for part in (user.email.partition("@")[0], *user.name.casefold().split()) if len(part) > 3] if user else []
    if len(password) < 12:
        return _l("Use at least 12 characters. A short sentence works well.")
    if len(password) > forms.LONGEST:
        return _l("Use at most 128 characters.")
    if len(set(bare)) < 5 or any(part in bare for part in (*EASY, *own)):
        return _l("This is easy to guess. Leave out names and well-known passwords.")
    return None


class Words(FsDomain):
    """What Flask-Security says comes from messages.py, in the language of the reader; it needs no catalogue of its own."""

    def gettext(self, string: Any, **variables: Any) -> str:
        """The text itself: it is lazy, and translates when it is read."""
        return str(string) % variables if variables else str(string)


class Security(flask_security.Security):
    """Flask-Security without the libraries it asks for but that we do not use: QR codes come from segno."""

    def _check_modules(self, module: str, config_name: str) -> bool:
        return True


def init_app(app: Flask) -> None:
    """Sign-in, second factor, sessions and limits for this app."""
    _configure(app)
    security: Any = Security(
        app,
        Datastore(db, User, flask_security.RoleMixin, Passkey),
        login_form=forms.SignInForm,
        verify_form=forms.ConfirmForm,
        change_password_form=forms.PasswordForm,
        two_factor_verify_code_form=forms.CodeForm,
        mf_recovery_form=forms.RecoveryForm,
        totp_cls=OnceOnlyTotp,
        password_util_cls=Passwords,
        mf_recovery_codes_util_cls=RecoveryCodes,
    )
    security.i18n_domain = Words(app)
    security.want_json(lambda _request: False)
    security.login_manager.user_loader(_load_user)
    security.login_manager.request_loader(None)
    security.login_manager.session_protection = None
    _limit(app)
    app.before_request(_refuse_json)
    app.before_request(_finish_first)
    app.after_request(_forget_after_sign_out)
    user_logged_in.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    password_changed.connect(_password_changed, app)


def _configure(app: Flask) -> None:
    ring = app.extensions["keyring"]
    if app.config.get("SESSION_COOKIE_SECURE") and app.config["SESSION_COOKIE_NAME"] == "session":
        app.config["SESSION_COOKIE_NAME"] = "__Host-session"
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_PATH="/")
    app.config.setdefault("SECOND_FACTOR_REQUIRED", not (app.debug or app.testing))
    cheap = {"argon2__memory_cost": 8, "argon2__time_cost": 1, "argon2__parallelism": 1} if app.testing else {}
    ours: dict[str, Any] = {
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": True,
        "PASSWORD_HASH_PASSLIB_OPTIONS": cheap,
        "PASSWORD_NORMALIZE_FORM": "NFKC",
        "PASSWORD_LENGTH_MIN": 12,
        "JOIN_USER_ROLES": False,
        "CACHE_CONTROL": None,
        "API_ENABLED_METHODS": ["session"],
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "STATIC_FOLDER": None,
        "CHANGEABLE": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "TOTP_SECRETS": {name: ring.derived("authenticator app", name).hex() for name in ring.names},
        "TOTP_ISSUER": "Werkbank",
        "LOGIN_URL": "/sign-in",
        "LOGOUT_URL": "/sign-out",
        "VERIFY_URL": "/me/confirm",
        "CHANGE_URL": "/me/password",
        "TWO_FACTOR_SETUP_URL": "/me/second-factor",
        "TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "TWO_FACTOR_RESCUE_URL": "/sign-in/rescue",
        "TWO_FACTOR_SELECT_URL": "/sign-in/choose",
        "MULTI_FACTOR_RECOVERY_CODES_URL": "/me/recovery-codes",
        "MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery",
        "POST_LOGIN_VIEW": "/",
        "POST_LOGOUT_VIEW": "/sign-in",
        "POST_CHANGE_VIEW": "/me",
        "TWO_FACTOR_POST_SETUP_VIEW": "/me/recovery-codes",
    }
    ours |= {f"MSG_{name}": message for name, message in MESSAGES.items()}
    for key, value in ours.items():
        app.config.setdefault(f"SECURITY_{key}", value)


def _limit(app: Flask) -> None:
    """A limit per network address on everything that can be guessed at; the rescue page asks for mail and is closed."""
    for name in ("login", "two_factor_token_validation", "mf_recovery", "verify", "change_password"):
        view: Any = app.view_functions[f"security.{name}"]
        app.view_functions[f"security.{name}"] = limiter.limit(POSTS_PER_ADDRESS, methods=["POST"])(view)
    app.view_functions["security.two_factor_rescue"] = _closed


def _closed() -> Any:
    raise NotFound


def declare_access(app: Flask) -> None:
    """Say for each page of Flask-Security who may open it, as every route must."""
    from workbench.access import public, signed_in

    for endpoint, view in app.view_functions.items():
        blueprint, _dot, name = endpoint.partition(".")
        if blueprint == "security":
            open_to_all = name in OPEN_PAGES or view is _closed
            app.view_functions[endpoint] = public("sign-in page")(view) if open_to_all else signed_in(view)


def _load_user(token: str) -> User | None:
    user = sessions.load(token)
    if user is not None:
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
    return user


def _signed_in(_app: Flask, user: User, **_more: Any) -> None:
    lockout.clear(user)
    sessions.put_in_cookie(sessions.open_session(user))
    record("signed in", by=user, action="E")
    db.session.commit()


def _signed_out(_app: Flask, user: User | None, **_more: Any) -> None:
    if user is not None and "user_session" in g:
        sessions.end(g.user_session)
        record("signed out", by=user, action="E")
        db.session.commit()


def _password_changed(_app: Flask, user: User, **_more: Any) -> None:
    user.must_change_password = False
    sessions.end_all(user, except_id=g.user_session.id)
    record("password changed", by=user)


def _refuse_json() -> None:
    """These pages take forms. Flask-Security would read JSON too, and trip over JSON that is not an object."""
    if request.blueprint == "security" and request.is_json:
        raise UnsupportedMediaType


def _finish_first() -> Any:
    """Somebody with a start password, or without the second factor we ask for, sets that right before anything else."""
    from flask import redirect, url_for
    from flask_login import current_user

    if request.blueprint == "security" or request.endpoint in (None, "static") or "_user_id" not in session:
        return None
    if not current_user.is_authenticated:
        return None
    if current_user.must_change_password:
        return redirect(url_for("security.change_password"), 303)
    if current_app.config["SECOND_FACTOR_REQUIRED"] and not (current_user.tf_primary_method or session.get("passkey")):
        return redirect(url_for("security.two_factor_setup"), 303)
    return None


def _forget_after_sign_out(response: Any) -> Any:
    if request.endpoint == "security.logout" and request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
