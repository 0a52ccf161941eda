"""A protected name, place or code word is never on the beamer: the demo family with a secret address and two networks apart."""

from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.meeting_mode.conftest import Table, agenda
from tests.safety import census
from tests.safety.census import ALL, PLACES, Demo
from workbench import clock
from workbench.agreements.models import Agreement
from workbench.casus.models import Casus, SubGroup
from workbench.extensions import db
from workbench.goals.models import Rating, SafetyGoal
from workbench.meetings.models import AgendaItem, Attendance, MeetingEntry, MeetingStatus
from workbench.voices.models import ChildVoice, MayShare, VoiceForm, VoiceItem

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

BLUE, GREEN = ("Rick", "Wim", "Remco", "Yvonne", "Mehmet"), ("Lotte", "Ans", "Daphne", "Petra", "Mehmet")


@pytest.fixture
def demo(app: Flask) -> Demo:
    return census.load(app)


@pytest.fixture
def sit(demo: Demo, browse: Any) -> Any:
    """sit("Blauw", names) is a meeting of that side today, begun, with these people in the room."""

    def begin(side: str | None, names: tuple[str, ...], **values: Any) -> Table:
        with demo.app.app_context():
            casus = db.session.get_one(Casus, demo.casus_id)
            groups = {one.name: one.id for one in db.session.scalars(db.select(SubGroup).filter_by(casus_id=casus.id))}
            people = {one.first_name: one for one in demo.people()}
            goal = db.session.scalars(
                db.select(SafetyGoal).filter_by(casus_id=casus.id).order_by(SafetyGoal.id)
            ).first()
            first = db.session.scalars(
                db.select(Agreement).filter_by(casus_id=casus.id).order_by(Agreement.number)
            ).first()
            db.session.expunge_all()
        meeting = factories.meeting(
            casus, number=40, held_on=clock.today(), status=MeetingStatus.PLANNED, agenda=agenda(),
            sub_group_id=groups.get(side or ""), **values,
        )  # fmt: skip
        worker = demo.staff["mehmet"]
        table = Table(demo.app, casus, meeting, people, goal, first, worker, browse(worker))
        table.groups = groups  # type: ignore[attr-defined]
        return table.begin(*names)

    return begin


def everything(table: Table) -> str:
    """All that is ever on the screen: every item of the agenda, every page one can reach from it."""
    seen, known = [], set()
    with table.app.app_context():
        orders = db.session.scalars(db.select(AgendaItem.order).filter_by(meeting_id=table.meeting.id)).all()
    for nr in sorted(orders):
        page = table.post("go", nr=nr)
        seen.append(census.words_of(page))
        links = [one for one in page.links().values() if "/mode/" in one] if page.tree is not None else []
        for link in set(links) - known:
            known.add(link)
            seen.append(census.words_of(table.browser.open(link)))
    seen.append(census.words_of(table.post("write-down")))
    for nr in range(1, 15):
        seen.append(census.words_of(table.post("reading", nr=nr)))
    return "\n".join(seen)


def test_in_a_meeting_of_blue_nothing_of_green_and_no_place_is_on_the_screen(sit):
    table = sit("Blauw", BLUE)
    shown = everything(table)

    assert census.canaries_in(shown, ALL) == set()
    assert "Als Rick merkt dat hij boos wordt" in shown, "what is theirs is there"
    assert "Bij elk bezoek is Wim in dezelfde kamer" in shown


def test_green_reads_its_own_code_word_and_still_no_place(sit):
    table = sit("Groen", GREEN)
    shown = everything(table)

    assert "pannenkoek" in shown
    assert census.canaries_in(shown, PLACES) == set()
    assert "Als Rick merkt dat hij boos wordt" not in shown


@pytest.mark.parametrize(
    "secret", ["Lotte woont aan Wilgenpad 7.", "Zeg dan PANNEN-KOEK.", "Bel 06-00000742.", "Petra van Rhee belt."]
)
def test_a_secret_that_is_typed_is_kept_for_the_minutes_and_not_shown(sit, secret):
    table = sit("Blauw", BLUE)
    page = table.post("items/1/notes", text=secret, kind="decision")

    assert "Een zin die niet op dit scherm staat." in page.words
    assert secret not in page.text_source
    assert [one.text for one in table.rows(MeetingEntry) if one.meeting_id == table.meeting.id] == [secret]
    assert census.canaries_in(everything(table), ALL) == set()


def test_while_it_is_typed_the_script_hears_that_it_stays_off_the_screen(sit):
    table = sit("Blauw", BLUE)
    place = f"{table.address}items/1/notes"
    plain = table.keep(f"draft?place={place}", text="Rick komt later.", kind="fact").response.get_json()
    secret = table.keep(f"draft?place={place}", text="Rick weet van pannenkoek", kind="fact").response.get_json()

    assert (plain["hidden"], secret["hidden"]) == (False, True)
    page = table.screen()
    assert "pannenkoek" not in page.text_source
    assert "Hier wacht een zin die van dit scherm blijft." in page.words


