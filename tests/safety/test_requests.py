"""Requests of every kind by everybody: none ends in a fault of ours, and none that is refused leaves anything behind (F.8).

`WORKBENCH_REQUESTS=100000` sends that many (a quarter by each of four people), and then on PostgreSQL as well. After so many
requests the demo is put back as it was when they all came in, so that a form that was accepted does not spoil what comes after.
"""

import gc
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.conftest import ON_POSTGRES
from tests.requirements import database
from tests.safety import attack, census
from tests.safety.figures import figure
from tests.safety.test_hostile_input import ENDS, RAW, TEXTS, FoundForm, all_forms
from workbench.extensions import db

HOW_MANY = int(os.environ.get("WORKBENCH_REQUESTS", "300"))
IN_FULL = HOW_MANY > 5000
pytestmark = pytest.mark.only_on(database() if IN_FULL else "sqlite")  # the short form; test_hostile_input.py runs on both
ON = "postgresql" if ON_POSTGRES else "sqlite"
BATCH = 1000  # requests before the demo is put back
SLOW = 2.0  # seconds an answer may take
EVERY_PAGE = 1 if IN_FULL else 4  # one in so many pages is opened to find forms
WARM, GROWTH = 0.2, 50  # part of the run before memory is looked at, and MB it may grow after that
METHODS = ("GET",) * 4 + ("POST",) * 5 + ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
PARTS = ("0", "-1", "1", "7", "9" * 20, str(2**31), "%00", "%2e%2e%2f", "%ED%A0%80", "x" * 300, "zzzzzzzz", "1e3", "☂")
KEYS = ("q", "next", "show", "before", "place", "draft", "page", "nr", "from", "to", "sort", "%00", "a[]", "__class__")
PLANNED = {503}
WHO = ("sanne", "henk", "beheer", "nobody")


