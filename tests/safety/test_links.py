"""What a stranger with a link, a scanner, a guesser or a thief of the log learns: nothing (security.md D.9)."""

# ruff: noqa: F811 - fixtures of another folder

import logging
import re
import threading
from contextvars import Context

import pytest
from sqlalchemy import func

import config
from tests.pages import Browser
from tests.reviews.conftest import enter, family  # noqa: F401 - fixtures
from tests.safety.writers import let_go, side_by_side
from workbench import clock, create_app
from workbench.audit.models import AuditEntry
from workbench.extensions import db, limiter
from workbench.reviews import rules, tokens
from workbench.reviews.models import Answer, Invitation, ParticipantSession

CSRF = re.compile(rb'name="csrf_token" value="[^"]*"')
TOKEN = re.compile(rb"/o/[A-Za-z0-9_-]{20,}")
SCANNERS = (
    "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; SafeLinks)", "WhatsApp/2.23 A", "TelegramBot (like TwitterBot)",
    "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0", "Barracuda Sentinel (EE)", "Twitterbot/1.0", "Googlebot/2.1",
    "Mimecast", "Proofpoint", "python-requests/2.32", "",
)  # fmt: skip


def change_link(family, **values):
    def change(_casus):
        link = db.session.scalars(db.select(Invitation)).one()
        for name, value in values.items():
            setattr(link, name, value)

    family.run(change)


STATES = {
    "valid": {},
    "expired": {"expires_at": clock.now()},
    "revoked": {"revoked_at": clock.now(), "revoked_why": "worker"},
    "waiting": {"code_tries": 5, "wait_until": clock.now().replace(year=2100)},
    "locked": {"locked_at": clock.now(), "failed_total": 10},
}


def seen(page):
    """An answer without what differs by chance: the CSRF token, its cookie and the token of the link itself."""
    headers = [(name, value) for name, value in page.headers if name not in ("Set-Cookie", "Content-Length")]
    cookies = [value.split("=")[0] + value.partition(";")[2] for value in page.headers.getlist("Set-Cookie")]
    return page.status, TOKEN.sub(b"/o/***", CSRF.sub(b"", page.body)), headers, cookies


def test_link_states_indistinguishable(family, browse, statements, monkeypatch):
    """Body, headers and the work that is done: as many statements, as many hashes, whatever the link is."""
    path, _code = family.invite()
    looks, refusals, work, hashes = [], [], [], []
    really = tokens.is_code
    monkeypatch.setattr(tokens, "is_code", lambda stored, typed: (hashes.append(1), really(stored, typed))[1])
    nobodys = f"/o/{tokens.new_token()}"  # the counter of unknown addresses and the log of the office have their first row
    browse().send(browse().open(nobodys), {"code": "2222-2222"}, action=f"{nobodys}/code")
    for state in [*STATES, "unknown"]:
        change_link(family, expires_at=clock.now().replace(year=2100), revoked_at=None, wait_until=None, code_tries=0,
                    locked_at=None, failed_total=0)  # fmt: skip
        change_link(family, **STATES.get(state, {}))
        address = f"/o/{tokens.new_token()}" if state == "unknown" else path
        browser = browse()
        del statements[:], hashes[:]
        page = browser.open(address)
        looks.append(seen(page))
        refusals.append(seen(browser.send(page, {"code": "2222-2222"}, action=f"{address}/code")))
        work.append(([one.split()[0] for one in statements], len(hashes)))

    assert all(look == looks[0] for look in looks)
    assert all(refusal == refusals[0] for refusal in refusals)
    assert all(one == work[0] for one in work), dict(zip([*STATES, "unknown"], work, strict=True))
    assert b"klopt niet of is verlopen" in refusals[0][1]


