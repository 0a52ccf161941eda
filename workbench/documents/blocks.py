"""Blocks of the safety plan that more than one document uses: who to call, an agreement card, a scale, circles, gaps."""

from collections.abc import Sequence

from workbench.closing.reader_view import ClosingView
from workbench.documents import pictures
from workbench.documents.language import _
from workbench.documents.tables import FIGURE, LARGE, TEXT, card, overview, shares
from workbench.documents.word import Content, Document, Run, alarmed, missing, strong, warned
from workbench.documents.words import AGREEMENT_STATE, EMERGENCY, SAFE_AT_HOME, on, short_day, together
from workbench.plans.plan_view import AgreementView, GoalView, PlanView

MOST_CALLS = 6  # more would push the page over its edge
PICTURE_CM = 16.2
MOST_ON_A_RING = 8
FEW_DAYS = 3
DASH = "\N{EN DASH}"


def still_open(doc: Document, view: PlanView | ClosingView, what: str) -> None:
    """Say what has not been filled in. In a separated network the same sentence always stands here: a hole would tell."""
    if view.separate:
        doc.paragraph(_("%(worker)s can tell you more about this.", worker=view.worker))
    else:
        doc.paragraph(missing(what))


def who_to_call(doc: Document, view: PlanView) -> None:
    """The one page everybody needs at ten in the evening."""
    doc.heading(_("Who do I call?"), new_page=True)
    danger = _("Is there danger now? Call %(number)s.", number=EMERGENCY)
    doc.paragraph([alarmed(danger + " "), _("Do not wait for anybody else.")], "Gevaar")
    calls = sorted((one for one in view.agreements if one.otherwise), key=lambda one: not one.trigger)[:MOST_CALLS]
    rows = [[one.trigger or one.when, strong(together(one.doers)), one.otherwise] for one in calls]
    if rows:
        header = [_("What is going on?"), _("Who does something?"), _("What if that does not work?")]
        overview(doc, header, rows, shares(33, 22, 45), _("Who to call for what"), styles=(LARGE, LARGE, TEXT))
    else:
        still_open(doc, view, _("who calls whom at which signal"))
    advice = _("Call %(worker)s, or Veilig Thuis:", worker=view.worker)
    free = _("(free, day and night). You may call even when you are not sure.")
    doc.paragraph([strong(_("In doubt?") + " "), advice + " ", strong(SAFE_AT_HOME), " " + free], "Kader")
    doc.paragraph(
        _("People’s numbers are in your telephone. They are not in this plan, because paper can end up anywhere."), "caption"
    )


def own_agreements(doc: Document, view: PlanView) -> None:
    """Which agreements are this reader's own, for whoever has little time."""
    mine = [one.number for one in view.agreements if one.mine]
    watched = [one.number for one in view.agreements if one.i_check]
    if not (mine or watched):
        return
    doc.heading(_("Little time to read?"), 2)
    words: list[str | Run] = []
    if mine:
        words += [_("Agreements of %(name)s:", name=view.reader) + " ", strong(together(mine)), ". "]
    if watched:
        words += [_("%(name)s keeps an eye on:", name=view.reader) + " ", strong(together(watched)), ". "]
    doc.paragraph([*words, _("They are on cards in chapter 5.")])


def agreement_card(doc: Document, one: AgreementView) -> None:
    """Who does it and who keeps an eye on it stand large at the left; what, when and plan B beside them."""
    number = _("Agreement %(number)s", number=one.number)
    side: list[tuple[str, Content]] = [("Kaart nummer", number)]
    side += [("Kaart label", _("Who does this?")), ("Kaart naam", together(one.doers))]
    if one.together_with:
        side += [("Kaart label", _("Together with")), ("Kaart naam", together(one.together_with))]
    side += [("Kaart label", _("Who keeps an eye on it?")), ("Kaart naam", together(one.checkers))]
    main: list[tuple[str, Content]] = [("Kaart afspraak", one.text)]
    main.append(("Kaart regel", [strong(_("When:") + " "), one.when or missing()]))
    main.append(("Kaart anders", otherwise(one)))
    main.append(("Kaart voet", foot(one)))
    caption = _(
        "%(number)s: %(doers)s does this, %(checkers)s keeps an eye on it",
        number=number, doers=together(one.doers), checkers=together(one.checkers),
    )  # fmt: skip
    card(doc, side, main, caption)


def otherwise(one: AgreementView) -> Content:
    """Plan B, and who stands in where that is not said already."""
    words: list[str | Run] = [warned(_("If it does not work:") + " "), one.otherwise or missing(_("what then"))]
    if one.backup and one.backup not in one.otherwise:
        words.append(" " + _("%(name)s stands in.", name=one.backup))
    return words


