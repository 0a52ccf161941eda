"""What the pages of links and answers show. Everything a participant reads comes out of plans.projection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workbench import clock
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.casus.queries import people_of
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.outbox.models import MailKind, OutgoingMail
from workbench.plans.models import PlanStatus, PlanVersion
from workbench.plans.plan_view import AgreementView, PlanView
from workbench.plans.projection import may_stand_beside, project
from workbench.plans.queries import protected_terms
from workbench.reviews import alarms, rules, tokens
from workbench.reviews.alarms import Odd
from workbench.reviews.models import Answer, Channel, Invitation, Outcome
from workbench.reviews.rules import LinkState
from workbench.web.differences import Parts, marked

LIVE = (PlanStatus.IN_REVIEW, PlanStatus.SET, PlanStatus.RUNNING)


# --- for the participant


@dataclass(frozen=True)
class OwnPlan:
    """One person's own agreements in one plan version, and which of them he or she answered as they read now."""

    view: PlanView
    agreements: tuple[AgreementView, ...]
    answered: frozenset[int] = frozenset()
    told: dict[int, str] = field(default_factory=dict)  # what the worker wrote back, by agreement
    before: dict[int, str] = field(default_factory=dict)  # the text of the last answer, where it reads otherwise now
    again: frozenset[int] = frozenset()  # answered before, and asked anew with the same text

    @property
    def next_nr(self) -> int | None:
        """The place of the first agreement without an answer."""
        return rules.first_open((one.id for one in self.agreements), set(self.answered))

    def changes(self, agreement: AgreementView) -> tuple[Parts, Parts] | None:
        """What this person read at the last answer and what it says now, word by word; None where nothing changed."""
        if agreement.id not in self.before:
            return None
        now = rules.text_as_read(agreement.text, agreement.when, agreement.otherwise)
        return marked(self.before[agreement.id], now)

    def find(self, agreement_id: int) -> AgreementView | None:
        """One of this person's own agreements."""
        return next((one for one in self.agreements if one.id == agreement_id), None)


def own_plan(version: PlanVersion, person_id: int, answers: dict[int, str] | None = None, secrets: Any = None) -> OwnPlan:
    """What this person reads of this version: own agreements, nothing else. One statement (projection).

    `answers` are the fingerprints of the texts this person answered, by agreement; `secrets` what the caller has loaded.
    """
    view = project(version, person_id, secrets=secrets, child_words=False)
    mine = rules.own_agreements(version.body, person_id)
    own = tuple(one for one in view.agreements if one.id in mine)
    given = answers or {}
    return OwnPlan(view, own, frozenset(one.id for one in own if given.get(one.id) == one.text_sha256))


def answered_texts(casus_id: int, person_id: int) -> dict[int, str]:
    """Agreement → fingerprint of the text this person's live answer is about."""
    asked = select(Answer.agreement_id, Answer.text_sha256)
    mine = asked.where(Answer.casus_id == casus_id, Answer.person_id == person_id, Answer.superseded_at.is_(None))
    return {row.agreement_id: row.text_sha256 for row in db.session.execute(mine)}


def own_page(version: PlanVersion, person_id: int) -> OwnPlan:
    """What this person reads and, at each agreement, what came of the last answer. Two statements."""
    given, secrets = own_answers(version.casus_id, person_id), protected_terms(version.casus_id)
    live = {one.agreement_id: one.text_sha256 for one in given if one.superseded_at is None}
    own = own_plan(version, person_id, live, secrets)
    now = {one.id: rules.text_as_read(one.text, one.when, one.otherwise) for one in own.agreements}
    read = {one.agreement_id: one.text_shown for one in given if one.agreement_id in now}
    told = {one.agreement_id: one.told for one in given if one.handled_at}  # the reply to the last answer that has one
    before = {key: text for key, text in read.items() if text and text != now[key]}
    again = frozenset(read) - own.answered - frozenset(before)
    mine = {key: text for key, text in told.items() if text and key in now}
    own_told, own_before = (_readable(version, person_id, texts, secrets) for texts in (mine, before))
    return replace(own, told=own_told, before=own_before, again=again)