def test_the_page_of_a_link_says_nothing_of_the_family(family, browse):
    page = browse().open(family.invite()[0])

    assert page.tree.findtext(".//title") == "Afspraken"
    for word in (family.casus.name, "Fatiha", "Kim", "Noa", "Sanne", "Jeugdbescherming", "eiligheidsplan"):
        assert word.encode() not in seen(page)[1]
    assert "088 000 07 42" in page.words
    assert not page.tree.xpath("//meta[starts-with(@property, 'og:') or @name='description']"), "no card in a chat app"
    assert page.tree.xpath("//meta[@name='robots' and @content='noindex']")
    assert [one.split("=")[0] for one in page.headers.getlist("Set-Cookie")] in ([], ["werkbank"]), "only for the form"
    assert len(page.body) <= 15 * 1024


def everything(family):
    with family.app.app_context():
        return {
            table.name: [tuple(row) for row in db.session.execute(table.select())]
            for table in db.metadata.sorted_tables
            if table.name not in ("invitation", "unknown_links")  # they hold the counters
        }


def test_prefetch_safe(family, enter):
    """A thousand GET, HEAD and OPTIONS by scanners and chat apps change nothing but the counter; then the code still works."""
    path, code = family.invite()
    before, [first] = everything(family), family.rows(Invitation)
    client, looked = family.app.test_client(), 0

    for nr in range(1000):
        method, agent = ("GET", "HEAD", "OPTIONS", "GET")[nr % 4], SCANNERS[nr % len(SCANNERS)]
        answer = Context().run(client.open, path, method=method, headers={"User-Agent": agent})
        assert answer.status_code == 200
        looked += method == "GET"

    [link] = family.rows(Invitation)
    assert everything(family) == before
    assert link.opened_unverified == looked
    same = [column.name for column in Invitation.__table__.columns if column.name != "opened_unverified"]
    assert [getattr(link, name) for name in same] == [getattr(first, name) for name in same]
    assert (link.code_tries, link.last_verified_at) == (0, None)
    assert enter(path, code).page.address == "/o/afspraken"


def test_a_link_without_its_code_shows_nothing(family, browse, enter):
    path, code = family.invite()
    enter(path, code)
    other = browse()

    for address in (path, "/o/afspraken", "/o/afspraken?nr=1", "/o/bedankt", "/o/klaar"):
        page = other.open(address)
        assert "Fatiha" not in page.text_source
        assert "vrijdag" not in page.text_source


def test_code_bound_to_link_and_browser(family, enter, browse):
    path, code = family.invite()
    other_path, other_code = family.invite(family.truus)

    assert "klopt niet" in enter(path, other_code).page.words
    assert "klopt niet" in enter(other_path, code).page.words
    phone, strange = enter(path, code), browse()
    assert phone.open("/o/afspraken").status == 200
    assert strange.open("/o/afspraken").status == 403, "the session belongs to one browser"
    assert strange.open(path).tree.xpath("//input[@name='code']"), "and the link asks another browser for the code"


def test_five_wrong_codes_wait_and_ten_lock(family, enter, browse):
    path, code = family.invite()
    for _try in range(5):
        enter(path, "2222-2222")
    assert "klopt niet" in enter(path, code).page.words, "the right code has to wait too"
    assert family.rows(Invitation)[0].failed_total == 5

    change_link(family, wait_until=clock.now())
    for _try in range(5):
        enter(path, "3333-3333")
    change_link(family, wait_until=None, code_tries=0)

    assert "klopt niet" in enter(path, code).page.words
    assert family.rows(Invitation)[0].locked_at is not None
    assert "Op slot" in browse(family.worker).open("reviews.index", ref=family.casus.ref).words
    events = [entry.event for entry in family.rows(AuditEntry)]
    assert events.count("wrong code") == 10
    assert events.count("link locked") == 1


def test_after_the_wait_the_right_code_still_works(family, enter):
    path, code = family.invite()
    for _try in range(5):
        enter(path, "2222-2222")
    change_link(family, wait_until=clock.now())

    assert enter(path, code).page.address == "/o/afspraken"


