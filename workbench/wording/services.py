"""T6: a service in the place of a goal (domain.md 1.4 [S18], 6.6)."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workbench.wording.entries import Match
from workbench.wording.groups import group
from workbench.wording.look import Look, Point

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
    if (
        first in look.conditional
        or (low == "aa" and words[first].raw != "AA")
        or (low.startswith(HOBBIES) and "therap" not in low)
    ):
        return False
    near = {word.low for word in words[max(0, first - 1) : first + 2]}
    if low == "hulp":
        return CALL_FOR.isdisjoint(near)
    if low == "onderzoek" and words[first + 1 : first + 2] and words[first + 1].low == "naar":  # "naar kevers"
        doing = {word.low for word in words[max(0, first - REACH) : first]}
        return doing.isdisjoint({"doet", "doen", "maakt"})
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
    if verb.entry.text == "komen er":  # "er komt een gezinscoach"
        return before in ("een", "de", "ambulante")
    if head == "laten" or low in TREATING:  # "laat zich behandelen", "laat zich opnemen in een kliniek"
        return head == "laten" and "zich" in between and not TREATING.isdisjoint({*between, low})
    if " " in verb.entry.text:  # "gaat in op", "zit op de wachtlijst"
        return True
    if head in ASKS:
        return ASKS[head](look, between, low, before)
    if head not in ONLY_NEAR:
        return FAMILY.isdisjoint(between) or not low.endswith("hulp")
    has = words[verb.first].low in ("heeft", "hebben") and not low.endswith(HELPERS)
    return verb.first < service.first and (has if head == "hebben" else under(look, service.first))


def under(look: Look, place: int) -> bool:
    """ "in therapie", "onder begeleiding", "in een traject"."""
    before = [word.low for word in look.words[max(0, place - 2) : place]]
    return before[-1:] in (["in"], ["onder"]) or (
        len(before) == 2 and before[0] in ("in", "onder") and before[1] == "een"
    )


def goes_to(_look: Look, between: set[str], _low: str, before: str) -> bool:
    """ "gaat naar", "gaat in"."""
    return not between.isdisjoint({"in", "naar", "met", "op"}) and before in BEFORE_SERVICE


def is_offered(look: Look, _between: set[str], low: str, _before: str) -> bool:
    """ "biedt begeleiding", but not "Truus biedt hulp"."""
    return not look.mentions or not low.startswith("hulp")


def is_done(_look: Look, between: set[str], _low: str, before: str) -> bool:
    """ "doet een cursus"."""
    return before in ("een", "de", "zijn", "haar", "hun", "aan") and "navraag" not in between


ASKS = {"gaan": goes_to, "bieden": is_offered, "aanbieden": is_offered, "doen": is_done}
