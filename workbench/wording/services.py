"""T6: a service in the place of a goal (domain.md 1.4 [S18], 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.groups import group
from workbench.wording.look import Look, Point
from workbench.wording.words import Match

REACH = 9  # words between the verb and the service
TREATING = frozenset({"behandelen", "begeleiden", "onderzoeken", "opnemen"})  # "laat zich behandelen"
CALL_FOR = frozenset({"belt", "bellen", "roept", "roepen", "vraagt", "vragen", "haalt", "halen"})
HOBBIES = tuple(group("hobbies"))  # "zwemtraining", "kookcursus"
FAMILY = group("family_helps")
BEFORE_SERVICE = group("before_service")
HELPERS = ("coach", "psycholoog", "therapeut", "behandelaar", "begeleider", "gesprekken", "medicatie")
# Verbs that say so little that they must stand in the clause of the service.
ONLY_NEAR = frozenset({"gaan", "zijn", "hebben", "doen", "blijven", "zitten", "komen"})


def service_as_goal(look: Look) -> Iterator[Point]:
    """T6: taking part in a service is promised. A service may be a means; it is not yet safety at home."""
    services = [match for match in look.find("dienst_woord") if is_service(look, match)]
    verbs = list(look.find("dienst_werkwoord")) if services else []
    at = 0
    for service in services:
        while at < len(verbs) and verbs[at].first < service.first - REACH:
            at += 1
        verb = next((verb for verb in verbs[at : at + 12] if belongs(look, verb, service)), None)
        if verb:
            first, after = min(verb.first, service.first), max(verb.first + 1, service.after)
            yield Point(
                *look.at(first, after),
                _l("This is taking part in a service. It does not say yet what becomes different at home."),
                _l(
                    "What changes at home because of it? For example: “When Rick gets angry, he walks outside and rings Wim.”"
                ),
            )
            return


def is_service(look: Look, match: Match) -> bool:
    """Whether the word stands for a service here: not in "als Kim naar training gaat", not "belt om hulp"."""
    words, first = look.words, match.first
    low = words[first].low
    if first in look.conditional or (low == "aa" and words[first].raw != "AA") or (
        low.startswith(HOBBIES) and "therap" not in low
    ):
        return False
    near = {word.low for word in words[max(0, first - 1) : first + 2]}
    if low == "hulp":
        return CALL_FOR.isdisjoint(near)
    return low != "programma" or near.isdisjoint({"tv", "de"})


def belongs(look: Look, verb: Match, service: Match) -> bool:
    """Whether a verb takes this service: same sentence, near, and one that can ("gaat naar", "krijgt")."""
    words, head = look.words, verb.entry.text.split()[0]
    here, there = words[verb.first], words[service.first]
    if here.sentence != there.sentence or abs(verb.first - service.first) > REACH or verb.first in look.conditional:
        return False
    if service.first <= verb.first < service.after or (here.clause != there.clause and head in ONLY_NEAR):
        return False
    return takes(look, head, verb, service)


def takes(look: Look, head: str, verb: Match, service: Match) -> bool:
    """What each verb asks of the words between it and the service."""
    words = look.words
    low = words[service.first].low
    between = {word.low for word in words[min(verb.first, service.first) : max(verb.first, service.first)]}
    before = words[service.first - 1].low if service.first else ""
    if " " in verb.entry.text and head != "laten":  # "gaat in op", "zit op de wachtlijst"
        return True
    if not FAMILY.isdisjoint(between) and low.endswith("hulp"):
        return False
    if head == "laten" and "zich" in between and not TREATING.isdisjoint(between):  # "laat zich opnemen in een kliniek"
        return True
    if head == "laten" or low in TREATING:
        return head == "laten" and low in TREATING and "zich" in between
    if head == "gaan":
        return not between.isdisjoint({"in", "naar", "met", "op"}) and before in BEFORE_SERVICE
    if head in ("bieden", "aanbieden"):
        return not look.mentions or not low.startswith("hulp")
    if head == "doen":
        return before in ("een", "de", "zijn", "haar", "hun", "aan") and "navraag" not in between
    if head not in ONLY_NEAR:
        return True
    has = words[verb.first].low in ("heeft", "hebben") and not low.endswith(HELPERS)
    return verb.first < service.first and (has if head == "hebben" else before in ("in", "onder"))
