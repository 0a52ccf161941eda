"""Learning meetings of a team: lessons from its plans, statements on children's rights, exercises (domain.md 3, 4, 1.13)."""

from flask import Blueprint

bp = Blueprint("learning", __name__, url_prefix="/team/learning")
