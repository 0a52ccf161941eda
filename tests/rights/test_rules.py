"""What the check asks, when a thought of placing a child elsewhere is reasoned, and which counts may leave the team."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.factories import TODAY
from workbench.rights import rules
from workbench.rights.models import Ground, Reply


def test_every_question_is_asked_of_a_child_or_of_the_family():
    assert sorted(rules.OF_A_CHILD + rules.OF_THE_FAMILY) == list(range(1, 13))
    assert rules.questions_of(None) == rules.OF_THE_FAMILY


@pytest.mark.parametrize(
    ("reply", "where", "record", "field"),
    [
        (Reply.YES, "", None, "where"), (Reply.YES, "in het verslag", None, None), (Reply.YES, "", ("agreement", 1), None),
        (Reply.NO, "", None, None), (None, "in het verslag", None, "answer"), (None, "", None, None),
    ],
)  # fmt: skip
def test_a_yes_says_where_it_is_found(reply, where, record, field):
    assert [name for name, _why in rules.answer_gaps(reply, where=where, record=record)] == ([field] if field else [])


@pytest.mark.parametrize(
    ("grounds", "alone"),
    [({Ground.HOUSING}, True), ({Ground.HOUSING, Ground.SAFETY}, False), ({Ground.SAFETY}, False), (set(), False)],
)
def test_housing_alone_is_no_ground(grounds, alone):
    assert rules.only_housing(grounds) is alone


def thought(**values):
    given = dict.fromkeys(rules.ASKED_OF_A_THOUGHT, "iets") | {
        "grounds": [SimpleNamespace(ground=Ground.SAFETY)], "children": [SimpleNamespace(person_id=3, interest="rust")]
    }  # fmt: skip
    return SimpleNamespace(**given | values)


@pytest.mark.parametrize("field", rules.ASKED_OF_A_THOUGHT)
def test_each_thing_a_thought_lacks_is_named_at_its_field(field):
    assert [name for name, _words in rules.unreasoned(thought(**{field: None}), 1)] == [field]


def test_a_thought_with_everything_lacks_nothing():
    assert list(rules.unreasoned(thought(), 1)) == []


def test_a_thought_without_scientist_or_without_what_is_best_for_a_child_is_not_reasoned():
    bare = thought(children=[SimpleNamespace(person_id=3, interest=None)])

    assert [name for name, _words in rules.unreasoned(bare, None)] == ["behavioural_scientist_id", "interest_3"]


def test_housing_alone_stands_first():
    first, words = next(rules.unreasoned(thought(grounds=[SimpleNamespace(ground=Ground.HOUSING)]), None))

    assert (first, words) == ("grounds", rules.BLOCK)


def test_a_child_that_was_heard_after_the_answer_changed_what_is_known():
    assert rules.changed_since(TODAY, [TODAY - timedelta(days=9), None, TODAY + timedelta(days=1)]) == TODAY + timedelta(days=1)
    assert rules.changed_since(TODAY, [TODAY, None]) is None


@pytest.mark.parametrize(
    ("counts", "leaves"),
    [
        ({"yes": 40, "no": 30, None: 20}, {"yes": 40, "no": 30, None: 20}),
        ({"yes": 40, "no": 3, None: 20}, {"yes": 40, "no": None, None: None}),  # else the total tells it
        ({"yes": 40, "no": 3, None: 4}, {"yes": 40, "no": None, None: None}),
        ({"yes": 12, "no": 0, None: 0}, {"yes": 12, "no": None, None: None}),
    ],
)
def test_a_small_count_does_not_leave_the_team_and_cannot_be_worked_out(counts, leaves):
    assert rules.fit_to_leave(counts) == leaves
