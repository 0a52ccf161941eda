"""Mail and SMS are down in every way a server can be: no save waits for it, and nothing goes twice (security.md F.13).

The mail server is our own, on a free port of this machine (tests/outbox/server.py). tests/outbox/ says what becomes of each
mail; here people save meanwhile through HTTP, and senders run at the same time, on SQLite and on PostgreSQL.
`WORKBENCH_PROOF=full`: every fault both ways, more senders, and senders that are processes of their own.
"""

import os
import threading
import time
from contextvars import Context
from types import SimpleNamespace

import pytest
import time_machine
from sqlalchemy import event, select, update
from sqlalchemy.exc import OperationalError

from tests.conftest import ON_POSTGRES
from tests.outbox.server import mail_server
from tests.safety import writers
from tests.safety.figures import figure
from tests.safety.post import all_send, inside, is_reached, later, processes_send, save, send, somebody, waiting, write
from workbench import clock
from workbench.casus.models import Casus, Person
from workbench.emergency import operations as emergency
from workbench.emergency.models import EmergencyAccess
from workbench.extensions import db
from workbench.outbox import operations, rules, smtp
from workbench.outbox.models import MailState, OutgoingMail, Way

FULL = os.environ.get("WORKBENCH_PROOF") == "full"
KIND = "postgresql" if ON_POSTGRES else "sqlite"
SAVES, MAILS, SENDERS = (50, 60, 4) if FULL else (4, 12, 3)
AGAIN = [  # (step, how): it certainly did not go
    ("greeting", "drop"), ("data", "451"), ("greeting", "421"), ("ehlo", "drop"), ("mail", "hang"), ("rcpt", "450"),
    ("rcpt", "421"), ("rcpt", "drop"), ("data", "hang"), ("text", "452"), ("greeting", "hang"), ("mail", "451"),
]  # fmt: skip
REFUSED = [("rcpt", "550"), ("mail", "553"), ("text", "554")]
PERHAPS = [("text", "drop"), ("text", "hang")]  # taken, and not said so
FAULTS = AGAIN + REFUSED + PERHAPS if FULL else AGAIN[:2] + REFUSED[:1] + PERHAPS[:1]
WAYS = tuple(Way) if FULL else (Way.MAIL,)


