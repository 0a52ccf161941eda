"""The full plan of both demo casussen, for everybody in them (domain.md 7): complete in its own words, and no secret."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from sqlalchemy import select

from tests.safety import census
from workbench.accounts.models import User
from workbench.casus.models import Casus
from workbench.documents import operations
from workbench.documents.house import tree
from workbench.documents.ooxml import w
from workbench.extensions import db
from workbench.plans import queries
from workbench.plans.models import PlanVersion
from workbench.plans.projection import Leaking
from workbench.plans.rules import sha256

NEVER_ON_PAPER = ("Wilgenpad", "1999 ZQ", "De Luwte", "Het Anker", "06-00000742", "Oosterlinge")
NEVER_FOR_BLUE = (*NEVER_ON_PAPER, "pannenkoek", "Daphne slaapt", "Petra")
pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def families(app, context) -> list[Casus]:
    census.load(app)
    return list(db.session.scalars(select(Casus).order_by(Casus.id)))


def newest(casus: Casus) -> PlanVersion:
    return queries.version_of(casus, queries.version_lines(casus)[0].number)


def made_for(casus: Casus, name: str) -> bytes:
    """The full plan of the newest version for somebody by first name."""
    version = newest(casus)
    reader = next(person["id"] for person in version.body["people"] if person["name"] == name)
    return operations.make(casus, version, reader, "safety-plan", by=db.session.get_one(User, casus.worker_id)).content


def everything_in(file: bytes) -> str:
    """Every byte of every part, as text, and the words of each part without their tags between them."""
    with ZipFile(BytesIO(file)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    words = ["".join(tree(part).itertext(w("t"))) for name, part in parts.items() if name.endswith(".xml")]
    return "\n".join([*words, *(part.decode("utf-8", "replace") for part in parts.values())])


def test_the_plan_of_casus_a_holds_every_agreement_in_its_own_words(families):
    file = made_for(families[0], "Fatiha")
    words = everything_in(file)

    for agreement in newest(families[0]).body["agreements"]:
        assert agreement["what"] in words
        assert agreement["what_if"] in words
    assert "Maar ik ben geen alcoholist." in words
    assert len(read_word(BytesIO(file)).inline_shapes) == 3


def test_a_plan_for_the_blue_side_holds_no_secret_of_casus_b(families):
    for name in ("Rick", "Wim", "Remco"):
        found = everything_in(made_for(families[1], name))

        assert [secret for secret in NEVER_FOR_BLUE if secret in found] == []
        assert "Rick belt elke dinsdag en vrijdag" in found


def test_no_address_of_casus_b_is_in_anybodys_plan(families):
    for person in newest(families[1]).body["people"]:
        found = everything_in(made_for(families[1], person["name"]))

        assert [secret for secret in NEVER_ON_PAPER if secret in found] == []


def test_without_the_sub_group_of_one_agreement_the_secret_would_come_along(families):
    """The negative control: opened to everybody, the agreement with the code word is stopped by the scan."""
    version = newest(families[1])
    body = version.body
    opened = next(one for one in body["agreements"] if "pannenkoek" in one["what"])
    opened["audience"] = "everyone"
    version.body, version.sha256 = dict(body), sha256(body)

    with pytest.raises(Leaking):
        made_for(families[1], "Rick")
    assert "pannenkoek" in everything_in(made_for(families[1], "Mehmet"))
    db.session.rollback()
