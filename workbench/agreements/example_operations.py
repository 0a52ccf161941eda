"""What the organisation does with examples of agreements: write, hide, show, put back. The caller commits."""

import secrets
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit
from workbench.agreements import examples, rhythm
from workbench.agreements.models import ExampleChange, ExampleStep
from workbench.agreements.shipped_examples import Example
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db

audit.declare({
    "example written": _l("wrote an example of an agreement"),
    "example hidden": _l("hid an example of an agreement"),
    "example shown": _l("offers an example of an agreement again"),
    "example put back": _l("put an example of an agreement back as it came"),
})  # fmt: skip
EVENTS = {
    ExampleStep.WRITE: "example written", ExampleStep.HIDE: "example hidden", ExampleStep.SHOW: "example shown",
    ExampleStep.RESET: "example put back",
}  # fmt: skip
MOST = 200  # examples of the organisation itself


def add(*, by: Any, reason: str, **answers: Any) -> ExampleChange:
    """An example of the organisation's own. Raises RuleBroken."""
    own = [one for one in examples.standing(examples.changes()) if not one.ours]
    if len(own) >= MOST:
        raise RuleBroken(_("At most %(most)s examples of your own fit.", most=MOST))
    key = f"own-{secrets.token_hex(6)}"
    return _step(key, ExampleStep.WRITE, reason, by, body=examples.written(_checked(key, answers)))


def rewrite(found: examples.Standing, version: int, *, by: Any, reason: str, **answers: Any) -> ExampleChange | None:
    """Another text for an example. Raises EditConflict when somebody else changed it meanwhile, RuleBroken."""
    _expect(found, version)
    example = _checked(found.example.key, answers)
    if example == found.example:
        return None
    return _step(found.example.key, ExampleStep.WRITE, reason, by, body=examples.written(example))


def hide(found: examples.Standing, version: int, *, by: Any, reason: str) -> None:
    """Offer it no more. It stays on record and can be shown again."""
    _expect(found, version)
    if not found.hidden:
        _step(found.example.key, ExampleStep.HIDE, reason, by)


def show(found: examples.Standing, version: int, *, by: Any) -> None:
    """Offer it again."""
    _expect(found, version)
    if found.hidden:
        _step(found.example.key, ExampleStep.SHOW, "", by)


def put_back(found: examples.Standing, version: int, *, by: Any) -> None:
    """Back to the text that came with the workbench. Raises RuleBroken for one of the organisation's own."""
    _expect(found, version)
    if not found.ours:
        raise RuleBroken(_("This is an example of your own. Change it, or hide it."))
    if found.changed:
        _step(found.example.key, ExampleStep.RESET, "", by)


def _expect(found: examples.Standing, version: int) -> None:
    if found.version != version and found.last is None:
        raise RuleBroken(_("Somebody else changed this meanwhile. Look at it again before you save."))
    if found.version != version:
        raise EditConflict(found.last)


def _step(key: str, step: ExampleStep, reason: str, by: Any, body: str | None = None) -> ExampleChange:
    if step in (ExampleStep.WRITE, ExampleStep.HIDE) and not reason:
        raise RuleBroken(_("Write down why."), field="reason")
    row = ExampleChange(key=key, step=step, body=body, reason=reason, set_by_id=by.id)
    db.session.add(row)
    db.session.flush()
    audit.record(EVENTS[step], by=by, record=row, action="C", key=key)
    return row


def _checked(key: str, answers: dict[str, Any]) -> Example:
    """The example a form says. Raises RuleBroken where it cannot be read."""
    for field, message in rhythm.broken(repeats=answers["repeats"], repeat_days=answers["repeat_days"]):
        raise RuleBroken(message, field=field)
    ends = answers["ends_after"]
    if ends is not None and ends < answers["starts_after"]:
        raise RuleBroken(_("This day lies before the first day."), field="ends_after")
    return Example(key=key, **{**answers, "repeat_days": rhythm.text_of(answers["repeat_days"]) or ""})
