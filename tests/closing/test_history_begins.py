"""The migration that brings the history of phases keeps the phase a casus is in, with its reason in words."""

from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.test_migrations import FOLDER, Database, one_row_each
from workbench.closing.models import PhaseChange
from workbench.crypto import keyring
from workbench.extensions import db

OURS = next(one for one in ScriptDirectory(str(FOLDER)).walk_revisions() if one.path.endswith("_aftercare_and_closing.py"))


def test_the_phase_of_now_is_the_first_of_the_history(tmp_path):
    place = Database(f"sqlite:///{tmp_path / 'history.db'}")
    place.up(str(OURS.down_revision))
    tables = set(place.shape())
    with place.app.app_context(), place.engine.begin() as connection:
        one_row_each(connection, tables)
        sealed = keyring().seal("Kim belt zelf.", "casus.phase_reason")
        now = "UPDATE casus SET phase = 'stable', phase_since = '2026-03-20', phase_reason = :reason"
        connection.execute(text(now), {"reason": sealed})

    place.up(OURS.revision)

    with place.app.app_context():
        (found,) = db.session.scalars(db.select(PhaseChange))
        assert (found.phase.value, found.changed_on.isoformat(), found.reason) == ("stable", "2026-03-20", "Kim belt zelf.")
    place.engine.dispose()
