"""The worker's own tablet in somebody else's hands: that person's pages, and nothing of the worker."""

import pytest

from tests import factories
from tests.reviews.conftest import PASSWORD, with_password
from tests.reviews.test_participant_pages import answer
from workbench.accounts.models import User, UserSession
from workbench.audit.models import AuditEntry
from workbench.casus.models import FamilyRole
from workbench.extensions import db
from workbench.reviews.models import Answer, Channel, Invitation, ParticipantSession, Via


@pytest.fixture
def tablet(family, browse):
    """The worker's browser, handed over to Fatiha."""
    with_password(family.app, family.worker)
    browser = browse(family.worker)
    browser.page = browser.fill(
        "reviews.hand_over", {"password": PASSWORD}, ref=family.casus.ref, person_id=family.fatiha.id
    )
    return browser


def staff_pages(family):
    ref = family.casus.ref
    return ["/", f"/casus/{ref}/", f"/casus/{ref}/links", f"/casus/{ref}/family/", "/me", "/search", "/settings/"]


def test_handing_over_shows_one_persons_pages_and_nothing_of_the_worker(family, tablet):
    assert tablet.page.address == "/o/afspraken"
    assert tablet.page.heading == "Fatiha loopt elke vrijdag om 20.30 uur bij Kim langs."
    assert "Kim belt Truus" not in tablet.page.text_source
    for address in staff_pages(family):
        page = tablet.open(address, follow=False)
        assert page.status in (302, 303, 404, 308), address
        assert family.casus.name not in page.text_source
    assert tablet.page.headers["Cache-Control"] == "no-store"


def test_an_answer_on_the_tablet_says_so(family, tablet):
    answer(tablet, tablet.open("/o/afspraken"), "agree_but", change="Later op de avond.")

    [given] = family.rows(Answer)
    assert (given.via, given.recorded_by_id, given.person_id) == (Via.HANDOVER, family.worker.id, family.fatiha.id)
    [link] = family.rows(Invitation)
    assert (link.channel_code, link.code_hash) == (Channel.HANDOVER, None)


def test_a_wrong_password_hands_nothing_over_and_gives_nothing_back(family, browse, tablet):
    worker = browse(family.worker)
    refused = worker.fill("reviews.hand_over", {"password": "raden"}, ref=family.casus.ref, person_id=family.fatiha.id)
    assert refused.error_at("password")
    assert len(family.rows(ParticipantSession)) == 1

    back = tablet.fill("/o/terug", {"password": "raden"})
    assert back.address == "/o/terug"
    assert "niet uw huidige wachtwoord" in back.words
    assert tablet.open("/", follow=False).status == 302
    assert family.casus.name not in back.text_source


def test_guessing_the_password_on_the_tablet_locks_as_at_the_door(family, tablet):
    for _try in range(6):
        tablet.fill("/o/terug", {"password": "raden"})

    assert tablet.fill("/o/terug", {"password": PASSWORD}).address == "/o/terug", "wait first"


def test_the_workers_password_brings_the_worker_back_and_closes_the_pages(family, tablet):
    assert "Ik ben klaar: geef de tablet terug" in tablet.page.words

    answered = tablet.fill("/o/terug", {"password": PASSWORD}, follow=False)
    assert "cookies" not in answered.headers["Clear-Site-Data"], "the worker's own cookie comes with this answer"
    back = tablet.open(answered.headers["Location"])

    assert back.address == f"/casus/{family.casus.ref}/links"
    assert tablet.open("/o/afspraken").status == 403
    assert tablet.open("/o/terug").status == 403
    with family.app.app_context():
        [kept] = db.session.scalars(db.select(UserSession).where(UserSession.user_id == family.worker.id))
    assert kept.ended_at is None
    events = [entry.event for entry in family.rows(AuditEntry)]
    assert ("tablet handed over" in events, "tablet given back" in events) == (True, True)


