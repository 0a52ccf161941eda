"""`verify` compares what is stored of evidence and coverage with a new count, and `rebuild` counts it anew."""

from datetime import timedelta

import pytest

from tests.standards.conftest import TODAY, Family
from workbench.accounts.operations import change_setting
from workbench.casus.models import CasusStatus
from workbench.extensions import db
from workbench.signals.models import Signal
from workbench.standards import operations, queries
from workbench.standards.comparing import differences
from workbench.standards.models import Coverage, Evidence, Reflection
from workbench.standards.rules import Weight
from workbench.upkeep import verifying


def told():
    return sorted(differences())


def test_all_is_well_after_any_change(family):
    family.changed(family.add(Signal(received_on=TODAY, content="Noa was alleen.")))

    assert told() == []


def _state(f):
    return db.update(Coverage).values(state_6="partly")


def _newest(f):
    return db.update(Coverage).values(newest_6_on=TODAY)


def _team(f):
    return db.update(Coverage).values(team_id=2)


def _a_row_gone(f):
    return db.delete(Evidence).where(Evidence.record_type == "agreement", Evidence.standard == 8)


def _a_row_too_much(f):
    return db.insert(Evidence).values(casus_id=f.casus.id, standard=3, record_type="success", record_id=f.success.id,
                                      weight=Weight.PRIMARY, held_on=TODAY - timedelta(days=150))  # fmt: skip


def _weight(f):
    return db.update(Evidence).where(Evidence.record_type == "agreement", Evidence.standard == 8).values(weight=Weight.PRIMARY)


def _day(f):
    return db.update(Evidence).where(Evidence.record_type == "parent_opinion").values(held_on=TODAY - timedelta(days=9))


def _never(f):
    return db.delete(Coverage)


@pytest.mark.parametrize(
    ("tamper", "standard", "words"),
    [
        (_state, 6, "stored as partly, a new count gives evidence"), (_newest, 6, "the day of the newest evidence is another"),
        (_a_row_gone, 8, "gives evidence and does not count"), (_a_row_too_much, 3, "counts and gives no evidence"),
        (_weight, 8, "counts with another weight or day"), (_day, 4, "counts with another weight or day"),
        (_team, None, "the team or the day of the last meeting is another"), (_never, None, "it was never counted"),
    ],
)  # fmt: skip
def test_a_row_that_was_tampered_with_is_named_with_its_casus_and_standard(family, tamper, standard, words):
    db.session.execute(tamper(family))
    db.session.commit()
    place = f"casus {family.casus.ref}, " + (f"standard {standard}: " if standard else "coverage: ")

    assert [line for line in told() if line.startswith(place) and words in line]
    assert any(line.startswith(f"coverage: casus {family.casus.ref}") for line in verifying.faults())


def test_a_count_of_everything_puts_it_right_also_in_a_closed_casus(family, app):
    family.casus.status = CasusStatus.CLOSED
    family.changed(family.casus)
    db.session.execute(_state(family))
    db.session.commit()
    run = app.test_cli_runner().invoke
    assert run(args=["coverage"]).output == "Counted 0 casussen.\n"
    assert told() != []
    assert run(args=["rebuild"]).output == "Counted 1 casussen.\n"

    assert told() == []


def test_looking_writes_nothing(family, statements):
    db.session.execute(_state(family))
    db.session.commit()
    statements.clear()
    assert told() != []

    assert {statement.split()[0] for statement in statements} == {"SELECT"}


def test_one_statement_for_each_casus_and_no_more_of_them_in_memory(context, statements, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [Family() for _turn in range(5)]
    for one in made:
        one.changed(one.casus)
    statements.clear()
    assert told() == []

    assert len([one for one in statements if "FROM casus" in one and "LIMIT" in one and "rightful" not in one]) == 4
    assert len([one for one in statements if "rightful" in one]) == 5


class TestOnlyTheDate:
    """What the passing of a day changes is no fault; the count of the night sees to it."""

    def later(self, monkeypatch, days):
        monkeypatch.setattr("workbench.clock.today", lambda: TODAY + timedelta(days=days))

    def counted(self, family):
        operations.recompute()
        return family.states()

    def test_a_signal_that_waits_too_long(self, family, monkeypatch):
        family.changed(family.add(Signal(received_on=TODAY, content="Noa was alleen.")))
        self.later(monkeypatch, 20)
        assert told() == []

        assert self.counted(family)[3] == "partly"
        assert told() == []

    def test_a_reflection_that_grows_old(self, family, monkeypatch):
        self.later(monkeypatch, 200)
        assert told() == []

        assert self.counted(family)[1] == "partly"

    def test_a_child_that_becomes_four(self, family, monkeypatch):
        from tests import factories

        family.changed(factories.child(family.casus, "Bo", born_on=(TODAY - timedelta(days=4 * 365 - 10)).isoformat()))
        self.later(monkeypatch, 40)
        assert told() == []

        assert self.counted(family)[4] == "partly"

    def test_a_day_that_lay_ahead(self, family, worker, monkeypatch):
        operations.add_learning_action(by=worker, standard=1, what="Meekijken", planned_on=TODAY + timedelta(days=20))
        db.session.commit()
        for days in (5, 30):
            self.later(monkeypatch, days)
            assert told() == []
        self.counted(family)

        assert told() == []

    def test_another_term_of_the_house(self, family, monkeypatch):
        change_setting("network.fewest_members", 3, by=None)
        db.session.commit()
        assert told() == []

        assert self.counted(family)[7] == "partly"
        assert told() == []

    def test_a_state_that_was_never_right_is_a_fault_all_the_same(self, family, monkeypatch):
        """What it guards against: that "only the date" excuses everything."""
        db.session.execute(db.update(Coverage).values(state_3="no_evidence"))
        db.session.commit()
        self.later(monkeypatch, 20)

        assert [line for line in told() if "standard 3: stored as no_evidence" in line]

    def test_nor_is_a_reflection_that_was_old_already_excused(self, family, monkeypatch):
        db.session.execute(db.update(Reflection).values(reflected_on=TODAY - timedelta(days=300)))
        db.session.commit()

        assert [line for line in told() if "standard 1: stored as evidence, a new count gives partly" in line]
