"""The rules of the method for the records of a file: those of the subjects themselves, asked with what the file says."""

import base64
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from flask_babel import gettext as _

from workbench import clock
from workbench.agreements import rhythm
from workbench.agreements import rules as agreements
from workbench.casus import rules as casus
from workbench.casus.models import FamilyRole
from workbench.goals import rules as goals
from workbench.mapping import rules as mapping
from workbench.mapping.labels import FIELDS
from workbench.mapping.models import ItemKind
from workbench.meetings import rules as meetings
from workbench.monitoring import rules as following
from workbench.partners import rules as chain
from workbench.plans import rules as plans
from workbench.plans import temporary_rules as temporary
from workbench.plans.models import Stay
from workbench.rights import rules as rights
from workbench.rights.labels import FOUND_IN
from workbench.rights.models import Reply
from workbench.signals import rules as signals
from workbench.transfer.shape import BY_TABLE, PLACE, PLACES
from workbench.voices import drawings

FOUND_IN_LISTS = frozenset(BY_TABLE[table] for table in FOUND_IN)
Data = Mapping[str, Any]
Record = Mapping[str, Any]
Broken = Iterator[tuple[str, Any]]


def broken_rules(kind: str, record: Record, data: Data, temporary_days: int) -> Broken:
    """Yield (field, reason) for each rule this record breaks. `data` is the whole file."""
    if kind in ("plans", "plan_versions"):
        yield from _plan(record, temporary_days)
        yield from _tonight(record, data)
    elif kind in RULES:
        yield from RULES[kind](record, data)


def _day(record: Record, name: str) -> date | None:
    return date.fromisoformat(record[name]) if name in record else None


def _plan(plan: Record, temporary_days: int) -> Broken:
    """B10: a temporary plan stops within the term of the organisation; no plan ends before it starts."""
    days = plans.Days(_day(plan, "starts_on"), _day(plan, "ends_on"), _day(plan, "evaluate_on"))
    for name, reason in plans.date_gaps(plan.get("kind", ""), days, temporary_days):
        if name == "ends_on":
            yield name, reason


def _tonight(plan: Record, data: Data) -> Broken:
    """No place of somebody with a secret address; a row of who calls whom names both."""
    homes = {one["key"] for one in data.get("households", ()) if one.get("protected")}
    secret = {one["key"] for one in data.get("people", ()) if one.get("protected") or one.get("household") in homes}
    for place, one in enumerate(plan.get("tonight", ())):
        where = {name: Stay(one[name]) if name in one else None for name in ("stays", "sleeps")}
        line = temporary.Line(
            one["person"], where["stays"], one.get("stays_with"), where["sleeps"], one.get("sleeps_with"), one.get("note", "")
        )
        for name, reason in temporary.line_faults(line, secret):
            yield f"tonight/{place}/{name}", reason
    for place, one in enumerate(plan.get("calls", ())):
        call = temporary.Call(one.get("caller"), one.get("called"), one.get("service"), one.get("signal", ""))
        for name, reason in temporary.call_faults(call):
            yield f"calls/{place}/{name}", reason


def _agreement(agreement: Record, data: Data) -> Broken:
    """B3, B4 and B5, and who may read it."""
    yield from agreements.broken(
        doers=agreement["doers"], checkers=(agreement.get("checker"), agreement.get("second_checker")),
        phase=agreement.get("phase"), what_if=agreement.get("what_if", ""), backup=agreement.get("backup"),
    )  # fmt: skip
    days = agreement.get("repeat_days", "")
    yield from rhythm.broken(repeats=agreement.get("repeats"), repeat_days=rhythm.days_of(days))
    yield from agreements.audience_gaps(agreement.get("audience"), agreement.get("sub_group"), agreement.get("readers", ()))
    yield from _in_order(agreement, "starts_on", "until")


def _danger(danger: Record, data: Data) -> Broken:
    yield from goals.danger_gaps(
        worried=danger["worried"], children=danger["children"], examples=danger.get("examples", ()),
        threat_without_harm=danger.get("threat_without_harm", ""),
    )  # fmt: skip


def _goal(goal: Record, data: Data) -> Broken:
    names = {"shows": "shown_by", "sees": "seen_by"}
    good_enough = goal.get("good_enough", goals.HIGHEST)
    for name, reason in goals.goal_gaps(shows=goal["shown_by"], sees=goal.get("seen_by", ()), good_enough=good_enough):
        yield names.get(name, name), reason


def _map_item(item: Record, data: Data) -> Broken:
    """domain.md 1.2: harm has a time and a source; existing safety also the danger it kept away and who did it."""
    kind, when = ItemKind(item["kind"]), item.get("happened_on") or item.get("period")
    actor = item.get("actor_person") or item.get("actor")
    if mapping.kind_kept(kind, when=when, danger=item.get("danger"), actor=actor) is not kind:
        yield "danger", _("Existing safety needs a day, a danger it kept away and who did it; without these it is a strength.")
    yield from mapping.item_gaps(
        kind=kind, happened_on=_day(item, "happened_on"), period=item.get("period", ""), source=item.get("source", ""),
        source_person=item.get("source_person"), disputed_by=item.get("disputed_by", ()),
        other_view=item.get("other_view", ""), today=clock.today(), actor=actor, due_on=_day(item, "due_on"),
        done_on=_day(item, "done_on"),
    )  # fmt: skip