def test_a_reason_a_step_and_a_line_to_take_home_are_looked_at_too(sit):
    table = sit("Blauw", BLUE)
    rick = table.people["Rick"].id
    where = f"goals/{table.goal.id}/people/{rick}"
    table.post(f"{where}/number", number=6, reason="Zij zit in De Luwte.", version=0)
    table.post(f"goals/{table.goal.id}/show")
    with table.app.app_context():
        version = db.session.scalars(db.select(Rating.version).filter_by(meeting_id=table.meeting.id)).one()
    table.post(f"{where}/step", next_step="Als ik 1999 ZQ weet.", version=version)
    table.post("go", nr=13)
    table.post(f"people/{rick}/takes-home", text="Oosterlinge is ver.", version=0)

    shown = everything(table)
    assert "Rick geeft een 6" in shown
    assert census.canaries_in(shown, ALL) == set()


def test_an_agreement_in_which_a_secret_is_typed_is_not_read_back_on_the_screen(sit):
    table = sit("Blauw", BLUE)
    table.post(
        f"goals/{table.goal.id}/agreements", doers=table.people["Rick"].id, what="Rick rijdt naar Wilgenpad 7.", when="zaterdag",
        checker=table.people["Remco"].id, check_every_days=7,
    )  # fmt: skip

    assert census.canaries_in(everything(table), ALL) == set()


def test_somebody_of_the_other_side_cannot_be_put_at_this_table(sit):
    table = sit("Blauw", BLUE)
    table.post(f"people/{table.people['Lotte'].id}/attendance", status="present")

    there = {one.person_id for one in table.rows(Attendance) if one.meeting_id == table.meeting.id}
    assert there == {table.people[name].id for name in BLUE}
    assert "Lotte" not in " ".join(table.screen(look="people").items("Wie is er?"))


def test_a_meeting_in_two_rounds_shows_each_side_only_its_own(sit):
    table = sit(None, (), online=True)
    first = table.screen()
    assert "Wie zit er nu voor het scherm?" in first.words
    assert census.canaries_in(first.text_source, ALL) == set()

    table.post("round", nr=table.groups["Groen"])
    table.begin("Lotte", "Daphne")
    table.post(
        "items/1/notes", text="Daphne slaapt vrijdag bij ons.", said_by=table.people["Lotte"].id, kind="decision"
    )
    assert "Daphne slaapt vrijdag bij ons." in table.screen().words
    table.post("round", nr=table.groups["Blauw"])
    table.begin("Rick", "Wim")
    shown = everything(table)

    assert "Daphne slaapt" not in shown
    assert "Lotte" not in " ".join(table.screen(look="people").items("Wie is er?"))
    assert census.canaries_in(shown, ALL) == set()


def test_the_screen_would_have_shown_it_without_the_look_at_it(sit, monkeypatch):
    """What this guards against: with the look taken away the typed secret is there."""
    from workbench.meeting_mode.screen import Screen

    table = sit("Blauw", BLUE)
    monkeypatch.setattr(Screen, "shows", lambda *_texts: True)

    assert "pannenkoek" in table.post("items/1/notes", text="Zeg dan pannenkoek.", kind="decision").words


def test_a_childs_words_are_on_the_screen_only_when_everybody_here_may_hear_them(table):
    with table.app.app_context():
        said = [("Ik wil bij oma slapen.", MayShare.YES), ("Mama huilt.", MayShare.PARENTS_ONLY), ("Geheim.", MayShare.NO),
                ("Misschien.", MayShare.ASK)]  # fmt: skip
        casus_id = table.casus.id
        items = [VoiceItem(casus_id=casus_id, order=nr, words=words, may_share=may) for nr, (words, may) in enumerate(said, 1)]
        whose = {"casus_id": table.casus.id, "child_id": table.people["Noa"].id}
        voice = ChildVoice(heard_on=clock.today(), heard_by="Sanne", form=VoiceForm.THREE_HOUSES, items=items, **whose)
        db.session.add(voice)
        db.session.commit()
    table.begin("Kim", "Fatiha")
    with_neighbour = table.post("go", nr=4).words
    table.post(f"people/{table.people['Fatiha'].id}/attendance", status="absent")
    only_parents = table.screen().words

    assert [words in with_neighbour for words, _may in said] == [True, False, False, False]
    assert [words in only_parents for words, _may in said] == [True, True, False, False]


def test_who_may_still_walk_in_counts_as_being_here(table):
    """An agreement for chosen people is not on the screen as long as somebody is expected who may not read it."""
    with table.app.app_context():
        found = db.session.get(Agreement, table.agreement.id)
        found.audience = "chosen"
        db.session.commit()
    table.begin("Kim", "Bas")
    alone = table.post("go", nr=8).words
    with table.app.app_context():
        db.session.add(Attendance(casus_id=table.casus.id, meeting_id=table.meeting.id, person_id=table.people["Fatiha"].id,
                                  status="coming"))  # fmt: skip
        db.session.commit()
    expected = table.screen().words

    assert table.agreement.what in alone
    assert table.agreement.what not in expected
