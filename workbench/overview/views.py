"""Vandaag, the list of casussen, search, and the overview of one casus: the chain, and what is still missing."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from flask_login import current_user

from workbench import audit, clock
from workbench.access import Permission, allows, requires
from workbench.accounts.queries import makers_in_team
from workbench.accounts.settings import setting
from workbench.agreements.rules import silent_days
from workbench.casus import operations
from workbench.casus.models import Casus, Phase
from workbench.overview import day, duties, labels, queries, rules, search
from workbench.overview.chain_gaps import Limits
from workbench.overview.forms import CasusForm
from workbench.standards import team
from workbench.successes.queries import kept_runs

bp = Blueprint("overview", __name__)


@dataclass(frozen=True)
class Header:
    """What the full header of a casus says."""

    people: str
    phase: Any
    phase_step: int
    facts: list[tuple[str, str, str]]
    action: tuple[str, str, str] | None
    secret: str


@bp.route("/")
@requires(Permission.USE_WORKBENCH)
def today() -> str:
    hello = day.greeting(current_user.name.split()[0])
    if allows(current_user, Permission.SEE_TEAM):
        return render_template(
            "standards/today.html", day=clock.today(), hello=hello, asks=day.team_day_of(current_user),
            morning=team.morning(current_user), phases=team.PHASES, duties=duties.duties_of(current_user),
        )  # fmt: skip
    shown = day.day_of(current_user, request.args.get("only", ""))
    return render_template(
        "overview/today.html", shown=shown, labels=labels, day=clock.today(), hello=hello,
        duties=duties.duties_of(current_user),
    )  # fmt: skip


@bp.route("/casus/")
@requires(Permission.USE_WORKBENCH)
def index() -> str:
    return render_template("overview/index.html", shown=day.day_of(current_user), labels=labels)


@bp.route("/casus/new", methods=["GET", "POST"])
@requires(Permission.CREATE_CASUS)
def new() -> ResponseReturnValue:
    form = CasusForm()
    form.offer_colleagues(makers_in_team(current_user))
    opened: list[Casus] = []
    if form.validate_on_submit() and form.save(
        lambda: opened.append(operations.open_casus(by=current_user, **form.answers))
    ):
        flash(_("The casus is open."))
        return redirect(url_for("overview.casus", ref=opened[0].ref), 303)
    return render_template("overview/new.html", form=form)


@bp.route("/search")
@requires(Permission.USE_WORKBENCH)
def find() -> str:
    asked = request.args.get("q", "")[:100]
    found = search.find(current_user, asked) if asked.strip() else []
    if asked.strip():
        audit.record_search(by=current_user, term=asked, found=len(found))
    return render_template("overview/search.html", asked=asked, found=found)


@bp.route("/casus/<ref:ref>/")
@requires(Permission.SEE_CASUS)
def casus(casus: Casus) -> str:
    shown = queries.overview_of(casus, clock.today(), setting("monitoring.silent_plan_days"))
    limits = Limits(setting("goals.most_dangers"), setting("goals.most_bottom_lines"))
    found = rules.missing(
        shown, clock.today(), limits, warning_days=setting("plan.interim_warning_days"), direct=casus.phase is Phase.DIRECT,
        watched=casus.eyes_on_safety_id is not None,
    )
    todos = [todo for todo in found if _can_open(todo.endpoint)] if casus.is_open else []
    return render_template(
        "overview/casus.html", casus=casus, shown=shown, todos=todos, labels=labels, header=_header(casus, shown),
        url_of=lambda todo: _where_to(todo, casus), runs=kept_runs(Casus.id == casus.id),
        day=clock.today(), silent_days=silent_days,
    )  # fmt: skip


def _can_open(endpoint: str) -> bool:
    from workbench.frame import endpoint_exists

    return endpoint_exists(endpoint)


def _where_to(todo: rules.Todo, casus: Casus) -> str:
    """Where a missing thing is mended; for who may only read, the room it belongs to."""
    declared = getattr(current_app.view_functions[todo.endpoint], "access", None)
    if not isinstance(declared, Permission) or not allows(current_user, declared, casus):
        return url_for(todo.endpoint.split(".")[0] + ".index", ref=casus.ref)
    return url_for(todo.endpoint, ref=casus.ref, _anchor=todo.anchor or None, **todo.values)


def _header(casus: Casus, shown: queries.Overview) -> Header:
    following = next((meeting for meeting in shown.meetings if meeting.held_on > clock.today()), None)
    names = shown.names
    state = shown.state
    facts = [
        (_("Next meeting"), format_date(following.held_on, "EEEE d MMMM") if following else _("not planned yet"),
         _("chaired by %(name)s", name=names[following.chair_id]) if following and following.chair_id in names else ""),
        (_("Keeps sight on safety"), names.get(casus.eyes_on_safety_id or 0, _("nobody yet")), ""),
        (_("Plan"), _("Version %(number)s", number=state.version) if state.version else _("no version yet"),
         format_date(clock.dutch_time(state.frozen_at).date(), "d MMMM yyyy") if state.version else ""),
    ]  # fmt: skip
    action = None
    if allows(current_user, Permission.EDIT_PLAN, casus) and _can_open("meetings.new"):
        action = (_("Prepare a meeting"), url_for("meetings.new", ref=casus.ref), "calendar")
    secret = _("Secret address") if any(person.protected for person in shown.people) else ""
    return Header(
        _people_line(casus, shown), labels.PHASES[casus.phase], labels.PHASE_STEP[casus.phase], facts, action, secret
    )


def _people_line(casus: Casus, shown: queries.Overview) -> str:
    """Noa (10) en Daan (4) · Kim Jansma en Bas de Wit · ondertoezichtstelling tot 12 januari 2027."""
    children = [p for p in shown.people if p.family_role == "child"]
    parents = [p for p in shown.people if p.in_family and p.authority == "yes"]
    ages = [f"{p.name} ({age})" if (age := p.age_on(clock.today())) is not None else p.name for p in children]
    framework = str(labels.FRAMEWORKS[casus.framework])
    if casus.framework_until:
        framework = _(
            "%(framework)s until %(day)s", framework=framework, day=format_date(casus.framework_until, "d MMMM yyyy")
        )
    from workbench.web.filters import together

    return " · ".join(part for part in (together(ages), together([p.full_name for p in parents]), framework) if part)
