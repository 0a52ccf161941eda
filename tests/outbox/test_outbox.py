"""Mail: written with its change, sent once, never twice, and it says nothing (security.md D.8, F.13; domain.md GA7)."""

import datetime
import json
import re
import threading
import time
from contextvars import Context
from datetime import timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import factories
from tests.outbox.server import mail_server
from tests.safety import census
from workbench import clock
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind, ContactPoint
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox import operations, rules, sending
from workbench.outbox.letters import letter
from workbench.outbox.models import MailKind, MailState, OutgoingMail, Way
from workbench.transfer import demonstration
from workbench.upkeep import doctor

FORBIDDEN = (Path(__file__).parent / "forbidden.txt").read_text().split("\n")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """A time-out of a fraction of a second does the same as one of five."""
    monkeypatch.setattr(rules, "TIME_OUT", 0.3)
    monkeypatch.setattr(rules, "LONGEST", 0.8)


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def point(app, casus):
    """An address that is of one person alone."""
    person = factories.neighbour(casus)
    with app.app_context():
        made = ContactPoint(
            casus_id=casus.id, person_id=person.id, kind=ContactKind.EMAIL, value="fatiha@example.org", only_theirs=True
        )
        db.session.add(made)
        db.session.commit()
        return made.id


def write(app, casus, point_id, *keys):
    """Put mail in the outbox, as the worker of the casus does."""
    worker = factories.worker_of(casus)
    with app.test_request_context():
        where = db.session.get(ContactPoint, point_id)
        for key in keys or ("meeting:1:0",):
            operations.tell_person(casus, where, key, by=worker)
        db.session.commit()


def send(app, server):
    """One run of the sender, as `flask remind` does it: in a context and session of its own."""

    def run():
        with app.app_context():
            app.config["MAIL_URL"] = server.url
            try:
                return sending.send_waiting()
            finally:
                app.config["MAIL_URL"] = ""

    return Context().run(run)


def mails(app):
    with app.app_context():
        found = list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))
        db.session.expunge_all()
    return found


def later(app):
    """All pauses have passed."""
    with app.app_context():
        for mail in db.session.scalars(select(OutgoingMail)):
            mail.next_at = clock.now() - timedelta(seconds=1)
        db.session.commit()


def test_a_message_goes_once_and_its_address_is_gone(app, casus, point):
    write(app, casus, point)
    with mail_server() as server:
        assert send(app, server) == {"sent": 1}
        assert send(app, server) == {}

    (mail,) = mails(app)
    assert (len(server.taken), mail.state, mail.address) == (1, MailState.SENT, None)
    assert "To: fatiha@example.org" in server.taken[0]
    with app.app_context():
        events = db.session.scalars(select(AuditEntry.event).where(AuditEntry.chain == casus.id)).all()
    assert {"mail written", "mail sent"} <= set(events)


def test_the_same_is_not_written_twice(app, casus, point):
    write(app, casus, point, "meeting:1:0", "meeting:1:0")
    write(app, casus, point, "meeting:1:0", "meeting:1:1")

    assert [mail.key for mail in mails(app)] == ["meeting:1:0", "meeting:1:1"]


def test_what_was_taken_back_is_not_sent(app, casus, point):
    worker = factories.worker_of(casus)
    with app.test_request_context():
        operations.tell_person(casus, db.session.get(ContactPoint, point), "one", by=worker)
        db.session.rollback()  # the change it tells of did not happen

    assert mails(app) == []


@pytest.mark.parametrize(("at", "how"), [
    ("greeting", "hang"), ("greeting", "drop"), ("greeting", "421"), ("ehlo", "drop"), ("mail", "hang"), ("mail", "451"),
    ("mail", "drip"), ("rcpt", "450"), ("rcpt", "421"), ("rcpt", "drop"), ("data", "451"), ("data", "hang"), ("text", "452"),
])  # fmt: skip
def test_what_certainly_did_not_go_is_tried_again_after_a_pause(app, casus, point, at, how):
    write(app, casus, point)
    with mail_server(at=at, how=how, times=1) as server:
        start = time.monotonic()
        assert send(app, server) == {"waiting": 1}
        assert time.monotonic() - start < 2
        assert send(app, server) == {}, "not before the pause is over"
        later(app)
        assert send(app, server) == {"sent": 1}

    assert len(server.taken) == 1


@pytest.mark.parametrize(("at", "how"), [("rcpt", "550"), ("mail", "553"), ("text", "554")])
def test_what_is_refused_for_good_is_not_tried_again(app, casus, point, at, how):
    write(app, casus, point)
    with mail_server(at=at, how=how) as server:
        assert send(app, server) == {"failed": 1}
        later(app)
        assert send(app, server) == {}

    assert (server.taken, mails(app)[0].problem) == ([], how)


