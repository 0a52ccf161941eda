"""Examples to begin an agreement with: ours and the organisation's own, and how one becomes the beginning of a form.

An example is shipped, rewritten, added or hidden by the organisation; every step stays on record (models.ExampleChange).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import select

from workbench.accounts.models import User
from workbench.agreements import rhythm
from workbench.agreements.models import AgreementKind, ExampleChange, ExampleStep, Repeats
from workbench.agreements.shipped_examples import SHIPPED, SITUATIONS, Example
from workbench.casus.models import Phase
from workbench.crypto import is_damaged
from workbench.extensions import db
from workbench.web.filters import together

# Who is meant, in both languages: an example somebody wrote in Dutch is also read by who works in English.
PLACES = {
    "doers": ("[who]", "[wie]"), "children": ("[child]", "[kind]"), "checker": ("[checker]", "[wie let op]"),
    "backup": ("[stand-in]", "[achterwacht]"),
}  # fmt: skip
TEXTS = ("what", "when", "what_if", "check_how", "trigger", "early_signal")
_ENUMS = {"repeats": Repeats, "phase": Phase, "kind": AgreementKind}


@dataclass(frozen=True)
class Standing:
    """An example as it holds here. `last` is the organisation's last step with it; None where it is as it came."""

    example: Example
    hidden: bool
    ours: bool
    changed: bool
    last: ExampleChange | None

    @property
    def version(self) -> int:
        """What a form about it is made from."""
        return self.last.id if self.last else 0


def changes() -> list[ExampleChange]:
    """Every step of the organisation, oldest first."""
    return list(db.session.scalars(select(ExampleChange).order_by(ExampleChange.id)))


def names_of_staff() -> dict[int, str]:
    """Colleagues by id: who made a change."""
    return {row.id: row.name for row in db.session.execute(select(User.id, User.name))}


def standing(steps: Sequence[ExampleChange]) -> list[Standing]:
    """Every example after these steps, in the order of the situations; hidden ones too."""
    shipped = {one.key: spoken(one) for one in SHIPPED}
    found = [_standing(key, shipped.get(key), [one for one in steps if one.key == key])
             for key in dict.fromkeys([*shipped, *(one.key for one in steps)])]  # fmt: skip
    order = list(SITUATIONS)
    return sorted(found, key=lambda one: order.index(one.example.situation))


def _standing(key: str, shipped: Example | None, steps: Sequence[ExampleChange]) -> Standing:
    example, hidden = shipped, False
    for one in steps:
        if one.step is ExampleStep.WRITE:
            example = read(key, one.body or "{}")
        elif one.step is ExampleStep.RESET:
            example = shipped or example
        hidden = one.step is ExampleStep.HIDE or (hidden and one.step is not ExampleStep.SHOW)
    if example is None:  # a step with an example that came with another version of the workbench
        example, hidden = Example(key, "other", key, "", "", "", ""), True
    return Standing(example, hidden, shipped is not None, example != shipped, steps[-1] if steps else None)


def offered() -> list[Standing]:
    """The examples a worker can begin with; one statement."""
    return [one for one in standing(changes()) if not one.hidden]


def per_situation(found: Iterable[Standing]) -> list[tuple[Any, list[Standing]]]:
    """(situation, its examples), without empty ones."""
    found = list(found)
    groups = [(label, [one for one in found if one.example.situation == key]) for key, label in SITUATIONS.items()]
    return [(label, own) for label, own in groups if own]


def find(found: Iterable[Standing], key: str) -> Standing | None:
    """The example with this key."""
    return next((one for one in found if one.example.key == key), None)


# --- kept and read


def spoken(example: Example) -> Example:
    """The example with its texts in the language that is spoken now."""
    texts: dict[str, Any] = {name: str(getattr(example, name)) for name in ("title", *TEXTS)}
    return example._replace(**texts)


def written(example: Example) -> str:
    """An example as it is kept."""
    body = {name: value for name, value in example._asdict().items() if name != "key"}
    return json.dumps(body, ensure_ascii=False, default=lambda value: value.isoformat())


def read(key: str, body: str) -> Example:
    """An example as it was kept. What a later version of the workbench added has its default."""
    if is_damaged(body):  # the list of examples can still be read, and this one cannot be used
        return Example(key, "other", body, "", "", "", "")
    found = {name: value for name, value in json.loads(body).items() if name in Example._fields}
    for name, kind in _ENUMS.items():
        if found.get(name):
            found[name] = kind(found[name])
    if found.get("repeat_at"):
        found["repeat_at"] = time.fromisoformat(found["repeat_at"])
    if found.get("situation") not in SITUATIONS:
        found["situation"] = "other"
    return Example(key=key, **found)


# --- begun with


def beginning(example: Example, today: date) -> dict[str, Any]:
    """What the form of an agreement begins with; the brackets are still to be filled in."""
    ends = None if example.ends_after is None else today + timedelta(days=example.ends_after)
    return {
        **{name: str(getattr(example, name)) for name in TEXTS},
        "repeats": example.repeats, "repeat_days": rhythm.days_of(example.repeat_days), "repeat_at": example.repeat_at,
        "repeat_every": example.repeat_every, "check_every_days": example.check_every_days, "phase": example.phase,
        "kind": example.kind, "starts_on": today + timedelta(days=example.starts_after), "until": ends,
    }  # fmt: skip


def filled(answers: Mapping[str, Any], names: Mapping[int, str]) -> dict[str, Any]:
    """The answers with names in place of the brackets, as far as people were chosen."""
    called: dict[str, str] = {}
    for role, marks in PLACES.items():
        chosen = answers.get(role) or []
        people = [names[one] for one in (chosen if isinstance(chosen, list) else [chosen]) if one in names]
        if people:
            called |= dict.fromkeys(marks, together(people))
    return {**answers, **{name: _put(answers[name], called) for name in TEXTS if answers.get(name)}}


def _put(text: str, called: Mapping[str, str]) -> str:
    """A name at the beginning of a sentence stays as it is; so does everything that is no bracket of ours."""
    for mark, name in called.items():
        text = text.replace(mark, name)
    return text


def still_open(text: str) -> list[str]:
    """The brackets in a text that nobody filled in."""
    return [mark for marks in PLACES.values() for mark in marks if mark in text]
