"""Somebody asks about the own data by the personal link (security.md C.2)."""

from datetime import timedelta

import pytest

from tests import factories
from tests.reviews.conftest import enter, family  # noqa: F401 - a family with links
from workbench import clock
from workbench.audit.models import AuditEntry
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.file_rights import operations
from workbench.file_rights.models import AskGround, FileRequest, RequestKind, RequestState

PAGE = "/o/mijn-gegevens"
WISH = "Ik heb nooit gezegd dat Kim niet kan koken."


@pytest.fixture
def phone(family, enter):  # noqa: F811
    """Truus, at her own link."""
    return enter(*family.invite(family.truus))


def ask(phone, kind="correction", wish=WISH):
    return phone.send(phone.open(PAGE), {"kind": kind, "wish": wish})


def test_a_question_by_the_own_link_is_a_request_that_the_worker_finds_today(family, phone, browse):  # noqa: F811
    assert "Wat er over u is opgeschreven" in phone.open("/o/afspraken").links()

    page = ask(phone)

    assert page.address == "/o/genoteerd"
    (asked,) = family.rows(FileRequest)
    assert (asked.kind, asked.ground, asked.wish) == (RequestKind.CORRECTION, AskGround.OWN, WISH)
    assert (asked.person_id, asked.asked_by_id, asked.created_by_id) == (family.truus.id, family.truus.id, None)
    assert asked.due_on > clock.today() + timedelta(20)
    worker = browse(family.worker)
    assert "Verzoek om het dossier te verbeteren of aan te vullen" in worker.open("/").words
    shown = worker.open("file_rights.one", ref=family.casus.ref, request_id=asked.id).words
    assert WISH in shown
    assert "via de eigen link" in shown


def test_what_was_asked_is_shown_back_to_nobody_with_a_link(family, phone, enter):  # noqa: F811
    ask(phone)

    for person in (family.truus, family.kim, family.fatiha):
        other = enter(*family.invite(person))
        for path in (PAGE, "/o/afspraken", "/o/genoteerd"):
            assert WISH not in other.open(path).text_source


def test_the_same_question_twice_is_one_request_and_another_one_is_another(family, phone):  # noqa: F811
    for kind, wish in (("correction", WISH), ("correction", WISH), ("access", ""), ("access", "")):
        ask(phone, kind, wish)

    assert sorted(one.kind for one in family.rows(FileRequest)) == ["access", "correction"]


@pytest.mark.parametrize(("kind", "wish", "said"), [(None, WISH, "Kies er één."),
                                                    ("deletion", "", "Schrijf op waar het over gaat.")])  # fmt: skip
def test_what_is_missing_is_said_and_what_was_typed_is_kept(family, phone, kind, wish, said):  # noqa: F811
    page = ask(phone, kind, wish)

    assert said in page.words
    assert page.value_of("wish") == wish
    assert family.rows(FileRequest) == []


def test_the_log_says_that_it_was_asked_and_not_what(app, family, phone):  # noqa: F811
    ask(phone)

    (entry,) = [one for one in family.rows(AuditEntry) if one.event == "file request registered"]
    assert entry.actor_kind == "participant"
    assert WISH not in str(entry.detail)


def test_the_privacy_officer_decides_alone_on_what_came_by_the_link_and_not_on_an_own_note(app, family, phone):  # noqa: F811
    ask(phone, "deletion", "Ik wil er niet meer in.")

    with app.test_request_context():
        officer = factories.privacy_officer()
        casus = db.session.get(type(family.casus), family.casus.id)
        (asked,) = db.session.query(FileRequest).all()
        operations.refuse(casus, asked, asked.version, by=officer, why="Het plan loopt nog.")
        assert asked.state is RequestState.REFUSED
        asked.state, asked.created_by_id = RequestState.OPEN, officer.id
        with pytest.raises(RuleBroken):
            operations.refuse(casus, asked, asked.version, by=officer, why="Het plan loopt nog.")
