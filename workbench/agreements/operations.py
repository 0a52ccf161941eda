"""Every change to agreements. The caller commits.

`on_reopened` and `on_objection` are for subjects above this one. Reviews puts callables there that take (agreement, by): when the
text changed they set aside the answers people gave to it as it was, and when somebody objects what others said yes to. Who says
yes is asked of `assent`, who hears of a change is told by `telling`.
"""

from collections.abc import Callable, Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import audit, clock
from workbench.agreements import assent, labels, queries, rhythm, rules, telling
from workbench.agreements.models import (
    Agreement,
    AgreementBottomLine,
    AgreementNotice,
    AgreementPerson,
    AgreementStatus,
    Audience,
    EarlierAgreement,
    Part,
)
from workbench.casus.models import Casus, Person, Phase
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version
from workbench.web.filters import together as in_words

audit.declare({
    "agreement added": _l("added an agreement"),
    "agreement changed": _l("changed an agreement"),
    "agreement reopened": _l("changed who, what or when: everybody is asked again"),
    "agreement objected to": _l("objected: this agreement is talked about again"),
    "agreement moved": _l("gave an agreement another status"),
    "agreement ended": _l("ended an agreement"),
})  # fmt: skip

on_reopened: list[Callable[[Agreement, Any], None]] = []
on_objection: list[Callable[[Agreement, Any], None]] = []

# The word in a form and in an operation → the column that holds it.
COLUMNS = {
    "goal": "goal_id", "what": "what", "when": "when", "trigger": "trigger", "early_signal": "early_signal",
    "checker": "checker_id", "second_checker": "second_checker_id", "backup": "backup_id", "what_if": "what_if",
    "check_how": "check_how", "check_every_days": "check_every_days", "based_on_item": "based_on_item_id",
    "based_on_success": "based_on_success_id", "kind": "kind", "phase": "phase", "starts_on": "starts_on", "until": "until",
    "audience": "audience", "sub_group": "sub_group_id", "unsafe_to_hand_out": "unsafe_to_hand_out",
    "repeats": "repeats", "repeat_days": "repeat_days", "repeat_every": "repeat_every", "repeat_at": "repeat_at",
    "nothing_before": "nothing_before", "meeting": "meeting_id",
}  # fmt: skip
PARTS = {"doers": Part.DOER, "together": Part.TOGETHER, "children": Part.CHILD, "readers": Part.READER}
TEXTS = {"trigger", "early_signal", "what_if", "check_how", "nothing_before"}


def answers_of(agreement: Agreement) -> dict[str, Any]:
    """What the form of this agreement would hold; needs its people and bottom lines to be loaded."""
    columns = {name: getattr(agreement, column) for name, column in COLUMNS.items()}
    texts: dict[str, Any] = {name: columns[name] or "" for name in TEXTS}
    people = {name: agreement.who(part) for name, part in PARTS.items()}
    texts["repeat_days"] = rhythm.days_of(agreement.repeat_days)
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


def change_agreement(
    agreement: Agreement, version: int, *, by: Any, why: str = "", at_meeting: int | None = None,
    at_table: Collection[int] = (), **answers: Any,
) -> list[AgreementNotice]:  # fmt: skip
    """Save what was changed. Who, what or when: how it read is kept, with `why`, and everybody is asked again (domain.md 6.3).

    `at_meeting` is the meeting at which it changed, `at_table` who was there. Returns who had agreed and how they hear of it.
    Raises EditConflict; RuleBroken, also for an agreement that has ended.
    """
    expect_version(agreement, version)
    _still_lives(agreement)
    before = answers_of(agreement)
    changed = [name for name, value in answers.items() if _plain(value) != _plain(before[name])]
    if not changed:
        return []
    _keep_rules({**before, **answers})
    asks = rules.asks_again(changed)
    again = asks and agreement.status is not AgreementStatus.PROPOSED
    event = "agreement reopened" if again else "agreement changed"
    audit.record(event, _casus(agreement), by=by, record=agreement, changed=changed)
    if asks:
        _keep_earlier(agreement, "doers" in changed, why, at_meeting, by)
    _write(agreement, {name: answers[name] for name in changed})
    if "what" in changed:
        agreement.wording_of_id = agreement.wording_on = None  # these are new words; reviews says whose, where it knows
    agreement.updated_at = clock.now()  # counts a version also when only people changed
    return _ask_again(agreement, by, on_reopened, at_table) if again else []


def reopen_agreement(agreement: Agreement, *, by: Any) -> list[AgreementNotice]:
    """Somebody objects: this one agreement is talked about again, and everybody is asked again (domain.md 6.3).

    Returns who had agreed and how they hear of it. Raises RuleBroken for an agreement that has ended.
    """
    _still_lives(agreement)
    audit.record("agreement objected to", _casus(agreement), by=by, record=agreement, was=agreement.status.value)
    return _ask_again(agreement, by, on_objection)