def test_a_new_session_has_a_new_id_and_leaves_the_token_behind(family, enter):
    path, code = family.invite()
    phone = enter(path, code)
    cookie = phone.client.get_cookie("afspraken")

    assert phone.page.address == "/o/afspraken"
    assert path not in phone.page.text_source
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")
    assert len(cookie.value) >= 43
    assert [one.token_hash for one in family.rows(ParticipantSession)] == [tokens.hash_session(cookie.value)]


class OwnFile(config.Testing):
    """A database in a file, so that threads have connections of their own."""

    RATELIMIT_ENABLED = False

    def __init__(self, path):
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{path}"


@pytest.fixture
def own_app(tmp_path):
    app = create_app(OwnFile(tmp_path / "own.db"))
    with app.app_context():
        db.create_all()
    yield app
    let_go(app)


def a_link(app, code):
    """A link in an otherwise almost empty database: what counting tries needs."""
    from tests import factories

    with app.app_context():
        factories.office()
        casus = factories.casus(worker=factories.worker(), supervisor=factories.supervisor())
        person = factories.neighbour(casus)
        from workbench.plans.models import PlanKind
        from workbench.plans.operations import freeze

        version = freeze(casus, by=factories.worker(), kind=PlanKind.FINAL, starts_on=factories.TODAY)
        token = tokens.new_token()
        db.session.add(
            Invitation(
                casus_id=casus.id,
                person_id=person.id,
                plan_version_id=version.id,
                token_mac=tokens.mac(token),
                mac_key="t1",
                code_hash=tokens.hash_code(code),
                expires_at=clock.now().replace(year=2100),
            )
        )
        db.session.commit()
    return token


def test_code_race(own_app, monkeypatch):
    from workbench.reviews import codes

    token = a_link(own_app, "k7m49tqz")
    compared, start = [], threading.Barrier(50)
    really = tokens.is_code
    monkeypatch.setattr(tokens, "is_code", lambda stored, typed: (compared.append(stored), really(stored, typed))[1])

    def guess():
        with own_app.test_request_context("/", method="POST"):
            start.wait()
            assert codes.enter(token, "2222-2222") is None

    side_by_side([guess] * 50)

    assert len([stored for stored in compared if stored is not None]) == rules.TRIES
    with own_app.app_context():
        link = db.session.scalars(db.select(Invitation)).one()
        assert (link.code_tries, link.failed_total) == (5, 5)
        assert db.session.scalar(db.select(func.count()).select_from(ParticipantSession)) == 0


def test_twelve_who_ask_for_a_code_at_once_get_three(own_app, tmp_path, monkeypatch):
    from tests import factories
    from workbench.accounts.models import Setting
    from workbench.casus.models import ContactKind, Person
    from workbench.outbox.models import OutgoingMail
    from workbench.reviews import codes
    from workbench.reviews.models import Channel

    monkeypatch.setitem(own_app.config, "SMS_URL", f"file://{tmp_path}")
    token, start, went_wrong = a_link(own_app, "k7m49tqz"), threading.Barrier(12), []
    with own_app.app_context():
        link = db.session.scalars(db.select(Invitation)).one()
        person = db.session.get(Person, link.person_id)
        checked = {"kind": ContactKind.PHONE, "only_theirs": True, "checked_on": factories.TODAY}
        link.code_point_id = factories.contact_point(person, "06 12 34 56 78", **checked).id
        link.channel_code, link.code_hash = Channel.SMS, None
        db.session.add(Setting(key="reviews.code_by_sms", value="yes", holds_from=factories.TODAY))
        db.session.commit()

    def ask():
        with own_app.test_request_context("/", method="POST"):
            start.wait()
            try:
                codes.ask(token)
            except Exception as error:
                went_wrong.append(error)

    side_by_side([ask] * 12)

    assert went_wrong == []
    with own_app.app_context():
        assert db.session.scalar(db.select(func.count()).select_from(OutgoingMail)) == rules.SENDS_AN_HOUR


class Limited(OwnFile):
    RATELIMIT_ENABLED = True


