"""A session lives on the server: new at the door, dead the moment it should be."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import event

from tests.accounts.conftest import Visitor, person
from workbench.accounts import operations, sessions
from workbench.accounts.models import Role, UserSession
from workbench.extensions import db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def session_id(visitor: Visitor) -> str | None:
    with visitor.client.session_transaction() as session:
        return session.get("_user_id")


def test_the_id_from_before_signing_in_is_worthless_after_it(app):
    visitor = Visitor(app)
    with visitor.client.session_transaction() as session:
        session["_user_id"] = "an id an attacker chose"
        session["csrf_token"] = "a token an attacker knows"

    visitor.sign_in()

    assert session_id(visitor) != "an id an attacker chose"
    with visitor.client.session_transaction() as session:
        assert session.get("csrf_token") != "a token an attacker knows"


def test_every_sign_in_has_its_own_id(app):
    phone, laptop = Visitor(app), Visitor(app)
    phone.sign_in()
    laptop.sign_in()

    assert session_id(phone) != session_id(laptop)


def test_the_database_holds_only_a_hash_of_the_id(app, visitor):
    visitor.sign_in()

    with app.app_context():
        assert session_id(visitor) not in str(db.session.execute(db.select(UserSession.__table__)).all())


def test_a_stolen_cookie_is_dead_after_signing_out(app, visitor):
    visitor.sign_in()
    thief = Visitor(app)
    thief.client.set_cookie("session", visitor.cookie.value)
    assert thief.name == "Sanne Verbeek"

    visitor.post("/sign-out")

    assert thief.name == "nobody"


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (operations.disable_user, ()),
        (operations.change_role, (Role.SUPERVISOR,)),
        (operations.end_sessions, ()),
        (operations.new_start_password, ()),
        (operations.reset_factor, ()),
    ],
)
def test_an_open_session_is_dead_in_the_next_request_after(visitor, change, operation, arguments):
    visitor.sign_in()
    assert visitor.name == "Sanne Verbeek"

    change(operation, "sanne", *arguments)

    assert visitor.name == "nobody"


def test_a_new_password_ends_the_other_browsers_but_not_this_one(app):
    here, elsewhere = Visitor(app), Visitor(app)
    here.sign_in()
    elsewhere.sign_in()

    here.post(
        "/me/password",
        password=operations.DEMO_PASSWORD,
        new_password="een rustige dag",
        new_password_confirm="een rustige dag",
    )

    assert here.name == "Sanne Verbeek"
    assert elsewhere.name == "nobody"


def test_a_screen_left_open_goes_dark_after_fifteen_minutes(app):
    with time_machine.travel(NOON, tick=False) as clock:
        visitor = Visitor(app)
        visitor.sign_in()
        clock.shift(timedelta(minutes=14))
        assert visitor.name == "Sanne Verbeek"
        clock.shift(timedelta(minutes=14))
        assert visitor.name == "Sanne Verbeek"
        clock.shift(timedelta(minutes=15))
        assert visitor.name == "nobody"


def test_nobody_stays_signed_in_longer_than_a_working_day(app):
    with time_machine.travel(NOON, tick=False) as clock:
        visitor = Visitor(app)
        visitor.sign_in()
        for _quarter in range(71):
            clock.shift(timedelta(minutes=10))
            assert visitor.name == "Sanne Verbeek"
        clock.shift(timedelta(minutes=10))
        assert visitor.name == "nobody"


def test_the_oldest_of_four_browsers_is_signed_out(app):
    browsers = [Visitor(app) for _each in range(4)]
    for browser in browsers:
        browser.sign_in()

    assert [browser.name for browser in browsers] == ["nobody"] + ["Sanne Verbeek"] * 3


def test_knowing_who_is_there_is_one_statement(app, visitor):
    visitor.sign_in()
    statements = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    assert visitor.name == "Sanne Verbeek"

    assert len(statements) == 1


def test_being_there_is_written_down_once_a_minute(app):
    with time_machine.travel(NOON, tick=False) as clock:
        visitor = Visitor(app)
        visitor.sign_in()
        statements = []
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
        clock.shift(timedelta(seconds=61))
        for _page in range(3):
            visitor.open("/")

    assert sum(statement.startswith("UPDATE user_session") for statement in statements) == 1


def test_the_cookie_is_for_this_site_only_and_out_of_reach_of_scripts(visitor):
    cookie = visitor.sign_in().headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Domain=" not in cookie
    assert len(cookie) < 300


def test_in_production_the_cookie_is_bound_to_the_host(app):
    from workbench.accounts import sign_in

    app.config.update(SESSION_COOKIE_SECURE=True)
    sign_in._configure(app)

    assert app.config["SESSION_COOKIE_NAME"] == "__Host-session"


def test_the_list_of_sessions_names_the_browsers(app):
    phone = Visitor(app)
    phone.client.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"
    )
    phone.sign_in()

    with app.app_context():
        assert [one.browser for one in sessions.live_sessions(person("sanne"))] == ["Firefox mobile"]
