"""What changed between two versions, for colleagues and for one reader: no word, no trace of what that reader may not see."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest

from tests.plans import bodies as b
from workbench.plans import since
from workbench.plans.plan_view import words_of
from workbench.wording.leaks import ProtectedTerm

pytestmark = pytest.mark.usefixtures("context")
BEFORE = datetime(2026, 3, 16, 18, tzinfo=UTC)


def earlier(body):
    return b.version(body, id=7, number=2, frozen_at=BEFORE)


def changed(body, change):
    """The body before, and the body after this change."""
    after = deepcopy(body)
    change(after)
    return earlier(body), b.version(after)


def for_reader(body, change, reader, secrets=()):
    old, new = changed(body, change)
    return since.since_last(new, reader, before=old, secrets=list(secrets))


def told(found):
    return [(one.state, one.what, one.name, tuple(field.field for field in one.fields)) for one in found.items]


def agreement_of(body, label):
    return next(one for one in body["agreements"] if one["label"] == label)


def test_a_version_made_after_midnight_is_of_the_dutch_day():
    late = b.version(b.casus_a(), frozen_at=datetime(2026, 6, 15, 23, 30, tzinfo=UTC))

    assert since.everything(late).made_on == date(2026, 6, 16)


def test_two_equal_versions_have_nothing_changed():
    assert since.between(earlier(b.casus_a()), b.version(b.casus_a())).items == ()


def test_agreements_are_matched_by_the_key_that_outlives_versions():
    def copied(body):
        one = agreement_of(body, "A1")
        one |= {"id": 91, "number": 31, "label": "A31", "what": "Als Kim trek heeft, belt zij Bas."}

    old, new = changed(b.casus_a(), copied)
    assert told(since.between(old, new)) == [("changed", "agreement", "A31", ("text",))]


def test_an_agreement_is_new_changed_or_gone():
    def change(body):
        agreement_of(body, "A2")["checker"] = b.BAS
        agreement_of(body, "A3")["when"] = "altijd"
        body["agreements"].remove(agreement_of(body, "A7"))
        body["agreements"].append(b.agreement(11, "A11", 2, "Bas brengt Noa.", [b.BAS], b.INEKE))

    old, new = changed(b.casus_a(), change)
    assert told(since.between(old, new)) == [
        ("changed", "agreement", "A2", ("checkers",)),
        ("changed", "agreement", "A3", ("when",)),
        ("new", "agreement", "A11", ("doers", "when", "checkers")),
        ("gone", "agreement", "A7", ()),
    ]


def test_every_other_part_of_the_plan_is_compared():
    def change(body):
        body["goals"][0]["hold_for"] = 30
        body["dangers"][0]["sentence"] = "Anders."
        body["bottom_lines"][0]["text"] = "Nieuw."
        body["situations"].append({"situation": "illness", "text": "Bas komt.", "group": None})
        body["people"][3]["safe_people"].append(b.BAS)
        body["rings"].append({"person": b.JORIS, "ring": 1, "since": "2026-06-16"})
        body["plan"]["diary"] = "Elke zondag."
        body["aftercare"]["first_help"] = "Truus"

    old, new = changed(b.casus_a(), change)
    new.evaluate_on = date(2026, 7, 27)
    found = since.between(old, new)

    assert [one.what for one in found.items] == [
        "goal", "danger", "bottom_line", "days", "situation", "child", "person", "texts", "aftercare",
    ]  # fmt: skip
    assert (found.since, found.since_day) == (2, date(2026, 3, 16))


def test_a_change_of_the_other_side_leaves_no_trace():
    """F8 and F9 are of the green side: changed, ended and renumbered, they say nothing to the blue side."""

    def change(body):
        agreement_of(body, "F8")["what"] = "Daphne slaapt er altijd."
        body["agreements"].remove(agreement_of(body, "F9"))
        green = {"audience": "sub_group", "group": b.GREEN}
        body["agreements"].insert(0, b.agreement(20, "F0", 1, "Petra belt Lotte.", [b.PETRA], b.ANS, **green))

    for reader in b.BLUE_SIDE:
        assert for_reader(b.casus_b(), change, reader).items == ()
    own_side = for_reader(b.casus_b(), change, b.LOTTE)
    assert [one.state for one in own_side.items] == ["new", "changed", "gone"]


def test_an_agreement_that_was_hidden_since_is_not_called_gone():
    def hide(body):
        agreement_of(body, "F7").update(audience="sub_group", group=b.GREEN)

    assert for_reader(b.casus_b(), hide, b.WIM).items == ()


def test_somebody_who_moved_to_the_other_side_is_not_called_gone():
    def move(body):
        next(one for one in body["people"] if one["id"] == b.REMCO)["group"] = b.GREEN

    assert "Remco" not in str([one for one in for_reader(b.casus_b(), move, b.WIM).items if one.what == "person"])


def test_an_old_text_that_must_not_be_shown_today_is_not_quoted():
    """The address stood in the old version; taken out, it must not come back as "taken out"."""
    body = b.casus_a()
    agreement_of(body, "A2")["what"] = "Fatiha loopt langs Wilgenpad 7."

    def mend(after):
        agreement_of(after, "A2")["what"] = "Fatiha loopt langs."

    secret = [(ProtectedTerm("street", "Wilgenpad 7"), None)]
    assert for_reader(body, mend, b.TRUUS, secret) is None
    assert for_reader(body, mend, b.TRUUS).items != ()


def test_a_name_a_reader_may_no_longer_know_is_not_quoted():
    body = b.casus_b()
    agreement_of(body, "F5")["what"] = "Rick belt met Finn en Mila; Petra zit erbij."
    body["agreements"][1]["people"].append({"part": "together", "person": b.PETRA})

    def mend(after):
        agreement_of(after, "F5")["what"] = "Rick belt met Finn en Mila; Ans zit erbij."
        after["agreements"][1]["people"].pop()

    found = for_reader(body, mend, b.WIM)
    assert found is None or "Petra" not in str(list(words_of(found)))


def test_who_was_not_in_the_earlier_version_compares_with_nothing():
    def come(body):
        body["people"].append(b.person(12, "Yara"))

    assert for_reader(b.casus_a(), come, 12) is None