def _earlier_map_item(earlier: Record, data: Data) -> Broken:
    """The history names the fields of the map's own form, and nothing else: that column is not sealed."""
    for place, part in enumerate(earlier.get("parts", ())):
        if part["field"] not in FIELDS:
            yield f"parts/{place}/field", _("The map has no such field.")


def _voice(voice: Record, data: Data) -> Broken:
    """Parts and sharing as they were written stay readable; rules.may_leave decides what reaches anybody."""
    for place, item in enumerate(voice.get("items", ())):
        yield from _pictures(item, f"items/{place}")


def _story(story: Record, data: Data) -> Broken:
    for place, panel in enumerate(story.get("panels", ())):
        yield from _pictures(panel, f"panels/{place}")


def _pictures(part: Record, where: str) -> Broken:
    """A drawing in a file is one we drew ourselves, or it is refused (security.md B.1)."""
    for place, one in (("", part), *((f"/earlier/{nr}", was) for nr, was in enumerate(part.get("earlier", ())))):
        if "picture" in one and (reason := _picture_fault(one["picture"])):
            yield f"{where}{place}/picture", reason
        if "picture" in one and not one.get("alt"):
            yield f"{where}{place}/alt", _("Say what stands on the drawing, for who cannot see it.")


def _picture_fault(written: str) -> Any:
    try:
        return drawings.fault_of(base64.b64decode(written, validate=True))
    except ValueError:
        return drawings.BROKEN


def _person(person: Record, data: Data) -> Broken:
    if casus.birth_needed(FamilyRole(person["family_role"]), _day(person, "born_on"), person.get("age")):
        yield "born_on", _("A child needs a day of birth.")


def _meeting(meeting: Record, data: Data) -> Broken:
    """B13: who belongs to one sub-group is not on the list of another one's meeting."""
    groups = {person["key"]: SimpleNamespace(sub_group_id=person.get("sub_group")) for person in data.get("people", ())}
    for place, one in enumerate(meeting.get("attendance", ())):
        if one["person"] in groups and not meetings.may_attend(groups[one["person"]], meeting.get("sub_group")):
            yield f"attendance/{place}/person", _("This person belongs to the other sub-group.")


def _entry(entry: Record, data: Data) -> Broken:
    """An entry stands under an item of the agenda of its own meeting, and is of somebody who may sit at that table."""
    meeting: Record = next((one for one in data.get("meetings", ()) if one["key"] == entry["meeting"]), {})
    if entry.get("agenda_item", 0) > len(meeting.get("agenda", ())):
        yield "agenda_item", _("This meeting has no such item on its agenda.")
    yield from _at_table(entry, "said_by", meeting, data)


def _correction(correction: Record, data: Data) -> Broken:
    meeting: Record = next((one for one in data.get("meetings", ()) if one["key"] == correction["meeting"]), {})
    entries = {one["key"]: one["meeting"] for one in data.get("meeting_entries", ())}
    if "entry" in correction and entries.get(correction["entry"]) != correction["meeting"]:
        yield "entry", _("This was said at another meeting.")
    yield from _at_table(correction, "person", meeting, data)


def _at_table(record: Record, name: str, meeting: Record, data: Data) -> Broken:
    """B13 for who said or corrected something."""
    person: Record = next((one for one in data.get("people", ()) if one["key"] == record.get(name)), {})
    if not meetings.may_attend(SimpleNamespace(sub_group_id=person.get("sub_group")), meeting.get("sub_group")):
        yield name, _("This person belongs to the other sub-group.")


def _relation(relation: Record, data: Data) -> Broken:
    if relation["from"] == relation["to"]:
        yield "to", _("Nobody is related to himself.")


def _contact_point(point: Record, data: Data) -> Broken:
    if "person" not in point and "household" not in point:
        yield "person", _("Say whose this is: a person or a household.")


def _consent(consent: Record, data: Data) -> Broken:
    yield from _in_order(consent, "given_on", "until")


def _partner(partner: Record, data: Data) -> Broken:
    if "ground_why" in chain.ground_gaps(partner.get("ground"), partner.get("ground_why"), None):
        yield "ground_why", _("What weighs heavier than keeping it to yourself? Write it down.")


def _meldcode_step(step: Record, data: Data) -> Broken:
    """Step 3 says of everybody a day or why not; the considerations of step 5 do not contradict each other."""
    for place, talk in enumerate(step.get("talks", ())):
        if not talk.get("talked_on") and not talk.get("why_not"):
            yield f"talks/{place}/talked_on", _("Give the day of the talk, or why there was none.")
    answers = {one["nr"]: one["answer"] for one in step.get("weighed", ())}
    if signals.contradicts(answers):
        yield "weighed", _("You say there is no suspicion, and that somebody is unsafe. Look at both again.")
    decided = signals.Decision(step["decision"]) if step.get("decision") else None
    if decided and not step.get("decision_why") and signals.decided_otherwise(signals.advice(answers), decided):
        yield "decision_why", _("You decide otherwise than the considerations advise. Write down why.")


