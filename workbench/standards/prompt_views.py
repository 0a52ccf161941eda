"""Prompts at the head of the rooms where a barrier of the field shows (domain.md 3): a kind question, and five minutes for it.

Only for who works in the casus. Nobody else sees that there is one, or that it was put away.
"""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from workbench.access import Permission, allows, requires
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards import bp, labels, prompt_queries, reflection_operations
from workbench.standards.models import PromptKind
from workbench.standards.prompt_queries import Prompt
from workbench.web.prompts import prompts

ROOMS = {
    "map": (PromptKind.STRENGTHS_ONLY, PromptKind.STEP_POSTPONED), "signals": (PromptKind.SIGNAL_WAITS,),
    "meetings": (PromptKind.MEETING_POSTPONED,), "standards": tuple(PromptKind),
}  # fmt: skip
# Where the worker was when the question stood there.
BACK = {
    PromptKind.STRENGTHS_ONLY: "mapping.index", PromptKind.STEP_POSTPONED: "mapping.index",
    PromptKind.SIGNAL_WAITS: "signals.index", PromptKind.MEETING_POSTPONED: "meetings.index",
}  # fmt: skip


def asked_in(casus: Casus, room: str) -> Markup:
    """The questions of this room for who works in the casus; nothing for anybody else."""
    if not (allows(current_user, Permission.REFLECT) and allows(current_user, Permission.EDIT_PLAN, casus)):
        return Markup("")
    found = [one for one in prompt_queries.prompts_for(current_user, casus) if one.kind in ROOMS[room]]
    page = render_template("standards/prompts.html", found=found, casus=casus, labels=labels) if found else ""
    return Markup(page)  # noqa: S704 - our own template escapes


prompts.append(asked_in)


def _find(kind: str, record_id: int, casus: Casus | None) -> Prompt:
    found = prompt_queries.prompts_for(current_user, casus)
    return next((one for one in found if (one.kind.value, one.record_id) == (kind, record_id)), None) or abort(404)


@bp.route("/casus/<ref:ref>/standards/prompts/<kind>/<id:record_id>/not-now", methods=["POST"])
@requires(Permission.EDIT_PLAN)
def not_now(casus: Casus, kind: str, record_id: int) -> ResponseReturnValue:
    """Put a question of this casus away for a few weeks."""
    prompt = _find(kind, record_id, casus)
    reflection_operations.put_prompt_away(prompt, by=current_user)
    db.session.commit()
    flash(_("Put away. It comes back in a few weeks, if it still fits."))
    return redirect(url_for(BACK[prompt.kind], ref=casus.ref), 303)


@bp.route("/reflections/prompts/<kind>/<id:record_id>/not-now", methods=["POST"])
@requires(Permission.REFLECT)
def not_now_here(kind: str, record_id: int) -> ResponseReturnValue:
    """The same on the worker's own page."""
    reflection_operations.put_prompt_away(_find(kind, record_id, None), by=current_user)
    db.session.commit()
    flash(_("Put away. It comes back in a few weeks, if it still fits."))
    return redirect(url_for(".reflections"), 303)
