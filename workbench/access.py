"""Who may do what: one table of permissions, each with the named rules that open it (design.md 3.1, security.md C).

Deny by default: a view without a declaration is refused when it is called, and fails a test. What you may not know exists
is a 404 equal to a non-existing one; what you may see but not do is a 403.
"""

from collections.abc import Callable
from enum import Enum, auto
from functools import wraps
from typing import Any

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.local import LocalProxy

from workbench import audit
from workbench.accounts import proof, sessions
from workbench.accounts.models import Role, User
from workbench.casus import queries
from workbench.casus.models import Casus
from workbench.database import SAFE_METHODS, only_looks
from workbench.extensions import db
from workbench.web import drafts

Rule = Callable[[User, Casus | None], bool]


class Permission(Enum):
    """Everything a member of staff can be allowed to do."""

    USE_WORKBENCH = auto()
    CREATE_CASUS = auto()
    SEE_TEAM = auto()
    SEE_CASUS = auto()
    SEE_DRAFT = auto()
    EDIT_CASUS = auto()
    EDIT_PLAN = auto()
    SET_BOTTOM_LINES = auto()
    SEE_CONTACTS = auto()
    REVEAL_PROTECTED = auto()
    PROTECT = auto()
    FREEZE_PLAN = auto()
    APPROVE_PLAN = auto()
    INVITE = auto()
    REVOKE_LINK = auto()
    STOP_LINKS = auto()
    SEE_ANSWERS = auto()
    EXPORT_DOCUMENT = auto()
    LET_OUT = auto()
    FIND_PAPER = auto()
    COMMENT = auto()
    ASK = auto()
    TALK = auto()
    JUDGE = auto()
    ASSIGN = auto()
    CLOSE_CASUS = auto()
    REOPEN_CASUS = auto()
    SEE_LOG = auto()
    BREAK_GLASS = auto()
    LOOK_FOR_PRIVACY = auto()
    REVIEW_LOG = auto()
    REFLECT = auto()
    READ_REFLECTIONS = auto()
    LEARN = auto()
    SEE_FILE_RIGHTS = auto()
    PREPARE_FILE = auto()
    RELEASE_FILE = auto()
    DECIDE_DELETION = auto()
    KEEP_FILE = auto()
    SEE_KEEPING = auto()
    MANAGE_USERS = auto()
    MANAGE_SETTINGS = auto()
    ASK_SETTING = auto()
    SEE_MACHINE = auto()


# --- the rules: each reads aloud, takes (user, casus) and looks at nothing else


def is_staff(user: User, casus: Casus | None) -> bool:
    return True


def makes_plans(user: User, casus: Casus | None) -> bool:
    return user.role in (Role.WORKER, Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST) and user.team_id is not None


def is_worker(user: User, casus: Casus | None) -> bool:
    return user.role is Role.WORKER


def leads_a_team(user: User, casus: Casus | None) -> bool:
    return user.role in (Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST) and user.team_id is not None


def works_on(user: User, casus: Casus | None) -> bool:
    return casus is not None and user.role is Role.WORKER and user.id in (casus.worker_id, casus.deputy_id)


def is_responsible(user: User, casus: Casus | None) -> bool:
    """The worker of this casus, not the deputy: what must be so in any case is his or hers to say (domain.md 1.6)."""
    return casus is not None and user.role is Role.WORKER and user.id == casus.worker_id


def supervises(user: User, casus: Casus | None) -> bool:
    return casus is not None and leads_a_team(user, casus) and user.team_id == casus.team_id


def advises(user: User, casus: Casus | None) -> bool:
    """The behavioural scientist named in this casus, also from another team: rights follow assignment."""
    return casus is not None and user.role is Role.BEHAVIOURAL_SCIENTIST and user.id == casus.behavioural_scientist_id


def opened_in_emergency(user: User, casus: Casus | None) -> bool:
    """Break-glass: this person opened this casus in an emergency and it did not end yet; asked anew at every request."""
    return casus is not None and makes_plans(user, casus) and user.id == casus.emergency_of


def is_open(user: User, casus: Casus | None) -> bool:
    return casus is not None and casus.is_open


def administers(user: User, casus: Casus | None) -> bool:
    return user.role is Role.ADMINISTRATOR


def guards_privacy(user: User, casus: Casus | None) -> bool:
    return user.role is Role.PRIVACY_OFFICER


def looks_for_privacy(user: User, casus: Casus | None) -> bool:
    """The privacy officer opened this casus with a purpose and a reason, and it did not end yet; asked anew at each request."""
    return casus is not None and guards_privacy(user, casus) and user.id == casus.emergency_of


