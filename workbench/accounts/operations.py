"""Every change to people with an account and to the terms of the house. The caller commits."""

import re
import secrets
import uuid
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_security import hash_password
from sqlalchemy import delete, select

from workbench import clock
from workbench.accounts import lockout, notices, sessions
from workbench.accounts.log import record
from workbench.accounts.models import Organisation, Passkey, Reminders, Role, Setting, Team, User
from workbench.accounts.rules import needs_two, touches_privacy
from workbench.accounts.settings import SETTINGS, forget_cache, setting
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.two_people import refuse_the_same

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
START_CODE_LIFE = timedelta(hours=24)
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no 0, 1, i, l, o: a start password can be read aloud
IN_A_TEAM = (Role.WORKER, Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST)
DEMO_PASSWORD = "samen-veilig-2026"  # noqa: S105 - of the demo only, and printed on its sign-in page
DEMO_STAFF = (
    ("sanne@vlierland.example", "Sanne Verbeek", Role.WORKER, "Team Vlierdam"),
    ("mehmet@vlierland.example", "Mehmet Kaya", Role.WORKER, "Team Vlierdam"),
    ("joyce@vlierland.example", "Joyce Tromp", Role.WORKER, "Team Vlierdam"),
    ("henk@vlierland.example", "Henk Overdijk", Role.SUPERVISOR, "Team Vlierdam"),
    ("rachida@vlierland.example", "Rachida Amrani", Role.BEHAVIOURAL_SCIENTIST, "Team Oost"),
    ("beheer@vlierland.example", "Beheer", Role.ADMINISTRATOR, None),
    ("fg@vlierland.example", "FG", Role.PRIVACY_OFFICER, None),
)


def add_organisation(name: str, *, by: User | None = None, **details: Any) -> Organisation:
    """The organisation this database belongs to; there is one."""
    if db.session.scalar(select(Organisation.id).limit(1)) is not None:
        raise RuleBroken(_("There is an organisation already."), field="name")
    organisation = Organisation(name=name, **details)
    db.session.add(organisation)
    db.session.flush()
    record("organisation added", by=by, action="C", about=organisation)
    return organisation


def add_team(name: str, *, by: User | None = None) -> Team:
    """A team of the organisation."""
    organisation_id = db.session.scalar(select(Organisation.id).order_by(Organisation.id).limit(1))
    if organisation_id is None:
        raise RuleBroken(_("Add the organisation first."))
    team = Team(name=name, organisation_id=organisation_id)
    db.session.add(team)
    db.session.flush()
    record("team added", by=by, action="C", about=team)
    return team


def add_user(
    email: str, name: str, role: Role, team_id: int | None = None, password: str | None = None, *, by: User | None
) -> tuple[User, str]:
    """Somebody gets an account. Returns the person and the start password, to be changed at the first sign-in.

    `password` is for the demo only: an administrator never chooses somebody's password (ASVS 6.4.6). Whoever is to have more
    rights than a worker gets a closed account without any, until a second administrator agrees to the role.
    """
    email, name = email.strip().lower(), " ".join(name.split())
    if not EMAIL.fullmatch(email) or len(email) > 254:
        raise RuleBroken(_("Type an e-mail address, such as name@organisation.nl."), field="email")
    if not name:
        raise RuleBroken(_("Type a name."), field="name")
    if db.session.scalar(select(User.id).where(User.email == email)) is not None:
        raise RuleBroken(_("Somebody already has an account with this address."), field="email")
    _check_team(role, team_id)
    start = password or start_password()
    waits = by is not None and role is not Role.WORKER  # a role with more rights: another administrator decides that
    user = User(
        email=email,
        name=name,
        role=Role.WORKER if waits else role,
        team_id=None if waits else team_id,
        active=not waits,
        password=hash_password(start),
    )
    if password is None:
        _only_to_start(user)
    db.session.add(user)
    db.session.flush()
    record("user added", by=by, action="C", about=user, role=user.role.value)
    return user, start


def start_password() -> str:
    """Four groups of four, such as k7m4-9tqz-…: 79 bits, and easy to read aloud."""
    return "-".join("".join(secrets.choice(LETTERS) for _sign in range(4)) for _group in range(4))


def _only_to_start(user: User) -> None:
    """The password is a start code: it opens the door once, within a day, and only to choose a password."""
    user.must_change_password, user.start_code_until = True, clock.now() + START_CODE_LIFE


def disable_user(user: User, *, by: User | None) -> None:
    """Somebody no longer gets in; every open session ends at once. What they did stays."""
    _not_yourself(user, by)
    record("user disabled", by=by, about=user)
    user.active = False
    end_sessions(user, by=by)


def enable_user(user: User, *, by: User | None) -> None:
    """Somebody gets in again."""
    record("user enabled", by=by, about=user)
    user.active = True
    lockout.clear(user)


