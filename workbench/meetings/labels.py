"""Words for kinds of meetings, how far one is, and who was there; the default agenda (domain.md 1.12)."""

from flask_babel import lazy_gettext as _l

from workbench.meetings.models import AttendanceStatus, MeetingKind, MeetingStatus

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
ATTENDANCE = {
    AttendanceStatus.INVITED: _l("invited"),
    AttendanceStatus.COMING: _l("is coming"),
    AttendanceStatus.NOT_COMING: _l("is not coming"),
    AttendanceStatus.PRESENT: _l("was there"),
    AttendanceStatus.ONLINE: _l("was there online"),
    AttendanceStatus.ABSENT: _l("was not there"),
    AttendanceStatus.REPRESENTED: _l("somebody or something stood in"),
}
AGENDA = (
    _l("Welcome: who is who, rules, what do we share"),
    _l("Why are we here: the worries in plain words"),
    _l("What goes well, what worked since last time"),
    _l("The child’s voice"),
    _l("Everybody gives a number, with the reason"),
    _l("What must be so in any case"),
    _l("Time for the family and the network alone"),
    _l("Agreements for each goal: who, what, when, what if"),
    _l("What could go wrong on a bad day?"),
    _l("Who keeps an eye on it, who gets which version"),
    _l("The next date, and who invites"),
    _l("To end: what do you take home?"),
)
