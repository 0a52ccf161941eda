"""A meeting from the first item to the last, as people at the table see it; nothing that was typed is lost."""

from datetime import timedelta

import pytest

from tests import factories
from workbench import clock
from workbench.agreements.models import Agreement, AgreementStatus, Audience, EarlierAgreement
from workbench.extensions import db
from workbench.goals.models import Rating
from workbench.meeting_mode.models import Sitting
from workbench.meetings import agendas
from workbench.meetings.models import AgendaItem, AgendaKind, Attendance, Meeting, MeetingEntry, MeetingStatus
from workbench.monitoring.models import Check, CheckOutcome
from workbench.successes.models import Success
from workbench.web.drafts import Draft


def test_before_the_beginning_the_page_says_what_will_happen(table):
    page = table.screen()

    assert "Bijeenkomst beginnen" in page.words
    assert table.rows(Sitting) == []


def test_a_meeting_begins_with_who_is_here_and_has_reading_back_on_its_agenda(table):
    page = table.begin().screen()

    assert "Wie is er?" in page.words
    assert "Teruglezen" in page.words
    assert len([one for one in table.rows(AgendaItem) if one.meeting_id == table.meeting.id]) == 13


def test_a_meeting_of_another_day_does_not_begin(table):
    with table.app.app_context():
        db.session.get(Meeting, table.meeting.id).held_on = clock.today() + timedelta(days=2)
        db.session.commit()

    assert "op een andere dag" in table.post("begin").words
    assert table.rows(Sitting) == []


def test_an_agenda_of_before_gets_its_steps_by_its_titles(table):
    with table.app.test_request_context():
        meeting = db.session.get(Meeting, table.meeting.id)
        for item, line in zip(meeting_agenda(meeting), agendas.of_the_method(), strict=True):
            item.kind, item.title = AgendaKind.OWN, line.title
        db.session.commit()
    table.begin()

    assert {one.kind for one in table.rows(AgendaItem)} == set(AgendaKind) - {AgendaKind.OWN}


def meeting_agenda(meeting):
    return list(db.session.scalars(db.select(AgendaItem).filter_by(meeting_id=meeting.id).order_by(AgendaItem.order)))


def test_the_clock_of_an_item_runs_on_the_server_and_the_meeting_goes_on_where_it_was(table, browse):
    table.begin()
    table.go(AgendaKind.WHY)
    with table.app.app_context():
        item = db.session.scalar(db.select(AgendaItem).filter_by(kind=AgendaKind.WHY, meeting_id=table.meeting.id))
        item.opened_at = clock.now() - timedelta(minutes=6)
        db.session.commit()

    again = browse(table.worker).open(table.address)  # the lid was closed; another browser

    assert "Waarom zijn we hier?" in again.words
    assert "6 min" in again.words
    table.go(AgendaKind.WELL)
    assert next(one for one in table.rows(AgendaItem) if one.kind is AgendaKind.WHY).spent_seconds >= 360


def test_one_touch_says_who_is_here_and_another_takes_it_back(table):
    table.begin("Kim", "Bas")

    assert "2 zijn er" in table.screen().words
    table.post(f"people/{table.people['Bas'].id}/attendance", status="absent")
    assert "1 is er" in table.screen().words


def test_who_comes_late_or_leaves_early_has_the_time_beside_the_name(table):
    table.begin("Kim")
    with table.app.app_context():
        db.session.scalar(db.select(Sitting)).started_at = clock.now() - timedelta(minutes=40)
        db.session.commit()
    table.post(f"people/{table.people['Bas'].id}/attendance", status="present")
    table.post(f"people/{table.people['Kim'].id}/attendance", status="absent")

    there = {one.person_id: one for one in table.rows(Attendance)}
    assert there[table.people["Bas"].id].part_of_it.startswith("vanaf ")
    assert there[table.people["Kim"].id].part_of_it.startswith("tot ")
    assert there[table.people["Kim"].id].status == "present", "who was there, was there"


