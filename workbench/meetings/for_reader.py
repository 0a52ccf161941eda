"""The one place that answers "what may this reader see of this meeting" (GA6, B13, B27, design.md 3.7).

Hidden by default. Somebody of the other part of a separated network has no view at all; within the own part, what hangs on
an agreement or a worry this reader may not read is left out without a hole. Before a view leaves, every word in it is
compared with what must stay hidden (GA4). A secret place is nobody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench import clock
from workbench.accounts.models import Organisation, User
from workbench.agreements.models import Agreement, Part
from workbench.casus.models import Casus, Person
from workbench.casus.queries import names_of, people_of
from workbench.crypto import opened_strictly
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals.models import DangerStatement, DangerStatus, Rating, SafetyGoal
from workbench.meetings import minuting, queries, rules
from workbench.meetings.models import Attendance, Meeting, MeetingEntry, MinutesCorrection
from workbench.meetings.reader_view import (
    CorrectionView,
    ItemView,
    MeetingView,
    NumberView,
    SaidView,
    ScaleView,
    TherePersonView,
)
from workbench.plans.projection import NAME, Secrets, leaking_places
from workbench.plans.queries import protected_terms
from workbench.plans.reader import Body, Reader
from workbench.wording.leaks import ProtectedTerm


@dataclass(frozen=True)
class Material:
    """Everything a view is made from, loaded once for all readers."""

    casus: Casus
    meeting: Meeting
    people: dict[int, Person]
    names: dict[int, str]
    entries: Sequence[MeetingEntry]
    corrections: Sequence[MinutesCorrection]
    ratings: Sequence[Rating]
    goals: Sequence[tuple[SafetyGoal, DangerStatement]]
    agreements: dict[int, Body]
    worker: str
    organisation: str
    phone: str
    secrets: Secrets


class Leaking(RuleBroken):
    """Something in this meeting must not reach this reader. `places` say where it stands, never what it is."""

    def __init__(self, reader: str, places: Sequence[str]) -> None:
        message = _("This cannot go to %(reader)s yet. Look at: %(where)s.", reader=reader, where="; ".join(places))
        super().__init__(message, field="reader")
        self.places = tuple(places)


def material(casus: Casus, meeting: Meeting) -> Material:
    """Load what views of this meeting are made from; needs its agenda and attendance. Ten statements."""
    people = people_of(casus)
    office = db.session.execute(select(Organisation.name, Organisation.phone).order_by(Organisation.id)).first()
    goals = (
        select(SafetyGoal, DangerStatement).join(SafetyGoal.danger)
        .where(SafetyGoal.casus_id == casus.id, DangerStatement.status != DangerStatus.WITHDRAWN)
        .order_by(DangerStatement.number)
    )  # fmt: skip
    return Material(
        casus, meeting, {one.id: one for one in people}, names_of(people), queries.entries_of(meeting),
        queries.corrections_of(meeting),
        db.session.scalars(select(Rating).where(Rating.meeting_id == meeting.id).order_by(Rating.id)).all(),
        [(row[0], row[1]) for row in db.session.execute(goals)],
        {one.id: _audience(one) for one in db.session.scalars(_agreements(casus))},
        db.session.scalar(select(User.name).where(User.id == casus.worker_id)) or "",
        office.name if office else "", office.phone if office else "",
        secret_terms(casus),
    )  # fmt: skip


def secret_terms(casus: Casus) -> Secrets:
    """All that no paper about this casus may hold: protected places, numbers and words, and secret places of meetings."""
    return [*protected_terms(casus.id), *_secret_places(casus)]


def _agreements(casus: Casus) -> Any:
    return select(Agreement).where(Agreement.casus_id == casus.id).options(selectinload(Agreement.people))


def _audience(one: Agreement) -> Body:
    """Who may read an agreement, in the words of plans/reader.py."""
    return {
        "audience": one.audience.value, "group": one.sub_group_id, "checker": one.checker_id, "backup": one.backup_id,
        "second_checker": one.second_checker_id,
        "people": [{"person": link.person_id, "part": link.part.value} for link in one.people if link.part is not Part.CHILD],
    }  # fmt: skip


def _secret_places(casus: Casus) -> Secrets:
    """The places of meetings that are marked as secret: nobody's on paper."""
    asked = select(Meeting.place).where(Meeting.casus_id == casus.id, Meeting.place_protected)
    with opened_strictly():
        return [(ProtectedTerm("place", place), None) for place in db.session.scalars(asked) if place]


