"""What the method asks of things on the map."""

import pytest

from tests.factories import TODAY
from workbench.mapping import rules
from workbench.mapping.models import ItemKind

RIGHT = {
    "kind": ItemKind.HARM, "happened_on": TODAY, "period": "", "source": "Fatiha", "source_person": None, "disputed_by": [],
    "other_view": "", "today": TODAY,
}  # fmt: skip


def gaps(**changed):
    return [field for field, _message in rules.item_gaps(**{**RIGHT, **changed})]


def test_a_fact_with_a_day_and_a_source_lacks_nothing():
    assert gaps() == []
    assert gaps(happened_on=None, period="september 2025", source="", source_person=4) == []


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("happened_on", {"happened_on": None}),
        ("happened_on", {"happened_on": TODAY.replace(year=2027)}),
        ("source_person", {"source": ""}),
        ("disputed_by", {"other_view": "Ik had twee glazen op."}),
    ],
)
def test_each_gap_is_named_at_its_field(field, changed):
    assert gaps(**changed) == [field]


def test_a_strength_needs_no_day_and_no_source():
    assert gaps(kind=ItemKind.STRENGTH, happened_on=None, source="") == []


@pytest.mark.parametrize("missing", ["when", "danger", "actor"])
def test_existing_safety_without_its_day_danger_or_actor_is_a_strength(missing):
    whole = {"when": TODAY, "danger": 1, "actor": "Kim"}

    assert rules.kind_kept(ItemKind.EXISTING_SAFETY, **whole) is ItemKind.EXISTING_SAFETY
    assert rules.kind_kept(ItemKind.EXISTING_SAFETY, **{**whole, missing: None}) is ItemKind.STRENGTH
    assert rules.kind_kept(ItemKind.HARM, **{**whole, missing: None}) is ItemKind.HARM
