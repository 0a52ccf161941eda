"""Every change to danger statements, goals, opinions, ratings and bottom lines. The caller commits."""

from datetime import date
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.casus.queries import names_of, people_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals import queries, rules
from workbench.goals.models import (
    BottomLine,
    BottomLineStatus,
    DangerChild,
    DangerExample,
    DangerStatement,
    DangerWorried,
    EarlierGoal,
    GoalPart,
    GoalPerson,
    GoalStatus,
    ParentOpinion,
    Rating,
    SafetyGoal,
)
from workbench.records import expect_version
from workbench.web.filters import together

audit.declare({
    "danger added": _l("added a worry with its goal"),
    "danger changed": _l("changed a worry"),
    "goal changed": _l("changed a goal"),
    "goal moved": _l("gave a goal another status"),
    "opinion given": _l("wrote down what somebody thinks of a worry"),
    "rating added": _l("wrote down a number"),
    "bottom line added": _l("added a bottom line"),
    "bottom line moved": _l("gave a bottom line another status"),
})  # fmt: skip

DANGER_TEXTS = ("title", "about", "impact_now", "impact_later", "acknowledgement", "threat_without_harm")
GOAL_PARTS = (
    "behaviour",
    "child_notices",
    "professional_sees",
    "hold_for",
    "hold_unit",
    "good_enough",
    "origin",
    "family_text",
)


def answers_of_danger(danger: DangerStatement) -> dict[str, Any]:
    """What the form of this danger would hold; needs worried, children and examples to be loaded."""
    texts = {name: getattr(danger, name) or "" for name in DANGER_TEXTS}
    return {
        **texts, "sentence": danger.sentence, "sub_group": danger.sub_group_id,
        "worried": sorted(one.person_id for one in danger.worried),
        "children": sorted(one.person_id for one in danger.children),
        "examples": sorted(one.item_id for one in danger.examples),
    }  # fmt: skip


def answers_of_goal(goal: SafetyGoal) -> dict[str, Any]:
    """What the form of this goal would hold; needs its people to be loaded. The reason is asked anew each time."""
    parts = {name: getattr(goal, name) for name in GOAL_PARTS}
    texts = {name: parts[name] or "" for name in ("professional_sees", "family_text")}
    return {
        **parts, **texts, "goal_sentence": goal.sentence, "hold_since": goal.hold_since,
        "shows": goal.who(GoalPart.SHOWS), "sees": goal.who(GoalPart.SEES),
    }  # fmt: skip


def sentence_of_danger(casus: Casus, answers: dict[str, Any]) -> str:
    """The statement composed from its parts, in the language of the plan."""
    with _plan_language():
        who = _names(casus, answers["worried"])
        return rules.compose_danger(
            together(who), len(who), answers["about"], answers["impact_now"], answers["impact_later"]
        )


def sentence_of_goal(casus: Casus, answers: dict[str, Any]) -> str:
    """The goal composed from its parts, in the language of the plan."""
    with _plan_language():
        shows, sees = _names(casus, answers["shows"]), _names(casus, answers["sees"])
        hold = rules.compose_hold(answers["hold_for"], answers["hold_unit"])
        return rules.compose_goal(
            together(shows), len(shows), together(sees),
            behaviour=answers["behaviour"], notices=answers["child_notices"], hold=hold,
        )  # fmt: skip


def add_danger(
    casus: Casus, *, by: Any, sentence: str = "", goal_sentence: str = "", **answers: Any
) -> DangerStatement:
    """A danger statement with its goal: one set. The answers are those of both forms; a sentence left empty is composed."""
    _keep_danger_rules(answers)
    _keep_goal_rules(answers)
    maker = getattr(by, "id", None)
    danger = DangerStatement(
        casus_id=casus.id, number=queries.next_number(casus), created_by_id=maker, worried=[], children=[], examples=[],
        sentence=sentence or sentence_of_danger(casus, answers),
    )  # fmt: skip
    _write_danger(danger, answers)
    db.session.add(danger)
    db.session.flush()
    goal = SafetyGoal(casus_id=casus.id, danger_id=danger.id, created_by_id=maker, people=[], status_since=clock.today(),
                      sentence=goal_sentence or sentence_of_goal(casus, answers))  # fmt: skip
    _write_goal(goal, answers)
    audit.record("danger added", casus, by=by, record=danger, action="C")
    db.session.add(goal)
    db.session.flush()
    return danger


