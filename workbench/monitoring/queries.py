"""Agreements with their checks, rehearsals and the diary of one casus."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workbench.agreements.models import Agreement, AgreementStatus
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.monitoring.models import Check, DiaryLine, Rehearsal

OVER = (AgreementStatus.ENDED, AgreementStatus.NOT_FEASIBLE)


def live_agreements(casus: Casus) -> Sequence[Any]:
    """The agreements that hold, with number, text, checker, rhythm and last check."""
    a = Agreement
    asked = select(
        a.id, a.number, a.what, a.checker_id, a.check_every_days, a.last_check_on, a.last_outcome, a.starts_on, a.status
    )
    return db.session.execute(asked.where(a.casus_id == casus.id, a.status.not_in(OVER)).order_by(a.number)).all()


def checks_of(casus: Casus) -> list[Check]:
    """Every check, newest first."""
    return list(
        db.session.scalars(
            select(Check).where(Check.casus_id == casus.id).order_by(Check.checked_on.desc(), Check.id.desc())
        )
    )


def rehearsals_of(casus: Casus) -> list[Rehearsal]:
    """Every rehearsal with its agreements, newest first."""
    asked = select(Rehearsal).where(Rehearsal.casus_id == casus.id).options(selectinload(Rehearsal.agreements))
    return list(db.session.scalars(asked.order_by(Rehearsal.rehearsed_on.desc())))


def diary_of(casus: Casus) -> list[DiaryLine]:
    """The diary, newest first."""
    return list(
        db.session.scalars(
            select(DiaryLine)
            .where(DiaryLine.casus_id == casus.id)
            .order_by(DiaryLine.written_on.desc(), DiaryLine.id.desc())
        )
    )
