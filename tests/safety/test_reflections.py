"""What a worker keeps to himself or herself is nowhere but on his or her own pages (domain.md 3.3, 2.6).

The census walks every page of the app, so that a new one is counted without a change here.
"""

import logging

import pytest
from sqlalchemy import select

from tests import factories
from tests.conftest import ON_POSTGRES
from tests.safety import census
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards import reflection_operations
from workbench.standards.models import DiscussedIn, Reflection, ReflectionNeed, ReflectionVisibility
from workbench.transfer import exporting

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

# Whose they are → what stands in the example, the need and the agreed action.
PLANTED = {
    "sanne": ("Zeepaardje zwemt", "Zilverreiger staat", "Zonnedauw vangt"),
    "mehmet": ("Waterhoen duikt", "Wielewaal fluit", "Wolfsmelk bloeit"),
}
CANARIES = tuple(word for words in PLANTED.values() for word in words)
OWN = "/reflections/"
ME, SUPERVISOR, TEAM = ReflectionVisibility.ONLY_ME, ReflectionVisibility.SUPERVISOR, ReflectionVisibility.TEAM


class Families:
    """Both demo families; each worker wrote about the own family and about the work in general."""

    def __init__(self, app):
        self.smeets = census.load(app)
        self.app, self.staff = app, self.smeets.staff
        with app.app_context():
            asked = select(Casus).where(Casus.id != self.smeets.casus_id).order_by(Casus.id)
            other = db.session.scalars(asked).first()
            self.jansma = census.Demo(app, other.ref, other.id, self.staff)

    @property
    def both(self):
        return (self.jansma, self.smeets)

    def plant(self, visibility=ME):
        """The planted words in a reflection about each family, and in one about none, by each worker."""
        with self.app.test_request_context():
            for name, family in (("sanne", self.jansma), ("mehmet", self.smeets)):
                for casus in (db.session.get_one(Casus, family.casus_id), None):
                    example, need, action = PLANTED[name]
                    reflection_operations.add_reflection(
                        by=self.staff[name], casus=casus, standard=4, self_level=2, need=ReflectionNeed.TALK_TO_SUPERVISOR,
                        example=f"{example} door het wier van gisteren.", need_reason=f"{need} stil.",
                        agreed_action=f"{action} een vlieg.", discussed_in=DiscussedIn.PEERS, visibility=visibility,
                    )  # fmt: skip
            db.session.commit()

    def pages(self, *of):
        """Every address of the app that is about no family, those of these families, and where words are looked for."""
        asked = [address for address in census.addresses(self.smeets, most=1) if not address.startswith("/casus/")]
        asked += [address for one in of for address in census.addresses(one, most=1) if address.startswith("/casus/")]
        asked += [f"/casus/{one.ref}/standards/" for one in self.both]
        return list(dict.fromkeys([*asked, *(f"/search?q={word.split()[0]}" for word in CANARIES), "/nothing"]))


@pytest.fixture
def families(app):
    return Families(app)


def test_a_private_reflection_is_on_nobody_elses_page(families, browse, caplog):
    families.plant()
    deputy = factories.worker(name="Vera Vervanger", team_id=families.staff["sanne"].team_id)
    with families.app.app_context():
        for casus in db.session.scalars(select(Casus)):
            casus.deputy_id = deputy.id
        db.session.commit()
    who = {"deputy": (deputy, families.both), "nobody": (None, ()), "henk": (families.staff["henk"], families.both)}
    who |= {name: (user, ()) for name, user in families.staff.items() if name not in (*who, *PLANTED)}
    with caplog.at_level(logging.DEBUG):
        found = [
            seen for name, (user, of) in who.items()
            for seen in census.as_staff(name, browse(user), families.pages(*of), CANARIES)
        ]  # fmt: skip

    assert found == []
    assert census.canaries_in(caplog.text, CANARIES) == set()


@pytest.mark.parametrize(("owner", "family"), [("sanne", "jansma"), ("mehmet", "smeets")])
def test_its_owner_meets_it_on_the_own_pages_and_nowhere_else(families, browse, owner, family):
    families.plant()
    browser = browse(families.staff[owner])
    found = census.as_staff(owner, browser, families.pages(getattr(families, family)), CANARIES)
    with families.app.app_context():
        first = db.session.scalars(select(Reflection.id).where(Reflection.worker_id == families.staff[owner].id)).first()
    found += census.as_staff(owner, browser, [f"{OWN}{first}"], CANARIES)

    assert [one for one in found if not one.where.startswith(OWN)] == []
    assert {one.what for one in found} == set(PLANTED[owner])


def test_no_participant_meets_it(families, browse):
    families.plant(TEAM)
    for family, name in ((families.smeets, "Daphne"), (families.smeets, "Wim")):
        found = census.as_participant(name, browse(), *family.invite(name), CANARIES)
        assert found == []


@pytest.mark.parametrize("visibility", [ME, SUPERVISOR, TEAM])
def test_no_document_and_no_casus_file_holds_a_word_of_a_reflection_whoever_may_read_it(families, browse, visibility):
    families.plant(visibility)
    found, made = [], 0
    for worker, family in (("sanne", families.jansma), ("mehmet", families.smeets)):
        with families.app.app_context():
            reader = family.people()[0].id
        seen, files = census.in_documents(worker, reader, browse(families.staff[worker]), family, CANARIES)
        found, made = found + seen, made + files
        with families.app.test_request_context():
            file = exporting.written(exporting.export_casus(db.session.get_one(Casus, family.casus_id)))
        assert census.canaries_in(file, CANARIES) == set()
        assert len(file) > 10_000

    assert found == []
    assert made > 0


def test_the_log_the_check_of_the_whole_and_the_database_itself_say_nothing_of_it(families):
    families.plant()
    checked = families.app.test_cli_runner().invoke(args=["verify"])
    with families.app.app_context():
        log = " ".join(str(one.detail) for one in db.session.scalars(select(AuditEntry)))
        added = [one for one in db.session.scalars(select(AuditEntry)) if one.event == "reflection added"]
        stored = b"" if ON_POSTGRES else db.engine.raw_connection().driver_connection.serialize()

    assert added
    assert census.canaries_in(f"{checked.output} {log}", CANARIES) == set()
    assert not any(word.encode() in stored for word in CANARIES)


# --- the census would notice


def test_what_is_shared_with_the_team_is_found_and_taking_it_back_holds_at_once(families, browse):
    families.plant(TEAM)
    where = families.pages(*families.both)
    henk = browse(families.staff["henk"])
    found = census.as_staff("henk", henk, where, CANARIES)
    outside = census.as_staff("rachida", browse(families.staff["rachida"]), families.pages(), CANARIES)
    with families.app.test_request_context():
        for one in db.session.scalars(select(Reflection)):
            reflection_operations.change_reflection(one, one.version, by=db.session.get_one(User, one.worker_id), visibility=ME)
        db.session.commit()

    assert {one.what for one in found} == set(CANARIES)
    assert {"/reflections/shared"} < {one.where for one in found}
    assert outside == []
    again = ["/reflections/shared", *(f"/casus/{one.ref}/standards/" for one in families.both)]
    assert census.as_staff("henk", henk, again, CANARIES) == []


def test_what_is_for_the_supervisor_is_not_for_colleagues(families, browse):
    families.plant(SUPERVISOR)
    fellow = browse(factories.worker(name="Iris", team_id=families.staff["henk"].team_id))

    assert {one.what for one in census.as_staff("henk", browse(families.staff["henk"]), ["/reflections/shared"], CANARIES)}
    assert census.as_staff("fellow", fellow, families.pages(), CANARIES) == []
