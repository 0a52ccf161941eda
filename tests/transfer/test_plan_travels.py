"""The temporary plan and what made people look again travel with the family, and what the screen refuses is refused here."""

from datetime import date

import pytest

from workbench.extensions import db
from workbench.plans import trigger_operations
from workbench.plans.models import PlanTrigger, TriggerKind, TriggerOutcome
from workbench.transfer.exporting import export_casus
from workbench.transfer.refusal import FileRefused


def test_demo_a_has_the_temporary_plan_of_26_january_as_its_first_version(take_in, family):
    casus = take_in(family("A"))
    version = next(one for one in export_casus(casus)["plan_versions"] if one["number"] == 1)
    said = version["body"]["temporary"]

    assert (version["kind"], version["starts_on"], version["ends_on"]) == ("temporary", "2026-01-26", "2026-02-08")
    assert [(one["person"], one["stays_with"]) for one in said["tonight"] if one["stays"] == "with"] == [
        ("noa", "truus"), ("daan", "truus")]  # fmt: skip
    assert said["calls"]


def test_a_change_that_was_looked_at_travels(take_in, family):
    casus = take_in(family("A"))
    db.session.add(PlanTrigger(
        casus_id=casus.id, kind=TriggerKind.MOVE, raised_on=date(2026, 6, 1), reason="Kim verhuist.", looked_on=date(2026, 6, 2),
        outcome=TriggerOutcome.FITS, words="De afspraken passen ook daar.",
    ))  # fmt: skip
    db.session.flush()
    again = take_in(export_casus(casus))

    assert export_casus(again)["plan_triggers"] == export_casus(casus)["plan_triggers"]
    assert trigger_operations.open_triggers(again) == []


@pytest.mark.parametrize(("change", "place"), [
    ({"tonight": [{"person": "finn", "stays": "home"}]}, "/plans/1/tonight/0/stays"),
    ({"tonight": [{"person": "rick", "stays": "with", "stays_with": "lotte", "note": "molen"}]}, "/plans/1/tonight/0/note"),
    ({"calls": [{"caller": "rick"}]}, "/plans/1/calls/0/called"),
])  # fmt: skip
def test_a_place_of_somebody_with_a_secret_address_is_refused(take_in, family, change, place):
    data = family("B")
    data["plans"].append({"kind": "temporary", "starts_on": "2026-06-01", "ends_on": "2026-06-08", **change})

    with pytest.raises(FileRefused) as refused:
        take_in(data)
    assert place in str(refused.value)