# A permission is open when every rule of one of its ways says yes.
POLICY: dict[Permission, list[list[Rule]]] = {
    Permission.USE_WORKBENCH: [[is_staff]],
    Permission.CREATE_CASUS: [[makes_plans]],
    Permission.SEE_TEAM: [[leads_a_team]],
    Permission.SEE_CASUS: [[works_on], [supervises], [advises], [opened_in_emergency], [looks_for_privacy]],
    Permission.SEE_DRAFT: [[works_on], [supervises], [advises], [opened_in_emergency]],  # a plan that is not set
    Permission.EDIT_CASUS: [[works_on, is_open]],
    Permission.EDIT_PLAN: [[works_on, is_open]],
    Permission.SET_BOTTOM_LINES: [[is_responsible, is_open]],
    Permission.SEE_CONTACTS: [[works_on], [supervises], [opened_in_emergency]],
    Permission.REVEAL_PROTECTED: [[works_on], [supervises]],
    Permission.PROTECT: [[works_on], [supervises]],
    Permission.FREEZE_PLAN: [[works_on, is_open], [supervises, is_open]],
    Permission.APPROVE_PLAN: [[supervises, is_open]],
    Permission.INVITE: [[works_on, is_open]],
    Permission.REVOKE_LINK: [[works_on], [supervises]],
    Permission.STOP_LINKS: [[administers], [guards_privacy]],
    Permission.SEE_ANSWERS: [[works_on], [supervises], [advises], [opened_in_emergency], [looks_for_privacy]],
    Permission.EXPORT_DOCUMENT: [[works_on], [supervises]],
    Permission.LET_OUT: [[supervises, is_open]],
    Permission.FIND_PAPER: [[leads_a_team], [guards_privacy]],
    Permission.COMMENT: [[works_on, is_open], [supervises], [advises]],
    Permission.ASK: [[supervises], [advises]],  # and to end what one asked oneself
    Permission.TALK: [[works_on, is_open], [supervises], [advises]],
    Permission.JUDGE: [[supervises], [advises]],
    Permission.ASSIGN: [[supervises]],
    Permission.CLOSE_CASUS: [[works_on, is_open], [supervises, is_open]],
    Permission.REOPEN_CASUS: [[supervises]],
    Permission.SEE_LOG: [[works_on], [supervises], [looks_for_privacy]],
    Permission.BREAK_GLASS: [[makes_plans]],
    Permission.LOOK_FOR_PRIVACY: [[guards_privacy]],
    Permission.REVIEW_LOG: [[leads_a_team], [guards_privacy]],
    Permission.REFLECT: [[is_worker]],
    Permission.READ_REFLECTIONS: [[makes_plans]],
    Permission.LEARN: [[makes_plans]],
    Permission.SEE_FILE_RIGHTS: [[works_on], [supervises], [guards_privacy]],  # also of a closed file
    Permission.PREPARE_FILE: [[works_on], [supervises]],
    Permission.RELEASE_FILE: [[supervises], [guards_privacy]],  # the second of two
    Permission.DECIDE_DELETION: [[guards_privacy]],
    Permission.KEEP_FILE: [[supervises], [guards_privacy]],  # holds and destruction, by two
    Permission.SEE_KEEPING: [[leads_a_team], [guards_privacy]],
    Permission.MANAGE_USERS: [[administers]],
    Permission.MANAGE_SETTINGS: [[administers]],
    Permission.ASK_SETTING: [[administers], [guards_privacy]],  # of one that touches privacy: the other one decides
    Permission.SEE_MACHINE: [[administers], [guards_privacy]],
}


# What is not left to an open screen: each change under one of these asks for the second factor when the last proof is older
# than five minutes (ASVS 7.5.3). True: only whom the house asks for one, or who has one.
ASKS_PROOF = {Permission.REVEAL_PROTECTED: True, Permission.MANAGE_USERS: False}


def allows(user: Any, permission: Permission, casus: Casus | None = None) -> bool:
    """Whether this user may do this, in this casus where it is about one. Templates ask this too."""
    if type(user) is LocalProxy:  # current_user: ask once who that is, not once for every rule
        user = user._get_current_object()
    if not user.is_authenticated:
        return False
    return any(all(rule(user, casus) for rule in way) for way in POLICY[permission])


# --- declarations on views


def requires(permission: Permission) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Only signed-in staff with this permission. A view under `<ref>` gets the casus itself as its first argument."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def guarded(*args: Any, **values: Any) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if "ref" in values:
                args = (_casus(values.pop("ref"), permission), *args)
            else:
                _refuse_unless(allows(current_user, permission), None, 403)
            return _asks_proof(permission) or view(*args, **values)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: Callable[..., Any]) -> Callable[..., Any]:
    """Any member of staff, about his or her own account."""
    return requires(Permission.USE_WORKBENCH)(view)


