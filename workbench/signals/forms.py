"""A sign of unsafety and what was done with it; the steps of the reporting code."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.signals.labels import CONSIDERATIONS, DECISIONS, EXPERTS
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form

YES_NO = (("yes", _l("yes")), ("no", _l("no")))


class SignalForm(Form):
    """Facts first: what was seen or heard, when and by whom."""

    received_on = Day(_l("When did you hear of it?"), required=True)
    source_id = OneOf(_l("From whom?"), empty=_l("somebody outside this casus"))
    source = CleanText(_l("Who is that?"), most=120)
    content = CleanText(_l("What was seen or heard?"), required=True, lines=4)
    discussed_on = Day(_l("Discussed on"))
    discussed_with = CleanText(_l("With whom?"), most=200)
    action = CleanText(_l("What did you do with it?"), lines=3)
    outcome = CleanText(_l("What came of it?"), lines=3)


class WithdrawSignalForm(Form):
    """A signal stays on record, also when it turns out not to be one."""

    why = CleanText(_l("Why do you withdraw it?"), required=True, lines=3, why=_l("Write down why this is withdrawn."))


class StartForm(Form):
    """For which signals the reporting code is followed, and since when."""

    started_on = Day(_l("Since which day?"), required=True)
    signals = SomeOf(_l("For which signals?"), required=True, why=_l("For which signal is it? Choose at least one."))


class StepForm(Form):
    """One step that was taken."""

    done_on = Day(_l("On which day?"), required=True)
    by_whom = CleanText(_l("By whom?"), required=True, most=120)


class AdviceStepForm(StepForm):
    """Step 2: with whom."""

    expert = OneOf(_l("With whom?"), options=EXPERTS.items(), radio=True)
    with_whom = CleanText(_l("Who was that?"), most=200)


class DecisionStepForm(StepForm):
    """Step 5: what is decided, beside what the considerations advise."""

    decision = OneOf(_l("What do you decide?"), options=DECISIONS.items(), radio=True, empty=_l("not yet"))
    decision_why = CleanText(_l("Why otherwise than advised?"), lines=3)


class Outcome(Form):
    """The last fields of every step."""

    outcome = CleanText(_l("What came of it?"), required=True, lines=4)
    order_why = CleanText(_l("Why was an earlier step not taken first?"), lines=2)


def step_form(nr: int, people: list[Any], data: dict[str, Any]) -> Form:
    """The form of a step; in step 3 two fields for each parent and child, in step 5 two for each consideration."""
    more: dict[str, Any] = {}
    if nr == 3:
        for one in people:
            more[f"talk_{one.id}"] = Day(_l("Talked with %(name)s on", name=one.name))
            more[f"why_{one.id}"] = CleanText(_l("Or why not with %(name)s", name=one.name), most=600)
    if nr == 5:
        for number, words in CONSIDERATIONS.items():
            more[f"answer_{number}"] = OneOf(words, options=YES_NO, radio=True, empty=_l("not answered"))
            more[f"words_{number}"] = CleanText(_l("Because"), most=1000)
    base = {2: AdviceStepForm, 5: DecisionStepForm}.get(nr, StepForm)
    made: type[Form] = type("NumberedStepForm", (Outcome, base), more)
    return made(data=data)


class ReportForm(Form):
    """The report to Veilig Thuis and what came back."""

    reported_on = Day(_l("Reported on"), required=True)
    receipt_on = Day(_l("Veilig Thuis confirmed the receipt on"))
    answered_on = Day(_l("Veilig Thuis answered on"))
    answer = CleanText(_l("What did Veilig Thuis say?"), lines=4)


class CloseForm(Form):
    """The end: how the safety is followed from here."""

    closed_on = Day(_l("Closed on"), required=True)
    following = CleanText(_l("How is the safety followed from here, and by whom?"), lines=4)
