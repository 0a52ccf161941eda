"""What is still missing in a casus, as sentences that each lead to the place to mend it (domain.md 6.4)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _

from workbench.agreements.rules import silent_days
from workbench.monitoring.rules import Waits, to_rehearse, waits_for
from workbench.overview import chain_gaps, plan_asks
from workbench.overview.today import Todo
from workbench.plans.temporary_rules import WARNING_DAYS

SEPARATELY = 3  # more silent agreements than this are one line


def missing(
    shown: Any, today: date, limits: chain_gaps.Limits = chain_gaps.USUAL, *, warning_days: int = WARNING_DAYS,
    direct: bool = False, watched: bool = True,
) -> list[Todo]:  # fmt: skip
    """Everything that is missing, the most urgent first. `shown` is the overview's data (queries.Overview).

    `limits` are the organisation's own: how many worries and bottom lines are few; `warning_days` how long before its end a
    temporary plan is warned of. `direct`: the casus is in the phase in which it has to be made safe now.
    `watched`: somebody keeps sight of the safety.
    """
    found = [
        *plan_asks.missing(shown, today, warning_days, direct),
        *_elsewhere(shown),
        *_sight(watched),
        *_objections(shown),
        *_not_kept(shown),
        *_silent_plan(shown),
        *_quiet(shown, today),
        *chain_gaps.missing(shown, limits, today),
        *_agreements(shown),
        *_meetings(shown, today),
        *_plan(shown, today),
        *_children(shown),
    ]
    return sorted(found, key=lambda todo: not todo.urgent)


def _sight(watched: bool) -> Iterator[Todo]:
    """domain.md 2.9: exactly one professional keeps sight, together with the network."""
    if not watched:
        yield Todo(
            _("Say who keeps sight of the safety"),
            _("Exactly one professional keeps sight, together with the network."),
            "partners.sight",
            urgent=True,
            when=_("nobody yet"),
            icon="eye",
        )


def _lines(shown: Any) -> Iterator[Any]:
    return (line for link in shown.chain for line in link.agreements)


def _elsewhere(shown: Any) -> Iterator[Todo]:
    """B15 and B16, while living elsewhere is considered (domain.md 4)."""
    if shown.state.placement_considered and shown.state.only_housing:
        yield Todo(_("Ask for a home or shelter for the whole family"),
                   _("Being without a home is no ground to part children and parents."),
                   "rights.placement", urgent=True, icon="house")  # fmt: skip
    if shown.state.placement_considered and shown.state.rights_left > 0:
        yield Todo(_("Answer the questions on the rights of the children"),
                   _("Living somewhere else is considered; %(left)s are still open.", left=shown.state.rights_left),
                   "rights.index", urgent=True, icon="circle-help")  # fmt: skip


def _objections(shown: Any) -> Iterator[Todo]:
    for line in _lines(shown):
        if line.objection:
            who, words, _when = line.objection
            yield Todo(
                _("Talk with %(name)s about agreement %(number)s", name=who, number=line.called),
                words or _("The agreement is open again."),
                "agreements.one",
                {"agreement_id": line.id},
                when=_("an objection"),
                urgent=True,
                icon="message-square-quote",
            )


def _not_kept(shown: Any) -> Iterator[Todo]:
    """An agreement that was not kept stays here until it is changed, discussed, or left as it is with a reason."""
    for check in shown.not_kept:
        nr, waits = check.label or check.number, waits_for(check, check.agreement_status)
        where: dict[str, Any] = {"check_id": check.id}
        if waits is Waits.CHANGE:
            yield Todo(_("Change agreement %(number)s", number=nr), _("It was not kept, and you chose to change it."),
                       "agreements.edit", {"agreement_id": check.agreement_id}, icon="pencil")  # fmt: skip
        elif waits is Waits.TALK:
            yield Todo(_("Talk about agreement %(number)s at the next meeting", number=nr), _("It was not kept."),
                       "monitoring.discussed", where, icon="users")  # fmt: skip
        else:
            why = check.seen or _("It was not kept, or only partly.")
            yield Todo(_("Decide what happens with agreement %(number)s", number=nr), why, "monitoring.after", where,
                       when=_("not kept"), urgent=True, icon="circle-alert")  # fmt: skip


def _silent_plan(shown: Any) -> Iterator[Todo]:
    """domain.md 5 row 2: a plan of which nothing is heard is soon no plan any more."""
    if shown.silent_plan:
        yield Todo(
            _("Ask how it goes with the whole plan"),
            _("No check, no line in the diary, no rehearsal and no meeting."),
            "monitoring.call",
            when=_("silent for %(days)s days", days=shown.silent_plan),
            urgent=True,
            icon="bell",
        )


def _quiet(shown: Any, today: date) -> Iterator[Todo]:
    silent = [(line, days) for line in _lines(shown) if (days := silent_days(line, today))]
    if len(silent) > SEPARATELY:
        numbers = ", ".join(line.called for line, _days in silent)
        yield Todo(
            _("Ask how %(count)s agreements are going", count=len(silent)),
            _("Nothing was heard of %(numbers)s for longer than agreed.", numbers=numbers),
            "monitoring.call",
            when=_("silent for %(days)s days", days=max(days for _line, days in silent)),
            urgent=True,
            icon="bell",
        )
        return
    for line, days in silent:
        yield Todo(
            _(
                "Ask %(name)s how agreement %(number)s is going",
                name=line.checker or _("the checker"),
                number=line.called,
            ),
            _("Agreed was every %(days)s days.", days=line.check_every_days),
            "monitoring.call",
            {"person": line.checker_id} if line.checker_id else {},
            when=_("silent for %(days)s days", days=days),
            urgent=True,
            icon="bell",
        )


def _agreements(shown: Any) -> Iterator[Todo]:
    for line in _lines(shown):
        if not line.doers:
            yield Todo(
                _("Name who does agreement %(number)s", number=line.called),
                _("Without a name nobody does it."),
                "agreements.edit",
                {"agreement_id": line.id},
                urgent=True,
                icon="user",
            )
        if not line.checker:
            yield Todo(
                _("Name who keeps an eye on agreement %(number)s", number=line.called),
                _("Somebody who does not do it himself or herself."),
                "agreements.edit",
                {"agreement_id": line.id},
                icon="eye",
            )
        if to_rehearse(line):
            yield Todo(
                _("Rehearse agreement %(number)s with %(names)s", number=line.called, names=", ".join(line.doers)),
                _("Not rehearsed yet: does it also work on a bad day?"),
                "monitoring.rehearse",
                {"agreement": line.id},
                when=_("standard 6 Building"),
                icon="sprout",
            )


def _meetings(shown: Any, today: date) -> Iterator[Todo]:
    held = [
        meeting
        for meeting in shown.meetings
        if meeting.held_on <= today and meeting.status in ("held", "minutes_concept")
    ]
    for meeting in held:
        yield Todo(
            _("Send the minutes of meeting %(number)s", number=meeting.number),
            _("People are waiting for them."),
            "meetings.one",
            {"meeting_id": meeting.id},
            icon="file-text",
        )
    if not any(meeting.held_on > today for meeting in shown.meetings):
        yield Todo(_("Plan the next meeting"), _("There is no date yet."), "meetings.new", icon="calendar")
    last = max((meeting.held_on for meeting in shown.meetings if meeting.held_on <= today), default=None)
    if last and not any(success.happened_on >= last for success in shown.successes):
        yield Todo(
            _("Write down what worked since the last meeting"),
            _("Begin the next meeting with it."),
            "successes.new",
            when=_("standard 8 Successes"),
            icon="sun",
        )


def _plan(shown: Any, today: date) -> Iterator[Todo]:
    state = shown.state
    if state.version is None:
        if any(link.agreements for link in shown.chain):
            yield Todo(
                _("Freeze the first version of the plan"),
                _("Then everybody can read it and answer."),
                "plans.index",
                icon="file-text",
            )
        return
    if state.behind:
        yield Todo(
            _(
                "Tell %(count)s partners in the chain about version %(number)s",
                count=state.behind,
                number=state.version,
            ),
            _("They have an older version."),
            "partners.index",
            when=_("standard 9 Chain"),
            icon="users",
        )
    if state.evaluate_on and state.evaluate_on < today:
        yield Todo(_("Evaluate the plan"), _("The date for it has passed."), "plans.index", urgent=True, icon="clock")


def _children(shown: Any) -> Iterator[Todo]:
    if shown.state.unsafe:
        yield Todo(
            _("Name for each child somebody it can go to"),
            _("%(count)s still without.", count=shown.state.unsafe),
            "casus.family",
            icon="heart",
        )
    if shown.state.unheard:
        yield Todo(
            _("Hear each child"),
            _("%(count)s not heard yet.", count=shown.state.unheard),
            "voices.index",
            when=_("standard 4 Partnership"),
            icon="ear",
        )
