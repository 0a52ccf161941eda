"""The walk of test_coverage_machine.py: each rule is one thing somebody does; then what is stored is what a new count gives."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

from flask import Flask
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests import factories
from tests.safety.plan_world import put_back
from tests.standards.deeds import Deeds
from workbench import clock
from workbench.accounts.operations import change_setting
from workbench.aftercare.models import AftercareContact
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.casus.models import FamilyPlanOffer, FamilyRole, Person, Phase
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.goals.models import (
    BottomLine,
    BottomLineStatus,
    DangerStatement,
    DangerStatus,
    GoalStatus,
    Opinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings.models import AttendanceStatus, Meeting
from workbench.monitoring.models import CheckOutcome
from workbench.partners.models import Partner
from workbench.plans.models import PlanVersion
from workbench.reviews.models import Outcome
from workbench.signals.models import Signal
from workbench.standards import operations as standards
from workbench.standards.comparing import differences
from workbench.standards.models import Coverage, Evidence, LearningAction
from workbench.successes.models import Success
from workbench.voices.models import ChildVoice

NR = st.integers(0, 30)
SOME = st.lists(NR, min_size=0, max_size=4)
YES = st.booleans()
PERSON = ["natural", "in_family", "gone", "back", "deceased", "out_of_contact", "authority", "child"]
TERMS = {"signals.overdue_days": (2, 5, 9), "network.fewest_members": (1, 2, 3)}


class Walk(RuleBasedStateMachine):
    """Each rule is one thing somebody does."""

    app: Flask  # set by `walking`
    steps = 0  # how many deeds were done by all walks together, refused ones not counted
    refused = 0

    def __init__(self) -> None:
        super().__init__()
        self.kept = ExitStack()
        self.kept.enter_context(put_back(self.app))
        self.kept.enter_context(self.app.test_request_context())
        today = clock.today
        self.kept.callback(setattr, clock, "today", today)
        self.day = date(2026, 6, 18)
        clock.today = lambda: self.day
        self.do = Deeds()

    def teardown(self) -> None:
        db.session.rollback()
        db.session.remove()
        self.kept.close()
        print(f"{self.steps} deeds, {self.refused} refused", flush=True)  # a long walk says how far it is

    def ids(self, model: Any) -> list[int]:
        return list(db.session.scalars(db.select(model.id).where(model.casus_id == self.do.casus_id).order_by(model.id)))

    def one(self, model: Any, nr: int) -> int | None:
        """One of the records of this kind, or nothing when there are none."""
        found = self.ids(model)
        return found[nr % len(found)] if found else None

    def people(self, some: list[int]) -> list[int]:
        everybody = self.ids(Person)
        return list(dict.fromkeys(everybody[nr % len(everybody)] for nr in some))

    def tried(self, deed: Callable[..., Any], *args: Any, **values: Any) -> None:
        """Do it, unless what it is about is not there or the product refuses it; then look whether all still fits."""
        if None in args:
            return
        try:
            deed(*args, **values)
            type(self).steps += 1
        except (RuleBroken, EditConflict):
            db.session.rollback()
            type(self).refused += 1
        self.compare()

    def compare(self) -> None:
        """What is stored is what a count from nothing gives: by the words of `verify`, and now and then by counting."""
        assert list(differences()) == []

    # --- the worker

    @rule(number=st.integers(1, 10), here=YES, reserved=st.sampled_from([None, -3, 20]))
    def reflect(self, number: int, here: bool, reserved: int | None) -> None:
        day = None if reserved is None else self.day + timedelta(days=reserved)
        self.tried(self.do.reflect, number, here=here, reserved_on=day)

    @rule(number=st.integers(1, 3))
    def learn(self, number: int) -> None:
        self.tried(self.do.learn, number)

    @rule(nr=NR)
    def learned(self, nr: int) -> None:
        found = list(db.session.scalars(db.select(LearningAction.id).where(LearningAction.worker_id == self.do.by.id)))
        self.tried(self.do.learned, found[nr % len(found)] if found else None)

    @rule()
    def talk(self) -> None:
        self.tried(self.do.talk)

    @rule(number=st.integers(1, 10), nr=NR, take_back=YES)
    def by_hand(self, number: int, nr: int, take_back: bool) -> None:
        if not take_back:
            self.tried(self.do.by_hand, number, ("agreement", self.one(Agreement, nr)))
            return
        given = db.session.scalar(db.select(Evidence).where(Evidence.by_rule.is_(False)).limit(1))
        if given is not None:
            self.tried(self._taken_back, given)

    def _taken_back(self, given: Evidence) -> None:
        standards.take_back_evidence(self.do.casus, given, by=self.do.by)
        db.session.commit()

    # --- signals, partners, the family

    @rule(days=st.integers(0, 12))
    def signal(self, days: int) -> None:
        self.tried(self.do.signal, days)

    @rule(nr=NR, discussed=YES)
    def discuss(self, nr: int, discussed: bool) -> None:
        self.tried(self.do.discuss, self.one(Signal, nr), discussed=discussed)

    @rule(informed=YES)
    def partner(self, informed: bool) -> None:
        self.tried(self.do.partner, informed=informed)

    @rule(nr=NR, informed=YES, ended=YES)
    def inform(self, nr: int, informed: bool, ended: bool) -> None:
        self.tried(self.do.inform, self.one(Partner, nr), informed=informed, ended=ended)

    @rule(offer=st.sampled_from(FamilyPlanOffer))
    def family_plan(self, offer: FamilyPlanOffer) -> None:
        self.tried(self.do.family_plan, offer)

    @rule(nr=NR, nobody=YES)
    def keep_sight(self, nr: int, nobody: bool) -> None:
        if nobody:
            self.do.keep_sight(None)
            self.compare()
        else:
            self.tried(self.do.keep_sight, self.one(Person, nr))

    @rule(phase=st.sampled_from(Phase))
    def phase(self, phase: Phase) -> None:
        self.tried(self.do.phase, phase)

    @rule()
    def add_neighbour(self) -> None:
        if len(self.ids(Person)) < 12:
            self.tried(self.do.add_neighbour)

    @rule(nr=NR, what=st.sampled_from(PERSON))
    def change_person(self, nr: int, what: str) -> None:
        values: dict[str, Any] = {
            "gone": {"ended_on": self.day}, "back": {"ended_on": None}, "authority": {"authority": "yes"},
            "child": {"family_role": FamilyRole.CHILD, "born_on": date(2022, 6, 25)},
        }.get(what, {what: nr % 2 == 0})  # fmt: skip
        self.tried(self.do.change_person, self.one(Person, nr), **values)

    @rule(nr=NR, ring=st.integers(1, 3), knows=YES, days=st.integers(0, 40))
    def place(self, nr: int, ring: int, knows: bool, days: int) -> None:
        self.tried(self.do.place, self.one(Person, nr), ring, knows=knows, days_ago=days)

    # --- the map, worries, goals, numbers

    @rule(kind=st.sampled_from(ItemKind), whole=YES)
    def item(self, kind: ItemKind, whole: bool) -> None:
        self.tried(self.do.item, kind, danger=whole)

    @rule(nr=NR, to=NR, kind=st.sampled_from([None, *ItemKind]))
    def change_item(self, nr: int, to: int, kind: ItemKind | None) -> None:
        values = {"kind": kind} if kind else {"danger": self.one(DangerStatement, to) if to % 3 else None}
        self.tried(self.do.change_item, self.one(MapItem, nr), **values)

    @rule(nr=NR, back=YES)
    def withdraw_item(self, nr: int, back: bool) -> None:
        self.tried(self.do.withdraw_item, self.one(MapItem, nr), back=back)

    @rule(whole=YES)
    def worry(self, whole: bool) -> None:
        if len(self.ids(DangerStatement)) < 5:
            self.tried(self.do.worry if whole else self.do.bare_worry)

    @rule(nr=NR)
    def add_goal(self, nr: int) -> None:
        self.tried(self.do.add_goal, self.one(DangerStatement, nr))

    @rule(nr=NR, status=st.sampled_from(DangerStatus))
    def move_worry(self, nr: int, status: DangerStatus) -> None:
        self.tried(self.do.move_worry, self.one(DangerStatement, nr), status)

    @rule(nr=NR, weeks=st.sampled_from([None, 12, 26]))
    def change_goal(self, nr: int, weeks: int | None) -> None:
        self.tried(self.do.change_goal, self.one(SafetyGoal, nr), hold_for=weeks)

    @rule(nr=NR, status=st.sampled_from(GoalStatus))
    def move_goal(self, nr: int, status: GoalStatus) -> None:
        self.tried(self.do.move_goal, self.one(SafetyGoal, nr), status)

    @rule(nr=NR, who=NR, opinion=st.sampled_from(Opinion))
    def opinion(self, nr: int, who: int, opinion: Opinion) -> None:
        self.tried(self.do.opinion, self.one(DangerStatement, nr), self.one(Person, who), opinion)

    @rule()
    def line(self) -> None:
        self.tried(self.do.line)

    @rule(nr=NR, status=st.sampled_from(BottomLineStatus))
    def move_line(self, nr: int, status: BottomLineStatus) -> None:
        self.tried(self.do.move_line, self.one(BottomLine, nr), status)

    @rule(nr=NR, who=NR, number=st.integers(0, 10), days=st.integers(0, 60))
    def rate(self, nr: int, who: int, number: int, days: int) -> None:
        self.tried(self.do.rate, self.one(SafetyGoal, nr), self.one(Person, who), number, days)

    @rule(nr=NR, number=st.integers(0, 10))
    def correct(self, nr: int, number: int) -> None:
        self.tried(self.do.correct, self.one(Rating, nr), number)

    # --- the child, meetings

    @rule(nr=NR)
    def hear(self, nr: int) -> None:
        children = db.select(Person.id).where(Person.casus_id == self.do.casus_id, Person.family_role == FamilyRole.CHILD)
        found = list(db.session.scalars(children.order_by(Person.id)))
        self.tried(self.do.hear, found[nr % len(found)] if found else None)

    @rule(nr=NR)
    def change_moment(self, nr: int) -> None:
        self.tried(self.do.change_moment, self.one(ChildVoice, nr))

    @rule()
    def meeting(self) -> None:
        self.tried(self.do.meeting)

    @rule(nr=NR, some=SOME, status=st.sampled_from(AttendanceStatus))
    def record(self, nr: int, some: list[int], status: AttendanceStatus) -> None:
        self.tried(self.do.record, self.one(Meeting, nr), *self.people(some), status=status)

    # --- agreements and what becomes of them

    @rule(some=SOME, nr=NR, basis=st.sampled_from(["", "item", "success"]))
    def agree(self, some: list[int], nr: int, basis: str) -> None:
        self.tried(self.do.agree, self.people(some), **self.basis(basis, nr))

    def basis(self, basis: str, nr: int) -> dict[str, Any]:
        """What the agreement builds on; also an item that is no existing safety, and one that was taken off the map."""
        if basis == "item":
            return {"based_on_item": self.one(MapItem, nr)}
        return {"based_on_success": self.one(Success, nr)} if basis else {}

    @rule(nr=NR, some=SOME, other=NR, what=st.sampled_from(["doers", "checker", "backup", "item", "success", "no item", "what"]))
    def change_agreement(self, nr: int, some: list[int], other: int, what: str) -> None:
        values: dict[str, Any] = {
            "doers": {"doers": self.people(some)}, "checker": {"checker": self.one(Person, other)},
            "backup": {"backup": self.one(Person, other)}, "no item": {"based_on_item": None, "based_on_success": None},
            "what": {"what": f"Fatiha belt om {other} uur."},
        }.get(what) or self.basis(what, other)  # fmt: skip
        self.tried(self.do.change_agreement, self.one(Agreement, nr), **values)

    @rule(nr=NR, status=st.sampled_from(AgreementStatus))
    def move_agreement(self, nr: int, status: AgreementStatus) -> None:
        self.tried(self.do.move_agreement, self.one(Agreement, nr), status)

    @rule(nr=NR, feasible=YES)
    def end_agreement(self, nr: int, feasible: bool) -> None:
        self.tried(self.do.end_agreement, self.one(Agreement, nr), feasible=feasible)

    @rule(nr=NR, withdraw=YES)
    def freeze(self, nr: int, withdraw: bool) -> None:
        self.tried(self.do.withdraw_version, self.one(PlanVersion, nr)) if withdraw else self.tried(self.do.freeze)

    @rule(nr=NR, which=NR, who=NR, outcome=st.sampled_from(Outcome))
    def answer(self, nr: int, which: int, who: int, outcome: Outcome) -> None:
        self.tried(self.do.answer, self.one(PlanVersion, nr), self.one(Agreement, which), self.one(Person, who), outcome)

    @rule(nr=NR, outcome=st.sampled_from(CheckOutcome))
    def check(self, nr: int, outcome: CheckOutcome) -> None:
        self.tried(self.do.check, self.one(Agreement, nr), outcome)

    @rule(nr=NR)
    def rehearse(self, nr: int) -> None:
        self.tried(self.do.rehearse, self.one(Agreement, nr))

    @rule(celebrated=st.sampled_from(["", "met taart"]), days=st.integers(0, 30))
    def success(self, celebrated: str, days: int) -> None:
        self.tried(self.do.success, celebrated=celebrated, days_ago=days)

    @rule(nr=NR, celebrated=st.sampled_from(["", "met poffertjes"]), shared=YES)
    def change_success(self, nr: int, celebrated: str, shared: bool) -> None:
        self.tried(self.do.change_success, self.one(Success, nr), celebrated=celebrated, shared_with_family=shared)

    @rule(nr=NR)
    def withdraw_success(self, nr: int) -> None:
        self.tried(self.do.withdraw_success, self.one(Success, nr))

    # --- afterwards

    @rule(who=st.sampled_from(["", "Noa belt Fatiha."]))
    def aftercare_plan(self, who: str) -> None:
        self.tried(self.do.aftercare_plan, who)

    @rule()
    def contact(self) -> None:
        self.tried(self.do.contact)

    @rule(nr=NR, done=YES)
    def contacted(self, nr: int, done: bool) -> None:
        self.tried(self.do.contacted, self.one(AftercareContact, nr), done=done)

    # --- what nobody does in the casus

    @rule(days=st.sampled_from([1, 3, 8, 60, 200]))
    def days_pass(self, days: int) -> None:
        """Nothing is written: what only the date changes is no difference."""
        self.day += timedelta(days=days)
        self.compare()

    @rule(key=st.sampled_from(sorted(TERMS)), nr=NR, later=st.sampled_from([0, 5]))
    def the_house_sets_another_term(self, key: str, nr: int, later: int) -> None:
        change_setting(key, TERMS[key][nr % 3], self.day + timedelta(days=later), by=None)
        db.session.commit()
        self.compare()

    @rule()
    def the_night(self) -> None:
        """The count of the night, and then what is stored is exactly what a count from nothing gives, on this very day."""
        standards.recompute(also_closed=True)
        stored = self.rows()
        db.session.execute(db.delete(Evidence).where(Evidence.by_rule.is_(True)))
        db.session.execute(db.delete(Coverage))
        db.session.commit()
        assert list(differences()) != []
        standards.recompute(also_closed=True)
        assert self.rows() == stored
        self.compare()

    def rows(self) -> tuple[Any, ...]:
        """All that is stored, without the ids."""
        evidence = db.select(Evidence.standard, Evidence.record_type, Evidence.record_id, Evidence.weight, Evidence.held_on)
        states = db.select(*Coverage.__table__.c)
        return (set(map(tuple, db.session.execute(evidence))), set(map(tuple, db.session.execute(states))))

    @rule(here=YES)
    def another_worker(self, here: bool) -> None:
        """The casus goes to somebody else, perhaps of another team; reflections of the one before no longer count."""
        casus = self.do.casus
        self.do.by = factories.worker(team_id=1 if here else 2)
        casus.worker_id, casus.team_id = self.do.by.id, self.do.by.team_id
        self.do.saved(casus, "something changed")
        self.compare()

