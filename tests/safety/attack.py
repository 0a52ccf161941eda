"""What the attacks have in common: both families with the ids of each, what a request wrote, and the database as plain rows."""

import os
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any

from sqlalchemy import LargeBinary, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from tests.pages import Browser, Page
from tests.safety import census
from tests.safety.census import Demo
from workbench.casus.models import Casus
from workbench.extensions import db

ABSENT = 987_654  # an id that is nobody's
LEFT = re.compile(rb'<p class="me__until">.*?</p>|data-(?:idle|whole)="\d+"')  # how long somebody is still signed in
CSRF = re.compile(rb'(name="csrf_token"[^>]*value=|name="csrf-token" content=|"csrf": ?)"[^"]*"')
WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# What looking and being refused may leave behind: the log, when somebody was last here, and counters of tries.
TRACES = {"audit_entry", "audit_head", "user_session", "unknown_links", "invitation", "participant_session", "user"}


def both_families(app: Any) -> tuple[Demo, Demo]:
    """(Jansma-de Wit, of Sanne; Smeets-Verhoeven, of Mehmet), in one database."""
    other = census.load(app, family=1)
    with app.app_context():
        row = db.session.execute(select(Casus.ref, Casus.id).where(Casus.id != other.casus_id)).one()
    return Demo(app, row.ref, row.id, other.staff), other


def token_of(browser: Browser, where: str = "/help") -> str:
    """The token a form of this browser needs."""
    found = browser.open(where).tree.xpath("//input[@name='csrf_token']/@value")
    return str(found[0]) if found else ""


def rules(app: Any, part: str = "") -> Iterator[tuple[Rule, str]]:
    """(rule, way of asking) for every page and every place that takes a form, below this address."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        if rule.endpoint != "static" and part in rule.rule:
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def plain(page: Page, *numbers: int) -> tuple[int, bytes, str]:
    """An answer without what differs by chance: the token, its own id, the time left, and these numbers wherever they stand."""
    body = LEFT.sub(b"", CSRF.sub(b"", page.body))
    body = re.sub(rb"<p[^>]*class=\"[^\"]*reference[^\"]*\".*?</p>|[0-9a-f]{16}", b"", body)
    where = page.headers.get("Location", "")
    for number in numbers:
        body = re.sub(rb"\b%d\b" % number, b"N", body)
        where = re.sub(rf"\b{number}\b", "N", where)
    return page.status, body, where


def sent(browser: Browser, form: Any, pairs: list[tuple[str, str]]) -> Page:
    """The answer to a form (test_hostile_input.FoundForm) that is sent with these pairs."""
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return browser.request("POST", form.action, data=data, follow=False)


@contextmanager
def what_was_written() -> Iterator[set[str]]:
    """The tables to which something was written and kept, while this runs."""
    asked: set[str] = set()
    kept: set[str] = set()

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if found := WRITES.match(statement):
            asked.add(found[1])

    def commit(_session: Any) -> None:
        kept.update(asked)
        asked.clear()

    def back(_session: Any, *_rest: Any) -> None:
        asked.clear()

    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Session, "after_commit", commit)
    event.listen(Session, "after_rollback", back)
    try:
        yield kept
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        event.remove(Session, "after_commit", commit)
        event.remove(Session, "after_rollback", back)


def rows(app: Any, but: set[str] | frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of every table as it is stored; a sealed value by its length, for it never looks the same twice."""

    def read() -> dict[str, list[str]]:
        with app.app_context(), db.engine.connect() as connection:
            found = {}
            for table in db.metadata.sorted_tables:
                if table.name in but:
                    continue
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                asked = connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"')  # noqa: S608 - our own tables
                found[table.name] = sorted(repr([_still(value) for value in row]) for row in asked)
            return found

    return Context().run(read)


def opened(app: Any, but: set[str] | frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of every table, a sealed value as what it says: for who draws by chance the same twice (`drawn_the_same`)."""

    def read() -> dict[str, list[str]]:
        with app.app_context(), db.engine.connect() as connection:
            tables = [table for table in db.metadata.sorted_tables if table.name not in but]
            return {table.name: sorted(repr([_plain(value) for value in row]) for row in connection.execute(select(table)))
                    for table in tables}  # fmt: skip

    return Context().run(read)


def _plain(value: Any) -> Any:
    return "a moment" if hasattr(value, "hour") or (isinstance(value, str) and MOMENT.match(value)) else value


@contextmanager
def drawn_the_same(seed: int = 12) -> Iterator[None]:
    """While this runs, tokens, codes and ids that are drawn by chance are the same as the time before."""
    chance = random.Random(seed)  # noqa: S311 - that it can be told beforehand is what it is for
    kept = os.urandom, random._urandom
    os.urandom = random._urandom = chance.randbytes
    try:
        yield
    finally:
        os.urandom, random._urandom = kept


DRAWN = re.compile(r"[0-9a-f]{32}|\$argon2.*")  # a number of chance, or the hash of a password
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")


def _still(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return len(bytes(value))
    if hasattr(value, "hour") or (isinstance(value, str) and MOMENT.match(value)):
        return "a moment"
    return DRAWN.sub("drawn", value) if isinstance(value, str) else value


def columns() -> dict[str, str]:
    """Every column name of every model, with a value somebody who attacks would like to see in it."""
    wanted: dict[str, str] = {}
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                continue
            wanted.setdefault(column.name, "1")
    wanted |= {"role": "administrator", "email": "dief@elders.example", "status": "closed", "protected": "", "active": ""}
    return wanted
