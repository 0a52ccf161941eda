"""What goes to another machine must not be read on the way; the doctor says which setting leaves it open."""

import pytest

from workbench.upkeep import wire


@pytest.mark.parametrize(
    ("url", "open_"),
    [("", False), ("file:///tmp/post", False), ("smtp://localhost", False), ("smtp://127.0.0.1:25", False),
     ("smtps://post.example", False), ("smtp://wie:geheim@post.example:587", False),
     ("smtp://post.example", True), ("smtp://wie@post.example:25", True)],
)
def test_mail_to_another_machine_goes_sealed(url, open_):
    assert wire.mail_can_be_read(url) is open_


@pytest.mark.parametrize(
    ("url", "open_"),
    [("sqlite:////srv/x.db", False), ("postgresql+psycopg://w@/w", False), ("postgresql+psycopg://w@localhost/w", False),
     ("postgresql+psycopg://w@db.example/w?sslmode=verify-full", False), ("postgresql://w@/w?host=/run/postgresql", False),
     ("postgresql+psycopg://w@db.example/w", True), ("postgresql+psycopg://w@/w?host=db.example", True),
     ("postgresql+psycopg://w@db.example/w?sslmode=require", True)],
)
def test_what_is_asked_of_a_database_elsewhere_goes_sealed(url, open_):
    assert wire.database_can_be_read(url) is open_


def test_the_doctor_names_the_settings_that_leave_a_line_open(app, monkeypatch):
    with app.test_request_context():
        assert all(one.well for one in wire.of_the_wire())
        monkeypatch.setitem(app.config, "MAIL_URL", "smtp://post.example")
        monkeypatch.setitem(app.config, "SQLALCHEMY_DATABASE_URI", "postgresql+psycopg://w@db.example/w")
        (said,) = wire.of_the_wire()
    assert not said.well and not said.hard
    assert "(WORKBENCH_MAIL_URL, WORKBENCH_DATABASE_URL)" in said.text
