"""What short papers share: no cover, a title on the page, and a paper with a hole in it is CONCEPT."""

from collections.abc import Callable
from datetime import datetime

from workbench.documents.house import HouseStyle
from workbench.documents.language import _
from workbench.documents.word import Document
from workbench.documents.words import label, on
from workbench.plans.plan_view import PlanView

Filling = Callable[[Document, PlanView], None]
FINISHED = ("set", "running", "in_review")


def written(view: PlanView, house: HouseStyle, moment: datetime, what: str, fill: Filling, *, holds: str = "") -> bytes:
    """The finished paper. `fill` puts in the words; where it finds a hole the label on every page is CONCEPT."""
    version = _("version %(number)s", number=view.version)
    fields = {"organisatie": view.organisation, "titel": what, "versie": ", ".join(filter(None, (version, holds))),
              "datum": on(view.made_on), "ontvanger": view.reader_full_name}  # fmt: skip
    doc = filled(view, house, fields, view.status, fill)
    if doc.has_holes and view.status in FINISHED:
        doc = filled(view, house, fields, "concept", fill)
    return doc.save(title=f"{what}, {version}", organisation=view.organisation, moment=moment)


def filled(view: PlanView, house: HouseStyle, fields: dict[str, str], status: str, fill: Filling) -> Document:
    """A paper with its words in it, under this status."""
    doc = Document(house, fields=fields, status=label(status), cover=False, numbered=False)
    fill(doc, view)
    return doc
