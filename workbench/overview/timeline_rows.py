"""What the timeline reads, of every subject with days: one statement, whatever the size of the family (design.md 7)."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from workbench.agreements.models import Agreement, AgreementPerson
from workbench.audit.models import AuditEntry
from workbench.casus import queries as casus_queries
from workbench.casus.models import Casus, SubGroup
from workbench.closing.models import FrameworkChange, PhaseChange
from workbench.extensions import Model
from workbench.goals.models import DangerChild, DangerStatement, Rating, SafetyGoal
from workbench.mapping.models import MapItem, MapItemChild
from workbench.meetings.models import Attendance, Meeting, MeetingStatus
from workbench.monitoring.models import Check, DiaryLine, Rehearsal, RehearsalAgreement, RehearsalPerson
from workbench.partners.models import Handover, LookBack, Partner, PartnerTold, SafetyKeeper
from workbench.plans.models import PlanVersion
from workbench.records import InOne
from workbench.signals.models import MeldcodeStep, Signal
from workbench.successes.models import Success, SuccessPerson

THIS_CASUS: Any = bindparam("casus_id")
TOLD = ("agreement changed", "agreement reopened", "agreement objected to")  # of these the log alone knows the day
Rows = dict[str, list[Any]]


@cache
def _all() -> InOne:
    """Documents stand beside the overview in the ladder: their table is named, not imported."""
    made = Model.metadata.tables["document_made"].c
    return InOne(
        people=casus_queries.PEOPLE,
        groups=select(SubGroup.id, SubGroup.name).where(SubGroup.casus_id == THIS_CASUS),
        signals=_of(Signal, Signal.id, Signal.received_on, Signal.source_id, Signal.content, Signal.discussed_on, Signal.action)
        .where(Signal.withdrawn_on.is_(None)),
        meldcode_steps=_of(MeldcodeStep, MeldcodeStep.meldcode_id, MeldcodeStep.step, MeldcodeStep.done_on, MeldcodeStep.outcome),
        told=select(PartnerTold.number, PartnerTold.told_on, Partner.name, Partner.person_id, Partner.sub_group_id)
        .join(Partner, Partner.id == PartnerTold.partner_id).where(PartnerTold.casus_id == THIS_CASUS),
        keepers=_of(SafetyKeeper, SafetyKeeper.person_id, SafetyKeeper.since, SafetyKeeper.reason),
        handovers=_of(Handover, Handover.id, Handover.organisation, Handover.received_on, Handover.assessment),
        look_backs=_of(LookBack, LookBack.id, LookBack.handover_id, LookBack.planned_on, LookBack.done_on, LookBack.outcome),
        items=_of(MapItem, MapItem.id, MapItem.kind, MapItem.label, MapItem.text, MapItem.happened_on, MapItem.source_id,
                  MapItem.actor_id, MapItem.sub_group_id).where(
            MapItem.happened_on.is_not(None), MapItem.withdrawn_on.is_(None)),
        item_children=select(MapItemChild.item_id, MapItemChild.person_id)
        .join(MapItem, MapItem.id == MapItemChild.item_id).where(MapItem.casus_id == THIS_CASUS),
        meetings=_of(Meeting, Meeting.id, Meeting.number, Meeting.kind, Meeting.status, Meeting.held_on, Meeting.chair_id,
                     Meeting.sub_group_id).where(Meeting.status != MeetingStatus.CANCELLED),
        there=select(Attendance.meeting_id, Attendance.person_id, Attendance.status).where(Attendance.casus_id == THIS_CASUS),
        versions=_of(PlanVersion, PlanVersion.id, PlanVersion.number, PlanVersion.kind, PlanVersion.frozen_at, PlanVersion.set_at,
                     PlanVersion.status, PlanVersion.starts_on, PlanVersion.ends_on),
        agreements=_of(Agreement, Agreement.id, Agreement.number, Agreement.label, Agreement.goal_id, Agreement.what,
                       Agreement.starts_on, Agreement.status, Agreement.status_since, Agreement.ended_why, Agreement.audience,
                       Agreement.sub_group_id, Agreement.checker_id),
        parts=select(AgreementPerson.agreement_id, AgreementPerson.person_id, AgreementPerson.part)
        .join(Agreement, Agreement.id == AgreementPerson.agreement_id).where(Agreement.casus_id == THIS_CASUS),
        goals=_of(SafetyGoal, SafetyGoal.id, SafetyGoal.danger_id, DangerStatement.number, DangerStatement.sub_group_id)
        .join(DangerStatement, DangerStatement.id == SafetyGoal.danger_id),
        danger_children=select(DangerChild.danger_id, DangerChild.person_id)
        .join(DangerStatement, DangerStatement.id == DangerChild.danger_id).where(DangerStatement.casus_id == THIS_CASUS),
        changes=select(AuditEntry.id, AuditEntry.at, AuditEntry.event, AuditEntry.record_id).where(
            AuditEntry.chain == THIS_CASUS, AuditEntry.record_type == "agreement", AuditEntry.event.in_(TOLD)),
        checks=_of(Check, Check.id, Check.agreement_id, Check.checked_on, Check.person_id, Check.outcome, Check.seen,
                   Check.follow_up, Check.decision, Check.decision_why),
        rehearsals=_of(Rehearsal, Rehearsal.id, Rehearsal.rehearsed_on, Rehearsal.scenario, Rehearsal.went_well,
                       Rehearsal.changed),
        tried=select(RehearsalAgreement.rehearsal_id, RehearsalAgreement.agreement_id)
        .join(Rehearsal, Rehearsal.id == RehearsalAgreement.rehearsal_id).where(Rehearsal.casus_id == THIS_CASUS),
        trying=select(RehearsalPerson.rehearsal_id, RehearsalPerson.person_id)
        .join(Rehearsal, Rehearsal.id == RehearsalPerson.rehearsal_id).where(Rehearsal.casus_id == THIS_CASUS),
        lines=_of(DiaryLine, DiaryLine.id, DiaryLine.written_on, DiaryLine.person_id, DiaryLine.text, DiaryLine.agreement_id,
                  DiaryLine.child_id, DiaryLine.is_success, DiaryLine.private),
        successes=_of(Success, Success.id, Success.happened_on, Success.what, Success.celebrated, Success.agreement_id,
                      Success.sub_group_id),
        doers=select(SuccessPerson.success_id, SuccessPerson.person_id)
        .join(Success, Success.id == SuccessPerson.success_id).where(Success.casus_id == THIS_CASUS),
        ratings=_of(Rating, Rating.id, Rating.goal_id, Rating.person_id, Rating.number, Rating.rated_on),
        begun=select(Casus.phase, Casus.phase_since, Casus.phase_reason, Casus.started_on).where(Casus.id == THIS_CASUS),
        phases=_of(PhaseChange, PhaseChange.id, PhaseChange.phase, PhaseChange.changed_on, PhaseChange.reason),
        frameworks=_of(FrameworkChange, FrameworkChange.id, FrameworkChange.framework, FrameworkChange.since,
                       FrameworkChange.until, FrameworkChange.reason),
        documents=select(made.id, made.kind, made.reader_id, made.made_at).where(made.casus_id == THIS_CASUS),
    )  # fmt: skip


def _of(records: Any, *columns: Any) -> Any:
    return select(*columns).where(records.casus_id == THIS_CASUS)


def rows_of(casus: Casus) -> Rows:
    """Everything with a day in this casus, by subject; in no order."""
    return _all().of(casus.id)
