"""Where somebody stands in the safety circles, and what this person knows."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from workbench.network.models import Invited
from workbench.web.fields import CleanText, Day, OneOf
from workbench.web.forms import Form

RINGS = {1: _l("1: knows most of it"), 2: _l("2: knows a little"), 3: _l("3: knows nothing yet")}
INVITED = {Invited.LATER: _l("later"), Invited.YES: _l("yes"), Invited.NO: _l("no, with a reason")}


class CircleForm(Form):
    """One step: where this person stands from a day on. `version` is the newest move there was when it was opened."""

    person_id = OneOf(_l("Who?"))
    ring = OneOf(_l("In which circle?"), options=RINGS.items(), radio=True)
    since = Day(_l("Since when?"), required=True)
    knows_danger = BooleanField(_l("Knows what the danger is"))
    knows_danger_since = Day(_l("Knows it since"))
    knows_what = CleanText(_l("Which part does this person know?"), lines=2, most=600)
    told_by_id = OneOf(_l("Who told it?"), empty=_l("not filled in"))
    reachable_at_night = BooleanField(_l("Can be called at night"))
    depends_on_id = OneOf(_l("Depends on"), empty=_l("nobody the worry is about"))
    invited = OneOf(_l("Invited to the meetings?"), options=INVITED.items())
    why_not = CleanText(_l("Why not?"), lines=2, most=600)
