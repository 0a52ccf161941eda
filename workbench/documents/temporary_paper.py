"""The temporary plan by itself (domain.md 8.7): one or two pages for ten in the evening, that say when they stop.

The chapters are those of `tonight.py`: the full plan of a temporary version is made of the same ones.
"""

from datetime import datetime

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from workbench.clock import dutch_time
from workbench.documents import handing_out, tonight
from workbench.documents.closing_chapters import when_again
from workbench.documents.house import HouseStyle
from workbench.documents.language import _, in_dutch
from workbench.documents.short_paper import written
from workbench.documents.word import Document, alarmed, missing, warned
from workbench.documents.words import on
from workbench.plans.plan_view import PlanView

name = "temporary-plan"
title = _l("Temporary plan, on two pages")
about = _l("For tonight and the coming days: who is where, who calls whom, and until when it holds.")


def refusal(view: PlanView) -> str | None:
    """Only of a version that is a temporary plan."""
    if view.temporary is None:
        return gettext("This version is not a temporary plan. Choose a version that is, or another document.")
    return handing_out.refusal(view)


def build(view: PlanView, house: HouseStyle, moment: datetime) -> bytes:
    """The temporary plan as a Word file, in Dutch."""
    with in_dutch():
        until = _("until %(day)s", day=on(view.ends_on)) if view.ends_on else ""
        over = view.ends_on is not None and dutch_time(moment).date() > view.ends_on

        def pages(doc: Document, view: PlanView) -> None:
            doc.paragraph(_("Temporary safety plan"), "Title")
            holds(doc, view, over=over)
            for part in PARTS:
                part(doc, view)

        return written(view, house, moment, _("Temporary plan"), pages, holds=until)


def holds(doc: Document, view: PlanView, *, over: bool) -> None:
    """Until when it can be used, where people look first."""
    if view.ends_on is None:
        doc.paragraph(missing(_("until which day this plan holds")), "Let op")
    elif over:
        was = _("It held until %(day)s. Ask %(worker)s for the plan that holds now.", day=on(view.ends_on), worker=view.worker)
        doc.paragraph([alarmed(_("Do not use this plan any more.") + " "), was], "Gevaar")
    else:
        doc.paragraph([warned(_("Valid until %(day)s.", day=on(view.ends_on)) + " "), _("Not after that.")], "Let op")


def who_calls(doc: Document, view: PlanView) -> None:
    """Who calls whom at which signal."""
    doc.chapter(_("Who calls whom?"))
    if view.temporary is not None:
        if not view.temporary.calls:
            doc.paragraph(missing(_("who calls whom at which signal")))
        tonight.calls(doc, view, view.temporary)


PARTS = (tonight.why_now, tonight.tonight, tonight.visits, tonight.signals, who_calls, tonight.agreements,
         when_again, tonight.signatures)  # fmt: skip
