"""How a file ends: holds, erasing on request, destruction when its term is over, and the same again after a restore.

Every step of it takes two people (security.md C.2). The caller commits, and calls `erasing.tidy()` after that.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import event as database_event
from sqlalchemy import func, select

from workbench import audit, clock
from workbench.casus.models import Casus, CasusStatus
from workbench.closing.models import Closing, LegalHold
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.file_rights import erasing, operations, queries, rules
from workbench.file_rights.models import (
    Decision,
    Destruction,
    Erasure,
    ErasureKind,
    FileRequest,
    RequestKind,
    RequestState,
)
from workbench.records import expect_version
from workbench.two_people import refuse_the_same
from workbench.web.filters import day as in_words

audit.declare({
    "hold set": _l("set a hold: the file may not be destroyed yet"),
    "hold confirmed": _l("confirmed a hold"),
    "hold lift asked": _l("asked to end a hold early"),
    "hold lifted": _l("ended a hold early"),
    "destruction asked": _l("asked to destroy a file"),
    "destruction refused": _l("did not agree to destroy a file"),
    "casus destroyed": _l("destroyed a file after its term"),
    "deletion granted": _l("decided that something is erased on request"),
    "casus erased": _l("erased a whole file on request"),
    "person erased": _l("erased a person from a file on request"),
    "erased again": _l("erased again what came back with an older copy"),
})


# --- holds


def set_hold(casus: Casus, *, by: Any, reason: str, until: date) -> LegalHold:
    """This file may not be destroyed before this day. It holds at once; a second person confirms it."""
    if until <= clock.today():
        raise RuleBroken(_("Choose a day that is still to come."), field="until")
    made = LegalHold(casus_id=casus.id, created_by_id=by.id, reason=reason, until=until)
    db.session.add(made)
    db.session.flush()
    audit.record("hold set", casus, by=by, record=made, action="C", until=until.isoformat())
    return made


def confirm_hold(casus: Casus, hold: LegalHold, version: int, *, by: Any) -> None:
    """A second person looked at it."""
    expect_version(hold, version)
    if hold.confirmed_by_id or hold.lifted_on:
        raise RuleBroken(_("This was done already."))
    refuse_the_same(hold.created_by_id, by)
    audit.record("hold confirmed", casus, by=by, record=hold)
    hold.confirmed_by_id = by.id


def ask_to_lift(casus: Casus, hold: LegalHold, version: int, *, by: Any, why: str) -> None:
    """It need not wait until the day: somebody else decides."""
    expect_version(hold, version)
    if hold.lifted_on or hold.lift_asked_by_id:
        raise RuleBroken(_("This was done already."))
    audit.record("hold lift asked", casus, by=by, record=hold)
    hold.lift_asked_by_id, hold.lift_why = by.id, why


def lift_hold(casus: Casus, hold: LegalHold, version: int, *, by: Any) -> None:
    """End a hold before its day, by somebody else than who asked for that."""
    expect_version(hold, version)
    if hold.lifted_on or not hold.lift_asked_by_id:
        raise RuleBroken(_("This was done already."))
    refuse_the_same(hold.lift_asked_by_id, by)
    audit.record("hold lifted", casus, by=by, record=hold)
    hold.lifted_by_id, hold.lifted_on = by.id, clock.today()


# --- destruction when the term is over


def ask_destruction(casus: Casus, *, by: Any, why: str) -> Destruction:
    """The term is over: somebody else decides whether it is destroyed. Raises RuleBroken while it has to be kept."""
    _refuse_while_kept(casus)
    if queries.open_destruction(casus) is not None:
        raise RuleBroken(_("This was asked already. Somebody else decides."))
    made = Destruction(casus_id=casus.id, created_by_id=by.id, why=why, asked_on=clock.today())
    db.session.add(made)
    db.session.flush()
    audit.record("destruction asked", casus, by=by, record=made, action="C")
    return made


def _refuse_while_kept(casus: Casus) -> None:
    today = clock.today()
    if casus.status is not CasusStatus.CLOSED or casus.keep_until is None:
        raise RuleBroken(_("Only a closed file can be destroyed."))
    if casus.keep_until > today:
        raise RuleBroken(_("It is kept until %(day)s.", day=in_words(casus.keep_until)))
    if held := queries.held_until(casus, today):
        raise RuleBroken(_("There is a hold on this file until %(day)s.", day=in_words(held)))
    asked = select(func.count()).where(FileRequest.casus_id == casus.id, FileRequest.state.in_(rules.OPEN))
    if db.session.scalar(asked):
        raise RuleBroken(_("A request about this file is still open. Finish that first."))


def refuse_destruction(casus: Casus, asked: Destruction, version: int, *, by: Any, why: str) -> None:
    """The second person does not agree; the file stays, and can be proposed again."""
    expect_version(asked, version)
    if asked.refused_on:
        raise RuleBroken(_("This was done already."))
    refuse_the_same(asked.created_by_id, by)
    audit.record("destruction refused", casus, by=by, record=asked)
    asked.refused_by_id, asked.refused_on, asked.refused_why = by.id, clock.today(), why


def destroy(casus: Casus, asked: Destruction, version: int, *, by: Any) -> Erasure:
    """Destroy a file, by another person than who asked. What stays is a report without a name, and the log."""
    expect_version(asked, version)
    if asked.refused_on:
        raise RuleBroken(_("This was done already."))
    refuse_the_same(asked.created_by_id, by)
    _refuse_while_kept(casus)
    report = _report(ErasureKind.RETENTION, casus, by=by, asked_by_id=asked.created_by_id, asked_on=asked.asked_on)
    report.decided_by_id = by.id
    return _erase_all("casus destroyed", casus, report, by=by)


# --- erasing on request


def grant_deletion(casus: Casus, request: FileRequest, version: int, *, by: Any, why: str) -> None:
    """The privacy officer decides; it is carried out by somebody who confirms it anew. Raises Undecided or RuleBroken.

    For one person every item is decided; of the whole file there is nothing to choose.
    """
    expect_version(request, version)
    if request.kind is not RequestKind.DELETION or request.state is not RequestState.OPEN:
        raise RuleBroken(_("This was done already. Look at the request again."))
    operations.refuse_who_registered(request, by)
    if held := queries.held_until(casus, clock.today()):
        raise RuleBroken(_("There is a hold on this file until %(day)s.", day=in_words(held)))
    if request.person_id is not None:
        found = operations.found_for(casus, request).items
        if left := rules.undecided(found, queries.decided(request)):
            raise operations.Undecided(left)
    audit.record("deletion granted", casus, by=by, record=request)
    request.state, request.decided_by_id, request.decided_on = RequestState.RELEASED, by.id, clock.today()
    request.decision_why = why


def carry_out(casus: Casus, request: FileRequest, version: int, *, by: Any) -> Erasure:
    """Erase what was decided. Of the whole file nothing is left but the report; of a person nothing of what was to go."""
    expect_version(request, version)
    if request.kind is not RequestKind.DELETION or request.state is not RequestState.RELEASED:
        raise RuleBroken(_("This was done already. Look at the request again."))
    if held := queries.held_until(casus, clock.today()):
        raise RuleBroken(_("There is a hold on this file until %(day)s.", day=in_words(held)))
    kind = ErasureKind.PERSON if request.person_id else ErasureKind.CASUS
    report = _report(kind, casus, by=by, asked_by_id=request.created_by_id, asked_on=request.received_on)
    report.decided_by_id = request.decided_by_id
    if request.person_id is None:
        return _erase_all("casus erased", casus, report, by=by)
    return _erase_one(casus, request, report, by=by)


def _erase_one(casus: Casus, request: FileRequest, report: Erasure, *, by: Any) -> Erasure:
    gone = [key for key, row in queries.decided(request).items() if row.decision is Decision.ERASE]
    person_id = request.person_id or 0
    report.of_person = person_id
    counts, report.rows = erasing.erase_rows(casus.id, gone)
    if ("person", person_id) in gone and erasing.blank_person(casus.id, person_id):
        counts["person"] += 1
        report.rows = [*report.rows, ["person", person_id]]
    report.counts = dict(counts)
    db.session.add(report)
    db.session.flush()
    audit.record("person erased", casus, by=by, record=report, action="D", person=person_id, rows=sum(counts.values()))
    fresh = db.session.get_one(FileRequest, request.id, populate_existing=True)
    fresh.state, fresh.done_on, fresh.wish = RequestState.DONE, clock.today(), None
    return report


def _erase_all(event: str, casus: Casus, report: Erasure, *, by: Any) -> Erasure:
    number = casus.id
    audit.record(event, None, by=by, record=report, action="D", of_casus=number)
    db.session.flush()
    counts = erasing.erase_casus(number)
    db.session.expunge(casus)
    report.counts = dict(counts)
    db.session.add(report)
    db.session.flush()
    return report


def _report(kind: ErasureKind, casus: Casus, *, by: Any, asked_by_id: int | None, asked_on: date | None) -> Erasure:
    """What is known of a file without a name: its term, its days, who asked, decided and did it."""
    term = db.session.scalar(select(Closing.keep_term).where(Closing.casus_id == casus.id).order_by(Closing.id.desc()).limit(1))
    return Erasure(
        kind=kind, of_casus=casus.id, ref=casus.ref, team_id=casus.team_id, term=term, framework=casus.framework.value,
        closed_on=casus.closed_on, keep_until=casus.keep_until, asked_by_id=asked_by_id, asked_on=asked_on,
        carried_out_by_id=by.id, done_at=clock.now(), rows=[],
    )  # fmt: skip


# --- after a restore


def replay(erasures: Iterable[dict[str, Any]]) -> int:
    """Erase again what an older copy brought back. Each is known by reference, number and moment, so that an id that was
    given out again is never taken for it. Returns how many; the caller commits.
    """
    done = 0
    for one in erasures:
        there = db.session.scalar(select(Casus).where(Casus.ref == one["ref"], Casus.id == one["of_casus"]))
        counts = _again(there, one) if there is not None else Counter()
        remembered = _remember(one)
        if counts:
            done += 1
            remembered.replayed += 1
            audit.record("erased again", None, by=audit.SYSTEM, record=remembered, action="D", of_casus=one["of_casus"])
    db.session.flush()
    return done


def _again(casus: Casus, one: dict[str, Any]) -> Counter[str]:
    if one["of_person"] is None:
        counts = erasing.erase_casus(casus.id)
        db.session.expunge(casus)
        return counts
    rows = [(str(name), int(number)) for name, number in one["rows"]]
    counts, _gone = erasing.erase_rows(casus.id, [row for row in rows if erasing.is_from_before(row[0], row[1], one["done_at"])])
    blank = ("person", one["of_person"]) in rows
    if blank and erasing.is_from_before("person", one["of_person"], one["done_at"]) and erasing.says_something(one["of_person"]):
        counts["person"] += erasing.blank_person(casus.id, one["of_person"])
    return counts


def _remember(one: dict[str, Any]) -> Erasure:
    """The row of this erasure; it is made anew where the copy is older than it."""
    asked = select(Erasure).where(Erasure.ref == one["ref"], Erasure.done_at == one["done_at"])
    found = db.session.scalar(asked)
    if found is None:
        found = Erasure(**{name: value for name, value in one.items() if name != "id" and name not in _of_later(one)})
        db.session.add(found)
        db.session.flush()
    return found


def _of_later(one: dict[str, Any]) -> set[str]:
    """What refers to a colleague or team that came after the copy: erasing again never fails on who asked for it."""
    keys = [key for key in Erasure.__table__.foreign_keys if one.get(key.parent.name) is not None]
    return {
        key.parent.name for key in keys
        if db.session.scalar(select(key.column).where(key.column == one[key.parent.name])) is None
    }  # fmt: skip


@database_event.listens_for(Casus, "before_insert")
def _never_the_number_of_an_erased_one(_mapper: Any, connection: Any, casus: Casus) -> None:
    """SQLite gives the highest number out again once its row is gone; the log of an erased file would become that of another."""
    if casus.id is None and connection.dialect.name == "sqlite":
        erased = connection.scalar(select(func.max(Erasure.of_casus)))
        if erased is not None and erased >= (connection.scalar(select(func.max(Casus.id))) or 0):
            casus.id = erased + 1
