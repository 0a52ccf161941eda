"""Every change to the safety circles. A move is a new row, so that movement stays visible. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.casus.models import Casus
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.network import queries
from workbench.network.models import CircleMembership, Invited
from workbench.records import filled

audit.declare({"circle noted": _l("noted where somebody stands in the circles")})


def place(
    casus: Casus, made_from: int, person_id: int, ring: int, since: date, *, by: Any, **more: Any
) -> CircleMembership:
    """Say where somebody stands from a day on, and what this person knows.

    `made_from` is the newest move there was when the form was opened. Raises EditConflict when this person was moved since
    then (the move of the other would be passed over without a word), RuleBroken when somebody is not invited without a reason.
    """
    last = queries.last_move(casus, person_id)
    if last is not None and last.id > made_from:
        raise EditConflict(last)
    if more.get("invited") is Invited.NO and not more.get("why_not"):
        raise RuleBroken(_("Say why this person is not invited."), field="why_not")
    move = CircleMembership(
        casus_id=casus.id, person_id=person_id, ring=ring, since=since, created_by_id=by.id, **filled(more)
    )
    if not move.knows_danger:
        move.knows_danger_since = None
    elif move.knows_danger_since is None:
        move.knows_danger_since = since
    db.session.add(move)
    audit.record("circle noted", casus, by=by, record=move, action="C", of=person_id, ring=ring)
    return move
