"""Every change to bottom lines (domain.md 1.6): what, never how; few; never deleted. The caller commits."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals import rules
from workbench.goals.days import not_after_today
from workbench.goals.models import BottomLine, BottomLineStatus, EarlierBottomLine
from workbench.records import expect_version

audit.declare({
    "bottom line added": _l("added a bottom line"),
    "bottom line changed": _l("changed a bottom line"),
    "bottom line moved": _l("gave a bottom line another status"),
})  # fmt: skip

PARTS = {"text": "text", "set_by": "set_by", "ground": "ground", "set_on": "set_on", "reason": "reason", "danger": "danger_id",
         "sub_group": "sub_group_id"}  # fmt: skip


def answers_of(line: BottomLine) -> dict[str, Any]:
    """What the form of this bottom line would hold."""
    return {name: getattr(line, column) for name, column in PARTS.items()}


def set_bottom_line(casus: Casus, *, by: Any, text: str, set_by: str, ground: Any, set_on: date, reason: str,
                    danger: int | None = None, sub_group: int | None = None) -> BottomLine:  # fmt: skip
    """What must be so in any case: what, not how. Never deleted, only withdrawn with a reason."""
    not_after_today(set_on, "set_on")
    line = BottomLine(
        casus_id=casus.id, text=text, set_by=set_by, ground=ground, set_on=set_on, reason=reason, danger_id=danger,
        sub_group_id=sub_group, created_by_id=getattr(by, "id", None),
    )  # fmt: skip
    audit.record("bottom line added", casus, by=by, record=line, action="C")
    db.session.add(line)
    db.session.flush()
    return line


def change_bottom_line(line: BottomLine, version: int, *, by: Any, why: str, **answers: Any) -> None:
    """Save a bottom line, with the reason; how it read before is kept."""
    expect_version(line, version)
    if line.status is BottomLineStatus.WITHDRAWN:
        raise RuleBroken(_("This was withdrawn already."))
    before = answers_of(line)
    changed = [name for name, value in answers.items() if value != before[name]]
    if not changed:
        return
    not_after_today(answers.get("set_on", line.set_on), "set_on")
    if not why:
        raise RuleBroken(_("Write down why this changes. The family reads this."), field="why")
    audit.record("bottom line changed", _casus(line), by=by, record=line, changed=changed)
    db.session.add(EarlierBottomLine(
        casus_id=line.casus_id, line_id=line.id, text=line.text, reason=line.reason, why=why,
        replaced_by_id=getattr(by, "id", None),
    ))  # fmt: skip
    for name in changed:
        setattr(line, PARTS[name], answers[name])
    line.updated_at = clock.now()


def move_bottom_line(line: BottomLine, version: int, *, by: Any, status: BottomLineStatus, reason: str = "") -> None:
    """Mark a bottom line as reached, say that it holds again, or withdraw it; each with a reason."""
    expect_version(line, version)
    if line.status is BottomLineStatus.WITHDRAWN:
        raise RuleBroken(_("This was withdrawn already."))
    if status not in rules.NEXT_BOTTOM_LINE[line.status]:
        raise RuleBroken(_("This step does not follow from where it stands now."), field="status")
    if not reason:
        missing = {
            BottomLineStatus.REACHED: _("Write down what shows that it is so."),
            BottomLineStatus.WITHDRAWN: _("Write down why this is withdrawn."),
        }
        raise RuleBroken(missing.get(status, _("Write down why this holds again.")), field="reason")
    audit.record("bottom line moved", _casus(line), by=by, record=line, was=line.status.value, now=status.value)
    line.status = status
    if status is BottomLineStatus.WITHDRAWN:
        line.withdrawn_on, line.withdrawn_why = clock.today(), reason
    else:
        line.reached_on, line.reached_why = (clock.today() if status is BottomLineStatus.REACHED else None), reason


def _casus(record: Any) -> Casus:
    """The casus of this record; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, record.casus_id)
