"""Every change to danger statements and goals. The caller commits.

Opinions, numbers and bottom lines have modules of their own: opinion_operations, rating_operations, bottom_line_operations.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.casus.queries import people_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals import composing, queries, rules, sentences
from workbench.goals.models import (
    DangerChild,
    DangerExample,
    DangerStatement,
    DangerStatus,
    DangerWorried,
    EarlierDanger,
    EarlierGoal,
    GoalPart,
    GoalPerson,
    GoalStatus,
    SafetyGoal,
)
from workbench.goals.opinion_operations import give_opinion
from workbench.goals.rating_operations import correct_rating, rate, rate_together
from workbench.records import expect_version

__all__ = ["correct_rating", "give_opinion", "rate", "rate_together"]

audit.declare({
    "danger added": _l("added a worry with its goal"),
    "danger changed": _l("changed a worry"),
    "danger moved": _l("gave a worry another status"),
    "goal added": _l("added a goal"),
    "goal changed": _l("changed a goal"),
    "goal moved": _l("gave a goal another status"),
})  # fmt: skip

DANGER_TEXTS = ("title", "about", "impact_now", "impact_later", "acknowledgement", "threat_without_harm")
GOAL_PARTS = (
    "behaviour", "difficult_moment", "child_notices", "professional_sees", "hold_for", "hold_unit", "hold_count", "good_enough",
    "origin", "family_text",
)  # fmt: skip
OPEN_TEXTS = ("difficult_moment", "professional_sees", "family_text")  # of a goal, and may be left open


class FellBehind(RuleBroken):
    """The parts changed and a rewritten sentence did not: somebody must look at both before one of them is kept."""

    def __init__(self, field: str) -> None:
        message = _(
            "You changed parts of this; your own sentence stayed as it was. Read both and choose, then save again."
        )
        super().__init__(message, field=field)


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
    texts = {name: parts[name] or "" for name in OPEN_TEXTS}
    return {
        **parts, **texts, "goal_sentence": goal.sentence, "hold_since": goal.hold_since,
        "shows": goal.who(GoalPart.SHOWS), "sees": goal.who(GoalPart.SEES),
    }  # fmt: skip


def sentence_of_danger(people: Sequence[Any], answers: dict[str, Any]) -> str:
    """The statement composed from its parts, in the language of the plan. `people` are those of the casus."""
    return composing.danger(composing.worried_names(people, answers["worried"]), answers)


def sentence_of_goal(people: Sequence[Any], answers: dict[str, Any]) -> str:
    """The goal composed from its parts, in the language of the plan. `people` are those of the casus."""
    shows, sees = composing.showing_names(people, answers["shows"]), composing.seeing_names(people, answers["sees"])
    return composing.goal(shows, sees, answers)


def add_danger(
    casus: Casus, *, by: Any, sentence: str = "", goal_sentence: str = "", opinions: Sequence[tuple[int, Any, str]] = (),
    **answers: Any,
) -> DangerStatement:  # fmt: skip
    """A danger statement with its goal: one set. The answers are those of both forms; a sentence left empty is composed.

    `opinions` are what parents think of it, as (person, opinion, own words).
    """
    people = people_of(casus)
    fresh, fresh_goal = sentence_of_danger(people, answers), sentence_of_goal(people, answers)
    _keep_danger_rules(people, answers, sentence or fresh, own=bool(sentence) and sentence != fresh)
    _keep_goal_rules(answers)
    maker = getattr(by, "id", None)
    danger = DangerStatement(
        casus_id=casus.id, number=queries.next_number(casus), created_by_id=maker, worried=[], children=[], examples=[],
        sentence=sentence or fresh, composed=fresh, status_since=clock.today(),
    )  # fmt: skip
    _write_danger(danger, answers)
    db.session.add(danger)
    db.session.flush()
    audit.record("danger added", casus, by=by, record=danger, action="C")
    db.session.add(_new_goal(danger, answers, goal_sentence or fresh_goal, fresh_goal, maker))
    for person, opinion, words in opinions:
        give_opinion(danger, 0, by=by, person=person, opinion=opinion, words=words, given_on=clock.today())
    db.session.flush()
    return danger


def add_goal(danger: DangerStatement, *, by: Any, **answers: Any) -> SafetyGoal:
    """The goal of a danger statement that came without one, for instance from another organisation (B1)."""
    if queries.goal_id_of(danger):
        raise RuleBroken(_("This worry has a goal already."))
    _keep_goal_rules(answers)
    casus = _casus(danger)
    fresh = sentence_of_goal(people_of(casus), answers)
    goal = _new_goal(danger, answers, fresh, fresh, getattr(by, "id", None))
    audit.record("goal added", casus, by=by, record=goal, action="C")
    db.session.add(goal)
    db.session.flush()
    return goal


def _new_goal(
    danger: DangerStatement, answers: dict[str, Any], sentence: str, fresh: str, maker: int | None
) -> SafetyGoal:
    goal = SafetyGoal(
        casus_id=danger.casus_id, danger_id=danger.id, created_by_id=maker, people=[], status_since=clock.today(),
        sentence=sentence, composed=fresh,
    )  # fmt: skip
    _write_goal(goal, answers)
    return goal


def change_danger(
    danger: DangerStatement, version: int, *, by: Any, made: str | None = None, why: str = "", **answers: Any
) -> None:
    """Save a danger statement; how it read before is kept. The sentence follows its parts, unless it was rewritten by hand.

    `made` is what the parts made when the form was shown. Raises FellBehind when parts changed and a rewritten sentence
    did not: neither is dropped without somebody having seen both.
    """
    expect_version(danger, version)
    if danger.status is DangerStatus.WITHDRAWN:
        raise RuleBroken(_("This worry was withdrawn. Take it up again first."))
    casus, before = _casus(danger), answers_of_danger(danger)
    merged, people = {**before, **answers}, people_of(_casus(danger))
    fresh = sentence_of_danger(people, merged)
    then = made or danger.composed or sentence_of_danger(people, before)
    merged["sentence"] = _chosen("sentence", typed=merged["sentence"], stored=danger.sentence, then=then, fresh=fresh)
    _keep_danger_rules(people, merged, merged["sentence"], own=merged["sentence"] != fresh)
    changed = _changed(before, merged)
    if not changed and danger.composed == fresh:
        return
    audit.record("danger changed", casus, by=by, record=danger, changed=changed)
    if {"sentence", "title"} & set(changed):
        db.session.add(EarlierDanger(
            casus_id=danger.casus_id, danger_id=danger.id, title=danger.title, sentence=danger.sentence, why=why or None,
            replaced_by_id=getattr(by, "id", None),
        ))  # fmt: skip
    _write_danger(danger, merged)
    danger.sentence, danger.composed, danger.updated_at = merged["sentence"], fresh, clock.now()


def move_danger(danger: DangerStatement, version: int, *, by: Any, status: DangerStatus, reason: str = "") -> None:
    """Take a danger statement a step further, or withdraw it with a reason; it is never deleted (domain.md 6.1)."""
    expect_version(danger, version)
    _keep_step(rules.NEXT_DANGER, danger.status, status, reason)
    if status is DangerStatus.WITHDRAWN:
        _refuse_live_agreements(queries.goal_id_of(danger))
    audit.record("danger moved", _casus(danger), by=by, record=danger, was=danger.status.value, now=status.value)
    danger.status, danger.status_since = status, clock.today()
    danger.status_why = reason or danger.status_why


def change_goal(
    goal: SafetyGoal, version: int, *, by: Any, reason: str, made: str | None = None, **answers: Any
) -> None:
    """Save a goal, with the reason; how it read before is kept, so that nobody can move the goal unseen.

    `made` is what the parts made when the form was shown. Raises FellBehind as `change_danger` does.
    """
    expect_version(goal, version)
    casus, before = _casus(goal), answers_of_goal(goal)
    merged, people = {**before, **answers}, people_of(_casus(goal))
    _keep_goal_rules(merged)
    fresh = sentence_of_goal(people, merged)
    then = made or goal.composed or sentence_of_goal(people, before)
    typed = merged["goal_sentence"]
    merged["goal_sentence"] = _chosen("goal_sentence", typed=typed, stored=goal.sentence, then=then, fresh=fresh)
    changed = _changed(before, merged)
    if not changed and goal.composed in (fresh, None):
        return
    if changed and not reason:
        raise RuleBroken(_("Write down why the goal changes. The family reads this."), field="reason")
    audit.record("goal changed", casus, by=by, record=goal, changed=changed)
    if changed:
        _keep_earlier(goal, reason, by)
    _write_goal(goal, merged)
    goal.change_reason, goal.hold_since = reason or goal.change_reason, merged["hold_since"]
    goal.sentence, goal.composed, goal.updated_at = merged["goal_sentence"], fresh, clock.now()


def move_goal(goal: SafetyGoal, version: int, *, by: Any, status: GoalStatus, reason: str = "") -> None:
    """Take a goal a step further. Reached asks for the numbers and the time (domain.md 6.3), let go for a reason."""
    expect_version(goal, version)
    casus = _casus(goal)
    _keep_step(rules.NEXT_GOAL, goal.status, status, reason)
    if status is GoalStatus.LET_GO:
        _refuse_live_agreements(goal.id)
    if status is GoalStatus.REACHED:
        said = queries.who_says_what(casus, people_of(casus), queries.ratings_of(goal))
        for gap in rules.reached_gaps(goal, **said, today=clock.today()):
            raise RuleBroken(gap, field="status")
    audit.record("goal moved", casus, by=by, record=goal, was=goal.status.value, now=status.value)
    goal.status, goal.status_since = status, clock.today()
    goal.change_reason = reason or goal.change_reason


def _casus(record: Any) -> Casus:
    """The casus of this record; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, record.casus_id)


