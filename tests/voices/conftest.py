"""A family with two children, its parents, a goal and an agreement, and what Noa said."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from tests import factories
from workbench.extensions import db
from workbench.voices.models import ChildVoice, MayShare, Panel, VoiceForm, VoiceItem, WordsAndPictures


@factories.made
def voice(child, said, form=VoiceForm.THREE_HOUSES, **values):
    """A moment: `said` is a list of (part, words, may_share)."""
    items = [
        VoiceItem(casus_id=child.casus_id, order=nr, part=part, words=words, may_share=share)
        for nr, (part, words, share) in enumerate(said, 1)
    ]
    given = {"heard_on": factories.TODAY, "heard_by": "Sanne", "form": form, **values}
    return ChildVoice(casus_id=child.casus_id, child_id=child.id, items=items, **given)


@factories.made
def story(child, words, **values):
    panels = [Panel(casus_id=child.casus_id, order=nr, words=one) for nr, one in enumerate(words, 1)]
    return WordsAndPictures(casus_id=child.casus_id, child_id=child.id, panels=panels, **values)


@pytest.fixture
def family(app, browse):
    """Everything a test of this room starts from."""
    sanne = factories.worker()
    casus = factories.casus(sanne)
    kim, bas = factories.person(casus), factories.person(casus, "Bas")
    noa = factories.child(casus)
    goal = factories.goal(casus)
    agreement = factories.agreement(casus, goal, label="A1")
    heard = voice(noa, [
        ("worries", "Ik ben bang in het donker.", MayShare.NO), ("good", "Mama leest voor.", MayShare.YES),
    ])  # fmt: skip
    told = story(noa, ["Mama dronk te veel.", "Nu belt zij Marloes."])
    with app.app_context():
        items = [(one.id, one.words) for one in db.session.scalars(select(VoiceItem).order_by(VoiceItem.id))]
        panels = list(db.session.scalars(select(Panel.id).order_by(Panel.id)))
    return SimpleNamespace(
        app=app, casus=casus, ref=casus.ref, sanne=sanne, worker=browse(sanne), kim=kim, bas=bas, noa=noa, goal=goal,
        agreement=agreement, voice=heard.id, dark=items[0][0], reads=items[1][0], story=told.id, panels=panels,
    )  # fmt: skip


@pytest.fixture
def send_file(family):
    """Send a form with a file, as a browser does."""

    def send(where, content, name="tekening.png", answers=None, user=None, **values):
        browser = user or family.worker
        page = browser.open(where, ref=family.ref, **values)
        sent = dict(page.fields().items()) | {"alt": "Een huis met een vis.", **(answers or {})}
        if content is not None:
            sent["drawing"] = (BytesIO(content), name)
        return browser.request("POST", page.address, data=sent, content_type="multipart/form-data")

    return send
