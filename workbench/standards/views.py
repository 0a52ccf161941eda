"""The pages of the standards, of one casus and of the team. Those of a worker's own work: reflection_views."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import audit, clock
from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus, Phase
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.meetings import feedback_queries
from workbench.meetings import labels as meeting_labels
from workbench.rights.queries import progress_of
from workbench.standards import (
    approach,
    bp,
    families_views,
    gaps,
    labels,
    links,
    on_record,
    operations,
    period,
    pieces,
    prompt_views,
    queries,
    reflection_views,
    team,
    team_queries,
)
from workbench.standards.catalogue import BY_NUMBER, STANDARDS, Standard
from workbench.standards.forms import ByHandForm, JudgementForm
from workbench.standards.models import Evidence

ROOM = "/casus/<ref:ref>/standards"


__all__ = ["bp", "families_views", "on_record", "prompt_views", "reflection_views"]


@bp.context_processor
def words() -> dict[str, Any]:
    """What the templates of this room call things."""
    return {"labels": labels, "address_of": links.address_of, "mend_at": links.mend_at}


def _standard(number: int) -> Standard:
    return BY_NUMBER[number] if number in BY_NUMBER else abort(404)


def _back(casus: Casus, number: int) -> ResponseReturnValue:
    return redirect(url_for(".index", ref=casus.ref, _anchor=f"standard-{number}"), 303)


# --- one casus


@bp.route(f"{ROOM}/")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    page = queries.page_of(casus)
    return render_template(
        "standards/index.html", casus=casus, page=page, standards=STANDARDS,
        gaps=gaps.missing(page.facts, page.places, page.named), reflections=reflection_views.on_casus(casus),
        BY_NUMBER=BY_NUMBER, rights=progress_of(casus), after_meetings=feedback_queries.said_in(casus),
        words_of=meeting_labels, approach=approach.ELEMENTS,
    )  # fmt: skip


@bp.route(f"{ROOM}/<id:number>/evidence", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def add_evidence(casus: Casus, number: int) -> ResponseReturnValue:
    standard, form = _standard(number), ByHandForm()
    records = {f"{piece.record_type}:{piece.record_id}": piece for piece in pieces.records_of(casus)}
    form.record.offer([(key, labels.title_of(piece)) for key, piece in records.items()])
    if form.validate_on_submit():
        chosen = records[str(form.record.data)]
        answers = form.answers | {"record": (chosen.record_type, chosen.record_id)}
        if form.save(lambda: operations.add_evidence_by_hand(casus, number, by=current_user, **answers)):
            flash(_("The evidence is added, with your reason."))
            return _back(casus, number)
    return render_template("standards/evidence.html", casus=casus, form=form, standard=standard)


@bp.route(f"{ROOM}/evidence/<id:evidence_id>/take-back", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def take_back(casus: Casus, evidence_id: int) -> ResponseReturnValue:
    evidence = of_casus(Evidence, casus, evidence_id)
    if evidence.by_rule:
        abort(404)
    operations.take_back_evidence(casus, evidence, by=current_user)
    db.session.commit()
    flash(_("The evidence is taken back."))
    return _back(casus, evidence.standard)


@bp.route(f"{ROOM}/<id:number>/judge", methods=["GET", "POST"])
@requires(Permission.JUDGE)
def judge(casus: Casus, number: int) -> ResponseReturnValue:
    """The form carries the id of the judgement it stands beside as its version: two people who judge see each other's words."""
    standard, now = _standard(number), queries.judgement_now(casus, number)
    form = JudgementForm(data={"version": now.id if now else 0})
    if form.validate_on_submit() and form.save(
        lambda: operations.judge(casus, number, form.made_from, by=current_user, **form.answers),
        stored=lambda: _judged_meanwhile(casus, number),
    ):
        flash(_("Your judgement is saved."))
        return _back(casus, number)
    page = queries.page_of(casus, number)
    return render_template("standards/judge.html", casus=casus, form=form, standard=standard, page=page,
                           gaps=gaps.missing(page.facts, page.places, page.named)[number])


class _Meanwhile:
    """A judgement somebody gave meanwhile, as the conflict page reads a record: by its table, id and version."""

    __tablename__ = "judgement"

    def __init__(self, judgement_id: int) -> None:
        self.id = self.version = judgement_id


def _judged_meanwhile(casus: Casus, number: int) -> tuple[Any, dict[str, Any]]:
    now = queries.judgement_now(casus, number)
    assert now is not None  # judgements are added, never taken away
    return _Meanwhile(now.id), {"verdict": now.verdict, "text": now.text or ""}


# --- the team


@bp.route("/team/", endpoint="team")
@requires(Permission.SEE_TEAM)
def team_page() -> str:
    overview = team_queries.team_overview(current_user.team_id)
    chosen = team.Choice.of(request.args)
    rows = chosen.rows(overview.rows)
    opened = chosen.opened(rows)
    asked = chosen.asked()
    return render_template(
        "standards/team.html", team=overview, rows=rows, chosen=chosen, lessons=team.lessons(overview.rows),
        columns=chosen.columns(), tally=team.tally(rows), workers=team.workers(overview.rows), phases=team.PHASES,
        short_phases={phase: str(team.SHORT_PHASES.get(phase, "")) for phase in Phase}, shows=team.SHOWS, sorts=team.SORTS,
        elements=team.elements(overview.rows), all=len(overview.rows), standards=STANDARDS,
        opened=_opened(*opened) if opened else None,
        cell_url=url_for(".team", **asked) + ("&" if asked else "?") + "open=", casus_url=f"{request.script_root}/casus/",
    )  # fmt: skip


@bp.route("/team/period")
@requires(Permission.SEE_TEAM)
def team_period() -> str:
    """How the standards of the team stood on two days."""
    asked = period.Period.of(request.args, clock.today())
    found = team_queries.team_over(current_user.team_id, asked)
    return render_template(
        "standards/period.html", team=found, period=asked, rows=[row for row in found.rows if row.changed],
        known=any(row.is_known for row in found.rows), sums=period.sums(found.rows), standards=STANDARDS, typed=request.args,
    )  # fmt: skip


def _opened(row: team_queries.Row, number: int) -> dict[str, Any] | None:
    """The evidence behind one cell. It is the family's, so the look is logged before anything is shown."""
    casus = db.session.get(Casus, row.casus_id)
    if casus is None or not allows(current_user, Permission.SEE_CASUS, casus):
        return None
    audit.record_read(casus, by=current_user, page="standards.team", standard=number)
    page = queries.page_of(casus, number)
    return {"casus": casus, "row": row, "standard": BY_NUMBER[number], "page": page,
            "gaps": gaps.missing(page.facts, page.places, page.named)[number]}
