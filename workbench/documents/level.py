"""How hard a paper is to read, told before it is made: the score against the aim of the house, and the hardest sentences.

Counted over the finished document; the sentences are those that stand in it as somebody typed them, each with the place to
change it. It informs and never stops a paper (domain.md 8, 6.6).
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from workbench.accounts.settings import setting
from workbench.documents import on_screen
from workbench.meetings.reader_view import MeetingView
from workbench.plans.places import Spot, texts_of
from workbench.plans.plan_view import PlanView
from workbench.plans.plan_view import words_of as words_of_view
from workbench.wording.morphology import syllables
from workbench.wording.reading_level import ReadingLevel, reading_level
from workbench.wording.tokens import Reading, read

MOST = 3  # hard sentences that are shown
SHORTEST = 7  # words in a sentence that can be hard
FEWEST = 4  # words in a line that is read as a sentence: names and days are none
ADULT = 18
ROOMS = {"agenda.said": "meetings.minutes", "older_minutes": "meetings.minutes", "corrections": "meetings.minutes",
         "scales": "meetings.ratings"}  # fmt: skip


class Hard(NamedTuple):
    """A hard sentence, where it stands, and where it can be changed."""

    words: str
    place: str
    spot: Spot


class Level(NamedTuple):
    """The level of a paper; None where it holds too little text to say. `for_child`: which of the two aims holds."""

    found: ReadingLevel | None
    aim: int
    for_child: bool
    hardest: tuple[Hard, ...]

    @property
    def is_reached(self) -> bool:
        return self.found is not None and self.found.score >= self.aim


def level_of(blocks: Iterable[Any], texts: Iterable[tuple[str, Spot, str]], *, for_child: bool) -> Level:
    """The level of what a document says. `texts` as places.texts_of gives them."""
    said = "\n".join(line for block in blocks for line in sentences_of(block))
    aim = setting("wording.child_score" if for_child else "wording.family_score")
    return Level(reading_level(said), aim, for_child, tuple(hardest(texts, " ".join(said.split()))))


def sentences_of(block: Any) -> Iterator[str]:
    """The lines of a block that are read as sentences: no headings, no names, no days."""
    if isinstance(block, on_screen.Heading | on_screen.Picture):
        return
    for line in on_screen.words_of(block).split("\n"):
        if len(line.split()) >= FEWEST:
            yield line


def hardest(texts: Iterable[tuple[str, Spot, str]], said: str) -> list[Hard]:
    """The three hardest sentences people typed that stand in this document, the hardest first."""
    found: dict[str, tuple[float, Hard]] = {}
    for place, spot, words in texts:
        if " ".join(words.split()) not in said:
            continue
        reading = read(words)
        for nr in range(len(reading.sentences)):
            start, end = reading.span(nr)
            weight = weight_of(reading, nr)
            if weight and reading.text[start:end] not in found:
                found[reading.text[start:end]] = weight, Hard(reading.text[start:end], place, spot)
    return [hard for _weight, hard in sorted(found.values(), key=lambda one: -one[0])[:MOST]]


def weight_of(reading: Reading, sentence: int) -> float:
    """How much one sentence weighs in the score (Flesch-Douma); 0 for a short one."""
    first, after = reading.sentences[sentence]
    lows = reading.lows[first:after]
    if len(lows) < SHORTEST:
        return 0
    return 77 * sum(syllables(low[:60]) for low in lows) / len(lows) + 0.93 * len(lows)


def of_plan(blocks: Iterable[Any], view: PlanView, body: dict[str, Any], labels: dict[int, str]) -> Level:
    """The level of a document of a plan."""
    texts = [one for one in texts_of(view, labels) if one[1].values.get("_anchor") != "changes"]
    age = next((one["age"] for one in body["people"] if one["id"] == view.reader_id), None)
    return level_of(blocks, texts, for_child=age is not None and age < ADULT)


def of_meeting(blocks: Iterable[Any], view: MeetingView, *, for_child: bool = False) -> Level:
    """The level of a paper of a meeting."""
    from workbench.meetings.for_reader import place_name

    def spot(place: str) -> Spot:
        endpoint = next((where for start, where in ROOMS.items() if place.startswith(start)), "meetings.edit")
        return Spot(endpoint, {"meeting_id": view.meeting_id})

    texts = [(place_name(place), spot(place), words) for place, words in words_of_view(view)]
    return level_of(blocks, texts, for_child=for_child)
