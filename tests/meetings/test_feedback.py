"""Three short questions after a meeting: who is asked, who reads it, and who never does."""

from datetime import timedelta

import pytest

from tests import factories
from tests.reviews.conftest import Family, enter, family  # noqa: F401  (fixtures)
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus
from workbench.extensions import db
from workbench.meetings.feedback_rules import faults, is_asked_on, without_names
from workbench.meetings.models import AttendanceStatus, Heard, MeetingFeedback
from workbench.reviews.models import Via

TODAY = factories.TODAY
WORDS = "Iedereen liet Kim uitpraten."
ANSWERS = {"heard": "partly", "went_well": WORDS, "next_time": "Eerder beginnen."}


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr("workbench.clock.today", lambda: TODAY)


@pytest.fixture
def meeting(family):  # noqa: F811
    return factories.meeting(family.casus, [family.kim, family.fatiha], number=4)


@pytest.fixture
def phone(family, meeting, enter):  # noqa: F811
    return enter(*family.invite())


def where(meeting):
    return f"/o/na-de-bijeenkomst/{meeting.id}"


def answer(phone, meeting, **answers):
    return phone.send(phone.open(where(meeting)), {**ANSWERS, **answers})


def test_who_was_there_is_asked_on_the_first_page_until_there_is_an_answer(family, meeting, phone):  # noqa: F811
    assert phone.open("/o/afspraken").links()["Drie korte vragen beantwoorden"] == where(meeting)

    sent = answer(phone, meeting)

    assert sent.heading == "Bedankt"
    assert WORDS not in sent.words
    assert "Drie korte vragen beantwoorden" not in phone.open("/o/afspraken").links()
    [said] = family.rows(MeetingFeedback)
    assert (said.person_id, said.heard, said.went_well, said.next_time, said.via) == (
        family.fatiha.id, Heard.PARTLY, WORDS, "Eerder beginnen.", Via.LINK,
    )  # fmt: skip
    log = [(one.actor_kind, one.actor_id, str(one.detail)) for one in family.rows(AuditEntry)
           if one.event == "meeting feedback given"]  # fmt: skip
    assert [one[:2] for one in log] == [("participant", family.fatiha.id)]
    assert "uitpraten" not in log[0][2]


def test_it_can_be_changed_for_two_weeks_and_is_never_shown_back(family, meeting, phone):  # noqa: F811
    answer(phone, meeting)
    page = phone.open(where(meeting))

    assert "U hebt al eerder geantwoord" in page.words
    assert WORDS not in page.text_source
    answer(phone, meeting, heard="no", went_well="Niets.")
    [said] = family.rows(MeetingFeedback)
    assert (said.heard, said.went_well) == (Heard.NO, "Niets.")


@pytest.mark.parametrize("days", [-1, 15])
def test_before_the_meeting_and_after_two_weeks_there_is_no_such_page(family, enter, days):  # noqa: F811
    one = factories.meeting(family.casus, [family.fatiha], number=5, held_on=TODAY - timedelta(days=days))
    phone = enter(*family.invite())

    assert phone.open(where(one)).status == 404
    assert "Drie korte vragen beantwoorden" not in phone.open("/o/afspraken").links()


def test_who_was_not_there_gets_the_same_404_as_for_a_meeting_of_another_family(family, enter, meeting):  # noqa: F811
    phone = enter(*family.invite(family.truus))
    other = factories.meeting(factories.casus(), [], number=1)

    assert phone.open(where(meeting)).status == phone.open(where(other)).status == 404


def test_nothing_said_asks_for_one_thing_and_leaving_is_allowed(family, meeting, phone):  # noqa: F811
    page = phone.send(phone.open(where(meeting)), {"heard": None, "went_well": "", "next_time": " "})

    assert "Kies een gezicht, of schrijf iets op. Overslaan mag ook." in page.words
    assert page.links()["Dit overslaan"] == "/o/afspraken"
    assert family.rows(MeetingFeedback) == []


def test_a_child_of_twelve_with_an_own_link_reads_simpler_words(family, enter):  # noqa: F811
    noa = factories.child(family.casus, born_on="2013-01-01")
    factories.meeting(family.casus, [noa], number=6)
    factories.agreement(family.casus, doers=[noa], checker=family.kim, what="Noa belt oma.", when="als zij bang is")
    family.version = family.freeze()
    phone = enter(*family.invite(noa))

    page = phone.open("/o/afspraken")
    page = phone.open(page.links()["Drie korte vragen beantwoorden"])

    assert "Luisterden de grote mensen naar je?" in page.words
    assert "Voelde u zich gehoord?" not in page.words