def test_a_drawing_stands_in_for_a_child(table):
    table.begin()
    table.post(f"people/{table.people['Noa'].id}/attendance", status="represented", words="tekening drie huizen")

    assert "tekening drie huizen" in table.screen().words


def test_what_is_said_has_a_name_and_a_kind_and_decisions_grow_at_the_side(table):
    table.begin("Bas")
    table.go(AgendaKind.WHY)
    bas = table.people["Bas"].id
    page = table.post("items/2/notes", text="Bas vraagt dagdienst aan.", said_by=bas, kind="decision")
    table.post("items/2/notes", text="Ik vind het spannend.", said_by=bas, kind="opinion")

    assert "Bas vraagt dagdienst aan." in " ".join(page.items("Besloten vandaag"))
    assert "Ik vind het spannend." not in " ".join(table.screen().items("Besloten vandaag"))
    assert [(one.kind.value, one.said_by_id) for one in table.rows(MeetingEntry)] == [
        ("decision", bas),
        ("opinion", bas),
    ]


def test_an_empty_line_is_said_and_nothing_else_is_lost(table):
    table.begin("Bas")
    page = table.post("items/1/notes", text="", kind="fact")

    assert "Typ wat er gezegd wordt." in page.words
    assert table.rows(MeetingEntry) == []


def test_a_fact_and_an_opinion_are_somebodys_and_the_line_stays_until_that_is_said(table):
    table.begin("Bas")
    page = table.post("items/1/notes", text="Het gaat beter.", kind="opinion")

    assert "Zeg wie" in page.words
    assert page.tree.xpath("//input[@id='note-text']/@value") == ["Het gaat beter."]


def test_a_line_sent_twice_because_nobody_heard_back_is_written_once(table):
    table.begin("Bas")
    for _again in range(3):
        table.post("items/1/notes", text="Bas is er.", kind="fact", said_by=table.people["Bas"].id, once="abc")

    assert len(table.rows(MeetingEntry)) == 1


def test_what_was_being_typed_comes_back_in_another_browser(table, browse):
    table.begin("Bas")
    place = f"{table.address}items/1/notes"
    answer = table.keep(f"draft?place={place}", text="Bas zegt dat hij", kind="fact")

    assert answer.status == 200
    again = browse(table.worker).open(table.address)
    assert again.tree.xpath("//input[@id='note-text']/@value") == ["Bas zegt dat hij"]
    table.post("items/1/notes", text="Bas zegt dat hij komt.", kind="fact", said_by=table.people["Bas"].id)
    assert table.rows(Draft) == []
    assert table.screen().tree.xpath("//input[@id='note-text']/@value") == [""]


def test_a_draft_is_never_a_way_to_somewhere_else(table):
    table.begin()

    assert table.keep("draft?place=/casus/elders/", text="x").status == 404


def test_two_people_mend_one_line_and_the_second_sees_both_texts(table):
    table.begin("Bas")
    table.post("items/1/notes", text="Bas komt om acht uur.", kind="fact", said_by=table.people["Bas"].id)
    entry = table.rows(MeetingEntry)[0]
    first = table.keep(
        f"notes/{entry.id}",
        text="Bas komt om negen uur.",
        kind="fact",
        said_by=table.people["Bas"].id,
        version=entry.version,
    )
    second = table.keep(
        f"notes/{entry.id}",
        text="Bas komt om tien uur.",
        kind="fact",
        said_by=table.people["Bas"].id,
        version=entry.version,
    )

    assert first.status == 200
    assert second.status == 409
    assert second.response.get_json() == {"theirs": "Bas komt om negen uur.", "version": entry.version + 1}
    assert table.rows(MeetingEntry)[0].text == "Bas komt om negen uur."
    page = table.post(
        f"notes/{entry.id}",
        text="Bas komt om tien uur.",
        kind="fact",
        said_by=table.people["Bas"].id,
        version=entry.version,
    )
    assert "Bas komt om negen uur." in page.words


