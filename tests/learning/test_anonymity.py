"""Positions belong to nobody: each way somebody could find out who said what, tried (decision 0019)."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import select

from workbench import clock
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.errors import RuleBroken
from workbench.extensions import Model, db
from workbench.learning import operations, position_operations, queries, rules
from workbench.learning.models import LearningMeeting, LearningPoint, PositionBox, TookPart
from workbench.learning.rules import FEWEST, MeetingState, Position

SENTENCE = "Dat doen wij lang niet altijd."
TWO = ("told_back", "siblings")


def stored(app):
    """What lies in the database of positions, as it is stored: sealed bytes, and who took part."""
    with app.app_context():
        boxes = dict(db.session.execute(sa.text("SELECT point_id, content FROM position_box")).all())
        return boxes, set(db.session.execute(sa.text("SELECT meeting_id, user_id FROM took_part")).all())


def boxes(app):
    with app.app_context():
        return [one.content for one in db.session.scalars(select(PositionBox).order_by(PositionBox.point_id))]


# --- what is stored


def test_there_is_no_row_of_one_persons_position_and_no_moment_on_a_box():
    """The table of boxes has a statement and its content; nothing that could say who, when, in which order or how often."""
    assert set(PositionBox.__table__.c.keys()) == {"point_id", "content"}
    assert set(TookPart.__table__.c.keys()) == {"meeting_id", "user_id"}
    near_people = {
        table.name
        for table in Model.metadata.tables.values()
        if any(key.column.table.name == "position_box" for column in table.c for key in column.foreign_keys)
    }
    assert near_people == set(), "nothing points at a box"


def test_a_box_holds_numbers_and_sentences_and_nothing_else(app, team):
    learning_id = team.plan(*TWO)
    team.give(team.sanne, learning_id, ["agree", "unknown"], said=SENTENCE)
    team.give(team.mehmet, learning_id, ["disagree", "unknown"])

    first, second = boxes(app)
    assert first == {"counts": rules.empty_box()["counts"] | {"agree": 1, "disagree": 1}, "said": [SENTENCE]}
    assert second == {"counts": rules.empty_box()["counts"] | {"unknown": 2}, "said": []}


def test_what_is_stored_can_be_read_by_nobody_without_the_key_of_the_house(app, team):
    learning_id = team.plan("siblings")
    team.give(team.sanne, learning_id, ["agree"], said=SENTENCE)
    [sealed] = stored(app)[0].values()

    assert b"agree" not in sealed and SENTENCE.encode() not in sealed


def test_every_box_is_written_anew_at_every_turn_so_that_none_shows_which_changed(app, team):
    learning_id = team.plan(*TWO)
    before = stored(app)[0]
    team.give(team.sanne, learning_id, ["unknown", "unknown"])
    after = stored(app)[0]
    team.give(team.mehmet, learning_id, ["unknown", "unknown"])
    later = stored(app)[0]

    assert all(len({before[point], after[point], later[point]}) == 3 for point in before)


def test_the_order_of_sentences_is_not_that_in_which_people_wrote_them():
    """Thirty in the order of writing by chance: once in 10^32 runs. The first position is moved too."""
    box = rules.empty_box()
    for number in range(30):
        box = rules.with_one_more(box, Position.AGREE, str(number), position_operations.CHANCE.shuffle)

    assert sorted(box["said"], key=int) == [str(number) for number in range(30)]
    assert box["said"] != sorted(box["said"], key=int)


def test_without_shuffling_the_order_would_show():
    """Negative control of the test above."""
    box = rules.empty_box()
    for number in range(30):
        box = rules.with_one_more(box, Position.AGREE, str(number), lambda said: None)

    assert box["said"] == sorted(box["said"], key=int)


# --- what the log says


def test_the_log_says_that_somebody_took_part_and_never_what(app, team):
    learning_id = team.plan(*TWO)
    team.give(team.sanne, learning_id, ["agree", "agree"], said=SENTENCE)
    team.give(team.mehmet, learning_id, ["disagree", "unknown"])
    with app.app_context():
        told = db.session.scalars(
            select(AuditEntry).where(AuditEntry.event == "positions given").order_by(AuditEntry.seq)
        ).all()

    differs = {"id", "seq", "at", "actor_id", "request_id", "prev_hash", "hash"}
    said = [{c.key: getattr(one, c.key) for c in AuditEntry.__table__.c if c.key not in differs} for one in told]
    assert [one.actor_id for one in told] == [team.sanne.id, team.mehmet.id]
    assert said[0] == said[1], "two people who think otherwise leave the same line"
    assert said[0]["detail"] == {"learning_meeting": learning_id}
    assert (said[0]["record_type"], said[0]["record_id"], said[0]["record_version"]) == (None, None, None)


def test_giving_positions_leaves_no_trace_on_the_meeting_or_its_points(app, team):
    """No version and no moment of last change moves along with somebody."""
    learning_id = team.plan(*TWO)

    def traces():
        with app.app_context():
            asked = [
                select(kind.id, kind.version, kind.updated_at, kind.created_by_id)
                for kind in (LearningMeeting, LearningPoint)
            ]
            return [sorted(map(tuple, db.session.execute(one).all())) for one in asked]

    before = traces()
    team.give(team.sanne, learning_id, ["agree", "disagree"], said=SENTENCE)

    assert traces() == before


def test_no_draft_keeps_what_somebody_chose(app, team):
    learning_id = team.plan("siblings")
    page = team.browse(team.sanne).open("learning.positions", learning_id=learning_id)
    team.give(team.sanne, learning_id, ["agree"], said=SENTENCE)

    assert not page.tree.xpath("//form[@data-draft]")
    with app.app_context():
        assert db.session.scalar(sa.text("SELECT count(*) FROM draft")) == 0


def test_only_these_tables_change_when_somebody_takes_part(app, team):
    """Whatever other table would start to keep something along with a position is found here."""
    learning_id = team.plan("siblings")

    def everything():
        with app.app_context():
            return {
                table.name: sorted(map(repr, db.session.execute(sa.text(f'SELECT * FROM "{table.name}"')).all()))  # noqa: S608
                for table in db.metadata.sorted_tables
            }

    team.browse(team.sanne).open("learning.positions", learning_id=learning_id)
    before = everything()
    team.give(team.sanne, learning_id, ["agree"], said=SENTENCE)
    after = everything()

    assert {name for name in before if before[name] != after[name]} <= {
        "audit_entry", "position_box", "took_part", "user_session"}  # fmt: skip


# --- before they are opened


def test_until_they_are_opened_no_page_differs_by_what_people_said(app, team, browse):
    """Henk leads, and looks after each turn: the same page whatever the last one said, but for how many took part."""
    learning_id, other = team.plan(*TWO), team.plan(*TWO)
    for who, mine, yours in (
        (team.sanne, ["agree", "agree"], ["disagree", "disagree"]),
        (team.mehmet, ["disagree", "unknown"], ["agree", "agree"]),
    ):
        team.give(who, learning_id, mine, said=SENTENCE)
        team.give(who, other, yours)
        for page in ("learning.one", "learning.minutes"):
            seen = [browse(team.henk).open(page, learning_id=one).words for one in (learning_id, other)]
            assert seen[0] == seen[1]
            assert "Elke stip" not in seen[0] and SENTENCE not in seen[0]
    assert "2 van 4 mensen deden mee" in browse(team.henk).open("learning.one", learning_id=learning_id).words


def test_nobody_is_named_as_having_taken_part(team, browse):
    learning_id = team.plan("siblings")
    before = browse(team.henk).open("learning.one", learning_id=learning_id).words
    team.give(team.mehmet, learning_id, ["agree"])
    after = browse(team.henk).open("learning.one", learning_id=learning_id).words

    assert after == before.replace("0 van 4 mensen", "1 van 4 mensen")
    assert "Mehmet" not in after


def test_the_page_for_two_who_change_the_meeting_does_not_say_who_took_part_last(team, browse):
    learning_id = team.plan("siblings")
    henk = browse(team.henk)
    opened = henk.open("learning.edit", learning_id=learning_id)
    browse(team.sanne).fill("learning.edit", {"place": "Kamer Vlier"}, learning_id=learning_id)
    team.give(team.mehmet, learning_id, ["agree"])

    page = henk.send(opened, {"place": "Kamer Berk"})
    assert page.status == 409
    assert "Sanne" in page.heading and "Mehmet" not in page.heading


def test_boxes_are_shown_only_once_they_are_opened(app, team):
    learning_id = team.plan("siblings")
    team.everybody_gives(learning_id, "agree")
    with app.test_request_context():
        meeting = db.session.get_one(LearningMeeting, learning_id)
        assert queries.opened_boxes(meeting) == {}
        position_operations.open_them(meeting, by=team.henk)
        assert next(iter(queries.opened_boxes(meeting).values()))["counts"]["agree"] == 4


# --- few people


def test_positions_of_three_people_are_never_shown(team, browse):
    learning_id = team.plan("siblings")
    for who in (team.sanne, team.mehmet, team.lotte):
        team.give(who, learning_id, ["agree"])
    page = team.press(team.henk, "learning.open_positions", learning_id=learning_id)

    assert FEWEST == 4
    assert "Vanaf 4 mensen kunnen ze open. Nu deden er 3 mee." in page.words
    assert "3 van 4 mensen deden mee" in page.words
    assert "Open de standpunten" not in browse(team.henk).open("learning.one", learning_id=learning_id).words


def test_positions_nobody_could_open_are_thrown_away_unread(app, team, browse):
    learning_id = team.plan("siblings", days=0)
    team.give(team.sanne, learning_id, ["agree"], said=SENTENCE)
    page = team.press(team.henk, "learning.hold", learning_id=learning_id)

    assert stored(app) == ({}, set())
    assert "De standpunten zijn nooit geopend" in page.words


def test_so_are_those_of_a_meeting_that_is_called_off(app, team):
    learning_id = team.plan("siblings")
    team.everybody_gives(learning_id, "agree")
    team.press(team.henk, "learning.cancel", learning_id=learning_id)

    assert stored(app) == ({}, set())


def test_a_team_of_three_is_told_so_and_asked_nothing(app, team, browse):
    learning_id = team.plan("siblings")
    with app.app_context():
        db.session.get_one(User, team.lotte.id).active = False
        db.session.commit()
    page = browse(team.sanne).open("learning.one", learning_id=learning_id)

    assert "Uw team is te klein" in page.words
    assert "Geef uw standpunten" not in page.links()
    assert "Uw team is te klein" in browse(team.sanne).open("learning.positions", learning_id=learning_id).words


# --- differences


def test_once_they_are_open_nobody_adds_to_them(app, team, browse):
    """A fifth position after the opening would be the difference between two pictures."""
    learning_id = team.plan("siblings")
    team.everybody_gives(learning_id, "agree")
    team.press(team.henk, "learning.open_positions", learning_id=learning_id)
    with app.app_context():
        late = User(email="late@vlierland.example", name="Joris", role="worker", team_id=1)
        db.session.add(late)
        db.session.commit()
        db.session.expunge(late)
    before = boxes(app)
    page = browse(late).open("learning.positions", learning_id=learning_id)

    assert "De standpunten zijn gesloten" in page.words
    with app.test_request_context(), pytest.raises(RuleBroken):
        point = next(iter(stored(app)[0]))
        position_operations.give(
            db.session.get_one(LearningMeeting, learning_id), {point: (Position.AGREE, "")}, by=late
        )
    assert boxes(app) == before


def test_once_they_are_open_it_is_not_known_any_more_who_took_part(app, team, browse):
    learning_id = team.plan("siblings")
    team.everybody_gives(learning_id, "agree")
    team.press(team.henk, "learning.open_positions", learning_id=learning_id)

    assert stored(app)[1] == set()
    assert "4 mensen deden mee" in browse(team.sanne).open("learning.one", learning_id=learning_id).words


def test_from_the_first_position_on_the_statements_stay_as_they_are(app, team, browse):
    """A statement that only the last one answers would be that person's."""
    learning_id = team.plan("siblings", own="Wij bellen te laat.")
    team.give(team.sanne, learning_id, ["agree", "agree"])
    henk = browse(team.henk)
    added = henk.fill("learning.statements", {"chosen": ["review"]}, learning_id=learning_id)
    page = henk.open("learning.one", learning_id=learning_id)
    with app.app_context():
        own = db.session.scalar(
            select(LearningPoint.id).where(LearningPoint.kind == "statement", LearningPoint.key.is_(None))
        )
    changed = henk.fill("learning.edit_point", {"title": "Iets anders."}, learning_id=learning_id, point_id=own)
    removed = henk.send(page, {}, action=henk.address("learning.remove_point", learning_id=learning_id, point_id=own))

    for answer in (added, changed, removed):
        assert "de stellingen blijven zoals ze zijn" in answer.words
    assert len(stored(app)[0]) == 2


