"""The map as one screen: its columns, with a form open in its place; the harm matrix; the history of one thing.

Every address gives the whole map; a browser with htmx takes only `#map` from it (static/map.js), so both ways are the same.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.mapping import labels, operations, queries, rules
from workbench.mapping.forms import MARKS, ItemForm, PutBackForm, WithdrawForm
from workbench.mapping.models import ItemKind, MapItem
from workbench.web.filters import together
from workbench.web.forms import ConfirmForm, Form

bp = Blueprint("mapping", __name__, url_prefix="/casus/<ref:ref>/map")

AT = re.compile(r"(item|edit|more|back|add)-([a-z0-9_]{1,20})")  # a place on the map that the focus goes to
ORDERS: dict[str, Callable[[Any], Any]] = {
    "day": lambda one: 0, "severity": lambda one: -1 if one.row.severity is None else 3 - one.row.severity,
}  # fmt: skip


@dataclass(frozen=True)
class Opened:
    """The form that stands open on the map: what it does (new, edit, withdraw, put_back), under which kind, of which item."""

    what: str
    form: Form
    kind: ItemKind
    title: str
    submit: str
    cancel: str
    focus: str
    item_id: int | None = None
    text: str = ""
    in_place: bool = True

    @property
    def more_open(self) -> bool:
        """Whether something under "more about this" needs attention."""
        form = self.form
        return isinstance(form, ItemForm) and any(
            name in form.errors or form.control(name) == self.focus for name in form.more
        )


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return _screen(casus, queries.map_of(casus))


@bp.route("/new", methods=["GET", "POST"])
@bp.route("/new/<kind>", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus, kind: str = "") -> ResponseReturnValue:
    asked = _kind(kind or request.args.get("kind", "")) or ItemKind.HARM
    shown = queries.map_of(casus)
    given = {"kind": asked, "danger": request.args.get("danger", type=int)}
    form = _asked(ItemForm(data=given).offer(shown.choices), asked)
    made: list[MapItem] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.add_item(casus, by=current_user, **form.answers))
    ):
        return _saved(casus, made[0], form.kind.data)
    now = form.kind.data or asked
    cancel = _place(casus, f"add-{now.value}")
    return _screen(casus, shown, Opened("new", form, now, str(labels.ADD[now]), _("Save"), cancel, _focus(form)))


@bp.route("/<id:item_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, item_id: int) -> ResponseReturnValue:
    item, shown = queries.item_of(casus, item_id), queries.map_of(casus)
    asked, stands = _kind(request.args.get("kind", "")) or item.kind, item.kind
    data = operations.answers_of(item) | {"version": item.version, "kind": asked}
    form = _asked(ItemForm(data=data).offer(shown.choices), asked)
    if form.validate_on_submit() and form.save(
        lambda: operations.change_item(item, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, item_id),
    ):
        return _saved(casus, item, form.kind.data)
    kind = form.kind.data or asked
    title = _("Change something on the map") if kind is stands else _("Move to: %(kind)s", kind=labels.KINDS[kind])
    cancel = _place(casus, f"edit-{item_id}" if asked is stands else f"more-{item_id}", item_id)
    return _screen(casus, shown, Opened(
        "edit", form, kind, title, _("Save"), cancel, _focus(form), item_id, in_place=request.args.get("from") != "matrix"
    ))  # fmt: skip


@bp.route("/<id:item_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw(casus: Casus, item_id: int) -> ResponseReturnValue:
    item = queries.plain_item_of(casus, item_id)
    form, kind, text = WithdrawForm(data={"version": item.version}), item.kind, item.text
    if form.validate_on_submit() and form.save(
        lambda: operations.withdraw_item(item, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("It is off the map, and stays to be found below."))
        return redirect(_place(casus, f"add-{kind.value}"), 303)
    title, cancel = _("Take off the map"), _place(casus, f"more-{item_id}")
    return _screen(casus, queries.map_of(casus), Opened(
        "withdraw", form, kind, title, title, cancel, form.reason.id, item_id, text
    ))  # fmt: skip


@bp.route("/<id:item_id>/put-back", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def put_back(casus: Casus, item_id: int) -> ResponseReturnValue:
    item = queries.plain_item_of(casus, item_id)
    form, kind, text = PutBackForm(data={"version": item.version}), item.kind, item.text
    if form.validate_on_submit() and form.save(
        lambda: operations.put_back(item, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("It is back on the map."))
        return redirect(_place(casus, f"item-{item_id}"), 303)
    title, cancel = _("Put back on the map"), _place(casus, f"back-{item_id}")
    return _screen(casus, queries.map_of(casus), Opened(
        "put_back", form, kind, title, _("Put back"), cancel, form.reason.id, item_id, text
    ))  # fmt: skip


@bp.route("/<id:item_id>/done", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def done(casus: Casus, item_id: int) -> ResponseReturnValue:
    item, form = queries.item_of(casus, item_id), ConfirmForm()
    if form.validate_on_submit() and form.save(
        lambda: operations.finish_step(item, form.made_from, by=current_user, done_on=clock.today())
    ):
        flash(_("Noted: done today."))
    else:
        flash(" ".join(form.form_errors) or _("Somebody else changed this meanwhile. Look at it again."), "warning")
    return redirect(_place(casus, f"item-{item_id}"), 303)


@bp.route("/<id:item_id>")
@requires(Permission.SEE_CASUS)
def one(casus: Casus, item_id: int) -> str:
    return render_template("mapping/one.html", casus=casus, history=queries.history_of(casus, item_id), labels=labels)


@bp.route("/matrix")
@requires(Permission.SEE_CASUS)
def matrix(casus: Casus) -> str:
    shown = queries.map_of(casus)
    asked = request.args.get("order", "")
    order = asked if asked in (*ORDERS, "worry") else "day"
    rows = sorted(shown.items[ItemKind.HARM], key=ORDERS.get(order, ORDERS["day"]))
    parts = _by_worry(rows, shown) if order == "worry" else [(None, rows)]
    return render_template("mapping/matrix.html", casus=casus, shown=shown, parts=parts, order=order, labels=labels)


def _by_worry(rows: list[Any], shown: queries.Map) -> list[tuple[Any, list[Any]]]:
    """The rows under each worry that rests on them, and at the end those no worry rests on yet."""
    parts = [(danger, [one for one in rows if danger.id in one.worries]) for danger in shown.dangers.values()]
    rest = [one for one in rows if not any(worry in shown.dangers for worry in one.worries)]
    return [(danger, found) for danger, found in (*parts, (None, rest)) if found]


def _screen(casus: Casus, shown: queries.Map, opened: Opened | None = None) -> str:
    """The whole map, with a form open in its place, or with the focus where somebody comes back to."""
    at = AT.fullmatch(request.args.get("at", "")) if opened is None else None
    column = request.args.get("column", "")
    if opened is not None:
        column = labels.COLUMN_OF[opened.kind]
    elif at:
        kind = shown.kind_of(int(at[2])) if at[2].isdigit() else _kind(at[2])
        column = labels.COLUMN_OF[kind] if kind else column
    return render_template(
        "mapping/index.html", casus=casus, shown=shown, labels=labels, ItemKind=ItemKind, opened=opened, marks=MARKS,
        column=column if column in labels.TABS else "worry", focus=opened.focus if opened else at[0] if at else "",
    )  # fmt: skip


def _asked(form: ItemForm, kind: ItemKind) -> ItemForm:
    """The form with the fields of the kind that is chosen in it; of the one asked for where none is."""
    return form.about(_kind(form.kind.data) or kind)


def _kind(asked: Any) -> ItemKind | None:
    return ItemKind(asked) if isinstance(asked, str) and asked in set(ItemKind) else None


def _focus(form: ItemForm) -> str:
    """The id of the control to begin with: the one a link asked for, else the first."""
    field = request.args.get("field", "")
    return form.control(field if field in {*form.front, *form.more} else form.front[0])


def _place(casus: Casus, place: str, item_id: int | None = None) -> str:
    """The address of the map at this place; or of the row of the matrix somebody came from."""
    if item_id and request.args.get("from") == "matrix":
        return url_for(".matrix", ref=casus.ref, _anchor=f"row-{item_id}")
    return url_for(".index", ref=casus.ref, at=place, _anchor=place)


def _saved(casus: Casus, item: MapItem, asked: ItemKind | None) -> ResponseReturnValue:
    """To the saved item; says so, and what is missing, when existing safety was kept as a strength."""
    if item.kind is asked:
        flash(_("Saved."))
    else:
        when, actor = item.happened_on or item.period, item.actor_id or item.actor
        open_ = rules.safety_gaps(when=when, danger=item.danger_id, actor=actor)
        missing = together([str(labels.MISSING[name]) for name in open_])
        flash(_("Kept as a strength. For a time it stayed safe this is still missing: %(missing)s.", missing=missing), "warning")
    return redirect(_place(casus, f"item-{item.id}", item.id), 303)


def _stored(casus: Casus, item_id: int) -> tuple[MapItem, dict[str, Any]]:
    now = queries.item_of(casus, item_id)
    return now, operations.answers_of(now)
