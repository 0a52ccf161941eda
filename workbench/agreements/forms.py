"""What a person fills in about an agreement."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.agreements import examples, labels, rhythm, rules
from workbench.agreements.models import AgreementKind, AgreementStatus, Audience
from workbench.agreements.shipped_examples import SITUATIONS, Example
from workbench.casus.models import Phase
from workbench.casus.queries import names_of
from workbench.errors import RuleBroken
from workbench.web.fields import CleanText, ClockTime, Coach, Day, OneOf, SomeOf, Whole
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
    repeats = OneOf(_l("How often?"), options=labels.REPEATS.items(), radio=True, empty=_l("Only as it says in the words"))
    repeat_days = SomeOf(_l("On which days?"), options=labels.WEEKDAYS.items())
    repeat_every = Whole(_l("Once in how many weeks?"), least=1, most=rhythm.MOST_WEEKS)
    repeat_at = ClockTime(_l("At what time?"))
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
    nothing_before = CleanText(_l("Why does it build on nothing from before?"), lines=2, most=1000)
    kind = OneOf(_l("What kind of agreement is it?"), options=labels.KINDS.items(), radio=True, default=AgreementKind.BEHAVIOUR)
    phase = OneOf(_l("For which phase?"), options=labels.PHASES.items(), radio=True, default=Phase.STABLE)
    starts_on = Day(_l("From which day?"), required=True)
    until = Day(_l("Until which day?"))
    meeting = OneOf(_l("From which meeting?"), empty=_l("Not from a meeting"))
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
        self.meeting.offer([(one.id, meeting_words(one)) for one in found["meetings"]])
        self.names = names
        self.dangers = [names[person.id] for person in found["people"] if person.is_danger]
        return self

    def validate(self, *args: Any, **more: Any) -> bool:
        """Names come in the place of the brackets of an example; a bracket that stays open is said at its field."""
        for name, text in examples.filled(self.answers, self.names).items():
            if name in examples.TEXTS:
                self[name].data = text
        right = super().validate(*args, **more)
        for name in examples.TEXTS:
            if marks := examples.still_open(self[name].data or ""):
                self.show(RuleBroken(labels.open_marks(marks), field=name))
                right = False
        return bool(right)


class ChangeForm(AgreementForm):
    """An agreement that is there already, with why it changes."""

    why = CleanText(_l("Why does it change?"), lines=2, most=1000)


class WhoForm(Form):
    """Who is meant in an example, before somebody begins with it; nothing has to be chosen."""

    doers = SomeOf(_l("Who does it?"))
    children = SomeOf(_l("For which child?"))
    checker = OneOf(_l("Who looks whether it happens?"), empty=_l("Choose later"))
    backup = OneOf(_l("Who stands in?"), empty=_l("Choose later"))

    def offer(self, found: dict[str, list[Any]]) -> "WhoForm":
        """Set who can be chosen, from queries.choices_of."""
        names = names_of(found["people"])
        children = {person.id for person in found["people"] if person.family_role == "child"}
        for field in (self.doers, self.checker, self.backup):
            field.offer(names.items())
        self.children.offer([(person, name) for person, name in names.items() if person in children])
        return self


class EndForm(Form):
    """Why an agreement ends."""

    reason = CleanText(_l("Why does it end?"), required=True, lines=3, why=_l("Write down why this ends."))
    feasible = OneOf(
        _l("How did it end?"), radio=True,
        options=[(True, _l("It is no longer needed, or something else takes its place")),
                 (False, _l("It turned out not to be feasible"))],
    )  # fmt: skip


class Steps(OneOf):
    """The steps that may be taken are shown; another one that is sent gets the reason why not, from the rules."""

    shown: tuple[AgreementStatus, ...] = ()

    def iter_choices(self) -> Any:
        return (one for one in super().iter_choices() if one.value in self.shown)


class StatusForm(Form):
    """A living agreement takes a step."""

    status = Steps(_l("What is the next step?"), radio=True,
                   options=[(status, labels.STATUSES[status][1]) for status in AgreementStatus])  # fmt: skip
    reason = CleanText(_l("Why?"), lines=2, most=1000)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """A step is taken at once; the form stands on the page of the agreement."""
        return False

    def offer(self, now: AgreementStatus) -> "StatusForm":
        """Show what can follow from where it stands."""
        self.status.shown = rules.NEXT[now]
        return self


class ExampleForm(Form):
    """An example of an agreement, for the whole organisation."""

    situation = OneOf(_l("In which situation?"), options=SITUATIONS.items())
    title = CleanText(_l("What is it called?"), required=True, most=120, why=_l("Give it a name."))
    what = CleanText(_l("What does this person do?"), required=True, lines=3, most=1000, why=_l("Write down what somebody does."))
    when = CleanText(_l("When?"), required=True, most=400, why=_l("Write down when this happens."))
    repeats = OneOf(_l("How often?"), options=labels.REPEATS.items(), radio=True, empty=_l("Only as it says in the words"))
    repeat_days = SomeOf(_l("On which days?"), options=labels.WEEKDAYS.items())
    repeat_every = Whole(_l("Once in how many weeks?"), least=1, most=rhythm.MOST_WEEKS)
    repeat_at = ClockTime(_l("At what time?"))
    trigger = CleanText(_l("What sets it off?"), lines=2, most=1000)
    early_signal = CleanText(_l("What do people notice first?"), lines=2, most=1000)
    what_if = CleanText(_l("What if it does not work?"), lines=3, most=1000)
    check_how = CleanText(_l("How does this person see that?"), lines=2, most=1000)
    check_every_days = Whole(_l("Look again every"), required=True, least=1, most=365, default=14)
    starts_after = Whole(_l("Begins how many days after today?"), required=True, most=365, default=0)
    ends_after = Whole(_l("Ends how many days after today?"), most=1000)
    phase = OneOf(_l("For which phase?"), options=labels.PHASES.items(), radio=True, default=Phase.STABLE)
    kind = OneOf(_l("What kind of agreement is it?"), options=labels.KINDS.items(), radio=True, default=AgreementKind.BEHAVIOUR)
    reason = CleanText(_l("Why?"), required=True, lines=2, most=1000, why=_l("Write down why."))

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Drafts hang on a casus; this is for the whole organisation."""
        return False


class ReasonForm(Form):
    """Why an example is offered no more."""

    reason = CleanText(_l("Why?"), required=True, most=1000, why=_l("Write down why."))


def answers_of_example(example: Example) -> dict[str, Any]:
    """What the form of this example would hold; the reason is asked anew each time."""
    return {**example._asdict(), "repeat_days": rhythm.days_of(example.repeat_days)}


def meeting_words(meeting: Any) -> str:
    """A meeting as a choice: its day and number."""
    return _("Meeting %(number)s, %(day)s", number=meeting.number, day=day(meeting.held_on))


def _dated(on: Any, text: str) -> str:
    """A record as a choice: its day and the beginning of its text."""
    short = text if len(text) <= SHOWN_OF_TEXT else text[:SHOWN_OF_TEXT].rsplit(" ", 1)[0] + " …"
    return _("%(day)s: %(text)s", day=day(on), text=short) if on else short
