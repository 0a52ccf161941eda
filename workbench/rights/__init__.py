"""The children's-rights check, placing a child elsewhere, and what was asked for the whole family (domain.md 4)."""

from flask import Blueprint

bp = Blueprint("rights", __name__)
ROOM = "/casus/<ref:ref>/rights"
