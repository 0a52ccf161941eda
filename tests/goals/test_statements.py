"""The list costs two statements beyond the guard's three and what stands beside its records, whatever the size."""

import pytest

from tests import factories


@pytest.mark.parametrize("times", [1, 10])
def test_the_chain_costs_two_statements(browse, family, statements, times):
    for _nr in range(times):
        goal = factories.goal(family.casus, factories.danger(family.casus, [family.truus], [family.noa]), [family.kim])
        for number in range(5):
            factories.rating(goal, family.kim, number)
    worker = browse(family.worker)
    statements.clear()
    worker.open("goals.index", ref=family.casus.ref)

    assert len(statements) <= 3 + 2 + 2  # and beside it: what it counts for, what the supervisor asked
