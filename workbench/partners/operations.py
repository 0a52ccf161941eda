"""Every change to partners in the chain. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.partners.models import Partner
from workbench.records import expect_version, filled

audit.declare(
    {"partner added": _l("added a partner in the chain"), "partner changed": _l("changed a partner in the chain")}
)


def _check(answers: dict[str, Any]) -> None:
    if bool(answers["informed_on"]) != bool(answers["informed_version"]):
        raise RuleBroken(
            _("Give both the day and the version."),
            field="informed_on" if answers["informed_version"] else "informed_version",
        )


def add_partner(casus: Casus, *, by: Any, **answers: Any) -> Partner:
    """Add a professional or service. Raises RuleBroken when only one of day and version is given."""
    _check(answers)
    partner = Partner(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(partner)
    audit.record("partner added", casus, by=by, record=partner, action="C")
    return partner


def change_partner(casus: Casus, partner: Partner, version: int, *, by: Any, **answers: Any) -> None:
    """Change it, for instance after telling of a new plan version. Raises EditConflict or RuleBroken."""
    expect_version(partner, version)
    _check(answers)
    changed = [name for name, value in answers.items() if (getattr(partner, name) or None) != (value or None)]
    for name in changed:
        setattr(partner, name, answers[name] or None)
    audit.record("partner changed", casus, by=by, record=partner, fields=changed)
