"""Vandaag: each kind of thing that waits, counted as its room counts it, one click from its place, and nobody else's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from babel.dates import format_date
from flask import Flask
from sqlalchemy import select

from tests import factories
from tests.safety import census
from workbench import clock
from workbench.accounts.models import User
from workbench.aftercare.models import AftercareContact
from workbench.agreements.models import AgreementNotice, NoticeWay
from workbench.casus.models import Casus, CasusStatus, Person
from workbench.extensions import db
from workbench.meetings.models import MeetingFeedback, MeetingStatus, MinutesCorrection
from workbench.monitoring.models import Check, CheckOutcome, DiaryLine
from workbench.overview.kinds import KINDS
from workbench.partners.models import Consent, Partner
from workbench.plans.models import PlanApproval, PlanKind, PlanStatus, PlanTrigger, PlanVersion, TriggerKind
from workbench.plans.operations import freeze
from workbench.reviews.models import Answer, Invitation, Outcome, Via
from workbench.signals.models import Signal
from workbench.standards.models import Question, SupervisionTalk, TalkAction, Turn
from workbench.successes.models import Success


@dataclass(frozen=True)
class Given:
    """A family with an agreement that runs well, to make things wait in."""

    app: Flask
    casus: Casus
    kim: Person
    agreement: Any


def day(days: int = 0) -> Any:
    return clock.today() + timedelta(days=days)


@pytest.fixture
def given(app: Flask) -> Given:
    casus = factories.casus()
    kim = factories.person(casus, "Kim")
    agreement = factories.agreement(casus, doers=[kim], checker=kim, number=6, last_check_on=day(), last_outcome="done")
    return Given(app, casus, kim, agreement)


@pytest.fixture
def add(app: Flask) -> Callable[..., None]:
    """Put records in the database."""

    def put(*records: Any) -> None:
        with app.app_context():
            db.session.add_all(records)
            db.session.commit()

    return put


def answer(at: Given, outcome: Outcome, **more: Any) -> Answer:
    return Answer(casus_id=at.casus.id, agreement_id=at.agreement.id, person_id=at.kim.id, outcome=outcome, text_sha256="0" * 64,
                  words="Ik kan dan niet.", **more)  # fmt: skip


def answers(outcome: Outcome) -> Callable[[Given], list[Any]]:
    """Two that wait; one that was handled, one that no longer counts."""
    return lambda at: [
        answer(at, outcome), answer(at, outcome), answer(at, outcome, handled_at=clock.now(), reply="gebeld"),
        answer(at, outcome, superseded_at=clock.now()),
    ]  # fmt: skip


def agreements(at: Given, **values: Any) -> list[Any]:
    return [factories.agreement(at.casus, doers=[at.kim], checker=at.kim, **values) for _twice in range(2)]


def failed(at: Given) -> list[Any]:
    made = agreements(at, last_check_on=day(), last_outcome="not_done")
    return [
        Check(casus_id=at.casus.id, agreement_id=one.id, checked_on=day(), outcome=CheckOutcome.NOT_DONE)
        for one in made
    ]


def triggers(at: Given) -> list[Any]:
    """Two that wait; one at which somebody looked."""
    kinds = (TriggerKind.MOVE, TriggerKind.SIGNAL, TriggerKind.BIRTH)
    return [PlanTrigger(casus_id=at.casus.id, kind=kind, raised_on=day(), looked_on=day() if kind is kinds[2] else None,
                        outcome="fits" if kind is kinds[2] else None) for kind in kinds]  # fmt: skip


def to_tell(at: Given) -> list[Any]:
    ways = (NoticeWay.IN_PERSON, NoticeWay.IN_PERSON, NoticeWay.MAIL)
    return [AgreementNotice(casus_id=at.casus.id, agreement_id=at.agreement.id, person_id=at.kim.id, way=way) for way in ways]


def approvals(approved: bool) -> Callable[[Given], list[Any]]:
    """The last word of the supervisor about the newest version counts; what was said of an older one does not."""

    def make(at: Given) -> list[Any]:
        versions(lambda: {"status": PlanStatus.CONCEPT, "evaluate_on": day(40)},
                 lambda: {"status": PlanStatus.CONCEPT, "evaluate_on": day(3)})(at)  # fmt: skip
        with at.app.app_context():
            found = db.session.scalars(select(PlanVersion).where(PlanVersion.casus_id == at.casus.id)).all()
            return [PlanApproval(casus_id=at.casus.id, plan_version_id=one.id, sha256=one.sha256, decided_at=clock.now(),
                                 approved=approved, words="Kijk nog eens.") for one in found]  # fmt: skip

    return make


def meetings(*days: int, status: MeetingStatus) -> Callable[[Given], list[Any]]:
    return lambda at: [factories.meeting(at.casus, held_on=day(after), status=status) for after in days] and []


def versions(*changes: Callable[[], dict[str, Any]]) -> Callable[[Given], list[Any]]:
    """Frozen versions of the plan of this family, each with other values."""

    def make(at: Given) -> list[Any]:
        with at.app.test_request_context():
            casus = db.session.get_one(Casus, at.casus.id)
            by = db.session.get_one(User, casus.worker_id)
            for change in changes:
                made = freeze(casus, by=by, kind=PlanKind.FINAL, starts_on=day(-10), evaluate_on=day(60))
                for name, value in ({"status": PlanStatus.SET} | change()).items():
                    setattr(made, name, value)
            db.session.commit()
            db.session.expunge_all()
        return []

    return make


def temporary(ends: int) -> Callable[[Given], list[Any]]:
    """The newest version counts; one that it replaced does not."""
    return versions(
        lambda: {"kind": PlanKind.TEMPORARY, "status": PlanStatus.REPLACED, "ends_on": day(-20)},
        lambda: {"kind": PlanKind.TEMPORARY, "status": PlanStatus.RUNNING, "ends_on": day(ends)},
    )


def said_after(at):
    """What two people answered this week after one meeting, what one answered long ago, and what a colleague wrote down."""
    meeting = factories.meeting(at.casus, [at.kim], held_on=day(-12))
    people = [at.kim, *(factories.neighbour(at.casus, name) for name in ("Ans", "Bea", "Cor"))]
    told = ((day(), Via.LINK), (day(-1), Via.LINK), (day(-8), Via.LINK), (day(), Via.TABLE))
    return [
        MeetingFeedback(casus_id=at.casus.id, meeting_id=meeting.id, person_id=one.id, given_on=on, via=via, went_well="Fijn zo.")
        for one, (on, via) in zip(people, told, strict=True)
    ]


def corrections(at: Given) -> list[Any]:
    meeting = factories.meeting(at.casus, status=MeetingStatus.MINUTES_SENT, minutes_sent_on=day(-9), held_on=day(-12))
    return [
        MinutesCorrection(
            casus_id=at.casus.id, meeting_id=meeting.id, person_id=at.kim.id, text="Ik was er ook.", given_on=on
        )
        for on in (day(), day(-1), day(-8))
    ]


def contacts(at: Given) -> list[Any]:
    days = {-2: None, 3: None, -4: day(-4), 30: None}
    return [AftercareContact(casus_id=at.casus.id, planned_on=day(on), done_on=done, person_id=at.kim.id,
                             outcome="good" if done else None) for on, done in days.items()]  # fmt: skip


def signals(at: Given) -> list[Any]:
    """Two that wait; one that was discussed, one that was withdrawn."""
    ends: list[dict[str, Any]] = [{}, {}, {"discussed_on": day()}, {"withdrawn_on": day()}]
    return [Signal(casus_id=at.casus.id, received_on=day(-2), content="Noa was alleen.", **end) for end in ends]


def weak_consents(at: Given) -> list[Any]:
    """Two without a consent that holds; one on another ground, one that stopped."""
    old = Consent(casus_id=at.casus.id, what_for="het plan", to_whom="school", given_on=day(-9), until=day(-1))
    factories.made(lambda: old)()
    given: list[dict[str, Any]] = [{}, {"consent_id": old.id}, {"ground": "law"}, {"ended_on": day()}]
    return [Partner(casus_id=at.casus.id, name="De Wilg", role="school", **{"ground": "consent", **one}) for one in given]


def questions(at: Given) -> list[Any]:
    asked = [Question(casus_id=at.casus.id, standard=7, text="Wie van vaders kant?") for _twice in range(2)]
    return [*asked, Question(casus_id=at.casus.id, standard=4, text="En de kinderen?", turn=Turn.ASKER)]


def talk_actions(at: Given) -> list[Any]:
    """Two for the worker, one that is done, and one of the supervisor."""
    talk = SupervisionTalk(casus_id=at.casus.id, held_on=day(-3), standards="")
    factories.made(lambda: talk)()
    worker, henk = at.casus.worker_id, factories.supervisor_of(at.casus).id
    return [TalkAction(casus_id=at.casus.id, talk_id=talk.id, what="Bel Truus.", who_id=who, due_on=day(5), done_on=done)
            for who, done in ((worker, None), (worker, None), (worker, day()), (henk, None))]  # fmt: skip


def good_lines(at: Given) -> list[Any]:
    """Two; one that is a success already and one that is no success."""
    lines = [
        DiaryLine(casus_id=at.casus.id, written_on=day(), text=f"Gelukt {nr}.", is_success=nr < 4) for nr in range(1, 5)
    ]
    factories.made(lambda: lines[2])()
    done = Success(casus_id=at.casus.id, happened_on=day(), what="Gelukt 3.", diary_line_id=lines[2].id)
    return [lines[0], lines[1], lines[3], done]


def shows_day(days: int) -> Callable[[Any], int]:
    """How often a page shows this day: 15 juni 2026."""
    return lambda page: page.words.count(format_date(day(days), "d MMMM yyyy", locale="nl"))


def said(words: str) -> Callable[[Any], int]:
    return lambda page: page.words.count(words)


# kind: what makes it wait, how many wait then, the room, how many the room shows
CASES: dict[str, tuple[Callable[[Given], list[Any]], int, str, Callable[[Any], int]]] = {
    "objection": (answers(Outcome.DISAGREE), 2, "reviews.answers", lambda page: len(page.items("Wacht op u"))),
    "proposal": (answers(Outcome.AGREE_BUT), 2, "reviews.answers", lambda page: len(page.items("Wacht op u"))),
    "question": (answers(Outcome.NOT_UNDERSTOOD), 2, "reviews.answers", lambda page: len(page.items("Wacht op u"))),
    "talk_first": (answers(Outcome.TALK_FIRST), 2, "reviews.answers", lambda page: len(page.items("Wacht op u"))),
    "not_kept": (failed, 2, "overview.casus", said("lukte niet")),
    "trigger": (triggers, 2, "plans.index", said("Bekeken: wat verandert er?")),
    "to_tell": (to_tell, 2, "agreements.one", said("Verteld")),
    "sent_back": (approvals(False), 1, "plans.index", shows_day(3)),
    "approved": (approvals(True), 1, "plans.index", shows_day(3)),
    "silent": (lambda at: agreements(at) and [], 2, "overview.casus", said("Stil laatst")),
    "minutes": (meetings(-3, 0, status=MeetingStatus.HELD), 2, "meetings.index", said("verslag nog te versturen")),
    "not_noted": (meetings(-3, -4, status=MeetingStatus.INVITED), 2, "meetings.index", said("uitgenodigd")),
    "invite": (
        meetings(9, 20, 40, status=MeetingStatus.PLANNED),
        2,
        "meetings.index",
        lambda page: said("gepland")(page) - 1,
    ),
    "correction": (corrections, 2, "meetings.one", lambda page: said("Ik was er ook.")(page) - 1),
    "said_after": (said_after, 2, "meetings.one", lambda page: said("Fijn zo.")(page) - 2),
    "expired": (temporary(-1), 1, "plans.index", lambda page: shows_day(-1)(page) - 1),  # the list of versions says it too
    "ends": (temporary(2), 1, "plans.index", shows_day(2)),
    "evaluate": (
        versions(lambda: {"evaluate_on": day(40)}, lambda: {"evaluate_on": day(3)}),
        1,
        "plans.index",
        shows_day(3),
    ),
    "aftercare": (contacts, 2, "aftercare.index", said("gepland")),
    "signal": (signals, 2, "signals.index", said("bespreken vóór")),
    "consent": (  # the list of consents below says once more that one has ended
        weak_consents, 2, "partners.index",
        lambda page: said("geen toestemming")(page) + said("toestemming is af")(page) - 1,
    ),
    "supervisor": (questions, 2, "supervision.threads", said("Sanne is aan zet")),
    "agreed": (talk_actions, 2, "supervision.talks", lambda page: said("Te doen")(page) - 1),  # the supervisor's own too
}


@pytest.mark.parametrize("kind", CASES)
def test_vandaag_counts_what_the_room_shows_and_leads_to_it(given, browse, add, kind):
    make, many, room, in_room = CASES[kind]
    add(*make(given))
    worker = browse(factories.worker_of(given.casus))

    page = worker.open("overview.today", only=kind)

    lines = page.tree.xpath("//section[@aria-labelledby='first']//li//a/@href")
    assert len(lines) == many
    assert worker.open(lines[0].split("#")[0]).status == 200
    of_one = {"meetings.one": "meeting_id", "agreements.one": "agreement_id"}
    values = {of_one[room]: int(lines[0].split("/")[-1].split("#")[0])} if room in of_one else {}
    assert in_room(worker.open(room, ref=given.casus.ref, **values)) == many


def test_what_worked_partly_is_not_called_a_failure(given, browse, add):
    check = failed(given)[0]
    check.outcome = CheckOutcome.PARTLY
    add(check)

    words = browse(factories.worker_of(given.casus)).open("overview.today").words
    assert "is maar deels gelukt" in words
    assert "is niet gelukt" not in words


def test_every_kind_that_asks_for_a_worker_is_counted_here():
    asks = {kind.key for kind in KINDS if kind.where == "first" and not kind.supervisor}

    assert asks == {*CASES, "locked", "unsafe", "look_back", "file_request"}  # the last ones: tests of transfer and file_rights


def test_a_link_that_locked_asks_what_happened(app, browse):
    demo = census.load(app)
    demo.invite("Wim")
    with app.app_context():
        db.session.scalars(db.select(Invitation)).one().locked_at = clock.now()
        db.session.commit()
    worker = browse(demo.staff["mehmet"])

    page = worker.open("overview.today", only="locked")
    [where] = page.tree.xpath("//section[@aria-labelledby='first']//li//a/@href")

    assert "Vraag Wim wat er gebeurde: de link zit op slot" in page.words
    assert worker.open(where.split("#")[0]).words.count("Op slot") == 1


def test_meetings_of_this_week_stand_in_the_week_and_the_first_of_today_on_top(given, browse):
    for after in (0, 5, 9):
        factories.meeting(given.casus, held_on=day(after), status=MeetingStatus.INVITED, number=50 + after)

    page = browse(factories.worker_of(given.casus)).open("/")

    week = page.tree.xpath("//section[@aria-labelledby='week']//a")
    assert [link.text_content() for link in week] == [
        f"Bijeenkomst {number}, {given.casus.name}" for number in (50, 55)
    ]
    assert "Bijeenkomst openen" in page.links()


def test_good_lines_of_the_diary_wait_to_become_a_success(given, browse, add):
    add(*good_lines(given))
    worker = browse(factories.worker_of(given.casus))

    page = worker.open("/?only=locked")
    [first, second] = page.tree.xpath("//section[@aria-labelledby='good']//a/@href")

    assert {worker.open(where).value_of("what") for where in (first, second)} == {"Gelukt 1.", "Gelukt 2."}


def test_what_cannot_wait_comes_first(given, browse, add):
    add(*questions(given), answer(given, Outcome.DISAGREE))

    lines = browse(factories.worker_of(given.casus)).open("/").items("Eerst dit")

    assert "Kim is het niet eens met afspraak 6" in lines[0]
    assert "Beantwoord de vraag over standaard 7" in lines[1]


def test_nothing_that_was_said_stands_on_vandaag(given, browse, add):
    add(answer(given, Outcome.DISAGREE), *questions(given), *good_lines(given))

    page = browse(factories.worker_of(given.casus)).open("/")

    assert [words for words in ("Ik kan dan niet.", "vaders kant", "Gelukt") if words in page.words] == []


def test_a_closed_family_asks_nothing_any_more(app, browse, add):
    casus = factories.casus(status=CasusStatus.CLOSED)
    kim = factories.person(casus)
    at = Given(app, casus, kim, factories.agreement(casus, doers=[kim], checker=kim))
    add(answer(at, Outcome.DISAGREE))

    page = browse(factories.worker_of(casus)).open("/")

    assert "Er wacht nu niets op u" in page.words


def test_who_would_rather_talk_first_is_nobodys_business_but_the_workers(app, given, browse, add):
    add(answer(given, Outcome.TALK_FIRST))
    deputy = factories.worker(name="Mehmet Kaya")
    with app.app_context():
        db.session.get_one(Casus, given.casus.id).deputy_id = deputy.id
        db.session.commit()

    asked = "Kim wil eerst met u praten"

    assert asked in browse(factories.worker_of(given.casus)).open("/").words
    assert asked in browse(deputy).open("/").words
    henk = browse(factories.supervisor_of(given.casus)).open("/")
    assert "eerst praten" not in henk.words
    assert "eerst met u praten" not in henk.words


def test_another_worker_sees_nothing_of_it(given, browse, add):
    add(answer(given, Outcome.DISAGREE))

    page = browse(factories.worker(name="Iemand Anders")).open("/")

    assert "Kim" not in page.words
    assert "Nog geen gezinnen" in page.words


def test_a_supervisor_sees_the_families_of_the_team_by_worker_and_is_never_sent_to_a_page_that_refuses(
    given, browse, add
):
    add(answer(given, Outcome.DISAGREE), *questions(given), *contacts(given))
    quiet = factories.casus(worker=factories.worker_of(given.casus), supervisor=factories.supervisor_of(given.casus))
    supervisor = browse(factories.supervisor_of(given.casus))

    page = supervisor.open("/")
    section = page.tree.xpath("//section[@aria-labelledby='families']")[0]
    said = " ".join(section.text_content().split())

    assert quiet.id
    assert "1 bezwaar" in said
    assert "2 vragen van de werkbegeleider" in said
    assert "in 1 gezin wacht niets" in said
    assert "Kim" not in said  # who objects is read in the room, where reading is written down
    assert {supervisor.open(link.get("href")).status for link in section.iter("a")} == {200}


def test_a_supervisor_hears_of_answers_to_questions_of_his_own(given, browse, add):
    henk, other = factories.supervisor_of(given.casus), factories.supervisor(name="Ria Bos")
    answered = {"text": "Wie?", "turn": Turn.ASKER}
    add(Question(casus_id=given.casus.id, standard=7, created_by_id=henk.id, **answered),
        Question(casus_id=given.casus.id, standard=4, created_by_id=other.id, **answered))  # fmt: skip

    page = browse(henk).open("/")

    assert "Er is een antwoord op uw vraag over standaard 7: lees het en rond af" in page.words
    assert "standaard 4" not in page.words


def test_the_list_of_families_says_what_asks_first_in_each(given, browse, add):
    add(answer(given, Outcome.DISAGREE), answer(given, Outcome.DISAGREE))

    page = browse(factories.worker_of(given.casus)).open("overview.index")

    assert "2 bezwaren" in page.words


def test_the_day_costs_the_same_for_two_families_and_for_twenty(given, browse, add, statements):
    worker = factories.worker_of(given.casus)
    add(answer(given, Outcome.DISAGREE), *good_lines(given))
    browser = browse(worker)
    browser.open("/")
    statements.clear()
    browser.open("/")
    before = len(statements)
    for _nr in range(19):
        casus = factories.casus(worker=worker, supervisor=factories.supervisor_of(given.casus))
        kim = factories.person(casus, "Kim")
        add(
            answer(Given(given.app, casus, kim, factories.agreement(casus, doers=[kim], checker=kim)), Outcome.DISAGREE)
        )
    statements.clear()
    page = browser.open("/")

    assert len(page.items("Eerst dit")) > 20
    assert (before, len(statements)) == (before, before)
    assert before <= 7
