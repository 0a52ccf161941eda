"""Numbers on the scale: of several people at once, of a child in its own form, corrected with a reason; never averaged."""

import pytest
from sqlalchemy import select

from tests import factories
from tests.factories import TODAY
from workbench.clock import today
from workbench.extensions import db
from workbench.goals.models import EarlierRating, Rating, RatingForm


def ratings(app):
    with app.app_context():
        found = list(db.session.scalars(select(Rating).order_by(Rating.id)))
        db.session.expunge_all()
        return found


class TestSeveralPeopleAtOnce:
    @pytest.fixture
    def where(self, family, goal):
        return {"ref": family.casus.ref, "goal_id": goal.id}

    def rows(self, *given):
        """(person, number, reason, step) as the fields of their rows."""
        return {
            name: value
            for person, *values in given
            for name, value in zip(
                (f"number_{person.id}", f"reason_{person.id}", f"step_{person.id}"), values, strict=True
            )
        }

    def test_only_the_rows_that_are_filled_in_are_kept(self, app, browse, family, where):
        given = (family.kim, "8", "Ik bel nu zelf.", "Bas ook bellen."), (family.truus, "6", "Zij belt nog laat.", "")
        page = browse(family.worker).fill(
            "goals.rate_together", self.rows(*given) | {"rated_on": "2026-03-16"}, **where
        )

        assert page.heading == "Het doel"
        assert [(one.person_id, one.number, one.next_step) for one in ratings(app)] == [
            (family.kim.id, 8, "Bas ook bellen."), (family.truus.id, 6, None)
        ]  # fmt: skip
        assert "Nu tussen 6 en 8. Truus zegt 6, Kim 8: vraag elk wat maakt dat het dat cijfer is." in page.words

    @pytest.mark.parametrize("typed", ["11", "-1", "6,5", "zes", "12345678901234567890"])
    def test_a_wrong_number_is_said_in_its_row_and_nothing_typed_is_lost(self, app, browse, family, where, typed):
        given = (family.kim, "8", "Ik bel nu zelf.", ""), (family.truus, typed, "Zij belt nog laat.", "Eerder bellen.")
        page = browse(family.worker).fill(
            "goals.rate_together", self.rows(*given) | {"rated_on": "2026-03-16"}, **where
        )

        assert page.error_at(f"number_{family.truus.id}")
        assert not page.error_at(f"number_{family.kim.id}")
        assert page.value_of(f"number_{family.truus.id}") == typed
        assert page.value_of(f"reason_{family.kim.id}") == "Ik bel nu zelf."
        assert page.value_of(f"step_{family.truus.id}") == "Eerder bellen."
        assert ratings(app) == []

    def test_a_number_needs_what_makes_it_that_number_and_the_other_way_round(self, app, browse, family, where):
        given = (family.kim, "8", "", ""), (family.truus, "", "Zij belt nog laat.", "")
        page = browse(family.worker).fill("goals.rate_together", self.rows(*given), **where)

        assert page.error_at(f"reason_{family.kim.id}")
        assert "Geef ook een cijfer voor Truus" in page.error_at(f"number_{family.truus.id}")
        assert ratings(app) == []

    def test_a_number_of_the_same_day_is_never_written_over(self, app, browse, family, goal, where):
        factories.rating(goal, family.kim, 4, rated_on=TODAY)
        answers = self.rows((family.kim, "8", "Anders.", "")) | {"rated_on": TODAY.isoformat()}
        page = browse(family.worker).fill("goals.rate_together", answers, **where)

        assert "gaf op deze dag al een 4" in page.error_at(f"number_{family.kim.id}")
        assert [one.number for one in ratings(app)] == [4]

    def test_nobody_at_all_is_said_above_the_rows(self, browse, family, where):
        assert "Er is nog geen cijfer ingevuld." in browse(family.worker).fill("goals.rate_together", {}, **where).words

    def test_a_day_that_has_not_come_is_said_at_the_day(self, app, browse, family, where):
        answers = self.rows((family.kim, "8", "Ik bel.", "")) | {"rated_on": "2099-01-01"}
        page = browse(family.worker).fill("goals.rate_together", answers, **where)

        assert page.error_at("rated_on")
        assert ratings(app) == []

    def test_who_died_is_not_asked(self, browse, family, where):
        factories.person(family.casus, "Opa Piet", deceased=True)

        assert "Opa Piet" not in browse(family.worker).open("goals.rate_together", **where).words


