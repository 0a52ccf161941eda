"""Partners in the chain, consent, and who keeps sight of the safety."""

from flask_babel import lazy_gettext as _l

from workbench.partners.labels import FORMS, GROUNDS
from workbench.web.fields import CleanText, Day, OneOf, SomeOf
from workbench.web.forms import Form


class PartnerForm(Form):
    """A professional or service, what it does, and why something may be shared."""

    name = CleanText(_l("Name of the person or the service"), required=True, most=120)
    person_id = OneOf(_l("Who is the contact person in this casus?"), empty=_l("nobody in this casus"))
    organisation = CleanText(_l("Organisation"), most=120)
    role = CleanText(_l("What is their role?"), required=True, most=120)
    task = CleanText(_l("What do they do for this family?"), lines=2, most=600)
    sub_group_id = OneOf(_l("For which sub-group do they work?"), empty=_l("both, or the network is not separated"))
    ground = OneOf(_l("Why may information be shared?"), options=GROUNDS.items(), empty=_l("not noted yet"))
    consent_id = OneOf(_l("On which consent?"), empty=_l("none yet"))
    ground_why = CleanText(_l("Why does this weigh heavier than keeping it to yourself?"), lines=3, most=2000)


class TellForm(Form):
    """Who was told of which version, and when."""

    partners = SomeOf(_l("Who was told?"), required=True, why=_l("Who was told? Choose at least one."))
    number = OneOf(_l("Of which plan version?"))
    told_on = Day(_l("On which day?"), required=True)


class StopForm(Form):
    """A partner stops."""

    ended_on = Day(_l("Stopped on"), required=True)
    why = CleanText(_l("Why?"), required=True, lines=2, most=600)


class ConsentForm(Form):
    """Who allows what, about whom, to whom and for how long."""

    about = SomeOf(_l("About whom may something be shared?"), required=True)
    givers = SomeOf(_l("Who gives this consent?"), required=True)
    what_for = CleanText(_l("What may be shared?"), required=True, lines=4, most=2000)
    to_whom = CleanText(_l("With whom?"), required=True, most=400)
    given_on = Day(_l("Given on"), required=True)
    until = Day(_l("Until"))
    way = OneOf(_l("How was it given?"), options=FORMS, radio=True)


class WithdrawConsentForm(Form):
    """Somebody takes a consent back."""

    withdrawn_on = Day(_l("Withdrawn on"), required=True)
    why = CleanText(_l("What was said?"), lines=2, most=600)


class KeeperForm(Form):
    """Exactly one professional keeps sight of the safety."""

    person_id = OneOf(_l("Who keeps sight of the safety?"))
    since = Day(_l("From which day?"), required=True)
    reason = CleanText(_l("Why?"), required=True, lines=2, most=600)
