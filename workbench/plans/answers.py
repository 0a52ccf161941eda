"""What people said of a version, as a plan may show it: who agrees, and every objection with its own words.

The answers stand in a table above this subject, so it is named, not imported. "I would rather talk first" is private to the
worker (security.md D.6) and never gets here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from workbench.clock import dutch_time
from workbench.extensions import db
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import ApprovalView, ObjectionView
from workbench.plans.reader import Body, Reader
from workbench.plans.rows import table
from workbench.plans.rules import shown_text_sha256

# From the answer that needs most attention to the one that needs least.
WEIGHT = ("disagree", "agree_but", "not_understood", "agree")
OBJECTION = "disagree"
ASKED_FROM = 12  # a child of this age may answer for itself (domain.md 2.6)
PARENTS = ("parent", "step_parent", "foster_parent")
CHECKERS = ("checker", "second_checker", "backup")


class Given(NamedTuple):
    """One answer to one agreement, by codes; `is_open` where nobody did anything with it yet."""

    person: int
    agreement: int
    outcome: str
    words: str
    day: date
    how: str
    is_open: bool
    of_this_text: bool


def given_to(version: PlanVersion) -> list[Given]:
    """The live answers to agreements of this version, oldest first; one statement.

    An answer is to the text somebody read, whatever version that was in: it counts for a version that says the same. An
    objection stays open until somebody handles it or the agreement changes, also when a new version was frozen meanwhile.
    """
    texts = {one["id"]: text_of(one, version.body) for one in version.body["agreements"]}
    of = table("answer")
    names = ("person_id", "agreement_id", "outcome", "words", "answered_at", "via", "handled_at", "plan_version_id",
             "text_sha256")  # fmt: skip
    asked = select(*(of.c[name] for name in names)).where(
        of.c.casus_id == version.casus_id, of.c.superseded_at.is_(None), of.c.outcome.in_(WEIGHT)
    )
    return [
        Given(row.person_id, row.agreement_id, row.outcome.value, row.words or "", dutch_time(row.answered_at).date(),
              row.via.value, row.handled_at is None,
              row.plan_version_id == version.id or row.text_sha256 == texts[row.agreement_id])
        for row in db.session.execute(asked.order_by(of.c.answered_at, of.c.id))
        if row.agreement_id in texts
    ]  # fmt: skip


def text_of(agreement: Body, body: Body) -> str:
    """The fingerprint of an agreement as a version shows it."""
    names = {one["id"]: one["name"] for one in body["people"]}
    doers = [names[one["person"]] for one in agreement["people"] if one["part"] == "doer" and one["person"] in names]
    return shown_text_sha256(agreement["what"], agreement["when"], agreement["what_if"], doers)


def objections_to(version: PlanVersion, given: Iterable[Given] | None = None) -> list[Given]:
    """The objections that stand in the plan: those it was set with, else those that are open now."""
    kept = (version.set_with or {}).get("objections", ())
    if version.set_at is not None:
        return [
            Given(one["person"], one["agreement"], OBJECTION, one["words"], date.fromisoformat(one["day"]), one["how"],
                  is_open=False, of_this_text=True)
            for one in kept
        ]  # fmt: skip
    found = given_to(version) if given is None else given
    return [one for one in found if one.outcome == OBJECTION and one.is_open]


def as_kept(objections: Iterable[Given]) -> list[Body]:
    """Objections as a version keeps them when it is set (PlanVersion.set_with)."""
    return [
        {"person": one.person, "agreement": one.agreement, "words": one.words, "day": one.day.isoformat(), "how": one.how}
        for one in objections
    ]


# --- for one reader: only of people this reader may know, to agreements this reader sees


def approvals_for(given: Iterable[Given], body: Body, reader: Reader, seen: Sequence[Body]) -> tuple[ApprovalView, ...]:
    """One row for everybody who should answer or did, out of what this reader sees; empty where there is no answer yet."""
    ids = {one["id"] for one in seen}
    by_person: dict[int, list[Given]] = defaultdict(list)
    for one in given:
        if one.agreement in ids and one.of_this_text and reader.may_list(one.person):
            by_person[one.person].append(one)
    asked = asked_people(body, seen)
    return tuple(
        in_one_line(person["name"], by_person[person["id"]]) if person["id"] in by_person
        else ApprovalView(person["name"], "", None, "", "")
        for person in body["people"]
        if person["id"] in by_person or (person["id"] in asked and reader.may_list(person["id"]))
    )  # fmt: skip


def asked_people(body: Body, agreements: Iterable[Body]) -> set[int]:
    """Who should answer: parents, and everybody who does something, keeps an eye on it or stands in; not young children."""
    seen = list(agreements)
    linked = {link["person"] for one in seen for link in one["people"] if link["part"] in ("doer", "together")}
    linked |= {one[part] for one in seen for part in CHECKERS if one[part]}
    parents = {person["id"] for person in body["people"] if person["role"] in PARENTS}
    young = {one["id"] for one in body["people"] if one["role"] == "child" and (one["age"] or 0) < ASKED_FROM}
    return (linked | parents) - young


def in_one_line(name: str, answers: Sequence[Given]) -> ApprovalView:
    """Somebody's answers to all agreements as one: an objection to one of them is an objection."""
    heaviest = min((one.outcome for one in answers), key=WEIGHT.index)
    words = " ".join(one.words for one in answers if one.words)
    return ApprovalView(name, heaviest, answers[-1].day, answers[-1].how, words)


def objections_for(
    objections: Iterable[Given], reader: Reader, labels: dict[int, str], names: dict[int, str]
) -> tuple[ObjectionView, ...]:
    """Who objects to which agreement in which words, of what this reader sees. `labels` are of the agreements it sees."""
    return tuple(
        ObjectionView(names[one.person], labels[one.agreement], one.words, one.day, one.how)
        for one in objections
        if one.agreement in labels and one.person in names and reader.may_list(one.person)
    )
