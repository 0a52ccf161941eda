"""A family on a database of its own, people who save there, and senders of mail beside them (test_mail_hangs.py)."""

import subprocess
import sys
import threading
import time
from contextvars import Context
from pathlib import Path

from sqlalchemy import select, update

from tests import factories
from tests.pages import Browser
from tests.safety.writers import side_by_side
from workbench import clock
from workbench.accounts.models import User
from workbench.extensions import db
from workbench.outbox import operations, sending
from workbench.outbox.models import MailKind, MailState, OutgoingMail, Way

ROOT = Path(__file__).parents[2]
SENDER = """
import sys
from tests.safety.writers import OwnDatabase
from workbench import create_app
from workbench.outbox import sending
app = create_app(OwnDatabase(sys.argv[1]))
app.config["MAIL_URL"] = sys.argv[2]
with app.app_context():
    print("ready", flush=True)
    sys.stdin.readline()
    print(sending.send_waiting().get("sent", 0), flush=True)
"""


def inside(house, work):
    """Run this in a context and transaction of its own."""

    def run():
        with house.app.test_request_context(method="POST"):
            made = work()
            db.session.commit()
            db.session.expunge_all()
            db.session.remove()
            return made

    return Context().run(run)


def somebody(house):
    """A colleague who may save: opening a family in an emergency tells the supervisor by mail."""
    return Browser(house.app, inside(house, factories.worker))


def save(house, browser):
    """Somebody saves something that sends a mail; the answer of the page."""
    given = {"ref": house.ref, "name": "kim jansma", "purpose": "on_call", "reason": "Oma belt: moeder is dronken.", "knows": "y"}
    return browser.fill("/emergency/new", given, follow=False)


def waiting(house):
    return inside(house, lambda: list(db.session.scalars(select(OutgoingMail).where(OutgoingMail.state == MailState.WAITING))))


def write(house, many, way=Way.MAIL):
    """So many mails in the outbox."""

    def put():
        user = db.session.scalars(select(User).order_by(User.id)).first()
        for _one in range(many):
            mail = operations._new(f"k{time.perf_counter_ns()}", MailKind.REMINDER, "henk@vlierland.example")
            mail.user_id, mail.way = user.id, way
            db.session.add(mail)

    inside(house, put)


def send(house, server, way=Way.MAIL):
    """One run of the sender, as `flask remind` does it."""
    setting = "MAIL_URL" if way is Way.MAIL else "SMS_URL"
    house.app.config[setting] = server.url

    def run():
        with house.app.app_context():
            try:
                return sending.send_waiting()
            finally:
                db.session.remove()

    try:
        return Context().run(run)
    finally:
        house.app.config[setting] = ""


def later(house):
    """All pauses have passed."""
    inside(house, lambda: db.session.execute(update(OutgoingMail).values(next_at=clock.now())))


def is_reached(server):
    """Wait until somebody talks with it."""
    end = time.monotonic() + 20
    while not server.tries and time.monotonic() < end:
        time.sleep(0.01)
    return server.tries > 0


def all_send(house, server, senders):
    """Some senders at the same moment."""
    start = threading.Barrier(senders, timeout=30)

    def run():
        start.wait()
        send(house, server)

    side_by_side([run] * senders)


def processes_send(house, server, many):
    """So many senders that are processes of their own, at the same moment."""
    given = [sys.executable, "-c", SENDER, house.app.config["SQLALCHEMY_DATABASE_URI"], server.url]
    runs = [subprocess.Popen(given, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _one in range(many)]
    for run in runs:
        assert run.stdout.readline() == "ready\n"
    for run in runs:
        run.stdin.write("go\n")
        run.stdin.flush()
    for run in runs:
        run.communicate()
