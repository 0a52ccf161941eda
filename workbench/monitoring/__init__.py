"""Following the plan: checks, rehearsals, the safety diary; by the worker, and by people themselves (domain.md 2.9)."""

from flask import Blueprint

bp = Blueprint("monitoring", __name__, url_prefix="/casus/<ref:ref>/monitoring")
