"""What answers mean for an agreement below: who says yes to the text as it reads, and who has to hear that it changed.

Agreements ask through `assent`, since answers stand above them in the ladder.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import select, update

from workbench import audit, clock
from workbench.agreements import assent
from workbench.agreements.assent import Stance
from workbench.agreements.models import Agreement, AgreementNotice
from workbench.extensions import db
from workbench.plans.rules import shown_text_sha256
from workbench.reviews.models import Answer, Outcome

OBJECTIONS = (Outcome.AGREE_BUT, Outcome.DISAGREE)
MOST_DOERS = 6  # of more than these somebody who may know all of them reads all of them


def stances(agreement: Agreement, doer_names: Sequence[str]) -> dict[int, Stance]:
    """What each person last said of this agreement; nothing of who would rather talk first. One statement."""
    asked = select(Answer.person_id, Answer.outcome, Answer.text_sha256, Answer.superseded_at)
    now = _as_it_reads(agreement, doer_names)
    found: dict[int, Stance] = {}
    for row in db.session.execute(asked.where(Answer.agreement_id == agreement.id).order_by(Answer.id)):
        stance = _stance(row, now)
        if row.superseded_at is None or stance is Stance.EARLIER:
            found[row.person_id] = stance
    return {person: one for person, one in found.items() if one is not Stance.NOT_YET}


def _stance(answer: Any, now: frozenset[str]) -> Stance:
    if answer.outcome is Outcome.AGREE:
        right = answer.superseded_at is None and answer.text_sha256 in now
        return Stance.YES if right else Stance.EARLIER
    objects = answer.outcome in OBJECTIONS and answer.superseded_at is None
    return Stance.OBJECTS if objects else Stance.NOT_YET


def _as_it_reads(agreement: Agreement, doer_names: Sequence[str]) -> frozenset[str]:
    """The fingerprints of the text as somebody may read it now: not everybody may know everybody who does it (B27)."""
    names = list(doer_names)
    least = 0 if len(names) <= MOST_DOERS else len(names)
    seen = (list(some) for many in range(least, len(names) + 1) for some in combinations(names, many))
    return frozenset(shown_text_sha256(agreement.what, agreement.when, agreement.what_if or "", some) for some in seen)


def agreeing(agreement: Agreement) -> list[int]:
    """Who agrees now: their last answer is a yes. One statement."""
    asked = select(Answer.person_id).where(
        Answer.agreement_id == agreement.id, Answer.outcome == Outcome.AGREE, Answer.superseded_at.is_(None)
    )
    return list(db.session.scalars(asked.order_by(Answer.id)))


@audit.on_changes
def answered_again(changes: Sequence[Any]) -> None:
    """Who answers has read the text as it is now, and need not be told of it any more."""
    for change in tuple(changes):
        if change.event == "agreement answered":
            given: Answer = change.record
            db.session.execute(
                update(AgreementNotice)
                .where(AgreementNotice.agreement_id == given.agreement_id, AgreementNotice.person_id == given.person_id,
                       AgreementNotice.told_on.is_(None))
                .values(told_on=clock.today(), version=AgreementNotice.version + 1)
            )  # fmt: skip


assent.answered.append(stances)
assent.agreeing.append(agreeing)