@pytest.mark.parametrize("how", ["hang", "drop"])
def test_a_server_that_takes_a_mail_and_does_not_say_so_does_not_get_it_again(app, casus, point, how):
    write(app, casus, point)
    with mail_server(at="text", how=how, times=1) as server:
        assert send(app, server) == {"uncertain": 1}
        later(app)
        assert send(app, server) == {}
        time.sleep(0.1)

    assert len(server.taken) == 1
    with app.app_context():
        (said,) = doctor.of_the_outbox()
    assert not said.well
    assert "1 mail is niet of misschien niet verstuurd" in said.text


def test_a_run_that_died_after_handing_over_is_seen_and_nothing_goes_twice(app, casus, point, monkeypatch):
    write(app, casus, point)

    def dies(*_how):
        raise KeyboardInterrupt

    with mail_server() as server:
        with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
            cut.setattr(operations, "note", dies)
            send(app, server)
        assert (send(app, server), mails(app)[0].state) == ({}, MailState.SENDING)
        with app.app_context():
            db.session.get(OutgoingMail, mails(app)[0].id).claimed_at = clock.now() - timedelta(minutes=11)
            db.session.commit()
        assert send(app, server) == {"uncertain": 1}

    assert len(server.taken) == 1


def test_two_runs_at_once_send_each_mail_once(casus_on_file):
    app, casus, point = casus_on_file
    write(app, casus, point, *(f"k{nr}" for nr in range(8)))
    done = []
    with mail_server() as server:
        runs = [threading.Thread(target=lambda: done.append(send(app, server))) for _ in range(3)]
        for run in runs:
            run.start()
        for run in runs:
            run.join()

    assert len(server.taken) == 8
    assert sum(one["sent"] for one in done) == 8


@pytest.fixture
def casus_on_file(tmp_path, monkeypatch):
    """A machine of its own, so that runs have connections of their own."""
    from tests.cli.machines import OnFile
    from workbench import create_app

    app = create_app(OnFile(tmp_path))
    with app.app_context():
        db.create_all()
        factories.office()
        db.session.commit()
    monkeypatch.setattr(factories, "_app", [app])
    made = factories.casus()
    person = factories.neighbour(made)
    with app.app_context():
        where = ContactPoint(
            casus_id=made.id, person_id=person.id, kind=ContactKind.EMAIL, value="f@example.org", only_theirs=True
        )
        db.session.add(where)
        db.session.commit()
        number = where.id
    yield app, made, number
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_server_in_trouble_is_not_asked_again_for_each_mail(app, casus, point):
    write(app, casus, point, *(f"k{nr}" for nr in range(20)))
    with mail_server(at="greeting", how="hang") as server:
        start = time.monotonic()
        assert send(app, server) == {"waiting": 1}
        assert time.monotonic() - start < 2

    assert [mail.state for mail in mails(app)] == [MailState.WAITING] * 20


def test_the_pauses_grow_and_then_it_is_given_up():
    now = clock.now()
    waits = [rules.next_try(nr, now) - now for nr in range(1, len(rules.PAUSES) + 1)]

    assert waits == sorted(waits)
    assert rules.next_try(len(rules.PAUSES) + 1, now) is None


@pytest.mark.parametrize("change", [
    {"do_not_contact": "niet mailen, hij leest mee"}, {"only_theirs": False}, {"withdrawn_on": clock.today()},
])  # fmt: skip
def test_an_address_that_may_not_be_used_gets_nothing(app, casus, point, change):
    write(app, casus, point)
    with app.app_context():  # it was written down; only then somebody says: not there
        for name, value in change.items():
            setattr(db.session.get(ContactPoint, point), name, value)
        db.session.commit()

    with mail_server() as server:
        assert send(app, server) == {"withdrawn": 1}
    with pytest.raises(RuleBroken):
        write(app, casus, point, "another")

    assert (server.taken, mails(app)[0].address) == ([], None)


# --- what a mail says


@pytest.fixture
def every_letter(app):
    """Each mail the product can send, in each language: headers and text."""
    secrets = {MailKind.CODE: "482 913", MailKind.LINK: f"https://werkbank.example/o/{'x' * 43}"}
    with app.test_request_context():
        made = [
            letter(kind, "x@example.org", sender="werkbank@example.org", message_id="<a@example.org>", locale=locale,
                   secret=secrets.get(kind, ""), way=way)
            for kind in MailKind for way in Way for locale in ("nl", "en")
        ]  # fmt: skip
    return [message_from_string(one.as_string(), policy=default) for one in made]


