"""The team's overview: 500 casussen × ten standards, in a house of 1,000 and one of 100,000."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from bench import data, floors, product
from bench.result import Result, at_most
from bench.rounds import side_by_side
from workbench.extensions import db

OWN = 500
POSTGRES = os.environ.get("TEST_DATABASE_URL")


def measure(folder: Path) -> list[Result]:
    """The same page in a small and a large house, and beside one select with string drawing.

    On SQLite files, and on PostgreSQL where TEST_DATABASE_URL says which database: there in a schema for each house.
    """
    found = _measured(product.file_in(folder, "team1000.db"), product.file_in(folder, "team100000.db"), "")
    if POSTGRES:
        with _schema(POSTGRES, "bench_small") as small, _schema(POSTGRES, "bench_large") as large:
            found += _measured(small, large, ", PostgreSQL")
    return found


def _measured(small_house: str, large_house: str, kind: str) -> list[Result]:
    (small_app, team_id), (large_app, _id) = _filled(small_house, 1_000), _filled(large_house, 100_000)
    # who signs in before the large house is filled may be signed out again by then
    small, large = _supervisor(small_app), _supervisor(large_app)
    bare = floors.bare_app(small_house, small_app.extensions["keyring"]).test_client()
    page = product.get(small, "/team/")
    took = side_by_side(
        {
            "small": lambda: product.get(small, "/team/"),
            "large": lambda: product.get(large, "/team/"),
            "floor": lambda: product.get(bare, f"/team/{team_id}"),
        }
    )
    note = f"{took['small']:.0f} and {took['large']:.0f} ms, {len(page.data) // 1024} KB; floor {took['floor']:.0f} ms"
    ratio, to_floor = took["large"] / took["small"], took["small"] / took["floor"]
    return [
        at_most(f"team overview, 100,000 casussen / 1,000{kind}", ratio, 1.15, note=note),
        at_most(f"team overview / one select and string drawing{kind}", to_floor, float("inf"), 3.5),
    ]


def house(database: str, size: int) -> FlaskClient:
    """A supervisor's browser in a house of `size` casussen, 500 in her team."""
    return _supervisor(_filled(database, size)[0])


def _supervisor(app: Flask) -> FlaskClient:
    return product.signed_in(app, "henk@bench.example")


def _filled(database: str, size: int) -> tuple[Flask, int]:
    """The product in a house of this size, and the id of the team."""
    app = product.app_on(database)
    with app.app_context():
        team, worker = data.team_and_worker()
        team_id = team.id
        data.house_of(size, OWN, team, worker)
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        db.session.remove()
    return app, team_id


@contextmanager
def _schema(url: str, name: str) -> Iterator[str]:
    """The address of an empty schema of this database, dropped after."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {name} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {name}"))
    address = make_url(url).update_query_dict({"options": f"-csearch_path={name}"})
    try:
        yield address.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()
