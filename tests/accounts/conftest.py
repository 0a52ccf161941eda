"""An app with accounts only, and browsers that stand at its door."""

from contextvars import Context
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_login import current_user, login_required

from workbench import accounts
from workbench.accounts import operations
from workbench.accounts.models import Model, User
from workbench.crypto import KeyRing, new_key
from workbench.extensions import babel, csrf, db, limiter

ROOT = Path(__file__).parents[2]


class Visitor:
    """One browser. Each request runs in an empty context, as in production: nobody shares a session by accident."""

    def __init__(self, app: Flask) -> None:
        self.client = FlaskClient(app, app.response_class)

    def open(self, url: str, **options):
        return Context().run(self.client.open, url, **options)

    def post(self, url: str, **data):
        return self.open(url, method="POST", data=data)

    def sign_in(self, who: str = "sanne", password: str = operations.DEMO_PASSWORD):
        return self.post("/sign-in", email=f"{who}@vlierland.example", password=password)

    @property
    def name(self) -> str:
        """Who the house thinks this is."""
        return self.open("/").text

    @property
    def cookie(self):
        return self.client.get_cookie("session")


def person(who: str) -> User:
    return db.session.scalars(db.select(User).where(User.email == f"{who}@vlierland.example")).one()


@pytest.fixture
def app():
    app = Flask("workbench", root_path=str(ROOT / "workbench"), template_folder=str(ROOT / "templates"))
    app.config.update(
        TESTING=True,
        SQLALCHEMY_DATABASE_URI="sqlite://",
        SECRET_KEY="a secret for tests only",
        RATELIMIT_STORAGE_URI="memory://",
        WTF_CSRF_ENABLED=False,
    )
    app.extensions["keyring"] = KeyRing.parse(new_key("test"))
    for extension in (db, csrf, babel, limiter):
        extension.init_app(app)
    accounts.init_app(app)
    app.jinja_env.globals.update(nav=tuple, endpoint_exists=lambda endpoint: False)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.add_url_rule("/", "home", lambda: current_user.name if current_user.is_authenticated else "nobody")
    app.add_url_rule("/casus/", "casus", login_required(lambda: "eighteen families"))
    with app.app_context():
        Model.metadata.create_all(db.engine)
        operations.add_demo_staff()
        db.session.commit()
    return app


@pytest.fixture
def visitor(app):
    return Visitor(app)


@pytest.fixture
def change(app):
    """Run an operation on somebody, as another request would, and commit it."""

    def run(operation, who: str, *arguments, by: str | None = "beheer", **options):
        def inside():
            with app.app_context():
                answer = operation(person(who), *arguments, by=person(by) if by else None, **options)
                db.session.commit()
                return answer

        return Context().run(inside)

    return run
