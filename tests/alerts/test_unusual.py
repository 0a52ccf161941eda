"""Somebody reads far more than usual: it is said within fifteen minutes, once, to who has to ask, and nobody is stopped (E.6)."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests import factories
from tests.cli.machines import run
from tests.safety.figures import figure
from workbench import audit
from workbench.alerts import operations, queries, rules
from workbench.alerts.models import Alert, AlertLook
from workbench.alerts.rules import QUARTER, Line, busiest, unusual
from workbench.audit.chain import hash_of, head, remember_head
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.outbox.models import OutgoingMail

MONDAY = datetime(2026, 6, 15, 7, 0, tzinfo=UTC)  # nine in the morning in the Netherlands
NOW = datetime(2026, 6, 19, 12, 0, tzinfo=UTC)
PEOPLE, FAMILIES = 20, 15  # and of each


def read(chain, at, event="page read", outcome="ok", page="overview.casus"):
    return Line(at, event, outcome, chain, page)


def some(many, at, long=timedelta(minutes=10), **line):
    """So many different families, evenly within so long."""
    return [read(nr + 1, at + long * nr / max(1, many - 1), **line) for nr in range(many)]


# --- the rules


def test_the_busiest_stretch_counts_different_things_only():
    found = [(NOW + timedelta(minutes=minute), thing) for minute, thing in ((0, 1), (1, 1), (5, 2), (16, 3), (17, 1))]

    assert busiest(found, QUARTER)[0] == 3
    assert busiest(found, timedelta(minutes=4))[0] == 2
    assert busiest([], QUARTER) == (0, None, None)


@pytest.mark.parametrize(
    ("many", "usual", "stands_out"),
    [
        (9, 0, False),  # below the floor: somebody quiet is not pointed at for a busy morning
        (10, 0, True), (10, 3, True), (12, 4, False), (13, 4, True), (24, 9, False),
        (25, 20, True),  # far too many, whatever somebody made usual for himself
    ],
)  # fmt: skip
def test_three_times_the_own_usual_above_a_floor_stands_out(many, usual, stands_out):
    before = [line for day in range(1, 8) for line in some(usual, NOW - timedelta(days=day))] if usual else []

    found = list(unusual(some(many, NOW), before))

    assert [one.rule for one in found] == (["families"] if stands_out else [])
    assert all((one.many, one.usual) == (many, usual) for one in found)


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (some(3, NOW, event="protected contact shown"), "secrets"),
        (some(5, NOW, event="document made"), "exports"),
        (some(6, NOW, outcome="denied"), "refused"),
        ([read(0, NOW + timedelta(minutes=nr), "emergency access not found") for nr in range(6)], "refused"),
        (some(20, NOW, timedelta(minutes=58)), "families"),  # slowly, so that no quarter of an hour shows it
    ],
)
def test_each_kind_is_found_and_without_its_rule_it_is_missed(monkeypatch, lines, rule):
    assert [one.rule for one in unusual(lines, [])] == [rule]
    monkeypatch.setattr(rules, "RULES", tuple(one for one in rules.RULES if one.key != rule))
    assert list(unusual(lines, [])) == []


def test_asking_again_and_again_for_the_same_page_is_one_thing():
    again = [read(7, NOW + timedelta(seconds=nr * 30), outcome="denied", page="overview.casus") for nr in range(60)]
    papers = [read(7, NOW + timedelta(seconds=nr * 30), "document made") for nr in range(30)]
    looks = some(30, NOW, page="emergency.look")

    assert list(unusual(sorted(again + papers + looks, key=lambda one: one.at), [])) == []


# --- a normal week of twenty people, and a snoop


def ordinary(chance, casussen, people):
    """(moment, colleague, casus) of five days: each reads some of the own families, pages of one in a row."""
    for day in range(5):
        for who, user_id in enumerate(people):
            mine = casussen[who * 3 : who * 3 + FAMILIES] or casussen
            for _nr in range(chance.randint(3, 8)):
                at = MONDAY + timedelta(days=day, minutes=chance.randint(0, 590))
                casus = chance.choice(mine)
                yield from ((at + timedelta(minutes=page), user_id, casus) for page in range(chance.randint(1, 2)))


def write(looks):
    """These looks as lines of the log, in their chains, in one statement."""
    rows = []
    for at, user_id, chain in looks:
        seq, previous = head(chain)
        row = {
            "chain": chain, "seq": seq + 1, "at": at, "event": "page read", "action": "R", "outcome": "ok", "checks": "TT-F",
            "actor_id": user_id, "actor_kind": "staff", "actor_role": "worker", "record_type": None, "record_id": None,
            "record_version": None, "request_id": None, "detail": {"page": "overview.casus"}, "key_id": "k",
        }  # fmt: skip
        row["prev_hash"], row["hash"] = previous, hash_of({**row, "key_id": audit.writing.keyring().current}, previous)
        remember_head(chain, row["seq"], row["hash"])
        rows.append(row)
    db.session.execute(AuditEntry.__table__.insert(), rows)
    db.session.commit()


def seeded(app, many):
    """So many colleagues with a week of their work in the log, sixty-five families, and the supervisor."""
    with app.app_context():
        people = [factories.worker(name=f"Collega {nr}").id for nr in range(many)]
        worker, supervisor = factories.worker(), factories.supervisor()
        casussen = [factories.casus(worker, supervisor).id for _nr in range(65)]
        write(sorted(ordinary(random.Random(8), casussen, people)))  # noqa: S311 - a week that is the same each time
    return people, casussen, supervisor


@pytest.fixture
def house(app):
    return seeded(app, 5)


def runs(app, begin, end, every=timedelta(minutes=5)):
    """A run every five minutes: (moment, alerts raised) where there were any."""
    found, at = [], begin
    while at <= end:
        with time_machine.travel(at, tick=False), app.test_request_context():
            if raised := operations.raise_alerts():
                found.append((at, [(one.user_id, one.rule, one.many) for one in raised]))
            db.session.commit()
        at += every
    return found


def test_a_normal_week_of_twenty_people_raises_nothing(app, monkeypatch):
    """Each hour of five days is looked at; the control: with a floor of four families there would be a flood."""
    people, _casussen, _supervisor = seeded(app, PEOPLE)

    def of_day(nr):
        begin, hour = MONDAY + timedelta(days=nr), timedelta(hours=1)
        return runs(app, begin + hour, begin + 11 * hour, hour)

    assert [of_day(nr) for nr in range(5)] == [[]] * 5
    with app.app_context():
        read_by = select(func.count(AuditEntry.actor_id.distinct()), func.count()).where(AuditEntry.event == "page read")
        assert db.session.execute(read_by).one()[0] == len(people)
    monkeypatch.setattr(rules, "RULES", (replace(rules.RULES[0], windows=(rules.Window(QUARTER, 1, 4),)),))
    assert of_day(0)


def test_a_snoop_of_thirty_families_in_ten_minutes_is_told_of_within_one_run(app, house, monkeypatch):
    people, casussen, supervisor = house
    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://localhost:1")
    officer, elsewhere = factories.privacy_officer(), factories.supervisor(team_id=2)
    begin = NOW + timedelta(minutes=2)
    with app.app_context():
        write([(begin + timedelta(seconds=20 * nr), people[3], casussen[nr]) for nr in range(30)])

    found = runs(app, NOW - timedelta(minutes=20), NOW + timedelta(minutes=40))

    assert len(found) == 1, "one run says it, once, and the next ones nothing"
    at, raised = found[0]
    assert [one[:2] for one in raised] == [(people[3], "families")]
    assert at - begin <= timedelta(minutes=15)
    with app.app_context():
        told = set(db.session.scalars(select(OutgoingMail.user_id)))
        logged = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "unusual volume")).all()
        assert told == {officer.id, supervisor.id}
        assert elsewhere.id not in told
        assert [(one.actor_kind, one.detail["who"]) for one in logged] == [("system", people[3])]
        minutes = (at - begin).total_seconds() / 60
    figure("E.6 unusual volume", goal="told within 15 min", reached=f"{minutes:.0f} min after the first look, once",
           control="nothing with the rule off; 0 in a normal week of 20 people")  # fmt: skip


@pytest.mark.only_on("sqlite")  # the same command
def test_the_command_that_runs_every_five_minutes_says_it_once(app, house):
    people, casussen, _supervisor = house
    with app.app_context():
        write([(NOW + timedelta(seconds=20 * nr), people[3], casussen[nr]) for nr in range(30)])
    with time_machine.travel(NOW + timedelta(minutes=11), tick=False):
        first, again = run(app, "remind"), run(app, "remind")

    assert f"alert 1: families, user {people[3]}" in first
    assert "alert" not in again


def test_with_the_rule_off_nobody_hears_of_the_snoop(app, house, monkeypatch):
    """The negative control; and with the hour in which it is said once left out, each run says it anew."""
    people, casussen, _supervisor = house
    with app.app_context():
        write([(NOW + timedelta(seconds=20 * nr), people[3], casussen[nr]) for nr in range(30)])
    after = NOW + timedelta(minutes=10)
    with monkeypatch.context() as off:
        off.setattr(rules, "RULES", tuple(rule for rule in rules.RULES if rule.key != "families"))
        assert runs(app, after, after) == []
    monkeypatch.setattr(operations.queries, "said_already", lambda _now: set())
    assert len(runs(app, after, after)) == 1
    with pytest.raises(Exception, match=r"(?i)unique"), time_machine.travel(after, tick=False), app.test_request_context():
        operations.raise_alerts()


def test_when_it_goes_on_it_is_said_again_after_an_hour(app, house):
    people, casussen, _supervisor = house
    with app.app_context():
        write([(NOW + timedelta(minutes=3 * nr), people[3], casussen[nr % 60]) for nr in range(50)])

    assert [len(raised) for _at, raised in runs(app, NOW, NOW + timedelta(hours=2, minutes=20))] == [1, 1]


def test_looking_costs_the_same_however_many_people_work(app, house, statements):
    with time_machine.travel(NOW, tick=False), app.test_request_context():
        statements.clear()
        operations.raise_alerts()

    assert len(statements) == 2


# --- who looks


@pytest.fixture
def alert(app, house):
    people, casussen, supervisor = house
    with app.app_context():
        elsewhere = factories.casus(team_id=2)
        write([(NOW + timedelta(seconds=20 * nr), people[3], casussen[nr]) for nr in range(29)]
              + [(NOW + timedelta(minutes=9, seconds=50), people[3], elsewhere.id)])  # fmt: skip
        refs = (db.session.get(Casus, casussen[0]).ref, elsewhere.ref)
    [(_at, _raised)] = runs(app, NOW + timedelta(minutes=10), NOW + timedelta(minutes=10))
    with app.app_context():
        return db.session.scalars(select(Alert.id)).one(), people[3], supervisor, refs


@pytest.mark.only_on("sqlite")  # what people see
def test_supervisor_and_privacy_officer_find_it_on_today_and_say_what_it_was(app, browse, alert):
    number, _snoop, supervisor, (ours, theirs) = alert
    officer = factories.privacy_officer()
    with time_machine.travel(NOW + timedelta(minutes=12), tick=False):
        for who, sees_all in ((supervisor, False), (officer, True)):
            browser = browse(who)
            assert "ongewoon veel gezinnen" in browser.open("/").words
            assert "ongewoon veel gezinnen" in browser.open("log_review.index").words
            page = browser.open("alerts.one", alert_id=number)
            assert "Collega 3" in page.words and ours in page.words
            assert (theirs in page.words) is sees_all, "a family of another team does not exist for a supervisor"
            assert browser.send(page, {"remark": ""}).error_at("remark")
            assert "neemt gezinnen over" in browser.send(page, {"remark": "Zij neemt gezinnen over."}).words
            assert "ongewoon veel gezinnen" not in browser.open("/").words
            assert not browser.open("alerts.one", alert_id=number).tree.xpath("//main//textarea")
        for stranger, status in ((factories.supervisor(team_id=2), 404), (factories.worker(), 403),
                                 (factories.administrator(), 403)):  # fmt: skip
            assert browse(stranger).open("alerts.one", alert_id=number).status == status
    with app.app_context():
        assert db.session.scalar(select(func.count(AlertLook.id))) == 2


@pytest.mark.only_on("sqlite")  # what people see
def test_nobody_is_stopped_by_an_alert(app, browse, alert):
    """Volume raises alarms and denies nothing (V8.1.4): who is pointed at goes on working."""
    _number, snoop, _supervisor, _refs = alert
    mine = factories.casus(worker=factories.account(snoop))
    with time_machine.travel(NOW + timedelta(minutes=12), tick=False):
        page = browse(factories.account(snoop)).open("overview.casus", ref=mine.ref)
    assert page.status == 200


def test_who_is_pointed_at_does_not_look_at_it_and_somebody_else_hears(app, browse):
    """A supervisor's own goes to the privacy officer, a privacy officer's own to the supervisors."""
    henk, other, officer = factories.supervisor(), factories.supervisor(name="Ria Post"), factories.privacy_officer()
    with app.test_request_context():
        at = {"rule": "families", "many": 30, "usual": 3, "since": NOW, "until": NOW, "hour": NOW, "raised_at": NOW}
        db.session.add_all([Alert(user_id=henk.id, team_id=1, **at), Alert(user_id=officer.id, team_id=None, **at)])
        db.session.commit()
        seen = {one.id: {raised.alert.user_id for raised in queries.to_look_at(one)} for one in (henk, other, officer)}
        told = {one.id: {who.id for who in queries.who_is_told(one)} for one in (henk, officer)}

    assert seen == {henk.id: {officer.id}, other.id: {henk.id, officer.id}, officer.id: {henk.id}}
    assert told == {henk.id: {other.id, officer.id}, officer.id: {henk.id, other.id}}
