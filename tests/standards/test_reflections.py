"""A worker's own page: the question that fits, five minutes, the calendar, talking about it, sharing, and taking it back."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest

from tests import factories
from tests.standards.conftest import Family
from workbench import clock
from workbench.accounts.models import UserSession
from workbench.audit.models import AuditEntry
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.mapping import operations as mapping
from workbench.mapping.models import ItemKind, MapItem
from workbench.meetings import operations as meetings
from workbench.meetings.models import Meeting, MeetingStatus
from workbench.signals.models import Signal
from workbench.standards import operations, reflection_operations
from workbench.standards.models import (
    DiscussedIn,
    LearningAction,
    Reflection,
    ReflectionNeed,
    ReflectionVisibility,
)
from workbench.standards.reflection_rules import Fits, Step, Written, faults, fitting, rows_of
from workbench.web.drafts import Draft

TODAY = factories.TODAY
WITH_PEOPLE = [db.selectinload(MapItem.children), db.selectinload(MapItem.disputes)]
EXAMPLE = "Ik stelde het gesprek met Bas twee weken uit."
ANSWERS = {"standard": "3", "self_level": "2", "example": EXAMPLE, "need": "together"}


class Desk:
    """Sanne, her supervisor, a colleague, and a family of hers."""

    def __init__(self, app):
        self.app = app
        with app.test_request_context():
            self.sanne, self.henk = factories.worker(), factories.supervisor()
            self.mehmet = factories.worker(name="Mehmet Kaya")
            self.family = Family(worker=self.sanne, supervisor=self.henk)
            operations.recompute()
            db.session.commit()
            self.casus, self.ref = self.family.casus, self.family.casus.ref

    def wrote(self, **said):
        """Her reflection, with this in it."""
        given = {"casus": None, "standard": 3, "self_level": 2, "example": EXAMPLE, "need": ReflectionNeed.TIME, **said}
        with self.app.test_request_context():
            made = reflection_operations.add_reflection(by=self.sanne, **given)
            db.session.commit()
            return made.id

    def now(self, kind, record_id):
        with self.app.app_context():
            return db.session.get(kind, record_id)

    def run(self, change):
        with self.app.test_request_context():
            change()
            db.session.commit()

    def signal(self, days):
        """A signal that came in so many days ago and was not discussed."""
        received = TODAY - timedelta(days=days)
        self.run(lambda: db.session.add(Signal(casus_id=self.casus.id, received_on=received, content="Ruzie")))

    def evidence(self, standard):
        with self.app.app_context():
            return {kind for kind, _id in self.family.evidence(standard)}


@pytest.fixture
def desk(app):
    return Desk(app)


class TestTheQuestionThatFits:
    def test_never_thought_about_comes_first_then_the_longest_ago(self):
        some = dict.fromkeys(range(1, 11), TODAY) | {7: TODAY - timedelta(days=9)}

        assert fitting({1: TODAY}, []) == Fits(2, "never")
        assert fitting(some, []) == Fits(7, "oldest")

    def test_what_happened_since_comes_before_everything_until_somebody_thought_about_it(self):
        asks = SimpleNamespace(standard=3, since=TODAY - timedelta(days=2))

        assert fitting({}, [asks]) == Fits(3, "happened", asks)
        assert fitting({3: TODAY - timedelta(days=5)}, [asks]).why == "happened"
        assert fitting({3: TODAY}, [asks]) == Fits(1, "never")

    def test_the_page_shows_one_question_now_and_all_ten(self, desk, browse):
        desk.wrote(standard=1)
        page = browse(desk.sanne).open("standards.reflections")

        assert "Over deze vraag hebt u nog niet geschreven." in page.words
        assert len(page.items("De tien vragen")) == 10
        assert "het laatst op 18 juni 2026" in page.items("De tien vragen")[0]
        assert page.links()["Neem vijf minuten"].endswith("/reflections/new?standard=2")

    def test_a_signal_that_waits_brings_its_question_and_its_family(self, desk, browse):
        desk.signal(days=20)
        sanne = browse(desk.sanne)
        page = sanne.open("standards.reflections")

        assert "Er wacht een signaal op een gesprek." in page.words
        form = sanne.open(page.links()["Neem vijf minuten"])
        assert (form.value_of("standard"), form.value_of("casus")) == ("3", str(desk.casus.id))


class TestWriting:
    def test_time_is_kept_and_goes_to_the_calendar_without_a_word_of_what_it_is(self, desk, browse):
        sanne = browse(desk.sanne)
        page = sanne.fill("standards.add_reflection", ANSWERS | {
            "with_id": str(desk.mehmet.id), "reserved_on": "2026-06-25", "reserved_at": "09.30", "reserved_minutes": "45"})
        item = sanne.open(next(url for words, url in page.links().items() if words.startswith("Zet het in mijn agenda")))

        assert "samen met Mehmet Kaya" in page.words
        assert item.headers["Content-Type"].startswith("text/calendar")
        said = item.body.decode()
        assert "SUMMARY:Afspraak" in said
        assert "DTSTART;TZID=Europe/Amsterdam:20260625T093000" in said
        assert "DTEND;TZID=Europe/Amsterdam:20260625T101500" in said
        assert not any(word in said for word in ("Bas", "eflectie", "Sanne", "Mehmet", "standaard"))

    def test_without_a_time_it_is_a_whole_day_and_without_a_day_there_is_no_calendar(self, desk, browse):
        whole, none = desk.wrote(reserved_on=date(2026, 6, 25)), desk.wrote()
        sanne = browse(desk.sanne)

        assert "DTSTART;VALUE=DATE:20260625" in sanne.open("standards.kept_time", reflection_id=whole).body.decode()
        assert sanne.open("standards.kept_time", reflection_id=none).status == 404

    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("example", {"example": "kort"}), ("need_reason", {"need": "none"}), ("with_id", {"need": "time", "with_id": 4}),
            ("reserved_on", {"reserved_minutes": 30}), ("reserved_on", {"reserved_at": time(9)}),
            ("discussed_on", {"discussed_in": "team", "discussed_on": TODAY + timedelta(days=1)}),
            ("discussed_in", {"discussed_on": TODAY}),
        ],
    )  # fmt: skip
    def test_each_gap_is_named_at_its_field(self, field, said):
        full = {"example": EXAMPLE, "need": "together", "need_reason": "", "with_id": None, "reserved_on": None,
                "reserved_at": None, "reserved_minutes": None, "discussed_in": "not_yet", "discussed_on": None}  # fmt: skip

        assert not list(faults(Written(**full), TODAY))
        assert [where for where, _why in faults(Written(**{**full, **said}), TODAY)] == [field]

    def test_a_colleague_of_another_team_cannot_be_chosen(self, desk, browse):
        other = factories.worker(team_id=2)
        page = browse(desk.sanne).fill("standards.add_reflection", ANSWERS | {"with_id": str(other.id)})

        assert page.error_at("with_id")
        assert page.value_of("example") == EXAMPLE

    def test_the_page_says_how_it_went_over_time_in_words(self, app, desk, browse, monkeypatch):
        for day, level in ((date(2026, 3, 12), 2), (TODAY, 3)):
            monkeypatch.setattr("workbench.clock.today", lambda day=day: day)
            desk.wrote(standard=5, self_level=level)
        page = browse(desk.sanne).open("standards.reflections")

        assert "eerst soms, nu vaak" in page.words
        assert list(rows_of([(5, Step(2, TODAY, 3)), (5, Step(1, date(2026, 3, 12), 2))])[5]) == [
            Step(1, date(2026, 3, 12), 2), Step(2, TODAY, 3)]  # fmt: skip


class TestLater:
    def test_where_it_was_discussed_and_what_was_agreed(self, desk, browse):
        mine = desk.wrote()
        talk = {"discussed_in": "supervision", "discussed_on": str(TODAY), "agreed_action": "Henk belt mee."}
        talk["due_on"] = "2026-07-01"
        page = browse(desk.sanne).fill("standards.discuss_reflection", talk, reflection_id=mine)

        assert "Besproken: Werkbegeleiding, 18 juni 2026" in page.words
        assert "Afgesproken: Henk belt mee. (1 juli 2026)" in page.words
        assert desk.now(Reflection, mine).discussed_in is DiscussedIn.SUPERVISION

    def test_a_change_on_two_screens_shows_both_texts(self, desk, browse):
        mine, first, second = desk.wrote(), browse(desk.sanne), browse(desk.sanne)
        one, two = (each.open("standards.edit_reflection", reflection_id=mine) for each in (first, second))
        first.send(one, {"example": "Ik belde Bas toch, met klamme handen."})
        page = second.send(two, {"example": "Ik vroeg Mehmet om mee te gaan, dat hielp."})

        assert page.status == 409
        assert "klamme handen" in page.words
        assert "dat hielp" in page.words

    def test_withdrawing_takes_it_away_for_good_with_its_evidence(self, desk, browse):
        mine, sanne = desk.wrote(standard=1), browse(desk.sanne)
        desk.run(lambda: db.session.add(LearningAction(
            worker_id=desk.sanne.id, reflection_id=mine, standard=2, what="Meekijken", planned_on=TODAY)))
        assert "reflection" in desk.evidence(1)

        page = sanne.press(f"/reflections/{mine}", "standards.withdraw_reflection", reflection_id=mine)

        assert "Uw reflectie is voorgoed weg." in page.words
        assert desk.now(Reflection, mine) is None
        assert "reflection" not in desk.evidence(1)
        assert "Meekijken" in page.words

    def test_the_log_names_fields_and_never_words(self, desk, browse):
        mine = desk.wrote(casus=desk.casus)
        said = {"example": "Een heel ander voorbeeld van gisteren."}
        browse(desk.sanne).fill("standards.edit_reflection", said, reflection_id=mine)
        with desk.app.app_context():
            log = [one.detail for one in db.session.scalars(db.select(AuditEntry)) if one.event == "reflection changed"]

        assert log == [{"fields": ["example"]}]

    @pytest.mark.parametrize("where", ["edit_reflection", "discuss_reflection", "kept_time"])
    def test_of_somebody_else_there_is_a_404(self, desk, browse, where):
        mine = desk.wrote(reserved_on=TODAY, visibility=ReflectionVisibility.TEAM)

        assert browse(desk.mehmet).open(f"standards.{where}", reflection_id=mine).status == 404
        assert browse(desk.henk).open(f"standards.{where}", reflection_id=mine).status == 403


class TestGivenToOthers:
    def test_a_supervisor_reads_what_is_for_the_supervisor_with_the_need_and_the_kept_time(self, desk, browse):
        desk.wrote(visibility=ReflectionVisibility.SUPERVISOR, need=ReflectionNeed.TOGETHER, with_id=desk.mehmet.id,
                   reserved_on=date(2026, 6, 25), reserved_at=time(9, 30))
        page = browse(desk.henk).open("standards.shared_reflections")

        [said] = page.items("Het nieuwste eerst")
        assert EXAMPLE in said
        assert "samen met Mehmet Kaya" in said
        assert "9.30" in said
        assert EXAMPLE not in browse(desk.mehmet).open("standards.shared_reflections").text_source

    def test_of_one_about_a_family_the_text_is_read_in_that_family_where_reading_is_written_down(self, desk, browse):
        desk.wrote(visibility=ReflectionVisibility.TEAM, casus=desk.casus)
        henk = browse(desk.henk)
        page = henk.open("standards.shared_reflections")

        assert EXAMPLE not in page.text_source
        assert EXAMPLE in henk.open(page.links()[f"Lees het bij de standaarden van {desk.casus.name}"].partition("#")[0]).words
        assert desk.casus.name not in browse(desk.mehmet).open("standards.shared_reflections").text_source

    def test_colleagues_read_what_is_for_the_team_and_another_team_nothing(self, desk, browse):
        desk.wrote(visibility=ReflectionVisibility.TEAM)

        assert EXAMPLE in browse(desk.mehmet).open("standards.shared_reflections").words
        assert EXAMPLE not in browse(factories.supervisor(team_id=2)).open("standards.shared_reflections").text_source
        assert browse(factories.administrator()).open("standards.shared_reflections").status == 403

    def test_making_it_private_again_holds_at_once(self, desk, browse):
        mine, henk = desk.wrote(visibility=ReflectionVisibility.TEAM), browse(desk.henk)
        assert EXAMPLE in henk.open("standards.shared_reflections").words

        browse(desk.sanne).fill("standards.edit_reflection", {"visibility": "only_me"}, reflection_id=mine)

        assert EXAMPLE not in henk.open("standards.shared_reflections").text_source
        assert EXAMPLE not in henk.open("standards.index", ref=desk.ref).text_source


class TestDrafts:
    def test_what_was_typed_when_the_session_ended_is_offered_back_and_to_nobody_else(self, desk, browse):
        sanne = browse(desk.sanne)
        form = sanne.open("standards.add_reflection")
        with desk.app.app_context():
            for one in db.session.scalars(db.select(UserSession)):
                one.seen_at = clock.now() - timedelta(hours=20)
            db.session.commit()
        sanne.send(form, ANSWERS, follow=False)

        again = browse(desk.sanne)
        assert "concept van u" in again.open("standards.add_reflection").words
        assert again.open("/reflections/new?draft=1").value_of("example") == EXAMPLE
        assert "concept van u" not in browse(desk.mehmet).open("standards.add_reflection").words

    def test_a_draft_is_kept_while_typing_and_gone_after_saving(self, desk, browse):
        sanne = browse(desk.sanne)
        form = sanne.open("standards.add_reflection")
        kept = sanne.request("POST", "/draft?place=/reflections/new", data=form.fields() | {"example": EXAMPLE})
        elsewhere = sanne.request("POST", "/draft?place=/casus/", data=form.fields())
        sanne.send(form, ANSWERS | {"_draft": "1"})

        assert (kept.status, elsewhere.status) == (204, 404)
        with desk.app.app_context():
            assert db.session.scalars(db.select(Draft)).all() == []


class TestPrompts:
    STEP = {"kind": ItemKind.NEXT_STEP, "actor": "Sanne", "due_on": TODAY, "happened_on": None}

    def postponed(self, desk, days=(1, 2)):
        """A next step that was moved to a later day this often."""
        made = factories.map_item(desk.casus, **self.STEP)

        def move():
            item = db.session.get_one(MapItem, made.id, options=WITH_PEOPLE)
            for day in days:
                mapping.change_item(item, item.version, by=desk.sanne, due_on=TODAY + timedelta(days=day))
                db.session.flush()

        desk.run(move)
        return made.id

    def only_strengths(self, desk):
        def change():
            for one in db.session.scalars(db.select(MapItem).filter_by(casus_id=desk.casus.id)):
                one.withdrawn_on = TODAY

        desk.run(change)
        for _nr in range(3):
            factories.map_item(desk.casus, ItemKind.STRENGTH)

    ONLY_STRENGTHS = "nog niets waar iemand zich zorgen over maakt"
    STEP_AGAIN = "Een volgende stap is meer dan één keer naar een latere dag verschoven."

    def test_three_strengths_and_no_worry_ask_on_the_map_and_with_the_standards(self, desk, browse):
        self.only_strengths(desk)
        sanne = browse(desk.sanne)

        for where in ("mapping.index", "standards.index"):
            assert self.ONLY_STRENGTHS in sanne.open(where, ref=desk.ref).words
        factories.map_item(desk.casus, ItemKind.COMPLICATING)
        assert self.ONLY_STRENGTHS not in sanne.open("mapping.index", ref=desk.ref).words

    def test_two_strengths_ask_nothing(self, desk, browse):
        self.only_strengths(desk)
        with desk.app.app_context():
            db.session.delete(db.session.scalars(db.select(MapItem).filter_by(kind=ItemKind.STRENGTH)).first())
            db.session.commit()

        assert self.ONLY_STRENGTHS not in browse(desk.sanne).open("mapping.index", ref=desk.ref).words

    def test_only_who_works_in_the_casus_is_asked(self, desk, browse):
        self.only_strengths(desk)

        for where in ("mapping.index", "standards.index"):
            assert self.ONLY_STRENGTHS not in browse(desk.henk).open(where, ref=desk.ref).words

    @pytest.mark.parametrize(("days", "asks"), [(5, False), (8, True)])
    def test_a_signal_is_asked_after_when_it_waits_longer_than_the_house_allows(self, desk, browse, days, asks):
        desk.signal(days=days)

        assert ("Er wacht een signaal" in browse(desk.sanne).open("signals.index", ref=desk.ref).words) is asks

    def test_a_step_put_off_twice_is_asked_after_and_once_is_not(self, desk, browse):
        self.postponed(desk, days=(1,))
        sanne = browse(desk.sanne)
        assert self.STEP_AGAIN not in sanne.open("mapping.index", ref=desk.ref).words

        self.postponed(desk)
        assert self.STEP_AGAIN in sanne.open("mapping.index", ref=desk.ref).words

    def test_moving_a_step_to_an_earlier_day_is_no_postponing(self, desk):
        made = self.postponed(desk, days=(9, 3))

        assert desk.now(MapItem, made).postponed == 1

    def test_a_meeting_put_off_twice_is_asked_after_and_one_that_was_held_counts_no_more(self, desk, browse):
        made = factories.meeting(desk.casus, [], number=40, status=MeetingStatus.PLANNED, held_on=TODAY + timedelta(days=2))

        def move():
            for days in (4, 6):
                one = db.session.get_one(Meeting, made.id)
                names = ("kind", "starts_at", "ends_at", "place", "place_protected", "online", "sub_group_id", "chair_id",
                         "minute_taker_id", "inviter_id", "purpose", "bring", "share")  # fmt: skip
                answers = {name: getattr(one, name) for name in names}
                answers["held_on"] = TODAY + timedelta(days=days)
                meetings.change_meeting(desk.casus, one, one.version, by=desk.sanne, **answers)
                db.session.flush()

        desk.run(move)
        words = "Een bijeenkomst is meer dan één keer naar een latere dag verschoven."
        assert words in browse(desk.sanne).open("meetings.index", ref=desk.ref).words
        desk.run(lambda: setattr(db.session.get_one(Meeting, made.id), "status", MeetingStatus.HELD))
        assert words not in browse(desk.sanne).open("meetings.index", ref=desk.ref).words

    def test_not_now_puts_it_away_for_three_weeks_or_until_it_happens_again(self, desk, browse, monkeypatch):
        made, sanne = self.postponed(desk), browse(desk.sanne)
        page = sanne.press(f"/casus/{desk.ref}/map/", "standards.not_now", ref=desk.ref, kind="step_postponed", record_id=made)

        assert "Weggelegd." in page.words
        assert self.STEP_AGAIN not in page.words
        with desk.app.app_context():
            log = [one for one in db.session.scalars(db.select(AuditEntry)) if one.event == "prompt put away"]
        assert [(one.chain, one.detail) for one in log] == [(0, {})]

        def again():
            item = db.session.get_one(MapItem, made, options=WITH_PEOPLE)
            mapping.change_item(item, item.version, by=desk.sanne, due_on=TODAY + timedelta(days=30))

        desk.run(again)
        assert self.STEP_AGAIN in sanne.open("mapping.index", ref=desk.ref).words
        sanne.press(f"/casus/{desk.ref}/map/", "standards.not_now", ref=desk.ref, kind="step_postponed", record_id=made)
        monkeypatch.setattr("workbench.clock.today", lambda: TODAY + timedelta(days=21))
        assert self.STEP_AGAIN in sanne.open("mapping.index", ref=desk.ref).words

    def test_what_is_not_asked_cannot_be_put_away(self, desk, browse):
        made, sanne = self.postponed(desk), browse(desk.sanne)
        page = sanne.open("mapping.index", ref=desk.ref)
        token = page.fields(f"/casus/{desk.ref}/standards/prompts/step_postponed/{made}/not-now").get("csrf_token")

        for path in ("signal_waits/1", "step_postponed/99999", "nonsense/1"):
            where = f"/casus/{desk.ref}/standards/prompts/{path}/not-now"
            assert sanne.request("POST", where, data={"csrf_token": token}).status == 404

    def test_a_learning_action_put_off_twice_asks_on_the_own_page_and_can_be_put_away_there(self, desk, browse):
        sanne = browse(desk.sanne)
        meant = {"standard": "2", "what": "Meekijken bij Mehmet", "planned_on": "2026-07-01"}
        sanne.fill("standards.add_learning_action", meant)
        with desk.app.app_context():
            action = db.session.scalars(db.select(LearningAction.id)).one()
        for day in ("2026-07-08", "2026-07-15"):
            page = sanne.fill("standards.edit_learning_action", {"planned_on": day}, action_id=action)

        assert "Iets wat u wilde leren is meer dan één keer naar een latere dag verschoven." in page.words
        page = sanne.press("/reflections/", "standards.not_now_here", kind="learning_postponed", record_id=action)
        assert "Iets wat u wilde leren" not in page.words


def test_a_broken_rule_is_said_before_anything_is_kept(context, worker):
    with pytest.raises(RuleBroken) as broken:
        reflection_operations.add_reflection(
            by=worker, casus=None, standard=1, self_level=2, need=ReflectionNeed.NONE, example=EXAMPLE
        )

    assert broken.value.field == "need_reason"
