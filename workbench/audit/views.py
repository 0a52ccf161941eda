"""The log of a casus, for those who work on it and their supervisor. Reading it is logged too."""

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from workbench.access import Permission, requires
from workbench.audit import queries

if TYPE_CHECKING:
    from workbench.casus.models import Casus

bp = Blueprint("audit", __name__)


@bp.route("/casus/<ref:ref>/log")
@requires(Permission.SEE_LOG)
def index(casus: "Casus") -> str:
    before = request.args.get("before", type=int)
    changes = request.args.get("show") == "changes"
    lines, more = queries.log_of(casus.id, before if before and 0 < before < 2**31 else None, changes)
    return render_template("audit/index.html", casus=casus, lines=lines, more=more, changes=changes)
