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
from workbench.documents.models import DocumentMade
from workbench.documents.operations import MadeFile, kind_in_file_name, refuse_leaks_in_file
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings.for_reader import secret_terms
from workbench.standards.queries import team_overview

audit.declare({"team coverage made": _l("made a sheet of the team’s coverage")})
WORD, EXCEL = "docx", "xlsx"
# What it is made for (security.md G.4); it stands in the file and in the log.
PURPOSES: Mapping[str, Any] = {
    "supervision": _l("supervision"), "complaint": _l("a complaint"), "court": _l("the court"),
    "access_request": _l("a request for access"), "transfer": _l("a transfer"),
}  # fmt: skip


def make(casus: Casus, reader: User, kind: str, purpose: str, *, by: User) -> MadeFile:
    """The report for this colleague as Word or Excel, noted in the log and in the list of documents.

    Raises RuleBroken when the reader may not see this casus, or something protected is in the finished file.
    """
    if not allows(reader, Permission.SEE_CASUS, casus):
        raise RuleBroken(_("This colleague does not see this family."), field="reader")
    with in_dutch():
        report = report_of(casus, reader=reader, by=by, purpose=str(PURPOSES[purpose]))
        if kind == EXCEL:
            content = coverage_sheet.of_casus(report, clock.now())
        else:
            content = coverage_report.build(report, default_house(), clock.now())
    refuse_leaks_in_file(content, secret_terms(casus))
    fingerprint = hashlib.sha256(content).hexdigest()
    name = coverage_report.name
    made = DocumentMade(casus_id=casus.id, kind=name, colleague_id=reader.id, purpose=purpose, made_by_id=by.id,
                        sha256=fingerprint)  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record("document made", casus, by=by, record=made, action="E", kind=name, form=kind, colleague=reader.id,
                 purpose=purpose, sha256=fingerprint)  # fmt: skip
    return MadeFile(content, f"{kind_in_file_name(name)}-{clock.today().isoformat()}.{kind}")


def make_of_team(*, by: User) -> MadeFile:
    """The team's coverage as a sheet: states in words, no row and no figure about a worker. Noted in the log with its hash."""
    team = team_overview(by.team_id or 0)
    office = db.session.scalar(select(Organisation.name).order_by(Organisation.id)) or ""
    content = coverage_sheet.of_team(team, team.rows, office, clock.today(), clock.now())
    audit.record("team coverage made", None, by=by, action="E", casussen=[row.casus_id for row in team.rows],
                 sha256=hashlib.sha256(content).hexdigest())  # fmt: skip
    return MadeFile(content, f"dekking-team-{clock.today().isoformat()}.xlsx")
