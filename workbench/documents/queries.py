"""What a document needs besides the frozen plan: what people answered, and who has which version. Two statements."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.engine import Row
from sqlalchemy.orm import aliased

from workbench import clock
from workbench.accounts.models import Team, User
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.clock import dutch_time
from workbench.documents.models import DocumentMade
from workbench.extensions import db
from workbench.meetings.models import Meeting
from workbench.partners.models import Partner
from workbench.plans.answers import given_to, objections_to
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import CopyView
from workbench.plans.projection import After
from workbench.records import InOne

MOST_SHOWN = 20


def after_freezing(version: PlanVersion, reader_id: int | None = None) -> After:
    """The answers to this version, its objections, and who has which version, each with the person it is about.

    The reader of the document that is made has this version from today, so it reads the same however often it is made that day.
    """
    given = given_to(version)
    return After(copies=tuple(copies(version, reader_id)), given=tuple(given), objections=tuple(objections_to(version, given)))


def copies(version: PlanVersion, reader_id: int | None = None) -> Iterable[tuple[int | None, CopyView]]:
    """The latest version each person and partner has; a partner with an older one is not up to date (B17)."""
    names = {person["id"]: person["full_name"] for person in version.body["people"]}
    latest: dict[int, Row[Any]] = {}
    found = _handed_out().of(version.casus_id)
    for row in sorted(found["made"], key=lambda one: one.made_at):
        if row.reader_id not in latest or row.number >= latest[row.reader_id].number:
            latest[row.reader_id] = row
    if reader_id is not None and reader_id in names:
        latest.pop(reader_id, None)
        yield reader_id, CopyView(names[reader_id], version.number, clock.today(), True)
    for person, row in latest.items():
        if person in names:
            day = dutch_time(row.made_at).date()
            yield person, CopyView(names[person], row.number, day, row.number >= version.number)
    for partner in sorted(found["partners"], key=lambda one: one.id):
        if partner.person_id not in latest and (partner.person_id is None or partner.person_id != reader_id):
            current = partner.informed_version is not None and partner.informed_version >= version.number
            yield partner.person_id, CopyView(partner.name, partner.informed_version, partner.informed_on, current)


@cache
def _handed_out() -> InOne:
    """Each document made of a version of a casus, and what its partners were told, in one statement."""
    casus_id: Any = bindparam("casus_id")
    p = Partner
    return InOne(
        made=select(DocumentMade.reader_id, DocumentMade.made_at, PlanVersion.number)
        .join(PlanVersion, PlanVersion.id == DocumentMade.plan_version_id).where(DocumentMade.casus_id == casus_id),
        partners=select(p.id, p.person_id, p.name, p.informed_version, p.informed_on)
        .where(p.casus_id == casus_id, p.ended_on.is_(None)),
    )  # fmt: skip


def made_before(casus_id: int) -> list[Row[Any]]:
    """The documents that left the workbench, newest first, with who made them."""
    colleague = aliased(User)
    asked = (
        select(DocumentMade.kind, DocumentMade.made_at, DocumentMade.reader_id, PlanVersion.number, User.name, Meeting.held_on,
               colleague.name.label("colleague"), DocumentMade.number.label("paper"), DocumentMade.purpose,
               DocumentMade.leak_check)
        .outerjoin(Meeting, Meeting.id == DocumentMade.meeting_id)
        .outerjoin(PlanVersion, PlanVersion.id == DocumentMade.plan_version_id)
        .join(User, User.id == DocumentMade.made_by_id)
        .outerjoin(colleague, colleague.id == DocumentMade.colleague_id)
        .where(DocumentMade.casus_id == casus_id)
        .order_by(DocumentMade.made_at.desc())
        .limit(MOST_SHOWN)
    )
    return list(db.session.execute(asked))


def with_number(number: str) -> Row[Any] | None:
    """The paper of a casus with this number: which kind, when, by whom and what for; nothing of what stood in it."""
    asked = (
        select(DocumentMade.id, DocumentMade.kind, DocumentMade.made_at, DocumentMade.purpose, DocumentMade.leak_check,
               DocumentMade.casus_id, DocumentMade.reader_id, User.name, Team.name.label("team"), PlanVersion.number,
               Meeting.held_on)
        .join(User, User.id == DocumentMade.made_by_id)
        .join(Casus, Casus.id == DocumentMade.casus_id)
        .outerjoin(Team, Team.id == Casus.team_id)
        .outerjoin(Meeting, Meeting.id == DocumentMade.meeting_id)
        .outerjoin(PlanVersion, PlanVersion.id == DocumentMade.plan_version_id)
        .where(DocumentMade.number == number)
    )  # fmt: skip
    found: Row[Any] | None = db.session.execute(asked).first()  # type: ignore[assignment]
    return found


class TeamSheet(NamedTuple):
    """The sheet of a team, as a row of `with_number`."""

    kind: str
    made_at: datetime
    purpose: str
    name: str
    team: str
    team_id: int
    leak_check: str = "clean"
    number: int | None = None


def team_sheet_with(number: str) -> TeamSheet | None:
    """The sheet of a team with this number, out of the log."""
    from workbench.documents.coverage_operations import TEAM_SHEET, TEAM_SHEET_MADE

    entry = AuditEntry
    asked = (
        select(entry.at, entry.detail, User.name, Team.name.label("team"))
        .join(User, User.id == entry.actor_id).outerjoin(Team, Team.id == User.team_id).where(entry.event == TEAM_SHEET_MADE)
    )  # fmt: skip
    for row in db.session.execute(asked):
        if row.detail.get("number") == number:
            return TeamSheet(TEAM_SHEET, row.at, row.detail["purpose"], row.name, row.team or "", row.detail["team"])
    return None