def _readable(version: PlanVersion, person_id: int, texts: dict[int, str], secrets: Any) -> dict[int, str]:
    """What of these texts this person may have beside the plan; the rest is left out, as if it was not there."""
    allowed = may_stand_beside(version, person_id, list(texts.values()), secrets)
    return {key: text for (key, text), may in zip(texts.items(), allowed, strict=True) if may}


def own_answers(casus_id: int, person_id: int) -> Sequence[Any]:
    """Everything this person answered, oldest first: about which text, whether it counts, what was written back."""
    names = ("agreement_id", "text_sha256", "text_shown", "superseded_at", "handled_at", "told")
    asked = select(*(getattr(Answer, name) for name in names))
    mine = asked.where(Answer.casus_id == casus_id, Answer.person_id == person_id)
    return db.session.execute(mine.order_by(Answer.id)).all()


def text_read_before(participant: Any, agreement_id: int, sha256: str) -> AgreementView | None:
    """An agreement as this link showed it in an earlier version; None when no text with this fingerprint was ever shown."""
    last = participant.version
    first = select(PlanVersion.number).where(PlanVersion.id == participant.invitation.plan_version_id).scalar_subquery()
    asked = select(PlanVersion).where(
        PlanVersion.casus_id == last.casus_id,
        PlanVersion.kind == last.kind,
        PlanVersion.number >= first,
        PlanVersion.number < last.number,
    )
    for version in db.session.scalars(asked.order_by(PlanVersion.number.desc())):
        try:
            found = own_plan(version, participant.person_id).find(agreement_id)
        except RuleBroken:
            continue
        if found is not None and found.text_sha256 == sha256:
            return found
    return None


def shown_version(today: Any) -> Any:
    """For a statement on Invitation: the id of the version its link shows today, the newest of the same kind that holds."""
    invited, shown = aliased(PlanVersion), aliased(PlanVersion)
    return (
        select(shown.id)
        .join(invited, invited.id == Invitation.plan_version_id)
        .where(shown.casus_id == Invitation.casus_id, shown.kind == invited.kind, shown.number >= invited.number)
        .where(shown.status.in_(LIVE) | ((shown.id == invited.id) & (shown.status == PlanStatus.CONCEPT)))
        .where(shown.ends_on.is_(None) | (shown.ends_on >= today))
        .order_by(shown.number.desc())
        .limit(1)
        .correlate(Invitation)
        .scalar_subquery()
    )


def by_token(token: str, *, anew: bool = False) -> Invitation | None:
    """The invitation of a link, whatever its state; `anew`: as it is in the database now, after waiting for others."""
    asked = select(Invitation).where(Invitation.token_mac.in_(tokens.macs(token)))
    return db.session.scalar(asked, execution_options={"populate_existing": anew})


# --- for staff


@dataclass
class Participant:
    """Somebody with a part in the plan, and the state of the link."""

    person: Person
    link: Invitation | None = None
    state: LinkState | None = None
    odd: list[Odd] = field(default_factory=list)
    answered: int = 0
    why_not: Any = None


@dataclass(frozen=True)
class LinksPage:
    """Everything on the page of links; `waiting` counts the answers that ask for the worker."""

    version: PlanVersion | None
    participants: list[Participant]
    waiting: int


def waits(answer: Answer) -> bool:
    """Whether the worker still has to do something with this answer."""
    return answer.superseded_at is None and answer.handled_at is None and answer.outcome is not Outcome.AGREE


@dataclass(frozen=True)
class House:
    """How many links of the whole organisation work now, and how many codes went out in the last hour."""

    live: int
    sent: int


