"""The method's rules for plans: what has to be there before a plan can be set, its dates, and its fingerprint. Pure."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench.plans.reader import with_a_part

TEMPORARY_DAYS = 14  # B10, a setting of the organisation: domain.md 2.5
EVALUATE_WEEKS, EVALUATE_LATER_WEEKS = 6, 13  # B11, settings too
HALF_A_YEAR = timedelta(days=182)
MOST_DANGERS = 3  # B8
ASK_CHILD_FROM = 4  # B7: from this age a child is asked
FIRST_YEAR, LAST_YEAR = 1990, 2100


class Gap(NamedTuple):
    """Something that is still missing: what, where to mend it (endpoint and its values), and whether it blocks.

    `passable` is the name under which a worker can pass it with a reason; empty where domain.md lets nobody pass it.
    """

    rule: str
    text: Any
    endpoint: str
    values: dict[str, Any]
    blocks: bool = True
    passable: str = ""


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(body: dict[str, Any]) -> bytes:
    """The one way to write a body down, so that the same plan always has the same hash."""
    return _written(body).encode()


def sha256(body: dict[str, Any]) -> str:
    """The fingerprint of a frozen plan."""
    return hashlib.sha256(canonical(body)).hexdigest()


def shown_text_sha256(what: str, when: str, what_if: str, doers: Sequence[str]) -> str:
    """The fingerprint of an agreement as somebody read it; an answer is bound to it."""
    return sha256({"what": what, "when": when, "what_if": what_if, "doers": list(doers)})


def shown_texts(body: dict[str, Any]) -> dict[int, str]:
    """Agreement → the fingerprint of its text, as everybody who may read it in this frozen plan reads it."""
    names = {one["id"]: one["name"] for one in body["people"]}
    return {
        one["id"]: shown_text_sha256(
            one["what"], one["when"], one["what_if"],
            [names[link["person"]] for link in one["people"] if link["part"] == "doer" and link["person"] in names],
        )
        for one in body["agreements"]
    }  # fmt: skip


class Days(NamedTuple):
    """The days of a plan."""

    starts_on: date | None
    ends_on: date | None
    evaluate_on: date | None


def evaluation_weeks(started_on: date, day: date, first: int = EVALUATE_WEEKS, later: int = EVALUATE_LATER_WEEKS) -> int:
    """How many weeks a plan may wait to be looked at again: in the first half year of a casus, and after it."""
    return first if day - started_on < HALF_A_YEAR else later


def date_gaps(
    kind: str, plan: Days, days: int = TEMPORARY_DAYS, weeks: int = EVALUATE_WEEKS
) -> Iterator[tuple[str, Any]]:
    """Yield (field, advice) for each day of a plan that is missing or cannot be right (B10, B11)."""
    starts_on, ends_on, evaluate_on = plan
    if starts_on is None or not FIRST_YEAR <= starts_on.year <= LAST_YEAR:
        yield "starts_on", _l("Choose the day on which this plan starts.")
        return
    if kind == "temporary" and ends_on is None:
        yield "ends_on", _l("A temporary plan needs a day on which it stops.")
    if ends_on is not None and ends_on < starts_on:
        yield "ends_on", _l("The last day lies before the first day.")
    elif kind == "temporary" and ends_on is not None and ends_on > starts_on + timedelta(days=days):
        yield "ends_on", _l("A temporary plan lasts at most %(days)s days.", days=days)
    elif ends_on is not None and ends_on.year > LAST_YEAR:
        yield "ends_on", _l("Choose a day people can still reach.")
    if evaluate_on is None:
        yield "evaluate_on", _l("Choose the day on which you look at this plan together.")
    elif not starts_on <= evaluate_on <= starts_on + timedelta(weeks=weeks):
        yield "evaluate_on", _l("Look at the plan together within %(weeks)s weeks of the start.", weeks=weeks)


def gaps(body: dict[str, Any], ref: str, kind: str = "final") -> Iterator[Gap]:
    """Everything a plan with this body still misses (domain.md 6.4: B1-B8), blocking or not, in the order of the plan.

    A temporary plan comes before worries, goals and bottom lines are talked through (1.7 step 3, 1.8, 8.7): of it is asked
    only that each agreement of direct safety is whole (B3-B5); a child without a safe person is a point to think about.
    """
    if kind == "temporary":
        yield from whole_agreements((one for one in body["agreements"] if one["phase"] == "direct"), ref)
        yield from (gap._replace(blocks=False) for gap in safe_person_gaps(body, ref))
        return
    yield from danger_gaps(body, ref)
    yield from bottom_line_gaps(body, ref)
    yield from agreement_gaps(body, ref)
    yield from safe_person_gaps(body, ref)
    yield from unheard_gaps(body, ref)


def danger_gaps(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B1: each danger has a goal. B8: more than three dangers is too much to hold."""
    to_goals = {"ref": ref}
    with_goal = {goal["danger"] for goal in body["goals"]}
    if not body["dangers"]:
        yield Gap("B1", _l("There is no danger statement yet."), "goals.new", to_goals)
    for danger in body["dangers"]:
        if danger["id"] not in with_goal:
            text = _l("Danger %(number)s has no goal yet.", number=danger["number"])
            yield Gap("B1", text, "goals.new_goal", {"ref": ref, "danger_id": danger["id"]})
    if len(body["dangers"]) > MOST_DANGERS:
        text = _l("More than three danger statements: people cannot hold so many at once.")
        yield Gap("B8", text, "goals.index", to_goals, blocks=False)


