"""The page with the timeline of a whole casus: everything with a day, newest first, with filters."""

from datetime import date

from flask import Blueprint, render_template, request
from flask_login import current_user

from workbench import access
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.overview import timeline
from workbench.overview.timeline_events import Events
from workbench.overview.timeline_rows import rows_of

bp = Blueprint("timeline", __name__)


@bp.route("/casus/<ref:ref>/timeline")
@requires(Permission.SEE_CASUS)
def index(casus: Casus) -> str:
    """Colleagues see both parts of a separated network, each with its name beside it."""
    rows = rows_of(casus)
    found = Events(rows, private=access.works_on(current_user, casus))
    everything, chosen = list(found.all()), _chosen()
    events = timeline.newest_first(one for one in everything if chosen.takes(one))
    shown, nr, pages = timeline.page_of(events, request.args.get("page", 1, type=int))
    had_a_part = {person for one in everything for person in one.people}
    return render_template(
        "overview/timeline.html", casus=casus, chosen=chosen, months=timeline.months_of(shown), nr=nr, pages=pages,
        found=len(events), all=len(everything), picture=timeline.picture_of(events), kinds=timeline.KINDS,
        groups={one.id: one.name for one in rows["groups"]},
        people=[(one, name) for one, name in found.names.items() if one in had_a_part],
        children=[(one.id, found.names[one.id]) for one in rows["people"] if one.family_role == "child"],
    )  # fmt: skip


def _chosen() -> timeline.Chosen:
    """What the address asks for; what cannot be is left out."""
    asked = request.args
    kinds = frozenset(one for one in asked.getlist("kind") if one in timeline.KINDS)
    return timeline.Chosen(
        kinds, asked.get("person", type=int), asked.get("child", type=int), asked.get("since", type=date.fromisoformat),
        asked.get("until", type=date.fromisoformat),
    )  # fmt: skip
