"""Danger statements, their goals, bottom lines and numbers on the scale."""

from flask import Blueprint

bp = Blueprint("goals", __name__, url_prefix="/casus/<ref:ref>/goals")
