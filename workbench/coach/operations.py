"""Every change to what the coach remembers: points left with a reason, and the organisation's words. The caller commits."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.coach import lists, queries
from workbench.coach.models import CoachDismissal, WordChange, WordListChange
from workbench.coach.rules import Point
from workbench.errors import RuleBroken
from workbench.extensions import db

audit.declare({
    "point left": _l("left a point of the coach as it is, with a reason"),
    "point shown again": _l("has a point of the coach shown again"),
    "word added": _l("added a word to a list of the coach"),
    "word removed": _l("took a word from a list of the coach"),
    "word change undone": _l("undid a change in a list of the coach"),
})  # fmt: skip

LONGEST_REASON = 1000
LONGEST_WORD = 80


# --- in a casus


def leave(casus: Casus, point: Point, kind: str, reason: str, *, by: Any) -> None:
    """Leave a point as it is. Raises RuleBroken without a reason. Leaving it twice is leaving it once."""
    if not reason:
        raise RuleBroken(_("Write down why you leave this as it is."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(
            _("Make the reason shorter: at most %(most)s characters.", most=LONGEST_REASON), field="reason"
        )
    if point.left is not None:
        return
    left = CoachDismissal(
        casus_id=casus.id, created_by_id=by.id, finding=point.finding.id, kind=kind, words=point.words, sentence=point.sentence,
        reason=reason,
    )  # fmt: skip
    db.session.add(left)
    db.session.flush()
    audit.record("point left", casus, by=by, record=left, action="C", check=left.finding, kind=kind)
    queries.forget(casus)


def show_again(casus: Casus, left: CoachDismissal, *, by: Any) -> None:
    """Let a point that was left be open again."""
    if left.withdrawn_on is None:
        left.withdrawn_on = clock.today()
        audit.record("point shown again", casus, by=by, record=left, check=left.finding, kind=left.kind)
        queries.forget(casus)


# --- for the whole organisation


def add_word(list_name: str, word: str, reason: str, replacement: str = "", *, by: Any) -> WordListChange:
    """Put a word on a list, for jargon with what to write instead. Raises RuleBroken when it cannot stand there."""
    word = word.casefold() if word != word.upper() else word  # an abbreviation keeps its capitals
    _check_shape(list_name, word, replacement)
    entry = lists.entry_of(list_name, word, replacement)
    there = {plain(lists.word_of(one)) for one in lists.entries(queries.word_lists(), list_name)}
    if plain(word) in there:
        raise RuleBroken(_("“%(word)s” is on this list already.", word=word), field="word")
    taken = [one for one in queries.standing(queries.changes(list_name)) if one.change is WordChange.REMOVE]
    if any(plain(lists.word_of(one.entry)) == plain(word) for one in taken):
        raise RuleBroken(_("“%(word)s” was taken off this list. Undo that below.", word=word), field="word")
    _check_reason(reason)
    return _change("word added", WordChange.ADD, list_name, entry, reason, by=by)


def remove_word(list_name: str, entry: str, reason: str, *, by: Any) -> WordListChange:
    """Take a word of ours off a list, here only. Raises RuleBroken for a word that is not on it or was taken off."""
    if entry not in lists.entries(queries.word_lists(), list_name):
        raise RuleBroken(_("This word is not on the list any more."))
    if entry not in lists.shipped(list_name):
        raise RuleBroken(_("This is a word of your own. Undo it in the list of your own words."))
    _check_reason(reason)
    return _change("word removed", WordChange.REMOVE, list_name, entry, reason, by=by)


def undo(change: WordListChange, *, by: Any) -> None:
    """Take back an addition or a removal. What was undone stays on record. Undoing twice is undoing once."""
    if change.id in {one.id for one in queries.standing(queries.changes(change.list_name))}:
        _change("word change undone", WordChange.UNDO, change.list_name, change.entry, "", by=by, undoes=change.id)


def plain(word: str) -> str:
    """A word without capitals and without the star for the rest of a longer one."""
    return word.strip("*").casefold()


def _change(
    event: str, change: WordChange, list_name: str, entry: str, reason: str, *, by: Any, undoes: int | None = None
) -> WordListChange:
    row = WordListChange(
        list_name=list_name, entry=entry, change=change, reason=reason, undoes_id=undoes, set_by_id=by.id
    )
    db.session.add(row)
    db.session.flush()
    audit.record(event, by=by, record=row, action="C", list=list_name, entry=entry)
    return row


def _check_shape(list_name: str, word: str, replacement: str) -> None:
    if not any(character.isalpha() for character in word) or not all(c.isalnum() or c in " -'’.*" for c in word):
        raise RuleBroken(_("Only letters, numbers, spaces, dashes and points fit on a list."), field="word")
    if max(len(word), len(replacement)) > LONGEST_WORD or any(c in "=;" for c in replacement):
        raise RuleBroken(
            _("Keep it short: a word or a few words, without = or ;."), field="replacement" if word else "word"
        )
    if lists.has_replacements(list_name) and not replacement:
        raise RuleBroken(_("Write down what people can write instead."), field="replacement")


def _check_reason(reason: str) -> None:
    if not reason:
        raise RuleBroken(_("Write down why."), field="reason")
