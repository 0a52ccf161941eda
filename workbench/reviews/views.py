"""The worker's side: who has a link. The other pages are in files of their own, named by what they hold."""

from flask import render_template
from flask.typing import ResponseReturnValue

from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.reviews import (
    answer_views,
    bp,
    entering_views,
    entries,
    handover_views,
    labels,
    link_views,
    paper_views,
    participant_views,
    queries,
    temporary_pages,
    tokens,
)
from workbench.reviews.answer_views import sees_private
from workbench.reviews.link_views import ROOM

__all__ = ["answer_views", "bp", "entering_views", "handover_views", "link_views", "paper_views", "participant_views",
           "temporary_pages"]
bp.record_once(lambda _state: tokens.mask_logs())
bp.record(lambda state: state.app.jinja_env.globals.update(more_pages=entries.more_pages))


@bp.route(ROOM)
@requires(Permission.SEE_ANSWERS)
def index(casus: Casus) -> ResponseReturnValue:
    """Who has a link, and how many answers wait; the answers have a page of their own."""
    page = queries.links_page(casus, private=sees_private(casus))
    return render_template("reviews/index.html", casus=casus, page=page, labels=labels)


