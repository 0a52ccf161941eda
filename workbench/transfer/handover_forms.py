"""Taking over a family: by file, by hand, and what comes after."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.accounts.settings import SETTINGS, setting, shown
from workbench.casus.models import Framework
from workbench.errors import RuleBroken
from workbench.partners.labels import HANDED_OVER_BY
from workbench.web.fields import CleanText, Day, OneOf, Picture
from workbench.web.forms import Form

MONTHS = "vt.monitoring_months"
CONDITIONS = range(1, 7)
FRAMEWORKS = {
    Framework.SAFE_AT_HOME: _l("Veilig Thuis"), Framework.VOLUNTARY: _l("voluntary"),
    Framework.SUPERVISION_ORDER: _l("supervision order"), Framework.PROVISIONAL_ORDER: _l("provisional supervision order"),
    Framework.GUARDIANSHIP: _l("guardianship"), Framework.PROBATION: _l("youth probation"),
}  # fmt: skip


class UploadForm(Form):
    """A casus file."""

    file = Picture(_l("The casus file"), required=True)


class ByWhom(Form):
    """Who works on it here. Offered by the view: colleagues of one's own team."""

    worker_id = OneOf(_l("Who works on it here?"))
    supervisor_id = OneOf(_l("Who supervises here?"))

    def offer_colleagues(self, colleagues: list[tuple[int, str, bool]]) -> None:
        """(id, name, is a worker) of everybody in the team."""
        self.worker_id.offer([(key, name) for key, name, works in colleagues if works])
        self.supervisor_id.offer([(key, name) for key, name, works in colleagues if not works])


class TakeInForm(ByWhom):
    """Yes to a file that was looked at."""

    kind = OneOf(_l("Who hands the family over?"), options=HANDED_OVER_BY.items())
    organisation = CleanText(_l("Which organisation is that?"), required=True, most=120)


class HandoverForm(Form):
    """What was handed over, in the words of that organisation."""

    kind = OneOf(_l("Who hands the family over?"), options=HANDED_OVER_BY.items())
    organisation = CleanText(_l("Which organisation is that?"), required=True, most=120)
    contact = CleanText(_l("Who can be called there?"), most=200)
    received_on = Day(_l("On which day?"), required=True)
    assessment = CleanText(_l("How does that organisation assess the safety?"), lines=6)
    keeps_sight = CleanText(_l("What was agreed: who keeps sight of the safety?"), lines=2, most=600)


class NewFamilyForm(ByWhom):
    """What we need to open a casus for a family that comes from elsewhere."""

    name = CleanText(_l("What do we call this family?"), required=True, most=120)
    framework = OneOf(_l("Legal ground"), options=FRAMEWORKS.items())


def handover_form(*, new_family: bool, data: dict[str, Any]) -> Any:
    """The whole form by hand: with the conditions, one by one, and the months of looking back."""
    more: dict[str, Any] = {"months": CleanText(_l("After how many months does that organisation look back?"), most=60)}
    for nr in CONDITIONS:
        more[f"condition_{nr}"] = CleanText(_l("Condition %(nr)s: what must be so?", nr=nr), lines=2, most=1000)
        more[f"why_{nr}"] = CleanText(_l("Why?"), lines=2, most=1000)
    bases = (NewFamilyForm, HandoverForm) if new_family else (HandoverForm,)
    made: type[Form] = type("WholeHandoverForm", bases, more)
    return made(data={"months": shown(setting(MONTHS)), **data})


def parts_of(form: Any) -> dict[str, Any]:
    """The answers as the operation takes them. Raises RuleBroken for months that are no numbers."""
    said = form.answers
    rows = [(said.pop(f"condition_{nr}"), said.pop(f"why_{nr}")) for nr in CONDITIONS]
    while rows and not any(rows[-1]):
        rows.pop()
    months = said.pop("months")
    try:
        return said | {"conditions": rows, "months": SETTINGS[MONTHS].read(months) if months else []}
    except RuleBroken as error:
        raise RuleBroken(error.message, field="months") from None


class ReporterForm(Form):
    """A reporter with a role in what follows."""

    name = CleanText(_l("Who reported it?"), required=True, most=120)
    role = CleanText(_l("What is their role in what follows?"), required=True, most=200)
    told_on = Day(_l("Told on"), required=True)


class LookBackForm(Form):
    """A day of looking back, and what came of it."""

    planned_on = Day(_l("Planned on"), required=True)
    done_on = Day(_l("Held on"))
    outcome = CleanText(_l("What came of it?"), lines=3)


class MoreLookBackForm(Form):
    """One more day."""

    planned_on = Day(_l("Planned on"), required=True)
