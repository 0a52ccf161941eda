"""Answers on rights, a thought of placing a child elsewhere and requests for the family come through the casus file unchanged."""

import copy

import pytest
from sqlalchemy import select

from workbench.extensions import db
from workbench.rights.models import RightsAnswer
from workbench.transfer.exporting import export_casus
from workbench.transfer.refusal import FileRefused
from workbench.voices.models import ChildVoice

THOUGHT = {
    "considered_since": "2026-02-01", "why": "Het is ’s nachts niet veilig.", "evaluate_on": "2026-03-01", "together": "yes",
    "asked": ["truus"], "grounds": [{"ground": "housing"}, {"ground": "safety"}],
    "children": [{"person": "noa", "interest": "Haar eigen bed."}, {"person": "daan"}],
}  # fmt: skip
REQUEST = {
    "what": "Urgentie.", "asked_on": "2026-02-03", "asked_of": "Gemeente Vlierdam.", "outcome": "refused",
    "answered_on": "2026-02-20", "protected": True,
}  # fmt: skip


@pytest.fixture
def filled(family):
    data = family("A")
    data["casus"]["placement_considered"] = True
    ended = THOUGHT | {"considered_since": "2026-01-20", "ended_on": "2026-01-30", "ended_why": "Truus hielp."}
    return data | {"placements": [ended, copy.deepcopy(THOUGHT)], "housing_requests": [REQUEST.copy()]}


def without_moments(records):
    return [{name: value for name, value in one.items() if name != "created_at"} for one in records]


def test_what_was_written_about_rights_comes_back_the_same(take_in, filled):
    made = export_casus(take_in(filled))

    for name in ("rights", "placements", "housing_requests"):
        assert without_moments(made[name]) == filled[name]


def test_an_answer_points_at_the_same_words_of_the_child_after_moving(take_in, filled):
    casus = take_in(filled)
    answer = db.session.scalars(select(RightsAnswer).filter_by(casus_id=casus.id).order_by(RightsAnswer.id)).first()

    assert answer.record_type == "child_voice"
    assert db.session.get(ChildVoice, answer.record_id).heard_on.isoformat() == filled["voices"][0]["heard_on"]


@pytest.mark.parametrize(
    ("name", "change", "place"),
    [
        ("rights", {"child": None}, "/rights/0/question"),  # of no child
        ("rights", {"question": 9}, "/rights/0/question"),  # of the family, not of a child
        ("rights", {"question": 2}, "/rights/0/question"),  # there twice
        ("rights", {"where": None, "record": None}, "/rights/0/where"),
        ("rights", {"record": "/voices/77"}, "/rights/0/record"),
        ("rights", {"record": "/people/0"}, "/rights/0/record"),
        ("placements", {"ended_on": None, "ended_why": None}, "/placements/0/ended_on"),  # two open
        ("placements", {"grounds": []}, "/placements/0/grounds"),
        ("placements", {"grounds": [{"ground": "other"}, {"ground": "other"}]}, "/placements/0/grounds"),
        ("placements", {"children": []}, "/placements/0/children"),
        ("housing_requests", {"answered_on": "2026-02-01"}, "/housing_requests/0/answered_on"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(take_in, filled, name, change, place):
    record = filled[name][0]
    for field, value in change.items():
        record.pop(field, None) if value is None else record.update({field: value})

    with pytest.raises(FileRefused) as refused:
        take_in(filled)
    assert place in {fault.place for fault in refused.value.faults}


def test_an_open_thought_is_said_at_the_casus_too(take_in, filled):
    del filled["casus"]["placement_considered"]

    with pytest.raises(FileRefused) as refused:
        take_in(filled)
    assert [fault.place for fault in refused.value.faults] == ["/placements/1/ended_on"]
