"""Every change to agreements. The caller commits.

Imports: `on_reopened` is for subjects above this one. Reviews puts a callable there that takes (agreement, by) and sets
aside the answers people gave to the text as it was.
"""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.agreements import queries, rules
from workbench.agreements.models import Agreement, AgreementBottomLine, AgreementPerson, AgreementStatus, Audience, Part
from workbench.casus.models import Casus, Phase
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version

audit.declare({
    "agreement added": _l("added an agreement"),
    "agreement changed": _l("changed an agreement"),
    "agreement reopened": _l("changed who, what or when: everybody is asked again"),
    "agreement objected to": _l("objected: this agreement is talked about again"),
    "agreement moved": _l("gave an agreement another status"),
    "agreement ended": _l("ended an agreement"),
})  # fmt: skip

on_reopened: list[Callable[[Agreement, Any], None]] = []

# The word in a form and in an operation → the column that holds it.
COLUMNS = {
    "goal": "goal_id", "what": "what", "when": "when", "trigger": "trigger", "early_signal": "early_signal",
    "checker": "checker_id", "second_checker": "second_checker_id", "backup": "backup_id", "what_if": "what_if",
    "check_how": "check_how", "check_every_days": "check_every_days", "based_on_item": "based_on_item_id",
    "based_on_success": "based_on_success_id", "kind": "kind", "phase": "phase", "starts_on": "starts_on", "until": "until",
    "audience": "audience", "sub_group": "sub_group_id", "unsafe_to_hand_out": "unsafe_to_hand_out",
}  # fmt: skip
PARTS = {"doers": Part.DOER, "together": Part.TOGETHER, "children": Part.CHILD, "readers": Part.READER}
TEXTS = {"trigger", "early_signal", "what_if", "check_how"}


def answers_of(agreement: Agreement) -> dict[str, Any]:
    """What the form of this agreement would hold; needs its people and bottom lines to be loaded."""
    columns = {name: getattr(agreement, column) for name, column in COLUMNS.items()}
    texts = {name: columns[name] or "" for name in TEXTS}
    people = {name: agreement.who(part) for name, part in PARTS.items()}
    return {**columns, **texts, **people, "bottom_lines": sorted(one.bottom_line_id for one in agreement.bottom_lines)}


def add_agreement(casus: Casus, *, by: Any, goal: int, what: str, when: str, doers: list[int], **answers: Any) -> Agreement:
    """Propose an agreement for a goal. The other words of COLUMNS and PARTS, and `bottom_lines`, may be given too."""
    agreement = Agreement(
        casus_id=casus.id, number=queries.next_number(casus), created_by_id=getattr(by, "id", None), people=[], bottom_lines=[],
        phase=Phase.STABLE, audience=Audience.EVERYONE, status=AgreementStatus.PROPOSED, status_since=clock.today(),
    )  # fmt: skip
    given = {"goal": goal, "what": what, "when": when, "doers": doers, **answers}
    _keep_rules({**answers_of(agreement), **given})
    _write(agreement, given)
    audit.record("agreement added", casus, by=by, record=agreement, action="C")
    db.session.add(agreement)
    db.session.flush()
    return agreement


def change_agreement(agreement: Agreement, version: int, *, by: Any, **answers: Any) -> None:
    """Save what was changed. Who, what or when: everybody is asked again (domain.md 6.3)."""
    expect_version(agreement, version)
    before = answers_of(agreement)
    changed = [name for name, value in answers.items() if _plain(value) != _plain(before[name])]
    if not changed:
        return
    _keep_rules({**before, **answers})
    again = rules.asks_again(changed) and agreement.status is not AgreementStatus.PROPOSED
    event = "agreement reopened" if again else "agreement changed"
    audit.record(event, _casus(agreement), by=by, record=agreement, changed=changed)
    _write(agreement, {name: answers[name] for name in changed})
    if "what" in changed:
        agreement.wording_of_id = agreement.wording_on = None  # these are new words; reviews says whose, where it knows
    agreement.updated_at = clock.now()  # counts a version also when only people changed
    if again:
        _ask_again(agreement, by)


