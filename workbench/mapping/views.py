"""The pages of the map: its three columns, and the forms."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.mapping import labels, operations, queries
from workbench.mapping.forms import ItemForm, WithdrawForm
from workbench.mapping.models import ItemKind, MapItem

bp = Blueprint("mapping", __name__, url_prefix="/casus/<ref:ref>/map")


@bp.route("/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    return render_template("mapping/index.html", casus=casus, shown=queries.map_of(casus), labels=labels, ItemKind=ItemKind)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def new(casus: Casus) -> ResponseReturnValue:
    asked = request.args.get("kind", "")
    kind = ItemKind(asked) if asked in set(ItemKind) else ItemKind.HARM
    form = ItemForm(data={"kind": kind}).offer(queries.choices_of(casus))
    made: list[MapItem] = []
    if form.validate_on_submit() and form.save(
        lambda: made.append(operations.add_item(casus, by=current_user, **form.answers))
    ):
        return _back(casus, made[0], form.kind.data)
    return _form_page(casus, form, form.kind.data or kind, None)


@bp.route("/<id:item_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def edit(casus: Casus, item_id: int) -> ResponseReturnValue:
    item = queries.item_of(casus, item_id)
    form = ItemForm(data=operations.answers_of(item) | {"version": item.version}).offer(queries.choices_of(casus))
    kind = item.kind
    if form.validate_on_submit() and form.save(
        lambda: operations.change_item(item, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(casus, item_id),
    ):
        return _back(casus, item, form.kind.data)
    return _form_page(casus, form, form.kind.data or kind, item_id)


@bp.route("/<id:item_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def withdraw(casus: Casus, item_id: int) -> ResponseReturnValue:
    item = queries.item_of(casus, item_id)
    form, text = WithdrawForm(data={"version": item.version}), item.text
    if form.validate_on_submit() and form.save(
        lambda: operations.withdraw_item(item, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("It is off the map, and stays to be found below."))
        return redirect(url_for(".index", ref=casus.ref), 303)
    return render_template("mapping/withdraw.html", casus=casus, form=form, text=text, item_id=item_id)


def _form_page(casus: Casus, form: ItemForm, kind: ItemKind, item_id: int | None) -> str:
    return render_template("mapping/form.html", casus=casus, form=form, kind=kind, item_id=item_id, labels=labels)


def _back(casus: Casus, item: MapItem, asked: ItemKind | None) -> ResponseReturnValue:
    """To the map; says so when existing safety was kept as a strength."""
    if item.kind is asked:
        flash(_("Saved."))
    else:
        why = _("Kept as a strength: for a time it stayed safe we need the day, who did it, and against which worry it helped.")
        flash(why, "warning")
    return redirect(url_for(".index", ref=casus.ref), 303)


def _stored(casus: Casus, item_id: int) -> tuple[MapItem, dict[str, Any]]:
    now = queries.item_of(casus, item_id)
    return now, operations.answers_of(now)
