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
    """The statement as far as this form is filled in, in parts."""
    people = found["people"]
    children = composing.showing_names(people, form.children.data or ())
    return composing.danger_so_far(composing.worried_names(people, form.worried.data or ()), children, form.answers)


def goal_so_far(found: Found, form: Any) -> list[tuple[bool, str]]:
    """The goal as far as this form is filled in, in parts."""
    shows = composing.showing_names(found["people"], form.shows.data or ())
    return composing.goal_so_far(shows, composing.seeing_names(found["people"], form.sees.data or ()), form.answers)


def other_views(found: Found, given: list[tuple[int, Any, str]]) -> list[tuple[str, str]]:
    """What belongs into the statement of parents who see it differently."""
    names = names_of(found["people"])
    return sentences.compose_views((names[person], said, words) for person, said, words in given if person in names)
