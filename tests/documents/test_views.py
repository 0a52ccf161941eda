"""Taking a document along: for one named reader, with a look at what goes in, noted in the log."""

import hashlib
import re
from io import BytesIO

import pytest
from docx import Document as read_word
from docx.shared import Pt
from sqlalchemy import select

from tests import factories
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind
from workbench.documents.models import DocumentMade
from workbench.extensions import db


@pytest.fixture
def casus():
    """A casus with a worker, Kim, Bas and one version of the plan with one agreement."""
    worker = factories.worker()
    casus = factories.casus(worker)
    kim, bas = factories.person(casus, "Kim"), factories.person(casus, "Bas")
    casus.agreed = factories.agreement(casus, factories.goal(casus), doers=[kim], checker=bas)
    casus.by, casus.kim, casus.bas = worker, kim, bas
    return casus


def with_version(browse, casus):
    """A browser of the worker, after a version was made."""
    browser = browse(casus.by)
    assert browser.fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref).status == 200
    return browser


def download(browser, casus, person, **answers):
    """Press the button for this reader."""
    page = browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=person.id, plan=1)
    assert page.status == 200
    return browser.send(page, answers)


def test_without_a_version_the_room_says_what_to_do_first(browse, casus):
    page = browse(casus.by).open("documents.index", ref=casus.ref)

    assert page.status == 200
    assert any(where.endswith("/plan/freeze") for where in page.links().values())


def test_the_preview_lists_what_goes_in(browse, casus):
    browser = with_version(browse, casus)
    page = browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=casus.bas.id, plan=1)

    assert "Als Kim trek in drank heeft, belt zij Marloes." in page.words


def test_the_file_comes_as_a_download_that_no_cache_keeps(browse, casus):
    answer = download(with_version(browse, casus), casus, casus.bas)

    assert answer.status == 200
    assert answer.body.startswith(b"PK")
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.docx"', answer.headers["Content-Disposition"])


def test_the_log_and_the_list_keep_the_hash_of_the_file(browse, casus, app):
    answer = download(with_version(browse, casus), casus, casus.bas)
    fingerprint = hashlib.sha256(answer.body).hexdigest()

    with app.app_context():
        row = db.session.scalar(select(DocumentMade))
        entry = db.session.scalar(select(AuditEntry).where(AuditEntry.event == "document made"))
        assert (row.sha256, row.reader_id, row.made_by_id) == (fingerprint, casus.bas.id, casus.by.id)
        assert entry.detail["sha256"] == fingerprint
        assert entry.action == "E"


def test_a_document_needs_a_reader_of_this_family(browse, casus):
    stranger = factories.person(factories.casus(), "Wim")
    browser = with_version(browse, casus)
    answer = download(browser, casus, casus.bas, reader=stranger.id)

    assert answer.status == 422
    assert answer.error_at("reader")


def test_an_id_of_twenty_digits_is_no_reader(browse, casus):
    browser = with_version(browse, casus)
    answer = download(browser, casus, casus.bas, reader="9" * 20, plan="9" * 20)

    assert answer.status == 422


def test_something_protected_stops_the_document_before_and_after_the_preview(browse, casus, app):
    browser = with_version(browse, casus)
    page = browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=casus.bas.id, plan=1)
    factories.contact_point(casus.kim, "Marloes", kind=ContactKind.ADDRESS)
    answer = browser.send(page, {})
    again = browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=casus.bas.id, plan=1)

    assert answer.status == 422
    assert answer.error_at("reader")
    assert again.error_at("reader")
    with app.app_context():
        assert db.session.scalar(select(DocumentMade)) is None


def test_who_may_not_take_documents_along_does_not_see_the_room(browse, casus):
    adviser = factories.user(factories.Role.BEHAVIOURAL_SCIENTIST, name="Rachida", team_id=2)

    assert browse(adviser).open("documents.index", ref=casus.ref).status == 404


def test_a_document_costs_at_most_twelve_statements(browse, casus, statements):
    browser = with_version(browse, casus)
    page = browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=casus.bas.id, plan=1)
    statements.clear()
    assert browser.send(page, {}).status == 200

    assert len(statements) <= 12


def test_the_number_of_statements_does_not_grow_with_the_plan(browse, casus, statements):
    for _ in range(20):
        factories.agreement(casus, doers=[casus.kim], checker=casus.bas)
    browser = with_version(browse, casus)
    page = browser.open("documents.index", ref=casus.ref, document="safety-plan", reader=casus.bas.id, plan=1)
    statements.clear()
    browser.send(page, {})

    assert len(statements) <= 12

def test_the_worker_takes_the_sheet_of_one_person_along_in_large_print(browse, casus):
    browser = with_version(browse, casus)
    asked = {"document": "agreement-sheet", "reader": casus.kim.id, "plan": 1, "large": "y"}
    page = browser.open("documents.index", ref=casus.ref, **asked)
    where = browser.address("documents.download", ref=casus.ref)
    large, normal = (browser.send(page, {"large": size}, action=where) for size in ("y", None))

    def size(answer):
        return read_word(BytesIO(answer.body)).styles["Title"].font.size

    assert 'filename="afsprakenblad-versie-1.docx"' in large.headers["Content-Disposition"]
    assert size(large) - size(normal) == Pt(4)
