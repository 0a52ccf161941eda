"""The timeline of a whole casus: everything with a day, newest first, with filters."""

from datetime import date, timedelta

import pytest

from tests import factories
from tests.safety import census
from workbench.casus.models import Person
from workbench.extensions import db
from workbench.monitoring.models import DiaryLine
from workbench.overview import timeline
from workbench.overview.timeline import Chosen, Event

DAY = date(2026, 5, 2)


def event(day=DAY, kind="check", **values):
    return Event(day, kind, "iets", **values)


@pytest.mark.parametrize(
    ("chosen", "taken"),
    [
        (Chosen(), True),
        (Chosen(frozenset({"check", "diary"})), True),
        (Chosen(frozenset({"diary"})), False),
        (Chosen(person=1), True),
        (Chosen(person=2), False),
        (Chosen(child=3), True),
        (Chosen(child=1), False),
        (Chosen(since=DAY, until=DAY), True),
        (Chosen(since=DAY + timedelta(days=1)), False),
        (Chosen(until=DAY - timedelta(days=1)), False),
    ],
)
def test_only_what_was_asked_for_is_taken(chosen, taken):
    assert chosen.takes(event(people=frozenset({1}), children=frozenset({3}))) is taken


def test_the_picture_has_every_month_between_the_first_and_the_last():
    picture = timeline.picture_of([event(date(2025, 11, 30)), event(date(2026, 2, 1)), event(date(2026, 2, 2), "diary")])

    assert picture.months == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    assert picture.rows == [("check", [1, 0, 0, 1]), ("diary", [0, 0, 0, 1])]


def test_of_a_long_casus_the_picture_shows_the_last_months_and_says_what_is_left_out():
    picture = timeline.picture_of([event(date(2020, 1, 1)), event(date(2026, 2, 1))])

    assert (len(picture.months), picture.months[-1], picture.left_out) == (timeline.MOST_MONTHS, date(2026, 2, 1), 1)


@pytest.mark.parametrize(("asked", "got"), [(0, 1), (1, 1), (3, 3), (99, 3)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked, got):
    _shown, nr, pages = timeline.page_of([event()] * (2 * timeline.PAGE + 1), asked)

    assert (nr, pages) == (got, 3)


# --- the page


@pytest.fixture
def demo(app):
    return census.load(app, family=0)


@pytest.fixture
def sanne(demo, browse):
    return browse(demo.staff["sanne"])


def person(demo, name):
    with demo.app.app_context():
        return next(one.id for one in demo.people() if one.first_name == name)


def test_everything_with_a_day_stands_there_newest_first(demo, sanne):
    pages = [sanne.open("timeline.index", ref=demo.ref, page=nr) for nr in (1, 2)]
    words = " ".join(page.words for page in pages)

    for what in (
        "Bijeenkomst 2: vervolg", "Afspraak A1 begint", "Afspraak A1: Deels", "Geoefend: afspraak A3",
        "Gevierd: samen poffertjes", "Hoe veilig: cijfers bij doel 1", "Tijdelijk veiligheidsplan: versie 1 gemaakt",
        "Daan liep in pyjama op de galerij.", "Het werk met dit gezin begint", "Kim 8, Bas 7, Truus 7",
    ):  # fmt: skip
        assert what in words, what
    days = [one.get("datetime") for page in pages for one in page.tree.iter("time")]
    assert days == sorted(days, reverse=True)
    assert words.index("Juni 2026") < words.index("Mei 2026") < words.index("November 2025")


def moments(page):
    return [" ".join(one.itertext()).split(" · ")[-1] for one in page.tree.xpath("//time")]


def test_filters_go_together_and_go_along_to_the_next_page(demo, sanne):
    bas = person(demo, "Bas")
    everything = sanne.open("timeline.index", ref=demo.ref, kind=["check"])
    assert set(moments(everything)) == {"Controles"}
    page = sanne.open("timeline.index", ref=demo.ref, kind=["check", "meeting"], person=bas, since="2026-05-01")

    assert set(moments(page)) == {"Controles", "Bijeenkomsten"}
    assert "Afspraak A1: Deels" in page.words
    assert "Afspraak A7" not in page.words  # Ineke looked
    assert "Bijeenkomst 1" not in page.words
    older = sanne.open("timeline.index", ref=demo.ref, child=person(demo, "Daan")).links().get("Ouder", "")
    assert not older or "child=" in older


def test_an_empty_choice_says_so(demo, sanne):
    page = sanne.open("timeline.index", ref=demo.ref, until="1999-01-01")

    assert "Niets dat hierbij past" in page.words


@pytest.mark.parametrize("asked", [{"since": "gisteren"}, {"person": "x"}, {"kind": "geheim"}, {"page": "-3"}])
def test_what_cannot_be_is_left_out(demo, sanne, asked):
    page = sanne.open("timeline.index", ref=demo.ref, **asked)

    assert page.status == 200
    assert "Afspraak A1: Deels" in page.words


def test_the_picture_says_the_same_in_words_and_in_a_table(demo, sanne):
    page = sanne.open("timeline.index", ref=demo.ref)

    (picture,) = page.tree.xpath("//svg[@aria-labelledby='timeline-t']")
    assert picture.find("title") is not None
    assert "Controles: 10" in picture.findtext("desc")
    (table,) = page.tree.xpath("//table")
    row = next(one for one in table.iter("tr") if "juni 2026" in "".join(one.itertext()))
    assert "8" in [cell.text for cell in row.iter("td")]


def test_of_a_separated_network_it_says_which_part_it_is_for(app, browse):
    demo = census.load(app)
    page = browse(demo.staff["mehmet"]).open("timeline.index", ref=demo.ref)

    assert "alleen Groen" in page.words
    assert "alleen Blauw" in page.words


def test_a_line_for_the_worker_alone_is_not_for_who_looks_along(demo, browse, sanne):
    with demo.app.app_context():
        kim = db.session.scalar(db.select(Person.id).filter_by(casus_id=demo.casus_id, first_name="Kim"))
        line = {"casus_id": demo.casus_id, "written_on": date(2026, 6, 17), "person_id": kim, "text": "Alleen voor u."}
        db.session.add(DiaryLine(**line, private=True))
        db.session.commit()

    assert "Alleen voor u." in sanne.open("timeline.index", ref=demo.ref).words
    assert "Alleen voor u." not in browse(demo.staff["henk"]).open("timeline.index", ref=demo.ref).words


def test_a_child_of_its_own_goes_before_those_of_the_worry(app, browse):
    casus = factories.casus()
    noa, daan = factories.child(casus), factories.child(casus, "Daan")
    agreement = factories.agreement(casus, factories.goal(casus, factories.danger(casus, children=[noa, daan])), label="A1")
    with app.app_context():
        db.session.add(DiaryLine(casus_id=casus.id, written_on=DAY, text="Over Noa.", child_id=noa.id, agreement_id=agreement.id))
        db.session.commit()
    worker = browse(factories.worker_of(casus))

    assert "Over Noa." in worker.open("timeline.index", ref=casus.ref, child=noa.id).words
    about_daan = worker.open("timeline.index", ref=casus.ref, child=daan.id).words
    assert "Afspraak A1 begint" in about_daan
    assert "Over Noa." not in about_daan
