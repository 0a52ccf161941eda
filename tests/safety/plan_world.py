"""A family with a separated network in the database, as the steps of test_plan_machine.py find it; put back after each walk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy.engine import Connection

from tests import factories
from tests.safety.plan_model import Deal, Family, Somebody
from workbench import clock
from workbench.accounts.models import User
from workbench.agreements.models import Audience
from workbench.casus.models import Casus, SafePerson
from workbench.extensions import db
from workbench.goals.models import BottomLine, BottomLineGround
from workbench.meeting_mode.models import Sitting
from workbench.meetings.models import AgendaItem, AgendaKind, AttendanceStatus, MeetingStatus
from workbench.voices.models import ChildVoice, VoiceForm


class World:
    """Kim and Truus on one side, Bas and Wim on the other, Noa of nine and Finn of twelve, and two agreements."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.test_request_context():
            self.worker = factories.worker()
            began = clock.today() - timedelta(days=150)
            casus = factories.casus(self.worker, factories.supervisor(), started_on=began, separate_networks=True)
            self.casus_id = casus.id
            self.model = Family(began)
            self.green, self.blue = factories.sub_group(casus).id, factories.sub_group(casus, "Blauw", "b").id
            self._people(casus)
            self._plan(casus)
            self._meeting(casus)
            db.session.commit()

    def _people(self, casus: Casus) -> None:
        grown = (("Kim", self.green, factories.person), ("Truus", self.green, factories.neighbour),
                 ("Bas", self.blue, factories.person), ("Wim", self.blue, factories.neighbour))  # fmt: skip
        people = self.model.people
        for name, group, make in grown:
            made = make(casus, name, sub_group_id=group)
            people[made.id] = Somebody(made.id, name, group, is_parent=make is factories.person)
        sanne = factories.neighbour(casus, "Sanne", user_id=self.worker.id)
        people[sanne.id] = Somebody(sanne.id, "Sanne", None, is_staff=True)
        for name, age in (("Noa", 9), ("Finn", 12)):
            child = factories.child(casus, name, born_on=None, age=age, sub_group_id=self.green)
            people[child.id] = Somebody(child.id, name, self.green, age=age, is_child=True)
            db.session.add(SafePerson(casus_id=casus.id, child_id=child.id, person_id=self.named("Truus").id))
            heard = {"heard_on": clock.today(), "heard_by": "Sanne", "form": VoiceForm.CONVERSATION}
            db.session.add(ChildVoice(casus_id=casus.id, child_id=child.id, **heard))

    def _plan(self, casus: Casus) -> None:
        danger = factories.danger(casus, number=1, title="Alleen", sentence="Niemand is dan bij de kinderen.")
        goal = factories.goal(casus, danger, sentence="Er is altijd iemand bij de kinderen.", child_notices="Rust.")
        line = BottomLine(casus_id=casus.id, text="Er is altijd iemand bij Noa.", set_by="Sanne", set_on=casus.started_on,
                          ground=BottomLineGround.INSTITUTION, reason="Zo is het veilig.")  # fmt: skip
        db.session.add(line)
        db.session.flush()
        self.model.dangers, self.model.goals, self.model.lines = [danger.id], {goal.id: danger.id}, [line.id]
        from workbench.agreements.operations import add_agreement

        for what, doer, checker in (("Eerst bellen.", "Kim", "Wim"), ("Samen eten.", "Bas", "Wim")):
            given = {"goal": goal.id, "what": what, "when": "elke dag", "doers": [self.named(doer).id],
                     "checker": self.named(checker).id, "bottom_lines": [line.id]}  # fmt: skip
            made = add_agreement(casus, by=self.worker, **given)
            self.model.deals[made.id] = deal(made.id, given)

    def _meeting(self, casus: Casus) -> None:
        item = AgendaItem(order=1, kind=AgendaKind.READ_BACK, title="Teruglezen", spent_seconds=0)
        meeting = factories.meeting(casus, held_on=clock.today(), status=MeetingStatus.PLANNED, agenda=[item])
        meeting.attendance = [
            factories.Attendance(casus_id=casus.id, person_id=one, status=AttendanceStatus.PRESENT) for one in self.model.people
        ]
        db.session.add(Sitting(casus_id=casus.id, meeting_id=meeting.id, item_id=item.id))
        self.meeting_id = meeting.id

    def named(self, name: str) -> Somebody:
        return next(one for one in self.model.people.values() if one.name == name)

    def do(self, change: Callable[[Casus, User], Any]) -> Any:
        """One request: change(casus, worker) in a transaction of its own, committed, or rolled back when it is refused."""
        with self.app.test_request_context():
            found = change(db.session.get_one(Casus, self.casus_id), db.session.get_one(User, self.worker.id))
            db.session.commit()
            return found


def deal(id_: int, given: dict[str, Any]) -> Deal:
    """What the model keeps of the answers of a form."""
    return Deal(
        id_, given["goal"], given["what"], given["when"], given.get("what_if", ""), list(given["doers"]), given.get("checker"),
        given.get("backup"), str(given.get("phase", "stable")), str(given.get("kind", "behaviour")),
        given.get("bottom_lines", []), str(given.get("audience", Audience.EVERYONE)), given.get("sub_group"),
        given.get("readers", []), given.get("children", []),
    )  # fmt: skip


@contextmanager
def put_back(app: Flask) -> Iterator[None]:
    """Whatever happens inside, the database is afterwards as it was."""
    with app.app_context():
        engine: Any = db.engine
    if isinstance(engine, Connection):  # PostgreSQL: inside the transaction of the test
        inner = engine.begin_nested()
        try:
            yield
        finally:
            inner.rollback()
        return
    connection = engine.raw_connection().driver_connection
    before = connection.serialize()
    try:
        yield
    finally:
        connection.deserialize(before)
