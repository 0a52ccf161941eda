"""The chapters of a plan for one reader, item by item, out of the body of a frozen version. Pure.

Each method takes over by name what this reader may see and nothing else. `all` gives them to PlanView.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from workbench.plans import calling, figures, temporary_chapter
from workbench.plans.figures import day_of
from workbench.plans.plan_view import (
    AftercareView,
    AgreementView,
    BottomLineView,
    CallView,
    ChildView,
    ChildWordsView,
    DangerView,
    DatedView,
    GoalView,
    Names,
    NeedView,
    OtherView,
    PassedView,
    SituationView,
)
from workbench.plans.reader import Body, Reader, involved
from workbench.plans.rules import shown_text_sha256
from workbench.plans.setting_rules import Passed

MOST_CHECKS = 8
FAMILY_MAKERS = ("parent", "step_parent", "foster_parent")


class Chapters:
    """What of this body is for this reader."""

    def __init__(self, body: Body, reader: Reader, secret_now: frozenset[int] = frozenset()) -> None:
        self.body, self.reader, self.secret_now = body, reader, secret_now
        self.people: dict[int, Body] = {person["id"]: person for person in body["people"]}
        self.dangers = [one for one in body["dangers"] if reader.in_group(one["group"])]
        shown = {one["id"] for one in self.dangers}
        self.goals = [one for one in body["goals"] if one["danger"] in shown]
        self.agreements = [one for one in body["agreements"] if reader.may_read(one)]

    def all(self) -> dict[str, Any]:
        """Every chapter by the name PlanView gives it."""
        plan, casus, reader = self.body["plan"], self.body["casus"], self.reader
        makers = self.makers()
        return {
            "reader_id": reader.id,
            "reader": reader.name,
            "reader_full_name": reader.full_name,
            "separate": reader.separate,
            "organisation": casus["organisation"],
            "worker": casus["worker"],
            "makers": makers,
            "participants": tuple(name for name in self.participants() if name not in makers),
            "child_names": self.names(dict.fromkeys(child for one in self.dangers for child in one["children"])),
            "children": tuple(self.children()),
            "dangers": tuple(self.danger(number, one) for number, one in enumerate(self.dangers, 1)),
            "strengths": tuple(item["text"] for item in self.map_items("strength")),
            "safety_before": tuple(
                DatedView(day_of(item["day"]), item["text"], period=item["period"] or "")
                for item in self.map_items("existing_safety")
            ),
            "bottom_lines": tuple(self.bottom_lines()),
            "goals": tuple(self.goal_views()),
            "situations": tuple(
                SituationView(one["situation"], one["text"])
                for one in self.body["situations"]
                if reader.in_group(one["group"])
            ),
            **figures.rings(self.body, self.people, self.reader),
            "child_words": tuple(self.child_words()),
            "keeps_sight": self.listed_name(casus["keeps_sight"]),
            "exercises": tuple(self.exercises()),
            "successes": tuple(self.successes()),
            "if_unsafe": plan["what_if_unsafe"],
            "temporary": temporary_chapter.view(self.body, reader, self.secret_now),
            "stand_ins": tuple(name for one in plan.get("stand_ins", ()) if (name := self.listed_name(one))),
            "stand_in_how": plan.get("stand_in_how", ""),
            "other_children": plan.get("other_children", ""),
            "evaluate_who": plan["evaluate_who"] if self.is_open else "",
            "growing_up": plan["adapt_by_age"],
            "explained_to_child": plan["explained_to_child"],
            "duration": plan["duration"],
            "diary": plan["diary"],
            "rehearsing": plan["rehearsing"],
            "aftercare": self.aftercare(),
            "to_call": calling.to_call(self.body, reader, self.agreements),
        }

    @property
    def is_open(self) -> bool:
        """Whether text that belongs to no sub-group in particular is for this reader too."""
        return self.reader.is_staff or not self.reader.separate

    def names(self, people: Iterable[int]) -> Names:
        """What these people want to be called."""
        return tuple(self.people[person]["name"] for person in people if person in self.people)

    def listed_name(self, person: int | None) -> str:
        """A name, where this reader may know this person."""
        known = person is not None and person in self.people and self.reader.may_list(person)
        return self.people[person]["name"] if known and person is not None else ""

    def hidden_names(self) -> Names:
        """Names that may not stand in any text for this reader (B27).

        Everybody this reader may not know, but for the family itself and the people who are tied by name to an agreement,
        goal or danger statement that was shared with this reader.
        """
        known = {person for agreement in self.agreements for person in involved(agreement)}
        known |= {person for goal in self.goals for person in goal["people"]}
        known |= {person for danger in self.dangers for person in (*danger["worried"], *danger["children"])}
        free = {one["id"] for one in self.people.values() if one["in_family"] or self.reader.may_list(one["id"])} | known
        allowed = {self.people[person]["name"] for person in free if person in self.people}
        strangers = (one for one in self.people.values() if one["id"] not in free)
        return tuple({one["name"] for one in strangers} - allowed)

    def makers(self) -> Names:
        """The parents this reader may know, and the worker."""
        parents = (
            one["full_name"]
            for one in self.people.values()
            if one["role"] in FAMILY_MAKERS and self.reader.may_list(one["id"])
        )
        return (*parents, self.body["casus"]["worker"])

    def participants(self) -> Iterator[str]:
        """Who took part in meetings of this reader's side (B13)."""
        seen = {
            one["person"]
            for one in self.body["attended"]
            if self.reader.in_group(one["group"]) and self.reader.may_list(one["person"])
        }
        return (one["full_name"] for one in self.people.values() if one["id"] in seen)

    def children(self) -> Iterator[ChildView]:
        """The children this reader may know about, with their safe people."""
        for one in self.people.values():
            if one["role"] == "child" and self.reader.may_list(one["id"]):
                safe = self.names(person for person in one["safe_people"] if self.reader.may_list(person))
                yield ChildView(one["name"], one["age"], safe, one["safety_object"])

    def danger(self, number: int, danger: Body) -> DangerView:
        """A danger statement with the other views on it."""
        views = [one for one in danger["opinions"] if self.reader.may_list(one["person"])]
        told = {one["person"] for one in danger["opinions"]}
        silent = (one for one in danger["parents"] if one not in told and self.reader.may_list(one))
        other = (
            OtherView(self.listed_name(one["person"]), one["opinion"], one["words"] or "")
            for one in views
            if one["words"] or one["opinion"] != "agree"
        )
        return DangerView(number, danger["title"], danger["sentence"], tuple(other), self.names(silent), danger["id"])

    def map_items(self, kind: str) -> list[Body]:
        """Items of the map for this reader."""
        return [one for one in self.body["map"] if one["kind"] == kind and self.reader.in_group(one["group"])]

    def bottom_lines(self) -> Iterator[BottomLineView]:
        """What must always be so."""
        for one in self.body["bottom_lines"]:
            if self.reader.in_group(one["group"]):
                yield BottomLineView(one["text"], one["set_by"], one["ground"], day_of(one["set_on"]), one["id"])

    def goal_views(self) -> Iterator[GoalView]:
        """Goals in the order of their dangers, numbered anew for this reader, with agreements and scale."""
        place = {danger["id"]: number for number, danger in enumerate(self.dangers, 1)}
        labels = self.labels()
        for goal in sorted(self.goals, key=lambda one: place[one["danger"]]):
            number = place[goal["danger"]]
            days, scale = figures.scale(goal, self.people, self.reader)
            mine = [one for one in self.agreements if one["goal"] == goal["id"]]
            yield GoalView(
                number=number,
                title=self.dangers[number - 1]["title"],
                text=goal["family_text"] or goal["sentence"],
                hold_for=goal["hold_for"],
                hold_unit=goal["hold_unit"],
                good_enough=goal["good_enough"],
                agreements=tuple(self.agreement(one, labels[one["id"]]) for one in mine),
                scale_days=days,
                scale=scale,
                id=goal["id"],
            )

    def labels(self) -> dict[int, str]:
        """What each agreement is called here.

        Where some agreement of this version is not for everybody, every reader gets numbers of his or her own: a gap, or
        the absence of a gap, would tell. Colleagues keep the labels people use (A1, F5).
        """
        plain = self.reader.is_staff or all(one["audience"] == "everyone" for one in self.body["agreements"])
        order = {goal["id"]: i for i, goal in enumerate(self.goals)}
        shown = sorted(self.agreements, key=lambda one: (order.get(one["goal"], len(order)), one["number"]))
        return {
            one["id"]: (one["label"] or str(one["number"])) if plain else str(place) for place, one in enumerate(shown, 1)
        }

    def seen_labels(self) -> dict[int, str]:
        """Agreement → what it is called here, of those this reader sees under a goal this reader sees."""
        goals, labels = {goal["id"] for goal in self.goals}, self.labels()
        return {one["id"]: labels[one["id"]] for one in self.agreements if one["goal"] in goals}

    def call_names(self) -> dict[int, str]:
        """Person → what he or she wants to be called."""
        return {number: one["name"] for number, one in self.people.items()}

    def passed(self, exceptions: Iterable[Passed]) -> Iterator[PassedView]:
        """Rules that were passed with a reason: about a child for its own side, about the plan where that is for everybody."""
        for one in exceptions:
            if one.child is None and self.is_open:
                yield PassedView(one.rule, "", one.reason)
            elif one.child is not None and self.reader.may_list(one.child):
                yield PassedView(one.rule, self.people[one.child]["name"], one.reason)

    def agreement(self, one: Body, label: str) -> AgreementView:
        """An agreement as it is shown to this reader."""
        part = {
            name: self.names(link["person"] for link in one["people"] if link["part"] == name)
            for name in ("doer", "together")
        }
        checkers = [one[name] for name in ("checker", "second_checker") if one[name]]
        mine = any(link["person"] == self.reader.id for link in one["people"] if link["part"] in ("doer", "together"))
        return AgreementView(
            id=one["id"],
            number=label,
            text=one["what"],
            when=one["when"],
            doers=part["doer"],
            together_with=part["together"],
            checkers=self.names(checkers),
            check_how=one["check_how"],
            otherwise=one["what_if"],
            backup="".join(self.names([one["backup"]] if one["backup"] else [])),
            trigger=one["trigger"],
            helped_before=self.helped_before(one),
            since=day_of(one["starts_on"]),
            rehearsed_on=day_of(one["rehearsed_on"]),
            state=one["status"],
            text_sha256=shown_text_sha256(one["what"], one["when"], one["what_if"], part["doer"]),
            mine=mine,
            i_check=self.reader.id in checkers,
        )

    def helped_before(self, agreement: Body) -> str:
        """The earlier safety or success it rests on, where this reader may see that."""
        return self.safety_texts.get(agreement["item"]) or self.success_texts.get(agreement["success"]) or ""

    @cached_property
    def safety_texts(self) -> dict[int, str]:
        """Existing safety this reader may read, by its id on the map."""
        return {one["id"]: one["text"] for one in self.map_items("existing_safety")}

    @cached_property
    def success_texts(self) -> dict[int, str]:
        """Successes this reader may read, by their id."""
        return {one["id"]: one["what"] for one in self.body["successes"] if self.may_see_success(one)}

    def child_words(self) -> Iterator[ChildWordsView]:
        """Released words of a child: for everybody on the child's side, for its parents there, or for the child itself."""
        for one in self.body["child_words"]:
            for_all = self.reader.may_list(one["child"])
            parents = for_all and (self.reader.is_parent or self.reader.is_staff)
            if one["child"] == self.reader.id or (for_all if one["may_share"] == "yes" else parents):
                yield ChildWordsView(self.people[one["child"]]["name"], one["words"], day_of(one["day"]), one["answer"])

    def exercises(self) -> Iterator[DatedView]:
        """Rehearsals and checks of agreements this reader sees, oldest first."""
        seen = {one["id"] for one in self.agreements}
        done = [
            DatedView(day_of(one["day"]), one["what"], one["result"])
            for one in self.body["exercises"]
            if (one["agreements"] and seen.issuperset(one["agreements"])) or (not one["agreements"] and self.is_open)
        ]
        checks = [one for one in self.body["checks"] if one["agreement"] in seen and (one["seen"] or one["follow_up"])]
        done += [
            DatedView(day_of(one["day"]), one["seen"], one["follow_up"], state=one["outcome"])
            for one in sorted(checks, key=lambda check: check["day"])[-MOST_CHECKS:]
        ]
        return iter(sorted(done, key=lambda one: one.day or date.min))

    def successes(self) -> Iterator[DatedView]:
        """What worked, and how it was celebrated."""
        for one in sorted(self.body["successes"], key=lambda success: success["day"]):
            if self.may_see_success(one):
                yield DatedView(day_of(one["day"]), one["what"], one["celebrated"])

    def may_see_success(self, success: Body) -> bool:
        """A success is for its own side, once it was shared with the family, or when this reader had a part in it or was told."""
        hidden = success["agreement"] is not None and success["agreement"] not in self.agreement_ids
        if hidden or not self.reader.in_group(success["group"]):
            return False
        knows = (*success["people"], *success.get("told", ()))  # an older version holds no "told"
        return success["shared"] or self.reader.is_staff or self.reader.id in knows

    @cached_property
    def agreement_ids(self) -> frozenset[int]:
        """The agreements this reader may read."""
        return frozenset(one["id"] for one in self.agreements)

    def aftercare(self) -> AftercareView | None:
        """Aftercare: needs of people this reader may know; the common texts only where the network is not separated."""
        found = self.body["aftercare"]
        if found is None:
            return None
        needs = (one for one in found["needs"] if self.reader.may_list(one["person"]))
        days = (
            one["planned_on"]
            for one in found["contacts"]
            if self.is_open or (one["person"] is not None and self.reader.may_list(one["person"]))
        )
        return AftercareView(
            is_agreed=not found["is_concept"],
            needs=tuple(NeedView(self.people[one["person"]]["name"], one["need"]) for one in needs),
            signals=found["signals"] if self.is_open else "",
            first_help=found["first_help"] if self.is_open else "",
            contact_days=tuple(date.fromisoformat(day) for day in sorted(days)),
            calls=tuple(self._aftercare_calls(found)),
        )

    def _aftercare_calls(self, found: Body) -> Iterator[CallView]:
        """Who calls whom, where this reader may know both; an older version holds no such lines."""
        for call in found.get("calls", ()):
            if all(one is None or self.reader.may_list(one) for one in (call["caller"], call["called"])):
                called = self.people[call["called"]]["name"] if call["called"] is not None else ""
                yield CallView(self.people[call["caller"]]["name"], called, call["service"] or "", call["when"])
