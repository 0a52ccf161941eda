"""The one place that answers "what may this reader see of how the work ends" (GA6, B13, B27, design.md 3.7, domain.md 8.8).

Hidden by default, as in plans/projection.py: a goal is for the side of its worry, a number and a contact for who may know that
person, and what belongs to no side in particular only for a network that is not separated. Before a view leaves, every word in it
is compared with what must stay hidden (GA4). Nothing says that something was left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from workbench import clock
from workbench.accounts.models import Organisation, User
from workbench.accounts.settings import setting
from workbench.aftercare.models import AftercareCall, AftercareContact, AftercareNeed, AftercarePlan
from workbench.casus.models import Casus, FamilyRole, Framework, Person
from workbench.casus.queries import names_of, people_of
from workbench.closing import labels
from workbench.closing.beside import kept_now
from workbench.closing.models import Closing, FrameworkChange
from workbench.closing.reader_view import ClosingView, ContactView, GoalEnd, LastFigure
from workbench.errors import RuleBroken
from workbench.goals.models import (
    DangerStatement,
    DangerStatus,
    DangerWorried,
    GoalPerson,
    GoalStatus,
    Rating,
    SafetyGoal,
)
from workbench.goals.queries import PARENTS
from workbench.meetings.for_reader import Leaking, secret_terms
from workbench.meetings.rules import own_copy
from workbench.partners.models import HandedOverBy, Handover, LookBack, SafetyKeeper
from workbench.plans.plan_view import CallView, NeedView
from workbench.plans.projection import Secrets, leaking_places, not_for
from workbench.plans.reader import Reader
from workbench.records import InOne

THIS_CASUS: Any = bindparam("casus_id")
STATES = {GoalStatus.REACHED: "reached", GoalStatus.LET_GO: "let_go"}
KIN = (*PARENTS, FamilyRole.CHILD)


class NothingToHandOver(RuleBroken):
    """There is no aftercare plan and no closing yet, so there is nothing to make this paper of."""

    def __init__(self) -> None:
        message = _("There is no aftercare plan and the casus is not closed. Write the aftercare plan first.")
        super().__init__(message, field="reader")


@dataclass(frozen=True)
class Material:
    """Everything a view is made from, loaded once for all readers. `found` are rows by name, as `_found` asks for them."""

    casus: Casus
    people: dict[int, Person]
    names: dict[int, str]
    found: dict[str, list[Any]]
    kept: Any
    secrets: Secrets

    @property
    def plan(self) -> Any:
        """The aftercare plan, if there is one."""
        return next(iter(self.found["plans"]), None)

    @property
    def is_there(self) -> bool:
        """Whether there is anything to hand over: an aftercare plan, or a closing that holds."""
        return self.plan is not None or self.casus.closed_on is not None

    @property
    def readers(self) -> list[Person]:
        """Who can have this paper: everybody who still takes part, but for children who are too young for one of their own."""
        return [one for one in self.people.values() if why_not(one) is None]


def why_not(person: Person) -> Any:
    """Why this person gets no paper of his or her own; None where nothing stands in the way."""
    if person.deceased:
        return _("%(name)s has died.", name=person.name)
    if person.ended_on is not None:
        return _("%(name)s does not take part any more.", name=person.name)
    if not own_copy(person, clock.today()):
        return _("%(name)s is too young for a paper of their own; the parents and the worker tell it.", name=person.name)
    return None


@cache
def _found() -> InOne:
    """Goals with their last numbers, who keeps sight, Veilig Thuis, and aftercare: one statement for a casus."""
    g, d, r, n, c, m = SafetyGoal, DangerStatement, Rating, AftercareNeed, AftercareCall, AftercareContact
    p, h, back = AftercarePlan, Handover, LookBack
    return InOne(
        goals=select(g.id, d.number, d.title, d.sub_group_id, g.family_text, g.sentence, g.status, g.status_since,
                     g.change_reason, g.good_enough)
        .join(d, d.id == g.danger_id)
        .where(g.casus_id == THIS_CASUS, d.status != DangerStatus.WITHDRAWN, g.status != GoalStatus.CONCEPT),
        shows=select(GoalPerson.goal_id, GoalPerson.person_id)
        .join(g, g.id == GoalPerson.goal_id).where(g.casus_id == THIS_CASUS),
        worried=select(g.id.label("goal_id"), DangerWorried.person_id)
        .join(DangerWorried, DangerWorried.danger_id == g.danger_id).where(g.casus_id == THIS_CASUS),
        ratings=select(r.id, r.goal_id, r.person_id, r.number, r.rated_on).where(r.casus_id == THIS_CASUS),
        keepers=select(SafetyKeeper.id, SafetyKeeper.person_id, SafetyKeeper.since).where(SafetyKeeper.casus_id == THIS_CASUS),
        handovers=select(h.id, h.kind).where(h.casus_id == THIS_CASUS),
        look_backs=select(back.planned_on, back.handover_id).where(back.casus_id == THIS_CASUS, back.done_on.is_(None)),
        frameworks=select(FrameworkChange.was).where(FrameworkChange.casus_id == THIS_CASUS),
        plans=select(p.signals, p.first_help, p.who_calls_whom, p.starts_on, p.closes_on, p.is_concept)
        .where(p.casus_id == THIS_CASUS),
        needs=select(n.id, n.person_id, n.need).where(n.casus_id == THIS_CASUS, n.withdrawn_on.is_(None)),
        calls=select(c.id, c.caller_id, c.called_id, c.service, c.when).where(c.casus_id == THIS_CASUS, c.withdrawn_on.is_(None)),
        contacts=select(m.id, m.planned_on, m.person_id, m.with_whom, m.done_on)
        .where(m.casus_id == THIS_CASUS, m.withdrawn_on.is_(None)),
        offices=select(Organisation.id, Organisation.name, Organisation.phone),
        workers=select(User.name).join(Casus, Casus.worker_id == User.id).where(Casus.id == THIS_CASUS),
        closings=select(Closing.id, Closing.created_at, Closing.keep_until, Closing.reopened_on)
        .where(Closing.casus_id == THIS_CASUS),
    )  # fmt: skip


def material(casus: Casus) -> Material:
    """Load what papers of the end of this casus are made from; the same number of statements for one reader and for all."""
    people = people_of(casus)
    found = _found().of(casus.id)
    last = max((one for one in found["closings"] if one.reopened_on is None), key=lambda one: one.id, default=None)
    return Material(casus, {one.id: one for one in people}, names_of(people), found, kept_now(casus, last), secret_terms(casus))


def reader_of(known: Material, reader_id: int) -> Reader:
    """The reader of this paper. Raises RuleBroken for somebody who cannot have one."""
    person = known.people.get(reader_id)
    if person is None:
        raise RuleBroken(_("Choose somebody of this family."), field="reader")
    if reason := why_not(person):
        raise RuleBroken(reason, field="reader")
    keeps_sight = person.id == known.casus.eyes_on_safety_id and person.sub_group_id is None
    return Reader(
        id=person.id, name=known.names[person.id], full_name=person.full_name, group=person.sub_group_id,
        is_staff=person.user_id is not None or keeps_sight, is_parent=person.family_role == "parent",
        separate=known.casus.separate_networks, groups={one.id: one.sub_group_id for one in known.people.values()},
    )  # fmt: skip


def project(known: Material, reader_id: int) -> ClosingView:
    """What this reader may see of the end. Raises NothingToHandOver, RuleBroken for who cannot have it, Leaking for a word."""
    if not known.is_there:
        raise NothingToHandOver
    reader = reader_of(known, reader_id)
    view = seen_by(known, reader)
    _refuse_leaks(known, reader, view)
    return view


def left_out(known: Material, view: ClosingView) -> list[str]:
    """The titles of goals this reader does not get: for the worker's eyes only."""
    shown = {one.title for one in view.goals}
    return [one.title for one in known.found["goals"] if one.title not in shown]


