"""Every change to numbers on the scale (domain.md 1.5). The caller commits."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus, Person
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.goals import queries, rules
from workbench.goals.days import not_after_today
from workbench.goals.models import EarlierRating, Rating, RatingForm, SafetyGoal
from workbench.records import expect_version

audit.declare({
    "rating added": _l("wrote down a number"),
    "rating corrected": _l("corrected a number"),
})  # fmt: skip


class Given(NamedTuple):
    """One person's number, as it is written down round the table."""

    person: int
    number: int
    reason: str
    next_step: str


def rate(
    goal: SafetyGoal, *, by: Any, person: int, number: int, rated_on: date, reason: str = "", next_step: str = "",
    proxy: int | None = None, form: RatingForm = RatingForm.CONVERSATION, meeting_id: int | None = None,
) -> Rating:  # fmt: skip
    """One person's number for one goal on one day, with the reason. A number of that moment is corrected, never written over."""
    if not rules.fits_form(number, form):
        raise RuleBroken(_("Choose one of the five faces.") if form is RatingForm.SMILEYS else _("Choose a number from 0 to 10."),
                         field="number")  # fmt: skip
    not_after_today(rated_on, "rated_on")
    if proxy == person:
        raise RuleBroken(_("Leave this open when somebody gives the number in person."), field="proxy")
    _refuse_second(goal, person, rated_on, meeting_id)
    given = Rating(
        casus_id=goal.casus_id, goal_id=goal.id, person_id=person, number=number, rated_on=rated_on, reason=reason or None,
        next_step=next_step or None, proxy_id=proxy, form=form, meeting_id=meeting_id, created_by_id=getattr(by, "id", None),
    )  # fmt: skip
    audit.record("rating added", _casus(goal), by=by, record=given, action="C", goal=goal.id, person=person)
    db.session.add(given)
    db.session.flush()
    return given


def rate_together(goal: SafetyGoal, numbers: Sequence[Given], *, by: Any, rated_on: date) -> None:
    """The numbers of several people at one moment. Raises RuleBroken at the row it is about: `number_<person>`."""
    if not numbers:
        raise RuleBroken(_("Nobody has a number yet. Fill in at least one."))
    for one in numbers:
        try:
            rate(goal, by=by, rated_on=rated_on, **one._asdict())
        except RuleBroken as error:
            field = "rated_on" if error.field == "rated_on" else f"number_{one.person}"
            raise RuleBroken(error.message, field=field) from error


def correct_rating(rating: Rating, version: int, *, by: Any, number: int, reason: str, next_step: str, rated_on: date,
                   why: str) -> None:  # fmt: skip
    """Mend a number that was written down wrong, with the reason; what it said before is kept."""
    expect_version(rating, version)
    if not rules.fits_form(number, rating.form):
        raise RuleBroken(_("Choose one of the five faces: 0, 3, 5, 8 or 10."), field="number")
    not_after_today(rated_on, "rated_on")
    now = (number, reason or None, next_step or None, rated_on)
    if now == (rating.number, rating.reason, rating.next_step, rating.rated_on):
        return
    if not why:
        raise RuleBroken(_("Write down why this is corrected."), field="why")
    if rated_on != rating.rated_on:
        _refuse_second(rating, rating.person_id, rated_on)
    audit.record("rating corrected", _casus(rating), by=by, record=rating, person=rating.person_id)
    db.session.add(EarlierRating(
        casus_id=rating.casus_id, rating_id=rating.id, number=rating.number, reason=rating.reason, next_step=rating.next_step,
        rated_on=rating.rated_on, why=why, replaced_by_id=getattr(by, "id", None),
    ))  # fmt: skip
    rating.number, rating.reason, rating.next_step, rating.rated_on = now
    rating.updated_at = clock.now()


def _refuse_second(of: SafetyGoal | Rating, person: int, day: date, meeting_id: int | None = None) -> None:
    goal_id = of.goal_id if isinstance(of, Rating) else of.id
    there = queries.rating_on(goal_id, person, day, meeting_id)
    if there is not None:
        name = db.session.get_one(Person, person).name
        said = _("%(name)s gave a %(number)s on this day already. Correct that one.", name=name, number=there.number)
        raise RuleBroken(said, field="person" if isinstance(of, SafetyGoal) else "rated_on")


def _casus(record: Any) -> Casus:
    """The casus of this record; the guard has loaded it, so that this sends no statement."""
    return db.session.get_one(Casus, record.casus_id)