def test_who_closes_the_page_on_the_tablet_gives_it_back(family, tablet):
    for nr in (1, 2):
        answer(tablet, tablet.open(f"/o/afspraken?nr={nr}"), "agree")

    assert tablet.send(tablet.open("/o/klaar"), {}, action="/o/klaar").address == "/o/terug"


def test_leaving_quickly_works_on_the_tablet_and_opens_nothing(family, tablet):
    tablet.request("POST", "/o/weg", follow=False)

    assert tablet.open("/o/afspraken").status == 403
    assert tablet.open(f"/casus/{family.casus.ref}/links", follow=False).status == 302


def test_after_a_while_the_tablet_can_still_be_given_back(family, tablet):
    def age(_casus):
        opened = db.session.scalars(db.select(ParticipantSession)).one()
        opened.seen_at = opened.created_at.replace(year=2020)

    family.run(age)

    assert tablet.open("/o/afspraken").status == 403
    assert tablet.fill("/o/terug", {"password": PASSWORD}).address == f"/casus/{family.casus.ref}/links"


def test_a_worker_who_left_meanwhile_does_not_come_back_in(family, tablet):
    family.run(lambda _casus: setattr(db.session.get(User, family.worker.id), "active", False))

    assert tablet.fill("/o/terug", {"password": PASSWORD}, follow=False).headers["Location"] == "/sign-in"
    assert tablet.open("/", follow=False).status == 302


def test_with_a_passkey_only_one_signs_in_again(family, tablet, monkeypatch):
    monkeypatch.setitem(family.app.config, "SECOND_FACTOR_REQUIRED", True)

    assert tablet.fill("/o/terug", {"password": PASSWORD}, follow=False).headers["Location"] == "/sign-in"


def test_handing_over_leaves_somebodys_own_link_alone(family, browse, enter):
    with_password(family.app, family.worker)
    phone = enter(*family.invite())
    browse(family.worker).fill("reviews.hand_over", {"password": PASSWORD}, ref=family.casus.ref, person_id=family.fatiha.id)

    assert phone.open("/o/afspraken").status == 200
    assert "Gebruikt" in browse(family.worker).open("reviews.index", ref=family.casus.ref).words


def test_what_ends_links_ends_the_tablet_too(family, tablet):
    from workbench.reviews import links

    family.run(lambda casus: links.revoke_all(casus, "protection", by=family.worker))

    assert tablet.open("/o/afspraken").status == 403


def test_a_code_of_the_authenticator_app_is_asked_where_somebody_has_one(family, browse):
    import flask_security

    with family.app.app_context():
        totp = flask_security.utils._security.totp_factory
        secret = totp.generate_totp_secret()
        worker = db.session.get(User, family.worker.id)
        worker.tf_primary_method, worker.tf_totp_secret = "authenticator", secret
        code = totp.generate_totp_password(secret)
        db.session.commit()
    browser, where = browse(family.worker), {"ref": family.casus.ref, "person_id": family.fatiha.id}

    assert browser.fill("reviews.hand_over", {"password": PASSWORD}, **where).error_at("password")
    assert browser.fill("reviews.hand_over", {"password": code}, **where).address == "/o/afspraken"


def test_a_child_under_twelve_gets_no_tablet_with_questions(family, browse):
    with_password(family.app, family.worker)
    child = factories.person(family.casus, "Noa", family_role=FamilyRole.CHILD, born_on="2018-01-01")
    factories.agreement(family.casus, doers=[child], checker=family.truus)
    family.freeze()

    page = browse(family.worker).fill("reviews.hand_over", {"password": PASSWORD}, ref=family.casus.ref, person_id=child.id)

    assert page.address == f"/casus/{family.casus.ref}/links"
    assert "12" in page.words
    assert family.rows(ParticipantSession) == []


def test_only_a_tablet_that_was_handed_over_can_be_given_back(family, browse, enter):
    assert browse().open("/o/terug").status == 403
    assert enter(*family.invite()).open("/o/terug").status == 403
