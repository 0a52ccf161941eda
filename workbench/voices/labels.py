"""How the words around the child's voice read on a page."""

from flask_babel import lazy_gettext as _l

from workbench.voices.models import MayShare, OnPaper, VoiceForm, WordsChange

FORMS = {
    VoiceForm.CONVERSATION: _l("A conversation"),
    VoiceForm.THREE_HOUSES: _l("Three houses"),
    VoiceForm.FAIRY_WIZARD: _l("Fairy and wizard"),
    VoiceForm.SAFETY_HOUSE: _l("Safe house"),
    VoiceForm.SAFE_ROOM: _l("Safe room"),
    VoiceForm.LETTER: _l("A letter"),
    VoiceForm.APP: _l("Messages"),
    VoiceForm.OBSERVATION: _l("Watching the child"),
}
# When a form suits a child, and how to begin (domain.md 1.10).
WHEN = {
    VoiceForm.CONVERSATION: _l("For a child that likes to talk. Write down its own words, not yours."),
    VoiceForm.THREE_HOUSES: _l("From about six years. One sheet for each house; begin with the good things."),
    VoiceForm.FAIRY_WIZARD: _l("The same three questions for a younger child, with a fairy or a wizard to draw on."),
    VoiceForm.SAFETY_HOUSE: _l(
        "For what a safe home looks like: who is in it, who helps, the rules, and how far it is."
    ),
    VoiceForm.SAFE_ROOM: _l("Before a visit or a meeting with a parent: what makes this room safe?"),
    VoiceForm.LETTER: _l("For a child that would rather write, to you, to a parent or to the judge."),
    VoiceForm.APP: _l("For a young person who answers more easily in messages."),
    VoiceForm.OBSERVATION: _l("For a baby, a toddler or a child that cannot say it: what do you see?"),
}
SHARES = {
    MayShare.ASK: ("warm", _l("Still to be asked"), "circle-help"),
    MayShare.YES: ("good", _l("May be shared"), "circle-check"),
    MayShare.PARENTS_ONLY: ("part", _l("Only with the parents"), "users"),
    MayShare.NO: ("danger", _l("Do not share"), "lock"),
}
PAPERS = {
    OnPaper.ALL: ("good", _l("Everything that is made for this child"), "circle-check"),
    OnPaper.CARD: ("warm", _l("Only the card with who to call"), "lock"),
    OnPaper.NOTHING: ("danger", _l("Nothing on paper"), "lock"),
}
STORIES = {"panels": _l("Words and pictures"), "card": _l("A card with pictograms")}
CHANGES = {
    WordsChange.CHANGED: _l("Before it was changed"),
    WordsChange.DRAWING: _l("Before the drawing was changed"),
    WordsChange.WITHDRAWN: _l("Withdrawn"),
    WordsChange.PUT_BACK: _l("Put back"),
}
