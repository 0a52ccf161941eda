"""The child's voice as a worker meets it, and whatever people type into it."""

import pytest

from tests import factories
from workbench.extensions import db
from workbench.voices.models import ChildVoice, VoiceItem, WordsAndPictures


@pytest.fixture
def sanne(app):
    return factories.worker()


@pytest.fixture
def casus(sanne):
    return factories.casus(sanne)


@pytest.fixture
def noa(casus):
    return factories.child(casus)


@pytest.fixture
def worker(browse, sanne):
    return browse(sanne)


def heard(noa, **changed):
    return {
        "child": noa.id, "heard_on": "2026-01-20", "heard_by": "Sanne", "form": "three_houses",
        "lines-0-words": "Dat mama voorleest.", "lines-0-may_share": "yes",
        "lines-1-words": "Ik ben bang in het donker.", "lines-1-may_share": "no", **changed,
    }  # fmt: skip


def test_what_a_child_said_is_kept_word_for_word_each_with_whether_it_may_be_shared(casus, noa, worker):
    page = worker.fill("voices.new", heard(noa), ref=casus.ref)

    assert "“Dat mama voorleest.” Mag gedeeld worden" in page.words
    assert "“Ik ben bang in het donker.” Niet delen" in page.words
    assert "nog niet aan Noa verteld" in page.words


def test_there_can_be_one_more_line_and_nothing_typed_is_lost(casus, noa, worker):
    page = worker.fill("voices.new", heard(noa, more="1"), ref=casus.ref)
    assert page.value_of("lines-0-words") == "Dat mama voorleest."
    page = worker.send(page, {"lines-3-words": "Ik wil een hond."})

    assert "“Ik wil een hond.”" in page.words


def test_without_a_word_of_the_child_it_is_not_kept(casus, noa, worker):
    page = worker.fill("voices.new", heard(noa, **{"lines-0-words": "", "lines-1-words": ""}), ref=casus.ref)

    assert "ten minste één ding" in page.error_at("lines")
    assert page.value_of("heard_by") == "Sanne"


def test_a_child_that_was_not_asked_is_seen(casus, noa, worker):
    factories.child(casus, "Bo", born_on="2025-06-01")
    page = worker.open("voices.index", ref=casus.ref)

    assert "Nog niemand schreef op wat Noa zegt." in page.words
    assert "wat Bo zegt." not in page.words


def test_the_child_hears_what_was_done_with_it(app, casus, noa, worker):
    worker.fill("voices.new", heard(noa), ref=casus.ref)
    with app.app_context():
        voice = db.session.query(ChildVoice).one().id
    answers = {"done_with_it": "Kim leest elke avond voor.", "told_back_on": "2026-02-01"}
    page = worker.fill("voices.told_back", answers, ref=casus.ref, voice_id=voice)

    assert "Kim leest elke avond voor." in page.words
    assert "aan Noa verteld op 1 februari 2026" in page.words


def test_a_story_is_told_in_panels(app, casus, noa, worker):
    answers = {
        "child": noa.id,
        "lines-0-words": "Mama dronk te veel.",
        "lines-2-words": "Nu belt zij Marloes.",
        "told_by": "Kim",
    }
    page = worker.fill("voices.new_story", answers, ref=casus.ref)

    assert page.words.index("Mama dronk te veel.") < page.words.index("Nu belt zij Marloes.")
    with app.app_context():
        assert db.session.query(WordsAndPictures).one().told_by == "Kim"


def test_a_story_without_a_panel_is_not_kept(casus, noa, worker):
    page = worker.fill("voices.new_story", {"child": noa.id}, ref=casus.ref)

    assert page.error_at("lines")


def test_the_supervisor_reads_and_does_not_change(browse, casus, noa):
    henk = browse(factories.supervisor())

    assert henk.open("voices.index", ref=casus.ref).status == 200
    assert henk.open("voices.new", ref=casus.ref).status == 403


def test_a_moment_of_another_family_is_not_here(app, casus, worker, browse):
    other = factories.worker()
    elsewhere = factories.casus(other)
    browse(other).fill("voices.new", heard(factories.child(elsewhere)), ref=elsewhere.ref)
    with app.app_context():
        voice = db.session.query(ChildVoice).one().id

    assert worker.open("voices.told_back", ref=casus.ref, voice_id=voice).status == 404


@pytest.mark.parametrize("times", [1, 10])
def test_the_list_costs_one_statement(casus, worker, statements, times):
    for nr in range(2 * times):
        worker.fill("voices.new", heard(factories.child(casus, f"Noa{nr}")), ref=casus.ref)
    statements.clear()
    worker.open("voices.index", ref=casus.ref)

    assert len(statements) <= 3 + 1 + 2  # and beside it: what it counts for, what the supervisor asked


@pytest.mark.parametrize(
    "text",
    ["Ik\x00 ben\x07 bang", "Ik ben bang 😢", "أنا خائفة", "<script>alert(1)</script>", "=SUM(1)", "{ DDEAUTO cmd }",
     "Ik ben bang " * 330, "%s {{ 1 }}"],
)  # fmt: skip
def test_any_text_is_kept_as_text(app, casus, noa, worker, text):
    page = worker.fill("voices.new", heard(noa, **{"lines-0-words": text}), ref=casus.ref)

    assert page.heading == "De stem van Noa"
    assert " ".join("".join(c for c in text if c.isprintable()).split()) in page.words


@pytest.mark.parametrize(
    ("field", "sent"),
    [("child", "12345678901234567890"), ("child", "<script>"), ("heard_on", "1800-01-01"), ("heard_on", "9999-12-31"),
     ("told_back_on", "2025-01-01"), ("form", "iets"), ("heard_by", ""), ("lines-0-words", "x" * 4001),
     ("lines-0-may_share", "iets")],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field_and_stays(casus, noa, worker, field, sent):
    page = worker.fill("voices.new", heard(noa, **{field: sent}), ref=casus.ref)

    assert page.error_at(field)
    assert page.value_of("lines-1-words") == "Ik ben bang in het donker."


@pytest.mark.parametrize("index", ["99", "12345678901234567890", "²", "-1", "x"])
def test_a_line_that_cannot_be_is_left_out(app, casus, noa, worker, index):
    worker.fill("voices.new", heard(noa, **{f"lines-{index}-words": "erbij"}), ref=casus.ref)

    with app.app_context():
        assert "erbij" not in [item.words for item in db.session.query(VoiceItem)]


@pytest.mark.parametrize("child", ["12345678901234567890", "abc", ""])
def test_a_child_in_the_address_that_is_not_there_is_no_problem(casus, worker, child):
    assert worker.open(f"/casus/{casus.ref}/voices/new?child={child}").status == 200
