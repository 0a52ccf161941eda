"""Every change to the answers of the check and to the requests for the whole family. The caller commits."""

from dataclasses import dataclass
from typing import Any

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench import audit, clock
from workbench.casus.models import Casus
from workbench.casus.operations import note_why
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.records import expect_version, filled
from workbench.rights import rules
from workbench.rights.models import HousingRequest, Reply, RightsAnswer
from workbench.rights.sheets import Sheet
from workbench.second_look.secrets import SECRETS, Secret

audit.declare(
    {
        "rights answered": _l("answered questions on the rights of the children"),
        "housing request added": _l("noted what was asked for the whole family"),
        "housing request changed": _l("changed what was asked for the whole family"),
        "housing requests shown": _l("looked at a request for the whole family in which a secret place stands"),
    }
)
SECRETS.append(Secret(
    "requests", HousingRequest, "protected", _l("What was asked for the whole family no longer secret"),
    lambda one: _("What was asked for the whole family on %(day)s", day=format_date(one.asked_on, "d MMMM yyyy")),
))  # fmt: skip


@dataclass(frozen=True)
class Given:
    """The answer to one question as it was filled in: yes, no or does not apply; in which record and words it is found."""

    number: int
    reply: Reply | None
    record: tuple[str, int] | None  # its table (labels.FOUND_IN) and its id
    where: str

    @property
    def values(self) -> dict[str, Any]:
        """As the columns keep it."""
        kind, key = self.record or (None, None)
        return {"answer": self.reply, "where": self.where or None, "record_type": kind, "record_id": key}


def answer(casus: Casus, sheet: Sheet, version: int, given: list[Given], *, by: Any) -> None:
    """Keep the answers about one child, or about the family. Who saves has been through all of them: each gets this day.

    Raises EditConflict; RuleBroken names the field (`where_3`) of a yes without where it is found.
    """
    expect_version(sheet, version)
    for one in given:
        for name, message in rules.answer_gaps(one.reply, where=one.where, record=one.record):
            raise RuleBroken(message, field=f"{name}_{one.number}")
    for one in given:
        known = sheet.answers.get(one.number)
        if known is None and one.reply is None:
            continue
        if known is None:
            known = RightsAnswer(casus_id=casus.id, question=one.number, child_id=sheet.child_id, created_by_id=by.id)
            db.session.add(known)
            sheet.answers[one.number] = known
        for name, value in (one.values | {"answered_on": clock.today()}).items():
            setattr(known, name, value)
        known.updated_at = clock.now()
    db.session.flush()
    if sheet.answers:
        newest = max(sheet.answers.values(), key=lambda one: one.id)
        audit.record("rights answered", casus, by=by, record=newest, child=sheet.child_id, answered=sheet.answered)


def add_request(casus: Casus, *, by: Any, **answers: Any) -> HousingRequest:
    """Note what was asked for the whole family. Raises RuleBroken for days that cannot be."""
    _check(answers)
    made = HousingRequest(casus_id=casus.id, created_by_id=by.id, **filled(answers))
    db.session.add(made)
    audit.record("housing request added", casus, by=by, record=made, action="C")
    return made


def change_request(casus: Casus, request: HousingRequest, version: int, *, by: Any, **answers: Any) -> None:
    """Note the answer, or mend it. Raises EditConflict or RuleBroken; a secret place stays secret."""
    expect_version(request, version)
    if request.protected:
        if not answers["protected"]:
            raise RuleBroken(_("A secret place stays secret. To open it, ask your supervisor."), field="protected")
        for name in ("what", "asked_of", "answer"):  # the form does not show these, so leaving one open keeps it
            answers[name] = answers[name] or getattr(request, name)
    _check(answers)
    changed = [name for name, value in filled(answers).items() if getattr(request, name) != value]
    for name in changed:
        setattr(request, name, filled(answers)[name])
    audit.record("housing request changed", casus, by=by, record=request, fields=changed)


def note_reveal(casus: Casus, *, by: Any, **answers: Any) -> None:
    """Somebody looks at requests in which a secret place stands: noted, with what for, before they are shown."""
    why = note_why(casus, by=by, **answers)
    audit.record("housing requests shown", casus, by=by, record=casus, action="R", reveal=why.id, purpose=why.purpose.value)


def _check(answers: dict[str, Any]) -> None:
    for name in ("what", "asked_of"):
        if not answers[name]:
            raise RuleBroken(_("Fill this in."), field=name)
    days = {name: answers[name] for name in ("asked_on", "answered_on", "outcome")}
    for name, message in rules.request_gaps(**days, today=clock.today()):
        raise RuleBroken(message, field=name)
