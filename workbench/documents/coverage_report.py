"""The report on coverage of the ten standards in Word, for one named colleague (domain.md 8.6). Never for a family."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.documents.coverage_material import CoverageReport, StandardLines
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.tables import facts, overview, shares
from workbench.documents.word import Content, Document, Run, missing, praised, strong, warned
from workbench.documents.words import on
from workbench.standards.catalogue import BY_NUMBER

name = "coverage"
title = _l("Report on the ten standards")
about = _l("For each standard what shows it, what is missing and what was judged; rights of children, terms, and supervision.")


def build(report: CoverageReport, house: HouseStyle, moment: datetime) -> bytes:
    """The report as a Word file, in Dutch; its headings stand in the order of domain.md 8.6."""
    with in_dutch():
        what = str(title)
        status = Run(_("INTERNAL"), "Label ter bespreking")
        doc = Document(house, fields=fields_of(report, what), status=status, cover=False)
        doc.heading(what)
        for chapter in CHAPTERS:
            chapter(doc, report)
        return doc.save(title=what, organisation=report.organisation, moment=moment)


def fields_of(report: CoverageReport, what: str) -> dict[str, str]:
    """The words of header and footer: who it is for and why it was made. No name of the family."""
    return {
        "organisatie": report.organisation, "titel": what, "ondertitel": on(report.made_on), "ontvanger": report.reader,
        "versie": report.purpose, "datum": on(report.made_on), "geldig": "", "makers": report.made_by, "deelnemers": "",
    }  # fmt: skip


def whose(doc: Document, report: CoverageReport) -> None:
    """About which family, for whom and why, and what counting means."""
    rows: list[tuple[str, list[Content]]] = [
        (_("Family"), [report.name]), (_("Phase"), [report.phase or "–"]), (_("Worker"), [report.worker]),
        (_("Made for"), [report.reader]), (_("Made by"), [f"{report.made_by}, {on(report.made_on)}"]),
        (_("What for"), [report.purpose]),
    ]  # fmt: skip
    facts(doc, rows, _("About which family, for whom and why"))
    meaning = _(
        "A state says what was recorded, not how good the work is. “No evidence” means: not recorded; it may well have been done."
    )
    doc.boxes("Let op", [[strong(_("Counted automatically, content not judged.") + " "), meaning]])
    doc.heading(_("At a glance"), 2)
    header = [_("Standard"), _("State"), _("Newest evidence"), _("Judgement")]
    lines: list[list[Content]] = [
        [strong(f"{one.number} {one.title}"), state(one), on(one.newest) if one.newest else "–",
         one.judgement.verdict if one.judgement else "–"] for one in report.standards
    ]  # fmt: skip
    overview(doc, header, lines, shares(34, 20, 24, 22), _("The ten standards at a glance"))


def state(one: StandardLines) -> Content:
    """The state as a word; what asks for something stands out by its style too."""
    return praised(one.state) if one.is_shown else warned(one.state)


def about_the_worker(doc: Document, report: CoverageReport) -> None:
    """Standards 1 to 3: that reflections are there, never what they say (domain.md 3.3)."""
    doc.heading(_("About the professional: standards 1 to 3"), new_page=True)
    doc.paragraph(_("A reflection belongs to who wrote it. Here stands only that it is there, and of which day."))
    for one in report.of_the_worker:
        one_standard(doc, one, report)


def about_the_family(doc: Document, report: CoverageReport) -> None:
    """Standards 4 to 10."""
    doc.heading(_("About the work with this family: standards 4 to 10"))
    for one in report.of_the_family:
        one_standard(doc, one, report)


def one_standard(doc: Document, one: StandardLines, report: CoverageReport) -> None:
    """Its state, the evidence, what is missing, and the judgement of a person."""
    doc.heading(f"{one.number}. {one.title}", 2)
    doc.paragraph([strong(_("State:") + " "), *[state(one)]], keep=True)  # type: ignore[list-item]
    doc.paragraph(one.question, "caption", keep=True)
    if one.evidence:
        rows: list[list[Content]] = [
            [on(line.day) if line.day else "–", with_others(line.title, line.others), line.how, line.key] for line in one.evidence
        ]
        header = [_("Day"), _("What shows it"), _("How it counts"), _("Record")]
        overview(doc, header, rows, shares(21, 34, 21, 24), _("Evidence for standard %(number)s", number=one.number))
    else:
        doc.paragraph(_("Nothing was recorded yet. That does not mean it was not done."))
    if one.missing:
        doc.paragraph(strong(_("What is missing")), keep=True)
        doc.bullets(one.missing)
    judged(doc, one)


def with_others(title: str, others: int) -> str:
    """The newest of its kind, and how many more there are."""
    return title if not others else title + " " + _("(and %(count)s more like this)", count=others)


def judged(doc: Document, one: StandardLines) -> None:
    """What a person made of it, apart from what was counted."""
    given = one.judgement
    if given is None:
        doc.paragraph([strong(_("Judgement:") + " "), _("not given")])
        return
    words: list[str | Run] = [strong(_("Judgement:") + " "), f"{given.verdict} ({given.by}, {on(given.day)})"]
    doc.boxes("Kader", [[*words, f"\n{given.text}"] if given.text else words])


def rights(doc: Document, report: CoverageReport) -> None:
    """The twelve questions with their answers; what was not answered says so."""
    doc.heading(_("Check on the rights of children"))
    rows: list[list[Content]] = [
        [str(one.number), one.question, one.answer or missing(), one.where or "–"] for one in report.rights
    ]
    overview(doc, [_("No."), _("Question"), _("Answer"), _("Where it shows")], rows, shares(7, 47, 20, 26),
             _("The twelve questions on the rights of children"))  # fmt: skip


def terms(doc: Document, report: CoverageReport) -> None:
    """Days that come up, and those that went by."""
    doc.heading(_("Terms"))
    if not report.terms:
        doc.paragraph(_("No day comes up."))
        return
    rows: list[list[Content]] = [
        [on(one.day), one.what, warned(_("went by")) if one.late else _("comes up")] for one in report.terms
    ]
    overview(doc, [_("Day"), _("What"), _("State")], rows, shares(24, 54, 22), _("Days that come up or went by"))


def silence(doc: Document, report: CoverageReport) -> None:
    """Agreements nothing was heard of."""
    doc.heading(_("Silence"))
    if report.silences:
        doc.bullets(report.silences)
    else:
        doc.paragraph(_("Of every agreement something was heard in time."))


def supervision(doc: Document, report: CoverageReport) -> None:
    """When people looked together, and at which standards."""
    doc.heading(_("Discussed in supervision"))
    if not report.talks:
        doc.paragraph(_("No talk was noted yet."))
        return
    rows: list[list[Content]] = [
        [on(one.talk.held_on), one.talk.with_whom or "–",
         "; ".join(f"{number} {BY_NUMBER[number].title}" for number in one.numbers if number in BY_NUMBER) or "–",
         on(one.talk.next_on) if one.talk.next_on else "–"] for one in report.talks
    ]  # fmt: skip
    overview(doc, [_("Day"), _("Who sat together"), _("Standards"), _("Next talk")], rows, shares(20, 26, 34, 20),
             _("Talks in supervision"))  # fmt: skip


def agreed(doc: Document, report: CoverageReport) -> None:
    """What was agreed in those talks, and whether it was done."""
    doc.heading(_("Agreed actions"))
    actions = [one for talk in report.talks for one in talk.actions]
    if not actions:
        doc.paragraph(_("Nothing was agreed yet."))
        return
    rows: list[list[Content]] = [
        [one.action.what, one.who or "–", on(one.action.due_on),
         praised(_("done on %(day)s", day=on(one.action.done_on))) if one.action.done_on else _("open")] for one in actions
    ]  # fmt: skip
    overview(doc, [_("What"), _("Who"), _("Before which day"), _("State")], rows, shares(42, 20, 19, 19),
             _("What was agreed in supervision"))  # fmt: skip


CHAPTERS = (whose, about_the_worker, about_the_family, rights, terms, silence, supervision, agreed)
