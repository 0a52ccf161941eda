"""What ought to be, beside what is: agreements, plan versions and answers of one family, restated without the code under test.

Sources: domain.md 6.3 (lifecycles), 6.4 (B1 to B11), GA6 and B13 (sub-groups); design.md 3.8 (bound to the exact text).
"""

import copy
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

SOME_DAYS, FIRST_WEEKS, LATER_WEEKS = 14, 6, 13  # what holds where the organisation set nothing (domain.md 2.5)
OBJECTS = ("agree_but", "disagree")
# domain.md 6.3; an agreement ends from every step
STEPS = {
    "proposed": ("in_review", "agreed"), "in_review": ("agreed", "proposed"), "agreed": ("trying", "active", "adapting"),
    "trying": ("active", "adapting"), "active": ("trying", "adapting"), "adapting": ("in_review", "trying", "active"),
}  # fmt: skip
WEIGHT = ("disagree", "agree_but", "not_understood", "agree")  # who would rather talk first is private
SAID = {"disagree": "nee", "agree_but": "ja, maar", "not_understood": "heeft een vraag", "agree": "ja"}
OVER = ("ended", "not_feasible")
IN_FORCE, OPEN = ("set", "running"), ("concept", "in_review")


def fingerprint(what: str, when: str, what_if: str, doers: Iterable[str]) -> str:
    """SHA-256 of the words somebody reads of an agreement."""
    words = {"doers": list(doers), "what": what, "what_if": what_if, "when": when}
    return hashlib.sha256(json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass
class Somebody:
    """A person: which side, whether he or she may have a link, and of a child with whom it is safe and whether it was asked."""

    id: int
    name: str
    group: int | None
    is_staff: bool = False
    age: int | None = None
    is_child: bool = False
    is_parent: bool = False
    ended: bool = False
    safe: bool = True
    asked: bool = True


@dataclass
class Deal:
    """An agreement, by the words of its form."""

    id: int
    goal: int
    what: str
    when: str
    what_if: str
    doers: list[int]
    checker: int | None
    backup: int | None
    phase: str
    kind: str
    lines: list[int]
    audience: str
    group: int | None
    readers: list[int]
    children: list[int]
    status: str = "proposed"
    version: int = 1

    @property
    def with_a_part(self) -> set[int]:
        """Who is asked about it."""
        return {*self.doers, *self.children, *filter(None, (self.checker, self.backup))}

    def refused(self) -> bool:
        """B3, B4, B5, and an audience that names nobody."""
        no_plan_b = self.phase == "direct" and (not self.what_if or not self.backup)
        nobody = (self.audience == "sub_group" and not self.group) or (self.audience == "chosen" and not self.readers)
        return not self.doers or self.checker in self.doers or no_plan_b or nobody

    def may_be_read_by(self, who: Somebody) -> bool:
        """Hidden by default (GA6)."""
        if who.is_staff or self.audience == "everyone":
            return True
        if self.audience == "sub_group":
            return self.group == who.group
        return who.id in {*self.doers, *self.readers, *filter(None, (self.checker, self.backup))}


class Days(NamedTuple):
    """Of a plan."""

    starts_on: date
    ends_on: date | None
    evaluate_on: date | None


@dataclass
class Frozen:
    """A version: everything as it was on that moment."""

    id: int
    kind: str
    days: Days
    deals: dict[int, Deal]
    people: dict[int, Somebody]
    dangers: list[int]
    goals: dict[int, int]
    lines: list[int]
    status: str = "concept"
    sha256: str = ""

    def text(self, deal: int) -> str:
        """The fingerprint of an agreement as it reads here."""
        one = self.deals[deal]
        return fingerprint(one.what, one.when, one.what_if, [self.people[who].name for who in one.doers])

    def own(self, who: int) -> list[int]:
        """The agreements this person is asked about: has a part in them, and may read them under a goal that is there."""
        reader, there = self.people[who], [one for one in self.deals.values() if one.goal in self.goals]
        return [one.id for one in there if who in one.with_a_part and one.may_be_read_by(reader)]

    def misses(self, casus_began: date) -> set[str]:
        """The rules that keep this version from being set: B1 to B5, B7, B10, B11; of a temporary plan what 1.8 and 8.7 ask."""
        if self.kind == "temporary":
            return {*self._tonight(), *self._agreements("direct"), *(set(self._dates(casus_began)) - {"B11"})}
        return {*self._chain(), *self._agreements(), *self._children(), *self._dates(casus_began)}

    def _tonight(self) -> Iterable[str]:
        if not any(one.doers for one in self.deals.values()):
            yield "B3"
        if not any(one.what_if for one in self.deals.values()):
            yield "B5"

    def _chain(self) -> Iterable[str]:
        served = {one.goal for one in self.deals.values()}
        if not self.dangers or set(self.dangers) - set(self.goals.values()) or set(self.goals) - served:
            yield "B1"
        if set(self.lines) - {line for one in self.deals.values() for line in one.lines}:
            yield "B2"

    def _agreements(self, phase: str | None = None) -> Iterable[str]:
        for one in (one for one in self.deals.values() if phase in (None, one.phase)):
            if not one.doers:
                yield "B3"
            if one.checker is None or one.checker in one.doers:
                yield "B4"
            if one.phase == "direct" and not (one.what_if and one.backup):
                yield "B5"

    def _children(self) -> Iterable[str]:
        for one in self.people.values():
            if one.is_child and not (one.safe and (one.asked or (one.age or 0) < 4)):
                yield "B7"

    def _dates(self, casus_began: date) -> Iterable[str]:
        start, end, again = self.days
        weeks = FIRST_WEEKS if (start - casus_began).days < 182 else LATER_WEEKS
        short = self.kind == "temporary"
        too_long = short and end is not None and end > start + timedelta(days=SOME_DAYS)
        if (short and end is None) or (end is not None and end < start) or too_long:
            yield "B10"
        if again is None or not start <= again <= start + timedelta(weeks=weeks):
            yield "B11"

    def is_over(self, day: date) -> bool:
        """A plan with a last day stops by itself."""
        return self.days.ends_on is not None and self.days.ends_on < day


@dataclass
class Said:
    """An answer that was acknowledged. `counts`: no later one of this person, and nothing that asks everybody again."""

    id: int
    who: int
    deal: int
    outcome: str
    words: str
    text: str
    via: str
    version: int
    handled: bool = False
    counts: bool = True


@dataclass
class Family:
    """The whole model."""

    began: date
    people: dict[int, Somebody] = field(default_factory=dict)
    dangers: list[int] = field(default_factory=list)
    goals: dict[int, int] = field(default_factory=dict)  # goal → danger
    lines: list[int] = field(default_factory=list)
    deals: dict[int, Deal] = field(default_factory=dict)
    versions: list[Frozen] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)

    def freeze(self, id_: int, kind: str, days: Days) -> Frozen:
        """Write the plan down as it is now."""
        goals = {goal: danger for goal, danger in self.goals.items() if danger in self.dangers}
        live = {one.id: copy.deepcopy(one) for one in self.deals.values() if one.status not in OVER}
        made = Frozen(id_, kind, days, live, copy.deepcopy(self.people), list(self.dangers), goals, list(self.lines))
        self.versions.append(made)
        return made

    def change(self, deal: Deal, fields: dict[str, object]) -> None:
        """Who, what or when asks everybody again, and what people said of it before no longer counts (domain.md 6.3)."""
        again = {"doers", "what", "when"} & set(fields) and deal.status != "proposed"
        for name, value in fields.items():
            setattr(deal, name, value)
        if again:
            deal.status = "in_review"
            for said in self.answers:
                said.counts = said.counts and said.deal != deal.id

    def answer(self, said: Said) -> None:
        """An objection re-opens the agreement: who had agreed is asked again, who has something else to say keeps that."""
        deal = self.deals[said.deal]
        reopens = said.outcome in OBJECTS and deal.status not in (*OVER, "in_review")
        for other in self.answers:
            if other.deal == said.deal and (other.who == said.who or (reopens and other.outcome == "agree")):
                other.counts = False
        if reopens:
            deal.status = "in_review"
        self.answers.append(said)

    def objections(self, version: Frozen) -> int:
        """How many people's last word, on a text of this version or on the agreement now, is an objection left as it was."""
        last = {(said.who, said.deal): said for said in self.answers
                if said.deal in version.deals and (said.counts or said.text == version.text(said.deal))}  # fmt: skip
        return sum(said.outcome in OBJECTS and not said.handled for said in last.values())

    def may_be_set(self, version: Frozen, despite: str, today: date) -> bool:
        """Whether the rules let this version become the plan that holds."""
        ready = version.status in OPEN and not version.misses(self.began) and not version.is_over(today)
        later = self.versions[self.versions.index(version) + 1 :]
        ready = ready and not any(one.kind == version.kind and one.status in IN_FORCE for one in later)
        return ready and (bool(despite) or not self.objections(version))

    def set(self, version: Frozen) -> None:
        """The plan that holds; of each kind there is one, and a final plan takes the place of a temporary one too (1.8)."""
        for other in self.versions:
            makes_way = other.status in IN_FORCE and (version.kind == "final" or other.kind == "temporary")
            other.status = "replaced" if makes_way else other.status
        version.status = "set"

    def counted(self, version: Frozen, who: int) -> list[Said]:
        """What this person says now of exactly these texts."""
        return [said for said in self.answers if said.counts and said.who == who and said.deal in version.deals
                and said.text == version.text(said.deal)]  # fmt: skip

    def approval(self, version: Frozen, who: int) -> str:
        """What a paper may say this person thinks of this version, in one word; "deels" for a yes to a part of it."""
        given = [said for said in self.counted(version, who) if said.outcome in WEIGHT]
        if not given:
            return ""
        heaviest = min((said.outcome for said in given), key=WEIGHT.index)
        whole = set(version.own(who)) <= {said.deal for said in given}
        return SAID[heaviest] if whole or heaviest != "agree" else "deels"
