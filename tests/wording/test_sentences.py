"""How well the checks do on labelled sentences; and that this measure can fail."""

import pytest

from tests.wording.measuring import figures, found_in, labelled

ROWS = labelled()
FIGURES = figures(ROWS)


@pytest.mark.parametrize("check", FIGURES)
def test_each_check_is_nearly_always_right(check):
    assert FIGURES[check].precision >= 0.9


@pytest.mark.parametrize("check", FIGURES)
def test_each_check_misses_little(check):
    assert FIGURES[check].recall >= 0.8


@pytest.mark.parametrize("check", FIGURES)
def test_each_check_has_sentences_that_it_should_and_should_not_point_at(check):
    flagged = sum(check in row["flags"] for row in ROWS)

    assert 1 <= flagged < len(ROWS)


def test_a_coach_that_says_nothing_fails_the_measure():
    silent = figures(ROWS, lambda row: set())

    assert all(figure.recall == 0 for figure in silent.values())


def test_a_coach_that_always_speaks_fails_the_measure():
    every = {id for row in ROWS for id in row["flags"]}
    loud = figures(ROWS, lambda row: every)

    assert all(figure.precision < 0.9 for figure in loud.values())


def test_a_coach_that_mistakes_each_sentence_for_the_next_fails_the_measure():
    answers = [found_in(row) for row in ROWS]
    shifted = iter(answers[1:] + answers[:1])
    mistaken = figures(ROWS, lambda row: next(shifted))

    assert sum(figure.precision < 0.9 or figure.recall < 0.8 for figure in mistaken.values()) > len(mistaken) * 0.9
