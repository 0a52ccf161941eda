"""Documents of a casus: choose one, see exactly what goes in, take it along as a Word file."""

from typing import Any

from flask import Blueprint, Response, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.documents import looking, operations
from workbench.documents.coverage_operations import TEAM_SHEET
from workbench.documents.forms import DocumentForm
from workbench.documents.stamp import PLAN, PURPOSES
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import queries as meetings
from workbench.meetings.models import Meeting
from workbench.plans import queries as plans
from workbench.plans.models import PlanVersion
from workbench.plans.words import STATUS
from workbench.web.filters import day
from workbench.web.forms import ConfirmForm

bp = Blueprint("documents", __name__, url_prefix="/casus/<ref:ref>/documents")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.route("/")
@requires(Permission.EXPORT_DOCUMENT)
def index(casus: Casus) -> str:
    """Choose a document, a reader and a version; with a choice in the address: what goes in."""
    from workbench.documents.queries import made_before

    lines = plans.version_lines(casus)
    version = chosen_version(casus, lines)
    form = DocumentForm(formdata=request.args if "reader" in request.args else None, meta={"csrf": False})
    if version is not None:
        offer(form, lines, version)
    made = made_before(casus.id)
    names = {person["id"]: person["name"] for person in version.body["people"]} if version else {}
    preview = show_preview(form, version) if version and "reader" in request.args and form.validate() else {}
    return render_template("documents/index.html", casus=casus, form=form, version=version, made=made, names=names,
                           titles=all_titles(), purposes=PURPOSES, **preview)  # fmt: skip


@bp.route("/download", methods=["POST"])
@requires(Permission.EXPORT_DOCUMENT)
def download(casus: Casus) -> Any:
    """Hand over the file. It is made now and not kept; the log keeps its hash."""
    lines = plans.version_lines(casus)
    version = chosen_version(casus, lines)
    if version is None:
        abort(404)
    form = DocumentForm()
    offer(form, lines, version)
    made: list[operations.MadeFile] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(
            operations.make(casus, version, form.reader.data, form.document.data, by=current_user, large=form.large.data,
                            purpose=form.purpose.data)
        )
    ):
        return as_download(made[0])
    return refused(casus, form), 422


@bp.route("/meetings/<id:meeting_id>/<id:person_id>/<kind>", methods=["GET", "POST"])
@requires(Permission.EXPORT_DOCUMENT)
def of_meeting(casus: Casus, meeting_id: int, person_id: int, kind: str) -> Any:
    """The paper of a meeting for this person: to look at first, or made now and not kept; the log keeps its hash."""
    meeting, form = of_casus(Meeting, casus, meeting_id, *meetings.ALL), ConfirmForm()
    if request.method == "GET":
        return look_at_paper(casus, meeting, person_id, kind)
    made: list[operations.MadeFile] = []
    if form.validate() and form.save(
        lambda: made.append(operations.make_of_meeting(casus, meeting, person_id, kind, by=current_user))
    ):
        return as_download(made[0])
    flash(form.form_errors[0] if form.form_errors else _("This did not come through well"), "warning")
    return redirect(url_for("meetings.one", ref=casus.ref, meeting_id=meeting_id), 303)


def look_at_paper(casus: Casus, meeting: Meeting, person_id: int, kind: str) -> str:
    """A paper of a meeting as its reader will read it, or why it cannot be made."""
    from workbench.documents.catalogue import OF_A_MEETING

    if kind not in OF_A_MEETING:
        abort(404)
    look, why_not = None, ""
    try:
        look = looking.look_at_paper(casus, meeting, person_id, kind)
    except RuleBroken as error:
        why_not = error.message
    return render_template("documents/paper.html", casus=casus, meeting=meeting, person_id=person_id, kind=kind,
                           title=OF_A_MEETING[kind].title, look=look, why_not=why_not)  # fmt: skip


def refused(casus: Casus, form: DocumentForm) -> str:
    """The page again, with why no document was made. The rollback ended what was loaded, so it is loaded anew."""
    from workbench.documents.queries import made_before

    casus = db.session.merge(casus)
    version = chosen_version(casus, plans.version_lines(casus))
    names = {person["id"]: person["name"] for person in version.body["people"]} if version else {}
    made = made_before(casus.id)
    return render_template("documents/index.html", casus=casus, form=form, version=version, made=made, names=names,
                           titles=all_titles(), purposes=PURPOSES)  # fmt: skip


def as_download(file: operations.MadeFile) -> Response:
    """An attachment that no cache keeps."""
    response = make_response(file.content)
    response.headers["Content-Type"] = WORD
    response.headers["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def chosen_version(casus: Casus, lines: Any) -> PlanVersion | None:
    """The version that was asked for, else the one that holds."""
    asked = request.values.get("plan") or request.values.get("version") or ""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    line = next((one for one in lines if one.number == number), None) or plans.latest(lines)
    return plans.version_of(casus, line.number) if line is not None else None


def offer(form: DocumentForm, lines: Any, version: PlanVersion) -> None:
    """What can be chosen; people come from the version itself."""
    form.document.offer(list(titles().items()))
    form.reader.offer((person["id"], person["full_name"]) for person in version.body["people"])
    form.plan.offer((line.number, version_words(line)) for line in lines)
    if form.plan.data is None:
        form.plan.data = version.number
    if form.document.data is None and not form.is_submitted():
        form.document.data = next(iter(titles()))
    if form.purpose.data is None and "purpose" not in request.values:  # the ordinary case costs no click
        form.purpose.data = PLAN


def version_words(line: Any) -> str:
    """A version in one line: number, status, day."""
    status = STATUS[line.status.value][1]
    return _("version %(number)s, %(status)s, %(day)s", number=line.number, status=str(status).lower(), day=day(line.frozen_at))


def titles() -> dict[str, Any]:
    """Each document of a plan by name with its title."""
    from workbench.documents.catalogue import DOCUMENTS

    return {name: module.title for name, module in DOCUMENTS.items()}


def all_titles() -> dict[str, Any]:
    """Those of meetings, of the end and for colleagues too."""
    from workbench.documents.catalogue import FOR_COLLEAGUES, OF_A_MEETING, OF_THE_END

    others = {name: module.title for name, module in (OF_A_MEETING | OF_THE_END | FOR_COLLEAGUES).items()}
    return titles() | others | {TEAM_SHEET: _l("The team’s coverage, in Excel")}


def show_preview(form: DocumentForm, version: PlanVersion) -> dict[str, Any]:
    """The document as it would be made for this reader, or why it cannot be and where that is mended."""
    reader, kind = form.reader.data, form.document.data
    try:
        look = looking.look_at(version, reader, kind, large=form.large.data, purpose=form.purpose.data)
    except RuleBroken as error:
        form.show(error)
        return {"stopped": looking.stopped_by(error, version, reader, kind), "why_never": looking.why_never}
    return {"look": look}