def change_danger(danger: DangerStatement, version: int, *, by: Any, **answers: Any) -> None:
    """Save a danger statement. The sentence is made again from its parts, unless it was rewritten by hand."""
    expect_version(danger, version)
    before = answers_of_danger(danger)
    changed = _changed(before, answers)
    if not changed:
        return
    merged = {**before, **answers}
    _keep_danger_rules(merged)
    casus = _casus(danger)
    audit.record("danger changed", casus, by=by, record=danger, changed=changed)
    _write_danger(danger, merged)
    if "sentence" in changed and merged["sentence"]:
        danger.sentence = merged["sentence"]
    elif set(changed) & {"worried", "about", "impact_now", "impact_later", "sentence"}:
        danger.sentence = sentence_of_danger(casus, merged)
    danger.updated_at = clock.now()


def change_goal(goal: SafetyGoal, version: int, *, by: Any, reason: str, **answers: Any) -> None:
    """Save a goal, with the reason; how it read before is kept, so that nobody can move the goal unseen."""
    expect_version(goal, version)
    before = answers_of_goal(goal)
    changed = _changed(before, answers)
    if not changed:
        return
    if not reason:
        raise RuleBroken(_("Write down why the goal changes. The family reads this."), field="reason")
    merged = {**before, **answers}
    _keep_goal_rules(merged)
    casus = _casus(goal)
    audit.record("goal changed", casus, by=by, record=goal, changed=changed)
    db.session.add(EarlierGoal(
        casus_id=goal.casus_id, goal_id=goal.id, sentence=goal.sentence, hold_for=goal.hold_for, hold_unit=goal.hold_unit,
        good_enough=goal.good_enough, why=reason, replaced_by_id=getattr(by, "id", None),
    ))  # fmt: skip
    _write_goal(goal, merged)
    goal.change_reason, goal.hold_since = reason, merged["hold_since"]
    if "goal_sentence" in changed and merged["goal_sentence"]:
        goal.sentence = merged["goal_sentence"]
    elif set(changed) & {"shows", "sees", "behaviour", "child_notices", "hold_for", "hold_unit", "goal_sentence"}:
        goal.sentence = sentence_of_goal(casus, merged)
    goal.updated_at = clock.now()


def move_goal(goal: SafetyGoal, version: int, *, by: Any, status: GoalStatus, reason: str = "") -> None:
    """Give a goal another status. Reached asks for the numbers and the time (domain.md 6.3), let go for a reason."""
    expect_version(goal, version)
    casus = _casus(goal)
    if status is GoalStatus.LET_GO and not reason:
        raise RuleBroken(_("Write down why this goal is let go."), field="reason")
    if status is GoalStatus.REACHED:
        for gap in rules.reached_gaps(goal, **queries.who_says_what(casus, goal), today=clock.today()):
            raise RuleBroken(gap, field="status")
    audit.record("goal moved", casus, by=by, record=goal, was=goal.status.value, now=status.value)
    goal.status, goal.status_since = status, clock.today()
    goal.change_reason = reason or goal.change_reason


def give_opinion(
    danger: DangerStatement, version: int, *, by: Any, person: int, opinion: Any, words: str, given_on: date
) -> ParentOpinion:
    """What a parent thinks of a danger statement; a later opinion takes the place of the one the form was made from.

    `version` is that one's, 0 where there was none. Raises EditConflict when somebody else wrote one down meanwhile.
    """
    _not_after_today(given_on, "given_on")
    found = queries.opinion_of(danger, person)
    if found is not None:
        expect_version(found, version)
    maker = getattr(by, "id", None)
    said = found or ParentOpinion(casus_id=danger.casus_id, danger_id=danger.id, person_id=person, created_by_id=maker)
    said.opinion, said.words, said.given_on = opinion, words or None, given_on
    audit.record("opinion given", _casus(danger), by=by, record=said, action="U" if found else "C", person=person)
    db.session.add(said)
    db.session.flush()
    return said


def rate(goal: SafetyGoal, *, by: Any, person: int, number: int, rated_on: date, reason: str = "", next_step: str = "",
         proxy: int | None = None, **more: Any) -> Rating:  # fmt: skip
    """One person's number for one goal on one day, with the reason. `more`: form, meeting_id."""
    if not rules.LOWEST <= number <= rules.HIGHEST:
        raise RuleBroken(_("Choose a number from 0 to 10."), field="number")
    _not_after_today(rated_on, "rated_on")
    if proxy == person:
        raise RuleBroken(_("Leave this open when somebody gives the number in person."), field="proxy")
    given = Rating(
        casus_id=goal.casus_id, goal_id=goal.id, person_id=person, number=number, rated_on=rated_on, reason=reason or None,
        next_step=next_step or None, proxy_id=proxy, created_by_id=getattr(by, "id", None), **more,
    )  # fmt: skip
    audit.record("rating added", _casus(goal), by=by, record=given, action="C", goal=goal.id, person=person)
    db.session.add(given)
    db.session.flush()
    return given


