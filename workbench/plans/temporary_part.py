"""What a temporary plan says of tonight, as a frozen version holds it (domain.md 8.7). Who may read what: temporary_chapter."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.plans.models import PlanPart
from workbench.plans.rows import Body, Rows, plain, rows, table

TEXTS = ("reason", "safe_because", "signals", "visiting")


def part(casus: Casus, people: Rows, day: date) -> Body | None:
    """The temporary plan of this casus as it is now; None when there is none for this day. Needs the rows of its people."""
    row = next((one for one in rows("plan", casus) if one["kind"].value == "temporary"), None)
    if row is None or not is_of_now(row, day):
        return None
    secret = secret_people(casus, people)
    lines = _of_plan("tonight", row["id"])
    calls = _of_plan("plan_call", row["id"])
    return {
        "group": row["sub_group_id"],
        **{name: row[name] or "" for name in TEXTS},
        "visitors": people_with(PlanPart.VISITOR, row["id"]),
        "tonight": [_line(one, secret) for one in lines],
        "calls": [
            {**plain(one, "service", caller="caller_id", called="called_id"), "signal": one["signal"] or ""} for one in calls
        ],
    }


def is_of_now(row: RowMapping, day: date) -> bool:
    """Whether a living temporary plan is about these days: where people slept last winter says nothing about tonight."""
    return row["ends_on"] is not None and row["ends_on"] >= day


def _of_plan(name: str, plan_id: int) -> Rows:
    of = table(name)
    return list(db.session.execute(select(of).where(of.c.plan_id == plan_id).order_by(of.c.order, of.c.id)).mappings())


def _line(row: RowMapping, secret: set[int]) -> Body:
    line = plain(row, "stays", "sleeps", person="person_id", stays_with="stays_with_id", sleeps_with="sleeps_with_id")
    named = {line["person"], line["stays_with"], line["sleeps_with"]}
    return {**line, "note": row["note"] or "", "secret": bool(named & secret)}


def people_with(part: PlanPart, plan_id: int | None) -> list[int]:
    """The ids of the people with this part in a plan."""
    of = table("plan_person")
    asked = select(of.c.person_id).where(of.c.plan_id == plan_id, of.c.part == part).order_by(of.c.person_id)
    return list(db.session.scalars(asked)) if plan_id else []


def secret_people(casus: Casus, people: Rows) -> set[int]:
    """Who has a secret address: marked so, or living in a home that is."""
    homes = {row["id"] for row in rows("household", casus) if row["protected"]}
    return {row["id"] for row in people if row["protected"] or row["household_id"] in homes}
