"""Colleagues who save at the same time, through real requests, on a database of their own in a file or on PostgreSQL.

The set test: a text that was acknowledged is found back at the end, or whoever wrote over it had it before his or her eyes.
"""

import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import Context
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import create_engine, make_url, select, text

import config
from tests import factories
from tests.pages import Browser, Page
from workbench import access, create_app
from workbench import database as workbench_database
from workbench.agreements import operations
from workbench.agreements.models import Agreement
from workbench.audit import verify
from workbench.audit.models import AuditEntry
from workbench.extensions import db

POSTGRES = os.environ.get("TEST_DATABASE_URL", "")
DATABASES = ["sqlite", "postgresql"] if POSTGRES else ["sqlite"]


class OwnDatabase(config.Testing):
    """A database of its own, so that threads have connections of their own; and room for that many browsers."""

    SESSIONS_PER_PERSON = 50

    def __init__(self, url: str) -> None:
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = url


class Refusal(NamedTuple):
    """Somebody was too late: what was typed, whether it is on the page that says so, in a form made from what is stored now,
    and the other texts that are there."""

    typed: str
    kept: bool
    others: set[str]


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'house.db'}"
        return
    server, name = make_url(POSTGRES).set(drivername="postgresql+psycopg"), f"writers_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@contextmanager
def house(kind: str, folder: Path, agreements: int = 1) -> Iterator["House"]:
    """A house on a database of its own."""
    with database(kind, folder) as url:
        app = create_app(OwnDatabase(url))
        try:
            yield House(app, agreements)
        finally:
            let_go(app)


def let_go(app: Flask) -> None:
    """Close every connection of this app with its database."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def side_by_side(works: Iterable[Callable[[], object]]) -> None:
    """All of this at the same time, each in a thread and a context of its own; until the last is done."""
    threads = [threading.Thread(target=Context().run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def together(work: Callable[[int, Browser], None], browsers: list[Browser]) -> None:
    """Each of them does this at the same time."""
    side_by_side(partial(work, *pair) for pair in enumerate(browsers))


class House:
    """Some agreements of one family, and everybody who saves them."""

    def __init__(self, app: Flask, agreements: int = 1) -> None:
        self.app, self.numbers = app, count(1)
        with app.app_context():
            db.create_all()
            factories.office()
            self.worker = factories.worker()
            casus = factories.casus(worker=self.worker, supervisor=factories.supervisor())
            kim, bas, goal = factories.person(casus), factories.person(casus, "Bas"), factories.goal(casus)
            made = [factories.agreement(casus, goal, [kim], bas) for _one in range(agreements)]
            self.casus_id, self.agreement_ids = casus.id, [one.id for one in made]
            self.forms = [f"/casus/{casus.ref}/agreements/{one.id}/edit" for one in made]
            self.signals = f"/casus/{casus.ref}/signals/new"
            db.session.commit()
            db.session.expunge_all()
        self.begin()

    def begin(self) -> None:
        """Nobody did anything yet."""
        self.acknowledged: list[tuple[str, str]] = []  # (the text that was there, the text that was saved)
        self.refused: list[Refusal] = []
        self.odd: list[str] = []

    @property
    def database(self) -> str:
        """Which kind of database this house is on."""
        return str(self.app.config["SQLALCHEMY_DATABASE_URI"]).split(":")[0].split("+")[0]

    def browsers(self, how_many: int) -> list[Browser]:
        return [Browser(self.app, self.worker) for _one in range(how_many)]

    def save(self, browser: Browser, where: str, typed: str, start: threading.Barrier | None = None) -> None:
        """Somebody opens the form, types, and saves, at the same moment as the others where there is a `start`."""
        form = browser.open(where)
        if form.status != 200:
            self.odd.append(f"{form.status} {form.heading}")
            if start is not None:
                start.wait()
            return
        seen = form.value_of("what_if")
        if start is not None:
            start.wait()
        page = browser.send(form, {"what_if": typed}, follow=False)
        if page.status == 303:
            self.acknowledged.append((seen, typed))
        elif page.status == 409:
            self.refused.append(_refusal(typed, form, page))
        else:
            self.odd.append(f"{page.status} {page.heading}")

    def all_save(self, writers: int, turns: int) -> None:
        """Everybody on the first agreement, all at the same moment, some times over: as after a meeting."""
        start = threading.Barrier(writers, timeout=60)

        def work(number: int, browser: Browser) -> None:
            for _turn in range(turns):
                self.save(browser, self.forms[0], f"Dan belt Kim nummer {number}-{next(self.numbers)}.", start)

        together(work, self.browsers(writers))

    def all_save_for(self, writers: int, seconds: float, at_least: int = 0) -> None:
        """Everybody goes from agreement to agreement and saves without waiting for anybody, for so long and until so many are.

        Or as many were refused, so that it ends.
        """
        end = time.monotonic() + seconds

        def work(number: int, browser: Browser) -> None:
            while time.monotonic() < end or max(len(self.acknowledged), len(self.odd)) < at_least:
                turn = next(self.numbers)
                where = self.forms[(number + turn) % len(self.forms)]
                self.save(browser, where, f"Dan belt Kim nummer {number}-{turn}.")

        together(work, self.browsers(writers))

    def now(self) -> list[Agreement]:
        with self.app.app_context():
            asked = select(Agreement).where(Agreement.id.in_(self.agreement_ids)).order_by(Agreement.id)
            return list(db.session.scalars(asked))

    def lost(self) -> list[str]:
        """Texts that were saved, and that nobody saw before writing over them."""
        found = {before for before, _after in self.acknowledged} | {one.what_if for one in self.now()}
        return [after for _before, after in self.acknowledged if after not in found]

    def not_shown(self) -> list[str]:
        """Texts of who was too late that are not on that page, or with no saved text of another beside them."""
        saved = {"".join(after.split()) for _before, after in self.acknowledged}
        return [one.typed for one in self.refused if not (one.kept and one.others & saved)]

    def log(self) -> tuple[int, list[str]]:
        """How many saves stand in the log, and what is wrong with its chain."""
        with self.app.app_context():
            asked = select(AuditEntry).where(AuditEntry.chain == self.casus_id, AuditEntry.event == "agreement changed")
            return len(db.session.scalars(asked).all()), list(verify())

    def figures(self) -> dict[str, int]:
        """How it went."""
        return {"acknowledged": len(self.acknowledged), "conflicts": len(self.refused), "lost": len(self.lost()),
                "errors": len(self.odd)}  # fmt: skip


def _refusal(typed: str, form: Page, page: Page) -> Refusal:
    together = "".join(page.words.split())  # the words that differ are marked apart
    others = set(re.findall(r"DanbeltKimnummer\d+-\d+\.", together)) - {"".join(typed.split())}
    can_go_on = typed in page.value_of("what_if") and int(page.value_of("version")) > int(form.value_of("version"))
    return Refusal(typed, can_go_on, others)


def without_any_lock(house: House, monkeypatch: Any) -> None:
    """Take away what keeps two who save apart: the version in the form and of the row, the write lock, the lock of the casus."""
    with house.app.app_context():
        dialect = db.engine.dialect
    monkeypatch.setattr(operations, "expect_version", without_the_version)
    monkeypatch.setattr(dialect, "supports_sane_rowcount", False)  # SQLAlchemy then does not ask whether a row was changed
    monkeypatch.setattr(workbench_database, "_only_reads", lambda: True)
    monkeypatch.setattr(access, "only_looks", lambda: True)


def without_the_version(*_args: Any) -> None:
    """What is put in the place of the version check, to see what it guards against."""
