"""What one reader may see of the end of the work and of aftercare: typed lists for the closing paper (domain.md 8.8)."""

from dataclasses import dataclass
from datetime import date

from workbench.plans.plan_view import CallView, NeedView


@dataclass(frozen=True)
class LastFigure:
    """The last number somebody gave for a goal. Never averaged."""

    name: str
    number: int
    day: date


@dataclass(frozen=True)
class GoalEnd:
    """How a goal ended: `state` is reached, let_go or open; `reason` is why it was let go."""

    number: int
    title: str
    text: str
    state: str
    since: date | None
    reason: str
    good_enough: int
    figures: tuple[LastFigure, ...] = ()


@dataclass(frozen=True)
class ContactView:
    """A moment of contact in aftercare: when and with whom, never what was heard."""

    day: date
    name: str
    is_held: bool


@dataclass(frozen=True)
class ClosingView:
    """The end of the work as one reader may know it. It does not name the casus, the other part or a place."""

    casus_id: int
    reader_id: int
    reader: str
    reader_full_name: str
    organisation: str
    phone: str
    worker: str
    separate: bool
    is_child: bool
    made_on: date
    closed_on: date | None
    starts_on: date | None
    ends_on: date | None
    has_plan: bool
    is_agreed: bool
    goals: tuple[GoalEnd, ...]
    keeps_sight: str
    keeps_sight_since: date | None
    safe_at_home: bool
    months: tuple[int, ...]
    look_back_days: tuple[date, ...]
    signals: str
    first_help: str
    calls: tuple[CallView, ...]
    calls_more: str
    needs: tuple[NeedView, ...]
    contacts: tuple[ContactView, ...]
    keep_until: date
    keep_why: str

    @property
    def first_contact(self) -> ContactView | None:
        """The contact that comes first: the first that was not held yet, else the first there was."""
        to_come = [one for one in self.contacts if not one.is_held]
        return next(iter(to_come or self.contacts), None)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to fill in: a paper with holes is a concept."""
        asked = self.separate or (self.signals and self.first_help and self.contacts and self.keeps_sight)
        return bool(asked and self.is_agreed)
