"""Plan versions on their way in and out: the frozen body names records by key in the file and by id in the database.

The fingerprint in the file is over the body as it stands in the file; the one in the database over the body with its ids.
A version that asks `freeze` is frozen from the rest of the file, as it stood on the day the version began.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from workbench import clock
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.plans.rules import sha256
from workbench.plans.snapshot import snapshot
from workbench.transfer.refusal import Fault, pointer
from workbench.transfer.values import value_of

Body = dict[str, Any]
PEOPLE = ("keeps_sight", "staff", "safe_people", "worried", "children", "parents", "people", "person", "checker", "backup",
          "second_checker", "child", "asked_children", "told", "stays_with", "sleeps_with", "visitors", "caller", "called",
          "stand_ins")  # fmt: skip
NAMES: dict[str, str] = {
    **dict.fromkeys(PEOPLE, "people"), "group": "sub_groups", "danger": "dangers", "goal": "goals", "item": "map_items",
    "success": "successes", "agreement": "agreements", "agreements": "agreements", "bottom_lines": "bottom_lines",
}  # fmt: skip
ID_IN = {"people": "people", "dangers": "dangers", "goals": "goals", "bottom_lines": "bottom_lines",
         "agreements": "agreements", "map": "map_items", "successes": "successes"}  # fmt: skip
DATED = {"rings": "since", "child_words": "day", "exercises": "day", "checks": "day", "successes": "day"}


def faults(data: dict[str, Any]) -> list[Fault]:
    """A body that was changed after it was frozen, or that names somebody who is not in the file."""
    known: dict[str, dict[str, str]] = {
        name: {record["key"]: record["key"] for record in data.get(name, ())} for name in {*NAMES.values(), *ID_IN.values()}
    }
    found = []
    for place, record in enumerate(data.get("plan_versions", ())):
        if "body" in record and sha256(record["body"]) != record["sha256"]:
            found.append(Fault(pointer("plan_versions", place, "sha256"), _("This version was changed after it was frozen.")))
        for name in ("body", "set_with"):
            try:
                renamed(record.get(name), known)
            except (KeyError, TypeError) as error:
                reason = _("This version names “%(key)s”, that is not in this file.", key=error.args[0])
                found.append(Fault(pointer("plan_versions", place, name), reason))
    return found


def renamed(body: Any, names: Mapping[str, Mapping[Any, Any]], section: str = "") -> Any:
    """The body with every id replaced by its key, or every key by its id. Raises KeyError for one that is unknown."""
    if isinstance(body, list):
        return [renamed(one, names, section) for one in body]
    if not isinstance(body, dict):
        return body
    return {name: _renamed_value(name, value, names, section) for name, value in body.items()}


def _renamed_value(name: str, value: Any, names: Mapping[str, Mapping[Any, Any]], section: str) -> Any:
    into = ID_IN.get(section) if name == "id" else NAMES.get(name)
    if into and value is not None and not isinstance(value, dict):
        if not isinstance(value, list):
            return names[into][value]
        if value and not isinstance(value[0], dict):
            return [names[into][one] for one in value]
    return renamed(value, names, section or name)


def made(casus: Casus, data: dict[str, Any], ids: dict[str, dict[str, int]], by: Any) -> list[PlanVersion]:
    """Store the versions of a file, oldest first."""
    found = []
    for record in sorted(data.get("plan_versions", ()), key=lambda one: one["number"]):
        version = _version(casus, record, ids, by)
        db.session.add(version)
        db.session.flush()
        ids["plan_versions"][record["key"]] = version.id
        found.append(version)
    return found


def _version(casus: Casus, record: dict[str, Any], ids: dict[str, dict[str, int]], by: Any) -> PlanVersion:
    columns: Any = PlanVersion.__table__.c
    names = ("number", "kind", "status", "starts_on", "ends_on", "evaluate_on", "frozen_at", "set_at", "set_despite",
             "withdrawn_at", "withdrawn_why")  # fmt: skip
    values = {name: value_of(columns[name], record[name]) for name in names if name in record}
    refs = {"meeting": "meetings", "replaces": "plan_versions", "frozen_by": "users", "set_by": "users", "withdrawn_by": "users"}
    values |= {f"{name}_id": ids[into][record[name]] for name, into in refs.items() if name in record}
    if "set_with" in record:
        values["set_with"] = renamed(record["set_with"], ids)
    if "body" in record:
        body = renamed(record["body"], ids)
    else:
        values.setdefault("frozen_at", clock.now())
        body = as_it_stood(snapshot(casus, values["kind"], values["starts_on"]), values["starts_on"])
    return PlanVersion(casus_id=casus.id, **values, body=body, sha256=sha256(body))


def as_it_stood(body: Body, day: date) -> Body:
    """A body without what came after this day: later agreements, numbers, checks, successes."""
    until = day.isoformat()
    body = dict(body)
    body["agreements"] = [one for one in body["agreements"] if not one["starts_on"] or one["starts_on"] <= until]
    kept = {one["id"] for one in body["agreements"]}
    body["goals"] = [{**goal, "ratings": [one for one in goal["ratings"] if one["day"] <= until]} for goal in body["goals"]]
    for section, name in DATED.items():
        body[section] = [one for one in body[section] if one[name] <= until]
    body["exercises"] = [{**one, "agreements": [a for a in one["agreements"] if a in kept]} for one in body["exercises"]]
    body["checks"] = [one for one in body["checks"] if one["agreement"] in kept]
    return body


def name_by_key(data: dict[str, Any], keys: dict[str, dict[int, str]]) -> None:
    """Write the bodies of a file that is being made with keys, and their fingerprint over that."""
    for record in data.get("plan_versions", ()):
        record["body"] = renamed(record["body"], keys)
        record["sha256"] = sha256(record["body"])
        if "set_with" in record:
            record["set_with"] = renamed(record["set_with"], keys)


