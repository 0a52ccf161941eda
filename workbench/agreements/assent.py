"""Who says yes to an agreement as it reads now. Answers live above: reviews puts a callable in `answered`."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from sqlalchemy import select

from workbench import clock
from workbench.agreements import rules
from workbench.agreements.models import Agreement, Part
from workbench.casus.models import Person
from workbench.extensions import db

FROM_AGE = 12  # a younger child is asked in person; grown-ups answer for it (domain.md B14)


class Stance(StrEnum):
    """What somebody last said of an agreement, as far as everybody who works on the plan may know it."""

    YES = "yes"  # to the text as it reads now
    EARLIER = "earlier"  # to a text that was changed since
    OBJECTS = "objects"
    NOT_YET = "not_yet"


# (agreement, what its doers are called) → person → stance. Who said nothing need not be in it.
answered: list[Callable[[Agreement, Sequence[str]], dict[int, Stance]]] = []
# agreement → who agrees to it now, whatever the text was: they hear of it when it is talked about again.
agreeing: list[Callable[[Agreement], list[int]]] = []


def stances(agreement: Agreement, doer_names: Sequence[str]) -> dict[int, Stance]:
    """What people said of this agreement; needs its people to be loaded."""
    return {person: stance for asked in answered for person, stance in asked(agreement, doer_names).items()}


def who_agreed(agreement: Agreement) -> list[int]:
    """Who agrees now, each once."""
    return list(dict.fromkeys(person for asked in agreeing for person in asked(agreement)))


def with_a_part(agreement: Agreement) -> list[int]:
    """Who has a part in it; needs its people to be loaded."""
    others = (agreement.checker_id, agreement.second_checker_id, agreement.backup_id)
    return rules.with_a_part(agreement.who(Part.DOER), agreement.who(Part.TOGETHER), *others)


def says_yes_in_person(person: Person) -> bool:
    """Whether this person's own yes is asked: not of a colleague, a young child, or who takes no part any more."""
    age = person.age_on(clock.today())
    young = age < FROM_AGE if age is not None else person.family_role == "child"
    return not (young or person.user_id or person.ended_on or person.deceased)


def missing(agreement: Agreement) -> list[str]:
    """The names of who has a part and did not say yes to the text as it reads now; two statements."""
    wanted = with_a_part(agreement)
    people = {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(wanted)))}
    names = [people[one].name for one in agreement.who(Part.DOER) if one in people and not people[one].deceased]
    said = stances(agreement, names)
    asked = [people[one] for one in wanted if one in people and says_yes_in_person(people[one])]
    return [one.name for one in asked if said.get(one.id) is not Stance.YES]
