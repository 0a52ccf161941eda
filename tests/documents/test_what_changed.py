"""What changed since last time stands on top of every document of a plan version, only of what its reader may see."""

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document as read_word
from flask_babel import gettext as _
from sqlalchemy import select

from tests.documents.test_safety_plan import headings, words_of
from tests.plans import bodies as b
from tests.safety import census
from workbench.documents.catalogue import DOCUMENTS
from workbench.documents.house import default_house
from workbench.documents.models import DocumentMade
from workbench.documents.operations import view_for
from workbench.extensions import db
from workbench.plans.answers import Given
from workbench.plans.models import PlanVersion
from workbench.plans.projection import After, project
from workbench.plans.since import since_last, version_before

COMPARED = ("safety-plan",)  # short papers name what changed in a line, or not at all
MOMENT = datetime(2026, 6, 18, 20, 30, tzinfo=UTC)
BAS_SAYS_NO = Given(b.BAS, 2, "disagree", "Ik wil dat Truus dit blijft doen.", date(2026, 6, 16), "link", True, True)


def made(kind, body, change, reader, after=After(), **more):
    old = b.version(body, id=7, number=2, frozen_at=datetime(2026, 3, 16, 18, tzinfo=UTC))
    newer = deepcopy(body)
    change(newer)
    new = b.version(newer, **more)
    view = project(new, reader, after, [], withheld=frozenset())
    view = replace(view, changes=since_last(new, reader, before=old, now=view, secrets=[]))
    return DOCUMENTS[kind].build(view, default_house(), MOMENT)


def truus_helps(body):
    body["agreements"][0]["what"] = "Als Kim trek in drank heeft, belt zij meteen Truus."


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize("kind", COMPARED)
def test_it_stands_on_top_of_every_document_of_a_version(kind):
    file = made(kind, b.casus_a(), truus_helps, b.TRUUS)

    assert headings(file)[0] == _("What changed since last time?")
    compared = next(one for one in read_word(BytesIO(file)).tables if _("First") in [cell.text for cell in one.rows[0].cells])
    bold = [run.text for cell in compared.columns[2].cells for one in cell.paragraphs for run in one.runs
            if run.style.name == "Strong"]  # fmt: skip
    assert "meteen" in " ".join(bold)
    before = [one for cell in compared.columns[1].cells for one in cell.paragraphs]
    assert any("Als Kim trek in drank heeft, belt zij Marloes." in one.text for one in before)
    assert any(run.font.strike for one in before for run in one.runs)  # what no longer holds


@pytest.mark.usefixtures("context")
def test_a_sheet_marks_what_changed_for_its_reader_and_for_nobody_else():
    def change(body):
        body["agreements"][0]["what"] = "Als Kim trek in drank heeft, belt zij meteen Marloes."
        body["agreements"][2]["what"] = "Hier stond eerst iets heel anders over iemand anders."

    sheet = made("agreement-sheet", b.casus_a(), change, b.KIM)
    assert headings(sheet)[0] == _("The agreements of %(name)s", name="Kim")
    words = words_of(sheet)
    assert (_("new:") in words, _("lapsed:") in words, "iets heel anders" in words) == (True, True, False)
    nobody = made("agreement-sheet", b.casus_a(), truus_helps, b.TRUUS)
    said = _("Nothing changed for %(name)s since version %(number)s of %(day)s.", name="Truus", number=2, day="16 maart 2026")
    assert said in words_of(nobody)


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_first_version_has_no_word_of_it(kind):
    view = project(b.version(b.casus_a()), b.TRUUS, After(), [], withheld=frozenset())

    assert _("What changed since last time?") not in headings(DOCUMENTS[kind].build(view, default_house(), MOMENT))


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_nothing_of_the_other_side_is_in_it(kind):
    def change(body):
        body["agreements"][3]["what"] = "Daphne slaapt er altijd."
        body["agreements"].pop()

    file = made(kind, b.casus_b(), change, b.RICK)
    assert "Daphne slaapt" not in words_of(file)
    nothing = _("Nothing changed since version %(number)s of %(day)s.", number=2, day="16 maart 2026")
    assert (nothing in words_of(file)) == (kind in COMPARED)


@pytest.mark.usefixtures("context")
def test_an_objection_and_its_reason_stand_where_people_say_whether_they_agree():
    after = After(given=(BAS_SAYS_NO,), objections=(BAS_SAYS_NO,))
    kept = {"exceptions": [{"rule": "B7", "child": b.DAAN, "reason": "Daan ligt in het ziekenhuis."}], "objections": []}
    file = made("safety-plan", b.casus_a(), truus_helps, b.KIM, after, set_despite="Wij praten maandag verder.", set_with=kept)

    words = words_of(file)
    for said in ("Wij praten maandag verder.", "Ik wil dat Truus dit blijft doen.", "Daan ligt in het ziekenhuis."):
        assert said in words
    assert _("%(name)s objects to agreement %(number)s:", name="Bas", number="A2") in words


def test_a_reader_compares_with_the_version_he_has_a_copy_of_else_with_the_last_one_that_was_set(app):
    demo = census.load(app, family=0)
    with app.test_request_context():
        versions = {one.number: one for one in db.session.scalars(select(PlanVersion).filter_by(casus_id=demo.casus_id))}
        kim, bas = (next(one.id for one in demo.people() if one.first_name == name) for name in ("Kim", "Bas"))
        db.session.add(DocumentMade(casus_id=demo.casus_id, kind="safety-plan", reader_id=kim, plan_version_id=versions[1].id,
                                    made_by_id=demo.staff["sanne"].id, sha256="0" * 64))  # fmt: skip
        db.session.flush()

        assert version_before(versions[3], kim).number == 1
        assert version_before(versions[3], bas).number == 2
        assert version_before(versions[1], bas) is None
        view = view_for(versions[3], bas)
        assert view.changes.since == 2
        assert {one.state for one in view.changes.items if one.what == "agreement"} == {"new"}
