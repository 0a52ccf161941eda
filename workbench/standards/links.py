"""Where the page of each kind of record is. A new record type is one row."""

from typing import Any

from flask import current_app, url_for
from flask_login import current_user

from workbench.access import Permission, allows

# record type → endpoint, the name of the endpoint's own id (where it has one), the prefix of its place on the page
PAGES: dict[str, tuple[str, str | None, str | None]] = {
    "reflection": ("standards.index", None, "reflection"),
    "reflection_time": ("standards.index", None, "reflection"),
    "learning_action": ("standards.index", None, None),
    "supervision_talk": ("supervision.talk", "talk_id", None),
    "signal": ("signals.index", None, "signal"),
    "parent_opinion": ("goals.index", None, "opinion"),
    "family_plan_offer": ("casus.family", None, None),
    "eyes_on_safety": ("casus.family", None, None),
    "child_voice": ("voices.index", None, "voice"),
    "map_item": ("mapping.index", None, "item"),
    "danger_statement": ("goals.index", None, "danger"),
    "safety_goal": ("goals.one", "goal_id", None),
    "bottom_line": ("goals.index", None, "line"),
    "rating": ("goals.index", None, None),
    "circle_membership": ("network.index", None, None),
    "meeting": ("meetings.one", "meeting_id", None),
    "agreement": ("agreements.one", "agreement_id", None),
    "answer": ("agreements.index", None, None),
    "rehearsal": ("monitoring.index", None, "rehearsal"),
    "check_record": ("monitoring.index", None, "check"),
    "success": ("successes.index", None, "success"),
    "partner": ("partners.index", None, "partner"),
    "aftercare_plan": ("aftercare.index", None, None),
    "aftercare_contact": ("aftercare.index", None, "contact"),
}
OWN = {"standards.add_reflection", "standards.add_learning_action"}  # of a worker, not of a casus


def link_to(record_type: str, record_id: int, ref: str) -> tuple[str, dict[str, Any]]:
    """(endpoint, values) of the page that shows this record."""
    endpoint, own_id, place = PAGES[record_type]
    values: dict[str, Any] = {"ref": ref}
    if own_id:
        values[own_id] = record_id
    elif place:
        values["_anchor"] = f"{place}-{record_id}"
    return endpoint, values


def address(endpoint: str, values: dict[str, Any], ref: str) -> str | None:
    """The address of a page of this casus, or nothing where there is none for this reader."""
    if endpoint not in current_app.view_functions or (endpoint in OWN and not allows(current_user, Permission.REFLECT)):
        return None
    return url_for(endpoint, **(values if endpoint in OWN else {"ref": ref, **values}))


def address_of(record_type: str, record_id: int, ref: str) -> str | None:
    """The address of the page that shows this record."""
    return address(*link_to(record_type, record_id, ref), ref) if record_type in PAGES else None
