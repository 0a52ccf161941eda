"""Words of emergency access."""

from flask_babel import lazy_gettext as _l

from workbench.emergency.models import FOR_PRIVACY, EmergencyJudgement, EmergencyPurpose, Seat

PURPOSES = {
    EmergencyPurpose.DANGER_NOW: _l("There is danger now, for a child or an adult"),
    EmergencyPurpose.ON_CALL: _l("I am on call, and the family or somebody around it called"),
    EmergencyPurpose.STANDS_IN: _l("The worker and who stands in cannot be reached, and this cannot wait"),
    EmergencyPurpose.ADVICE: _l("My advice is asked for now"),
    EmergencyPurpose.OTHER: _l("Something else that cannot wait"),
    EmergencyPurpose.COMPLAINT: _l("Somebody complained about how the file is dealt with"),
    EmergencyPurpose.REQUEST: _l("Somebody asked to see, correct or erase the file"),
    EmergencyPurpose.LEAK: _l("Something may have leaked"),
    EmergencyPurpose.LOG: _l("Something in the log asks for it"),
}
IN_EMERGENCY = [(key, label) for key, label in PURPOSES.items() if key not in FOR_PRIVACY]
OF_PRIVACY = [(key, label) for key, label in PURPOSES.items() if key in FOR_PRIVACY]
JUDGEMENTS = {
    EmergencyJudgement.JUSTIFIED: _l("Justified: this was needed"),
    EmergencyJudgement.UNJUSTIFIED: _l("Not justified: this was not needed, or more was looked at than was needed"),
    EmergencyJudgement.TALK: _l("I talk about it with this colleague first"),
}
SHORT = {
    EmergencyJudgement.JUSTIFIED: _l("justified"),
    EmergencyJudgement.UNJUSTIFIED: _l("not justified"),
    EmergencyJudgement.TALK: _l("talk about it"),
}
SEATS = {Seat.SUPERVISOR: _l("supervisor of the team"), Seat.PRIVACY_OFFICER: _l("privacy officer")}
