"""Before something grave the second factor is asked again: nothing typed is lost, and without it nothing happens."""

import json
from datetime import timedelta

import pytest

from tests import factories
from tests.accounts.conftest import App, name
from tests.accounts.passkey import Key
from tests.accounts.test_passkeys import add
from tests.test_access import filled, routes
from workbench import access
from workbench.accounts import lockout, proof
from workbench.accounts.models import Role, User
from workbench.audit.models import AuditEntry
from workbench.extensions import db

LONG_AGO = proof.FRESH + timedelta(seconds=1)
IS_IT_YOU = "Bent u het?"


@pytest.fixture
def with_app(app):
    """with_app(user) gives somebody an authenticator app, and is that app."""

    def give(user):
        with app.app_context():
            totp = app.extensions["security"].totp_factory
            secret = totp.generate_totp_secret()
            found = db.session.get(User, user.id)
            found.tf_primary_method, found.tf_totp_secret, found.mf_recovery_codes = "authenticator", secret, ["x"]
            db.session.commit()
            phone = App.__new__(App)
            phone.totp = totp._totp.from_source(secret)
        return phone

    return give


@pytest.fixture
def secret(app):
    """A family with an address that is protected, and its worker."""
    casus = factories.casus()
    kim = factories.person(casus)
    factories.contact_point(kim, "Wilgenpad 7", protected=True)
    return casus, kim, factories.worker_of(casus)


def reveal(browser, casus, kim):
    why = {"purpose": "call", "reason": "Kim vroeg of ik terugbel."}
    return browser.fill("casus.reveal", why, ref=casus.ref, person_id=kim.id)


def events(app, start="proof"):
    with app.app_context():
        asked = db.select(AuditEntry.event).where(AuditEntry.event.startswith(start)).order_by(AuditEntry.id)
        return list(db.session.scalars(asked))


@pytest.fixture
def stale(browse, secret, with_app, clock):
    """The worker's app, and a browser in which the last proof is too old."""
    opened = with_app(secret[2]), browse(secret[2])
    clock.shift(LONG_AGO)
    return opened


def test_a_secret_address_is_shown_after_the_code_of_the_app_and_then_for_five_minutes(app, secret, stale, clock):
    casus, kim, _sanne = secret
    phone, browser = stale

    asked = reveal(browser, casus, kim)
    assert asked.heading == IS_IT_YOU
    assert "Wilgenpad" not in asked.text_source
    assert events(app, "protected") == [], "who has not shown who it is, has not looked"
    wrong = browser.send(asked, {proof.GIVEN: "000000"})
    assert (wrong.heading, bool(wrong.error_at(proof.GIVEN))) == (IS_IT_YOU, True)
    assert "Wilgenpad" not in wrong.text_source
    shown = browser.send(wrong, {proof.GIVEN: phone.code})
    assert "Wilgenpad 7" in shown.words

    clock.shift(timedelta(minutes=4))
    assert "Wilgenpad 7" in reveal(browser, casus, kim).words
    clock.shift(timedelta(minutes=2))
    assert reveal(browser, casus, kim).heading == IS_IT_YOU, "going on does not make a proof younger"
    assert events(app) == ["proof refused", "proof given"]


def test_a_code_that_was_seen_being_typed_opens_nothing_more(browse, secret, stale, clock):
    casus, kim, sanne = secret
    (phone, browser), thief = stale, browse(sanne)
    clock.shift(LONG_AGO)
    browser.send(reveal(browser, casus, kim), {proof.GIVEN: phone.code})

    assert thief.send(reveal(thief, casus, kim), {proof.GIVEN: phone.code}).heading == IS_IT_YOU
    for _try in range(lockout.FREE_TRIES):
        thief.send(reveal(thief, casus, kim), {proof.GIVEN: "123456"})
    clock.shift(timedelta(seconds=31))
    assert thief.send(reveal(thief, casus, kim), {proof.GIVEN: phone.code}).heading == IS_IT_YOU, "guessing makes one wait"


def test_in_the_demo_nobody_is_asked_at_every_look_but_who_has_a_factor(browse, secret, with_app, clock):
    casus, kim, sanne = secret
    browser = browse(sanne)
    clock.shift(LONG_AGO)
    assert "Wilgenpad 7" in reveal(browser, casus, kim).words

    with_app(sanne)
    assert reveal(browser, casus, kim).heading == IS_IT_YOU


def test_what_was_filled_in_comes_along_and_is_done_once(app, browse, with_app, clock):
    office = factories.administrator()
    phone, browser = with_app(office), browse(office)
    clock.shift(LONG_AGO)
    answers = {"name": "Nora  Smit & <zn>", "email": "nora@vlierland.example", "role": "worker", "team_id": "1"}

    asked = browser.fill("/users/add", answers)
    assert asked.heading == IS_IT_YOU
    with app.app_context():
        assert db.session.scalar(db.select(User).where(User.email == answers["email"])) is None
    made = browser.send(asked, {proof.GIVEN: f" {phone.code[:3]} {phone.code[3:]}"})

    assert "Nora Smit & <zn>" in made.heading
    with app.app_context():
        assert db.session.scalar(db.select(User.role).where(User.email == answers["email"])) is Role.WORKER


