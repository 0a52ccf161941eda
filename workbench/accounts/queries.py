"""Look-ups of people with an account."""

from flask import g
from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from workbench.accounts.models import Organisation, Passkey, Role, Team, User
from workbench.extensions import db


def organisation() -> Organisation | None:
    """The organisation of this database; for somebody who is signed in it came with the session."""
    if "organisation" not in g:
        g.organisation = db.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    found: Organisation | None = g.organisation
    return found


def people() -> list[User]:
    """Everybody with an account, with the team; who still gets in first, then by name (which is sealed in the database)."""
    found = db.session.scalars(select(User).options(selectinload(User.team)))
    return sorted(found, key=lambda user: (not user.active, user.name.casefold()))


def person(user_id: int) -> User | None:
    """One of them."""
    return db.session.scalar(select(User).where(User.id == user_id).options(selectinload(User.team)))


def has_passkey(user: User) -> bool:
    """Whether this person added a passkey."""
    return bool(db.session.scalar(select(exists().where(Passkey.user_id == user.id))))


def teams() -> list[Team]:
    """The teams of the organisation, by name."""
    return list(db.session.scalars(select(Team).order_by(Team.name)))


def makers_in_team(user: User) -> list[tuple[int, str, bool]]:
    """(id, name, is a worker) of everybody who makes plans in this person's team."""
    roles = (Role.WORKER, Role.SUPERVISOR, Role.BEHAVIOURAL_SCIENTIST)
    asked = select(User.id, User.name, User.role).where(User.team_id == user.team_id, User.active, User.role.in_(roles))
    found = [(row.id, row.name, row.role is Role.WORKER) for row in db.session.execute(asked)]
    return sorted(found, key=lambda colleague: colleague[1].casefold())
