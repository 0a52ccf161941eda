"""Many families and the people who work with them, served as in an organisation or inside the test (security.md F.9).

One casus is spoilt: it is answered late, and one in three of its saves is acknowledged but not kept. That is the negative
control; nothing else of the product is touched. gunicorn serves `tests.safety.town:app()`, and WORKBENCH_SERVED_SPOILT says which
casus that is.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from flask import Flask, has_request_context, request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench import data
from tests import factories
from tests.pages import Browser
from tests.safety import served, writers
from tests.safety.load import Home, Visitor
from workbench import create_app
from workbench.accounts.models import Team, User
from workbench.agreements.models import Agreement
from workbench.audit import verify
from workbench.audit.models import AuditEntry
from workbench.casus.models import Person
from workbench.documents.models import DocumentMade
from workbench.extensions import db
from workbench.plans import operations
from workbench.plans.models import PlanKind
from workbench.upkeep.starting import settle

LATE = 0.3  # seconds, in the spoilt casus


class Town:
    """Many families, and so many people who each work with some of them."""

    def __init__(self, url: str, casussen: int, people: int) -> None:
        self.app = create_app(writers.OwnDatabase(url))
        with self.app.test_request_context():
            db.create_all()
            factories.office()
            db.session.commit()
            team = db.session.get_one(Team, 1)
            workers = [factories.worker() for _one in range(people)]
            db.session.commit()
            homes = [_home(team, workers[number % people]) for number in range(casussen)]
            self.spoilt = _home(team, workers[0])
            db.session.expunge_all()
        self._workers, self._homes = workers, homes

    def visitors(self) -> list[Visitor]:
        """Everybody signed in, each with a session and families of his or her own."""
        every = len(self._workers)
        return [self._visitor(nr, worker, self._homes[nr::every]) for nr, worker in enumerate(self._workers)]

    def spoilt_visitors(self, how_many: int) -> list[Visitor]:
        """People in the casus of the control, each with agreements of their own."""
        return [
            self._visitor(nr, self._workers[0], [self.spoilt._replace(agreements=self.spoilt.agreements[nr::how_many])])
            for nr in range(how_many)
        ]

    def _visitor(self, number: int, worker: User, homes: list[Home]) -> Visitor:
        cookie = Browser(self.app, worker).client.get_cookie("werkbank")
        return Visitor(number, f"werkbank={cookie.value}", homes)  # type: ignore[union-attr]

    def look_back(self, visitors: list[Visitor]) -> list[str]:
        """What is wrong in the database with what was acknowledged to them: texts, the log, the list of documents."""
        with self.app.app_context():
            texts = {row.id: row.what_if for row in db.session.execute(select(Agreement.id, Agreement.what_if))}
            changes = select(func.count()).select_from(AuditEntry).where(AuditEntry.event == "agreement changed")
            logged, papers = db.session.scalar(changes), db.session.scalar(select(func.count(DocumentMade.id)))
            wrong = [str(one) for one in verify()]
        for one in visitors:
            for agreement in list(one.stands):
                one.see(agreement, texts[agreement])
        for what, counted, wanted in (("saves in the log", logged, sum(one.saved for one in visitors)),
                                      ("papers noted", papers, sum(one.exported for one in visitors))):  # fmt: skip
            if counted != wanted:
                wrong.append(f"{what}: {counted} instead of {wanted}")
        return wrong + [line for one in visitors for line in one.lost]


def _home(team: Team, worker: User) -> Home:
    """A family with its plan, written down once."""
    casus = data.full_casus(team, worker)
    operations.freeze(casus, by=worker, kind=PlanKind.FINAL, starts_on=data.DAY)
    reader = select(func.min(Person.id)).where(Person.casus_id == casus.id)
    agreements = select(Agreement.id).where(Agreement.casus_id == casus.id)
    made = Home(casus.ref, list(db.session.scalars(agreements)), db.session.scalar(reader) or 0)
    db.session.commit()
    db.session.expunge_all()
    return made


@contextmanager
def town(kind: str, folder: Path, casussen: int, people: int) -> Iterator[Town]:
    """A town on a database of its own."""
    with writers.database(kind, folder) as url:
        made = Town(url, casussen, people)
        try:
            yield made
        finally:
            writers.let_go(made.app)


@contextmanager
def serving(town: Town, *, inside: bool) -> Iterator[served.Server | served.Inside]:
    """Two processes of four threads, or this one."""
    commit = Session.commit
    if inside:
        spoil(town.app, town.spoilt.ref)
        server: served.Server | served.Inside = served.Inside(town.app)
    else:
        with town.app.app_context():
            url = db.engine.url.render_as_string(hide_password=False)
        server = served.Server(url, 4, workers=2, target="tests.safety.town:app()", WORKBENCH_SERVED_SPOILT=town.spoilt.ref)
    try:
        yield server
    finally:
        server.stop()
        Session.commit = commit  # type: ignore[method-assign]


def app() -> Flask:
    """What gunicorn serves."""
    made: Flask = served.app()
    spoil(made, os.environ["WORKBENCH_SERVED_SPOILT"])
    settle(made)  # as wsgi.py does
    return made


def spoil(app: Flask, ref: str) -> None:
    """This casus is late, and forgets."""
    commit, saves = Session.commit, count(1)

    def is_here() -> bool:
        return has_request_context() and request.path.startswith(f"/casus/{ref}/")

    @app.before_request
    def late() -> None:
        if is_here():
            time.sleep(LATE)

    def now_and_then(session: Session) -> None:
        if is_here() and request.method == "POST" and request.path.endswith("/edit") and next(saves) % 3 == 0:
            session.rollback()
        commit(session)

    Session.commit = now_and_then  # type: ignore[method-assign]
