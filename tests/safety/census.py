"""The census of the canaries: open everything somebody can open, and say which planted words reached that person.

The demo family Smeets-Verhoeven carries them (domain.md 7.2). Addresses come from the app's own map of routes with the real
ids of the casus in it, so that a new page is counted without a change here.
"""

import html
import io
import itertools
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy import delete, insert, select, text
from werkzeug.routing import Rule

from tests.pages import Browser, Page
from workbench import clock
from workbench.accounts.models import Organisation, Team, User
from workbench.casus.models import Casus, Person
from workbench.extensions import db
from workbench.meetings.models import Meeting
from workbench.plans.models import PlanVersion
from workbench.reviews import operations as links
from workbench.transfer import demonstration

PLACES = ("Wilgenpad 7", "1999 ZQ", "Opvang De Luwte", "basisschool Het Anker", "06-00000742", "Oosterlinge")
GREEN = ("pannenkoek", "Daphne slaapt", "Dan brengt Petra", "Petra van Rhee", "Groen-1")  # of the other side (B13)
WORD = "zilverreiger"  # a secret word that stands in no text, where a test plants it; nobody meets it without asking
ALL = (*PLACES, *GREEN, WORD)
MOST_IDS = 12
OWN_PAGES = ("/o/bijeenkomsten/", "/o/verslagen/", "/o/na-de-bijeenkomst/")
NOT_LETTERS = re.compile(r"[\W_]+")
TAGS = re.compile(r"<[^>]*>")
PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Seen:
    """A canary that reached somebody."""

    who: str
    where: str
    what: str


@dataclass
class Demo:
    """The two demo families, with the people a test needs."""

    app: Flask
    ref: str
    casus_id: int
    staff: dict[str, User]

    def invite(self, name: str) -> tuple[str, str]:
        """A personal link for somebody of this family: its path and its code."""
        with self.app.test_request_context():
            casus = db.session.get_one(Casus, self.casus_id)
            person = next(one for one in self.people() if one.first_name == name)
            newest = select(PlanVersion).filter_by(casus_id=casus.id).order_by(PlanVersion.number.desc())
            version = db.session.scalars(newest).first()
            _link, token, code = links.invite(casus, person, version, by=self.staff["mehmet"])
            db.session.commit()
        return f"/o/{token}", code

    def people(self) -> list[Person]:
        return list(db.session.scalars(select(Person).filter_by(casus_id=self.casus_id).order_by(Person.id)))

    def ids(self) -> dict[str, list[int]]:
        """Table → the ids this family has in it."""
        with self.app.app_context():
            found = {}
            for table in db.metadata.tables.values():
                if "casus_id" in table.c and "id" in table.c:
                    found[table.name] = list(
                        db.session.scalars(select(table.c.id).where(table.c.casus_id == self.casus_id))
                    )
            return found


class Image(Protocol):
    """The database of the suite as bytes, where it can be put back (tests/conftest.py)."""

    connection: Any
    is_untouched: bool

    def put_back(self, content: bytes) -> None: ...


_suites: list[tuple[Flask, Image | None]] = []  # the app of the suite; without an image the demo is put in row by row
_kept: dict[datetime, Any] = {}  # the database with the demo in it, by the hour in which it was read in


def use(app: Flask, image: Image | None) -> None:
    """The app of the suite, in which the demo can be put in place as bytes; without an image: row by row."""
    _suites[:] = [(app, image)]


def load(app: Flask, family: int = 1) -> Demo:
    """The demo, with its own organisation; the family is Smeets-Verhoeven, or 0: Jansma-de Wit. Read in once an hour."""
    with app.test_request_context():
        _put_in_place()
        chosen = db.session.scalars(select(Casus).order_by(Casus.id)).all()[-2:][family]
        everybody = db.session.scalars(select(User)).all()
        staff = {user.email.split("@")[0]: user for user in everybody}
        ref, casus_id = chosen.ref, chosen.id
        db.session.expunge_all()
    return Demo(app, ref, casus_id, staff)


def _put_in_place() -> None:
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    image = next((image for app, image in _suites if app is current_app._get_current_object()), None)
    pristine = _is_pristine(image)
    if not pristine or hour not in _kept:
        _read_in()
        if pristine:
            _kept.clear()
            _kept[hour] = image.connection.serialize() if image else _rows()
    elif image:
        image.put_back(_kept[hour])
        image.connection.execute("UPDATE casus SET id = id")  # so that the database is known to have changed
    else:
        _write(_kept[hour])


