"""The paper people keep when the work ends (domain.md 8.8): complete, in its order, and only what its reader may know."""

import hashlib
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document as read_word
from sqlalchemy import delete, select

from tests import factories
from tests.documents.test_demo import NEVER_FOR_BLUE, everything_in
from tests.documents.test_safety_plan import words_of
from workbench import clock
from workbench.accounts.models import Organisation, Team, User
from workbench.aftercare.models import AftercareCall, AftercareNeed
from workbench.aftercare.queries import plan_of
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, CasusStatus
from workbench.casus.queries import people_of
from workbench.closing import for_reader
from workbench.documents import closing_operations
from workbench.documents.models import DocumentMade
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals.models import DangerStatement, GoalStatus, SafetyGoal
from workbench.meetings.for_reader import Leaking
from workbench.partners.models import HandedOverBy, Handover, LookBack
from workbench.transfer import demonstration

LATER = date(2027, 1, 15)


@pytest.fixture
def families(context) -> list[Casus]:
    for table in (Team, Organisation):  # the demo brings its own
        db.session.execute(delete(table))
    return demonstration.load()


def someone(casus, name):
    return next(one for one in people_of(casus) if one.first_name == name)


def made_for(casus, name, **how):
    by = db.session.get_one(User, casus.worker_id)
    return closing_operations.make(casus, someone(casus, name).id, by=by, **how)


def headings(file):
    return [one.text for one in read_word(BytesIO(file)).paragraphs if one.style.name in ("heading 1", "Heading 1")]


def ended(casus):
    """The casus after its work: a goal reached and one let go, aftercare agreed, Veilig Thuis asks later, closed today."""
    here = {"casus_id": casus.id}
    reached, let_go = db.session.scalars(
        select(SafetyGoal).join(DangerStatement, DangerStatement.id == SafetyGoal.danger_id)
        .where(SafetyGoal.casus_id == casus.id).order_by(DangerStatement.number)
    ).all()[:2]  # fmt: skip
    reached.status, reached.status_since = GoalStatus.REACHED, date(2026, 6, 1)
    let_go.status, let_go.change_reason = GoalStatus.LET_GO, "De school brengt Noa nu zelf."
    plan = plan_of(casus)
    plan.is_concept, plan.who_calls_whom = False, "Marloes belt iedere zondag."
    kim, truus = someone(casus, "Kim"), someone(casus, "Truus")
    handover = Handover(**here, kind=HandedOverBy.SAFE_AT_HOME, organisation="Veilig Thuis", received_on=casus.started_on)
    db.session.add_all([
        handover, AftercareCall(**here, caller_id=kim.id, called_id=truus.id, when="Kim heeft trek."),
        AftercareNeed(**here, person_id=truus.id, need="Een vrije zaterdag.", withdrawn_on=clock.today(), withdrawn_why="Nee."),
    ])  # fmt: skip
    db.session.flush()
    db.session.add(LookBack(**here, handover_id=handover.id, planned_on=LATER))
    casus.status, casus.closed_on, casus.keep_until = CasusStatus.CLOSED, clock.today(), LATER
    db.session.flush()
    return casus


def test_it_says_in_the_order_of_the_domain_how_it_ended_and_how_it_stays_safe(families):
    casus = ended(families[0])
    made = made_for(casus, "Kim")
    words = words_of(made.content)

    assert made.file_name == f"afsluiting-{clock.today().isoformat()}.docx"
    assert headings(made.content) == [
        "Zo gaat het verder, voor Kim", "De laatste cijfers", "De doelen: bereikt of losgelaten",
        "Wie houdt zicht op de veiligheid?", "Vraagt Veilig Thuis hoe het gaat?", "Let op deze signalen",
        "Wie helpt het eerst?", "Wanneer spreken we elkaar?", "Uw rechten", "Hoe lang bewaren wij het dossier?", "Wie bel ik?",
    ]  # fmt: skip
    for said in ("Bereikt.", "(1 juni 2026)", "Losgelaten.", "De school brengt Noa nu zelf.", "na 3, 12 en 18 maanden",
                 "15 januari 2027", "Flessen in de fietsenkelder", "Marloes belt iedere zondag.", "Kim heeft trek.",
                 "15 december 2026", "goed genoeg", "klacht", "Waarom zo lang?",
                 "VASTGESTELD", "Wij bewaren het dossier tot"):  # fmt: skip
        assert said in everything_in(made.content), said
    assert "vrije zaterdag" not in words
    assert "Waarom zo lang?" not in words_of(made_for(casus, "Fatiha").content)  # why, names a child and a judge
    assert made_for(casus, "Kim", large=True).content != made.content
    rows = db.session.scalars(select(DocumentMade).where(DocumentMade.kind == "closing")).all()
    assert (rows[0].sha256, rows[0].purpose) == (hashlib.sha256(made.content).hexdigest(), "closing")
    db.session.flush()


