"""The plan: the living one, its frozen versions, and what one reader may see of them."""

from flask import Blueprint

bp = Blueprint("plans", __name__, url_prefix="/casus/<ref:ref>/plan")