def seen_by(known: Material, reader: Reader) -> ClosingView:
    """The view before the leak scan; `project` is what callers want."""
    found, casus, plan, is_open = known.found, known.casus, known.plan, _is_open(reader)
    office = min(found["offices"], key=lambda one: one.id, default=None)
    sight = casus.eyes_on_safety_id if reader.may_list(casus.eyes_on_safety_id) else None
    since = max((one.since for one in found["keepers"] if one.person_id == sight), default=None)
    by_safe_at_home = is_open and _safe_at_home(known)
    handed = {one.id for one in found["handovers"] if one.kind is HandedOverBy.SAFE_AT_HOME}
    return ClosingView(
        casus_id=casus.id, reader_id=reader.id, reader=reader.name, reader_full_name=reader.full_name,
        organisation=office.name if office else "", phone=(office.phone or "") if office else "",
        worker=next((one.name for one in found["workers"]), ""), separate=reader.separate and not reader.is_staff,
        is_child=known.people[reader.id].family_role is FamilyRole.CHILD, made_on=clock.today(), closed_on=casus.closed_on,
        starts_on=plan.starts_on if plan else None, ends_on=plan.closes_on if plan else None,
        has_plan=plan is not None, is_agreed=plan is not None and not plan.is_concept,
        goals=tuple(_goals(known, reader)), keeps_sight=known.names.get(sight, "") if sight else "", keeps_sight_since=since,
        safe_at_home=by_safe_at_home, months=tuple(setting("vt.monitoring_months")) if by_safe_at_home else (),
        look_back_days=tuple(sorted(one.planned_on for one in found["look_backs"] if is_open and one.handover_id in handed)),
        signals=plan.signals if plan and is_open else "", first_help=plan.first_help if plan and is_open else "",
        calls=tuple(_calls(known, reader)), calls_more=(plan.who_calls_whom or "") if plan and is_open else "",
        needs=tuple(_needs(known, reader)), contacts=tuple(_contacts(known, reader)),
        keep_until=known.kept.until, keep_why=labels.because(known.kept.reasons[0]) if _may_know_why(known, reader) else "",
    )  # fmt: skip


def _is_open(reader: Reader) -> bool:
    """Whether what belongs to no side in particular is for this reader too."""
    return reader.is_staff or not reader.separate


