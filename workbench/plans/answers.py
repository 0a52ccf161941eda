"""What people said of a version, as a plan may show it: who agrees, and every objection with its own words.

The answers stand in a table above this subject, so it is named, not imported. "I would rather talk first" is private to the
worker (security.md D.6) and never gets here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select

from workbench.clock import dutch_time
from workbench.extensions import db
from workbench.plans.chapters import Chapters
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import ApprovalView, ObjectionView
from workbench.plans.reader import ASKED, Body, Reader, with_a_part
from workbench.plans.rows import table
from workbench.plans.rules import shown_texts

# From the answer that needs most attention to the one that needs least.
WEIGHT = ("disagree", "agree_but", "not_understood", "agree")
OBJECTIONS = ("agree_but", "disagree")  # what re-opens an agreement (docs/glossary.md)
ASKED_FROM = 12  # a child of this age may answer for itself (domain.md 2.6)
PARENTS = ("parent", "step_parent", "foster_parent")


class Given(NamedTuple):
    """One answer to one agreement, by codes. `counts` where it is about exactly this text and nothing came after it; `is_open`
    where it is somebody's last word and nothing was done with it, or the agreement was kept all the same."""

    person: int
    agreement: int
    outcome: str
    words: str
    day: date
    how: str
    is_open: bool
    counts: bool


def given_to(version: PlanVersion) -> list[Given]:
    """The answers to agreements of this version, oldest first; one statement.

    An answer is to the text somebody read, whatever version that was in: it counts for a version that says the same, and also
    an answer that no longer counts because the living text moved on still stands before the text of this version. An objection
    that nobody handled stays open too when a new version was frozen meanwhile.
    """
    texts = shown_texts(version.body)
    of = table("answer")
    names = ("person_id", "agreement_id", "outcome", "words", "answered_at", "via", "handled_at", "handled_how", "superseded_at",
             "text_sha256")  # fmt: skip
    asked = select(*(of.c[name] for name in names)).where(of.c.casus_id == version.casus_id).order_by(of.c.id)
    rows = [
        row for row in db.session.execute(asked)
        if row.agreement_id in texts and (row.superseded_at is None or row.text_sha256 == texts[row.agreement_id])
    ]  # fmt: skip
    last = {(row.person_id, row.agreement_id): row for row in rows}
    return [
        Given(row.person_id, row.agreement_id, row.outcome.value, row.words or "", dutch_time(row.answered_at).date(),
              row.via.value, row is last[row.person_id, row.agreement_id] and (not row.handled_at or row.handled_how == "kept"),
              row.superseded_at is None and row.text_sha256 == texts[row.agreement_id])
        for row in rows
        if row.outcome.value in WEIGHT
    ]  # fmt: skip


def objections_to(version: PlanVersion, given: Iterable[Given] | None = None) -> list[Given]:
    """The objections that stand in the plan: those it was set with, else those that are open now."""
    kept = (version.set_with or {}).get("objections", ())
    if version.set_at is not None:
        return [
            Given(one["person"], one["agreement"], one.get("outcome", "disagree"), one["words"], date.fromisoformat(one["day"]),
                  one["how"], is_open=False, counts=True)
            for one in kept
        ]  # fmt: skip
    found = given_to(version) if given is None else given
    return [one for one in found if one.outcome in OBJECTIONS and one.is_open]


def as_kept(objections: Iterable[Given]) -> list[Body]:
    """Objections as a version keeps them when it is set (PlanVersion.set_with)."""
    return [
        {"person": one.person, "agreement": one.agreement, "outcome": one.outcome, "words": one.words,
         "day": one.day.isoformat(), "how": one.how}
        for one in objections
    ]  # fmt: skip


# --- for one reader: only of people this reader may know, to agreements this reader sees


def approvals_for(given: Iterable[Given], body: Body, reader: Reader, seen: Sequence[Body]) -> tuple[ApprovalView, ...]:
    """One row for everybody who should answer or did, out of what this reader sees; empty where there is no answer yet."""
    ids = {one["id"] for one in seen}
    by_person: dict[int, list[Given]] = defaultdict(list)
    for one in given:
        if one.agreement in ids and one.counts and reader.may_list(one.person):
            by_person[one.person].append(one)
    asked = asked_people(body, seen)
    return tuple(
        in_one_line(person["name"], by_person[person["id"]], asked_of(body, person["id"]) & ids) if person["id"] in by_person
        else ApprovalView(person["name"], "", None, "", "")
        for person in body["people"]
        if person["id"] in by_person or (person["id"] in asked and reader.may_list(person["id"]))
    )  # fmt: skip


def asked_people(body: Body, agreements: Iterable[Body]) -> set[int]:
    """Who should answer: parents, and everybody who does something, keeps an eye on it or stands in; not young children."""
    seen = list(agreements)
    linked = {person for one in seen for person in with_a_part(one)}
    parents = {person["id"] for person in body["people"] if person["role"] in PARENTS}
    young = {one["id"] for one in body["people"] if one["role"] == "child" and (one["age"] or 0) < ASKED_FROM}
    return (linked | parents) - young


def asked_of(body: Body, person: int) -> set[int]:
    """The agreements this person is asked about: those in his or her own plan in which he or she has a part."""
    chapters = Chapters(body, Reader.of(body, person))
    shown = {goal["id"] for goal in chapters.goals}
    own = [one for one in chapters.agreements if one["goal"] in shown]
    return {one["id"] for one in own if person in with_a_part(one, ASKED)}


def in_one_line(name: str, answers: Sequence[Given], asked: set[int]) -> ApprovalView:
    """Somebody's answers to all agreements as one: an objection to one of them is an objection.

    A yes is a yes to the plan only when it was said of every agreement this person is asked about.
    """
    heaviest = min((one.outcome for one in answers), key=WEIGHT.index)
    answered = {one.agreement for one in answers}
    word = heaviest
    if heaviest == "agree" and not answered >= asked:
        word = _("yes, to %(some)s of %(all)s agreements", some=len(answered & asked), all=len(asked))
    words = " ".join(one.words for one in answers if one.words)
    return ApprovalView(name, word, answers[-1].day, answers[-1].how, words)


def objections_for(
    objections: Iterable[Given], reader: Reader, labels: dict[int, str], names: dict[int, str]
) -> tuple[ObjectionView, ...]:
    """Who objects to which agreement in which words, of what this reader sees. `labels` are of the agreements it sees."""
    return tuple(
        ObjectionView(names[one.person], labels[one.agreement], one.words, one.day, one.how)
        for one in objections
        if one.agreement in labels and one.person in names and reader.may_list(one.person)
    )
