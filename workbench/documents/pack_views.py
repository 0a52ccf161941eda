"""All papers of a meeting at once: choose, see who gets one and who gets none, take them along as a zip or to the printer."""

from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.documents import pack_operations
from workbench.documents.operations import MadeFile
from workbench.documents.pack_material import INVITATIONS, KINDS, SHEETS, Pack, pack_of, sides
from workbench.documents.views import as_download
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import queries as meetings
from workbench.meetings.models import Meeting
from workbench.plans import queries as plans
from workbench.web.fields import OneOf
from workbench.web.filters import day
from workbench.web.forms import Form

bp = Blueprint("pack", __name__, url_prefix="/casus/<ref:ref>/documents/pack")
FORMS = {pack_operations.ZIP: _l("One zip, a file for each person"), pack_operations.PRINT: _l("One file for the printer")}


class PackForm(Form):
    """Which papers, of which meeting, for which side."""

    meeting: Any = OneOf(_l("Of which meeting?"))
    kind: Any = OneOf(_l("Which papers?"), options=KINDS.items(), radio=True)
    side: Any = OneOf(_l("For which side of the network?"), empty=_l("Choose"))
    large = BooleanField(_l("In large print"))


@bp.route("")
@requires(Permission.EXPORT_DOCUMENT)
def index(casus: Casus) -> str:
    """With a choice in the address: who gets a paper in this pack, and who gets none and why."""
    asks = "kind" in request.args
    form = _form(casus, request.args if asks else None)
    if not asks:
        return _page(casus, form)
    pack, error = _looked_at(casus, form) if form.validate() else (None, "")
    return _page(casus, form, pack, error)


@bp.post("/zip")
@requires(Permission.EXPORT_DOCUMENT)
def as_zip(casus: Casus) -> Response | tuple[str, int]:
    """Everybody's paper as a file of its own."""
    return _made(casus, pack_operations.ZIP)


@bp.post("/print")
@requires(Permission.EXPORT_DOCUMENT)
def to_print(casus: Casus) -> Response | tuple[str, int]:
    """Everybody's paper in one file, for the printer."""
    return _made(casus, pack_operations.PRINT)


def _made(casus: Casus, how: str) -> Response | tuple[str, int]:
    """Hand over the pack. It is made now and not kept; the log keeps the hash of each paper."""
    form = _form(casus, request.form)
    made: list[MadeFile] = []
    if form.validate() and form.save(
        lambda: made.append(pack_operations.make(casus, _pack(casus, form), how, by=current_user, large=form.large.data))
    ):
        response = as_download(made[0])
        if how == pack_operations.ZIP:
            response.headers["Content-Type"] = "application/zip"
        return response
    casus = db.session.merge(casus)  # the rollback ended what was loaded
    return _page(casus, form), 422


def _form(casus: Casus, data: Any) -> PackForm:
    """The form with what can be chosen: the newest meetings, and the sides where there are any."""
    found = [row[0] for row in meetings.meetings_of(casus)]
    asked = request.args.get("meeting", type=int)
    newest = found[0].id if found else None
    meta = {} if request.method == "POST" else {"csrf": False}
    form = PackForm(formdata=data, meta=meta, data={"meeting": asked or newest, "kind": SHEETS})
    form.meeting.offer(
        (one.id, _("Meeting %(number)s, %(day)s", number=one.number, day=day(one.held_on))) for one in found
    )
    form.side.offer(sides(casus))
    form.side.required = casus.separate_networks
    return form


def _looked_at(casus: Casus, form: PackForm) -> tuple[Pack | None, str]:
    try:
        return _pack(casus, form), ""
    except RuleBroken as broken:
        return None, str(broken.message)


def _pack(casus: Casus, form: PackForm) -> Pack:
    """The pack that was asked for; sheets are of the version that holds."""
    meeting = of_casus(Meeting, casus, form.meeting.data, *meetings.ALL)
    version = None
    if form.kind.data == SHEETS and (line := plans.latest(plans.version_lines(casus))) is not None:
        version = plans.version_of(casus, line.number)
    return pack_of(casus, meeting, form.kind.data, form.side.data, version)


def _page(casus: Casus, form: PackForm, pack: Pack | None = None, error: str = "") -> str:
    chosen = {"meeting": form.meeting.data, "kind": form.kind.data}
    chosen |= {"side": form.side.data} if casus.separate_networks else {}
    return render_template(
        "documents/pack.html", casus=casus, form=form, pack=pack, error=error, forms=FORMS,
        values=chosen | ({"large": "y"} if form.large.data else {}), invitations=INVITATIONS,
    )  # fmt: skip
