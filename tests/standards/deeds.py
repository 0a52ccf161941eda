"""What people do in a casus, each deed through its real operation and saved; for the table of records and for the walk."""

from collections import Counter
from datetime import timedelta
from typing import Any

from tests import factories
from workbench import audit, clock
from workbench.aftercare import operations as aftercare
from workbench.aftercare.models import AftercareContact, AftercarePlan, ContactOutcome
from workbench.agreements import operations as agreements
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.agreements.queries import agreement_of
from workbench.casus import operations as people
from workbench.casus.models import Casus, FamilyPlanOffer, Person, Phase
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.goals import bottom_line_operations as lines
from workbench.goals import operations as goals
from workbench.goals import opinion_operations as opinions
from workbench.goals import queries as goal_queries
from workbench.goals import rating_operations as ratings
from workbench.goals.models import (
    BottomLine,
    BottomLineGround,
    BottomLineStatus,
    DangerStatement,
    DangerStatus,
    GoalStatus,
    HoldUnit,
    Opinion,
    Rating,
    SafetyGoal,
)
from workbench.mapping import operations as mapping
from workbench.mapping.models import ItemKind, SourceKind
from workbench.mapping.queries import item_of
from workbench.meetings import operations as meetings
from workbench.meetings import queries as meeting_queries
from workbench.meetings.models import AttendanceStatus, Meeting, MeetingKind
from workbench.monitoring import operations as monitoring
from workbench.monitoring.models import CheckOutcome
from workbench.network import operations as network
from workbench.network import queries as network_queries
from workbench.partners import operations as partners
from workbench.partners.models import Ground, Partner
from workbench.plans import operations as plans
from workbench.plans.models import PlanKind, PlanVersion
from workbench.plans.rules import shown_texts
from workbench.reviews import operations as reviews
from workbench.reviews.models import Outcome, Via
from workbench.signals import meldcode_operations as meldcode
from workbench.signals import operations as signals
from workbench.signals.models import Signal
from workbench.standards import operations as standards
from workbench.standards.models import Evidence, LearningAction, ReflectionNeed
from workbench.successes import operations as successes
from workbench.successes import queries as success_queries
from workbench.successes.models import Success
from workbench.supervision import talk_operations as talks
from workbench.voices import operations as voices
from workbench.voices.models import ChildVoice, VoiceForm

TEXT = "Het gesprek over de nacht van 14 november."


