"""The signals of one casus, and the reporting code with its steps."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.casus.models import Authority, Casus, FamilyRole, Person
from workbench.casus.queries import of_casus
from workbench.extensions import db
from workbench.signals import rules
from workbench.signals.models import Decision, Meldcode, MeldcodeSignal, MeldcodeStep, Signal


def signals_of(casus: Casus) -> list[Signal]:
    """Every signal, what waits first, then newest first; what was withdrawn comes last."""
    asked = select(Signal).where(Signal.casus_id == casus.id)
    found = list(db.session.scalars(asked.order_by(Signal.received_on.desc(), Signal.id.desc())))
    return sorted(found, key=lambda one: (one.withdrawn_on is not None, one.discussed_on is not None))


@dataclass
class Followed:
    """The reporting code as it stands: for which signals, which steps were taken, and what comes next."""

    meldcode: Meldcode
    signals: list[Signal] = field(default_factory=list)
    steps: dict[int, MeldcodeStep] = field(default_factory=dict)

    @property
    def next(self) -> int | None:
        return rules.next_step(self.steps)

    @property
    def decision(self) -> Decision | None:
        return self.steps[5].decision if 5 in self.steps else None


def followed_in(casus: Casus) -> list[Followed]:
    """Every time the reporting code was followed in this casus, open ones first; three statements."""
    asked = (
        select(Meldcode)
        .where(Meldcode.casus_id == casus.id)
        .order_by(Meldcode.closed_on.is_not(None), Meldcode.id.desc())
    )
    found = {one.id: Followed(one) for one in db.session.scalars(asked)}
    for step in db.session.scalars(select(MeldcodeStep).where(MeldcodeStep.casus_id == casus.id)):
        found[step.meldcode_id].steps[step.step] = step
    about = select(MeldcodeSignal.meldcode_id, Signal).join(Signal, Signal.id == MeldcodeSignal.signal_id)
    for meldcode_id, signal in db.session.execute(
        about.where(Signal.casus_id == casus.id).order_by(Signal.received_on, Signal.id)
    ):
        found[meldcode_id].signals.append(signal)
    return list(found.values())


def followed(casus: Casus, meldcode_id: int) -> Followed:
    """One of them, with the talks and considerations of its steps; 404 when it is not of this casus."""
    shown = Followed(of_casus(Meldcode, casus, meldcode_id))
    whole = selectinload(MeldcodeStep.talks), selectinload(MeldcodeStep.weighed)
    for step in db.session.scalars(select(MeldcodeStep).where(MeldcodeStep.meldcode_id == meldcode_id).options(*whole)):
        shown.steps[step.step] = step
    about = select(Signal).join(MeldcodeSignal, MeldcodeSignal.signal_id == Signal.id)
    shown.signals = list(
        db.session.scalars(about.where(MeldcodeSignal.meldcode_id == meldcode_id).order_by(Signal.received_on))
    )
    return shown


def to_talk_with(people: list[Person]) -> list[Any]:
    """Whom step 3 is about: every child, and every parent or who else has authority."""
    return [
        one for one in people
        if not one.deceased and not one.ended_on
        and (one.family_role in (FamilyRole.CHILD, FamilyRole.PARENT) or one.authority is Authority.YES)
    ]  # fmt: skip
