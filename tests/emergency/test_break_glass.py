"""A colleague reads a family in an emergency: four hours, nothing more than reading, and two people look at it (threat 9)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests import factories
from tests.fresh import long_here, proved
from tests.safety import census
from tests.safety.attack import TRACES, what_was_written
from tests.test_access import casus_routes, filled
from workbench import access
from workbench.access import Permission
from workbench.accounts.models import Role
from workbench.audit.models import AuditEntry
from workbench.emergency import rules
from workbench.emergency.models import EmergencyAccess
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail

NOW = datetime(2026, 6, 18, 20, 0, tzinfo=UTC)
WHY = "Oma belt: moeder is dronken en alleen met de kinderen."


@pytest.fixture(autouse=True)
def evening():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def open_it(browser, where, **answers):
    given = {"ref": where, "name": "kim jansma", "purpose": "on_call", "reason": WHY, "knows": "y"}
    return proved(browser).fill("emergency.new", {**given, **answers})


MAKERS = {
    "worker of the team": factories.worker,
    "supervisor of another team": lambda: factories.supervisor(team_id=2),
    "behavioural scientist of another team": lambda: factories.user(Role.BEHAVIOURAL_SCIENTIST, "Rachida Amrani", 2),
}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("who", MAKERS)
def test_a_family_is_read_and_nothing_is_changed(app, browse, casus, who):
    """Every route of a casus: what reading opens is open, all else is refused, and each page is noted as an emergency."""
    user = MAKERS[who]()
    browser = browse(user)
    assert browser.open("overview.casus", ref=casus.ref).status == 404
    page = open_it(browser, casus.ref.upper()[:4] + " " + casus.ref[4:])
    assert "Noodinzage" in page.words
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    reading = {Permission.SEE_CASUS, Permission.SEE_DRAFT, Permission.SEE_CONTACTS, Permission.SEE_ANSWERS}
    opened = 0
    with what_was_written() as written:
        for endpoint, rule, methods in casus_routes(app):
            may_read = app.view_functions[endpoint].access in reading
            for method in methods:
                data = {"csrf_token": token, "x": "1"} if method == "POST" else None
                answer = browser.request(method, filled(rule, casus.ref), data=data, follow=False)
                if method == "GET" and may_read:
                    assert answer.status in (200, 404), rule  # 404: a record that is not there
                    assert "attachment" not in answer.headers.get("Content-Disposition", "")
                    assert "Wilgenpad" not in answer.text_source, rule
                    opened += answer.status == 200
                else:
                    assert answer.status == 403, (method, rule)
    assert opened > 15
    assert written <= TRACES
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == user.id, AuditEntry.event == "page read"))
        assert {one.checks for one in entries if one.chain == casus.id} == {"TF-T"}


def test_who_may_not_open_one(app, browse, casus):
    for who in (factories.administrator(), factories.privacy_officer()):
        assert browse(who).open("emergency.new").status == 403
    assert "al zien" in open_it(browse(factories.worker_of(casus)), casus.ref).error_at("ref")
    assert long_here(browse(factories.worker())).open("emergency.new").heading == "Bent u het?"


def test_the_answer_is_the_same_whatever_is_wrong_and_the_door_shuts(app, browse, casus, evening):
    joyce = factories.worker()
    browser = browse(joyce)
    tries = [open_it(browser, *one) for one in ((casus.ref,), ("zzzzzzzz",))]
    wrong_name = open_it(browser, casus.ref, name="Bas de Wit")
    nowhere = open_it(browser, "zzzzzzzz", name="Bas de Wit")
    assert tries[0].heading == casus.name
    assert wrong_name.error_at("ref") == nowhere.error_at("ref") == tries[1].error_at("ref") != ""
    for _nr in range(2):
        open_it(browser, "zzzzzzzz")
    shut = open_it(browser, casus.ref)
    assert "vijf keer" in shut.words and shut.heading != casus.name
    evening.shift(timedelta(minutes=61))
    assert open_it(browse(joyce), casus.ref).heading == casus.name


@pytest.mark.parametrize(
    ("field", "value"), [("reason", "nodig"), ("reason", ""), ("name", " "), ("purpose", None), ("knows", None), ("ref", "")]
)
def test_what_is_missing_is_said_beside_its_field(browse, casus, field, value):
    page = open_it(browse(factories.worker()), casus.ref, **{field: value})

    assert page.error_at(field)


def test_it_ends_after_four_hours_in_the_next_request_and_by_hand(browse, casus, evening):
    joyce = factories.worker()
    page = open_it(browse(joyce), casus.ref)
    assert "4 uur en 0 minuten" in page.words
    evening.shift(timedelta(hours=3, minutes=59))
    browser = browse(joyce)
    assert "0 uur en 1 minuten" in browser.open("goals.index", ref=casus.ref).words
    evening.shift(timedelta(minutes=1))
    assert browser.open("goals.index", ref=casus.ref).status == 404

    again = open_it(browser, casus.ref)
    browser.send(again, {}, action=next(a for a in again.tree.xpath("//form/@action") if a.endswith("/close")))
    assert browser.open("overview.casus", ref=casus.ref).status == 404
    assert casus.ref in browser.open("emergency.index").words


def test_break_glass_notifies(app, browse, casus, monkeypatch):
    """At once: a mail without content, a line on Vandaag for the supervisor and the privacy officer, and a sign-off by both."""
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
    officer, elsewhere = factories.privacy_officer(), factories.supervisor(team_id=2)
    henk, joyce = factories.supervisor_of(casus), factories.worker(name="Joyce Tromp")
    assert "noodinzage" not in browse(officer).open("/").words
    open_it(browse(joyce), casus.ref)
    with app.app_context():
        told = set(db.session.scalars(select(OutgoingMail.user_id)))
        opened = db.session.scalars(select(EmergencyAccess)).one().id
    assert told == {henk.id, officer.id}
    assert "Beoordeel een noodinzage" not in browse(elsewhere).open("/").words
    assert browse(elsewhere).open("emergency.look", access_id=opened).status == 404
    for who, named in ((henk, True), (officer, False)):
        browser = browse(who)
        assert "Beoordeel een noodinzage" in browser.open("/").words
        page = browser.open("emergency.look", access_id=opened)
        assert WHY in page.words and "Joyce Tromp" in page.words
        assert (casus.name in page.words) is named
        assert browser.send(page, {"judgement": "unjustified"}).error_at("remark")
        browser.send(page, {"judgement": "talk", "remark": "Morgen bellen."})
        assert "Beoordeel een noodinzage" not in browser.open("/").words
        done = browser.fill("emergency.look", {"judgement": "justified", "remark": ""}, access_id=opened)
        assert "terecht" in done.words
    with app.app_context():
        seats = db.session.scalars(select(AuditEntry.detail).where(AuditEntry.event == "emergency access looked at"))
        assert {one["seat"] for one in seats} == {"supervisor", "privacy_officer"}


def test_nobody_judges_the_own_emergency(app, browse):
    mine = factories.supervisor(team_id=2)
    other = factories.casus(team_id=2)
    with app.app_context():
        moment = {"opened_at": NOW, "until": NOW + rules.LASTS, "purpose": "other", "reason": WHY}
        db.session.add(EmergencyAccess(casus_id=other.id, user_id=mine.id, **moment))
        db.session.commit()
        number = db.session.scalars(select(EmergencyAccess.id)).one()

    assert browse(mine).open("emergency.look", access_id=number).status == 404


def test_without_its_end_the_glass_would_stay_broken(browse, casus, evening, monkeypatch):
    """The negative control of four hours: were nobody asked whether it ended, the page would stay open."""
    joyce = factories.worker()
    open_it(browse(joyce), casus.ref)
    evening.shift(timedelta(hours=5))
    browser = browse(joyce)
    closed = browser.open("overview.casus", ref=casus.ref).status
    ways = [*access.POLICY[Permission.SEE_CASUS], [access.makes_plans]]
    monkeypatch.setitem(access.POLICY, Permission.SEE_CASUS, ways)

    assert (closed, browser.open("overview.casus", ref=casus.ref).status) == (404, 200)


@pytest.mark.only_on("sqlite")
def test_a_secret_place_of_the_demo_is_met_by_nobody_who_reads_in_an_emergency(app, browse):
    demo = census.load(app)
    with app.app_context():
        lotte = next(one for one in demo.people() if one.last_name and one.in_family)
    browser = browse(demo.staff["joyce"])
    page = open_it(browser, demo.ref, name=lotte.full_name)
    assert page.status == 200 and "Noodinzage" in page.words
    found = census.as_staff("joyce", browser, census.addresses(demo, most=2), census.PLACES)

    assert [one for one in found if "/map/" not in one.where] == []  # a note of harm, that colleagues in the casus read too


@pytest.mark.parametrize(
    ("typed", "holds"),
    [("kim  JANSMA", True), ("Kim Jánsma", True), ("Kim-Jansma", True), ("Kim", False), ("Jansma", False), ("", False)],
)
def test_a_name_is_a_whole_name_however_it_is_typed(typed, holds):
    assert rules.is_one_of(typed, ["Kim Jansma", "Noa Jansma"]) is holds
