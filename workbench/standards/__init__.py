"""The ten standards, their evidence and coverage, and the reflections of workers (domain.md 3)."""

from flask import Blueprint

bp = Blueprint("standards", __name__)