def test_a_line_typed_by_mistake_is_taken_out_and_stays_on_record(table):
    table.begin("Bas")
    table.post("items/1/notes", text="Verkeerd.", kind="decision")
    entry = table.rows(MeetingEntry)[0]
    page = table.post(f"notes/{entry.id}/withdraw", version=entry.version)

    assert "Verkeerd." not in page.words
    assert table.rows(MeetingEntry)[0].withdrawn


def test_a_success_in_one_line_is_in_the_room_of_successes_too(table):
    table.begin("Fatiha")
    table.go(AgendaKind.WELL)
    page = table.post("successes", what="Fatiha was er in drie minuten.", people=table.people["Fatiha"].id)

    assert "Fatiha was er in drie minuten." in page.words
    assert [one.what for one in table.rows(Success)] == ["Fatiha was er in drie minuten."]


def kept_four_times(table, **values):
    """The agreement of this family was kept four times in a row."""
    with table.app.app_context():
        agreement = db.session.get(Agreement, table.agreement.id)
        for name, value in ({"last_outcome": "done", "status": AgreementStatus.ACTIVE} | values).items():
            setattr(agreement, name, value)
        for days in (22, 15, 8, 1):
            on = clock.today() - timedelta(days=days)
            db.session.add(Check(casus_id=table.casus.id, agreement_id=agreement.id, checked_on=on, outcome=CheckOutcome.DONE))
        db.session.commit()


def test_the_meeting_asks_how_people_did_what_went_well_so_often(table):
    kept_four_times(table)
    table.begin("Kim", "Fatiha")

    page = table.go(AgendaKind.WELL)

    assert "ging 4 keer achter elkaar goed" in page.words
    assert "Vraag door: hoe deed je dat?" in page.words


def test_the_screen_asks_nothing_about_an_agreement_not_everybody_here_may_read(table):
    kept_four_times(table, audience=Audience.CHOSEN)
    table.begin("Kim", "Bas", "Fatiha")

    assert "achter elkaar goed" not in table.go(AgendaKind.WELL).words


def number(table, name, given, reason="", **more):
    where = f"goals/{table.goal.id}/people/{table.people[name].id}/number"
    return table.post(where, number=given, reason=reason, **{"version": 0, **more})


def test_numbers_stay_hidden_until_everybody_gave_one(table):
    table.begin("Kim", "Bas", "Fatiha")
    table.go(AgendaKind.SCALE)
    number(table, "Kim", 9, "Het gaat goed.")
    page = number(table, "Bas", 3, "Ik maak me zorgen.")

    assert "Het gaat goed." not in page.words
    assert "Ik maak me zorgen." not in page.words
    assert "Nu Fatiha:" in page.words
    assert "Toon nu, zonder Fatiha" in page.words
    done = number(table, "Fatiha", 5)
    assert "Toon de cijfers" in done.words
    shown = table.post(f"goals/{table.goal.id}/show")
    assert "“Het gaat goed.” Kim geeft een 9" in shown.words
    assert "5,6" not in shown.words
    assert "5.6" not in shown.words


def test_a_number_may_change_until_it_is_shown_and_nobody_writes_over_another(table):
    table.begin("Kim")
    table.go(AgendaKind.SCALE)
    number(table, "Kim", 9)
    number(table, "Kim", 8, version=1)
    clash = number(table, "Kim", 2, version=1)

    assert "Iemand anders" in clash.words
    assert [(one.number, one.meeting_id) for one in table.rows(Rating)] == [(8, table.meeting.id)]


def test_no_number_above_ten_and_none_is_said(table):
    table.begin("Kim")
    table.go(AgendaKind.SCALE)
    number(table, "Kim", 11)
    number(table, "Kim", "")

    assert table.rows(Rating) == []


def test_the_next_small_step_is_kept_while_it_is_typed(table):
    table.begin("Kim")
    table.go(AgendaKind.SCALE)
    number(table, "Kim", 6)
    table.post(f"goals/{table.goal.id}/show")
    where = f"goals/{table.goal.id}/people/{table.people['Kim'].id}/step"
    kept = table.keep(where, next_step="Als Bas", version=1).response.get_json()
    table.keep(where, next_step="Als Bas elke dag belt.", version=kept["version"])

    assert table.rows(Rating)[0].next_step == "Als Bas elke dag belt."


