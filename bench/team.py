"""The team's overview: 500 casussen × ten standards, in a house of 1,000 and one of 100,000."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from bench import data, floors, product
from bench.result import Result, at_most
from bench.rounds import side_by_side
from tests.safety import writers
from workbench.extensions import db

OWN = 500


def measure(folder: Path) -> list[Result]:
    """The same page in a small and a large house, and beside one select with string drawing.

    On SQLite files, and on PostgreSQL where TEST_DATABASE_URL says which server: in databases of their own, dropped after.
    """
    found = []
    for kind in writers.DATABASES:
        (folder / "large").mkdir(exist_ok=True)
        with writers.database(kind, folder) as small, writers.database(kind, folder / "large") as large:
            found += _measured(small, large, kind)
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
    for app in (small_app, large_app, bare.application):
        with app.app_context():
            db.engine.dispose()
    return [
        at_most(f"team overview, 100,000 casussen / 1,000, {kind}", ratio, 1.15, note=note),
        at_most(f"team overview / one select and string drawing, {kind}", to_floor, float("inf"), 3.5),
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
