"""A family whose agreements are frozen in a plan version, and links to it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask_security import hash_password

from tests import factories
from workbench.accounts.models import User
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.plans.models import PlanKind, PlanVersion
from workbench.plans.operations import freeze
from workbench.reviews import operations

PASSWORD = "samen-veilig-2026"


def with_password(app: Flask, user: User) -> User:
    """This colleague, now with a password: what is asked before something that matters."""
    with app.app_context():
        found = db.session.get_one(User, user.id)
        found.password = hash_password(PASSWORD)
        db.session.commit()
        db.session.expunge_all()
    return found


@dataclass
class Family:
    """Fatiha does two agreements, Truus looks whether the first happens, Kim does one of her own."""

    app: Flask
    casus: Casus
    worker: User
    supervisor: User
    kim: Person
    fatiha: Person
    truus: Person
    agreements: list[Agreement]
    version: PlanVersion

    def freeze(self, **changes: Any) -> PlanVersion:
        """A new version, after changing the first agreement; before the people it is about."""
        from workbench.plans.operations import put_in_review

        with self.app.test_request_context():
            casus = db.session.get(Casus, self.casus.id)
            agreement = db.session.get(Agreement, self.agreements[0].id)
            for name, value in changes.items():
                setattr(agreement, name, value)
            version = freeze(
                casus,
                by=self.worker,
                kind=PlanKind.FINAL,
                starts_on=factories.TODAY,
                evaluate_on=factories.TODAY + timedelta(28),
            )
            put_in_review(casus, version, by=self.worker)
            db.session.commit()
            db.session.expunge_all()
        return version

    def invite(self, person: Person | None = None) -> tuple[str, str]:
        """A new link: its path and its code."""
        with self.app.test_request_context():
            casus, version = db.session.get(Casus, self.casus.id), db.session.get(PlanVersion, self.version.id)
            who = db.session.get(Person, (person or self.fatiha).id)
            _invitation, token, code = operations.invite(casus, who, version, by=self.worker)
            db.session.commit()
        return f"/o/{token}", code

    def run(self, change: Any) -> Any:
        """Run change(casus) in a transaction of its own."""
        with self.app.test_request_context():
            result = change(db.session.get(Casus, self.casus.id))
            db.session.commit()
            db.session.expunge_all()
        return result

    def rows(self, kind: Any) -> list[Any]:
        """All records of a kind."""
        with self.app.app_context():
            return list(db.session.scalars(db.select(kind).order_by(kind.id)))


@pytest.fixture
def family(app: Flask) -> Family:
    worker, supervisor = factories.worker(), factories.supervisor()
    casus = factories.casus(worker=worker, supervisor=supervisor)
    kim, fatiha, truus = factories.person(casus), factories.neighbour(casus), factories.neighbour(casus, "Truus")
    goal = factories.goal(casus)
    visit = factories.agreement(
        casus, goal, [fatiha], truus, what="Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs.",
        when="elke vrijdag om 20.30 uur", what_if="Dan belt Fatiha Truus.",
    )  # fmt: skip
    tea = factories.agreement(
        casus, goal, [fatiha], kim, what="Fatiha drinkt thee met Kim.", when="elke zaterdag", what_if=None
    )
    own = factories.agreement(
        casus, goal, [kim], truus, what="Kim belt Truus voor zij drinkt.", when="als zij trek heeft"
    )
    made = Family(app, casus, worker, supervisor, kim, fatiha, truus, [visit, tea, own], None)  # type: ignore[arg-type]
    made.version = made.freeze()
    return made


@pytest.fixture
def enter(browse):  # type: ignore[no-untyped-def]
    """enter(path, code) is a browser in which the code was given."""

    def open_link(path: str, code: str) -> Any:
        browser = browse()
        browser.page = browser.send(browser.open(path), {"code": code}, action=f"{path}/code")
        return browser

    return open_link
