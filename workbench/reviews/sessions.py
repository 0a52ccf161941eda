"""Who is at the other end of a personal link in this browser: let in by the code, for a short while (security.md D.3 to D.5)."""

import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response, render_template, request, session
from sqlalchemy import bindparam, select, true, update

from workbench import audit, clock
from workbench.accounts.models import Organisation, Setting
from workbench.accounts.settings import SETTINGS, setting
from workbench.audit import ParticipantActor
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.database import SAFE_METHODS, writing
from workbench.extensions import db
from workbench.plans.models import PlanKind, PlanVersion
from workbench.reviews import queries, rules, tokens
from workbench.reviews.models import Invitation, ParticipantSession

CLEAR = '"cache", "cookies", "storage"'
EXIT = "reviews.exit_url"


@dataclass(frozen=True)
class Participant:
    """Somebody who gave the right code in this browser. `version` is the plan version the link shows now."""

    session: ParticipantSession
    invitation: Invitation
    casus: Casus
    version: PlanVersion
    phone: str

    @property
    def person_id(self) -> int:
        return self.invitation.person_id

    @property
    def actor(self) -> ParticipantActor:
        """This participant, for the log."""
        return ParticipantActor(self.person_id)


def cookie_name() -> str:
    """The cookie of this browser; tied to this host where there is HTTPS."""
    return "__Host-afspraken" if current_app.config["HTTPS"] else "afspraken"


def current_participant() -> Participant | None:
    """Who this browser belongs to now; None when there is no session, or when it or its link ended. One statement."""
    token = request.cookies.get(cookie_name())
    row = db.session.execute(_query(request.method not in SAFE_METHODS), _asked(token)).first() if token else None
    if row is None:
        return None
    opened, invitation, casus, version, phone, exit_url, seq, head = row
    g.exit_url = exit_url or SETTINGS[EXIT].default
    if clock.now() - opened.seen_at >= rules.SEEN_EVERY:
        _note_seen(opened)
    audit.remember_head(casus.id, seq, head)
    return Participant(opened, invitation, casus, version, phone or "")


def _asked(token: str) -> dict[str, Any]:
    """What `_query` leaves open."""
    now = clock.now()
    return {
        "hashed": tokens.hash_session(token), "now": now, "today": clock.today(),
        "seen_after": now - rules.IDLE, "opened_after": now - rules.LONGEST,
    }  # fmt: skip


@cache
def _query(saves: bool) -> Any:
    """Session, link, casus and plan version, when every one of them still holds (security.md D.3: on every request).

    Made once: putting it together costs as much as half of the page. `saves` keeps the casus locked.
    """
    today: Any = bindparam("today")
    exit_url = select(Setting.value).where(Setting.key == EXIT, Setting.holds_from <= today)
    asked = (
        select(ParticipantSession, Invitation, Casus, PlanVersion, Organisation.phone,
               exit_url.order_by(Setting.holds_from.desc(), Setting.id.desc()).limit(1).scalar_subquery(),
               *audit.head_of(Casus.id))
        .join(Invitation, Invitation.id == ParticipantSession.invitation_id)
        .join(Casus, Casus.id == Invitation.casus_id)
        .join(Person, Person.id == Invitation.person_id)
        .join(PlanVersion, PlanVersion.id == queries.shown_version(today))
        .outerjoin(Organisation, true())
        .where(
            ParticipantSession.token_hash == bindparam("hashed"), ParticipantSession.ended_at.is_(None),
            ParticipantSession.seen_at > bindparam("seen_after"), ParticipantSession.created_at > bindparam("opened_after"),
            Person.ended_on.is_(None), Casus.status.not_in((CasusStatus.CLOSED, CasusStatus.TRANSFERRED)),
            *_holds(bindparam("now")),
        )
        .order_by(Organisation.id).limit(1)
    )  # fmt: skip
    return asked.with_for_update(of=Casus) if saves else asked


def _holds(now: Any) -> tuple[Any, ...]:
    return Invitation.revoked_at.is_(None), Invitation.locked_at.is_(None), Invitation.expires_at > now


def _note_seen(opened: ParticipantSession) -> None:
    """Write down that somebody is here, at most once a minute."""
    seen = update(ParticipantSession).where(ParticipantSession.id == opened.id).values(seen_at=clock.now())
    if request.method not in SAFE_METHODS:
        db.session.execute(seen)  # goes with the change that follows
        return
    db.session.commit()  # ends the reading transaction
    with writing():
        db.session.execute(seen)
        db.session.commit()


def note_opened(token: str) -> None:
    """Somebody, or a scanner, opened the link. It says nothing of having read it (security.md threat 5)."""
    with writing():
        which = update(Invitation).where(Invitation.token_mac.in_(tokens.macs(token)))
        db.session.execute(which.values(opened_unverified=Invitation.opened_unverified + 1))
        db.session.commit()


# --- the code


def enter(token: str, typed: str) -> str | None:
    """Compare the code of a link; the id for a new session when it is right, else None, whatever the reason.

    The try is counted, and committed, before the code is looked at, so that fifty tries at once are still five.
    """
    invitation = queries.by_token(token)
    counted = invitation is not None and _count_try(invitation.id)
    right = tokens.is_code(invitation.code_hash if invitation and counted else None, rules.code_as_typed(typed))
    if invitation is None or not counted:
        return None
    casus = db.session.scalars(select(Casus).where(Casus.id == invitation.casus_id).with_for_update()).one()
    by = ParticipantActor(invitation.person_id)
    opened = _open(invitation, casus, by) if right else None
    if opened is None:
        _note_wrong(invitation, casus, by)
    db.session.commit()
    return opened


