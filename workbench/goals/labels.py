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
    RatingForm.SMILEYS: _l("With five faces"),
    RatingForm.HOUSE_PATH: _l("With the path of the house"),
}
SCALE_ENDS = (_l("it is sure to happen again"), _l("entirely safe"))
# Five faces on the scale of 0 to 10 (rules.FACES), and the eleven stones of the path to the house, in a child's words.
FACES = {
    0: _l("Very scared. It is not safe."),
    3: _l("Not good. I am often scared."),
    5: _l("So-so. Sometimes good, sometimes not."),
    8: _l("Good. It is nearly always safe."),
    10: _l("Very good. It is always safe."),
}
PATH_ENDS = (_l("Far from the house: here it is not safe"), _l("In the house: here it is always safe"))
DANGER_STEPS = {
    (DangerStatus.CONCEPT, DangerStatus.DISCUSSED): _l("It was discussed with the family"),
    (DangerStatus.CONCEPT, DangerStatus.WITHDRAWN): _l("It is withdrawn"),
    (DangerStatus.DISCUSSED, DangerStatus.WITHDRAWN): _l("It is withdrawn"),
    (DangerStatus.WITHDRAWN, DangerStatus.DISCUSSED): _l("It is taken up again"),
}
GOAL_STEPS = {
    (GoalStatus.CONCEPT, GoalStatus.DISCUSSED): _l("It was discussed with the family"),
    (GoalStatus.CONCEPT, GoalStatus.LET_GO): _l("It is let go"),
    (GoalStatus.DISCUSSED, GoalStatus.SET): _l("It is decided"),
    (GoalStatus.DISCUSSED, GoalStatus.LET_GO): _l("It is let go"),
    (GoalStatus.SET, GoalStatus.REACHED): _l("It is reached"),
    (GoalStatus.SET, GoalStatus.LET_GO): _l("It is let go"),
    (GoalStatus.REACHED, GoalStatus.SET): _l("It is not reached after all"),
    (GoalStatus.LET_GO, GoalStatus.DISCUSSED): _l("It is taken up again"),
}
BOTTOM_LINE_STEPS = {
    BottomLineStatus.ACTIVE: _l("It holds again"),
    BottomLineStatus.REACHED: _l("It is reached"),
    BottomLineStatus.WITHDRAWN: _l("It is withdrawn"),
}
