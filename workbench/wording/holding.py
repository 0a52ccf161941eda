"""T11: does a goal say for how long it must go well (domain.md 1.4, 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.groups import group
from workbench.wording.look import Look, Point
from workbench.wording.timing import COUNTED, LONG_UNITS, MONTHS, NUMBERS, UNITS, next_low
from workbench.wording.tokens import Word

IN_A_ROW = group("in_a_row")
NOT_HOLDING = group("not_holding")
SEASONS = group("seasons")
HOLD_ENDS = ("weken", "maanden", "jaar")
HOLD_STARTS = NUMBERS | LONG_UNITS | IN_A_ROW | group("hold_starts")


def no_holding_period(look: Look) -> Iterator[Point]:
    """T11: a goal that does not say how long it has to go well."""
    if look.words and not says_how_long(look):
        yield Point(
            *look.whole,
            _l("It does not say how long this must go well before everybody is satisfied."),
            _l("How long must it hold? For example: “This goes well for twelve weeks in a row.”"),
        )


def says_how_long(look: Look) -> bool:
    """Whether a period stands in the text over which the goal has to hold."""
    wanted = {
        low for low in look.reading.vocabulary if low in HOLD_STARTS or low[0].isdigit() or low.endswith(HOLD_ENDS)
    }
    if UNITS.isdisjoint(look.reading.vocabulary):
        wanted -= {low for low in wanted if low[0].isdigit() or low in NUMBERS}
    return any(holds(look.words, place) for place in look.places(wanted))


def holds(words: list[Word], place: int) -> bool:
    """Whether such a period starts at this word: "26 weken achter elkaar", "een half jaar lang", "tot de zomervakantie"."""
    word, low = words[place], words[place].low
    if low in IN_A_ROW and low != "lang":
        return True
    if (low in ("achter", "op") and next_low(words, place) in ("elkaar", "rij")) or (
        low == "op" and next_low(words, place, 2) == "rij"
    ):
        return True
    if low in ("tot", "totdat"):
        return low == "totdat" or until_event(words, place)
    if low in ("gedurende", "tijdens") and next_low(words, place, 2) not in ("eten",):
        return low == "gedurende"
    if (
        low in ("komende", "volgende", "heel", "hele", "gehele")
        or low in NUMBERS
        or low[0].isdigit()
        or low in ("paar", "enkele")
    ):
        return is_period(words, place)
    return (
        (low in LONG_UNITS or low.endswith(("weken", "maanden", "jaar")))
        and next_low(words, place) in IN_A_ROW
        and word.low != "dag"
    )


def is_period(words: list[Word], place: int) -> bool:
    """A number of weeks or visits that is no deadline ("binnen drie weken") and no frequency ("twee keer per week")."""
    before = {
        words[back].low for back in (place - 1, place - 2) if back >= 0 and words[back].clause == words[place].clause
    }
    for step in (1, 2, 3):
        unit = next_low(words, place, step)
        if not (unit in LONG_UNITS or unit in COUNTED):
            continue
        after = next_low(words, place, step + 1)
        if after in ("per", "oud", "geleden", "later", "van", "vooraf") or (
            after == "in" and next_low(words, place, step + 2) == "de"
        ):
            return False
        if after in IN_A_ROW or after == "achter" or (after == "op" and next_low(words, place, step + 3) == "rij"):
            return True
        if unit in ("keer", "maal", "keren", "tellen"):
            return after in ("goed", "lukt")
        if before & NOT_HOLDING or (
            unit in ("dag", "avond", "ochtend", "nacht", "weekend") and words[place].low not in ("hele",)
        ):
            return False
        return unit not in ("keer", "maal", "dag", "bezoek") or words[place].low not in (
            "een",
            "één",
            "volgende",
            "komende",
        )
    return False


def until_event(words: list[Word], place: int) -> bool:
    """ "tot de zomervakantie", "tot 1 juli", "tot en met maart", "tot het einde van het schooljaar"."""
    near = [next_low(words, place, step) for step in range(1, 6)]
    return any(
        low in MONTHS | LONG_UNITS
        or low.endswith(("vakantie", "jaar", "verjaardag"))
        or low in SEASONS
        or (low[:1].isdigit() and "-" in low)
        for low in near
    )
