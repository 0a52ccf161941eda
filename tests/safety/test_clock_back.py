"""The clock of the machine goes back an hour, or was a year ahead and is set right: what was over stays over (security.md F.12).

What is a fact (ended, used, withdrawn, locked) holds whatever the time. What is a term can last as much longer as the clock
went back and no more; a proof, a code that was sent and the screen of a participant do not last longer at all. The log keeps
the order in which things happened: test_clock_and_log.py.
"""

# ruff: noqa: F811 - fixtures of another folder

from datetime import timedelta

import flask_security
import pytest
from flask import g
from sqlalchemy import select, update

from tests import factories
from tests.reviews.conftest import enter, family  # noqa: F401 - fixtures
from tests.safety.moments import HOUR, NOON, SECOND, YEAR, at_noon, counted
from workbench import clock
from workbench.accounts import proof
from workbench.accounts.models import User, UserSession
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.emergency import operations as emergency
from workbench.emergency import queries as opened_by
from workbench.emergency import rules as emergency_rules
from workbench.emergency.models import EmergencyPurpose
from workbench.extensions import db
from workbench.reviews import alarms, codes, queries, rules, tokens
from workbench.reviews.models import Answer, Invitation, Outcome

TYPED = "Kim belt Marloes als zij trek heeft."
WHY = "Oma belt: moeder is dronken, ik rijd nu."


@pytest.fixture(scope="module")
def tally():
    yield from counted("F.12 time, the clock goes back", "0 faults: what is over stays over, the log holds")


@pytest.fixture(autouse=True)
def moved():
    with at_noon() as moved:
        yield moved


# --- who is signed in


def test_a_form_that_stands_open_is_still_taken_when_the_clock_goes_back(app, browse, moved, tally, monkeypatch):
    """Flask refuses a cookie that is signed ahead of its clock: everybody out, and what they typed gone."""
    casus = factories.casus()
    place, browser = f"/casus/{casus.ref}/signals/new", browse(factories.worker_of(casus))
    page = browser.open(place)

    moved.shift(-HOUR)
    tally.is_true(browser.send(page, {"content": TYPED}).status == 200, "the form is refused")
    tally.is_true(browser.open(place).address == place, "signed out")

    monkeypatch.setattr(app, "session_interface", type(app.session_interface).__mro__[1]())
    fresh = browse(factories.worker_of(casus))
    page = fresh.open(place)
    moved.shift(-HOUR)
    tally.control(fresh.send(page, {"content": TYPED}).status == 400, "Flask's own cookie")


def test_a_cookie_that_others_signed_or_that_is_too_old_opens_nothing(app, browse, moved, tally):
    browser = browse(factories.worker())
    name = app.config["SESSION_COOKIE_NAME"]
    right = browser.client.get_cookie(name).value
    browser.client.set_cookie(name, right[:-4] + "AAAA")
    moved.shift(-HOUR)
    tally.is_true(browser.open("/me", follow=False).status == 302, "a cookie of somebody else")
    browser.client.set_cookie(name, right)
    tally.is_true(browser.open("/me", follow=False).status == 200, "the right one")
    moved.shift(timedelta(days=32))
    tally.is_true(browser.open("/me", follow=False).status == 302, "an old one")


def test_who_signed_out_stays_out_when_the_clock_goes_back(app, browse, moved, tally):
    user = factories.worker()
    browser, other = browse(user), browse(user)
    other.client.set_cookie(app.config["SESSION_COOKIE_NAME"], browser.client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value)
    browser.send(browser.open("/me"), {}, action="/sign-out")

    moved.shift(-HOUR)
    tally.is_true(other.open("/me", follow=False).status == 302, "a session that ended lives again")


def test_a_screen_left_open_goes_dark_a_quarter_after_the_last_page_also_then(app, browse, moved, tally):
    """Being seen is written down anew once the clock went back: only a screen nobody touches lasts the hour longer."""
    browser = browse(factories.worker())
    moved.shift(-HOUR)
    tally.is_true(browser.open("/me", follow=False).status == 200, "thrown out")
    moved.shift(timedelta(minutes=15))
    tally.is_true(browser.open("/me", follow=False).status == 302, "it stays open")


