"""Words for kinds of meetings, how far one is, who was there, and what is said; the default agenda (domain.md 1.12)."""

from flask_babel import lazy_gettext as _l

from workbench.meetings.models import (
    AgendaKind,
    AgreementChange,
    AttendanceStatus,
    EntryKind,
    Heard,
    InviteBy,
    MeetingKind,
    MeetingStatus,
)

KINDS = {
    MeetingKind.FIRST: _l("first meeting"),
    MeetingKind.FOLLOW_UP: _l("next meeting"),
    MeetingKind.TEMPORARY_PLAN: _l("temporary plan"),
    MeetingKind.EVALUATION: _l("evaluation"),
    MeetingKind.CLOSING: _l("last meeting"),
}
STATUSES = {
    MeetingStatus.PLANNED: ("later", _l("planned")),
    MeetingStatus.INVITED: ("later", _l("people are invited")),
    MeetingStatus.HELD: ("warm", _l("held, minutes still to be sent")),
    MeetingStatus.MINUTES_CONCEPT: ("warm", _l("minutes in concept")),
    MeetingStatus.MINUTES_SENT: ("good", _l("minutes sent")),
    MeetingStatus.CANCELLED: ("none", _l("cancelled")),
}
STEPS = {
    "planned": _l("Planned"),
    "invited": _l("Invited"),
    "held": _l("Held"),
    "minutes_concept": _l("Minutes in concept"),
    "minutes_sent": _l("Minutes sent"),
}
ATTENDANCE = {
    AttendanceStatus.INVITED: _l("invited"),
    AttendanceStatus.COMING: _l("is coming"),
    AttendanceStatus.NOT_COMING: _l("is not coming"),
    AttendanceStatus.PRESENT: _l("was there"),
    AttendanceStatus.ONLINE: _l("was there online"),
    AttendanceStatus.ABSENT: _l("was not there"),
    AttendanceStatus.REPRESENTED: _l("somebody or something stood in"),
}
INVITE_BY = {
    InviteBy.SAID: _l("I tell them"),
    InviteBy.PAPER: _l("on paper"),
    InviteBy.MAIL: _l("by mail that says only: a message is waiting"),
}
ENTRIES = {
    EntryKind.FACT: _l("fact: seen, heard or done"),
    EntryKind.OPINION: _l("opinion: what somebody thinks or feels"),
    EntryKind.DECISION: _l("decision"),
    EntryKind.QUESTION: _l("question that stays open"),
}
ENTRY_NOTES = {
    EntryKind.FACT: _l("Somebody was there and can say so. Note who."),
    EntryKind.OPINION: _l("In that person’s own words. Note who."),
    EntryKind.DECISION: _l("What everybody goes home with."),
    EntryKind.QUESTION: _l("Who finds it out is worth noting too."),
}
ENTRY_TAGS = {
    EntryKind.FACT: ("primary", _l("fact"), "eye"),
    EntryKind.OPINION: ("none", _l("opinion"), "message-circle"),
    EntryKind.DECISION: ("good", _l("decision"), "check"),
    EntryKind.QUESTION: ("warm", _l("open question"), "circle-alert"),
}
HEARD = {
    Heard.YES: ("good", _l("felt heard"), "smile"),
    Heard.PARTLY: ("part", _l("felt heard a little"), "meh"),
    Heard.NO: ("warm", _l("did not feel heard"), "frown"),
}
CHANGES = {
    AgreementChange.NEW: _l("new agreement"),
    AgreementChange.CHANGED: _l("changed agreement"),
    AgreementChange.ENDED: _l("ended agreement"),
}
# (what, in words, minutes): about an hour and a half together, domain.md 1.11
AGENDA = (
    (AgendaKind.WELCOME, _l("Welcome: who is who, rules, what do we share"), 5),
    (AgendaKind.WHY, _l("Why are we here: the worries in plain words"), 5),
    (AgendaKind.WELL, _l("What goes well, what worked since last time"), 10),
    (AgendaKind.CHILD_VOICE, _l("The child’s voice"), 10),
    (AgendaKind.SCALE, _l("Everybody gives a number, with the reason"), 10),
    (AgendaKind.BOTTOM_LINES, _l("What must be so in any case"), 5),
    (AgendaKind.FAMILY_TIME, _l("Time for the family and the network alone"), 15),
    (AgendaKind.AGREEMENTS, _l("Agreements for each goal: who, what, when, what if"), 20),
    (AgendaKind.BAD_DAY, _l("What could go wrong on a bad day?"), 5),
    (AgendaKind.WATCH, _l("Who keeps an eye on it, who gets which version"), 2),
    (AgendaKind.NEXT_DATE, _l("The next date, and who invites"), 1),
    (AgendaKind.CLOSING, _l("To end: what do you take home?"), 2),
)
TO_PREPARE = {
    "time": (_l("A time to begin"), _l("Not noted yet.")),
    "place": (_l("A place, or online"), _l("A place where everybody dares to come.")),
    "chair": (_l("A chair from the network"), _l("Best somebody the family trusts; not the worker.")),
    "minute_taker": (_l("Somebody who writes"), _l("What is typed in the meeting is the minutes.")),
    "purpose": (_l("One sentence: why do we meet?"), _l("Agree it with the parents. It stands in the invitation.")),
    "agenda": (_l("An agenda"), _l("Yours to change: add, leave out, move.")),
    "network": (_l("At least two people from the network"), _l("Ask both parents, and both sides of the family.")),
    "children": (_l("Each child there, or its words on the table"), _l("A drawing or a letter can stand in.")),
    "share": (_l("What people get to read beforehand"), _l("Write that nothing is sent when nothing is.")),
    "invited": (_l("People are invited"), _l("Each in the way that is safe.")),
}
