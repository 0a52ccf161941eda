"""The plan as one child may have it (domain.md 8.2, 1.10): approved panels, who cares, who to call, what the child said.

Made from the child's own projection of the version that holds, so that nothing of another person comes in, and from what the
child's voice holds now. No harm but what stands in panels that every parent with authority approved. Where it is not safe to
hand anything out, only the card with who to call is left ([S42]).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from workbench.casus.models import Casus
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.plans import queries
from workbench.plans.models import PlanVersion
from workbench.plans.plan_view import AgreementView, DatedView, PlanView
from workbench.plans.projection import NAME, NOTHING_YET, Leaking, project, reader_of, seen_by
from workbench.plans.rows import table
from workbench.voices import queries as voices
from workbench.voices import rules as voice_rules
from workbench.voices.models import MayShare, OnPaper
from workbench.wording.leaks import ProtectedTerm, find_contact_details, find_leaks


def _words_of_harm(*parts: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


# Harm that stands in a child's plan only where an approved panel tells of it (domain.md 8.2), by the words people use for it.
HARM = {
    "drink": _words_of_harm("drank", r"(?:ge)?dronken?", "alcohol", "bier", "wijn", "drankgebruik"),
    "drugs": _words_of_harm(r"drugs?", "blowen", "blowt", "wiet", r"coca[iï]ne", "pillen"),
    "violence": _words_of_harm(
        "slaan", "slaat", "sloeg", "geslagen", r"(?:ge)?schop\w*", r"duw(?:t|de|en)?", r"klap(?:pen)?", r"(?:be)?dreig\w*",
        "mes", r"wapens?", "geweld", "mishandeld",
    ),
    "death": _words_of_harm("dood", "doodgaat", "doodgaan", r"zelfmoord\w*", "snijden", "overdosis"),
    "touching": _words_of_harm(r"seks\w*", "misbruik", "misbruikt"),
}


@dataclass
class ChildPlan:
    """What the page shows; `waiting` are stories that are not approved yet, `stopped` says why the plan cannot be shown."""

    child: Any
    version: Any = None
    stories: list[Any] = field(default_factory=list)
    waiting: list[Any] = field(default_factory=list)
    words: list[tuple[Any, Any, str]] = field(default_factory=list)
    agreements: tuple[AgreementView, ...] = ()
    successes: tuple[DatedView, ...] = ()
    safe_people: tuple[str, ...] = ()
    safety_object: str = ""
    keeps_sight: str = ""
    call_only: bool = False
    nothing: bool = False
    stopped: str = ""


def child_plan(casus: Casus, child_id: int) -> ChildPlan:
    """The plan for this child of this casus; 404 when there is no such child."""
    plan = told(voices.voices_of(casus).child(child_id))
    line = queries.latest(queries.version_lines(casus))
    version = queries.version_of(casus, line.number) if line else None
    try:
        if version is not None:
            _from_version(plan, version, child_id)
    except RuleBroken as broken:
        plan.stopped = str(broken.message)
        plan.stories, plan.words, plan.agreements, plan.successes = [], [], (), ()
    return plan


def told(child: Any) -> ChildPlan:
    """What the voice of this child itself gives: the stories every parent approved, and the words that may be shared."""
    takes = child.takes
    plan = ChildPlan(child, call_only=takes is not OnPaper.ALL, nothing=takes is OnPaper.NOTHING)
    may_go = [story for story in child.stories if not story.do_not_hand_out]
    plan.stories = [story for story in may_go if story.approvals and not story.waiting]
    plan.waiting = [story for story in may_go if story not in plan.stories]
    plan.words = _words(child)
    return plan


def _from_version(plan: ChildPlan, version: PlanVersion, child_id: int) -> None:
    """What the version says to this child. Raises RuleBroken when it may not be shown."""
    secrets = queries.protected_terms(version.casus_id)
    view = project(version, child_id, secrets=secrets, withheld=queries.withheld_words(version.casus_id))
    fill(plan, version, view, secrets)


def fill(plan: ChildPlan, version: PlanVersion, view: PlanView, secrets: Any, unsafe: Collection[int] | None = None) -> None:
    """Put in what this child's own view of a version says to it. Raises RuleBroken when something must not be shown.

    `unsafe` are the agreements it is not safe to hand out, where those were loaded already.
    """
    child_id = view.reader_id
    plan.version, plan.keeps_sight, plan.successes = view, view.keeps_sight, _successes_for(version, view, child_id)
    own = next((one for one in view.children if one.name == view.reader), None)
    if own is not None:
        plan.safe_people, plan.safety_object = own.safe_people, own.safety_object
    panels = " ".join(panel.words for story in plan.stories for panel in story.panels)
    plan.agreements = without_harm(_for_child(version, view, child_id, unsafe), panels)
    _refuse_leaks(plan, version, view, secrets)


def _for_child(
    version: PlanVersion, view: PlanView, child_id: int, unsafe: Collection[int] | None
) -> tuple[AgreementView, ...]:
    """The agreements that are for this child, without treatment of adults and without those it is not safe to hand out.

    In a separated network a child goes to both sides, and its paper too: what only one side may know is not on it.
    """
    if unsafe is None:
        agreements = table("agreement")
        unsafe = set(db.session.scalars(
            select(agreements.c.id).where(agreements.c.casus_id == version.casus_id, agreements.c.unsafe_to_hand_out)
        ))  # fmt: skip
    open_only = version.body["casus"]["separate"]
    mine = {
        one["id"] for one in version.body["agreements"]
        if any(person["person"] == child_id for person in one["people"])
        and one["id"] not in unsafe and one["kind"] != "service"
        and (one["audience"] == "everyone" or not open_only)
    }  # fmt: skip
    return tuple(one for one in view.agreements if one.id in mine)


def without_harm(agreements: tuple[AgreementView, ...], panels: str) -> tuple[AgreementView, ...]:
    """The agreements without harm the child was not told of in approved panels: such a plan B is left out, or the agreement."""
    told = {kind for kind, found in HARM.items() if found.search(panels)}

    def tells(*texts: str) -> bool:
        return any(found.search(words) for kind, found in HARM.items() if kind not in told for words in texts)

    return tuple(
        replace(one, otherwise="" if tells(one.otherwise) else one.otherwise)
        for one in agreements
        if not tells(one.text, one.trigger)
    )


def _successes_for(version: PlanVersion, view: PlanView, child_id: int) -> tuple[DatedView, ...]:
    """What went well for this child, or what it did itself: not the successes of grown-ups, such as staying sober."""
    own = {
        (one["day"], one["what"]) for one in version.body["successes"]
        if child_id in (*one["people"], *one.get("children", ()))
    }  # fmt: skip
    return tuple(one for one in view.successes if (one.day.isoformat() if one.day else "", one.what) in own)


def _words(child: Any) -> list[tuple[Any, Any, str]]:
    """(moment, item, answer) of what the child said and everybody may read, oldest first."""
    return [
        (moment, item, voice_rules.answer_of(item, moment.done_with_it, moment.items))
        for moment in reversed(child.moments)
        for item in moment.items
        if item.may_share is MayShare.YES and voice_rules.may_leave(item.part, item.may_share, item.withdrawn_on)
    ]


def _refuse_leaks(plan: ChildPlan, version: PlanVersion, view: PlanView, secrets: Any) -> None:
    """GA4 and B27 for what does not come from the version: panels, the child's words and their answers."""
    reader = reader_of(version, view.reader_id)
    hidden = seen_by(version, reader, NOTHING_YET)[1]
    terms = [term for term, group in secrets if group is None or group != reader.group]
    terms += [ProtectedTerm(NAME, name) for name in hidden]
    said = [panel.words for story in plan.stories for panel in story.panels]
    said += [panel.alt or "" for story in plan.stories for panel in story.panels]
    said += [words for _when, item, answer in plan.words for words in (item.words, item.alt or "", answer)]
    whole = "\n".join(said)
    if find_leaks(whole, terms) or (version.body["casus"]["protected"] and find_contact_details(whole)):
        raise Leaking(view.reader, [_("words and pictures, or what the child said")])