def reader_of(known: Material, reader_id: int) -> Reader:
    """The reader of this meeting. Raises RuleBroken for somebody of the other part, or who is not in this family."""
    person = known.people.get(reader_id)
    if person is None or not rules.may_attend(person, known.meeting.sub_group_id):
        raise RuleBroken(_("This meeting is not for this person."), field="reader")
    keeps_sight = person.id == known.casus.eyes_on_safety_id and person.sub_group_id is None
    return Reader(
        id=person.id, name=known.names[person.id], full_name=person.full_name, group=person.sub_group_id,
        is_staff=person.user_id is not None or keeps_sight, is_parent=person.family_role == "parent",
        separate=known.casus.separate_networks, groups={one.id: one.sub_group_id for one in known.people.values()},
    )  # fmt: skip


def project(known: Material, reader_id: int) -> MeetingView:
    """What this reader may see of this meeting. Raises RuleBroken when it is not for this reader, Leaking when a word is not."""
    reader = reader_of(known, reader_id)
    view = seen_by(known, reader)
    _refuse_leaks(known, reader, view)
    return view


def receivers(known: Material) -> list[int]:
    """Who gets the minutes: everybody with that choice who sits at this table and is old enough for a copy of his own."""
    return [
        one.person_id
        for one in known.meeting.attendance
        if one.gets_minutes
        and one.person_id in known.people
        and rules.may_attend(known.people[one.person_id], known.meeting.sub_group_id)
        and rules.own_copy(known.people[one.person_id], clock.today())
    ]


def seen_by(known: Material, reader: Reader) -> MeetingView:
    """The view before the leak scan; `project` is what callers want."""
    m = known.meeting
    own = next((one for one in m.attendance if one.person_id == reader.id), None)
    place = "" if m.place_protected else m.place or ""
    in_calendar = own is not None and own.calendar_item and own.place_in_calendar

    def listed(person: int | None) -> str:
        return known.names.get(person, "") if person is not None and reader.may_list(person) else ""

    return MeetingView(
        meeting_id=m.id, casus_id=known.casus.id, reader_id=reader.id, reader=reader.name, reader_full_name=reader.full_name,
        organisation=known.organisation, phone=known.phone, worker=known.worker, kind=m.kind.value, status=m.status.value,
        held_on=m.held_on, starts_at=m.starts_at, ends_at=m.ends_at, online=m.online, place=place,
        calendar_place=place if in_calendar else "", calendar_item=own is not None and own.calendar_item,
        inviter=listed(m.inviter_id) or known.worker, purpose=m.purpose or "", bring=m.bring or "", share=m.share or "",
        chair=listed(m.chair_id), minute_taker=listed(m.minute_taker_id), agenda=tuple(_items(known, reader)),
        people=tuple(_there(known, reader)), scales=tuple(_scales(known, reader)),
        receivers=tuple(known.names[one] for one in receivers(known) if reader.may_list(one)),
        corrections=tuple(_corrections(known, reader)), older_minutes=(m.minutes or "") if _own_round(known, reader) else "",
        family_time_minutes=m.family_time_minutes, next_on=m.next_on, sent_on=m.minutes_sent_on,
        correct_until=minuting.corrections_until(m), uid=m.ics_uid or "", sequence=m.ics_sequence,
    )  # fmt: skip


def _own_round(known: Material, reader: Reader) -> bool:
    """Whether a text of this meeting without a name is for this reader: not where both parts of a separated network met."""
    return reader.is_staff or not reader.separate or known.meeting.sub_group_id is not None


def _items(known: Material, reader: Reader) -> list[ItemView]:
    under: dict[int | None, list[SaidView]] = {}
    items = {item.id for item in known.meeting.agenda}
    for one in known.entries:
        if _may_read(known, reader, one):
            place = one.agenda_item_id if one.agenda_item_id in items else None
            under.setdefault(place, []).append(_said(known, one))
    found = [ItemView(item.title, item.planned_minutes, tuple(under.get(item.id, ()))) for item in known.meeting.agenda]
    if under.get(None):
        found.append(ItemView(_("Besides the agenda"), None, tuple(under[None])))
    return found


