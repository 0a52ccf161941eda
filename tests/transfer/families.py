"""A demo family with its records by what people call them."""


from sqlalchemy import select

from workbench.agreements.models import Agreement, AgreementPerson
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.goals.models import (
    DangerStatement,
    Rating,
    SafetyGoal,
)


class Family:
    """One demo family, with its records by what people call them."""

    def __init__(self, casus: Casus) -> None:
        self.casus = casus
        self.people = {person.name: person for person in self.all(Person)}
        self.names = {person.id: person.name for person in self.people.values()}

    def all(self, kind, **where):
        return list(db.session.scalars(select(kind).filter_by(casus_id=self.casus.id, **where).order_by("id")))

    def named(self, numbers):
        return [self.names[number] for number in numbers]

    def agreements(self):
        return {one.label: one for one in self.all(Agreement)}

    def those(self, agreement, part):
        asked = select(AgreementPerson.person_id).filter_by(agreement_id=agreement.id, part=part).order_by(AgreementPerson.order)
        return self.named(db.session.scalars(asked))

    def scale(self, number):
        """Who gave which numbers for a goal, in the order of the days."""
        goal = self.goals()[number]
        found: dict[str, list[int]] = {}
        for rating in sorted(self.all(Rating, goal_id=goal.id), key=lambda one: one.rated_on):
            found.setdefault(self.names[rating.person_id], []).append(rating.number)
        return found

    def goals(self):
        dangers = {one.id: one.number for one in self.all(DangerStatement)}
        return {dangers[goal.danger_id]: goal for goal in self.all(SafetyGoal)}
