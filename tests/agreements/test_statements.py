"""A list costs two statements and a save its change and its log, whatever the size of the casus."""

import pytest

from tests import factories
from workbench.standards.operations import recompute

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


READING = 5  # the agreement, its people, its bottom lines, all that can be chosen, what the coach knows
SAVES = {
    "a text nobody answers to": ({"what_if": "Dan belt Kim Truus."}, ["UPDATE agreement"]),
    "the words themselves": (
        {"what": "Kim belt Fatiha."},
        ["UPDATE agreement", "INSERT INTO", "SELECT answer.person_id", "UPDATE answer"],
    ),
}


@pytest.mark.parametrize("times", [1, 10])
@pytest.mark.parametrize("what", SAVES)
def test_a_save_is_the_change_and_the_coverage_and_the_log(browse, family, statements, what, times):
    """Three statements beside guard and log (design.md 7), in a small family and in a large one; the second save as the first.

    Where everybody is asked again, three more keep how it read, ask who had agreed, and set aside what people said before.
    """
    agreement = factories.agreement(family.casus, family.goal, [family.kim], family.bas)
    for _nr in range(2 * times):
        factories.agreement(family.casus, family.goal, [family.kim, family.marloes], family.bas)
        factories.rating(family.goal, factories.person(family.casus))
    with browse().app.app_context():
        recompute()  # the factories go round the listener; a save that moves a standard also keeps how it stood before
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    typed, changes = SAVES[what]
    for again in ("", " Meteen."):
        page = worker.open("agreements.edit", **where)
        statements.clear()
        assert worker.send(page, {name: text + again for name, text in typed.items()}, follow=False).status == 303
        sent = [" ".join(one.split()) for one in statements]
        begin = next(nr for nr, one in enumerate(sent) if one.startswith("UPDATE agreement "))
        save, log = sent[begin:-1], sent[-1]
        coverage = save[len(changes) :]

        assert begin <= GUARD - 1 + READING, "no read log: nothing is shown"
        assert [" ".join(one.split()[:2]) for one in save[: len(changes)]] == changes
        assert len(coverage) <= 2, "worked out in one, written in one"
        assert all("coverage" in one or one.startswith("SELECT (SELECT") for one in coverage)
        assert log.startswith("INSERT INTO audit_entry")
        assert len(save) - (len(changes) - 1) <= 3


def test_saving_a_text_writes_the_agreement_and_the_log_and_nothing_else(browse, family, agreement, statements):
    worker, where = browse(family.worker), {"ref": family.casus.ref, "agreement_id": agreement.id}
    page = worker.open("agreements.edit", **where)
    statements.clear()
    worker.send(page, {"what_if": "Dan belt Kim Truus."}, follow=False)
    writes = [" ".join(one.split()[:3]) for one in statements if not one.startswith("SELECT")]
    ours = [one for one in writes if "agreement" in one or "audit" in one]

    assert ours == ["UPDATE agreement SET", "INSERT INTO audit_entry"]
