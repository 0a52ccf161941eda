"""What worries, goals, bottom lines and numbers say, and how they read before, comes through the casus file unchanged."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from workbench.extensions import db
from workbench.goals.models import (
    BottomLine,
    DangerStatement,
    EarlierDanger,
    EarlierRating,
    Rating,
    RatingForm,
    SafetyGoal,
)
from workbench.transfer.exporting import export_casus

DAY, MOMENT = "2026-03-16", "2026-03-16T18:00:00+00:00"
BY = {"replaced_by": "sanne@vlierland.example", "replaced_at": MOMENT}


def filled(data):
    """The file with everything this is about in it."""
    data["dangers"][0] |= {
        "composed": "Uit de delen.", "status": "withdrawn", "status_since": DAY, "status_why": "Verhuisd.",
        "earlier": [{"title": "Eerder", "sentence": "Zo was het.", "why": "Anders gezegd.", **BY}],
    }  # fmt: skip
    data["opinions"][0]["earlier"] = [{"opinion": "disagree", "words": "Onzin.", "given_on": DAY, **BY}]
    data["goals"][0] |= {"difficult_moment": "Kim trek heeft", "hold_count": 3, "composed": "Uit de delen."}
    data["bottom_lines"][0] |= {
        "status": "reached", "reached_on": DAY, "reached_why": "Zes mensen weten het.",
        "earlier": [{"text": "Zo was het.", "reason": "Daarom.", "why": "De rechter zei het.", **BY}],
    }  # fmt: skip
    data["ratings"][0] |= {
        "form": "smileys", "number": 8,
        "earlier": [{"number": 4, "reason": "Verkeerd.", "rated_on": DAY, "why": "Van Bas.", **BY}],
    }  # fmt: skip
    return data


def test_all_of_it_travels_and_comes_back_the_same(take_in, family):
    casus = take_in(filled(family("A")))
    data = export_casus(casus)
    again = export_casus(take_in(data))

    for name in ("dangers", "opinions", "goals", "bottom_lines", "ratings"):
        assert again[name] == data[name], name
    asked = filled(family("A"))
    for name in ("dangers", "opinions", "goals", "bottom_lines", "ratings"):
        for field in ("earlier", "difficult_moment", "hold_count", "composed", "status_why", "reached_why", "form"):
            assert data[name][0].get(field) == asked[name][0].get(field), (name, field)


def test_it_is_stored_as_what_it_is(take_in, family):
    casus = take_in(filled(family("A")))

    def first(kind):
        return db.session.scalars(select(kind).filter_by(casus_id=casus.id).order_by(kind.id)).first()

    assert first(EarlierDanger).replaced_at == datetime(2026, 3, 16, 18, tzinfo=UTC)
    assert first(EarlierDanger).danger_id == first(DangerStatement).id
    assert (first(SafetyGoal).difficult_moment, first(SafetyGoal).hold_count) == ("Kim trek heeft", 3)
    assert first(BottomLine).reached_on == date(2026, 3, 16)
    assert (first(EarlierRating).number, first(EarlierRating).rating_id) == (4, first(Rating).id)
    assert first(Rating).form is RatingForm.SMILEYS


def test_a_file_from_before_is_still_read(take_in, family):
    data = family("A")
    for record in data["goals"]:
        record.pop("difficult_moment", None)

    assert db.session.scalars(select(SafetyGoal).filter_by(casus_id=take_in(data).id)).first().difficult_moment is None
