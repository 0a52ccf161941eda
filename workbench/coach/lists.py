"""The word lists of the coach as an administrator meets them: what each is for, and the words on it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from workbench import wording
from workbench.wording import WordLists


class About(NamedTuple):
    """What a list is called on the screen, and what the coach does with it."""

    title: Any
    why: Any


ABOUT: dict[str, About] = {
    "vaag": About(
        _l("Vague words"),
        _l("Words everybody understands in a different way. The coach asks what somebody would see."),
    ),
    "waarneembaar": About(
        _l("What one can see somebody do"),
        _l("Verbs for what a camera would see. A goal or agreement has at least one."),
    ),
    "niet_waarneembaar": About(
        _l("What one cannot see"),
        _l("Verbs for what happens inside somebody. The coach asks how others notice."),
    ),
    "ontkenning": About(_l("Words for what should not happen"), _l("The coach asks what happens instead.")),
    "intentie": About(_l("Intentions"), _l("Words for a plan or an attempt. The coach asks what somebody does.")),
    "dienst_werkwoord": About(
        _l("Verbs of help"),
        _l("With a word for help they make a service of a goal. The coach asks what changes at home."),
    ),
    "dienst_woord": About(
        _l("Words for help"),
        _l("Therapy, training and the like. The coach asks what changes at home."),
    ),
    "jargon": About(_l("Jargon"), _l("Words of professionals, each with what to write instead.")),
    "rolwoord": About(_l("Roles"), _l("Words for a role where a name is clearer.")),
    "label": About(_l("Labels"), _l("Words that judge a person. The coach asks what that person does.")),
    "gevolg": About(
        _l("What it does to a child"),
        _l("Words that show what a child notices. A danger statement has at least one."),
    ),
    "alle_of_niemand": About(_l("Everybody, so nobody"), _l("Words for everybody at once. The coach asks who.")),
    "abstract": About(
        _l("What makes a verb vague"),
        _l("Beside these words one cannot see a verb happen either: to give attention."),
    ),
    "tijd": About(_l("Words for when"), _l("Words that say when. An agreement has at least one.")),
    "niet_deelwoord": About(_l("No passive"), _l("Words that look like a passive and are none.")),
}


def names(found: WordLists) -> tuple[str, ...]:
    """The lists there are, in their order."""
    return tuple(found.names)


def entries(found: WordLists, name: str) -> tuple[str, ...]:
    """The entries of one list."""
    return tuple(found[name])


def shipped(name: str) -> tuple[str, ...]:
    """The words that came with the workbench."""
    return tuple(dict.fromkeys(entries(wording.SHIPPED, name)))


def about(name: str) -> About:
    """What a list is for; one that came without an explanation has its own name."""
    return ABOUT.get(name) or About(name.replace("_", " "), "")


def has_replacements(name: str) -> bool:
    """Whether each word on this list comes with what to write instead."""
    return any("=" in entry for entry in shipped(name))


def entry_of(name: str, word: str, replacement: str) -> str:
    """How a word stands on its list."""
    return f"{word}={replacement}" if has_replacements(name) else word


def word_of(entry: str) -> str:
    """The word of an entry, without what to write instead."""
    return entry.partition("=")[0].strip()


def instead_of(entry: str) -> str:
    """What to write instead; empty where the list has no such words."""
    return entry.partition("=")[2].strip()


def matching(found: Iterable[str], searched: str) -> list[str]:
    """The entries in which this is written, in alphabetical order."""
    wanted = searched.casefold().strip()
    return sorted(
        (entry for entry in found if wanted in entry.casefold()), key=lambda entry: entry.strip("*").casefold()
    )
