"""What is sent along beside the fields of a form changes nothing (security.md, threat 12).

Every form is found by opening the pages, and sent twice from the same start: as it stands, and with every column name of
every model beside its own fields. Afterwards the same must be in the database, to the letter: sealed values are compared by
what they say, and what a form draws by chance (a token, a code) is drawn the same both times. Only moments are any moment.
`WORKBENCH_INJECT=all` sends every form of the demo; the usual run a part, and always those that give a link or a code.
"""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import Any

import pytest
import time_machine
from flask import has_request_context, request
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests import factories
from tests.meeting_mode.conftest import Table, table  # noqa: F401 - a fixture
from tests.pages import Browser
from tests.reviews.conftest import PASSWORD, with_password
from tests.safety import attack, census
from tests.safety.figures import figure
from tests.safety.test_hostile_input import FoundForm, all_forms
from workbench import clock
from workbench.accounts.models import Setting
from workbench.casus.models import Casus, ContactKind, ContactPoint, Person
from workbench.extensions import db
from workbench.meetings.models import AgendaKind
from workbench.plans.models import PlanVersion
from workbench.reviews import links
from workbench.reviews.models import Channel

pytestmark = pytest.mark.only_on("sqlite")  # where the database is put back after each form

EVERYTHING = os.environ.get("WORKBENCH_INJECT") == "all"
FORMS = None if EVERYTHING else 6


