"""Partners in the chain, consent, who keeps sight of the safety, and what other organisations handed over."""

from flask import Blueprint

bp = Blueprint("partners", __name__, url_prefix="/casus/<ref:ref>/partners")
