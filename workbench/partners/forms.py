"""Partners in the chain."""

from flask_babel import lazy_gettext as _l

from workbench.partners.models import Ground
from workbench.web.fields import CleanText, Day, OneOf, Whole
from workbench.web.forms import Form

GROUNDS = {Ground.CONSENT: _l("consent"), Ground.LAW: _l("the law"), Ground.CONFLICT_OF_DUTIES: _l("conflict of duties")}


class PartnerForm(Form):
    """A professional or service, and what it was last told."""

    person_id = OneOf(_l("Somebody in this casus?"), empty=_l("no"))
    name = CleanText(_l("Name of the person or the service"), required=True, most=120)
    organisation = CleanText(_l("Organisation"), most=120)
    role = CleanText(_l("What is their role?"), required=True, most=120)
    task = CleanText(_l("What do they do for this family?"), lines=2, most=600)
    ground = OneOf(_l("Why may information be shared?"), options=GROUNDS.items(), empty=_l("not noted yet"))
    informed_on = Day(_l("Last told on"))
    informed_version = Whole(_l("Of which plan version?"), least=1, most=9999)
    ended_on = Day(_l("Stopped on"))
