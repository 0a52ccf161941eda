"""Supervision of one casus: questions and compliments to the worker on any record, and talks in which people look together."""

from flask import Blueprint

bp = Blueprint("supervision", __name__, url_prefix="/casus/<ref:ref>/standards")
