"""Somebody is told of a new browser, of wrong tries and of another factor; in a mail that says nothing (ASVS 6.3.5, 6.3.7)."""

import json
from datetime import timedelta

import pytest

from tests.accounts.conftest import NEW, PASSWORD, WRONG, choose_password, name, reset_factor, sign_in
from tests.accounts.passkey import Key
from workbench.accounts import browsers, lockout, notices, operations
from workbench.accounts.models import KnownBrowser
from workbench.extensions import db
from workbench.outbox.models import MailKind, OutgoingMail
from workbench.upkeep import reminders


@pytest.fixture
def mail(app, monkeypatch, tmp_path):
    """mail() is whom was told what since the last time."""
    monkeypatch.setitem(app.config, "MAIL_URL", f"file://{tmp_path}")
    seen = set()

    def new():
        with app.app_context():
            asked = db.select(OutgoingMail).where(OutgoingMail.kind == MailKind.ACCOUNT).order_by(OutgoingMail.id)
            found = [one for one in db.session.scalars(asked) if one.id not in seen]
            seen.update(one.id for one in found)
        return [(one.address.partition("@")[0], one.key.split(":")[2]) for one in found]

    return new


def test_a_new_browser_is_told_and_the_first_and_the_known_ones_are_not(door, mail):
    laptop, phone = door(), door()
    sign_in(laptop)
    assert mail() == [], "somebody's first browser is no news"
    sign_in(phone)
    assert mail() == [("sanne", "browser")]

    for known in (laptop, phone):
        known.send(known.open("/me"), {}, action="/sign-out")
        sign_in(known)
    assert mail() == []

    phone.send(phone.open("/me"), {}, action="/sign-out")
    sign_in(phone, "mehmet")
    assert mail() == [], "the first of Mehmet, also where Sanne was before"


def test_the_mark_of_a_browser_says_nothing_and_lies_nowhere(app, door):
    browser = door()
    browser.client.set_cookie("werkbank-browser", "a mark somebody chose")
    answer = sign_in(browser, follow=False)

    mark = browser.client.get_cookie("werkbank-browser").value
    assert browsers.TOKEN.fullmatch(mark)
    [set_cookie] = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("werkbank-browser")]
    assert all(part in set_cookie for part in ("HttpOnly", "SameSite=Lax", "Path=/"))
    with app.app_context():
        assert mark not in str(db.session.execute(db.select(KnownBrowser.__table__)).all())


def test_a_browser_of_more_than_a_year_ago_is_new_again(door, mail, clock):
    here, old = door(), door()
    sign_in(old), sign_in(here)
    clock.shift(browsers.REMEMBERED / 2)
    sign_in(here)
    clock.shift(browsers.REMEMBERED / 2 + timedelta(days=1))
    mail()

    sign_in(old)
    assert mail() == [("sanne", "browser")]


def test_another_way_in_is_told_and_signs_out_every_other_browser(door, mail, change, staff):
    here, other = door(), door()
    sign_in(other), sign_in(here)
    mail()
    page = here.fill("/me/passkeys", {"name": "sleutel"})
    here.send(page, {"credential": Key().create(json.loads(page.form().get("data-options")))})
    assert mail() == [("sanne", "factor")]
    assert (name(here), name(other)) == ("Sanne Verbeek", "nobody")

    sign_in(other)
    choose_password(here, PASSWORD, NEW)
    assert mail() == [("sanne", "password")]
    assert (name(here), name(other)) == ("Sanne Verbeek", "nobody")

    change(reset_factor, "mehmet")
    change(operations.new_start_password, "mehmet")
    assert mail() == [("mehmet", "factor"), ("mehmet", "password")]


def test_guessing_is_told_once_a_day_and_not_at_the_door(app, door, mail):
    for _try in range(lockout.FREE_TRIES + 2):
        sign_in(door(), "sanne", WRONG)
    for _try in range(lockout.FREE_TRIES - 1):
        sign_in(door(), "mehmet", WRONG)
    assert mail() == [], "at the door it would take longer for who has an account"

    for _run in range(2):
        with app.app_context():
            reminders.tell_of_tries()
            db.session.commit()
    assert mail() == [("sanne", "tries")]


def test_where_nobody_carries_mail_nothing_is_written_and_nothing_fails(app, door, monkeypatch, mail):
    monkeypatch.setitem(app.config, "MAIL_URL", "")
    sign_in(door()), sign_in(door())
    assert mail() == []

    monkeypatch.setitem(app.config, "MAIL_URL", "file:///x")
    monkeypatch.setattr(notices, "carriers", [])  # the control: it is the carrier that writes
    sign_in(door())
    assert mail() == []


def test_the_own_page_says_what_happened_and_whether_one_did_it_oneself(door, change):
    browser = door()
    sign_in(browser)
    change(operations.end_sessions, "mehmet")
    change(operations.enable_user, "sanne")
    happened = browser.open("/me").items("Wat er met uw account gebeurde")

    assert [line.partition("uur: ")[2] for line in happened] == ["iemand anders opende een account weer", "u logde in"]
