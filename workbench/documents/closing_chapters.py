"""The last chapters of the full plan: what worked, what if it becomes unsafe, looking again, aftercare, answers, copies."""

from flask_babel import ngettext

from workbench.documents.blocks import DASH, still_open
from workbench.documents.language import _
from workbench.documents.tables import facts, overview, shares
from workbench.documents.word import Content, Document, alarmed, missing, praised, strong, warned
from workbench.documents.words import ANSWER, ANSWERED_BY, EMERGENCY, SAFE_AT_HOME, called, label, on, together
from workbench.plans.plan_view import ApprovalView, PassedView, PlanView


def successes(doc: Document, view: PlanView) -> None:
    """What worked, and how it was celebrated."""
    doc.chapter(_("What worked, and how we celebrated"))
    boxes = []
    for one in view.successes:
        words: list = [praised(f"{on(one.day)}. ")] if one.day else []
        boxes.append([*words, one.what, *([" ", strong(one.result)] if one.result else [])])
    doc.boxes("Succes", boxes)
    if not boxes:
        still_open(doc, view, _("a first success"))


def if_unsafe(doc: Document, view: PlanView) -> None:
    """What to do when it becomes unsafe after all."""
    doc.chapter(_("If it becomes unsafe after all"))
    danger = _("Danger now: call %(number)s.", number=EMERGENCY)
    doc.paragraph([alarmed(danger + " "), _("After that, call %(worker)s.", worker=view.worker)], "Gevaar")
    steps = [line.strip() for line in view.if_unsafe.split("\n") if line.strip()]
    if len(steps) > 1:
        doc.steps(steps)
    elif steps:
        doc.paragraph(steps[0])
    else:
        still_open(doc, view, _("what we do first, and where the children go"))
    advice = _("Advice, day and night:")
    doc.paragraph([strong(advice + " "), "Veilig Thuis, ", strong(SAFE_AT_HOME), " " + _("(free).")], "Kader")


def when_again(doc: Document, view: PlanView) -> None:
    """When we look again, and who."""
    doc.chapter(_("When do we look again?"))
    day: Content = on(view.evaluate_on) if view.evaluate_on else missing(_("a day"))
    rows: list[tuple[str, list[Content]]] = [(_("Day"), [day])]
    if view.kind == "temporary" and view.ends_on:
        rows.insert(0, (_("This plan holds until"), [[strong(on(view.ends_on) + ". "), _("Not after that.")]]))
    if view.evaluate_who or not view.separate:
        rows.append((_("Who come"), [view.evaluate_who or missing()]))
    rows.append((_("Sooner"), [_("when an agreement fails twice, or when somebody asks for it")]))
    facts(doc, rows, _("Next meeting"))


def growing_up(doc: Document, view: PlanView) -> None:
    """How the plan changes as the children grow."""
    who = together(view.child_names) or _("the children")
    doc.chapter(ngettext("When %(names)s grows older", "When %(names)s grow older", len(view.child_names) or 2, names=who))
    words = [words for words in (view.growing_up, view.explained_to_child) if words]
    for text in words:
        doc.paragraph(text)
    if not words:
        still_open(doc, view, _("what changes as the children grow, and who tells them"))


def aftercare(doc: Document, view: PlanView) -> None:
    """How it stays safe afterwards."""
    doc.chapter(_("Aftercare"))
    found = view.aftercare
    rows: list[tuple[str, list[Content]]] = []
    if found is not None:
        if not found.is_agreed:
            doc.paragraph([label("concept"), "  ", _("This part has not been agreed yet.")], keep=bool(found.needs))
        rows.append((_("What stays"), [[strong(f"{need.name}: "), need.words] for need in found.needs]))
        rows.append((_("Watch for these signals"), [found.signals] if found.signals else []))
        rows.append((_("Who helps first"), [found.first_help] if found.first_help else []))
        if found.calls:
            said = [(f"{one.caller} → {called(one, view.worker)}: ", one.signal) for one in found.calls]
            rows.append((_("Who calls whom"), [[strong(who), when] for who, when in said]))
        rows.append((_("We call on"), [on(day) for day in found.contact_days]))
    if view.separate:
        rows = [(words, lines) for words, lines in rows if lines]
    if rows:
        facts(doc, rows, _("Aftercare"))
    else:
        still_open(doc, view, _("what everybody needs to keep it safe"))


def answers(doc: Document, view: PlanView) -> None:
    """Who agrees and who objects, in their own words."""
    doc.chapter(_("Who agrees with this plan?"))
    if view.set_despite:
        doc.paragraph([warned(_("Set although somebody objects.") + " "), view.set_despite], "Let op")
    objections(doc, view)
    for one in view.passed:
        doc.paragraph([warned(passed_words(one) + " "), one.reason], "Let op")
    if not view.approvals:
        still_open(doc, view, _("everybody’s answer"))
        return
    header = [_("Who"), _("Answer"), _("Day and how"), _("What does he or she add?")]
    rows = [answer_row(one) for one in view.approvals]
    overview(doc, header, rows, shares(17, 20, 27, 36), _("Agreement and objection per person"))


def answer_row(one: ApprovalView) -> list[Content]:
    """One person's answer, or that there is none yet."""
    if not one.answer:
        return [strong(one.name), missing(_("answer")), DASH, DASH]
    when = ", ".join(filter(None, (on(one.day) if one.day else "", str(ANSWERED_BY.get(one.how, one.how)))))
    return [strong(one.name), str(ANSWER.get(one.answer, one.answer)), when or DASH, one.words or DASH]


def objections(doc: Document, view: PlanView) -> None:
    """Who says no to which agreement, in his or her own words: it stays visible in the plan (domain.md 6.3)."""
    for one in view.objections:
        says = _("%(name)s objects to agreement %(number)s:", name=one.name, number=one.agreement)
        words = f"“{one.words}”" if one.words else missing(_("in %(name)s’s own words", name=one.name))
        when = ", ".join(filter(None, (on(one.day) if one.day else "", str(ANSWERED_BY.get(one.how, one.how)))))
        doc.paragraph([strong(says + " "), words, f" ({when})" if when else ""], "Quote")


def passed_words(one: PassedView) -> str:
    """What the plan goes on without."""
    if one.child:
        return _("%(name)s was not asked yet.", name=one.child)
    return _("We look at this plan later than usual.")


def copies(doc: Document, view: PlanView) -> None:
    """Who has which version."""
    doc.chapter(_("Who has which plan?"))
    if not view.copies:
        still_open(doc, view, _("who received this plan, and when"))
        return
    rows: list[list[Content]] = []
    for one in view.copies:
        version: Content = _("version %(number)s", number=one.version) if one.version else missing(_("version"))
        old: Content = DASH if one.is_current else warned(_("not up to date"))
        rows.append([strong(one.name), version, on(one.day) if one.day else missing(_("day")), old])
    header = [_("Who"), _("Version"), _("Received on"), _("Note")]
    overview(doc, header, rows, shares(36, 18, 24, 22), _("Who has which version"))


CHAPTERS = (successes, if_unsafe, when_again, growing_up, aftercare, answers, copies)
