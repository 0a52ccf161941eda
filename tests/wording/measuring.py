"""Precision and recall per check on labelled sentences (tests/wording/*.jsonl)."""

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from workbench.wording import Context, check, checks_for

HERE = Path(__file__).parent


class Figures(NamedTuple):
    """Of one check: rightly pointed at, wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self):
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self):
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


# The first set; hard ones that an independent writer labelled; more hard ones, labelled before the coach had seen them.
FILES = ("sentences.jsonl", "hard_sentences.jsonl", "more_sentences.jsonl")


def labelled(*names):
    """The labelled sentences of these files, or of all. "either" names checks that count for nothing in a sentence."""
    lines = [line for name in names or FILES for line in (HERE / name).read_text("utf-8").splitlines()]
    return [json.loads(line) for line in lines if line]


def found_in(row):
    """The ids of the checks that speak about a labelled sentence."""
    context = Context(row["people"], row["doers"], row["dangerous"], row["ages"])
    return {finding.id for finding in check(row["text"], row["kind"], context)}


def figures(rows, find=found_in):
    """For each check that looks at these kinds of text: how often right, wrong and missed."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for row in rows:
        either = set(row.get("either", ()))
        found, expected = set(find(row)) - either, set(row["flags"]) - either
        right.update(found & expected)
        wrong.update(found - expected)
        missed.update(expected - found)
    ids = sorted(
        {id for row in rows for id in checks_for(row["kind"])} | set(right + wrong + missed), key=lambda id: int(id[1:])
    )
    return {id: Figures(right[id], wrong[id], missed[id]) for id in ids}