def test_another_participant_never_meets_it(family, meeting, phone, enter):  # noqa: F811
    answer(phone, meeting)
    other = enter(*family.invite(family.kim))
    pages = [other.open(one) for one in ("/o/afspraken", "/o/bijeenkomsten", where(meeting), "/o/overzicht", "/o/klaar")]

    assert all(WORDS not in page.text_source and "Eerder beginnen" not in page.text_source for page in pages)
    assert "U hebt al eerder geantwoord" not in pages[2].words


@pytest.mark.parametrize("many", [1, 10])
def test_the_pages_are_small_and_cost_four_statements_whatever_the_size(family, enter, statements, many):  # noqa: F811
    for number in range(many):
        one = factories.meeting(family.casus, [family.kim, family.fatiha], number=100 + number)
    phone = enter(*family.invite())
    for path in ("/o/afspraken?nr=1", "/o/afspraken", where(one)):
        phone.open(path)
        statements.clear()
        page = phone.open(path, follow=False)
        assert len(statements) <= 4, (path, statements)
        assert len(page.body) < 15_000
        assert "http" not in "".join(page.tree.xpath("//@src | //link/@href"))


def test_colleagues_read_it_with_the_name_on_the_page_of_the_meeting_and_beside_standard_four(family, meeting, phone, browse):  # noqa: F811
    answer(phone, meeting)
    for who in (family.worker, family.supervisor):
        page = browse(who).open("meetings.one", ref=family.casus.ref, meeting_id=meeting.id)
        [said] = page.items("Wat mensen na afloop zeiden")
        assert said.startswith("Fatiha")
        assert WORDS in said
        assert "voelde zich een beetje gehoord" in said
        assert WORDS in browse(who).open("standards.index", ref=family.casus.ref).words


def test_a_stranger_among_colleagues_gets_nothing(family, meeting, phone, browse):  # noqa: F811
    answer(phone, meeting)
    stranger = browse(factories.worker())

    assert stranger.open("meetings.one", ref=family.casus.ref, meeting_id=meeting.id).status == 404
    assert stranger.open("/team/families").status == 403
    assert WORDS not in browse(factories.supervisor(team_id=2)).open("/team/families").text_source


def test_the_team_reads_the_words_without_any_name_and_that_is_written_down(family, meeting, phone, browse):  # noqa: F811
    answer(phone, meeting)
    page = browse(family.supervisor).open("/team/families")

    assert "Iedereen liet … uitpraten." in page.words
    assert not {"Kim", "Fatiha"} & set(page.words.split())
    assert family.casus.name not in page.words
    read = [one for one in family.rows(AuditEntry) if one.detail.get("page") == "standards.families_say"]
    assert [one.chain for one in read] == [family.casus.id]


def test_a_team_reads_at_most_the_twenty_newest(family, meeting, browse):  # noqa: F811
    people = [factories.neighbour(family.casus, f"Buur{number}") for number in range(25)]

    def say(casus):
        for number, one in enumerate(people):
            db.session.add(MeetingFeedback(casus_id=casus.id, meeting_id=meeting.id, person_id=one.id, given_on=TODAY,
                                           went_well=f"Zin {number}."))  # fmt: skip

    family.run(say)
    page = browse(family.supervisor).open("/team/families")

    assert len(page.items("In hun eigen woorden")) == 20
    assert "Zin 24." in page.words
    assert "Zin 4." not in page.words


