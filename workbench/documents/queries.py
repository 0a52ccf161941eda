"""What a document needs besides the frozen plan: what people answered, and who has which version. Three statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.engine import Row

from workbench.accounts.models import User
from workbench.clock import dutch_time
from workbench.documents.models import DocumentMade
from workbench.documents.words import ANSWER, ANSWERED_BY
from workbench.extensions import db
from workbench.meetings.models import Meeting
from workbench.partners.models import Partner
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import ApprovalView, CopyView
from workbench.plans.projection import After, reader_of
from workbench.plans.rules import shown_texts
from workbench.reviews import rules
from workbench.reviews.models import Answer, Outcome

# From the answer that needs most attention to the one that needs least. `talk_first` is private: it never gets here.
WEIGHT = (Outcome.DISAGREE, Outcome.AGREE_BUT, Outcome.NOT_UNDERSTOOD, Outcome.AGREE)
MOST_SHOWN = 20
ASKED_FROM = 12  # a child of this age may answer for itself (domain.md 2.6)


def after_freezing(version: PlanVersion, reader_id: int) -> After:
    """The answers to this version, and who has which version, each with the person it is about."""
    return After(approvals=tuple(approvals(version, reader_id)), copies=tuple(copies(version)))


def approvals(version: PlanVersion, reader_id: int) -> Iterable[tuple[int, ApprovalView]]:
    """One row for everybody who has a part in an agreement or is a parent; empty where there is no answer yet.

    An answer is about a text: it counts for every version in which that text stands as it was read, and for no other. Only
    answers to agreements this reader may read: what somebody said of a hidden one would tell that it is there.
    """
    given: dict[int, list[Answer]] = defaultdict(list)
    reader, texts = reader_of(version, reader_id), shown_texts(version.body)
    known = {one["id"] for one in version.body["agreements"] if reader.may_read(one)}
    asked = select(Answer).where(Answer.casus_id == version.casus_id, Answer.superseded_at.is_(None))
    for answer in db.session.scalars(asked.order_by(Answer.answered_at, Answer.id)):
        read = answer.agreement_id in known and answer.text_sha256 == texts.get(answer.agreement_id)
        if answer.outcome in WEIGHT and read:
            given[answer.person_id].append(answer)
    for person in version.body["people"]:
        if person["id"] in given:
            asked_for = rules.asked_of(version.body, person["id"])
            yield person["id"], in_one_line(person["name"], given[person["id"]], asked_for)
        elif person["id"] in asked_people(version.body):
            yield person["id"], ApprovalView(person["name"], "", None, "", "")


def asked_people(body: dict[str, Any]) -> set[int]:
    """Who should answer: parents, and everybody who does something, keeps an eye on it or stands in."""
    linked = {link["person"] for one in body["agreements"] for link in one["people"] if link["part"] in ("doer", "together")}
    linked |= {one[part] for one in body["agreements"] for part in ("checker", "second_checker", "backup") if one[part]}
    parents = {person["id"] for person in body["people"] if person["role"] in ("parent", "step_parent", "foster_parent")}
    young = {one["id"] for one in body["people"] if one["role"] == "child" and (one["age"] or 0) < ASKED_FROM}
    return (linked | parents) - young


def in_one_line(name: str, answers: Sequence[Answer], asked: Collection[int]) -> ApprovalView:
    """Somebody's answers to all agreements as one: an objection to one of them is an objection.

    A yes is a yes to the plan only when it was said of every agreement this person is asked about.
    """
    heaviest = min((answer.outcome for answer in answers), key=WEIGHT.index)
    last, word = answers[-1], str(ANSWER[heaviest.value])
    answered = {answer.agreement_id for answer in answers}
    if heaviest is Outcome.AGREE and not answered.issuperset(asked):
        word = _("yes, to %(some)s of %(all)s agreements", some=len(answered.intersection(asked)), all=len(asked))
    words = " ".join(answer.words for answer in answers if answer.words)
    day = dutch_time(last.answered_at).date()
    return ApprovalView(name, word, day, str(ANSWERED_BY[last.via.value]), words)


def copies(version: PlanVersion) -> Iterable[tuple[int | None, CopyView]]:
    """The latest version each person and partner has; a partner with an older one is not up to date (B17)."""
    names = {person["id"]: person["full_name"] for person in version.body["people"]}
    latest: dict[int, Row[Any]] = {}
    for row in db.session.execute(handed_out(version)):
        if row.reader_id not in latest or row.number >= latest[row.reader_id].number:
            latest[row.reader_id] = row
    for person, row in latest.items():
        if person in names:
            day = dutch_time(row.made_at).date()
            yield person, CopyView(names[person], row.number, day, row.number >= version.number)
    partners = select(Partner).where(Partner.casus_id == version.casus_id, Partner.ended_on.is_(None)).order_by(Partner.id)
    for partner in db.session.scalars(partners):
        if partner.person_id not in latest:
            current = partner.informed_version is not None and partner.informed_version >= version.number
            yield partner.person_id, CopyView(partner.name, partner.informed_version, partner.informed_on, current)


def handed_out(version: PlanVersion) -> Any:
    """Each document made of a version of this casus, not newer than this version."""
    return (
        select(DocumentMade.reader_id, DocumentMade.made_at, PlanVersion.number)
        .join(PlanVersion, PlanVersion.id == DocumentMade.plan_version_id)
        .where(DocumentMade.casus_id == version.casus_id)
        .order_by(DocumentMade.made_at)
    )


def made_before(casus_id: int) -> list[Row[Any]]:
    """The documents that left the workbench, newest first, with who made them."""
    asked = (
        select(DocumentMade.kind, DocumentMade.made_at, DocumentMade.reader_id, PlanVersion.number, User.name, Meeting.held_on)
        .outerjoin(Meeting, Meeting.id == DocumentMade.meeting_id)
        .outerjoin(PlanVersion, PlanVersion.id == DocumentMade.plan_version_id)
        .join(User, User.id == DocumentMade.made_by_id)
        .where(DocumentMade.casus_id == casus_id)
        .order_by(DocumentMade.made_at.desc())
        .limit(MOST_SHOWN)
    )
    return list(db.session.execute(asked))
