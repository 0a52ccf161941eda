"""Who had agreed hears that who, what or when changed, or that somebody objected; and how it read stays to be read."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.agreements.test_pages import stored
from tests.agreements.test_steps import says
from workbench.agreements.models import AgreementNotice, AgreementStatus, EarlierAgreement
from workbench.casus.models import ContactKind
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail
from workbench.reviews.models import Answer, Outcome


@pytest.fixture
def agreed(app, family, agreement):
    """Kim, Bas and Marloes said yes; Bas may be mailed, Marloes may not."""
    for person, own in ((family.bas, True), (family.marloes, False)):
        factories.contact_point(person, f"{person.first_name}@example.org", kind=ContactKind.EMAIL, only_theirs=own)
    says(app, agreement, family.kim, family.bas, family.marloes)
    return agreement


def rows(app, kind):
    with app.app_context():
        return list(db.session.scalars(select(kind).order_by(kind.id)))


def change(browse, family, agreement, answers, user=None):
    return browse(family.worker).fill("agreements.edit", answers, ref=family.casus.ref, agreement_id=agreement.id)


def test_the_worker_reads_at_once_who_had_said_yes_and_how_they_hear_of_it(browse, family, agreed):
    page = change(browse, family, agreed, {"what": "Kim appt Marloes."})

    assert "Kim, Marloes en Bas had al ja gezegd." in page.words
    assert "Er gaat een bericht zonder inhoud naar Bas." in page.words
    assert "Vertel het zelf aan Kim en Marloes" in page.words


def test_a_mail_without_content_goes_with_the_change_to_who_may_be_mailed(app, browse, family, agreed):
    change(browse, family, agreed, {"when": "elke avond"})

    [mail] = rows(app, OutgoingMail)
    assert mail.person_id == family.bas.id
    assert {one.person_id: one.way.value for one in rows(app, AgreementNotice)} == {
        family.kim.id: "in_person", family.bas.id: "mail", family.marloes.id: "in_person"
    }  # fmt: skip


def test_their_yes_is_set_aside_and_they_are_told_once(app, browse, family, agreed):
    change(browse, family, agreed, {"what": "Kim appt Marloes."})
    page = change(browse, family, agreed, {"what": "Kim appt Marloes en Truus."})

    assert "had al ja gezegd" not in page.words
    assert len(rows(app, AgreementNotice)) == 3
    assert all(one.superseded_at for one in rows(app, Answer))
    assert stored(app, agreed.id).status is AgreementStatus.IN_REVIEW


def test_who_has_to_be_told_in_person_stands_there_until_somebody_did(app, browse, family, agreed):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreed.id}
    change(browse, family, agreed, {"what": "Kim appt Marloes."})
    listed = worker.open("agreements.index", ref=family.casus.ref)
    assert "Nog zelf te vertellen" in listed.words

    for person in (family.kim, family.marloes):
        [notice] = [one for one in rows(app, AgreementNotice) if one.person_id == person.id]
        address = worker.address("agreements.told", notice_id=notice.id, **where)
        worker.send(worker.open("agreements.one", **where), {"version": notice.version}, action=address)
    assert "Nog zelf te vertellen" not in worker.open("agreements.index", ref=family.casus.ref).words


def test_telling_twice_is_said_and_changes_nothing(app, browse, family, agreed):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreed.id}
    change(browse, family, agreed, {"what": "Kim appt Marloes."})
    notice = next(one for one in rows(app, AgreementNotice) if one.person_id == family.kim.id)
    address = worker.address("agreements.told", notice_id=notice.id, **where)
    page = worker.open("agreements.one", **where)
    worker.send(page, {"version": notice.version}, action=address)
    again = worker.send(page, {"version": notice.version + 1}, action=address)

    assert "Dat was al opgeschreven." in again.words


def test_a_notice_of_another_agreement_is_not_here(app, browse, family, agreed):
    change(browse, family, agreed, {"what": "Kim appt Marloes."})
    other = factories.agreement(family.casus, family.goal, [family.kim], family.bas)
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": other.id}
    notice = rows(app, AgreementNotice)[0]
    token = worker.open("agreements.edit", **where).tree.xpath("//input[@name='csrf_token']/@value")[0]

    address = worker.address("agreements.told", notice_id=notice.id, **where)
    assert worker.request("POST", address, data={"csrf_token": token, "version": 1}).status == 404


def test_how_it_read_before_stands_on_its_page_with_who_when_and_why(browse, family, agreement):
    change(browse, family, agreement, {"what": "Kim appt Marloes.", "doers": [family.kim.id, family.marloes.id],
                                       "why": "Marloes hoort de telefoon niet."})  # fmt: skip
    page = change(browse, family, agreement, {"when": "elke avond", "why": "Trek komt in de avond."})

    words = page.words[page.words.index("Hoe het eerder stond"):] if "Hoe het eerder stond" in page.words else page.words
    for said in ("Als Kim trek in drank heeft, belt zij Marloes.", "Waarom: Marloes hoort de telefoon niet.",
                 "Waarom: Trek komt in de avond.", "Sanne Verbeek"):  # fmt: skip
        assert said in words


def test_names_of_then_stay_with_the_text_of_then(app, browse, family, agreement):
    change(browse, family, agreement, {"doers": [family.marloes.id]})
    change(browse, family, agreement, {"what": "Marloes belt Kim."})
    first, second = rows(app, EarlierAgreement)

    assert (first.who, second.who) == ("Kim", None)
    page = browse(family.worker).open("agreements.one", ref=family.casus.ref, agreement_id=agreement.id)
    assert "Marloes · als Kim trek heeft" in page.words
    assert "Kim · als Kim trek heeft" in page.words


def test_a_change_of_something_else_keeps_no_earlier_text_and_tells_nobody(app, browse, family, agreed):
    change(browse, family, agreed, {"check_how": "Bas komt langs."})

    assert rows(app, EarlierAgreement) == rows(app, AgreementNotice) == rows(app, OutgoingMail) == []
    assert not any(one.superseded_at for one in rows(app, Answer))


def test_who_is_at_the_table_hears_it_there(app, family, agreed):
    from workbench.agreements.operations import change_agreement
    from workbench.agreements.queries import agreement_of
    from workbench.casus.models import Casus

    with app.test_request_context():
        found = agreement_of(db.session.get(Casus, family.casus.id), agreed.id)
        told = change_agreement(
            found, found.version, by=family.worker, what="Kim appt.", at_table=[family.kim.id, family.bas.id, family.marloes.id]
        )
        db.session.commit()
        assert {one.way.value for one in told} == {"at_table"}
    assert rows(app, OutgoingMail) == []


def test_an_objection_tells_who_had_agreed_and_not_who_objects(app, family, agreed):
    from workbench.agreements.models import Agreement
    from workbench.agreements.operations import reopen_agreement
    from workbench.audit import ParticipantActor

    with app.test_request_context():
        told = reopen_agreement(db.session.get(Agreement, agreed.id), by=ParticipantActor(family.kim.id))
        db.session.commit()
        assert {one.person_id for one in told} == {family.bas.id, family.marloes.id}


def test_an_objection_is_no_yes_and_is_not_told(app, browse, family, agreement):
    says(app, agreement, family.kim, outcome=Outcome.DISAGREE)
    change(browse, family, agreement, {"what": "Kim appt Marloes."})

    assert rows(app, AgreementNotice) == []
