"""Over all families: requests that wait, files whose term is nearly over, what was erased. For who leads a team and the FG."""

from flask import Blueprint, render_template
from flask_login import current_user

from workbench import clock
from workbench.access import Permission, requires
from workbench.file_rights import adding_views, ending_views, labels, queries, rules

bp = Blueprint("file_office", __name__)
PAGES_OF_THE_ROOM = (adding_views, ending_views)  # they add themselves to the blueprint of the room


@bp.route("/file-rights")
@requires(Permission.SEE_KEEPING)
def index() -> str:
    """One list for each: what was asked, what ends, what was erased."""
    today = clock.today()
    return render_template(
        "file_rights/office.html", waiting=queries.waiting_for(current_user), ends=queries.due_to_end(current_user, today),
        erased=queries.erasures_in_sight(current_user), labels=labels, day=today, notice=rules.NOTICE_DAYS,
        colleagues=queries.colleagues(),
    )  # fmt: skip
