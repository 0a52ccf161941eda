"""Short exercises for the standards 1 to 3: knowledge, skills, openness; in our own words, for a team of any organisation.

The three barriers (afraid to harm trust, seeing only strengths, putting it off) are those of Q1; comparing danger statements
is after the group supervision of 1.13. The stories are invented. A new exercise is a row.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Exercise:
    """One exercise: for which standards, how long, with how many, what to read aloud, what to do, what to ask afterwards."""

    key: str
    title: Any
    aim: Any
    standards: tuple[int, ...]
    minutes: int
    people: Any
    story: tuple[Any, ...]
    steps: tuple[Any, ...]
    afterwards: Any
    sources: tuple[str, ...]


TOGETHER, IN_PAIRS, IN_THREES = _l("with everybody"), _l("in pairs"), _l("in threes")

EXERCISES: tuple[Exercise, ...] = (
    Exercise(
        "three_lines", _l("A signal in three lines"), _l("Tell apart what you know, what you think and what you need to "
                                                         "know."),
        (1, 3), 15, TOGETHER,
        (_l("A teacher calls: Yara (6) came without a coat again, in the rain."),
         _l("Yara said that mummy sleeps in the daytime and that she makes the bread for her little brother."),
         _l("At the door her mother said that everything is fine, and that she has to go now.")),
        (_l("Read the three lines aloud. Everybody writes down in silence: what do you know for certain? (2 minutes)"),
         _l("Write below it: what do you think that is going on? Think of at least two explanations, one of them "
            "harmless. (3 minutes)"),
         _l("Lay the sheets beside each other. What did somebody see that you did not? (5 minutes)"),
         _l("Agree: which two questions would you ask, to whom first, and still today or tomorrow? (5 minutes)")),
        _l("What did you know too little about to ask it? Who of us does know?"), ("K", "Q1"),
    ),
    Exercise(
        "know_not_know", _l("What do we not know yet?"), _l("Find out which knowledge the team misses, and where to get it."),
        (1,), 20, TOGETHER, (),
        (_l("Everybody writes on a note one question about signals or approach that he or she had last month and could "
            "not answer. (3 minutes)"),
         _l("Stick them up and put what belongs together in a row. (5 minutes)"),
         _l("For each row: who of us knows something of this? Who outside? (5 minutes)"),
         _l("Choose one row. Agree who asks whom, and when the rest of the team hears of it. (7 minutes)")),
        _l("Which question did you nearly not dare to write down?"), ("K",),
    ),
    Exercise(
        "hard_talk", _l("A hard talk, with roles"), _l("Practise the sentence that is hard to say."),
        (2,), 30, IN_THREES,
        (_l("A father hears today that the school is worried about bruises on his son’s arm."),
         _l("He thinks that the school picks on his family, and he is afraid to lose his child."),),
        (_l("Divide the roles: worker, father, and one who looks on. The worker chooses one sentence that has to be "
            "said. (3 minutes)"),
         _l("Play the first five minutes of the talk. The father reacts as he really would: neither easy nor "
            "impossible. (5 minutes)"),
         _l("First the father: at which sentence did you feel heard, at which not? Then the worker. Who looked on tells "
            "only what was said. (5 minutes)"),
         _l("Play the same five minutes again, with one thing otherwise. Then change roles. (15 minutes)")),
        _l("Which sentence do you take with you, word for word?"), ("K",),
    ),
    Exercise(
        "danger_in_four", _l("A danger statement in four minutes"), _l("Compare how each of us says the same worry."),
        (1, 2), 25, TOGETHER,
        (_l("Somebody tells one situation of his or her own in four minutes, without names: who lives there, what "
            "happened, what the children noticed, what goes well."),),
        (_l("The others may ask one question each, about facts only. (4 minutes)"),
         _l("Everybody writes the danger statement alone: who worries, about what, and what it does to the child if "
            "nothing changes. (4 minutes)"),
         _l("Read them aloud one by one. Nobody says which is better. (5 minutes)"),
         _l("Where do they differ: the behaviour, the effect on the child, the word “if”? Underline what a parent would "
            "know again. (5 minutes)"),
         _l("Who told it chooses what goes into the next talk with the family. (2 minutes)")),
        _l("What did you leave out because it was hard to write down?"), ("S40",),
    ),
    Exercise(
        "afraid_for_trust", _l("Afraid to harm the trust"), _l("Look at what not saying something does to trust."),
        (3,), 20, IN_PAIRS, (),
        (_l("Think of a worry you did not say aloud because you were afraid that people would shut the door. Write down "
            "the worry in one sentence, without names. (2 minutes)"),
         _l("Tell the other: what did you think would happen? What did happen? (2 × 4 minutes)"),
         _l("Turn it round: suppose the parent hears later that you knew. What would that do to the trust? (3 minutes)"),
         _l("Make together an opening sentence that names the worry and keeps the contact. Try it out on each other. (5 "
            "minutes)")),
        _l("What helped you to say it anyway, that time you did?"), ("Q1",),
    ),
    Exercise(
        "only_strengths", _l("Seeing only what goes well"), _l("Tell a strength from safety."),
        (1, 3), 20, TOGETHER,
        (_l("Mother always comes to our talks."), _l("Father loves his children, and they love him."),
         _l("When father drank last month, grandmother took the children along before he came in."),
         _l("The house is clean.")),
        (_l("Read the four sentences aloud. Everybody decides alone for each: a strength, or safety that was shown "
            "while the danger was there? (3 minutes)"),
         _l("Put up your hands. Ask those who differ for their reason; do not look for who is right. (7 minutes)"),
         _l("Take a strength. Which question to the family shows whether it also protected the child? (5 minutes)"),
         _l("Everybody thinks of one sentence of his or her own that sounds good and says nothing about safety. (5 "
            "minutes)")),
        _l("When did something good keep you from asking on?"), ("Q1", "K"),
    ),
    Exercise(
        "putting_off", _l("Putting it off"), _l("Find the smallest step that can be taken today."),
        (3,), 20, IN_PAIRS, (),
        (_l("Take a signal you left for more than a week. What was not clear about what would come next: for the child, "
            "for the parents, for you? (4 minutes)"),
         _l("Ask each other on three times: “and what else made you wait?” (2 × 3 minutes)"),
         _l("Write down two columns: what could happen if you act, what could happen if you do not. Mark what is about "
            "the child. (5 minutes)"),
         _l("Choose a step that takes ten minutes. Put it in your agenda now, with the name of the colleague who asks "
            "after it. (5 minutes)")),
        _l("Who would you like to have beside you next time?"), ("Q1",),
    ),
    Exercise(
        "other_side", _l("The other side"), _l("Try on purpose to be wrong."),
        (3,), 15, IN_PAIRS, (),
        (_l("One tells in two minutes how he or she looks at a situation, without names. (2 minutes)"),
         _l("The other looks for the best reasons for the opposite, as if he or she believed it. (4 minutes)"),
         _l("Together: which fact would change your mind? Who can tell you that fact? (4 minutes)"),
         _l("Change. (5 minutes)")),
        _l("What did you find that you had not wanted to see?"), ("K",),
    ),
    Exercise(
        "ask_a_child", _l("Asking a child"), _l("Find words for a question a child can answer."),
        (2,), 20, IN_PAIRS,
        (_l("Sem (5) sits under the table and drives a car over your shoe."),
         _l("You want to know whether it is quiet at home at night.")),
        (_l("Write down three questions you could ask. Cross out those that ask “why” and those that can only be "
            "answered with yes. (4 minutes)"),
         _l("One is Sem and answers as a child of five would. The other asks, on the floor if need be. (4 minutes)"),
         _l("Sem tells: which question was nice, which one did you not understand? Change. (6 minutes)"),
         _l("Share the best question with everybody. (4 minutes)")),
        _l("Which child will you ask this week?"), ("C03", "K"),
    ),
)  # fmt: skip

BY_KEY: dict[str, Exercise] = {exercise.key: exercise for exercise in EXERCISES}
