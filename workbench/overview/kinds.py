"""Every kind of thing that asks for somebody, one row each: which records wait, in words, and where they are mended.

The order is the order of the page: what cannot wait comes first. A new kind is a new row; Vandaag, the list of families, the
supervisor's start and the reminders follow from the table.
"""

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement
from workbench.agreements.rules import quiet_days
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.overview import selects
from workbench.overview.today import Kind, Place, Row, Where, near_day, near_moment
from workbench.overview.waiting import FORTNIGHT_AGO, SOMEBODY, TODAY, asks, in_days
from workbench.plans.models import LetOut, PlanApproval, PlanTrigger, PlanVersion
from workbench.reviews.models import Outcome
from workbench.standards.models import AskKind, Question, Turn
from workbench.supervision.about import name_of_kind
from workbench.workdays import working_days, working_days_after

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


def _asked_about_the_file(row: Row) -> str:
    words = {
        "access": _("%(name)s’s file: somebody asked to see it", name=row.person),
        "deletion": _("Somebody asked to be erased from the file"),
    }
    return words.get(row.called) or _("Somebody asked to mend the file or to add to it")


KINDS: tuple[Kind, ...] = (
    Kind(
        "expired", lambda: selects.temporary(PlanVersion.ends_on < TODAY),
        lambda row: _("The temporary plan has ended: nothing holds now"),
        lambda count: ngettext("%(num)s plan has ended", "%(num)s plans have ended", count),
        _version, "plans.index", "triangle-alert", when=_on, urgent=True,
    ),
    Kind(
        "ends", selects.ends_soon, lambda row: _("The temporary plan ends"),
        lambda count: ngettext("%(num)s plan ends soon", "%(num)s plans end soon", count),
        _version, "plans.index", "clock", when=_on, urgent=True,
    ),
    Kind(
        "talk_first", selects.answers(Outcome.TALK_FIRST),
        lambda row: _("%(name)s would rather talk with you first", name=row.person),
        lambda count: ngettext("%(num)s talk first", "%(num)s times talk first", count),
        ANSWER, "reviews.answers", "phone", why=lambda row, today: _("only you see this"), when=_since, urgent=True, private=True,
    ),
    Kind(
        "objection", selects.answers(Outcome.DISAGREE),
        lambda row: _("%(name)s does not agree with agreement %(called)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s objection", "%(num)s objections", count),
        ANSWER, "reviews.answers", "message-square-quote", when=_since, urgent=True,
    ),
    Kind(
        "proposal", selects.answers(Outcome.AGREE_BUT),
        lambda row: _("%(name)s proposes other words for agreement %(called)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s proposal", "%(num)s proposals", count),
        ANSWER, "reviews.answers", "message-square-quote", when=_since, urgent=True,
    ),
    Kind(
        "question", selects.answers(Outcome.NOT_UNDERSTOOD),
        lambda row: _("Explain agreement %(called)s to %(name)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s question", "%(num)s questions", count),
        ANSWER, "reviews.answers", "circle-help", when=_since, urgent=True,
    ),
    Kind(
        "locked", selects.locked, lambda row: _("Ask %(name)s what happened: the link is locked", name=row.person),
        lambda count: ngettext("%(num)s locked link", "%(num)s locked links", count),
        lambda row: ("reviews.index", {}, "links"), "reviews.index", "lock",
        why=lambda row, today: _("too many wrong codes"), when=_since, urgent=True,
    ),
    Kind(
        "unsafe", selects.unsafe, lambda row: _("Call %(name)s: the link was closed because it is not safe", name=row.person),
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
        "signal", selects.signals, lambda row: _("Discuss the signal that came in"),
        lambda count: ngettext("%(num)s signal to discuss", "%(num)s signals to discuss", count),
        _at("signals.edit", "signal_id"), "signals.index", "siren", why=_lies, when=_discuss_by, urgent=True,
    ),
    Kind(
        "not_kept", selects.not_kept,
        lambda row: _("Agreement %(called)s was kept only partly", called=row.called) if row.amount
        else _("Agreement %(called)s was not kept", called=row.called),
        lambda count: ngettext("%(num)s agreement was not kept or only partly",
                               "%(num)s agreements were not kept or only partly", count),
        _at("monitoring.after", "check_id"), "monitoring.index", "circle-alert",
        why=lambda row, today: _("did plan B work, and what happens now?"), when=_on, urgent=True,
    ),
    Kind(
        "to_tell", selects.to_tell,
        lambda row: _("Tell %(name)s that agreement %(called)s is talked about again", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s person to tell", "%(num)s people to tell", count),
        lambda row: ("agreements.one", {"agreement_id": row.amount}, ""), "agreements.index", "message-circle",
    ),
    Kind(
        "consent", selects.weak_consents,
        lambda row: _("Ask for consent again before you share with %(name)s", name=row.person or _("a partner in the chain")),
        lambda count: ngettext("%(num)s consent to ask for", "%(num)s consents to ask for", count),
        lambda row: ("partners.index", {}, f"partner-{row.record}"), "partners.index", "key-round",
    ),
    Kind(
        "sent_back", lambda: selects.approvals(PlanApproval.approved.is_(False)),
        lambda row: _("Version %(called)s was sent back: read why", called=row.called),
        lambda count: ngettext("%(num)s version sent back", "%(num)s versions sent back", count),
        _version, "plans.index", "file-text", when=_since,
    ),
    Kind(
        "approved", lambda: selects.approvals(PlanApproval.approved.is_(True)),
        lambda row: _("Version %(called)s was approved: set it now", called=row.called),
        lambda count: ngettext("%(num)s version approved", "%(num)s versions approved", count),
        _version, "plans.index", "circle-check", when=_since,
    ),
    Kind(
        "silent", lambda: selects.agreements(Agreement.check_every_days.is_not(None)),
        lambda row: _("Ask %(name)s how agreement %(called)s is going", name=row.person or _("the checker"), called=row.called),
        lambda count: ngettext("%(num)s silent agreement", "%(num)s silent agreements", count),
        _following, "monitoring.index", "bell", why=_silent_for,
        holds=lambda row, today: quiet_days(row.day, row.amount, today) > 0,
    ),
    Kind(
        "not_noted", lambda: selects.meetings(Meeting.held_on < TODAY, Meeting.status.in_(selects.TO_COME)),
        lambda row: _("Note who was at meeting %(called)s", called=row.called),
        lambda count: ngettext("%(num)s meeting to note", "%(num)s meetings to note", count),
        _at("meetings.record", "meeting_id"), "meetings.index", "clipboard-list", when=_on,
    ),
    Kind(
        "minutes", lambda: selects.meetings(Meeting.held_on <= TODAY, Meeting.status.in_(selects.WITHOUT_MINUTES)),
        lambda row: _("Send the minutes of meeting %(called)s", called=row.called),
        lambda count: ngettext("Minutes of %(num)s meeting", "Minutes of %(num)s meetings", count),
        _at("meetings.one", "meeting_id"), "meetings.index", "file-text", why=_on, when=_minutes_by,
    ),
    Kind(
        "correction", selects.corrections,
        lambda row: _("%(name)s corrects the minutes of meeting %(called)s", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s correction of minutes", "%(num)s corrections of minutes", count),
        lambda row: ("meetings.one", {"meeting_id": row.amount}, "corrections"), "meetings.index", "pencil", when=_on,
    ),
    Kind(
        "said_after", selects.said_after,
        lambda row: _("%(name)s says how meeting %(called)s was", name=row.person, called=row.called),
        lambda count: ngettext("%(num)s answer after a meeting", "%(num)s answers after a meeting", count),
        lambda row: ("meetings.one", {"meeting_id": row.amount}, "after"), "meetings.index", "smile", when=_on,
    ),
    Kind(
        "invite", lambda: selects.meetings(Meeting.held_on.between(TODAY, in_days(21)), Meeting.status == MeetingStatus.PLANNED),
        lambda row: _("Invite people to meeting %(called)s", called=row.called),
        lambda count: ngettext("Invitations of %(num)s meeting", "Invitations of %(num)s meetings", count),
        _at("meetings.invitations", "meeting_id"), "meetings.index", "send", when=_on,
    ),
    Kind(
        "supervisor", lambda: selects.threads(Question.turn == Turn.WORKER),
        lambda row: _("Answer the question about %(what)s", what=_thread_about(row)),
        lambda count: ngettext("%(num)s question of the supervisor", "%(num)s questions of the supervisor", count),
        _at("supervision.thread", "question_id"), "supervision.threads", "messages-square", when=_since,
    ),
    Kind(
        "file_request", lambda: selects.file_requests("open", "released"), _asked_about_the_file,
        lambda count: ngettext("%(num)s request about the file", "%(num)s requests about the file", count),
        _at("file_rights.one", "request_id"), "file_rights.index", "folder-open", when=_due,
    ),
    Kind(
        "agreed", lambda: selects.talk_actions(of_worker=True), lambda row: _("Do what was agreed in supervision"),
        lambda count: ngettext("%(num)s thing agreed in supervision", "%(num)s things agreed in supervision", count),
        _talk, "supervision.talks", "list-checks", when=_due,
    ),
    Kind(
        "evaluate", selects.to_evaluate, lambda row: _("Look at the plan together again"),
        lambda count: ngettext("%(num)s plan to look at again", "%(num)s plans to look at again", count),
        _version, "plans.index", "repeat", when=_on,
    ),
    Kind(
        "aftercare", selects.contacts,
        lambda row: _("Call %(name)s: aftercare", name=row.person) if row.person else _("Contact in aftercare"),
        lambda count: ngettext("%(num)s contact in aftercare", "%(num)s contacts in aftercare", count),
        _at("aftercare.contact", "contact_id"), "aftercare.index", "phone", when=_on,
    ),
    Kind(
        "look_back", selects.look_backs, lambda row: _("Look back with who handed the family over"),
        lambda count: ngettext("%(num)s moment of looking back", "%(num)s moments of looking back", count),
        _at("transfer.look_back", "moment_id"), "partners.index", "history", when=_on,
    ),
    Kind(
        "meeting", lambda: selects.meetings(Meeting.held_on.between(TODAY, in_days(7)), Meeting.status.in_(selects.TO_COME)),
        lambda row: _("Meeting %(called)s", called=row.called),
        lambda count: ngettext("%(num)s meeting this week", "%(num)s meetings this week", count),
        _at("meetings.one", "meeting_id"), "meetings.index", "calendar", when=_on, where=Where.WEEK,
    ),
    Kind(
        "talk", selects.talks, lambda row: _("Talk in supervision"),
        lambda count: ngettext("%(num)s talk in supervision this week", "%(num)s talks in supervision this week", count),
        _at("supervision.talk", "talk_id"), "supervision.talks", "messages-square", when=_on, where=Where.WEEK,
    ),
    Kind(
        "compliment", lambda: selects.threads(Question.kind == AskKind.COMPLIMENT, Question.created_at >= FORTNIGHT_AGO),
        lambda row: _("A compliment about %(what)s", what=_thread_about(row)),
        lambda count: ngettext("%(num)s compliment", "%(num)s compliments", count),
        _at("supervision.thread", "question_id"), "supervision.threads", "sparkles", when=_since, where=Where.GOOD,
    ),
    Kind(
        "good_line", selects.good_lines,
        lambda row: _("%(name)s wrote in the diary what went well", name=row.person) if row.person else _("Something went well"),
        lambda count: ngettext("%(num)s good line in the diary", "%(num)s good lines in the diary", count),
        _at("successes.new", "line"), "monitoring.index", "sun", when=_on, where=Where.GOOD,
    ),
    Kind(
        "let_out", lambda: selects.papers(LetOut.asked_by_id.is_distinct_from(SOMEBODY.id)),
        lambda row: _("A paper for %(name)s was stopped: decide whether it may go out", name=row.person),
        lambda count: ngettext("%(num)s paper to decide about", "%(num)s papers to decide about", count),
        _at("let_out.decide", "asked_id"), "documents.index", "file-text", why=lambda row, today: _("an acute crisis"),
        when=_since, urgent=True, supervisor=True,
    ),
    Kind(
        "approval",
        lambda: selects.approvals(PlanApproval.decided_at.is_(None), PlanApproval.asked_by_id.is_distinct_from(SOMEBODY.id)),
        lambda row: _("Version %(called)s of the plan waits for your approval", called=row.called),
        lambda count: ngettext("%(num)s version to approve", "%(num)s versions to approve", count),
        lambda row: ("plans.approval", {"number": int(row.called)}, ""), "plans.index", "file-text", when=_since, urgent=True,
        supervisor=True,
    ),
    Kind(
        "answered", lambda: selects.threads(Question.turn == Turn.ASKER),
        lambda row: _("Your question about %(what)s was answered: read it and end it", what=_thread_about(row)),
        lambda count: ngettext("%(num)s answer to your question", "%(num)s answers to your questions", count),
        _at("supervision.thread", "question_id"), "supervision.threads", "message-circle", when=_since, supervisor=True,
    ),
    Kind(
        "file_release", lambda: selects.file_requests("ready", first=SOMEBODY.id),
        lambda row: _("Read what was decided about the file, and release it"),
        lambda count: ngettext("%(num)s extract to release", "%(num)s extracts to release", count),
        _at("file_rights.one", "request_id"), "file_rights.index", "folder-open", when=_due, supervisor=True,
    ),
    Kind(
        "agreed_by_supervisor", lambda: selects.talk_actions(of_worker=False), lambda row: _("Do what was agreed in supervision"),
        lambda count: ngettext("%(num)s thing agreed in supervision", "%(num)s things agreed in supervision", count),
        _talk, "supervision.talks", "list-checks", when=_due, supervisor=True,
    ),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
