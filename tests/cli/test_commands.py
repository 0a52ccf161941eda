"""The commands for colleagues, families and settings, each on a machine of its own."""

import json
import re
from pathlib import Path

from sqlalchemy import func, select, update

from tests.cli.machines import ref_of, run
from workbench.accounts.models import User
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.standards.models import Reflection

ROOT = Path(__file__).parents[2]


# --- the demo


def test_the_demo_prints_its_sign_ins(demo_file):
    assert "samen-veilig-2026" in demo_file[1]
    assert all(name in demo_file[1] for name in ("sanne@", "mehmet@", "henk@", "rachida@", "beheer@", "fg@"))


def test_the_demo_a_second_time_changes_nothing(machine):
    assert "nothing was changed" in run(machine, "demo")
    assert run(machine, "demo", "--if-empty") == ""
    with machine.app_context():
        assert (db.session.scalar(select(func.count(Casus.id))), db.session.scalar(select(func.count(User.id)))) == (2, 7)


def test_sanne_reflected_on_standards_one_and_two(machine):
    with machine.app_context():
        found = db.session.scalars(select(Reflection).order_by(Reflection.standard)).all()
        assert [one.standard for one in found] == [1, 2]
        assert all(len(one.example) >= 20 for one in found)


def test_no_reflection_is_in_a_casus_file(machine, tmp_path):
    file = tmp_path / "family.json"
    run(machine, "casus", "export", ref_of(machine), file)

    assert "hoe Kim trek in drank verbergt" not in file.read_text()
    assert "reflection" not in file.read_text()


# --- casus files


def test_a_casus_goes_to_a_file_and_comes_back(machine, tmp_path):
    file = tmp_path / "family.json"
    run(machine, "casus", "export", ref_of(machine), file)
    assert file.stat().st_mode & 0o077 == 0

    assert "Choose a team" in run(machine, "casus", "import", file, fails=True)
    known_here = "sanne@vlierland.example=mehmet@vlierland.example"
    said = run(machine, "casus", "import", file, "--team", "Team Oost", "--staff", known_here)

    with machine.app_context():
        made = db.session.scalar(select(Casus).where(Casus.ref == said.split()[-1]))
        assert (made.name, db.session.get(User, made.worker_id).email) == ("Gezin Jansma-de Wit", "mehmet@vlierland.example")
        assert db.session.scalar(select(AuditEntry.id).filter_by(chain=1, event="casus exported"))


def test_a_broken_file_is_refused_with_every_place(machine, tmp_path):
    file = tmp_path / "family.json"
    run(machine, "casus", "export", ref_of(machine, 2), file)
    data = json.loads(file.read_text())
    data["agreements"][0]["checker"] = "Wim... controle door Remco"
    file.write_text(json.dumps(data))

    said = run(machine, "casus", "import", file, "--team", "Team Oost", fails=True)

    assert "/agreements/0/checker: Hier staan Wim + Remco." in said
    assert "1 places to mend" in said
    with machine.app_context():
        assert db.session.scalar(select(func.count(Casus.id))) == 2


def test_an_unknown_casus_is_said_plainly(machine, tmp_path):
    assert "There is no casus zzzzzzzz" in run(machine, "casus", "export", "zzzzzzzz", tmp_path / "x", fails=True)


# --- settings, access


def test_a_setting_is_listed_with_its_source_and_set_from_a_day(machine):
    assert re.search(r"plan\.interim_days +14 +default", run(machine, "settings", "list"))

    run(machine, "settings", "set", "plan.interim_days", "10", "--source", "besluit 12")

    assert re.search(r"plan\.interim_days +10 +since .* besluit 12", run(machine, "settings", "list"))
    assert "There is no setting" in run(machine, "settings", "set", "plan.colour", "1", fails=True)
    assert run(machine, "settings", "set", "plan.interim_days", "veel", fails=True)


def test_an_account_is_made_and_closed(machine):
    said = run(machine, "users", "add", "ria@vlierland.example", "Ria", "worker", "--team", "Team Oost")
    assert "One-time code for ria@vlierland.example" in said

    run(machine, "users", "disable", "ria@vlierland.example")

    with machine.app_context():
        assert not db.session.scalar(select(User.active).filter_by(email="ria@vlierland.example"))


def test_the_only_administrator_gets_out_of_a_locked_door_and_the_log_says_so(machine):
    with machine.app_context():
        had = {"tf_totp_secret": "x", "tf_primary_method": "authenticator"}
        db.session.execute(update(User).where(User.email == "beheer@vlierland.example").values(had))
        db.session.commit()

    assert "a new one is set up" in run(machine, "users", "factor", "beheer@vlierland.example")

    with machine.app_context():
        user = db.session.scalars(select(User).where(User.email == "beheer@vlierland.example")).one()
        (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.event == "second factor reset"))
        assert (user.tf_totp_secret, user.tf_primary_method) == (None, None)
        assert entry.actor_id is None


def test_the_grid_in_the_docs_is_what_the_policy_says(app):
    grid = run(app, "access")

    assert grid.strip() in (ROOT / "docs" / "access.md").read_text(), "put the output of `flask access` in docs/access.md"
    assert "| manage users | – | – | – | – | – | yes | – |" in grid
