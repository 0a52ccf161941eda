"""The screen of a meeting looks at the whole plan for everybody in the room: at most 36 statements, whatever the size."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.meeting_mode.conftest import agenda
from tests.safety import census
from tests.test_statements import tenfold
from workbench import clock
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.meetings.models import AgendaItem, MeetingStatus

MOST = 36  # the guard and the read log 3, the meeting 5, people, notes, drafts, secrets 4, the plan some 17, the item up to 6


@pytest.fixture(params=[1, 10])
def running(request, app, browse, statements):
    """A meeting of demo A that runs: (item of the agenda → statements of the screen at that item)."""
    demo = census.load(app, family=0)
    with app.app_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        people = [one.id for one in demo.people()]
        db.session.expunge_all()
    meeting = factories.meeting(casus, number=40, held_on=clock.today(), status=MeetingStatus.PLANNED, agenda=agenda())
    where = f"/casus/{demo.ref}/meetings/{meeting.id}/mode/"
    browser = browse(demo.staff["sanne"])
    token = {"csrf_token": browser.open("/").tree.xpath("//input[@name='csrf_token']/@value")[0]}
    browser.request("POST", f"{where}begin", data=token)
    for person in people:
        browser.request("POST", f"{where}people/{person}/attendance", data={**token, "status": "present"})
    if request.param == 10:
        tenfold(app)
    with app.app_context():
        asked = select(AgendaItem.order, AgendaItem.kind).where(AgendaItem.meeting_id == meeting.id)
        items = {row.order: row.kind.value for row in db.session.execute(asked.order_by(AgendaItem.order))}
    sent = {}
    for nr in sorted(items)[:13]:
        browser.request("POST", f"{where}go", data={**token, "nr": nr}, follow=False)
        statements.clear()
        assert browser.open(where).status == 200
        sent[items[nr]] = len(statements)
    return sent


def test_the_screen_keeps_to_its_budget_whatever_the_size_of_the_family(running):
    assert {kind: many for kind, many in running.items() if many > MOST} == {}
    assert len(running) == 13
