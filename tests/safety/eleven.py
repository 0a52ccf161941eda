"""The eleven people of security.md C, around the family Smeets-Verhoeven: everybody who may or may not meet a word of it."""

from typing import Any

from sqlalchemy import select

from tests import factories
from tests.safety import census
from tests.safety.census import Demo
from workbench.casus.models import Casus, Person
from workbench.extensions import db

CHILD, NETWORK, PARENT = "Finn", "Wim", "Remco"
STAFF = ("W", "Wx", "S", "Sx", "A", "FG")


def colleagues(demo: Demo) -> dict[str, Any]:
    """Who has an account: on the casus, beside it, leading its team or another, the administrator, the privacy officer."""
    with demo.app.app_context():
        team = db.session.get_one(Casus, demo.casus_id).team_id
    return {
        "W": demo.staff["mehmet"], "Wx": factories.worker(team_id=team), "S": demo.staff["henk"],
        "Sx": factories.supervisor(team_id=demo.staff["rachida"].team_id), "A": demo.staff["beheer"], "FG": demo.staff["fg"],
    }  # fmt: skip


def guests(demo: Demo) -> dict[str, str]:
    """Who has a personal link: their first names."""
    return {"PP": PARENT, "PN": NETWORK, "PR": a_professional(demo), "PC": CHILD}


def people(demo: Demo, browse: Any) -> dict[str, tuple[Any, Any]]:
    """(browser, user) of each of the eleven, signed in or come in; who has no account has None."""
    found: dict[str, tuple[Any, Any]] = {who: (browse(user), user) for who, user in colleagues(demo).items()}
    for who, name in guests(demo).items():
        found[who] = (with_a_link(demo, browse, name), None)
    return found | {"AN": (browse(), None)}


def a_professional(demo: Demo) -> str:
    """The first name of somebody who has a link by profession."""
    with demo.app.app_context():
        roles = select(Person.first_name).where(Person.casus_id == demo.casus_id, Person.family_role == "professional")
        return str(db.session.scalars(roles).first())


def with_a_link(demo: Demo, browse: Any, name: str) -> Any:
    """A browser in which this person came in with a link and its code."""
    browser = browse()
    assert census.come_in(browser, *demo.invite(name)).status == 200
    return browser
