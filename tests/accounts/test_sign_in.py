"""Coming in: the right person does, nobody learns anything, and guessing gets slower for one account only."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.accounts.conftest import Visitor, person
from workbench.accounts import lockout, operations
from workbench.accounts.forms import NOT_RIGHT
from workbench.accounts.models import Role
from workbench.extensions import db

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WRONG = "niet-het-wachtwoord"


def test_sanne_comes_in_with_her_address_and_password(visitor):
    assert visitor.sign_in().status_code == 302
    assert visitor.name == "Sanne Verbeek"


def test_capitals_and_spaces_around_the_address_do_not_matter(visitor):
    visitor.post("/sign-in", email=" Sanne@Vlierland.example ", password=operations.DEMO_PASSWORD)

    assert visitor.name == "Sanne Verbeek"


def test_who_was_on_the_way_somewhere_arrives_there(visitor):
    refused = visitor.open("/casus/")
    arrived = visitor.post(
        refused.headers["Location"], email="sanne@vlierland.example", password=operations.DEMO_PASSWORD
    )

    assert arrived.headers["Location"].endswith("/casus/")


def test_a_way_to_another_site_is_not_followed(visitor):
    arrived = visitor.post(
        "/sign-in?next=https://evil.example/", email="sanne@vlierland.example", password=operations.DEMO_PASSWORD
    )

    assert "evil" not in arrived.headers["Location"]


@pytest.mark.parametrize("who", ["sanne", "niemand", "mehmet"], ids=["known", "unknown", "disabled"])
def test_the_answer_to_a_wrong_try_is_the_same_for_everyone(visitor, change, who):
    change(operations.disable_user, "mehmet")

    page = visitor.sign_in(who, operations.DEMO_PASSWORD if who == "mehmet" else WRONG)

    assert str(NOT_RIGHT) in page.text
    assert page.text.replace(f"{who}@", "x@") == Visitor.sign_in(visitor, "sanne", WRONG).text.replace("sanne@", "x@")


def test_an_unknown_address_costs_a_hash_as_well(visitor, app, monkeypatch):
    worked = []
    context = app.extensions["security"].pwd_context
    monkeypatch.setattr(context, "dummy_verify", lambda: worked.append("dummy"))

    visitor.sign_in("niemand", WRONG)

    assert worked == ["dummy"]


def test_after_five_wrong_tries_the_right_password_has_to_wait_too(app):
    with time_machine.travel(NOON, tick=False) as clock:
        visitor = Visitor(app)
        for _try in range(lockout.FREE_TRIES):
            visitor.sign_in("sanne", WRONG)
        visitor.sign_in("sanne")
        assert visitor.name == "nobody"

        clock.shift(timedelta(minutes=1, seconds=1))
        visitor.sign_in("sanne")
        assert visitor.name == "Sanne Verbeek"


def test_the_wait_grows_with_each_wrong_try(app):
    waits = []
    with time_machine.travel(NOON, tick=False) as clock, app.app_context():
        for _try in range(13):
            lockout.may_try("sanne@vlierland.example")
            until = db.session.scalar(db.text("SELECT locked_until FROM users WHERE email LIKE 'sanne%'"))
            if until:
                moment = datetime.fromisoformat(str(until)).replace(tzinfo=UTC)
                waits.append(round((moment - datetime.now(UTC)).total_seconds() / 60))
                clock.move_to(moment + timedelta(seconds=1))

    assert waits == [1, 2, 4, 8, 15, 30, 60, 60, 60]


def test_the_wait_is_for_one_account_and_not_for_everyone(app):
    for _try in range(lockout.FREE_TRIES + 3):
        Visitor(app).sign_in("sanne", WRONG)

    mehmet = Visitor(app)
    mehmet.sign_in("mehmet")

    assert mehmet.name == "Mehmet Kaya"


def test_four_wrong_tries_are_forgotten_after_a_right_one(app):
    for _round in range(2):
        for _try in range(lockout.FREE_TRIES - 1):
            Visitor(app).sign_in("sanne", WRONG)
        visitor = Visitor(app)
        visitor.sign_in("sanne")

        assert visitor.name == "Sanne Verbeek"


def test_fifty_tries_count_before_they_are_looked_at(app):
    with app.app_context():
        allowed = [lockout.may_try("sanne@vlierland.example") for _try in range(50)]

    assert allowed.count(True) == lockout.FREE_TRIES


@pytest.mark.parametrize("missing", ["email", "password"])
def test_an_empty_field_is_named_and_the_other_one_kept(visitor, missing):
    filled = {"email": "sanne@vlierland.example", "password": WRONG} | {missing: ""}

    page = visitor.post("/sign-in", **filled)

    assert page.status_code == 200
    assert "Fill this in." in page.text


@pytest.mark.parametrize(
    "nonsense",
    ["\x00", "a" * 5000, "<script>", "naam@" + "x" * 300, "\ud83d@x.nl".encode("utf-16", "surrogatepass").hex()],
)
def test_nonsense_as_an_address_is_only_a_wrong_try(visitor, nonsense):
    assert visitor.post("/sign-in", email=nonsense, password=nonsense).status_code == 200


def test_nobody_is_remembered_by_a_box_that_is_not_there(visitor):
    visitor.post("/sign-in", email="sanne@vlierland.example", password=operations.DEMO_PASSWORD, remember="y")

    assert visitor.client.get_cookie("remember_token") is None


def test_json_is_refused_at_the_door(visitor):
    assert visitor.open("/sign-in", method="POST", data="[1]", content_type="application/json").status_code == 415


def test_the_rescue_page_that_would_send_mail_is_closed(visitor):
    assert visitor.open("/sign-in/rescue").status_code == 404


def test_sixty_posts_from_one_address_are_enough(app, visitor):
    answers = [visitor.sign_in("niemand", WRONG).status_code for _post in range(61)]

    assert answers[59] == 200
    assert answers[60] == 429


def test_a_start_password_is_changed_before_anything_else(app, visitor):
    with app.app_context():
        _user, start = operations.add_user("nora@vlierland.example", "Nora Smit", Role.WORKER, by=person("beheer"))
        db.session.commit()

    visitor.sign_in("nora", start)
    assert visitor.open("/casus/").headers["Location"] == "/me/password"

    visitor.post("/me/password", password=start, new_password="een rustige dag", new_password_confirm="een rustige dag")
    assert visitor.open("/casus/").text == "eighteen families"


@pytest.mark.parametrize(
    ("new", "advice"),
    [
        ("kort", "at least 12"),
        ("wachtwoord-2026", "easy to guess"),
        ("sanne-verbeek-1", "easy to guess"),
        ("aaaaaaaaaaaaaa", "easy to guess"),
        (operations.DEMO_PASSWORD, "another password"),
    ],
)
def test_a_weak_new_password_is_refused_with_the_reason(visitor, new, advice):
    visitor.sign_in()

    page = visitor.post("/me/password", password=operations.DEMO_PASSWORD, new_password=new, new_password_confirm=new)

    assert advice in page.text
