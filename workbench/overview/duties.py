"""What asks for somebody beside the families: to judge an emergency, to be the second person, to look through the log.

A duty is one row of `DUTIES`: who may have it, the records that wait as a select, and how it reads. All of it is one
statement, and one more for who looks through the log.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, String, cast, literal, null, union_all

from workbench import clock
from workbench.access import Permission, allows
from workbench.accounts.models import User
from workbench.alerts import queries as alerts
from workbench.alerts.rules import BY_KEY as UNUSUAL
from workbench.emergency import queries as emergency
from workbench.extensions import db
from workbench.log_review import queries as log_review
from workbench.overview.today import near_moment
from workbench.second_look import queries as second_look
from workbench.second_look.kinds import KINDS as SECOND
from workbench.second_look.models import Step


@dataclass(frozen=True)
class Duty:
    """One thing to do, as it stands on the page."""

    text: str
    url: str
    why: str = ""
    when: str = ""
    urgent: bool = False
    icon: str = "circle"


class Row(NamedTuple):
    """What the statement gives of everything that waits."""

    duty: str
    record: int
    at: datetime
    called: str


@dataclass(frozen=True)
class Kind:
    """One kind of duty. `waits(user)` is a select of (id, moment) or (id, moment, word)."""

    key: str
    permission: Permission
    waits: Callable[[User], Select[Any]]
    reads: Callable[[Row, date], Duty]


def _judge(row: Row, today: date) -> Duty:
    where = url_for("emergency.look", access_id=row.record)
    why = _("Somebody read a family without working with it.")
    return Duty(_("Judge an emergency access"), where, why, near_moment(row.at, today), True, "siren")


def _look_at(row: Row, today: date) -> Duty:
    where = url_for("alerts.one", alert_id=row.record)
    why = _("A colleague does far more of this than usual. Ask why.")
    return Duty(str(UNUSUAL[row.called].label), where, why, near_moment(row.at, today), True, "triangle-alert")


def _decide(row: Row, today: date) -> Duty:
    where = url_for("second_look.one", look_id=row.record)
    said = SECOND[Step(row.called)].title
    return Duty(_("Decide as the second person: %(what)s", what=said), where, "", near_moment(row.at, today), icon="user-check")


DUTIES: tuple[Kind, ...] = (
    Kind("emergency", Permission.REVIEW_LOG, emergency.waits_for, _judge),
    Kind("alert", Permission.REVIEW_LOG, alerts.waits_for, _look_at),
    Kind("second_look", Permission.USE_WORKBENCH, second_look.waits_for, _decide),
)


def duties_of(user: User) -> list[Duty]:
    """What asks for this person beside the families, in the order of the table and then of time. One statement, or none."""
    kinds = [kind for kind in DUTIES if allows(user, kind.permission)]
    if not kinds:
        return []
    known, today = {kind.key: kind for kind in kinds}, clock.today()
    order = {kind.key: nr for nr, kind in enumerate(kinds)}
    found = sorted(_rows(kinds, user), key=lambda row: (order[row.duty], row.at))
    return [known[row.duty].reads(row, today) for row in found] + _months(user)


def _months(user: User) -> list[Duty]:
    """Months of the log that this person still has to look through: the oldest, and that there are more. One statement."""
    waits = log_review.waiting(user) if allows(user, Permission.REVIEW_LOG) else []
    if not waits:
        return []
    first, late = waits[0], any(one.late for one in waits)
    where = url_for("log_review.index") if len(waits) > 1 else _month_page(first)
    text = ngettext("Look through the log of %(num)s month", "Look through the log of %(num)s months", len(waits))
    return [Duty(text, where, first.team if len(waits) == 1 else "", _("late") if late else "", late, "clipboard-check")]


def _month_page(one: log_review.Waiting) -> str:
    return url_for("log_review.month", team_id=one.team_id, month=f"{one.month:%Y-%m}")


def _rows(kinds: Iterable[Kind], user: User) -> list[Row]:
    branches = [_branch(kind.key, kind.waits(user)) for kind in kinds]
    return [Row(*row) for row in db.session.execute(union_all(*branches))]


def _branch(key: str, asked: Select[Any]) -> Select[Any]:
    columns = list(asked.selected_columns)
    called = cast(columns[2], String) if len(columns) > 2 else cast(null(), String)
    shown = (literal(key).label("duty"), columns[0].label("record"), columns[1].label("at"))
    return asked.with_only_columns(*shown, called.label("called"), maintain_column_froms=True)
