"""What stands around every page: language, the bar at the top, and the pages for what goes wrong. Beside the ladder."""

from typing import Any, NamedTuple

from flask import Flask, Response, current_app, g, has_request_context, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from jinja2 import Undefined
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from workbench import access, clock
from workbench.access import Permission
from workbench.accounts.rules import PLURALS
from workbench.accounts.settings import SETTINGS, setting
from workbench.audit.models import AuditEntry
from workbench.crypto import CannotOpen, showing_damage
from workbench.errors import LogUnavailable
from workbench.extensions import db
from workbench.reviews import languages
from workbench.web import speech
from workbench.web.differences import marked
from workbench.web.forms import NOT_ANSWERS, ConflictPage

DAMAGED = 424  # what this needs could not be had
DAMAGE_HERE = b"<!-- damage -->"  # where the frame of a page says so; nobody can type it, for what is typed is escaped
SAYS: dict[int, tuple[Any, Any]] = {
    400: (
        _l("This did not come through well"),
        _l("Go back, refresh the page and try again. What you typed is below."),
    ),
    401: (_l("Sign in first"), _l("You were not signed in, or it took too long.")),
    403: (
        _l("You may not do this"),
        _l("You can see this family, but this is for somebody else to do. Ask the worker or the supervisor."),
    ),
    404: (
        _l("This page is not here"),
        _l("It does not exist, or it is not meant for you. Look whether the address is right."),
    ),
    405: (_l("This cannot be done here"), _l("Go back and try again from the page itself.")),
    409: (_l("Somebody else changed this meanwhile"), _l("Nothing was lost. Look at it again before you save.")),
    413: (_l("This is too large"), _l("Make the text or the file smaller and try again.")),
    422: (_l("Something is missing"), _l("Look at what you filled in and try again.")),
    429: (_l("This went too fast"), _l("Wait a few minutes and try again.")),
    500: (
        _l("Something went wrong here"),
        _l("It is our fault, not yours. What you typed is below; keep it and try again later."),
    ),
    DAMAGED: (
        _l("Something here is damaged"),
        _l("It cannot be read, so nothing is done with it and nothing was saved. Other pages still work. Tell the administrator: "
           "it can be put back from a copy."),
    ),
    503: (
        _l("The workbench cannot save right now"),
        _l("What you typed is below. Keep this page open and try again in a minute."),
    ),
}


class NavItem(NamedTuple):
    """A link in the bar at the top."""

    endpoint: str
    label: Any
    current: bool


def locale() -> str:
    """The language of this request: the person's own choice, else Dutch; on a participant's page that participant's."""
    if has_request_context() and request.path.startswith("/o/"):
        return languages.of_this_page()
    chosen: str | None = getattr(current_user, "locale", None) if current_user else None
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    return chosen if chosen and chosen in current_app.config["LANGUAGES"] else default


def endpoint_exists(name: str) -> bool:
    return name in current_app.view_functions


def may_enter(endpoint: str, casus: Any) -> bool:
    """Whether this person may open this room of this casus: what its view declares."""
    permission = getattr(current_app.view_functions[endpoint], "access", None)
    return isinstance(permission, Permission) and access.allows(current_user, permission, casus)


def nav() -> list[NavItem]:
    """Vandaag, Casussen and, for who leads one, Team."""
    here = request.endpoint or ""
    items = [
        ("overview.today", _l("Today"), Permission.USE_WORKBENCH),
        ("overview.index", _l("Casussen"), Permission.CREATE_CASUS),
        ("standards.team", _l("Team"), Permission.SEE_TEAM),
        ("accounts.users", _l("Accounts"), Permission.MANAGE_USERS),
        ("accounts.settings", _l("Settings"), Permission.ASK_SETTING),
        ("reviews.everywhere", _l("Links"), Permission.STOP_LINKS),
        ("file_office.index", _l("Rights and keeping"), Permission.SEE_KEEPING),
    ]
    if not access.allows(current_user, Permission.SEE_TEAM):  # who leads one finds it there
        items.append(("papers.find", _l("Papers"), Permission.FIND_PAPER))
    in_casus = "ref" in (request.view_args or {})
    return [
        NavItem(name, label, here == name or (in_casus and name == "overview.index"))
        for name, label, permission in items
        if endpoint_exists(name) and access.allows(current_user, permission)
    ]


def house_word(name: str, many: bool = False) -> str:
    """The house's own word for a danger statement ("danger") or a bottom line ("bottom_line"): a setting (design.md 3.11)."""
    word = str(setting(f"label.{name}"))
    return PLURALS.get(word, word) if many else word


def sprite() -> str:
    """Where the icons are; a page asks a hundred times."""
    if "sprite" not in g:
        g.sprite = url_for("static", filename="icons.svg")
    return str(g.sprite)


def typed() -> list[tuple[str, str]]:
    """What was sent with this request, to give it back on a page that could not save it."""
    if request.method in ("GET", "HEAD"):
        return []
    try:
        sent = [
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in NOT_ANSWERS | {"password"} and value
        ]
    except HTTPException:
        return []
    return [(name, value) for name, value in sent if "password" not in name and "code" not in name]


def _error_page(code: int) -> tuple[str, int]:
    if (code >= 500 or code == DAMAGED) and not hasattr(g, "_login_user"):
        # the database may be away, or who this is cannot be read: ask nobody
        current_app.extensions["security"].login_manager._update_request_context_with_user()
    title, text = SAYS[code if code in SAYS else 400]
    frame = "errors/error.html"
    if request.path.startswith("/o/"):  # participants: their own frame, and leaving still works
        frame, leave = "errors/guest.html", "reviews.exit_url"
        g.exit_url = setting(leave) if code < 500 and code != DAMAGED else SETTINGS[leave].default
    if code == DAMAGED and frame == "errors/guest.html":
        text = Undefined()  # what to do about it is for others: "call your contact"
    page = render_template(frame, code=code, title=title, text=text, typed=typed(), reference=g.get("request_id", ""))
    return page, code


