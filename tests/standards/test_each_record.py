"""Adding, changing and withdrawing a record changes the right cells of (standard × kind of record), and only those.

The expectations are written by hand from the table of domain.md 3.1: "3P 9s" is primary for 3, supporting for 9.
"""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.standards.conftest import TODAY
from tests.standards.deeds import Deeds
from workbench.agreements.models import AgreementStatus
from workbench.casus.models import FamilyPlanOffer
from workbench.extensions import db
from workbench.goals.models import BottomLineStatus, DangerStatus, GoalStatus, Opinion
from workbench.mapping.models import ItemKind
from workbench.meetings.models import AttendanceStatus
from workbench.monitoring.models import CheckOutcome
from workbench.reviews.models import Outcome
from workbench.standards import coverage
from workbench.standards.comparing import differences
from workbench.standards.evidence import EVIDENCE
from workbench.standards.models import Evidence

Cells = dict[str, str]  # kind of record → what it counts for, on top of what the family had


class Walked:
    """A deed after a deed; after each the cells are those that were written down."""

    def __init__(self) -> None:
        self.deeds = Deeds()
        self.before = self.deeds.cells()

    def then(self, deed: Callable[..., Any], cells: Cells, *args: Any, **values: Any) -> Any:
        """Do it; what counts more or less than in the beginning is exactly this."""
        made = deed(*args, **values)
        now = self.deeds.cells()
        assert spelled(now - self.before) == cells
        assert not (self.before - now)
        assert list(differences()) == []
        return made


def spelled(cells: "Counter[tuple[str, int, str]]") -> Cells:
    """{"signal": "3P 9s"}: primary first, in the order of the standards; what counts twice stands there twice."""
    found: dict[str, list[tuple[bool, int, str]]] = {}
    for (kind, standard, weight), many in cells.items():
        word = f"{standard}{'P' if weight == 'primary' else 's'}"
        found.setdefault(kind, []).extend([(weight != "primary", standard, word)] * many)
    return {kind: " ".join(word for _weight, _standard, word in sorted(words)) for kind, words in found.items()}


@pytest.fixture
def walked(context):
    return Walked()


HARM, STRENGTH, SAFE = "3s 4s 5s", "4s 6s 8s", "6P 7s"
OPINION, RATING, CIRCLE, MEETING = "4P 3s 5s", "6P 4s 5s 8s 9s", "7P 6s", "7P 4s 9s"
PLAN_OFFER, VOICE, LINE, CHECK = "4P 7P", "4P 5s 6s 7s", "5P 9s", "6P 5s 7s"
SUCCESS, EYES, LATER = "8P 4s 6s 10s", "9P 7s 10s", "10P 7s 9s"
NATURAL, BUILT, BOTH = "7P 5s 6s", "6P 8s", "6P 7P 5s 8s"


@pytest.mark.parametrize("number", range(1, 11))
def test_a_reflection_counts_for_its_standard(walked, number):
    weight = "P" if number < 4 else "s"
    walked.then(walked.deeds.reflect, {"reflection": f"{number}{weight}"}, number)
    walked.then(walked.deeds.reflect, {"reflection": f"{number}{weight} {number}{weight}"}, number, here=False)


def test_time_that_was_kept_counts_for_what_is_about_the_worker(walked):
    walked.then(walked.deeds.reflect, {"reflection": "4s", "reflection_time": "1s 2s 3s"}, 4, reserved_on=TODAY)


def test_a_learning_action_counts_for_knowledge_and_skills(walked):
    walked.then(walked.deeds.learn, {"learning_action": "1P"}, 1)
    made = walked.then(walked.deeds.learn, {"learning_action": "1P 2P"}, 2)
    walked.then(walked.deeds.learn, {"learning_action": "1P 2P"}, 3)  # of the others it says nothing
    walked.then(walked.deeds.learned, {"learning_action": "1P 2P"}, made)


def test_a_talk_with_the_supervisor(walked):
    walked.then(walked.deeds.talk, {"supervision_talk": "3P 1s 2s 9s"})


