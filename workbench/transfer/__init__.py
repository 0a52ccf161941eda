"""The casus file: one family out of the workbench, or into it (docs/file-format.md)."""

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from workbench import audit

audit.declare({
    "casus imported": _l("read in the casus from a file"),
    "casus exported": _l("wrote the casus to a file"),
})  # fmt: skip

bp = Blueprint("transfer", __name__)
