"""Flask-Security, set up for this house. Where it falls short for us, the part that mends it is here (design.md 4)."""

import time
from datetime import timedelta
from typing import Any

import flask_security
from flask import Flask, current_app, g, redirect, request, session, url_for
from flask_login import current_user, user_logged_in, user_logged_out
from flask_security.babel import FsDomain
from flask_security.signals import password_changed, tf_disabled, tf_profile_changed, wan_deleted, wan_registered
from flask_security.utils import set_request_attr
from sqlalchemy import update
from werkzeug.exceptions import Forbidden, NotFound, UnsupportedMediaType
from werkzeug.local import LocalProxy

from workbench import clock
from workbench.accounts import browsers, factors, forms, lockout, notices, passwords, proof, queries, sessions
from workbench.accounts.log import record
from workbench.accounts.messages import MESSAGES
from workbench.accounts.models import Passkey, User
from workbench.extensions import db, limiter

POSTS_PER_ADDRESS = "60 per 10 minutes"  # security.md D.7: a shelter or town hall shares one address
OPEN_ANYWAY = (None, "static", "health", "ready", sessions.ONLY_ASKS)
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
        change_password_form=forms.PasswordForm,
        two_factor_verify_code_form=forms.CodeForm,
        mf_recovery_form=forms.RecoveryForm,
        wan_register_form=forms.PasskeyForm,
        wan_signin_response_form=forms.PasskeySignInForm,
        totp_cls=factors.OnceOnlyTotp,
        webauthn_util_cls=factors.Passkeys,
        password_util_cls=passwords.Passwords,
        mf_recovery_codes_util_cls=factors.RecoveryCodes,
    )
    security.i18n_domain = Words(app)
    security.want_json(lambda _request: False)
    security.context_processor(lambda: {"organisation": queries.organisation()})
    security.login_manager.user_loader(_load_user)
    security.login_manager.request_loader(None)
    security.login_manager.session_protection = None
    security.reauthn_handler(lambda _within, _grace: proof.needs_fresh_proof())
    app.view_functions["security.verify"] = proof.confirm
    _limit(app)
    app.before_request(_refuse_json)
    app.before_request(_stay_signed_in)
    app.before_request(proof.take_proof)
    app.before_request(_finish_first)
    app.after_request(_forget_after_sign_out)
    app.after_request(browsers.put_in_cookie)
    app.jinja_env.globals["session_left"] = sessions.left
    user_logged_in.connect(_signed_in, app)
    user_logged_out.connect(_signed_out, app)
    password_changed.connect(_password_changed, app)
    tf_profile_changed.connect(_factor_set, app)
    wan_registered.connect(_factor_set, app)
    tf_disabled.connect(_factor_removed, app)
    wan_deleted.connect(_factor_removed, app)


def _configure(app: Flask) -> None:
    ring = app.extensions["keyring"]
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
        "WEBAUTHN": True,
        "DATETIME_FACTORY": clock.now,
        "WAN_RP_NAME": "Werkbank",
        "WAN_ALLOW_USER_HINTS": False,
        "WAN_ALLOW_AS_VERIFY": None,
        "FRESHNESS": proof.FRESH,
        "FRESHNESS_GRACE_PERIOD": timedelta(0),  # going on does not make a proof younger
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
        "WAN_SIGNIN_URL": "/sign-in/passkey",
        "WAN_REGISTER_URL": "/me/passkeys",
        "WAN_DELETE_URL": "/me/passkeys/remove",
        "WAN_POST_REGISTER_VIEW": "/me/passkeys",
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
    for name in (
        "login",
        "two_factor_token_validation",
        "mf_recovery",
        "wan_signin_response",
        "verify",
        "change_password",
    ):
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
        if "fs_gexp" in session:  # Flask-Security's own note that a proof was fresh: it would hold again when the clock goes back
            del session["fs_gexp"]
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", time.time() - (clock.now() - g.user_session.proved_at).total_seconds())
    return user


def _signed_in(_app: Flask, user: User, **_more: Any) -> None:
    _use_up_start_code(user)
    lockout.clear(user)
    sessions.put_in_cookie(sessions.open_session(user))
    if request.endpoint == "security.wan_signin_response":
        session["passkey"] = True
    record("signed in", by=user, action="E")
    if new := browsers.recognise(user):
        record("new browser", by=user, action="E")
        notices.tell(user, "browser", str(new.id))
    db.session.commit()


def _use_up_start_code(user: User) -> None:
    """A start code opens the door once; of two browsers at the same moment, for one of them."""
    if user.must_change_password and "user_session" not in g:  # not where the password is chosen: that signs in anew
        unused = update(User).where(User.id == user.id, User.start_code_until > clock.now())
        if not lockout.changes(unused.values(start_code_until=None)):
            raise Forbidden
        user.start_code_until = None


def _signed_out(_app: Flask, user: User | None, **_more: Any) -> None:
    if user is not None and "user_session" in g:
        sessions.end(g.user_session)
        record("signed out", by=user, action="E")
        db.session.commit()


def _password_changed(_app: Flask, user: User, **_more: Any) -> None:
    user.must_change_password = False
    sessions.end_all(user, except_id=g.user_session.id)
    record("password changed", by=user)
    notices.tell(user, "password")


def _factor_set(_app: Flask, user: Any, **_more: Any) -> None:
    _factor_changed("second factor set", user)


def _factor_removed(_app: Flask, user: Any, **_more: Any) -> None:
    _factor_changed("second factor removed", user)


def _factor_changed(event: str, user: Any) -> None:
    """Another way in: other browsers are signed out, and the person is told (ASVS 6.3.7, 7.4.3)."""
    me: User = user._get_current_object() if isinstance(user, LocalProxy) else user
    own = g.get("user_session")
    sessions.end_all(me, except_id=own.id if own else None)
    record(event, by=me)
    notices.tell(me, "factor")


def _refuse_json() -> None:
    """These pages take forms. Flask-Security would read JSON too, and trip over JSON that is not an object."""
    if request.blueprint == "security" and request.is_json:
        raise UnsupportedMediaType


def _stay_signed_in() -> Any:
    """The page that asks for a code would sign out whoever merely looks at it; looking changes nothing."""
    looks = request.endpoint == "security.two_factor_token_validation" and request.method in ("GET", "HEAD")
    if looks and "tf_state" not in session and "_user_id" in session and current_user.is_authenticated:
        return redirect("/", 303)
    return None


def _finish_first() -> Any:
    """Somebody with a start password, or without the second factor we ask for, sets that right before anything else."""
    if request.blueprint == "security" or request.endpoint in OPEN_ANYWAY or "_user_id" not in session:
        return None
    page = _unfinished(current_user) if current_user.is_authenticated else None
    return redirect(url_for(f"security.{page}"), 303) if page else None


def _unfinished(user: Any) -> str | None:
    """The page on which this person has something to finish."""
    if user.must_change_password:
        return "change_password"
    if not current_app.config["SECOND_FACTOR_REQUIRED"] or session.get("passkey"):
        return None
    if not user.tf_primary_method:
        return "two_factor_setup"
    return "mf_recovery_codes" if user.mf_recovery_codes is None else None


def _forget_after_sign_out(response: Any) -> Any:
    if request.endpoint == "security.logout" and request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
