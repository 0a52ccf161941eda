"""Which words can be kept secret, and when more people may know one than before. Pure; no database, no Flask request.

A word nobody can look for protects nobody, and a word that stands in every plan stops every plan. Both are refused when the word
is typed, not weeks later (domain.md GA4, GA9).
"""

from collections.abc import Iterable

from workbench.wording.leak_text import TOKEN, fold
from workbench.wording.leak_words import FUNCTION_WORDS, listed
from workbench.wording.leaks import ProtectedTerm, find_leaks

LONGEST = 120  # characters: a word or a short sentence, not a story
FEW = 2  # so many everyday words in a row stand in some sentence of every plan; three can be a sentence of one's own
# What stands on at least a quarter of the papers of both demo families, besides names (measured over 264 papers), and the words
# with which families and their children speak of each other.
EVERYDAY = FUNCTION_WORDS | listed(
    """januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag gemaakt vertrouwelijk jeugdbescherming jeugdbeschermer versie bel plan gevaar keer dag
    kijken iemand gratis bellen thuis afspraken uur afspraak nacht avond ochtend middag veilig veiligheid veiligheidsplan
    geldt telefoon belt lukt hen anders nummer nummers wanneer school klas juf meester let staat vragen alleen hier niets
    kunt omdat datum neemt vraagt zeker zelf kaart bewaar vindt plek sinds staan goed zien twee drie weet mensen afgesproken
    wacht eerder laat hebben twijfelt elkaar kinderen zeggen hoeft meteen minuten zeg erbij mee doen weken week vastgesteld
    houdt zorg zorgen helpt hulp zegt zoals kind iedereen appt blijft klopt brengt loopt stuurt waarom slaapt ziek bed bang
    praten praat maakt komen cijfer doel ermee houden altijd vraag indienen onze opgeschreven lezen klacht bent stem genoeg
    zicht naartoe denkt moeder vader mama papa mam pap ouder ouders oma opa broer zus baby tante oom buurvrouw buurman gezin
    familie netwerk vriend vriendin papier maken zit achter luisteren schrijf huis kamer straat auto eten slapen spelen
    huilen huilt ruzie boos blij stop help nee oke politie huisarts dokter volwassene volwassenen langs daarna rustig
    gebruik contact rechter kinderrechter bezoek weekend vakantie werk geld"""
)
EVERYDAY_TEXT = ". ".join(sorted(EVERYDAY))


def can_be_found(term: ProtectedTerm) -> bool:
    """Whether the leak scan finds this word where somebody writes it: not one of two letters, nor "de school"."""
    return any(find_leaks(said, [term]) for said in (term.text, f"Zij zegt {term.text}."))


def is_everyday(term: ProtectedTerm) -> bool:
    """Whether this stands in some sentence of every plan, so that nobody would get a plan any more."""
    words = TOKEN.findall(fold(term.text))
    few = len(words) <= FEW and all(word in EVERYDAY for word in words)
    return few or bool(find_leaks(EVERYDAY_TEXT, [term]))


def names_somebody(term: ProtectedTerm, names: Iterable[str]) -> bool:
    """Whether the scan would find this word in what somebody of the family is called: every text about him or her would stop."""
    return bool(find_leaks(". ".join(names), [term]))


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same word to a reader: capitals, accents and spaces aside."""
    return TOKEN.findall(fold(one)) == TOKEN.findall(fold(other))


def widens(was: int | None, now: int | None) -> bool:
    """Whether somebody may know a word who might not before; a part of the network that may know it, or nobody (None).

    Nobody to a part, and one part to the other, do; a part to nobody does not (GA9).
    """
    return now is not None and now != was
