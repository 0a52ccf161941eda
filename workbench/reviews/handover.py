"""Handing over the own tablet: one person's pages, in the worker's browser, without the worker in it (security.md D.4).

The worker's own session waits: its id leaves the browser and its row is ended, so that no address typed in opens anything.
It is opened again with the worker's password, on the page "give the tablet back". The caller commits.
"""

import secrets

from flask import current_app
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts import sessions as staff
from workbench.accounts.models import User, UserSession
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.reviews import links, tokens
from workbench.reviews.models import Invitation, ParticipantSession

audit.declare({
    "tablet handed over": _l("handed over the own tablet"),
    "tablet given back": _l("took the own tablet back"),
})  # fmt: skip


def hand_over(casus: Casus, person: Person, version: PlanVersion, own: UserSession, *, by: User) -> str:
    """Open one person's pages in this browser and let the worker's session wait. Returns the id for the cookie.

    Raises RuleBroken when this person cannot answer this version.
    """
    invitation = links.unlocked(casus, person, version, by=by)
    token = secrets.token_urlsafe(32)
    opened = ParticipantSession(
        token_hash=tokens.hash_session(token), invitation_id=invitation.id, browser=secrets.token_hex(16),
        handed_by_id=by.id, resumes_id=own.id,
    )  # fmt: skip
    db.session.add(opened)
    audit.record("tablet handed over", casus, by=by, record=invitation, action="E", person=person.id)
    staff.end(own)
    return token


def give_back(opened: ParticipantSession, casus: Casus, worker: User) -> str | None:
    """The worker is there again: this person's pages close, the worker's own session goes on. None: sign in again."""
    now = clock.now()
    invitation = db.session.get_one(Invitation, opened.invitation_id)
    opened.ended_at = opened.ended_at or now
    invitation.expires_at = min(invitation.expires_at, now)
    audit.record("tablet given back", casus, by=worker, record=invitation, action="E")
    own, opened.resumes_id = opened.resumes_id, None  # once
    by_passkey = current_app.config["SECOND_FACTOR_REQUIRED"] and not worker.tf_primary_method
    return None if by_passkey else staff.resume(own, worker)  # a password alone is no second factor: then the passkey again


def waits_for(opened: ParticipantSession | None, *, lock: bool) -> tuple[Casus, User] | None:
    """(casus, worker) of a tablet that was handed over; None when this browser is not one."""
    if opened is None or opened.handed_by_id is None:
        return None
    invitation = db.session.get_one(Invitation, opened.invitation_id)
    casus = db.session.get_one(Casus, invitation.casus_id, with_for_update=lock)
    return casus, db.session.get_one(User, opened.handed_by_id)