def move_agreement(
    agreement: Agreement, version: int, *, by: Any, status: AgreementStatus, reason: str = ""
) -> None:  # fmt: skip
    """Take a living agreement a step further (rules.NEXT); ending it is `end_agreement`.

    Agreed is what everybody with a part said yes to as it reads now, or what the worker gives a reason for. Raises RuleBroken.
    """
    expect_version(agreement, version)
    _keep_step(agreement, status)
    without = assent.missing(agreement) if status is AgreementStatus.AGREED else []
    if without and not reason:
        said = _("%(names)s did not say yes to this text yet. Ask first, or write down why it counts as agreed.",
                 names=in_words(without))  # fmt: skip
        raise RuleBroken(said, field="reason")
    detail: dict[str, Any] = {"without": len(without)} if without else {}
    was = agreement.status.value
    audit.record("agreement moved", _casus(agreement), by=by, record=agreement, was=was, now=status.value, **detail)
    agreement.status, agreement.status_since, agreement.status_why = status, clock.today(), reason or None


def _keep_step(agreement: Agreement, status: AgreementStatus) -> None:
    """Only a step the method knows (domain.md 6.3)."""
    if status in rules.OVER or not agreement.is_live:
        raise RuleBroken(_("End an agreement with a reason; what has ended stays ended."), field="status")
    if status not in rules.NEXT[agreement.status]:
        now = labels.STATUSES[agreement.status][1]
        following = [str(labels.STATUSES[one][1]) for one in rules.NEXT[agreement.status]]
        said = _("From “%(now)s” it cannot become this. What can follow: %(steps)s.", now=now, steps=", ".join(following))
        raise RuleBroken(said, field="status")


def end_agreement(agreement: Agreement, version: int, *, by: Any, reason: str, feasible: bool = True) -> None:
    """End an agreement, with the reason. It stays in the plan's history."""
    expect_version(agreement, version)
    _still_lives(agreement)
    if not reason:
        raise RuleBroken(_("Write down why this ends."), field="reason")
    audit.record("agreement ended", _casus(agreement), by=by, record=agreement, feasible=feasible)
    agreement.status = AgreementStatus.ENDED if feasible else AgreementStatus.NOT_FEASIBLE
    agreement.status_since, agreement.ended_why = clock.today(), reason


def _still_lives(agreement: Agreement) -> None:
    """What has ended stays ended: a change would bring it back without anybody having chosen that."""
    if not agreement.is_live:
        raise RuleBroken(_("This agreement has ended already."))


def _casus(agreement: Agreement) -> Casus:
    """The casus of this agreement; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, agreement.casus_id)


def _keep_rules(answers: dict[str, Any]) -> None:
    checkers = (answers["checker"], answers["second_checker"])
    gaps = [
        *rules.broken(doers=answers["doers"], checkers=checkers, phase=answers["phase"], what_if=answers["what_if"],
                      backup=answers["backup"]),
        *rules.audience_gaps(answers["audience"], answers["sub_group"], answers["readers"]),
        *rhythm.broken(repeats=answers["repeats"], repeat_days=answers["repeat_days"] or ()),
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
        elif name == "repeat_days":
            agreement.repeat_days = rhythm.text_of(value or ())
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


def _keep_earlier(agreement: Agreement, doers_change: bool, why: str, meeting: int | None, by: Any) -> None:
    """How it reads now, before it changes; the names only where who does it changes, so that a text costs no look-up."""
    db.session.add(EarlierAgreement(
        casus_id=agreement.casus_id, agreement_id=agreement.id, what=agreement.what, when=agreement.when,
        what_if=agreement.what_if, who=_names(agreement) if doers_change else None, why=why or None, meeting_id=meeting,
        replaced_by_id=getattr(by, "id", None),
    ))  # fmt: skip


def _names(agreement: Agreement) -> str:
    doers = agreement.who(Part.DOER)
    found = {one.id: one.name for one in db.session.scalars(select(Person).where(Person.id.in_(doers)))}
    return in_words([found[one] for one in doers if one in found])


def _ask_again(
    agreement: Agreement, by: Any, who_hears: list[Callable[[Agreement, Any], None]], at_table: Collection[int] = ()
) -> list[AgreementNotice]:
    """Everybody is asked again; who had agreed hears of it. Who objects is not told of that."""
    agreement.status, agreement.status_since, agreement.status_why = AgreementStatus.IN_REVIEW, clock.today(), None
    had_agreed = [one for one in assent.who_agreed(agreement) if not _is(by, one)]
    for set_aside in who_hears:
        set_aside(agreement, by)
    return telling.tell(agreement, had_agreed, by=by, at_table=at_table) if had_agreed else []


def _is(by: Any, person: int) -> bool:
    return getattr(by, "kind", "staff") == "participant" and by.id == person


def _plain(value: Any) -> Any:
    """Lists compare by what is in them; no text is the same as an empty one."""
    return sorted(value) if isinstance(value, list) else value or None
