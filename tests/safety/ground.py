"""One small house that is built once in a run; each proof gets a copy of its file to be rough with."""

import atexit
import copy
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine

from tests.safety.writers import House, OwnDatabase, let_go
from workbench import create_app
from workbench.extensions import db

AGREEMENTS = 4


@cache
def built() -> tuple[House, Path]:
    """The house, and its file."""
    folder = Path(tempfile.mkdtemp(prefix="ground-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = create_app(OwnDatabase(f"sqlite:///{folder / 'house.db'}"))
    house = House(app, AGREEMENTS)
    let_go(app)
    return house, folder / "house.db"


def file_of_it(folder: Path) -> Path:
    """A copy of the file, closed: all of it is in the one file."""
    with closing(sqlite3.connect(built()[1])) as source, closing(sqlite3.connect(folder / "house.db")) as own:
        source.backup(own)
        own.execute("PRAGMA journal_mode=WAL")
    return folder / "house.db"


@contextmanager
def house_on(file: Path, query: str = "") -> Iterator[House]:
    """The house on this file; `query` says how SQLite opens it ("vfs=power")."""
    house = copy.copy(built()[0])
    house.begin()
    url = f"sqlite:///file:{file}?{query}&uri=true" if query else f"sqlite:///{file}"
    engine = create_engine(url, connect_args={"timeout": 5})
    engines = db._app_engines[house.app]
    kept = engines[None]
    engines[None] = engine
    try:
        yield house
    finally:
        let_go(house.app)
        engines[None] = kept