def house(now: datetime) -> House:
    """Numbers only: who looks after the organisation need not know whose links they are. Two statements."""
    holds = (Invitation.revoked_at.is_(None), Invitation.locked_at.is_(None), Invitation.expires_at > now)
    live = select(func.count()).select_from(Invitation).where(*holds)
    sent = select(func.count()).select_from(OutgoingMail).where(
        OutgoingMail.kind == MailKind.CODE, OutgoingMail.created_at > now - timedelta(hours=1)
    )  # fmt: skip
    return House(db.session.scalar(live) or 0, db.session.scalar(sent) or 0)


def contact_points_of(person: Person) -> list[ContactPoint]:
    """The telephones and mailboxes of somebody that still hold."""
    asked = select(ContactPoint).where(
        ContactPoint.casus_id == person.casus_id, ContactPoint.person_id == person.id, ContactPoint.withdrawn_on.is_(None),
        ContactPoint.kind.in_((ContactKind.PHONE, ContactKind.EMAIL)),
    )  # fmt: skip
    return list(db.session.scalars(asked.order_by(ContactPoint.id)))


def newest_version(casus: Casus) -> PlanVersion | None:
    """The version to show to people: the newest one that still holds."""
    asked = select(PlanVersion).where(
        PlanVersion.casus_id == casus.id, PlanVersion.status.in_((*LIVE, PlanStatus.CONCEPT))
    )
    return db.session.scalar(asked.order_by(PlanVersion.number.desc()).limit(1))


def links_page(casus: Casus, *, private: bool) -> LinksPage:
    """The page of links and answers; without `private` nobody learns who would rather talk first. Five statements."""
    version, people = newest_version(casus), people_of(casus)
    given = answers_of(casus, private=private)
    latest = {link.person_id: link for link in _links(casus)}
    odd = alarms.to_look_at([casus.id])
    named = (rules.participants(version.body) if version else set()) | set(latest)
    rows = []
    for person in people:
        if person.id in named:
            link = latest.get(person.id)
            state = rules.state_of(link, clock.now()) if link else None
            answered = len(
                {one.agreement_id for one in given if one.person_id == person.id and one.superseded_at is None}
            )
            why = rules.why_no_link(person, person.age_on(clock.today()))
            own = [one for one in odd if one.person_id == person.id]
            rows.append(Participant(person, link, state, own, answered, why))
    return LinksPage(version, rows, sum(waits(one) for one in given))


def answers_of(casus: Casus, *, private: bool) -> list[Answer]:
    """Every answer of a casus, newest first. Who would rather talk first is only for the worker (security.md D.6)."""
    asked = select(Answer).where(Answer.casus_id == casus.id)
    if not private:
        asked = asked.where(Answer.outcome != Outcome.TALK_FIRST)
    return list(db.session.scalars(asked.order_by(Answer.id.desc())))


def _links(casus: Casus) -> Iterable[Invitation]:
    asked = select(Invitation).where(Invitation.casus_id == casus.id, Invitation.channel_code != Channel.HANDOVER)
    return db.session.scalars(asked.order_by(Invitation.id))


def who_must_hear(given: Iterable[Answer]) -> list[int]:
    """Who had agreed with an agreement before somebody objected: they hear of it from the worker. Ids of people."""
    answers = sorted(given, key=lambda one: one.id)  # as they came in, whatever the clock said
    objections = [one for one in answers if one.outcome in (Outcome.DISAGREE, Outcome.AGREE_BUT) and waits(one)]
    if not objections:
        return []
    last = objections[-1].id
    agreed = [one.person_id for one in answers if one.outcome is Outcome.AGREE and one.id < last]
    answered_since = {one.person_id for one in answers if one.id > last}
    return [
        person
        for person in dict.fromkeys(agreed)
        if person not in answered_since | {one.person_id for one in objections}
    ]


# --- for documents and overviews


def shared_answers(casus: Casus) -> list[Answer]:
    """Live answers as others may know them: never of who would rather talk first."""
    return [one for one in answers_of(casus, private=False) if one.superseded_at is None]