def test_a_signal_counts_once_it_was_discussed(walked):
    made = walked.then(walked.deeds.signal, {})
    walked.then(walked.deeds.discuss, {"signal": "3P 9s"}, made)
    walked.then(walked.deeds.discuss, {}, made, discussed=False)


def test_a_step_of_the_reporting_code(walked):
    signal = walked.then(walked.deeds.signal, {})
    walked.then(walked.deeds.meldcode_step, {"meldcode_step": "3P 9s"}, signal)


def test_what_a_parent_thinks_counts_while_the_worry_stands(walked):
    do = walked.deeds
    own = do.worry()
    walked.before = do.cells()
    walked.then(do.opinion, {"parent_opinion": OPINION}, own, do.people["kim"])
    walked.then(do.opinion, {"parent_opinion": OPINION}, own, do.people["kim"], Opinion.DISAGREE)
    both = spelled(Counter({cell: 2 * many for cell, many in cells_of("parent_opinion", OPINION).items()}))
    walked.then(do.opinion, both, own, do.people["bas"])
    walked.before -= cells_of("danger_statement", "5P") + cells_of("safety_goal", "5P 4s")
    walked.then(do.move_worry, {}, own, DangerStatus.WITHDRAWN)


def test_a_worry_and_its_goal(walked):
    do = walked.deeds
    made = walked.then(do.worry, {"danger_statement": "5P", "safety_goal": "5P 4s"})
    walked.then(do.change_worry, {"danger_statement": "5P", "safety_goal": "5P 4s"}, made)
    walked.then(do.move_worry, {}, made, DangerStatus.WITHDRAWN)
    walked.then(do.move_worry, {"danger_statement": "5P", "safety_goal": "5P 4s"}, made, DangerStatus.DISCUSSED)


def test_a_goal_that_comes_later_and_is_let_go(walked):
    do = walked.deeds
    worry = walked.then(do.bare_worry, {"danger_statement": "5P"})
    whole = {"danger_statement": "5P", "safety_goal": "5P 4s"}
    goal = walked.then(do.add_goal, whole, worry)
    walked.then(do.change_goal, whole, goal, hold_for=12)
    walked.then(do.rate, {**whole, "rating": RATING}, goal, do.people["kim"])
    walked.then(do.move_goal, {"danger_statement": "5P"}, goal, GoalStatus.LET_GO)
    walked.then(do.move_goal, {**whole, "rating": RATING}, goal, GoalStatus.DISCUSSED)


def test_the_offer_of_a_family_group_plan(walked):
    for offer, cells in (
        (FamilyPlanOffer.MADE, {"family_plan_offer": PLAN_OFFER}), (FamilyPlanOffer.DECLINED, {"family_plan_offer": PLAN_OFFER}),
        (FamilyPlanOffer.NOT_OFFERED, {}),
    ):  # fmt: skip
        walked.then(walked.deeds.family_plan, cells, offer)


def test_the_voice_of_a_child(walked):
    made = walked.then(walked.deeds.hear, {"child_voice": VOICE}, walked.deeds.people["noa"])
    walked.then(walked.deeds.change_moment, {"child_voice": VOICE}, made)


@pytest.mark.parametrize(
    ("kind", "counts"),
    [(ItemKind.HARM, HARM), (ItemKind.COMPLICATING, HARM), (ItemKind.STRENGTH, STRENGTH), (ItemKind.EXISTING_SAFETY, SAFE),
     (ItemKind.WISH, ""), (ItemKind.NEXT_STEP, "")],
)  # fmt: skip
def test_what_stands_on_the_map(walked, kind, counts):
    counting = {"map_item": counts} if counts else {}
    made = walked.then(walked.deeds.item, counting, kind)
    walked.then(walked.deeds.change_item, counting, made, text="Kim belde Truus.")
    walked.then(walked.deeds.withdraw_item, {}, made)
    walked.then(walked.deeds.withdraw_item, counting, made, back=True)


