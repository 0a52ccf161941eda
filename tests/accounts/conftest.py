"""People with a password who stand at the door, and what the tests of accounts do to them."""

import re
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask_security import hash_password
from passlib.totp import TOTP

from tests import factories
from tests.pages import Browser, Page
from workbench.accounts import operations
from workbench.accounts.models import Role, User
from workbench.extensions import db

PASSWORD = "samen-veilig-2026"
WRONG = "niet-het-wachtwoord"
NEW = "een rustige dag"
CAST = (
    ("sanne", "Sanne Verbeek", Role.WORKER, 1),
    ("mehmet", "Mehmet Kaya", Role.WORKER, 1),
    ("beheer", "Beheer", Role.ADMINISTRATOR, None),
)


@pytest.fixture
def staff(app: Flask) -> dict[str, User]:
    """Sanne, Mehmet and the administrator, with the password of the demo."""
    with app.app_context():
        sealed = hash_password(PASSWORD)
    return {
        who: factories.user(role, name, team_id, email=f"{who}@vlierland.example", password=sealed)
        for who, name, role, team_id in CAST
    }  # fmt: skip


@pytest.fixture
def door(browse: Any, staff: Any) -> Any:
    """door() is a browser in which nobody is signed in yet."""
    return browse


def reset_factor(user: User, *, by: User) -> None:
    """As the second of two people does it; the asking is in tests/second_look/."""
    operations.reset_factor(user, by=by, asked_by_id=0)


@pytest.fixture
def change(app: Flask, staff: dict[str, User]) -> Any:
    """Run an operation on somebody, as another request would, and commit it."""

    def run(operation: Any, who: str, *arguments: Any, **options: Any) -> Any:
        def inside() -> Any:
            with app.app_context():
                person = db.session.get(User, staff[who].id)
                answer = operation(person, *arguments, by=db.session.get(User, staff["beheer"].id), **options)
                db.session.commit()
                return answer

        return Context().run(inside)

    return run


@pytest.fixture
def two_factors(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in production: nobody gets in with a password alone."""
    monkeypatch.setitem(app.config, "SECOND_FACTOR_REQUIRED", True)


def sign_in(browser: Browser, who: str = "sanne", password: str = PASSWORD, follow: bool = False) -> Page:
    """Fill in the sign-in page. The page it leads to is another subject's, so it is not followed."""
    return browser.fill("/sign-in", {"email": f"{who}@vlierland.example", "password": password}, follow=follow)


def name(browser: Browser) -> str:
    """Who the house thinks is in this browser."""
    page = browser.open("/me")
    return "nobody" if page.address == "/sign-in" else page.value_of("name")


def choose_password(browser: Browser, now: str, new: str, again: str | None = None) -> Page:
    answers = {"password": now, "new_password": new, "new_password_confirm": new if again is None else again}
    return browser.fill("/me/password", answers, follow=True)


NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LATER = timedelta(seconds=90)


class App:
    """The authenticator app on somebody's phone."""

    def __init__(self, page):
        key = re.search(r"([A-Z2-7]{4}[- ]){7}[A-Z2-7]{4}", page.words).group()
        self.totp = TOTP(key=key.replace("-", "").replace(" ", ""))

    @property
    def code(self):
        return self.totp.generate(datetime.now(UTC).timestamp()).token


@pytest.fixture
def clock():
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def phone(door, two_factors, clock):
    """Sanne set up her app and wrote down her codes; she is no longer signed in."""
    browser = door()
    page = sign_in(browser, follow=True)
    page = browser.send(page, {})
    phone = App(page)
    browser.send(page, {"code": phone.code}, follow=False)
    codes = browser.send(browser.open("/me"), {}, action="/me/recovery-codes")
    phone.codes = re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", codes.words)
    assert name(browser) == "Sanne Verbeek"
    browser.send(browser.open("/me"), {}, action="/sign-out")
    clock.shift(LATER)
    return phone
