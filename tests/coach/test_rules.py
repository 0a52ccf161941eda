"""Which words in which sentence, what stands first, and when a point is the same point."""

from datetime import UTC, datetime

import pytest

from workbench.coach.rules import SHOWN, Left, key_of, points_of, quoted, reading_of, sentence_of
from workbench.wording import Finding

TEXT = "Kim belt Marloes. Bas komt vaker op tijd. Dat is beter!"


def finding(text, words, name="T4", severity="let_op"):
    start = text.index(words)
    return Finding(name, severity, "Waarom", start, start + len(words), "Hoe dan?")


def left(point, reason="Zo zegt Bas het."):
    return Left(1, point.finding.id, point.words, point.sentence, reason, "Sanne", datetime(2026, 6, 18, tzinfo=UTC))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("belt", "Kim belt Marloes."), ("vaker", "Bas komt vaker op tijd."), ("beter!", "Dat is beter!"),
     ("tijd. Dat", "Bas komt vaker op tijd. Dat is beter!")],
)  # fmt: skip
def test_words_stand_in_their_sentence(words, sentence):
    start = TEXT.index(words)

    assert sentence_of(TEXT, start, start + len(words)) == sentence


def test_what_is_about_no_words_is_about_the_whole_text():
    assert sentence_of(" Kim belt. \n Bas komt.", 0, 0) == "Kim belt. \n Bas komt."


def test_the_words_are_quoted_with_what_stands_around_them():
    start = TEXT.index("vaker")

    assert quoted(TEXT, start, start + 5) == ("Bas komt ", "vaker", " op tijd.")


def test_a_long_sentence_is_cut_between_words():
    text = "Als Kim na een lange dag op haar werk thuiskomt gaat het vaker goed dan in de weken voor de vakantie van school."
    before, words, after = quoted(text, text.index("vaker"), text.index("vaker") + 5)

    assert (words, before[:2], after[-2:]) == ("vaker", "… ", " …")
    assert text.endswith(" " + text.split(after.removesuffix(" …"))[1].strip())
    assert before.removeprefix("… ") in text


def test_a_point_about_the_whole_text_quotes_nothing():
    assert quoted("Kim belt.", 0, 9) == ("", "", "")


def test_spaces_and_capitals_make_no_other_point():
    assert key_of("T4", "Vaker", "Bas  komt vaker op tijd") == key_of("T4", "vaker", "bas komt vaker op tijd.")


@pytest.mark.parametrize(
    "other",
    [("T5", "vaker", "Bas komt vaker."), ("T4", "beter", "Bas komt vaker."), ("T4", "vaker", "Bas belt vaker.")],
)
def test_another_check_word_or_sentence_is_another_point(other):
    assert key_of(*other) != key_of("T4", "vaker", "Bas komt vaker.")


def test_a_point_that_was_left_is_not_open_and_says_why():
    first = points_of(TEXT, [finding(TEXT, "vaker"), finding(TEXT, "beter")], [])
    points = points_of(TEXT, [finding(TEXT, "vaker"), finding(TEXT, "beter")], [left(first[0])])
    reading = reading_of(points, ["T4", "T5"])

    assert [point.words for point in reading.open] == ["beter"]
    assert [point.left.reason for point in reading.left] == ["Zo zegt Bas het."]


def test_a_changed_sentence_speaks_again():
    was = points_of(TEXT, [finding(TEXT, "vaker")], [])[0]
    now = TEXT.replace("op tijd", "te laat")

    assert points_of(now, [finding(now, "vaker")], [left(was)])[0].left is None


def test_another_sentence_may_change_without_the_point_coming_back():
    was = points_of(TEXT, [finding(TEXT, "vaker")], [])[0]
    now = f"Noa slaapt bij Truus. {TEXT}"

    assert points_of(now, [finding(now, "vaker")], [left(was)])[0].left is not None


def test_three_at_a_time_and_of_each_check_one_first():
    text = "vaker beter meer minder probeert Moeder"
    words = [finding(text, one) for one in ("vaker", "beter", "meer", "minder")]
    reading = reading_of(
        points_of(text, [*words, finding(text, "probeert", "T17"), finding(text, "Moeder", "T20")], []), ["T4"]
    )

    assert len(reading.first) == SHOWN
    assert {point.finding.id for point in reading.first} == {"T4", "T17", "T20"}
    assert len(reading.more) == 3


def test_what_was_left_still_counts_as_a_point_of_attention():
    """Nobody reads "20 of 20" above a text in which something was left as it is."""
    point = points_of(TEXT, [finding(TEXT, "vaker")], [])[0]
    reading = reading_of(points_of(TEXT, [finding(TEXT, "vaker")], [left(point)]), ["T4", "T5", "T17"])

    assert (reading.clean, reading.checks) == (2, 3)


def test_the_same_words_twice_in_one_sentence_are_one_point():
    text = "Bas belt vaker en komt vaker."
    findings = [Finding("T4", "let_op", "", at, at + 5, "") for at in (9, 23)]

    assert [text[f.start : f.end] for f in findings] == ["vaker", "vaker"]
    assert len(points_of(text, findings, [])) == 1


@pytest.mark.parametrize(
    ("suggestion", "asks"),
    [
        ("Wie doet dit? Schrijf: “Kim belt.”", ("Wie doet dit?", " Schrijf: “Kim belt.”")),
        ("Schrijf een naam.", ("", "Schrijf een naam.")),
        ("", ("", "")),
    ],
)
def test_the_question_stands_apart_from_its_example(suggestion, asks):
    (point,) = points_of(TEXT, [finding(TEXT, "vaker")._replace(suggestion=suggestion)], [])

    assert point.asks == asks
