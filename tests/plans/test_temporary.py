"""A temporary plan at ten in the evening: made in one go, read by who may, warned of, and visibly over."""

from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tests import factories
from workbench import clock
from workbench.accounts.models import Setting
from workbench.agreements.models import Agreement, AgreementStatus
from workbench.audit.models import AuditEntry
from workbench.casus.models import ContactKind, ProtectedTerm
from workbench.errors import EditConflict, RuleBroken
from workbench.extensions import db
from workbench.plans import operations as plan_operations
from workbench.plans import queries, taking_over, temporary_queries
from workbench.plans import temporary_operations as operations
from workbench.plans.models import PlanKind, PlanStatus, PlanVersion, Situation, Stay
from workbench.plans.projection import Leaking, OtherSide, project
from workbench.plans.temporary_rules import Call, Line

TODAY = clock.today()


@pytest.fixture
def travel():
    """Go to a day; back to today when the test is done."""
    with ExitStack() as journeys:
        yield lambda day: journeys.enter_context(time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)))


@pytest.fixture
def casus(app):
    """A family of whom nothing is known yet but their first names."""
    casus = factories.casus(worker=factories.worker())
    casus.kim, casus.noa = factories.person(casus), factories.child(casus)
    casus.truus, casus.marloes = factories.neighbour(casus, "Truus"), factories.neighbour(casus, "Marloes")
    casus.worker_account = factories.account(casus.worker_id)
    return casus


def answers(casus, **more):
    """What somebody fills in: who is where, one row of who calls whom, a plan B."""
    return {
        "reason": "Noa was vannacht alleen.", f"stays_{casus.noa.id}": casus.truus.id, "caller_1": casus.kim.id,
        "called_1": casus.marloes.id, "signal_1": "Kim heeft trek in drank.", "what_if_unsafe": "Dan belt Kim Truus.",
    } | more  # fmt: skip


def versions_of(casus, app):
    with app.app_context():
        return list(db.session.execute(
            select(PlanVersion.number, PlanVersion.kind, PlanVersion.status, PlanVersion.ends_on)
            .where(PlanVersion.casus_id == casus.id).order_by(PlanVersion.number)
        ))  # fmt: skip


# --- one page, one press


def test_a_family_of_which_only_names_are_known_has_a_plan_that_holds_after_one_press(casus, browse, app):
    page = browse(casus.worker_account).fill("plans.temporary", answers(casus), ref=casus.ref)

    assert page.status == 200
    assert page.address.endswith("/plan/temporary/1")
    assert versions_of(casus, app) == [(1, PlanKind.TEMPORARY, PlanStatus.SET, clock.today() + timedelta(days=14))]
    buttons = [" ".join(one.itertext()) for one in page.tree.iter("button")]
    papers, links = ([one for one in buttons if what in one] for what in ("Word-bestand", "Persoonlijke link"))
    assert [name for name in ("Kim", "Noa", "Truus", "Marloes") if any(name in one for one in papers)] == [
        "Kim", "Noa", "Truus", "Marloes"]  # fmt: skip
    assert [name for name in ("Kim", "Noa", "Truus", "Marloes") if any(name in one for one in links)] == [
        "Kim", "Truus", "Marloes"], "a child of ten gets it in person"  # fmt: skip


def test_the_paper_of_a_plan_of_names_alone_is_made_and_says_who_sleeps_where(casus, browse):
    from io import BytesIO

    from docx import Document

    browser = browse(casus.worker_account)
    page = browser.fill("plans.temporary", answers(casus, visiting="Bas komt zaterdag."), ref=casus.ref)
    sent = {"document": "safety-plan", "reader": casus.truus.id, "plan": 1}
    sent |= {"csrf_token": page.value_of("csrf_token")}
    made = browser.request("POST", f"/casus/{casus.ref}/documents/download", data=sent)
    paper = Document(BytesIO(made.body))
    words = " ".join([*(one.text for one in paper.paragraphs),
                      *(cell.text for table in paper.tables for row in table.rows for cell in row.cells)])  # fmt: skip

    assert "bij Truus" in words
    assert "Kim heeft trek in drank." in words
    assert "Bas komt zaterdag." in words
    assert "Dan belt Kim Truus." in words
    assert "Dit plan stopt op" in words
    assert "nog in te vullen" not in words.lower().replace("…", "")


