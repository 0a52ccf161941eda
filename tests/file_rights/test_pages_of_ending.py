"""A file ends, or a part of it, by the pages: holds, what is due, destruction and erasing, each by two people."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import factories
from tests.fresh import long_here, proved
from workbench import clock
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.closing.models import LegalHold
from workbench.extensions import db
from workbench.file_rights.models import Destruction, Erasure, ErasureKind

TWO = "Hier kijken twee mensen naar."


@pytest.fixture
def home(app):
    """(the id and reference of a family in which Kim and Bas are known, its worker, its supervisor)."""
    with app.app_context():
        casus = factories.casus(name="Gezin Jansma")
        kim = factories.person(casus, "Kim", last_name="Jansma")
        factories.person(casus, "Bas", last_name="de Wit")
        factories.map_item(casus, text="Kim dronk op woensdag.", actor_id=kim.id)
        db.session.commit()
        return casus.id, casus.ref, factories.worker_of(casus), factories.supervisor_of(casus)


@pytest.fixture
def henk(home, browse):
    return browse(home[3])


@pytest.fixture
def fg(browse):
    return browse(factories.privacy_officer())


def over(app, number):
    """The term of this file ended yesterday."""
    with app.app_context():
        casus = db.session.get_one(Casus, number)
        casus.status, casus.closed_on = CasusStatus.CLOSED, clock.today() - timedelta(days=400)
        casus.keep_until = clock.today() - timedelta(days=1)
        db.session.commit()


def newest(app, model):
    """The number of what was made last."""
    with app.app_context():
        return db.session.scalars(select(model.id).order_by(model.id.desc())).first()


def forced(browser, page, endpoint, version, **where):
    """Sends what no page offers this person, as somebody would who knows the address."""
    token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
    return browser.request("POST", endpoint, values=where, data={"version": str(version), "csrf_token": token})


def pressed(browser, endpoint, here):
    """The button on the page of a request."""
    return browser.send(browser.open("file_rights.one", **here), {}, action=browser.address(endpoint, **here))


def test_a_hold_is_set_with_a_reason_confirmed_by_another_and_ended_by_two(app, home, henk, fg, browse):
    ref, until = home[1], clock.today() + timedelta(days=90)
    page = henk.fill("file_rights.hold", {"reason": "Er loopt een klacht.", "until": clock.today().isoformat()}, ref=ref)
    assert page.error_at("until")
    assert page.value_of("reason") == "Er loopt een klacht."
    page = henk.send(page, {"until": until.isoformat()})
    assert "nog niet bevestigd" in page.words
    assert "Vernietigingsstop bevestigen" not in page.words  # who set it does not confirm it
    hold = {"ref": ref, "hold_id": newest(app, LegalHold)}
    assert TWO in forced(henk, page, "file_rights.confirm_hold", 1, **hold).words

    fg.press("file_rights.index", "file_rights.confirm_hold", **hold)
    page = henk.fill("file_rights.ask_to_lift", {"why": ""}, **hold)
    assert page.error_at("why")
    page = henk.send(page, {"why": "De klacht is klaar."})
    assert "De klacht is klaar." in page.words
    assert TWO in forced(henk, page, "file_rights.lift", 3, **hold).words
    page = fg.press("file_rights.index", "file_rights.lift", **hold)

    assert "Vernietigingsstop beëindigd op" in page.words
    assert browse(home[2]).open("file_rights.hold", ref=ref).status == 403  # a worker sets none


def test_a_file_is_on_the_list_when_its_term_is_over_and_not_before(app, home, henk, fg, browse):
    assert "Gezin Jansma" not in henk.open("file_office.index").words  # the control
    over(app, home[0])

    assert "De termijn is voorbij" in henk.open("file_office.index").words
    assert "Gezin Jansma" in fg.open("file_office.index").words
    assert "Gezin Jansma" not in browse(factories.supervisor(team_id=2)).open("file_office.index").words
    assert browse(home[2]).open("file_office.index").status == 403
    henk.fill("file_rights.hold", {"reason": "Klacht.", "until": (clock.today() + timedelta(9)).isoformat()}, ref=home[1])
    assert "Vernietigingsstop tot" in fg.open("file_office.index").words


def test_a_file_is_destroyed_by_two_after_a_fresh_proof_and_only_a_report_without_a_name_stays(app, home, henk, fg):
    number, ref = home[:2]
    page = henk.fill("file_rights.ask_destruction", {"why": "De termijn is voorbij."}, ref=ref)
    assert "Alleen een gesloten dossier" in page.words  # not while it is open
    assert page.value_of("why") == "De termijn is voorbij."
    over(app, number)
    henk.fill("file_rights.ask_destruction", {"why": "De termijn is voorbij."}, ref=ref)
    here = {"ref": ref, "destruction_id": newest(app, Destruction)}
    page = proved(henk).open("file_rights.destroy", **here)
    assert TWO in page.words
    assert "Voorgoed vernietigen" not in page.words
    assert TWO in forced(henk, page, "file_rights.destroy", 1, **here).words
    assert long_here(fg).open("file_rights.destroy", **here).heading == "Bent u het?"

    proved(fg)
    page = fg.send(fg.open("file_rights.destroy", **here), {})

    assert "de bewaartermijn was voorbij" in page.words
    assert "Jansma" not in page.words
    assert henk.open("file_rights.index", ref=ref).status == 404
    with app.app_context():
        report = db.session.scalars(select(Erasure)).one()
        assert (report.kind, report.of_casus, report.asked_by_id) == (ErasureKind.RETENTION, number, home[3].id)
        assert db.session.get(Casus, number) is None


def test_who_does_not_agree_says_why_and_the_file_stays(app, home, henk, fg):
    over(app, home[0])
    henk.fill("file_rights.ask_destruction", {"why": "De termijn is voorbij."}, ref=home[1])
    here = {"ref": home[1], "destruction_id": newest(app, Destruction)}
    page = henk.fill("file_rights.refuse_destruction", {"why": "Toch niet."}, **here)
    assert TWO in page.words
    assert page.value_of("why") == "Toch niet."
    page = fg.fill("file_rights.refuse_destruction", {"why": ""}, **here)
    assert page.error_at("why")

    fg.send(page, {"why": "Er is nog een zus in zorg."})

    assert henk.open("file_rights.index", ref=home[1]).status == 200
    assert fg.open("file_rights.index", ref=home[1]).status == 200


def test_a_person_is_erased_after_a_decision_on_every_item_and_by_who_confirms_it_anew(app, home, henk, fg, browse):
    number, ref, worker, _supervisor = home
    with app.app_context():
        bas = db.session.scalars(select(Person).where(Person.casus_id == number)).all()[1].id
    answers = {"kind": "deletion", "person_id": bas, "asked_by_id": bas, "ground": "own"}
    sanne = browse(worker)
    page = sanne.fill("file_rights.new", answers, ref=ref)
    here = {"ref": ref, "request_id": int(page.address.rpartition("/")[2])}
    assert sanne.open("file_rights.grant", **here).status == 403  # the worker decides nothing of it
    page = fg.fill("file_rights.grant", {"why": "Hij vraagt het."}, **here)
    assert "nog niet beslist" in page.words
    page = fg.open("file_rights.items", **here)
    keys = page.tree.xpath("//input[@name='items']/@value")
    page = fg.send(page, {"items": keys, "decision": "keep"})
    assert page.error_at("because")
    assert page.fields().getlist("items") == keys
    fg.send(page, {"decision": "erase"})
    fg.fill("file_rights.grant", {"why": "Hij vraagt het."}, **here)
    assert long_here(henk).open("file_rights.carry_out", **here).heading == "Bent u het?"
    proved(henk)

    page = henk.send(henk.open("file_rights.carry_out", **here), {})

    assert "Het is gewist." in page.words
    assert henk.open("file_rights.carry_out", **here).status == 404  # once
    with app.app_context():
        blank = db.session.get_one(Person, bas)
        assert (blank.last_name, blank.born_on) == (None, None)
        events = db.session.scalars(select(AuditEntry.event).where(AuditEntry.chain == number)).all()
        assert {"deletion granted", "person erased"} <= set(events)


def test_who_prepared_an_extract_does_not_release_it_and_the_second_reader_can_send_it_back(app, home, henk, browse):
    number, ref, *_staff = home
    with app.app_context():
        kim = db.session.scalars(select(Person.id).where(Person.casus_id == number)).first()
    page = henk.fill("file_rights.new", {"kind": "access", "person_id": kim, "asked_by_id": kim, "ground": "own"}, ref=ref)
    here = {"ref": ref, "request_id": int(page.address.rpartition("/")[2])}
    page = henk.open("file_rights.items", **here)
    henk.send(page, {"items": page.tree.xpath("//input[@name='items']/@value"), "decision": "share"})
    page = pressed(henk, "file_rights.submit", here)
    assert "Vrijgeven" not in page.words
    version = page.fields(henk.address("file_rights.withdraw", **here)).get("version")
    assert TWO in forced(henk, page, "file_rights.release", version, **here).words

    officer = browse(factories.privacy_officer())
    page = officer.fill("file_rights.send_back", {"why": ""}, **here)
    assert page.error_at("why")
    officer.send(page, {"why": "Kijk nog eens naar woensdag."})
    assert "Kijk nog eens naar woensdag." in henk.open("file_rights.one", **here).words
    pressed(henk, "file_rights.submit", here)
    page = pressed(officer, "file_rights.release", here)

    assert "Vrijgegeven" in page.words
    assert proved(henk).open("file_rights.papers", **here).status == 200
