"""The paper people keep when the work ends: how it ended, and how it stays safe (domain.md 8.8), for one named reader."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.closing.labels import long_day
from workbench.closing.reader_view import ClosingView, ContactView, GoalEnd, LastFigure
from workbench.documents.blocks import still_open
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.tables import FIGURE, TEXT, facts, overview, shares
from workbench.documents.word import Content, Document, Run, alarmed, missing, praised, strong, warned
from workbench.documents.words import EMERGENCY, SAFE_AT_HOME, called, label, on, together

name = "closing"
title = _l("Closing and aftercare")
about = _l("How it ended: last numbers, goals, who keeps sight. And how it stays safe: signals, who helps first, days, rights.")
MOST_GOALS_BESIDE = 4  # more columns would make a table nobody reads


def build(view: ClosingView, house: HouseStyle, moment: datetime) -> bytes:
    """The paper as a Word file, in Dutch."""
    with in_dutch():
        what = _("Closing and aftercare")
        fields = {
            "organisatie": view.organisation, "titel": what, "datum": on(view.made_on), "ontvanger": view.reader_full_name,
            "versie": _("closed") if view.closed_on else _("not closed yet"),
        }  # fmt: skip
        doc = Document(house, fields=fields, status=label("set" if view.is_whole else "concept"), cover=False)
        doc.heading(_("How it goes on, for %(name)s", name=view.reader))
        beginning(doc, view)
        for chapter in CHAPTERS:
            chapter(doc, view)
        return doc.save(title=what, organisation=view.organisation, moment=moment)


def beginning(doc: Document, view: ClosingView) -> None:
    """Since when the worker is gone, or that it is not so far yet."""
    if view.closed_on:
        words = _("%(worker)s stopped on %(day)s. Keep this paper: it says how it stays safe.", worker=view.worker,
                  day=on(view.closed_on))  # fmt: skip
    else:
        words = _("%(worker)s stops before long. This paper says how it stays safe after that.", worker=view.worker)
    doc.paragraph(words, "Inleiding")
    if view.has_plan and not view.is_agreed:
        doc.paragraph([warned(_("Not agreed yet.") + " "), _("The part about later can still change.")], "Let op")


def last_figures(doc: Document, view: ClosingView) -> None:
    """Everybody's last number for each goal beside what is good enough. Never an average."""
    doc.chapter(_("The last numbers"))
    if not view.goals:
        still_open(doc, view, _("the goals"))
        return
    days = {one.day for goal in view.goals for one in goal.figures}
    same = next(iter(days)) if len(days) == 1 else None
    words = _("0 is very unsafe, 10 is completely safe. Everybody gave a number of his or her own.")
    doc.paragraph([words, " " + _("That was on %(day)s.", day=on(same)) if same else ""], keep=True)
    for first in range(0, len(view.goals), MOST_GOALS_BESIDE):
        figures_of(doc, view.goals[first : first + MOST_GOALS_BESIDE], with_days=same is None)


