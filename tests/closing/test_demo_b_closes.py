"""The family Smeets-Verhoeven closes with aftercare: contacts, last numbers, closing; a dead link; opened again with a reason."""

from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
import time_machine

from tests.safety import census
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.goals.models import DangerStatement, SafetyGoal
from workbench.plans.models import PlanStatus, PlanVersion


@pytest.fixture
def travel():
    """Go to a moment; back when the test is done."""
    with ExitStack() as journeys:
        yield lambda *day: journeys.enter_context(time_machine.travel(datetime(*day, 12, tzinfo=UTC)))


@pytest.fixture
def demo(app, travel):
    travel(2026, 6, 18)
    return census.load(app, family=1)


def goals_of(demo):
    with demo.app.app_context():
        asked = db.select(SafetyGoal.id).join(DangerStatement, DangerStatement.id == SafetyGoal.danger_id)
        return list(db.session.scalars(asked.where(SafetyGoal.casus_id == demo.casus_id).order_by(DangerStatement.number)))


def numbers(demo, goal, browser):
    """Everybody who is asked says a last number."""
    with demo.app.app_context():
        people = {one.first_name: one.id for one in demo.people()}
    said = {}
    for name in ("Lotte", "Rick", "Wim", "Mehmet"):
        said |= {f"number_{people[name]}": "8", f"reason_{people[name]}": "Het blijft rustig."}
    return browser.fill("goals.rate_together", said, ref=demo.ref, goal_id=goal)


def test_demo_b_is_closed_with_aftercare_and_opened_again(demo, browse, enter_link, travel):
    mehmet = browse(demo.staff["mehmet"])
    path, code = demo.invite("Wim")
    guest = enter_link(path, code)
    assert "Wim" in guest.open("/o/klaar").words

    mehmet.fill("aftercare.plan", {"is_concept": None, "starts_on": "2026-06-01"}, ref=demo.ref)
    mehmet.fill(
        "closing.phase",
        {"phase": "aftercare", "reason": "Rick houdt zich aan alles.", "decided_by": "Lotte, Rick en Mehmet"}, ref=demo.ref,
    )  # fmt: skip
    page = mehmet.open("closing.index", ref=demo.ref)
    assert "er zijn er 0 geweest" in page.words

    for day in ("2026-06-10", "2026-06-17"):
        held = {"planned_on": day, "done_on": day, "outcome": "good", "words": "Het gaat goed."}
        mehmet.fill("aftercare.add_contact", held, ref=demo.ref)
    for goal in goals_of(demo):
        numbers(demo, goal, mehmet)

    page = mehmet.fill("closing.close", {"reason": "Het is veilig, en Wim en Ans letten op."}, ref=demo.ref)

    assert "De casus is gesloten." in page.words
    assert "Bewaren tot 18 juni 2046, omdat Veilig Thuis erbij betrokken was" in page.words
    with demo.app.app_context():
        alive = db.select(PlanVersion.id).filter_by(casus_id=demo.casus_id).where(
            PlanVersion.status.not_in((PlanStatus.EXPIRED, PlanStatus.REPLACED))
        )  # fmt: skip
        assert db.session.scalars(alive).all() == []
    assert mehmet.open("agreements.new", ref=demo.ref).status == 403
    assert "Wim" not in guest.open("/o/klaar").words
    again = enter_link(path, code)
    assert "Wim" not in again.page.words
    assert "Smeets" not in browse(demo.staff["henk"]).open("standards.team").words

    henk = browse(demo.staff["henk"])
    page = henk.fill("closing.reopen", {"why": "Rick stond voor de deur.", "phase": "direct"}, ref=demo.ref)
    assert "Rick stond voor de deur." in page.words
    assert "Smeets" in henk.open("standards.team").words
    assert mehmet.open("agreements.new", ref=demo.ref).status == 200
    with demo.app.app_context():
        assert db.session.get_one(Casus, demo.casus_id).phase.value == "direct"


@pytest.fixture
def enter_link(browse):
    """A browser in which the code of a personal link was given."""

    def enter(path, code):
        browser = browse()
        browser.page = browser.send(browser.open(path), {"code": code}, action=f"{path}/code")
        return browser

    return enter
