"""Who may do what: the table is walked for every route, so that a new route is covered without a new test."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests import factories
from tests.safety import attack
from workbench.access import POLICY, Permission, allows
from workbench.accounts.models import Role
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db

PUBLIC = {"static"}
WITHOUT_TOKEN = {"reviews.leave"}  # leaving must always work, also with an old page; it only ends one's own session


def routes(app: Flask) -> list[tuple[str, str]]:
    """(endpoint, rule) of everything but files."""
    return [(rule.endpoint, rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint not in PUBLIC]


def filled(rule: str, ref: str, number: int = 1) -> str:
    """An address of this rule, with this casus and number in it."""
    out = rule.replace("<ref:ref>", ref)
    while "<id:" in out:
        before, _open, after = out.partition("<id:")
        out = before + str(number) + after.partition(">")[2]
    while "<" in out:
        before, _open, after = out.partition("<")
        out = before + "x" * 43 + after.partition(">")[2]
    return out


def test_every_route_says_who_may_use_it(app):
    silent = [endpoint for endpoint, _rule in routes(app) if not hasattr(app.view_functions[endpoint], "access")]

    assert silent == []


def test_a_route_that_says_nothing_is_refused(app, browse, monkeypatch):
    monkeypatch.setitem(app.view_functions, "health", lambda: "secret")

    assert browse(factories.worker()).open("/health").status == 403


def test_every_permission_has_a_way_in():
    assert set(POLICY) == set(Permission)
    assert all(way for ways in POLICY.values() for way in ways)


def casus_routes(app):
    return [
        (
            endpoint,
            rule,
            sorted(next(r for r in app.url_map.iter_rules(endpoint) if r.rule == rule).methods & {"GET", "POST"}),
        )
        for endpoint, rule in routes(app)
        if "<ref:ref>" in rule
    ]


def test_another_teams_casus_is_a_page_that_does_not_exist(app, browse):
    """For every route of a casus: same status and page as for a casus that does not exist."""
    casus = factories.casus()
    nowhere = {}
    for stranger, asked in ((factories.supervisor(team_id=2), ("GET", "POST")), (factories.administrator(), ("GET",))):
        browser = browse(stranger)
        token = browser.open("overview.today").tree.xpath("//input[@name='csrf_token']/@value")[0]
        for _endpoint, rule, methods in casus_routes(app):
            for method in set(methods) & set(asked):
                data = {"csrf_token": token} if method == "POST" else None
                real = browser.request(method, filled(rule, casus.ref), data=data, follow=False)
                if (rule, method) not in nowhere:
                    nowhere[rule, method] = browser.request(method, filled(rule, "zzzzzzzz"), data=data, follow=False)
                assert _same(real, nowhere[rule, method]), rule


def _same(real, none):
    def plain(page):
        return page.tree.xpath("//h1/text()") if page.tree is not None else page.body

    return real.status == none.status == 404 and plain(real) == plain(none)


def test_whoever_is_refused_stands_in_the_log(app, browse):
    casus = factories.casus()
    stranger = factories.worker()

    browse(stranger).open("overview.casus", ref=casus.ref)

    with app.app_context():
        entry = db.session.scalar(select(AuditEntry).where(AuditEntry.chain == casus.id))
        assert (entry.actor_id, entry.outcome) == (stranger.id, "denied")


def test_a_supervisor_reads_but_does_not_write_the_plan(app, browse):
    casus = factories.casus()
    supervisor = browse(factories.supervisor_of(casus))
    for endpoint, rule, methods in casus_routes(app):
        if (
            app.view_functions[endpoint].access in (Permission.EDIT_PLAN, Permission.EDIT_CASUS, Permission.INVITE)
            and "GET" in methods
        ):
            assert supervisor.open(filled(rule, casus.ref)).status == 403, endpoint


def test_every_id_of_another_family_is_a_page_that_does_not_exist(app, browse):
    """Child records are found through their casus: an id of another one is a 404."""
    mine, other = factories.casus(), factories.casus()
    person = factories.person(other)
    goal = factories.goal(other, shows=[person])
    agreement = factories.agreement(other, goal, doers=[person])
    factories.meeting(other)
    browser = browse(factories.worker_of(mine))
    for endpoint, rule, methods in casus_routes(app):
        if "_id>" in rule and "GET" in methods:
            may = allows(factories.worker_of(mine), app.view_functions[endpoint].access, mine)  # else: told that it is for others
            assert browser.open(filled(rule, mine.ref, agreement.id)).status == (404 if may else 403), endpoint


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "2147483648", "1e3", "%00"])
def test_an_id_no_database_holds_is_a_clean_404(app, browse, number):
    casus = factories.casus()
    browser = browse(factories.worker_of(casus))
    for _endpoint, rule, methods in casus_routes(app):
        if "<id:" in rule and "GET" in methods:
            assert browser.open(filled(rule, casus.ref, number)).status == 404


def test_every_state_changing_request_needs_its_token(app, browse):
    casus = factories.casus()
    for user in (factories.worker_of(casus), None):
        browser = browse(user)
        for endpoint, rule in routes(app):
            methods = next(r for r in app.url_map.iter_rules(endpoint) if r.rule == rule).methods
            if "POST" in methods and endpoint not in WITHOUT_TOKEN:
                page = browser.request("POST", filled(rule, casus.ref), data={"x": "1"}, follow=False)
                assert page.status == 400, f"{endpoint} answered {page.status} without a token"


def test_looking_changes_nothing(app, browse):
    """Every page that only shows: nothing is kept but the log, and when somebody was last here."""
    casus = factories.casus()
    person = factories.person(casus)
    factories.agreement(casus, factories.goal(casus), doers=[person])
    browser = browse(factories.worker_of(casus))
    addresses = [
        filled(rule, casus.ref)
        for endpoint, rule in routes(app)
        if "GET" in next(r for r in app.url_map.iter_rules(endpoint) if r.rule == rule).methods
        and "logout" not in endpoint
        and "/o/" not in rule
    ]
    with attack.what_was_written() as written:
        for address in addresses:
            browser.open(address, follow=False)

    assert written <= {"audit_entry", "audit_head", "user_session"}
    assert written, "what is written is noticed"


ACTORS = {
    "worker": factories.worker_of,
    "other worker": lambda casus: factories.worker(),
    "supervisor": factories.supervisor_of,
    "other supervisor": lambda casus: factories.supervisor(team_id=2),
    "administrator": lambda casus: factories.administrator(),
    "privacy officer": lambda casus: factories.privacy_officer(),
}
CONTENT = {
    Permission.SEE_CASUS: {"worker", "supervisor"},
    Permission.SEE_DRAFT: {"worker", "supervisor"},
    Permission.LOOK_FOR_PRIVACY: {"privacy officer"},
    Permission.EDIT_CASUS: {"worker"},
    Permission.EDIT_PLAN: {"worker"},
    Permission.SEE_CONTACTS: {"worker", "supervisor"},
    Permission.REVEAL_PROTECTED: {"worker", "supervisor"},
    Permission.INVITE: {"worker"},
    Permission.REVOKE_LINK: {"worker", "supervisor"},
    Permission.ASK: {"supervisor"},
    Permission.TALK: {"worker", "supervisor"},
    Permission.JUDGE: {"supervisor"},
    Permission.EXPORT_DOCUMENT: {"worker", "supervisor"},
    Permission.SEE_LOG: {"worker", "supervisor"},
    Permission.ASSIGN: {"supervisor"},
    Permission.SEE_TEAM: {"supervisor", "other supervisor"},
    Permission.MANAGE_USERS: {"administrator"},
    Permission.MANAGE_SETTINGS: {"administrator"},
    Permission.ASK_SETTING: {"administrator", "privacy officer"},
}


@pytest.mark.parametrize("permission", CONTENT, ids=lambda permission: permission.name)
def test_who_may(app, permission):
    casus = factories.casus()

    may = {name for name, make in ACTORS.items() if allows(make(casus), permission, casus)}

    assert may == CONTENT[permission]


def test_a_closed_casus_is_read_and_not_changed(app):
    casus = factories.casus(status="closed")
    worker = factories.worker_of(casus)

    assert allows(worker, Permission.SEE_CASUS, casus)
    assert not allows(worker, Permission.EDIT_PLAN, casus)


def test_rights_follow_assignment_at_once(app, browse):
    casus = factories.casus()
    browser = browse(factories.worker_of(casus))
    assert browser.open("overview.casus", ref=casus.ref).status == 200
    with app.app_context():
        db.session.execute(Casus.__table__.update().where(Casus.id == casus.id).values(worker_id=factories.worker().id))
        db.session.commit()

    assert browser.open("overview.casus", ref=casus.ref).status == 404


def test_an_advising_behavioural_scientist_of_another_team_reads_only_the_casus_she_is_named_in(app, browse):
    rachida = factories.user(Role.BEHAVIOURAL_SCIENTIST, "Rachida Amrani", 2)
    named = factories.casus(behavioural_scientist_id=rachida.id)
    other = factories.casus()
    browser = browse(rachida)

    assert browser.open("overview.casus", ref=named.ref).status == 200
    assert browser.open("overview.casus", ref=other.ref).status == 404
