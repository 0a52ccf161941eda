"""Network meetings: prepared, held, minuted (domain.md 1.11, 1.12, 8.3, 8.4)."""

from flask import Blueprint

bp = Blueprint("meetings", __name__, url_prefix="/casus/<ref:ref>/meetings")
