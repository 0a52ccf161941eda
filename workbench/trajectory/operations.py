"""What people plan and note for a step. The caller commits; a step itself is never ticked off (domain.md 1.7)."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.casus.models import Casus, TrajectoryStep
from workbench.extensions import db
from workbench.records import expect_version

audit.declare({"step noted": _l("planned or noted something for a step of the work")})


def note_step(
    casus: Casus, number: int, noted: TrajectoryStep | None, version: int, *, by: Any, planned_on: date | None, remark: str
) -> TrajectoryStep:
    """When a step is planned and what is to be remembered with it. Raises EditConflict when somebody else was first."""
    if noted is None:
        noted = TrajectoryStep(casus_id=casus.id, step=number, created_by_id=by.id)
        db.session.add(noted)
    else:
        expect_version(noted, version)
    noted.planned_on, noted.remark = planned_on, remark or None
    db.session.flush()
    audit.record("step noted", casus, by=by, record=noted, step=number)
    return noted
