"""Statements on children's rights to talk about, in our own words (domain.md 4; the talk that Defence for Children led, Q4).

They are said so that people can disagree. Each has the article of the Convention on the Rights of the Child it is about, why it
matters, and questions to talk about. A new statement is a row.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

# What a key of domain.md 9 is called on the page.
SOURCES: dict[str, Any] = {
    "Q4": _l("a talk of a team with Defence for Children about these rights"),
    "C01": _l("kinderrechten.nl on article 9: being parted from your parents"),
    "C02": _l("kinderrechten.nl on article 25: looking again at a placement"),
    "C03": _l("General Comment 12 of the UN committee: the right to be heard"),
    "C04": _l("choosewise.nl on article 12: what a child thinks"),
    "C07": _l("In Casu 31 on the UN guidelines for care away from home"),
    "N37": _l("the Dutch guideline on placing a child away from home"),
    "N38": _l("the Dutch guideline on placing a child away from home: who decides"),
    "Q1": _l("the NJi on what keeps professionals from talking about safety"),
    "S40": _l("group supervision in Signs of Safety"),
    "K": _l("professional knowledge, without a written source"),
}


@dataclass(frozen=True)
class Statement:
    """One statement. `articles` are those of the Convention, `sources` keys of SOURCES."""

    key: str
    words: Any
    why: Any
    articles: tuple[int, ...]
    sources: tuple[str, ...]
    questions: tuple[Any, ...]


STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "own_voice", _l("Every child is asked by us in person, also when it is very young."),
        _l("A child may say what it thinks about everything that concerns it. Age alone is no reason not to ask: what "
           "counts is "
           "what this child understands, and the more a decision changes its life, the more its opinion weighs."),
        (12,), ("C03", "C04", "Q4"),
        (_l("Which child did you not speak to yourself yet? What kept you from it?"),
         _l("How do you ask a child of four? And a child that does not talk?"),
         _l("When did something a child said change your plan?")),
    ),
    Statement(
        "as_a_group", _l("Young people who had youth protection help decide what our plan looks like."),
        _l("Children also have a right to be heard together, as a group. One child in its own plan is not enough for "
           "that: forms, "
           "letters and ways of working are about all of them."),
        (12,), ("C03", "Q4"),
        (_l("Which youth council or panel ever saw our form? What did they say?"),
         _l("What would you not dare to put before them?"),
         _l("Whom can we ask before the summer, and about what exactly?")),
    ),
    Statement(
        "homelessness", _l("Having no home is never a reason to part parents and children."),
        _l("Poverty or poor housing alone may not be why a child lives elsewhere. Who sees no other way has to ask for "
           "shelter for "
           "the whole family first, and to write down whom was asked and what the answer was."),
        (9, 27), ("C07", "Q4"),
        (_l("In which family did housing and safety get mixed up?"),
         _l("Whom do you ring first when a family stands on the street tonight?"),
         _l("What do you do when the answer is that there is only room for the children?")),
    ),
    Statement(
        "last_resort", _l("A child is only placed away from home when everything with family and network was really tried."),
        _l("It is the heaviest thing we can do in a family. The guideline asks to try all there is first, the network "
           "too, to have "
           "a qualified behavioural scientist think along, and to work on going home from the first day."),
        (9, 20), ("N37", "N38", "Q4"),
        (_l("What is everything? Who checks whether it was tried?"),
         _l("When were we late, because it had to be the very last thing?"),
         _l("Would the network say that it was asked?")),
    ),
    Statement(
        "siblings", _l("Brothers and sisters stay together, unless that is not safe for one of them."),
        _l("When everything changes, a brother or sister is often the only one who stays. That there is no place for "
           "three is a "
           "problem of ours, and no reason that is about the children."),
        (9, 20), ("K",),
        (_l("Where did children go apart because of places, and how did we tell them?"),
         _l("How often do they see each other, and who arranges it?"),
         _l("When is it better for one of them to live apart?")),
    ),
    Statement(
        "own_level", _l("A plan a child cannot understand is not a plan about that child."),
        _l("A child has a right to information it can do something with: in words or pictures, in its own language, at "
           "a moment it "
           "can take it in."),
        (13, 17), ("K",),
        (_l("Read an agreement aloud as if to a child of eight. What remains?"),
         _l("Who explained the plan to the children, and what did they ask?"),
         _l("What do you leave out for a child, and why?")),
    ),
    Statement(
        "told_back", _l("Who asks a child what it thinks also tells the child what was done with it."),
        _l("Being heard is more than being allowed to talk. A child that never hears back learns that talking does not "
           "help, also "
           "when we could not do what it asked."),
        (12,), ("C03",),
        (_l("To which child do you still owe an answer?"),
         _l("How do you tell a child that it will be otherwise than it asked?"),
         _l("Where in the plan can a child find its own words again?")),
    ),
    Statement(
        "network_first", _l("A child that cannot live at home goes to somebody it knows, also when that takes more time."),
        _l("Care away from home is a last thing, and then as close to the known as can be: first people from the own "
           "network, then "
           "a foster family, then a small house."),
        (20,), ("C02", "K"),
        (_l("Whom did the child itself name? Did somebody ask it?"),
         _l("What makes us take a stranger sooner than an aunt?"),
         _l("What does a grandmother need to be able to say yes?")),
    ),
    Statement(
        "best_interest", _l("At every big decision we write down for each child why it is good for this child."),
        _l("The interest of the child comes first in every decision, and that is the interest of one child at a time. A "
           "sentence "
           "that fits all children of a family was looked at for none of them."),
        (3,), ("Q4", "K"),
        (_l("Take one decision of last week. What would the sentence be for each child?"),
         _l("When does the interest of a child clash with that of its brother or sister?"),
         _l("Who reads along with such a sentence?")),
    ),
    Statement(
        "review", _l("On the first day of a placement we already agree when we look whether the child can go home."),
        _l("A child that does not live at home has a right to have it looked at again and again whether that is still "
           "needed. What "
           "has no date is put off."),
        (25,), ("C02", "N37"),
        (_l("For which child is there no date now?"),
         _l("What should be otherwise at home, and do the parents know that?"),
         _l("Who dares to ask the question when it goes well in the foster family?")),
    ),
    Statement(
        "support_first", _l("First help for the parents, also with money or a home, and only then a measure."),
        _l("Parents bring up their children, and the state has to help them to be able to. Help that was never offered "
           "was not "
           "tried."),
        (18, 27), ("K", "C07"),
        (_l("What did this family ask for that we could not give?"),
         _l("Which practical thing would take away most of the tension?"),
         _l("How do you notice that help is offered too late?")),
    ),
    Statement(
        "different_views", _l("Children of one family may want different things, and the plan shows that."),
        _l("The right to be heard is of every child apart. Where a plan says what “the children” want, at least one of "
           "them was "
           "often not heard."),
        (12,), ("C03",),
        (_l("In which plan does it say “the children”? Who said it?"),
         _l("What do you do when a sister wants to go home and her brother does not?"),
         _l("How do you ask them apart, without making them choose between parents?")),
    ),
    Statement(
        "contact", _l("A child that lives elsewhere sees both parents, even when that costs us a lot of work."),
        _l("A child has a right to contact with both parents, unless that is against its own interest. That it is hard "
           "to arrange "
           "is not the same."),
        (9,), ("C01",),
        (_l("Which contact stopped, and who decided that?"),
         _l("What would make it safe enough?"),
         _l("What does the child itself say about it?")),
    ),
    Statement(
        "poverty", _l("We too often call neglect what is really poverty."),
        _l("A child has a right to what it needs to grow up. Whether that is missing because parents will not or "
           "because they "
           "cannot asks for another plan."),
        (18, 27), ("C07", "K"),
        (_l("Name one thing you saw last month that could be both."),
         _l("What would you see when there was money enough?"),
         _l("Which word did you write down, and would the parents know it again?")),
    ),
)  # fmt: skip

BY_KEY: dict[str, Statement] = {statement.key: statement for statement in STATEMENTS}
