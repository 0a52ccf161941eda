"""What a reader may see of a plan: hidden by default, nothing of another sub-group, and no hole that tells."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from tests.plans import bodies as b
from workbench.errors import RuleBroken
from workbench.plans.plan_view import ApprovalView, CopyView, words_of
from workbench.plans.projection import NOTHING_YET, After, Leaking, project, reader_of, refuse_leaks, seen_by
from workbench.wording.leaks import ProtectedTerm

SECRETS = [
    (ProtectedTerm("address", "Wilgenpad 7"), None),
    (ProtectedTerm("place", "Opvang De Luwte"), None),
    (ProtectedTerm("other", "pannenkoek"), b.GREEN),
]
B_READERS = {one["id"]: one["name"] for one in b.casus_b()["people"]}


def view_of(body, reader, after=NOTHING_YET):
    """The plan for this reader, the leak scan included."""
    return project(b.version(body), reader, after, SECRETS)


def said(view):
    """Every word of a view."""
    return "\n".join(words for _place, words in words_of(view))


def texts(view):
    return [agreement.text for agreement in view.agreements]


@pytest.mark.parametrize("reader", b.BLUE_SIDE)
@pytest.mark.parametrize("secret", ["pannenkoek", "Daphne slaapt", "Petra", "Ik durf papa niets", "codewoord", "Finn zei"])
def test_the_blue_side_never_reads_what_is_of_the_green_side(reader, secret):
    assert secret not in said(view_of(b.casus_b(), reader))


@pytest.mark.parametrize("reader", b.GREEN_SIDE)
@pytest.mark.parametrize("other", ["loopt hij meteen naar buiten", "Wim kookte", "maar zij provoceert", "elke zondag bellen"])
def test_the_green_side_never_reads_what_is_of_the_blue_side(reader, other):
    assert other not in said(view_of(b.casus_b(), reader))


def test_what_is_for_both_sides_reaches_both():
    for reader in (b.RICK, b.LOTTE):
        assert any("Rick belt elke dinsdag" in text for text in texts(view_of(b.casus_b(), reader)))


def test_a_professional_outside_both_sides_sees_only_what_is_for_everybody():
    assert len(texts(view_of(b.casus_b(), b.YVONNE))) == 2


def test_the_worker_sees_everything_with_the_labels_people_use():
    view = view_of(b.casus_b(), b.MEHMET)

    assert [agreement.number for agreement in view.agreements] == ["F1", "F8", "F9", "F5", "F7"]


@pytest.mark.parametrize("reader", [*b.BLUE_SIDE, *b.GREEN_SIDE, b.YVONNE])
def test_numbers_show_no_gap(reader):
    view = view_of(b.casus_b(), reader)

    assert [agreement.number for agreement in view.agreements] == [str(n + 1) for n in range(len(view.agreements))]
    assert [danger.number for danger in view.dangers] == [1, 2]


def test_where_everything_is_for_everybody_agreements_keep_their_names():
    assert [one.number for one in view_of(b.casus_a(), b.FATIHA).agreements] == ["A1", "A2", "A3", "A5", "A7"]


@pytest.mark.parametrize(("reader", "other"), [(r, o) for r, o in permutations(B_READERS, 2) if b.MEHMET not in (r, o)])
def test_lists_never_name_somebody_of_the_other_side(reader, other):
    body = b.casus_b()
    groups = {one["id"]: one["group"] for one in body["people"]}
    view = view_of(body, reader)
    listed = {*view.participants, *(ring.name for ring in view.rings), *(one.name for goal in view.goals for one in goal.scale)}
    names = {one["id"]: {one["name"], one["full_name"]} for one in body["people"]}

    assert groups[other] in (None, groups[reader]) or not names[other] & listed


@pytest.mark.parametrize(("reader", "writer"), [(r, w) for r, w in permutations(B_READERS, 2) if r != b.MEHMET])
def test_a_canary_of_the_other_side_reaches_nobody_else(reader, writer):
    """For all ordered pairs: what is written in everything of one side is never served to the other."""
    body = b.casus_b()
    groups = {one["id"]: one["group"] for one in body["people"]}
    if groups[writer] is None or groups[writer] == groups[reader]:
        return
    for danger in body["dangers"]:
        danger["opinions"].append({"person": writer, "opinion": "partly", "words": "KANARIE-mening"})
    for agreement in body["agreements"]:
        if agreement["group"] == groups[writer]:
            agreement["what"] += " KANARIE-afspraak"
    body["child_words"].append({"child": b.MILA, "words": "KANARIE-kind", "may_share": "parents_only", "day": None, "answer": ""})
    body["situations"].append({"situation": "party", "text": "KANARIE-feest", "group": groups[writer]})
    body["bottom_lines"].append(
        {"id": 1, "text": "KANARIE-eis", "set_by": "GI", "ground": "institution", "set_on": None, "group": groups[writer]}
    )
    strength = {"id": 1, "kind": "strength", "text": "KANARIE-kracht", "period": None, "day": None}
    body["map"].append(strength | {"group": groups[writer]})
    found = said(view_of(body, reader))

    assert "KANARIE" not in found.replace("KANARIE-kind", "" if groups[reader] == b.GREEN else "KANARIE-kind")


def test_a_figure_from_a_meeting_of_the_other_side_does_not_betray_that_meeting():
    body = b.casus_b()
    body["goals"][0]["ratings"].append({"person": b.MEHMET, "day": "2026-02-13", "number": 2, "group": b.BLUE})

    assert date(2026, 2, 13) in view_of(body, b.RICK).goals[0].scale_days
    assert date(2026, 2, 13) not in view_of(body, b.LOTTE).goals[0].scale_days


def test_words_for_parents_only_are_for_parents():
    body = b.casus_a()
    body["child_words"][0]["may_share"] = "parents_only"

    assert view_of(body, b.KIM).child_words
    assert not view_of(body, b.FATIHA).child_words


def test_a_chosen_agreement_is_for_who_is_in_it():
    body = b.casus_a()
    body["agreements"][0] |= {"audience": "chosen"}

    assert any("trek in drank" in text for text in texts(view_of(body, b.MARLOES)))
    assert any("trek in drank" in text for text in texts(view_of(body, b.BAS)))
    assert not any("trek in drank" in text for text in texts(view_of(body, b.INEKE)))


def test_an_agreement_of_no_group_in_particular_is_for_no_group():
    """Hidden by default: an audience of one sub-group without saying which lets nobody in."""
    body = b.casus_b()
    body["agreements"][0]["group"] = None

    assert not any("naar buiten" in text for text in texts(view_of(body, b.RICK)))
    assert not any("naar buiten" in text for text in texts(view_of(body, b.YVONNE)))


def test_somebody_who_is_not_in_the_version_sees_nothing():
    with pytest.raises(RuleBroken):
        view_of(b.casus_a(), 99)


def test_a_success_is_for_others_once_it_was_shared():
    body = b.casus_a()
    body["successes"][0]["shared"] = False

    assert view_of(body, b.KIM).successes
    assert not view_of(body, b.INEKE).successes


def test_a_protected_word_stops_the_plan_and_says_where_it_stands():
    body = b.casus_b()
    body["agreements"][1]["what_if"] = "Dan gaat Ans naar het Wilgen-pad."

    with pytest.raises(Leaking) as stopped:
        view_of(body, b.RICK)

    assert len(stopped.value.places) == 1
    assert "ilgen" not in str(stopped.value)


@pytest.mark.parametrize("detail", ["1234 AB", "06 12 34 56 78", "+31 6 12345678", "ans@example.org"])
def test_any_contact_detail_stops_the_plan_of_a_family_with_somebody_protected(detail):
    body = b.casus_b()
    body["agreements"][1]["what_if"] = f"Dan geldt {detail}, zegt Ans."

    with pytest.raises(Leaking) as stopped:
        view_of(body, b.MEHMET)
    assert detail not in str(stopped.value)


def test_public_numbers_days_and_times_are_no_contact_details():
    body = b.casus_b()
    body["agreements"][1]["what_if"] = "Bel 112 of 0800-2000, op 06-01-2026 om 18.30 uur. In 2026 is dat 41 keer."

    assert view_of(body, b.RICK)


def test_the_code_word_may_be_known_on_its_own_side_only():
    body = b.casus_b()
    body["agreements"][1]["what"] += " Het woord is pannenkoek."

    assert view_of(body, b.LOTTE)
    with pytest.raises(Leaking):
        view_of(body, b.WIM)


def test_a_name_this_reader_may_not_know_stops_the_plan():
    body = b.casus_b()
    body["agreements"][1]["what_if"] = "Is Ans ziek, dan belt Petra."

    assert view_of(body, b.ANS)
    with pytest.raises(Leaking):
        view_of(body, b.RICK)


def test_people_tied_to_a_shared_agreement_may_be_named():
    assert "Daphne" in said(view_of(b.casus_b(), b.RICK))


def test_without_the_scan_the_word_would_have_passed():
    """The negative control: the scan is what stops it."""
    body = b.casus_b()
    body["agreements"][1]["what_if"] = "Dan gaat Ans naar Wilgenpad 7."
    version = b.version(body)
    view, _hidden = seen_by(version, reader_of(version, b.RICK), NOTHING_YET)

    assert "Wilgenpad" in said(view)
    with pytest.raises(Leaking):
        refuse_leaks(view, [ProtectedTerm("address", "Wilgenpad 7")])


def test_answers_and_copies_of_the_other_side_do_not_come_along():
    after = After(
        approvals=((b.LOTTE, ApprovalView("Lotte", "yes", None, "", "")), (b.WIM, ApprovalView("Wim", "yes", None, "", ""))),
        copies=((b.PETRA, CopyView("Petra", 3, None, True)), (None, CopyView("Huisarts", 2, None, False))),
    )
    view = view_of(b.casus_b(), b.RICK, after)

    assert [one.name for one in view.approvals] == ["Wim"]
    assert view.copies == ()


def test_what_somebody_answered_is_scanned_too():
    after = After(approvals=((b.WIM, ApprovalView("Wim", "yes", None, "", "Ik rijd langs Wilgenpad 7")),))

    with pytest.raises(Leaking):
        view_of(b.casus_b(), b.RICK, after)


def test_the_walk_over_a_view_misses_no_text():
    view = replace(view_of(b.casus_a(), b.KIM), growing_up="KANARIE")

    assert ("growing_up", "KANARIE") in list(words_of(view))
    assert "KANARIE" not in said(view_of(b.casus_a(), b.KIM))
