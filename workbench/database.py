"""How the database is opened: SQLite made durable and honest, PostgreSQL with time limits (design.md 4, security.md F)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, g, has_app_context, has_request_context, request
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import StaticPool

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
PRAGMAS = (
    "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "trusted_schema=OFF", "secure_delete=ON",
)  # fmt: skip
POSTGRES = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"


def init_app(app: Flask) -> None:
    """Set the engine options for the configured database; called before the extension makes its engines."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    options: dict[str, Any] = dict(app.config.get("SQLALCHEMY_ENGINE_OPTIONS") or {})
    if url == "sqlite://":
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    elif url.startswith("sqlite"):
        options |= {"connect_args": {"timeout": 5}}
    else:
        if url.startswith("postgresql://"):
            url = app.config["SQLALCHEMY_DATABASE_URI"] = url.replace("postgresql://", "postgresql+psycopg://", 1)
        options |= {"pool_pre_ping": True, "connect_args": {"connect_timeout": 2, "options": POSTGRES}}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # we say BEGIN ourselves, see below
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """A transaction that may write takes SQLite's write lock at once: it then never has to give up halfway."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _only_reads() else "BEGIN IMMEDIATE")


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
def writing() -> Iterator[None]:
    """A short write inside a request that otherwise only reads: the read log, the hour of last use."""
    before = g.get("writing", False)
    g.writing = True
    try:
        yield
    finally:
        g.writing = before
