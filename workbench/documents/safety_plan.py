"""The full safety plan (domain.md 8.1), for one named reader, from that reader's view of a plan version.

The order of the chapters is the order of the paper. What has not been filled in says so.
"""

from collections.abc import Callable
from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.documents import closing_chapters, tonight
from workbench.documents.blocks import (
    DASH,
    agreement_card,
    circles,
    own_agreements,
    scale,
    spread,
    still_open,
    who_to_call,
)
from workbench.documents.changes import what_changed
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.tables import facts, overview, shares
from workbench.documents.word import Content, Document, Run, missing, praised, strong, warned
from workbench.documents.words import CHECK, GROUND, OPINION, SITUATION, label, on, together
from workbench.plans.plan_view import DatedView, GoalView, PlanView

name = "safety-plan"
title = _l("Full safety plan")
about = _l("Everything this reader may see: worries, goals, agreements, scales, successes and aftercare.")


def build(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The whole plan as a Word file, in Dutch."""
    with in_dutch():
        return written(view, house, moment)


def written(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The plan in the language that is spoken now, from cover to rights."""
    what = _("Temporary safety plan") if view.kind == "temporary" else _("Safety plan")
    version = _("version %(number)s", number=view.version)
    doc = Document(house, fields=cover(view, what, version), status=label(view.status))
    what_changed(doc, view)
    if view.temporary is not None:
        tonight.who_calls(doc, view, view.temporary)
        when_it_stops(doc, view)
    else:
        who_to_call(doc, view)
        when_it_stops(doc, view)
        own_agreements(doc, view)
    for chapter in chapters_of(view):
        chapter(doc, view)
    return doc.save(title=f"{what}, {version}", organisation=view.organisation, moment=moment)


def chapters_of(view: PlanView) -> tuple[Callable[[Document, PlanView], None], ...]:
    """The chapters of this plan: a temporary one holds what people need in the first days, and nothing that is still open."""
    if view.temporary is None:
        return CHAPTERS
    return tonight.CHAPTERS


def cover(view: PlanView, what: str, version: str) -> dict[str, str]:
    """The words of the cover, the header and the footer."""
    return {
        "organisatie": view.organisation,
        "titel": what,
        "ondertitel": _("How we keep it safe together for %(names)s", names=for_whom(view)),
        "ontvanger": view.reader_full_name,
        "versie": version,
        "datum": on(view.made_on),
        "geldig": validity(view),
        "makers": together(view.makers),
        "deelnemers": together(view.participants) or (DASH if view.separate else ""),
    }


def when_it_stops(doc: Document, view: PlanView) -> None:
    """A temporary plan says when it stops on the page people look at first."""
    if view.kind == "temporary" and view.ends_on:
        stops = _("This plan stops on %(day)s.", day=on(view.ends_on))
        doc.paragraph([warned(stops + " "), _("Do not use it after that day.")], "Let op")


def for_whom(view: PlanView) -> str:
    """The children by name; where this reader sees no danger statement, without names."""
    return together(view.child_names) or _("the children")


def validity(view: PlanView) -> str:
    """From when until when."""
    if view.starts_on is None:
        return ""
    if view.ends_on is None:
        start = _("from %(start)s", start=on(view.starts_on))
        link = ". " if view.duration[:1].isupper() else ", "
        return f"{start}{link}{view.duration}" if view.duration else start
    return _("from %(start)s until %(end)s", start=on(view.starts_on), end=on(view.ends_on))


def why_this_plan(doc: Document, view: PlanView) -> None:
    """The danger statements with the other views on them."""
    doc.chapter(_("Why this plan"), new_page=True)
    if not view.dangers:
        still_open(doc, view, _("what people worry about"))
        return
    intro = _("People who love %(names)s worry. Here is what about, and what happens if nothing changes.", names=for_whom(view))
    doc.paragraph(intro, "Inleiding")
    for danger in view.dangers:
        doc.heading(_("Worry %(number)s. %(title)s", number=danger.number, title=danger.title), 2)
        doc.paragraph(danger.text)
        for other in danger.views:
            words = f"“{other.words}”" if other.words else missing(_("in %(name)s’s own words", name=other.name))
            doc.paragraph([strong(str(OPINION[other.stance]) % {"name": other.name} + ": "), words], "Quote")
        for silent in danger.silent:
            doc.paragraph([strong(_("The other side:") + " "), missing(_("what %(name)s thinks of this", name=silent))], "Quote")


def what_goes_well(doc: Document, view: PlanView) -> None:
    """Strengths and the times it was safe."""
    doc.chapter(_("What goes well and what helped then"))
    if not (view.strengths or view.safety_before):
        still_open(doc, view, _("what goes well at home"))
    doc.bullets(view.strengths)
    if view.safety_before:
        doc.heading(_("Then it worked: %(names)s were safe", names=for_whom(view)), 2)
        doc.boxes("Succes", [dated(one) for one in view.safety_before])


def dated(one: DatedView) -> list[str | Run]:
    """A day in front of what happened."""
    when = on(one.day) if one.day else one.period
    return [praised(f"{when}. "), one.what] if when else [one.what]


def bottom_lines(doc: Document, view: PlanView) -> None:
    """What must always be so, from whom and on what ground."""
    doc.chapter(_("What must always be so: the bottom lines"))
    if not view.bottom_lines:
        still_open(doc, view, _("bottom lines, or that there are none"))
        return
    sources = dict.fromkeys((line.asked_by, line.ground, line.since) for line in view.bottom_lines)
    for asked_by, ground, since in sources:
        intro = _("These come from %(who)s: %(ground)s.", who=asked_by, ground=GROUND[ground])
        day = " " + _("They hold since %(day)s.", day=on(since)) if since else ""
        closing = _("We cannot negotiate about these. How it is done, is up to the family.")
        doc.paragraph(f"{intro}{day} {closing}", keep=True)
        same = (line for line in view.bottom_lines if (line.asked_by, line.ground, line.since) == (asked_by, ground, since))
        doc.steps(line.text for line in same)


def goals(doc: Document, view: PlanView) -> None:
    """What life looks like when the danger is gone, and when that is good enough."""
    doc.chapter(_("Where we are going: the goals"))
    if not view.goals:
        still_open(doc, view, _("a goal for each worry"))
    for goal in view.goals:
        doc.heading(goal_heading(goal), 2)
        doc.paragraph(goal.text, keep=True)
        enough = _("everybody gives %(figure)s or higher", figure=goal.good_enough)
        rows: list[tuple[str, list[Content]]] = [(_("How long"), [held(goal)]), (_("Good enough"), [enough])]
        facts(doc, rows, _("Measure of goal %(number)s", number=goal.number))


def goal_heading(goal: GoalView) -> str:
    """A goal by its number and in a few words."""
    return _("Goal %(number)s. %(title)s", number=goal.number, title=goal.title)


def held(goal: GoalView) -> str | Run:
    """How long it has to go well."""
    if goal.hold_for is None:
        return missing()
    if goal.hold_unit == "visits":
        return _("%(count)s visits in a row", count=goal.hold_for)
    return _("%(count)s weeks in a row", count=goal.hold_for)


def agreements(doc: Document, view: PlanView) -> None:
    """The agreements per goal, each on a card."""
    doc.chapter(_("What we agreed"), new_page=True)
    if not view.agreements:
        still_open(doc, view, _("who does what, when, and who keeps an eye on it"))
        return
    left = _("On each card: at the left who does it and who keeps an eye on it.")
    doc.paragraph(left + " " + _("At the right what happens, and what we do if it does not work."), "Inleiding")
    for goal in view.goals:
        if goal.agreements:
            doc.heading(goal_heading(goal), 2)
        for agreement in goal.agreements:
            agreement_card(doc, agreement)


def special_situations(doc: Document, view: PlanView) -> None:
    """Parties, visits, illness: what was agreed, and what has not been discussed."""
    doc.chapter(_("Special situations"))
    told = [(str(SITUATION[one.situation]), one.words) for one in view.situations]
    discussed = {one.situation for one in view.situations}
    silent = [] if view.separate else [words for code, words in SITUATION.items() if code not in discussed]
    rows = [[strong(when), words] for when, words in told]
    rows += [[strong(str(when)), Run(_("not discussed yet"), "Ontbreekt")] for when in silent]
    if rows:
        overview(doc, [_("When"), _("What do we agree")], rows, shares(32, 68), _("Special situations"))
    else:
        still_open(doc, view, _("parties, visits, illness, holidays"))
    stand_ins(doc, view)


def stand_ins(doc: Document, view: PlanView) -> None:
    """Who takes over when the main carer cannot, and what holds for other children."""
    who = _("When somebody is ill, tense or away")
    rows: list[tuple[str, list[Content]]] = []
    if view.stand_ins or view.stand_in_how:
        rows.append((who, [*([strong(together(view.stand_ins))] if view.stand_ins else []), *filter(None, [view.stand_in_how])]))
    elif not view.separate:
        rows.append((who, [missing(_("who stands in"))]))
    if view.other_children:
        rows.append((_("Other children"), [view.other_children]))
    if rows:
        doc.heading(_("Who stands in, and other children"), 2)
        facts(doc, rows, _("Who stands in, and other children"), width=2700)


def safe_people(doc: Document, view: PlanView) -> None:
    """Safe people and the safety object of each child, and the circles around them."""
    doc.chapter(_("Safe people nearby"))
    rows = []
    for child in view.children:
        who = _("%(name)s, %(age)s years", name=child.name, age=child.age) if child.age is not None else child.name
        safe = strong(together(child.safe_people)) if child.safe_people else missing(_("a safe person"))
        rows.append((who, [safe, *([child.safety_object] if child.safety_object else [])]))
    if rows:
        facts(doc, rows, _("Safe people for each child"), width=2700)
    else:
        still_open(doc, view, _("the children and their safe people"))
    circles(doc, view)


def child_voice(doc: Document, view: PlanView) -> None:
    """The children's own words, and what was done with them."""
    doc.chapter(_("The voice of %(names)s", names=for_whom(view)))
    for one in view.child_words:
        doc.paragraph(f"“{one.words}”", "Kindwoorden")
        doc.paragraph(f"{one.child}, {on(one.day)}" if one.day else one.child, "Kindwoorden bron")
        doc.paragraph([strong(_("What we do with it:") + " "), one.answer or missing()])
    spoken = {one.child for one in view.child_words}
    silent = [child.name for child in view.children if child.name not in spoken]
    if silent and not view.separate:
        doc.paragraph([strong(together(silent) + ": "), missing(_("own words that may be shared"))])
    elif not view.child_words:
        still_open(doc, view, _("own words that may be shared"))


def who_watches(doc: Document, view: PlanView) -> None:
    """Who keeps sight, the diary, and what was rehearsed."""
    doc.chapter(_("Who keeps an eye on it, and how we rehearse"))
    keeper = _("%(name)s keeps sight of the safety.", name=view.keeps_sight or view.worker)
    doc.paragraph(keeper + " " + _("Whoever keeps an eye on an agreement asks about it."))
    for words in (view.diary, view.rehearsing):
        if words:
            doc.paragraph(words)
    rows = []
    for one in view.exercises:
        how = " ".join(filter(None, (str(CHECK.get(one.state, "")), one.result)))
        rows.append([strong(on(one.day) if one.day else one.period), one.what or _("Looked at"), how or DASH])
    if rows:
        header = [_("Day"), _("What happened?"), _("How did it go?")]
        overview(doc, header, rows, shares(24, 38, 38), _("Rehearsals and checks"))
    else:
        still_open(doc, view, _("a first rehearsal"))


def safety_scale(doc: Document, view: PlanView) -> None:
    """Everybody's figures over time, goal by goal."""
    doc.chapter(_("The figure for safety"), new_page=True)
    if not any(goal.scale for goal in view.goals):
        still_open(doc, view, _("a figure from everybody"))
        return
    intro = _("People gave a figure. We do not add them up: the difference is what matters.")
    doc.paragraph(" ".join(filter(None, (intro, spread(view.goals)))), "Inleiding")
    for goal in view.goals:
        scale(doc, view, goal)


CHAPTERS = (
    why_this_plan,
    what_goes_well,
    bottom_lines,
    goals,
    agreements,
    special_situations,
    safe_people,
    child_voice,
    who_watches,
    safety_scale,
    *closing_chapters.CHAPTERS,
)