def figures_of(doc: Document, goals: Sequence[GoalEnd], *, with_days: bool) -> None:
    """A few goals beside each other: a row for each person, and one for what is good enough."""
    given = [{one.name: one for one in goal.figures} for goal in goals]
    names = dict.fromkeys(name for goal in given for name in goal)
    rows: list[list[Content]] = [[strong(name), *(figure(goal.get(name), with_days) for goal in given)] for name in names]
    rows.append([praised(_("good enough")), *(praised(str(goal.good_enough)) for goal in goals)])
    header = [_("Who"), *(_("Goal %(number)s", number=goal.number) for goal in goals)]
    widths = shares(28, *((72 // len(goals),) * len(goals)))
    overview(doc, header, rows, widths, _("The last number of each person for each goal"), styles=(TEXT, *(FIGURE,) * len(goals)))


def figure(one: LastFigure | None, with_day: bool) -> Content:
    """A number, with the day it was given where the days differ; who gave none is said aloud."""
    if one is None:
        return Run(_("no figure"), "Ontbreekt")
    return [strong(str(one.number)), f"\n{on(one.day)}"] if with_day else strong(str(one.number))


def goals(doc: Document, view: ClosingView) -> None:
    """Which goals were reached, which were let go and why."""
    doc.chapter(_("The goals: reached or let go"))
    if not view.goals:
        still_open(doc, view, _("the goals"))
    for one in view.goals:
        doc.heading(_("Goal %(number)s. %(title)s", number=one.number, title=one.title), 2)
        doc.paragraph(one.text, keep=True)
        style, words = how_it_ended(one)
        doc.paragraph(words, style)


def how_it_ended(goal: GoalEnd) -> tuple[str, Content]:
    """The box below a goal: the word carries the meaning."""
    day = f" ({on(goal.since)})" if goal.since else ""
    if goal.state == "reached":
        return "Succes", [praised(_("Reached.")), day]
    if goal.state == "let_go":
        return "Let op", [warned(_("Let go.")), f"{day} ", strong(_("Why?") + " "), *_or_missing(goal.reason, _("the reason"))]
    return "Kader", [strong(_("Not reached yet.") + " "), _("This stays a goal.")]


def _or_missing(words: str, what: str) -> list[str | Run]:
    return [words or missing(what)]


def sight(doc: Document, view: ClosingView) -> None:
    """Who keeps sight of the safety from now on."""
    doc.chapter(_("Who keeps sight of the safety?"))
    if not view.keeps_sight:
        still_open(doc, view, _("who keeps sight of the safety"))
        return
    since = " " + _("(since %(day)s)", day=on(view.keeps_sight_since)) if view.keeps_sight_since else ""
    doc.paragraph([strong(view.keeps_sight), f"{since}. ", _("Worried? Tell %(name)s.", name=view.keeps_sight)])


def safe_at_home(doc: Document, view: ClosingView) -> None:
    """The months after which Veilig Thuis asks how things are."""
    doc.chapter(_("Does Veilig Thuis ask how things are?"))
    if view.separate:
        still_open(doc, view, "")
    elif not view.safe_at_home:
        doc.paragraph(_("No. Veilig Thuis did not hand this over, so it does not call by itself."))
    else:
        months = together([str(one) for one in view.months])
        doc.paragraph(_("Yes. Veilig Thuis asks after %(months)s months how things are.", months=months))
        if view.look_back_days:
            doc.paragraph([strong(_("These days are planned:") + " "), together([on(day) for day in view.look_back_days]), "."])


def signals(doc: Document, view: ClosingView) -> None:
    """How people notice early that it goes wrong again, and what each of them needs to prevent that."""
    doc.chapter(_("Watch for these signals"))
    if view.signals:
        doc.paragraph(view.signals, "Let op")
    else:
        still_open(doc, view, _("the first signs that it goes wrong again"))
    if view.needs:
        facts(doc, [(need.name, [need.words]) for need in view.needs], _("What each person needs"))


def first_contact(doc: Document, view: ClosingView) -> None:
    """Who helps first."""
    doc.chapter(_("Who helps first?"))
    if view.first_help:
        doc.paragraph(view.first_help)
    else:
        still_open(doc, view, _("who helps first, and how"))


def days(doc: Document, view: ClosingView) -> None:
    """The first contact, and all days on which people speak each other."""
    doc.chapter(_("When do we speak each other?"))
    first = view.first_contact
    if first is None:
        still_open(doc, view, _("the days of contact"))
        return
    if not first.is_held:
        doc.paragraph([_("The next time is on") + " ", strong(on(first.day)), "."], keep=True)
    header, rows = [_("Day"), _("With whom?"), _("Done?")], [contact_row(one) for one in view.contacts]
    overview(doc, header, rows, shares(34, 44, 22), _("Days of contact"))


def contact_row(one: ContactView) -> list[Content]:
    """A day, with whom, and whether it was."""
    return [strong(on(one.day)), one.name or _("everybody"), _("done") if one.is_held else _("still to come")]


def rights(doc: Document, view: ClosingView) -> None:
    """What a reader may always ask; a child is spoken to as a child."""
    doc.chapter(_("What you may always do") if view.is_child else _("Your rights"))
    doc.bullets(child_rights() if view.is_child else own_rights())
    phone = f" {view.phone}" if view.phone else ""
    doc.paragraph([strong(_("Questions?") + " "), _("Call %(office)s.", office=view.organisation + phone)], "Kader")


def own_rights() -> tuple[str, ...]:
    """What a grown-up may ask."""
    return (
        _("You may read what is written down about you, and ask for a copy."),
        _("Is something not right? Then we change it, or we put your opinion beside it."),
        _("You may complain. That costs nothing, and it makes nothing worse for you."),
        _("Is it unsafe again, or do you need help again? You may always call us again."),
    )


def child_rights() -> tuple[str, ...]:
    """What a child of twelve or older may ask."""
    return (
        _("You may read what we wrote about you."),
        _("Is something not right? Tell us, and we write that down too."),
        _("Are you not happy with us? You may say so, and somebody helps you with that."),
        _("Do you not feel safe? You may always call. You do nothing wrong by that."),
    )


def keeping(doc: Document, view: ClosingView) -> None:
    """Until when the file is kept, in words."""
    doc.chapter(_("How long do we keep the file?"))
    day = long_day(view.keep_until)
    if view.closed_on:
        doc.paragraph([_("We keep the file until") + " ", strong(day), ". ", _("After that it is destroyed.")])
    else:
        words = _("If it closed today, we would keep the file until")
        doc.paragraph([words + " ", strong(day), ". ", _("After that it is destroyed.")])
    if view.keep_why:
        doc.paragraph(_("Why so long? Because %(why)s.", why=view.keep_why))
    if not view.is_child:
        doc.paragraph(_("You may ask whether what is about you can be destroyed sooner."))


def who_to_call(doc: Document, view: ClosingView) -> None:
    """The last page, where there is something to hang on the fridge."""
    doc.chapter(_("Who do I call?"), new_page=bool(view.calls))
    danger = _("Is there danger now? Call %(number)s.", number=EMERGENCY)
    doc.paragraph([alarmed(danger + " "), _("Do not wait for anybody else.")], "Gevaar")
    rows: list[list[Content]] = [[one.signal, strong(one.caller), strong(called(one, view.worker))] for one in view.calls]
    if rows:
        header = [_("What is going on?"), _("Who calls?"), _("Whom?")]
        overview(doc, header, rows, shares(46, 27, 27), _("Who calls whom"))
    else:
        still_open(doc, view, _("who calls whom at which signal"))
    if view.calls_more:
        doc.paragraph(view.calls_more)
    advice = _("Advice, day and night:")
    doc.paragraph([strong(advice + " "), "Veilig Thuis, ", strong(SAFE_AT_HOME), " " + _("(free).")], "Kader")


CHAPTERS = (
    last_figures, goals, sight, safe_at_home, signals, first_contact, days, rights, keeping, who_to_call,
)  # fmt: skip
