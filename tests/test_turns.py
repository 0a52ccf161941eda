"""Who writes to a SQLite file from one process, one after the other in the order they came."""

from threading import Thread
from time import sleep

from workbench.database import Turns


def waiting(turns, name, order):
    """Somebody who waits, writes, and goes."""

    def work():
        assert turns.take(5)
        order.append(name)
        turns.give_back()

    before, thread = len(turns._waiting), Thread(target=work)
    thread.start()
    while len(turns._waiting) == before:  # until he or she stands in the queue
        sleep(0)
    return thread


def test_whoever_came_first_writes_first():
    turns, order = Turns(), []
    assert turns.take(1)
    threads = [waiting(turns, name, order) for name in ("Kim", "Bas", "Truus")]
    turns.give_back()
    for thread in threads:
        thread.join(5)

    assert order == ["Kim", "Bas", "Truus"]
    assert turns.take(1), "and after them it is free"


def test_somebody_whose_turn_does_not_come_has_nothing_to_give_back():
    turns = Turns()
    assert turns.take(1)

    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0.01), "nobody is waited for who went away"