def _evidence(evidence: Record, data: Data) -> Broken:
    yield from _is_there("record", evidence["record"], data)


def _question(question: Record, data: Data) -> Broken:
    """A question of supervision is about one standard or about one record."""
    if ("standard" in question) == ("about" in question):
        yield "about", _("A question is about one standard or about one record.")
    elif "about" in question:
        yield from _is_there("about", question["about"], data)


def _is_there(name: str, place: str, data: Data) -> Broken:
    """The place of a record in the file; what names records itself comes after them."""
    _root, kind, at = place.split("/")
    if int(at) >= len(data.get(kind, ())) or kind not in PLACE or kind in PLACES:
        yield name, _("There is no record at this place of the file.")


def _right(answer: Record, data: Data) -> Broken:
    """domain.md 4: of a child or of the family, never twice; a yes says where it is found; nothing but what a form offers."""
    number, child = answer["question"], answer.get("child")
    if (child is None) != (number in rights.OF_THE_FAMILY):
        yield "question", _("This question is asked of the family as a whole.") if child else _("Say of which child this is.")
    same = [one for one in data["rights"] if (one["question"], one.get("child")) == (number, child)]
    if len(same) > 1:
        yield "question", _("This is there twice: %(what)s.", what="question + child")
    place = answer.get("record")
    reply = Reply(answer["answer"]) if "answer" in answer else None
    for name, reason in rights.answer_gaps(reply, where=answer.get("where", ""), record=place):
        yield name, reason
    if place is not None:
        _root, name, at = place.split("/")
        if name not in FOUND_IN_LISTS or int(at) >= len(data.get(name, ())):
            yield "record", _("There is no record at this place of the file.")


def _placement(thought: Record, data: Data) -> Broken:
    """What the page asks of it; one that is open says so at the casus, and there is one."""
    since = date.fromisoformat(thought["considered_since"])
    children = [one["person"] for one in thought.get("children", ())]
    grounds = [one["ground"] for one in thought.get("grounds", ())]
    yield from rights.thought_gaps(
        considered_since=since, evaluate_on=_day(thought, "evaluate_on"), children=children, grounds=grounds, today=clock.today()
    )
    for name, values in (("children", children), ("grounds", grounds)):
        if len(set(values)) < len(values):
            yield name, _("This is there twice: %(what)s.", what=name)
    if "ended_on" not in thought:
        if not data["casus"].get("placement_considered"):
            yield "ended_on", _("The casus says that living elsewhere is not considered: give the day on which this ended.")
        if sum("ended_on" not in one for one in data["placements"]) > 1:
            yield "ended_on", _("Two of these are open; one can be.")
    yield from _in_order(thought, "considered_since", "ended_on")


def _housing_request(asked: Record, data: Data) -> Broken:
    yield from rights.request_gaps(asked_on=date.fromisoformat(asked["asked_on"]), answered_on=_day(asked, "answered_on"),
                                   outcome=asked.get("outcome"), today=clock.today())  # fmt: skip


def _check(check: Record, data: Data) -> Broken:
    yield from following.decision_gaps(check.get("decision"), check.get("decision_why", ""))


def _aftercare_call(call: Record, data: Data) -> Broken:
    """A line of calls names whom: a person or a service, and nobody calls himself."""
    whom = call.get("called")
    if (whom is None) == ("service" not in call) or whom == call["caller"]:
        yield "called", _("Name one person or one service to call, and not who calls.")


def _framework_change(change: Record, data: Data) -> Broken:
    yield from _in_order(change, "since", "until")


def _rehearsal(rehearsal: Record, data: Data) -> Broken:
    for _name, reason in following.rehearsal_gaps(rehearsal.get("agreements", ()), rehearsal.get("changed_agreement")):
        yield "changed_agreement", reason


def _in_order(record: Record, first: str, last: str) -> Broken:
    start, end = _day(record, first), _day(record, last)
    if start and end and end < start:
        yield last, _("The last day lies before the first day.")


RULES: dict[str, Callable[[Record, Data], Broken]] = {
    "people": _person, "relations": _relation, "contact_points": _contact_point, "map_items": _map_item, "dangers": _danger,
    "earlier_map_items": _earlier_map_item, "voices": _voice, "words_and_pictures": _story,
    "goals": _goal, "meetings": _meeting, "meeting_entries": _entry, "minutes_corrections": _correction,
    "agreements": _agreement, "consents": _consent, "partners": _partner, "questions": _question,
    "meldcode_steps": _meldcode_step, "evidence": _evidence, "checks": _check, "rehearsals": _rehearsal,
    "aftercare_calls": _aftercare_call, "framework_changes": _framework_change,
    "rights": _right, "placements": _placement, "housing_requests": _housing_request,
}  # fmt: skip
