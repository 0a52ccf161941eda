"""What a person fills in about an agreement."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.agreements import labels
from workbench.agreements.models import AgreementKind, AgreementStatus, Audience
from workbench.casus.models import Phase
from workbench.casus.queries import names_of
from workbench.web.fields import CleanText, Coach, Day, OneOf, SomeOf, Whole
from workbench.web.filters import day
from workbench.web.forms import Form

NOBODY = _l("Nobody")
NOTHING = _l("Nothing")
SHOWN_OF_TEXT = 90


class AgreementForm(Form):
    """Everything about one agreement; the lists of people and records come from `offer`."""

    goal = OneOf(_l("For which goal?"), radio=True)
    doers = SomeOf(_l("Who does it?"), required=True, why=_l("Say who does this: at least one person by name."))
    what = CleanText(_l("What does this person do?"), required=True, lines=3, why=_l("Write down what somebody does."),
                     coach=Coach("agreement", ("T3",)))  # `when` says when
    when = CleanText(_l("When?"), required=True, most=400, why=_l("Write down when this happens."))
    together = SomeOf(_l("Together with"))
    children = SomeOf(_l("For which child?"))
    trigger = CleanText(_l("What sets it off?"), lines=2)
    early_signal = CleanText(_l("What do people notice first?"), lines=2)
    what_if = CleanText(_l("What if it does not work?"), lines=3, coach=Coach("agreement"))
    backup = OneOf(_l("Who stands in?"), empty=NOBODY)
    checker = OneOf(_l("Who looks whether it happens?"))
    second_checker = OneOf(_l("Who looks too?"), empty=NOBODY)
    check_how = CleanText(_l("How does this person see that?"), required=True, lines=2,
                          why=_l("Write down how somebody sees it."))
    check_every_days = Whole(_l("Look again every"), required=True, least=1, most=365, default=14)
    based_on_item = OneOf(_l("What worked before?"), empty=NOTHING)
    based_on_success = OneOf(_l("Which success does it build on?"), empty=NOTHING)
    kind = OneOf(_l("What kind of agreement is it?"), options=labels.KINDS.items(), radio=True, default=AgreementKind.BEHAVIOUR)
    phase = OneOf(_l("For which phase?"), options=labels.PHASES.items(), radio=True, default=Phase.STABLE)
    starts_on = Day(_l("From which day?"), required=True)
    until = Day(_l("Until which day?"))
    bottom_lines = SomeOf(_l("Which bottom lines does it cover?"))
    audience = OneOf(_l("Who may read it?"), options=labels.AUDIENCES.items(), radio=True, default=Audience.EVERYONE)
    sub_group = OneOf(_l("Which part of the network?"), empty=_l("Choose"))
    readers = SomeOf(_l("Which people?"))
    unsafe_to_hand_out = BooleanField(_l("It is not safe to give this to a child on paper"))

    def offer(self, found: dict[str, list[Any]]) -> "AgreementForm":
        """Set what can be chosen, from queries.choices_of."""
        names = names_of(found["people"])
        children = {person.id for person in found["people"] if person.family_role == "child"}
        for field in (self.doers, self.together, self.checker, self.second_checker, self.backup, self.readers):
            field.offer(names.items())
        self.children.offer([(person, name) for person, name in names.items() if person in children])
        self.goal.offer([(goal.id, f"{goal.number}. {goal.title}") for goal in sorted(found["goals"], key=lambda g: g.number)])
        self.based_on_item.offer([(item.id, _dated(item.happened_on, item.text)) for item in found["safety"]])
        self.based_on_success.offer([(one.id, _dated(one.happened_on, one.what)) for one in found["successes"]])
        self.sub_group.offer([(group.id, group.name) for group in found["groups"]])
        known = [(who, word) for who, word in labels.AUDIENCES.items() if found["groups"] or who is not Audience.SUB_GROUP]
        self.audience.offer(known)
        self.bottom_lines.offer([(line.id, line.text) for line in found["bottom_lines"]])
        return self


class EndForm(Form):
    """Why an agreement ends."""

    reason = CleanText(_l("Why does it end?"), required=True, lines=3, why=_l("Write down why this ends."))
    feasible = OneOf(
        _l("How did it end?"), radio=True,
        options=[(True, _l("It is no longer needed, or something else takes its place")),
                 (False, _l("It turned out not to be feasible"))],
    )  # fmt: skip


class StatusForm(Form):
    """Where a living agreement stands."""

    status = OneOf(
        _l("Where does it stand?"), radio=True,
        options=[(status, labels.STATUSES[status][1]) for status in (
            AgreementStatus.PROPOSED, AgreementStatus.IN_REVIEW, AgreementStatus.AGREED, AgreementStatus.TRYING,
            AgreementStatus.ACTIVE, AgreementStatus.ADAPTING)],
    )  # fmt: skip


def _dated(on: Any, text: str) -> str:
    """A record as a choice: its day and the beginning of its text."""
    short = text if len(text) <= SHOWN_OF_TEXT else text[:SHOWN_OF_TEXT].rsplit(" ", 1)[0] + " …"
    return _("%(day)s: %(text)s", day=day(on), text=short) if on else short
