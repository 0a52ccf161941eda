"""Who is at the other end of a personal link in this browser: let in by the code, for a short while (security.md D.3 to D.5)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, g, make_response, redirect, render_template, request, session, url_for
from flask_babel import get_locale, refresh
from sqlalchemy import bindparam, select, true, update

from workbench import audit, clock
from workbench.accounts.models import Organisation, Setting
from workbench.accounts.settings import SETTINGS, setting
from workbench.audit import ParticipantActor
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.database import SAFE_METHODS, writing
from workbench.extensions import db
from workbench.plans.models import PlanKind, PlanVersion
from workbench.reviews import languages, queries, rules, tokens
from workbench.reviews.models import Invitation, ParticipantSession, Via

CLEAR = '"cache", "cookies", "storage"'
EXIT = "reviews.exit_url"
TYPED = ("change", "instead", "seen", "text", "went_well", "next_time")  # fields of participants with words of their own


# What subjects above want to know on every page of a participant, in the same statement: name → (the day → a column about
# Invitation, the day → what it leaves open). Read as `participant.beside[name]`.
beside: dict[str, tuple[Callable[[Any], Any], Callable[[date], dict[str, Any]]]] = {}


@dataclass(frozen=True)
class Participant:
    """Somebody who gave the right code in this browser. `version` is the plan version the link shows now."""

    session: ParticipantSession
    invitation: Invitation
    casus: Casus
    version: PlanVersion
    phone: str
    beside: dict[str, Any] = field(default_factory=dict)

    @property
    def person_id(self) -> int:
        return self.invitation.person_id

    @property
    def via(self) -> Via:
        """How an answer came in: through the own link, or on a tablet that was handed over."""
        return Via.LINK if self.session.handed_by_id is None else Via.HANDOVER

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
    opened, invitation, casus, version, phone, exit_url, g.noted_language, seq, head, *more = row
    g.exit_url = exit_url or SETTINGS[EXIT].default
    g.handed_over = opened.handed_by_id is not None
    refresh()  # the language of this page may be this person's
    if clock.now() - opened.seen_at >= rules.SEEN_EVERY:
        _note_seen(opened)
    audit.remember_head(casus.id, seq, head)
    g.participant = Participant(
        opened, invitation, casus, version, phone or "", dict(zip(beside, more, strict=True))
    )  # for what stands on every page
    return g.participant


def _asked(token: str) -> dict[str, Any]:
    """What `_query` leaves open."""
    now, today = clock.now(), clock.today()
    asked = {
        "hashed": tokens.hash_session(token), "now": now, "today": today,
        "seen_after": now - rules.IDLE, "opened_after": now - rules.LONGEST, "until": now + clock.DRIFT,
    }  # fmt: skip
    for _column, leaves_open in beside.values():
        asked |= leaves_open(today)
    return asked


@cache
def _query(saves: bool) -> Any:
    """Session, link, casus and plan version, when every one of them still holds (security.md D.3: on every request).

    Made once: putting it together costs as much as half of the page. `saves` keeps the casus locked.
    """
    today: Any = bindparam("today")  # `until` is now: who was seen after it was so before the clock went back
    exit_url = select(Setting.value).where(Setting.key == EXIT, Setting.holds_from <= today)
    asked = (
        select(ParticipantSession, Invitation, Casus, PlanVersion, Organisation.phone,
               exit_url.order_by(Setting.holds_from.desc(), Setting.id.desc()).limit(1).scalar_subquery(),
               Person.language, *audit.head_of(Casus.id), *(column(today) for column, _open in beside.values()))
        .join(Invitation, Invitation.id == ParticipantSession.invitation_id)
        .join(Casus, Casus.id == Invitation.casus_id)
        .join(Person, Person.id == Invitation.person_id)
        .join(PlanVersion, PlanVersion.id == queries.shown_version(today))
        .outerjoin(Organisation, true())
        .where(
            ParticipantSession.token_hash == bindparam("hashed"), ParticipantSession.ended_at.is_(None),
            ParticipantSession.seen_at > bindparam("seen_after"), ParticipantSession.seen_at <= bindparam("until"),
            ParticipantSession.created_at > bindparam("opened_after"),
            Person.ended_on.is_(None), Casus.status.not_in((CasusStatus.CLOSED, CasusStatus.TRANSFERRED)),
            *holds(bindparam("now")),
        )
        .order_by(Organisation.id).limit(1)
    )  # fmt: skip
    return asked.with_for_update(of=Casus) if saves else asked


def holds(now: Any) -> tuple[Any, ...]:
    """For a statement on Invitation: it was not ended in any of the ways there are (security.md D.3)."""
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


def of_this_browser() -> ParticipantSession | None:
    """The session this browser has, or had: also one that ended. Nothing of a casus may be shown for it."""
    token = request.cookies.get(cookie_name())
    if not token:
        return None
    return db.session.scalar(select(ParticipantSession).where(ParticipantSession.token_hash == tokens.hash_session(token)))


def end() -> None:
    """End the session of this browser, if it has one. Commits."""
    if token := request.cookies.get(cookie_name()):
        db.session.execute(
            update(ParticipantSession)
            .where(ParticipantSession.token_hash == tokens.hash_session(token), ParticipantSession.ended_at.is_(None))
            .values(ended_at=clock.now())
        )
        db.session.commit()


def away(end: Callable[[], None]) -> Response:
    """The session ends; the last page is still in the language of this person."""
    language = str(get_locale())
    end()
    taal = None if language == languages.plan_language() else language
    return forget(make_response(redirect(url_for("reviews.closed", taal=taal), 303)))


def forget(response: Response, *, everything: bool = True) -> Response:
    """Ask the browser to forget what it kept of these pages; not `everything` when a colleague's cookie comes with the answer."""
    response.delete_cookie(cookie_name(), path="/", secure=current_app.config["HTTPS"], httponly=True, samesite="Lax")
    response.delete_cookie(languages.COOKIE, path="/o/", secure=current_app.config["HTTPS"], httponly=True, samesite="Lax")
    response.headers["Clear-Site-Data"] = CLEAR if everything else '"cache", "storage"'
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
    ended = (
        select(PlanVersion)
        .join(Invitation, Invitation.plan_version_id == PlanVersion.id)
        .join(ParticipantSession, ParticipantSession.invitation_id == Invitation.id)
        .join(Casus, Casus.id == Invitation.casus_id)
        .join(Person, Person.id == Invitation.person_id)
        .where(
            ParticipantSession.token_hash == asked["hashed"], ParticipantSession.ended_at.is_(None),
            ParticipantSession.seen_at > asked["seen_after"], ParticipantSession.seen_at <= asked["until"],
            ParticipantSession.created_at > asked["opened_after"],
            Person.ended_on.is_(None), Casus.status.not_in((CasusStatus.CLOSED, CasusStatus.TRANSFERRED)), *holds(asked["now"]),
            PlanVersion.kind == PlanKind.TEMPORARY, PlanVersion.ends_on < asked["today"],
        )
    )  # fmt: skip
    return db.session.scalar(ended)


def closed_page() -> Response:
    """There is no session, or it ended: open the link again and give the code. What was typed is given back."""
    exit_url()
    if (ended := plan_that_ended()) is not None:
        return make_response(render_template("reviews/ran_out.html", phone=phone(), ended_on=ended.ends_on), 410)
    typed = [words for name, words in request.form.items() if name in TYPED and words]
    return make_response(render_template("reviews/closed.html", phone=phone(), typed=typed), 403)
