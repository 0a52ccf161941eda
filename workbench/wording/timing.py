"""T3: does a text say when something happens (domain.md 6.6). Places and people behind "bij", "tot" and "vanaf" are no times."""

from collections.abc import Callable, Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.groups import group
from workbench.wording.look import Look, Point
from workbench.wording.tokens import Word

NUMBERS = group("numbers")
LONG_UNITS = group("long_units")
COUNTED = group("counted")
SHORT_UNITS = group("short_units")
BEFORE_SHORT = group("before_short")
EACH = group("each")
NOT_TIMES = group("not_times")
CLOCK_BEFORE = group("clock_before")
NOT_AFTER_UNTIL = group("not_after_until")
MONTHS = group("months")
SHORT_MONTHS = group("month_short")
PLURAL_HOURS = group("plural_hours")
DAY_ENDS = group("day_ends")
PLACES, PLACE_ENDS = group("places"), tuple(group("place_ends"))
DAY_PARTS = ("ochtend", "middag", "avond", "nacht", "morgen")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "weekend")

AFTERWARDS = frozenset({"later", "vooraf", "voor", "na", "voordat", "nadat", "erna", "ervoor", "daarna"})
ORDINALS = group("ordinals")
ORDER = frozenset({"paar", "enkele", "eerste", "laatste", "tweede", "derde"})
GREETINGS = frozenset({"goedenacht", "goedenavond", "goedenmiddag"})
ARTICLES = group("articles")
OCCASION_ENDS = tuple(group("occasion_ends"))
EVENT_ENDS = tuple(group("event_ends"))
NOT_EVENTS = frozenset({"leven", "gezin"})
TIME_ENDS = (*DAY_PARTS, "wekelijks", "wekelijkse", "maandelijks")
TIME_STARTS = NUMBERS | CLOCK_BEFORE | EACH | group("time_starts")
UNITS = LONG_UNITS | COUNTED | SHORT_UNITS | MONTHS | SHORT_MONTHS


def no_time(look: Look) -> Iterator[Point]:
    """T3: an agreement that says neither when nor on which sign."""
    if look.words and not says_when(look):
        yield Point(
            *look.whole,
            _l("It does not say when this happens, so nobody knows when to count on it."),
            _l(
                "When, or at which sign? For example: “Every Friday at 20.30”, or “If Noa hangs up the magnet, then …”."
            ),
        )


def says_when(look: Look) -> bool:
    """Whether a day, a clock time, a date, a frequency, a period or a condition stands in the text."""
    if next(look.find("tijd"), None):
        return True
    wanted = {low for low in look.reading.vocabulary if may_be_time(low)}
    if UNITS.isdisjoint(look.reading.vocabulary):  # a bare number is no time
        wanted -= {low for low in wanted if low.isdigit() or low in NUMBERS}
    return any(is_time(look, place) for place in look.places(wanted) if place not in look.names)


def may_be_time(low: str) -> bool:
    """Whether a time can start at this word at all."""
    return low in TIME_STARTS or low[0].isdigit() or is_day(low) or low.endswith(TIME_ENDS)


def is_day(low: str) -> bool:
    """ "vrijdag", "zaterdagmiddag", "weekenden"; not "weekendtas"."""
    day = next((day for day in DAYS if low.startswith(day)), None)
    return day is not None and (low == day or low[len(day) :].lstrip("-") in DAY_ENDS)


def is_time(look: Look, place: int) -> bool:
    """Whether a time starts at this word."""
    words, low = look.words, look.words[place].low
    if low in NUMBERS or low in ORDER or low[0].isdigit():
        return counts(words, place) or (low[0].isdigit() and is_clock_or_date(words, place))
    if low in CLOCK_BEFORE and clock_in_words(words, place):
        return True
    reads = STARTS.get(low)
    if reads:
        return reads(look, place)
    return low not in GREETINGS and (is_day(low) or low.endswith(TIME_ENDS))


