"""How worries, opinions, goals, bottom lines and numbers read before, newest first."""

from typing import Any

from sqlalchemy import select

from workbench.accounts.models import User
from workbench.extensions import db
from workbench.goals.models import (
    BottomLine,
    DangerStatement,
    EarlierBottomLine,
    EarlierDanger,
    EarlierGoal,
    EarlierOpinion,
    EarlierRating,
    ParentOpinion,
    Rating,
    SafetyGoal,
)


def of_goal(goal: SafetyGoal) -> list[Any]:
    """How this goal read before, newest first, with who changed it."""
    return _with_who(select(EarlierGoal, User.name.label("by")).where(EarlierGoal.goal_id == goal.id), EarlierGoal)


def of_danger(danger: DangerStatement) -> list[Any]:
    """How this danger statement read before, newest first, with who changed it."""
    asked = select(EarlierDanger, User.name.label("by")).where(EarlierDanger.danger_id == danger.id)
    return _with_who(asked, EarlierDanger)


def of_opinions(danger: DangerStatement) -> dict[int, list[Any]]:
    """What parents thought before, by opinion, newest first."""
    asked = (
        select(EarlierOpinion).join(ParentOpinion, ParentOpinion.id == EarlierOpinion.opinion_id)
        .where(ParentOpinion.danger_id == danger.id).order_by(EarlierOpinion.id.desc())
    )  # fmt: skip
    return _by("opinion_id", db.session.scalars(asked))


def of_ratings(goal: SafetyGoal) -> dict[int, list[Any]]:
    """What numbers said before they were corrected, by rating, newest first."""
    asked = (
        select(EarlierRating).join(Rating, Rating.id == EarlierRating.rating_id)
        .where(Rating.goal_id == goal.id).order_by(EarlierRating.id.desc())
    )  # fmt: skip
    return _by("rating_id", db.session.scalars(asked))


def of_bottom_line(line: BottomLine) -> list[Any]:
    """How this bottom line read before, newest first, with who changed it."""
    asked = select(EarlierBottomLine, User.name.label("by")).where(EarlierBottomLine.line_id == line.id)
    return _with_who(asked, EarlierBottomLine)


def _with_who(asked: Any, kind: Any) -> list[Any]:
    return list(db.session.execute(asked.outerjoin(User, User.id == kind.replaced_by_id).order_by(kind.id.desc())))


def _by(name: str, rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found
