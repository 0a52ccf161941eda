"""What stops a paper says where, never what; in an acute crisis two people let out what nobody has to keep secret (ADR 0025)."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests import factories
from tests.documents.test_views import with_version
from tests.fresh import proved
from workbench import clock
from workbench.accounts.models import Role
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person, ProtectedTerm
from workbench.documents.models import DocumentMade
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import letting_out
from workbench.plans import queries as plans
from workbench.plans.models import LetOut

PHONE = "06-00000742"
SENTENCE = f"Neemt Marloes niet op, dan belt Kim Truus op {PHONE}."
WHERE = {"document": "safety-plan", "plan": 1}


@pytest.fixture
def casus():
    """Kim, Bas and grandmother Truus, whose number stands in plan B of an agreement."""
    worker = factories.worker()
    casus = factories.casus(worker)
    kim, bas, truus = (factories.person(casus, name) for name in ("Kim", "Bas", "Truus"))
    casus.agreed = factories.agreement(casus, factories.goal(casus), doers=[kim], checker=bas, what_if=SENTENCE)
    casus.number_of_truus = factories.contact_point(truus, PHONE, kind=ContactKind.PHONE)
    casus.by, casus.kim, casus.bas, casus.truus = worker, kim, bas, truus
    return casus


def look(browser, casus, reader=None):
    return browser.open("documents.index", ref=casus.ref, reader=(reader or casus.bas).id, **WHERE)


def made(browser, casus, page):
    return browser.send(page, {}, action=browser.address("documents.download", ref=casus.ref))


def asked(browser, casus, reader=None):
    """The worker asks a second person."""
    return browser.fill("let_out.ask", {"reason": "Bas past vannacht op en heeft dit nummer nodig."}, ref=casus.ref,
                        reader=(reader or casus.bas).id, **WHERE)  # fmt: skip


def sure(browser):
    """Somebody who showed a moment ago who he or she is."""
    return proved(browser)


def decided(browser, casus, granted="yes", words="Sanne gebeld: het is het nummer van oma."):
    with browser.app.app_context():
        newest = db.session.scalars(select(LetOut.id).order_by(LetOut.id.desc())).first()
    return browser.fill("let_out.decide", {"granted": granted, "words": words}, ref=casus.ref, asked_id=newest)


def test_the_worker_reads_where_it_stands_with_the_way_to_mend_it_and_never_what_it_is(browse, casus):
    page = look(with_version(browse, casus), casus)

    assert page.error_at("reader")
    assert PHONE not in page.words and PHONE not in page.text_source
    mend = [where for words, where in page.links().items() if "als het niet lukt" in words and where != "#reader"]
    assert mend == [f"/casus/{casus.ref}/agreements/{casus.agreed.id}/edit#what_if"]


def test_two_people_let_one_paper_out_once_and_everything_of_it_is_written_down(browse, casus, app):
    worker, lead = with_version(browse, casus), sure(browse(factories.supervisor_of(casus)))
    question = worker.open("let_out.ask", ref=casus.ref, reader=casus.bas.id, **WHERE)
    assert SENTENCE in question.words  # exactly what goes out
    assert "gevraagd" in asked(worker, casus).words
    assert "tweede persoon" in look(worker, casus).words
    assert any("Bas" in words and "tegengehouden" in words for words in lead.open("overview.today").links())
    with app.app_context():
        waiting = db.session.scalar(select(LetOut.id))
    assert SENTENCE in lead.open("let_out.decide", ref=casus.ref, asked_id=waiting).words
    own = worker.open("let_out.decide", ref=casus.ref, asked_id=waiting)
    assert (own.status, "granted" in own.text_source) == (200, False)
    token = own.tree.xpath("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "granted": "yes", "words": "goed"}
    assert worker.request("POST", "let_out.decide", values={"ref": casus.ref, "asked_id": waiting}, data=sent).status == 403
    decided(lead, casus)

    page = look(worker, casus)
    assert SENTENCE in page.words
    assert look(worker, casus, casus.kim).error_at("reader")  # of another reader nothing was decided
    assert made(worker, casus, page).body[:2] == b"PK"
    assert look(worker, casus).error_at("reader")  # once
    assert "eruit gelaten door twee mensen" in look(worker, casus).words
    with app.app_context():
        row, one = db.session.scalar(select(DocumentMade)), db.session.scalar(select(LetOut))
        assert (row.leak_check, one.asked_by_id != one.decided_by_id, one.used_at is not None) == ("overridden", True, True)
    log = lead.open("audit.index", ref=casus.ref).words
    assert "liet een papier eruit" in log
    assert PHONE not in log


@pytest.mark.parametrize("what", ["refused", "too late", "secret since", "another version"])
def test_what_was_let_out_holds_for_a_few_hours_for_that_text_and_as_long_as_nothing_in_it_is_secret(browse, casus, app, what):
    worker, lead = with_version(browse, casus), sure(browse(factories.supervisor_of(casus)))
    asked(worker, casus)
    decided(lead, casus, "no" if what == "refused" else "yes")
    if what == "secret since":
        with app.app_context():
            db.session.get(Person, casus.truus.id).protected = True
            db.session.commit()
    if what == "another version":
        worker.fill("plans.freeze", {"starts_on": "2026-06-19"}, ref=casus.ref)
        page = worker.open("documents.index", ref=casus.ref, reader=casus.bas.id, **WHERE | {"plan": 2})
        assert page.error_at("reader")
        return
    later = timedelta(hours=5 if what == "too late" else 1)
    with app.test_request_context(), time_machine.travel(clock.now() + later):
        version = plans.version_of(db.session.get_one(Casus, casus.id), 1)
        one = db.session.scalar(select(LetOut))
        assert (one.granted, one.decided_at is not None) == (what != "refused", True)
        assert letting_out.granted_for(version, casus.bas.id, "safety-plan") is None


@pytest.mark.parametrize("secret", ["person", "contact point", "word", "home", "shared number", "address where one is secret"])
def test_nobody_lets_out_what_is_of_somebody_who_has_to_keep_it_secret(browse, casus, app, secret):
    with app.app_context():
        truus, point = db.session.get(Person, casus.truus.id), db.session.get(ContactPoint, casus.number_of_truus.id)
        if secret == "person":
            truus.protected = True
        elif secret == "contact point":
            point.protected = True
        elif secret == "word":
            db.session.add(ProtectedTerm(casus_id=casus.id, kind=ContactKind.OTHER, text="Marloes"))
        elif secret == "home":
            truus.household_id = factories.household(db.session.get(Casus, casus.id), "Bij Truus", protected=True).id
        db.session.commit()
    if secret == "shared number":
        factories.contact_point(factories.person(casus, "Lotte", protected=True), PHONE, kind=ContactKind.PHONE)
    if secret == "address where one is secret":
        factories.person(casus, "Lotte", protected=True)
        factories.agreement(casus, doers=[casus.kim], checker=casus.bas, what_if="Dan gaat Kim naar Kerkstraat 12 in Vlierdam.")
    worker = with_version(browse, casus)
    page = look(worker, casus)

    assert page.error_at("reader")
    assert "Niemand kan dit eruit laten" in page.words
    assert asked_anyway(worker, casus) == "/casus/" + casus.ref + "/documents/"
    with app.test_request_context():
        whole = db.session.get_one(Casus, casus.id)
        version = plans.version_of(whole, 1)
        hits = letting_out.hits_of(version, casus.bas.id)
        assert any(not one.may_pass and not one.words for one in hits)
        with pytest.raises(RuleBroken):
            letting_out.ask(whole, version, casus.bas.id, "safety-plan", reason="nood", hits=hits, by=casus.by)


def asked_anyway(browser, casus):
    return browser.open("let_out.ask", ref=casus.ref, reader=casus.bas.id, **WHERE).address


def test_who_asked_does_not_decide_and_nothing_can_be_asked_of_a_paper_that_is_not_stopped(app, browse, casus):
    lead = factories.supervisor_of(casus)
    browser = sure(browse(lead))
    with_version(browse, casus)
    asked(browser, casus)  # who leads the team may export as well
    with app.app_context():
        waiting = db.session.scalar(select(LetOut.id))
    assert "iemand anders beslist" in browser.open("let_out.decide", ref=casus.ref, asked_id=waiting).words
    with app.test_request_context():
        whole = db.session.get_one(Casus, casus.id)
        with pytest.raises(RuleBroken, match=""):
            letting_out.decide(whole, db.session.get_one(LetOut, waiting), by=lead, granted=True, words="goed")
        with pytest.raises(RuleBroken):
            letting_out.ask(whole, plans.version_of(whole, 1), casus.bas.id, "safety-plan", reason="", hits=[], by=lead)
    other = factories.user(Role.SUPERVISOR, name="Iris", team_id=2)
    assert browse(other).open("let_out.decide", ref=casus.ref, asked_id=waiting).status == 404


def test_a_paper_that_was_found_is_known_by_its_number_for_who_may_know_of_it(browse, casus, app):
    casus_number = casus.number_of_truus
    with app.app_context():
        db.session.delete(db.session.get(ContactPoint, casus_number.id))
        db.session.commit()
    worker = with_version(browse, casus)
    made(worker, casus, look(worker, casus))
    with app.app_context():
        number = db.session.scalar(select(DocumentMade.number))
    lead, privacy = browse(factories.supervisor_of(casus)), browse(factories.privacy_officer())
    elsewhere = browse(factories.user(Role.SUPERVISOR, name="Iris", team_id=2))
    typed = "nr. " + number.replace("-", " ").upper()

    found = {name: who.fill("papers.find", {"number": typed}).words for name, who in
             (("lead", lead), ("privacy", privacy), ("elsewhere", elsewhere))}  # fmt: skip
    assert "Volledig veiligheidsplan" in found["lead"] and "Volledig veiligheidsplan" in found["privacy"]
    assert "Bas" not in found["privacy"] and casus.name not in found["privacy"]
    assert "geen papier met dit nummer" in found["elsewhere"]
    assert "geen papier met dit nummer" in lead.fill("papers.find", {"number": "2026-aaaa-bbbb"}).words
    assert worker.open("papers.find").status == 403
    assert "zocht een papier op" in lead.open("audit.index", ref=casus.ref).words
    assert number in look(worker, casus).words


def test_where_an_address_is_secret_a_number_of_nobody_may_pass_with_two_people_and_never_beside_a_street(browse, casus, app):
    """The number of a service, typed in plan B: no term of the casus, but an open number where no number may be open."""
    factories.person(casus, "Lotte", protected=True)
    for what_if in ("Dan belt Kim de huisarts op 010-4567890.", "Dan belt Kim 010-4567890 of gaat naar Kerkstraat 12."):
        factories.agreement(casus, doers=[casus.kim], checker=casus.bas, what_if=what_if)
    with_version(browse, casus)
    with app.test_request_context():
        version = plans.version_of(db.session.get_one(Casus, casus.id), 1)
        hits = letting_out.hits_of(version, casus.bas.id)

    assert {one.words: one.may_pass for one in hits if "huisarts" in one.words or not one.may_pass} == {
        "Dan belt Kim de huisarts op 010-4567890.": True, "": False,
    }  # fmt: skip
