"""What the file itself shows beside each question: facts with a link, so that a person answers with the evidence in view.

Nothing here answers a question (domain.md 4; design.md 1: never ticked). A fact has the day it is of, so that a page can say
what changed since an answer was given; that is the day it happened, not the day it was typed in.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from workbench.rights import labels, rules
from workbench.rights.models import Ground
from workbench.rights.queries import Kid, Room
from workbench.voices.labels import FORMS, STORIES
from workbench.web.filters import day, together

QUOTED = 2  # so many of a child's own words stand beside the question; all of them are one click away


@dataclass(frozen=True)
class Fact:
    """Something the file shows, where it stands, and the day it is of. `there` is False for something that is not there."""

    text: str
    endpoint: str
    values: dict[str, Any] = field(default_factory=dict)
    on: date | None = None
    there: bool = True


def facts(room: Room, number: int, kid: Kid | None) -> list[Fact]:
    """What the file shows for one question: of a child, or (None) of the family as a whole."""
    return list(OF_A_CHILD[number](room, kid) if kid is not None else OF_THE_FAMILY[number](room))


def since(room: Room, number: int, kid: Kid | None, answered_on: date) -> date | None:
    """The day on which something changed after this answer was given; None when nothing did."""
    return rules.changed_since(answered_on, (one.on for one in facts(room, number, kid)))


def _voice(kid: Kid, moment: Any = None) -> tuple[str, dict[str, Any]]:
    """The page of what this child said, at one moment where that is asked."""
    return "voices.child", {"child_id": kid.id} | ({"_anchor": f"voice-{moment.id}"} if moment else {})


def _none(text: str, endpoint: str, **values: Any) -> Fact:
    return Fact(text, endpoint, values, there=False)


def _spoken(room: Room, kid: Kid) -> Iterator[Fact]:
    for moment in kid.voice.moments:
        words = _(
            "%(day)s: %(form)s, with %(name)s", day=day(moment.heard_on), form=FORMS[moment.form], name=moment.heard_by
        )
        yield Fact(words, *_voice(kid, moment), on=moment.heard_on)
    if not kid.voice.moments and kid.voice.reason:
        yield Fact(_("Not heard yet: %(why)s", why=kid.voice.reason.why), *_voice(kid), on=kid.voice.reason.noted_on)
    elif not kid.voice.moments:
        yield _none(
            _("No moment on which %(name)s was asked is written down.", name=kid.name), "voices.choose", child=kid.id
        )


def _how_often(room: Room, kid: Kid) -> Iterator[Fact]:
    moments = kid.voice.moments
    if not moments:
        yield from _spoken(room, kid)
        return
    who = together(list(dict.fromkeys(one.heard_by for one in moments)))
    how = together([f"{count} × {FORMS[form]}" for form, count in Counter(one.form for one in moments).items()])
    often = ngettext("%(num)s time", "%(num)s times", len(moments))
    yield Fact(_("%(often)s, by %(who)s: %(how)s", often=often, who=who, how=how), *_voice(kid),
               on=max(one.heard_on for one in moments))  # fmt: skip


def _items(kid: Kid) -> list[tuple[Any, Any]]:
    return [(moment, item) for moment in kid.voice.moments for item in moment.items]


def _own_words(room: Room, kid: Kid) -> Iterator[Fact]:
    said = _items(kid)
    for moment, item in said[:QUOTED]:
        yield Fact(f"“{item.words}” ({day(moment.heard_on)})", *_voice(kid, moment), on=moment.heard_on)
    if len(said) > QUOTED:
        text = ngettext("And %(num)s more thing", "And %(num)s more things", len(said) - QUOTED)
        yield Fact(text, *_voice(kid))
    if not said:
        yield _none(_("No words of %(name)s stand in the file.", name=kid.name), "voices.choose", child=kid.id)


def _difference(room: Room, kid: Kid) -> Iterator[Fact]:
    if len(room.children) == 1:
        yield Fact(_("%(name)s is the only child.", name=kid.name), "casus.family")
    for one in room.children if len(room.children) > 1 else ():
        times, words = len(one.voice.moments), len(_items(one))
        heard = ngettext("asked once", "asked %(num)s times", times) if times else _("not asked yet")
        said = ngettext("one thing in own words", "%(num)s things in own words", words) if words else _("no own words")
        newest = max((moment.heard_on for moment in one.voice.moments), default=None)
        yield Fact(f"{one.name}: {heard}, {said}", *_voice(one), on=newest, there=bool(words))


def _recognised(room: Room, kid: Kid) -> Iterator[Fact]:
    found = False
    for moment, item in _items(kid):
        ties = [("goals.one", "goal_id", *one) for one in item.goals]
        ties += [("agreements.one", "agreement_id", *one) for one in item.agreements]
        for endpoint, key, number, words in ties:
            found = True
            yield Fact(f"“{item.words}” → {words}", endpoint, {key: number}, moment.heard_on)
    if not found:
        yield _none(
            _("Nothing %(name)s said is tied to a goal or an agreement.", name=kid.name),
            *_voice(kid)[:1],
            child_id=kid.id,
        )


def _told_back(room: Room, kid: Kid) -> Iterator[Fact]:
    for moment in kid.voice.moments:
        if moment.told_back_on:
            how = moment.told_back_how or moment.done_with_it or ""
            text = _("%(day)s: told. %(how)s", day=day(moment.told_back_on), how=how)
            yield Fact(text.strip(), *_voice(kid, moment), moment.told_back_on)
        else:
            text = _(
                "Of %(day)s it is not written down that %(name)s was told.", day=day(moment.heard_on), name=kid.name
            )
            yield Fact(text, "voices.told_back", {"voice_id": moment.id}, moment.heard_on, there=False)
    if not kid.voice.moments:
        yield from _spoken(room, kid)


def _whom_to_call(room: Room, kid: Kid) -> Iterator[Fact]:
    where = ("plans.child_safety", {"child_id": kid.id})
    if kid.safe_people:
        yield Fact(_("Safe people: %(names)s", names=together(kid.safe_people)), *where)
    else:
        yield Fact(_("No safe person of %(name)s is written down.", name=kid.name), *where, there=False)
    if kid.safety_object:
        yield Fact(_("Safety object: %(what)s", what=kid.safety_object), *where)
    if any(story.told_on for story in kid.voice.stories):
        yield Fact(
            _("The version for children also says who can be called: look at it."),
            "plans.child_plan",
            {"child_id": kid.id},
        )


def _child_version(room: Room, kid: Kid) -> Iterator[Fact]:
    for story in kid.voice.stories:
        if story.told_on:
            told = _("told on %(day)s by %(name)s", day=day(story.told_on), name=story.told_by or "…")
        else:
            told = _("not told yet")
        yield Fact(
            f"{STORIES[story.kind]}: {told}", "voices.story", {"story_id": story.id}, story.told_on, bool(story.told_on)
        )
    if not kid.voice.stories:
        yield _none(_("No words and pictures for %(name)s.", name=kid.name), "voices.child", child_id=kid.id)
    if room.plan and room.plan.explained_to_child:
        yield Fact(
            _("In the plan: %(words)s", words=room.plan.explained_to_child),
            "plans.edit",
            {"_anchor": "explained_to_child"},
        )
    yield Fact(_("The plan for %(name)s", name=kid.name), "plans.child_plan", {"child_id": kid.id})


def _siblings(room: Room, kid: Kid) -> Iterator[Fact]:
    if len(room.children) == 1:
        yield Fact(_("%(name)s is the only child.", name=kid.name), "casus.family")
        return
    if kid.with_:
        yield Fact(_("Lives in the same home as %(names)s.", names=together(kid.with_)), "casus.family")
    if kid.apart:
        yield Fact(_("Lives in another home than %(names)s.", names=together(kid.apart)), "casus.family", there=False)
    if not kid.home_known:
        yield _none(_("Of not every child it is written down in which home it lives."), "casus.family")
    thought = room.thought
    if thought and thought.together and kid.id in {one.person_id for one in thought.children}:
        said = _(
            "Living elsewhere is considered; brothers and sisters together: %(answer)s",
            answer=labels.YES_NO[thought.together],
        )
        yield Fact(said, "rights.placement", on=thought.considered_since)


def _placement(room: Room) -> Iterator[Fact]:
    thought = room.thought
    if thought is None:
        newest = max((one.ended_on for one in room.earlier), default=None)
        yield Fact(_("Living elsewhere is not considered now."), "rights.placement", on=newest)
        return
    yield Fact(
        _("Considered since %(day)s", day=day(thought.considered_since)),
        "rights.placement",
        on=thought.considered_since,
    )
    for name, words in (
        ("alternatives", _("Other solutions")), ("network_answer", _("The network asked")), ("contact", _("Contact")),
    ):  # fmt: skip
        said = getattr(thought, name)
        yield Fact(f"{words}: {said or _('not written down yet')}", "rights.placement", there=bool(said))
    term = " ".join(part for part in (thought.term, day(thought.evaluate_on) if thought.evaluate_on else None) if part)
    yield Fact(
        _("Term: %(words)s", words=term or _("not written down yet")),
        "rights.placement",
        there=bool(thought.evaluate_on),
    )


def _housing(room: Room) -> Iterator[Fact]:
    for one in room.requests:
        words = _(
            "Asked on %(day)s for the whole family: %(outcome)s",
            day=day(one.asked_on),
            outcome=labels.OUTCOMES[one.outcome][1],
        )
        yield Fact(words, "rights.index", {"_anchor": "requests"}, one.answered_on or one.asked_on)
    if not room.requests:
        yield _none(_("No request for the whole family is written down."), "rights.index", _anchor="requests")
    if room.thought:
        grounds = [str(labels.GROUNDS[one.ground]) for one in room.thought.grounds]
        apart = Ground.HOUSING not in {one.ground for one in room.thought.grounds}
        yield Fact(_("Grounds on which living elsewhere is considered: %(grounds)s", grounds="; ".join(grounds)),
                   "rights.placement", on=room.thought.considered_since, there=apart)  # fmt: skip


def _look_again(room: Room) -> Iterator[Fact]:
    if room.holds is not None and room.holds.evaluate_on:
        words = _("Version %(number)s of the plan: %(day)s", number=room.holds.number, day=day(room.holds.evaluate_on))
        yield Fact(words, "plans.version", {"number": room.holds.number})
    elif room.plan is not None and room.plan.evaluate_on:
        yield Fact(
            _("The plan as it is now: %(day)s", day=day(room.plan.evaluate_on)),
            "plans.edit",
            {"_anchor": "evaluate_on"},
        )
    else:
        yield _none(_("The plan has no day to look again."), "plans.edit", _anchor="evaluate_on")
    if room.thought is not None:
        said = day(room.thought.evaluate_on) if room.thought.evaluate_on else _("not written down yet")
        yield Fact(_("Living elsewhere, looked at again: %(day)s", day=said), "rights.placement",
                   there=bool(room.thought.evaluate_on))  # fmt: skip


OF_A_CHILD = {
    1: _spoken, 2: _how_often, 3: _own_words, 4: _difference, 5: _recognised, 6: _told_back, 7: _whom_to_call, 8: _child_version,
    10: _siblings,
}  # fmt: skip
OF_THE_FAMILY = {9: _placement, 11: _housing, 12: _look_again}
