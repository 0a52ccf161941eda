"""What the method asks of the child's voice (domain.md 1.10, 4, 6.1 StemKind, B7, B14). No database and no Flask in this file."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.voices.models import MayShare, OnPaper, VoiceForm

ASKED_FROM = 4  # B7: from four years on, each child is asked, or there is a reason why not
DECIDES_FROM = 16  # B14: from sixteen on the child itself consents
NEVER_SHARED = frozenset({"red_circle"})  # 1.10: who must not come is for those who keep the child safe, nobody else

THREE = {
    "good": _l("House of good things"), "worries": _l("House of worries"), "dreams": _l("House of dreams"),
}  # fmt: skip
PLAIN = {"good": _l("Good things"), "worries": _l("Worries"), "dreams": _l("Dreams and wishes")}
# The parts each form offers, good things first (domain.md 1.10).
PARTS: dict[VoiceForm, dict[str, Any]] = {
    VoiceForm.THREE_HOUSES: THREE,
    VoiceForm.FAIRY_WIZARD: {
        "good": _l("Wings or cape: what is good"), "worries": _l("Clothes: what should change"),
        "dreams": _l("Magic wand: what I wish"),
    },
    VoiceForm.SAFETY_HOUSE: {
        "inside": _l("Inside: who lives here and what they do"), "ring": _l("Around it: who visits and helps"),
        "roof": _l("Roof: the rules"), "path": _l("Path: how safe it is now"),
        "red_circle": _l("Red circle: who must not come"),
    },
    VoiceForm.SAFE_ROOM: {
        "inside": _l("In the room: who is there and what we do"), "ring": _l("At the door: who may come in"),
        "roof": _l("On the wall: the rules"), "red_circle": _l("Red circle: who must not come"),
    },
    VoiceForm.OBSERVATION: {"good": _l("What makes the child calm or glad"), "worries": _l("What makes the child restless")},
    VoiceForm.CONVERSATION: PLAIN, VoiceForm.LETTER: PLAIN, VoiceForm.APP: PLAIN,
}  # fmt: skip
ORDER = ("good", "inside", "ring", "roof", "path", "dreams", None, "worries", "red_circle")
# What people wrote before there was a list to choose from.
WRITTEN = {
    "goede dingen": "good", "zorgen": "worries", "dromen": "dreams", "wensen": "dreams", "binnen": "inside", "dak": "roof",
    "rode cirkel": "red_circle", "buitenste ring": "ring", "buitenring": "ring", "pad": "path", "pad naar het huis": "path",
}  # fmt: skip


def part_key(part: str | None) -> str | None:
    """The key of a part; what was written before there were keys is recognised where it can be."""
    return WRITTEN.get(part.strip().casefold(), part) if part else None


def part_words(form: VoiceForm, part: str | None) -> Any:
    """How a part of a form reads; words of its own stay as they are."""
    key = part_key(part)
    return PARTS[form].get(key, part) if key else None


def in_good_order(items: Iterable[Any]) -> list[Any]:
    """Good things first, worries later, who must not come last (domain.md 1.10: start with good things)."""
    place = {key: nr for nr, key in enumerate(ORDER)}
    return sorted(items, key=lambda item: (place.get(part_key(item.part), place[None]), item.order))


def moment_gaps(
    *, words: Collection[str], heard_on: date, told_back_on: date | None, today: date
) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what a moment with a child lacks."""
    if not words:
        yield "lines", _l("Write down at least one thing the child said or drew.")
    if heard_on > today:
        yield "heard_on", _l("This day has not come yet.")
    if told_back_on and told_back_on < heard_on:
        yield "told_back_on", _l("This day lies before the day the child was asked.")


def item_gaps(*, form: VoiceForm, part: str | None, may_share: MayShare) -> Iterator[tuple[str, Any]]:
    """Yield (field, message) for what cannot be of something a child said in this form."""
    key = part_key(part)
    if key and key not in PARTS[form] and key in EVERY_PART:
        yield "part", _l("This part does not belong to the form you chose.")
    if key in NEVER_SHARED and may_share is not MayShare.NO:
        yield "may_share", _l("Who stands in the red circle is never shared. Choose “Do not share”.")


EVERY_PART = {key for parts in PARTS.values() for key in parts}


def may_leave(part: str | None, may_share: Any, withdrawn_on: date | None) -> bool:
    """Whether words of a child may reach anybody who does not work in the casus (domain.md 6.5: only released items)."""
    released = MayShare(may_share) in (MayShare.YES, MayShare.PARENTS_ONLY)
    return released and withdrawn_on is None and part_key(part) not in NEVER_SHARED


def goes_along(chosen: OnPaper | None, a_story_stays: bool) -> OnPaper:
    """What may go along on paper: what was chosen for the child, and never more than a card where a story has to stay."""
    if chosen is OnPaper.NOTHING:
        return OnPaper.NOTHING
    return OnPaper.CARD if a_story_stays or chosen is OnPaper.CARD else OnPaper.ALL


def answer_of(item: Any, moment_answer: str | None, others: Iterable[Any]) -> str:
    """What was done with these words, for somebody who may read them. Items are rows or records.

    The answer to a whole moment may speak of words that are not shared; then only an answer of their own is given.
    """
    own = _of(item, "done_with_it")
    if own:
        return str(own)
    all_open = all(
        _of(one, "withdrawn_on") is not None or may_leave(_of(one, "part"), _of(one, "may_share"), None)
        for one in others
    )
    return (moment_answer or "") if all_open else ""


def _of(item: Any, name: str) -> Any:
    return item[name] if isinstance(item, Mapping) else getattr(item, name)


def not_asked(children: Iterable[Any], heard: Collection[int]) -> list[Any]:
    """B7: the children (with id and age) of four and older of whom there are no words yet."""
    return [child for child in children if child.id not in heard and (child.age is None or child.age >= ASKED_FROM)]


def moment_missing(moment: Any, items: Collection[Any], age: int | None) -> Iterator[tuple[str, str, Any]]:
    """Yield (page, field, what to do) for what a moment still lacks, in the order in which it is done (domain.md 4)."""
    if not moment.why_form:
        yield "edit", "why_form", _l("Say why this way suits this child")
    if not moment.parents_consent and (age is None or age < DECIDES_FROM):
        yield "edit", "parents_consent", _l("Write down what the parents said about it")
    if not moment.done_with_it and not any(item.done_with_it or item.goals or item.agreements for item in items):
        yield "told_back", "done_with_it", _l("Write down what was done with it")
    if moment.told_back_on is None:
        yield "told_back", "told_back_on", _l("Tell the child what was done with it")
    elif not moment.told_back_how:
        yield "told_back", "told_back_how", _l("Write down how the child was told")


def missing_approvals(parents: Iterable[Any], approved: Collection[int]) -> list[Any]:
    """The parents with authority who have not approved a story as it stands now."""
    return [parent for parent in parents if parent.id not in approved]
