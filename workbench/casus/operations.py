"""Every change to a casus and the people in it. The caller commits."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.accounts.models import User
from workbench.casus.models import Casus, Framework
from workbench.errors import RuleBroken
from workbench.extensions import db

audit.declare({"casus opened": _l("opened the casus")})


def open_casus(name: str, framework: Framework, started_on: date, worker_id: int, supervisor_id: int, *, by: User,
               framework_since: date | None = None, framework_until: date | None = None) -> Casus:
    """Open a casus in this person's own team. Raises RuleBroken when its dates run backwards."""
    if framework_since and framework_until and framework_until < framework_since:
        raise RuleBroken(_("This lies before the beginning."), field="framework_until")
    if by.team_id is None:
        raise RuleBroken(_("You belong to no team, so you cannot open a casus."))
    opened = Casus(
        name=name, framework=framework, started_on=started_on, worker_id=worker_id, supervisor_id=supervisor_id,
        framework_since=framework_since, framework_until=framework_until, team_id=by.team_id,
    )  # fmt: skip
    db.session.add(opened)
    db.session.flush()
    audit.record("casus opened", opened, by=by, record=opened, action="C")
    return opened


