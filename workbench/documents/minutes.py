"""The minutes of a network meeting, for one named reader (domain.md 8.4): facts and opinions apart, with who said it."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.meeting_blocks import attributed, day_of, fields_of, said_list, when
from workbench.documents.tables import FIGURE, TEXT, facts, overview, shares
from workbench.documents.word import Content, Document, Run, strong
from workbench.documents.words import on, together
from workbench.meetings.reader_view import ItemView, MeetingView, TherePersonView

name = "minutes"
title = _l("Minutes")
about = _l("Who was there, what was said and decided, the numbers, the agreements, and the corrections.")
THERE, NOT_THERE = ("present", "online"), ("absent", "not_coming", "invited", "coming")


def build(view: MeetingView, house: HouseStyle, moment: datetime) -> bytes:
    """The minutes as a Word file, in Dutch."""
    with in_dutch():
        what = _("Minutes of our meeting")
        doc = Document(house, fields=fields_of(view, what), status=state(view), cover=False)
        doc.heading(_("Minutes of %(day)s", day=day_of(view)))
        for chapter in CHAPTERS:
            chapter(doc, view)
        return doc.save(title=what, organisation=view.organisation, moment=moment)


def state(view: MeetingView) -> Run:
    """In concept until they are sent."""
    if view.sent_on is None:
        return Run(_("CONCEPT"), "Label concept")
    return Run(_("SENT"), "Label vastgesteld")


def who_was_there(doc: Document, view: MeetingView) -> None:
    """Present, absent, and who or what stood in."""
    rows: list[tuple[str, list[Content]]] = [(_("When"), [when(view)])]
    if view.online or view.place:
        rows.append((_("Where"), [_("online") if view.online else view.place]))
    rows += [(words, [who]) for words, who in ((_("Chair"), view.chair), (_("Wrote"), view.minute_taker)) if who]
    for words, statuses in ((_("There"), THERE), (_("Not there"), NOT_THERE), (_("Stood in"), ("represented",))):
        people = [one for one in view.people if one.status in statuses]
        if people:
            rows.append((words, [together([noted(one) for one in people])]))
    facts(doc, rows, _("Who was there"))


def noted(one: TherePersonView) -> str:
    """A name, with what was noted of it."""
    return f"{one.name} ({one.note})" if one.note else one.name


def what_was_said(doc: Document, view: MeetingView) -> None:
    """Item by item, facts and opinions apart."""
    doc.heading(_("What we said and decided"), 2)
    if view.family_time_minutes:
        doc.paragraph(_("The family and the network had %(minutes)s minutes to themselves.", minutes=view.family_time_minutes))
    for item in view.agenda:
        if item.said:
            one_item(doc, item)
    for words in filter(None, view.older_minutes.split("\n")):
        doc.paragraph(words)
    if not view.older_minutes and not any(item.said for item in view.agenda):
        doc.paragraph(_("Nothing was written down."))


def one_item(doc: Document, item: ItemView) -> None:
    """What was said under one item of the agenda."""
    doc.heading(item.title, 3)
    said_list(doc, _("What happened or was seen"), item.of("fact"))
    said_list(doc, _("What people think"), item.of("opinion"))
    doc.boxes("Succes", [[strong(_("We decided:") + " "), *attributed(one)] for one in item.of("decision")])


def the_numbers(doc: Document, view: MeetingView) -> None:
    """Everybody's number with the reason, goal by goal; never added up."""
    if not view.scales:
        return
    doc.heading(_("The numbers round the table"), 2)
    doc.paragraph(_("We do not add them up: the difference is what matters."), keep=True)
    for scale in view.scales:
        doc.heading(scale.title, 3)
        doc.paragraph(_("Good enough is %(number)s.", number=scale.good_enough), keep=True)
        rows: list[list[Content]] = [[strong(one.name), str(one.number), one.reason or "–"] for one in scale.numbers]
        header = [_("Who"), _("Number"), _("Why")]
        overview(doc, header, rows, shares(26, 14, 60), _("The numbers for: %(goal)s", goal=scale.title),
                 styles=(TEXT, FIGURE, TEXT))  # fmt: skip


def the_agreements(doc: Document, view: MeetingView) -> None:
    """Which agreements are new, changed or ended."""
    if not view.agreements:
        return
    doc.heading(_("Agreements"), 2)
    words = {"new": _("New"), "changed": _("Changed"), "ended": _("Ended")}
    rows: list[list[Content]] = [[strong(words[one.change]), one.text] for one in view.agreements]
    overview(doc, [_("What"), _("Agreement")], rows, shares(18, 82), _("New and changed agreements"))


def open_questions(doc: Document, view: MeetingView) -> None:
    """What nobody knew yet."""
    if view.questions:
        doc.heading(_("What is not clear yet"), 2)
        doc.bullets(attributed(one) for one in view.questions)


def afterwards(doc: Document, view: MeetingView) -> None:
    """When again, who has this, and until when it can be corrected."""
    doc.heading(_("And now"), 2)
    rows: list[tuple[str, list[Content]]] = []
    if view.next_on:
        rows.append((_("We meet again"), [on(view.next_on)]))
    if view.receivers:
        rows.append((_("Who gets this"), [together(view.receivers)]))
    until = view.correct_until
    how = _("Is something not right? Tell %(name)s. It is added below, with your name.", name=view.worker)
    rows.append((_("Corrections"), [_("until %(day)s", day=on(until)) if until else "", how] if until else [how]))
    facts(doc, rows, _("When again, and who gets this"))


def corrections(doc: Document, view: MeetingView) -> None:
    """What people said should have been otherwise. The text above stays as it was."""
    if not view.corrections:
        return
    doc.heading(_("Corrections"), 2)
    for one in view.corrections:
        doc.paragraph([strong(f"{one.name}, {on(one.day)}: "), one.text], "Quote")
        if one.about:
            doc.paragraph(_("About: %(words)s", words=one.about), "caption")


CHAPTERS = (who_was_there, what_was_said, the_numbers, the_agreements, open_questions, afterwards, corrections)
