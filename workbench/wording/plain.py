"""T4, T5, T7, T8, T9 and T23: words that are vague, negative, from the trade or a judgement; and length (domain.md 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.entries import Match
from workbench.wording.groups import group
from workbench.wording.look import Look, Point
from workbench.wording.reading_level import reading_level
from workbench.wording.timing import NUMBERS
from workbench.wording.tokens import Word

NEGATIONS = group("negations")
NUMBER_BEFORE = group("number_before")
CLEAR_BEFORE, CLEAR_AFTER = group("clear_before"), group("clear_after")  # "hoe vaak", "veilige persoon"
OPPOSITE = group("opposite")
STAYING = group("staying")
VEHICLES = group("vehicles")


def vague_words(look: Look) -> Iterator[Point]:
    """T4: words that everybody fills in differently. What somebody said in quotation marks may stay."""
    for match in look.find("vaag"):
        if not look.words[match.first].quoted and not is_clear(look, match):
            said = look.said(match.first, match.after)
            yield Point(
                *look.at(match.first, match.after),
                _l("“%(said)s”: everybody fills this in differently.", said=said),
                _l(
                    "What exactly will people see, how often, or at what time? For example: “at 08.25” instead of “in time”."
                ),
            )


def is_clear(look: Look, match: Match) -> bool:
    """Whether a vague word is exact here: "hoe vaak", "meer dan tien minuten", "geen drank meer", "Veilig Thuis"."""
    words, first = look.words, match.first
    if match.after - first > 1 or is_part_of_name(look, first):
        return match.after - first == 1
    low = words[first].low
    before = words[first - 1].low if first else ""
    after = words[match.after].low if match.after < len(words) else ""
    if f"{before} {low}" in CLEAR_BEFORE or f"{low} {after}" in CLEAR_AFTER:
        return True
    if low in ("meer", "minder", "eerder", "later", "vaker") and after == "dan" and is_number(words, match.after + 1):
        return True
    if low in ("eerder", "vroeg", "extra", "meer") and (before in NUMBER_BEFORE or before[:1].isdigit()):
        return True
    if low == "meer":
        return denied_before(look, first)
    return low == "veel" and before == "te" and look.kind in ("danger", "map")


def is_part_of_name(look: Look, place: int) -> bool:
    """ "buurtcentrum De Goede Buur": a capital inside a sentence, beside another one."""
    words = look.words
    if place in look.first_words or not words[place].raw[:1].isupper() or words[place].raw.isupper():
        return False
    return any(
        0 <= at < len(words) and words[at].raw[:1].isupper() and at not in look.named_at
        for at in (place - 1, place + 1)
    )


def is_number(words: list[Word], place: int) -> bool:
    """Whether a number stands here, in digits or as a word."""
    return place < len(words) and (words[place].low in NUMBERS or words[place].low[0].isdigit())


def denied_before(look: Look, place: int) -> bool:
    """ "geen drank meer", "niet langer meer": the "meer" belongs to the negation before it in the clause."""
    clause = look.words[place].clause
    for back in range(place - 1, max(-1, place - 7), -1):
        word = look.words[back]
        if word.clause != clause or word.low in ("en", "maar", "meer"):
            return False
        if word.low in NEGATIONS:
            return True
    return False


def negative_wording(look: Look) -> Iterator[Point]:
    """T5: what will not happen. Sometimes a safety rule must be negative; then this may stand.

    What sets something off may be negative: "Neemt Marloes niet op, dan belt Kim Fatiha".
    """
    when = look.conditional if look.beside_conditions else frozenset()
    for match in look.find("ontkenning"):
        if look.words[match.first].quoted or match.first in when or is_no_denial(look, match):
            continue
        yield Point(
            *look.at(match.first, match.after),
            _l("“%(said)s” says what does not happen. What you want to see instead is easier to do and to check.",
               said=look.said(match.first, match.after)),
            _l("What happens instead? For example: “Kim drinks tea and rings Marloes” instead of “Kim does not drink”."),
        )  # fmt: skip


def is_no_denial(look: Look, match: Match) -> bool:
    """A "niet" that forbids nothing: "al dan niet", "of niet", "hoeft niets te …", "niet alleen … maar ook"."""
    words, first = look.words, match.first
    low = words[first].low
    near = before(look, first, 4)
    after = [word.low for word in words[match.after : match.after + 12]]
    if match.entry.text in OTHER_SENSE:
        return OTHER_SENSE[match.entry.text](look, match)
    if low == "niet":
        if staples(look, first):
            return True
        both = after[:1] in (["alleen"], ["slechts"]) and {"maar", "ook"} <= set(after)
        return both or near[-1:] == ["of"] or near[-2:] == ["al", "dan"]
    return (low in ("niets", "niks", "geen") and bool(OPPOSITE & set(near))) or (
        low == "zonder" and after[:1] == ["twijfel"]
    )


def before(look: Look, place: int, most: int) -> list[str]:
    """The words just before a place, in its clause."""
    clause = look.words[place].clause
    return [word.low for word in look.words[max(0, place - most) : place] if word.clause == clause]


def behind(look: Look, match: Match, most: int) -> list[str]:
    """The words just behind a match."""
    return [word.low for word in look.words[match.after : match.after + most]]


def comes_from_near(look: Look, match: Match) -> bool:
    """ "een oppas uit de buurt" """
    near = {*before(look, match.first, 4), *behind(look, match, 6)}
    return behind(look, match, 1) != ["van"] and STAYING.isdisjoint(near)


def stays(look: Look, match: Match) -> bool:
    """ "brengt Tessa weg en blijft tot de bel gaat" """
    own = [*look.words[match.first : match.after + 6]]
    return before(look, match.first, 1) != ["weg"] and all(word.low != "weg" for word in own)


def halts(look: Look, match: Match) -> bool:
    """ "stopt met de auto voor de deur" """
    return not VEHICLES.isdisjoint(behind(look, match, 3))


def is_far(look: Look, match: Match) -> bool:
    """ "op afstand" where nobody keeps anybody there."""
    near = before(look, match.first, 4)
    return {"houdt", "blijft"}.isdisjoint(near) and "houden" not in behind(look, match, 2)


def occurs(look: Look, match: Match) -> bool:
    """ "het komt voor", "de namen die op de lijst voorkomen" """
    low = look.words[match.first].low
    return low in ("voor", "kwam", "komt", "komen", "kwamen") or {"die", "op"} <= set(before(look, match.first, 9))


OTHER_SENSE = {
    "uit de buurt": comes_from_near,
    "blijven weg": stays,
    "stoppen met": halts,
    "op afstand": is_far,
    "voorkomen": occurs,
    "mijden": occurs,
}


def staples(look: Look, place: int) -> bool:
    """ "Op zondag niet Truus de tekeningen aan elkaar": the verb "nieten", a name behind it and no other verb."""
    clause = look.words[place].clause
    first = place
    while first and look.words[first - 1].clause == clause and place - first < 12:
        first -= 1
    return place + 1 in look.named_at and not look.has_verb(first, place + 20)


def jargon(look: Look) -> Iterator[Point]:
    """T7: words from the trade, each with its plainer one."""
    for match in look.find("jargon"):
        if look.words[match.first].quoted or is_plain(look, match):
            continue
        said = look.said(match.first, match.after)
        yield Point(
            *look.at(match.first, match.after),
            _l("“%(said)s” is a word from the trade. A family may read something else in it.", said=said),
            _l("Say it in the family's words. Perhaps: “%(plain)s”.", plain=match.entry.meaning or "…"),
        )


def is_plain(look: Look, match: Match) -> bool:
    """An ordinary use of a word that is also jargon: "drang om te drinken"."""
    words = look.words
    low = words[match.first].low
    after = words[match.after].low if match.after < len(words) else ""
    if match.entry.text == "aangeven dat":  # "geeft aan dat buurmeisje de tas"
        return hands_over(look, match) or not look.has_verb(match.after + 1, match.after + 20)
    if low == "hechtingen":  # stitches
        return True
    return low == "drang" and after in ("om", "naar", "tot")


def hands_over(look: Look, match: Match) -> bool:
    """ "geeft het zout aan dat daar staat": a thing is handed over, nothing is said."""
    words = look.words
    return any(
        words[at].low in ("de", "het", "een")
        and words[at - 1].low not in ("bij", "in", "op", "aan", "tijdens", "voor", "na", "tegen")
        for at in range(match.first + 1, match.after - 2)
    )


def long_sentences(look: Look) -> Iterator[Point]:
    """T8: a sentence of more than twenty words, or more than fifteen on average. Both limits are settings."""
    most, mean_most = look.settings.longest, look.settings.average
    lengths = [after - first for first, after in look.reading.sentences]
    for number, length in enumerate(lengths):
        if length > most:
            yield Point(
                *look.reading.span(number),
                _l(
                    "This sentence has %(count)s words; above %(most)s people lose the thread.", count=length, most=most
                ),
                _l("Where can a full stop come? One thought in each sentence reads easiest."),
            )
    if len(lengths) > 1 and max(lengths) <= most and sum(lengths) / len(lengths) > mean_most:
        yield Point(
            *look.whole,
            _l("The sentences have %(mean)s words on average; up to %(most)s reads easily.",
               mean=round(sum(lengths) / len(lengths)), most=mean_most),
            _l("Where can a full stop come? One thought in each sentence reads easiest."),
        )  # fmt: skip


def hard_to_read(look: Look) -> Iterator[Point]:
    """T9: an indication only, by Flesch-Douma, for a text of three sentences or more."""
    level = reading_level(look.text, look.reading)
    if level and level.score < look.settings.target:
        yield Point(
            *look.whole,
            _l("This may be hard to read: %(score)s of 100, where %(target)s is easier. It is only an indication.",
               score=level.score, target=look.settings.target),
            _l("Which long words and sentences can be shorter? Read it aloud to somebody."),
        )  # fmt: skip


def labels(look: Look) -> Iterator[Point]:
    """T23: a judgement in one word. What somebody said in quotation marks may stay."""
    for match in look.find("label"):
        if look.words[match.first].quoted:
            continue
        yield Point(
            *look.at(match.first, match.after),
            _l("“%(said)s” is a judgement; it does not say what happened.", said=look.said(match.first, match.after)),
            _l(
                "What did somebody do or say? For example: “Rick pushed Lotte against the sink” instead of “Rick is aggressive”."
            ),
        )