def bottom_line_gaps(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B2: each bottom line is covered by an agreement."""
    covered = {line for agreement in body["agreements"] for line in agreement["bottom_lines"]}
    for line in body["bottom_lines"]:
        if line["id"] not in covered:
            text = _l("No agreement covers this bottom line: %(text)s", text=line["text"])
            yield Gap("B2", text, "agreements.index", {"ref": ref})


def agreement_gaps(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B3 a doer, B4 a checker who is no doer, B5 a plan B and a stand-in in the phase of direct safety, B6 not only services."""
    with_agreement = {agreement["goal"] for agreement in body["agreements"]}
    for goal in body["goals"]:
        if goal["id"] not in with_agreement:
            text = _l("There is no agreement for this goal yet: %(text)s", text=goal["sentence"])
            yield Gap("B1", text, "agreements.new", {"ref": ref, "goal": goal["id"]})
    yield from whole_agreements(body["agreements"], ref)
    yield from borrowed_goals(body, ref)


def borrowed_goals(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B6: somebody of family or network does something for each goal; only services or professionals is a warning."""
    own = {one["id"] for one in body["people"] if one["in_family"] or one["natural"]}
    for goal in body["goals"]:
        mine = [one for one in body["agreements"] if one["goal"] == goal["id"]]
        doers = ({link["person"] for link in one["people"] if link["part"] == "doer"} for one in mine if one["kind"] != "service")
        if mine and own.isdisjoint(set().union(*doers)):
            text = _l("Only services or professionals so far, no behaviour of family or network: %(text)s", text=goal["sentence"])
            yield Gap("B6", text, "agreements.new", {"ref": ref, "goal": goal["id"]}, blocks=False)


def whole_agreements(agreements: Iterable[dict[str, Any]], ref: str) -> Iterator[Gap]:
    """B3, B4 and B5 of these agreements, each with the field that mends it."""
    for one in agreements:
        for rule, field, text in agreement_needs(one):
            yield Gap(rule, text, "agreements.edit", {"ref": ref, "agreement_id": one["id"], "_anchor": field})


def agreement_needs(one: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Yield (rule, field of its form, advice) for what one agreement lacks."""
    name = one["label"] or str(one["number"])
    doers = {link["person"] for link in one["people"] if link["part"] == "doer"}
    if not doers:
        yield "B3", "doers", _l("Agreement %(name)s: nobody does it yet.", name=name)
    if not one["checker"]:
        yield "B4", "checker", _l("Agreement %(name)s: nobody keeps an eye on it yet.", name=name)
    elif one["checker"] in doers:
        yield "B4", "checker", _l("Agreement %(name)s: who does it cannot be the one who keeps an eye on it.", name=name)
    if one["phase"] == "direct" and not one["what_if"]:
        yield "B5", "what_if", _l("Agreement %(name)s: what do you do if it does not work out?", name=name)
    if one["phase"] == "direct" and not one["backup"]:
        yield "B5", "backup", _l("Agreement %(name)s: who stands in?", name=name)


def safe_person_gaps(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B7: each child has a safe person. No reason passes this: 1.8 asks it of every plan (Richtlijn Kindermishandeling)."""
    for one in body["people"]:
        if one["role"] == "child" and not one["safe_people"]:
            text = _l("%(name)s has no safe person yet.", name=one["name"])
            yield Gap("B7", text, "plans.child_safety", {"ref": ref, "child_id": one["id"], "_anchor": "safe_people"})


def unheard_gaps(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B7: each child from four years on has been asked, "or reason": a worker can pass this one with a reason."""
    asked = set(body["asked_children"])
    for one in body["people"]:
        if one["role"] == "child" and one["id"] not in asked and (one["age"] is None or one["age"] >= ASK_CHILD_FROM):
            text = _l("Nobody has asked %(name)s yet.", name=one["name"])
            yield Gap("B7", text, "voices.index", {"ref": ref}, passable=f"B7-{one['id']}")


def side_gaps(body: dict[str, Any], ref: str) -> Iterator[Gap]:
    """B13, GA6: whoever has a part in an agreement of one side of a separated network is of that side, or a colleague."""
    people = {one["id"]: one for one in body["people"]}
    staff = set(body["casus"]["staff"])
    for one in body["agreements"]:
        if one["audience"] != "sub_group":
            continue
        for person in sorted(with_a_part(one) - staff):
            if person in people and people[person]["group"] != one["group"]:
                name = one["label"] or str(one["number"])
                text = _l("Agreement %(number)s: %(name)s has a part in it, but may not read it.",
                          number=name, name=people[person]["name"])  # fmt: skip
                place = {"ref": ref, "agreement_id": one["id"], "_anchor": "audience"}
                yield Gap("B13", text, "agreements.edit", place)
