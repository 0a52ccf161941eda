"""What people add to the file: an own view and a correction (security.md G.3). Pages of the same room."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.file_rights import operations
from workbench.file_rights import statement_operations as statements
from workbench.file_rights.fields import FIELDS
from workbench.file_rights.forms import CorrectionForm, OwnViewForm
from workbench.file_rights.items import Item
from workbench.file_rights.models import FileRequest, RequestKind, RequestState
from workbench.file_rights.views import back_to, bp

SHORT = 90


def _items(casus: Casus, asked: FileRequest) -> dict[str, Item]:
    return {one.key: one for one in operations.found_for(casus, asked).items}


def _called(item: Item) -> str:
    """An item in one line of a list."""
    said = next((line.text for line in item.lines if len(line.text) > 3), "")
    return f"{item.title}: {said[:SHORT]}{'…' if len(said) > SHORT else ''}"


@bp.route("/<id:request_id>/own-view", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def own_view(casus: Casus, request_id: int) -> ResponseReturnValue:
    """What somebody says, beside what it is about; never changed afterwards."""
    asked = _open(casus, request_id, RequestKind.OWN_VIEW, RequestKind.CORRECTION)
    there = _items(casus, asked)
    form = OwnViewForm(data={"text": asked.wish, "version": asked.version})
    form.item.offer([(key, _called(item)) for key, item in there.items()])

    def change() -> Any:
        about = there.get(form.item.data or "")
        return statements.add_own_view(casus, asked, form.made_from, by=current_user, text=form.text.data, item=about)

    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, _("It stands in the file now."))
    return render_template("file_rights/own_view.html", casus=casus, asked=asked, form=form)


@bp.route("/<id:request_id>/correct", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def correct(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Choose what is not right (`?item=`), and say what it should say."""
    asked = _open(casus, request_id, RequestKind.CORRECTION)
    there = _items(casus, asked)
    chosen = there.get(request.args.get("item", ""))
    if chosen is None:
        return render_template("file_rights/choose.html", casus=casus, asked=asked, items=list(there.values()), called=_called)
    form = CorrectionForm(data={"version": asked.version})
    own_lines = {line.label: line.text for line in chosen.lines}
    fields = [one for one in statements.fields_to_correct(chosen.table) if str(FIELDS.get(one, "")) in own_lines]
    form.field.offer([(one, f"{FIELDS[one]}: {own_lines[str(FIELDS[one])][:SHORT]}") for one in fields])

    def change() -> Any:
        return statements.correct(casus, asked, form.made_from, by=current_user, item=chosen, **form.answers)

    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, _("It is corrected. What stood there is kept beside it."))
    return render_template("file_rights/correct.html", casus=casus, asked=asked, item=chosen, form=form, fields=fields)


def _open(casus: Casus, request_id: int, *kinds: RequestKind) -> FileRequest:
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind not in kinds or asked.state is not RequestState.OPEN:
        abort(404)
    return asked
