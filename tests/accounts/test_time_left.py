"""How long somebody stays signed in is said; asking for it is no sign of life, and one press is."""

from datetime import timedelta

import pytest

from tests.accounts.conftest import name, sign_in
from workbench.accounts import sessions


@pytest.fixture
def here(door, clock):
    browser = door()
    sign_in(browser)
    browser.token = browser.open("/me").fields()["csrf_token"]
    return browser


def left(browser):
    return browser.open("/me/session").response.get_json()


def stay(browser):
    return browser.request("POST", "/me/session", data={"csrf_token": browser.token}).response.get_json()


def test_asking_how_long_it_takes_is_no_sign_of_life_and_staying_is(here, clock):
    clock.shift(timedelta(minutes=13, seconds=30))
    for _look in range(3):
        assert left(here) == {"idle": 90, "whole": 12 * 3600 - 13 * 60 - 30}

    assert stay(here)["idle"] == 900
    clock.shift(timedelta(minutes=14))
    assert left(here)["idle"] == 60
    clock.shift(timedelta(minutes=1))
    assert here.open("/me/session", follow=False).status == 302
    assert name(here) == "nobody"


def test_the_longest_time_is_not_made_longer_by_staying(here, clock):
    for _quarter in range(51):
        clock.shift(timedelta(minutes=14))
        stay(here)

    assert left(here)["whole"] == 6 * 60
    clock.shift(timedelta(minutes=6))
    assert name(here) == "nobody"


def test_without_javascript_the_menu_says_when(here):
    page = here.open("/me")

    assert "Doet u niets, dan wordt u om 13.15 uur uitgelogd." in page.words
    bar = page.tree.xpath("//section[@data-stay]")[0]
    assert (bar.get("hidden") is not None, bar.get("data-idle")) == (True, "900")
    assert "Blijf ingelogd" in page.words


def test_who_is_not_signed_in_has_no_time_left(browse, context):
    assert sessions.left() is None
    assert not browse().open("/sign-in").tree.xpath("//section[@data-stay]")
