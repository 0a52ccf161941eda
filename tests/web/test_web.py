"""What every page has: clean text, days and numbers as people type them, headers, bounded ids."""

import re
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests import factories
from workbench.web.fields import UNKNOWN, CleanText, ClockTime, Day, OneOf, Scale, SomeOf, Whole
from workbench.web.forms import Form
from workbench.web.text import clean


class Everything(Form):
    class Meta(Form.Meta):
        csrf = False

    name = CleanText("name", required=True, most=20)
    story = CleanText("story", lines=3, most=50)
    day = Day("day")
    at = ClockTime("at")
    number = Whole("number", least=1, most=9)
    scale = Scale("scale", empty="none")
    person = OneOf("person", options=[(1, "Kim"), (2, "Bas")], empty="nobody")
    people = SomeOf("people", options=[(1, "Kim"), (2, "Bas")])


def filled(**values):
    form = Everything(formdata=MultiDict({"name": "Kim", **values}))
    return form, form.validate()


@given(st.text())
def test_clean_text_holds_nothing_a_document_or_database_chokes_on(text):
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert all(c in "\n\t" or c.isprintable() or c.isspace() for c in cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kim\x00\x07 \u202eJansma", "Kim Jansma"),
        ("e\u0301e\u0301n", "één"),
        ("  Kim \r\n", "Kim"),
        ("zero\u200bwidth", "zerowidth"),
        ("😀 زينب", "😀 زينب"),
        ("<script>", "<script>"),
    ],
)
def test_text_is_clean_on_the_way_in(typed, kept):
    assert clean(typed, one_line=True) == kept


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-06-15", date(2026, 6, 15)),
        ("15-06-2026", date(2026, 6, 15)),
        ("15/6/2026", date(2026, 6, 15)),
        ("", None),
    ],
)
def test_days_as_people_type_them(context, typed, day):
    form, right = filled(day=typed)

    assert right
    assert form.day.data == day


@pytest.mark.parametrize(
    "typed", ["1800-01-01", "9999-12-31", "31-02-2026", "morgen", "0000-00-00", "2026-06", "٢٠٢٦-٠٦-١٥x", "1" * 400]
)
def test_a_day_that_cannot_be_gets_a_message_and_stays_to_be_seen(context, typed):
    form, right = filled(day=typed)

    assert not right
    assert form.day.errors
    assert form.day._value() == typed


@pytest.mark.parametrize(
    ("typed", "at"), [("18.30", time(18, 30)), ("18:30", time(18, 30)), ("1830", time(18, 30)), ("7", time(7, 0))]
)
def test_times_as_people_type_them(context, typed, at):
    form, right = filled(at=typed)

    assert right
    assert form.at.data == at


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("number", "0"),
        ("number", "10"),
        ("number", "6,5"),
        ("number", "1e3"),
        ("number", "٣"),
        ("number", "9" * 20),
        ("at", "9" * 20),
        ("at", "-1"),
        ("scale", "11"),
        ("scale", "-1"),
        ("scale", "vijf"),
        ("person", "3"),
        ("person", "9" * 20),
        ("people", "7"),
        ("at", "25:00"),
        ("at", "laat"),
        ("name", "x" * 21),
        ("story", "x" * 51),
        ("name", "\x00\x01"),
    ],
)
def test_what_does_not_fit_gets_a_message_at_its_field(context, field, typed):
    form, right = filled(**{field: typed})

    assert not right
    assert form[field].errors
    assert form[field].data is not UNKNOWN


def test_choices_known_only_after_the_form_was_filled_are_read_again(context):
    form = Everything(formdata=MultiDict({"name": "Kim", "person": "5"}))
    form.person.offer([(5, "Truus")])

    assert form.validate()
    assert form.person.data == 5


HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
}


@pytest.mark.parametrize("where", ["/", "/sign-in", "/health", "/nowhere", "/o/" + "x" * 43])
def test_every_answer_has_its_headers(browse, where):
    page = browse().request("GET", where, follow=False)

    assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
    policy = page.headers["Content-Security-Policy"]
    script = "'sha256-[A-Za-z0-9+/]{43}='" if where.startswith("/o/") else "'self'"  # participants: a few lines of our own
    assert re.match(f"default-src 'none'; script-src {script}; ", policy)
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy


def test_error_pages_are_clear_and_give_the_text_back(browse):
    casus = factories.casus()
    worker = browse(factories.worker_of(casus))

    page = worker.request("POST", f"/casus/{casus.ref}/signals/new", data={"content": "Noa was alleen."})

    assert page.status == 400
    assert "Noa was alleen." in page.words


def test_two_megabytes_is_too_much(browse):
    casus = factories.casus()
    worker = browse(factories.worker_of(casus))

    assert worker.request("POST", f"/casus/{casus.ref}/signals/new", data={"content": "x" * 3_000_000}).status == 413


@pytest.mark.parametrize("where", ["/health", "/sign-in", "/nothing-here"])
def test_under_a_name_that_is_not_ours_nothing_is_served_and_nothing_breaks(browse, app, monkeypatch, where):
    """In production the host names are listed; a scanner asks with the bare address of the machine (ASVS V4.1)."""
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["werkbank.example"])
    page = browse().request("GET", where, follow=False, headers={"Host": "203.0.113.9"})
    ours = browse().request("GET", where, follow=False, headers={"Host": "werkbank.example"})

    assert (page.status, page.response.mimetype) == (400, "text/plain")
    assert "203.0.113.9" not in page.text_source
    assert ours.status in (200, 404)
