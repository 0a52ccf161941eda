"""The team's overview: 500 casussen × ten standards, in a house of 1,000 and one of 100,000."""

from pathlib import Path

from flask.testing import FlaskClient

from bench import data, floors, product
from bench.result import Result, at_most
from bench.rounds import side_by_side
from workbench.extensions import db

OWN = 500


def measure(folder: Path) -> list[Result]:
    """The same page in a small and a large house, and beside one select with string drawing."""
    small, team_id, bare = house(folder, 1_000)
    large, _team_id, _bare = house(folder, 100_000)
    page = product.get(small, "/team/")
    took = side_by_side(
        {
            "small": lambda: product.get(small, "/team/"),
            "large": lambda: product.get(large, "/team/"),
            "floor": lambda: product.get(bare, f"/team/{team_id}"),
        }
    )
    note = f"{took['small']:.0f} and {took['large']:.0f} ms, {len(page.data) // 1024} KB; floor {took['floor']:.0f} ms"
    return [
        at_most("team overview, 100,000 casussen / 1,000", took["large"] / took["small"], 1.15, note=note),
        at_most("team overview / one select and string drawing", took["small"] / took["floor"], float("inf"), 3.5),
    ]


def house(folder: Path, size: int) -> tuple[FlaskClient, int, FlaskClient]:
    """A supervisor's browser in a house of `size` casussen, 500 in her team; that team's id; a bare app."""
    database = product.file_in(folder, f"team{size}.db")
    app = product.app_on(database)
    with app.app_context():
        team, worker = data.team_and_worker()
        team_id = team.id
        data.house_of(size, OWN, team, worker)
        db.session.remove()
    bare = floors.bare_app(database, app.extensions["keyring"]).test_client()
    return product.signed_in(app, "henk@bench.example"), team_id, bare
