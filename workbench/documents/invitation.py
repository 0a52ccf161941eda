"""The invitation to a network meeting, for one named reader (domain.md 8.3): no more than this person needs to come."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.meeting_blocks import fields_of, when
from workbench.documents.tables import facts
from workbench.documents.word import Content, Document, Run, strong
from workbench.meetings.reader_view import MeetingView

name = "invitation"
title = _l("Invitation")
about = _l("Who invites, why, when, what to bring. Nothing of the worries, no number, no address.")


def build(view: MeetingView, house: HouseStyle, moment: datetime) -> bytes:
    """The invitation as a Word file, in Dutch."""
    with in_dutch():
        what = _("Invitation")
        doc = Document(house, fields=fields_of(view, what), status=Run(_("INVITATION"), "Label ter bespreking"), cover=False)
        doc.heading(_("%(name)s, will you come?", name=view.reader))
        asks(doc, view)
        the_day(doc, view)
        what_we_talk_about(doc, view)
        what_is_yours(doc, view)
        return doc.save(title=what, organisation=view.organisation, moment=moment)


def asks(doc: Document, view: MeetingView) -> None:
    """Who asks, and why: one sentence the family agreed with."""
    words = _("%(name)s would like you to be there when we meet.", name=view.inviter)
    doc.paragraph(words, "Inleiding")
    if view.purpose:
        doc.paragraph([strong(_("Why do we meet?") + " "), view.purpose])


def the_day(doc: Document, view: MeetingView) -> None:
    """When and where; where a place may not be on paper there is no hole, but somebody who tells it."""
    told = _("%(name)s tells you where.", name=view.worker)
    rows: list[tuple[str, list[Content]]] = [
        (_("When"), [when(view)]), (_("Where"), [_("online; you get a link") if view.online else view.place or told]),
    ]  # fmt: skip
    if view.chair:
        rows.append((_("Who leads"), [view.chair]))
    rows += [(words, [what]) for words, what in ((_("You may bring"), view.bring), (_("You get to read"), view.share)) if what]
    facts(doc, rows, _("When and where"))


def what_we_talk_about(doc: Document, view: MeetingView) -> None:
    """The agenda in the words of the house."""
    doc.heading(_("What we talk about"), 2)
    doc.steps(item.title for item in view.agenda)


def what_is_yours(doc: Document, view: MeetingView) -> None:
    """What anybody may do at the table, and whom to call."""
    doc.heading(_("This is up to you"), 2)
    doc.bullets((
        _("You come because you want to. You may also come for a part of it."),
        _("You may bring somebody who supports you. Tell us beforehand."),
        _("You need not answer everything. You may go out for a while."),
        _("What you say is in the minutes with your name. You get to read them, and may say what should be otherwise."),
        _("You may always ask what is written down about you, and complain when something is not right."),
    ))  # fmt: skip
    call = _("Can you not come, or do you have a question? Call %(name)s.", name=view.worker)
    doc.paragraph([strong(call), f" {view.phone}" if view.phone else ""], "Kader")
