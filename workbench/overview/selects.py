"""Which records wait, for each kind of thing that asks for somebody: a select each, in the shape `waiting.asks` gives it."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import String, case, cast, exists, func, select
from sqlalchemy.orm import aliased

from workbench.aftercare.models import AftercareContact
from workbench.agreements.models import Agreement, AgreementNotice, NoticeWay
from workbench.agreements.rules import IN_USE
from workbench.casus.models import Casus
from workbench.extensions import Model
from workbench.meetings.models import Attendance, Meeting, MeetingFeedback, MeetingStatus, MinutesCorrection
from workbench.monitoring.models import Check, CheckOutcome, DiaryLine
from workbench.monitoring.queries import open_conditions
from workbench.overview.waiting import ENDS_SOON, NOW, TODAY, asks, in_days
from workbench.partners.models import Consent, Ground, LookBack, Partner
from workbench.plans.models import LetOut, PlanApproval, PlanKind, PlanStatus, PlanVersion
from workbench.plans.setting_rules import OPEN
from workbench.plans.temporary_queries import ASKS
from workbench.reviews.models import Answer, Invitation, Outcome, Via
from workbench.signals.models import Signal
from workbench.standards.models import Question, SupervisionTalk, TalkAction
from workbench.successes.models import Success

TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
WITHOUT_MINUTES = (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT)
AGREEMENT = func.coalesce(Agreement.label, cast(Agreement.number, String))


def answers(*outcomes: Outcome) -> Callable[[], Any]:
    """Answers of this kind that still stand and that nobody handled (domain.md 6.3 Review)."""
    open_ = (Answer.superseded_at.is_(None), Answer.handled_at.is_(None), Answer.outcome.in_(outcomes))
    return lambda: asks(
        Answer, *open_, person=Answer.person_id, called=AGREEMENT, at=Answer.answered_at,
        join=(Agreement, Agreement.id == Answer.agreement_id),
    )  # fmt: skip


def plans(*conditions: Any, day: Any) -> Any:
    """The newest version people hold on to, when these conditions hold for it."""
    newer = aliased(PlanVersion)
    last = select(func.max(newer.number)).where(newer.casus_id == PlanVersion.casus_id, newer.status.in_(ASKS))
    is_last = PlanVersion.number == last.correlate(PlanVersion).scalar_subquery()
    return asks(PlanVersion, is_last, *conditions, called=cast(PlanVersion.number, String), day=day)


def temporary(*conditions: Any) -> Any:
    return plans(PlanVersion.kind == PlanKind.TEMPORARY, *conditions, day=PlanVersion.ends_on)


def ends_soon() -> Any:
    return temporary(PlanVersion.ends_on.between(TODAY, ENDS_SOON))


def to_evaluate() -> Any:
    running = PlanVersion.status.in_((PlanStatus.SET, PlanStatus.RUNNING))
    return plans(running, PlanVersion.evaluate_on <= in_days(7), day=PlanVersion.evaluate_on)


def agreements(*conditions: Any) -> Any:
    a = Agreement
    return asks(a, a.status.in_(IN_USE), *conditions, person=a.checker_id, called=AGREEMENT, amount=a.check_every_days,
                day=func.coalesce(a.last_check_on, a.starts_on))  # fmt: skip


def meetings(*conditions: Any) -> Any:
    asked = select(func.count(Attendance.id)).where(Attendance.meeting_id == Meeting.id).correlate(Meeting)
    return asks(Meeting, *conditions, called=cast(Meeting.number, String), day=Meeting.held_on, starts=Meeting.starts_at,
                amount=asked.scalar_subquery())  # fmt: skip


def contacts() -> Any:
    c = AftercareContact
    open_ = (c.done_on.is_(None), c.withdrawn_on.is_(None))
    return asks(c, *open_, c.planned_on <= in_days(7), person=c.person_id, day=c.planned_on)


def corrections() -> Any:
    c = MinutesCorrection
    return asks(c, c.given_on.between(in_days(-7), TODAY), person=c.person_id, day=c.given_on, amount=c.meeting_id,
                called=cast(Meeting.number, String), join=(Meeting, Meeting.id == c.meeting_id))  # fmt: skip


def said_after() -> Any:
    """What people answered themselves after a meeting, for a week."""
    f = MeetingFeedback
    return asks(f, f.given_on.between(in_days(-7), TODAY), f.via != Via.TABLE, person=f.person_id, day=f.given_on,
                amount=f.meeting_id, called=cast(Meeting.number, String), join=(Meeting, Meeting.id == f.meeting_id))  # fmt: skip


def good_lines() -> Any:
    line = DiaryLine
    written_down = select(Success.id).where(Success.diary_line_id == line.id, Success.withdrawn_on.is_(None)).exists()
    return asks(line, line.is_success, line.written_on >= in_days(-14), ~written_down, person=line.person_id,
                day=line.written_on)  # fmt: skip


def odd_links(what: Any, *conditions: Any) -> Any:
    """A link with something odd that nobody looked at since (security.md D.7); what is odd in full: reviews.alarms."""
    i = Invitation
    not_seen = i.looked_at.is_(None) | (i.looked_at < what)
    return asks(i, what.is_not(None), not_seen, *conditions, person=i.person_id, at=what)


def locked() -> Any:
    return odd_links(Invitation.locked_at, Invitation.revoked_at.is_(None), Invitation.expires_at > NOW)


def unsafe() -> Any:
    return odd_links(Invitation.revoked_at, Invitation.revoked_why == "unsafe")


def not_kept() -> Any:
    c = Check
    return asks(c, *open_conditions(), person=c.person_id, called=AGREEMENT, day=c.checked_on,
                amount=case((c.outcome == CheckOutcome.PARTLY, 1), else_=0),
                join=(Agreement, Agreement.id == c.agreement_id))  # fmt: skip


def to_tell() -> Any:
    n = AgreementNotice
    return asks(n, n.told_on.is_(None), n.way == NoticeWay.IN_PERSON, person=n.person_id, called=AGREEMENT,
                amount=n.agreement_id, join=(Agreement, Agreement.id == n.agreement_id))  # fmt: skip


def approvals(*conditions: Any) -> Any:
    """The last question to a supervisor about a version that can still be set, when no newer version was made."""
    p, newer, later = PlanApproval, aliased(PlanVersion), aliased(PlanApproval)
    last = select(func.max(newer.number)).where(newer.casus_id == p.casus_id).correlate(p).scalar_subquery()
    again = select(later.id).where(later.plan_version_id == p.plan_version_id, later.id > p.id).correlate(p).exists()
    return asks(
        p, *conditions, PlanVersion.status.in_(OPEN), PlanVersion.number == last, ~again,
        called=cast(PlanVersion.number, String), at=func.coalesce(p.decided_at, p.asked_at),
        join=(PlanVersion, PlanVersion.id == p.plan_version_id),
    )  # fmt: skip


def papers(*conditions: Any) -> Any:
    """A paper that a second person was asked to let out and nobody decided about yet."""
    o = LetOut
    return asks(o, o.decided_at.is_(None), *conditions, person=o.reader_id, at=o.asked_at,
                called=cast(PlanVersion.number, String), join=(PlanVersion, PlanVersion.id == o.plan_version_id))  # fmt: skip


def signals() -> Any:
    return asks(Signal, Signal.discussed_on.is_(None), Signal.withdrawn_on.is_(None), day=Signal.received_on)


def weak_consents() -> Any:
    """Partners who are told things on a consent that is not there, not complete (any more), over, or taken back (B14)."""
    c, p = Consent, Partner
    holds = select(c.id).where(
        c.id == p.consent_id, c.given_on <= TODAY, c.withdrawn_on.is_(None) | (c.withdrawn_on > TODAY),
        c.until.is_(None) | (c.until >= TODAY), c.ask_again_on.is_(None) | (c.ask_again_on > TODAY),
    )  # fmt: skip
    return asks(p, p.ground == Ground.CONSENT, p.ended_on.is_(None), ~holds.correlate(p).exists(), person=p.person_id)


def look_backs() -> Any:
    return asks(LookBack, LookBack.done_on.is_(None), LookBack.planned_on <= in_days(14), day=LookBack.planned_on)


def threads(*conditions: Any) -> Any:
    """Questions and compliments of supervision; `waiting` leaves an asker those of his or her own."""
    q = Question
    about = case((q.record_type.is_(None), "standard:" + cast(q.standard, String)), else_=q.record_type)
    return asks(q, *conditions, called=about, at=q.turned_at, amount=q.created_by_id)


def talk_actions(*, of_worker: bool) -> Any:
    """What was agreed in supervision and is not done: by who works in the casus, or by somebody else."""
    a = TalkAction
    works_in_it = exists().where(Casus.id == a.casus_id, (Casus.worker_id == a.who_id) | (Casus.deputy_id == a.who_id))
    return asks(a, a.done_on.is_(None), works_in_it if of_worker else ~works_in_it, day=a.due_on, amount=a.who_id,
                called=cast(a.talk_id, String))  # fmt: skip


def talks() -> Any:
    t = SupervisionTalk
    later = aliased(SupervisionTalk)
    held = exists().where(later.casus_id == t.casus_id, later.held_on >= t.next_on).correlate(t)
    return asks(t, t.next_on.between(TODAY, in_days(7)), ~held, day=t.next_on, starts=t.next_at)


def file_requests(*states: str, first: Any = None) -> Any:
    """Requests about the file in these states. Their room stands above this one, so the table is named (decision 0028).

    `first`: who prepared it is left out, where a second person is asked.
    """
    t = Model.metadata.tables["file_request"]
    conditions: list[Any] = [t.c.state.in_(states)]
    if first is not None:
        conditions.append(t.c.prepared_by_id.is_distinct_from(first))
    return asks(t.c, *conditions, person=t.c.person_id, called=cast(t.c.kind, String), day=t.c.due_on)
