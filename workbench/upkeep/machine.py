"""The machine below the workbench: how the database is set, on what kind of disk it is, how full that is, what time it is."""

import ctypes
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _
from sqlalchemy import text

from workbench import clock
from workbench.extensions import db

PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0}
OF_POSTGRES = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
DURABLE = {"synchronous_commit": {"on", "remote_apply"}}
LEAST_FREE = 0.10  # of the disk
ELSEWHERE = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs", "lustre", "beegfs",
}  # fmt: skip
WRONG_CLOCK, UNSYNCED = timedelta(seconds=2), 5


class Finding(NamedTuple):
    """One thing that was looked at, and what to do about it when it is not well. Hard: nobody is served while it is not."""

    well: bool
    text: str
    hard: bool = False


def found(well: bool, good: str, wrong: str, *, hard: bool = False) -> Finding:
    """What is said when it is well, and what when it is not: with what to do."""
    return Finding(well, good if well else wrong, hard)


def of_the_database() -> Iterator[Finding]:
    """Whether what was saved stays saved, on SQLite and on PostgreSQL."""
    if db.engine.dialect.name == "sqlite":
        yield from _of_sqlite()
    else:
        yield from _of_postgres()


def _of_sqlite() -> Iterator[Finding]:
    file = file_of_database()
    for name, wanted in PRAGMAS.items():
        value = db.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
        well = value == wanted or (name == "journal_mode" and value == "memory" and file is None)
        yield _setting(well, name, value, wanted)
    if file is not None:
        kind = kind_of_disk(file, Path("/proc/self/mounts"))
        yield found(
            kind not in ELSEWHERE, _("the database is on a disk of this machine"),
            _("the database is on a disk of the network (%(kind)s), where locks fail: move it to this machine", kind=kind),
            hard=True,
        )  # fmt: skip
        others = file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        yield found(
            not others, _("only its owner reads the database"), _("others on this machine can read the database: chmod 600")
        )


def _of_postgres() -> Iterator[Finding]:
    for name in OF_POSTGRES:
        value = db.session.execute(text(f"SHOW {name}")).scalar_one()
        yield _setting(value in DURABLE.get(name, {"on"}), name, value, "on")


def _setting(well: bool, name: str, value: object, wanted: object) -> Finding:
    good = _("%(name)s is %(value)s", name=name, value=value)
    return found(well, good, _("%(name)s is %(value)s, should be %(wanted)s", name=name, value=value, wanted=wanted), hard=True)


def of_the_disk() -> Iterator[Finding]:
    """Whether there is room, where the database or else the programs are."""
    usage = shutil.disk_usage((file_of_database() or Path.cwd() / "x").parent)
    part = usage.free / usage.total
    free = format_percent(part)
    yield found(
        part >= LEAST_FREE, _("%(part)s of the disk is free", part=free), _("%(part)s of the disk is free: make room", part=free)
    )


def of_the_clock() -> Iterator[Finding]:
    """Whether the clock is right: as that of the database server, and kept by a time server where the system can tell."""
    if db.engine.dialect.name != "sqlite":
        theirs = db.session.execute(text("SELECT clock_timestamp()")).scalar_one()
        apart = abs(clock.now() - theirs)
        seconds = format_decimal(round(apart.total_seconds(), 1))
        yield found(
            apart < WRONG_CLOCK, _("the clock is %(seconds)s s from that of the database", seconds=seconds),
            _("the clock is %(seconds)s s from that of the database: set both by a time server", seconds=seconds),
        )  # fmt: skip
    state = _clock_state()
    if state is not None:
        yield found(
            state != UNSYNCED, _("a time server keeps the clock right"),
            _("no time server keeps the clock right: turn on timesyncd, chrony or the like"),
        )  # fmt: skip


def file_of_database() -> Path | None:
    """The file of a SQLite database; None for any other."""
    url = db.engine.engine.url
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def kind_of_disk(file: Path, mounts: Path) -> str:
    """The kind of file system a file is on; empty where the system does not tell."""
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    whole = file.resolve()
    found = [(len(line[1]), line[2]) for line in lines if len(line) > 2 and whole.is_relative_to(line[1])]
    return max(found, default=(0, ""))[1]


def _clock_state() -> int | None:
    """What Linux says of its clock (adjtimex), without changing it; None elsewhere."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        return int(ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.create_string_buffer(512)))
    except (OSError, AttributeError):
        return None
