"""A machine with the demo on it, in a database file of its own."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.machines import OnFile
from workbench import create_app
from workbench.extensions import db


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory):
    """A database file in which the demo command has been run once."""
    folder = tmp_path_factory.mktemp("demo")
    app = create_app(OnFile(folder))
    with app.app_context():
        db.create_all()
    said = app.test_cli_runner().invoke(args=["demo"])
    assert said.exit_code == 0, said.output
    with app.app_context():
        db.engine.dispose()
    return folder / "workbench.db", said.output


@pytest.fixture
def machine(demo_file, tmp_path):
    """A machine with its own copy of the demo."""
    with closing(sqlite3.connect(demo_file[0])) as source, closing(sqlite3.connect(tmp_path / "workbench.db")) as own:
        source.backup(own)
    app = create_app(OnFile(tmp_path))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