def condition(look: Look, place: int) -> bool:
    """ "als …", but not "dezelfde als" and not "indien nodig"."""
    if_needed = look.words[place].low == "indien" and next_low(look.words, place) in ("nodig", "mogelijk", "gewenst")
    return not if_needed and not look.compares(place)


def each(look: Look, place: int) -> bool:
    """ "elke vrijdag", but not "elke ouder" or "ieder doet"."""
    follows = next_low(look.words, place)
    does = follows.endswith("t") and look.lists.matcher("waarneembaar").knows(follows)  # "ieder doet …"
    return follows not in NOT_TIMES and not does


def occasion(look: Look, place: int) -> bool:
    """ "bij elk bezoek", "bij een ruzie", "bij koorts", "bij het brengen"; not "bij oma"."""
    follows = next_low(look.words, place)
    then = next_low(look.words, place, 2)
    infinitive = follows == "het" and is_doing(look, then)
    one = follows == "een" and not at_place(look, place)
    return follows in EACH or one or infinitive or follows.endswith(OCCASION_ENDS)


def is_doing(look: Look, low: str) -> bool:
    """The "brengen" of "bij het brengen"; not "opvoeden", which is all day."""
    unseen = look.lists.matcher("niet_waarneembaar").single
    return low.endswith(("en", "gaan", "staan", "zien")) and low not in NOT_EVENTS and low not in unseen


def at_place(look: Look, place: int) -> bool:
    """Whether a place, a thing or a person follows, and no clause: "bij een vriendin", "tot het hek", "vanaf het balkon"."""
    words, at = look.words, place + 1
    while at < min(len(words), place + 5) and words[at].clause == words[place].clause:
        low = words[at].low
        if low in PLACES or (low.endswith(PLACE_ENDS) and low not in LONG_UNITS):
            last = at + 1 < len(words) and words[at + 1].clause == words[at].clause and look.is_verb(at + 1)
            return not (last and words[place].low == "tot" and not words[at + 1].low.endswith("en"))
        if low not in ARTICLES and not low.endswith("e"):
            return False
        at += 1
    return False


def from_when(look: Look, place: int) -> bool:
    """ "vanaf maandag", "vanaf 1 mei"; not "vanaf het balkon"."""
    return not at_place(look, place) and place + 1 not in look.names


def on_the_nth(look: Look, place: int) -> bool:
    """ "op de tweede van de maand", "op de 15e"."""
    nth = next_low(look.words, place, 2)
    follows = next_low(look.words, place, 3)
    return (
        next_low(look.words, place) == "de"
        and follows in ("van", "")
        and (nth in ORDINALS or (nth[:1].isdigit() and nth.endswith("e")))
    )


def after_event(look: Look, place: int) -> bool:
    """ "na het zwemmen", "na haar dienst", "na tien minuten", "na school"; not "na elkaar"."""
    follows = next_low(look.words, place)
    if follows in ("elkaar", "") or follows.endswith("te"):
        return False
    return follows in ARTICLES or follows in NUMBERS or follows[0].isdigit() or len(follows) > 3


def event_named(look: Look, place: int) -> bool:
    """ "voor het douchen", "vóór de les", "tussen vijf en zes"."""
    words = look.words
    follows, then = next_low(words, place), next_low(words, place, 2)
    if words[place].low == "tussen":
        return (follows in NUMBERS or follows[:1].isdigit()) and then in ("en", "uur")
    if follows == "het" and then.endswith("en") and then not in NOT_EVENTS:
        return True
    return follows in ARTICLES and then.endswith(EVENT_ENDS)


def next_low(words: list[Word], place: int, step: int = 1) -> str:
    """The word after this one, in the same clause."""
    after = place + step
    return words[after].low if after < len(words) and words[after].clause == words[place].clause else ""


