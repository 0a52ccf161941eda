"""A restore that is practised: the newest copy into an empty place, every row compared, the log verified, somebody signs in."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from flask import Flask, current_app
from lxml import html
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.exc import DBAPIError

from workbench.accounts.models import User
from workbench.extensions import db
from workbench.upkeep import CannotCopy, verifying
from workbench.upkeep import backup as copies
from workbench.upkeep.backup import Copy


@dataclass
class Drill:
    """How it went."""

    file: Path
    copy: Copy
    seconds: float = 0.0
    accounts: int = 0
    faults: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """What the drill says, a line each."""
        size = self.file.stat().st_size / 1024**2
        yield f"{self.file.name}: {size:.1f} MB, of {self.copy.made_at[:16]}"
        yield f"restored in an empty place and looked through in {self.seconds:.1f} s"
        yield f"{self.copy.rows} rows in {len(self.copy.tables)} tables compared, every sealed value opened"
        yield f"{self.accounts} accounts; somebody signed in"
        yield from (f"NOT WELL: {fault}" for fault in self.faults)


def newest(place: Path) -> Path:
    """The newest copy in a folder, or this file itself."""
    if place.is_file():
        return place
    found = sorted(place.glob(f"*{copies.ENDING}"))
    if not found:
        raise CannotCopy(f"There is no copy in {place}.")
    return found[-1]


def drill(place: Path, server: str | None = None) -> Drill:
    """Restore and look. Raises CannotCopy for a copy that cannot be opened or does not say what it said."""
    file, begun = newest(place), time.monotonic()
    with _empty_place(server) as url:
        app = _app_on(url)
        said: list[Copy] = []
        try:
            Context().run(_fill, app, file, said)
            done = Drill(file, said[0])
            Context().run(_look, app, done)
        finally:
            Context().run(_let_go, app)
        done.seconds = time.monotonic() - begun
    return done


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _fill(app: Flask, file: Path, said: list[Copy]) -> None:
    with app.app_context():
        copy = copies.restore(file, replace=False)
        if copy is None or copy.version not in ("", copies.head_of_code()):
            raise CannotCopy("This copy was made by another version; practise with that version.")
        said.append(copy)


def _look(app: Flask, done: Drill) -> None:
    from workbench import database

    with app.app_context(), database.reading():
        done.faults += verifying.faults()
        done.accounts = len(db.session.scalars(select(User.id)).all())
        db.session.rollback()
    if not done.faults and done.accounts:
        done.faults += _sign_in(app)


def _sign_in(app: Flask) -> Iterator[str]:
    """Give somebody another password, in the copy only, and sign in with it through the door itself."""
    from flask_security import hash_password

    password = secrets.token_urlsafe(24)
    with app.test_request_context():
        user = db.session.scalars(select(User).where(User.active).order_by(User.id)).first()
        if user is None:
            return
        user.password, email = hash_password(password), user.email
        db.session.commit()
    base = f"https://{(app.config.get('TRUSTED_HOSTS') or ['localhost'])[0].lstrip('.')}"
    door = app.test_client()
    page = Context().run(lambda: door.get("/sign-in", base_url=base))
    fields = {one.get("name"): one.get("value", "") for one in html.fromstring(page.get_data()).iter("input") if one.get("name")}
    sent = fields | {"email": email, "password": password}
    answer = Context().run(lambda: door.post("/sign-in", data=sent, base_url=base, headers={"Referer": f"{base}/sign-in"}))
    if answer.status_code not in (302, 303):
        yield f"nobody could sign in: the door answered {answer.status_code}"


def _app_on(url: str) -> Flask:
    """The same settings, on another database."""
    from workbench import create_app

    settings = {name: value for name, value in current_app.config.items() if name.isupper()}
    return create_app(SimpleNamespace(**settings | {"SQLALCHEMY_DATABASE_URI": url}))


@contextmanager
def _empty_place(server: str | None) -> Iterator[str]:
    """The address of an empty database of the same kind, which is gone afterwards."""
    own = db.engine.url
    if own.get_backend_name() == "sqlite":
        in_file = own.database not in (None, "", ":memory:")
        with TemporaryDirectory(prefix=".drill-", dir=Path(str(own.database)).parent if in_file else None) as folder:
            yield f"sqlite:///{folder}/drill.db"
        return
    there = make_url(server).set(drivername="postgresql+psycopg") if server else own
    name = f"{there.database}_drill_{secrets.token_hex(4)}"
    engine = create_engine(there, isolation_level="AUTOCOMMIT")
    try:
        _make(engine, name)
        try:
            yield there.set(database=name).render_as_string(hide_password=False)
        finally:
            with engine.connect() as connection:  # without FORCE: only a superuser may send the vacuum of the server away so
                connection.execute(text(f'DROP DATABASE "{name}"'))
    finally:
        engine.dispose()


def _make(engine: Engine, name: str) -> None:
    try:
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    except DBAPIError as error:
        raise CannotCopy(f"No empty database could be made ({error.orig}). Drill as a user that has CREATEDB.") from None
