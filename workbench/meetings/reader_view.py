"""What one reader may see of one meeting: typed, positive lists, for invitations, calendar items, minutes and pages."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class SaidView:
    """One thing that was said or decided. `kind` is fact, opinion, decision or question."""

    id: int
    kind: str
    text: str
    said_by: str = ""
    change: str = ""  # of the agreement it is about: new, changed, ended


@dataclass(frozen=True)
class ItemView:
    """An item of the agenda with what was said under it."""

    title: str
    minutes: int | None
    said: tuple[SaidView, ...] = ()

    def of(self, kind: str) -> tuple[SaidView, ...]:
        return tuple(one for one in self.said if one.kind == kind)


@dataclass(frozen=True)
class NumberView:
    """What somebody gave."""

    name: str
    number: int
    reason: str


@dataclass(frozen=True)
class ScaleView:
    """The numbers round the table for one goal."""

    title: str
    good_enough: int
    numbers: tuple[NumberView, ...]


@dataclass(frozen=True)
class TherePersonView:
    """Somebody who was there, was not, or for whom somebody or something stood in."""

    name: str
    status: str
    note: str = ""


@dataclass(frozen=True)
class CorrectionView:
    """What somebody says should have been otherwise."""

    name: str
    day: date
    text: str
    about: str = ""


@dataclass(frozen=True)
class MeetingView:
    """A meeting as one reader may know it. Nothing in it names the casus, the other part or a secret place."""

    meeting_id: int
    casus_id: int
    reader_id: int
    reader: str
    reader_full_name: str
    organisation: str
    phone: str
    worker: str
    kind: str
    status: str
    held_on: date
    starts_at: time | None
    ends_at: time | None
    online: bool
    place: str
    calendar_place: str
    calendar_item: bool
    inviter: str
    purpose: str
    bring: str
    share: str
    chair: str
    minute_taker: str
    agenda: tuple[ItemView, ...]
    people: tuple[TherePersonView, ...]
    scales: tuple[ScaleView, ...]
    receivers: tuple[str, ...]
    corrections: tuple[CorrectionView, ...]
    older_minutes: str
    family_time_minutes: int | None
    next_on: date | None
    sent_on: date | None
    correct_until: date | None
    uid: str
    sequence: int

    @property
    def questions(self) -> tuple[SaidView, ...]:
        """What stays open, over the whole agenda."""
        return tuple(one for item in self.agenda for one in item.of("question"))

    @property
    def agreements(self) -> tuple[SaidView, ...]:
        """Agreements that are new, changed or ended."""
        return tuple(one for item in self.agenda for one in item.said if one.change)
