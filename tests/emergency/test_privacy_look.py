"""The privacy officer reads a family with a purpose and a reason: four hours, no addresses, no draft, no papers (C.2: R)."""

import os
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select

from tests import factories
from tests.fresh import long_here, proved
from tests.safety import census
from tests.safety.attack import TRACES, what_was_written
from tests.test_access import casus_routes, filled
from workbench import access
from workbench.access import POLICY, Permission, allows
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, ContactPoint
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail
from workbench.plans.models import PlanKind, PlanStatus, PlanVersion
from workbench.plans.operations import freeze

pytestmark = pytest.mark.only_on("sqlite")  # no statement of its own: what people see and may do

NOW = datetime(2026, 6, 18, 10, 0, tzinfo=UTC)
WHY = "Moeder vraagt wie het dossier in mei las."
EVERY = 1 if os.environ.get("WORKBENCH_RIGHTS") == "all" else 25
OPENS = {Permission.SEE_CASUS, Permission.SEE_ANSWERS, Permission.SEE_LOG}
ALSO = {Permission.SEE_FILE_RIGHTS, Permission.RELEASE_FILE, Permission.DECIDE_DELETION, Permission.KEEP_FILE}


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def look_into(browser, ref, **answers):
    return proved(browser).fill("emergency.privacy", {"ref": ref, "purpose": "complaint", "reason": WHY, **answers})


def test_exactly_what_the_table_gives_a_privacy_officer_opens(context, casus):
    """Security.md C.2, column FG: the rows with an R and no others; the control: as nobody who looked, none of them."""
    officer, found = factories.privacy_officer(), db.session.get(Casus, casus.id)
    before = {one for one in Permission if allows(officer, one, found)}
    found.emergency_of = officer.id

    assert {one for one in Permission if allows(officer, one, found)} - before == OPENS
    assert not OPENS & before
    for stranger in (factories.administrator(), factories.worker()):
        assert not allows(stranger, Permission.SEE_CASUS, found)


def test_a_family_is_read_without_addresses_and_nothing_is_changed(app, browse, casus):
    officer = factories.privacy_officer()
    browser = browse(officer)
    assert browser.open("overview.casus", ref=casus.ref).status == 404
    page = look_into(browser, casus.ref.upper())
    assert "Inzage voor de privacy" in page.words and "Kim" in browser.open("casus.family", ref=casus.ref).words
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    opened, faults = set(), []
    with what_was_written() as written:
        for nr, (endpoint, rule, methods) in enumerate(casus_routes(app)):
            permission = app.view_functions[endpoint].access
            page_of_casus = permission in OPENS and "GET" in methods and "<id:" not in rule
            if permission in ALSO or not (page_of_casus or nr % EVERY == 0):
                continue
            for method in methods:
                data = {"csrf_token": token, "x": "1"} if method == "POST" else None
                answer = browser.request(method, filled(rule, casus.ref), data=data, follow=False)
                reads = method == "GET" and permission in OPENS
                right = ((200,) if page_of_casus else (200, 404)) if reads else (403,)
                faults += [] if answer.status in right else [(method, rule, answer.status)]
                faults += [rule for secret in ("Wilgenpad", "088 000 07 43") if secret in answer.text_source]
                opened |= {endpoint} if answer.status == 200 else set()
    assert faults == []
    assert opened >= {"casus.family", "overview.casus", "audit.index", "reviews.index", "goals.index"}
    assert written <= TRACES
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == officer.id, AuditEntry.chain == casus.id))
        assert {one.checks for one in entries if one.event == "page read"} == {"TF-F"}


def test_it_asks_for_a_reason_and_a_fresh_proof_and_only_of_the_privacy_officer(browse, casus):
    browser = browse(factories.privacy_officer())
    for field, value in (("reason", "nodig"), ("purpose", None), ("purpose", "on_call"), ("ref", "zzzzzzzz"), ("ref", "")):
        assert look_into(browser, **{"ref": casus.ref, field: value}).error_at(field), field
    asked = long_here(browser).fill("emergency.privacy", {"ref": casus.ref, "purpose": "complaint", "reason": WHY})
    assert asked.heading == "Bent u het?"
    for who in (factories.administrator(), factories.worker(), factories.supervisor_of(casus)):
        assert browse(who).open("emergency.privacy").status == 403