def public(why: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Open to everybody, and why that is right."""

    def declare(view: Callable[..., Any]) -> Callable[..., Any]:
        view.access = f"public: {why}"  # type: ignore[attr-defined]
        return view

    return declare


def by_invitation(view: Callable[..., Any]) -> Callable[..., Any]:
    """Only a participant who gave the right code in this browser. The view gets that participant as its first argument."""

    @wraps(view)
    def guarded(*args: Any, **values: Any) -> Any:
        from workbench.reviews import sessions as links

        participant = links.current_participant()
        return links.closed_page() if participant is None else view(participant, *args, **values)

    guarded.access = "by invitation"  # type: ignore[attr-defined]
    return guarded


def _casus(ref: str, permission: Permission) -> Casus:
    """The casus of this address for this user: 404 when it may not be known, 403 when this may not be done."""
    casus = queries.casus_with_head(ref, lock=not only_looks())
    if casus is None:
        abort(404)
    reads, checks = request.method in SAFE_METHODS, audit.NORMAL
    if not allows(current_user, permission, casus):  # who may not do this: is it known to him or her that there is one?
        if not allows(current_user, Permission.SEE_CASUS, casus) and _opened_in_emergency(casus):
            checks = audit.PRIVACY if guards_privacy(current_user, casus) else audit.EMERGENCY
        _refuse_unless(allows(current_user, Permission.SEE_CASUS, casus), casus, 404)
        _refuse_unless(reads and allows(current_user, permission, casus), casus, 403)
    if reads:
        audit.record_read(casus, by=current_user, page=request.endpoint or "", four_checks=checks)
    g.casus = casus
    return casus


def _asks_proof(permission: Permission) -> Any:
    """The page that asks who is there, before a change of those that ask for it; None where nothing has to be asked."""
    if permission not in ASKS_PROOF or request.method in SAFE_METHODS:
        return None
    return proof.needs_fresh_proof(light=ASKS_PROOF[permission])


def _opened_in_emergency(casus: Casus) -> bool:
    """Whether somebody who is not on it opened this casus in an emergency; then it can be read, and the page says so."""
    from workbench.emergency import queries as emergencies

    g.emergency = emergencies.open_access(casus.id, current_user.id)
    casus.emergency_of = current_user.id if g.emergency else 0
    return g.emergency is not None


def _refuse_unless(allowed: bool, casus: Casus | None, code: int) -> None:
    if not allowed:
        audit.record_denied(casus, by=current_user, page=request.endpoint or "")
        abort(code)


def _to_sign_in() -> Any:
    """Sign in first. What was being sent when a session ran out is kept as a draft, and offered back after signing in."""
    if "HX-Request" in request.headers:  # a corner of a page that is open: no sign-in page in there
        return "", 401
    owner = sessions.owner_of_expired(session.get("_user_id", ""))
    ended = "yes" if owner is not None else None  # the page says why somebody who worked here a moment ago is not any more
    if request.method in SAFE_METHODS:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?"), ended=ended))
    ref = (request.view_args or {}).get("ref")
    place = drafts.place_of(request.args.get("place", ""), request.path, ref)
    if owner is not None and _keep_what_was_sent(owner, place):
        ended = "kept"
    opens = place != request.path or (request.url_rule is not None and "GET" in (request.url_rule.methods or ()))
    back = place if opens else f"/casus/{ref}/" if ref else "/"
    return redirect(url_for("security.login", next=back, ended=ended), code=303)


def _keep_what_was_sent(owner: User, place: str) -> bool:
    """Whether it was: not what is too large, nor where somebody may not be (any more)."""
    ref = (request.view_args or {}).get("ref")
    casus = queries.casus_with_head(ref, lock=False) if ref is not None else None
    here = casus is not None and allows(owner, Permission.SEE_CASUS, casus)
    if not (here or (ref is None and drafts.is_own(place))):
        return False
    kept = drafts.keep(owner.id, casus.id if casus is not None else None, place, list(request.form.items(multi=True)))
    db.session.commit()
    return kept


def init_app(app: Flask) -> None:
    """Refuse every view that says nothing about access."""

    @app.before_request
    def deny_by_default() -> None:
        if request.endpoint and request.endpoint != "static":
            view = current_app.view_functions[request.endpoint]
            if not hasattr(view, "access"):
                abort(403)
            # Only where colleagues look: what changes something, signing in and what participants read is opened or refused.
            g.shows_damage = request.method in SAFE_METHODS and not request.path.startswith(("/o/", "/sign-in"))

    app.jinja_env.globals.update(allows=allows, Permission=Permission)
