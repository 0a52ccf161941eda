"""The safety diary: all lines with filters, a new one, sharing one, and making a success of one."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from workbench import access, clock
from workbench.access import Permission, requires
from workbench.casus.models import Casus
from workbench.casus.queries import of_casus
from workbench.monitoring import bp, operations, queries
from workbench.monitoring.forms import DiaryForm
from workbench.monitoring.models import DiaryLine
from workbench.web.forms import ConfirmForm

PAGE = 20


@dataclass(frozen=True)
class Chosen:
    """Which lines somebody wants to see: of one child, about one agreement, only successes."""

    child: int | None
    agreement: int | None
    success: bool

    @classmethod
    def of_request(cls) -> "Chosen":
        asked = request.args
        return cls(asked.get("child", type=int), asked.get("agreement", type=int), asked.get("success") == "1")

    def takes(self, line: Any) -> bool:
        """Whether this line is one of them."""
        return (
            self.child in (None, line.child_id)
            and self.agreement in (None, line.agreement_id)
            and (line.is_success or not self.success)
        )

    @property
    def values(self) -> dict[str, Any]:
        """For the address of the next page."""
        return {"child": self.child, "agreement": self.agreement, "success": "1" if self.success else None}


@bp.route("/diary")
@requires(Permission.SEE_CASUS)
def diary(casus: Casus) -> str:
    """The whole diary, newest first."""
    room = queries.room_of(casus, clock.today(), private=access.works_on(current_user, casus))
    chosen = Chosen.of_request()
    lines = [line for line in room.lines if chosen.takes(line)]
    pages = max(1, -(-len(lines) // PAGE))
    nr = min(max(request.args.get("page", 1, type=int), 1), pages)
    return render_template(
        "monitoring/diary.html", casus=casus, room=room, chosen=chosen, lines=lines[(nr - 1) * PAGE : nr * PAGE], nr=nr,
        pages=pages, found=len(lines),
    )  # fmt: skip


@bp.route("/diary/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PLAN)
def write_diary(casus: Casus) -> ResponseReturnValue:
    choices = queries.choices_of(casus)
    form = DiaryForm(data={"written_on": clock.today()})
    form.person_id.offer(choices.people)
    form.child_id.offer(choices.children)
    form.agreement_id.offer(choices.numbered)
    if form.validate_on_submit() and form.save(lambda: operations.add_diary_line(casus, by=current_user, **form.answers)):
        flash(_("Saved."))
        return _back(casus)
    return render_template("monitoring/write_diary.html", casus=casus, form=form)


def _back(casus: Casus) -> ResponseReturnValue:
    return redirect(url_for("monitoring.diary", ref=casus.ref), 303)


@bp.post("/diary/<id:line_id>/share")
@requires(Permission.EDIT_PLAN)
def share_line(casus: Casus, line_id: int) -> ResponseReturnValue:
    """From now on colleagues who see this casus read this line too."""
    line, form = of_casus(DiaryLine, casus, line_id), ConfirmForm()
    if form.validate_on_submit() and form.save(lambda: operations.share_line(casus, line, form.made_from, by=current_user)):
        flash(_("Shared with the colleagues who see this casus."))
    else:
        flash(_("Somebody else changed this meanwhile. Look at it again."), "warning")
    return _back(casus)