def memory() -> float:
    """What this process holds now, in MB."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Stranger:
    """Somebody who sends whatever comes up: any route, any way, any parts, any fields."""

    def __init__(self, demo: census.Demo, browser: Any, seed: int) -> None:
        self.browser, self.chance = browser, random.Random(seed)  # noqa: S311 - the same every time
        self.ids, self.ref = demo.ids(), demo.ref
        self.rules = [rule for rule in browser.app.url_map.iter_rules() if rule.endpoint not in ENDS]
        where = [one for one in census.addresses(demo, most=1) if not one.startswith("/sign-in/")]
        self.forms: list[FoundForm] = list(all_forms(browser, where[seed % EVERY_PAGE :: EVERY_PAGE]).values())
        self.faults: list[str] = []
        self.sent = self.kept = 0
        self.slowest, self.answers = (0.0, ""), Counter[int]()
        self.cookies = dict(browser.client._cookies)

    def again(self) -> None:
        """As this browser was when all forms were found."""
        self.browser.client._cookies = dict(self.cookies)

    def one(self, written: set[str]) -> None:
        """Send one request; `written` is the set in which what is kept of it will stand (attack.what_was_written)."""
        self.sent += 1
        chance = self.chance
        method = chance.choice(METHODS)
        form = chance.choice(self.forms) if self.forms and method == "POST" and chance.random() < 0.7 else None
        where = form.action if form else self.address()
        if chance.random() < 0.3:
            where += ("&" if "?" in where else "?") + f"{chance.choice(KEYS)}={self.value()}"
        options: dict[str, Any] = {"headers": self.headers()}
        if method in ("POST", "PUT", "PATCH"):
            options |= self.body(form)
        said = f"{method} {where[:120]} {str(options.get('data'))[:300]}"
        written.clear()
        begun = time.monotonic()
        try:
            page = self.browser.request(method, where, follow=False, **options)
        except Exception as error:
            self.faults.append(f"{type(error).__name__} {str(error)[:120]}: {said}")
            return
        self.slowest = max(self.slowest, (time.monotonic() - begun, said))
        self.answers[page.status] += 1
        self.look(page, method, said, written)

    def look(self, page: Any, method: str, said: str, written: set[str]) -> None:
        if page.status >= 500 and page.status not in PLANNED:
            self.faults.append(f"{page.status}: {said}")
        changed = written - attack.TRACES
        self.kept += bool(changed)
        if changed and (page.status >= 400 or method not in ("POST",)):
            self.faults.append(f"{page.status} wrote to {sorted(changed)}: {said}")

    def address(self) -> str:
        rule = self.chance.choice(self.rules)
        address = next(census.filled(rule, self.ref, self.ids), rule.rule)
        parts = address.split("/")
        if self.chance.random() < 0.35 and len(parts) > 2:
            parts[self.chance.randrange(1, len(parts))] = self.chance.choice(PARTS)
        return "/".join(parts)

    def value(self) -> str:
        return self.chance.choice(RAW) if self.chance.random() < 0.3 else quote(self.chance.choice(TEXTS), safe="")

    def headers(self) -> dict[str, str]:
        odd = {"Cookie": "werkbank=%00; afspraken=" + "x" * 90, "HX-Request": "true", "X-Forwarded-For": "'; --",
               "Accept": "\x7f", "If-None-Match": "*", "Range": "bytes=9-1", "Accept-Language": "xx-\u00e9;q=z"}  # fmt: skip
        name = self.chance.choice(list(odd))
        return {name: odd[name]} if self.chance.random() < 0.2 and (name != "Cookie" or self.chance.random() < 0.2) else {}

    def body(self, form: FoundForm | None) -> dict[str, Any]:
        chance = self.chance
        if form is None and chance.random() < 0.2:
            kinds = ("application/json", "multipart/form-data; boundary=x", "x/y")
            return {"data": b"\xff\x00{", "content_type": chance.choice(kinds)}
        pairs = [(name, quote(value, safe="")) for name, value in form.fields] if form else [("text", self.value())]
        for _change in range(chance.choice((0, 1, 1, 2, 5))):
            at = chance.randrange(len(pairs))
            name = pairs[at][0]
            if name == "csrf_token" and chance.random() < 0.9:
                continue
            pairs[at] = (name, self.value())
            if chance.random() < 0.1:
                pairs.append((name, self.value()))
            if chance.random() < 0.1:
                del pairs[at]
                break
        data = "&".join(f"{quote(name)}={value}" for name, value in pairs)
        return {"data": data, "content_type": "application/x-www-form-urlencoded"}


class Start:
    """The database as it was when everybody had come in, to be put back: as bytes, or as a savepoint."""

    def __init__(self, app: Any, image: Any) -> None:
        self.app, self.image = app, image
        self.bytes = image.connection.serialize() if image else None
        self.savepoint: Any = None if image else self.connection.begin_nested()

    @property
    def connection(self) -> Any:
        with self.app.app_context():
            return db.engine

    def put_back(self) -> None:
        if self.image:
            self.image.put_back(self.bytes)
            self.image.connection.execute("UPDATE casus SET id = id")  # so that the database is known to have changed
        else:
            self.savepoint.rollback()
            self.savepoint = self.connection.begin_nested()


def test_whatever_is_sent_nothing_breaks_and_nothing_refused_is_kept(app, browse, image):
    demo = census.load(app, family=0)
    strangers = [Stranger(demo, browse(demo.staff.get(who)), nr) for nr, who in enumerate(WHO)]
    start, before, begun, used = Start(app, image), 0.0, time.monotonic(), time.process_time()
    with attack.what_was_written() as written:
        for nr in range(HOW_MANY):
            if nr and nr % BATCH == 0:
                start.put_back()
                for one in strangers:
                    one.again()
            strangers[nr % len(strangers)].one(written)
            if nr == int(HOW_MANY * WARM):
                before = memory()
            if IN_FULL and nr % 5000 == 0:
                print(f"{nr} requests, {memory():.0f} MB, {[len(one.faults) for one in strangers]}", flush=True)  # with -s
    took, used, grown = time.monotonic() - begun, time.process_time() - used, memory() - before
    faults = [fault for one in strangers for fault in one.faults]
    kept, slowest = sum(one.kept for one in strangers), max(one.slowest for one in strangers)
    answers = sum((one.answers for one in strangers), Counter[int]())
    figure("F.8 hostile input", goal="0 answers ≥ 500, none > 2 s, growth < 50 MB, nothing refused is kept",
           reached=f"{len(faults)} faults in {HOW_MANY} requests, slowest {slowest[0]:.2f} s, {grown:+.0f} MB, "
           f"{kept} valid forms kept; {took:.0f} s, {HOW_MANY / used:.0f} per second of one core",
           control="planted fault found", database=ON)  # fmt: skip
    if IN_FULL:
        print(f"{took:.0f} s, {HOW_MANY / used:.0f} a second, {grown:+.0f} MB, {kept} kept, {slowest}, {answers}", flush=True)

    assert faults == []
    assert grown < GROWTH
    assert kept > 2, "some of what is sent is right, and is kept"
    assert not IN_FULL or slowest[0] < SLOW, slowest
    assert answers[429] < HOW_MANY / 10, "who is told to wait tries nothing"
    assert answers[200] > HOW_MANY / 10


def test_a_planted_fault_is_found(app, browse, monkeypatch):
    """The control: one text that breaks, and one page that writes while it is looked at."""
    from workbench.accounts.models import Team
    from workbench.web import fields

    demo = census.load(app, family=0)
    stranger = Stranger(demo, browse(demo.staff["sanne"]), 0)
    really, rare = fields.clean, "DROP" if IN_FULL else "1"  # in the short form it comes up sooner

    def breaks(text: str, **how: Any) -> str:
        if rare in text:
            raise KeyError(text)
        return really(text, **how)

    def writes() -> str:
        db.session.add(Team(organisation_id=1, name="Geplant"))
        db.session.commit()
        return "ok"

    writes.access = "public: planted"  # type: ignore[attr-defined]
    monkeypatch.setattr(fields, "clean", breaks)
    monkeypatch.setitem(app.view_functions, "pages.help", writes)
    if not IN_FULL:
        stranger.rules = [rule for rule in stranger.rules if rule.endpoint == "pages.help"]
    found, begun = dict.fromkeys(("KeyError", "wrote"), ""), time.monotonic()
    with attack.what_was_written() as written:
        while not all(found.values()) and stranger.sent < (20_000 if IN_FULL else 400):
            stranger.one(written)
            told = {word for fault in stranger.faults for word in fault.split()}
            for word in [one for one, when in found.items() if not when and one in told]:
                found[word] = f"{stranger.sent} requests, {time.monotonic() - begun:.1f} s"

    assert all(found.values()), stranger.faults[:3]
    figure("F.8 planted fault", goal="found < 1 min", database=ON,
           reached=f"a text that breaks: {found['KeyError']}; a page that writes: {found['wrote']}")  # fmt: skip
