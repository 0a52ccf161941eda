"""Words for who people are to each other, where they live and what may be seen of it."""

from flask_babel import lazy_gettext as _l

from workbench.casus.models import (
    Authority,
    ContactKind,
    FamilyPlanOffer,
    FamilyRole,
    HouseholdKind,
    RelationKind,
    RevealPurpose,
    Visibility,
    YesNoUnknown,
)

ROLES = {
    FamilyRole.CHILD: _l("child"),
    FamilyRole.PARENT: _l("parent"),
    FamilyRole.STEP_PARENT: _l("step-parent"),
    FamilyRole.FOSTER_PARENT: _l("foster parent"),
    FamilyRole.PARTNER: _l("partner"),
    FamilyRole.RELATIVE: _l("family"),
    FamilyRole.FRIEND: _l("friend"),
    FamilyRole.NEIGHBOUR: _l("neighbour"),
    FamilyRole.SCHOOL: _l("school"),
    FamilyRole.PROFESSIONAL: _l("professional"),
    FamilyRole.OTHER: _l("somebody else"),
}
AUTHORITIES = {
    Authority.NOT_APPLICABLE: _l("does not apply"),
    Authority.YES: _l("has parental authority"),
    Authority.NO: _l("no parental authority"),
    Authority.UNKNOWN: _l("not known"),
}
HOUSEHOLDS = {
    HouseholdKind.HOME: _l("at home"),
    HouseholdKind.OTHER_HOME: _l("another home"),
    HouseholdKind.SHELTER: _l("shelter"),
    HouseholdKind.FOSTER: _l("foster family"),
    HouseholdKind.INSTITUTION: _l("institution"),
}
RELATIONS = {
    RelationKind.PARENT_OF: _l("is a parent of"),
    RelationKind.EX_PARTNER: _l("is the former partner of"),
    RelationKind.PARTNER: _l("is the partner of"),
    RelationKind.SIBLING: _l("is a brother or sister of"),
    RelationKind.GRANDPARENT_OF: _l("is a grandparent of"),
    RelationKind.RELATIVE: _l("is family of"),
    RelationKind.FRIEND: _l("is a friend of"),
    RelationKind.HELPS: _l("helps"),
}
SAFE = {YesNoUnknown.UNKNOWN: _l("not known"), YesNoUnknown.YES: _l("yes"), YesNoUnknown.NO: _l("no")}
CONTACTS = {
    ContactKind.ADDRESS: _l("address"),
    ContactKind.POSTCODE: _l("postcode"),
    ContactKind.PLACE: _l("town or place"),
    ContactKind.PHONE: _l("telephone"),
    ContactKind.EMAIL: _l("e-mail"),
    ContactKind.SCHOOL: _l("school or class"),
    ContactKind.CHILDCARE: _l("childcare"),
    ContactKind.WORK: _l("work"),
    ContactKind.DOCTOR: _l("doctor"),
    ContactKind.OTHER: _l("something else that gives the place away"),
}
PURPOSES = {
    RevealPurpose.CALL: _l("To call or write to this person"),
    RevealPurpose.VISIT: _l("To go there"),
    RevealPurpose.MEETING: _l("For a meeting"),
    RevealPurpose.DANGER: _l("There is danger: the police or an ambulance has to go there"),
    RevealPurpose.COURT: _l("For the court or the Child Protection Board"),
    RevealPurpose.HANDOVER: _l("To hand the family over to a colleague"),
    RevealPurpose.OTHER: _l("Something else"),
}
VISIBILITIES = {
    Visibility.WORKER_ONLY: _l("only the worker"),
    Visibility.PROFESSIONALS: _l("the professionals"),
    Visibility.NETWORK: _l("the network"),
    Visibility.FAMILY: _l("the family"),
}
OFFERS = {
    FamilyPlanOffer.NOT_YET: _l("not yet offered"),
    FamilyPlanOffer.MADE: _l("offered, and the family made it"),
    FamilyPlanOffer.DECLINED: _l("offered, and the family did not want it"),
    FamilyPlanOffer.NOT_OFFERED: _l("not offered, with a reason"),
}
