"""What the forms of worries and goals show while somebody works: the sentence so far, and which button was pressed."""

from typing import Any

from flask import request

from workbench.casus.queries import names_of
from workbench.goals import composing, sentences

Found = dict[str, list[Any]]  # queries.choices_of


def only_looks(form: Any) -> bool:
    """Somebody without JavaScript asked to see the sentence; nothing is wrong yet."""
    if "look" not in request.form:
        return False
    for field in form:
        field.errors = []
    return True


def takes(form: Any, field: str) -> bool:
    """Empty the rewritten sentence where somebody chose the one from the parts; the form goes on in any case."""
    if "take" in request.form:
        form[field].data = ""
    return True


def danger_so_far(found: Found, form: Any) -> list[tuple[bool, str]]:
    names = names_of(found["people"])
    worried, children = (
        [names[one] for one in form[name].data or () if one in names] for name in ("worried", "children")
    )
    return composing.danger_so_far(worried, children, form.answers)


def goal_so_far(found: Found, form: Any) -> list[tuple[bool, str]]:
    names = names_of(found["people"])
    shows, sees = ([names[one] for one in form[name].data or () if one in names] for name in ("shows", "sees"))
    return composing.goal_so_far(shows, sees, form.answers)


def other_views(found: Found, given: list[tuple[int, Any, str]]) -> list[tuple[str, str]]:
    """What belongs into the statement of parents who see it differently."""
    names = names_of(found["people"])
    return sentences.compose_views((names[person], said, words) for person, said, words in given if person in names)
