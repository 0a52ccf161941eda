"""The room of the plan: what is missing, making a version, setting it."""

from tests import factories


def test_the_plan_says_what_is_missing_and_where_to_mend_it(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    factories.child(casus)

    page = browse(worker).open("plans.index", ref=casus.ref)

    assert page.status == 200
    assert any("Noa" in words for words in page.links())


def test_a_version_is_made_by_form_and_can_be_opened(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    page = browse(worker).fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref)

    assert page.status == 200
    assert page.address.endswith("/plan/1")


def test_a_temporary_plan_needs_its_last_day_beside_the_field(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    page = browse(worker).fill("plans.freeze", {"kind": "temporary", "starts_on": "2026-06-18"}, ref=casus.ref)

    assert page.error_at("ends_on")
    assert page.value_of("starts_on") == "2026-06-18"


def test_days_in_1800_and_9999_are_refused_and_kept(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    page = browse(worker).fill("plans.freeze", {"starts_on": "01-01-1800", "ends_on": "9999-01-01"}, ref=casus.ref)

    assert page.error_at("starts_on")
    assert page.error_at("ends_on")
    assert page.value_of("starts_on") == "01-01-1800"


def test_a_plan_that_misses_something_is_not_set(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    browser = browse(worker)
    made = browser.fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref)
    page = browser.send(made, {}, action=made.address + "/set")

    assert page.status == 422
    assert "/plan/1/set" in page.address


def test_two_people_who_change_the_texts_both_keep_theirs(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    first, second = browse(worker), browse(worker)
    first.fill("plans.edit", {"diary": "Begin"}, ref=casus.ref)
    early, late = first.open("plans.edit", ref=casus.ref), second.open("plans.edit", ref=casus.ref)
    first.send(early, {"diary": "Van Sanne"})
    page = second.send(late, {"diary": "Van Mehmet"})

    assert page.status == 409
    assert "Van Sanne" in page.words
    assert "Van Mehmet" in str(page.fields())


def test_a_gap_links_to_the_field_that_mends_it(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    agreement = factories.agreement(casus, doers=[factories.person(casus)])

    links = browse(worker).open("plans.index", ref=casus.ref).links()

    assert any(where.endswith(f"/agreements/{agreement.id}/edit#checker") for where in links.values())


def test_a_version_says_to_whom_it_cannot_go_and_where_to_look(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    kim = factories.person(casus)
    factories.contact_point(kim, "Wilgenpad 7")
    factories.agreement(casus, doers=[kim], what="Kim haalt Noa op bij het Wilgen-pad.")

    page = browse(worker).fill("plans.freeze", {"starts_on": "2026-06-18"}, ref=casus.ref)

    assert "Kim" in page.words
    assert "ilgen" not in page.words


def test_a_stranger_does_not_learn_that_there_is_a_plan(browse):
    casus = factories.casus()

    assert browse(factories.worker()).open("plans.index", ref=casus.ref).status == 404


def test_the_number_of_statements_does_not_grow_with_the_plan(browse, statements):
    def statements_for(agreements):
        casus = factories.casus(worker=(worker := factories.worker()))
        kim, goal = factories.person(casus), factories.goal(casus)
        for _ in range(agreements):
            factories.agreement(casus, goal, doers=[kim])
        browser = browse(worker)
        statements.clear()
        browser.open("plans.index", ref=casus.ref)
        return len(statements)

    assert statements_for(10) == statements_for(1)