class Extra:
    """Sends a form as it stands, and again with every column name of every model beside it; the same must happen."""

    LEFT_OUT = frozenset({"audit_entry", "audit_head", "user_session", "daily_seal"})

    def __init__(self, app: Any, browser: Browser, image: Any) -> None:
        self.app, self.browser, self.image = app, browser, image
        self.start, self.begun = image.connection.serialize(), attack.opened(app, self.LEFT_OUT)
        self.cookies = dict(browser.client._cookies)

    def different(self, form: FoundForm) -> list[str]:
        """The tables in which something else stands because of what was sent along."""
        known = {name for name, _value in form.fields} | form.names
        wanted = [pair for pair in attack.columns().items() if pair[0] not in known]
        without, beside = self.after(form, form.fields), self.after(form, [*form.fields, *wanted])
        return [name for name in without if without[name] != beside[name]]

    def changed(self, form: FoundForm) -> set[str]:
        """The tables in which the form as it stands changes something."""
        found = self.after(form, form.fields)
        return {name for name in found if found[name] != self.begun[name]}

    def after(self, form: FoundForm, pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
        """What is in the database after sending this; the database, and this browser, are then as they were."""
        with attack.drawn_the_same():
            attack.sent(self.browser, form, pairs)
        found = attack.opened(self.app, self.LEFT_OUT)
        self.image.connection.deserialize(self.start)
        self.browser.client._cookies = dict(self.cookies)
        return found


@pytest.fixture(autouse=True)
def still():
    """No time passes: the database is put back with the session in it, which a long walk would otherwise see run out."""
    with time_machine.travel(clock.now(), tick=False):
        yield


@pytest.fixture
def demo(app):
    return census.load(app, family=0)


@pytest.mark.parametrize("who", ["sanne", "beheer", "henk"] if EVERYTHING else ["sanne", "beheer"])
def test_a_column_that_is_sent_along_changes_nothing(demo, browse, app, image, who):
    browser = browse(demo.staff[who])
    forms = all_forms(browser, census.addresses(demo, most=1)[:: 1 if EVERYTHING else 3])
    names = sorted(forms)
    extra, some = Extra(app, browser, image), random.Random(3).sample(names, min(FORMS or len(names), len(names)))  # noqa: S311
    faults = {name: tables for name in some if (tables := extra.different(forms[name]))}

    assert faults == {}
    assert len(attack.columns()) > 300
    figure(f"threat 12: mass assignment ({who})", goal="no other column",
           reached=f"{len(some)} of {len(forms)} forms × {len(attack.columns())} names",
           control="found when names are taken over")  # fmt: skip


# --- the forms that give a link or a code, each where it can be sent

GIVES = {  # the form → where it makes something new
    "reviews.new": "invitation", "reviews.give": "invitation", "reviews.hand_over": "participant_session",
    "reviews.send_code": "outgoing_mail", "meeting_mode.cards": "code_card", "meeting_mode.link": "invitation",
}  # fmt: skip
WOULD_BE = {"invitation": "failed_total", "participant_session": "browser", "outgoing_mail": "secret", "code_card": "code_hash"}


@pytest.fixture
def giving(table, browse, monkeypatch):  # noqa: F811
    """A meeting that is read back, with cards made and codes sent by text message: each form of GIVES can be sent."""
    monkeypatch.setitem(table.app.config, "SMS_URL", "smtp://localhost:1")
    with_password(table.app, table.worker)
    table.post("cards")
    table.begin("Kim", "Bas")
    table.go(AgendaKind.READ_BACK)
    table.post("write-down")
    checked = {"only_theirs": True, "checked_on": factories.TODAY}
    phone = factories.contact_point(table.people["Kim"], "06 12 34 56 78", kind=ContactKind.PHONE, **checked)
    on = {"reviews.code_by_sms": "yes", "reviews.sms_address": "{number}@sms.test"}
    with table.app.test_request_context():
        db.session.add_all(Setting(key=key, value=value, holds_from=clock.today()) for key, value in on.items())
        person, version = db.session.get(Person, table.people["Kim"].id), db.session.scalar(db.select(PlanVersion))
        made = links.invite(db.session.get(Casus, table.casus.id), person, version, by=table.worker, channel_code=Channel.SMS,
                            code_point=db.session.get(ContactPoint, phone.id))  # fmt: skip
        db.session.commit()
    table.link = f"/o/{made[1]}"
    return table


def form_of(giving: Table, browse: Any, name: str) -> tuple[Browser, FoundForm]:
    """The form with this name as it stands on its page, filled in, and the browser of who sends it."""
    room, kim = f"/casus/{giving.casus.ref}/links", giving.people["Kim"].id
    pages = {"reviews.new": room, "reviews.give": f"{room}/{kim}/give", "reviews.hand_over": f"{room}/{kim}/hand-over",
             "reviews.send_code": giving.link, "meeting_mode.cards": f"{giving.address}cards"}  # fmt: skip
    browser = browse() if name == "reviews.send_code" else giving.browser
    form = all_forms(browser, [pages.get(name, giving.address)])[name]
    form.fields = [(field, PASSWORD if field == "password" else value) for field, value in form.fields]
    return browser, form


@pytest.mark.parametrize("name", GIVES)
def test_a_column_that_is_sent_along_makes_no_other_link_or_code(giving, browse, image, name):
    browser, form = form_of(giving, browse, name)
    extra, kind = Extra(giving.app, browser, image), GIVES[name]

    assert kind in extra.changed(form), "the form does what it is for"
    assert extra.different(form) == []
    with taken_over(kind, WOULD_BE[kind]):  # the control
        assert kind in extra.different(form)


# --- the controls: a record that takes over what was sent, as `populate_obj` does


@contextmanager
def taken_over(table_name: str, column: str) -> Iterator[None]:
    """While this runs, what was sent goes into this column; a text as long as the one that stood there."""

    def populate(session: Any, *_rest: Any) -> None:
        for one in (session.dirty | session.new) if has_request_context() and column in request.form else ():
            if one.__tablename__ == table_name:
                setattr(one, column, _instead_of(getattr(one, column), request.form[column]))

    event.listen(Session, "before_flush", populate)
    try:
        yield
    finally:
        event.remove(Session, "before_flush", populate)


def _instead_of(stood: Any, given: str) -> Any:
    if isinstance(stood, str):
        return (given * len(stood))[: len(stood)]
    return date(2026, 1, 1) if stood is None else int(given)


def test_an_app_that_takes_over_what_is_sent_is_noticed(demo, browse, app, image):
    browser = browse(demo.staff["sanne"])
    [form] = all_forms(browser, [f"/casus/{demo.ref}/signals/new"]).values()
    form.fields = [(name, {"content": "Kim belt.", "received_on": "2026-06-01"}.get(name, value)) for name, value in form.fields]
    extra = Extra(app, browser, image)
    assert extra.different(form) == []
    with taken_over("signal", "withdrawn_on"):
        assert "signal" in extra.different(form)


def test_what_is_drawn_by_chance_would_differ_if_it_were_not_the_same_chance(giving, browse, image, monkeypatch):
    browser, form = form_of(giving, browse, "reviews.new")
    monkeypatch.setattr(attack, "drawn_the_same", nullcontext)

    assert "invitation" in Extra(giving.app, browser, image).different(form)