def foot(one: AgreementView) -> Content:
    """Since when, how it goes, and what it rests on."""
    state = str(AGREEMENT_STATE.get(one.state, ""))
    words: list[str | Run] = [_("Since %(day)s", day=on(one.since))] if one.since else [_("Since:") + " ", missing(_("day"))]
    if state:
        words.append(f" · {state}")
    if one.rehearsed_on:
        words.append(" · " + _("rehearsed on %(day)s", day=on(one.rehearsed_on)))
    if one.check_how:
        words.append(" · " + _("How we look: %(how)s", how=one.check_how))
    if one.helped_before:
        words.append(" · " + _("This helped before: %(what)s", what=one.helped_before))
    return words


def scale(doc: Document, view: PlanView, goal: GoalView) -> None:
    """One goal's figures: a small picture per person with a table beneath. Never an average."""
    doc.heading(_("Goal %(number)s. %(title)s", number=goal.number, title=goal.title), 2)
    if not goal.scale:
        still_open(doc, view, _("a figure from everybody"))
        return
    moments = [short_day(day, len(goal.scale_days) <= FEW_DAYS) for day in goal.scale_days]
    png = pictures.scale_chart(moments, [(one.name, one.values) for one in goal.scale], goal.good_enough)
    width = PICTURE_CM * min(max(len(goal.scale), 2), pictures.COLUMNS) / pictures.COLUMNS
    doc.picture(png, width, scale_in_words(goal), keep=True)
    explained = _(
        "Green dashes: %(enough)s is good enough. The last figure is large. 0 is very unsafe, 10 is completely safe.",
        enough=goal.good_enough,
    )
    doc.paragraph(explained, "caption")
    days = len(goal.scale_days)
    rows = [[strong(one.name), *(figure(value) for value in one.values)] for one in goal.scale]
    widths = shares(28, *((72 // days,) * days))
    caption = _("Figures for goal %(number)s per person and day", number=goal.number)
    header = [_("Who"), *(on(day) if days <= FEW_DAYS else short_day(day, True) for day in goal.scale_days)]
    overview(doc, header, rows, widths, caption, styles=(TEXT, *((FIGURE,) * days)))


def figure(value: int | None) -> Content:
    """A figure, or said aloud that there is none."""
    return Run(_("no figure"), "Ontbreekt") if value is None else str(value)


def scale_in_words(goal: GoalView) -> str:
    """What the small pictures show, for whoever cannot see them."""
    lines = []
    for one in goal.scale:
        given = [value for value in one.values if value is not None]
        if given:
            lines.append(_("%(name)s from %(first)s to %(last)s", name=one.name, first=given[0], last=given[-1]))
    return _(
        "Line charts of the figures for goal %(number)s, one for each person. %(lines)s. Good enough is %(enough)s."
        " The table below gives all figures.",
        number=goal.number, lines="; ".join(lines), enough=goal.good_enough,
    )  # fmt: skip


def circles(doc: Document, view: PlanView) -> None:
    """Who stands how near, then and now: two pictures with a table beneath."""
    before = {ring.name: ring.before for ring in view.rings if ring.before}
    now = {ring.name: ring.now for ring in view.rings if ring.now}
    if not now or view.rings_from is None:
        return
    then, today = on(view.rings_from), on(view.made_on)
    doc.heading(_("Who stands how near?"), 2)
    nearer = [name for name in now if now[name] < before.get(name, 9)]
    crowded = max(list(now.values()).count(ring) for ring in (1, 2, 3)) > MOST_ON_A_RING
    if not crowded:
        alt = _(
            "Two drawings of circles around %(names)s, on %(then)s and %(now)s. Came nearer: %(nearer)s. The table below"
            " names everybody’s circle.",
            names=together(view.child_names), then=then, now=today, nearer=together(nearer) or _("nobody"),
        )  # fmt: skip
        drawn = pictures.safety_circles(view.child_names, before, now, (then, today))
        doc.picture(drawn, PICTURE_CM, alt, keep=True)
    rows = [[strong(name), ring_words(before.get(name)), ring_words(now[name], name in nearer)] for name in now]
    overview(doc, [_("Who"), then, today], rows, shares(34, 33, 33), _("Everybody’s circle on two days"))


def ring_words(ring: int | None, nearer: bool = False) -> str:
    """A ring in words."""
    if ring is None:
        return DASH
    words = _("circle %(ring)s", ring=ring)
    return words + ", " + _("nearer") if nearer else words


def spread(goals: Sequence[GoalView]) -> str:
    """Where people see it most differently now, as something to talk about. Nothing where they agree."""
    widest = ""
    most = 1
    for goal in goals:
        last = [(one.values[-1], one.name) for one in goal.scale if one.values and one.values[-1] is not None]
        if last and (gap := max(last)[0] - min(last)[0]) > most:  # type: ignore[operator, type-var]
            most = gap
            (low, who), (high, other) = min(last), max(last)
            widest = _(
                "For goal %(goal)s %(who)s gives %(low)s and %(other)s %(high)s. We keep talking about that.",
                goal=goal.number, who=who, low=low, other=other, high=high,
            )  # fmt: skip
    return widest
