"""One app for the whole suite; each test starts from the same image of the database.

SQLite: the image is the bytes of an in-memory database, put back before a test that follows a change. PostgreSQL: each
test runs inside one outer transaction that is rolled back.
"""

import os
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

import config
from tests import factories
from tests.pages import Browser
from tests.safety import census
from workbench import create_app
from workbench.extensions import db

pytest_plugins = ("tests.requirements",)
ON_POSTGRES = bool(os.environ.get("TEST_DATABASE_URL"))


@pytest.fixture(scope="session")
def app() -> Iterator[Flask]:
    """The app of the whole run, with its tables made."""
    made = create_app(config.Testing())
    with made.app_context():
        db.drop_all()
        db.create_all()
        factories.office()
        db.session.commit()
    factories.use(made)
    census.use(made, None)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


class SqliteImage:
    """The bytes of the in-memory database as every test finds it."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            self.connection = db.engine.raw_connection().driver_connection
        self.bytes = self.connection.serialize()
        self.changes = self.connection.total_changes

    def restore(self) -> None:
        self.put_back(self.bytes)
        self.changes = self.connection.total_changes

    def put_back(self, content: bytes) -> None:
        self.connection.deserialize(content)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was written since the last restore."""
        return self.connection.total_changes == self.changes


@pytest.fixture(scope="session")
def image(app: Flask) -> "SqliteImage | None":
    made = None if ON_POSTGRES else SqliteImage(app)
    census.use(app, made)
    return made


@pytest.fixture(autouse=True)
def fresh(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give each test that uses the app the database as it was at the start."""
    if "app" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("app")
    if ON_POSTGRES:
        yield from _rolled_back(app)
        return
    image = request.getfixturevalue("image")
    before = image.connection.total_changes
    yield
    if image.connection.total_changes != before:
        image.restore()


def _rolled_back(app: Flask) -> Iterator[None]:
    with app.app_context():
        engine = db.engine
    with engine.connect() as connection:
        outer = connection.begin()
        engines = db._app_engines[app]
        engines[None] = connection  # type: ignore[assignment]
        try:
            yield
        finally:
            engines[None] = engine
            outer.rollback()


@pytest.fixture
def context(app: Flask) -> Iterator[None]:
    """An app context for tests of operations and queries, with a request around it so that texts have a language."""
    with app.test_request_context():
        yield
        db.session.rollback()


@pytest.fixture
def browse(app: Flask):  # type: ignore[no-untyped-def]
    """browse(user) is a browser in which that user is signed in; browse() one in which nobody is."""

    def open_browser(user: object = None) -> Browser:
        return Browser(app, user)

    return open_browser


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """The SQL statements sent while a test runs, without the beginning and end of transactions."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)
