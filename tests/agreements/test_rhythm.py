"""When an agreement is due, so that a reminder can come on the right day."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest

from workbench.agreements import labels, rhythm
from workbench.agreements.models import Repeats

MONDAY = date(2026, 6, 15)


def due(repeats, days="", *, every=None, starts_on=MONDAY, until=None, status="active", at=None):
    return SimpleNamespace(
        repeats=repeats, repeat_days=days, repeat_every=every, repeat_at=at, starts_on=starts_on, until=until, status=status
    )


@pytest.mark.parametrize(
    ("agreement", "on", "expected"),
    [
        (due(Repeats.WEEKLY, "56"), MONDAY, date(2026, 6, 19)),
        (due(Repeats.WEEKLY, "1"), MONDAY, MONDAY),
        (due(Repeats.WEEKLY, "1", every=2), MONDAY + timedelta(days=1), MONDAY + timedelta(days=14)),
        (due(Repeats.WEEKLY, "7", starts_on=date(2026, 7, 1)), MONDAY, date(2026, 7, 5)),
        (due(Repeats.MONTHLY, starts_on=date(2026, 1, 31)), date(2026, 2, 3), date(2026, 2, 28)),
        (due(Repeats.MONTHLY, starts_on=date(2026, 1, 31)), date(2026, 12, 31), date(2026, 12, 31)),
        (due(Repeats.ONCE), MONDAY, MONDAY),
        (due(Repeats.ONCE), MONDAY + timedelta(days=1), None),
        (due(Repeats.TRIGGER), MONDAY, None),
        (due(None), MONDAY, None),
        (due(Repeats.WEEKLY, "5", until=MONDAY), MONDAY, None),
        (due(Repeats.WEEKLY, "1", status="ended"), MONDAY, None),
    ],
)
def test_the_next_day_on_which_it_is_due(agreement, on, expected):
    assert rhythm.next_on(agreement, on) == expected


def test_every_day_in_a_period_is_named_once():
    found = rhythm.due_between(due(Repeats.WEEKLY, "25"), MONDAY, MONDAY + timedelta(days=13))

    assert [one.isoweekday() for one in found] == [2, 5, 2, 5]


def test_fixed_days_without_a_day_cannot_be_read():
    assert [field for field, _why in rhythm.broken(repeats=Repeats.WEEKLY, repeat_days=[])] == ["repeat_days"]
    assert not list(rhythm.broken(repeats=Repeats.WEEKLY, repeat_days=[1]))


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (due(Repeats.WEEKLY, "56", at=time(20, 30)), "elke vrijdag en zaterdag om 20.30 uur"),
        (due(Repeats.WEEKLY, "12345", at=time(8, 10)), "maandag tot en met vrijdag om 08.10 uur"),
        (due(Repeats.WEEKLY, "1234567"), "elke dag"),
        (due(Repeats.WEEKLY, "1", every=2), "elke maandag, eens in de 2 weken"),
        (due(Repeats.TRIGGER), "Elke keer als er iets gebeurt"),
        (due(None), ""),
    ],
)
def test_the_rule_reads_in_plain_dutch(app, agreement, words):
    with app.test_request_context():
        assert labels.rhythm_words(agreement) == words
