"""The participant's page on a phone, behind a personal link, beside a bare Flask route that prints the same agreements."""

import re
from pathlib import Path

from flask.testing import FlaskClient

from bench import data, floors, product
from bench.result import Result, at_most
from bench.rounds import side_by_side
from tests.pages import Browser
from workbench.casus.models import Person
from workbench.extensions import db
from workbench.plans import operations as plan_operations
from workbench.plans.models import PlanKind
from workbench.reviews import operations

MOST = 15 * 1024


def measure(folder: Path) -> list[Result]:
    """The page with one's own agreements, in one request; the floor reads the frozen plan version and prints its agreements."""
    database = product.file_in(folder, "participant.db")
    app = product.app_on(database)
    with app.test_request_context():
        team, worker = data.team_and_worker()
        casus = data.full_casus(team, worker)
        version = plan_operations.freeze(casus, by=worker, kind=PlanKind.FINAL, starts_on=data.DAY)
        person = db.session.scalars(db.select(Person).where(Person.casus_id == casus.id).order_by(Person.id)).first()
        _invitation, token, code = operations.invite(casus, person, version, by=worker)
        version_id, person_id = version.id, person.id
        db.session.commit()
    phone = _let_in(app, token, code)
    bare = floors.bare_app(database, app.extensions["keyring"]).test_client()
    page = product.get(phone, "/o/afspraken")
    took = side_by_side(
        {
            "product": lambda: product.get(phone, "/o/afspraken"),
            "floor": lambda: product.get(bare, f"/participant/{version_id}/{person_id}"),
        }
    )
    note = f"{took['product']:.1f} ms; floor {took['floor']:.1f} ms"
    addresses = re.findall(rb"<(?:link|script|img)[^>]*(?:href|src)=.([^\"'>]*)", page.data)
    size, others = len(page.data), sum(not address.startswith(b"data:") for address in addresses)
    whole = size <= MOST and others == 0
    return [
        at_most("participant's page / bare Flask route", took["product"] / took["floor"], 3.5, 2.5, note),
        Result("participant's page, size", f"{size / 1024:.1f} KB", "≤ 15 KB", "", f"{others} other requests", whole),
    ]


def _let_in(app, token: str, code: str) -> FlaskClient:
    browser = Browser(app)
    page = browser.open(f"/o/{token}")
    page = browser.send(page, {"code": code})
    if page.address != "/o/afspraken":
        raise RuntimeError(f"The code did not open the link: {page.address} says {page.words[:200]}")
    return browser.client
