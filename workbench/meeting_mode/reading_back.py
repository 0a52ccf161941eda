"""Reading back: each agreement as it was frozen at this meeting, and who at the table said yes to it."""

from dataclasses import dataclass
from typing import Any

from workbench.meeting_mode import rules
from workbench.meeting_mode.queries import Room
from workbench.meeting_mode.screen import Screen
from workbench.plans.rules import shown_text_sha256
from workbench.reviews.models import Answer, Via


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
