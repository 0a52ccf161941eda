"""The pages at the foot of every page: accessibility, privacy and help. They hold no data of anybody."""

from flask import Blueprint, render_template

from workbench.access import public

bp = Blueprint("pages", __name__)
WHY = "plain information about the product, the same for everybody"


@bp.route("/accessibility")
@public(WHY)
def accessibility() -> str:
    return render_template("pages/accessibility.html")


@bp.route("/privacy")
@public(WHY)
def privacy() -> str:
    return render_template("pages/privacy.html")


@bp.route("/help")
@public(WHY)
def help() -> str:
    return render_template("pages/help.html")
