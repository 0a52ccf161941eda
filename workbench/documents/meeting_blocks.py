"""What the papers of a meeting share: the words at the top, day and time, and lines of who said what."""

from collections.abc import Iterable

from flask_babel import format_date

from workbench.documents.language import _
from workbench.documents.word import Document, Run, strong
from workbench.documents.words import on
from workbench.meetings.reader_view import MeetingView, SaidView
from workbench.web.filters import clock_time


def fields_of(view: MeetingView, what: str) -> dict[str, str]:
    """The words of header and footer. No name of the family, no number of the meeting."""
    return {
        "organisatie": view.organisation, "titel": what, "ondertitel": day_of(view), "ontvanger": view.reader_full_name,
        "versie": format_date(view.held_on, "EEEE"), "datum": on(view.held_on), "geldig": "", "makers": view.worker,
        "deelnemers": "",
    }  # fmt: skip


def day_of(view: MeetingView) -> str:
    """maandag 15 juni 2026."""
    return format_date(view.held_on, "EEEE d MMMM yyyy")


def when(view: MeetingView) -> str:
    """Day and time in one line."""
    if view.starts_at is None:
        return day_of(view)
    if view.ends_at is None:
        return _("%(day)s, at %(start)s", day=day_of(view), start=clock_time(view.starts_at))
    return _("%(day)s, from %(start)s until %(end)s", day=day_of(view), start=clock_time(view.starts_at),
             end=clock_time(view.ends_at))  # fmt: skip


def said_list(doc: Document, words: str, said: Iterable[SaidView], style: str = "List Bullet") -> None:
    """A few lines under a word of their own, each with who said it."""
    lines = list(said)
    if not lines:
        return
    doc.paragraph(strong(words), keep=True)
    for one in lines:
        doc.paragraph(attributed(one), style)


def attributed(one: SaidView) -> list[str | Run]:
    """Kim: "…", or the words alone where everybody said it."""
    return [strong(f"{one.said_by}: "), one.text] if one.said_by else [one.text]
