"""Colleagues save the same agreements at once: nobody's text is lost without a word (security.md, finding 2 and F.1).

`WORKBENCH_WRITERS_SECONDS=60` lets the sixteen write longer, `WORKBENCH_SAVES=10000` until so many are acknowledged; on
PostgreSQL too, where TEST_DATABASE_URL says which server.
"""

import os

import pytest

from tests.safety import writers
from tests.safety.figures import figure
from workbench.agreements import operations

WRITERS, SAVES = 8, 6
MANY = 16
SECONDS = float(os.environ.get("WORKBENCH_WRITERS_SECONDS", "2"))
ACKNOWLEDGED = int(os.environ.get("WORKBENCH_SAVES", "1"))
LONG = ACKNOWLEDGED > 100
TURNS = 30 if LONG else 1  # of the controls
DATABASES = writers.DATABASES[-1:]


@pytest.fixture
def house(tmp_path):
    with writers.house("sqlite", tmp_path) as made:
        yield made


@pytest.fixture(params=DATABASES)
def busy_house(request, tmp_path):
    """Five agreements, so that at any moment some people save the same one and some another."""
    with writers.house(request.param, tmp_path, agreements=5) as made:
        yield made


def test_what_was_saved_was_seen_by_the_next_or_shown_beside_it(house):
    house.all_save(WRITERS, SAVES)

    assert house.odd == []
    assert len(house.acknowledged) + len(house.refused) == WRITERS * SAVES
    assert len(house.acknowledged) >= SAVES
    assert house.lost() == []
    assert house.now()[0].version == 1 + len(house.acknowledged)
    assert house.not_shown() == [], "whoever was too late has both texts before his or her eyes"


@pytest.mark.filterwarnings("ignore:Dialect .* does not support updated rowcount")
def test_sixteen_people_save_without_an_error_and_without_a_lost_edit(busy_house, monkeypatch):
    busy_house.all_save_for(MANY, SECONDS, ACKNOWLEDGED)
    found = busy_house.figures()
    print(f"\n{found}")  # with -s, for a long run

    assert busy_house.odd == []
    assert busy_house.lost() == []
    assert busy_house.not_shown() == []
    assert busy_house.acknowledged != []
    assert sum(one.version - 1 for one in busy_house.now()) == found["acknowledged"]
    assert busy_house.log() == (found["acknowledged"], []), "every save stands in the log, and its chain holds"
    figure("F.1 lost edits", goal="10,000 saved, 0 lost; whoever is too late reads both texts", database=busy_house.database,
           reached=f"{found['acknowledged']} saved by {MANY} on 5 agreements, {found['lost']} lost; {found['conflicts']} were "
                   "too late, each reads both texts", control=unguarded(busy_house, monkeypatch))  # fmt: skip


def unguarded(house, monkeypatch):
    """The control: the same sixteen without what guards them lose texts."""
    with monkeypatch.context() as less:
        less.setattr(operations, "expect_version", writers.without_the_version)
        house.begin()
        house.all_save(MANY, TURNS)
        versionless = house.figures()
    with monkeypatch.context() as less:
        writers.without_any_lock(house, less)
        house.begin()
        house.all_save_for(MANY, TURNS / 3, MANY * TURNS)
        lockless = house.figures()
    assert versionless["lost"] > 0
    return (f"lost without the version in the form: {versionless['lost']} of {versionless['acknowledged']}; without any lock: "
            f"{lockless['lost']} of {lockless['acknowledged']}, {lockless['errors']} refused by the database")  # fmt: skip