def _count_try(invitation_id: int) -> bool:
    """Take one of the tries that are left; False when there is none or the link no longer holds."""
    now = clock.now()
    one = update(Invitation).where(Invitation.id == invitation_id).execution_options(synchronize_session=False)
    db.session.execute(one.where(Invitation.wait_until <= now).values(code_tries=0, wait_until=None))
    taken: Any = db.session.execute(
        one.where(Invitation.code_tries < rules.TRIES, Invitation.failed_total < rules.MOST_WRONG,
                  Invitation.wait_until.is_(None), *_holds(now))
        .values(code_tries=Invitation.code_tries + 1, failed_total=Invitation.failed_total + 1)
    )  # fmt: skip
    db.session.commit()
    return bool(taken.rowcount)


def _open(invitation: Invitation, casus: Casus, by: ParticipantActor) -> str | None:
    """The right code: give the try back and open a session; not when the link ended a moment ago."""
    now = clock.now()
    done: Any = db.session.execute(
        update(Invitation).where(Invitation.id == invitation.id, *_holds(now))
        .values(code_tries=0, wait_until=None, failed_total=Invitation.failed_total - 1, last_verified_at=now)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    if not done.rowcount or not casus.is_open:
        return None
    token = secrets.token_urlsafe(32)
    db.session.add(ParticipantSession(token_hash=tokens.hash_session(token), invitation_id=invitation.id))
    audit.record("link opened", casus, by=by, record=invitation, action="E")
    return token


def _note_wrong(invitation: Invitation, casus: Casus, by: ParticipantActor) -> None:
    """A wrong code: after five wait, after ten lock and let the worker know (security.md D.7)."""
    now = clock.now()
    audit.record("wrong code", casus, by=by, record=invitation, action="E")
    one = update(Invitation).where(Invitation.id == invitation.id).execution_options(synchronize_session=False)
    db.session.execute(
        one.where(Invitation.code_tries >= rules.TRIES, Invitation.wait_until.is_(None)).values(
            wait_until=now + rules.WAIT
        )
    )
    full = one.where(Invitation.failed_total >= rules.MOST_WRONG, Invitation.locked_at.is_(None))
    locked: Any = db.session.execute(full.values(locked_at=now))
    if locked.rowcount:
        audit.record("link locked", casus, by=by, record=invitation, person=invitation.person_id)


# --- the browser


def put_in_cookie(response: Response, token: str) -> Response:
    """This browser now belongs to the participant; the token of the form that let it in is used up."""
    session.pop("csrf_token", None)
    g.pop("csrf_token", None)
    response.set_cookie(
        cookie_name(), token, max_age=int(rules.LONGEST.total_seconds()), secure=current_app.config["HTTPS"], httponly=True,
        samesite="Lax", path="/",
    )  # fmt: skip
    return response


def end() -> None:
    """End the session of this browser, if it has one. Commits."""
    if token := request.cookies.get(cookie_name()):
        db.session.execute(
            update(ParticipantSession)
            .where(ParticipantSession.token_hash == tokens.hash_session(token), ParticipantSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )
        db.session.commit()


def forget(response: Response) -> Response:
    """Ask the browser to forget what it kept of these pages."""
    response.delete_cookie(cookie_name(), path="/", secure=current_app.config["HTTPS"], httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = CLEAR
    return response


def phone() -> str:
    """The telephone number of the organisation, for pages that know nobody."""
    return db.session.scalar(select(Organisation.phone).order_by(Organisation.id).limit(1)) or ""


def exit_url() -> str:
    """Where "Leave quickly" goes: an ordinary page of somebody else. Also lets the browser go there (CSP)."""
    url = str(setting(EXIT))
    g.exit_url = url if urlsplit(url).scheme in ("http", "https") else SETTINGS[EXIT].default
    return str(g.exit_url)


def plan_that_ended() -> PlanVersion | None:
    """The temporary plan that ran out, where that alone is why this browser sees no agreements; else None.

    Asked only of a browser that gave the right code: whoever has just a link learns nothing (security.md D.3).
    """
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    asked = _asked(token)
    holds = (
        select(PlanVersion)
        .join(Invitation, Invitation.plan_version_id == PlanVersion.id)
        .join(ParticipantSession, ParticipantSession.invitation_id == Invitation.id)
        .join(Casus, Casus.id == Invitation.casus_id)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            ParticipantSession.token_hash == asked["hashed"], ParticipantSession.ended_at.is_(None),
            ParticipantSession.seen_at > asked["seen_after"], ParticipantSession.created_at > asked["opened_after"],
            Person.ended_on.is_(None), Casus.status.not_in((CasusStatus.CLOSED, CasusStatus.TRANSFERRED)), *_holds(asked["now"]),
            PlanVersion.kind == PlanKind.TEMPORARY, PlanVersion.ends_on < asked["today"],
        )
    )  # fmt: skip
    return db.session.scalar(holds)


def closed_page() -> Response:
    """There is no session, or it ended: open the link again and give the code. What was typed is given back."""
    exit_url()
    if (ended := plan_that_ended()) is not None:
        return make_response(render_template("reviews/ran_out.html", phone=phone(), ended_on=ended.ends_on), 410)
    typed = [words for name, words in request.form.items() if name in ("change", "instead") and words]
    return make_response(render_template("reviews/closed.html", phone=phone(), typed=typed), 403)
