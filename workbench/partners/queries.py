"""The chain of one casus: partners with their consent, what each was told, who keeps sight, and what was handed over."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from sqlalchemy import column, func, select, table
from sqlalchemy.orm import selectinload

from workbench.casus.models import Casus, FamilyRole, Person, Relation, RelationKind
from workbench.casus.queries import names_of, of_casus, people_of
from workbench.extensions import db
from workbench.partners import rules
from workbench.partners.models import Consent, Ground, Handover, Partner, PartnerTold, SafetyKeeper

PLAN_VERSION = table(
    "plan_version", column("casus_id"), column("number")
)  # a higher subject's table, named, not imported

VERSIONS_OFFERED = 30


@dataclass(frozen=True)
class ConsentLine:
    """A consent with who gave it, about whom, and whether it holds today."""

    consent: Consent
    givers: list[int]
    about: list[int]
    standing: rules.Standing


@dataclass(frozen=True)
class PartnerLine:
    """A partner with everything "who knows what" shows of it."""

    partner: Partner
    behind: bool
    consent: ConsentLine | None
    standing: rules.Standing | None  # only on the ground of consent
    both_sides: bool
    knows_keeper: bool
    told: list[PartnerTold]


@dataclass
class Chain:
    """The whole chain around a family on one day."""

    casus: Casus
    today: date
    newest: int | None
    people: list[Person]
    parents: set[tuple[int, int]]
    consents: dict[int, ConsentLine]
    partners: list[Partner]
    keepers: list[SafetyKeeper]
    handovers: list[Handover]
    told: dict[int, list[PartnerTold]] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[int, str]:
        return names_of(self.people)

    @property
    def keeper_since(self) -> date | None:
        """Since when somebody else keeps sight; nothing while it is still the first one."""
        return self.keepers[0].since if len(self.keepers) > 1 else None

    @property
    def secret(self) -> bool:
        """Whether somebody here has a secret address."""
        return any(person.protected for person in self.people)

    @cached_property
    def lines(self) -> list[PartnerLine]:
        people = {person.id: person for person in self.people}
        return [self._line(partner, people.get(partner.person_id or 0)) for partner in self.partners]

    def _line(self, partner: Partner, person: Person | None) -> PartnerLine:
        consent = self.consents.get(partner.consent_id or 0)
        standing = None
        if partner.ground is Ground.CONSENT and partner.ended_on is None:
            standing = consent.standing if consent else rules.standing(None, (), (), self.today)
        return PartnerLine(
            partner, rules.is_behind(partner, self.newest), consent, standing,
            rules.both_sides(self.casus.separate_networks, partner, person),
            partner.ended_on is not None or rules.knows_keeper(partner, self.keeper_since), self.told.get(partner.id, []),
        )  # fmt: skip

    @property
    def told_more_than_once(self) -> bool:
        """Whether there is anything to show of what partners were told before."""
        return any(len(told) > 1 for told in self.told.values())

    @property
    def professionals(self) -> list[Person]:
        """Who may keep sight of the safety."""
        return [one for one in self.people if rules.may_keep_sight(one, self.casus.separate_networks)]


def newest_numbers(chain: Chain) -> range:
    """The numbers of the last plan versions, newest first: one can have been told of an older one, not of a very old one."""
    newest = chain.newest or 0
    return range(newest, max(newest - VERSIONS_OFFERED, 0), -1)


def chain_of(casus: Casus, today: date) -> Chain:
    """Everything of the chain, active partners first; a fixed number of statements."""
    people, parents = people_of(casus), _parents(casus)
    newest = select(func.max(PLAN_VERSION.c.number)).where(PLAN_VERSION.c.casus_id == casus.id).scalar_subquery()
    partners = select(Partner).where(Partner.casus_id == casus.id).order_by(Partner.ended_on.is_not(None), Partner.id)
    told: dict[int, list[PartnerTold]] = defaultdict(list)
    each = (
        select(PartnerTold)
        .where(PartnerTold.casus_id == casus.id)
        .order_by(PartnerTold.told_on.desc(), PartnerTold.id.desc())
    )
    for one in db.session.scalars(each):
        told[one.partner_id].append(one)
    return Chain(
        casus, today, db.session.scalar(select(newest)), people, parents,
        {one.consent.id: one for one in consents_of(casus, people, parents, today)}, list(db.session.scalars(partners)),
        _all(SafetyKeeper, casus, SafetyKeeper.since.desc()), _all(Handover, casus, Handover.received_on.desc()), told,
    )  # fmt: skip


def _all(kind: Any, casus: Casus, order: Any) -> list[Any]:
    return list(db.session.scalars(select(kind).where(kind.casus_id == casus.id).order_by(order, kind.id.desc())))


def _parents(casus: Casus) -> set[tuple[int, int]]:
    asked = select(Relation.from_id, Relation.to_id).where(
        Relation.casus_id == casus.id, Relation.kind == RelationKind.PARENT_OF
    )
    return {(row.from_id, row.to_id) for row in db.session.execute(asked)}


def consents_of(casus: Casus, people: list[Person], parents: set[tuple[int, int]], today: date) -> list[ConsentLine]:
    """Every consent, newest first, each with whether it holds."""
    asked = select(Consent).where(Consent.casus_id == casus.id).order_by(Consent.given_on.desc(), Consent.id.desc())
    with_people = asked.options(selectinload(Consent.givers), selectinload(Consent.about))
    return [_consent_line(one, people, parents, today) for one in db.session.scalars(with_people)]


def _consent_line(consent: Consent, people: list[Person], parents: set[tuple[int, int]], today: date) -> ConsentLine:
    givers, about = [one.person_id for one in consent.givers], [one.person_id for one in consent.about]
    known = SimpleNamespace(
        givers=givers, about=about, given_on=consent.given_on, until=consent.until, withdrawn_on=consent.withdrawn_on
    )
    return ConsentLine(consent, givers, about, rules.standing(known, people, parents, today))


def consent_of(casus: Casus, consent_id: int) -> Consent:
    """One consent with its people, or 404."""
    return of_casus(Consent, casus, consent_id, selectinload(Consent.givers), selectinload(Consent.about))


def family_of(people: list[Person]) -> list[Person]:
    """Whose data can be shared, and who can consent: the family, and whoever else is no professional."""
    return [one for one in people if one.family_role not in (FamilyRole.PROFESSIONAL, FamilyRole.SCHOOL)]