class TestWrittenDown:
    def test_a_worker_writes_down_what_a_young_child_pointed_at_and_changes_it(self, family, browse):  # noqa: F811
        noa = factories.child(family.casus)
        one = factories.meeting(family.casus, [noa, family.kim], number=7)
        sanne, values = browse(family.worker), {"ref": family.casus.ref, "meeting_id": one.id, "person_id": noa.id}
        page = sanne.fill("meetings.write_down", {"heard": "yes", "went_well": "Oma had koekjes."}, **values)

        assert "Oma had koekjes." in page.words
        assert "opgeschreven door een collega" in page.words
        page = sanne.fill("meetings.write_down", {"next_time": "Niet zo lang."}, **values)
        assert "Niet zo lang." in page.words
        [said] = family.rows(MeetingFeedback)
        assert (said.via, said.created_by_id, said.went_well) == (Via.TABLE, family.worker.id, "Oma had koekjes.")

    def test_what_somebody_answered_alone_is_not_overwritten(self, family, meeting, phone, browse):  # noqa: F811
        sanne, values = browse(family.worker), {"ref": family.casus.ref, "meeting_id": meeting.id, "person_id": family.fatiha.id}
        form = sanne.open("meetings.write_down", **values)
        answer(phone, meeting)
        page = sanne.send(form, {"went_well": "Iets anders."})

        assert "Die woorden blijven zoals ze zijn." in page.words
        assert [one.went_well for one in family.rows(MeetingFeedback)] == [WORDS]

    def test_two_colleagues_at_once_see_both_texts(self, family, browse):  # noqa: F811
        noa = factories.child(family.casus)
        one = factories.meeting(family.casus, [noa], number=8)
        values = {"ref": family.casus.ref, "meeting_id": one.id, "person_id": noa.id}
        browse(family.worker).fill("meetings.write_down", {"went_well": "Spelen."}, **values)
        sanne, again = browse(family.worker), browse(family.worker)
        first, second = sanne.open("meetings.write_down", **values), again.open("meetings.write_down", **values)
        sanne.send(first, {"went_well": "Spelen met opa."})
        page = again.send(second, {"went_well": "Spelen met oma."})

        assert page.status == 409
        assert "opa" in page.words and "oma" in page.words

    @pytest.mark.parametrize("who", ["absent", "colleague"])
    def test_only_of_who_was_there_and_is_no_colleague(self, family, browse, who):  # noqa: F811
        person = factories.person(family.casus, "Sanne", user_id=family.worker.id) if who == "colleague" else family.truus
        one = factories.meeting(family.casus, [family.kim, *([person] if who == "colleague" else [])], number=9)
        page = browse(family.worker).open("meetings.write_down", ref=family.casus.ref, meeting_id=one.id, person_id=person.id)

        assert page.status == 404

    def test_a_supervisor_reads_and_does_not_write_it_down(self, family, meeting, browse):  # noqa: F811
        henk, values = browse(family.supervisor), {"ref": family.casus.ref, "meeting_id": meeting.id}

        assert henk.open("meetings.write_down", **values, person_id=family.kim.id).status == 403
        assert "Schrijf op wat iemand zegt" not in henk.open("meetings.one", **values).words


def test_it_can_be_added_as_evidence_by_hand_and_is_none_by_itself(family, meeting, phone, browse):  # noqa: F811
    answer(phone, meeting)
    sanne = browse(family.worker)
    before = sanne.open("standards.index", ref=family.casus.ref)
    [said] = family.rows(MeetingFeedback)
    reason = {"record": f"meeting_feedback:{said.id}", "held_on": str(TODAY), "reason": "Fatiha voelde zich gehoord."}
    page = sanne.fill("standards.add_evidence", reason, ref=family.casus.ref, number=4)

    named = "Wat Fatiha van bijeenkomst 4 zei"
    assert named not in before.links()
    assert named in page.links()


def test_the_rules_say_when_and_what():
    assert [is_asked_on(TODAY, TODAY + timedelta(days=n)) for n in (-1, 0, 14, 15)] == [False, True, True, False]
    assert [field for field, _why in faults(None, "", "")] == ["heard"]
    assert not list(faults(Heard.NO, "", ""))
    assert without_names("Kims zus zag Kim en kimono.", ["Kim"]) == "… zus zag … en kimono."
    assert without_names("Niemand.", []) == "Niemand."


def test_vandaag_says_who_told_how_it_was_and_leads_to_it(family, meeting, phone, browse):  # noqa: F811
    answer(phone, meeting)
    page = browse(family.worker).open("/")

    assert page.links()["Fatiha zegt hoe bijeenkomst 4 was"].endswith(f"/meetings/{meeting.id}#after")


def test_vandaag_is_silent_about_what_the_worker_wrote_down(family, meeting, browse):  # noqa: F811
    family.run(lambda casus: db.session.add(MeetingFeedback(
        casus_id=casus.id, meeting_id=meeting.id, person_id=family.kim.id, given_on=TODAY, went_well="Ja.", via=Via.TABLE)))

    assert "zegt hoe bijeenkomst" not in browse(family.worker).open("/").words


def test_a_represented_child_is_not_asked(family, enter):  # noqa: F811
    one = factories.meeting(family.casus, [family.fatiha], number=11)

    def absent(casus):
        from workbench.meetings.models import Attendance

        db.session.scalars(db.select(Attendance).filter_by(meeting_id=one.id)).one().status = AttendanceStatus.REPRESENTED
        assert isinstance(casus, Casus)

    family.run(absent)
    assert enter(*family.invite()).open(where(one)).status == 404
