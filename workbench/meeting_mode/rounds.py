"""The numbers round the table: who gives one, who has not yet, and what everybody may see of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from workbench.extensions import db
from workbench.goals.models import Rating
from workbench.meeting_mode import rules
from workbench.meeting_mode.models import RatingRound
from workbench.meeting_mode.queries import Room
from workbench.meetings import queries as meetings
from workbench.meetings.models import Meeting


@dataclass(frozen=True)
class Round:
    """The numbers of one goal: who gives one, who has not yet, and, once they are shown, the ladder."""

    goal: dict[str, Any]
    shown: bool
    given: dict[int, Rating]
    missing: list[int]
    turn: int | None
    before: tuple[int, int] | None
    before_on: Any = None

    @property
    def rungs(self) -> dict[int, list[int]]:
        """Number → people."""
        return rules.rungs({person: one.number for person, one in self.given.items()})


def scale_rounds(room: Room) -> list[Round]:
    """The numbers of each goal that everybody here may see; two statements."""
    given, shown = meetings.ratings_at(room.meeting), _shown(room.meeting)
    return [_round(room, goal, given.get(goal["id"], {}), goal["id"] in shown) for goal in room.screen.goals()]


def _round(room: Room, goal: dict[str, Any], given: dict[int, Rating], shown: bool) -> Round:
    here = {person: one for person, one in given.items() if person in room.names and room.screen.may_list(person)}
    table = rules.missing((person for person in room.there if room.screen.may_list(person)), here)
    seen = [one for one in goal["ratings"] if one["day"] < room.meeting.held_on.isoformat() and _in_round(room, one)]
    last = max((one["day"] for one in seen), default=None)
    before = rules.spread(one["number"] for one in seen if one["day"] == last)
    return Round(
        goal, shown, here, table, table[0] if table else None, before, date.fromisoformat(last) if last else None
    )


def _in_round(room: Room, rating: dict[str, Any]) -> bool:
    """A number of an earlier time counts where everybody here may know who gave it and at which meeting (B13)."""
    return room.screen.may_list(rating["person"]) and all(one.in_group(rating["group"]) for one in room.screen.readers)


def _shown(meeting: Meeting) -> set[int]:
    asked = select(RatingRound.goal_id).where(RatingRound.meeting_id == meeting.id, RatingRound.shown_at.is_not(None))
    return set(db.session.scalars(asked))


def round_row(meeting: Meeting, goal_id: int) -> RatingRound | None:
    """Whether the numbers of this goal were shown at this meeting."""
    return db.session.scalar(select(RatingRound).filter_by(meeting_id=meeting.id, goal_id=goal_id))


def rating_of(meeting: Meeting, goal_id: int, person_id: int) -> Rating | None:
    """The number this person gave this goal at this meeting."""
    asked = select(Rating).filter_by(meeting_id=meeting.id, goal_id=goal_id, person_id=person_id)
    return db.session.scalars(asked.order_by(Rating.id.desc())).first()