def test_private_time_empties_the_screen_and_counts(table):
    table.begin("Kim")
    table.post("items/1/notes", text="Bas vraagt dagdienst aan.", kind="decision")
    page = table.go(AgendaKind.FAMILY_TIME)

    assert "Wij zijn klaar" in page.words
    for gone in ("Bas vraagt dagdienst aan.", "Besloten vandaag", "Agenda"):
        assert gone not in page.words
    with table.app.app_context():
        item = db.session.scalar(
            db.select(AgendaItem).filter_by(kind=AgendaKind.FAMILY_TIME, meeting_id=table.meeting.id)
        )
        item.opened_at = clock.now() - timedelta(minutes=18)
        db.session.commit()
    table.go(AgendaKind.AGREEMENTS)
    with table.app.app_context():
        assert db.session.get(Meeting, table.meeting.id).family_time_minutes == 18


def agreed(table, **answers):
    given = {"doers": table.people["Fatiha"].id, "what": "Fatiha belt Kim elke zondag.", "when": "elke zondag om 20.00 uur",
             "checker": table.people["Bas"].id, "check_every_days": 14, "what_if": "Dan belt Fatiha Bas."}  # fmt: skip
    return table.post(f"goals/{table.goal.id}/agreements", **{**given, **answers})


def test_an_agreement_is_typed_once_and_is_in_the_plan_and_among_the_decisions(table):
    table.begin("Fatiha", "Bas")
    table.go(AgendaKind.AGREEMENTS)
    page = agreed(table)

    assert "Fatiha belt Kim elke zondag." in " ".join(page.items("Besloten vandaag"))
    made = table.rows(Agreement)[-1]
    assert (made.what_if, made.checker_id, made.status) == (
        "Dan belt Fatiha Bas.",
        table.people["Bas"].id,
        AgreementStatus.PROPOSED,
    )
    entry = table.rows(MeetingEntry)[-1]
    assert (entry.agreement_id, entry.agreement_change) == (made.id, "new")


def test_who_does_it_does_not_look_and_what_was_typed_stays(table):
    table.begin("Fatiha")
    table.go(AgendaKind.AGREEMENTS)
    page = agreed(table, checker=table.people["Fatiha"].id)

    assert "Kies iemand anders" in page.words
    assert page.value_of("what") == "Fatiha belt Kim elke zondag."
    assert len(table.rows(Agreement)) == 1


def test_a_changed_agreement_is_one_decision_whatever_often_it_changed(table):
    table.begin("Kim")
    table.go(AgendaKind.AGREEMENTS)
    for turn, what in enumerate(("Kim belt Marloes meteen.", "Kim belt Marloes voor zij drinkt."), 1):
        page = table.browser.open(f"{table.address}agreements/{table.agreement.id}")
        table.browser.send(page, {"what": what}, action=f"{table.address}agreements/{table.agreement.id}")
        assert table.rows(Agreement)[0].version == 1 + turn

    assert [one.text for one in table.rows(MeetingEntry)] == ["Kim belt Marloes voor zij drinkt."]


def test_an_agreement_made_or_changed_at_the_table_knows_its_meeting(table):
    table.begin("Kim")
    table.go(AgendaKind.AGREEMENTS)
    where = f"{table.address}agreements/{table.agreement.id}"
    table.browser.send(table.browser.open(where), {"what": "Kim belt Marloes."}, action=where)
    new = f"{table.address}goals/{table.goal.id}/agreements"
    people = table.people
    table.browser.send(table.browser.open(new), {
        "doers": [people["Kim"].id], "what": "Kim leest voor.", "when": "elke avond", "checker": people["Bas"].id,
    }, action=new)  # fmt: skip

    made = next(one for one in table.rows(Agreement) if one.what == "Kim leest voor.")
    assert made.meeting_id == table.meeting.id
    assert [one.meeting_id for one in table.rows(EarlierAgreement)] == [table.meeting.id]