def _read_in() -> None:
    for kind in (Team, Organisation):
        db.session.execute(delete(kind))
    demonstration.load()
    db.session.commit()


def _is_pristine(image: Image | None) -> bool:
    """Whether this is the database of the suite, and no test put anything in it yet."""
    ours = any(app is current_app._get_current_object() for app, _image in _suites)  # type: ignore[attr-defined]
    return ours and (image.is_untouched if image else demonstration.is_empty())


def _rows() -> dict[str, list[dict[str, Any]]]:
    """Everything in the database, by table."""
    tables = db.metadata.tables.items()
    return {name: [dict(row) for row in db.session.execute(select(table)).mappings()] for name, table in tables}


def _write(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Put these rows in, whatever the order of their tables, and let what comes after them count on."""
    for kind in (Team, Organisation):
        db.session.execute(delete(kind))
    db.session.execute(text("SET LOCAL session_replication_role = replica"))
    for name, found in rows.items():
        if found:
            db.session.execute(insert(db.metadata.tables[name]), found)
    db.session.execute(text("SET LOCAL session_replication_role = DEFAULT"))
    counted = [name for name, found in rows.items() if found and "id" in found[0]]
    moves = [f"setval(pg_get_serial_sequence('{name}', 'id'), {max(row['id'] for row in rows[name])})" for name in counted]
    db.session.execute(text("SELECT " + ", ".join(moves)))
    db.session.commit()


def addresses(demo: Demo, most: int = MOST_IDS) -> list[str]:
    """Every page of the app that can be opened, with the ids of this family."""
    ids, found = demo.ids(), []
    for rule in demo.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "static":
            found += list(itertools.islice(filled(rule, demo.ref, ids), most))
    return sorted(found, key=lambda one: one.startswith("/sign-in"))  # the page for a code ends a session


def filled(rule: Rule, ref: str, ids: dict[str, list[int]]) -> Iterator[str]:
    """The addresses of one rule: `<id:meeting_id>` becomes each id of every table that has to do with meetings."""
    choices: list[list[str]] = []
    for name in sorted(rule.arguments):
        stem = name.removesuffix("_id")
        near = sorted({one for table, all_ids in ids.items() if stem in table.split("_") for one in all_ids})
        choices.append({"ref": [ref], "token": ["x" * 43]}.get(name) or [str(one) for one in near or range(1, 11)])
    for chosen in zip(*choices, strict=False) if len(choices) < 2 else itertools.product(*choices):
        values = dict(zip(sorted(rule.arguments), chosen, strict=True))
        yield re.sub(r"<(?:\w+:)?(\w+)>", lambda part, values=values: values[part[1]], rule.rule)  # type: ignore[misc]
    if not choices:
        yield rule.rule


def squeezed(text: str) -> str:
    """Letters and digits only: how something is written does not hide it."""
    return NOT_LETTERS.sub("", unicodedata.normalize("NFKD", html.unescape(text)).casefold())


def canaries_in(text: str, canaries: Iterable[str] = ALL) -> set[str]:
    """Which canaries stand in a text, whatever its capitals, spaces and marks; tags between letters do not hide one."""
    ways = (squeezed(text), squeezed(TAGS.sub("", text)))
    return {one for one in canaries if any(squeezed(one) in way for way in ways)}


def words_of(page: Page) -> str:
    """All that came with an answer: body, headers, and the parts of a zip file."""
    headers = "\n".join(f"{name}: {value}" for name, value in page.headers)
    return "\n".join((headers, *_unpacked(page.body)))


def _unpacked(content: bytes) -> Iterator[str]:
    """A file as text; of a zip file the name and the text of each part, also of a zip file in it."""
    if content[:2] != b"PK":
        return (yield content.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            yield name
            yield from _unpacked(package.read(name))


def look(who: str, page: Page, where: str, canaries: Iterable[str] = ALL) -> list[Seen]:
    """The canaries in one answer."""
    return [Seen(who, where, one) for one in sorted(canaries_in(words_of(page), canaries))]


def as_staff(who: str, browser: Browser, where: Iterable[str], canaries: Iterable[str] = ALL) -> list[Seen]:
    """What a colleague, or somebody who is not signed in, meets on these pages."""
    found = []
    for address in where:
        found += look(who, browser.open(address, follow=False), re.sub(r"\?.*", "", address), canaries)
    return found


def come_in(phone: Browser, path: str, code: str) -> Page:
    """The first page behind a personal link, after its code."""
    return phone.send(phone.open(path), {"code": code}, action=f"{path}/code")


def as_participant(who: str, browser: Browser, path: str, code: str, canaries: Iterable[str] = ALL) -> list[Seen]:
    """What somebody with a personal link meets: every agreement, every answer, the end, and after it."""
    pages: list[tuple[str, Page]] = [("link", browser.open(path))]
    first = browser.send(pages[0][1], {"code": code}, action=f"{path}/code")
    assert first.status == 200, f"{who} cannot come in: {first.words}"
    pages.append(("first page", first))
    for nr in range(1, 12):
        page = browser.open(f"/o/afspraken?nr={nr}")
        pages.append((f"agreement {nr}", page))
        if page.tree is not None and page.tree.xpath("//*[@name='outcome']"):
            answer = {"outcome": "agree_but", "change": "Liever een uur later.", "words": "Liever een uur later."}
            pages.append((f"no answer {nr}", browser.send(page, {"outcome": ""})))
            pages.append((f"changed {nr}", browser.send(page, {**answer, "text_sha256": "0" * 64})))
            pages.append((f"answer {nr}", browser.send(page, answer)))
    meetings = browser.open("/o/bijeenkomsten")
    pages.append(("meetings", meetings))
    own = [one for one in meetings.links().values() if one.startswith(OWN_PAGES)]
    pages += [(address, browser.open(address)) for address in own]
    pages += list(_followed(browser))
    pages += [(address, browser.open(address)) for address in ("/o/tijdelijk", "/o/bedankt", "/o/klaar", "/o/gesloten", path)]
    return [seen for where, page in pages for seen in look(who, page, where, canaries)]


def _followed(browser: Browser) -> Iterator[tuple[str, Page]]:
    """What somebody keeps an eye on, and the diary: looking, tapping, writing, and getting it wrong."""
    for nr in range(1, 5):
        page = browser.open(f"/o/opletten?page={nr}")
        yield f"keeps an eye on {nr}", page
        for action in dict.fromkeys(page.tree.xpath("//form[contains(@action, '/o/opletten/')]/@action")):
            for sent in ({"outcome": "partly"}, {"outcome": ""}, {"outcome": "done", "text_sha256": "0" * 64}):
                yield f"{action} {sent}", browser.send(page, {**sent, "seen": "Het ging goed."}, action=action)
    diary = browser.open("/o/dagboek")
    yield "diary", diary
    yield "empty line", browser.send(diary, {"text": ""})
    yield "line", browser.send(diary, {"text": "Het ging goed."})
    yield "noted", browser.open("/o/genoteerd")


def in_documents(
    who: str, reader_id: int, browser: Browser, demo: Demo, canaries: Iterable[str] = ALL
) -> tuple[list[Seen], int]:
    """What stands in every document of every version and every meeting for this reader; and how many files were made."""
    from workbench.documents.catalogue import DOCUMENTS, OF_A_MEETING

    found, made = [], 0
    choose = browser.open(f"/casus/{demo.ref}/documents/")
    token = choose.tree.xpath("//input[@name='csrf_token']/@value")[0]
    with demo.app.app_context():
        asked = select(PlanVersion.number).filter_by(casus_id=demo.casus_id)
        numbers = list(db.session.scalars(asked))
        meetings = list(db.session.scalars(select(Meeting.id).filter_by(casus_id=demo.casus_id)))
    papers = [
        (
            f"{kind} of version {number}",
            "download",
            {"document": kind, "reader": reader_id, "plan": number, "version": number},
        )
        for kind, number in itertools.product(DOCUMENTS, numbers)
    ]
    papers += [
        (f"{kind} of meeting {one}", f"meetings/{one}/{reader_id}/{kind}", {})
        for kind, one in itertools.product(OF_A_MEETING, meetings)
    ]
    papers.append(("paper of the end", "closing", {"reader": reader_id}))
    for paper, where, sent in papers:
        data = {"csrf_token": token, **sent}
        page = browser.request("POST", f"/casus/{demo.ref}/documents/{where}", data=data)
        if page.body[:2] == b"PK":  # a refusal is a page for the worker, it goes nowhere
            made += 1
            found += look(who, page, paper, canaries)
    return found, made
