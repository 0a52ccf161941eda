"""What was left open is not there, so that coverage does not count an empty text as filled in."""

from workbench.records import filled


def test_a_text_that_was_left_open_is_none_and_nothing_else_changes():
    assert filled({"celebrated": "", "what": "Gelukt.", "shared": False, "number": 0}) == {
        "celebrated": None,
        "what": "Gelukt.",
        "shared": False,
        "number": 0,
    }
