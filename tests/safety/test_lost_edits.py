"""Eight colleagues save the same agreement at once: nobody's text is lost without a word (security.md, finding 2)."""

import threading
from collections.abc import Callable
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

import config
from tests import factories
from tests.pages import Browser
from workbench import create_app
from workbench.agreements import operations
from workbench.agreements.models import Agreement
from workbench.audit import verify
from workbench.audit.models import AuditEntry
from workbench.extensions import db

WRITERS, SAVES = 8, 6


class OwnFile(config.Testing):
    """A database in a file, so that threads have connections of their own; and room for that many browsers."""

    SESSIONS_PER_PERSON = 50

    def __init__(self, path: Any) -> None:
        super().__init__()
        self.SQLALCHEMY_DATABASE_URI = f"sqlite:///{path}"


def together(work: Callable[[int, Browser], None], browsers: list[Browser]) -> None:
    """Each of them does this at the same time, in a thread of its own."""
    threads = [threading.Thread(target=Context().run, args=(work, *pair)) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class House:
    """One agreement of one family, and everybody who saves it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        with app.app_context():
            db.create_all()
            factories.office()
            self.worker = factories.worker()
            casus = factories.casus(worker=self.worker, supervisor=factories.supervisor())
            kim, bas = factories.person(casus), factories.person(casus, "Bas")
            agreement = factories.agreement(casus, factories.goal(casus), [kim], bas)
            self.casus_id, self.agreement_id = casus.id, agreement.id
            self.where = f"/casus/{casus.ref}/agreements/{agreement.id}/edit"
            self.signals = f"/casus/{casus.ref}/signals/new"
            db.session.commit()
            db.session.expunge_all()
        self.acknowledged: list[tuple[str, str]] = []  # (the text that was there, the text that was saved)
        self.refused: list[tuple[str, Any]] = []
        self.odd: list[str] = []

    def save(self, number: int, browser: Browser, start: threading.Barrier) -> None:
        """Somebody opens the form, types, saves; and again."""
        for turn in range(SAVES):
            form = browser.open(self.where)
            typed = f"Dan belt Kim nummer {number}-{turn}."
            seen = form.value_of("what_if")
            start.wait()  # all at the same moment, as after a meeting
            page = browser.send(form, {"what_if": typed}, follow=False)
            if page.status == 303:
                self.acknowledged.append((seen, typed))
            elif page.status == 409:
                self.refused.append((typed, page))
            else:
                self.odd.append(f"{page.status} {page.heading}")

    def all_save(self) -> None:
        start = threading.Barrier(WRITERS, timeout=20)
        together(lambda number, browser: self.save(number, browser, start), self.browsers(WRITERS))

    def browsers(self, how_many: int) -> list[Browser]:
        return [Browser(self.app, self.worker) for _one in range(how_many)]

    def now(self) -> Agreement:
        with self.app.app_context():
            return db.session.get_one(Agreement, self.agreement_id)

    def lost(self) -> list[str]:
        """Texts that were saved, and that nobody saw before writing over them."""
        seen = {before for before, _after in self.acknowledged}
        return [after for _before, after in self.acknowledged if after not in seen and after != self.now().what_if]


@pytest.fixture
def house(tmp_path: Any):  # type: ignore[no-untyped-def]
    app = create_app(OwnFile(tmp_path / "house.db"))
    made = House(app)
    yield made
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_what_was_saved_was_seen_by_the_next_or_shown_beside_it(house):
    house.all_save()

    assert house.odd == []
    assert len(house.acknowledged) + len(house.refused) == WRITERS * SAVES
    assert len(house.acknowledged) >= SAVES
    assert house.lost() == []
    assert house.now().version == 1 + len(house.acknowledged)
    others = {"".join(after.split()) for _before, after in house.acknowledged}  # the words that differ are marked apart
    for typed, page in house.refused:
        assert typed in page.words or typed in page.value_of("what_if")
        assert any(other in "".join(page.words.split()) for other in others), "the text of the other stands beside it"


def test_every_save_stands_in_the_log_and_the_chain_holds(house):
    house.all_save()

    with house.app.app_context():
        asked = select(AuditEntry).where(AuditEntry.chain == house.casus_id, AuditEntry.event == "agreement changed")
        assert len(db.session.scalars(asked).all()) == len(house.acknowledged)
        assert list(verify()) == []


def test_without_the_version_in_the_form_texts_are_lost(house, monkeypatch):
    """The same eight, with the version check taken away: this is what it guards against."""
    def nothing(*_args: Any) -> None:
        pass

    monkeypatch.setattr(operations, "expect_version", nothing)
    house.all_save()

    assert house.lost() != []


def test_sixteen_writers_all_come_through(house):
    """Nobody is told that the database is locked (security.md F.11)."""
    answers: list[int] = []
    open_forms = [(browser, browser.open(house.signals)) for browser in house.browsers(16)]

    def write(number: int, browser: Browser) -> None:
        form = open_forms[number][1]
        typed = {"content": f"Signaal {number}", "received_on": "2026-06-01"}
        answers.append(browser.send(form, typed, follow=False).status)

    together(write, [browser for browser, _form in open_forms])

    assert answers == [303] * 16, "every one of them was saved"