def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(casus, browse, app):
    browser = browse(casus.worker_account)
    page = browser.fill("plans.temporary", {"reason": "Noa was alleen.", "ends_on": ""}, ref=casus.ref)

    assert page.error_at("caller_1")
    assert page.value_of("reason") == "Noa was alleen."
    assert versions_of(casus, app) == []
    page = browser.send(page, answers(casus) | {"ends_on": ""})
    assert page.error_at("ends_on")
    later = (clock.today() + timedelta(days=15)).isoformat()
    assert "14 dagen" in browser.send(page, {"ends_on": later}).error_at("ends_on")
    soon = (clock.today() + timedelta(days=2)).isoformat()
    assert "niet lukt" in browser.send(page, {"ends_on": soon, "what_if_unsafe": ""}).error_at("what_if_unsafe")


def test_a_draft_is_kept_and_does_not_hold(casus, browse, app):
    browser = browse(casus.worker_account)
    page = browser.fill("plans.temporary", {"reason": "Noa was alleen.", "later": "1"}, ref=casus.ref)

    assert page.value_of("reason") == "Noa was alleen."
    assert versions_of(casus, app) == []


def test_two_people_who_write_it_at_once_both_keep_their_words(casus, browse):
    first, second = browse(casus.worker_account), browse(casus.worker_account)
    early, late = (one.open("plans.temporary", ref=casus.ref) for one in (first, second))
    first.send(early, {"reason": "Van Sanne", "later": "1"})
    page = second.send(late, {"reason": "Van Mehmet", "later": "1"})

    assert page.status == 409
    assert "Van Sanne" in page.words
    assert "Van Mehmet" in str(page.fields())


def test_an_empty_casus_says_to_add_somebody_first(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    page = browse(worker).open("plans.temporary", ref=casus.ref)

    assert any(where.endswith("/people/new") for where in page.links().values()), page.links()


@pytest.mark.parametrize("field", ["reason", "signals", "visiting", "what_if_unsafe", "signal_1", "note"])
def test_an_address_or_a_number_is_refused_where_it_is_typed(casus, browse, field):
    name = f"note_{casus.noa.id}" if field == "note" else field
    typed = answers(casus) | {name: "bij Wilgenpad 7, 1999 ZQ"}
    page = browse(casus.worker_account).fill("plans.temporary", typed, ref=casus.ref)

    assert "papier" in page.error_at(name)
    assert page.value_of(name) == "bij Wilgenpad 7, 1999 ZQ"


def test_public_numbers_may_stand_in_it(casus, browse):
    page = browse(casus.worker_account).fill(
        "plans.temporary", answers(casus, what_if_unsafe="Bel 112, of Veilig Thuis: 0800-2000."), ref=casus.ref
    )

    assert page.address.endswith("/plan/temporary/1")


def test_where_somebody_with_a_secret_address_is_cannot_be_chosen_as_at_home_or_written(browse):
    casus = factories.casus(worker=(worker := factories.worker()))
    kim = factories.person(casus, protected=True)
    page = browse(worker).open("plans.temporary", ref=casus.ref)
    choices = page.tree.xpath(f"//select[@name='stays_{kim.id}']/option/@value")

    assert choices == ["", "safe_place"]
    assert not page.tree.xpath(f"//*[@name='note_{kim.id}']")


# --- what it does to the plan


@pytest.fixture
def inside(casus, app):
    """The same, for what is asked of the operations themselves."""
    with app.test_request_context():
        yield db.session.get(type(casus), casus.id)
        db.session.rollback()


def written(inside, casus, **more):
    given = {
        "texts": {"what_if_unsafe": "Dan belt Kim Truus.", "visiting": "Bas komt zaterdag."},
        "days": {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=7), "evaluate_on": None},
        "tonight": [Line(casus.noa.id, Stay.WITH, casus.truus.id)], "calls": [Call(casus.kim.id, casus.marloes.id)],
    } | more  # fmt: skip
    return operations.write(inside, by=casus.worker_account, version=given.pop("version", 0), **given)


def finished(inside, casus, **more):
    plan = queries.living_plan(inside, PlanKind.TEMPORARY)
    written(inside, casus, version=plan.version if plan else 0, **more)
    return operations.finish(inside, by=casus.worker_account)


def final(inside, casus):
    version = plan_operations.freeze(inside, by=casus.worker_account, kind=PlanKind.FINAL, starts_on=TODAY)
    version.status = PlanStatus.SET
    db.session.flush()
    return version


def test_at_most_one_holds_and_a_final_plan_goes_on_beside_it(inside, casus):
    plan = final(inside, casus)
    first, second = finished(inside, casus), finished(inside, casus)

    assert [one.status for one in (plan, first, second)] == [PlanStatus.SET, PlanStatus.REPLACED, PlanStatus.SET]