def _chosen(field: str, *, typed: str, stored: str, then: str, fresh: str) -> str:
    """Which sentence is kept: the one from the parts where nobody rewrote it, else the words of who did."""
    if not typed or typed in (then, fresh):
        return fresh
    if typed == stored and then != fresh:
        raise FellBehind(field)
    return typed


def _keep_danger_rules(people: Sequence[Any], answers: dict[str, Any], sentence: str, *, own: bool) -> None:
    given: dict[str, Any] = {
        name: answers.get(name) or "" for name in ("worried", "children", "examples", "threat_without_harm")
    }
    for field, message in rules.danger_gaps(**given):
        raise RuleBroken(message, field=field)
    for person in people:
        called = [name for name in (person.call_name, person.first_name) if name]
        if person.id in answers["children"] and len(sentences.unnamed(called, sentence)) == len(called):
            message = _("The sentence does not name %(child)s yet. Write down what %(child)s notices.", child=called[0])
            raise RuleBroken(message, field="sentence" if own else "impact_now")


def _keep_goal_rules(answers: dict[str, Any]) -> None:
    given = {name: answers[name] for name in ("shows", "sees", "good_enough")}
    for field, message in rules.goal_gaps(**given):
        raise RuleBroken(message, field=field)


def _keep_step(steps: dict[Any, Any], now: Any, to: Any, reason: str) -> None:
    """Only the steps the method knows, and some only with a reason."""
    if to not in steps[now]:
        raise RuleBroken(_("This step does not follow from where it stands now."), field="status")
    if rules.needs_reason(now, to) and not reason:
        raise RuleBroken(_("Write down why. The family reads this."), field="reason")


def _refuse_live_agreements(goal_id: int | None) -> None:
    """An agreement under a goal that is gone would vanish from the plan without anybody having ended it."""
    number = queries.live_agreements(goal_id) if goal_id else 0
    if number:
        said = _(
            "Agreements still run for this goal: %(number)s. End them first, or move them to another goal.",
            number=number,
        )
        raise RuleBroken(said, field="status")


def _keep_earlier(goal: SafetyGoal, reason: str, by: Any) -> None:
    db.session.add(EarlierGoal(
        casus_id=goal.casus_id, goal_id=goal.id, sentence=goal.sentence, hold_for=goal.hold_for, hold_unit=goal.hold_unit,
        good_enough=goal.good_enough, why=reason, replaced_by_id=getattr(by, "id", None),
    ))  # fmt: skip


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