def reopen_agreement(agreement: Agreement, *, by: Any) -> None:
    """Somebody objects: this one agreement is talked about again, and everybody is asked again (domain.md 6.3)."""
    audit.record("agreement objected to", _casus(agreement), by=by, record=agreement, was=agreement.status.value)
    _ask_again(agreement, by)


def move_agreement(agreement: Agreement, version: int, *, by: Any, status: AgreementStatus) -> None:
    """Give a living agreement another status; ending it is `end_agreement`."""
    expect_version(agreement, version)
    if status in rules.OVER or not agreement.is_live:
        raise RuleBroken(_("End an agreement with a reason; what has ended stays ended."), field="status")
    audit.record("agreement moved", _casus(agreement), by=by, record=agreement, was=agreement.status.value, now=status.value)
    agreement.status, agreement.status_since = status, clock.today()


def end_agreement(agreement: Agreement, version: int, *, by: Any, reason: str, feasible: bool = True) -> None:
    """End an agreement, with the reason. It stays in the plan's history."""
    expect_version(agreement, version)
    if not agreement.is_live:
        raise RuleBroken(_("This agreement has ended already."))
    if not reason:
        raise RuleBroken(_("Write down why this ends."), field="reason")
    audit.record("agreement ended", _casus(agreement), by=by, record=agreement, feasible=feasible)
    agreement.status = AgreementStatus.ENDED if feasible else AgreementStatus.NOT_FEASIBLE
    agreement.status_since, agreement.ended_why = clock.today(), reason


def _casus(agreement: Agreement) -> Casus:
    """The casus of this agreement; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, agreement.casus_id)


def _keep_rules(answers: dict[str, Any]) -> None:
    checkers = (answers["checker"], answers["second_checker"])
    gaps = [
        *rules.broken(doers=answers["doers"], checkers=checkers, phase=answers["phase"], what_if=answers["what_if"],
                      backup=answers["backup"]),
        *rules.audience_gaps(answers["audience"], answers["sub_group"], answers["readers"]),
    ]  # fmt: skip
    if answers["until"] and answers["starts_on"] and answers["until"] < answers["starts_on"]:
        gaps.append(("until", _("This day lies before the first day.")))
    for name, message in gaps:
        raise RuleBroken(message, field=name)


def _write(agreement: Agreement, answers: dict[str, Any]) -> None:
    for name, value in answers.items():
        if name in PARTS:
            _set_people(agreement, PARTS[name], value)
        elif name == "bottom_lines":
            _set_bottom_lines(agreement, value)
        else:
            setattr(agreement, COLUMNS[name], None if value == "" else value)


def _set_people(agreement: Agreement, part: Part, people: list[int]) -> None:
    """Take out who has no part any more, add who is new; rows of the others are left alone."""
    kept = [one for one in agreement.people if one.part is not part or one.person_id in people]
    there = {one.person_id: one for one in kept if one.part is part}
    for order, person in enumerate(people, 1):
        if person in there:
            there[person].order = order
        else:
            kept.append(AgreementPerson(person_id=person, part=part, order=order))
    agreement.people = kept


def _set_bottom_lines(agreement: Agreement, lines: list[int]) -> None:
    kept = [one for one in agreement.bottom_lines if one.bottom_line_id in lines]
    there = {one.bottom_line_id for one in kept}
    agreement.bottom_lines = kept + [AgreementBottomLine(bottom_line_id=line) for line in lines if line not in there]


def _ask_again(agreement: Agreement, by: Any) -> None:
    agreement.status, agreement.status_since = AgreementStatus.IN_REVIEW, clock.today()
    for told in on_reopened:
        told(agreement, by)


def _plain(value: Any) -> Any:
    """Lists compare by what is in them; no text is the same as an empty one."""
    return sorted(value) if isinstance(value, list) else value or None
