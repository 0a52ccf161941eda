"""Twenty snoops among twenty thousand lines of ordinary work: the rules find them, and leave the others alone (threat 9)."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from workbench.log_review import rules
from workbench.log_review.rules import Family, Known, Line, Span

WORKERS, EACH = 12, 15  # colleagues, families of each
LEADER, OUTSIDER = 900, 901
MONTH = datetime(2026, 5, 1, tzinfo=UTC)
CLOSED = 5000  # of nobody in the walk below
FAMILIES = {w * 100 + nr: Family((Span(None, 1, frozenset({w})),)) for w in range(1, WORKERS + 1) for nr in range(EACH)}
FAMILIES[CLOSED] = Family((Span(None, 1, frozenset({1})),), closed_on=date(2026, 1, 10))
KNOWN = Known(FAMILIES, {LEADER: 1})


def line(chain, at, actor, event="page read", *, outcome="ok", checks="TT-F", page="overview.casus"):
    return Line(chain, 0, at, event, outcome, checks, actor, page)


def ordinary(chance, most):
    """A month of daily work: each reads some families a day, searches and opens, now and then is refused or works late."""
    found = []
    while len(found) < most:
        worker = chance.randint(1, WORKERS)
        at = MONTH + timedelta(days=chance.randint(0, 29), hours=chance.randint(7, 18), minutes=chance.randint(0, 59))
        mine = [key for key in FAMILIES if key // 100 == worker]
        if chance.random() < 0.05:
            found.append(line(0, at, worker, "searched", page=""))
        found += [line(chance.choice(mine), at + timedelta(minutes=nr), worker) for nr in range(chance.randint(1, 6))]
        if chance.random() < 0.002:
            found.append(line(mine[0], at, worker, outcome="denied"))
        if chance.random() < 0.0005:
            found.append(line(mine[0], at, worker, "protected contact shown"))
        if chance.random() < 0.05:
            found.append(line(chance.choice(mine), at, LEADER))
    return found


def snoops(chance):
    """(who, lines) of twenty that should be found, of every kind."""
    at = MONTH + timedelta(days=12, hours=10)
    planted = []
    for nr in range(20):
        who, when = 2000 + nr, at + timedelta(days=nr % 14)
        theirs = chance.choice(list(FAMILIES))
        night = when.replace(hour=23, minute=30)
        planted.append((who, [
            [line(theirs, when, who)],
            [line(theirs, when, who, checks="TF-T")],
            [line(theirs, when, who, "protected contact shown", checks="TF-F")],
            [line(CLOSED, when, who)],
            [line(0, when + timedelta(minutes=n), who, "searched", page="") for n in range(6)],
            [line(theirs, night, who, "document made")],
            [line(theirs, when + timedelta(minutes=n), who, outcome="denied") for n in range(4)],
            [line(theirs, when, who, checks="TF-F")],
        ][nr % 8]))  # fmt: skip
    return planted


def test_the_snoops_are_found_and_the_others_left_alone():
    chance = random.Random(8)  # noqa: S311 - a walk that is the same each time
    planted = snoops(chance)
    lines = ordinary(chance, 20_000) + [one for _who, theirs in planted for one in theirs]
    lines.sort(key=lambda one: one.at)

    hits = rules.stands_out(lines, KNOWN)

    who = {name for name, _lines in planted}
    assert len({hit.actor for hit in hits} & who) >= 19
    false = sum(len(hit.lines) for hit in hits if hit.actor not in who)
    assert false <= len(lines) // 100, false


@pytest.mark.parametrize("silent", [rule.key for rule in rules.RULES if rule.key != "volume"])
def test_without_its_rule_a_kind_of_snoop_is_missed(monkeypatch, silent):
    """The negative control: each rule finds something that no other rule finds."""
    planted = snoops(random.Random(8))  # noqa: S311
    known = Known(FAMILIES, {LEADER: 1, **({} if silent == "without_assignment" else {who: 1 for who, _lines in planted})})
    lines = [one for _who, theirs in planted for one in theirs]
    before = {hit.actor for hit in rules.stands_out(lines, known)}
    monkeypatch.setattr(rules, "RULES", tuple(rule for rule in rules.RULES if rule.key != silent))

    assert before - {hit.actor for hit in rules.stands_out(lines, known)}


def test_three_times_ones_own_usual_day_stands_out():
    days = [line(101, MONTH + timedelta(days=day, hours=9, minutes=n), 1) for day in range(10) for n in range(20)]
    busy = [line(102, MONTH + timedelta(days=12, hours=9, seconds=n * 20), 1) for n in range(80)]

    assert [hit.day for hit in rules.volume(days + busy, KNOWN)] == [date(2026, 5, 13)]
    assert not list(rules.volume(days + busy[:50], KNOWN))


def test_who_worked_on_it_then_read_it_rightly_and_after_handing_it_on_did_not():
    handed = MONTH + timedelta(days=10)
    known = Known({5: Family((Span(handed, 1, frozenset({1})), Span(None, 2, frozenset({2}))))}, {LEADER: 1, OUTSIDER: 2})
    before, after = handed - timedelta(hours=1), handed + timedelta(hours=1)

    def found(actor, at):
        return bool(list(rules.without_assignment([line(5, at, actor)], known)))

    assert [found(1, before), found(1, after), found(2, before), found(2, after)] == [False, True, True, False]
    assert [found(LEADER, before), found(LEADER, after), found(OUTSIDER, after)] == [False, True, False]


def test_the_months_that_wait():
    assert rules.months_between(date(2026, 3, 20), date(2026, 6, 1)) == [date(2026, 5, 1), date(2026, 4, 1), date(2026, 3, 1)]
    assert rules.months_between(date(2026, 6, 1), date(2026, 6, 30)) == []
    assert len(rules.months_between(date(2020, 1, 1), date(2026, 6, 30))) == 12
    assert [rules.is_late(date(2026, 5, 1), date(2026, 6, day)) for day in (15, 16)] == [False, True]


def test_who_guards_privacy_reads_requests_and_holds_as_work_and_the_rest_of_a_file_stands_out():
    officer = 902
    known = Known(FAMILIES, {LEADER: 1}, frozenset({officer}))
    room, elsewhere = (line(100, MONTH, officer, page=page) for page in ("file_rights.one", "overview.casus"))

    assert list(rules.without_assignment([room], known)) == []
    assert [hit.actor for hit in rules.without_assignment([elsewhere], known)] == [officer]
    assert [hit.actor for hit in rules.without_assignment([room], KNOWN)] == [officer]  # the control: for a colleague it does