def _said(known: Material, one: MeetingEntry) -> SaidView:
    said_by = known.names.get(one.said_by_id, "") if one.said_by_id else ""
    return SaidView(one.id, one.kind.value, one.text, said_by, one.agreement_change.value if one.agreement_change else "")


def _may_read(known: Material, reader: Reader, one: MeetingEntry) -> bool:
    """What was said is for who sat at this table, but for what hangs on an agreement or worry this reader may not read."""
    if one.agreement_id is not None and not reader.may_read(known.agreements[one.agreement_id]):
        return False
    worries = {goal.id: danger.sub_group_id for goal, danger in known.goals}
    if one.goal_id is not None and not reader.in_group(worries.get(one.goal_id)):
        return False
    if one.said_by_id is not None:
        return reader.may_list(one.said_by_id)
    return _own_round(known, reader)


def _there(known: Material, reader: Reader) -> list[TherePersonView]:
    return [
        TherePersonView(known.names[one.person_id], one.status.value, _note(one))
        for one in sorted(known.meeting.attendance, key=lambda one: one.id)
        if one.person_id in known.names and reader.may_list(one.person_id)
    ]


def _note(one: Attendance) -> str:
    return one.represented_by or one.part_of_it or ""


def _scales(known: Material, reader: Reader) -> list[ScaleView]:
    found = []
    for goal, danger in known.goals:
        numbers = tuple(
            NumberView(known.names[one.person_id], one.number, one.reason or "")
            for one in known.ratings
            if one.goal_id == goal.id and reader.may_list(one.person_id)
        )
        if numbers and reader.in_group(danger.sub_group_id):
            found.append(ScaleView(danger.title, goal.good_enough, numbers))
    return found


def _corrections(known: Material, reader: Reader) -> list[CorrectionView]:
    shown = {one.id: one.text for one in known.entries if _may_read(known, reader, one)}
    return [
        CorrectionView(known.names.get(one.person_id, ""), one.given_on, one.text, shown.get(one.entry_id or 0, ""))
        for one in known.corrections
        if reader.may_list(one.person_id) and (one.entry_id is None or one.entry_id in shown)
    ]


def _hidden_names(known: Material, reader: Reader) -> list[str]:
    """Names of the other part that may not stand in any text for this reader (B27): not of the family, which both know."""
    free = [one for one in known.people.values() if one.in_family or reader.may_list(one.id)]
    allowed = {known.names[one.id] for one in free} | {word for one in free for word in (one.first_name,)}
    strangers = (one for one in known.people.values() if one not in free)
    return [name for one in strangers for name in {known.names[one.id], one.first_name} - allowed]


def _refuse_leaks(known: Material, reader: Reader, view: MeetingView) -> None:
    terms = [term for term, group in known.secrets if group is None or not (reader.is_staff or group == reader.group)]
    if not reader.is_staff:
        terms += [ProtectedTerm(NAME, name) for name in _hidden_names(known, reader)]
    guarded = any(one.protected for one in known.people.values())
    own = {view.reader, view.reader_full_name, view.phone, view.uid, view.organisation}
    places = [place_name(place) for place in leaking_places(view, terms, own=own, guarded=guarded)]
    if places:
        raise Leaking(view.reader, list(dict.fromkeys(places)))


def place_name(place: str) -> str:
    """The part of a meeting a place in a view stands for, in words a worker knows."""
    names = {
        "agenda.said": _("what was said"), "agenda": _("the agenda"), "purpose": _("why people meet"), "place": _("the place"),
        "calendar_place": _("the place"), "bring": _("what people may bring"), "share": _("what is sent beforehand"),
        "people": _("who was there"), "scales": _("the numbers and their reasons"), "corrections": _("the corrections"),
        "older_minutes": _("the text of the minutes"),
    }  # fmt: skip
    return next((name for start, name in names.items() if place.startswith(start)), _("the names at the top"))
