"""What people add to the file: an own view, and a correction with what stood there before. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import inspect

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.crypto import EncryptedBytes, EncryptedJSON, EncryptedText
from workbench.errors import RuleBroken
from workbench.extensions import Model, db
from workbench.file_rights.items import Item
from workbench.file_rights.models import FileRequest, RequestKind, RequestState
from workbench.own_views.models import FileStatement
from workbench.records import expect_version

audit.declare({
    "own view added": _l("added an own view to the file"),
    "file corrected": _l("corrected the file on request"),
})
# Frozen, or kept as it was said then: these are answered by an own view, never rewritten.
FROZEN = frozenset({"plan_version", "answer", "earlier_map_item", "earlier_goal", "minutes_correction", "child_voice"})
# Written anew by a rule of their own when something changes; who agreed to them agrees again. They are mended in their own room.
IN_THEIR_ROOM = frozenset({"agreement", "safety_goal", "danger_statement", "bottom_line", "rating"})


def fields_to_correct(table: str) -> list[str]:
    """The texts of a record that can be corrected here."""
    kind = _model(table)
    if kind is None or table in FROZEN | IN_THEIR_ROOM:
        return []
    no_text = (EncryptedJSON, EncryptedBytes)
    return [
        one.key for one in inspect(kind).columns if isinstance(one.type, EncryptedText) and not isinstance(one.type, no_text)
    ]


def _model(table: str) -> Any:
    return next((one.class_ for one in Model.registry.mappers if one.local_table.name == table), None)  # type: ignore[attr-defined]


def add_own_view(casus: Casus, request: FileRequest, version: int, *, by: Any, text: str, item: Item | None) -> FileStatement:
    """What somebody says about it, in own words, beside what it is about. It is never changed afterwards."""
    _open_with(request, version)
    made = _statement(casus, request, by=by, text=text, item=item)
    audit.record("own view added", casus, by=by, record=made, action="C", person=made.person_id, about=item.key if item else None)
    _done(request, by)
    return made


def correct(
    casus: Casus, request: FileRequest, version: int, *, by: Any, item: Item, field: str, text: str, why: str
) -> FileStatement:
    """Put another text in one place of the file. What stood there is kept, and stands beside it marked as corrected.

    Raises RuleBroken for what is frozen, or what is mended in its own room.
    """
    _open_with(request, version)
    if request.kind is not RequestKind.CORRECTION:
        raise RuleBroken(_("This was done already. Look at the request again."))
    if field not in fields_to_correct(item.table):
        why_not = _("This cannot be corrected here. Mend it in its own room, or add an own view beside it.")
        raise RuleBroken(why_not, field="field")
    record = db.session.get(_model(item.table), item.id)
    if record is None or getattr(record, "casus_id", None) != casus.id:
        raise RuleBroken(_("This is not there any more."), field="item")
    was = getattr(record, field)
    if was == text:
        raise RuleBroken(_("This is how it is already."), field="text")
    made = _statement(casus, request, by=by, text=text, item=item, field=field, was=was)
    audit.record("file corrected", casus, by=by, record=record, field=field, statement=made.id)
    setattr(record, field, text)
    request.decision_why = why
    _done(request, by)
    return made


def _open_with(request: FileRequest, version: int) -> None:
    expect_version(request, version)
    if request.state is not RequestState.OPEN or request.person_id is None:
        raise RuleBroken(_("This was done already. Look at the request again."))


def _statement(
    casus: Casus, request: FileRequest, *, by: Any, text: str, item: Item | None, field: str | None = None,
    was: str | None = None,
) -> FileStatement:  # fmt: skip
    made = FileStatement(
        casus_id=casus.id, created_by_id=by.id, request_id=request.id, person_id=request.person_id, text=text, field=field,
        was=was, record_type=item.table if item else None, record_id=item.id if item else None, added_on=clock.today(),
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def _done(request: FileRequest, by: Any) -> None:
    request.state, request.decided_by_id = RequestState.DONE, by.id
    request.decided_on = request.done_on = clock.today()
