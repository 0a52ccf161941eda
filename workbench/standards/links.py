"""Where the page of each kind of record is. A new record type is one row."""

from typing import Any

from flask import current_app, url_for
from flask_login import current_user

from workbench.access import Permission, allows
from workbench.casus.models import Casus

# record type → endpoint (#place where there is one), the name of the endpoint's own id, the prefix of its place on the page
PAGES: dict[str, tuple[str, str | None, str | None]] = {
    "reflection": ("standards.index", None, "reflection"),
    "reflection_time": ("standards.index", None, "reflection"),
    "learning_action": ("standards.index", None, None),
    "supervision_talk": ("supervision.talk", "talk_id", None),
    "signal": ("signals.index", None, "signal"),
    "meldcode_step": ("signals.index", None, None),
    "parent_opinion": ("goals.index", None, "opinion"),
    "family_plan_offer": ("casus.family#family-plan", None, None),
    "eyes_on_safety": ("partners.index#sight", None, None),
    "child_voice": ("voices.index", None, "voice"),
    "map_item": ("mapping.index", None, "item"),
    "danger_statement": ("goals.index", None, "danger"),
    "safety_goal": ("goals.one", "goal_id", None),
    "bottom_line": ("goals.index", None, "line"),
    "rating": ("goals.index", None, None),
    "circle_membership": ("network.index", None, None),
    "meeting": ("meetings.one", "meeting_id", None),
    "meeting_feedback": ("meetings.index", None, None),
    "agreement": ("agreements.one", "agreement_id", None),
    "answer": ("agreements.index", None, None),
    "rehearsal": ("monitoring.index", None, "rehearsal"),
    "check_record": ("monitoring.index", None, "check"),
    "success": ("successes.index", None, "success"),
    "partner": ("partners.index", None, "partner"),
    "aftercare_plan": ("aftercare.index#plan", None, None),
    "aftercare_contact": ("aftercare.index", None, "contact"),
}
OWN = {"standards.add_reflection", "standards.add_learning_action"}  # of a worker, not of a casus


def link_to(record_type: str, record_id: int, ref: str) -> tuple[str, dict[str, Any]]:
    """(endpoint, values) of the page that shows this record."""
    where, own_id, place = PAGES[record_type]
    endpoint, _hash, anchor = where.partition("#")
    values: dict[str, Any] = {"ref": ref} | ({"_anchor": anchor} if anchor else {})
    if own_id:
        values[own_id] = record_id
    elif place:
        values["_anchor"] = f"{place}-{record_id}"
    return endpoint, values


def mend_at(gap: Any, casus: Casus) -> str | None:
    """The address where this reader can put a gap right; who may not edit gets the room to look in, or nothing."""
    if gap.endpoint in OWN:
        return url_for(gap.endpoint, **gap.values) if allows(current_user, Permission.REFLECT) else None
    views, room = current_app.view_functions, f"{gap.endpoint.partition('.')[0]}.index"
    needs = getattr(views.get(gap.endpoint), "access", None)
    if needs is not None and allows(current_user, needs, casus):
        return url_for(gap.endpoint, ref=casus.ref, **gap.values)
    return url_for(room, ref=casus.ref) if room in views else None


def address_of(record_type: str, record_id: int, ref: str) -> str | None:
    """The address of the page that shows this record."""
    if record_type not in PAGES:
        return None
    endpoint, values = link_to(record_type, record_id, ref)
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
