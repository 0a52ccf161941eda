"""The reporting code: every path of the considerations, the order of the steps, and what people decide."""

from datetime import timedelta
from itertools import product

import pytest

from tests import factories
from workbench import clock
from workbench.signals import rules
from workbench.workdays import working_days

TODAY = clock.today()
ENDS = {(1, False): "close", (2, True): "report", (3, False): "report", (4, False): "report", (5, False): "report"}


@pytest.fixture
def casus(app):
    return factories.casus()


@pytest.fixture
def worker(browse, casus):
    return browse(factories.worker_of(casus))


@pytest.fixture
def begun(worker, casus):
    """The reporting code for one signal; gives the address of its page."""
    worker.fill("signals.new", {"content": "Noa was vrijdagavond alleen."}, ref=casus.ref)
    start = worker.open("signals.start", ref=casus.ref)
    signal = start.tree.xpath("//input[@name='signals']/@value")
    page = worker.send(start, {"signals": signal})
    return page.address


def told(answers):
    """The table of domain.md 2.4, read line by line."""
    for number, answer in enumerate(answers, 1):
        if answer is None:
            return None
        if (number, answer) in ENDS:
            return ENDS[number, answer]
    return "follow"


@pytest.mark.parametrize("answers", list(product((True, False, None), repeat=5)))
def test_each_path_through_the_considerations_advises_what_the_table_says(answers):
    assert rules.advice(dict(enumerate(answers, 1))) == told(answers)


def test_no_suspicion_and_unsafe_all_the_same_cannot_both_be():
    assert rules.contradicts({1: False, 2: True})
    assert not any(
        rules.contradicts({1: first, 2: second}) for first, second in ((True, True), (False, False), (False, None))
    )


def answered(*answers):
    return {f"answer_{nr}": {True: "yes", False: "no", None: ""}[answer] for nr, answer in enumerate(answers, 1)}


def test_the_advice_is_followed_without_more_words(worker, begun):
    for nr in (1, 2, 3, 4):
        worker.fill(f"{begun}/{nr}", {"outcome": "Zo ging het."} | ({"expert": "colleague"} if nr == 2 else {}))

    page = worker.fill(
        f"{begun}/5", {"outcome": "Gemeld.", "decision": "report", **answered(True, True, None, None, None)}
    )

    assert "De afwegingen adviseren: meld het bij Veilig Thuis." in page.words
    assert "Besloten: Melden bij Veilig Thuis" in page.words


def test_who_decides_otherwise_says_why(worker, begun):
    said = {
        "outcome": "Nog niet.",
        "order_why": "Spoed.",
        "decision": "follow",
        **answered(True, True, None, None, None),
    }

    refused = worker.fill(f"{begun}/5", said)
    accepted = worker.fill(f"{begun}/5", said | {"decision_why": "Veilig Thuis heeft de melding al."})

    assert refused.error_at("decision_why")
    assert refused.value_of("outcome") == "Nog niet."
    assert "Veilig Thuis heeft de melding al." in accepted.words


def test_contradicting_answers_are_looked_at_again(worker, begun):
    page = worker.fill(
        f"{begun}/5",
        {"outcome": "x", "order_why": "Spoed.", "decision": "close", **answered(False, True, None, None, None)},
    )

    assert page.error_at("answer_1")


def test_a_step_out_of_order_needs_the_reason(worker, begun):
    refused = worker.fill(f"{begun}/4", {"outcome": "Ernstig."})
    noted = worker.fill(f"{begun}/4", {"outcome": "Ernstig.", "order_why": "Noa was in gevaar."})

    assert refused.error_at("order_why")
    assert "vóór een eerdere stap" in noted.words
    assert "Noa was in gevaar." in noted.words


def test_step_three_asks_of_parent_and_child_a_day_or_the_reason_why_not(worker, casus, begun):
    kim, noa = factories.person(casus), factories.child(casus)
    known = {"outcome": "Gepraat.", "order_why": "Spoed.", f"talk_{kim.id}": TODAY.isoformat()}

    refused = worker.fill(f"{begun}/3", known)
    noted = worker.fill(f"{begun}/3", known | {f"why_{noa.id}": "Nog niet veilig."})

    assert refused.error_at(f"why_{noa.id}")
    assert "geen gesprek: Nog niet veilig." in noted.words


