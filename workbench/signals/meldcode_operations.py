"""Every change to the reporting code of a casus (domain.md 2.4): a light log, the human decides. The caller commits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled
from workbench.signals import rules
from workbench.signals.models import (
    Consideration,
    Decision,
    Meldcode,
    MeldcodeSignal,
    MeldcodeStep,
    MeldcodeTalk,
)

audit.declare({
    "meldcode started": _l("began with the reporting code"),
    "meldcode step noted": _l("noted a step of the reporting code"),
    "meldcode step changed": _l("changed a step of the reporting code"),
    "meldcode report noted": _l("noted the report to Veilig Thuis"),
    "meldcode closed": _l("closed the reporting code"),
})  # fmt: skip
Talks = Mapping[int, tuple[date | None, str]]  # person → the day of the talk, or why there was none
Weighed = Mapping[int, tuple[bool | None, str]]  # consideration → the answer, and the reason


def _past(day: date | None, field: str) -> None:
    if day and day > clock.today():
        raise RuleBroken(_("This day is still to come."), field=field)


def start(casus: Casus, *, by: Any, signals: Sequence[int], started_on: date) -> Meldcode:
    """Begin with the reporting code for one signal, or for some together. Raises RuleBroken without a signal."""
    _past(started_on, "started_on")
    if not signals:
        raise RuleBroken(_("For which signal is it? Choose at least one."), field="signals")
    meldcode = Meldcode(casus_id=casus.id, created_by_id=by.id, started_on=started_on)
    db.session.add(meldcode)
    db.session.flush()
    db.session.add_all([MeldcodeSignal(meldcode_id=meldcode.id, signal_id=signal) for signal in signals])
    audit.record("meldcode started", casus, by=by, record=meldcode, action="C", signals=len(signals))
    return meldcode


def note_step(casus: Casus, meldcode: Meldcode, nr: int, taken: Sequence[int], *, by: Any, talks: Talks | None = None,
              weighed: Weighed | None = None, **answers: Any) -> MeldcodeStep:  # fmt: skip
    """Note a step. `taken` are the steps that are there already. Raises RuleBroken (see _check)."""
    if nr in taken:
        raise RuleBroken(_("This step was noted already. Open it to change it."))
    _check(meldcode, nr, taken, answers, talks, weighed)
    step = MeldcodeStep(casus_id=casus.id, meldcode_id=meldcode.id, created_by_id=by.id, step=nr, **filled(answers))
    step.talks, step.weighed = _talks(casus, talks or {}), _weighed(casus, weighed or {})
    db.session.add(step)
    audit.record("meldcode step noted", casus, by=by, record=step, action="C", step=nr)
    return step


def change_step(casus: Casus, meldcode: Meldcode, step: MeldcodeStep, version: int, taken: Sequence[int], *, by: Any,
                talks: Talks | None = None, weighed: Weighed | None = None, **answers: Any) -> None:  # fmt: skip
    """Mend a step; `step` has its talks and considerations loaded. Raises EditConflict or RuleBroken."""
    expect_version(step, version)
    _check(meldcode, step.step, taken, answers, talks, weighed)
    for name, value in filled(answers).items():
        setattr(step, name, value)
    step.talks.clear()
    step.weighed.clear()
    db.session.flush()  # one answer a consideration: the old ones go first
    step.talks, step.weighed = _talks(casus, talks or {}), _weighed(casus, weighed or {})
    step.updated_at = clock.now()
    audit.record("meldcode step changed", casus, by=by, record=step, step=step.step)


def _check(  # noqa: PLR0917
    meldcode: Meldcode, nr: int, taken: Sequence[int], answers: dict[str, Any], talks: Talks | None, weighed: Weighed | None
) -> None:
    """Open, in the past, in order or with the reason why not; step 3 about everybody, step 5 with what it needs."""
    if meldcode.closed_on:
        raise RuleBroken(_("This is closed. Begin anew when something else comes in."))
    _past(answers["done_on"], "done_on")
    if rules.steps_skipped(nr, taken) and not answers.get("order_why"):
        raise RuleBroken(
            _("An earlier step is not there yet. In an emergency that may be: write down why."), field="order_why"
        )
    for person in rules.without_talk(talks or (), talks or {}):
        raise RuleBroken(_("Give the day of the talk, or why there was none."), field=f"why_{person}")
    for person, (day, _why) in (talks or {}).items():
        _past(day, f"talk_{person}")
    if nr == 5:
        _check_decision(answers, {number: answer for number, (answer, _words) in (weighed or {}).items()})


def _check_decision(answers: dict[str, Any], weighed: dict[int, bool | None]) -> None:
    if rules.contradicts(weighed):
        raise RuleBroken(
            _("You say there is no suspicion, and that somebody is unsafe. Look at both again."), field="answer_1"
        )
    if answers.get("decision") is None:
        raise RuleBroken(_("Choose one."), field="decision")
    advised = rules.advice(weighed)
    if rules.decided_otherwise(advised, answers["decision"]) and not answers.get("decision_why"):
        raise RuleBroken(
            _("You decide otherwise than the considerations advise. Write down why."), field="decision_why"
        )


def _talks(casus: Casus, talks: Talks) -> list[MeldcodeTalk]:
    return [
        MeldcodeTalk(casus_id=casus.id, person_id=person, talked_on=day, why_not=why or None)
        for person, (day, why) in talks.items()
    ]


def _weighed(casus: Casus, weighed: Weighed) -> list[Consideration]:
    return [
        Consideration(casus_id=casus.id, nr=nr, answer=answer, words=words or None)
        for nr, (answer, words) in weighed.items() if answer is not None
    ]  # fmt: skip


def note_report(casus: Casus, meldcode: Meldcode, version: int, *, by: Any, reported_on: date, receipt_on: date | None,
                answered_on: date | None, answer: str) -> None:  # fmt: skip
    """The report to Veilig Thuis: its day, the receipt, and what Veilig Thuis said. Raises EditConflict or RuleBroken."""
    expect_version(meldcode, version)
    _past(reported_on, "reported_on")
    for name, day in (("receipt_on", receipt_on), ("answered_on", answered_on)):
        _past(day, name)
        if day and day < reported_on:
            raise RuleBroken(_("This lies before the report."), field=name)
    if answered_on and not answer:
        raise RuleBroken(_("What did Veilig Thuis say?"), field="answer")
    if answer and not answered_on:
        raise RuleBroken(_("On which day did Veilig Thuis say this?"), field="answered_on")
    meldcode.reported_on, meldcode.receipt_on = reported_on, receipt_on
    meldcode.answered_on, meldcode.answer = answered_on, answer or None
    audit.record("meldcode report noted", casus, by=by, record=meldcode)


def close(casus: Casus, meldcode: Meldcode, version: int, decision: Decision | None, *, by: Any, closed_on: date,
          following: str) -> None:  # fmt: skip
    """Close it, with the agreements on following the safety. Raises EditConflict, or RuleBroken while step 5 is not there."""
    expect_version(meldcode, version)
    if decision is None:
        raise RuleBroken(_("Step 5 comes first: what do you decide?"))
    _past(closed_on, "closed_on")
    if decision is Decision.REPORT and meldcode.reported_on is None:
        raise RuleBroken(_("You decided to report. Note first when that was done."))
    if decision is not Decision.CLOSE and not following:
        raise RuleBroken(_("How is the safety followed from here, and by whom?"), field="following")
    meldcode.closed_on, meldcode.following = closed_on, following or None
    audit.record("meldcode closed", casus, by=by, record=meldcode)
