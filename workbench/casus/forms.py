"""People, households, relations and contact points."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.casus import labels
from workbench.web.fields import CleanText, ClockTime, Day, OneOf, SomeOf, Whole
from workbench.web.forms import Form


class PersonForm(Form):
    """Somebody in the family, the network or the chain."""

    first_name = CleanText(_l("First name"), required=True, most=60)
    last_name = CleanText(_l("Last name"), most=80)
    call_name = CleanText(_l("How does this person want to be named in the plan?"), most=60)
    family_role = OneOf(_l("Who is this to the family?"), options=labels.ROLES.items())
    described_as = CleanText(_l("In the family's own words"), most=120)
    in_family = BooleanField(_l("Belongs to the family"))
    natural = BooleanField(_l("Belongs to the network: not paid, comes because of the children"))
    born_on = Day(_l("Day of birth"))
    age = Whole(_l("Age, where the day of birth is not known"), most=120)
    authority = OneOf(_l("Parental authority"), options=labels.AUTHORITIES.items())
    household_id = OneOf(_l("Lives in"), empty=_l("not filled in"))
    sub_group_id = OneOf(_l("Belongs to the sub-group"), empty=_l("both, or the network is not separated"))
    side_of_id = OneOf(_l("From whose side of the family?"), empty=_l("does not apply"))
    organisation = CleanText(_l("Works for"), most=120)
    is_danger = BooleanField(_l("The danger comes from this person"))
    language = CleanText(_l("Language"), most=40)
    needs_interpreter = BooleanField(_l("Needs an interpreter"))
    safe_people = SomeOf(_l("Who can this child go to?"))
    safety_object = CleanText(_l("What does the child put where, meaning “come”?"), lines=2, most=400)
    protected = BooleanField(_l("The address is secret"))
    protected_why = CleanText(_l("Why is it secret?"), lines=2, most=400)


class HouseholdForm(Form):
    """People who live together."""

    name = CleanText(_l("What do people call this home?"), required=True, most=80)
    kind = OneOf(_l("What kind of home is it?"), options=labels.HOUSEHOLDS.items())
    protected = BooleanField(_l("This place is secret"))


class RelationForm(Form):
    """Two people and how they are related."""

    from_id = OneOf(_l("Who"))
    kind = OneOf(_l("Is what"), options=labels.RELATIONS.items())
    to_id = OneOf(_l("To whom"))
    safe = OneOf(_l("Safe with each other?"), options=labels.SAFE.items())


class ContactPointForm(Form):
    """One address, number or place."""

    kind = OneOf(_l("What is it?"), options=labels.CONTACTS.items())
    value = CleanText(_l("Address, number or name"), required=True, most=200)
    visibility = OneOf(_l("Who may see it?"), options=labels.VISIBILITIES.items())
    protected = BooleanField(_l("This is secret"))
    only_theirs = BooleanField(_l("Only this person uses it"))
    checked = BooleanField(_l("I checked it with this person, face to face"))
    safe_from = ClockTime(_l("A message is safe from"))
    safe_until = ClockTime(_l("until"))
    do_not_contact = CleanText(_l("When or how is it not safe to get in touch?"), lines=2, most=300)


class CheckContactForm(Form):
    """What has to be known of a telephone or mailbox before anything is sent there (security.md D.4, D.8)."""

    only_theirs = BooleanField(_l("This telephone or mailbox is of this person alone"))
    checked = BooleanField(_l("I checked it with this person, face to face"))
    safe_from = ClockTime(_l("A message is safe from"))
    safe_until = ClockTime(_l("until"))
    do_not_contact = CleanText(_l("Why may nothing be sent here?"), lines=2, most=300)


class WhyForm(Form):
    """What somebody needs protected data for, and why."""

    purpose = OneOf(_l("What do you need it for?"), options=labels.PURPOSES.items(), radio=True)
    reason = CleanText(_l("Why now?"), required=True, lines=2, most=400)

    @classmethod
    def keeps_drafts(cls) -> bool:
        """Asked anew each time."""
        return False


class FamilyPlanForm(Form):
    """Whether the family could make its own plan first (familiegroepsplan)."""

    family_plan_offer = OneOf(_l("Family group plan"), options=labels.OFFERS.items())
    family_plan_offered_on = Day(_l("On which day?"))
    family_plan_reason = CleanText(_l("What did the family say?"), lines=2, most=600)