def test_something_on_the_map_that_becomes_something_else(walked):
    do = walked.deeds
    made = walked.then(do.item, {"map_item": HARM}, ItemKind.HARM)
    walked.then(do.change_item, {"map_item": STRENGTH}, made, kind=ItemKind.STRENGTH)
    walked.then(do.change_item, {"map_item": SAFE}, made, kind=ItemKind.EXISTING_SAFETY)
    walked.then(do.change_item, {"map_item": STRENGTH}, made, danger=None)  # safe, and nobody knows in spite of what


def test_a_bottom_line(walked):
    do = walked.deeds
    made = walked.then(do.line, {"bottom_line": LINE})
    walked.then(do.change_line, {"bottom_line": LINE}, made)
    walked.then(do.move_line, {"bottom_line": LINE}, made, BottomLineStatus.REACHED)
    walked.then(do.move_line, {}, made, BottomLineStatus.WITHDRAWN)


def test_a_number_on_the_scale(walked):
    made = walked.then(walked.deeds.rate, {"rating": RATING}, walked.deeds.goal, walked.deeds.people["kim"])
    walked.then(walked.deeds.correct, {"rating": RATING}, made)


def test_the_place_in_the_circles_is_the_present_one_of_who_is_there(walked):
    do, fatiha = walked.deeds, walked.deeds.people["fatiha"]
    walked.then(do.place, {"circle_membership": CIRCLE}, fatiha, 3)
    walked.then(do.place, {"circle_membership": CIRCLE}, fatiha, 1)
    walked.then(do.place, {"circle_membership": CIRCLE}, fatiha, 2, days_ago=30)  # noted later, of before
    walked.then(do.change_person, {}, fatiha, ended_on=TODAY)


def test_a_meeting_counts_with_somebody_there(walked):
    do, kim = walked.deeds, walked.deeds.people["kim"]
    made = walked.then(do.meeting, {})
    walked.then(do.record, {}, made, kim, status=AttendanceStatus.COMING)
    walked.then(do.record, {"meeting": MEETING}, made, kim)
    walked.then(do.record, {}, made, kim, status=AttendanceStatus.ABSENT)


@pytest.mark.parametrize("feasible", [True, False])
def test_an_agreement_counts_by_who_does_it(walked, feasible):
    do = walked.deeds
    made = walked.then(do.agree, {}, [do.people["kim"]])
    walked.then(do.change_agreement, {"agreement": NATURAL}, made, doers=[do.people["kim"], do.people["fatiha"]])
    walked.then(do.move_agreement, {"agreement": NATURAL}, made, AgreementStatus.IN_REVIEW)
    walked.then(do.end_agreement, {}, made, feasible=feasible)


def test_an_agreement_counts_by_what_it_builds_on(walked):
    do = walked.deeds
    item, success = do.item(ItemKind.EXISTING_SAFETY), do.success()
    walked.before = do.cells()
    made = walked.then(do.agree, {"agreement": BUILT}, [do.people["kim"]], based_on_item=item)
    walked.then(do.change_agreement, {"agreement": BOTH}, made, doers=[do.people["truus"]])
    walked.then(do.change_agreement, {"agreement": BOTH}, made, based_on_item=None, based_on_success=success)
    walked.then(do.change_agreement, {"agreement": NATURAL}, made, based_on_success=None)


def test_an_agreement_does_not_build_on_what_was_taken_off_the_map(walked):
    do = walked.deeds
    item = do.item(ItemKind.EXISTING_SAFETY)
    walked.before = do.cells()
    walked.then(do.agree, {"agreement": BUILT}, [do.people["kim"]], based_on_item=item)
    walked.before -= cells_of("map_item", SAFE)
    walked.then(do.withdraw_item, {}, item)


def test_who_leaves_takes_the_evidence_of_the_network_along(walked):
    do = walked.deeds
    walked.then(do.agree, {"agreement": NATURAL}, [do.people["fatiha"]])
    walked.then(do.change_person, {}, do.people["fatiha"], ended_on=TODAY)


