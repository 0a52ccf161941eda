"""What the screen of a meeting shows: one Room for one look at it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from flask import abort
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from workbench import clock
from workbench.casus.models import Casus, Person
from workbench.casus.queries import names_of, of_casus, people_of, sub_groups
from workbench.extensions import db
from workbench.goals.models import Rating
from workbench.meeting_mode import rules
from workbench.meeting_mode.models import CodeCard, RatingRound, Sitting
from workbench.meeting_mode.screen import Screen, readers_of
from workbench.meetings import queries as meetings
from workbench.meetings.models import AgendaItem, AgendaKind, Attendance, EntryKind, Meeting, MeetingEntry
from workbench.meetings.rules import may_attend
from workbench.plans import snapshot
from workbench.plans.models import PlanVersion
from workbench.plans.queries import protected_terms
from workbench.plans.rules import shown_text_sha256
from workbench.reviews.models import Answer, Via
from workbench.web.drafts import Draft


@dataclass
class Room:
    """A meeting as it is now, for everybody who is in the room."""

    casus: Casus
    meeting: Meeting
    sitting: Sitting
    people: list[Person]
    screen: Screen
    entries: list[MeetingEntry]
    drafts: dict[str, MultiDict[str, str]]
    moment: datetime
    rounds: list[tuple[int, str]] = field(default_factory=list)  # the sides of a meeting in two rounds
    answers: list[Answer] = field(default_factory=list)
    version: PlanVersion | None = None
    frozen: Screen | None = None  # the version that was made at this meeting, as everybody here may see it
    wrong: tuple[str, Any] | None = None  # (where a form was sent, that form), when something has to be said of it

    @property
    def item(self) -> AgendaItem:
        """What is before the people now."""
        found = next((one for one in self.meeting.agenda if one.id == self.sitting.item_id), None)
        return found or self.meeting.agenda[0]

    @property
    def place(self) -> int:
        """Which item of the agenda that is, from 1."""
        return self.meeting.agenda.index(self.item) + 1

    @property
    def names(self) -> dict[int, str]:
        """Person → name, of everybody who may sit at this table."""
        return names_of(self.people)

    @property
    def attendance(self) -> dict[int, Attendance]:
        """Person → whether and how he or she is there; nobody of the other side (B13)."""
        own = {person.id for person in self.people}
        return {one.person_id: one for one in self.meeting.attendance if one.person_id in own}

    @property
    def were_asked(self) -> bool:
        """Whether people were invited; else everybody who may sit here is on the list."""
        return any(one.invited_on is not None for one in self.meeting.attendance)

    @property
    def there(self) -> list[int]:
        """Who is in the room or online now, in the order of the people."""
        here = {person for person, one in self.attendance.items() if one.status in rules.THERE}
        return [person.id for person in self.people if person.id in here]

    def said_at(self, item: AgendaItem) -> list[MeetingEntry]:
        """What was written down at this item, in order."""
        return [one for one in self.entries if one.agenda_item_id == item.id]

    @property
    def decisions(self) -> list[MeetingEntry]:
        """What was decided this time, as it came."""
        return [one for one in self.entries if one.kind is EntryKind.DECISION]

    def spent(self, item: AgendaItem) -> int:
        """Seconds this item took so far."""
        return rules.spent(item, self.moment)

    @property
    def minutes_left(self) -> tuple[int, int] | None:
        """Minutes until the end of the meeting, and how much of it went by."""
        return rules.minutes_left(self.meeting.ends_at, self.meeting.starts_at, clock.dutch_time(self.moment))

    def typed(self, place: str, name: str, stored: str | None = "") -> str:
        """What stands in a field: what was being typed there when the page went away, else what is stored."""
        words = self.drafts.get(place, MultiDict()).get(name)
        return words if words is not None and self.screen.shows(words) else (stored or "")

    def draft(self, place: str) -> MultiDict[str, str] | None:
        """The whole of a form that was being typed, when all of it may stand on this screen."""
        return self.drafts.get(place) if not self.hides_draft(place) else None

    def hides_draft(self, place: str) -> bool:
        """Whether something was being typed there that may not stand on this screen."""
        return not self.screen.shows(*self.drafts.get(place, MultiDict()).values())


def title_of(room: Room, item: AgendaItem) -> str:
    """What an item is called in the agenda: the first words of its title."""
    short = item.title.partition(":")[0].partition(",")[0].strip()
    return short if room.screen.shows(short) else str(item.order)


def last_time(meeting: Meeting) -> date | None:
    """The day of the meeting before this one, of the same side."""
    asked = select(func.max(Meeting.held_on)).where(
        Meeting.casus_id == meeting.casus_id,
        Meeting.held_on < meeting.held_on,
        Meeting.sub_group_id == meeting.sub_group_id if meeting.sub_group_id else Meeting.sub_group_id.is_(None),
    )
    return db.session.scalar(asked)


def sitting_of(meeting: Meeting) -> Sitting | None:
    """How far this meeting is; None when it has not begun."""
    return db.session.scalar(select(Sitting).where(Sitting.meeting_id == meeting.id))


def meeting_of(casus: Casus, meeting_id: int) -> Meeting:
    """The meeting with its agenda and attendance, or 404."""
    return of_casus(Meeting, casus, meeting_id, *meetings.ALL)


def round_of(meeting: Meeting, sitting: Sitting) -> int | None:
    """Of which side the people are who are in the room now (GA6)."""
    return meeting.sub_group_id or sitting.sub_group_id


def room(casus: Casus, meeting_id: int, user: Any) -> Room:
    """Everything for the screen of a meeting that has begun; 404 for another one."""
    meeting = meeting_of(casus, meeting_id)
    sitting = sitting_of(meeting) or abort(404)
    group = round_of(meeting, sitting)
    everybody = people_of(casus)
    people = [one for one in everybody if may_attend(one, group) and not one.deceased and one.ended_on is None]
    kind = next((one.kind for one in meeting.agenda if one.id == sitting.item_id), AgendaKind.WELCOME)
    secrets, body = protected_terms(casus.id), body_of(casus, kind)
    screen = Screen(body, readers_of(body, meeting.attendance, group), group, secrets)
    found = Room(
        casus, meeting, sitting, people, screen, _entries(meeting, people, group, screen),
        drafts_of(user.id, f"/casus/{casus.ref}/meetings/{meeting.id}/mode/"), clock.now(),
        rounds=sub_groups(casus) if casus.separate_networks and meeting.sub_group_id is None else [],
    )  # fmt: skip
    if kind is AgendaKind.READ_BACK:
        found.version, found.answers = frozen_at(meeting), answers_of(casus)
        if found.version:
            body = found.version.body
            found.frozen = Screen(body, readers_of(body, meeting.attendance, group), group, secrets)
    return found


def body_of(casus: Casus, kind: AgendaKind) -> dict[str, Any]:
    """The parts of the living plan that this item of the agenda shows, as a version would hold them."""
    day = clock.today()
    people = snapshot.rows("person", casus)
    dangers = snapshot.dangers_part(casus, people)
    body: dict[str, Any] = {
        "casus": snapshot.casus_part(casus, people), "people": snapshot.people_part(casus, people, day), "dangers": dangers,
        "goals": snapshot.goals_part(casus, [one["id"] for one in dangers]), "agreements": snapshot.agreements_part(casus),
        "bottom_lines": [], "child_words": [], "successes": [], "map": [], "checks": [],
    }  # fmt: skip
    for part, make in MORE.get(kind, {}).items():
        body[part] = make(casus)
    return body


MORE: dict[AgendaKind, dict[str, Any]] = {
    AgendaKind.BOTTOM_LINES: {"bottom_lines": snapshot.bottom_lines_part},
    AgendaKind.CHILD_VOICE: {"child_words": snapshot.child_words_part},
    AgendaKind.WELL: {"successes": snapshot.successes_part, "map": snapshot.map_part},
    AgendaKind.AGREEMENTS: {"checks": snapshot.checks_part},
}


def _entries(meeting: Meeting, people: Iterable[Person], group: int | None, screen: Screen) -> list[MeetingEntry]:
    """What was written down and not withdrawn; of a meeting in two rounds only what people of this round said and agreed."""
    asked = select(MeetingEntry).where(MeetingEntry.meeting_id == meeting.id, MeetingEntry.withdrawn.is_(False))
    found = list(db.session.scalars(asked.order_by(MeetingEntry.order, MeetingEntry.id)))
    if group == meeting.sub_group_id:
        return found
    own = {person.id for person in people if person.sub_group_id == group}
    read = {one["id"] for one in screen.agreements()}
    return [one for one in found if one.said_by_id in own or one.agreement_id in read]


def drafts_of(user_id: int, under: str) -> dict[str, MultiDict[str, str]]:
    """What this person was typing on the pages under an address: place of the form → field → words."""
    asked = select(Draft).where(Draft.user_id == user_id, Draft.place.startswith(under, autoescape=True))
    return {one.place: MultiDict(parse_qsl(one.body, keep_blank_values=True)) for one in db.session.scalars(asked)}


# --- numbers


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


# --- reading back


@dataclass(frozen=True)
class Confirmation:
    """What one person at the table said of an agreement, as far as everybody may know it (security.md D.6)."""

    person: int
    name: str
    agrees: bool
    aloud: Answer | None


@dataclass(frozen=True)
class Line:
    """An agreement as it is read back: the frozen text, its fingerprint, and who confirmed it."""

    agreement: dict[str, Any]
    text_sha256: str
    doers: list[str]
    checkers: list[str]
    backup: list[str]
    people: list[Confirmation]


def frozen_at(meeting: Meeting) -> PlanVersion | None:
    """The newest version that was made at this meeting."""
    asked = select(PlanVersion).where(PlanVersion.meeting_id == meeting.id)
    return db.session.scalars(asked.order_by(PlanVersion.number.desc())).first()


def answers_of(casus: Casus) -> list[Answer]:
    """The answers that count now."""
    return list(db.session.scalars(select(Answer).where(Answer.casus_id == casus.id, Answer.superseded_at.is_(None))))


def read_back(room: Room) -> list[Line]:
    """The agreements of the version that was made at this meeting, in the order of their goals; none before there is one."""
    if room.frozen is None:
        return []
    order = [one["id"] for one in room.frozen.goals()]
    shown = [one for one in room.frozen.agreements() if one["goal"] in order]
    return [
        _line(room, room.frozen, one)
        for one in sorted(shown, key=lambda one: (order.index(one["goal"]), one["number"]))
    ]


def _line(room: Room, frozen: Screen, agreement: dict[str, Any]) -> Line:
    doers = frozen.names(one["person"] for one in agreement["people"] if one["part"] == "doer")
    text = shown_text_sha256(agreement["what"], agreement["when"], agreement["what_if"], doers)
    given = {
        one.person_id: one for one in room.answers if one.agreement_id == agreement["id"] and one.text_sha256 == text
    }
    people = [_confirmation(room, person, given.get(person)) for person in rules.asked_about(agreement, room.there)]
    checkers = frozen.names([agreement["checker"], agreement["second_checker"]])
    return Line(agreement, text, doers, checkers, frozen.names([agreement["backup"]]), people)


def _confirmation(room: Room, person: int, said: Answer | None) -> Confirmation:
    """On a phone only a yes shows; anything else, and nothing yet, look the same. What was said aloud everybody heard."""
    aloud = said is not None and said.via is Via.TABLE and said.outcome in ("agree_but", "disagree")
    return Confirmation(
        person, room.names[person], said is not None and said.outcome == "agree", said if aloud else None
    )


def changed_since(room: Room) -> bool:
    """Whether the agreements on this screen read otherwise than in the version that was frozen."""
    if room.version is None:
        return False
    frozen, now = as_read_back(room.version.body), as_read_back(room.screen.body)
    return any(frozen.get(one["id"]) != now[one["id"]] for one in room.screen.agreements())


def as_read_back(body: dict[str, Any]) -> dict[int, list[Any]]:
    """Agreement → what is read aloud of it: the text, and everybody with a part in it."""
    read = ("what", "when", "what_if", "people", "checker", "second_checker", "backup")
    return {one["id"]: [one[name] for name in read] for one in body["agreements"]}


# --- code cards


def cards_of(meeting: Meeting) -> dict[int, CodeCard]:
    """Person → the card with a code for this meeting."""
    return {one.person_id: one for one in db.session.scalars(select(CodeCard).where(CodeCard.meeting_id == meeting.id))}


def entry_of(casus: Casus, meeting: Meeting, entry_id: int) -> MeetingEntry:
    """One note of this meeting, or 404."""
    found = of_casus(MeetingEntry, casus, entry_id)
    return found if found.meeting_id == meeting.id else abort(404)


def takes_home(room: Room) -> dict[int, MeetingEntry]:
    """Person → the line he or she takes home."""
    return {one.said_by_id: one for one in room.said_at(room.item) if one.said_by_id is not None}


def count_of(meeting: Meeting) -> dict[EntryKind, int]:
    """How much was written down, by kind."""
    asked = select(MeetingEntry.kind, func.count()).where(
        MeetingEntry.meeting_id == meeting.id, MeetingEntry.withdrawn.is_(False)
    )
    return {row[0]: row[1] for row in db.session.execute(asked.group_by(MeetingEntry.kind))}
