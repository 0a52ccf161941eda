"""Who asks for a step that needs two people does not decide about it (security.md C.2)."""

from types import SimpleNamespace

import pytest

from workbench.errors import RuleBroken
from workbench.two_people import refuse_the_same

pytestmark = pytest.mark.usefixtures("context")


def test_somebody_else_may_decide():
    refuse_the_same(1, SimpleNamespace(id=2))


@pytest.mark.parametrize("asked_by", [1, None])
def test_who_asked_and_a_step_nobody_asked_for_are_refused(asked_by):
    with pytest.raises(RuleBroken, match="iemand anders beslist"):
        refuse_the_same(asked_by, SimpleNamespace(id=1))