@pytest.fixture(scope="module")
def seen():
    """What was measured in this file, for the table."""
    kept = SimpleNamespace(waits=[], faults=0, twice=[], together=0, tries=0, direct="", again=0, careless=0)
    yield kept
    slowest = f"{max(kept.waits, default=0) * 1000:.0f} ms"
    figure("F.13 mail and SMS down", goal="0 saves wait for mail, 0 sent twice",
           reached=f"{len(kept.waits)} saves while the server hung, slowest {slowest}; {len(kept.twice)} sent twice in "
                   f"{kept.faults} faults and in {kept.together} mails by senders at once; {kept.tries} tries, then given up",
           control=f"sent in the request: {kept.direct}; tried again after DATA: {kept.again} sent twice; "
                   f"without claiming: {kept.careless} sent twice", database=KIND)  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A family on a database of its own, so that a sender and a request have connections of their own."""
    with writers.house(KIND, tmp_path_factory.mktemp("post")) as made:
        with made.app.app_context():
            kim = db.session.scalars(select(Person).order_by(Person.id)).first()
            kim.last_name = "Jansma"
            made.ref = db.session.get_one(Casus, made.casus_id).ref
            db.session.commit()
        yield made


@pytest.fixture(autouse=True)
def quiet(house, monkeypatch):
    """Nothing waits, and a server that says nothing is left after half a second instead of five."""
    monkeypatch.setattr(rules, "TIME_OUT", 0.5)
    monkeypatch.setattr(rules, "LONGEST", 1.5)
    inside(house, lambda: db.session.execute(update(OutgoingMail).values(state=MailState.WITHDRAWN, address=None)))


@pytest.fixture
def hanging(monkeypatch):
    """A mail server that says nothing until it is let go; and a sender that waits for it."""
    monkeypatch.setattr(rules, "TIME_OUT", 60.0)
    monkeypatch.setattr(rules, "LONGEST", 60.0)
    with mail_server(at="greeting", how="hang", patience=60) as server:
        yield server
        server.let_go.set()


def test_people_save_while_the_mail_server_hangs(house, hanging, seen, monkeypatch):
    write(house, 1)
    people = [somebody(house) for _one in range(SAVES)]
    sender = threading.Thread(target=send, args=(house, hanging))
    sender.start()
    assert is_reached(hanging)
    for browser in people:
        begin = time.monotonic()
        assert save(house, browser).status == 303
        seen.waits.append(time.monotonic() - begin)

    assert sender.is_alive(), "the server hangs still, and everybody has saved"
    hanging.let_go.set()
    sender.join()
    assert len(waiting(house)) == SAVES + 1, "what was saved tells the supervisor later, once; and the first one is tried again"


def test_sent_in_the_request_a_save_hangs_with_the_mail_server(house, hanging, seen, monkeypatch):
    """The control: whoever sends directly waits for as long as the server likes."""
    monkeypatch.setattr(emergency, "_tell", lambda *_what: smtp.hand_over(hanging.url, "henk@vlierland.example", b"x\r\n"))
    browser, done = somebody(house), []
    saving = threading.Thread(target=Context().run, args=(lambda: done.append(save(house, browser).status),))
    saving.start()
    assert is_reached(hanging)
    saving.join(0.5)
    assert done == [], "it waits"
    hanging.let_go.set()
    saving.join()
    assert done == [303]
    seen.direct = "the save hung until the server let go"


def test_a_save_that_fails_tells_nobody(house):
    """The mail stands or falls with what it tells of."""
    browser = somebody(house)
    before = inside(house, lambda: len(list(db.session.scalars(select(EmergencyAccess.id)))))

    def refuse(_conn, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO audit_entry"):
            raise OperationalError(statement, {}, Exception("disk full"))

    house.app.config["MAIL_URL"] = "smtp://127.0.0.1:9"
    with house.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", refuse)
    try:
        assert save(house, browser).status == 503
    finally:
        event.remove(engine, "before_cursor_execute", refuse)
        house.app.config["MAIL_URL"] = ""
    assert waiting(house) == []
    assert inside(house, lambda: len(list(db.session.scalars(select(EmergencyAccess.id))))) == before


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("at", "how"), FAULTS)
def test_whatever_the_server_does_a_mail_goes_at_most_once(house, seen, at, how, way):
    write(house, 1, way)
    with mail_server(at=at, how=how, times=1) as server:
        for _run in range(4):
            send(house, server, way)
            later(house)
        server.let_go.set()
        time.sleep(0.05)
    seen.faults += 1
    seen.twice += server.taken[1:]
    assert len(server.taken) == (0 if (at, how) in REFUSED else 1)
    assert waiting(house) == []


def test_a_sender_that_tries_again_after_the_text_sends_it_twice(house, seen, monkeypatch):
    """The control: a server that takes a mail and hangs up before it says so."""
    really = smtp.hand_over

    def careless(*what):
        went = really(*what)
        return smtp.Went(MailState.WAITING, went.problem) if went.state is MailState.UNCERTAIN else went

    monkeypatch.setattr(smtp, "hand_over", careless)
    write(house, 1)
    with mail_server(at="text", how="drop", times=1) as server:
        send(house, server)
        later(house)
        send(house, server)
    seen.again = len(server.taken) - 1
    assert seen.again == 1


@pytest.mark.parametrize("together", [all_send, processes_send] if FULL else [all_send])
def test_senders_at_the_same_moment_send_each_mail_once(house, seen, monkeypatch, together):
    """Threads with connections of their own; in the full form processes too."""
    monkeypatch.setattr(rules, "TIME_OUT", 20.0)
    monkeypatch.setattr(rules, "LONGEST", 20.0)
    write(house, MAILS)
    with mail_server() as server:
        together(house, server, SENDERS)
        send(house, server)
    seen.together += MAILS
    said = [one.split("Message-ID: ")[1].split()[0] for one in server.taken]
    seen.twice += said[MAILS:]
    assert (len(said), len(set(said))) == (MAILS, MAILS)


def test_without_claiming_senders_at_the_same_moment_send_twice(house, seen, monkeypatch):
    """The control: every sender takes what it saw waiting."""
    start, met = threading.Barrier(SENDERS, timeout=30), set()

    def careless(mail_id, _now):
        if threading.get_ident() not in met:  # everybody has looked what waits
            met.add(threading.get_ident())
            db.session.rollback()
            start.wait()
        db.session.execute(update(OutgoingMail).where(OutgoingMail.id == mail_id).values(attempts=1))
        return True

    monkeypatch.setattr(rules, "TIME_OUT", 20.0)
    monkeypatch.setattr(operations, "claim", careless)
    write(house, 2)
    with mail_server() as server:
        all_send(house, server, SENDERS)
    seen.careless = len(server.taken) - 2
    assert seen.careless > 0


def test_a_server_that_stays_away_is_asked_less_and_less_often_and_then_no_more(house, seen):
    write(house, 1)
    with time_machine.travel(clock.now(), tick=False) as moved, mail_server(at="greeting", how="drop") as server:
        pauses = []
        while found := waiting(house):
            pauses.append(found[0].next_at - clock.now())
            moved.move_to(found[0].next_at - rules.PAUSES[0] / 10)
            tried = server.tries
            send(house, server)
            assert server.tries == tried or not pauses[1:], "not before the pause is over"
            moved.move_to(found[0].next_at)
            send(house, server)
    seen.tries = server.tries
    assert seen.tries == len(rules.PAUSES) + 1
    assert pauses[1:] == sorted(rules.PAUSES)