def test_two_browsers_change_one_agreement_and_the_second_keeps_its_text(table):
    table.begin("Kim")
    where = f"{table.address}agreements/{table.agreement.id}"
    one, other = table.browser.open(where), table.browser.open(where)
    table.browser.send(one, {"what": "Kim belt Marloes."}, action=where)
    page = table.browser.send(other, {"what": "Kim belt Truus."}, action=where)

    assert "Kim belt Marloes." in page.words
    assert page.value_of("what") == "Kim belt Truus."
    table.browser.send(page, {}, action=where)
    assert table.rows(Agreement)[0].what == "Kim belt Truus."


def test_how_an_agreement_went_is_a_check(table):
    table.begin("Bas")
    table.go(AgendaKind.AGREEMENTS)
    page = table.post(
        f"agreements/{table.agreement.id}/how",
        outcome="partly",
        seen="Na het tweede glas.",
        person=table.people["Bas"].id,
    )

    assert "Deels" in page.words
    assert [(one.outcome, one.seen) for one in table.rows(Check)] == [("partly", "Na het tweede glas.")]


def test_the_bad_day_is_asked_of_each_agreement(table):
    table.begin("Kim")
    page = table.go(AgendaKind.BAD_DAY)
    assert "Als Kim trek in drank heeft" in page.words

    said = table.post(
        f"agreements/{table.agreement.id}/bad-day",
        text="Marloes neemt niet op.",
        kind="opinion",
        said_by=table.people["Kim"].id,
    )

    assert "Marloes neemt niet op." in said.words
    assert table.rows(MeetingEntry)[0].agreement_id == table.agreement.id


def test_the_next_date_comes_after_this_one(table):
    table.begin("Kim")
    table.go(AgendaKind.NEXT_DATE)
    version = table.rows(Meeting)[0].version
    refused = table.keep("next", next_on=clock.today().isoformat(), version=version)
    kept = table.keep("next", next_on=(clock.today() + timedelta(days=42)).isoformat(), version=version)

    assert refused.status == 422
    assert kept.status == 200
    assert table.rows(Meeting)[0].next_on == clock.today() + timedelta(days=42)


def test_everybody_takes_a_line_home_and_the_meeting_was_held(table):
    table.begin("Kim", "Fatiha")
    table.go(AgendaKind.CLOSING)
    where = f"people/{table.people['Kim'].id}/takes-home"
    first = table.keep(where, text="Dat ik", version=0).response.get_json()
    table.keep(where, text="Dat ik er niet alleen voor sta.", version=first["version"])
    page = table.post("end")

    assert "De bijeenkomst is afgelopen" in page.words
    assert [one.text for one in table.rows(MeetingEntry)] == ["Dat ik er niet alleen voor sta."]
    meeting = table.rows(Meeting)[0]
    assert meeting.status is MeetingStatus.HELD
    assert all(one.opened_at is None for one in table.rows(AgendaItem))


def test_a_meeting_that_ended_can_go_on(table):
    table.begin("Kim")
    table.post("end")

    assert "Wie is er?" in table.post("begin").words


@pytest.mark.parametrize("look", ["large", "contrast"])
def test_letters_can_be_larger_and_the_contrast_stronger(table, look):
    table.begin()
    table.post("look", what=look)

    assert getattr(table.rows(Sitting)[0], look) is True


def test_without_asking_first_everybody_who_may_sit_here_is_on_the_list_and_keys_stay_with_their_name(table):
    before = table.begin().screen().words
    after = table.begin("Fatiha").screen().words

    assert [before.find(name) < before.find("Fatiha") for name in ("Kim", "Bas")] == [True, True]
    assert "4 Fatiha" in before
    assert "4 Fatiha" in after


def test_somebody_who_is_no_part_of_this_casus_is_not_found(table):
    table.begin()
    stranger = factories.person(factories.casus())

    assert table.post(f"people/{stranger.id}/attendance", status="present").status == 404
