"""What people added to the file stands beside what it is about: an own view, or a correction with what stood there before."""

from typing import Any

from flask import g, render_template
from markupsafe import Markup

from workbench.casus.models import Casus
from workbench.casus.queries import names_of, people_of
from workbench.own_views.queries import statements_of
from workbench.web.beside import beside


def statements_beside(casus: Casus, record_type: str, record_id: int) -> Markup | str:
    """The statements on one record; those on the whole file stand with the family. Costs nothing where nobody said anything."""
    asks = g.get("plan_asks")
    if asks is not None and not asks.statements:
        return ""
    there, names = _of(casus)
    about = (None, None) if record_type == "casus" else (record_type, record_id)
    found = [one for one in there if (one.record_type, one.record_id) == about]
    if not found:
        return ""
    page = render_template("own_views/_beside.html", casus=casus, statements=found, names=names)
    return Markup(page)  # noqa: S704 - a template of ours, that escapes what it shows


def _of(casus: Casus) -> tuple[list[Any], dict[int, str]]:
    """Asked once a request."""
    kept = g.setdefault("file_statements", {})
    if casus.id not in kept:
        kept[casus.id] = (statements_of(casus), names_of(people_of(casus)))
    found: tuple[list[Any], dict[int, str]] = kept[casus.id]
    return found


beside.append(statements_beside)
