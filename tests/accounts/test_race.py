"""Fifty guesses at the same moment, each with a connection of its own: five are looked at (security.md threat 19)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import config
from workbench import create_app
from workbench.accounts import lockout
from workbench.accounts.models import Organisation, Role, Team, User
from workbench.extensions import db

GUESSES = 50
ADDRESS = "sanne@vlierland.example"


class OfItsOwn(config.Testing):
    """A database in a file, so that every guess has its own connection."""

    def __init__(self, file):
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{file}"
        self.SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": GUESSES}


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    app = create_app(OfItsOwn(tmp_path_factory.mktemp("race") / "race.db"))
    with app.app_context():
        db.metadata.create_all(db.engine, tables=[Organisation.__table__, Team.__table__, User.__table__])
        db.session.add(User(email=ADDRESS, name="Sanne", role=Role.ADMINISTRATOR))
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def at_once(app, guess):
    """How many of fifty guesses at the same moment were looked at."""
    together = Barrier(GUESSES)

    def one(_nr):
        with app.app_context():
            together.wait(30)
            return guess(together)

    with app.app_context():
        db.session.execute(db.update(User).values(failed_sign_ins=0, locked_until=None))
        db.session.commit()
    with ThreadPoolExecutor(GUESSES) as people:
        return sum(people.map(one, range(GUESSES)))


def looks_first(together):
    """What may_try must not be: it looks how many tries there were, and then counts."""
    tries = db.session.scalar(db.select(User.failed_sign_ins).where(User.email == ADDRESS))
    db.session.commit()
    together.wait(30)
    db.session.execute(db.update(User).values(failed_sign_ins=tries + 1))
    db.session.commit()
    return tries < lockout.FREE_TRIES


@pytest.mark.only_on("sqlite")
def test_of_fifty_guesses_at_the_same_moment_five_are_looked_at(door):
    assert at_once(door, lambda _together: lockout.may_try(ADDRESS)) == lockout.FREE_TRIES
    assert at_once(door, looks_first) == GUESSES, "the control: who looks first lets everybody through"
