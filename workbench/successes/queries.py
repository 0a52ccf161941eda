"""The successes of one casus, and the runs of kept agreements that may become one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import selectinload

from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement, AgreementPerson, AgreementStatus, Part
from workbench.casus.models import Casus, Person, SubGroup
from workbench.extensions import Model, db
from workbench.records import InOne
from workbench.successes import rules
from workbench.successes.models import RunSeen, Success

ALL = (selectinload(Success.people), selectinload(Success.children), selectinload(Success.told))
RUNNING = (AgreementStatus.TRYING, AgreementStatus.ACTIVE)
THIS_CASUS: Any = bindparam("casus_id")


def successes_of(casus: Casus) -> list[Success]:
    """Every success with the people who did it, newest first; what was taken back is left out."""
    asked = select(Success).where(Success.casus_id == casus.id, Success.withdrawn_on.is_(None)).options(*ALL)
    return list(db.session.scalars(asked.order_by(Success.happened_on.desc(), Success.id.desc())))


def successes_since(casus: Casus, day: date | None, group: int | None) -> list[Success]:
    """What was written down since this day, newest first; for a part of a separated network not what is the other part's."""
    s = Success
    asked = select(s).where(s.casus_id == casus.id, s.withdrawn_on.is_(None)).order_by(s.happened_on.desc(), s.id.desc())
    if day is not None:
        asked = asked.where(s.happened_on > day)
    if group is not None:
        asked = asked.where(or_(s.sub_group_id.is_(None), s.sub_group_id == group))
    return list(db.session.scalars(asked))


def offered(casus: Casus) -> dict[str, list[Row[Any]]]:
    """What the form offers, in one statement: agreements, lines of the diary, and the parts of the network."""
    return _offered().of(casus.id)


def _offered() -> InOne:
    a, line = Agreement, table("diary_line")
    return InOne(
        agreements=select(a.id, a.number, a.label, a.what).where(a.casus_id == THIS_CASUS),
        lines=select(
            line.c.id, line.c.written_on, line.c.text, line.c.person_id, line.c.agreement_id, line.c.child_id
        ).where(line.c.casus_id == THIS_CASUS),
        groups=select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS),
        doers=select(AgreementPerson.agreement_id, AgreementPerson.person_id)
        .join(Agreement, Agreement.id == AgreementPerson.agreement_id)
        .where(Agreement.casus_id == THIS_CASUS, AgreementPerson.part == Part.DOER),
    )  # fmt: skip


def agreements_built_on(success: Success) -> list[str]:
    """What the agreements that hold and build on this success are called."""
    a = Agreement
    over = (AgreementStatus.ENDED, AgreementStatus.NOT_FEASIBLE)
    asked = select(a.label, a.number).where(a.casus_id == success.casus_id, a.based_on_success_id == success.id)
    asked = asked.where(a.status.not_in(over))
    return [label or str(number) for label, number in db.session.execute(asked.order_by(a.number))]


def table(name: str) -> Any:
    """A table of a subject on the same line of the ladder: named, not imported."""
    return Model.metadata.tables[name]


def groups_of(casus: Casus, people: Iterable[int]) -> list[int | None]:
    """To which part of the network these people belong."""
    asked = select(Person.sub_group_id).where(Person.casus_id == casus.id, Person.id.in_(people), Person.user_id.is_(None))
    return list(db.session.scalars(asked))


# --- runs of kept agreements


@dataclass(frozen=True)
class KeptRun:
    """An agreement that was kept several times in a row: who did it, how often."""

    casus_id: int
    agreement_id: int
    called: str
    times: int
    names: tuple[str, ...] = ()


def kept_runs(where: Any) -> list[KeptRun]:
    """The agreements to ask about, of the casussen this condition leaves (on Casus). At most two statements.

    How many times or weeks are worth a question are settings of the organisation.
    """
    times, weeks = setting("successes.run_checks"), setting("successes.run_weeks")
    found = []
    for agreement, rows in groupby(db.session.execute(_checks(where)), key=lambda row: row.id):
        lines = list(rows)
        since = max((day for day in (lines[0].celebrated, lines[0].seen) if day), default=None)
        run = rules.run_of(((row.checked_on, row.outcome.value) for row in lines), since)
        if run is not None and rules.worth_asking(run, times, weeks):
            first = lines[0]
            found.append(KeptRun(first.casus_id, agreement, first.label or str(first.number), run.times))
    names = _doers([one.agreement_id for one in found]) if found else {}
    return [replace(one, names=tuple(names.get(one.agreement_id, ()))) for one in found]


def _checks(where: Any) -> Any:
    """Every check of the agreements whose last one was kept, the newest first, with when people last talked about it."""
    a, check = Agreement, table("check_record")
    celebrated = select(func.max(Success.happened_on)).where(Success.agreement_id == a.id, Success.withdrawn_on.is_(None))
    seen = select(func.max(RunSeen.seen_on)).where(RunSeen.agreement_id == a.id)
    return (
        select(
            a.id, a.casus_id, a.number, a.label, check.c.checked_on, check.c.outcome,
            celebrated.scalar_subquery().label("celebrated"), seen.scalar_subquery().label("seen"),
        )
        .join(Casus, Casus.id == a.casus_id).join(check, check.c.agreement_id == a.id)
        .where(where, a.status.in_(RUNNING), a.last_outcome == rules.KEPT)
        .order_by(a.number, a.id, check.c.checked_on.desc(), check.c.id.desc())
    )  # fmt: skip


def _doers(agreements: list[int]) -> dict[int, list[str]]:
    asked = (
        select(AgreementPerson.agreement_id, Person).join(Person, Person.id == AgreementPerson.person_id)
        .where(AgreementPerson.agreement_id.in_(agreements), AgreementPerson.part == Part.DOER)
        .order_by(AgreementPerson.order, Person.id)
    )  # fmt: skip
    found: dict[int, list[str]] = defaultdict(list)
    for agreement, person in db.session.execute(asked):
        found[agreement].append(person.name)
    return found
