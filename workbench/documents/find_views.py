"""Which paper is this? For who leads a team and for the privacy officer, when a paper was found (security.md G.4)."""

from typing import Any

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from workbench import audit
from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus
from workbench.documents.forms import FindForm
from workbench.documents.queries import with_number
from workbench.documents.stamp import PURPOSES, as_number
from workbench.documents.views import all_titles
from workbench.extensions import db

bp = Blueprint("papers", __name__)
audit.declare({"paper looked up": _l("looked up a paper by its number")})


@bp.route("/papers", methods=["GET", "POST"])
@requires(Permission.FIND_PAPER)
def find() -> Any:
    """A number in, what was made out: never for whom, and for who leads a team only of the casussen he or she may know of."""
    form = FindForm()
    shown: dict[str, Any] = {"found": None, "asked": False, "ref": "", "may_open": False}
    if form.validate_on_submit() and form.save(lambda: shown.update(look_up(form.number.data))):
        shown["asked"] = True
    return render_template("documents/find.html", form=form, titles=all_titles(), purposes=PURPOSES, **shown)


def look_up(typed: str) -> dict[str, Any]:
    """The paper, where this person may know of it; that it was looked up is written down with the casus."""
    number = as_number(typed)
    found = with_number(number) if number else None
    if found is None:
        return {}
    casus = db.session.get(Casus, found.casus_id) if found.casus_id else None
    in_sight = casus is not None and allows(current_user, Permission.SEE_CASUS, casus)
    if not (in_sight or not allows(current_user, Permission.SEE_TEAM) or (casus is None and found.team == _own_team())):
        return {}
    audit.record("paper looked up", casus, by=current_user, action="R", number=number)
    return {"found": found, "ref": casus.ref if casus else "", "may_open": in_sight}


def _own_team() -> str | None:
    from workbench.accounts.models import Team

    team = db.session.get(Team, current_user.team_id) if current_user.team_id else None
    return team.name if team else None