def change_role(
    user: User, role: Role, team_id: int | None = None, *, by: User | None, asked_by_id: int | None = None
) -> None:
    """Another role or team. Open sessions end, so that nothing of the old rights lingers. Never your own role.

    What gives more rights takes two people: who asked (`asked_by_id`) and who does it; on the command line nobody is asked.
    """
    _not_yourself(user, by)
    _check_team(role, team_id)
    if by is not None and needs_two((user.role, user.team_id), (role, team_id)):
        refuse_the_same(asked_by_id, by)
    record("role changed", by=by, about=user, was=user.role.value, now=role.value, team=team_id)
    user.role, user.team_id = role, team_id
    end_sessions(user, by=by)


def end_sessions(user: User, *, by: User | None, only: int | None = None, keep: int | None = None) -> None:
    """End one session (`only`), or all of them but the one to `keep`; a sign-in that is half way ends too."""
    record("sessions ended", by=by, about=user)
    if only is not None:
        for session in sessions.live_sessions(user):
            if session.id == only:
                sessions.end(session)
        return
    sessions.end_all(user, except_id=keep)
    user.fs_uniquifier = uuid.uuid4().hex


def new_start_password(user: User, *, by: User | None) -> str:
    """For somebody who lost the password; returned once, to be told in person. The second factor stays (ASVS 6.4.3)."""
    _not_yourself(user, by)
    record("start password given", by=by, about=user)
    start = start_password()
    user.password = hash_password(start)
    _only_to_start(user)
    lockout.clear(user)
    notices.tell(user, "password")
    end_sessions(user, by=by)
    return start


def reset_factor(user: User, *, by: User | None, asked_by_id: int | None = None) -> None:
    """For somebody who lost the phone: app, passkeys and recovery codes go; the next sign-in sets up a new factor.

    Takes two people (ASVS 6.4.4): an administrator who asked (`asked_by_id`), and who saw the person and does it; on the command
    line, where a house with one administrator gets out of a locked door, nobody is asked.
    """
    _not_yourself(user, by)
    if by is not None:
        refuse_the_same(asked_by_id, by)
    record("second factor reset", by=by, about=user, asked_by=asked_by_id)
    user.tf_primary_method = user.tf_totp_secret = user.mf_recovery_codes = None
    db.session.execute(delete(Passkey).where(Passkey.user_id == user.id))
    notices.tell(user, "factor")
    end_sessions(user, by=by)


def change_own_details(user: User, name: str, locale: str, reminders: Reminders, *, by: User) -> None:
    """Your name as colleagues see it, the language of your screens, and how often you are reminded."""
    if not name.strip():
        raise RuleBroken(_("Type a name."), field="name")
    record("own details changed", by=by, about=user)
    user.name, user.locale, user.reminders = " ".join(name.split()), locale, reminders


def change_setting(
    key: str, value: Any, holds_from: date | None = None, source: str = "", *, by: User | None, asked_by_id: int | None = None
) -> Setting:
    """Another value for a term, from a day on. What held before stays on record. What touches privacy takes two people."""
    if key not in SETTINGS:
        raise RuleBroken(_("This setting does not exist."), field="key")
    if by is not None and touches_privacy(key):
        refuse_the_same(asked_by_id, by)
    day = holds_from or clock.today()
    if day < clock.today():
        raise RuleBroken(_("Choose today or a later day: what held before stays as it was."), field="holds_from")
    record("setting changed", by=by, setting=key, was=setting(key, day), now=value, holds_from=day.isoformat())
    row = Setting(key=key, value=value, source=source.strip(), holds_from=day, set_by_id=by.id if by else None)
    db.session.add(row)
    db.session.flush()
    forget_cache()
    return row


def add_first(email: str, name: str, role: Role, team: str | None, organisation: str | None) -> str:
    """For the command line, where the first account comes from: organisation and team are added when they are new."""
    if organisation and db.session.scalar(select(Organisation.id).limit(1)) is None:
        add_organisation(organisation)
    found = db.session.scalar(select(Team).where(Team.name == team)) if team else None
    if team and found is None:
        found = add_team(team)
    _user, start = add_user(email, name, role, found.id if found else None, by=None)
    return start


def by_address(email: str) -> User:
    """Whose account has this address; for the command line."""
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()))
    if user is None:
        raise RuleBroken(_("Nobody has an account with this address."), field="email")
    return user


def add_demo_staff() -> dict[str, User]:
    """The organisation, two teams and seven people of the demo (design.md 6), by first part of their address."""
    add_organisation("Jeugdbescherming Vlierland", phone="012 345 67 89")
    teams = {name: add_team(name).id for name in ("Team Vlierdam", "Team Oost")}
    people = {}
    for email, name, role, team in DEMO_STAFF:
        user, _start = add_user(email, name, role, teams.get(team or ""), DEMO_PASSWORD, by=None)
        people[email.partition("@")[0]] = user
    return people


def _check_team(role: Role, team_id: int | None) -> None:
    """Who works with families does so in a team: what somebody may see follows from it."""
    if team_id is None and role in IN_A_TEAM:
        raise RuleBroken(_("Choose a team: without one this person cannot work with families."), field="team_id")
    if team_id is not None and db.session.get(Team, team_id) is None:
        raise RuleBroken(_("Choose a team from the list."), field="team_id")


def _not_yourself(user: User, by: User | None) -> None:
    if by is not None and user.id == by.id:
        raise RuleBroken(_("You cannot do this to your own account. Ask another administrator."))
