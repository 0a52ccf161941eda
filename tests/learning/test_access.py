"""A learning meeting is of its team: another one's is a page that does not exist, and an administrator has none."""

import pytest

from tests import factories
from workbench import clock
from workbench.extensions import db
from workbench.learning import operations
from workbench.learning.models import LearningMeeting, LearningPoint, PanelLook, TakeAway, TeamAction

EVERYWHERE = {"learning.index", "learning.new", "learning.exercises", "learning.exercise", "learning.add_panel"}


@pytest.fixture
def ids(app, team):
    """One of everything in Henk's team, by the name of its place in an address."""
    with app.test_request_context():
        meeting = operations.plan(by=team.henk, held_on=clock.today(), led_by=team.henk.id)
        operations.add_statements(meeting, by=team.henk, chosen=["siblings"])
        ours = {"team_id": 1, "created_by_id": team.henk.id}
        made = [
            TakeAway(meeting_id=meeting.id, owner_id=team.henk.id, text="Eerder bellen.", seen_by="team", **ours),
            TeamAction(meeting_id=meeting.id, owner_id=team.henk.id, what="Bellen", due_on=clock.today(), **ours),
            PanelLook(seen_on=clock.today(), who="De jongerenraad", looked_at="Het plan", said="Te lang", **ours),
        ]
        db.session.add_all(made)
        db.session.flush()
        point = db.session.query(LearningPoint.id).filter_by(meeting_id=meeting.id, kind="statement").scalar()
        db.session.commit()
        return dict(zip(("take_id", "task_id", "look_id"), [one.id for one in made], strict=True)) | {
            "learning_id": meeting.id, "point_id": point}  # fmt: skip


def routes(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("learning.") and rule.endpoint not in EVERYWHERE:
            yield rule.endpoint, rule.arguments, "GET" if "GET" in rule.methods else "POST"


def ask(browser, endpoint, arguments, method, ids):
    token = browser.open("overview.today").tree.xpath("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token} if method == "POST" else None
    return browser.request(method, endpoint, values={name: ids[name] for name in arguments}, data=data, follow=False)


def test_somebody_of_another_team_finds_nothing_of_it(app, team, browse, ids):
    browser, seen = browse(team.rachida), 0
    nowhere = dict.fromkeys(ids, 999999)
    for endpoint, arguments, method in routes(app):
        page = ask(browser, endpoint, arguments, method, ids)
        assert page.status == ask(browser, endpoint, arguments, method, nowhere).status == 404, endpoint
        seen += 1
    assert seen > 18
    assert "Eerder bellen" not in browser.open("learning.index").words
    with app.app_context():
        assert db.session.get(LearningMeeting, ids["learning_id"]).state == "planned"


def test_the_same_pages_open_for_who_is_in_the_team(app, team, browse, ids):
    """Negative control: the addresses above are right."""
    browser = browse(team.henk)
    for endpoint, arguments, method in routes(app):
        if method == "GET":
            assert ask(browser, endpoint, arguments, method, ids).status in (200, 303, 302), endpoint


@pytest.mark.parametrize("who", [factories.administrator, factories.privacy_officer])
def test_who_works_in_no_team_has_no_learning_meetings(app, browse, team, ids, who):
    browser = browse(who())
    for endpoint, arguments, method in routes(app):
        assert ask(browser, endpoint, arguments, method, ids).status == 403, endpoint
    assert browser.open("learning.index").status == 403
    assert not any("/team/learning" in href for href in browser.open("overview.today").links().values())


def test_a_point_of_another_meeting_is_not_found_under_this_one(team, browse, ids):
    other = team.plan()

    assert browse(team.henk).open("learning.talk", learning_id=other, point_id=ids["point_id"]).status == 404


def test_the_leader_alone_opens_and_ends(team, browse, ids):
    team.everybody_gives(ids["learning_id"], "agree")

    for endpoint in ("learning.open_positions", "learning.hold"):
        assert (
            "Dit doet wie de bijeenkomst leidt"
            in team.press(team.sanne, endpoint, learning_id=ids["learning_id"]).words
        )
    assert (
        "De standpunten zijn open"
        in team.press(team.henk, "learning.open_positions", learning_id=ids["learning_id"]).words
    )


def test_a_meeting_to_come_does_not_end_and_one_that_is_over_does_not_change(team, browse, ids):
    later = team.plan(days=3)
    assert "moet nog komen" in team.press(team.henk, "learning.hold", learning_id=later).words
    team.everybody_gives(ids["learning_id"], "agree")
    early = team.press(team.henk, "learning.hold", learning_id=ids["learning_id"])
    assert "Open ze eerst" in early.words, "four people would have given them for nothing"
    team.press(team.henk, "learning.open_positions", learning_id=ids["learning_id"])
    team.press(team.henk, "learning.hold", learning_id=ids["learning_id"])
    page = browse(team.henk).fill("learning.statements", {"chosen": ["review"]}, learning_id=ids["learning_id"])
    assert "Deze bijeenkomst is voorbij" in page.words
