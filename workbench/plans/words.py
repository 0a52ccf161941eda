"""How the choices of a plan are said on a page."""

from flask_babel import lazy_gettext as _l

KIND = {"temporary": _l("Temporary safety plan"), "final": _l("Safety plan")}
STATUS = {
    "concept": ("part", _l("Concept")),
    "in_review": ("info", _l("Under discussion")),
    "set": ("good", _l("Set")),
    "running": ("good", _l("Set")),
    "expired": ("old", _l("No longer valid")),
    "replaced": ("old", _l("Replaced")),
}
SITUATION = {
    "party": _l("Party or barbecue"),
    "visit": _l("Visitors"),
    "babysitter": _l("Babysitter"),
    "illness": _l("Illness"),
    "holiday": _l("Holiday"),
    "contact": _l("With the other parent"),
    "substances": _l("Drink or drugs"),
    "quarrel": _l("Quarrel"),
}
QUESTIONS = {
    "what_if_unsafe": _l("What do you do if it becomes unsafe after all?"),
    "diary": _l("How do you keep the safety diary?"),
    "rehearsing": _l("How and when do you rehearse?"),
    "evaluate_who": _l("Who looks at the plan again?"),
    "adapt_by_age": _l("What changes as the children grow older?"),
    "explained_to_child": _l("Who explains the plan to the children, and at what age?"),
    "duration": _l("How long does the plan last, in words?"),
    "stand_in_how": _l("How does that go: who asks whom, and when?"),
    "other_children": _l("What are the rules about other children, with visits or a babysitter?"),
}
STAY = {
    "home": _l("at home"),
    "with": _l("with %(name)s"),
    "safe_place": _l("at a safe place, that the worker knows"),
}
CALLED = {
    "emergency": "112",
    "safe_at_home": "Veilig Thuis (0800-2000)",
    "worker": _l("the worker"),
}
TRIGGER = {
    "new_partner": _l("A new partner"),
    "move": _l("A move"),
    "birth": _l("A child joined the family"),
    "signal": _l("A new signal"),
    "danger": _l("A new worry"),
    "other": _l("Something else"),
}
LOOKED = {
    "fits": _l("The plan still fits"),
    "changed": _l("The plan changes"),
}
