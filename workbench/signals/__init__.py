"""Signals of unsafety, and the five steps of the reporting code."""

from flask import Blueprint

bp = Blueprint("signals", __name__, url_prefix="/casus/<ref:ref>/signals")
