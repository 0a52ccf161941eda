"""Whatever people type or paste: a message at the field or a clean text, and nothing typed is lost."""

import pytest

PASTED = [
    "Kim\x00 valt\x07", "Kim valt 🙏🏽", "كيم تنام", "<script>alert(1)</script>", "=SUM(1)", "{ DDEAUTO cmd }", "Kim valt " * 440,
    "%s %(name)s {{ 7 * 7 }}",
]  # fmt: skip


@pytest.mark.parametrize("text", PASTED)
def test_any_text_is_kept_as_text_through_all_pages(browse, family, text):
    worker = browse(family.worker)
    page = worker.send(family.fill_in(worker, impact_now=text), {"sentence": ""})
    cleaned = " ".join("".join(c for c in text if c.isprintable()).split())

    assert page.heading == "Zorgen en doelen"
    assert cleaned in page.words


@pytest.mark.parametrize("field", ["worried", "children", "examples"])
@pytest.mark.parametrize("sent", ["12345678901234567890", "999999", "<script>"])
def test_somebody_unknown_is_refused_at_the_field(browse, family, field, sent):
    worker = browse(family.worker)
    page = worker.send(worker.open("goals.new", ref=family.casus.ref), family.pages(**{field: sent})[0])

    assert page.error_at(field)
    assert page.value_of("title") == "Alleen als Kim drinkt"


@pytest.mark.parametrize("weeks", ["0", "-3", "1,5", "99999999999999999999", "veel"])
def test_a_number_of_weeks_that_cannot_be_says_so(browse, family, weeks):
    page = family.fill_in(browse(family.worker), hold_for=weeks)

    assert page.error_at("hold_for")
    assert page.value_of("hold_for") == weeks


def test_too_long_a_text_says_how_much_fits_and_stays(browse, family):
    worker = browse(family.worker)
    page = worker.send(worker.open("goals.new", ref=family.casus.ref), family.pages(about="x" * 4001)[0])

    assert "4000" in page.error_at("about")
    assert len(page.value_of("about")) == 4001


@pytest.mark.parametrize("person", ["12345678901234567890", "abc", ""])
def test_a_person_in_the_address_that_is_not_there_is_no_problem(browse, family, danger, person):
    page = browse(family.worker).open(f"/casus/{family.casus.ref}/goals/dangers/{danger.id}/opinion?person={person}")

    assert page.status == 200
