"""What the pages of the standards read. Everything starts at a casus or the worker; a team's is in team_queries.py."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import exists, select, update

from workbench import clock
from workbench.accounts.models import User
from workbench.accounts.settings import SETTINGS
from workbench.casus.models import Casus, CasusStatus, Person, SubGroup
from workbench.extensions import db
from workbench.partners.models import Partner
from workbench.standards import facts, places
from workbench.standards.models import NUMBERS, Coverage, Evidence, Judgement
from workbench.standards.pieces import Piece, grouped, pieces_of
from workbench.standards.rules import SHOWN, Facts, Places, Shown, State, shown

OVER = (CasusStatus.CLOSED, CasusStatus.TRANSFERRED)
OUTDATED = "standards.outdated_days"
# At the end of a select, in this order: state 1, newest day of 1, state 2, …
STORED = [Coverage.last_meeting_on,
          *(Coverage.__table__.c[name] for n in NUMBERS for name in (f"state_{n}", f"newest_{n}_on"))]  # fmt: skip


def read_states(
    states: Sequence[State | None], newest: Sequence[date | None], last_meeting: date | None, fresh_from: date
) -> dict[int, Shown]:
    """What ten stored states say today. A casus that was never counted has no evidence."""
    return {
        number: SHOWN[state or State.NO_EVIDENCE] if day is None or day >= fresh_from
        else shown(number, state or State.NO_EVIDENCE, day, last_meeting, fresh_from)
        for number, state, day in zip(NUMBERS, states, newest, strict=True)
    }  # fmt: skip


@dataclass(frozen=True)
class Page:
    """All that the page of one casus's standards shows."""

    shown: dict[int, Shown]
    newest: dict[int, date | None]
    days: int
    facts: Facts
    places: Places
    names: dict[tuple[str, int], str]
    pieces: dict[int, list[Piece]]
    judgements: dict[int, tuple[Judgement, str]]
    judged_before: dict[int, list[tuple[Judgement, str]]]  # newest first
    elements: list[str]  # of the approach, by their key

    def lines(self, number: int) -> list[tuple[Piece, int]]:
        """The evidence of one standard, line by line."""
        return grouped(self.pieces[number])

    def named(self, kind: str, key: int) -> str:
        return self.names.get((kind, key), "…")


def page_of(casus: Casus, standard: int | None = None) -> Page:
    """The standards of one casus; with `standard` the evidence and judgements of that one only."""
    found, today = facts_and_coverage(casus)
    row = found[0]._mapping
    newest = found[0][-19::2]
    days = SETTINGS[OUTDATED].default if row["outdated_days"] is None else row["outdated_days"]
    read = read_states(found[0][-20::2], newest, row["last_meeting_on"], today - timedelta(days=days))
    counted = facts.facts_from(found, today)
    names = _names(casus, counted)
    return Page(read, dict(zip(NUMBERS, newest, strict=True)), days, counted, places.places_from(found[0]), names,
                pieces_of(casus, names, standard), *_judgements(casus, standard), (row["elements"] or "").split(","))


def facts_and_coverage(casus: Casus) -> tuple[list[Any], date]:
    """The facts of a casus beside its stored coverage, in one statement; and the day they are of."""
    today = clock.today()
    return list(db.session.execute(_of_casus(), {"casus": casus.id, "today": today})), today


@cache
def _of_casus() -> Any:
    return (
        select(*facts.columns(), *places.columns(), facts.in_force(OUTDATED).label("outdated_days"), Coverage.elements, *STORED)
        .select_from(Casus).outerjoin(Coverage, Coverage.casus_id == Casus.id)
        .outerjoin(facts.KID, facts.KIDS)
        .where(Casus.id == facts.CASUS)
    )  # fmt: skip


def _names(casus: Casus, counted: Facts) -> dict[tuple[str, int], str]:
    """What the people of the casus are called, and the partners and sides of the network something is missing of."""
    people = select(Person.id, Person.first_name, Person.call_name).where(Person.casus_id == casus.id)
    names = {("person", one.id): one.call_name or one.first_name for one in db.session.execute(people)}
    wanted = {*counted.partners_bare, *counted.partners_behind}
    if wanted:
        partners = select(Partner.id, Partner.name).where(Partner.casus_id == casus.id, Partner.id.in_(wanted))
        names |= {("partner", one.id): one.name for one in db.session.execute(partners)}
    if any(side for _goal, side in counted.thin_goals):
        groups = select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == casus.id)
        names |= {("side", one.id): one.name for one in db.session.execute(groups)}
    return names


PAGE = 500


def casussen(*, also_closed: bool = False) -> Iterator[tuple[int, str]]:
    """(id, ref) of the casussen of the organisation, some at a time: memory does not grow with their number."""
    asked, last = select(Casus.id, Casus.ref).order_by(Casus.id).limit(PAGE), 0
    if not also_closed:
        asked = asked.where(Casus.status.not_in(OVER))
    while found := list(db.session.execute(asked.where(Casus.id > last))):
        yield from ((one.id, one.ref) for one in found)
        last = found[-1].id


def end_judgements(casus: Casus, standard: int) -> None:
    """The judgement that held until now does so no longer."""
    asked = update(Judgement).where(Judgement.casus_id == casus.id, Judgement.standard == standard,
                                    Judgement.superseded_at.is_(None))  # fmt: skip
    db.session.execute(asked.values(superseded_at=clock.now()).execution_options(synchronize_session=False))


def judgement_now(casus: Casus, standard: int) -> Judgement | None:
    """The judgement that holds for this standard."""
    asked = select(Judgement).where(Judgement.casus_id == casus.id, Judgement.standard == standard,
                                    Judgement.superseded_at.is_(None))  # fmt: skip
    return db.session.scalar(asked.order_by(Judgement.id.desc()).limit(1))


def _judgements(
    casus: Casus, standard: int | None
) -> tuple[dict[int, tuple[Judgement, str]], dict[int, list[tuple[Judgement, str]]]]:
    """The judgement that holds for each standard, and those before it, each with who gave it. One statement."""
    asked = (
        select(Judgement, User.name).outerjoin(User, User.id == Judgement.created_by_id)
        .where(Judgement.casus_id == casus.id).order_by(Judgement.id.desc())
    )  # fmt: skip
    if standard is not None:
        asked = asked.where(Judgement.standard == standard)
    now: dict[int, tuple[Judgement, str]] = {}
    before: dict[int, list[tuple[Judgement, str]]] = {}
    for judgement, name in db.session.execute(asked):
        if judgement.superseded_at is None and judgement.standard not in now:
            now[judgement.standard] = (judgement, name or "")
        else:
            before.setdefault(judgement.standard, []).append((judgement, name or ""))
    return now, before


def has_evidence(casus: Casus, standard: int, record_type: str, record_id: int) -> bool:
    """Whether this record already counts for this standard."""
    found = exists().where(
        Evidence.casus_id == casus.id, Evidence.standard == standard, Evidence.record_type == record_type,
        Evidence.record_id == record_id,
    )  # fmt: skip
    return bool(db.session.scalar(select(found)))
