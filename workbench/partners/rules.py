"""Who of the chain is up to date (B17), who must consent and whether that still holds (B14), what a side may know. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from workbench.casus.models import Authority, FamilyRole

CHILD_TOO, CHILD_ALONE = 12, 16  # years, Jeugdwet 7.3 (domain.md 2.6)


def is_behind(partner: Any, version: int | None) -> bool:
    """Whether an active partner was last told of an older plan version than the newest (B17)."""
    return partner.ended_on is None and version is not None and (partner.informed_version or 0) < version


def who_consents(age: int | None) -> str:
    """B14: under 12 those with authority, from 12 to 15 both, from 16 the young person."""
    if age is None or age < CHILD_TOO:
        return "parents"
    return "both" if age < CHILD_ALONE else "self"


def must_consent(person: Any, people: Iterable[Any], parents: Collection[tuple[int, int]], today: date) -> set[int]:
    """The ids of everybody who has to consent before something about this person is shared (B14).

    `parents` are the pairs (parent, child). Who has authority and is a parent of this child decides; where no such relation is
    known, everybody with authority. Somebody who is no child decides alone.
    """
    asked = who_consents(person.age_on(today)) if person.family_role is FamilyRole.CHILD else "self"
    if asked == "self":
        return {person.id}
    decide = [one.id for one in people if one.authority is Authority.YES and not one.deceased]
    own = {one for one in decide if (one, person.id) in parents} or set(decide)
    return own | ({person.id} if asked == "both" else set())


class Lack(StrEnum):
    """Why a consent does not carry the sharing now."""

    MISSING = "missing"
    WITHDRAWN = "withdrawn"
    NOT_YET = "not_yet"
    ENDED = "ended"
    NO_SUBJECT = "no_subject"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True)
class Standing:
    """Whether a consent holds: `lack` says why not, `absent` who has still to consent (person, about whom)."""

    lack: Lack | None = None
    absent: tuple[tuple[int, int], ...] = field(default=())

    @property
    def holds(self) -> bool:
        return self.lack is None


def standing(consent: Any, people: Iterable[Any], parents: Collection[tuple[int, int]], today: date) -> Standing:
    """Whether a consent carries the sharing on this day. `consent` has `givers` and `about` as ids of people."""
    if consent is None:
        return Standing(Lack.MISSING)
    if consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        return Standing(Lack.WITHDRAWN)
    if consent.given_on > today:
        return Standing(Lack.NOT_YET)
    if consent.until is not None and consent.until < today:
        return Standing(Lack.ENDED)
    if not consent.about:
        return Standing(Lack.NO_SUBJECT)
    everybody = list(people)
    known = {one.id: one for one in everybody}
    absent = [
        (giver, about) for about in consent.about if about in known
        for giver in sorted(must_consent(known[about], everybody, parents, today) - set(consent.givers))
    ]  # fmt: skip
    return Standing(Lack.INCOMPLETE, tuple(absent)) if absent else Standing()


def ask_again_on(consent: Any, people: Iterable[Any], parents: Collection[tuple[int, int]]) -> date | None:
    """The first day of the month from which this consent no longer suffices by age: the month in which somebody turns 12 or 16.

    Only the month is kept, because a day of birth is sealed. When it never sufficed: the month in which it was given.
    """
    everybody = list(people)
    if not consent.about:
        return consent.given_on.replace(day=1)
    born = [one.day_of_birth for one in everybody if one.id in consent.about and one.day_of_birth]
    days = {consent.given_on} | {_years_later(day, years) for day in born for years in (CHILD_TOO, CHILD_ALONE)}
    for day in sorted(one for one in days if one >= consent.given_on):
        known = _Given(consent.givers, consent.about, consent.given_on)
        if not standing(known, everybody, parents, day).holds:
            return day.replace(day=1)
    return None


@dataclass(frozen=True)
class _Given:
    """Only who and about whom, whatever became of the consent."""

    givers: Collection[int]
    about: Collection[int]
    given_on: date
    until: date | None = None
    withdrawn_on: date | None = None


def _years_later(day: date, years: int) -> date:
    """The birthday; somebody of 29 February has it on 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def ground_gaps(ground: Any, why: str | None, consent: int | None) -> Iterable[str]:
    """What a ground needs: a conflict of duties a reason, consent the consent itself."""
    if ground == "conflict_of_duties" and not why:
        yield "ground_why"
    if ground == "consent" and consent is None:
        yield "consent_id"


def both_sides(separate: bool, partner: Any, person: Any) -> bool:
    """Whether a partner works with every side of a network that is kept apart (GA6, B13)."""
    of_side = partner.sub_group_id or (person.sub_group_id if person else None)
    return bool(separate and partner.ended_on is None and of_side is None)


def may_keep_sight(person: Any, separate: bool) -> bool:
    """One professional keeps sight of the safety (domain.md 2.9): in the casus, and of no side where the sides are apart."""
    here = not person.ended_on and not person.deceased
    return bool(here and person.family_role is FamilyRole.PROFESSIONAL and not (separate and person.sub_group_id))


def knows_keeper(partner: Any, since: date | None) -> bool:
    """Whether a partner was told anything since somebody else keeps sight of the safety."""
    return since is None or (partner.informed_on is not None and partner.informed_on >= since)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError
