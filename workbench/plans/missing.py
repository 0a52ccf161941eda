"""Everything a version misses before it can be set, each with the place to mend it (domain.md 6.4; design.md 1.1).

What stands in the frozen text is asked of its body (rules.gaps); what stands around it (partners, checks, successes, the rights
of the children, who may read what) is asked of the casus as it is now.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from workbench.accounts.settings import setting
from workbench.agreements.models import Agreement
from workbench.agreements.rules import OVER, silent
from workbench.casus.models import Casus, FamilyRole, Person
from workbench.casus.queries import names_of
from workbench.partners.models import Partner
from workbench.plans import rules, temporary_rules
from workbench.plans.models import PlanKind, PlanStatus, PlanVersion
from workbench.plans.places import Spot
from workbench.plans.projection import Leaking, Unread, stopped
from workbench.plans.rows import table
from workbench.plans.rules import Gap
from workbench.records import InOne
from workbench.web.filters import together

OF_A_CHILD, OF_THE_FAMILY = 9, 3  # so many questions of the children's-rights check are asked of each child, and of the family
HOUSING_APART = 11  # the one that asks whether housing and poverty were kept apart from safety
HOUSING = "housing"  # the ground that is never one by itself (B16)
TEXTS = ("what", "when", "what_if")
HELD = ("held", "minutes_concept", "minutes_sent")


def gaps_of(casus: Casus, version: PlanVersion, day: date, leaking: list[Leaking] | None = None) -> list[Gap]:
    """What this version misses on this day: what blocks first, then the points to think about.

    A temporary version is asked only for what domain.md asks of it (1.8, 8.7): what else it lacks never holds it up.
    `leaking` is what projection.stopped said of it, where that is known.
    """
    sides = rules.side_gaps(version.body, casus.ref) if version.body["casus"]["separate"] else ()
    leaks = _leaks(casus, stopped(version) if leaking is None else leaking)
    if version.kind is PlanKind.TEMPORARY:
        days = rules.Days(version.starts_on, version.ends_on, version.evaluate_on)
        asked = temporary_rules.gaps(version.body, casus.ref, days, setting("plan.interim_days"))
        found = [
            *asked, *rules.gaps(version.body, casus.ref, "temporary"),
            *(gap._replace(blocks=False) for gap in (*sides, *leaks)),  # each paper is still stopped by itself
        ]  # fmt: skip
    else:
        found = [*rules.gaps(version.body, casus.ref), *_days(casus, version), *sides, *leaks, *_around(casus, version, day)]
    return sorted(found, key=lambda gap: not gap.blocks)


def _days(casus: Casus, version: PlanVersion) -> Iterator[Gap]:
    """B10 and B11. A day to look again that is later than the term can be passed with a reason: the terms of 2.5 are the
    organisation's own and "none are enforced as law"; a plan without that day cannot (2.8: it is mandatory)."""
    weeks = rules.evaluation_weeks(
        casus.started_on, version.starts_on, setting("plan.evaluation_weeks"), setting("plan.evaluation_later_weeks")
    )
    days = rules.Days(version.starts_on, version.ends_on, version.evaluate_on)
    late = version.evaluate_on is not None and version.evaluate_on > version.starts_on + timedelta(weeks=weeks)
    for field, text in rules.date_gaps(version.kind.value, days, setting("plan.interim_days"), weeks):
        again = {"ref": casus.ref, "_anchor": field}
        if field == "evaluate_on":
            yield Gap("B11", text, "plans.freeze", again, passable="B11" if late else "")
        else:
            yield Gap("B10", text, "plans.freeze", again)


def _leaks(casus: Casus, leaking: list[Leaking]) -> Iterator[Gap]:
    """GA4 and B27: somebody cannot get this version as it is. One line for each place, with for whom."""
    readers: dict[tuple[str, str], list[str]] = {}
    spots: dict[tuple[str, str], Spot] = {}
    for one in leaking:
        if isinstance(one, Unread):  # so is everybody else
            yield Gap("B27", str(one.message), one.spots[0].endpoint, {"ref": casus.ref})
            return
        for place, spot in zip(one.places, one.spots, strict=False):
            key = (place, spot.endpoint)
            readers.setdefault(key, []).append(one.reader)
            spots[key] = spot
    for key, names in readers.items():
        place, spot = key[0], spots[key]
        text = _("%(place)s: something stands here that %(names)s may not read.",
                 place=place[:1].upper() + place[1:], names=together(names))  # fmt: skip
        yield Gap("B27", text, spot.endpoint, {"ref": casus.ref, **spot.values})


@cache
def _facts() -> InOne:
    """What stands around a plan, in one statement."""
    rights, meeting, success = table("rights_answer"), table("meeting"), table("success")
    thought, ground = table("placement_thought"), table("placement_ground")
    version, a = PlanVersion, Agreement
    casus_id: Any = bindparam("casus_id")
    agreement = select(
        a.id, a.number, a.label, a.status, a.check_every_days, a.last_check_on, a.starts_on, a.what, a.when, a.what_if
    )
    return InOne(
        children=select(Person.id, Person.first_name, Person.last_name, Person.call_name, Person.in_family)
        .where(Person.casus_id == casus_id, Person.family_role == FamilyRole.CHILD, Person.ended_on.is_(None)),
        rights=select(rights.c.child_id, rights.c.question, rights.c.answer)
        .where(rights.c.casus_id == casus_id, rights.c.answer.is_not(None)),
        thoughts=select(thought.c.id).where(thought.c.casus_id == casus_id, thought.c.ended_on.is_(None)),
        grounds=select(ground.c.ground).join(thought, thought.c.id == ground.c.thought_id)
        .where(thought.c.casus_id == casus_id, thought.c.ended_on.is_(None)),
        partners=select(Partner.id, Partner.name, Partner.informed_version)
        .where(Partner.casus_id == casus_id, Partner.ended_on.is_(None)),
        agreements=agreement.where(a.casus_id == casus_id),
        meetings=select(meeting.c.held_on, meeting.c.status).where(meeting.c.casus_id == casus_id),
        successes=select(success.c.happened_on).where(success.c.casus_id == casus_id),
        versions=select(version.number, version.status).where(version.casus_id == casus_id),
    )  # fmt: skip


def _around(casus: Casus, version: PlanVersion, day: date) -> Iterator[Gap]:
    found = _facts().of(casus.id)
    if casus.placement_considered:
        yield from _placement(casus, found)
        yield from _rights(casus, found)
    yield from _changed_since(casus, version, found["agreements"])
    yield from _partners(casus, version, found)
    yield from _silent(casus, found["agreements"], day)
    yield from _success(casus, found, day)


def _placement(casus: Casus, found: dict[str, list[Any]]) -> Iterator[Gap]:
    """B16 and B15, while placing a child elsewhere is considered: on which ground, and who looks along.

    B16 blocks (domain.md 4: "show block"). B15 says what is asked and not that it blocks, so that it is a point to think about.
    """
    where: dict[str, Any] = {"ref": casus.ref}
    thought = max((row.id for row in found["thoughts"]), default=None)
    edit = ("rights.consider", where) if thought is None else ("rights.change_thought", where | {"thought_id": thought})
    grounds = {str(getattr(row.ground, "value", row.ground)) for row in found["grounds"]}
    if grounds == {HOUSING}:
        text = _("Being without a home is no ground to part children and parents. Which shelter for the whole family was asked, "
                 "when, of whom, with which answer?")  # fmt: skip
        yield Gap("B16", text, edit[0], edit[1] | {"_anchor": "grounds"})
    if not grounds:
        text = _("Living somewhere else is considered: write down on which ground.")
        yield Gap("B15", text, edit[0], edit[1] | {"_anchor": "grounds"}, blocks=False)
    if casus.behavioural_scientist_id is None:
        text = _("Living somewhere else is considered: name a behavioural scientist who looks along.")
        yield Gap("B15", text, edit[0], edit[1] | {"_anchor": "behavioural_scientist_id"}, blocks=False)