def _http_error(error: HTTPException) -> Any:
    code = error.code or 500
    if isinstance(error, SecurityError):  # under a name that is not ours no address can be made, so no page either
        return current_app.make_response(("not a host name of this server", 400, {"Content-Type": "text/plain"}))
    if code < 400 or error.response is not None:  # a view that limits how often made its own page
        return error
    return _error_page(code if code in SAYS else (400 if code < 500 else 500))


def _damaged(error: Exception) -> tuple[str, int]:
    """A value cannot be opened, and this is no page that can be read without it (docs/decisions/0031)."""
    current_app.logger.error("request %s needs a damaged value: %s", g.get("request_id"), type(error).__name__)
    db.session.rollback()
    with showing_damage(not request.path.startswith("/o/")):  # a person's name in the bar at the top may be it
        return _error_page(DAMAGED)


def _only_pages_show_damage(response: Response) -> Response:
    """The page says at its top that something is damaged: put in now, for a value may be opened while the page is drawn.

    What is not looked at here, a file or a date for a calendar, does not leave with a damaged value behind it.
    """
    if not g.get("saw_damage"):
        return response
    if response.status_code == 200 and response.mimetype != "text/html":
        page, code = _damaged(CannotOpen(request.endpoint or ""))
        response = current_app.make_response((page, code))
    if response.mimetype == "text/html" and DAMAGE_HERE in response.get_data():
        notice = render_template("components/damage.html").encode()
        response.set_data(response.get_data().replace(DAMAGE_HERE, notice, 1))
    return response


def _broken(error: Exception) -> tuple[str, int]:
    if g.get("saw_damage"):  # something could not go on with what stands in for a damaged value
        return _damaged(error)
    if current_app.testing:
        raise error
    current_app.logger.error(
        "request %s failed: %s", g.get("request_id"), type(error).__name__, exc_info=current_app.debug
    )
    db.session.rollback()
    return _error_page(500)


def _unavailable(error: Exception) -> tuple[str, int]:
    current_app.logger.error("request %s: %s", g.get("request_id"), type(error).__name__)
    db.session.rollback()
    return _error_page(503)


def _conflict(error: ConflictPage) -> tuple[str, int]:
    """Both texts side by side; the form goes on from the version that is stored now."""
    form = error.form
    theirs = type(form)(formdata=None, data=error.stored)
    for name, field in form._fields.items():
        if hasattr(field, "offer"):
            theirs[name].offer([(value, label) for _sent, value, label in field._options])
    changed = [
        {"name": name, "label": field.label.text} | _both(_said(field), _said(theirs[name]))
        for name, field in form._fields.items()
        if name not in NOT_ANSWERS and name in error.stored and field.data != error.stored[name]
    ]
    form.version.data = error.record.version
    form.version.raw_data = None
    who, when = _last_change(error.record)
    page = render_template(
        "conflict.html",
        form=form,
        theirs=theirs,
        changed=changed,
        who=who,
        when=when,
        action=request.path,
        casus=g.get("casus"),
        beside=[(name, value) for name, value in typed() if name.startswith("_reason:")],  # what was said to the coach
    )
    return page, 409


def _both(mine: str, theirs: str) -> dict[str, Any]:
    """Two texts in parts, with what the other does not say marked."""
    own, other = marked(mine, theirs)
    return {"mine": own, "theirs": other}


def _said(field: Any) -> str:
    """What a field says, in words, for putting two answers side by side."""
    if hasattr(field, "iter_choices"):
        return ", ".join(str(choice.label) for choice in field.iter_choices() if choice.selected and choice.value)
    if isinstance(field.data, bool):
        return _("yes") if field.data else _("no")
    return "" if field.data is None else str(field._value() if hasattr(field, "_value") else field.data)


def _last_change(record: Any) -> tuple[str, Any]:
    from workbench.accounts.models import User

    asked = (
        select(AuditEntry.at, User)
        .outerjoin(User, User.id == AuditEntry.actor_id)
        .where(AuditEntry.record_type == record.__tablename__, AuditEntry.record_id == record.id)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    found = db.session.execute(asked).first()
    return (found[1].name if found and found[1] else "", found[0] if found else None)


def init_app(app: Flask) -> None:
    """Tie error pages and template context to the app."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(ConflictPage, _conflict)
    app.register_error_handler(LogUnavailable, _unavailable)
    app.register_error_handler(OperationalError, _unavailable)
    app.register_error_handler(CannotOpen, _damaged)
    app.register_error_handler(Exception, _broken)
    app.after_request(_only_pages_show_damage)
    speech.init_app(app)
    app.jinja_env.globals.update(nav=nav, sprite=sprite, endpoint_exists=endpoint_exists, may_enter=may_enter)
    app.jinja_env.globals["house_word"] = house_word

    @app.context_processor
    def around() -> dict[str, Any]:
        return {"locale": str(get_locale() or "nl"), "today": clock.today(), "organisation": g.get("organisation")}

    @app.route("/health")
    @access.public("a load balancer asks whether the process lives; says nothing else")
    def health() -> tuple[str, int]:
        return "ok", 200

    @app.route("/ready")
    @access.public("a load balancer asks whether the database answers; says nothing else")
    def ready() -> tuple[str, int]:
        try:
            db.session.execute(select(AuditEntry.id).limit(1))  # a file that was lost is made anew, empty: ask for what is in it
        except DBAPIError:
            return "no database", 503
        return "ready", 200
