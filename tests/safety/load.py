"""People who keep up a pace of work through HTTP, and what they remember of it (security.md F.9).

The pace is planned beforehand and the time of an answer counts from the planned moment, so that a server that stands still for a
second is not spared the requests that would have come in it.
"""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from http.client import HTTPException
from types import SimpleNamespace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from tests.pages import Page
from tests.safety.served import Inside, Server, ask

A_SECOND = 20  # requests of everybody together
READ, OPEN, SAVE, CHOOSE, EXPORT = "read", "open", "save", "choose", "export"
GROUP = {READ: READ, OPEN: READ, CHOOSE: READ, SAVE: SAVE, EXPORT: EXPORT}  # opening a form is reading as well
UNITS = ((READ,),) * 30 + ((OPEN, SAVE),) * 9 + ((CHOOSE, EXPORT),)  # of fifty requests 40 read, 9 save and 1 exports
PAGES = (
    "", "agreements/", "agreements/{agreement}", "goals/", "map/", "monitoring", "meetings", "family", "network", "signals",
    "timeline", "plan/", "plan/1", "documents/", "standards/", "log",
)  # fmt: skip
OWN_PAGES = ("/", "/casus/")
# What the form asks for and the invented agreements do not say yet.
FILLED = {"check_how": "Bas belt Kim.", "check_every_days": "14", "starts_on": "2026-06-01"}


class Home(NamedTuple):
    """One casus as somebody works in it."""

    ref: str
    agreements: list[int]
    reader: int


class Visitor(threading.Thread):
    """One session: does what was planned at the moment it was planned, and remembers what was acknowledged."""

    def __init__(self, number: int, cookie: str, homes: list[Home]) -> None:
        super().__init__(daemon=True)
        self.number, self.cookie, self.homes = number, cookie, homes
        self.chance = random.Random(number)  # noqa: S311
        self.took: defaultdict[str, list[float]] = defaultdict(list)
        self.errors: list[str] = []
        self.lost: list[str] = []
        self.stands: dict[int, str] = {}  # agreement → the text that was acknowledged last
        self.saved = self.exported = 0
        self.open: Any = None

    def plan(self, port: int, begin: float, seconds: float, each: float) -> None:
        """Something to do every so many seconds, from `begin` on."""
        self.port, self.turns = port, []
        kinds = self._kinds()
        for turn in range(int(seconds / each)):
            self.turns.append((begin + turn * each, next(kinds)))

    def _kinds(self) -> Iterator[str]:
        """Begins with a save, or for one of them an export, so that a short run has both."""
        yield from (OPEN, SAVE) if self.number else (CHOOSE, EXPORT, OPEN, SAVE)
        while True:
            for unit in self.chance.sample(UNITS, len(UNITS)):
                yield from unit

    def run(self) -> None:
        for at, kind in self.turns:
            time.sleep(max(0.0, at - time.monotonic()))
            try:
                getattr(self, f"_{kind}")()
            except (OSError, HTTPException) as error:
                self.errors.append(f"{kind}: {error!r}")
            self.took[GROUP[kind]].append(time.monotonic() - at)

    def _ask(self, method: str, where: str, wanted: int, sent: Any = None) -> bytes | None:
        """The body of an answer that is as it should be; another is an error."""
        status, body, self.cookie = ask(self.port, method, where, self.cookie, urlencode(sent) if sent else "")
        if status == wanted:
            return body
        self.errors.append(f"{method} {where}: {status}")
        return None

    def _read(self) -> None:
        home = self.chance.choice(self.homes)
        page = self.chance.choice(PAGES + OWN_PAGES)
        inside = f"/casus/{home.ref}/{page.format(agreement=self.chance.choice(home.agreements))}"
        self._ask("GET", page if page in OWN_PAGES else inside, 200)

    def _open(self) -> None:
        """The form of an agreement; what stands there must be what was acknowledged last."""
        home = self.chance.choice(self.homes)
        agreement = self.chance.choice(home.agreements)
        where = f"/casus/{home.ref}/agreements/{agreement}/edit"
        body = self._ask("GET", where, 200)
        self.open = body and (agreement, where, _fields(body))
        if self.open:
            self.see(agreement, self.open[2]["what_if"])

    def see(self, agreement: int, now: str) -> None:
        """Nobody else saves here."""
        if self.stands.setdefault(agreement, now) != now:
            self.lost.append(f"{agreement}: {now} instead of {self.stands[agreement]}")
            self.stands[agreement] = now

    def _save(self) -> None:
        if not self.open:
            return
        agreement, where, form = self.open
        typed = f"Dan belt Kim nummer {self.number}-{self.saved + 1}."
        for name, value in {**FILLED, "what_if": typed}.items():
            if name == "what_if" or not form.get(name):
                form[name] = value
        if self._ask("POST", where, 303, list(form.items(multi=True))) is not None:
            self.stands[agreement] = typed
            self.saved += 1

    def _choose(self) -> None:
        home = self.chance.choice(self.homes)
        body = self._ask("GET", f"/casus/{home.ref}/documents/", 200)
        self.open = body and (home, _fields(body)["csrf_token"])

    def _export(self) -> None:
        if not self.open:
            return
        home, token = self.open
        sent = {"csrf_token": token, "document": "safety-plan", "reader": home.reader, "plan": 1, "purpose": "plan"}
        body = self._ask("POST", f"/casus/{home.ref}/documents/download", 200, sent)
        if body is None or not body.startswith(b"PK"):
            self.errors.append(f"export {home.ref}: no Word file")
        else:
            self.exported += 1


def _fields(body: bytes) -> Any:
    answer = SimpleNamespace(status_code=200, headers={}, mimetype="text/html", get_data=lambda: body)
    return Page(answer).fields()


def work(server: Server | Inside, visitors: list[Visitor], seconds: float, warm: float = 0) -> tuple[float, float]:
    """Everybody works for so long; the memory of the server after `warm` seconds and at the end."""
    begin, each = time.monotonic() + 0.1, len(visitors) / A_SECOND
    for number, one in enumerate(visitors):
        one.plan(server.port, begin + number / A_SECOND, seconds, each)
        one.start()
    time.sleep(warm)
    after_warm = server.megabytes()
    for one in visitors:
        one.join(10 * seconds + 120)
        assert not one.is_alive(), "somebody still waits for an answer"
    return after_warm, server.megabytes()


def took(visitors: list[Visitor], group: str) -> list[float]:
    """The seconds of everybody together."""
    return [second for one in visitors for second in one.took[group]]
