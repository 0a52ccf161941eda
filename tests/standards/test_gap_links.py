"""Everything that is missing leads to the very place where it can be put right."""

import pytest

from tests import factories
from tests.standards.deeds import Deeds
from workbench.casus.models import Phase
from workbench.extensions import db
from workbench.goals.models import DangerStatus, GoalStatus
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.monitoring.models import CheckOutcome
from workbench.partners.models import Partner
from workbench.standards import coverage, gaps, queries


def full_of_gaps() -> Deeds:
    """A casus in which as much as can be is missing at once."""
    do = Deeds()
    let_go = do.add_goal(do.bare_worry())
    do.move_goal(let_go, GoalStatus.LET_GO)
    do.bare_worry()
    do.change_goal(do.goal, hold_for=None)
    do.check(do.agreement, CheckOutcome.NOT_DONE)
    do.agree([do.people["fatiha"]])
    do.signal(30)
    do.success(celebrated="")
    do.freeze()
    do.partner()
    db.session.execute(db.update(Partner).values(ground=None))
    do.meeting()
    db.session.execute(db.update(Meeting).values(status=MeetingStatus.HELD))
    do.phase(Phase.RECOVERY)
    do.aftercare_plan(who_calls_whom="")
    return do


def empty() -> Deeds:
    """Nothing that stands: what is missing is all that comes first."""
    do = Deeds()
    do.end_agreement(do.agreement)
    do.move_worry(do.danger, DangerStatus.WITHDRAWN)
    do.phase(Phase.RECOVERY)
    return do


@pytest.fixture(params=[full_of_gaps, empty])
def made(request, app):
    with app.test_request_context():
        do = request.param()
        coverage.refresh(do.casus_id, None)
        db.session.commit()
        page = queries.page_of(do.casus)
        found = [gap for some in gaps.missing(page.facts, page.places, page.named).values() for gap in some]
        return do.casus.ref, do.by.id, [(str(gap.words), gap.endpoint) for gap in found]


def links_of(page):
    """(words, address) of what is missing, as it stands on the page."""
    lists = page.tree.xpath("//h3[.='Wat ontbreekt']/following-sibling::ul")
    return [(" ".join(one.text_content().split()), one.get("href")) for part in lists for one in part.xpath(".//a")]


def test_each_thing_that_is_missing_is_a_link_to_a_place_that_is_there(browse, made):
    ref, worker, found = made
    sanne = browse(factories.account(worker))
    links = links_of(sanne.open("standards.index", ref=ref))
    assert [words for words, _url in links] == [words for words, _endpoint in found]
    lost = []
    for words, url in links:
        path, _hash, place = url.partition("#")
        page = sanne.open(path)
        if page.status != 200 or (place and not page.tree.xpath("//*[@id=$id]", id=place)):
            lost.append((words, url, page.status))

    assert len(links) > 10
    assert lost == []


def test_no_link_leads_only_to_the_room_where_there_is_a_place_in_it(made):
    _ref, _worker, found = made

    assert {endpoint for _words, endpoint in found if endpoint.endswith(".index")} == set()


def test_who_may_not_edit_is_led_to_the_room_to_look(browse, app, made):
    ref, _worker, _found = made
    henk = browse(factories.supervisor())
    links = links_of(henk.open("standards.index", ref=ref))

    assert len(links) > 5
    assert {henk.open(url.partition("#")[0]).status for _words, url in links} == {200}


def test_every_kind_of_gap_was_among_these(app):
    """Together the two families miss nearly all there is to miss: what was not asked for here stands in this list."""
    with app.test_request_context():
        seen = set()
        for make in (full_of_gaps, empty):
            page = queries.page_of(make().casus)
            seen |= {gap.endpoint for some in gaps.missing(page.facts, page.places, page.named).values() for gap in some}

    assert seen == {
        "standards.add_reflection", "standards.add_learning_action", "signals.edit", "goals.new", "goals.opinion",
        "voices.choose", "casus.family_plan", "goals.new_goal", "goals.one", "goals.edit_goal", "agreements.edit",
        "mapping.new", "agreements.new", "goals.rate_together", "network.place", "meetings.new", "successes.new",
        "successes.edit", "partners.new", "partners.edit", "partners.tell", "partners.sight", "meetings.send", "aftercare.plan",
        "aftercare.add_call", "aftercare.add_contact",
    }  # fmt: skip
