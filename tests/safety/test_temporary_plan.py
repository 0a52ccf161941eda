"""Where people are tonight never reaches who may not know it: demo B, with a temporary plan (domain.md 2.7, 7.2)."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.safety import census
from tests.safety.eleven import with_a_link
from workbench import clock
from workbench.extensions import db
from workbench.plans.models import PlanVersion

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

BLUE = ("Rick", "Wim", "Remco")
TONIGHT = ("veilige plek; Mehmet", "bij Lotte")


@pytest.fixture
def demo(app):
    return census.load(app)


@pytest.fixture
def ids(demo):
    with demo.app.app_context():
        return {one.first_name: one.id for one in demo.people()}


def evening(demo, browse, ids, side, **more):
    """Mehmet writes a temporary plan: the children are with Lotte, at a safe place; Rick is with Wim."""
    mehmet = browse(demo.staff["mehmet"])
    page = mehmet.open("plans.temporary", ref=demo.ref)
    offered = page.tree.xpath("//input[@name='sub_group']/@value")
    answers = {
        "sub_group": "both" if side == "both" else offered[0], "reason": "Er was vanavond ruzie.",
        f"stays_{ids['Lotte']}": "safe_place", f"stays_{ids['Finn']}": ids["Lotte"], f"stays_{ids['Mila']}": ids["Lotte"],
        f"stays_{ids['Bo']}": "safe_place", f"stays_{ids['Rick']}": ids["Wim"],
        "caller_1": ids["Lotte"], "called_1": ids["Daphne"], "signal_1": "Finn wil praten.",
        "caller_2": ids["Rick"], "called_2": ids["Wim"], "signal_2": "Rick wordt boos.",
        "what_if_unsafe": "Bel 112.",
    } | more  # fmt: skip
    return mehmet, mehmet.send(page, answers)


def test_the_other_side_gets_a_paper_in_which_nobody_of_the_own_side_is_anywhere(demo, browse, ids):
    mehmet, done = evening(demo, browse, ids, "both")
    assert "/plan/temporary/" in done.address
    number = int(done.address.rsplit("/", 1)[1])
    for name in BLUE:
        sent = {"document": "safety-plan", "reader": ids[name], "plan": number, "csrf_token": done.value_of("csrf_token")}
        made = mehmet.request("POST", f"/casus/{demo.ref}/documents/download", data=sent)
        words = census.words_of(made)

        assert made.body[:2] == b"PK", name
        assert census.canaries_in(words, (*census.ALL, *TONIGHT, "Finn wil praten")) == set()
        assert "Rick wordt boos" in words


@pytest.mark.parametrize("name", BLUE)
def test_the_other_side_meets_nothing_of_it_through_a_link(demo, browse, ids, name):
    evening(demo, browse, ids, "both")
    phone = browse()
    found = census.as_participant(name, phone, *demo.invite(name), canaries=(*census.ALL, *TONIGHT, "Finn wil praten"))

    assert found == []


def test_the_own_side_does_read_who_is_where(demo, browse, ids):
    evening(demo, browse, ids, "both")
    phone = browse()
    page = census.come_in(phone, *demo.invite("Daphne"))

    assert page.address == "/o/tijdelijk", "what holds tonight comes before the agreements"
    assert "Finn wil praten." in page.words
    assert "bij Lotte" in page.words
    assert "Wim" not in page.words
    assert len(page.body) <= 15 * 1024
    assert "Afspraak 1" in phone.open(page.links()["Naar uw afspraken"]).words


def test_the_page_of_a_temporary_plan_in_four(demo, browse, ids, statements):
    evening(demo, browse, ids, "both")
    phone = with_a_link(demo, browse, "Daphne")
    statements.clear()
    phone.open("/o/tijdelijk")

    assert len(statements) <= 4


def test_a_plan_for_one_side_makes_no_paper_and_no_link_for_the_other_and_leaves_their_links_alone(demo, browse, ids):
    phone = with_a_link(demo, browse, "Rick")
    mehmet, done = evening(demo, browse, ids, "green")
    number = int(done.address.rsplit("/", 1)[1])
    token = done.value_of("csrf_token")
    sent = {"document": "safety-plan", "reader": ids["Rick"], "plan": number, "csrf_token": token}
    refused = mehmet.request("POST", f"/casus/{demo.ref}/documents/download", data=sent)
    no_link = mehmet.request("POST", f"/casus/{demo.ref}/links/{ids['Rick']}/new", data={"csrf_token": token})

    assert refused.body[:2] != b"PK"
    assert "/o/" not in "".join(no_link.tree.xpath("//input/@value"))
    assert "Rick" not in " ".join(" ".join(one.itertext()) for one in done.tree.xpath("//main//td | //main//th"))
    assert "Rick" in phone.open("/o/afspraken").words, "his own plan still holds"
    assert phone.open("/o/tijdelijk").words.count("tijdelijk plan") == 1, "and says that there is no temporary plan"


def test_in_a_separated_network_somebody_says_for_which_side_it_is(demo, browse, ids):
    _mehmet, page = evening(demo, browse, ids, "both", sub_group=None)

    assert page.error_at("sub_group")


@pytest.mark.parametrize("words", ["bij Wilgenpad 7", "in Oosterlinge", "bij de Opvang De Luwte", "tel. 06-00000742"])
def test_a_secret_place_is_refused_where_it_is_typed(demo, browse, ids, words):
    _mehmet, page = evening(demo, browse, ids, "both", reason=f"Lotte is {words}.")

    assert page.error_at("reason")
    assert "/plan/temporary" in page.address


def test_a_code_word_of_one_side_is_refused_in_a_plan_for_both(demo, browse, ids):
    _mehmet, page = evening(demo, browse, ids, "both", signals="Finn zegt pannenkoek.")

    assert page.error_at("signals")


def test_who_works_on_it_meets_no_secret_place_on_its_pages(demo, browse, ids):
    mehmet, done = evening(demo, browse, ids, "both")
    where = [f"/casus/{demo.ref}/plan/", f"/casus/{demo.ref}/plan/temporary", f"{done.address}"]

    assert census.as_staff("Mehmet", mehmet, where, census.PLACES) == []


# --- when it is over


def test_a_link_to_a_plan_that_ran_out_says_so_kindly_and_only_after_the_right_code(demo, browse, ids):
    evening(demo, browse, ids, "both")
    path, code = demo.invite("Daphne")
    before = browse().open(path).words
    with demo.app.app_context():
        version = db.session.scalars(select(PlanVersion).order_by(PlanVersion.id.desc())).first()
        yesterday = clock.today() - timedelta(days=1)
        db.session.execute(update(PlanVersion).where(PlanVersion.id == version.id).values(ends_on=yesterday))
        db.session.commit()
    phone = browse()
    assert phone.open(path).words == before, "whoever has just the link learns nothing"
    page = census.come_in(phone, path, code)

    assert "voorbij" in page.heading.lower()
    assert "Bel uw contactpersoon" in page.words
    assert "Finn" not in page.words
    assert census.canaries_in(page.text_source) == set()


def test_a_browser_that_was_open_when_the_plan_ran_out_shows_nothing_of_it_any_more(demo, browse, ids):
    evening(demo, browse, ids, "both")
    phone = with_a_link(demo, browse, "Daphne")
    assert "Finn wil praten." in phone.open("/o/tijdelijk").words
    with demo.app.app_context():
        yesterday = clock.today() - timedelta(days=1)
        db.session.execute(update(PlanVersion).where(PlanVersion.kind == "temporary").values(ends_on=yesterday))
        db.session.commit()
    over = phone.open("/o/tijdelijk")

    assert "Finn wil praten." not in over.words
    assert "voorbij" in over.heading.lower()
