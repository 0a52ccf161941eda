"""The file analysis of a team: how often each question was answered yes, no, or not at all (domain.md 4, security.md G.4)."""

from flask import render_template, request
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from workbench.access import Permission, requires
from workbench.casus.models import Framework, Phase
from workbench.rights import bp
from workbench.rights.team_queries import Choice, analysis

PHASES = {
    Phase.DIRECT: _l("Directly safe"), Phase.STABLE: _l("Stable safety"), Phase.RECOVERY: _l("Recovery"),
    Phase.AFTERCARE: _l("Aftercare"), Phase.CLOSED: _l("Closed"),
}  # fmt: skip
FRAMEWORKS = {
    Framework.VOLUNTARY: _l("voluntary help"), Framework.SUPERVISION_ORDER: _l("supervision order"),
    Framework.PROVISIONAL_ORDER: _l("provisional supervision order"), Framework.GUARDIANSHIP: _l("guardianship"),
    Framework.SAFE_AT_HOME: _l("Veilig Thuis"), Framework.PROBATION: _l("youth probation"),
}  # fmt: skip
CONSIDERED = {"now": _l("considered now"), "ever": _l("considered now or before"), "never": _l("never considered")}


@bp.route("/team/rights")
@requires(Permission.SEE_TEAM)
def team() -> str:
    """For who may open each of these casussen anyway; `leaving` is the version for outside the team, without small cells."""
    choice = Choice.of(request.args)
    return render_template(
        "rights/team.html", found=analysis(current_user.team_id, choice), choice=choice, leaving="leaving" in request.args,
        phases=PHASES, frameworks=FRAMEWORKS, considered=CONSIDERED,
    )  # fmt: skip
