"""How the words of worries, goals and bottom lines read on a page."""

from flask_babel import lazy_gettext as _l

from workbench.goals.models import (
    BottomLineGround,
    BottomLineStatus,
    DangerStatus,
    GoalOrigin,
    GoalStatus,
    HoldUnit,
    Opinion,
    RatingForm,
)

OPINIONS = {
    Opinion.AGREE: _l("Agrees with it"),
    Opinion.PARTLY: _l("Agrees in part"),
    Opinion.DISAGREE: _l("Disagrees"),
}
GOAL_STATUSES = {
    GoalStatus.CONCEPT: ("none", _l("Draft"), "pencil"),
    GoalStatus.DISCUSSED: ("info", _l("Discussed"), "messages-square"),
    GoalStatus.SET: ("good", _l("Decided"), "circle-check"),
    GoalStatus.REACHED: ("good", _l("Reached"), "trophy"),
    GoalStatus.LET_GO: ("none", _l("Let go"), "circle-minus"),
}
DANGER_STATUSES = {
    DangerStatus.CONCEPT: ("none", _l("Draft"), "pencil"),
    DangerStatus.DISCUSSED: ("info", _l("Discussed"), "messages-square"),
    DangerStatus.WITHDRAWN: ("none", _l("Withdrawn"), "circle-minus"),
}
ORIGINS = {
    GoalOrigin.TOGETHER: _l("Family and professionals together"),
    GoalOrigin.FAMILY: _l("The family"),
    GoalOrigin.INSTITUTION: _l("The organisation"),
}
UNITS = {HoldUnit.WEEKS: _l("weeks"), HoldUnit.VISITS: _l("visits")}
GROUNDS = {
    BottomLineGround.INSTITUTION: _l("The organisation asks it"),
    BottomLineGround.SAFE_AT_HOME: _l("Condition of Veilig Thuis"),
    BottomLineGround.COURT: _l("The court decided it"),
    BottomLineGround.DISCUSSED: _l("Discussed, voluntary"),
}
BOTTOM_LINE_STATUSES = {
    BottomLineStatus.ACTIVE: ("warm", _l("Holds"), "shield"),
    BottomLineStatus.REACHED: ("good", _l("Reached"), "circle-check"),
    BottomLineStatus.WITHDRAWN: ("none", _l("Withdrawn"), "circle-minus"),
}
RATING_FORMS = {
    RatingForm.CONVERSATION: _l("In a conversation"),
    RatingForm.DRAWING: _l("With a drawing"),
    RatingForm.HOUSE_PATH: _l("With the path of the house"),
}
SCALE_ENDS = (_l("it is sure to happen again"), _l("entirely safe"))
