"""The overview of a casus, signed in, with access check and read log, beside bare Flask views of the same rows."""

from pathlib import Path

from bench import data, floors, product
from bench.result import Result, at_most
from bench.rounds import side_by_side
from workbench.extensions import db


def measure(folder: Path) -> list[Result]:
    """One page of the test casus; the floors load the same kinds of rows by the ORM (selectinload) and by Core selects."""
    database = product.file_in(folder, "overview.db")
    app = product.app_on(database)
    with app.app_context():
        casus = data.full_casus(*data.team_and_worker())
        casus_id, ref = casus.id, casus.ref
        db.session.commit()
    bare = floors.bare_app(database, app.extensions["keyring"]).test_client()
    worker = product.signed_in(app, "sanne@bench.example")
    page = product.get(worker, f"/casus/{ref}/")
    took = side_by_side(
        {
            "product": lambda: product.get(worker, f"/casus/{ref}/"),
            "orm": lambda: product.get(bare, f"/orm/{casus_id}"),
            "core": lambda: product.get(bare, f"/core/{casus_id}"),
        }
    )
    note = f"{took['product']:.1f} ms, {len(page.data) // 1024} KB; floors {took['orm']:.1f} and {took['core']:.1f} ms"
    return [
        at_most("casus overview / bare view with ORM selectinload", took["product"] / took["orm"], 1.0, note=note),
        at_most("casus overview / bare view with Core selects", took["product"] / took["core"], float("inf"), 1.6),
    ]
