"""Whoever comes back finds a line to the database that is open already, also when more people come at once than usual."""

import pytest
from sqlalchemy import event

from tests.safety import writers
from workbench import create_app, database
from workbench.extensions import db

AT_ONCE = 8  # threads of one process in the lock storm (security.md F.11)


def opened_when_they_come_back(url):
    """How many lines are opened for people who come all at once, after as many were here before."""
    app, opened = create_app(writers.OwnDatabase(url)), []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "connect", lambda *_line: opened.append(1))
    for _turn in range(2):
        before, lines = len(opened), [engine.connect() for _one in range(AT_ONCE)]
        for line in lines:
            line.close()
    engine.dispose()
    return len(opened) - before


@pytest.mark.parametrize("kind", writers.DATABASES)
def test_who_comes_back_finds_an_open_line(kind, tmp_path, monkeypatch):
    with writers.database(kind, tmp_path) as url:
        assert opened_when_they_come_back(url) == 0

        monkeypatch.setattr(database, "LINES", {})  # the control: as SQLAlchemy would do it
        assert opened_when_they_come_back(url) > 0
