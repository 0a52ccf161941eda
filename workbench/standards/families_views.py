"""What families of the team said after their meetings, without names, for learning together (domain.md 1.13)."""

from flask import render_template
from flask_login import current_user

from workbench import audit
from workbench.access import Permission, allows, requires
from workbench.meetings import feedback_queries
from workbench.meetings.labels import HEARD
from workbench.standards import bp
from workbench.standards.reflection_rules import FAMILIES_SAY


@bp.route("/team/families")
@requires(Permission.SEE_TEAM)
def families_say() -> str:
    """The newest answers of the own team; that they were read is written down with every family they come from."""
    casussen, said = feedback_queries.said_to_team(current_user.team_id, FAMILIES_SAY)
    for casus in casussen:
        if allows(current_user, Permission.SEE_CASUS, casus):
            audit.record_read(casus, by=current_user, page="standards.families_say")
    return render_template("standards/families_say.html", said=said, heard=HEARD)
