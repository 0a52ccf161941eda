"""The pages of bottom lines: new, one with its history, change, reach or withdraw. Only the responsible worker changes them."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.accounts.settings import setting
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.goals import bottom_line_forms as forms
from workbench.goals import bottom_line_operations as operations
from workbench.goals import bp, history, labels, queries, rules
from workbench.goals.forms import offer
from workbench.goals.models import BottomLine


@bp.route("/bottom-lines/new", methods=["GET", "POST"])
@requires(Permission.SET_BOTTOM_LINES)
def new_bottom_line(casus: Casus) -> ResponseReturnValue:
    found = queries.choices_of(casus)
    form = _offered(forms.BottomLineForm(data={"set_on": clock.today()}), found)
    if form.validate_on_submit() and form.save(
        lambda: operations.set_bottom_line(casus, by=current_user, **form.answers)
    ):
        return _back(casus)
    most = setting("goals.most_bottom_lines")
    many = rules.too_many_bottom_lines(sum(line.status == "active" for line in found["lines"]) + 1, most)
    return render_template("goals/bottom_line_new.html", casus=casus, form=form, too_many=many, most=most)


@bp.route("/bottom-lines/<id:line_id>", methods=["GET"])
@requires(Permission.SEE_CASUS)
def bottom_line(casus: Casus, line_id: int) -> str:
    return _page(casus, of_casus(BottomLine, casus, line_id), None)


@bp.route("/bottom-lines/<id:line_id>/edit", methods=["GET", "POST"])
@requires(Permission.SET_BOTTOM_LINES)
def edit_bottom_line(casus: Casus, line_id: int) -> ResponseReturnValue:
    line = of_casus(BottomLine, casus, line_id)
    kept = operations.answers_of(line) | {"version": line.version}
    form = _offered(forms.ChangeBottomLineForm(data=kept), queries.choices_of(casus))

    def stored() -> tuple[Any, dict[str, Any]]:
        now = of_casus(BottomLine, casus, line_id)
        return now, operations.answers_of(now)

    change = lambda: operations.change_bottom_line(line, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=stored):
        return _to_line(casus, line_id)
    return render_template("goals/bottom_line_edit.html", casus=casus, form=form, line_id=line_id)


@bp.route("/bottom-lines/<id:line_id>/status", methods=["POST"])
@requires(Permission.SET_BOTTOM_LINES)
def move_bottom_line(casus: Casus, line_id: int) -> ResponseReturnValue:
    line = of_casus(BottomLine, casus, line_id)
    form = forms.status_form(line.status)
    if form.validate_on_submit() and form.save(
        lambda: operations.move_bottom_line(line, form.made_from, by=current_user, **form.answers)
    ):
        return _to_line(casus, line_id)
    return _page(casus, of_casus(BottomLine, casus, line_id), form)


def _offered(form: Any, found: dict[str, list[Any]]) -> Any:
    form.danger.offer([(row.id, f"{row.number}. {row.title}") for row in found["dangers"] if row.status != "withdrawn"])
    return offer(form, found)


def _page(casus: Casus, line: BottomLine, form: Any) -> str:
    """A bottom line with where it comes from, what covers it and how it read before."""
    return render_template(
        "goals/bottom_line.html", casus=casus, line=line, labels=labels, covered_by=queries.covering(line),
        earlier=history.of_bottom_line(line), steps=rules.NEXT_BOTTOM_LINE[line.status],
        form=form or forms.status_form(line.status, data={"version": line.version}),
    )  # fmt: skip


def _to_line(casus: Casus, line_id: int) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".bottom_line", ref=casus.ref, line_id=line_id), 303)


def _back(casus: Casus) -> ResponseReturnValue:
    flash(_("Saved."))
    return redirect(url_for(".index", ref=casus.ref), 303)
