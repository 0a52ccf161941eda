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
    "withdrawn": ("old", _l("Withdrawn")),
}
STEP = {  # the path of a version, as its page shows it
    "concept": (_l("Concept"), _l("Frozen; only colleagues read it.")),
    "in_review": (_l("Under discussion"), _l("The people it is about are asked what they think of it.")),
    "set": (_l("Set"), _l("Agreed: this becomes the plan.")),
    "running": (_l("Running"), _l("This is the plan that holds now.")),
}
PASSED = {"B7": _l("%(name)s was not asked yet"), "B11": _l("The day to look again is later than usual")}
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
CHANGE_STATES = {"new": ("info", _l("New")), "changed": ("warm", _l("Changed")), "gone": ("old", _l("No longer in the plan"))}
CHANGED_WHAT = {  # a part of the plan in which something changed: its heading, and what one thing in it is called
    "agreement": (_l("Agreements"), _l("Agreement %(name)s")),
    "goal": (_l("Goals"), _l("Goal %(name)s")),
    "danger": (_l("Worries"), _l("Worry %(name)s")),
    "bottom_line": (_l("Bottom lines"), _l("Bottom line")),
    "days": (_l("Days"), _l("Days of the plan")),
    "situation": (_l("Special situations"), "%(name)s"),
    "child": (_l("Safe people"), "%(name)s"),
    "person": (_l("People around the children"), "%(name)s"),
    "texts": (_l("What else the plan says"), _l("What else the plan says")),
    "aftercare": (_l("Aftercare"), _l("Aftercare")),
}
CHANGED_FIELD = {
    "text": _l("What"), "when": _l("When"), "doers": _l("Who does it"), "together_with": _l("Together with"),
    "checkers": _l("Who keeps an eye on it"), "check_how": _l("How we look"), "otherwise": _l("If it does not work"),
    "backup": _l("Who stands in"), "trigger": _l("The difficult moment"), "held": _l("How long"),
    "good_enough": _l("Good enough"), "title": _l("In a few words"), "words": _l("What do we agree"),
    "safe_people": _l("Safe people"), "safety_object": _l("What the child holds on to"), "ring": _l("How near"),
    "starts_on": _l("From"), "ends_on": _l("Until"), "evaluate_on": _l("Look again"),
    "if_unsafe": _l("What do you do if it becomes unsafe after all?"), "diary": _l("How do you keep the safety diary?"),
    "rehearsing": _l("How and when do you rehearse?"), "evaluate_who": _l("Who looks at the plan again?"),
    "growing_up": _l("What changes as the children grow older?"), "explained_to_child": _l("Who explains it to the children"),
    "duration": _l("How long does the plan last, in words?"), "keeps_sight": _l("Who keeps sight of the safety"),
    "signals": _l("Watch for these signals"), "first_help": _l("Who helps first"), "contact_days": _l("We call on"),
    "calls": _l("Who calls whom"),
}  # fmt: skip
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


def changed_name(what: str, name: str) -> str:
    """What something that changed is called: "Agreement 3", "Party or barbecue"."""
    words = SITUATION.get(name, name) if what == "situation" else name
    return str(CHANGED_WHAT[what][1]) % {"name": words}


def changed_field(code: str) -> str:
    """What a field that changed is called; what somebody needs is called by that person's name."""
    kind, _colon, name = code.partition(":")
    return name if kind == "need" else str(CHANGED_FIELD.get(kind, kind))
