"""The words for the steps of the reporting code, its five considerations and what they advise (domain.md 2.4)."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.signals.models import Decision, Expert

STEPS: dict[int, Any] = {
    1: _l("Write down the signs"), 2: _l("Talk with a colleague who knows, or with Veilig Thuis"),
    3: _l("Talk with parents and child"), 4: _l("Weigh it"), 5: _l("Decide"),
}  # fmt: skip
HINTS: dict[int, Any] = {
    1: _l("What was seen or heard, when, by whom? Facts, no conclusions."),
    2: _l("What did this person advise? Veilig Thuis gives advice without names too."),
    3: _l("What did parents and child say themselves? The safety of the child goes first: only talk when that is safe."),
    4: _l("How likely is it, how serious, and how safe is the child now?"),
    5: _l("What do you decide with these answers, and what happens next?"),
}  # fmt: skip
EXPERTS: dict[Expert, Any] = {
    Expert.COLLEAGUE: _l("a colleague who knows"), Expert.SAFE_AT_HOME: _l("Veilig Thuis"), Expert.BOTH: _l("both"),
}  # fmt: skip
CONSIDERATIONS: dict[int, Any] = {
    1: _l("Is there a suspicion of violence at home or child abuse?"),
    2: _l("Is the child, or somebody else, in acute danger or unsafe again and again?"),
    3: _l("Can I give or organise help that works?"),
    4: _l("Do those involved accept that help, and do they take part?"),
    5: _l("Does the help lead to what is needed, within the time we want?"),
}  # fmt: skip
AFTER: dict[int, Any] = {
    1: _l("No: close it and note it down. Yes: go on to 2."), 2: _l("Yes: report it. No: go on to 3."),
    3: _l("No: report it. Yes: go on to 4."), 4: _l("No: report it. Yes: go on to 5."),
    5: _l("No: report it, also when you did so before. Yes: go on, with agreements on following the safety."),
}  # fmt: skip
DECISIONS: dict[Decision, Any] = {
    Decision.CLOSE: _l("Close it and note it down"), Decision.REPORT: _l("Report to Veilig Thuis"),
    Decision.FOLLOW: _l("Help ourselves, with agreements on following the safety"),
}  # fmt: skip
ADVICE: dict[Decision, Any] = {
    Decision.CLOSE: _l("The considerations advise: close it, and note down why there is no suspicion."),
    Decision.REPORT: _l("The considerations advise: report it to Veilig Thuis."),
    Decision.FOLLOW: _l("The considerations advise: no report now. Go on with the help, and agree how the safety is followed."),
}  # fmt: skip
