"""What was erased stays erased: the list of it is gone through after every restore (security.md G.2).

The list stands in the database, and beside every copy in a file of its own (`….erased.json`, ids only): the list of the
newest copy in a folder is later than an older copy beside it. A restore reads all of them before it begins.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select

from workbench.extensions import db
from workbench.file_rights import erasing
from workbench.file_rights import keeping_operations as keeping
from workbench.file_rights.models import Erasure

ENDING = ".erased.json"
MOMENTS, DAYS = {"done_at"}, {"closed_on", "keep_until", "asked_on"}


def write_beside(copy: Path, erased: Iterable[dict[str, Any]] | None = None) -> Path:
    """Write the list of this moment, or this one, beside a copy, readable only by its owner."""
    file = copy.with_name(copy.name + ENDING)
    file.touch(mode=0o600)
    listed = [_plain(one) for one in (_here() if erased is None else erased)]
    file.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
    return file


def remembered(copy: Path) -> list[dict[str, Any]]:
    """Everything that was erased, as this database and the lists in the folder of the copy know it; each once."""
    lists = [[_plain(one) for one in _here()]]
    lists += [json.loads(file.read_text(encoding="utf-8")) for file in sorted(copy.parent.glob(f"*{ENDING}"))]
    found = {(one["ref"], one["done_at"]): one for some in lists for one in some}
    return [_read(one) for one in found.values()]


def replay(erasures: Iterable[dict[str, Any]]) -> int:
    """Erase again what the copy brought back, and leave nothing of it in the file. Returns how many."""
    done = keeping.replay(erasures)
    db.session.commit()
    if done:
        erasing.tidy()
    return done


def _here() -> list[Any]:
    if not inspect(db.engine).has_table("erasure"):
        return []
    with db.engine.connect() as connection:  # one of its own, that is given back: a restore needs the database to itself
        return list(connection.execute(select(Erasure.__table__).order_by(Erasure.id)).mappings())


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else getattr(value, "value", value)
        for name, value in dict(row).items() if name != "id"
    }  # fmt: skip


def _read(one: dict[str, Any]) -> dict[str, Any]:
    read = dict(one)
    for name in MOMENTS:
        read[name] = datetime.fromisoformat(read[name])
    for name in DAYS:
        read[name] = date.fromisoformat(read[name]) if read[name] else None
    return read