def test_a_session_of_a_clock_that_was_a_year_ahead_is_over(app, browse, moved, tally):
    moved.shift(YEAR)
    browser = browse(factories.worker())
    tally.is_true(browser.open("/me", follow=False).status == 200, "a session")
    moved.move_to(NOON)
    tally.is_true(browser.open("/me", follow=False).status == 302, "it lasts a year")


# --- proofs and codes


def test_a_proof_of_who_is_there_is_worth_five_minutes_and_no_hour(app, moved, tally):
    with app.test_request_context():
        g.user_session = UserSession(proved_at=clock.now())
        tally.is_true(proof.is_fresh(), "just given")
        moved.shift(-HOUR)
        tally.is_true(not proof.is_fresh(), "an hour and five minutes")
        tally.control(g.user_session.proved_at > clock.now() - proof.FRESH, "only looking how old it is")


def test_flask_security_keeps_no_note_of_a_proof_in_the_cookie(app, browse, moved, tally):
    """It notes until when a proof counts. That note would count again for as long as the clock went back."""
    browser = browse(factories.worker())
    browser.open("/me/passkeys")
    with browser.client.session_transaction() as kept:
        tally.control("fs_gexp" in kept, "there is such a note")
    browser.open("/me")
    with browser.client.session_transaction() as kept:
        tally.is_true("fs_gexp" not in kept, "it stays in the cookie")
    moved.shift(-HOUR)
    tally.is_true(browser.open("/me/passkeys", follow=False).status == 302, "no proof is asked")


def test_a_code_of_the_authenticator_app_that_was_used_is_never_right_again(app, moved, tally):
    who = factories.worker()
    with app.test_request_context():
        totp, user = flask_security.utils._security.totp_factory, db.session.get(User, who.id)
        secret = totp.generate_totp_secret()

        def code():
            return totp._totp.from_source(secret).generate().token

        def works(typed):
            return totp.verify_totp(token=typed, totp_secret=secret, user=user, window=1)

        used = code()
        tally.is_true(works(used), "a right code")
        moved.shift(-HOUR)
        earlier = code()
        tally.is_true(not works(earlier), "a code of the hour that was")
        moved.move_to(NOON)
        tally.is_true(not works(used), "the code that was used, when its time comes again")
        moved.shift(timedelta(seconds=90))
        tally.is_true(works(code()), "the next one")

        moved.move_to(NOON)
        db.session.execute(update(User).values(last_totp_step=0))
        tally.control(works(used), "without the last step it works twice")


def test_a_code_that_was_sent_is_over_when_the_clock_goes_back(family, moved, tally):
    token = family.invite()[0].removeprefix("/o/")

    def send(_casus):
        link = db.session.scalars(db.select(Invitation)).one()
        link.code_hash, link.code_until = tokens.hash_code("482913"), clock.now() + rules.SENT_LIFE

    family.run(send)
    moved.shift(-HOUR)
    tally.is_true(family.run(lambda _casus: codes.enter(token, "482 913")) is None, "it works for an hour and ten minutes")
    tally.control(family.rows(Invitation)[0].code_until > clock.now(), "only looking whether it is over")
    moved.shift(HOUR)
    tally.is_true(family.run(lambda _casus: codes.enter(token, "482 913")) is not None, "and in its own ten minutes it works")


# --- personal links


def test_the_screen_of_a_participant_asks_for_the_code_again(family, enter, moved, tally):
    path, code = family.invite()
    browser = enter(path, code)
    tally.is_true(browser.open("/o/afspraken").status == 200, "in")

    moved.shift(-HOUR)
    tally.is_true(browser.open("/o/afspraken", follow=False).status == 403, "it stays open an hour longer")
    tally.is_true(enter(path, code).page.address == "/o/afspraken", "the code on paper opens it again")


def test_a_link_that_was_withdrawn_or_locked_stays_so(family, moved, tally):
    family.invite()
    for ended in ({"revoked_at": clock.now()}, {"revoked_at": None, "locked_at": clock.now()}):
        family.run(lambda _casus, ended=ended: db.session.execute(update(Invitation).values(**ended)))
        moved.shift(-HOUR)
        (link,) = family.rows(Invitation)
        tally.is_true(rules.state_of(link, clock.now()).value in ("revoked", "locked"), "it lives again")
        moved.move_to(NOON)


