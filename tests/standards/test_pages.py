"""The pages of the standards, as the worker and the supervisor meet them."""

import pytest

from tests import factories
from workbench.extensions import db
from workbench.standards import operations


def counted(casus):
    """Count what the factories made; outside of an operation nobody did."""
    with factories._app[0].app_context():
        operations.recompute(casus)
        db.session.commit()
    return casus


@pytest.fixture
def supervisor(app):
    return factories.supervisor()


@pytest.fixture
def casus(app, supervisor):
    made = factories.casus(supervisor=supervisor)
    kim, bas = factories.person(made, "Kim"), factories.person(made, "Bas")
    fatiha = factories.neighbour(made)
    factories.child(made)
    danger = factories.danger(made, number=1)
    goal = factories.goal(made, danger)
    factories.agreement(made, goal, [fatiha], bas, number=1)
    factories.meeting(made, [kim, bas, fatiha], number=1)
    factories.success(made)
    factories.rating(goal, kim)
    return counted(made)


def test_the_worker_sees_the_ten_standards(browse, casus):
    page = browse(factories.user()).open("standards.index", ref=casus.ref)
    assert page.status == 404

    with factories._app[0].app_context():
        from workbench.accounts.models import User
        worker = db.session.get(User, casus.worker_id)
    page = browse(worker).open("standards.index", ref=casus.ref)
    print(page.words[:3000])
    assert page.status == 200


def test_team(browse, casus, supervisor):
    page = browse(supervisor).open("standards.team")
    print(page.words)
    page = browse(supervisor).open("standards.team", open=f"{casus.ref}-4")
    print(page.words)
    assert 0
