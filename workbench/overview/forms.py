"""Opening a casus."""

from flask_babel import lazy_gettext as _l

from workbench.overview.labels import FRAMEWORKS
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form


class CasusForm(Form):
    """What is known at the start: what the team calls the family, the legal ground and who works on it."""

    name = CleanText(_l("What do we call this family?"), required=True, most=120)
    framework = OneOf(_l("Legal ground"), options=FRAMEWORKS.items())
    framework_since = Day(_l("Since"))
    framework_until = Day(_l("Until"))
    started_on = Day(_l("When did the work start?"), required=True)
    worker_id = OneOf(_l("Who works on it?"))
    supervisor_id = OneOf(_l("Who supervises?"))

    def offer_colleagues(self, colleagues: list[tuple[int, str, bool]]) -> None:
        """(id, name, is a worker) of everybody in the team."""
        self.worker_id.offer([(key, name) for key, name, works in colleagues if works])
        self.supervisor_id.offer([(key, name) for key, name, works in colleagues if not works])
