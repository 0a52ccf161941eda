"""The product as it is measured: the real app on a database file of its own, with somebody signed in."""

from contextvars import Context
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

import config
from workbench import create_app
from workbench.accounts import sessions
from workbench.accounts.models import User
from workbench.extensions import db


def app_on(database: str) -> Flask:
    """The product on this database, with its tables made afresh."""
    settings = config.Testing()
    settings.SQLALCHEMY_DATABASE_URI = database
    app = create_app(settings)
    with app.app_context():
        db.drop_all()
        db.create_all()
    return app


def file_in(folder: Path, name: str) -> str:
    """The address of a SQLite file: measurements are made on a disk, with every commit durable."""
    return f"sqlite:///{folder / name}"


def signed_in(app: Flask, email: str) -> FlaskClient:
    """A browser in which this person is signed in."""
    client = app.test_client()

    def sign_in() -> None:
        with app.test_request_context():
            token = sessions.open_session(db.session.scalars(db.select(User).where(User.email == email)).one())
            db.session.commit()
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = token, True

    Context().run(sign_in)
    return client


def get(client: FlaskClient, path: str) -> Any:
    """One request in a context of its own, as in production; anything but 200 stops the measurement."""
    answer = Context().run(client.get, path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer
