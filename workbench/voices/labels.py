"""How the words around the child's voice read on a page."""

from flask_babel import lazy_gettext as _l

from workbench.voices.models import MayShare, VoiceForm

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
SHARES = {
    MayShare.ASK: ("warm", _l("Still to be asked"), "circle-help"),
    MayShare.YES: ("good", _l("May be shared"), "circle-check"),
    MayShare.PARENTS_ONLY: ("part", _l("Only with the parents"), "users"),
    MayShare.NO: ("danger", _l("Do not share"), "lock"),
}
STORIES = {"panels": _l("Words and pictures"), "card": _l("A card with pictograms")}
