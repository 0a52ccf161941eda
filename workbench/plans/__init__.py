"""The plan of a casus: its texts, its frozen versions, what each reader may see of them, and what changed."""

from flask import Blueprint

bp = Blueprint("plans", __name__, url_prefix="/casus/<ref:ref>/plan")