def test_everybody_answers_every_statement_so_that_no_number_tells_who_skipped_one(team):
    learning_id = team.plan(*TWO)
    page = team.give(team.sanne, learning_id, ["agree", None])

    assert page.tree.xpath("//*[contains(@id, 'position_') and contains(@id, '-error')]")
    assert page.address.endswith("/positions")


def test_a_form_of_before_a_statement_was_added_is_not_taken(app, team, browse):
    learning_id = team.plan("siblings")
    opened = browse(team.sanne).open("learning.positions", learning_id=learning_id)
    browse(team.henk).fill("learning.statements", {"chosen": ["review"]}, learning_id=learning_id)
    [name] = {one for one in opened.tree.xpath("//form//@name") if one.startswith("position_")}
    page = browse(team.sanne).send(opened, {name: "agree"})

    assert page.address.endswith("/positions"), "shown again, with the new statement"
    assert stored(app)[1] == set()


def test_nobody_gives_positions_twice_and_nobody_can_take_them_back(app, team, browse):
    learning_id = team.plan("siblings")
    opened = browse(team.sanne).open("learning.positions", learning_id=learning_id)
    team.give(team.sanne, learning_id, ["agree"])
    before = boxes(app)
    [name] = {one for one in opened.tree.xpath("//form//@name") if one.startswith("position_")}

    assert "U hebt al meegedaan" in browse(team.sanne).send(opened, {name: "disagree"}).words
    assert "U hebt al meegedaan" in browse(team.sanne).open("learning.positions", learning_id=learning_id).words
    assert boxes(app) == before


