"""A list costs two statements and a save its change and its log, whatever the size of the casus."""

import pytest

from tests import factories

GUARD = 3  # who am I, may I see this casus, the read log


@pytest.mark.parametrize("times", [1, 10])
def test_the_list_costs_two_statements(browse, family, statements, times):
    for _nr in range(2 * times):
        factories.agreement(family.casus, family.goal, [family.kim, family.marloes], family.bas)
    worker = browse(family.worker)
    statements.clear()
    worker.open("agreements.index", ref=family.casus.ref)

    assert len(statements) <= GUARD + 2


@pytest.mark.parametrize("times", [1, 10])
def test_the_form_costs_as_much_for_a_large_family(browse, family, agreement, statements, times):
    for _nr in range(2 * times):
        factories.person(family.casus)
        factories.map_item(family.casus, kind="existing_safety")
    worker = browse(family.worker)
    statements.clear()
    worker.open("agreements.edit", ref=family.casus.ref, agreement_id=agreement.id)

    # the agreement, a draft of it, its people, its bottom lines, all that can be chosen, what the coach knows, the house's words
    assert len(statements) <= GUARD + 7


def test_saving_a_text_writes_the_agreement_and_the_log_and_nothing_else(browse, family, agreement, statements):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    page = worker.open("agreements.edit", **where)
    statements.clear()
    worker.send(page, {"what_if": "Dan belt Kim Truus."}, follow=False)
    writes = [" ".join(one.split()[:3]) for one in statements if not one.startswith("SELECT")]
    ours = [one for one in writes if "agreement" in one or "audit" in one]

    assert ours == ["UPDATE agreement SET", "INSERT INTO audit_entry"]
