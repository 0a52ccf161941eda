"""The administrator lets people in and out, and never chooses a password or raises the own role."""

import re

import pytest

from tests import factories
from tests.accounts.conftest import PASSWORD, name, sign_in
from workbench.accounts import operations
from workbench.accounts.models import Role, User
from workbench.audit.models import AuditEntry
from workbench.errors import RuleBroken
from workbench.extensions import db

NEW = {"name": "Nora Smit", "email": "nora@vlierland.example", "role": "worker", "team_id": "1"}


@pytest.fixture
def office(door):
    """The administrator, who just signed in."""
    browser = door()
    sign_in(browser, "beheer")
    return browser


def test_somebody_new_gets_a_start_password_that_works(door, office):
    page = office.fill("/users/add", NEW)
    start = re.search(r"(\w{4}-){3}\w{4}", page.words).group()

    browser = door()

    assert sign_in(browser, "nora", start, follow=True).heading == "Wachtwoord wijzigen"


def test_the_list_names_everybody_with_role_and_team(office):
    words = office.open("/users/").words

    assert "Sanne Verbeek sanne@vlierland.example jeugdbeschermer Team Vlierdam" in words


@pytest.mark.parametrize(
    ("field", "value", "advice"),
    [
        ("email", "nora", "e-mailadres"),
        ("email", "SANNE@vlierland.example", "heeft al een account"),
        ("name", "", "Vul de naam in"),
        ("role", "boss", ""),
        ("team_id", "99999999999999999999", ""),
    ],
)
def test_each_mistake_is_named_at_its_field_and_the_rest_is_kept(office, field, value, advice):
    page = office.fill("/users/add", NEW | {field: value})

    assert advice in page.error_at(field)
    assert page.error_at(field)
    assert page.value_of("name" if field != "name" else "email") == NEW["name" if field != "name" else "email"]


def test_a_closed_account_is_closed_and_opens_again(door, office, staff):
    address = f"/users/{staff['sanne'].id}/"
    office.send(office.open(address), {}, action=f"{address}disable")
    refused = door()
    sign_in(refused)
    assert name(refused) == "nobody"

    office.send(office.open(address), {}, action=f"{address}enable")
    let_in = door()
    sign_in(let_in)
    assert name(let_in) == "Sanne Verbeek"


def test_a_new_start_password_replaces_the_old_one(door, office, staff):
    address = f"/users/{staff['sanne'].id}/"
    office.send(office.open(address), {}, action=f"{address}start-password")

    browser = door()
    sign_in(browser, "sanne", PASSWORD)

    assert name(browser) == "nobody"


@pytest.mark.parametrize(
    "operation",
    [operations.disable_user, operations.reset_factor, operations.new_start_password],
    ids=lambda operation: operation.__name__,
)
def test_nobody_does_this_to_the_own_account(context, operation):
    beheer = factories.administrator()

    with pytest.raises(RuleBroken):
        operation(beheer, by=beheer)


def test_nobody_raises_the_own_role(context):
    beheer = factories.administrator()

    with pytest.raises(RuleBroken):
        operations.change_role(beheer, Role.SUPERVISOR, 1, by=beheer)


@pytest.mark.parametrize("who", [factories.worker, factories.supervisor, factories.privacy_officer])
def test_nobody_else_opens_the_list_of_people(browse, who):
    assert browse(who()).open("/users/").status == 403


def test_an_account_that_does_not_exist_is_a_404(office):
    assert office.open("/users/2147483647/").status == 404
    assert office.open("/users/99999999999999999999/").status == 404


def test_what_the_administrator_did_stands_in_the_log(app, office, staff):
    office.fill(f"/users/{staff['sanne'].id}/", {"role": "worker", "team_id": "2"})

    with app.app_context():
        entry = db.session.scalars(db.select(AuditEntry).where(AuditEntry.event == "role changed")).one()
        assert (entry.actor_id, entry.record_id) == (staff["beheer"].id, staff["sanne"].id)
        assert (db.session.get(User, staff["sanne"].id).role, entry.detail["team"]) == (Role.WORKER, 2)


def test_you_change_your_own_name_and_language(browse):
    browser = browse(factories.worker())

    page = browser.fill("/me", {"name": "Sanne  Verbeek-Smit\u202e", "locale": "en"})

    assert page.value_of("name") == "Sanne Verbeek-Smit"
    assert page.heading == "My account"


def test_the_seven_people_of_the_demo_have_their_role_and_team(app):
    from workbench.accounts.models import Organisation, Team

    with app.app_context():
        db.session.execute(db.delete(Team))
        db.session.execute(db.delete(Organisation))
        people = operations.add_demo_staff()
        db.session.commit()

        assert {who: person.role for who, person in people.items()} == {
            "sanne": Role.WORKER,
            "mehmet": Role.WORKER,
            "joyce": Role.WORKER,
            "henk": Role.SUPERVISOR,
            "rachida": Role.BEHAVIOURAL_SCIENTIST,
            "beheer": Role.ADMINISTRATOR,
            "fg": Role.PRIVACY_OFFICER,
        }
        assert people["rachida"].team_id != people["sanne"].team_id


def test_the_first_administrator_comes_from_the_command_line(app, door):
    runner = app.test_cli_runner()
    answer = runner.invoke(args=["users", "add", "eerste@vlierland.example", "Eerste Beheerder", "administrator"])
    start = answer.output.split()[-1]

    assert sign_in(door(), "eerste", start, follow=True).heading == "Wachtwoord wijzigen"


def test_an_account_is_closed_from_the_command_line(app, door):
    browser = door()
    sign_in(browser)

    app.test_cli_runner().invoke(args=["users", "disable", "sanne@vlierland.example"])

    assert name(browser) == "nobody"


def test_a_mistake_on_the_command_line_is_said_plainly(app, staff):
    answer = app.test_cli_runner().invoke(args=["users", "disable", "niemand@vlierland.example"])

    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert "Traceback" not in answer.output
