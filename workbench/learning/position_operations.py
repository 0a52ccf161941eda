"""Positions that belong to nobody: giving them, opening them, throwing them away (decision 0019). The caller commits.

Nothing here leads from a position to a person: numbers in a sealed box, sentences shuffled anew at every turn, every box written
anew at every turn whatever was said, and a log that says only that somebody took part, without naming a record that others see.
"""

import secrets
from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from workbench import audit, clock
from workbench.accounts.models import User
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.learning import queries, rules
from workbench.learning.models import LearningMeeting, LearningPoint, PositionBox, TookPart
from workbench.learning.nameless import leave_families_out
from workbench.learning.rules import MeetingState, Position

audit.declare(
    {
        "positions given": _l("took part in the positions of a learning meeting"),
        "positions opened": _l("opened the positions of a learning meeting"),
    }
)
CHANCE = secrets.SystemRandom()


def give(meeting: LearningMeeting, answers: Mapping[int, tuple[Position, str]], *, by: User) -> None:
    """Put a position in the box of every statement. It cannot be changed or taken back: nobody knows any more whose it is.

    Raises RuleBroken when it was done before, is closed, the team is too small, or the statements are not those of the form.
    """
    meeting = queries.locked(meeting)
    why_not = why_closed(meeting, queries.standing(meeting, by))
    if why_not:
        raise RuleBroken(why_not)
    boxes = queries.boxes_of(meeting)
    if {box.point_id for box in boxes} != set(answers):
        raise RuleBroken(_("The statements were changed meanwhile. Look at them again."))
    leave_families_out(by, **{f"said_{point}": sentence for point, (_position, sentence) in answers.items()})
    for box in boxes:
        position, sentence = answers[box.point_id]
        box.content = rules.with_one_more(box.content, position, sentence, CHANCE.shuffle)
    db.session.add(TookPart(meeting_id=meeting.id, user_id=by.id))
    # `record` stays away: the page for two who change the same thing says who was last at a record
    audit.record("positions given", None, by=by, learning_meeting=meeting.id)


def why_closed(meeting: LearningMeeting, standing: queries.Standing) -> str:
    """Why this person cannot give positions now, or nothing."""
    if meeting.state is not MeetingState.PLANNED or meeting.opened_on is not None:
        return _("The positions are closed.")
    if standing.members < rules.FEWEST:
        return _(
            "Your team is too small: from %(fewest)s people on, nobody can tell who said what.", fewest=rules.FEWEST
        )
    if standing.me:
        return _("You took part already. Nobody can tell any more which positions are yours, so they stay as they are.")
    return ""


def open_them(meeting: LearningMeeting, *, by: User) -> None:
    """Show what people think; from now on nobody adds to it, so that nothing can be told from a difference.

    Who took part is forgotten, how many stays. Raises RuleBroken for who does not lead, or when too few took part.
    """
    meeting = queries.locked(meeting)
    only_the_leader(meeting, by)
    if meeting.state is not MeetingState.PLANNED or meeting.opened_on is not None:
        raise RuleBroken(_("The positions are closed."))
    took_part = _took_part(meeting)
    if not rules.may_be_opened(took_part):
        raise RuleBroken(
            _(
                "From %(fewest)s people on they can be opened. Now %(now)s took part.",
                fewest=rules.FEWEST,
                now=took_part,
            )
        )
    audit.record("positions opened", None, by=by, record=meeting, people=took_part)
    meeting.opened_on, meeting.took_part = clock.today(), took_part
    _forget_who(meeting)


def throw_away(meeting: LearningMeeting) -> None:
    """Nobody will ever see these positions, so they are not kept."""
    points = select(LearningPoint.id).where(LearningPoint.meeting_id == meeting.id)
    gone = delete(PositionBox).where(PositionBox.point_id.in_(points))
    db.session.execute(gone.execution_options(synchronize_session=False))
    _forget_who(meeting)


def refuse_when_given(meeting: LearningMeeting) -> None:
    """Statements stay as they are from the first position on: everybody answers the same."""
    if meeting.opened_on is not None or _took_part(queries.locked(meeting)):
        raise RuleBroken(_("Somebody gave positions already, so the statements stay as they are."))


def refuse_while_they_wait(meeting: LearningMeeting) -> None:
    """Enough people gave their positions to talk about them: ending the meeting would throw them away by mistake."""
    if meeting.opened_on is None and rules.may_be_opened(_took_part(meeting)):
        raise RuleBroken(_("People gave their positions for this meeting. Open them first."))


def only_the_leader(meeting: LearningMeeting, by: User) -> None:
    """Raises RuleBroken for anybody else."""
    if meeting.led_by_id != by.id:
        raise RuleBroken(_("Who leads the meeting does this."))


def _took_part(meeting: LearningMeeting) -> int:
    return db.session.scalar(select(func.count()).select_from(TookPart).where(TookPart.meeting_id == meeting.id)) or 0


def _forget_who(meeting: LearningMeeting) -> None:
    gone = delete(TookPart).where(TookPart.meeting_id == meeting.id)
    db.session.execute(gone.execution_options(synchronize_session=False))