def test_a_version_stays_as_it_was_when_the_temporary_plan_is_written_again(inside, casus):
    version = finished(inside, casus)
    before = project(version, casus.truus.id)
    finished(inside, casus, tonight=[Line(casus.noa.id, Stay.HOME)], calls=[Call(casus.truus.id, casus.kim.id)])

    assert project(version, casus.truus.id).temporary == before.temporary
    assert plan_operations.verify(version)
    assert [(one.name, one.stays_with) for one in before.temporary.tonight] == [("Noa", "Truus")]


def test_a_plan_whose_last_day_has_passed_is_not_finished(inside, casus):
    written(inside, casus, days={"starts_on": TODAY - timedelta(days=9), "ends_on": TODAY - timedelta(days=1)})

    with pytest.raises(RuleBroken) as broken:
        operations.finish(inside, by=casus.worker_account)
    assert broken.value.field == "ends_on"


def test_an_address_that_became_secret_since_closes_its_line_in_what_was_frozen(inside, casus):
    version = finished(inside, casus)
    assert project(version, casus.marloes.id).temporary.tonight
    db.session.get(type(casus.truus), casus.truus.id).protected = True
    db.session.flush()

    assert project(version, casus.marloes.id).temporary.tonight == ()
    assert project(version, casus.truus.id).temporary.tonight


def test_a_secret_home_closes_the_lines_of_who_lives_there(inside, casus):
    noa = db.session.get(type(casus.noa), casus.noa.id)
    noa.household_id = factories.household(inside, "Bij Kim", protected=True).id
    db.session.flush()

    with pytest.raises(RuleBroken) as broken:
        written(inside, casus, tonight=[Line(noa.id, Stay.HOME)])
    assert broken.value.field == f"stays_{noa.id}"


def test_an_old_form_does_not_overwrite_a_newer_plan(inside, casus):
    plan = written(inside, casus)
    written(inside, casus, version=plan.version, texts={"what_if_unsafe": "Anders."})

    with pytest.raises(EditConflict):
        written(inside, casus, version=1)


def test_a_plan_that_ran_out_no_longer_is_the_plan_that_holds(inside, casus, travel):
    plan = final(inside, casus)
    finished(inside, casus)
    assert queries.latest(queries.version_lines(inside)).kind is PlanKind.TEMPORARY
    travel(TODAY + timedelta(days=8))

    assert queries.latest(queries.version_lines(inside)).number == plan.number


def test_running_out_is_noted_once_with_a_line_in_the_log(inside, casus):
    version = finished(inside, casus)

    assert operations.expire(version.ends_on) == 0
    assert operations.expire(version.ends_on + timedelta(days=1)) == 1
    assert operations.expire(version.ends_on + timedelta(days=2)) == 0
    db.session.commit()
    noted = select(func.count()).where(AuditEntry.event == "temporary plan expired", AuditEntry.chain == inside.id)
    assert version.status is PlanStatus.EXPIRED
    assert db.session.scalar(noted) == 1


def test_it_asks_for_something_until_it_is_put_away_or_replaced(inside, casus):
    version = finished(inside, casus)
    version.status = PlanStatus.EXPIRED
    db.session.flush()
    assert temporary_queries.version_that_asks(inside) is version
    operations.end(inside, version, by=casus.worker_account)

    assert temporary_queries.version_that_asks(inside) is None
    with pytest.raises(RuleBroken):
        operations.end(inside, version, by=casus.worker_account)


def test_a_secret_word_of_the_casus_is_refused_and_one_of_the_own_side_is_not(inside, casus):
    green = factories.sub_group(inside)
    db.session.add(ProtectedTerm(casus_id=inside.id, kind=ContactKind.OTHER, text="pannenkoek", sub_group_id=green.id))
    db.session.flush()

    with pytest.raises(RuleBroken):
        written(inside, casus, texts={"signals": "Zegt Noa pannenkoek, dan gaan wij."})
    assert written(inside, casus, texts={"signals": "Zegt Noa pannenkoek, dan gaan wij."}, sub_group=green.id)


def test_a_plan_for_one_side_does_not_exist_for_the_other(inside, casus):
    inside.separate_networks = True
    green, blue = factories.sub_group(inside), factories.sub_group(inside, "Blauw", "b")
    rick = factories.person(inside, "Rick", sub_group_id=blue.id)
    truus = factories.neighbour(inside, "Ans", sub_group_id=green.id)
    version = finished(inside, casus, sub_group=green.id)

    assert project(version, truus.id).temporary is not None
    with pytest.raises(OtherSide):
        project(version, rick.id)


