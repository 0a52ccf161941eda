"""A start code opens the door once, within a day, and only to choose a password (ASVS 6.3.2, 6.4.1)."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.accounts.conftest import NEW, App, name, sign_in
from workbench.accounts import operations
from workbench.accounts.models import User
from workbench.extensions import db

CODE = re.compile(r"(?:\w{4}-){3}\w{4}")


@pytest.fixture
def first(app, clock):
    """The one-time code of the first administrator, as the command line printed it."""
    runner = app.test_cli_runner()
    said = runner.invoke(args=["users", "add", "eerste@vlierland.example", "Eerste Beheerder", "administrator"]).output
    assert "within 24 hours" in said
    return CODE.search(said).group()


def test_the_first_administrator_chooses_a_password_and_sets_up_a_factor(app, door, first, two_factors, clock):
    browser = door()
    page = browser.send(sign_in(browser, "eerste", first, follow=True), {})
    browser.send(page, {"code": App(page).code}, follow=False)

    page = browser.open("/users/")
    assert page.address == "/me/password"
    assert "password" not in page.fields(), "the code is not asked again: it works no more"
    browser.send(page, {"new_password": NEW, "new_password_confirm": NEW})
    page = browser.open("/users/")
    assert page.address == "/me/recovery-codes"
    browser.send(page, {}, action="/me/recovery-codes")
    assert browser.open("/users/").address == "/users/"


def test_a_start_code_opens_the_door_once(door, first):
    browser = door()
    assert sign_in(browser, "eerste", first, follow=True).address == "/me/password"
    browser.client.delete_cookie("werkbank")  # the browser was closed before a password was chosen

    again = door()
    refused = sign_in(again, "eerste", first)

    assert name(again) == "nobody"
    assert refused.words == sign_in(door(), "niemand", first).words, "and it tells nothing"


def test_a_start_code_is_over_after_a_day_and_the_office_gives_another(app, door, first, clock):
    clock.shift(operations.START_CODE_LIFE + timedelta(seconds=1))
    late = door()
    sign_in(late, "eerste", first)
    assert name(late) == "nobody"

    said = app.test_cli_runner().invoke(args=["users", "code", "eerste@vlierland.example"]).output
    assert sign_in(door(), "eerste", CODE.search(said).group(), follow=True).address == "/me/password"


def test_a_start_code_is_no_password_that_one_can_keep(door, first):
    browser = door()
    page = sign_in(browser, "eerste", first, follow=True)

    assert browser.send(page, {"new_password": "kort", "new_password_confirm": "kort"}).error_at("new_password")
    assert browser.open("/me").address == "/me/password"


def test_without_an_end_the_code_would_open_the_door_again(app, door, first):
    """The control: it is the moment kept with the code that closes the door."""
    sign_in(door(), "eerste", first)
    with app.app_context():
        db.session.execute(db.update(User).values(start_code_until=datetime.now(UTC) + timedelta(days=1)))
        db.session.commit()

    assert sign_in(door(), "eerste", first, follow=True).address == "/me/password"


def test_the_account_page_says_whether_the_code_still_works(app, door, staff, change, first):
    office = door()
    sign_in(office, "beheer")
    with app.app_context():
        made = db.session.scalar(db.select(User.id).where(User.email == "eerste@vlierland.example"))
    assert "werkt tot" in office.open(f"/users/{made}/").words

    sign_in(door(), "eerste", first)
    assert "gebruikt of te oud" in office.open(f"/users/{made}/").words