class Deeds:
    """A casus with people, one worry, its goal and one agreement; every deed is saved, and gives the id of its record."""

    def __init__(self) -> None:
        self.by = factories.worker()
        casus = factories.casus(worker=self.by)
        self.casus_id = casus.id
        everybody = {
            "kim": factories.person(casus, "Kim"), "bas": factories.person(casus, "Bas"), "noa": factories.child(casus),
            "fatiha": factories.neighbour(casus), "truus": factories.neighbour(casus, "Truus"),
            "ineke": factories.person(casus, "Ineke", in_family=False, authority="not_applicable", family_role="professional"),
        }  # fmt: skip
        self.people = {name: person.id for name, person in everybody.items()}
        kim, noa = everybody["kim"], everybody["noa"]
        danger = factories.danger(casus, [everybody["truus"]], [noa], number=1, threat_without_harm="Kim drinkt elke dag.")
        goal = factories.goal(casus, danger, [kim], [everybody["truus"]])
        agreement = factories.agreement(casus, goal, [kim], everybody["truus"], number=1)
        self.danger, self.goal, self.agreement = danger.id, goal.id, agreement.id
        self.saved(casus, "something changed")

    @property
    def casus(self) -> Casus:
        return db.session.get_one(Casus, self.casus_id)

    def saved(self, record: Any, event: str | None = None) -> int:
        """Save; `event` where no operation of the product does this yet."""
        if event:
            audit.record(event, self.casus, by=audit.SYSTEM, record=record)
        db.session.flush()
        found = int(record.id)
        db.session.commit()
        return found

    def cells(self) -> Counter[tuple[str, int, str]]:
        """How often each kind of record counts for each standard, and how: primary or supporting."""
        asked = db.select(Evidence.record_type, Evidence.standard, Evidence.weight).where(Evidence.casus_id == self.casus_id)
        return Counter((one.record_type, one.standard, one.weight.value) for one in db.session.execute(asked))

    # --- the worker

    def reflect(self, standard: int, *, here: bool = True, reserved_on: Any = None) -> int:
        made = standards.add_reflection(by=self.by, casus=self.casus if here else None, standard=standard, self_level=2,
                                        example=TEXT, need=ReflectionNeed.TIME, reserved_on=reserved_on)  # fmt: skip
        return self.saved(made)

    def learn(self, standard: int) -> int:
        given = {"what": "Meekijken.", "planned_on": clock.today()}
        return self.saved(standards.add_learning_action(by=self.by, standard=standard, **given))

    def learned(self, action: int) -> None:
        standards.finish_learning_action(db.session.get_one(LearningAction, action), by=self.by)
        db.session.commit()

    def talk(self) -> int:
        given = {"held_on": clock.today(), "with_whom": "Sanne en Henk", "standards": [4]}
        return self.saved(talks.note_talk(self.casus, by=self.by, **given))

    def by_hand(self, standard: int, record: tuple[str, int]) -> int:
        given = {"record": record, "held_on": clock.today(), "reason": "Henk zag dit zelf."}
        return self.saved(standards.add_evidence_by_hand(self.casus, standard, by=self.by, **given))

    # --- signals, partners, the family

    def signal(self, days_ago: int = 3) -> int:
        return self.saved(signals.add_signal(self.casus, by=self.by, received_on=clock.today() - timedelta(days=days_ago),
                                             content="Noa was alleen.", discussed_on=None))  # fmt: skip

    def discuss(self, signal: int, *, discussed: bool = True) -> None:
        found = of_casus(Signal, self.casus, signal)
        given = {"received_on": found.received_on, "discussed_on": clock.today() if discussed else None}
        signals.change_signal(self.casus, found, found.version, by=self.by, **given)
        db.session.commit()

    def partner(self, *, informed: bool = False) -> int:
        made = self.saved(partners.add_partner(
            self.casus, by=self.by, name="huisarts", organisation="praktijk", role="huisarts", ground=Ground.LAW, ground_why="",
            consent_id=None,
        ))  # fmt: skip
        if informed:
            self.inform(made)
        return made

    def inform(self, partner: int, *, informed: bool = True, ended: bool = False) -> None:
        found = of_casus(Partner, self.casus, partner)
        if ended:
            partners.stop(self.casus, found, found.version, by=self.by, ended_on=clock.today(), why="Het is klaar.")
        elif informed:
            partners.tell(self.casus, [found], by=self.by, number=1, told_on=clock.today())
        else:
            found.informed_on = found.informed_version = None
            self.saved(found, "something changed")
        db.session.commit()

    def meldcode_step(self, signal: int) -> int:
        code = meldcode.start(self.casus, by=self.by, signals=[signal], started_on=clock.today())
        given = {"done_on": clock.today(), "outcome": "De signalen staan bij elkaar."}
        return self.saved(meldcode.note_step(self.casus, code, 1, [], by=self.by, **given))

    def family_plan(self, offer: FamilyPlanOffer) -> None:
        casus = self.casus
        people.note_family_plan(casus, casus.version, by=self.by, family_plan_offer=offer, family_plan_reason="Zij denken na.",
                                family_plan_offered_on=clock.today())  # fmt: skip
        db.session.commit()

    def keep_sight(self, person: int | None) -> None:
        casus = self.casus
        casus.eyes_on_safety_id = person
        self.saved(casus, "something changed")

    def phase(self, phase: Phase) -> None:
        casus = self.casus
        casus.phase = phase
        self.saved(casus, "something changed")

    def add_neighbour(self) -> int:
        return self.saved(people.add_person(
            self.casus, by=self.by, first_name="Marloes", family_role="friend", natural=True, in_family=False,
            authority="not_applicable", protected=False,
        ))  # fmt: skip

    def change_person(self, person: int, **values: Any) -> None:
        found = of_casus(Person, self.casus, person)
        same = {name: getattr(found, name) for name in ("family_role", "protected", "born_on", "age")}
        same["born_on"] = found.day_of_birth
        people.change_person(self.casus, found, found.version, by=self.by, **{**same, **values})
        db.session.commit()

    def place(self, person: int, ring: int = 2, *, knows: bool = True, days_ago: int = 0) -> int:
        last = network_queries.last_move(self.casus, person)
        since = clock.today() - timedelta(days=days_ago)
        return self.saved(network.place(self.casus, last.id if last else 0, person, ring, since, by=self.by, knows_danger=knows))

    # --- the map, worries, goals, numbers

    def item(self, kind: ItemKind, *, danger: bool = True) -> int:
        whole = {"danger": self.danger, "happened_on": clock.today(), "actor_person": self.people["kim"]}
        return self.saved(mapping.add_item(
            self.casus, by=self.by, kind=kind, text="Kim belde Marloes.", source="Fatiha", source_kind=SourceKind.SEEN,
            severity=1 if kind is ItemKind.HARM else None,
            due_on=clock.today() + timedelta(days=9) if kind is ItemKind.NEXT_STEP else None,
            **(whole if danger else {"happened_on": clock.today()}),
        ))  # fmt: skip

    def change_item(self, item: int, **values: Any) -> None:
        found = item_of(self.casus, item)
        mapping.change_item(found, found.version, by=self.by, **values)
        db.session.commit()

    def withdraw_item(self, item: int, *, back: bool = False) -> None:
        found = item_of(self.casus, item)
        (mapping.put_back if back else mapping.withdraw_item)(found, found.version, by=self.by, reason="Het klopt niet.")
        db.session.commit()

    def worry(self) -> int:
        who, child = [self.people["truus"]], [self.people["noa"]]
        return self.saved(goals.add_danger(
            self.casus, by=self.by, title="Alleen thuis", about="Kim drinkt als Noa thuis is.", impact_now="Noa is bang.",
            impact_later="", difficult_moment="",
            worried=who, children=child, threat_without_harm="Kim drinkt elke dag.", shows=[self.people["kim"]], sees=who,
            behaviour="Noa is met iemand die nuchter is.", child_notices="Noa slaapt.", hold_for=12, hold_unit=HoldUnit.WEEKS,
            good_enough=8,
        ))  # fmt: skip

    def bare_worry(self) -> int:
        """A worry without a goal, as it comes from another organisation."""
        number = 1 + max(db.session.scalars(db.select(DangerStatement.number).where(DangerStatement.casus_id == self.casus_id)))
        made = factories.danger(self.casus, number=number, threat_without_harm="Zo stond het in de brief.")
        return self.saved(made, "something changed")

    def add_goal(self, danger: int) -> int:
        about = goal_queries.danger_of(self.casus, danger)
        return self.saved(goals.add_goal(
            about, by=self.by, shows=[self.people["kim"]], sees=[self.people["truus"]], behaviour="Noa is met iemand.",
            difficult_moment="", child_notices="Noa slaapt.", hold_for=None, hold_unit=HoldUnit.WEEKS, good_enough=8,
        ))  # fmt: skip

    def change_worry(self, danger: int, text: str = "Kim drinkt in het weekend.") -> None:
        found = goal_queries.danger_of(self.casus, danger)
        goals.change_danger(found, found.version, by=self.by, about=text, sentence="")
        db.session.commit()

    def move_worry(self, danger: int, status: DangerStatus) -> None:
        found = goal_queries.danger_of(self.casus, danger)
        goals.move_danger(found, found.version, by=self.by, status=status, reason="Zo besloten met Kim.")
        db.session.commit()

    def change_goal(self, goal: int, **values: Any) -> None:
        found = goal_queries.goal_of(self.casus, goal)
        goals.change_goal(found, found.version, by=self.by, reason="Kim wil het zo.", goal_sentence="", **values)
        db.session.commit()

    def move_goal(self, goal: int, status: GoalStatus) -> None:
        found = goal_queries.goal_of(self.casus, goal)
        goals.move_goal(found, found.version, by=self.by, status=status, reason="Zo besloten met Kim.")
        db.session.commit()

    def opinion(self, danger: int, person: int, opinion: Opinion = Opinion.PARTLY) -> int:
        found = of_casus(DangerStatement, self.casus, danger)
        was = goal_queries.opinion_of(found, person)
        given = {"person": person, "opinion": opinion, "words": "Die nacht was erg.", "given_on": clock.today()}
        return self.saved(opinions.give_opinion(found, was.version if was else 0, by=self.by, **given))

    def line(self) -> int:
        return self.saved(lines.set_bottom_line(self.casus, by=self.by, text="Er is iemand nuchter.", set_by="Vlierland",
                                                ground=BottomLineGround.INSTITUTION, set_on=clock.today(), reason="De nacht."))

    def change_line(self, line: int) -> None:
        found = of_casus(BottomLine, self.casus, line)
        lines.change_bottom_line(found, found.version, by=self.by, why="Duidelijker.", text=found.text + " Altijd.")
        db.session.commit()

    def move_line(self, line: int, status: BottomLineStatus) -> None:
        found = of_casus(BottomLine, self.casus, line)
        lines.move_bottom_line(found, found.version, by=self.by, status=status, reason="Zo is het.")
        db.session.commit()

    def rate(self, goal: int, person: int, number: int = 6, days_ago: int = 0) -> int:
        found = of_casus(SafetyGoal, self.casus, goal)
        on = clock.today() - timedelta(days=days_ago)
        return self.saved(ratings.rate(found, by=self.by, person=person, number=number, rated_on=on))

    def correct(self, rating: int, number: int = 4) -> None:
        found = of_casus(Rating, self.casus, rating)
        given = {"number": number, "reason": "", "next_step": "", "rated_on": found.rated_on}
        ratings.correct_rating(found, found.version, by=self.by, why="Verkeerd opgeschreven.", **given)
        db.session.commit()

    # --- the child, meetings

    def hear(self, child: int) -> int:
        said = [{"words": "Ik wil slapen.", "part": None, "may_share": None}]
        return self.saved(voices.hear(self.casus, by=self.by, child=child, heard_on=clock.today(), heard_by="Sanne",
                                      form=VoiceForm.CONVERSATION, lines=said))  # fmt: skip

    def change_moment(self, voice: int) -> None:
        found = of_casus(ChildVoice, self.casus, voice)
        given = {"heard_on": clock.today() - timedelta(days=1), "heard_by": "Mehmet", "why_form": "", "parents_consent": ""}
        voices.change_moment(found, found.version, by=self.by, **given)
        db.session.commit()

    def meeting(self) -> int:
        asked = ("starts_at", "ends_at", "sub_group_id", "chair_id", "minute_taker_id", "inviter_id")
        return self.saved(meetings.plan_meeting(self.casus, by=self.by, kind=MeetingKind.FOLLOW_UP, held_on=clock.today(),
                                                **dict.fromkeys(asked)))  # fmt: skip

    def record(self, meeting: int, *there: int, status: AttendanceStatus = AttendanceStatus.PRESENT) -> None:
        found = of_casus(Meeting, self.casus, meeting, *meeting_queries.ALL)
        meetings.record_meeting(self.casus, found, found.version, dict.fromkeys(there, status), by=self.by,
                                family_time_minutes=None, next_on=None)  # fmt: skip
        db.session.commit()

    # --- agreements and what becomes of them

    def agree(self, doers: list[int], **basis: Any) -> int:
        return self.saved(agreements.add_agreement(self.casus, by=self.by, goal=self.goal, what="Fatiha belt elke avond.",
                                                   when="elke avond", doers=doers, **basis))  # fmt: skip

    def change_agreement(self, agreement: int, **values: Any) -> None:
        found = agreement_of(self.casus, agreement)
        agreements.change_agreement(found, found.version, by=self.by, **values)
        db.session.commit()

    def move_agreement(self, agreement: int, status: AgreementStatus) -> None:
        found = agreement_of(self.casus, agreement)
        agreements.move_agreement(found, found.version, by=self.by, status=status, reason="Iedereen zei ja.")
        db.session.commit()

    def end_agreement(self, agreement: int, *, feasible: bool = True) -> None:
        found = agreement_of(self.casus, agreement)
        agreements.end_agreement(found, found.version, by=self.by, reason="Niet meer nodig.", feasible=feasible)
        db.session.commit()

    def freeze(self) -> int:
        return self.saved(plans.freeze(self.casus, by=self.by, kind=PlanKind.FINAL, starts_on=clock.today()))

    def withdraw_version(self, version: int) -> None:
        found = of_casus(PlanVersion, self.casus, version)
        plans.withdraw_version(self.casus, found, by=self.by, why="Er stond een fout in.")
        db.session.commit()

    def answer(self, version: int, agreement: int, person: int, outcome: Outcome = Outcome.AGREE) -> int:
        read = of_casus(PlanVersion, self.casus, version)
        text = shown_texts(read.body).get(agreement, "")
        return self.saved(reviews.answer(self.casus, agreement, outcome, "Liever om acht uur.", person_id=person, version=read,
                                         text_sha256=text, by=self.by, via=Via.PAPER))  # fmt: skip

    def check(self, agreement: int, outcome: CheckOutcome) -> int:
        found = of_casus(Agreement, self.casus, agreement)
        return self.saved(monitoring.add_check(self.casus, found, by=self.by, checked_on=clock.today(), outcome=outcome))

    def rehearse(self, agreement: int) -> int:
        found = of_casus(Agreement, self.casus, agreement)
        return self.saved(monitoring.add_rehearsal(self.casus, [found], by=self.by, rehearsed_on=clock.today(), person_ids=[],
                                                   scenario="Noa hangt de magneet op."))  # fmt: skip

    def success(self, *, celebrated: str = "met taart", days_ago: int = 0) -> int:
        on = clock.today() - timedelta(days=days_ago)
        return self.saved(successes.add_success(self.casus, [self.people["kim"]], by=self.by, happened_on=on,
                                                celebrated_on=None, what="Kim belde.", celebrated=celebrated,
                                                shared_with_family=True))  # fmt: skip

    def change_success(self, success: int, **values: Any) -> None:
        found = of_casus(Success, self.casus, success, *success_queries.ALL)
        given = {"happened_on": found.happened_on, "celebrated_on": None, **values}
        successes.change_success(self.casus, found, found.version, [self.people["kim"]], by=self.by, **given)
        db.session.commit()

    def withdraw_success(self, success: int) -> None:
        found = of_casus(Success, self.casus, success, *success_queries.ALL)
        successes.withdraw_success(self.casus, found, found.version, by=self.by, why="Het was een andere dag.")
        db.session.commit()

    # --- afterwards

    def aftercare_plan(self, who_calls_whom: str = "Noa belt Fatiha.") -> int:
        found = db.session.scalar(db.select(AftercarePlan).where(AftercarePlan.casus_id == self.casus_id))
        given = {"signals": "Flessen.", "first_help": "Marloes.", "who_calls_whom": who_calls_whom, "is_concept": True}
        return self.saved(aftercare.write_plan(self.casus, found, found.version if found else 0, by=self.by, **given,
                                               starts_on=None, closes_on=None))  # fmt: skip

    def contact(self) -> int:
        given = {"planned_on": clock.today() + timedelta(days=90), "done_on": None, "outcome": None}
        return self.saved(aftercare.add_contact(self.casus, by=self.by, **given))

    def contacted(self, contact: int, *, done: bool = True) -> None:
        found = of_casus(AftercareContact, self.casus, contact)
        given = {"done_on": clock.today() if done else None, "outcome": ContactOutcome.GOOD if done else None}
        aftercare.change_contact(self.casus, found, found.version, by=self.by, **given)
        db.session.commit()
