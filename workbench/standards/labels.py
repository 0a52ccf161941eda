"""The words for what evidence is, and for the choices of judgement and reflection."""

from typing import Any

from flask_babel import lazy_gettext as _l

from workbench.goals.models import Opinion
from workbench.mapping.models import ItemKind
from workbench.monitoring.models import CheckOutcome
from workbench.standards.models import DiscussedIn, PromptKind, ReflectionNeed, ReflectionVisibility, Verdict
from workbench.standards.rules import Shown
from workbench.voices.models import VoiceForm

STATES: dict[Shown, Any] = {
    Shown.EVIDENCE: _l("Evidence"), Shown.PART: _l("Partly"), Shown.NONE: _l("No evidence"), Shown.OLD: _l("Old evidence"),
    Shown.LATER: _l("Later"),
}  # fmt: skip
KINDS_OF_STATUS = {Shown.EVIDENCE: "good", Shown.PART: "part", Shown.NONE: "none", Shown.OLD: "old", Shown.LATER: "later"}
VERDICTS: dict[Verdict, Any] = {
    Verdict.SUFFICIENT: _l("Sufficient"), Verdict.ATTENTION: _l("Needs attention"), Verdict.NOT_APPLICABLE: _l("Does not apply"),
}  # fmt: skip
KINDS_OF_VERDICT = {Verdict.SUFFICIENT: "good", Verdict.ATTENTION: "warm", Verdict.NOT_APPLICABLE: "later"}
NEEDS: dict[ReflectionNeed, Any] = {
    ReflectionNeed.KNOWLEDGE: _l("Knowledge"), ReflectionNeed.TRAINING: _l("Training"),
    ReflectionNeed.WATCH_ALONG: _l("Watch a colleague at work"), ReflectionNeed.TOGETHER: _l("Do it together with a colleague"),
    ReflectionNeed.TIME: _l("Time"), ReflectionNeed.TALK_TO_SUPERVISOR: _l("A talk with my supervisor"),
    ReflectionNeed.NONE: _l("Nothing now"),
}  # fmt: skip
LEVELS = {1: _l("Seldom"), 2: _l("Sometimes"), 3: _l("Often"), 4: _l("Always")}
DISCUSSED: dict[DiscussedIn, Any] = {
    DiscussedIn.NOT_YET: _l("Not yet"), DiscussedIn.SUPERVISION: _l("Supervision"), DiscussedIn.TEAM: _l("The team"),
    DiscussedIn.PEERS: _l("Peer group"),
}  # fmt: skip
VISIBLE_TO: dict[ReflectionVisibility, Any] = {
    ReflectionVisibility.ONLY_ME: _l("Only me"), ReflectionVisibility.SUPERVISOR: _l("My supervisor"),
    ReflectionVisibility.TEAM: _l("My team"),
}  # fmt: skip

# What happened, and a question to think about; never whose fault it is (domain.md 3, the barriers).
PROMPTS: dict[PromptKind, tuple[Any, Any]] = {
    PromptKind.STRENGTHS_ONLY: (
        _l("There are strengths on the map, and nothing yet that worries anybody."),
        _l("What would you say out loud if you knew that the bond with this family could bear it? And what would the child say?"),
    ),
    PromptKind.SIGNAL_WAITS: (
        _l("A signal is waiting to be discussed."),
        _l("What makes this conversation hard, and who could do it with you?"),
    ),
    PromptKind.STEP_POSTPONED: (
        _l("A next step was moved to a later day more than once."),
        _l("What makes it hard to do now? Which smaller step would be possible this week?"),
    ),
    PromptKind.MEETING_POSTPONED: (
        _l("A meeting was moved to a later day more than once."),
        _l("What stands in its way, and for whom? What would you need to let it go on?"),
    ),
    PromptKind.LEARNING_POSTPONED: (
        _l("Something you set out to learn was moved to a later day more than once."),
        _l("Does it still fit what you need? What would make room for it?"),
    ),
}

OPINIONS = {Opinion.AGREE: _l("agrees"), Opinion.PARTLY: _l("agrees in part"), Opinion.DISAGREE: _l("does not agree")}
ITEMS = {
    ItemKind.HARM: _l("What happened"), ItemKind.COMPLICATING: _l("What makes it harder"), ItemKind.STRENGTH: _l("Strength"),
    ItemKind.EXISTING_SAFETY: _l("When it stayed safe"), ItemKind.WISH: _l("Wish"),
    ItemKind.NEXT_STEP: _l("Next step"),
}  # fmt: skip
VOICES = {
    VoiceForm.CONVERSATION: _l("conversation"), VoiceForm.THREE_HOUSES: _l("three houses"),
    VoiceForm.FAIRY_WIZARD: _l("fairy and wizard"), VoiceForm.SAFETY_HOUSE: _l("safety house"),
    VoiceForm.SAFE_ROOM: _l("safe room"), VoiceForm.LETTER: _l("letter"), VoiceForm.APP: _l("app"),
    VoiceForm.OBSERVATION: _l("observation"),
}  # fmt: skip
OUTCOMES = {
    CheckOutcome.DONE: _l("worked"), CheckOutcome.PARTLY: _l("worked in part"), CheckOutcome.NOT_DONE: _l("did not work"),
    CheckOutcome.DID_NOT_OCCUR: _l("did not occur"), CheckOutcome.UNKNOWN: _l("unknown"),
}  # fmt: skip
PLAIN = {  # every kind of evidence has its word here; title_of says more where more is known
    "reflection": _l("Reflection of the worker"), "reflection_time": _l("Time kept for reflection"),
    "learning_action": _l("Learning action"), "supervision_talk": _l("Talk with the supervisor"),
    "signal": _l("Signal, discussed"), "meldcode_step": _l("Step of the reporting code"),
    "family_plan_offer": _l("Family group plan, offered"), "bottom_line": _l("Bottom line"),
    "rehearsal": _l("Rehearsal"), "success": _l("Success"), "partner": _l("Partner, told of the plan"),
    "eyes_on_safety": _l("Somebody keeps sight of the safety"), "aftercare_plan": _l("Aftercare plan"),
    "aftercare_contact": _l("Aftercare contact"), "meeting_feedback": _l("What somebody said after a meeting"),
    "parent_opinion": _l("What a parent thinks"), "child_voice": _l("The child’s voice"), "map_item": _l("Something on the map"),
    "danger_statement": _l("Worry"), "safety_goal": _l("Goal"), "rating": _l("Number on the scale"),
    "circle_membership": _l("Place in the circles"), "meeting": _l("Meeting"), "agreement": _l("Agreement"),
    "answer": _l("Answer to an agreement"), "check_record": _l("Check of an agreement"),
}  # fmt: skip
ICONS = {
    "parent_opinion": "message-square-quote", "child_voice": "quote", "map_item": "map-pin", "danger_statement": "triangle-alert",
    "safety_goal": "target", "rating": "gauge", "circle_membership": "users", "meeting": "users", "agreement": "handshake",
    "meeting_feedback": "message-square-quote",
    "answer": "message-circle", "rehearsal": "refresh-cw", "check_record": "eye", "success": "sun", "signal": "bell",
    "meldcode_step": "list-checks",
}  # fmt: skip


def title_of(piece: Any) -> Any:
    """What a piece of evidence is called: who about what where that is known, else the kind of record."""
    name, number, label = piece.person or _l("Somebody"), piece.number, piece.label or piece.number
    titles: dict[str, Any] = {
        "parent_opinion": lambda: _l("%(name)s about worry %(number)s: %(opinion)s", name=name, number=number,
                                     opinion=OPINIONS[Opinion(piece.words)]),
        "child_voice": lambda: _l("The voice of %(name)s: %(form)s", name=name, form=VOICES[VoiceForm(piece.words)]),
        "map_item": lambda: " ".join((str(ITEMS[ItemKind(piece.words)]), piece.label or "")).strip(),
        "danger_statement": lambda: _l("Worry %(number)s", number=number),
        "safety_goal": lambda: _l("Goal %(number)s", number=number),
        "rating": lambda: _l("%(name)s gives goal %(number)s a %(score)s", name=name, number=number, score=piece.other),
        "circle_membership": lambda: _l("%(name)s in circle %(number)s", name=name, number=number),
        "meeting": lambda: _l("Meeting %(number)s", number=number),
        "meeting_feedback": lambda: _l("What %(name)s said of meeting %(number)s", name=name, number=number),
        "agreement": lambda: _l("Agreement %(number)s", number=label),
        "answer": lambda: _l("Answer of %(name)s to agreement %(number)s", name=name, number=label),
        "check_record": lambda: _l("Check of agreement %(number)s: %(outcome)s", number=label,
                                   outcome=OUTCOMES[CheckOutcome(piece.words)]),
    }  # fmt: skip
    known = piece.words is not None or number is not None
    if known and piece.record_type in titles:
        return titles[piece.record_type]()
    return PLAIN.get(piece.record_type, piece.record_type)
