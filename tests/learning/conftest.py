"""Two teams: that of Henk, with four people in it, and that of Rachida."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.accounts.models import Role
from workbench.extensions import db
from workbench.learning import operations
from workbench.learning.models import LearningMeeting


class Team:
    """A team with the people it starts with, and its learning meetings."""

    def __init__(self, app, browse):
        self.app, self.browse = app, browse
        self.henk = factories.supervisor()
        names = ("Sanne Verbeek", "Mehmet Kaya", "Lotte de Graaf")
        self.sanne, self.mehmet, self.lotte = (factories.worker(name=name) for name in names)
        self.rachida = factories.user(Role.BEHAVIOURAL_SCIENTIST, "Rachida Amrani", 2)
        self.all = (self.henk, self.sanne, self.mehmet, self.lotte)

    def plan(self, *statements, days=7, by=None, own=""):
        """A meeting in so many days, with these statements; its id."""
        leader = by or self.henk
        with self.app.test_request_context():
            meeting = operations.plan(by=leader, held_on=clock.today() + timedelta(days=days), led_by=leader.id)
            if statements or own:
                operations.add_statements(meeting, by=leader, chosen=statements, own=own)
            db.session.commit()
            return meeting.id

    def came(self, learning_id):
        """The day of the meeting is there."""
        with self.app.test_request_context():
            db.session.get_one(LearningMeeting, learning_id).held_on = clock.today()
            db.session.commit()

    def give(self, who, learning_id, positions, said=""):
        """Somebody gives positions, in the order of the agenda; the page that follows."""
        browser = self.browse(who)
        page = browser.open("learning.positions", learning_id=learning_id)
        names = sorted((name for name in page.tree.xpath("//form//@name") if name.startswith("position_")),
                       key=lambda name: int(name.partition("_")[2]))  # fmt: skip
        names = list(dict.fromkeys(names))
        answers = dict(zip(names, positions, strict=True))
        if said:
            answers[names[0].replace("position", "said")] = said
        return browser.send(page, answers)

    def everybody_gives(self, learning_id, *positions):
        for who in self.all:
            self.give(who, learning_id, positions)

    def press(self, who, endpoint, on="learning.one", **values):
        """Press the button with this endpoint on the page of the meeting."""
        browser = self.browse(who)
        page = browser.open(on, learning_id=values["learning_id"])
        token = page.tree.xpath("//input[@name='csrf_token']/@value")[0]
        return browser.request("POST", endpoint, values=values, data={"csrf_token": token})


@pytest.fixture
def browse(browse):
    """One browser for each person: who signs in too often is signed out elsewhere."""
    opened = {}
    return lambda user: opened.get(user.id) or opened.setdefault(user.id, browse(user))


@pytest.fixture
def team(app, browse):
    return Team(app, browse)
