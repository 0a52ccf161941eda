"""Every kind of thing that asks for somebody, one row each: which records wait, in words, and where they are mended.

The order is the order of the page: what cannot wait comes first. A new kind is a new row; Vandaag, the list of families, the
supervisor's start and the reminders follow from the table.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import String, case, cast, exists, func, select
from sqlalchemy.orm import aliased

from workbench.accounts.settings import setting
from workbench.aftercare.models import AftercareContact
from workbench.agreements.models import Agreement, AgreementNotice, NoticeWay
from workbench.agreements.rules import IN_USE, quiet_days
from workbench.casus.models import Casus
from workbench.meetings.models import Attendance, Meeting, MeetingFeedback, MeetingStatus, MinutesCorrection
from workbench.monitoring.models import Check, CheckOutcome, DiaryLine
from workbench.monitoring.queries import open_conditions
from workbench.overview.today import Kind, Place, Row, Where, near_day, near_moment
from workbench.overview.waiting import ENDS_SOON, FORTNIGHT_AGO, NOW, SOMEBODY, TODAY, asks, in_days
from workbench.partners.models import Consent, Ground, LookBack, Partner
from workbench.plans.models import PlanApproval, PlanKind, PlanStatus, PlanTrigger, PlanVersion
from workbench.plans.setting_rules import OPEN
from workbench.plans.temporary_queries import ASKS
from workbench.reviews.models import Answer, Invitation, Outcome, Via
from workbench.signals.models import Signal
from workbench.standards.models import AskKind, Question, SupervisionTalk, TalkAction, Turn
from workbench.successes.models import Success
from workbench.supervision.about import name_of_kind
from workbench.workdays import working_days, working_days_after

TO_COME = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
WITHOUT_MINUTES = (MeetingStatus.HELD, MeetingStatus.MINUTES_CONCEPT)
AGREEMENT = func.coalesce(Agreement.label, cast(Agreement.number, String))


# --- which records wait


def _answers(*outcomes: Outcome) -> Callable[[], Any]:
    """Answers of this kind that still stand and that nobody handled (domain.md 6.3 Review)."""
    open_ = (Answer.superseded_at.is_(None), Answer.handled_at.is_(None), Answer.outcome.in_(outcomes))
    return lambda: asks(
        Answer, *open_, person=Answer.person_id, called=AGREEMENT, at=Answer.answered_at,
        join=(Agreement, Agreement.id == Answer.agreement_id),
    )  # fmt: skip


def _plans(*conditions: Any, day: Any) -> Any:
    """The newest version people hold on to, when these conditions hold for it."""
    newer = aliased(PlanVersion)
    last = select(func.max(newer.number)).where(newer.casus_id == PlanVersion.casus_id, newer.status.in_(ASKS))
    is_last = PlanVersion.number == last.correlate(PlanVersion).scalar_subquery()
    return asks(PlanVersion, is_last, *conditions, called=cast(PlanVersion.number, String), day=day)


def _temporary(*conditions: Any) -> Any:
    return _plans(PlanVersion.kind == PlanKind.TEMPORARY, *conditions, day=PlanVersion.ends_on)


def _ends_soon() -> Any:
    return _temporary(PlanVersion.ends_on.between(TODAY, ENDS_SOON))


def _to_evaluate() -> Any:
    running = PlanVersion.status.in_((PlanStatus.SET, PlanStatus.RUNNING))
    return _plans(running, PlanVersion.evaluate_on <= in_days(7), day=PlanVersion.evaluate_on)


def _agreements(*conditions: Any) -> Any:
    a = Agreement
    return asks(a, a.status.in_(IN_USE), *conditions, person=a.checker_id, called=AGREEMENT, amount=a.check_every_days,
                day=func.coalesce(a.last_check_on, a.starts_on))  # fmt: skip


def _meetings(*conditions: Any) -> Any:
    asked = select(func.count(Attendance.id)).where(Attendance.meeting_id == Meeting.id).correlate(Meeting)
    return asks(Meeting, *conditions, called=cast(Meeting.number, String), day=Meeting.held_on, starts=Meeting.starts_at,
                amount=asked.scalar_subquery())  # fmt: skip


def _contacts() -> Any:
    c = AftercareContact
    open_ = (c.done_on.is_(None), c.withdrawn_on.is_(None))
    return asks(c, *open_, c.planned_on <= in_days(7), person=c.person_id, day=c.planned_on)


def _corrections() -> Any:
    c = MinutesCorrection
    return asks(c, c.given_on.between(in_days(-7), TODAY), person=c.person_id, day=c.given_on, amount=c.meeting_id,
                called=cast(Meeting.number, String), join=(Meeting, Meeting.id == c.meeting_id))  # fmt: skip


def _said_after() -> Any:
    """What people answered themselves after a meeting, for a week."""
    f = MeetingFeedback
    return asks(f, f.given_on.between(in_days(-7), TODAY), f.via != Via.TABLE, person=f.person_id, day=f.given_on,
                amount=f.meeting_id, called=cast(Meeting.number, String), join=(Meeting, Meeting.id == f.meeting_id))  # fmt: skip


def _good_lines() -> Any:
    line = DiaryLine
    written_down = select(Success.id).where(Success.diary_line_id == line.id, Success.withdrawn_on.is_(None)).exists()
    return asks(line, line.is_success, line.written_on >= in_days(-14), ~written_down, person=line.person_id,
                day=line.written_on)  # fmt: skip


def _odd_links(what: Any, *conditions: Any) -> Any:
    """A link with something odd that nobody looked at since (security.md D.7); what is odd in full: reviews.alarms."""
    i = Invitation
    not_seen = i.looked_at.is_(None) | (i.looked_at < what)
    return asks(i, what.is_not(None), not_seen, *conditions, person=i.person_id, at=what)


def _locked() -> Any:
    return _odd_links(Invitation.locked_at, Invitation.revoked_at.is_(None), Invitation.expires_at > NOW)


def _unsafe() -> Any:
    return _odd_links(Invitation.revoked_at, Invitation.revoked_why == "unsafe")


def _not_kept() -> Any:
    c = Check
    return asks(c, *open_conditions(), person=c.person_id, called=AGREEMENT, day=c.checked_on,
                amount=case((c.outcome == CheckOutcome.PARTLY, 1), else_=0),
                join=(Agreement, Agreement.id == c.agreement_id))  # fmt: skip


def _to_tell() -> Any:
    n = AgreementNotice
    return asks(n, n.told_on.is_(None), n.way == NoticeWay.IN_PERSON, person=n.person_id, called=AGREEMENT,
                amount=n.agreement_id, join=(Agreement, Agreement.id == n.agreement_id))  # fmt: skip


def _approvals(*conditions: Any) -> Any:
    """The last question to a supervisor about a version that can still be set, when no newer version was made."""
    p, newer, later = PlanApproval, aliased(PlanVersion), aliased(PlanApproval)
    last = select(func.max(newer.number)).where(newer.casus_id == p.casus_id).correlate(p).scalar_subquery()
    again = select(later.id).where(later.plan_version_id == p.plan_version_id, later.id > p.id).correlate(p).exists()
    return asks(
        p, *conditions, PlanVersion.status.in_(OPEN), PlanVersion.number == last, ~again,
        called=cast(PlanVersion.number, String), at=func.coalesce(p.decided_at, p.asked_at),
        join=(PlanVersion, PlanVersion.id == p.plan_version_id),
    )  # fmt: skip


def _signals() -> Any:
    return asks(Signal, Signal.discussed_on.is_(None), Signal.withdrawn_on.is_(None), day=Signal.received_on)


def _weak_consents() -> Any:
    """Partners who are told things on a consent that is not there, not complete (any more), over, or taken back (B14)."""
    c, p = Consent, Partner
    holds = select(c.id).where(
        c.id == p.consent_id, c.given_on <= TODAY, c.withdrawn_on.is_(None) | (c.withdrawn_on > TODAY),
        c.until.is_(None) | (c.until >= TODAY), c.ask_again_on.is_(None) | (c.ask_again_on > TODAY),
    )  # fmt: skip
    return asks(p, p.ground == Ground.CONSENT, p.ended_on.is_(None), ~holds.correlate(p).exists(), person=p.person_id)


def _look_backs() -> Any:
    return asks(LookBack, LookBack.done_on.is_(None), LookBack.planned_on <= in_days(14), day=LookBack.planned_on)


def _threads(*conditions: Any) -> Any:
    """Questions and compliments of supervision; `waiting` leaves an asker those of his or her own."""
    q = Question
    about = case((q.record_type.is_(None), "standard:" + cast(q.standard, String)), else_=q.record_type)
    return asks(q, *conditions, called=about, at=q.turned_at, amount=q.created_by_id)


def _talk_actions(*, of_worker: bool) -> Any:
    """What was agreed in supervision and is not done: by who works in the casus, or by somebody else."""
    a = TalkAction
    works_in_it = exists().where(Casus.id == a.casus_id, (Casus.worker_id == a.who_id) | (Casus.deputy_id == a.who_id))
    return asks(a, a.done_on.is_(None), works_in_it if of_worker else ~works_in_it, day=a.due_on, amount=a.who_id,
                called=cast(a.talk_id, String))  # fmt: skip


def _talks() -> Any:
    t = SupervisionTalk
    later = aliased(SupervisionTalk)
    held = exists().where(later.casus_id == t.casus_id, later.held_on >= t.next_on).correlate(t)
    return asks(t, t.next_on.between(TODAY, in_days(7)), ~held, day=t.next_on, starts=t.next_at)


# --- where they are mended


def _at(endpoint: str, value: str, anchor: str = "") -> Callable[[Row], Place]:
    return lambda row: (endpoint, {value: row.record}, anchor)


def _version(row: Row) -> Place:
    return "plans.version", {"number": int(row.called)}, ""


def _following(row: Row) -> Place:
    return "monitoring.index", {}, f"agreement-{row.record}"


def _talk(row: Row) -> Place:
    return "supervision.talk", {"talk_id": int(row.called)}, ""


ANSWER = _at("reviews.reply", "answer_id")


# --- how they read


def _since(row: Row, today: date) -> str:
    return near_moment(row.at, today)


def _on(row: Row, today: date) -> str:
    return near_day(row.day, today)


def _minutes_by(row: Row, today: date) -> str:
    return _before(working_days_after(row.day, setting("minutes.draft_days")), today) if row.day else ""


def _before(day: date, today: date) -> str:
    return _("before %(day)s", day=near_day(day, today)) if day >= today else _("late since %(day)s", day=near_day(day, today))


def _discuss_by(row: Row, today: date) -> str:
    return _before(working_days_after(row.day, setting("signals.overdue_days")), today) if row.day else ""


def _lies(row: Row, today: date) -> str:
    days = working_days(row.day, today) if row.day else 0
    return ngettext("lies here for %(num)s working day", "lies here for %(num)s working days", days) if days else ""


def _due(row: Row, today: date) -> str:
    return _before(row.day, today) if row.day else ""


def _thread_about(row: Row) -> str:
    """ "standard:4" → standard 4; "agreement" → agreement."""
    kind, _colon, number = row.called.partition(":")
    return name_of_kind(int(number), None) if number else name_of_kind(None, kind)


def _silent_for(row: Row, today: date) -> str:
    days = quiet_days(row.day, row.amount, today)
    return ngettext("nothing heard for %(num)s day", "nothing heard for %(num)s days", days)


KINDS: tuple[Kind, ...] = (
    Kind(
        "expired", lambda: _temporary(PlanVersion.ends_on < TODAY),
        lambda row: _("The temporary plan has ended: nothing holds now"),
        lambda count: ngettext("%(num)s plan has ended", "%(num)s plans have ended", count),
        _version, "plans.index", "triangle-alert", when=_on, urgent=True,
    ),
    Kind(
        "ends", _ends_soon, lambda row: _("The temporary plan ends"),
        lambda count: ngettext("%(num)s plan ends soon", "%(num)s plans end soon", count),
        _version, "plans.index", "clock", when=_on, urgent=True,
    ),
    Kind(
        "talk_first", _answers(Outcome.TALK_FIRST),
        lambda row: _("%(name)s would rather talk with you first", name=row.person),
        lambda count: ngettext("%(num)s talk first", "%(num)s times talk first", count),
        ANSWER, "reviews.answers", "phone", why=lambda row, today: _("only you see this"), when=_since, urgent=True, private=True,
    ),
    Kind(
        "objection", _answers(Outcome.DISAGREE),
        lambda row: _("%(name)s does not agree with agreement %(called)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s objection", "%(num)s objections", count),
        ANSWER, "reviews.answers", "message-square-quote", when=_since, urgent=True,
    ),
    Kind(
        "proposal", _answers(Outcome.AGREE_BUT),
        lambda row: _("%(name)s proposes other words for agreement %(called)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s proposal", "%(num)s proposals", count),
        ANSWER, "reviews.answers", "message-square-quote", when=_since, urgent=True,
    ),
    Kind(
        "question", _answers(Outcome.NOT_UNDERSTOOD),
        lambda row: _("Explain agreement %(called)s to %(name)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s question", "%(num)s questions", count),
        ANSWER, "reviews.answers", "circle-help", when=_since, urgent=True,
    ),
    Kind(
        "locked", _locked, lambda row: _("Ask %(name)s what happened: the link is locked", name=row.person),
        lambda count: ngettext("%(num)s locked link", "%(num)s locked links", count),
        lambda row: ("reviews.index", {}, "links"), "reviews.index", "lock",
        why=lambda row, today: _("too many wrong codes"), when=_since, urgent=True,
    ),
    Kind(
        "unsafe", _unsafe, lambda row: _("Call %(name)s: the link was closed because it is not safe", name=row.person),
        lambda count: ngettext("%(num)s link that is not safe", "%(num)s links that are not safe", count),
        lambda row: ("reviews.index", {}, "links"), "reviews.index", "triangle-alert", when=_since, urgent=True,
    ),
    Kind(
        "trigger", lambda: asks(PlanTrigger, PlanTrigger.looked_on.is_(None), day=PlanTrigger.raised_on),
        lambda row: _("Look at the plan again: something changed in the family"),
        lambda count: ngettext("%(num)s plan to look at", "%(num)s times a plan to look at", count),
        _at("plans.look_again", "trigger_id"), "plans.index", "rotate-ccw", when=_on, urgent=True,
    ),
    Kind(
        "signal", _signals, lambda row: _("Discuss the signal that came in"),
        lambda count: ngettext("%(num)s signal to discuss", "%(num)s signals to discuss", count),
        _at("signals.edit", "signal_id"), "signals.index", "siren", why=_lies, when=_discuss_by, urgent=True,
    ),
    Kind(
        "not_kept", _not_kept,
        lambda row: _("Agreement %(called)s was kept only partly", called=row.called) if row.amount
        else _("Agreement %(called)s was not kept", called=row.called),
        lambda count: ngettext("%(num)s agreement was not kept or only partly",
                               "%(num)s agreements were not kept or only partly", count),
        _at("monitoring.after", "check_id"), "monitoring.index", "circle-alert",
        why=lambda row, today: _("did plan B work, and what happens now?"), when=_on, urgent=True,
    ),
    Kind(
        "to_tell", _to_tell,
        lambda row: _("Tell %(name)s that agreement %(called)s is talked about again", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s person to tell", "%(num)s people to tell", count),
        lambda row: ("agreements.one", {"agreement_id": row.amount}, ""), "agreements.index", "message-circle",
    ),
    Kind(
        "consent", _weak_consents,
        lambda row: _("Ask for consent again before you share with %(name)s", name=row.person or _("a partner in the chain")),
        lambda count: ngettext("%(num)s consent to ask for", "%(num)s consents to ask for", count),
        lambda row: ("partners.index", {}, f"partner-{row.record}"), "partners.index", "key-round",
    ),
    Kind(
        "sent_back", lambda: _approvals(PlanApproval.approved.is_(False)),
        lambda row: _("Version %(called)s was sent back: read why", called=row.called),
        lambda count: ngettext("%(num)s version sent back", "%(num)s versions sent back", count),
        _version, "plans.index", "file-text", when=_since,
    ),
    Kind(
        "approved", lambda: _approvals(PlanApproval.approved.is_(True)),
        lambda row: _("Version %(called)s was approved: set it now", called=row.called),
        lambda count: ngettext("%(num)s version approved", "%(num)s versions approved", count),
        _version, "plans.index", "circle-check", when=_since,
    ),
    Kind(
        "silent", lambda: _agreements(Agreement.check_every_days.is_not(None)),
        lambda row: _("Ask %(name)s how agreement %(called)s is going", name=row.person or _("the checker"), called=row.called),
        lambda count: ngettext("%(num)s silent agreement", "%(num)s silent agreements", count),
        _following, "monitoring.index", "bell", why=_silent_for,
        holds=lambda row, today: quiet_days(row.day, row.amount, today) > 0,
    ),
    Kind(
        "not_noted", lambda: _meetings(Meeting.held_on < TODAY, Meeting.status.in_(TO_COME)),
        lambda row: _("Note who was at meeting %(called)s", called=row.called),
        lambda count: ngettext("%(num)s meeting to note", "%(num)s meetings to note", count),
        _at("meetings.record", "meeting_id"), "meetings.index", "clipboard-list", when=_on,
    ),
    Kind(
        "minutes", lambda: _meetings(Meeting.held_on <= TODAY, Meeting.status.in_(WITHOUT_MINUTES)),
        lambda row: _("Send the minutes of meeting %(called)s", called=row.called),
        lambda count: ngettext("Minutes of %(num)s meeting", "Minutes of %(num)s meetings", count),
        _at("meetings.one", "meeting_id"), "meetings.index", "file-text", why=_on, when=_minutes_by,
    ),
    Kind(
        "correction", _corrections,
        lambda row: _("%(name)s corrects the minutes of meeting %(called)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s correction of minutes", "%(num)s corrections of minutes", count),
        lambda row: ("meetings.one", {"meeting_id": row.amount}, "corrections"), "meetings.index", "pencil", when=_on,
    ),
    Kind(
        "said_after", _said_after,
        lambda row: _("%(name)s says how meeting %(called)s was", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s answer after a meeting", "%(num)s answers after a meeting", count),
        lambda row: ("meetings.one", {"meeting_id": row.amount}, "after"), "meetings.index", "smile", when=_on,
    ),
    Kind(
        "invite", lambda: _meetings(Meeting.held_on.between(TODAY, in_days(21)), Meeting.status == MeetingStatus.PLANNED),
        lambda row: _("Invite people to meeting %(called)s", called=row.called),
        lambda count: ngettext("Invitations of %(num)s meeting", "Invitations of %(num)s meetings", count),
        _at("meetings.invitations", "meeting_id"), "meetings.index", "send", when=_on,
    ),
    Kind(
        "supervisor", lambda: _threads(Question.turn == Turn.WORKER),
        lambda row: _("Answer the question about %(what)s", what=_thread_about(row)),
        lambda count: ngettext("%(num)s question of the supervisor", "%(num)s questions of the supervisor", count),
        _at("supervision.thread", "question_id"), "supervision.threads", "messages-square", when=_since,
    ),
    Kind(
        "agreed", lambda: _talk_actions(of_worker=True), lambda row: _("Do what was agreed in supervision"),
        lambda count: ngettext("%(num)s thing agreed in supervision", "%(num)s things agreed in supervision", count),
        _talk, "supervision.talks", "list-checks", when=_due,
    ),
    Kind(
        "evaluate", _to_evaluate, lambda row: _("Look at the plan together again"),
        lambda count: ngettext("%(num)s plan to look at again", "%(num)s plans to look at again", count),
        _version, "plans.index", "repeat", when=_on,
    ),
    Kind(
        "aftercare", _contacts,
        lambda row: _("Call %(name)s: aftercare", name=row.person) if row.person else _("Contact in aftercare"),
        lambda count: ngettext("%(num)s contact in aftercare", "%(num)s contacts in aftercare", count),
        _at("aftercare.contact", "contact_id"), "aftercare.index", "phone", when=_on,
    ),
    Kind(
        "look_back", _look_backs, lambda row: _("Look back with who handed the family over"),
        lambda count: ngettext("%(num)s moment of looking back", "%(num)s moments of looking back", count),
        _at("transfer.look_back", "moment_id"), "partners.index", "history", when=_on,
    ),
    Kind(
        "meeting", lambda: _meetings(Meeting.held_on.between(TODAY, in_days(7)), Meeting.status.in_(TO_COME)),
        lambda row: _("Meeting %(called)s", called=row.called),
        lambda count: ngettext("%(num)s meeting this week", "%(num)s meetings this week", count),
        _at("meetings.one", "meeting_id"), "meetings.index", "calendar", when=_on, where=Where.WEEK,
    ),
    Kind(
        "talk", _talks, lambda row: _("Talk in supervision"),
        lambda count: ngettext("%(num)s talk in supervision this week", "%(num)s talks in supervision this week", count),
        _at("supervision.talk", "talk_id"), "supervision.talks", "messages-square", when=_on, where=Where.WEEK,
    ),
    Kind(
        "compliment", lambda: _threads(Question.kind == AskKind.COMPLIMENT, Question.created_at >= FORTNIGHT_AGO),
        lambda row: _("A compliment about %(what)s", what=_thread_about(row)),
        lambda count: ngettext("%(num)s compliment", "%(num)s compliments", count),
        _at("supervision.thread", "question_id"), "supervision.threads", "sparkles", when=_since, where=Where.GOOD,
    ),
    Kind(
        "good_line", _good_lines,
        lambda row: _("%(name)s wrote in the diary what went well", name=row.person) if row.person else _("Something went well"),
        lambda count: ngettext("%(num)s good line in the diary", "%(num)s good lines in the diary", count),
        _at("successes.new", "line"), "monitoring.index", "sun", when=_on, where=Where.GOOD,
    ),
    Kind(
        "approval",
        lambda: _approvals(PlanApproval.decided_at.is_(None), PlanApproval.asked_by_id.is_distinct_from(SOMEBODY.id)),
        lambda row: _("Version %(called)s of the plan waits for your approval", called=row.called),
        lambda count: ngettext("%(num)s version to approve", "%(num)s versions to approve", count),
        lambda row: ("plans.approval", {"number": int(row.called)}, ""), "plans.index", "file-text", when=_since, urgent=True,
        supervisor=True,
    ),
    Kind(
        "answered", lambda: _threads(Question.turn == Turn.ASKER),
        lambda row: _("Your question about %(what)s was answered: read it and end it", what=_thread_about(row)),
        lambda count: ngettext("%(num)s answer to your question", "%(num)s answers to your questions", count),
        _at("supervision.thread", "question_id"), "supervision.threads", "message-circle", when=_since, supervisor=True,
    ),
    Kind(
        "agreed_by_supervisor", lambda: _talk_actions(of_worker=False), lambda row: _("Do what was agreed in supervision"),
        lambda count: ngettext("%(num)s thing agreed in supervision", "%(num)s things agreed in supervision", count),
        _talk, "supervision.talks", "list-checks", when=_due, supervisor=True,
    ),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