def test_a_step_is_changed_without_losing_its_answers(worker, begun):
    said = {
        "outcome": "Sluiten.",
        "order_why": "Spoed.",
        "decision": "close",
        **answered(False, None, None, None, None),
    }
    worker.fill(f"{begun}/5", said)

    page = worker.fill(f"{begun}/5", {"outcome": "Sluiten, met Henk besproken."})

    assert "Sluiten, met Henk besproken." in page.words
    assert "Besloten: Afsluiten en vastleggen" in page.words


def test_it_closes_only_after_step_five_the_report_and_the_agreements(worker, begun):
    early = worker.fill(f"{begun}/close", {"following": "Kim belt."})
    worker.fill(
        f"{begun}/5",
        {"outcome": "x", "order_why": "Spoed.", "decision": "report", **answered(True, True, None, None, None)},
    )
    unreported = worker.fill(f"{begun}/close", {"following": "Kim belt."})
    worker.fill(f"{begun}/report", {"reported_on": TODAY.isoformat()})
    without = worker.fill(f"{begun}/close", {})
    closed = worker.fill(f"{begun}/close", {"following": "Marloes belt elke week."})

    assert "Eerst stap 5" in early.words
    assert "Leg eerst vast wanneer" in unreported.words
    assert without.error_at("following")
    assert "Zo wordt de veiligheid gevolgd: Marloes belt elke week." in closed.words
    assert worker.fill(f"{begun}/1", {"outcome": "Later."}).address.endswith("/1")


def test_an_answer_of_veilig_thuis_has_a_day_and_words(worker, begun):
    day = TODAY.isoformat()

    assert worker.fill(f"{begun}/report", {"reported_on": day, "answered_on": day}).error_at("answer")
    assert worker.fill(f"{begun}/report", {"reported_on": day, "answer": "Wij kijken."}).error_at("answered_on")
    assert worker.fill(f"{begun}/report", {"reported_on": day, "receipt_on": "2001-01-01"}).error_at("receipt_on")


@pytest.mark.parametrize("nr", [0, 6])
def test_there_are_five_steps(worker, begun, nr):
    assert worker.open(f"{begun}/{nr}").status == 404


def test_who_only_looks_sees_the_steps_and_changes_nothing(worker, browse, casus, begun):
    supervisor = browse(factories.supervisor_of(casus))
    stranger = browse(factories.worker(name="Iemand", team_id=2))

    assert "Stap 1 vastleggen" not in supervisor.open(begun).words
    assert supervisor.open(f"{begun}/1").status == 403
    assert stranger.open(begun).status == 404


def test_the_pages_of_signals_cost_the_same_whatever_there_is(worker, casus, begun, statements):
    worker.open("signals.index", ref=casus.ref)
    statements.clear()
    worker.open("signals.index", ref=casus.ref)
    one = len(statements)
    for nr in range(10):
        worker.fill("signals.new", {"content": f"Signaal {nr}"}, ref=casus.ref)
        start = worker.open("signals.start", ref=casus.ref)
        worker.send(start, {"signals": start.tree.xpath("//input[@name='signals']/@value")})
    statements.clear()
    worker.open("signals.index", ref=casus.ref)

    assert len(statements) == one


def test_the_terms_say_until_when_a_signal_may_lie(worker, casus):
    day = TODAY - timedelta(days=14)
    page = worker.fill("signals.new", {"content": "Noa was alleen.", "received_on": day.isoformat()}, ref=casus.ref)

    assert f"ligt er {working_days(day, TODAY)} werkdagen: had besproken moeten zijn" in page.words


def test_a_signal_is_withdrawn_with_the_reason_and_stays_readable(worker, casus):
    page = worker.fill("signals.new", {"content": "Noa was alleen."}, ref=casus.ref)
    where = next(link for link in page.links().values() if link.endswith("/withdraw"))

    refused = worker.fill(where, {"why": ""})
    page = worker.fill(where, {"why": "Het ging over een ander kind."})

    assert refused.error_at("why")
    assert "Noa was alleen." in page.words
    assert "Het ging over een ander kind." in page.words
    assert "Bespreek het signaal" not in worker.open("/").words
