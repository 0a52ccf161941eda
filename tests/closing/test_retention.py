"""Until when a casus is kept: forty examples worked out by hand, and that adding a fact never shortens it (security.md G.1)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.casus.models import Framework as F
from workbench.closing.models import KeepTerm as T
from workbench.closing.retention_rules import Child, Facts, born_at_the_latest, keep, years_after

USUAL = {T.YEARS: 20, T.SAFE_AT_HOME: 20, T.ORDER: 30, T.LOG: 5}
V, OTS, VOTS, VOOGDIJ, VT, JR = (
    F.VOLUNTARY, F.SUPERVISION_ORDER, F.PROVISIONAL_ORDER, F.GUARDIANSHIP, F.SAFE_AT_HOME, F.PROBATION,
)  # fmt: skip


def usual(term, on):
    return USUAL[term]


def day(text):
    return date(*map(int, text.split("-")))


def facts(changed, frameworks=(V,), born=(), **more):
    children = tuple(Child(f"kind {nr}", day(one)) for nr, one in enumerate(born, 1))
    days = {name: tuple(day(one) for one in found) for name, found in more.items()}
    return Facts(tuple(day(one) for one in changed), frozenset(frameworks), children, **days)


# (what it is about, facts, kept until, the term that decides): worked out with a calendar, not with the code.
BY_HAND = [
    # voluntary help: 20 years after the last change
    ("voluntary", facts(["2026-06-18"]), "2046-06-18", T.YEARS),
    ("voluntary, one child", facts(["2026-06-18"], born=["2016-05-03"]), "2046-06-18", T.YEARS),
    ("voluntary, three children", facts(["2026-06-18"], born=["2010-01-01", "2016-05-03", "2025-12-31"]), "2046-06-18", T.YEARS),
    ("no legal ground noted", facts(["2026-06-18"], ()), "2046-06-18", T.YEARS),
    ("last change after the closing", facts(["2026-06-18", "2027-01-02"]), "2047-01-02", T.YEARS),
    ("closing after the last change", facts(["2026-06-18", "2026-03-01"]), "2046-06-18", T.YEARS),
    ("last day of the year", facts(["2026-12-31"]), "2046-12-31", T.YEARS),
    ("long ago", facts(["2005-02-11"]), "2025-02-11", T.YEARS),
    # a supervision order: 30 years after a child comes of age
    ("order, a child of ten", facts(["2026-06-18"], (OTS,), ["2016-05-03"]), "2064-05-03", T.ORDER),
    ("order, two children: the youngest decides", facts(["2026-06-18"], (OTS,), ["2016-05-03", "2021-09-21"]),
     "2069-09-21", T.ORDER),
    ("the same, the youngest named first", facts(["2026-06-18"], (OTS,), ["2021-09-21", "2016-05-03"]), "2069-09-21", T.ORDER),
    ("order, a baby", facts(["2026-06-18"], (OTS,), ["2026-02-28"]), "2074-02-28", T.ORDER),
    ("order, a child of seventeen", facts(["2026-06-18"], (OTS,), ["2008-12-24"]), "2056-12-24", T.ORDER),
    ("order, the child is grown up: the order still decides", facts(["2026-06-18"], (OTS,), ["2000-01-15"]),
     "2048-01-15", T.ORDER),
    ("order, grown up for so long that the last change decides", facts(["2026-06-18"], (OTS,), ["1997-12-01"]),
     "2046-06-18", T.YEARS),
    ("order, both on one day: the order is named", facts(["2026-06-18"], (OTS,), ["1998-06-18"]), "2046-06-18", T.ORDER),
    ("order, no child known", facts(["2026-06-18"], (OTS,)), "2046-06-18", T.YEARS),
    ("provisional order", facts(["2026-06-18"], (VOTS,), ["2019-07-07"]), "2067-07-07", T.ORDER),
    ("guardianship", facts(["2026-06-18"], (VOOGDIJ,), ["2012-11-30"]), "2060-11-30", T.ORDER),
    ("youth probation is no order about a child", facts(["2026-06-18"], (JR,), ["2011-04-04"]), "2046-06-18", T.YEARS),
    # Veilig Thuis: 20 years, until the youngest is 18 at least
    ("Veilig Thuis", facts(["2026-06-18"], (VT,), ["2014-01-10"]), "2046-06-18", T.SAFE_AT_HOME),
    ("Veilig Thuis, three children", facts(["2026-06-18"], (VT,), ["2014-01-10", "2018-08-18", "2024-12-02"]), "2046-06-18",
     T.SAFE_AT_HOME),
    ("Veilig Thuis, important: longer", facts(["2026-06-18"], (VT,), ["2014-01-10"], longer=["2056-06-18"]),
     "2056-06-18", T.LONGER),
    ("important, but sooner than the term", facts(["2026-06-18"], (VT,), longer=["2030-01-01"]), "2046-06-18", T.SAFE_AT_HOME),
    # change of the legal ground: what it ever was counts
    ("voluntary, then an order", facts(["2026-06-18"], (V, OTS), ["2016-05-03"]), "2064-05-03", T.ORDER),
    ("Veilig Thuis, then an order", facts(["2026-06-18"], (VT, OTS), ["2014-01-10"]), "2062-01-10", T.ORDER),
    ("an order that was lifted, then voluntary", facts(["2028-03-01"], (OTS, V), ["2021-09-21"]), "2069-09-21", T.ORDER),
    ("provisional, order, guardianship", facts(["2030-10-10"], (VOTS, OTS, VOOGDIJ), ["2015-02-03"]), "2063-02-03", T.ORDER),
    ("voluntary, then Veilig Thuis", facts(["2026-06-18"], (V, VT), ["2020-01-01"]), "2046-06-18", T.SAFE_AT_HOME),
    # 29 February
    ("the last change on 29 February: there is one twenty years later", facts(["2024-02-29"]), "2044-02-29", T.YEARS),
    ("a child of 29 February comes of age on 1 March", facts(["2026-06-18"], (OTS,), ["2016-02-29"]), "2064-03-01", T.ORDER),
    ("the same with a sibling of the day before", facts(["2026-06-18"], (OTS,), ["2016-02-28", "2016-02-29"]),
     "2064-03-01", T.ORDER),
    ("born on 1 March of a leap year", facts(["2026-06-18"], (VOOGDIJ,), ["2020-03-01"]), "2068-03-01", T.ORDER),
    ("born on 28 February of a leap year", facts(["2026-06-18"], (VOOGDIJ,), ["2020-02-28"]), "2068-02-28", T.ORDER),
    # opened again: the clock starts anew, and never becomes shorter
    ("closed, opened, closed again", facts(["2028-01-05"], earlier=["2046-06-18"]), "2048-01-05", T.YEARS),
    ("the first closing said longer", facts(["2028-01-05"], earlier=["2056-06-18"]), "2056-06-18", T.EARLIER),
    ("opened twice", facts(["2031-09-09"], earlier=["2046-06-18", "2048-01-05"]), "2051-09-09", T.YEARS),
    ("opened with an order since", facts(["2028-01-05"], (V, OTS), ["2021-09-21"], earlier=["2046-06-18"]),
     "2069-09-21", T.ORDER),
    # it may not be destroyed yet
    ("a hold within the term changes nothing", facts(["2026-06-18"], holds=["2031-01-01"]), "2046-06-18", T.YEARS),
    ("a hold beyond the term", facts(["2026-06-18"], (VT,), holds=["2050-01-01"]), "2050-01-01", T.HOLD),
]  # fmt: skip


def test_there_are_forty():
    assert len(BY_HAND) == 40


@pytest.mark.parametrize(("what", "known", "until", "term"), BY_HAND, ids=[one[0] for one in BY_HAND])
def test_it_is_kept_until_the_day_that_was_worked_out_by_hand(what, known, until, term):
    kept = keep(known, usual)

    assert (kept.until, kept.term) == (day(until), term)


def test_every_reason_is_said_the_longest_first_and_each_child_by_name():
    kept = keep(facts(["2026-06-18"], (VT, OTS), ["2016-05-03", "2021-09-21"]), usual)

    assert [(one.term, one.until.year, one.child) for one in kept.reasons] == [
        (T.ORDER, 2069, "kind 2"), (T.ORDER, 2064, "kind 1"), (T.SAFE_AT_HOME, 2046, ""), (T.YEARS, 2046, ""),
        (T.YOUNGEST, 2039, "kind 2"), (T.YOUNGEST, 2034, "kind 1"), (T.LOG, 2031, ""),
    ]  # fmt: skip


def test_until_the_youngest_is_eighteen_where_the_terms_of_the_house_are_short():
    short = lambda term, on: 5  # noqa: E731

    kept = keep(facts(["2026-06-18"], (VT,), ["2024-12-02"]), short)

    assert (kept.until, kept.term) == (date(2042, 12, 2), T.YOUNGEST)


def test_the_term_is_the_one_that_holds_on_the_day_the_clock_starts():
    was_fifteen = lambda term, on: 15 if term is T.YEARS and on < date(2020, 1, 1) else USUAL[term]  # noqa: E731

    assert keep(facts(["2019-12-31"]), was_fifteen).until == date(2034, 12, 31)
    assert keep(facts(["2020-01-01"]), was_fifteen).until == date(2040, 1, 1)


def test_of_an_age_the_last_possible_day_of_birth_counts():
    assert born_at_the_latest(4, date(2026, 6, 18)) == date(2022, 6, 18)
    assert born_at_the_latest(1, date(2024, 2, 29)) == date(2023, 3, 1)


def test_a_casus_without_a_single_day_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="day on which it began"):
        keep(Facts(()), usual)


days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
some = st.lists(days, max_size=3).map(tuple)
children = st.lists(st.builds(Child, st.sampled_from(["Noa", "Daan", "Finn"]), days), max_size=3).map(tuple)
known = st.builds(
    Facts, changed=st.lists(days, min_size=1, max_size=3).map(tuple), frameworks=st.frozensets(st.sampled_from(list(F))),
    children=children, longer=some, earlier=some, holds=some,
)  # fmt: skip
terms = st.dictionaries(st.tuples(st.sampled_from(list(T)), st.integers(1990, 2120)), st.integers(1, 60))


@given(known, terms, st.data())
def test_adding_a_fact_never_shortens_the_term(before, table, data):
    """Whatever the house's terms are, also where a later day has a shorter one."""
    of_house = lambda term, on: table.get((term, on.year), 20)  # noqa: E731
    name = data.draw(st.sampled_from(["changed", "frameworks", "children", "longer", "earlier", "holds"]))
    more = {
        "frameworks": lambda: before.frameworks | {data.draw(st.sampled_from(list(F)))},
        "children": lambda: (*before.children, data.draw(st.builds(Child, st.just("Bo"), days))),
    }.get(name, lambda: (*getattr(before, name), data.draw(days)))()

    assert keep(replace(before, **{name: more}), of_house).until >= keep(before, of_house).until


@given(days, st.integers(0, 60))
def test_so_many_years_later_is_never_a_day_too_early(start, years):
    later = years_after(start, years)

    assert later.year == start.year + years
    assert (later.month, later.day) >= (start.month, start.day)