def test_a_link_lasts_no_longer_than_the_clock_went_back(family, moved, tally):
    family.invite()
    (link,) = family.rows(Invitation)
    moved.shift(-HOUR)
    tally.is_true(link.expires_at - clock.now() == timedelta(days=14) + HOUR, "longer than the hour")
    moved.move_to(link.expires_at)
    tally.is_true(rules.state_of(link, clock.now()) is rules.LinkState.EXPIRED, "it does not end")


def test_who_agreed_before_somebody_objected_hears_of_it_whatever_the_clock_said(tally):
    agreed = Answer(id=1, person_id=1, outcome=Outcome.AGREE, answered_at=NOON)
    against = Answer(id=2, person_id=2, outcome=Outcome.DISAGREE, answered_at=NOON - HOUR)
    tally.is_true(queries.who_must_hear([against, agreed]) == [1], "nobody hears")
    tally.control(max(agreed, against, key=lambda one: one.answered_at) is agreed, "by the clock the objection came first")


def test_an_alarm_about_links_is_not_silent_after_a_clock_that_was_ahead(app, moved, tally):
    with app.test_request_context():
        for moment in (NOON + YEAR, NOON, NOON):
            moved.move_to(moment)
            alarms.raise_once("many codes", clock.now())
            db.session.commit()
        moments = list(db.session.scalars(select(AuditEntry.at).order_by(AuditEntry.id)))
    tally.is_true(moments == [NOON + YEAR, NOON], f"no alarm for a year, or one each time: {moments}")
    tally.control(max(moments) > NOON, "by the last moment there was an alarm lately")


# --- emergency access


def open_in_an_emergency(app, casus, who):
    with app.test_request_context():
        found, me = db.session.get_one(Casus, casus.id), db.session.get_one(User, who.id)
        opened = emergency.open_casus(found, by=me, purpose=EmergencyPurpose.ON_CALL, reason=WHY)
        db.session.commit()
        return opened.id


def is_open(app, casus, who):
    with app.app_context():
        return opened_by.open_access(casus.id, who.id) is not None


def test_emergency_access_lasts_no_longer_than_the_clock_went_back(app, moved, tally):
    casus, who = factories.casus(), factories.worker()
    open_in_an_emergency(app, casus, who)
    moved.shift(-HOUR)
    tally.is_true(is_open(app, casus, who), "who needs it now is put out")
    moved.move_to(NOON + emergency_rules.LASTS - SECOND)
    tally.is_true(is_open(app, casus, who), "too short")
    moved.move_to(NOON + emergency_rules.LASTS)
    tally.is_true(not is_open(app, casus, who), "too long")
    moved.move_to(NOON - YEAR)
    tally.is_true(not is_open(app, casus, who), "a year")


def test_what_was_closed_by_hand_stays_closed(app, moved, tally):
    casus, who = factories.casus(), factories.worker()
    number = open_in_an_emergency(app, casus, who)
    with app.test_request_context():
        opened = db.session.get(opened_by.EmergencyAccess, number)
        emergency.close(opened, db.session.get_one(Casus, casus.id), by=db.session.get_one(User, who.id))
        db.session.commit()
    moved.shift(-HOUR)
    tally.is_true(not is_open(app, casus, who), "it opens again")


def test_who_looks_afterwards_sees_what_was_read_after_the_clock_went_back(app, browse, moved, tally):
    casus, who, officer = factories.casus(), factories.worker(), factories.privacy_officer()
    number = open_in_an_emergency(app, casus, who)
    moved.shift(-HOUR)
    browse(who).open("goals.index", ref=casus.ref)
    with app.test_request_context():
        one = opened_by.one_to_look_at(officer, number)
        read = [entry for entry, _who in opened_by.what_was_read(one)]
        tally.is_true("page read" in [entry.event for entry in read], "what was read is not shown")
        tally.control(all(entry.at < one.access.opened_at for entry in read if entry.event == "page read"), "by the clock")
