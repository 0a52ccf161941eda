"""The pages of learning meetings cost the same number of statements whatever there is to show."""

from datetime import timedelta

import pytest

from workbench import clock
from workbench.extensions import db
from workbench.learning import harvest_operations, operations
from workbench.learning.models import LearningMeeting, SeenBy
from workbench.learning.rules import PointKind
from workbench.standards.models import LearningAction

PAGES = ("learning.index", "learning.one", "learning.minutes", "learning.begin", "learning.statements", "learning.action",
         "overview.today", "standards.reflections")  # fmt: skip


def grow(app, team, learning_id, rounds):
    with app.test_request_context():
        meeting, soon = db.session.get_one(LearningMeeting, learning_id), clock.today() + timedelta(days=3)
        for number in range(rounds):
            operations.add_point(meeting, by=team.sanne, kind=PointKind.OWN_CASUS, title=f"Situatie {number}")
            harvest_operations.write_take_away(meeting, by=team.lotte, text=f"Iets {number}", seen_by=SeenBy.TEAM)
            harvest_operations.add_team_action(
                meeting, by=team.henk, what=f"Doen {number}", owner_id=team.sanne.id, due_on=soon
            )
            db.session.add(
                LearningAction(
                    worker_id=team.sanne.id, standard=1, what="Lezen", planned_on=soon, learning_meeting_id=learning_id
                )
            )
            said = {"who": "De jongerenraad", "looked_at": "Het plan", "said": "Te lang"}
            harvest_operations.add_panel_look(by=team.henk, seen_on=clock.today(), **said)
        db.session.commit()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_ten_times_as_much_costs_no_more(app, team, browse, statements, page):
    learning_id = team.plan("siblings", days=0)
    grow(app, team, learning_id, 2)
    sanne = browse(team.sanne)
    where = {"learning_id": learning_id} if app.view_functions[page].__module__.startswith("workbench.learning") else {}
    where = where if page != "learning.index" else {}
    sanne.open(page, **where)  # so that being here is noted

    def cost():
        statements.clear()
        shown = sanne.open(page, **where)
        return len(statements), len(shown.words)

    before, short = cost()
    grow(app, team, learning_id, 20)
    after, long = cost()

    assert after == before
    assert long > short or page in ("learning.begin", "learning.statements", "learning.action")
