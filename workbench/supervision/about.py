"""What can be asked about: every kind of record with a page of its own, one row each, and the ten standards.

A new kind is one row: the model, what it is called, and the page on which `beside(casus, type, id)` stands.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench.aftercare.models import AftercareContact, AftercarePlan
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.goals.models import BottomLine, DangerStatement, SafetyGoal
from workbench.mapping.models import MapItem
from workbench.meetings.models import Meeting
from workbench.monitoring.models import Check, Rehearsal
from workbench.partners.models import Partner
from workbench.plans.models import PlanVersion
from workbench.signals.models import Signal
from workbench.standards.catalogue import BY_NUMBER
from workbench.successes.models import Success
from workbench.voices.models import ChildVoice

STANDARD = "standard"


class Subject(NamedTuple):
    """A kind of record: its model, its name, what one is called beside that, its page with the name of the page's own id."""

    model: Any
    name: Any
    called: Callable[[Any], Any]
    endpoint: str
    own_id: str | None = None
    place: str | None = None  # the start of its anchor, where the page shows many


def _number(record: Any) -> Any:
    return record.number


def _nothing(record: Any) -> str:
    return ""


SUBJECTS: dict[str, Subject] = {
    "agreement": Subject(Agreement, _l("agreement"), lambda one: one.label or one.number, "agreements.one", "agreement_id"),
    "map_item": Subject(MapItem, _l("item on the map"), lambda one: one.label or "", "mapping.one", "item_id"),
    "danger_statement": Subject(DangerStatement, _l("worry"), _number, "goals.danger", "danger_id"),
    "safety_goal": Subject(SafetyGoal, _l("goal"), _nothing, "goals.one", "goal_id"),
    "bottom_line": Subject(BottomLine, _l("bottom line"), _nothing, "goals.bottom_line", "line_id"),
    "meeting": Subject(Meeting, _l("meeting"), _number, "meetings.one", "meeting_id"),
    "plan_version": Subject(PlanVersion, _l("version of the plan"), _number, "plans.version", "number"),
    "success": Subject(Success, _l("success"), _nothing, "successes.index", place="success"),
    "signal": Subject(Signal, _l("signal"), _nothing, "signals.index", place="signal"),
    "child_voice": Subject(ChildVoice, _l("what a child said"), _nothing, "voices.index", place="voice"),
    "partner": Subject(Partner, _l("partner in the chain"), _nothing, "partners.index", place="partner"),
    "check_record": Subject(Check, _l("check"), _nothing, "monitoring.index", place="check"),
    "rehearsal": Subject(Rehearsal, _l("rehearsal"), _nothing, "monitoring.index", place="rehearsal"),
    "aftercare_plan": Subject(AftercarePlan, _l("aftercare plan"), _nothing, "aftercare.index"),
    "aftercare_contact": Subject(AftercareContact, _l("aftercare contact"), _nothing, "aftercare.index", place="contact"),
}


def record_of(casus: Casus, record_type: str, record_id: int) -> Any:
    """The record of this casus that is asked about; a 404 for another family's, and for what nothing can be asked about."""
    return of_casus(SUBJECTS[record_type].model, casus, record_id) if record_type in SUBJECTS else abort(404)


def name_of(record_type: str, record: Any) -> str:
    """agreement A3; meeting 2; success."""
    subject = SUBJECTS[record_type]
    return " ".join(str(part) for part in (subject.name, subject.called(record)) if part)


def name_of_kind(standard: int | None, record_type: str | None) -> str:
    """The same where the record itself was not read: its kind, or which standard."""
    if standard is not None:
        return _("standard %(number)s", number=standard)
    return str(SUBJECTS[record_type].name) if record_type in SUBJECTS else ""


def name_of_standard(number: int) -> str:
    """standard 4: Partnership"""
    return _("standard %(number)s: %(title)s", number=number, title=BY_NUMBER[number].title)


def page_of(casus: Casus, standard: int | None, record_type: str | None, record_id: int | None, anchor: str = "") -> str:
    """Where what is asked about stands; `anchor` is a place on its own page."""
    if standard is not None:
        return url_for("standards.index", ref=casus.ref, _anchor=anchor or f"standard-{standard}")
    subject = SUBJECTS[str(record_type)]
    own: Any = _number_of(record_id) if record_type == "plan_version" else record_id
    values = {subject.own_id: own} if subject.own_id else {}
    place = f"{subject.place}-{record_id}" if subject.place else None
    return url_for(subject.endpoint, ref=casus.ref, **values, _anchor=anchor or place)


def _number_of(version_id: int | None) -> int | None:
    """Pages of a version go by its number."""
    return db.session.scalar(select(PlanVersion.number).where(PlanVersion.id == version_id))