def is_clock_or_date(words: list[Word], place: int) -> bool:
    """18.30, 20u, 7:45, 12-03, 1 mei, 8 uur."""
    low = words[place].low
    digits = low.rstrip("uerhstd")
    for mark in ".:":
        hours, found, minutes = digits.partition(mark)
        if found and len(minutes) == 2 and minutes.isdigit() and hours.isdigit() and int(hours[:3]) < 25:
            return True
    parts = digits.replace("/", "-").split("-")
    if 2 <= len(parts) <= 3 and all(part.isdigit() for part in parts) and len(digits) <= 10:
        return True
    if low.endswith(("u", "uur")) and digits.isdigit():
        return True
    previous = words[place - 1].low if place else ""
    return next_low(words, place) in MONTHS | SHORT_MONTHS or (
        next_low(words, place) == "uur" and previous in BEFORE_SHORT
    )


def counts(words: list[Word], place: int) -> bool:
    """ "twee weken", "3 keer", "binnen een half uur", "na tien minuten", "om de twee dagen"."""
    previous = words[place - 1].low if place else ""
    for step in (1, 2):
        unit = next_low(words, place, step)
        if unit in LONG_UNITS or unit in COUNTED:
            return (
                unit not in ("keer", "dag", "jaar", "maal")
                or words[place].low not in ("een", "één")
                or per_follows(words, place + step)
            )
        if unit in SHORT_UNITS:
            return previous in BEFORE_SHORT or next_low(words, place, step + 1) in AFTERWARDS
    return False


def per_follows(words: list[Word], place: int) -> bool:
    """ "een keer per week", "één dag in de week"."""
    return next_low(words, place) in ("per", "in", "op", "voor", "na", "later", "ervoor", "erna")


def clock_in_words(words: list[Word], place: int) -> bool:
    """ "om acht uur", "om half zes", "kwart over zes", "rond zes uur", "om 8", "half acht", "voor zes uur", "na tienen"."""
    follows = next_low(words, place)
    if follows in PLURAL_HOURS:
        return True
    if words[place].low in ("om", "rond", "omstreeks", "half"):
        if follows in NUMBERS - {"een"} or (follows[:1].isdigit() and len(follows) < 3):
            return next_low(words, place, 2) not in ("kinderen", "mensen", "personen", "euro")
        if follows in ("half", "kwart", "vijf", "tien", "middernacht"):
            return True
        if follows == "de" and next_low(words, place, 2) in NUMBERS | LONG_UNITS:
            return True
    unit = next_low(words, place, 2)
    if (follows in NUMBERS or follows[:1].isdigit()) and unit in ("uur", "u"):
        return True
    return follows in ("kwart", "half", "middernacht") and words[place].low != "half"


def until_or_then(look: Look, place: int) -> bool:
    """ "tot maandag" but not "tot rust"; ", dan …" after a clause that begins with its verb."""
    words, word = look.words, look.words[place]
    if word.low == "tot":
        return next_low(words, place) not in NOT_AFTER_UNTIL | {""} and not at_place(look, place)
    if place == 0:
        return False
    previous = words[place - 1]
    if previous.clause != word.clause and previous.sentence == word.sentence:
        return place - 1 in look.conditional or look.sets_off(look.reading.sentences[word.sentence][0], place)
    return (
        previous.sentence == word.sentence
        and next_low(words, place).endswith(("t", "en"))
        and _verb_first(words, place)
    )


def _verb_first(words: list[Word], place: int) -> bool:
    """Whether the sentence began with its verb: "Huilt Bo dan …"."""
    first = place
    while first and words[first - 1].sentence == words[place].sentence and place - first < 20:
        first -= 1
    return words[first].low.endswith("t") and words[first + 1].raw[:1].isupper() and place - first > 2


STARTS: dict[str, Callable[[Look, int], bool]] = {
    **dict.fromkeys(("als", "indien"), condition),
    **dict.fromkeys(EACH, each),
    "bij": occasion,
    "op": on_the_nth,
    "vanaf": from_when,
    **dict.fromkeys(("na", "ná"), after_event),
    **dict.fromkeys(("voor", "vóór", "tussen"), event_named),
    **dict.fromkeys(("tot", "dan"), until_or_then),
}