def _rights(casus: Casus, found: dict[str, list[Any]]) -> Iterator[Gap]:
    """B15: the questions on the rights of the children are asked of each child and of the family; each sheet is one line."""
    names = names_of(found["children"])
    for child, name in names.items():
        left = OF_A_CHILD - sum(row.child_id == child for row in found["rights"])
        if left > 0:
            text = _("Living somewhere else is considered: answer the questions on the rights of %(name)s (%(left)s left).",
                     name=name, left=left)  # fmt: skip
            yield Gap("B15", text, "rights.answer_child", {"ref": casus.ref, "child_id": child}, blocks=False)
    family = {row.question: getattr(row.answer, "value", row.answer) for row in found["rights"] if row.child_id is None}
    where = {"ref": casus.ref}
    if len(family) < OF_THE_FAMILY:
        text = _("Living somewhere else is considered: answer the questions on rights about the family as a whole "
                 "(%(left)s left).", left=OF_THE_FAMILY - len(family))  # fmt: skip
        yield Gap("B15", text, "rights.answer_family", where, blocks=False)
    if family.get(HOUSING_APART) == "no":
        text = _("You answered that housing and poverty are not kept apart from safety. Look whether the grounds are right.")
        yield Gap("B16", text, "rights.answer_family", where | {"_anchor": f"answer_{HOUSING_APART}"}, blocks=False)


def _changed_since(casus: Casus, version: PlanVersion, agreements: list[Any]) -> Iterator[Gap]:
    """Agreements that read otherwise by now, or ended: a version says what was agreed on its day (design.md 3.8)."""
    frozen = {one["id"]: one for one in version.body["agreements"]}
    for row in sorted(agreements, key=lambda one: one.number):
        one = frozen.get(row.id)
        if one is not None and (row.status in OVER or _reads(row.what, row.when, row.what_if) != _reads(*map(one.get, TEXTS))):
            text = _("Agreement %(name)s was changed since this version was made.", name=row.label or row.number)
            yield Gap("now", text, "agreements.one", {"ref": casus.ref, "agreement_id": row.id}, blocks=False)


def _reads(*texts: str | None) -> tuple[str, ...]:
    return tuple(text or "" for text in texts)


def _partners(casus: Casus, version: PlanVersion, found: dict[str, list[Any]]) -> Iterator[Gap]:
    """B17: partners who know an older version than the one that holds; of a set version: than this one."""
    held = [row.number for row in found["versions"] if row.status in (PlanStatus.SET, PlanStatus.RUNNING)]
    number = version.number if version.set_at else max(held, default=0)
    behind = [row.name for row in sorted(found["partners"], key=lambda one: one.id) if (row.informed_version or 0) < number]
    if behind:
        text = _("Tell %(names)s about version %(number)s.", names=together(behind), number=number)
        yield Gap("B17", text, "partners.index", {"ref": casus.ref}, blocks=False)


def _silent(casus: Casus, agreements: list[Any], day: date) -> Iterator[Gap]:
    """B18: nothing was heard of an agreement for longer than one and a half times what was agreed."""
    quiet = [row for row in sorted(agreements, key=lambda one: one.number) if silent(row, day)]
    if quiet:
        names = together([str(row.label or row.number) for row in quiet])
        text = _("Ask how it goes with agreement %(names)s: nothing was heard for too long.", names=names)
        yield Gap("B18", text, "monitoring.index", {"ref": casus.ref, "_anchor": f"agreement-{quiet[0].id}"}, blocks=False)


def _success(casus: Casus, found: dict[str, list[Any]], day: date) -> Iterator[Gap]:
    """B19: no success since the last meeting, as a question."""
    held = [row.held_on for row in found["meetings"] if row.held_on <= day and row.status.value in HELD]
    if held and not any(row.happened_on >= max(held) for row in found["successes"]):
        text = _("What worked since the last meeting? Nothing was written down yet.")
        yield Gap("B19", text, "successes.new", {"ref": casus.ref}, blocks=False)
