"""The paper about closing and aftercare: choose for whom, see exactly what goes in, take it along."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.closing import for_reader
from workbench.documents import closing_operations
from workbench.documents.operations import MadeFile
from workbench.documents.views import as_download
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans.words import CALLED
from workbench.web.fields import OneOf
from workbench.web.forms import Form

bp = Blueprint("closing_paper", __name__, url_prefix="/casus/<ref:ref>/documents/closing")


class ClosingPaperForm(Form):
    """The paper is always for one named reader (B20)."""

    reader: Any = OneOf(_l("For whom?"))
    large = BooleanField(_l("In large print"))


@bp.route("", methods=["GET", "POST"])
@requires(Permission.EXPORT_DOCUMENT)
def index(casus: Casus) -> Any:
    """With a reader in the address: what goes in. The file is made when it is asked for and not kept; the log keeps its hash."""
    asks = request.method == "GET" and "reader" in request.args
    form = ClosingPaperForm(formdata=request.args, meta={"csrf": False}) if asks else ClosingPaperForm()
    known = for_reader.material(casus)
    form.reader.offer([(one.id, one.full_name) for one in known.readers])
    made: list[MadeFile] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(closing_operations.make(casus, form.reader.data, by=current_user, large=form.large.data))
    ):
        return as_download(made[0])
    if form.is_submitted():  # the rollback ended what was loaded
        casus = db.session.merge(casus)
        known = for_reader.material(casus)
        return _page(casus, known, form), 422
    return _page(casus, known, form, **(_preview(known, form) if asks and form.validate() else {}))


def _page(casus: Casus, known: for_reader.Material, form: ClosingPaperForm, **preview: Any) -> str:
    silent = [reason for one in known.people.values() if (reason := for_reader.why_not(one))]
    return render_template(
        "documents/closing.html", casus=casus, form=form, is_there=known.is_there, silent=silent, called=CALLED, **preview
    )


def _preview(known: for_reader.Material, form: ClosingPaperForm) -> dict[str, Any]:
    """What goes in for this reader, or why nothing can."""
    try:
        view = for_reader.project(known, form.reader.data)
    except RuleBroken as error:
        form.show(error)
        return {}
    return {"view": view, "left_out": for_reader.left_out(known, view)}