def test_it_ends_after_four_hours_and_the_supervisor_looks_at_it(app, browse, casus, morning, monkeypatch):
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
    officer, henk = factories.privacy_officer(), factories.supervisor_of(casus)
    look_into(browse(officer), casus.ref)
    with app.app_context():
        assert set(db.session.scalars(select(OutgoingMail.user_id))) == {henk.id}
    browser = browse(henk)
    assert "Beoordeel een noodinzage" in browser.open("/").words
    assert "klaagde" in browser.open("emergency.looks").words
    month = browser.open("log_review.month", team_id=1, month="2026-06").words
    assert "Gelezen door de functionaris" in month and "Nobody should" not in month
    morning.shift(timedelta(hours=4))
    assert browse(officer).open("overview.casus", ref=casus.ref).status == 404

    again = look_into(browse(officer), casus.ref)
    closing = browse(officer)
    page = closing.open("emergency.privacy")
    assert casus.ref in page.words and again.status == 200
    closing.send(page, {}, action=next(a for a in page.tree.xpath("//form/@action") if a.endswith("/close")))
    assert closing.open("overview.casus", ref=casus.ref).status == 404


def test_without_the_look_being_asked_for_the_officer_would_read_every_family(browse, casus, monkeypatch):
    """The negative control of the way in: with the rule that asks who looked left out, the page opens."""
    browser = browse(factories.privacy_officer())
    closed = browser.open("overview.casus", ref=casus.ref).status
    monkeypatch.setitem(POLICY, Permission.SEE_CASUS, [*POLICY[Permission.SEE_CASUS], [access.guards_privacy]])

    assert (closed, browser.open("overview.casus", ref=casus.ref).status) == (404, 200)


def test_a_plan_that_is_not_set_is_no_ones_but_of_who_works_on_it(browse, casus):
    browser = browse(factories.privacy_officer())
    look_into(browser, casus.ref)

    assert [browser.open(where, ref=casus.ref).status for where in ("plans.index", "plans.compare")] == [403, 403]


@pytest.fixture
def smeets(app):
    """The family of the demo with secret places, its plans as they are set, and one that was only written down."""
    demo = census.load(app)
    with app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        concept = freeze(casus, by=demo.staff["mehmet"], kind=PlanKind.FINAL, starts_on=NOW.date())
        db.session.commit()
        asked = db.select(PlanVersion.number).filter_by(casus_id=casus.id)
        demo.draft, demo.set = concept.number, list(db.session.scalars(asked.filter_by(status=PlanStatus.SET)))
    return demo


def test_a_plan_that_is_set_opens_without_a_place_and_the_look_is_in_the_log(app, browse, smeets):
    browser, ref = browse(smeets.staff["fg"]), smeets.ref
    assert [browser.open("plans.read", ref=ref, number=one).status for one in smeets.set] == [404] * len(smeets.set)
    look_into(browser, ref)
    pages = [browser.open("plans.read", ref=ref, number=one) for one in smeets.set]

    assert smeets.set
    for page in pages:
        assert page.status == 200
        assert "Inzage voor de privacy" in page.words
        assert census.canaries_in(page.text_source, census.PLACES) == set()
    with app.app_context():
        entries = db.session.scalars(select(AuditEntry).filter_by(actor_id=smeets.staff["fg"].id, chain=smeets.casus_id))
        looks = [(one.outcome, one.checks) for one in entries if (one.detail or {}).get("page") == "plans.read"]
    refused, read = ("denied", "FF-F"), ("ok", "TF-F")
    assert looks == [refused] * len(smeets.set) + [read] * len(smeets.set)


def test_what_is_only_written_down_stays_closed_and_what_would_show_is_noticed(app, browse, smeets, monkeypatch):
    """The controls: with the rule of drafts left out it opens; with an address in the template of the page it is found."""
    browser, where = browse(smeets.staff["fg"]), {"ref": smeets.ref, "number": smeets.draft}
    look_into(browser, smeets.ref)
    closed = browser.open("plans.read", **where).status
    monkeypatch.setitem(POLICY, Permission.SEE_DRAFT, [[access.looks_for_privacy]])
    source, _file, _fresh = app.jinja_loader.get_source(app.jinja_env, "plans/read.html")
    leaking = DictLoader({"plans/read.html": source.replace("{% block room %}", "{% block room %}{{ addresses }}", 1)})
    with app.app_context():
        told = list(db.session.scalars(select(ContactPoint.value).filter_by(casus_id=smeets.casus_id)))
    monkeypatch.setitem(app.jinja_env.globals, "addresses", told)
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([leaking, app.jinja_env.loader]))
    app.jinja_env.cache.clear()
    try:
        page = browser.open("plans.read", **where)
    finally:
        app.jinja_env.cache.clear()

    assert (closed, page.status) == (403, 200)
    assert census.canaries_in(page.text_source, census.PLACES)