def test_sixty_codes_in_ten_minutes_from_one_address(tmp_path):
    app = create_app(Limited(tmp_path / "limited.db"))
    try:
        with app.app_context():
            db.create_all()
            a_link(app, "k7m49tqz")
        browser = Browser(app)
        page = browser.open(f"/o/{tokens.new_token()}")
        answers = [browser.send(page, {"code": "2222-2222"}, action=page.address + "/code") for _try in range(61)]

        assert [one.status for one in answers[:60]] == [200] * 60
        assert answers[60].status == 429
        assert "088 000 07 42" in answers[60].words
        assert browser.open(page.address).status == 200, "looking goes on"
    finally:
        limiter.enabled = False
        let_go(app)


def test_no_token_in_logs(family, enter, caplog):
    with caplog.at_level(logging.DEBUG):
        path, code = family.invite()
        enter(path, code).open("/o/afspraken")
        logging.getLogger("werkzeug").info('"GET %s HTTP/1.1" 200 -', path)
        logging.getLogger("gunicorn.access").info("127.0.0.1 POST %s/code", path)
        logging.getLogger("gunicorn.access").info("127.0.0.1 POST %s/stuur-code", path)
        logging.getLogger("anything").warning("failed at " + path)

    token = path.removeprefix("/o/")
    assert len(caplog.records) >= 3
    assert not [record for record in caplog.records if token in record.getMessage()]
    assert any("/o/***" in record.getMessage() for record in caplog.records)
    kept = [str(vars(entry)) for entry in family.rows(AuditEntry)]
    assert kept
    assert not any(token in entry or code in entry for entry in kept)


def test_leaving_ends_the_session_and_works_without_one(family, enter, browse):
    phone = enter(*family.invite())

    for browser in (phone, browse()):
        left = browser.request("POST", "/o/weg", follow=False)
        assert left.status == 303
        assert left.headers["Location"] == "https://www.buienradar.nl/"
        assert left.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert [one.ended_at is not None for one in family.rows(ParticipantSession)] == [True]
    assert phone.open("/o/afspraken").status == 403


def test_the_browser_may_be_sent_away(family, enter):
    """A form may lead to the page of "Leave quickly" and to nowhere else; without this some browsers stay."""
    page = enter(*family.invite()).open("/o/afspraken")

    assert "form-action 'self' https://www.buienradar.nl;" in page.headers["Content-Security-Policy"]


def test_reading_is_in_the_log_before_the_page(family, enter):
    enter(*family.invite()).open("/o/afspraken")
    read = [entry for entry in family.rows(AuditEntry) if entry.event == "page read"][-1]

    assert (read.actor_kind, read.actor_id) == ("participant", family.fatiha.id)
    assert read.detail["plan_version"] == family.version.id
    assert read.detail["agreements"] == [family.agreements[0].id]


def test_without_a_log_there_is_no_page(family, enter, monkeypatch):
    from workbench import audit
    from workbench.errors import LogUnavailable

    phone = enter(*family.invite())

    def broken(*_args, **_values):
        raise LogUnavailable

    monkeypatch.setattr(audit, "record_read", broken)
    page = phone.open("/o/afspraken")

    assert page.status == 503
    assert "vrijdag" not in page.text_source
    assert page.tree.findtext(".//title") == "Afspraken"


def test_errors_of_participants_keep_their_neutral_frame(family, enter, browse):
    for page in (browse().open("/o/"), browse().open("/o/afspraken/7/x"), browse().request("POST", "/o/sluit")):
        assert page.status >= 400
        assert page.tree.findtext(".//title") == "Afspraken"
        assert "Werkbank" not in page.text_source


def test_nothing_a_participant_sends_without_a_token_counts(family, enter):
    phone = enter(*family.invite())
    for address in (f"/o/afspraken/{family.agreements[0].id}", "/o/klaar", "/o/sluit"):
        assert phone.request("POST", address, data={"outcome": "agree"}).status == 400

    assert family.rows(Answer) == []
