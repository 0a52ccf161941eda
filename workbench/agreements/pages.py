"""The pages about agreements outside a casus: the examples of the house."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.agreements import example_operations, examples, labels
from workbench.agreements.forms import ExampleForm, ReasonForm, answers_of_example
from workbench.web.forms import ConfirmForm

bp = Blueprint("house_examples", __name__, url_prefix="/settings/examples")


@bp.route("/")
@requires(Permission.MANAGE_SETTINGS)
def index() -> str:
    """Every example per situation, and what the organisation did with them."""
    steps = examples.changes()
    found = examples.standing(steps)
    return render_template(
        "agreements/house_examples.html", found=examples.per_situation(found), steps=steps[::-1], labels=labels,
        called={one.example.key: one.example.title for one in found}, who=examples.names_of_staff(),
    )  # fmt: skip


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def new() -> ResponseReturnValue:
    form = ExampleForm()
    if form.validate_on_submit() and form.save(lambda: example_operations.add(by=current_user, **form.answers)):
        flash(_("The example is there for everybody who makes an agreement."), "success")
        return redirect(url_for(".index"), 303)
    return render_template("agreements/house_example.html", form=form, found=None, steps=(), labels=labels, who={})


@bp.route("/<key>", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def edit(key: str) -> ResponseReturnValue:
    found, steps = _found(key)
    form = ExampleForm(data=answers_of_example(found.example) | {"version": found.version})
    if form.validate_on_submit() and form.save(
        lambda: example_operations.rewrite(found, form.made_from, by=current_user, **form.answers),
        stored=lambda: _stored(key),
    ):
        flash(_("The example was changed. Agreements that were made with it stay as they are."), "success")
        return redirect(url_for(".index"), 303)
    return render_template(
        "agreements/house_example.html", form=form, found=found, steps=steps[::-1], labels=labels,
        who=examples.names_of_staff(), read=examples.read,
    )  # fmt: skip


@bp.route("/<key>/hide", methods=["GET", "POST"])
@requires(Permission.MANAGE_SETTINGS)
def hide(key: str) -> ResponseReturnValue:
    """Offer an example no more, with the reason."""
    found, _steps = _found(key)
    form = ReasonForm(data={"version": found.version})
    if form.validate_on_submit() and form.save(
        lambda: example_operations.hide(found, form.made_from, by=current_user, **form.answers)
    ):
        flash(_("The example is hidden. You can offer it again."), "success")
        return redirect(url_for(".index"), 303)
    return render_template("agreements/hide_example.html", form=form, found=found)


@bp.route("/<key>/show", methods=["POST"])
@requires(Permission.MANAGE_SETTINGS)
def show(key: str) -> ResponseReturnValue:
    """Offer a hidden example again."""
    return _step(key, example_operations.show, _("The example is offered again."))


@bp.route("/<key>/back", methods=["POST"])
@requires(Permission.MANAGE_SETTINGS)
def put_back(key: str) -> ResponseReturnValue:
    """Back to the text that came with the workbench."""
    return _step(key, example_operations.put_back, _("The example reads again as it came."))


def _step(key: str, operation: Any, said: str) -> ResponseReturnValue:
    found, _steps = _found(key)
    form = ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operation(found, form.made_from, by=current_user)):
        flash(said, "success")
    else:
        flash(" ".join(str(one) for one in form.form_errors), "warning")
    return redirect(url_for(".index"), 303)


def _found(key: str) -> tuple[examples.Standing, list[Any]]:
    """The example with this key and the steps taken with it, or 404."""
    steps = examples.changes()
    found = examples.find(examples.standing(steps), key)
    return (found, [one for one in steps if one.key == key]) if found else abort(404)


def _stored(key: str) -> tuple[Any, dict[str, Any]]:
    found, _steps = _found(key)
    return found.last, answers_of_example(found.example)