def test_neither_side_of_a_separated_network_reads_of_the_other(families):
    casus = families[1]
    blue = {name: everything_in(made_for(casus, name).content) for name in ("Rick", "Wim", "Remco")}
    for name, found in blue.items():
        assert [secret for secret in NEVER_FOR_BLUE if secret in found] == [], name
        assert "Mehmet Kaya kan u hier meer over vertellen." in found  # the same sentence for every side: a hole would tell
    assert "Wim" not in [one.name for one in for_reader.project(for_reader.material(casus), someone(casus, "Lotte").id).contacts]
    assert for_reader.project(for_reader.material(casus), someone(casus, "Mehmet").id).signals  # the negative control
    assert not for_reader.project(for_reader.material(casus), someone(casus, "Rick").id).signals

    goal = db.session.scalars(select(SafetyGoal).where(SafetyGoal.casus_id == casus.id)).first()
    goal.status, goal.change_reason = GoalStatus.LET_GO, "Zij zegt pannenkoek en is dan op het Wilgenpad 7."
    db.session.flush()
    with pytest.raises(Leaking) as stopped:
        made_for(casus, "Rick")
    assert "waarom een doel is losgelaten" in str(stopped.value.message)


def test_a_child_under_twelve_and_who_left_get_none_and_an_older_child_is_spoken_to_as_a_child(families):
    casus = ended(families[0])
    noa, tom = someone(casus, "Noa"), someone(casus, "Tom")
    tom.ended_on = clock.today() - timedelta(days=1)
    for one in (noa, tom):
        with pytest.raises(RuleBroken):
            made_for(casus, one.first_name)
    noa.born_on = "2012-01-01"
    db.session.flush()
    words = words_of(made_for(casus, "Noa").content)
    assert "Dit mag jij altijd" in words
    assert "Uw rechten" not in words


def test_the_page_says_what_is_missing_shows_what_goes_in_and_hands_over_one_file(browse, app):
    casus = factories.casus()
    kim = factories.person(casus)
    noa = factories.child(casus)
    worker = browse(factories.worker_of(casus))
    page = worker.open("closing_paper.index", ref=casus.ref)
    assert "Schrijf eerst het nazorgplan." in page.words
    assert any(where.endswith("/aftercare/plan") for where in page.links().values())

    factories.aftercare_plan(casus, signals="Noa komt te laat op school.")
    page = worker.open("closing_paper.index", ref=casus.ref, reader=kim.id)
    assert "Noa komt te laat op school." in page.words
    assert "Noa is te jong voor een eigen papier" in page.words
    made = worker.send(page, {})
    assert made.body[:2] == b"PK"
    assert made.headers["Cache-Control"] == "no-store"
    assert "Kies" in worker.send(page, {"reader": noa.id}).error_at("reader")
    for room in ("aftercare.index", "documents.index"):
        assert any(where.endswith("/documents/closing") for where in worker.open(room, ref=casus.ref).links().values())
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "document made")).one()
        assert (entry.detail["kind"], entry.detail["reader"], entry.detail["sha256"]) == (
            "closing", kim.id, hashlib.sha256(made.body).hexdigest())  # fmt: skip
