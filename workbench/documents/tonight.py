"""The chapters of a temporary plan (domain.md 8.7): one or two pages that can be used at ten in the evening.

No chapter says here what is still to be filled in about the rest of the casus: a temporary plan is short on purpose.
"""

from workbench.documents.blocks import DASH
from workbench.documents.closing_chapters import when_again
from workbench.documents.language import _
from workbench.documents.tables import facts, overview, shares
from workbench.documents.word import Content, Document, alarmed, missing, strong, warned
from workbench.documents.words import EMERGENCY, SAFE_AT_HOME, called, together
from workbench.plans.plan_view import PlanView, TemporaryView, TonightView
from workbench.plans.words import STAY

SIGNED = 560  # twentieths of a point: room for a name written by hand


def who_calls(doc: Document, view: PlanView, said: TemporaryView) -> None:
    """The first page: danger, who calls whom, and what if that does not work."""
    doc.heading(_("Who do I call?"), new_page=True)
    calls(doc, view, said)


def calls(doc: Document, view: PlanView, said: TemporaryView) -> None:
    """Danger, who calls whom, what if that does not work, and who can be asked."""
    danger = _("Is there danger now? Call %(number)s.", number=EMERGENCY)
    doc.paragraph([alarmed(danger + " "), _("Do not wait for anybody else.")], "Gevaar")
    if said.calls:
        rows: list[list[Content]] = [
            [one.signal or DASH, strong(one.caller), strong(called(one, view.worker))] for one in said.calls
        ]
        header = [_("What is going on?"), _("Who calls?"), _("Whom?")]
        overview(doc, header, rows, shares(46, 24, 30), _("Who calls whom"))
    if said.otherwise:
        doc.paragraph([warned(_("If it does not work:") + " "), said.otherwise], "Let op")
    advice = _("Call %(worker)s, or Veilig Thuis:", worker=view.worker)
    free = _("(free, day and night). You may call even when you are not sure.")
    doc.paragraph([strong(_("In doubt?") + " "), advice + " ", strong(SAFE_AT_HOME), " " + free], "Kader")


def why_now(doc: Document, view: PlanView) -> None:
    """The reason, and what makes it safe for now."""
    said = view.temporary
    doc.chapter(_("Why this plan, now"))
    doc.paragraph(said.reason if said and said.reason else missing(_("why this plan is needed now")))
    if said and said.safe_because:
        doc.paragraph([strong(_("Safe now, because:") + " "), said.safe_because], "Kader")


def tonight(doc: Document, view: PlanView) -> None:
    """Who is where, and who sleeps where. Never an address."""
    said = view.temporary
    if said is None or not said.tonight:
        return
    doc.chapter(_("Who is where, and who sleeps where"))
    with_words = any(one.note for one in said.tonight)
    header = [_("Who"), _("In the evening"), _("At night"), *([_("Also agreed")] if with_words else [])]
    rows: list[list[Content]] = [
        [strong(one.name), stay(one.stays, one.stays_with, view.worker), night(one, view.worker),
         *([one.note or DASH] if with_words else [])]
        for one in said.tonight
    ]  # fmt: skip
    overview(doc, header, rows, shares(20, 25, 25, 30) if with_words else shares(24, 38, 38), _("Tonight"))


def stay(where: str, name: str, worker: str) -> str:
    """A choice of where somebody is, in words."""
    if where == "safe_place":
        return _("at a safe place; %(worker)s knows where", worker=worker)
    return str(STAY[where]) % {"name": name} if where == "with" else str(STAY.get(where, DASH))


def night(one: TonightView, worker: str) -> str:
    """Where somebody sleeps: in the same place where nothing else was said."""
    return stay(one.sleeps, one.sleeps_with, worker) if one.sleeps else stay(one.stays, one.stays_with, worker)


def visits(doc: Document, view: PlanView) -> None:
    """Who may visit, and what was agreed about it."""
    said = view.temporary
    if said is None or not (said.visitors or said.visiting):
        return
    doc.chapter(_("Who may visit"))
    rows: list[tuple[str, list[Content]]] = []
    if said.visitors:
        rows.append((_("May visit"), [strong(together(said.visitors))]))
    if said.visiting:
        rows.append((_("Agreed"), [said.visiting]))
    facts(doc, rows, _("Visits"))


def signals(doc: Document, view: PlanView) -> None:
    """What people watch for."""
    said = view.temporary
    lines = [line.strip() for line in (said.signals if said else "").split("\n") if line.strip()]
    if lines:
        doc.chapter(_("Watch for these signals"))
        doc.bullets(lines)


def agreements(doc: Document, view: PlanView) -> None:
    """Agreements that hold too, in a line each; the cards stand in the plan itself."""
    if not view.agreements:
        return
    doc.chapter(_("These agreements hold too"))
    rows: list[list[Content]] = []
    for one in view.agreements:
        plan_b: list = [" ", strong(_("If it does not work:") + " "), one.otherwise] if one.otherwise else []
        rows.append([strong(together(one.doers)), [one.text, *plan_b], together(one.checkers)])
    header = [_("Who"), _("What"), _("Who keeps an eye on it")]
    overview(doc, header, rows, shares(18, 62, 20), _("Agreements that hold too"))


def children(doc: Document, view: PlanView) -> None:
    """To whom each child can go, and what it puts where, meaning "come"."""
    rows: list[tuple[str, list[Content]]] = [
        (one.name, [*([strong(together(one.safe_people))] if one.safe_people else []),
                    *([one.safety_object] if one.safety_object else [])])
        for one in view.children
        if one.safe_people or one.safety_object
    ]  # fmt: skip
    if rows:
        doc.chapter(_("Safe people nearby"))
        facts(doc, rows, _("Safe people for each child"))


def signatures(doc: Document, view: PlanView) -> None:
    """Room to sign; a signature says that somebody knows the plan, not that it is safe."""
    said = view.temporary
    names = [one.caller for one in said.calls] + [one.called for one in said.calls if one.called] if said else []
    names += [view.reader, view.worker]
    doc.chapter(_("Who knows this plan?"))
    rows: list[list[Content]] = [[strong(name), " ", " "] for name in dict.fromkeys(names)]
    overview(doc, [_("Who"), _("Day"), _("Signature")], rows, shares(34, 24, 42), _("Signatures"), height=SIGNED)


CHAPTERS = (why_now, tonight, visits, signals, children, agreements, when_again, signatures)
