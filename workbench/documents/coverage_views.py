"""The report on coverage: choose for which colleague, as what and why, and take it along; and the sheet of the team."""

from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.accounts.models import User
from workbench.accounts.proof import needs_fresh_proof
from workbench.casus.models import Casus
from workbench.documents import coverage_operations
from workbench.documents.coverage_operations import EXCEL, PURPOSES, WORD
from workbench.documents.operations import MadeFile
from workbench.supervision.queries import professionals
from workbench.web.fields import OneOf
from workbench.web.forms import ConfirmForm, Form

bp = Blueprint("coverage", __name__)
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ReportForm(Form):
    """A report is for one named colleague, and for a purpose (security.md G.4)."""

    kind = OneOf(_l("As what?"), options=((WORD, _l("Word, to read")), (EXCEL, _l("Excel, to sort"))), radio=True, default=WORD)
    reader = OneOf(_l("For which colleague?"))
    purpose = OneOf(_l("What is it for?"), options=PURPOSES.items(), default="supervision")


@bp.route("/casus/<ref:ref>/documents/coverage", methods=["GET", "POST"])
@requires(Permission.EXPORT_DOCUMENT)
def index(casus: Casus) -> Any:
    """Choose, and take it along. The file is made now and not kept; the log keeps its hash."""
    readers = {user.id: user for user in professionals(casus)}
    form = ReportForm(data={"kind": WORD, "reader": current_user.id, "purpose": "supervision"})
    form.reader.offer([(user.id, user.name) for user in readers.values()])
    if form.is_submitted() and (page := needs_fresh_proof(light=True)):
        return page
    made: list[MadeFile] = []
    if form.validate_on_submit() and form.save(lambda: made.append(_made(casus, readers, **form.answers))):
        return _as_download(made[0])
    return render_template("documents/coverage.html", casus=casus, form=form)


def _made(casus: Casus, readers: dict[int, User], *, kind: str, reader: int, purpose: str) -> MadeFile:
    return coverage_operations.make(casus, readers[reader], kind, purpose, by=current_user)


@bp.route("/team/coverage", methods=["POST"])
@requires(Permission.SEE_TEAM)
def team() -> Any:
    """The casussen of one's own team, as on the team's page."""
    if page := needs_fresh_proof(light=True):
        return page
    made: list[MadeFile] = []
    form = ConfirmForm()
    if form.validate() and form.save(lambda: made.append(coverage_operations.make_of_team(by=current_user))):
        return _as_download(made[0])
    flash(_("This did not come through well"), "warning")
    return redirect(url_for("standards.team"), 303)


def _as_download(file: MadeFile) -> Response:
    response = make_response(file.content)
    response.headers["Content-Type"] = TYPES[file.file_name.rpartition(".")[2]]
    response.headers["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