def test_a_name_of_the_other_side_stops_a_plan_for_both(inside, casus):
    inside.separate_networks = True
    green, blue = factories.sub_group(inside), factories.sub_group(inside, "Blauw", "b")
    rick = factories.person(inside, "Rick", sub_group_id=blue.id)
    factories.neighbour(inside, "Daphne", sub_group_id=green.id)
    version = finished(inside, casus, texts={"what_if_unsafe": "Dan komt Daphne."})

    with pytest.raises(Leaking):
        project(version, rick.id)


# --- into the final plan


def test_it_is_taken_over_in_one_go_and_not_twice(inside, casus):
    goal = factories.goal(inside)
    finished(inside, casus)
    assert taking_over.left(inside)
    done = taking_over.take_over(inside, by=casus.worker_account, goal=goal.id)
    plan = queries.living_plan(inside, PlanKind.FINAL)
    visit = next(one for one in queries.situations(inside) if one.situation is Situation.VISIT)
    proposed = db.session.scalars(select(Agreement).where(Agreement.goal_id == goal.id)).one()

    assert done == 3
    assert (plan.what_if_unsafe, visit.text) == ("Dan belt Kim Truus.", "Bas komt zaterdag.")
    assert (proposed.what, proposed.status) == ("Kim belt Marloes.", AgreementStatus.PROPOSED)
    assert taking_over.take_over(inside, by=casus.worker_account, goal=goal.id) == 0
    assert not taking_over.left(inside)


def test_words_of_the_final_plan_stay_when_more_is_taken_over(inside, casus):
    plan_operations.write(inside, by=casus.worker_account, version=0, texts={"what_if_unsafe": "Bel 112."})
    finished(inside, casus)
    taking_over.take_over(inside, by=casus.worker_account)

    assert queries.living_plan(inside, PlanKind.FINAL).what_if_unsafe == "Bel 112.\nDan belt Kim Truus."


def test_of_a_plan_for_one_side_nothing_reaches_the_words_for_everybody(inside, casus):
    inside.separate_networks = True
    green = factories.sub_group(inside)
    goal = factories.goal(inside)
    finished(inside, casus, sub_group=green.id)
    taking_over.take_over(inside, by=casus.worker_account, goal=goal.id)
    proposed = db.session.scalars(select(Agreement).where(Agreement.goal_id == goal.id)).one()
    visit = next(one for one in queries.situations(inside) if one.situation is Situation.VISIT)

    assert not queries.living_plan(inside, PlanKind.FINAL).what_if_unsafe
    assert visit.sub_group_id == green.id
    assert (proposed.audience.value, proposed.sub_group_id) == ("sub_group", green.id)


# --- where it shows that it stops


@pytest.fixture
def holding(casus, app):
    """A family with a temporary plan that holds for a week."""
    with app.test_request_context():
        finished(db.session.get(type(casus), casus.id), casus)
        db.session.commit()
    return casus


@pytest.mark.parametrize(("day", "words"), [(4, ""), (5, "stopt vanzelf"), (8, "is verlopen op")])
def test_the_casus_page_and_the_plan_page_say_that_it_stops(holding, browse, travel, day, words):
    casus = holding
    travel(TODAY + timedelta(days=day))
    browser = browse(casus.worker_account)
    plan, home = browser.open("plans.index", ref=casus.ref), browser.open("overview.casus", ref=casus.ref)

    assert words in plan.words
    assert words in home.words
    rail = [" ".join(one.itertext()) for one in home.tree.xpath("//nav//a") if "/plan/" in one.get("href")]
    assert ("verlopen" in " ".join(rail)) == (day == 8)


def test_the_days_of_the_warning_are_a_setting(holding, browse, app, travel):
    casus = holding
    with app.test_request_context():
        db.session.add(Setting(key="plan.interim_warning_days", value=6, holds_from=date(2026, 1, 1)))
        db.session.commit()
    travel(TODAY + timedelta(days=1))

    assert "stopt vanzelf" in browse(casus.worker_account).open("plans.index", ref=casus.ref).words


def test_words_of_a_plan_that_ran_out_are_no_start_for_tonight_unless_somebody_asks(holding, browse, travel):
    casus = holding
    travel(TODAY + timedelta(days=9))
    browser = browse(casus.worker_account)

    assert browser.open("plans.temporary", ref=casus.ref).value_of("what_if_unsafe") == ""
    again = browser.open(f"/casus/{casus.ref}/plan/temporary?again=1")
    assert again.value_of("what_if_unsafe") == "Dan belt Kim Truus."
    assert again.value_of("starts_on") == (TODAY + timedelta(days=9)).isoformat()
