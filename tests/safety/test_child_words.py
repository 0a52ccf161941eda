"""What a child does not want shared reaches nobody but those who work in the casus: on no page, in no document (domain.md 6.5).

Words are planted with every child of both demo families, of each kind that may not leave; then everybody opens everything.
"""

from datetime import date

import pytest
from sqlalchemy import select

from tests.safety import census
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.plans import projection, snapshot
from workbench.plans.models import PlanVersion
from workbench.plans.rules import sha256
from workbench.voices.models import ChildVoice, MayShare, VoiceItem

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

SECRET = ("Kanarie-niet-delen", "Kanarie-nog-vragen", "Kanarie-ingetrokken", "Kanarie-rode-cirkel", "Kanarie-antwoord")
LATER = "Kanarie-later-teruggenomen"  # could be shared when the plan was frozen
OPEN = "Kanarie-mag-gedeeld"
NAMES = {0: ("Kim", "Bas", "Truus", "Fatiha"), 1: ("Lotte", "Rick", "Wim", "Daphne")}


def plant(demo):
    """Words of every kind with each moment a child of this family was heard, and a new version of the plan frozen after it."""
    day = date(2026, 6, 16)
    with demo.app.test_request_context():
        for voice in db.session.scalars(select(ChildVoice).filter_by(casus_id=demo.casus_id)).all():
            kinds = [
                (SECRET[0], None, MayShare.NO), (SECRET[1], None, MayShare.ASK), (SECRET[2], None, MayShare.YES),
                (SECRET[3], "red_circle", MayShare.YES), (LATER, None, MayShare.YES), (OPEN, None, MayShare.YES),
            ]  # fmt: skip
            for nr, (words, part, share) in enumerate(kinds, 90):
                withdrawn = day if words == SECRET[2] else None
                db.session.add(VoiceItem(
                    casus_id=demo.casus_id, voice_id=voice.id, order=nr, words=words, part=part, may_share=share,
                    withdrawn_on=withdrawn,
                ))  # fmt: skip
            voice.done_with_it = SECRET[4]
        db.session.flush()
        for version in db.session.scalars(select(PlanVersion).filter_by(casus_id=demo.casus_id)).all():
            casus = db.session.get_one(Casus, demo.casus_id)
            version.body = {**version.body, "child_words": snapshot.child_words_part(casus)}
            version.sha256 = sha256(version.body)
        db.session.commit()


def take_back(demo):
    with demo.app.app_context():
        for item in db.session.scalars(select(VoiceItem).filter_by(casus_id=demo.casus_id)):
            if item.words == LATER:
                item.may_share = MayShare.NO
        db.session.commit()


def everything(demo, browse, family):
    """Who meets which of the planted words: by a personal link, and in every document made for that person."""
    words = (*SECRET, LATER, OPEN)
    worker = browse(demo.staff["sanne" if family == 0 else "mehmet"])
    with demo.app.app_context():
        people = {one.first_name: one.id for one in demo.people()}
    found, files = [], 0
    for name in NAMES[family]:
        path, code = demo.invite(name)
        found += census.as_participant(name, browse(), path, code, words)
        seen, made = census.in_documents(name, people[name], worker, demo, words)
        found, files = found + seen, files + made
    return found, files


@pytest.fixture(params=[0, 1])
def family(request):
    return request.param


@pytest.fixture
def demo(app, family):
    loaded = census.load(app, family=family)
    plant(loaded)
    return loaded


def test_words_that_may_not_be_shared_reach_nobody(demo, browse, family):
    take_back(demo)
    found, files = everything(demo, browse, family)

    assert [seen for seen in found if seen.what != OPEN] == []
    assert files, "documents were made"
    assert {seen.who for seen in found}, "what may be shared is there to be read"


def test_the_plan_of_the_child_holds_only_what_may_be_shared(demo, browse, family):
    take_back(demo)
    worker = browse(demo.staff["sanne" if family == 0 else "mehmet"])
    with demo.app.app_context():
        children = set(db.session.scalars(select(ChildVoice.child_id).filter_by(casus_id=demo.casus_id)))
    for child in children:
        page = worker.open(f"/casus/{demo.ref}/plan/child/{child}")
        assert census.canaries_in(page.text_source, (*SECRET, LATER)) == set()
        assert census.canaries_in(page.text_source, (OPEN,)) == {OPEN}


def test_who_works_in_the_casus_reads_all_of_it_each_with_its_mark(demo, browse, family):
    worker = browse(demo.staff["henk"])
    with demo.app.app_context():
        child = db.session.scalar(select(ChildVoice.child_id).filter_by(casus_id=demo.casus_id))
    page = worker.open(f"/casus/{demo.ref}/voices/children/{child}")

    assert census.canaries_in(page.text_source, (*SECRET, LATER, OPEN)) == {*SECRET, LATER, OPEN}
    assert f"“{SECRET[0]}” Niet delen Niemand buiten deze casus ziet dit." in page.words


def test_without_the_rule_the_census_finds_them(demo, browse, family, monkeypatch):
    """What the tests above guard against: a snapshot that takes everything, and a projection that does not ask again."""
    monkeypatch.setattr(snapshot, "may_leave", lambda part, share, withdrawn: True)
    monkeypatch.setattr(projection.queries, "withheld_words", lambda casus_id: frozenset())
    monkeypatch.setattr("workbench.documents.operations.withheld_words", lambda casus_id: frozenset())
    with demo.app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        for version in db.session.scalars(select(PlanVersion).filter_by(casus_id=demo.casus_id)).all():
            version.body = {**version.body, "child_words": [
                {**one, "may_share": "yes"} for one in snapshot.child_words_part(casus)
            ]}  # fmt: skip
            version.sha256 = sha256(version.body)
        db.session.commit()
    found, _files = everything(demo, browse, family)

    assert {SECRET[0], SECRET[1], LATER} <= {seen.what for seen in found}