def test_a_passkey_is_a_proof_and_that_of_a_colleague_is_not(app, door, browse, staff, clock):
    office, sanne = browse(staff["beheer"]), browse(staff["sanne"])
    mine, theirs = Key(), Key()
    add(office, mine)
    add(sanne, theirs)
    clock.shift(LONG_AGO)
    address = f"/users/{staff['mehmet'].id}/"

    asked = office.send(office.open(address), {}, action=f"{address}disable")
    assert "Met uw passkey" in asked.words
    assert not asked.tree.xpath("//input[@type='password']"), "who has a passkey is not asked for something weaker"
    options = json.loads(asked.form().get("data-options"))
    assert office.send(asked, {proof.GIVEN: "samen-veilig-2026"}).heading == IS_IT_YOU, "nor may it be given"
    for key in (theirs, Key()):
        assert office.send(asked, {proof.BY_PASSKEY: key.get(options)}).heading == IS_IT_YOU
    assert office.send(asked, {proof.BY_PASSKEY: "{}"}).heading == IS_IT_YOU
    done = office.send(asked, {proof.BY_PASSKEY: mine.get(options)})

    assert "gesloten" in done.words
    with app.app_context():
        assert not db.session.get(User, staff["mehmet"].id).active


def test_who_has_no_factor_yet_gives_the_password_before_the_app_is_set_up(browse, staff, clock):
    browser = browse(staff["sanne"])
    assert browser.open("/me/second-factor").heading == "Uw app instellen"
    clock.shift(LONG_AGO)

    for page in ("/me/second-factor", "/me/passkeys", "/me/recovery-codes"):
        asked = browser.open(page)
        assert asked.heading == IS_IT_YOU
    asked = browser.send(asked, {proof.GIVEN: "niet-het-wachtwoord"})
    assert asked.error_at(proof.GIVEN)
    arrived = browser.send(asked, {proof.GIVEN: "samen-veilig-2026"})

    assert arrived.address == "/me/recovery-codes"


def test_the_way_on_after_a_proof_stays_in_this_house(browse, staff):
    assert browse(staff["sanne"]).open("/me/confirm?next=//evil.example/x", follow=False).headers["Location"] == "/"


def test_a_proof_without_a_session_opens_nothing(browse, staff):
    browser = browse()
    page = browser.open("/sign-in")

    browser.request("POST", "/users/add", data={**page.fields().to_dict(), proof.GIVEN: "samen-veilig-2026"})

    assert name(browser) == "nobody"


def grave_routes(app):
    """Every change under a permission that asks for a proof."""
    posts = {(r.endpoint, r.rule) for r in app.url_map.iter_rules() if "POST" in r.methods}
    asking = {name for name, view in app.view_functions.items() if getattr(view, "access", None) in access.ASKS_PROOF}
    return [one for one in routes(app) if one in posts and one[0] in asking]


def unasked(app, browse, who, casus, grave):
    """The changes that somebody with an old proof gets done without being asked."""
    found = []
    for endpoint, rule in grave:
        browser = browse(who[app.view_functions[endpoint].access])
        token = browser.open("/me").fields()["csrf_token"]
        answer = browser.request("POST", filled(rule, casus.ref), data={"csrf_token": token}, follow=False)
        if answer.heading != IS_IT_YOU:
            found.append(endpoint)
    return found


def test_every_grave_change_asks_and_without_the_table_none_would(app, browse, secret, with_app, monkeypatch):
    casus, _kim, sanne = secret
    office = factories.administrator()
    who = dict.fromkeys(access.ASKS_PROOF, office) | {access.Permission.REVEAL_PROTECTED: sanne}
    with_app(sanne), with_app(office)
    monkeypatch.setattr(proof, "FRESH", timedelta(0))
    grave = grave_routes(app)

    assert len(grave) >= 8
    assert unasked(app, browse, who, casus, grave) == []
    one = [(endpoint, rule) for endpoint, rule in grave if endpoint == "casus.reveal"]
    monkeypatch.setattr(access, "ASKS_PROOF", {})
    assert unasked(app, browse, who, casus, one) == ["casus.reveal"], "the control: the table is what asks"


def test_the_whole_report_of_a_family_is_not_left_to_an_open_screen(browse, secret, with_app, clock):
    casus, _kim, sanne = secret
    with_app(sanne)
    supervisor = factories.supervisor_of(casus)
    with_app(supervisor)
    browsers = browse(sanne), browse(supervisor)
    clock.shift(LONG_AGO)

    assert browsers[0].fill("coverage.index", {}, ref=casus.ref).heading == IS_IT_YOU
    token = browsers[1].open("/me").fields()["csrf_token"]
    assert browsers[1].request("POST", "/team/coverage", data={"csrf_token": token}).heading == IS_IT_YOU


