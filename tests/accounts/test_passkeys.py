"""A passkey is a whole sign-in: the right key, in the right hands, at the right address."""

import json

import pytest

from tests.accounts.conftest import name, reset_factor, sign_in
from tests.accounts.passkey import Key
from workbench.accounts import operations


def add(browser, key, called="sleutel van Sanne"):
    page = browser.fill("/me/passkeys", {"name": called})
    return browser.send(page, {"credential": key.create(json.loads(page.form().get("data-options")))})


def use(browser, key, **answers):
    page = browser.send(browser.open("/sign-in/passkey"), {})
    credential = key.get(json.loads(page.form().get("data-options")))
    return browser.send(page, {"credential": credential, **answers}, follow=False)


@pytest.fixture
def key(door):
    """A passkey that Sanne added to her account."""
    browser, made = door(), Key()
    sign_in(browser)
    assert "sleutel van Sanne" in add(browser, made).words
    return made


def test_a_passkey_opens_the_door_without_a_password(door, key):
    browser = door()
    use(browser, key)

    assert name(browser) == "Sanne Verbeek"


def test_a_passkey_is_enough_in_production_too(door, key, two_factors):
    browser = door()
    use(browser, key)

    assert name(browser) == "Sanne Verbeek"


def test_the_passkey_of_a_closed_account_opens_nothing(door, key, change):
    change(operations.disable_user, "sanne")
    browser = door()
    use(browser, key)

    assert name(browser) == "nobody"


def test_an_answer_that_was_used_does_not_work_again(door, key):
    browser, thief = door(), door()
    page = browser.send(browser.open("/sign-in/passkey"), {})
    answer = key.get(json.loads(page.form().get("data-options")))
    browser.send(page, {"credential": answer}, follow=False)

    other = thief.send(thief.open("/sign-in/passkey"), {})
    thief.send(other, {"credential": answer}, follow=False)

    assert name(thief) == "nobody"


def test_a_key_that_does_not_check_who_holds_it_is_refused(door):
    browser = door()
    sign_in(browser)

    assert "sleutel van Sanne" not in add(browser, Key(checks=False)).words


def test_a_key_for_another_site_is_refused(door, key):
    key.origin = "https://evil.example"
    browser = door()
    use(browser, key)

    assert name(browser) == "nobody"


def test_an_unknown_key_is_refused(door, key):
    browser = door()
    use(browser, Key())

    assert name(browser) == "nobody"


def test_a_passkey_that_was_taken_away_opens_nothing(door, key):
    sanne, browser = door(), door()
    use(sanne, key)
    sanne.send(sanne.open("/me/passkeys"), {}, action="/me/passkeys/remove")

    use(browser, key)

    assert name(browser) == "nobody"


def test_after_a_reset_the_passkeys_are_gone(door, key, change):
    change(reset_factor, "sanne")
    browser = door()
    use(browser, key)

    assert name(browser) == "nobody"


@pytest.mark.parametrize("called", ["", "<script>", "a" * 65])
def test_a_passkey_needs_an_ordinary_name(door, called):
    browser = door()
    sign_in(browser)

    assert browser.fill("/me/passkeys", {"name": called}).error_at("name")


def test_two_passkeys_do_not_have_the_same_name(door, key):
    browser = door()
    use(browser, key)

    page = browser.send(browser.open("/me/passkeys"), {"name": "sleutel van Sanne"}, action="/me/passkeys")

    assert "sleutel van Sanne" in page.error_at("name")
