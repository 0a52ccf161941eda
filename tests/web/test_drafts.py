"""Nothing typed is ever lost: drafts are kept, offered back to the same person only, and end with the save."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests import factories
from workbench import clock
from workbench.accounts.models import UserSession
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.web.drafts import Draft


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(casus):
    return factories.worker_of(casus)


def drafts(app):
    with app.app_context():
        return [(d.user_id, d.place, d.body) for d in db.session.scalars(select(Draft))]


def test_what_is_typed_is_kept_and_offered_back(app, browse, casus, worker):
    place = f"/casus/{casus.ref}/signals/new"
    browser = browse(worker)
    page = browser.open(place)
    token = page.fields()["csrf_token"]

    kept = browser.request(
        "POST", f"/casus/{casus.ref}/draft?place={place}", data={"csrf_token": token, "content": "Kim belt Marloes"}
    )

    assert kept.status == 204
    assert "concept" in browser.open(place).words
    assert browser.open(f"{place}?draft=1").value_of("content") == "Kim belt Marloes"


def test_a_draft_belongs_to_one_person(app, browse, casus, worker):
    place = f"/casus/{casus.ref}/signals/new"
    browser = browse(worker)
    token = browser.open(place).fields()["csrf_token"]
    browser.request(
        "POST", f"/casus/{casus.ref}/draft?place={place}", data={"csrf_token": token, "content": "Kim belt Marloes"}
    )
    deputy = factories.worker()
    with app.app_context():
        db.session.execute(update(Casus).where(Casus.id == casus.id).values(deputy_id=deputy.id))
        db.session.commit()

    assert browse(deputy).open(f"{place}?draft=1").value_of("content") == ""


def test_a_draft_of_another_place_is_refused(app, browse, casus, worker):
    browser = browse(worker)
    token = browser.open(f"/casus/{casus.ref}/signals/new").fields()["csrf_token"]

    refused = browser.request(
        "POST", f"/casus/{casus.ref}/draft?place=/me/password", data={"csrf_token": token, "content": "x"}
    )

    assert refused.status == 404
    assert drafts(app) == []


def test_what_is_sent_after_a_session_ran_out_is_kept(app, browse, casus, worker):
    place = f"/casus/{casus.ref}/signals/new"
    browser = browse(worker)
    page = browser.open(place)
    with app.app_context():
        db.session.execute(update(UserSession).values(seen_at=clock.now() - timedelta(hours=3)))
        db.session.commit()

    after = browser.send(page, {"content": "Kim belt Marloes"})

    assert after.address == "/sign-in"
    assert browse(worker).open(f"{place}?draft=1").value_of("content") == "Kim belt Marloes"


def test_what_belongs_to_the_page_itself_is_not_in_a_draft(app, browse, casus, worker):
    place = f"/casus/{casus.ref}/signals/new"
    browser = browse(worker)
    token = browser.open(place).fields()["csrf_token"]
    sent = {"csrf_token": token, "content": "Kim belt", "_coach": "read", "_reason:what:T4": "Zo zegt Kim het"}
    browser.request("POST", f"/casus/{casus.ref}/draft?place={place}", data=sent)

    assert [body for _user, _place, body in drafts(app)] == ["content=Kim+belt"]
