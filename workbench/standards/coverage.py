"""Coverage is stored with the change (design.md 3.9): one listener keeps evidence and states right, in one transaction.

A save sends one select (the facts, the stored row, the touched records' evidence as it is and as it should be) and writes
only what changed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, cast, delete, event, func, insert, or_, select, update
from sqlalchemy.orm import Session

from workbench import audit, clock
from workbench.casus.models import Casus, CasusStatus
from workbench.extensions import db
from workbench.standards import history, row_facts
from workbench.standards.catalogue import states
from workbench.standards.evidence import CASUS, EVIDENCE, NAMES_OF, TABLES, ids_of, neighbours_of, rows_of
from workbench.standards.facts import KID, KIDS, columns, facts_from
from workbench.standards.models import NUMBERS, Coverage, Evidence, LearningAction, Reflection
from workbench.standards.rules import Facts, Weight

WHOLE = {"person", "casus"}  # who is in the network, and whose casus it is, decides about much else: count it all again
OWN = {"reflection", "learning_action"}  # of a worker, not of one casus
Touched = dict[str, set[int]]


class Link(NamedTuple):
    """One row of evidence by rule, as it should be."""

    standard: int
    record_type: str
    record_id: int
    held_on: date
    weight: Weight


class Stored(NamedTuple):
    """One row of evidence as it is."""

    id: int
    standard: int
    record_type: str
    record_id: int
    held_on: date
    weight: Weight
    by_rule: bool


@event.listens_for(Session, "after_flush")
def _note_touched(session: Session, _context: Any) -> None:
    """Remember which records a flush changes: an operation may log the meeting only, and save its ratings with it."""
    seen = session.info.setdefault("touched", {})
    for thing in (*session.new, *session.dirty, *session.deleted):
        table = getattr(thing, "__tablename__", None)
        if table in TABLES or table in WHOLE:
            casus = getattr(thing, "casus_id", None) or (thing.id if table == "casus" else None)
            seen.setdefault(casus, {}).setdefault(table, set()).add(thing.id)


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget_touched(session: Session) -> None:
    session.info.pop("touched", None)


@audit.after_changes
def keep_coverage(changes: Sequence[Any]) -> None:
    """Bring evidence and coverage of every casus in this transaction up to date."""
    seen = db.session.info.get("touched", {})
    for casus_id in dict.fromkeys(change.casus.id for change in changes if _counts(change)):
        touched: Touched = {table: set(ids) for table, ids in seen.get(casus_id, {}).items()}
        for change in changes:
            if change.casus is not None and change.casus.id == casus_id and change.record is not None:
                touched.setdefault(change.record.__tablename__, set()).add(change.record.id)
        refresh(casus_id, None if touched.keys() & WHOLE else touched)
    for change in changes:
        if change.casus is None and getattr(change.record, "__tablename__", None) in OWN:
            _refresh_worker(change.record)


def _counts(change: Any) -> bool:
    return change.casus is not None and change.action in "CUD"


def _refresh_worker(record: Reflection | LearningAction) -> None:
    """A reflection that is about no casus counts for every open casus of the worker."""
    asked = select(Casus.id).where(Casus.worker_id == record.worker_id, Casus.status != CasusStatus.CLOSED)
    for casus_id in db.session.scalars(asked):
        refresh(casus_id, {record.__tablename__: {record.id}})


def refresh(casus_id: int, touched: Touched | None) -> None:
    """Bring one casus up to date: the evidence of the touched records (None: of all), and the states."""
    rows = asked_of(casus_id, touched)
    if not rows:
        return
    facts = facts_from(rows, clock.today())
    rightful, stored = rightful_from(rows[0].rightful, clock.today()), stored_from(rows[0].stored)
    _write_evidence(casus_id, rightful, stored)
    by_hand = [row for row in stored if not row.by_rule]
    newest = _newest(rows[0].others, [*rightful, *by_hand])
    _write_coverage(casus_id, rows[0], facts, newest, whole=touched is None)


def asked_of(casus_id: int, touched: Touched | None) -> list[Any]:
    """The facts, the stored row and the evidence as it is and should be (of the touched records; None: of all), in one select."""
    kept = {} if touched is None else {table: ids for table, ids in touched.items() if table in TABLES}
    tables = None if touched is None else frozenset(kept)
    values: dict[str, Any] = {"casus": casus_id, "today": clock.today()} | {f"ids_{t}": sorted(ids) for t, ids in kept.items()}
    return list(db.session.execute(_asked(tables), values))


@cache
def _asked(tables: frozenset[str] | None) -> Any:
    """The one select. Lists travel as one text each, so that the database is asked once."""
    touched = _is_touched(tables)
    stored = select(func.aggregate_strings(_joined(
        Evidence.id, Evidence.standard, Evidence.record_type, Evidence.record_id, Evidence.held_on, Evidence.weight,
        cast(Evidence.by_rule, Integer)), ",")).where(Evidence.casus_id == CASUS, touched)  # fmt: skip
    newest = (
        select(Evidence.standard.label("standard"), func.max(Evidence.held_on).label("day"))
        .where(Evidence.casus_id == CASUS, ~touched).group_by(Evidence.standard).subquery()
    )  # fmt: skip
    others = select(func.aggregate_strings(_joined(newest.c.standard, newest.c.day), ","))
    return (
        select(
            *columns(), *row_facts.columns(), Casus.team_id.label("team"),
            *(column.label(f"had_{column.key}") for column in Coverage.__table__.c),
            stored.scalar_subquery().label("stored"), others.scalar_subquery().label("others"),
            _rightful_text(tables).label("rightful"),
        )
        .select_from(Casus).outerjoin(Coverage, Coverage.casus_id == Casus.id)
        .outerjoin(KID, KIDS)
        .where(Casus.id == CASUS)
    )  # fmt: skip


def _is_touched(tables: frozenset[str] | None) -> Any:
    """Whether a stored row is about a touched record, or one beside it."""
    if tables is None:
        return Evidence.id.is_not(None)
    return or_(Evidence.id.is_(None), *(
        (Evidence.record_type == name) & Evidence.record_id.in_(records) for name, records in neighbours_of(tables)
    ), *(
        Evidence.record_type.in_(NAMES_OF[table]) & Evidence.record_id.in_(ids_of(table)) for table in sorted(tables)
    ))  # fmt: skip


def _rightful_text(tables: frozenset[str] | None) -> Any:
    if tables is not None and not tables:
        return bindparam("nothing", value=None, type_=String)
    rows = rows_of(tables).subquery()
    return select(func.aggregate_strings(_joined(rows.c.source, rows.c.record, rows.c.day), ",")).scalar_subquery()


def _joined(*parts: Any) -> Any:
    text: Any = cast(parts[0], String)
    for part in parts[1:]:
        text = text + ":" + cast(part, String)
    return text


def rightful_from(text: str | None, until: date) -> list[Link]:
    """What the table of evidence gives; nothing is of a day after `until`. Where two rows give the same, primary wins."""
    found: dict[tuple[int, str, int], Link] = {}
    for entry in text.split(",") if text else ():
        number, record, day = entry.split(":")
        source = EVIDENCE[int(number)]
        for standard, weight in source.gives.items():
            link = Link(standard, source.name, int(record), min(date.fromisoformat(day), until), weight)
            if link[:3] not in found or weight is Weight.PRIMARY:
                found[link[:3]] = link
    return list(found.values())


def stored_from(text: str | None) -> list[Stored]:
    """The rows of evidence as they are."""
    found = []
    for entry in text.split(",") if text else ():
        key, standard, kind, record, day, weight, by_rule = entry.split(":")
        found.append(Stored(int(key), int(standard), kind, int(record), date.fromisoformat(day), Weight(weight), by_rule == "1"))
    return found


def _write_evidence(casus_id: int, rightful: Iterable[Link], stored: Iterable[Stored]) -> None:
    """Take away what no longer holds, add what is new. What somebody added by hand stays, and is not doubled."""
    wanted = {link[:3]: link for link in rightful}
    gone = []
    for row in stored:
        link = wanted.get(row[1:4])
        if not row.by_rule or (link is not None and link == row[1:6]):
            wanted.pop(row[1:4], None)
        else:
            gone.append(row.id)
    if gone:
        db.session.execute(delete(Evidence).where(Evidence.id.in_(gone)).execution_options(synchronize_session=False))
    if wanted:
        db.session.execute(insert(Evidence), [{"casus_id": casus_id, **link._asdict()} for link in wanted.values()])


def _newest(others: str | None, links: Iterable[Link | Stored]) -> dict[int, date]:
    newest = {int(standard): date.fromisoformat(day) for standard, day in
              (entry.split(":") for entry in (others.split(",") if others else ()))}  # fmt: skip
    for link in links:
        newest[link.standard] = max(newest.get(link.standard, link.held_on), link.held_on)
    return newest


def _write_coverage(casus_id: int, row: Any, facts: Facts, newest: dict[int, date], *, whole: bool) -> None:
    state = states(facts)
    history.note(casus_id, row, state, newest)
    now: dict[str, Any] = {"team_id": row.team, "last_meeting_on": facts.last_meeting_on, **row_facts.stored(row, facts)}
    if whole:
        now["counted_on"] = clock.today()
    for number in NUMBERS:
        now |= {f"state_{number}": state[number], f"newest_{number}_on": newest.get(number)}
    if row.had_casus_id is None:
        db.session.execute(insert(Coverage), [{"casus_id": casus_id, **now}])
        return
    changed = {name: value for name, value in now.items() if getattr(row, f"had_{name}") != value}
    if changed:
        asked = update(Coverage).where(Coverage.casus_id == casus_id).values(changed)
        db.session.execute(asked.execution_options(synchronize_session=False))
