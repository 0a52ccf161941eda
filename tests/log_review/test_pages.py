"""The monthly work list: who looks at what, never at the own acts, signed off with a remark (security.md E.6)."""

from datetime import UTC, datetime

import pytest
import time_machine
from sqlalchemy import select

from tests import factories
from tests.emergency.test_break_glass import open_it
from workbench.audit.models import AuditEntry
from workbench.extensions import db
from workbench.log_review.models import LogReview

MAY, JUNE = datetime(2026, 5, 12, 20, 0, tzinfo=UTC), datetime(2026, 6, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def casus(app):
    made = factories.casus()
    factories.person(made, "Kim", last_name="Jansma")
    return made


@pytest.fixture
def henk(casus):
    return factories.supervisor_of(casus)


def in_may(browse, casus, who):
    with time_machine.travel(MAY, tick=False):
        open_it(browse(who), casus.ref)


def test_a_month_is_looked_through_and_signed_off_by_two(app, browse, casus, henk):
    officer, joyce = factories.privacy_officer(), factories.worker(name="Joyce Tromp", team_id=2)
    in_may(browse, casus, joyce)
    month = {"team_id": 1, "month": "2026-05"}
    with time_machine.travel(JUNE, tick=False):
        assert browse(factories.worker()).open("log_review.index").status == 403
        assert browse(factories.administrator()).open("log_review.index").status == 403
        assert browse(factories.supervisor(team_id=2)).open("log_review.month", **month).status == 404
        for who, sees in ((henk, casus.name), (officer, casus.ref)):
            browser = browse(who)
            start = browser.open("/").words
            assert "Kijk het log" in start and "te laat" in start
            page = browser.open("log_review.month", **month)
            assert "Joyce Tromp" in page.words and sees in page.words
            assert (casus.name in page.words) is (who is henk)
            assert ("/log?before=" in page.text_source) is (who is henk)
            assert browser.send(page, {"remark": ""}).error_at("remark")
            browser.send(page, {"remark": "Met Joyce gesproken."})
            assert "Met Joyce gesproken." in browser.open("log_review.index").words
        assert "Kijk het log" not in browse(henk).open("/").words
        browse(henk).fill("log_review.month", {"remark": "Nog eens gekeken."}, **month)
    with app.app_context():
        kept = db.session.scalars(select(LogReview).order_by(LogReview.id)).all()
        assert [one.seat.value for one in kept] == ["supervisor", "privacy_officer", "supervisor"]
        assert all(one.hits for one in kept)
        assert db.session.scalars(select(AuditEntry).where(AuditEntry.event == "log looked through")).first()


def test_nobody_signs_off_the_own_acts(browse, casus, henk):
    """What a supervisor of this very team did stands with the privacy officer, not on the own list."""
    other = factories.casus(team_id=2)
    factories.person(other, "Bo", last_name="Vis")
    mine = factories.supervisor(name="Ria Post", team_id=2)
    with time_machine.travel(MAY, tick=False):
        browser = browse(mine)
        browser.open("overview.casus", ref=other.ref)
        for _nr in range(3):
            browser.open("casus.add_person", ref=other.ref)
    with time_machine.travel(JUNE, tick=False):
        own = browse(mine).open("log_review.month", team_id=2, month="2026-05").words
        officer = browse(factories.privacy_officer()).open("log_review.month", team_id=2, month="2026-05").words

    assert "Niets valt op" in own and "iemand anders kijkt daarnaar" in own
    assert "Werd steeds geweigerd" in officer and "Ria Post" in officer


def test_a_month_that_is_not_over_is_read_and_not_signed_off(browse, henk):
    with time_machine.travel(JUNE, tick=False):
        browser = browse(henk)
        page = browser.open("log_review.month", team_id=1, month="2026-06")
        assert "nog niet voorbij" in page.words
        assert [browser.open(f"/log-review/1/{text}").status for text in ("2026-13", "mei", "2027-01", "1999-01")] == [404] * 4


def test_the_page_costs_the_same_whatever_the_log(browse, casus, henk, statements):
    with time_machine.travel(JUNE, tick=False):
        browser, counted = browse(henk), []
        for who in (factories.worker(), factories.worker()):
            for _nr in range(len(counted) * 5 + 1):
                browse(who).open("overview.casus", ref=casus.ref)
            open_it(browse(who), casus.ref)
            statements.clear()
            assert browser.open("log_review.month", team_id=1, month="2026-06").status == 200
            counted.append(len(statements))

    assert counted[1] <= counted[0] <= 11  # the first look also asks for the terms of the house
