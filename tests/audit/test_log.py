"""The log: in the same transaction as the change, before the page is shown, and nobody can mend it unseen."""

import pytest
from sqlalchemy import event, select, update

from tests import factories
from workbench import audit, clock
from workbench.audit import labels
from workbench.audit.models import AuditEntry
from workbench.extensions import db

audit.declare({"something changed": "changed something"})


def entries(casus):
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.chain == casus.id).order_by(AuditEntry.seq)))


def test_reading_a_casus_is_logged_before_the_page_is_made(app, browse):
    casus = factories.casus()
    worker = factories.worker()

    browse(worker).open("overview.casus", ref=casus.ref)

    with app.app_context():
        assert [(e.event, e.actor_id, e.outcome) for e in entries(casus)] == [("access refused", worker.id, "denied")]


def test_a_change_and_its_log_stand_or_fall_together(context):
    casus = factories.casus()
    db.session.commit()
    audit.record("something changed", casus, by=audit.SYSTEM, record=casus)
    db.session.rollback()
    assert entries(casus) == []

    audit.record("something changed", casus, by=audit.SYSTEM, record=casus)
    db.session.commit()

    assert [(e.event, e.record_type, e.record_id, e.seq) for e in entries(casus)] == [
        ("something changed", "casus", casus.id, 1)
    ]


def test_an_event_nobody_declared_is_refused(context):
    with pytest.raises(ValueError, match="catalogue"):
        audit.record("unheard of", by=audit.SYSTEM)


def test_no_log_no_page(app, browse):
    casus = factories.casus()
    worker = browse(factories.worker_of(casus))
    with app.app_context():
        engine = db.engine

    def refuse(_conn, _cursor, statement, *_rest):
        if statement.startswith("INSERT INTO audit_entry"):
            from sqlalchemy.exc import OperationalError

            raise OperationalError(statement, {}, Exception("disk full"))

    event.listen(engine, "before_cursor_execute", refuse)
    try:
        page = worker.open("overview.casus", ref=casus.ref)
    finally:
        event.remove(engine, "before_cursor_execute", refuse)

    assert page.status == 503
    assert casus.name not in page.words


MANIPULATIONS = {
    "a changed row": lambda e: update(AuditEntry).where(AuditEntry.id == e[2].id).values(event="page read"),
    "a row deleted in the middle": lambda e: AuditEntry.__table__.delete().where(AuditEntry.id == e[2].id),
    "the last rows cut off": lambda e: AuditEntry.__table__.delete().where(AuditEntry.id.in_([e[3].id, e[4].id])),
    "another actor": lambda e: update(AuditEntry).where(AuditEntry.id == e[1].id).values(actor_id=999),
    "another moment": lambda e: update(AuditEntry).where(AuditEntry.id == e[1].id).values(at=clock.now()),
}


@pytest.mark.parametrize("how", MANIPULATIONS)
def test_whoever_changes_the_log_is_found_out(context, how):
    casus = factories.casus()
    db.session.commit()
    for _each in range(5):
        audit.record("something changed", casus, by=audit.SYSTEM, record=casus)
        db.session.commit()
    audit.seal_day(clock.today())
    db.session.commit()
    assert list(audit.verify()) == []

    db.session.execute(MANIPULATIONS[how](entries(casus)))
    db.session.flush()

    assert list(audit.verify())


def test_two_casussen_have_their_own_chain(context):
    first, second = factories.casus(), factories.casus()
    db.session.commit()
    for casus in (first, second, first):
        audit.record("something changed", casus, by=audit.SYSTEM, record=casus)
        db.session.commit()

    assert [len(entries(first)), len(entries(second))] == [2, 1]
    assert list(audit.verify()) == []


def test_the_log_page_says_who_did_what(browse):
    casus = factories.casus()
    worker = browse(factories.worker_of(casus))
    worker.open("audit.index", ref=casus.ref)

    page = worker.open("audit.index", ref=casus.ref)

    assert page.status == 200
    assert "Sanne Verbeek" in page.words


def test_the_log_page_names_rooms_and_records_in_words(browse):
    casus = factories.casus()
    worker = browse(factories.worker_of(casus))
    worker.open("goals.index", ref=casus.ref)
    page = worker.open("audit.index", ref=casus.ref)

    assert "Zorgen en doelen" in page.words
    assert ".index" not in page.words


def test_every_room_and_every_record_of_the_log_has_words(app):
    """Also the pages of participants: what they open stands in the log of the casus without a casus in the address."""
    own = {name for name, view in app.view_functions.items() if getattr(view, "access", "") == "by invitation"}
    of_casus = {rule.endpoint for rule in app.url_map.iter_rules() if "ref" in rule.arguments}
    rooms = {name.split(".")[0] for name in of_casus | own}

    assert "own_file" in rooms
    assert rooms - set(labels.ROOMS) == set()
    assert set(labels.RECORDS) - set(db.metadata.tables) == set()
