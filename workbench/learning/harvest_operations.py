"""What comes out of a learning meeting: what each takes away, actions, and who looked at the team's forms. The caller commits."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.learning import queries
from workbench.learning.models import LearningMeeting, PanelLook, SeenBy, TakeAway, TeamAction
from workbench.learning.nameless import leave_families_out
from workbench.learning.rules import MeetingState
from workbench.records import expect_version
from workbench.standards import operations as standards
from workbench.standards.models import LearningAction

audit.declare(
    {
        "take-away written": _l("wrote down what he or she takes away from a learning meeting"),
        "take-away changed": _l("changed what he or she takes away from a learning meeting"),
        "take-away removed": _l("removed what he or she took away from a learning meeting"),
        "team action added": _l("added an action of the team"),
        "team action done": _l("finished an action of the team"),
        "panel look added": _l("noted what a youth council or panel said"),
        "panel look changed": _l("changed what a youth council or panel said"),
    }
)


def write_take_away(meeting: LearningMeeting, *, by: User, text: str, seen_by: SeenBy) -> TakeAway:
    """One thing somebody takes away, for himself or herself or for the team."""
    _not_cancelled(meeting)
    leave_families_out(by, text=text)
    one = TakeAway(
        team_id=meeting.team_id, meeting_id=meeting.id, owner_id=by.id, created_by_id=by.id, text=text, seen_by=seen_by
    )
    db.session.add(one)
    audit.record("take-away written", None, by=by, record=one, action="C")
    return one


def change_take_away(one: TakeAway, version: int, *, by: User, text: str, seen_by: SeenBy) -> None:
    """Other words, or another reader; only who wrote it. Raises EditConflict."""
    expect_version(one, version)
    leave_families_out(by, text=text)
    audit.record("take-away changed", None, by=by, record=one)
    one.text, one.seen_by = text, seen_by


def remove_take_away(one: TakeAway, *, by: User) -> None:
    """It is gone; only who wrote it may."""
    audit.record("take-away removed", None, by=by, record=one, action="D")
    db.session.delete(one)


def add_own_action(meeting: LearningMeeting, *, by: User, what: str, standard: int, due_on: date) -> LearningAction:
    """A learning action of one worker: it counts for standards 1 and 2 (domain.md 3.1), and says where it was decided."""
    _not_cancelled(meeting)
    _ahead(due_on)
    leave_families_out(by, what=what)
    return standards.add_learning_action(
        by=by, standard=standard, what=what, planned_on=due_on, learning_meeting_id=meeting.id
    )


def add_team_action(meeting: LearningMeeting, *, by: User, what: str, owner_id: int, due_on: date) -> TeamAction:
    """An action of the team, with one owner of that team and a last day."""
    _not_cancelled(meeting)
    _ahead(due_on)
    if owner_id not in dict(queries.members_of(meeting.team_id)):
        raise RuleBroken(_("Choose somebody of the team."), field="owner")
    leave_families_out(by, what=what)
    action = TeamAction(
        team_id=meeting.team_id, meeting_id=meeting.id, created_by_id=by.id, owner_id=owner_id, what=what, due_on=due_on
    )
    db.session.add(action)
    audit.record("team action added", None, by=by, record=action, action="C")
    return action


def finish_team_action(action: TeamAction, *, by: User) -> None:
    """It was done, today. Twice is once."""
    if action.done_on is None:
        audit.record("team action done", None, by=by, record=action)
        action.done_on = clock.today()


def add_panel_look(*, by: User, seen_on: date, who: str, looked_at: str, said: str, changed: str = "") -> PanelLook:
    """A youth council or panel saw a form or the template of the plan. Raises RuleBroken for a day to come."""
    _has_been(seen_on)
    leave_families_out(by, who=who, looked_at=looked_at, said=said, changed=changed)
    look = PanelLook(team_id=by.team_id, created_by_id=by.id, seen_on=seen_on, who=who, looked_at=looked_at, said=said,
                     changed=changed or None)  # fmt: skip
    db.session.add(look)
    audit.record("panel look added", None, by=by, record=look, action="C")
    return look


def change_panel_look(look: PanelLook, version: int, *, by: User, **answers: str | date) -> None:
    """Also afterwards: what the team changed. Raises EditConflict."""
    expect_version(look, version)
    _has_been(answers["seen_on"])  # type: ignore[arg-type]
    leave_families_out(by, **{name: text for name, text in answers.items() if isinstance(text, str)})
    audit.record("panel look changed", None, by=by, record=look)
    for name, value in answers.items():
        setattr(look, name, value or None if name == "changed" else value)


def _not_cancelled(meeting: LearningMeeting) -> None:
    if meeting.state is MeetingState.CANCELLED:
        raise RuleBroken(_("This meeting was called off."))


def _ahead(day: date) -> None:
    if day < clock.today():
        raise RuleBroken(_("Choose today or a day to come."), field="due_on")


def _has_been(day: date) -> None:
    if day > clock.today():
        raise RuleBroken(_("Choose today or a day that has been."), field="seen_on")
