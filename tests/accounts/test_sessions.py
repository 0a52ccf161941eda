"""A session lives on the server: new at the door, dead the moment it should be."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

import config
from tests.accounts.conftest import NEW, PASSWORD, choose_password, name, reset_factor, sign_in
from workbench.accounts import operations
from workbench.accounts.models import Role, UserSession
from workbench.extensions import db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def session_id(browser):
    with browser.client.session_transaction() as kept:
        return kept.get("_user_id")


def cookie(browser):
    return browser.client.get_cookie(browser.app.config["SESSION_COOKIE_NAME"])


def test_what_was_in_the_cookie_before_signing_in_is_worthless_after_it(door):
    browser = door()
    with browser.client.session_transaction() as kept:
        kept["_user_id"] = "an id an attacker chose"
    page = browser.open("/sign-in")
    with browser.client.session_transaction() as kept:
        token = kept["csrf_token"]

    browser.send(page, {"email": "sanne@vlierland.example", "password": PASSWORD}, follow=False)

    with browser.client.session_transaction() as kept:
        assert kept["_user_id"] != "an id an attacker chose"
        assert kept.get("csrf_token") != token


def test_every_sign_in_has_its_own_id(door):
    phone, laptop = door(), door()
    sign_in(phone)
    sign_in(laptop)

    assert session_id(phone) != session_id(laptop)


def test_the_database_holds_only_a_hash_of_the_id(app, door):
    browser = door()
    sign_in(browser)

    with app.app_context():
        assert session_id(browser) not in str(db.session.execute(db.select(UserSession.__table__)).all())


def test_a_stolen_cookie_is_dead_after_signing_out(door):
    sanne, thief = door(), door()
    sign_in(sanne)
    thief.client.set_cookie(cookie(sanne).key, cookie(sanne).value)
    assert name(thief) == "Sanne Verbeek"

    sanne.send(sanne.open("/me"), {}, action="/sign-out")

    assert name(thief) == "nobody"
    assert name(sanne) == "nobody"


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (operations.disable_user, ()),
        (operations.change_role, (Role.WORKER, 2)),
        (operations.end_sessions, ()),
        (operations.new_start_password, ()),
        (reset_factor, ()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_open_session_is_dead_in_the_next_request_after(door, change, operation, arguments):
    browser = door()
    sign_in(browser)
    assert name(browser) == "Sanne Verbeek"

    change(operation, "sanne", *arguments)

    assert name(browser) == "nobody"


def test_a_new_password_ends_the_other_browsers_but_not_this_one(door):
    here, elsewhere = door(), door()
    sign_in(here)
    sign_in(elsewhere)

    choose_password(here, PASSWORD, NEW)

    assert name(here) == "Sanne Verbeek"
    assert name(elsewhere) == "nobody"


def test_a_screen_left_open_goes_dark_after_fifteen_minutes(door):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = door()
        sign_in(browser)
        for _still_there in range(2):
            clock.shift(timedelta(minutes=14))
            assert name(browser) == "Sanne Verbeek"
        clock.shift(timedelta(minutes=15))
        assert name(browser) == "nobody"


def test_nobody_stays_signed_in_longer_than_twelve_hours(door):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = door()
        sign_in(browser)
        for _quarter in range(51):
            clock.shift(timedelta(minutes=14))
            browser.open("/me", follow=False)
        assert name(browser) == "Sanne Verbeek"
        clock.shift(timedelta(minutes=7))
        assert name(browser) == "nobody"


def test_the_oldest_of_four_browsers_is_signed_out(door):
    browsers = [door() for _each in range(4)]
    for browser in browsers:
        sign_in(browser)

    assert [name(browser) for browser in browsers] == ["nobody"] + ["Sanne Verbeek"] * 3


def test_knowing_who_is_there_is_one_statement(door, statements):
    browser = door()
    sign_in(browser)
    statements.clear()

    browser.open("/sign-in", follow=False)  # a page that asks for nothing else

    assert len(statements) == 1


def test_being_there_is_written_down_once_a_minute(door, statements):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = door()
        sign_in(browser)
        clock.shift(timedelta(seconds=61))
        statements.clear()
        for _page in range(3):
            browser.open("/me")

    assert sum(statement.startswith("UPDATE user_session") for statement in statements) == 1


def test_the_cookie_is_small_for_this_site_only_and_out_of_reach_of_scripts(door):
    answer = sign_in(door(), follow=False).headers["Set-Cookie"]

    assert "HttpOnly" in answer
    assert "SameSite=Lax" in answer
    assert "Path=/" in answer
    assert "Domain=" not in answer
    assert len(answer) < 400


def test_in_production_the_cookie_is_bound_to_the_host_and_to_https():
    assert config.Production.SESSION_COOKIE_NAME.startswith("__Host-")
    assert config.Production.SESSION_COOKIE_SECURE


def test_your_own_page_lists_your_browsers_and_signs_one_out(door):
    here, phone = door(), door()
    phone.client.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Android 15; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"
    )
    sign_in(phone)
    sign_in(here)
    page = here.open("/me")
    assert "Firefox mobile" in page.words

    with here.app.app_context():
        rows = db.session.scalars(db.select(UserSession.id).where(UserSession.browser == "Firefox mobile")).all()
    here.send(page, {}, action=f"/me/sessions/{rows[0]}/end")

    assert name(phone) == "nobody"
    assert name(here) == "Sanne Verbeek"


def test_nobody_signs_out_somebody_else(door):
    sanne, mehmet = door(), door()
    sign_in(sanne)
    sign_in(mehmet, "mehmet")
    page = mehmet.open("/me")

    with sanne.app.app_context():
        rows = db.session.scalars(db.select(UserSession.id)).all()
    for row in rows:
        mehmet.request("POST", f"/me/sessions/{row}/end", data={"csrf_token": page.fields()["csrf_token"]})

    assert name(sanne) == "Sanne Verbeek"