def _may_know_why(known: Material, reader: Reader) -> bool:
    """Why the file is kept so long names a child, a judge or Veilig Thuis: for the family itself and for colleagues."""
    return reader.is_staff or (not reader.separate and known.people[reader.id].family_role in KIN)


def _safe_at_home(known: Material) -> bool:
    """Whether Veilig Thuis handed this family over or had it: then it asks later how things are (domain.md 2.3)."""
    grounds = {known.casus.framework, *(one.was for one in known.found["frameworks"])}
    return Framework.SAFE_AT_HOME in grounds or any(
        one.kind is HandedOverBy.SAFE_AT_HOME for one in known.found["handovers"]
    )


def _goals(known: Material, reader: Reader) -> Iterator[GoalEnd]:
    """How each goal of this reader's side ended, numbered anew for this reader."""
    last = _last_figures(known, reader)
    mine = (one for one in known.found["goals"] if reader.in_group(one.sub_group_id))
    for number, one in enumerate(sorted(mine, key=lambda goal: goal.number), 1):
        let_go = one.status is GoalStatus.LET_GO
        yield GoalEnd(
            number, one.title, one.family_text or one.sentence, STATES.get(one.status, "open"),
            one.status_since if one.status in STATES else None, (one.change_reason or "") if let_go else "", one.good_enough,
            last[one.id],
        )  # fmt: skip


def _last_figures(known: Material, reader: Reader) -> dict[int, tuple[LastFigure, ...]]:
    """Goal → the last number of everybody this reader may know, in the order of the family."""
    newest: dict[tuple[int, int], Any] = {}
    for one in sorted(known.found["ratings"], key=lambda rating: (rating.rated_on, rating.id)):
        newest[one.goal_id, one.person_id] = one
    found: dict[int, tuple[LastFigure, ...]] = defaultdict(tuple)
    order = list(known.people)
    for (goal, person), one in sorted(newest.items(), key=lambda item: order.index(item[0][1])):
        if reader.may_list(person):
            found[goal] += (LastFigure(known.names[person], one.number, one.rated_on),)
    return found


def _needs(known: Material, reader: Reader) -> list[NeedView]:
    found = sorted(known.found["needs"], key=lambda one: one.id)
    return [NeedView(known.names[one.person_id], one.need) for one in found if reader.may_list(one.person_id)]


def _calls(known: Material, reader: Reader) -> list[CallView]:
    """Who calls whom, where this reader may know both."""
    names = known.names
    return [
        CallView(names[one.caller_id], names.get(one.called_id, ""), one.service.value if one.service else "", one.when)
        for one in sorted(known.found["calls"], key=lambda one: one.id)
        if reader.may_list(one.caller_id) and (one.called_id is None or reader.may_list(one.called_id))
    ]


def _contacts(known: Material, reader: Reader) -> list[ContactView]:
    """When people call each other; with somebody of the other side never, with nobody in particular only where all is one."""
    names = known.names
    return [
        ContactView(one.done_on or one.planned_on, names.get(one.person_id, "") or one.with_whom or "", one.done_on is not None)
        for one in sorted(known.found["contacts"], key=lambda one: (one.done_on or one.planned_on, one.id))
        if (_is_open(reader) if one.person_id is None else reader.may_list(one.person_id))
    ]


def _hidden_names(known: Material, reader: Reader) -> Sequence[str]:
    """Names that may not stand in any text for this reader (B27).

    Of who is neither family nor known to this reader, nor tied by name to a goal or worry that was shared with this reader.
    """
    shared = {one.id for one in known.found["goals"] if reader.in_group(one.sub_group_id)}
    tied = {one.person_id for kind in ("shows", "worried") for one in known.found[kind] if one.goal_id in shared}
    free = [one for one in known.people.values() if one.in_family or one.id in tied or reader.may_list(one.id)]
    allowed = {name for one in free for name in (known.names[one.id], one.first_name)}
    strangers = (one for one in known.people.values() if one not in free)
    return sorted({name for one in strangers for name in (known.names[one.id], one.first_name)} - allowed)


def _refuse_leaks(known: Material, reader: Reader, view: ClosingView) -> None:
    terms = not_for(reader, known.secrets, () if reader.is_staff else _hidden_names(known, reader))
    guarded = any(one.protected for one in known.people.values())
    own = {view.reader, view.reader_full_name, view.phone, view.organisation}
    places = [place_name(place) for place in leaking_places(view, terms, own=own, guarded=guarded)]
    if places:
        raise Leaking(view.reader, list(dict.fromkeys(places)))


def place_name(place: str) -> str:
    """The part of the paper a place in a view stands for, in words a worker knows."""
    names = {
        "goals.reason": _("why a goal was let go"), "goals": _("the goals"), "signals": _("the early signals"),
        "first_help": _("who helps first"), "calls": _("who calls whom"), "needs": _("what each person needs"),
        "contacts": _("with whom there is contact"),
    }  # fmt: skip
    return next((name for start, name in names.items() if place.startswith(start)), _("the names at the top"))
