"""Making a report on coverage: gather, build, look for leaks in what was built, note it, hand it over. The caller commits."""

import hashlib
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.access import Permission, allows
from workbench.accounts.models import Organisation, User
from workbench.casus.models import Casus
from workbench.documents import coverage_report, coverage_sheet
from workbench.documents.coverage_material import report_of
from workbench.documents.house import default_house
from workbench.documents.language import in_dutch
from workbench.documents.operations import MadeFile, Paper, kind_in_file_name, note, refuse_leaks_in_file
from workbench.documents.stamp import PURPOSES as EVERY_PURPOSE
from workbench.documents.stamp import SUPERVISION, new_stamp
from workbench.documents.whole import made_of_what_is_whole
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings.for_reader import secret_terms
from workbench.standards.team_queries import team_overview

TEAM_SHEET_MADE = "team coverage made"  # it is about no casus: its number leads to this line of the log
audit.declare({TEAM_SHEET_MADE: _l("made a sheet of the team’s coverage")})
WORD, EXCEL = "docx", "xlsx"
TEAM_SHEET = "team-coverage"
# What it is made for (security.md G.4); it stands in the file and in the log.
PURPOSES: Mapping[str, Any] = {
    name: EVERY_PURPOSE[name] for name in (SUPERVISION, "complaint", "court", "access_request", "transfer")
}


@made_of_what_is_whole()
def make(casus: Casus, reader: User, kind: str, purpose: str, *, by: User) -> MadeFile:
    """The report for this colleague as Word or Excel, noted in the log and in the list of documents.

    Raises RuleBroken when the reader may not see this casus, or something protected is in the finished file.
    """
    if not allows(reader, Permission.SEE_CASUS, casus):
        raise RuleBroken(_("This colleague does not see this family."), field="reader")
    stamp = new_stamp(purpose)
    with in_dutch():
        report = report_of(casus, reader=reader, by=by, purpose=str(PURPOSES[purpose]))
        if kind == EXCEL:
            content = coverage_sheet.of_casus(report, clock.now(), stamp)
        else:
            content = coverage_report.build(report, default_house().stamped(stamp), clock.now())
    refuse_leaks_in_file(content, secret_terms(casus))
    name = coverage_report.name
    note(casus, Paper(content, report), stamp, name, by=by, told={"form": kind}, colleague_id=reader.id)
    return MadeFile(content, f"{kind_in_file_name(name)}-{clock.today().isoformat()}.{kind}")


@made_of_what_is_whole()
def make_of_team(*, by: User) -> MadeFile:
    """The team's coverage as a sheet: states in words, no row and no figure about a worker. Noted in the log with its hash."""
    team = team_overview(by.team_id or 0)
    office = db.session.scalar(select(Organisation.name).order_by(Organisation.id)) or ""
    stamp = new_stamp(SUPERVISION)
    content = coverage_sheet.of_team(team, team.rows, office, clock.today(), clock.now(), stamp)
    audit.record(TEAM_SHEET_MADE, None, by=by, action="E", casussen=[row.casus_id for row in team.rows], number=stamp.number,
                 purpose=stamp.purpose, team=by.team_id, sha256=hashlib.sha256(content).hexdigest())  # fmt: skip
    return MadeFile(content, f"dekking-team-{clock.today().isoformat()}.xlsx")
