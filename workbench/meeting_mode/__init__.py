"""Meeting mode: a screen for the beamer, one person types (design.md 1.6, decision 0013)."""

from flask import Blueprint

bp = Blueprint("meeting_mode", __name__, url_prefix="/casus/<ref:ref>/meetings/<id:meeting_id>/mode")
