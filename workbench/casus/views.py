"""Vandaag, the list of casussen, and the overview of one casus."""

from flask import Blueprint, render_template

from workbench.access import Permission, requires
from workbench.casus.models import Casus

bp = Blueprint("casus", __name__)


@bp.route("/")
@requires(Permission.USE_WORKBENCH)
def today() -> str:
    return render_template("casus/today.html")


@bp.route("/casus/")
@requires(Permission.USE_WORKBENCH)
def index() -> str:
    return render_template("casus/index.html")


@bp.route("/casus/<ref:ref>/")
@requires(Permission.SEE_CASUS)
def overview(casus: Casus) -> str:
    return render_template("casus/overview.html", casus=casus)
