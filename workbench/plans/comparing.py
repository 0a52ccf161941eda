"""What changed between two versions of the plan (design.md 1.11), always out of two views of the same reader. Pure.

A colleague compares everything; a participant compares what he or she may see, so that nothing hidden shows, nor that something
hidden changed: what this reader may no longer see is not called gone, and numbers and labels are never compared.
`since.py` finds the two versions and looks for leaks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _

from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import AgreementView, ChangedView, ChangeView, GoalView, PlanView
from workbench.plans.reader import Body
from workbench.plans.words import CALLED
from workbench.web.filters import day, together

NEW, CHANGED, GONE = "new", "changed", "gone"
DAYS = ("starts_on", "ends_on", "evaluate_on")
TEXTS = ("if_unsafe", "diary", "rehearsing", "evaluate_who", "growing_up", "explained_to_child", "duration", "keeps_sight")
OF_AGREEMENT = ("text", "when", "doers", "together_with", "checkers", "check_how", "otherwise", "backup", "trigger")
FIRST_OF_AGREEMENT = ("doers", "when", "checkers")  # what a new agreement says beside its text
OF_CHILD = ("safe_people", "safety_object")

Named = Mapping[Any, Any]


class StillThere(NamedTuple):
    """What the newer version holds, whether this reader sees it or not: that is hidden for this reader, and not gone."""

    agreements: frozenset[str]
    dangers: frozenset[int]
    goals: frozenset[int]
    bottom_lines: frozenset[int]
    situations: frozenset[str]
    people: frozenset[str]

    @classmethod
    def of(cls, body: Body) -> "StillThere":
        """Everything in this body."""
        return cls(
            frozenset(one["key"] for one in body["agreements"]),
            frozenset(one["id"] for one in body["dangers"]),
            frozenset(one["id"] for one in body["goals"]),
            frozenset(one["id"] for one in body["bottom_lines"]),
            frozenset(one["situation"] for one in body["situations"]),
            frozenset(one["name"] for one in body["people"]),
        )


def keys_of(*versions: PlanVersion) -> dict[int, str]:
    """Agreement → the key by which it is known in every version."""
    return {one["id"]: one["key"] for version in versions for one in version.body["agreements"]}


def changes(old: PlanView, new: PlanView, keys: Mapping[int, str], still: StillThere) -> tuple[ChangedView, ...]:
    """Everything that reads otherwise for this reader, in the order in which people ask: agreements first."""
    return (
        *_agreements(old, new, keys, still),
        *_matched("goal", _by_id(old.goals), _by_id(new.goals), still.goals, ("text", "held", "good_enough"), _goal),
        *_matched("danger", _by_id(old.dangers), _by_id(new.dangers), still.dangers, ("title", "text"), _titled),
        *_matched("bottom_line", _by_id(old.bottom_lines), _by_id(new.bottom_lines), still.bottom_lines, ("text",), _nameless),
        *_days(old, new),
        *_matched("situation", _situations(old), _situations(new), still.situations, ("words",), _situation),
        *_matched("child", _by_name(old.children), _by_name(new.children), still.people, OF_CHILD, _child),
        *_rings(old, new, still.people),
        *_texts(old, new),
        *_aftercare(old, new),
    )


def said(value: Any) -> str:
    """A value as it reads in a plan."""
    if isinstance(value, tuple):
        return together([said(one) for one in value])
    if isinstance(value, date):
        return day(value)
    return "" if value is None else str(value)


class Shown(NamedTuple):
    """How something is called and reads, as a whole."""

    name: str
    text: str


def _matched(  # noqa: PLR0917 - one row of the table in `changes`
    what: str, before: Named, after: Named, still: Iterable[Any], fields: Iterable[str], shown: Callable[[Any], Shown]
) -> Iterator[ChangedView]:
    """New, changed and gone, matched by key; what is in the newer version all the same is hidden, and nothing is said of it."""
    for key, item in after.items():
        name, text = shown(item)
        if key not in before:
            yield ChangedView(NEW, what, name, text)
        elif found := _fields(before[key], item, fields):
            yield ChangedView(CHANGED, what, name, "", found)
    hidden = frozenset(still)
    for key, item in before.items():
        if key not in after and key not in hidden:
            yield ChangedView(GONE, what, *shown(item))


def _fields(old: Any, new: Any, names: Iterable[str]) -> tuple[ChangeView, ...]:
    pairs = ((name, said(_value(old, name)), said(_value(new, name))) for name in names)
    return tuple(ChangeView(name, was, now) for name, was, now in pairs if was != now)


def _value(item: Any, name: str) -> Any:
    return _held(item) if name == "held" else getattr(item, name)


def _held(goal: GoalView) -> str:
    """How long it has to go well."""
    if goal.hold_for is None:
        return ""
    if goal.hold_unit == "visits":
        return _("%(count)s visits in a row", count=goal.hold_for)
    return _("%(count)s weeks in a row", count=goal.hold_for)


def _by_id(items: Iterable[Any]) -> Named:
    return {one.id: one for one in items}


def _by_name(items: Iterable[Any]) -> Named:
    return {one.name: one for one in items}


def _situations(view: PlanView) -> Named:
    return {one.situation: one for one in view.situations}


def _goal(goal: GoalView) -> Shown:
    return Shown(str(goal.number), goal.text)


def _titled(danger: Any) -> Shown:
    return Shown(str(danger.number), danger.text)


def _nameless(line: Any) -> Shown:
    return Shown("", line.text)


def _situation(one: Any) -> Shown:
    return Shown(one.situation, one.words)


def _child(child: Any) -> Shown:
    return Shown(child.name, together(child.safe_people))


def _agreements(old: PlanView, new: PlanView, keys: Mapping[int, str], still: StillThere) -> Iterator[ChangedView]:
    """Agreements by the key that outlives versions (domain.md 6.2)."""
    before = {keys[one.id]: one for one in old.agreements}
    after = {keys[one.id]: one for one in new.agreements}
    for key, one in after.items():
        if key not in before:
            first = (ChangeView(name, "", said(getattr(one, name))) for name in FIRST_OF_AGREEMENT)
            yield _agreement(NEW, one, tuple(field for field in first if field.now))
        elif found := _fields(before[key], one, OF_AGREEMENT):
            yield _agreement(CHANGED, one, found)
    for key, one in before.items():
        if key not in after and key not in still.agreements:
            yield _agreement(GONE, one)


def _agreement(state: str, one: AgreementView, fields: tuple[ChangeView, ...] = ()) -> ChangedView:
    return ChangedView(state, "agreement", one.number, "" if state == CHANGED else one.text, fields, one.id)


def _days(old: PlanView, new: PlanView) -> Iterator[ChangedView]:
    if found := _fields(old, new, DAYS):
        yield ChangedView(CHANGED, "days", "", "", found)


def _texts(old: PlanView, new: PlanView) -> Iterator[ChangedView]:
    if found := _fields(old, new, TEXTS):
        yield ChangedView(CHANGED, "texts", "", "", found)


def _rings(old: PlanView, new: PlanView, still: frozenset[str]) -> Iterator[ChangedView]:
    """People who came nearer to the children, stand further off, are new around them, or no longer there."""
    before, after = ({one.name: one.now for one in view.rings if one.now} for view in (old, new))
    for name, ring in after.items():
        if name not in before:
            yield ChangedView(NEW, "person", name, _("circle %(ring)s", ring=ring))
        elif before[name] != ring:
            was, now = (_("circle %(ring)s", ring=one) for one in (before[name], ring))
            yield ChangedView(CHANGED, "person", name, "", (ChangeView("ring", was, now),))
    for name, ring in before.items():
        if name not in after and name not in still:
            yield ChangedView(GONE, "person", name, _("circle %(ring)s", ring=ring))


def _calls(view: PlanView) -> str:
    """Who calls whom in aftercare, as one text."""
    lines = view.aftercare.calls if view.aftercare else ()
    return "; ".join(f"{one.caller} → {one.called or CALLED[one.service]}: {one.signal}" for one in lines)


def _aftercare(old: PlanView, new: PlanView) -> Iterator[ChangedView]:
    """How it stays safe afterwards; only where there was such a part for this reader before and now."""
    if old.aftercare is None or new.aftercare is None:
        return
    found = _fields(old.aftercare, new.aftercare, ("signals", "first_help", "contact_days"))
    needs = [{one.name: one.words for one in view.needs} for view in (old.aftercare, new.aftercare)]
    found += tuple(ChangeView("calls", *calls) for calls in (tuple(map(_calls, (old, new))),) if calls[0] != calls[1])
    names = [name for name in needs[1] if needs[0].get(name) != needs[1][name]]
    found += tuple(ChangeView(f"need:{name}", needs[0].get(name, ""), needs[1][name]) for name in names)
    if found:
        yield ChangedView(CHANGED, "aftercare", "", "", found)
