"""Mail: written with its change, sent once, never twice, and it says nothing (security.md D.8, F.13; domain.md GA7)."""

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
from workbench.outbox.models import MailKind, MailState, OutgoingMail
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
            return sending.send_waiting()

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
    assert "1 mails did not go, or perhaps did" in said.text


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
    with app.test_request_context():
        made = [
            letter(kind, "x@example.org", sender="werkbank@example.org", message_id="<a@example.org>", locale=locale)
            for kind in MailKind for locale in ("nl", "en")
        ]  # fmt: skip
    return [message_from_string(one.as_string(), policy=default) for one in made]


def test_no_mail_holds_a_forbidden_word_or_a_name_of_a_family(every_letter):
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
        assert found == []


def test_a_mail_is_plain_and_its_subject_neutral(every_letter):
    first = every_letter[0]

    assert first["Subject"] == "Er staat een bericht klaar"
    assert first["From"] == "Afspraken <werkbank@example.org>"
    assert {mail.get_content_type() for mail in every_letter} == {"text/plain"}
    assert not any("http" in mail.get_content() for mail in every_letter)
