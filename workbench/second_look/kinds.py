"""The steps that need two people, one row each: what it is called, what it says exactly, and what is then done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from workbench import audit, clock
from workbench.accounts import operations as accounts
from workbench.accounts.forms import ROLES
from workbench.accounts.models import Role, Team, User
from workbench.accounts.settings import SETTINGS
from workbench.casus import labels as family
from workbench.casus import rules as family_rules
from workbench.casus.models import Casus, ContactPoint, FamilyRole, Household, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.second_look import rules
from workbench.second_look.models import SecondLook, Step
from workbench.second_look.secrets import SECRETS, Secret

Lines = list[tuple[Any, Any]]
FOURTEEN_DAYS = _l("within fourteen days")

audit.declare(
    {
        "second look asked": _l("asked for a step of two people"),
        "second look agreed": _l("agreed, as the second person"),
        "second look refused": _l("refused, as the second person"),
        "second look withdrawn": _l("took back what was asked of a second person"),
        "protection cleared": _l("took a protection away, as the second person"),
        "casus to another team": _l("took the casus over from another team"),
    }
)


@dataclass(frozen=True)
class Kind:
    """One step. `says` gives what is done exactly, in words; `does` does it, in the transaction of the decision."""

    title: Any
    second: Any  # who decides, in words
    nobody: Any  # what to do when there is nobody who may
    says: Callable[[SecondLook], Lines]
    does: Callable[[SecondLook, Casus | None, User, dict[str, Any]], None]
    waits: timedelta = rules.WAITS  # how long it can be decided
    within: Any = FOURTEEN_DAYS  # the same in words


def _changed() -> RuleBroken:
    return RuleBroken(_("What was asked for changed meanwhile. Refuse this, and let it be asked anew."))


# --- protection (GA9)


def _says_unprotect(look: SecondLook) -> Lines:
    people = {one.id: one for one in db.session.scalars(select(Person).where(Person.casus_id == look.casus_id))}
    lines: Lines = [(_("Address no longer secret"), people[one].full_name) for one in look.what["people"] if one in people]
    homes = select(Household.name).where(Household.id.in_(look.what["homes"]), Household.casus_id == look.casus_id)
    lines += [(_("Home no longer secret"), name) for name in db.session.scalars(homes)]
    points = select(ContactPoint).where(ContactPoint.id.in_(look.what["points"]), ContactPoint.casus_id == look.casus_id)
    for point in db.session.scalars(points.order_by(ContactPoint.id)):
        whose = people[point.person_id].full_name if point.person_id in people else _("a home")
        said = _("%(kind)s of %(name)s", kind=family.CONTACTS[point.kind], name=whose)
        lines.append((_("For the professionals from now on"), said))
    for secret in SECRETS:
        lines += [secret.line(one, look.what) for one in secret.of(look.casus_id or 0, look.what.get(secret.key, []))]
    return lines


def _unprotect(look: SecondLook, casus: Casus | None, by: User, _answers: dict[str, Any]) -> None:
    assert casus is not None
    for model, name in ((Person, "people"), (Household, "homes"), (ContactPoint, "points")):
        kind: Any = model
        ids = look.what[name]
        found = list(db.session.scalars(select(kind).where(kind.id.in_(ids), kind.casus_id == casus.id)))
        if len(found) != len(ids) or not all(one.protected for one in found):
            raise _changed()
        for one in found:
            audit.record("protection cleared", casus, by=by, record=one, fields=["protected"], asked_by=look.asked_by_id)
            one.protected = False
            if isinstance(one, ContactPoint):
                one.visibility = family_rules.default_visibility(False)
            if isinstance(one, Person):
                one.protected_why = None
    for secret in SECRETS:
        _open_up(secret, look, casus, by)


def _open_up(secret: Secret, look: SecondLook, casus: Casus, by: User) -> None:
    ids = look.what.get(secret.key, [])
    found = secret.of(casus.id, ids)
    if len(found) != len(ids):
        raise _changed()
    for one in found:
        audit.record("protection cleared", casus, by=by, record=one, fields=[secret.flag], asked_by=look.asked_by_id)
        secret.open(one, look.what, by)
        one.updated_at = clock.now()


# --- another team


def _says_team(look: SecondLook) -> Lines:
    names: dict[int, str] = {row.id: row.name for row in db.session.execute(select(Team.id, Team.name))}
    casus = db.session.get_one(Casus, look.casus_id)
    kids = select(func.count(Person.id)).where(
        Person.casus_id == casus.id, Person.family_role == FamilyRole.CHILD, Person.in_family
    )
    return [
        (_("Reference"), casus.ref), (_("From"), names.get(look.what["from"], "")), (_("To"), names.get(look.team_id or 0, "")),
        (_("Children"), str(db.session.scalar(kids))), (_("Since"), format_date(casus.started_on, "d MMMM yyyy")),
    ]  # fmt: skip


def _to_team(look: SecondLook, casus: Casus | None, by: User, answers: dict[str, Any]) -> None:
    assert casus is not None
    worker = db.session.get(User, answers.get("worker_id") or 0)
    if worker is None or not worker.active or worker.role is not Role.WORKER or worker.team_id != look.team_id:
        raise RuleBroken(_("Choose who of your team works on it."), field="worker_id")
    if casus.team_id != look.what["from"]:
        raise _changed()
    was: dict[str, Any] = {"was_worker": casus.worker_id, "was_deputy": casus.deputy_id, "was_team": casus.team_id}
    audit.record("casus to another team", casus, by=by, record=casus, worker=worker.id, team=look.team_id, **was)
    casus.team_id, casus.worker_id, casus.deputy_id, casus.supervisor_id = look.team_id or 0, worker.id, None, by.id


# --- roles


def _says_role(look: SecondLook) -> Lines:
    person = db.session.get_one(User, look.about_id)
    team = db.session.scalar(select(Team.name).where(Team.id == look.what["team"])) if look.what["team"] else None
    now = ROLES[person.role] if person.active or person.team_id else _("no rights yet: the account is closed")
    return [
        (_("Account"), f"{person.name} ({person.email})"), (_("Role now"), now),
        (_("Role asked for"), ROLES[Role(look.what["role"])]), (_("Team"), team or _("no team")),
    ]  # fmt: skip


def _change_role(look: SecondLook, _casus: Casus | None, by: User, _answers: dict[str, Any]) -> None:
    person = db.session.get_one(User, look.about_id)
    accounts.change_role(person, Role(look.what["role"]), look.what["team"], by=by, asked_by_id=look.asked_by_id)
    if look.what["opens"] and not person.active:
        accounts.enable_user(person, by=by)


# --- a lost second factor


def _says_factor(look: SecondLook) -> Lines:
    person = db.session.get_one(User, look.about_id)
    return [
        (_("Account"), f"{person.name} ({person.email})"), (_("Role"), ROLES[person.role]),
        (_("What goes"), _("The authenticator app, passkeys and recovery codes. A new one is set up at the next sign-in.")),
    ]  # fmt: skip


def _reset_factor(look: SecondLook, _casus: Casus | None, by: User, answers: dict[str, Any]) -> None:
    if not answers.get("saw"):
        raise RuleBroken(_("Only when this person stood before you. Tick it, or do not agree."), field="saw")
    accounts.reset_factor(db.session.get_one(User, look.about_id), by=by, asked_by_id=look.asked_by_id)


# --- settings


def _says_setting(look: SecondLook) -> Lines:
    term = SETTINGS[look.what["key"]]
    return [
        (_("Setting"), term.label), (_("Now"), term.said(look.what["was"])), (_("New value"), term.said(look.what["value"])),
        (_("Holds from"), format_date(date.fromisoformat(look.what["holds_from"]), "d MMMM yyyy")),
        (_("Source"), look.what["source"] or _("none")),
    ]  # fmt: skip


def _change_setting(look: SecondLook, _casus: Casus | None, by: User, _answers: dict[str, Any]) -> None:
    what = look.what
    day = max(date.fromisoformat(what["holds_from"]), clock.today())
    accounts.change_setting(what["key"], what["value"], day, what["source"], by=by, asked_by_id=look.asked_by_id)


KINDS: dict[Step, Kind] = {
    Step.UNPROTECT: Kind(
        _l("Take a protection away"), _l("somebody else who works on the casus or supervises it"),
        _l("Nobody else works on this casus or supervises it. Let the supervisor give it a deputy first."),
        _says_unprotect, _unprotect,
    ),
    Step.TEAM: Kind(
        _l("Hand a casus over to another team"), _l("a supervisor of the other team"),
        _l("The other team has no supervisor with an account."), _says_team, _to_team,
    ),
    Step.ROLE: Kind(
        _l("Give somebody a role with more rights"), _l("another administrator"),
        _l("There is no second administrator. Let who looks after the machine add one with “flask users add”."),
        _says_role, _change_role,
    ),
    Step.FACTOR: Kind(
        _l("Reset somebody’s second step"), _l("a supervisor who sees this person face to face"),
        _l("There is no supervisor who can do this. Let who looks after the machine use “flask users factor”."),
        _says_factor, _reset_factor, rules.WAITS_AT_THE_DOOR, _l("within a day"),
    ),
    Step.SETTING: Kind(
        _l("Change a setting that touches privacy"), _l("a privacy officer, or an administrator where the privacy officer asked"),
        _l("There is nobody else who may decide this: no privacy officer, or no administrator, with an account."),
        _says_setting, _change_setting,
    ),
}  # fmt: skip
