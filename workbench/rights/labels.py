"""How the questions, answers, grounds and requests of the rights of the children read on a page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workbench.casus.models import YesNoUnknown
from workbench.rights.models import Ground, Reply, RequestOutcome

# number → (a few words for a table, the question; %(name)s is the child)
QUESTIONS: dict[int, tuple[Any, Any]] = {
    1: (_l("Spoken to separately"), _l("Was %(name)s spoken to separately?")),
    2: (_l("By whom, how, how often"), _l("Is it known who spoke with %(name)s, how and how often?")),
    3: (_l("Own words in the file"), _l("Do the own words of %(name)s stand in the file?")),
    4: (_l("Difference between children"), _l("Is it visible in what %(name)s differs from the other children?")),
    5: (_l("Opinion in goal or agreement"),
        _l("Can what %(name)s thinks be recognised in a goal or an agreement?")),
    6: (_l("Told what was done with it"), _l("Was %(name)s told what was done with it?")),
    7: (_l("Knows whom to call"), _l("Does %(name)s know who can be called?")),
    8: (_l("Version for children"), _l("Did %(name)s get a version for children?")),
    9: (_l("Living elsewhere considered with care"),
        _l("When living elsewhere is considered: were other solutions, the network, the term and the contact looked at?")),
    10: (_l("Brothers and sisters together"), _l("Does %(name)s stay with brothers and sisters?")),
    11: (_l("Housing and poverty kept apart"), _l("Are housing and poverty kept apart from safety?")),
    12: (_l("Day to look again"), _l("Is there a day on which people look at it again?")),
}  # fmt: skip
REPLIES = {
    Reply.YES: ("good", _l("yes"), "circle-check"),
    Reply.NO: ("warm", _l("no"), "circle-alert"),
    Reply.NOT_APPLICABLE: ("later", _l("does not apply"), "minus"),
    None: ("none", _l("not answered yet"), "circle-dashed"),
}
GROUNDS = {
    Ground.SAFETY: _l("Safety at home"),
    Ground.ABSENCE: _l("Parents are not there (ill, in prison, away)"),
    Ground.WISH: _l("The child’s own wish"),
    Ground.HOUSING: _l("Housing, being without a home, poverty"),
    Ground.OTHER: _l("Something else"),
}
OUTCOMES = {
    RequestOutcome.GRANTED: ("good", _l("granted"), "circle-check"),
    RequestOutcome.PARTLY: ("part", _l("granted in part"), "contrast"),
    RequestOutcome.REFUSED: ("warm", _l("refused"), "circle-alert"),
    None: ("none", _l("no answer yet"), "circle-dashed"),
}
YES_NO = {YesNoUnknown.YES: _l("yes"), YesNoUnknown.NO: _l("no"), YesNoUnknown.UNKNOWN: _l("not known yet")}
# In which kind of record an answer can be found: its table.
FOUND_IN = {
    "child_voice": _l("What the child said"),
    "words_and_pictures": _l("Words and pictures"),
    "safety_goal": _l("Goal"),
    "agreement": _l("Agreement"),
}


def question(number: int, name: str | None = None) -> str:
    """A question in full, about this child or about "the child"."""
    return str(QUESTIONS[number][1]) % {"name": name or _("the child")}


def reply_words(reply: Reply | None) -> str:
    return str(REPLIES[reply][1])
