"""What people add to the file: an own view and a correction (security.md G.3). Pages of the same room."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, of_casus, people_of
from workbench.file_rights import operations
from workbench.file_rights import statement_operations as statements
from workbench.file_rights.fields import FIELDS
from workbench.file_rights.forms import CorrectionForm, OwnViewForm
from workbench.file_rights.items import Item
from workbench.file_rights.models import FileRequest, RequestKind, RequestState
from workbench.file_rights.views import back_to, bp, grouped

SHORT = 90


def _items(casus: Casus, asked: FileRequest) -> dict[str, Item]:
    return {one.key: one for one in operations.found_for(casus, asked).items}


def _called(item: Item) -> str:
    """What an item says, in one line of a list."""
    return _short(" · ".join(line.text for line in item.lines)) or item.title


def _short(text: str) -> str:
    return f"{text[:SHORT].rstrip()}…" if len(text) > SHORT else text


def _person(casus: Casus, asked: FileRequest) -> str:
    return names_of(people_of(casus)).get(asked.person_id or 0, "")


@bp.route("/<id:request_id>/own-view", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def own_view(casus: Casus, request_id: int) -> ResponseReturnValue:
    """What somebody says, beside what it is about; never changed afterwards."""
    asked = _open(casus, request_id, RequestKind.OWN_VIEW, RequestKind.CORRECTION)
    there = _items(casus, asked)
    form = OwnViewForm(data={"text": asked.wish, "version": asked.version})
    form.item.offer([(key, f"{item.title}: {_called(item)}") for key, item in there.items()])

    def change() -> Any:
        about = there.get(form.item.data or "")
        return statements.add_own_view(casus, asked, form.made_from, by=current_user, text=form.text.data, item=about)

    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, _("It stands in the file now."))
    return render_template("file_rights/own_view.html", casus=casus, asked=asked, form=form, person=_person(casus, asked))


@bp.route("/<id:request_id>/correct", methods=["GET", "POST"])
@requires(Permission.PREPARE_FILE)
def correct(casus: Casus, request_id: int) -> ResponseReturnValue:
    """Choose what is not right (`?item=`) and which text of it (`&field=`), and say what it should say."""
    asked = _open(casus, request_id, RequestKind.CORRECTION)
    there = _items(casus, asked)
    chosen = there.get(request.args.get("item", ""))
    page: dict[str, Any] = {"casus": casus, "asked": asked, "person": _person(casus, asked)}
    if chosen is None:
        return render_template("file_rights/choose.html", groups=grouped(list(there.values())), called=_called, **page)
    fields, page = _fields(chosen), page | {"item": chosen}
    wanted = request.args.get("field") if len(fields) != 1 else fields[0][0]
    for name, word, text in fields:
        if name == wanted:
            return _corrected(name, _correction(asked, word, text), page)
    return render_template("file_rights/correct.html", form=None, fields=fields, **page)


def _correction(asked: FileRequest, word: str, text: str) -> CorrectionForm:
    """The form with what stands there now, so that nobody types it all again."""
    form = CorrectionForm(data={"version": asked.version, "text": text})
    form.text.label.text = _("%(what)s: what should it say?", what=word)
    return form


def _corrected(field: str, form: CorrectionForm, page: dict[str, Any]) -> ResponseReturnValue:
    casus, asked = page["casus"], page["asked"]

    def change() -> Any:
        return statements.correct(casus, asked, form.made_from, by=current_user, item=page["item"], field=field, **form.answers)

    if form.validate_on_submit() and form.save(change):
        return back_to(casus, asked, _("It is corrected. What stood there is kept beside it."))
    return render_template("file_rights/correct.html", form=form, field_name=field, **page)


def _fields(item: Item) -> list[tuple[str, str, str]]:
    """(name, word, text) of each text of an item that can be corrected here."""
    own = {line.label: line.text for line in item.lines}
    names = [(name, str(FIELDS.get(name, ""))) for name in statements.fields_to_correct(item.table)]
    return [(name, word, own[word]) for name, word in names if word in own]


def _open(casus: Casus, request_id: int, *kinds: RequestKind) -> FileRequest:
    asked = of_casus(FileRequest, casus, request_id)
    if asked.kind not in kinds or asked.state is not RequestState.OPEN:
        abort(404)
    return asked