class TestAChildsOwnForm:
    def test_a_face_is_a_number_of_the_scale(self, app, browse, family, goal):
        where = {"ref": family.casus.ref, "goal_id": goal.id, "person_id": family.noa.id}
        worker = browse(family.worker)
        page = worker.open("goals.rate_child", **where)
        for words in ("Heel bang.", "Niet goed.", "Gaat wel.", "Goed.", "Heel goed."):
            assert words in page.words
        worker.send(page, {"number": "8", "reason": "Dan zingt Kim."})

        (rating,) = ratings(app)
        assert (rating.number, rating.form, rating.person_id, rating.rated_on) == (
            8,
            RatingForm.SMILEYS,
            family.noa.id,
            today(),
        )

    def test_a_number_without_a_face_is_refused(self, app, browse, family, goal):
        where = {"ref": family.casus.ref, "goal_id": goal.id, "person_id": family.noa.id}
        page = browse(family.worker).fill("goals.rate_child", {"number": "7", "reason": "Dan zingt Kim."}, **where)

        assert page.error_at("number")
        assert ratings(app) == []

    def test_the_path_has_eleven_stones(self, app, browse, family, goal):
        where = {"ref": family.casus.ref, "goal_id": goal.id, "person_id": family.noa.id, "form": "house_path"}
        worker = browse(family.worker)
        page = worker.open("goals.rate_child", **where)
        assert len(page.tree.xpath("//input[@name='number']")) == 11
        worker.send(page, {"number": "7", "reason": "Bijna bij het huis.", "proxy": family.truus.id})

        (rating,) = ratings(app)
        assert (rating.number, rating.form, rating.proxy_id) == (7, RatingForm.HOUSE_PATH, family.truus.id)

    def test_every_picture_has_words_beside_it(self, browse, family, goal):
        for own in ("smileys", "house_path"):
            where = {"ref": family.casus.ref, "goal_id": goal.id, "person_id": family.noa.id, "form": own}
            page = browse(family.worker).open("goals.rate_child", **where)
            labels = page.tree.xpath("//label[.//input[@name='number']]")
            assert all(" ".join(label.itertext()).strip() for label in labels)
            assert {svg.get("aria-hidden") for label in labels for svg in label.iter("svg")} == {"true"}


class TestCorrections:
    def test_a_number_is_corrected_with_a_reason_and_what_it_said_stays(self, app, browse, family, goal):
        rating = factories.rating(goal, family.kim, 4, reason="Ik schreef dit op.")
        worker, where = browse(family.worker), {"ref": family.casus.ref, "goal_id": goal.id}
        page = worker.fill("goals.correct_rating", {"number": "7", "why": ""}, rating_id=rating.id, **where)
        assert page.error_at("why")
        page = worker.send(page, {"why": "Dit was het cijfer van Bas."})

        assert "Kim: 7" in page.words
        assert "Eerst stond er 4." in page.words
        assert "Waarom: Dit was het cijfer van Bas." in page.words
        with app.app_context():
            assert [one.number for one in db.session.scalars(select(EarlierRating))] == [4]

    def test_two_who_correct_at_once_see_both(self, browse, family, goal):
        rating = factories.rating(goal, family.kim, 4, reason="Zo.")
        worker, where = browse(family.worker), {"ref": family.casus.ref, "goal_id": goal.id, "rating_id": rating.id}
        page = worker.open("goals.correct_rating", **where)
        worker.fill("goals.correct_rating", {"number": "7", "why": "Verkeerd."}, **where)

        assert worker.send(page, {"number": "9", "why": "Anders."}).status == 409

    def test_a_number_of_another_goal_is_not_here(self, browse, family, goal):
        other = factories.rating(factories.goal(family.casus), family.kim)
        where = {"ref": family.casus.ref, "goal_id": goal.id, "rating_id": other.id}

        assert browse(family.worker).open("goals.correct_rating", **where).status == 404


def test_the_goal_page_says_which_conditions_of_reached_are_met(browse, family, goal):
    sanne = factories.person(
        family.casus, "Sanne", family_role="professional", in_family=False, user_id=family.worker.id
    )
    for person, number in ((family.kim, 8), (family.truus, 9), (sanne, 6)):
        factories.rating(goal, person, number)
    page = browse(family.worker).open("goals.one", ref=family.casus.ref, goal_id=goal.id)
    items = page.items("Wanneer is dit doel behaald?")

    assert [item.rsplit(" ", 2)[-1] if item.endswith("Ja") else "niet" for item in items] == [
        "niet",
        "Ja",
        "Ja",
        "niet",
    ]
    assert "Sanne geeft een 6" in items[3]
    assert page.links()["Het gaat goed zo lang als is afgesproken"].endswith("/edit#hold_since")


def test_each_gap_of_a_goal_is_a_link_to_its_field(browse, family, goal):
    page = browse(family.worker).open("goals.one", ref=family.casus.ref, goal_id=goal.id)

    assert page.links()["Noem een lastig moment waarop het ook lukt."].endswith(
        f"/goals/{goal.id}/edit#difficult_moment"
    )
    assert page.links()["Schrijf op waaraan professionals het zien."].endswith("#professional_sees")