def test_messages_wordlist(every_letter):
    """Subject, sender and text of every mail and text message. The word "code" stands only in the message with a code."""
    names = set()
    for file in Path(demonstration.__file__).parent.glob("demo/*.json"):
        for person in json.loads(file.read_text())["people"]:
            names |= {word for field in ("first_name", "last_name", "organisation") for word in person.get(field, "").split()}
    assert {"Kim", "Rick"} <= names
    names = {word for word in names if word[:1].isupper() and word.casefold() not in ("de", "het", "van")}
    forbidden = {*FORBIDDEN, *names, *census.ALL}
    assert len(FORBIDDEN) >= 120

    for mail in every_letter:
        words = re.findall(r"\w+", f"{mail['Subject']} {mail['From']} {mail.get_content()}".casefold())
        text = " ".join(words)
        found = [one for one in forbidden if f" {one.casefold()} " in f" {text} "]
        assert found == (["code"] if "482" in text else [])


def test_a_mail_is_plain_and_its_subject_neutral(every_letter):
    first = every_letter[0]

    assert first["Subject"] == "Er staat een bericht klaar"
    assert first["From"] == "Afspraken <werkbank@example.org>"
    assert {mail.get_content_type() for mail in every_letter} == {"text/plain"}
    assert {mail["Subject"] is None for mail in every_letter} == {True, False}, "a text message has no subject"
    for mail in every_letter:
        assert not ("http" in mail.get_content() and "482" in mail.get_content()), "a link and a code never travel together"


def test_the_message_with_a_code_says_only_this(app):
    until = clock.now().replace(year=2026, month=6, day=18, hour=12, minute=20)
    with app.test_request_context():
        made = letter(MailKind.CODE, "x@example.org", sender="w@example.org", message_id="<a@b>", locale="nl", secret="482 913",
                      good_until=until)  # fmt: skip

    assert made.get_content().strip() == "Uw code is 482 913. Geldig tot 14:20. Niet gevraagd? Doe niets."


# --- at which hour, and by whom


@pytest.mark.parametrize(("safe_from", "safe_until", "hour", "is_safe"), [
    (9, 15, 9, True), (9, 15, 14, True), (9, 15, 15, False), (9, 15, 8, False),
    (22, 7, 23, True), (22, 7, 6, True), (22, 7, 7, False), (9, 9, 3, True), (None, None, 3, True),
])  # fmt: skip
def test_a_message_comes_only_at_a_safe_hour(safe_from, safe_until, hour, is_safe):
    def at(one):
        return None if one is None else datetime.time(one)

    assert rules.is_safe_hour(at(safe_from), at(safe_until), datetime.time(hour)) is is_safe


def test_a_mail_waits_for_the_hour_at_which_it_is_safe(app, casus, point):
    write(app, casus, point)
    now = clock.dutch_time(clock.now())
    before, after = (now + timedelta(hours=2)).time(), (now + timedelta(hours=3)).time()
    with app.app_context():
        where = db.session.get(ContactPoint, point)
        where.safe_from, where.safe_until = before.replace(microsecond=0), after.replace(microsecond=0)
        db.session.commit()

    with mail_server() as server:
        assert send(app, server) == {}
        (mail,) = mails(app)
        assert (mail.state, mail.attempts, server.taken) == (MailState.WAITING, 0, [])
        assert timedelta(hours=1) < mail.next_at - clock.now() < timedelta(hours=3)


def test_a_folder_takes_messages_for_trying_out(app, casus, point, tmp_path, monkeypatch):
    write(app, casus, point)
    monkeypatch.setitem(app.config, "MAIL_URL", f"file://{tmp_path / 'messages'}")
    with app.app_context():
        assert sending.send_waiting() == {"sent": 1}

    (file,) = (tmp_path / "messages").iterdir()
    assert file.stat().st_mode & 0o077 == 0, "only its owner reads it"
    assert message_from_string(file.read_text(), policy=default)["To"] == "fatiha@example.org"


def test_a_folder_that_cannot_be_written_is_tried_again(app, casus, point, tmp_path, monkeypatch):
    write(app, casus, point)
    (tmp_path / "no folder").write_text("")
    monkeypatch.setitem(app.config, "MAIL_URL", f"file://{tmp_path}/no%20folder")
    with app.app_context():
        assert sending.send_waiting() == {"waiting": 1}


def test_without_a_provider_nothing_is_sent_and_nothing_is_lost(app, casus, point):
    write(app, casus, point)
    with app.app_context():
        assert sending.send_waiting() == {}

    assert mails(app)[0].state is MailState.WAITING
