"""Saving an agreement with eight writers at once, each commit durable, beside the driver doing the same two statements."""

import multiprocessing
import os
import sqlite3
import statistics
import time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.exc import StaleDataError

from bench import data, product
from bench.result import Result, at_least
from bench.rounds import ROUNDS
from workbench.accounts.models import User
from workbench.agreements.models import Agreement
from workbench.agreements.operations import change_agreement
from workbench.audit.models import AuditEntry
from workbench.casus.queries import casus_with_head
from workbench.database import PRAGMAS
from workbench.errors import EditConflict
from workbench.extensions import db

WRITERS, SAVES = 8, 25
LONG = 300.0


def measure(folder: Path) -> list[Result]:
    """Writers with a casus each, for throughput; then all on one agreement, for lost edits."""
    database = product.file_in(folder, "saving.db")
    app = product.app_on(database)
    with app.app_context():
        team, worker = data.team_and_worker()
        refs = [data.full_casus(team, worker).ref for _writer in range(WRITERS)]
        db.session.commit()
        db.engine.dispose()
    floor = folder / "floor.db"
    _prepare_floor(floor)
    took, acknowledged = _together(database, str(floor), refs)
    product_took, floor_took = (statistics.median(one) for one in zip(*took, strict=True))
    lost = _lost(app, acknowledged)
    saves = WRITERS * SAVES
    note = f"{saves / product_took:.0f} saves a second; driver {saves / floor_took:.0f}"
    tries = f"{acknowledged} acknowledged of {WRITERS * SAVES} on one agreement at once"
    return [
        at_least("save an agreement, 8 writers: ours / the driver", floor_took / product_took, 0.3, 0.6, note),
        Result("lost edits and missing log rows", str(lost), "0", "0", tries, lost == 0, lost == 0),
    ]


def _together(database: str, floor: str, refs: list[str]) -> tuple[list[tuple[float, float]], int]:
    """Seconds of each round (product, driver), and how many saves on one agreement were acknowledged."""
    spawn = multiprocessing.get_context("spawn")
    barrier, counted = spawn.Barrier(WRITERS + 1), spawn.Queue()
    writers = [
        spawn.Process(target=_writer, args=((database, floor), refs, number, barrier, counted))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    rounds = []
    for _round in range(ROUNDS):
        marks = []
        for _mark in range(3):
            barrier.wait(LONG)
            marks.append(time.perf_counter())
        rounds.append((marks[1] - marks[0], marks[2] - marks[1]))
    acknowledged = sum(counted.get(timeout=LONG) for _one in writers)
    for writer in writers:
        writer.join()
    return rounds, acknowledged


def _writer(paths: tuple[str, str], refs: list[str], number: int, barrier: Any, counted: Any) -> None:
    app = _product_on(paths[0])
    driver = _open(paths[1])
    for _round in range(ROUNDS):
        barrier.wait(LONG)
        for _save in range(SAVES):
            _save_product(app, refs[number])
        barrier.wait(LONG)
        for _save in range(SAVES):
            _save_driver(driver, number + 1)
        barrier.wait(LONG)
    counted.put(sum(_save_contended(app, refs[0]) for _save in range(SAVES)))


def _product_on(database: str) -> Flask:
    """The product on a database that is there already."""
    import config
    from workbench import create_app

    settings = config.Testing()
    settings.SQLALCHEMY_DATABASE_URI = database
    return create_app(settings)


def _save_product(app: Flask, ref: str, version: int | None = None) -> None:
    """What a request that saves does: the casus with the head of its log, the agreement, one operation, one commit."""
    with app.app_context():
        casus = casus_with_head(ref, lock=True)
        agreement, worker = _agreement(casus.id), db.session.scalars(select(User)).first()
        change_agreement(
            agreement, version or agreement.version, by=worker, what=f"{data.SENTENCE} {os.urandom(4).hex()}"
        )
        db.session.commit()


def _save_contended(app: Flask, ref: str) -> bool:
    """A form made from the version of a moment ago; whether it was saved."""
    with app.app_context():
        version = _agreement(casus_with_head(ref, lock=False).id).version
    try:
        _save_product(app, ref, version)
    except (EditConflict, StaleDataError):
        return False
    return True


def _agreement(casus_id: int) -> Agreement:
    collections = selectinload(Agreement.people), selectinload(Agreement.bottom_lines)
    asked = select(Agreement).where(Agreement.casus_id == casus_id, Agreement.number == 1).options(*collections)
    return db.session.scalars(asked).one()


def _lost(app: Flask, acknowledged: int) -> int:
    """Acknowledged saves without their version or their row in the log."""
    with app.app_context():
        agreements = db.session.scalars(select(Agreement).where(Agreement.number == 1)).all()
        versions = sum(agreement.version - 1 for agreement in agreements)
        rows = db.session.scalar(select(db.func.count()).where(AuditEntry.event == "agreement changed"))
    wanted = WRITERS * ROUNDS * SAVES + acknowledged
    return abs(wanted - versions) + abs(wanted - rows)


def _prepare_floor(path: Path) -> None:
    connection = _open(str(path))
    connection.execute("CREATE TABLE agreement (id INTEGER PRIMARY KEY, what BLOB, version INTEGER)")
    connection.execute(
        "CREATE TABLE audit (id INTEGER PRIMARY KEY, chain INTEGER, at TEXT, hash BLOB, prev_hash BLOB, detail TEXT)"
    )
    for number in range(1, WRITERS + 1):
        connection.execute("INSERT INTO agreement VALUES (?, x'00', 1)", (number,))
    connection.close()


def _open(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA busy_timeout=30000")
    return connection


def _save_driver(connection: sqlite3.Connection, number: int) -> None:
    """The floor: change a row if its version is the one of the form, write a row of the log, commit."""
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("SELECT version FROM agreement WHERE id = ?", (number,)).fetchone()[0]
    sealed = os.urandom(120)
    connection.execute(
        "UPDATE agreement SET what = ?, version = version + 1 WHERE id = ? AND version = ?", (sealed, number, version)
    )
    row = (number, "2026-06-01T12:00:00", os.urandom(32), os.urandom(32), '{"changed": ["what"]}')
    connection.execute("INSERT INTO audit (chain, at, hash, prev_hash, detail) VALUES (?, ?, ?, ?, ?)", row)
    connection.execute("COMMIT")
