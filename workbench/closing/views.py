"""Phase and closing: how a casus goes on, what it still needs, and how it closes and opens again (domain.md 2.3, 6.3)."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, allows, requires
from workbench.accounts.models import Role
from workbench.casus.models import Casus, CasusStatus, Phase
from workbench.casus.queries import people_of
from workbench.closing import beside, labels, operations, queries, rules
from workbench.closing.forms import AssignForm, CloseForm, FrameworkForm, PhaseForm, ReopenForm, StepForm
from workbench.extensions import db
from workbench.plans.rules import Gap
from workbench.web.forms import Form

bp = Blueprint("closing", __name__, url_prefix="/casus/<ref:ref>/closing")
ROOMS = {"casus": "casus.family"}  # rooms that are not called index


@bp.route("")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    """The course of this casus: phase, legal ground, who, how long it is kept, and what closing still asks for."""
    course = queries.course_of(casus)
    kept = beside.kept_now(casus, course.last)
    gaps = rules.closing_gaps(queries.around(casus, clock.today())) if casus.is_open else []
    begin = rules.active_gaps(casus) if casus.status is CasusStatus.CONCEPT else ()
    return render_template(
        "closing/index.html", casus=casus, course=course, labels=labels, steps=rules.STEPS.get(casus.status, ()),
        gaps=_placed(casus, gaps), begin=_placed(casus, begin), colleagues=dict(_names(casus)),
        kept=labels.kept_in_words(kept), others=labels.other_reasons(kept), speaks_against=rules.speaks_against,
    )  # fmt: skip


def _names(casus: Casus) -> list[tuple[int, str]]:
    return [(key, name) for key, name, _role in queries.colleagues_of(casus)]


def _placed(casus: Casus, gaps: Iterable[Gap]) -> list[tuple[Gap, str]]:
    """Each gap with where it is mended; for who may only read, the room it belongs to."""
    return [(gap, _place(casus, gap)) for gap in gaps]


def _place(casus: Casus, gap: Gap) -> str:
    declared = getattr(current_app.view_functions[gap.endpoint], "access", None)
    if isinstance(declared, Permission) and allows(current_user, declared, casus):
        return url_for(gap.endpoint, **gap.values)
    room = gap.endpoint.partition(".")[0]
    return url_for(ROOMS.get(room, f"{room}.index"), ref=casus.ref)


def _back(casus: Casus, said: str, anchor: str | None = None) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("closing.index", ref=casus.ref, _anchor=anchor), 303)


def _stored(casus: Casus, *names: str) -> Any:
    """What the conflict page shows: the casus as it is in the database now."""

    def stored() -> tuple[Casus, dict[str, Any]]:
        db.session.refresh(casus)
        return casus, {name: getattr(casus, name) for name in (*names, "version")}

    return stored


@bp.route("/phase", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def phase(casus: Casus) -> ResponseReturnValue:
    """Another phase; `?to=` is the one somebody comes for."""
    asked = request.args.get("to")
    to = next((one for one in Phase if one.value == asked and one is not Phase.CLOSED), None)
    form = PhaseForm(data={"phase": to, "changed_on": clock.today(), "version": casus.version})
    if form.validate_on_submit() and form.save(
        lambda: operations.change_phase(casus, form.made_from, by=current_user, **form.answers), stored=_stored(casus, "phase")
    ):
        return _back(casus, _("The casus is in another phase now."), "phase")
    gaps = rules.aftercare_gaps(casus.ref, operations.plan_of(casus))
    return render_template("closing/phase.html", casus=casus, form=form, labels=labels, gaps=_placed(casus, gaps))


@bp.post("/step")
@requires(Permission.EDIT_CASUS)
def step(casus: Casus) -> ResponseReturnValue:
    """Begin the work, begin to taper, or go on as before."""
    form = StepForm()
    change = lambda: operations.step(casus, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change):
        return _back(casus, _("Saved."), "phase")
    flash(" ".join(map(str, form.form_errors)) or _("Nothing was changed."), "warning")
    return redirect(url_for("closing.index", ref=casus.ref), 303)


@bp.route("/framework", methods=["GET", "POST"])
@requires(Permission.EDIT_CASUS)
def framework(casus: Casus) -> ResponseReturnValue:
    """Another legal ground, or another term."""
    form = FrameworkForm(data={
        "framework": casus.framework, "since": clock.today(), "until": casus.framework_until, "version": casus.version,
    })  # fmt: skip
    if form.validate_on_submit() and form.save(
        lambda: operations.change_framework(casus, form.made_from, by=current_user, **form.answers),
        stored=_stored(casus, "framework"),
    ):
        return _back(casus, _("Saved."), "framework")
    return render_template("closing/framework.html", casus=casus, form=form)


@bp.route("/assign", methods=["GET", "POST"])
@requires(Permission.ASSIGN)
def assign(casus: Casus) -> ResponseReturnValue:
    """Who works on it, who stands in and who supervises."""
    names = ("worker_id", "deputy_id", "supervisor_id", "version")
    form = AssignForm(data={name: getattr(casus, name) for name in names})
    colleagues = queries.colleagues_of(casus)
    workers = [(key, name) for key, name, role in colleagues if role is Role.WORKER]
    form.worker_id.offer(workers)
    form.deputy_id.offer(workers)
    form.supervisor_id.offer([(key, name) for key, name, role in colleagues if role is not Role.WORKER])
    change = lambda: operations.assign(casus, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=_stored(casus, *names[:3])):
        return _back(casus, _("Saved."), "people")
    return render_template("closing/assign.html", casus=casus, form=form)


# --- closing and opening again


@bp.route("/close", methods=["GET", "POST"])
@requires(Permission.CLOSE_CASUS)
def close(casus: Casus) -> ResponseReturnValue:
    """The last form of a casus, with what is still missing above it."""
    form = CloseForm(data={"closed_on": clock.today(), "version": casus.version})
    people = people_of(casus)
    form.told.offer([(one.id, one.name) for one in people if not one.deceased])
    change = lambda: operations.close(casus, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=_stored(casus, "closed_on")):
        return _back(casus, _("The casus is closed. Personal links no longer work."))
    return _close_page(casus, form)


def _close_page(casus: Casus, form: Form) -> str:
    gaps = rules.closing_gaps(queries.around(casus, clock.today()))
    return render_template(
        "closing/close.html", casus=casus, form=form, gaps=_placed(casus, gaps),
        kept=labels.kept_in_words(queries.kept(casus, clock.today())), few=any(gap.passable == "contacts" for gap in gaps),
    )  # fmt: skip


@bp.route("/reopen", methods=["GET", "POST"])
@requires(Permission.REOPEN_CASUS)
def reopen(casus: Casus) -> ResponseReturnValue:
    """Open a closed casus again, with a reason."""
    if casus.is_open and request.method == "GET":
        abort(404)
    form = ReopenForm(data={"phase": Phase.DIRECT, "version": casus.version})
    change = lambda: operations.reopen(casus, form.made_from, by=current_user, **form.answers)  # noqa: E731
    if form.validate_on_submit() and form.save(change, stored=_stored(casus, "closed_on")):
        return _back(casus, _("The casus is open again."))
    return render_template("closing/reopen.html", casus=casus, form=form)
