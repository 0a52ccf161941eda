"""Personal links, the participants' pages and their answers (security.md D)."""

from flask import Blueprint

bp = Blueprint("reviews", __name__, cli_group="links")
