"""The product behind gunicorn, on a database of its own, as a process that can be killed; and people who save through HTTP.

Run by gunicorn as `tests.safety.served:app()`. WORKBENCH_SERVED names the database. What the product does not do, as negative
controls: for the agreement with the number of WORKBENCH_SERVED_APART the log is written in a second transaction; with
WORKBENCH_SERVED_DEFERRED no transaction says at its begin that it will write.
"""

import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.serving import make_server

from tests.pages import Page
from tests.safety.writers import House, OwnDatabase

ROOT = Path(__file__).parents[2]
GAP = 0.6  # seconds between the two transactions of the control


def app() -> Any:
    """What gunicorn serves."""
    from workbench import create_app, database

    made = create_app(OwnDatabase(os.environ["WORKBENCH_SERVED"]))
    _log_apart(int(os.environ["WORKBENCH_SERVED_APART"]))
    if "WORKBENCH_SERVED_DEFERRED" in os.environ:
        database._only_reads = lambda: True
    return made


def _log_apart(agreement_id: int) -> None:
    from sqlalchemy.orm import Session

    from workbench.audit import writing

    commit = Session.commit

    def in_two(session: Session) -> None:
        waiting = session.info.get("audit", [])
        apart = [one for one in waiting if one.event == "agreement changed" and one.record.id == agreement_id]
        if apart:
            session.info["audit"] = [one for one in waiting if one not in apart]
        commit(session)
        if apart:
            time.sleep(GAP)
            writing._insert_beside_readers(apart)
            commit(session)

    Session.commit = in_two  # type: ignore[method-assign]


class Server:
    """gunicorn with one worker of many threads, or more; the workers, or all of it, are killed.

    `target` is what it serves; `told` goes along in the environment.
    """

    def __init__(
        self, url: str, threads: int, apart: int = 0, *, workers: int = 1, target: str = "tests.safety.served:app()", **told: str
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._command = [
            sys.executable, "-m", "gunicorn", "--preload", "--workers", str(workers), "--threads", str(threads), "--log-level",
            "critical", "--bind", f"127.0.0.1:{self.port}", target,
        ]  # fmt: skip
        self._environment = os.environ | {"WORKBENCH_SERVED": url, "WORKBENCH_SERVED_APART": str(apart)} | told
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self._command, cwd=ROOT, env=self._environment, start_new_session=True)
        self.wait_until_ready()

    def wait_until_ready(self, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if ask(self.port, "GET", "/ready")[0] == 200:
                    return
            except (OSError, HTTPException):
                time.sleep(0.02)
        raise AssertionError("the server does not come back")

    def kill(self, *, everything: bool) -> None:
        """-9, and wait until it answers again."""
        if everything:
            self.stop()
            self.start()
            return
        self._kill_worker()
        self.wait_until_ready()

    def _kill_worker(self) -> None:
        """The process that answers; the one above it starts another."""
        for child in self._children():
            os.kill(int(child), signal.SIGKILL)

    def _children(self) -> list[str]:
        return Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()

    def megabytes(self) -> float:
        """The memory of all its processes."""
        return megabytes([self.process.pid, *map(int, self._children())])

    def stop(self) -> None:
        """-9 for everything, as when the machine takes it away."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Inside:
    """The product served by threads of this process: for a short run, in which starting gunicorn would take longest."""

    def __init__(self, app: Flask) -> None:
        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.port = self._server.port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def megabytes(self) -> float:
        """That of the test itself."""
        return megabytes([os.getpid()])

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def megabytes(pids: list[int]) -> float:
    """The memory of these processes; what they share is counted once."""
    rollups = (Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids)
    return sum(int(re.search(r"^Pss:\s+(\d+)", one, re.MULTILINE)[1]) for one in rollups) / 1024  # type: ignore[index]


def ask(port: int, method: str, path: str, cookie: str = "", body: str = "") -> tuple[int, bytes, str]:
    """One request on a connection of its own: (status, body, the cookie from then on)."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        headers = {"Host": "localhost", "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        given = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]
        return answer.status, answer.read(), given
    finally:
        connection.close()


class Person(threading.Thread):
    """Somebody who saves one agreement again and again, and remembers what was acknowledged."""

    def __init__(self, port: int, cookie: str, where: str, number: int) -> None:
        super().__init__(daemon=True)
        self.port, self.cookie, self.where, self.number = port, cookie, where, number
        self.acknowledged = 0
        self.took: list[float] = []  # seconds of each save, whatever the answer was
        self.lost: list[str] = []
        self.may_be_there: set[str] = set()  # the last one acknowledged, and those sent since of which nothing was heard
        self.odd: list[str] = []
        self.going = True
        self.form: MultiDict[str, str] | None = None

    def run(self) -> None:
        turn = 0
        while self.going:
            turn += 1
            try:
                self._save(f"Dan belt Kim nummer {self.number}-{turn}.")
            except (OSError, HTTPException):
                self.form = None  # it was killed: look again what stands there
                time.sleep(0.02)

    def _save(self, typed: str) -> None:
        if self.form is None:
            status, body, self.cookie = ask(self.port, "GET", self.where, self.cookie)
            if status != 200:
                self.odd.append(f"GET {status}")
                return
            answer = SimpleNamespace(status_code=status, headers={}, mimetype="text/html", get_data=lambda: body)
            self.form = Page(answer).fields()
            self.see(self.form["what_if"])
        self.form["what_if"] = typed
        self.may_be_there.add(typed)
        sent = urlencode(list(self.form.items(multi=True)))
        begun = time.monotonic()
        status, _body, _cookie = ask(self.port, "POST", self.where, self.cookie, sent)  # in its cookie the messages pile up
        self.took.append(time.monotonic() - begun)
        if status == 303:
            self.acknowledged += 1
            self.may_be_there = {typed}
            self.form["version"] = str(int(self.form["version"]) + 1)  # nobody else is here
            return
        self.form = None
        self.odd.append(f"POST {status}")

    def see(self, now: str) -> None:
        """What stands there must be the last one acknowledged, or a later one that was sent."""
        if self.acknowledged and now not in self.may_be_there:
            self.lost.append(f"{self.number}: {now} instead of one of {self.may_be_there}")
        self.may_be_there = self.may_be_there if self.acknowledged else set()
        self.may_be_there.add(now)


@contextmanager
def people_saving(house: House, port: int, how_many: int) -> Iterator[list[Person]]:
    """So many people, each with an agreement of their own."""
    made = []
    for number in range(how_many):
        (browser,) = house.browsers(1)
        cookie = browser.client.get_cookie("werkbank")
        made.append(Person(port, f"werkbank={cookie.value}", house.forms[number], number))
    for one in made:
        one.start()
    yield made
    for one in made:
        one.going = False
    for one in made:
        one.join(60)


def until_tried(people: list[Person], seconds: float = 120) -> None:
    """Wait until everybody had an answer to a save, whatever it was."""
    end = time.monotonic() + seconds
    while not all(one.took for one in people) and time.monotonic() < end:
        time.sleep(0.02)


def until_saved(people: list[Person], together: int = 0, seconds: float = 120) -> None:
    """Wait until everybody is at work and so many saves are acknowledged in all; an error when nothing more is in `seconds`."""
    last, end = -1, 0.0
    while not all(one.acknowledged for one in people) or sum(one.acknowledged for one in people) < together:
        now = sum(one.acknowledged for one in people)
        if now > last:
            last, end = now, time.monotonic() + seconds
        elif time.monotonic() > end:
            raise AssertionError(f"nothing was saved for {seconds} s")
        time.sleep(0.02)
