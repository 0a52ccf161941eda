"""Who looked at the file, for the person it is about: nothing in it comes from what another person did, or was sent (E.6)."""

from datetime import timedelta

import pytest
import time_machine

from tests.safety import census
from workbench import clock
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.file_rights import looked


@pytest.fixture
def smeets(app):
    return census.load(app)


def lines(demo, name):
    with demo.app.test_request_context():
        casus = db.session.get_one(Casus, demo.casus_id)
        return looked.who_looked(casus, next(one for one in demo.people() if one.first_name == name))


def what_is_of_lotte(demo, browse):
    """A link and an answer of Lotte, and everything the worker does with them, on a day on which nothing else happened."""
    path, code = demo.invite("Lotte")
    lotte, mehmet = browse(), browse(demo.staff["mehmet"])
    lotte.send(lotte.open(path), {"code": code}, action=f"{path}/code")
    lotte.open("/o/overzicht")
    mehmet.open(f"/casus/{demo.ref}/reviews/")
    mehmet.open(f"/casus/{demo.ref}/documents/")


def test_what_another_person_does_leaves_no_line_no_count_and_no_gap(smeets, browse, monkeypatch):
    before = lines(smeets, "Rick")
    with time_machine.travel(clock.now() + timedelta(days=3)):
        what_is_of_lotte(smeets, browse)
        assert lines(smeets, "Rick") == before

        monkeypatch.setattr(looked, "OF_ONE", frozenset())  # the control: without the rule it shows
        monkeypatch.setattr(looked, "ROOMS_OF_ONE", frozenset())
        assert lines(smeets, "Rick") != before


def test_a_colleague_who_reads_and_writes_is_one_line_a_day_without_a_name(smeets, browse):
    with time_machine.travel(clock.now() + timedelta(days=3)):
        day, mehmet = clock.today(), browse(smeets.staff["mehmet"])
        for _nr in range(3):
            mehmet.open(f"/casus/{smeets.ref}/map/")
        mehmet.fill(f"/casus/{smeets.ref}/signals/new", {"content": "Wim belt.", "received_on": day.isoformat()})
        (line,) = [one for one in lines(smeets, "Rick") if one.day == day]

    assert line.who == "jeugdbeschermer"
    assert line.what == "las in het dossier, om met het gezin te werken; schreef in het dossier"