def test_the_page_says_before_one_sends_it_that_there_is_no_way_back(team, browse):
    words = browse(team.sanne).open("learning.positions", learning_id=team.plan("siblings")).words

    assert "Daarom kunt u ze daarna niet meer veranderen" in words
    assert "Zegt iedereen hetzelfde, dan weet iedereen wat iedereen zei" in words
    assert "Verstuur, zonder weg terug" in words


def test_a_meeting_of_the_past_that_was_never_held_takes_no_other_way(app, team):
    """Held, called off, opened: in each the box is closed."""
    learning_id = team.plan("siblings")
    with app.test_request_context():
        meeting = db.session.get_one(LearningMeeting, learning_id)
        standing = queries.standing(meeting, team.sanne)
        assert position_operations.why_closed(meeting, standing) == ""
        for state in (MeetingState.HELD, MeetingState.CANCELLED):
            meeting.state = state
            assert position_operations.why_closed(meeting, standing)
        meeting.state, meeting.opened_on = MeetingState.PLANNED, clock.today()
        assert position_operations.why_closed(meeting, standing)
        db.session.rollback()


def test_what_is_removed_before_anybody_took_part_takes_its_box_along(app, team):
    learning_id = team.plan("siblings")
    with app.test_request_context():
        meeting = db.session.get_one(LearningMeeting, learning_id)
        [point] = queries.statements_in(queries.points_of(meeting))
        operations.remove_point(meeting, point.record, by=team.henk)
        db.session.commit()

    assert stored(app)[0] == {}


def test_the_positions_are_opened_on_a_day_and_not_at_a_moment(app, team):
    learning_id = team.plan("siblings")
    team.everybody_gives(learning_id, "agree")
    team.press(team.henk, "learning.open_positions", learning_id=learning_id)
    with app.app_context():
        assert type(db.session.get_one(LearningMeeting, learning_id).opened_on) is date
