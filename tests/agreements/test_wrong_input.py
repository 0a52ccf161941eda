"""Whatever people type or paste: a message at the field or a clean text, never an error page, and nothing typed is lost."""

import pytest

from tests import factories

PASTED = [
    "Kim\x00 belt\x07 Marloes\x1b[31m", "Kim belt 🙏🏽 Marloes", "كيم تتصل بمارلوس", "<script>alert(1)</script>", "=SUM(1)",
    "{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe }", "Kim " * 900, "\u202eKim", "%s %(name)s {{ 7 * 7 }}",
]  # fmt: skip


@pytest.mark.parametrize("text", PASTED)
def test_any_text_is_kept_as_text(browse, family, text):
    worker = browse(family.worker)
    page = worker.fill("agreements.new", family.answers(what=text), ref=family.casus.ref)
    cleaned = " ".join("".join(c for c in text if c.isprintable() and c != "\u202e").split())

    assert page.status == 200
    assert page.heading.startswith("Afspraak")
    assert cleaned in page.words


def test_too_long_a_text_says_how_much_fits_and_stays(browse, family):
    page = browse(family.worker).fill("agreements.new", family.answers(what="x" * 4001), ref=family.casus.ref)

    assert "4000" in page.error_at("what")
    assert len(page.value_of("what")) == 4001


@pytest.mark.parametrize("day", ["1800-01-01", "9999-12-31", "31-02-2026", "morgen", "=SUM(1)"])
def test_a_day_that_cannot_be_says_so(browse, family, day):
    page = browse(family.worker).fill("agreements.new", family.answers(starts_on=day), ref=family.casus.ref)

    assert page.error_at("starts_on")
    assert page.value_of("starts_on") == day


@pytest.mark.parametrize("field", ["doers", "checker", "backup", "children", "goal", "based_on_item", "readers"])
@pytest.mark.parametrize("sent", ["12345678901234567890", "999999", "-1", "<script>"])
def test_somebody_unknown_is_refused_at_the_field(browse, family, field, sent):
    page = browse(family.worker).fill("agreements.new", family.answers(**{field: sent}), ref=family.casus.ref)

    assert page.status == 200
    assert page.error_at(field)
    assert page.value_of("when") == "bij trek"


def test_a_person_of_another_family_is_unknown_here(browse, family):
    stranger = factories.person(factories.casus(family.worker), "Rick")
    page = browse(family.worker).fill("agreements.new", family.answers(checker=stranger.id), ref=family.casus.ref)

    assert page.error_at("checker")


@pytest.mark.parametrize("days", ["0", "-3", "1,5", "99999999999999999999", "٣"])
def test_a_number_of_days_that_cannot_be_says_so(browse, family, days):
    page = browse(family.worker).fill("agreements.new", family.answers(check_every_days=days), ref=family.casus.ref)

    assert page.error_at("check_every_days")
    assert page.value_of("check_every_days") == days


@pytest.mark.parametrize("number", ["12345678901234567890", "0", "-1", "²", "1e3"])
def test_an_address_that_cannot_be_is_not_found(browse, family, number):
    page = browse(family.worker).open(f"/casus/{family.casus.ref}/agreements/{number}")

    assert page.status == 404


@pytest.mark.parametrize("goal", ["12345678901234567890", "abc", ""])
def test_a_goal_in_the_address_that_is_not_there_is_no_problem(browse, family, goal):
    page = browse(family.worker).open(f"/casus/{family.casus.ref}/agreements/new?goal={goal}")

    assert page.status == 200
