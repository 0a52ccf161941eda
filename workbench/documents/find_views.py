"""Which paper is this? For who leads a team and for the privacy officer, when a paper was found (security.md G.4)."""

from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from workbench import audit
from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus
from workbench.documents.forms import FindForm
from workbench.documents.queries import team_sheet_with, with_number
from workbench.documents.stamp import PURPOSES, as_number
from workbench.documents.views import all_titles
from workbench.errors import RuleBroken
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
    if not number:
        raise RuleBroken(_("This is no number of a paper. It looks like 2026-k7m4-q9tz."), field="number")
    sees_all = not allows(current_user, Permission.SEE_TEAM)  # the privacy officer
    found = with_number(number)
    if found is None:
        return _of_team(number, sees_all)
    casus = db.session.get_one(Casus, found.casus_id)
    in_sight = allows(current_user, Permission.SEE_CASUS, casus)
    if not (in_sight or sees_all):
        return {}
    audit.record("paper looked up", casus, by=current_user, action="R", number=number)
    return {"found": found, "ref": casus.ref, "may_open": in_sight}


def _of_team(number: str, sees_all: bool) -> dict[str, Any]:
    """The sheet of a team, of which the log knows."""
    found = team_sheet_with(number)
    if found is None or not (sees_all or found.team_id == current_user.team_id):
        return {}
    audit.record("paper looked up", None, by=current_user, action="R", number=number)
    return {"found": found}
