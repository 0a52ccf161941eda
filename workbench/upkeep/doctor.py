"""What an administrator should know about this machine: settings of the database, keys, debug, disk, migrations."""

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app

from workbench import clock
from workbench.crypto import keyring
from workbench.crypto.rotation import keys_in_use
from workbench.extensions import db
from workbench.outbox.queries import TROUBLE, by_state
from workbench.reviews.alarms import DAY, alarms

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
LEAST_FREE = 1024**3  # a gigabyte


class Finding(NamedTuple):
    """One thing that was looked at, and what to do about it when it is not well."""

    well: bool
    text: str


def findings() -> Iterator[Finding]:
    """Everything that was looked at, in the order of urgency."""
    yield from _settings()
    yield from _keys()
    yield from _database()
    yield from _migrations()
    yield from of_the_outbox()
    yield from of_the_links()


def of_the_outbox() -> Iterator[Finding]:
    """Mail that did not go, or of which nobody knows whether it went."""
    states = by_state()
    trouble = sum(states[state] for state in TROUBLE)
    yield Finding(not trouble, "every mail that was written has gone or waits its turn" if not trouble
                  else f"{trouble} mails did not go, or perhaps did: tell the worker of the casus")  # fmt: skip


def of_the_links() -> Iterator[Finding]:
    """Alarms about personal links of the last day (security.md D.7)."""
    since = clock.now() - DAY
    many = sum(moment > since for moment, _words in alarms(clock.now()))
    yield Finding(not many, "nothing odd about personal links in the last day" if not many
                  else f"{many} alarms about personal links in the last day: look at the page Links")  # fmt: skip


def _settings() -> Iterator[Finding]:
    config = current_app.config
    off = not current_app.debug
    yield Finding(off, "debug is off" if off else "debug is on: nobody else may reach this machine")
    yield Finding(len(config["SECRET_KEY"]) >= 32, "the secret key has 32 characters or more")
    if config.get("DEMO"):
        yield Finding(True, "this is the demo: use it with invented families only")
    else:
        yield Finding(bool(config.get("SECOND_FACTOR_REQUIRED")), "a second factor is required of all staff")
        yield Finding(bool(config.get("SESSION_COOKIE_SECURE")), "session cookies go over https only")


def _keys() -> Iterator[Finding]:
    ring, used = keyring(), keys_in_use()
    unknown = sorted(set(used) - set(ring.names))
    yield Finding(not unknown, f"missing from the ring: {', '.join(unknown)}" if unknown else "every key in use is on the ring")
    old = sum(count for name, count in used.items() if name != ring.current)
    yield Finding(not old, f"everything is sealed with key {ring.current}" if not old
                  else f"{old} values are sealed with an older key: run keys rotate")  # fmt: skip


def _database() -> Iterator[Finding]:
    url = db.engine.url
    if db.engine.dialect.name != "sqlite":
        yield Finding(True, f"database: {db.engine.dialect.name}")
        return
    for name, wanted in PRAGMAS.items():
        value = db.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
        well = value == wanted or (name == "journal_mode" and value == "memory")
        yield Finding(well, f"{name} is {value}" + ("" if well else f", should be {wanted}"))
    if url.database and url.database != ":memory:":
        yield from _file(Path(url.database))


def _file(file: Path) -> Iterator[Finding]:
    open_to_others = file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    yield Finding(not open_to_others, "only its owner reads the database" if not open_to_others
                  else "others on this machine can read the database: chmod 600")  # fmt: skip
    free = shutil.disk_usage(file.parent).free
    yield Finding(free >= LEAST_FREE, f"{free // 1024**2} MB free on the disk" + ("" if free >= LEAST_FREE else ": make room"))


def _migrations() -> Iterator[Finding]:
    script = ScriptDirectory(str(Path(current_app.root_path).parent / "migrations"))
    now = set(MigrationContext.configure(db.session.connection()).get_current_heads())
    wanted = set(script.get_heads())
    yield Finding(now == wanted, "the tables are of this version" if now == wanted
                  else "the tables are of another version: run db upgrade")  # fmt: skip
