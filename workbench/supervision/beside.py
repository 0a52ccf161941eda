"""What was asked and praised about a record, beside it on its own page; asked and answered there."""

from typing import Any

from flask import current_app
from flask_login import current_user
from markupsafe import Markup

from workbench.access import Permission, allows
from workbench.casus.models import Casus
from workbench.supervision import about, queries, rules
from workbench.web.beside import beside


def threads_beside(casus: Casus, record_type: str, record_id: int) -> Markup | str:
    """The threads about one record with a place to answer, and a link to ask; nothing for who may not see this casus.

    All threads of the casus are read in one statement a request, however many records stand on the page.
    """
    known = record_type in about.SUBJECTS or record_type == about.STANDARD
    if not known or not allows(current_user, Permission.SEE_CASUS, casus):
        return ""
    found = queries.by_record(casus).get((record_type, record_id), [])
    asks = allows(current_user, Permission.ASK, casus)
    if not found and not asks:
        return ""
    page: Any = current_app.jinja_env.get_template("supervision/_beside.html")
    return Markup(page.render(  # noqa: S704 - a template of ours, that escapes
        casus=casus, threads=found, kind=record_type, number=record_id, may_ask=asks and record_type != about.STANDARD,
        asks=asks, may_reply=allows(current_user, Permission.COMMENT, casus), may_end=lambda one: may_end(casus, one),
    ))  # fmt: skip


def may_end(casus: Casus, thread: queries.Thread) -> bool:
    """Whether this reader may end this thread."""
    asker = thread.question.created_by_id
    return allows(current_user, Permission.ASK, casus) and rules.may_end(asker, thread.asker_is_here, current_user.id)


beside.append(threads_beside)
