"""How the texts and days of a file are called on paper, for somebody who asks to see it. A test sees to it that each has a word."""

from typing import Any

from flask_babel import lazy_gettext as _l

TEXT, WHY, WHO, HOW, WHAT = _l("Text"), _l("Why"), _l("Who"), _l("How"), _l("What")
NAME, ANSWER, OUTCOME, PLACE = _l("Name"), _l("Answer"), _l("What came of it"), _l("Place")
DAY, UNTIL, WITHDRAWN = _l("Day"), _l("Until"), _l("Withdrawn on")

# The name of a field in the casus file → its word. Sealed texts and days: what a person can read in a record.
FIELDS: dict[str, Any] = {
    "about": _l("About what"), "acknowledgement": _l("What the family did already"), "action": _l("What was done"),
    "actor": _l("Who did it"), "adapt_by_age": _l("When the children grow older"), "alt": _l("What the picture shows"),
    "alternatives": _l("What else was looked for"), "answer": ANSWER, "asked_of": _l("Asked of"), "assessment": _l("Assessment"),
    "because": WHY, "became": _l("It became"), "behaviour": _l("What we will see"), "born_on": _l("Day of birth"),
    "bring": _l("What to bring"), "by_whom": _l("By whom"), "call_name": _l("Is called"), "cancel_reason": _l("Why it was cancelled"),
    "celebrated": _l("How it was celebrated"), "change_reason": _l("Why it changed"), "changed": _l("What changed"),
    "check_how": _l("How it is checked"), "child_notices": _l("What the child notices"), "composed": TEXT, "contact": _l("Contact"),
    "decided_by": _l("Decided by"), "decision_why": _l("Why this was decided"), "described_as": _l("Described as"),
    "diary": _l("Diary"), "different": _l("What was different"), "difficult_moment": _l("Difficult moment"),
    "discussed": _l("What was talked about"), "discussed_with": _l("Talked about with"), "do_not_contact": _l("Why nothing is sent here"),
    "done_with_it": _l("What was done with it"), "duration": _l("How long"), "early_signal": _l("Early signal"),
    "ended_why": _l("Why it ended"), "evaluate_who": _l("Who looks back"), "explained_to_child": _l("How it was explained to the child"),
    "family_text": _l("In the words of the family"), "first_help": _l("First help"), "first_name": _l("First name"),
    "follow_up": _l("What happens next"), "following": _l("How it goes on"), "for_child": _l("For the child"),
    "ground_why": WHY, "heard_by": _l("Who talked with the child"), "how": HOW, "impact": _l("What the child noticed"),
    "impact_later": _l("What it does to the child later"), "impact_now": _l("What it does to the child now"),
    "interest": _l("Interest of the child"), "keeps_sight": _l("Keeps sight of the safety"), "knows_what": _l("Knows what"),
    "last_name": _l("Last name"), "longer_why": _l("Why it is kept longer"), "minutes": _l("Minutes"), "name": NAME,
    "need": _l("What is needed"), "network_answer": _l("What the network says"), "next_step": _l("Next step"),
    "next_time": _l("Next time"), "note": _l("Remark"), "notes": _l("Remark"), "nothing_before": _l("Why nothing from before is used"),
    "order_why": WHY, "organisation": _l("Organisation"), "other_children": _l("Other children"), "other_view": _l("Seen differently"),
    "outcome": OUTCOME, "parents_consent": _l("Consent of the parents"), "part_of_it": _l("Which part"), "period": _l("In which time"),
    "place": PLACE, "present": _l("Who were there"), "professional_sees": _l("What a professional sees"),
    "protected_why": _l("Why it is secret"), "purpose": _l("What for"), "reached_why": _l("Why it is reached"), "reason": WHY,
    "rehearsing": _l("How it is rehearsed"), "remark": _l("Remark"), "reopened_why": _l("Why it opened again"), "reply": ANSWER,
    "represented_by": _l("Represented by"), "return_how": _l("How to come back home"), "role": _l("Role"),
    "safe_because": _l("Safe because"), "safety_object": _l("Safety object"), "scenario": _l("What was rehearsed"), "seen": _l("What was seen"),
    "sentence": TEXT, "set_by": _l("Set by"), "set_despite": _l("Set although"), "set_with": _l("Set with"), "share": _l("What is shared"),
    "shared_with": _l("Shared with"), "signal": _l("Signal"), "signals": _l("Signals"), "source": _l("Source"),
    "stand_in_how": _l("How somebody stands in"), "status_why": WHY, "task": _l("What somebody does"), "term": _l("For how long"), "text": TEXT,
    "text_shown": _l("Text that was shown"), "threat_without_harm": _l("Threat without harm"), "title": _l("Title of it"),
    "to_whom": _l("To whom"), "together_why": _l("About living together"), "told": _l("What was told"), "told_back_how": _l("How it was told back"),
    "told_by": _l("Told by"), "told_others": _l("Who else was told"), "trigger": _l("When it starts"), "value": _l("Contact data"),
    "visiting": _l("Visiting"), "was": _l("It said before"), "went_well": _l("What went well"), "went_wrong": _l("What did not go well"),
    "what": WHAT, "what_else": _l("What else helped"), "what_for": _l("What for"), "what_if": _l("If it does not work"),
    "what_if_how": _l("How plan B went"), "what_if_unsafe": _l("If it is not safe"), "when": _l("When"), "where": _l("Where it shows"),
    "who": WHO, "who_calls_whom": _l("Who calls whom"), "who_noticed": _l("Who noticed"), "why": WHY, "why_form": _l("Why in this way"),
    "why_not": _l("Why not"), "with_whom": _l("With whom"), "withdrawn_why": _l("Why it was withdrawn"),
    "without_contacts": _l("Why without contacts"), "words": _l("Words"), "content": TEXT,
    # days
    "added_on": DAY, "answered_on": DAY, "approved_on": DAY, "asked_on": DAY, "cancelled_on": _l("Cancelled on"), "celebrated_on": DAY, "changed_on": DAY,
    "checked_on": DAY, "cleared_on": DAY, "closed_on": DAY, "closes_on": UNTIL, "considered_since": _l("Since"), "discussed_on": _l("Talked about on"),
    "done_on": _l("Done on"), "due_on": _l("Before which day"), "ended_on": _l("Ended on"), "ends_on": UNTIL, "evaluate_on": _l("Looked back on"),
    "given_on": DAY, "handled_on": _l("Handled on"), "happened_on": DAY, "heard_on": DAY, "held_on": DAY, "hold_since": _l("Since"),
    "informed_on": _l("Informed on"), "invited_on": _l("Invited on"), "judged_on": DAY, "keep_until": _l("Kept until"),
    "knows_danger_since": _l("Knows since"), "longer_until": _l("Kept until"), "looked_on": _l("Looked at on"),
    "minutes_concept_on": _l("Minutes in concept on"), "minutes_sent_on": _l("Minutes sent on"), "next_on": _l("Next talk"), "noted_on": DAY,
    "planned_on": _l("Planned on"), "raised_on": DAY, "rated_on": DAY, "reached_on": _l("Reached on"), "receipt_on": _l("Received on"),
    "received_on": _l("Received on"), "rehearsed_on": DAY, "reopened_on": _l("Opened again on"), "reported_on": _l("Reported on"),
    "seen_on": DAY, "set_on": DAY, "shared_on": _l("Shared on"), "since": _l("Since"), "started_on": _l("Since"), "starts_on": _l("From"),
    "status_since": _l("Since"), "talked_on": DAY, "told_back_on": _l("Told back on"), "told_on": DAY, "until": UNTIL, "was_since": _l("Since"),
    "was_until": UNTIL, "withdrawn_on": WITHDRAWN, "wording_on": DAY, "written_on": DAY,
}  # fmt: skip
# What is not read aloud as words: bodies of frozen plans, drawings; they go along as papers of their own.
NO_WORDS = frozenset({"body", "picture"})
NUMBERS = {"number": _l("Number"), "age": _l("Age in years"), "severity": _l("How serious"), "good_enough": _l("Good enough")}
