"""How the database is opened: SQLite made durable and honest, PostgreSQL with time limits (design.md 4, security.md F)."""

import sqlite3
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Any

from flask import Flask, g, has_app_context, has_request_context, request
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import Pool, StaticPool

from workbench import dutch_days

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "trusted_schema=OFF", "secure_delete=ON",
)  # fmt: skip
# Sixteen people who save in one casus wait for one another: on a busy machine that takes longer than a few seconds.
POSTGRES = "-c statement_timeout=15000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
UNHURRIED = "SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0"
# As many lines to the database as a process opened stay open. SQLAlchemy would keep five and shut the others after each request:
# a new line to PostgreSQL makes its plan for a save anew, in ten times the time, while the others wait for the casus.
LINES: dict[str, Any] = {"pool_size": 15, "max_overflow": 0}
LONGEST_TURN = 20.0  # seconds to wait for the others of this process before asking SQLite all the same


class Turns:
    """Who writes to a SQLite file from this process, one after the other in the order they came.

    SQLite itself lets writers try again and again by chance: with sixteen of them somebody is unlucky for longer than any
    time limit, and reads that the work was not saved. Other processes still wait by `busy_timeout`.
    """

    def __init__(self) -> None:
        self._guard, self._waiting, self._taken = Lock(), deque[Event](), False

    def take(self, seconds: float = LONGEST_TURN) -> bool:
        """Wait for one's turn; False when it did not come in time, then there is nothing to give back."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            mine = Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._guard:
            if mine.is_set():  # it came at the last moment
                return True
            self._waiting.remove(mine)
        return False

    def give_back(self) -> None:
        """The next one, please."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_turns: defaultdict[str, Turns] = defaultdict(Turns)  # the address of a SQLite file → whose turn it is


def init_app(app: Flask) -> None:
    """Set the engine options for the configured database; called before the extension makes its engines."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    options: dict[str, Any] = dict(app.config.get("SQLALCHEMY_ENGINE_OPTIONS") or {})
    if url == "sqlite://":
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif url.startswith("sqlite"):
        options |= LINES | {"connect_args": {"timeout": 5}}
    else:
        if url.startswith("postgresql://"):
            url = app.config["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
        options |= LINES | {"pool_pre_ping": True, "connect_args": {"connect_timeout": 2, "options": POSTGRES}}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # we say BEGIN ourselves, see below
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        dutch_days.teach(connection)


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """A transaction that may write takes SQLite's write lock at once: it then never has to give up halfway."""
    if connection.dialect.name != "sqlite":
        if has_app_context() and (g.get("reading") or g.get("unhurried")):
            connection.exec_driver_sql(UNHURRIED)
        return
    if _only_reads():
        connection.exec_driver_sql("BEGIN")
        return
    _take_turn(connection)
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take_turn(connection: Connection) -> None:
    """Wait for the others of this process; a database in memory has one connection, and nobody to wait for."""
    if isinstance(connection.engine.pool, StaticPool) or "turn" in connection.info:
        return
    turns = _turns[connection.engine.url.database or ""]
    if turns.take():
        connection.info["turn"] = turns


@event.listens_for(Pool, "checkin")
@event.listens_for(Pool, "invalidate")
def _give_back_turn(_connection: Any, record: Any, *_why: Any) -> None:
    """A transaction ended, however it did: its connection goes back, and the next one may write."""
    turns = record.info.pop("turn", None)
    if turns is not None:
        turns.give_back()


def _only_reads() -> bool:
    if has_app_context() and g.get("reading"):
        return True
    return has_request_context() and only_looks() and not g.get("writing")


def only_looks() -> bool:
    """Whether this request changes nothing: by its method, or because its subject said so before anything was asked."""
    return request.method in SAFE_METHODS or bool(g.get("only_looks"))


@contextmanager
def reading() -> Iterator[None]:
    """A command that only reads, however long: people can go on saving meanwhile."""
    g.reading = True
    try:
        yield
    finally:
        g.reading = False


@contextmanager
def unhurried() -> Iterator[None]:
    """A command that changes much at once: the time limits of PostgreSQL are those of a page, and do not hold for it."""
    g.unhurried = True
    try:
        yield
    finally:
        g.unhurried = False


@contextmanager
def writing() -> Iterator[None]:
    """A short write inside a request that otherwise only reads: the read log, the hour of last use."""
    before = g.get("writing", False)
    g.writing = True
    try:
        yield
    finally:
        g.writing = before
