"""Coming in: the right person does, nobody learns anything, and guessing gets slower for one account only."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import request
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from tests import factories
from tests.accounts.conftest import NEW, PASSWORD, WRONG, choose_password, name, sign_in
from workbench.accounts import lockout, operations
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.extensions import db, limiter

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_sanne_comes_in_with_her_address_and_password(door):
    browser = door()
    sign_in(browser)

    assert name(browser) == "Sanne Verbeek"


def test_capitals_and_spaces_around_the_address_do_not_matter(door):
    browser = door()
    browser.fill("/sign-in", {"email": " Sanne@Vlierland.example ", "password": PASSWORD}, follow=False)

    assert name(browser) == "Sanne Verbeek"


def test_who_was_on_the_way_somewhere_arrives_there(door):
    browser = door()
    stopped = browser.open("/me/passkeys")
    assert stopped.address == "/sign-in"

    arrived = sign_in_at(browser, stopped.response.request.full_path)

    assert arrived.address == "/me/passkeys"


def test_a_way_on_to_another_site_is_not_followed(door):
    browser = door()

    arrived = sign_in_at(browser, "/sign-in?next=https://evil.example/", follow=False)

    assert "evil" not in arrived.headers["Location"]


def sign_in_at(browser, path, **options):
    page = browser.open(path)
    sent = {**page.fields().to_dict(), "email": "sanne@vlierland.example", "password": PASSWORD}
    return browser.request("POST", path, data=sent, **options)


def test_the_answer_to_a_wrong_try_is_the_same_for_everyone(door, change):
    change(operations.disable_user, "mehmet")

    known = sign_in(door(), "sanne", WRONG)
    unknown = sign_in(door(), "niemand", WRONG)
    disabled = sign_in(door(), "mehmet", PASSWORD)

    assert "Dit klopt niet" in known.words
    assert known.words == unknown.words == disabled.words
    assert known.status == unknown.status == disabled.status


def test_an_unknown_address_costs_a_hash_and_a_write_as_well(door, app, monkeypatch, statements):
    worked = []
    monkeypatch.setattr(app.extensions["security"].pwd_context, "dummy_verify", lambda: worked.append("hash"))
    browser = door()
    page = browser.open("/sign-in")
    sizes = {}
    for who in ("sanne", "niemand"):
        statements.clear()
        browser.send(page, {"email": f"{who}@vlierland.example", "password": WRONG})
        sizes[who] = sum(not one.startswith("SELECT") for one in statements)

    assert worked == ["hash"]
    assert sizes["niemand"] >= sizes["sanne"]


def test_a_refused_try_stands_in_the_log_without_the_address(door, app):
    sign_in(door(), "sanne", WRONG)

    with app.app_context():
        entry = db.session.scalars(db.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry.event == "sign-in refused"
    assert "sanne" not in str(entry.detail)


def test_after_five_wrong_tries_the_right_password_has_to_wait_too(door):
    with time_machine.travel(NOON, tick=False) as clock:
        browser = door()
        for _try in range(lockout.FREE_TRIES):
            sign_in(browser, "sanne", WRONG)
        sign_in(browser)
        assert name(browser) == "nobody"

        clock.shift(timedelta(minutes=1, seconds=1))
        sign_in(browser)
        assert name(browser) == "Sanne Verbeek"


def test_the_wait_grows_with_each_wrong_try(staff, context):
    waits = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _try in range(13):
            lockout.may_try("sanne@vlierland.example")
            until = db.session.scalar(db.select(User.locked_until).where(User.id == staff["sanne"].id))
            if until:
                waits.append((until - datetime.now(UTC)) // timedelta(minutes=1))
                clock.move_to(until + timedelta(seconds=1))

    assert waits == [1, 2, 4, 8, 15, 30, 60, 60, 60]


def test_the_wait_is_for_one_account_and_not_for_everyone(door):
    for _try in range(lockout.FREE_TRIES + 3):
        sign_in(door(), "sanne", WRONG)

    mehmet = door()
    sign_in(mehmet, "mehmet")

    assert name(mehmet) == "Mehmet Kaya"


def test_four_wrong_tries_are_forgotten_after_a_right_one(door):
    for _round in range(2):
        for _try in range(lockout.FREE_TRIES - 1):
            sign_in(door(), "sanne", WRONG)
        browser = door()
        sign_in(browser)

        assert name(browser) == "Sanne Verbeek"


def test_of_fifty_tries_at_once_five_are_looked_at(staff, context):
    allowed = [lockout.may_try("sanne@vlierland.example") for _try in range(50)]

    assert allowed.count(True) == lockout.FREE_TRIES


@pytest.mark.parametrize("missing", ["email", "password"])
def test_an_empty_field_is_named(door, missing):
    answers = {"email": "sanne@vlierland.example", "password": WRONG} | {missing: ""}

    assert "Vul dit in." in door().fill("/sign-in", answers).error_at(missing)


def test_the_address_stays_when_the_password_was_wrong(door):
    assert sign_in(door(), "sanne", WRONG).value_of("email") == "sanne@vlierland.example"


@pytest.mark.parametrize("nonsense", ["\x00", "a" * 5000, "<script>", "naam@" + "x" * 300, "😀@x.nl", "' OR 1=1 --"])
def test_nonsense_is_only_a_wrong_try(door, nonsense):
    browser = door()

    page = browser.fill("/sign-in", {"email": nonsense, "password": nonsense})

    assert page.status == 200
    assert name(browser) == "nobody"


def test_nobody_is_remembered_by_a_box_that_is_not_there(door):
    browser = door()
    page = browser.open("/sign-in")
    sent = {**page.fields().to_dict(), "email": "sanne@vlierland.example", "password": PASSWORD, "remember": "y"}
    browser.request("POST", "/sign-in", data=sent, follow=False)

    assert browser.client.get_cookie("remember_token") is None


def test_json_is_refused_at_the_door(door):
    assert door().request("POST", "/sign-in", data="[1]", content_type="application/json").status in (400, 415)


def test_the_rescue_page_that_would_send_mail_is_closed(door):
    assert door().open("/sign-in/rescue").status == 404


def test_a_start_password_is_changed_before_anything_else(door, app, staff):
    with app.app_context():
        beheer = db.session.get(User, staff["beheer"].id)
        _nora, start = operations.add_user("nora@vlierland.example", "Nora Smit", beheer.role, by=None)
        db.session.commit()
    browser = door()
    assert sign_in(browser, "nora", start, follow=True).address == "/me/password"
    assert browser.open("/users/").address == "/me/password"

    choose_password(browser, start, NEW)

    assert browser.open("/users/").address == "/users/"


@pytest.mark.parametrize(
    ("new", "advice"),
    [
        ("kort", "minstens 12"),
        ("wachtwoord-2026", "makkelijk te raden"),
        ("sanne-verbeek-1", "makkelijk te raden"),
        ("aaaaaaaaaaaaaa", "makkelijk te raden"),
        (PASSWORD, "ander wachtwoord"),
    ],
)
def test_a_weak_new_password_is_refused_with_the_reason(door, new, advice):
    browser = door()
    sign_in(browser)

    assert advice in choose_password(browser, PASSWORD, new).error_at("new_password")


def test_the_present_password_is_asked_before_a_new_one(door):
    browser = door()
    sign_in(browser)

    assert choose_password(browser, WRONG, NEW).error_at("password")
    assert choose_password(browser, PASSWORD, NEW, "iets anders").error_at("new_password_confirm")


def test_sixty_posts_from_one_address_are_enough(browse, counting_posts):
    browser = browse()
    page = browser.open("/sign-in")

    answers = [browser.send(page, {"email": "", "password": ""}).status for _post in range(61)]

    assert answers[59:] == [200, 429]


@pytest.fixture
def counting_posts(monkeypatch):
    """The limits per address, set up as they are outside of tests."""
    storage = MemoryStorage()
    ready = {
        "_storage": storage,
        "_limiter": FixedWindowRateLimiter(storage),
        "_request_identifier": lambda: request.endpoint,
        "initialized": True,
        "enabled": True,
    }
    for attribute, value in ready.items():
        monkeypatch.setattr(limiter, attribute, value)


def test_somebody_without_a_password_does_not_come_in(browse):
    without = factories.worker(email="zonder@vlierland.example")
    browser = browse()
    browser.fill("/sign-in", {"email": without.email, "password": WRONG})

    assert name(browser) == "nobody"


@pytest.mark.parametrize("nonsense", ["\x00", "a" * 5000, "😀" * 20, "e\u0301" * 12])
def test_nonsense_as_a_password_is_only_a_wrong_try(door, nonsense):
    browser = door()

    assert sign_in(browser, "sanne", nonsense).status == 200
    assert name(browser) == "nobody"


def test_looking_at_the_page_for_a_code_signs_nobody_out(browse):
    browser = browse(factories.worker())

    browser.open("/sign-in/code")

    assert browser.open("/me").status == 200
