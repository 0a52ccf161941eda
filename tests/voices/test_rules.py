"""What the method asks of the child's voice."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.factories import TODAY
from workbench.voices import rules

RIGHT = {"words": ["Dat mama voorleest."], "heard_on": TODAY, "told_back_on": None, "today": TODAY}


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("lines", {"words": []}),
        ("heard_on", {"heard_on": TODAY + timedelta(days=1)}),
        ("told_back_on", {"told_back_on": TODAY - timedelta(days=1)}),
    ],
)
def test_each_gap_is_named_at_its_field(field, changed):
    assert [name for name, _message in rules.moment_gaps(**{**RIGHT, **changed})] == [field]


def test_a_right_moment_lacks_nothing():
    assert list(rules.moment_gaps(**RIGHT)) == []


def test_every_child_from_four_years_on_is_asked():
    noa, daan, bo, unknown = (SimpleNamespace(id=nr, age=age) for nr, age in enumerate((9, 4, 1, None), 1))

    assert rules.not_asked([noa, daan, bo, unknown], {1}) == [daan, unknown]
