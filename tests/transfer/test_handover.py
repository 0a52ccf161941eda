"""A family comes from elsewhere: by a file that is refused whole when it is not right, or by hand.

Conditions become bottom lines."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select, text

from tests import factories
from workbench import clock
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.goals.models import BottomLine
from workbench.partners.models import Handover, HandoverCondition, LookBack
from workbench.partners.rules import months_later
from workbench.standards.models import Judgement
from workbench.transfer import demonstration, incoming
from workbench.transfer.models import IncomingFile

TODAY = clock.today()
NEW, LOOK = "/casus/handover/new", "/casus/handover/look"
B = demonstration.CASE_B.read_bytes()


@pytest.fixture
def sanne(app):
    return factories.worker()


@pytest.fixture
def henk(app):
    return factories.supervisor()


@pytest.fixture
def worker(browse, sanne, henk):
    return browse(sanne)


def upload(browser, content, name="gezin.json"):
    token = browser.open(NEW).fields().get("csrf_token", "")
    data = {"csrf_token": token, "file": (BytesIO(content), name)}
    return browser.request("POST", NEW, data=data, content_type="multipart/form-data")


def count(app, kind):
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(kind))


def changed(**more):
    data = json.loads(B)
    data.update(more)
    return json.dumps(data).encode()


def test_a_file_is_looked_at_before_it_comes_in_and_then_becomes_a_family_of_this_team(worker, app, sanne, henk):
    page = upload(worker, B)
    assert page.address == LOOK
    assert "Gezin Smeets-Verhoeven" in page.heading
    assert "Finn" in page.words
    assert "geheim adres" in page.words
    assert "Rick zoekt het adres van Lotte en de kinderen niet." in page.words
    assert count(app, Casus) == 0

    page = worker.send(
        page, {"worker_id": sanne.id, "supervisor_id": henk.id, "organisation": "Veilig Thuis Oost"}, action=""
    )

    assert "Gezin Smeets-Verhoeven" in page.heading
    assert count(app, IncomingFile) == 0
    with app.app_context():
        casus = db.session.scalars(select(Casus)).one()
        assert (casus.worker_id, casus.supervisor_id, casus.deputy_id, casus.team_id) == (sanne.id, henk.id, None, 1)
        assert "Veilig Thuis Oost" in [one.organisation for one in db.session.scalars(select(Handover))]
        assert db.session.scalar(select(func.count()).select_from(HandoverCondition)) == 4


def test_a_file_makes_nobody_here_a_colleague_of_the_family(worker, app, sanne, henk):
    other = factories.worker(name="Ander", email="ander@vlierland.example")
    data = json.loads(B)
    data["casus"] |= {"deputy": other.email, "behavioural_scientist": other.email}
    data["judgements"] = [
        {"by": other.email, "standard": 3, "verdict": "sufficient", "text": "Goed.", "judged_on": "2026-05-01"}
    ]
    page = upload(worker, json.dumps(data).encode())

    worker.send(page, {"worker_id": sanne.id, "supervisor_id": henk.id}, action="")

    with app.app_context():
        casus = db.session.scalars(select(Casus)).one()
        assert (casus.deputy_id, casus.behavioural_scientist_id) == (None, None)
        assert [one.created_by_id for one in db.session.scalars(select(Judgement))] != [other.id]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Dit is geen JSON"),
        (b"PK\x03\x04 docx", "Dit is geen JSON"),
        (b"\xff\xfe\x00", "geen tekst in UTF-8"),
        (b"[" * 100_000, "te diep genest"),
        (b'{"format": "iets anders"}', "geen casusbestand"),
        (changed(version=99), "/version"),
        (changed(geheim=[]), "/geheim"),
        (changed(agreements=[{"key": "A1"}]), "/agreements/0"),
        (changed(people=[]), "niemand"),
        (b'{"format": "a", "format": "b"}', "staat tweemaal"),
        (b'{"a": NaN}', "geen getal"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_whole_with_the_reason(worker, app, content, said):
    page = upload(worker, content)

    assert page.status == 422
    assert "niet overgenomen" in page.words
    assert said in page.words
    assert count(app, Casus) == count(app, IncomingFile) == 0
    assert worker.open(LOOK).address == NEW


def test_a_file_that_is_too_large_says_what_to_do(worker, app):
    page = upload(worker, b" " * (incoming.LARGEST + 1))
    bomb = upload(worker, b" " * (13 * 1024 * 1024))

    assert "groter dan 10 MB" in page.words
    assert "beheerder" in page.words
    assert bomb.status == 413
    assert count(app, IncomingFile) == 0


def test_without_a_file_it_asks_for_one(worker):
    assert upload(worker, b"", "").error_at("file")


def test_nobody_of_another_team_can_be_made_the_worker(worker, app, henk):
    other = factories.worker(name="Ander", team_id=2)
    page = upload(worker, B)

    page = worker.send(page, {"worker_id": other.id, "supervisor_id": henk.id}, action="")

    assert page.error_at("worker_id")
    assert count(app, Casus) == 0


def test_what_one_colleague_uploaded_nobody_else_sees(worker, browse):
    upload(worker, B)
    other = browse(factories.worker(name="Ander"))

    assert "Er staat geen bestand klaar" in other.open(LOOK).words
    assert "Gezin Smeets-Verhoeven" in worker.open(LOOK).words


def test_a_file_nobody_takes_in_does_not_stay(worker, app, sanne):
    upload(worker, B)
    with app.app_context():
        db.session.scalars(select(IncomingFile)).one().made_at = clock.now() - timedelta(hours=2)
        db.session.commit()
    assert worker.open(LOOK).address == NEW

    upload(worker, B)
    worker.press(LOOK, "transfer.discard")
    assert count(app, IncomingFile) == 0


def test_what_waits_is_sealed(worker, app):
    upload(worker, B)

    with app.app_context():
        raw = db.session.execute(text("SELECT content FROM incoming_file")).scalar_one()
    assert b"Smeets" not in bytes(raw)


@pytest.mark.parametrize("make", [factories.administrator, factories.privacy_officer])
def test_who_makes_no_plans_takes_no_family_over(app, browse, make):
    browser = browse(make())
    for where in (NEW, LOOK, "/casus/handover/by-hand"):
        assert browser.open(where).status == 403


def by_hand(sanne, henk, **more):
    return {
        "kind": "safe_at_home", "organisation": "Veilig Thuis", "contact": "Yvonne Straat", "received_on": TODAY.isoformat(),
        "assessment": "Onveilig als Rick alleen is met Bo.", "name": "Gezin Smeets", "framework": "safe_at_home",
        "worker_id": sanne.id, "supervisor_id": henk.id, "condition_1": "Bo is met Rick nooit zonder tweede volwassene.",
        "why_1": "Rick schudde Bo.", "months": "3, 12", **more,
    }  # fmt: skip


def test_by_hand_the_conditions_become_bottom_lines_and_the_months_days_of_looking_back(worker, app, sanne, henk):
    page = worker.fill("/casus/handover/by-hand", by_hand(sanne, henk))

    assert "Gezin Smeets" in page.heading
    with app.app_context():
        line = db.session.scalars(select(BottomLine)).one()
        assert (line.set_by, line.ground, line.set_on, line.reason) == (
            "Veilig Thuis",
            "safe_at_home",
            TODAY,
            "Rick schudde Bo.",
        )
        days = db.session.scalars(select(LookBack.planned_on).order_by(LookBack.planned_on)).all()
        assert days == [months_later(TODAY, 3), months_later(TODAY, 12)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("why_1", ""),
        ("condition_1", ""),
        ("months", "drie"),
        ("months", "0"),
        ("received_on", "2099-01-01"),
        ("organisation", ""),
    ],
)
def test_by_hand_what_is_missing_is_said_beside_its_field_and_nothing_is_made(  # noqa: PLR0917
    worker, app, sanne, henk, field, value
):
    page = worker.fill("/casus/handover/by-hand", by_hand(sanne, henk, **{field: value}))

    assert page.error_at(field)
    assert page.value_of("assessment") == "Onveilig als Rick alleen is met Bo."
    assert count(app, Casus) == count(app, BottomLine) == 0


@pytest.fixture
def casus(app):
    return factories.casus()


def test_into_a_family_that_is_there_only_the_responsible_worker_notes_a_handover(browse, app, casus):
    worker, supervisor = browse(factories.worker_of(casus)), browse(factories.supervisor_of(casus))
    where = f"/casus/{casus.ref}/handover/new"
    said = {
        name: value
        for name, value in by_hand(factories.worker_of(casus), casus).items()
        if name.startswith(("cond", "why"))
    }

    assert supervisor.open(where).status == 403
    page = worker.fill(where, said | {"organisation": "Veilig Thuis"})

    assert "Overgedragen door Veilig Thuis" in page.heading
    assert "Bo is met Rick nooit zonder tweede volwassene." in page.words
    assert page.words.count("komt nog") == 3
    assert supervisor.open(page.address).status == 200
    assert browse(factories.worker(name="Ander", team_id=2)).open(page.address).status == 404


def test_a_reporter_gets_the_conditions_back_and_a_day_of_looking_back_comes_on_vandaag(browse, app, casus):
    worker = browse(factories.worker_of(casus))
    page = worker.fill(f"/casus/{casus.ref}/handover/new", {"months": "3"})
    here = page.address
    told = worker.fill(f"{here}/reporter", {"name": "Wijkagent", "role": "let op", "told_on": TODAY.isoformat()})
    assert "Wijkagent, let op: verteld op" in told.words
    assert "Kijk terug met wie" not in worker.open("/").words

    worker.fill(f"{here}/look-back", {"planned_on": (TODAY + timedelta(days=5)).isoformat()})
    [where] = [link for words, link in worker.open("/").links().items() if "Kijk terug met wie" in words]
    refused = worker.fill(where, {"done_on": TODAY.isoformat()})
    noted = worker.fill(where, {"done_on": TODAY.isoformat(), "outcome": "Geen nieuw geweld."})

    assert refused.error_at("outcome")
    assert "Geen nieuw geweld." in noted.words
    assert "Kijk terug met wie" not in worker.open("/").words


def test_what_the_demo_says_of_the_handover_of_veilig_thuis(take_in, family):
    take_in(family("B"))

    lines = select(BottomLine).join(HandoverCondition, HandoverCondition.bottom_line_id == BottomLine.id)
    assert [one.set_by for one in db.session.scalars(lines)] == ["Veilig Thuis"] * 4
    assert db.session.scalars(select(Handover)).one().received_on == date(2026, 2, 9)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-11-30", 3, "2027-02-28"), ("2026-02-09", 12, "2027-02-09")],
)
def test_months_later_is_a_day_that_is_there(day, months, then):
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(then)