def test_an_answer_counts_until_the_text_changes_or_there_is_another(walked):
    do, kim = walked.deeds, walked.deeds.people["kim"]
    version = walked.then(do.freeze, {})
    walked.then(do.answer, {"answer": "4P 7s"}, version, do.agreement, kim)
    walked.then(do.answer, {"answer": "4P 7s"}, version, do.agreement, kim, Outcome.AGREE_BUT)  # the first one is superseded
    walked.then(do.answer, {}, version, do.agreement, kim, Outcome.TALK_FIRST)  # between Kim and the worker
    walked.then(do.answer, {"answer": "4P 7s"}, version, do.agreement, kim)
    walked.then(do.change_agreement, {}, do.agreement, what="Kim belt Truus.")


def test_a_rehearsal(walked):
    walked.then(walked.deeds.rehearse, {"rehearsal": "6P 5s 7s"}, walked.deeds.agreement)


@pytest.mark.parametrize("outcome", list(CheckOutcome))
def test_a_check_counts_when_it_says_something(walked, outcome):
    says = outcome not in (CheckOutcome.UNKNOWN, CheckOutcome.DID_NOT_OCCUR)
    walked.then(walked.deeds.check, {"check_record": CHECK} if says else {}, walked.deeds.agreement, outcome)
    walked.then(walked.deeds.end_agreement, {"check_record": CHECK} if says else {}, walked.deeds.agreement)


def test_a_success(walked):
    made = walked.then(walked.deeds.success, {"success": SUCCESS})
    walked.then(walked.deeds.change_success, {"success": SUCCESS}, made, celebrated="met poffertjes")
    walked.then(walked.deeds.withdraw_success, {}, made)


def test_a_partner_counts_once_told_and_until_the_end(walked):
    made = walked.then(walked.deeds.partner, {})
    walked.then(walked.deeds.inform, {"partner": "9P"}, made)
    walked.then(walked.deeds.inform, {}, made, informed=False)
    walked.then(walked.deeds.inform, {}, made, ended=True)


def test_who_keeps_sight_of_the_safety(walked):
    do = walked.deeds
    walked.then(do.keep_sight, {"eyes_on_safety": EYES}, do.people["ineke"])
    walked.then(do.change_person, {}, do.people["ineke"], ended_on=TODAY)
    walked.then(do.keep_sight, {"eyes_on_safety": EYES}, do.people["truus"])
    walked.then(do.keep_sight, {}, None)


def test_the_aftercare_plan(walked):
    walked.then(walked.deeds.aftercare_plan, {"aftercare_plan": LATER})
    walked.then(walked.deeds.aftercare_plan, {"aftercare_plan": LATER}, who_calls_whom="")


def test_a_contact_in_aftercare_counts_once_it_was_held(walked):
    made = walked.then(walked.deeds.contact, {})
    walked.then(walked.deeds.contacted, {"aftercare_contact": LATER}, made)
    walked.then(walked.deeds.contacted, {}, made, done=False)


def cells_of(kind: str, words: str) -> "Counter[tuple[str, int, str]]":
    return Counter((kind, int(word[:-1]), "primary" if word[-1] == "P" else "supporting") for word in words.split())


# --- the tests above are about every row, and would notice


def test_every_kind_of_record_of_the_table_stands_in_these_tests():
    with open(__file__, encoding="utf-8") as file:
        here = file.read()

    assert {source.name for source in EVIDENCE if f'"{source.name}"' not in here} == set()


def test_a_cell_that_changes_besides_is_noticed(walked, monkeypatch):
    """What they guard against: a listener that leaves a record where it was."""
    made = walked.then(walked.deeds.success, {"success": SUCCESS})
    monkeypatch.setattr(coverage, "_write_evidence", lambda *_args: None)
    with pytest.raises(AssertionError):
        walked.then(walked.deeds.withdraw_success, {}, made)


def test_a_cell_too_much_is_noticed(walked):
    given = {"casus_id": walked.deeds.casus_id, "standard": 2, "record_type": "signal", "record_id": 99, "weight": "primary"}
    db.session.add(Evidence(**given, held_on=TODAY - timedelta(days=1)))
    db.session.flush()
    with pytest.raises(AssertionError):
        walked.then(walked.deeds.signal, {})
