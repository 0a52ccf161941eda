"""A database in a file, and running a command on it."""

from pathlib import Path

from sqlalchemy import select

import config
from workbench.casus.models import Casus
from workbench.extensions import db


class OnFile(config.Testing):
    """The settings of the suite with a database in a file."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{folder / 'workbench.db'}"


def run(app, *args, fails=False):
    """What a command prints. A command that fails, or does not, unlike the test says, is an error."""
    done = app.test_cli_runner().invoke(args=[str(arg) for arg in args])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert (done.exit_code != 0) == fails, done.output
    return done.output


def ref_of(app, number=1):
    with app.app_context():
        return db.session.scalar(select(Casus.ref).where(Casus.id == number))
