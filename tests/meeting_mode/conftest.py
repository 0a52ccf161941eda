"""A family at the table: Kim and Bas, Noa, Fatiha and the worker, with one goal, one agreement and a meeting today."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.pages import Browser, Page
from workbench import clock
from workbench.accounts.models import User
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.goals.models import SafetyGoal
from workbench.meetings.models import AgendaItem, AgendaKind, Meeting, MeetingStatus

KINDS = tuple(one for one in AgendaKind if one not in (AgendaKind.OWN, AgendaKind.READ_BACK))


@dataclass
class Table:
    """The meeting, who may sit at it, and the worker's browser."""

    app: Flask
    casus: Casus
    meeting: Meeting
    people: dict[str, Person]
    goal: SafetyGoal
    agreement: Agreement
    worker: User
    browser: Browser

    @property
    def address(self) -> str:
        return f"/casus/{self.casus.ref}/meetings/{self.meeting.id}/mode/"

    def post(self, where: str, browser: Browser | None = None, **answers: Any) -> Page:
        """Send a form of the screen as a browser without script does."""
        return self._send(where, answers, browser or self.browser, {}, True)

    def keep(self, where: str, browser: Browser | None = None, **answers: Any) -> Page:
        """Send a form as the script does while people type."""
        return self._send(where, answers, browser or self.browser, {"X-Keep": "1"}, False)

    def _send(
        self, where: str, answers: dict[str, Any], browser: Browser, headers: dict[str, str], follow: bool
    ) -> Page:
        token = browser.open("/").tree.xpath("//input[@name='csrf_token']/@value")[0]
        sent = {"csrf_token": token, **{name: str(value) for name, value in answers.items()}}
        return browser.request("POST", self.address + where, data=sent, headers=headers, follow=follow)

    def begin(self, *names: str) -> "Table":
        """Begin, with these people in the room."""
        self.post("begin")
        for name in names:
            self.post(f"people/{self.people[name].id}/attendance", status="present")
        return self

    def go(self, kind: AgendaKind) -> Page:
        """To this item of the agenda."""
        with self.app.app_context():
            asked = db.select(AgendaItem.order).where(AgendaItem.meeting_id == self.meeting.id, AgendaItem.kind == kind)
            nr = db.session.scalar(asked)
        return self.post("go", nr=nr)

    def screen(self, **where: Any) -> Page:
        return self.browser.open(self.address + ("?" + "&".join(f"{k}={v}" for k, v in where.items()) if where else ""))

    def rows(self, kind: Any) -> list[Any]:
        """All records of a kind."""
        with self.app.app_context():
            return list(db.session.scalars(db.select(kind).order_by(kind.id)))


def agenda() -> list[AgendaItem]:
    return [
        AgendaItem(order=nr, kind=kind, title=kind.value.replace("_", " "), spent_seconds=0)
        for nr, kind in enumerate(KINDS, 1)
    ]


@pytest.fixture
def table(app: Flask, browse: Any) -> Table:
    worker = factories.worker()
    casus = factories.casus(worker=worker)
    kim, bas, noa = factories.person(casus), factories.person(casus, "Bas"), factories.child(casus)
    fatiha = factories.neighbour(casus)
    goal = factories.goal(casus)
    agreement = factories.agreement(casus, goal, [kim], bas)
    meeting = factories.meeting(casus, held_on=clock.today(), status=MeetingStatus.PLANNED, agenda=agenda())
    people = {"Kim": kim, "Bas": bas, "Noa": noa, "Fatiha": fatiha}
    return Table(app, casus, meeting, people, goal, agreement, worker, browse(worker))