def set_bottom_line(casus: Casus, *, by: Any, text: str, set_by: str, ground: Any, set_on: date, reason: str,
                    danger: int | None = None, sub_group: int | None = None) -> BottomLine:  # fmt: skip
    """What must be so in any case: what, not how. Never deleted, only withdrawn with a reason."""
    _not_after_today(set_on, "set_on")
    line = BottomLine(
        casus_id=casus.id, text=text, set_by=set_by, ground=ground, set_on=set_on, reason=reason, danger_id=danger,
        sub_group_id=sub_group, created_by_id=getattr(by, "id", None),
    )  # fmt: skip
    audit.record("bottom line added", casus, by=by, record=line, action="C")
    db.session.add(line)
    db.session.flush()
    return line


def move_bottom_line(line: BottomLine, version: int, *, by: Any, status: BottomLineStatus, reason: str = "") -> None:
    """Mark a bottom line as reached, or withdraw it with a reason."""
    expect_version(line, version)
    if line.status is BottomLineStatus.WITHDRAWN:
        raise RuleBroken(_("This was withdrawn already."))
    if status is BottomLineStatus.WITHDRAWN and not reason:
        raise RuleBroken(_("Write down why this is withdrawn."), field="reason")
    audit.record("bottom line moved", _casus(line), by=by, record=line, was=line.status.value, now=status.value)
    line.status = status
    if status is BottomLineStatus.WITHDRAWN:
        line.withdrawn_on, line.withdrawn_why = clock.today(), reason


def _casus(record: Any) -> Casus:
    """The casus of this record; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, record.casus_id)


def _plan_language() -> Any:
    """Plans are written in the language of the organisation, whoever has the screens in another one."""
    return force_locale(current_app.config["BABEL_DEFAULT_LOCALE"])


def _names(casus: Casus, ids: list[int]) -> list[str]:
    names = names_of(people_of(casus))
    return [names[one] for one in ids if one in names]


def _keep_danger_rules(answers: dict[str, Any]) -> None:
    given: dict[str, Any] = {
        name: answers.get(name) or "" for name in ("worried", "children", "examples", "threat_without_harm")
    }
    for field, message in rules.danger_gaps(**given):
        raise RuleBroken(message, field=field)


def _keep_goal_rules(answers: dict[str, Any]) -> None:
    for field, message in rules.goal_gaps(
        shows=answers["shows"], sees=answers["sees"], good_enough=answers["good_enough"]
    ):
        raise RuleBroken(message, field=field)


def _not_after_today(day: date, field: str) -> None:
    if day > clock.today():
        raise RuleBroken(_("This day has not come yet."), field=field)


def _changed(before: dict[str, Any], answers: dict[str, Any]) -> list[str]:
    def plain(value: Any) -> Any:
        return sorted(value) if isinstance(value, list) else None if value == "" else value

    return [name for name, value in answers.items() if name in before and plain(value) != plain(before[name])]


def _write_danger(danger: DangerStatement, answers: dict[str, Any]) -> None:
    for name in DANGER_TEXTS:
        setattr(danger, name, answers.get(name) or None)
    danger.sub_group_id = answers.get("sub_group")
    danger.worried = _kept(danger.worried, "person_id", answers["worried"], DangerWorried)
    danger.children = _kept(danger.children, "person_id", answers["children"], DangerChild)
    danger.examples = _kept(danger.examples, "item_id", answers.get("examples") or [], DangerExample)


def _write_goal(goal: SafetyGoal, answers: dict[str, Any]) -> None:
    for name in GOAL_PARTS:
        if name in answers:
            setattr(goal, name, None if answers[name] == "" else answers[name])
    wanted = {
        (person, part)
        for part, name in ((GoalPart.SHOWS, "shows"), (GoalPart.SEES, "sees"))
        for person in answers[name]
    }
    there = [one for one in goal.people if (one.person_id, one.part) in wanted]
    new = wanted - {(one.person_id, one.part) for one in there}
    goal.people = there + [GoalPerson(person_id=person, part=part) for person, part in sorted(new)]


def _kept(rows: list[Any], key: str, wanted: list[int], kind: Any) -> list[Any]:
    """The rows that stay, and new ones for what was added."""
    there = [row for row in rows if getattr(row, key) in wanted]
    known = {getattr(row, key) for row in there}
    return there + [kind(**{key: one}) for one in wanted if one not in known]
