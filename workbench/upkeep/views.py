"""The page *Machine*: what the doctor found, for administrators and privacy officers. It changes nothing."""

from flask import Blueprint, render_template

from workbench.access import Permission, requires
from workbench.upkeep.doctor import findings

bp = Blueprint("upkeep", __name__)


@bp.route("/machine")
@requires(Permission.SEE_MACHINE)
def machine() -> str:
    """The words of the doctor, in the language of who looks."""
    found = list(findings(every_value=False))
    mend, well = [one for one in found if not one.well], [one for one in found if one.well]
    return render_template("upkeep/machine.html", mend=mend, well=well)
