"""Who of a meeting gets which paper in a pack, and who gets none and why (domain.md 8.3, 8.5; GA6).

Everything is loaded once for all readers, so that a pack costs the same number of statements for two people as for sixty.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from workbench import clock
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, FamilyRole, Person
from workbench.casus.queries import people_of, sub_groups
from workbench.documents import agreement_sheet, invitation
from workbench.documents.queries import after_freezing
from workbench.documents.whole import made_of_what_is_whole
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings import for_reader
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.meetings.rules import own_copy
from workbench.plans import queries as plans
from workbench.plans.models import PlanVersion
from workbench.plans.operations import verify
from workbench.plans.plan_view import PlanView
from workbench.plans.projection import Secrets, project, secrets_of
from workbench.plans.since import since_last, versions_before

SHEETS, INVITATIONS = agreement_sheet.name, invitation.name
KINDS = {SHEETS: _l("Everybody’s sheet with the own agreements"), INVITATIONS: _l("Everybody’s invitation")}
NO_SIDE = 0  # colleagues, and who belongs to no side: their papers never come in a pack of one side
MOST = 60  # papers in one pack: what a machine makes in seconds and a person still checks


@dataclass(frozen=True)
class Paper:
    """One paper of a pack: its number in the file names, for whom, what goes in, and what was left out of it."""

    number: int
    reader_id: int
    name: str
    view: Any
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pack:
    """The papers of one kind for the people of one meeting (of one side, where the networks are separated)."""

    kind: str
    meeting: Meeting
    version: PlanVersion | None
    secrets: Secrets
    papers: tuple[Paper, ...] = ()
    none: tuple[tuple[str, str], ...] = ()  # who gets none, and why: for the worker's eyes only


def sides(casus: Casus) -> list[tuple[int, str]]:
    """(key, name) of each side packs are made for; empty where the network is not separated."""
    if not casus.separate_networks:
        return []
    return [*sub_groups(casus), (NO_SIDE, _("colleagues, and who belongs to no side"))]


@made_of_what_is_whole()
def pack_of(casus: Casus, meeting: Meeting, kind: str, side: int | None, version: PlanVersion | None) -> Pack:
    """The pack as it would be made now. `side` is asked where the networks are separated, `version` for sheets.

    Raises RuleBroken where no pack can be made at all.
    """
    people = {one.id: one for one in people_of(casus)}
    asked = [people[one.person_id] for one in sorted(meeting.attendance, key=lambda one: one.id) if one.person_id in people]
    here = [one for one in asked if not casus.separate_networks or side_of(one) == side]
    if len(here) > MOST:
        raise RuleBroken(_("There are %(count)s people. At most %(most)s papers go in one pack.", count=len(here), most=MOST))
    if kind == INVITATIONS:
        known = for_reader.material(casus, meeting)
        if meeting.status is MeetingStatus.CANCELLED:
            raise RuleBroken(_("This meeting is called off."))
        return _filled(Pack(kind, meeting, None, known.secrets), here, lambda one: (for_reader.project(known, one.id), ()))
    if version is None:
        raise RuleBroken(_("There is no version of the plan yet. Make one first."))
    loaded = Sheets(version, here)
    return _filled(Pack(kind, meeting, version, loaded.secrets), here, loaded.sheet)


def side_of(person: Person) -> int:
    """The side whose pack this person's paper comes in."""
    return NO_SIDE if person.user_id is not None or person.sub_group_id is None else person.sub_group_id


def _filled(empty: Pack, here: Iterable[Person], paper: Callable[[Person], tuple[Any, Sequence[str]]]) -> Pack:
    """The pack with a paper for everybody who may have one, and why not for who may not."""
    papers: list[Paper] = []
    none = []
    for one in here:
        try:
            if one.deceased or one.ended_on is not None:
                raise RuleBroken(_("does not take part any more"))
            view, left_out = paper(one)
            papers.append(Paper(len(papers) + 1, one.id, one.full_name, view, tuple(left_out)))
        except RuleBroken as broken:
            none.append((one.full_name, str(broken.message)))
    return replace(empty, papers=tuple(papers), none=tuple(none))


class Sheets:
    """What sheets of agreements are made from, loaded once for everybody."""

    def __init__(self, version: PlanVersion, people: Sequence[Person]) -> None:
        if not verify(version):
            raise RuleBroken(_("This version is not what it was when it was made. No document is made of it."))
        self.version = version
        self.secrets, self.secret_people = secrets_of(version)
        self.withheld = plans.withheld_words(version.casus_id)
        self.after = after_freezing(version)
        self.before = versions_before(version, [one.id for one in people])
        unsafe = select(Agreement.id).where(Agreement.casus_id == version.casus_id, Agreement.unsafe_to_hand_out)
        self.unsafe = frozenset(db.session.scalars(unsafe))

    def sheet(self, person: Person) -> tuple[PlanView, list[str]]:
        """The view of this person's sheet and what is not in it. Raises RuleBroken with why there is no sheet."""
        from workbench.documents.operations import left_out

        if not own_copy(person, clock.today()):
            raise RuleBroken(_("too young for a paper of their own: tell it"))
        view = self.view(person.id)
        own = [one for rows in agreement_sheet.rows_of(view) for one in rows]
        if not own:
            raise RuleBroken(_("has no agreement in this version yet"))
        if person.family_role is FamilyRole.CHILD and any(one.id in self.unsafe for one in own):
            raise RuleBroken(_("has an agreement that is not safe to hand out to a child"))
        return view, left_out(self.version, view)

    def view(self, reader_id: int) -> PlanView:
        """What this reader may see of the version, and what changed since the version this reader has: as one document alone."""
        view = project(
            self.version, reader_id, self.after, self.secrets, withheld=self.withheld, secret_people=self.secret_people
        )
        earlier = self.before.get(reader_id)
        if earlier is None:
            return view
        found = since_last(self.version, reader_id, before=earlier, now=view, secrets=self.secrets, withheld=self.withheld)
        return replace(view, changes=found)
