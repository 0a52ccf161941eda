"""Reading back: the text stands still, everybody at the table says what he or she thinks, aloud or on the own phone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import factories
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.extensions import db
from workbench.meeting_mode.models import CodeCard
from workbench.meetings.models import AgendaKind
from workbench.plans.models import PlanVersion
from workbench.plans.rules import shown_text_sha256
from workbench.reviews.models import Answer, Invitation, Via


@pytest.fixture
def read(table):
    """The meeting at reading back, with the plan written down."""
    table.begin("Kim", "Bas", "Fatiha")
    table.go(AgendaKind.READ_BACK)
    table.page = table.post("write-down")
    return table


def sha(table, what=None):
    return shown_text_sha256(what or table.agreement.what, table.agreement.when, table.agreement.what_if or "", ["Kim"])


def says(table, name, outcome, words="", text=None):
    where = f"agreements/{table.agreement.id}/people/{table.people[name].id}/answer"
    return table.post(where, outcome=outcome, change=words, text_sha256=text or sha(table))


def test_the_plan_is_written_down_before_anybody_is_asked(read):
    assert "Afspraak 1 van 1" in read.page.words
    assert read.agreement.what in read.page.words
    version = read.rows(PlanVersion)[0]
    assert version.meeting_id == read.meeting.id
    assert version.status == "in_review"


def test_who_does_it_and_who_looks_are_asked_and_nobody_else(read):
    assert "Kim nog niet" in read.page.words
    assert "Bas nog niet" in read.page.words
    assert "Fatiha nog niet" not in read.page.words


def test_a_yes_at_the_table_is_an_answer_to_the_text_on_the_screen(read):
    page = says(read, "Kim", "agree")

    assert "Kim nog niet" not in page.words
    answer = read.rows(Answer)[0]
    assert (answer.via, answer.outcome, answer.text_sha256) == (Via.TABLE, "agree", sha(read))
    assert answer.plan_version_id == read.rows(PlanVersion)[0].id


def test_yes_but_needs_words_and_reopens_the_agreement(read):
    refused = says(read, "Bas", "agree_but")
    assert read.rows(Answer) == []
    assert "anders" in refused.words
    page = says(read, "Bas", "agree_but", "Liever om negen uur.")

    assert "Liever om negen uur." in page.words
    assert read.rows(Agreement)[0].status is AgreementStatus.IN_REVIEW


def test_who_would_rather_talk_first_looks_like_who_did_not_answer_yet(read):
    before = read.page.words
    page = says(read, "Bas", "talk_first")

    assert "Bas nog niet" in before
    assert "Bas nog niet" in page.words
    assert read.rows(Answer)[0].outcome == "talk_first"


def test_a_no_on_the_phone_is_not_told_on_the_screen(read):
    with read.app.app_context():
        db.session.add(Answer(
            casus_id=read.casus.id, agreement_id=read.agreement.id, person_id=read.people["Bas"].id, outcome="disagree",
            words="Dit wil ik niet.", text_sha256=sha(read), via=Via.LINK,
        ))  # fmt: skip
        db.session.commit()

    page = read.screen()
    assert "Bas nog niet" in page.words
    assert "Dit wil ik niet." not in page.words


def test_an_answer_to_a_text_that_changed_is_not_kept(read):
    page = says(read, "Kim", "agree", text=sha(read, "Iets anders."))

    assert "klopt het antwoord nog?" in page.words
    assert read.rows(Answer) == []


def test_somebody_without_a_part_or_who_is_not_here_does_not_answer(read):
    says(read, "Fatiha", "agree")
    read.post(f"people/{read.people['Kim'].id}/attendance", status="absent")
    says(read, "Kim", "agree")

    assert read.rows(Answer) == []


def test_what_changes_after_it_was_written_down_is_said(read):
    where = f"{read.address}agreements/{read.agreement.id}"
    read.browser.send(read.browser.open(where), {"what": "Kim belt Marloes meteen."}, action=where)
    page = read.screen()

    assert "Er is iets veranderd nadat dit is vastgelegd." in page.words
    again = read.post("write-down")
    assert "Kim belt Marloes meteen." in again.words
    assert len(read.rows(PlanVersion)) == 2


def test_what_everybody_with_a_part_agreed_to_is_agreed_at_the_end(table):
    with table.app.app_context():
        db.session.get(Agreement, table.agreement.id).status = AgreementStatus.PROPOSED
        db.session.commit()
    table.begin("Kim", "Bas")
    table.go(AgendaKind.READ_BACK)
    table.post("write-down")
    says(table, "Kim", "agree")
    says(table, "Bas", "agree")
    table.post("end")

    assert table.rows(Agreement)[0].status is AgreementStatus.AGREED


def test_who_said_nothing_yet_keeps_it_a_proposal(table):
    with table.app.app_context():
        db.session.get(Agreement, table.agreement.id).status = AgreementStatus.PROPOSED
        db.session.commit()
    table.begin("Kim", "Bas")
    table.go(AgendaKind.READ_BACK)
    table.post("write-down")
    says(table, "Kim", "agree")
    table.post("end")

    assert table.rows(Agreement)[0].status is AgreementStatus.PROPOSED


# --- on the own phone


def code_of(page, name):
    card = next(one for one in page.tree.iter("section") if name in "".join(one.itertext()))
    return card.findtext(".//b")


def test_cards_are_made_once_and_only_their_hash_is_kept(table):
    page = table.post("cards")
    code = code_of(page, "Kim")

    assert len(code) == 9
    assert all(code.replace("-", "") not in one.code_hash for one in table.rows(CodeCard))
    again = table.browser.open("meeting_mode.cards", ref=table.casus.ref, meeting_id=table.meeting.id)
    assert code not in again.words


def test_a_child_of_nine_gets_no_card(table):
    page = table.post("cards")

    assert all("Noa" not in "".join(one.itertext()) for one in page.tree.iter("section"))


def test_the_link_is_on_the_screen_and_the_code_is_not(table, browse, monkeypatch):
    """The QR code opens the own page with the code of the card; both are never in one picture (security.md D.4)."""
    from workbench.meeting_mode import views

    addresses = []
    make = views.segno.make
    monkeypatch.setattr(views.segno, "make", lambda address, **more: addresses.append(address) or make(address, **more))
    code = code_of(table.post("cards"), "Kim")
    table.begin("Kim", "Bas")
    table.go(AgendaKind.READ_BACK)
    table.post("write-down")
    page = table.post(f"people/{table.people['Kim'].id}/link")

    assert "Voor Kim: scan" in page.words
    assert code not in page.text_source
    assert code.replace("-", "") not in page.text_source
    assert addresses[0] not in page.text_source, "the address is a picture"
    assert code.replace("-", "") not in addresses[0]
    phone = browse()
    path = addresses[0].replace("http://localhost", "")
    first = phone.send(phone.open(path), {"code": code}, action=f"{path}/code")
    assert table.agreement.what in first.words
    phone.send(first, {"outcome": "agree"})
    assert "Kim nog niet" not in table.screen().words
    assert table.rows(Answer)[0].via is Via.LINK


def test_a_link_of_a_meeting_works_half_an_hour(table):
    table.post("cards")
    table.begin("Kim")
    table.go(AgendaKind.READ_BACK)
    table.post("write-down")
    table.post(f"people/{table.people['Kim'].id}/link")

    link = table.rows(Invitation)[0]
    assert timedelta(minutes=29) < link.expires_at - link.created_at < timedelta(minutes=31)


def test_without_a_card_the_answer_is_said_aloud(read):
    page = read.post(f"people/{read.people['Kim'].id}/link")

    assert "heeft nog geen kaartje met een code" in page.words
    assert read.rows(Invitation) == []


def test_the_supervisor_does_not_run_the_meeting(table, browse):
    henk = browse(factories.supervisor_of(table.casus))

    assert henk.open(table.address).status == 403


def test_the_word_file_is_one_step_away_at_the_end(read):
    page = read.post("end")

    assert "Het plan in Word" in page.links()
    with read.app.app_context():
        number = db.session.scalar(select(PlanVersion.number).where(PlanVersion.meeting_id == read.meeting.id))
    assert f"Versie {number} van het plan" in page.words
