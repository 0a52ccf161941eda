"""The census of the canaries: everything each of the eleven people of security.md C can be served is read for planted words.

Threat 1, `test_canary_census`: every page with every object of the family, every document, pack, sheet and calendar file, every
mail and text message, the pages of what does not exist, and the log of the server. `WORKBENCH_CENSUS=all` opens twelve objects
of each kind and comes as everybody of the family; the usual run takes one of each kind, the four of C with a link, and
for those beside the casus a third of the pages each.
"""

import io
import itertools
import logging
import os
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from docx import Document as read_word
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import func, select

from tests import factories
from tests.fresh import proved
from tests.safety import census, eleven
from tests.safety.attack import token_of
from tests.safety.census import ALL, GREEN, PLACES, WORD, Demo, Seen
from tests.safety.figures import figure
from workbench.audit.models import AuditEntry
from workbench.casus.models import Casus, ContactKind, ContactPoint, ProtectedTerm
from workbench.documents import invitation
from workbench.documents.pack_material import KINDS, SHEETS
from workbench.errors import RuleBroken
from workbench.extensions import db
from workbench.meetings.models import Meeting
from workbench.outbox import letters, sending
from workbench.outbox import operations as outbox
from workbench.outbox.models import MailKind, Way
from workbench.secret_words import queries as words

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

EVERYTHING = os.environ.get("WORKBENCH_CENSUS") == "all"
MOST = 12 if EVERYTHING else 1  # objects of a kind
EVERY = 1 if EVERYTHING else 3  # of who may meet nothing each opens one page in so many; together they open all of them
BLUE = {"Rick", "Wim", "Remco"}
NOTE = "/map/"  # a harm note with the address in its source: colleagues in the casus read the map (domain.md 7.2)
PLANTED_IN_NOTE = {"Wilgenpad 7", "1999 ZQ", "Opvang De Luwte", "Oosterlinge"}
NEVER_IN_MAIL = (*ALL, "Smeets", "Verhoeven", "Jansma", "Vlierdam", "gezin", "veiligheidsplan")
WHY = {"purpose": "visit", "reason": "Vanmiddag een gesprek daar."}


@dataclass
class Census:
    """What was served to somebody, and which planted words were in it."""

    who: str
    may: frozenset[str] = frozenset()
    outputs: int = 0
    came_in: bool = False
    seen: list[Seen] = field(default_factory=list)

    def add(self, where: str, page: Any) -> None:
        self.outputs += 1
        self.seen += census.look(self.who, page, where)

    @property
    def faults(self) -> list[Seen]:
        """What this person may not meet: the planted note on the map is for who works on the casus."""
        note = PLANTED_IN_NOTE if self.who in ("W", "S") else set()
        return [one for one in self.seen if one.what not in self.may | (note if NOTE in one.where else set())]


@pytest.fixture
def demo(app: Any) -> Demo:
    loaded = census.load(app)
    with app.app_context():
        db.session.add(ProtectedTerm(casus_id=loaded.casus_id, kind=ContactKind.OTHER, text=WORD))
        db.session.commit()
    return loaded


def may_read(name: str) -> frozenset[str]:
    """The words of the one side of the network are for the people of that side, and for the professionals of both."""
    return frozenset() if name in BLUE else frozenset(GREEN)


def everybody(demo: Demo) -> dict[str, tuple[Any, str]]:
    """Who → (user, first name of who has a link instead)."""
    found: dict[str, tuple[Any, str]] = {who: (user, "") for who, user in eleven.colleagues(demo).items()}
    found |= {who: (None, name) for who, name in eleven.guests(demo).items()}
    if EVERYTHING:
        known = {name for _user, name in found.values()}
        found |= {f"P {name}": (None, name) for _id, name in in_family(demo) if name not in known}
    return found | {"AN": (None, "")}


def of_one(demo: Demo, browse: Any, who: str, user: Any, name: str) -> Census:
    """Everything that is served to one person."""
    made = Census(who, may_read(name) if name else frozenset(GREEN if who in ("W", "S") else ()))
    browser = browse(user)
    if name:
        if link := link_of(demo, name):
            under_the_link(made, demo, browser, link)
        documents(made, demo, browse(demo.staff["mehmet"]), name)
    every, offset = (1, 0) if made.may else (EVERY, sum(map(ord, who)))
    for address in [*census.addresses(demo, most=MOST)[offset % every :: every], f"/casus/{demo.ref}/nothing", "/nothing"]:
        made.add(re.sub(r"\?.*", "", address), browser.open(address, follow=False))
    if who in ("W", "S"):
        taken_along(made, demo, browser)
    return made


def link_of(demo: Demo, name: str) -> tuple[str, str] | None:
    """The path and the code of a personal link; None for who is too young or has no part in an agreement."""
    try:
        return demo.invite(name)
    except RuleBroken:
        return None


def under_the_link(made: Census, demo: Demo, phone: Any, link: tuple[str, str]) -> None:
    """Every agreement, answer and meeting, and the calendar files."""
    made.came_in = True
    made.seen += census.as_participant(made.who, phone, *link)
    made.outputs += 30
    token = token_of(phone, "/o/overzicht")
    for meeting in demo.ids()["meeting"]:
        where = f"/o/bijeenkomsten/{meeting}/agenda"
        made.add(where, phone.request("POST", where, data={"csrf_token": token}, follow=False))


def documents(made: Census, demo: Demo, worker: Any, name: str) -> None:
    """Every paper, and every calendar file, that a worker can make for this person."""
    reader = next(one for one in in_family(demo) if one[1] == name)[0]
    found, files = census.in_documents(made.who, reader, worker, demo)
    made.seen += found
    made.outputs += files
    assert files, f"at least one document can be made for {name}"
    token = token_of(worker)
    for meeting in demo.ids()["meeting"]:
        where = f"/casus/{demo.ref}/meetings/{meeting}/calendar/{reader}"
        page = worker.request("POST", where, data={"csrf_token": token}, follow=False)
        if "calendar" in page.headers.get("Content-Type", ""):  # a refusal is a page for the worker
            made.add(where, page)


def in_family(demo: Demo) -> list[tuple[int, str]]:
    with demo.app.app_context():
        return [(one.id, one.first_name) for one in demo.people()]


def taken_along(made: Census, demo: Demo, browser: Any) -> None:
    """The files a colleague makes for the work: the report and the sheets on coverage; and the packs, one for each side."""
    token, papers = token_of(proved(browser)), f"/casus/{demo.ref}/documents"
    with demo.app.app_context():
        meetings = select(Meeting.id).filter_by(casus_id=demo.casus_id).order_by(Meeting.id.desc())
        meeting = db.session.scalars(meetings).first()
        me = db.session.get_one(Casus, demo.casus_id).worker_id
        sides = dict.fromkeys(one.sub_group_id for one in demo.people() if one.sub_group_id)
    asked: list[tuple[str, dict[str, Any]]] = [("/team/coverage", {})] if made.who == "S" else []
    asked += [(f"{papers}/coverage", {"kind": kind, "reader": me, "purpose": "supervision"}) for kind in ("docx", "xlsx")]
    packs = [("zip", kind, side) for kind in KINDS for side in sides] + [("print", SHEETS, side) for side in sides]
    asked += [(f"{papers}/pack/{how}", {"meeting": meeting, "kind": kind, "side": side}) for how, kind, side in packs]
    files = 0
    for where, data in asked:
        page = browser.request("POST", where, data={"csrf_token": token, **data}, follow=False)
        files += page.body[:2] == b"PK"
        made.add(where, page)
    assert files > len(asked) / 2, "most of these are made"


def mail(demo: Demo, folder: Path) -> list[tuple[str, str]]:
    """(to whom, the whole of it) of one of each kind of mail and text message, for everybody who can get one."""
    app, far = demo.app, f"{uuid4().hex}:"
    config = app.config | {"MAIL_URL": f"file://{folder}", "SMS_URL": f"file://{folder}"}
    with mock.patch.object(app, "config", config), app.test_request_context():
        casus, worker = db.session.get_one(Casus, demo.casus_id), demo.staff["mehmet"]
        for user in demo.staff.values():
            outbox.tell_colleague(user, f"{far}r{user.id}")
            outbox.tell_of_account(user, f"{far}a{user.id}")
        for person in demo.people():
            checked = {"only_theirs": True, "checked_on": factories.TODAY, "value": f"{person.first_name}@thuis.example".lower()}
            point = factories.contact_point(person, kind=ContactKind.EMAIL, **checked)
            outbox.tell_person(casus, point, f"{far}m{person.id}", by=worker)
            for kind, way in itertools.product((MailKind.LINK, MailKind.CODE), Way):
                outbox.send_secret(
                    casus, point, f"{far}{kind}{way}{person.id}", kind, "k7m49tqz", way=way, address=point.value, by=worker
                )
        db.session.commit()
        sending.send_waiting()
    found = [message_from_bytes(one.read_bytes(), policy=policy.default) for one in folder.glob("*.eml")]
    return [(str(one["To"]), "\n".join((*map(str, one.items()), one.get_content()))) for one in found]


def reveal(demo: Demo, browser: Any) -> set[str]:
    """The planted words somebody meets after asking for the protected addresses and words, with a reason; the log says so."""
    with demo.app.app_context():
        lotte = next(one.id for one in demo.people() if one.first_name == "Lotte")
    found = set()
    for event, where in (
        ("protected contact shown", f"family/people/{lotte}/protected"), ("secret words shown", "secret-words/shown"),
    ):  # fmt: skip
        shown = select(func.count()).where(AuditEntry.chain == demo.casus_id, AuditEntry.event == event)
        with demo.app.app_context():
            before = db.session.scalar(shown)
        page = proved(browser).fill(f"/casus/{demo.ref}/{where}", WHY)
        with demo.app.app_context():
            assert db.session.scalar(shown) > before
        found |= census.canaries_in(page.words, (*PLACES, WORD))
    return found


def test_canary_census(demo, browse, caplog, capfd, tmp_path):
    """Nobody meets a planted word that is not for this person; a secret place reaches W and S only after they asked for it."""
    with caplog.at_level(logging.DEBUG):
        letters_sent = mail(demo, tmp_path)
        all_of_them = [of_one(demo, browse, who, user, name) for who, (user, name) in everybody(demo).items()]
        shown = {who: reveal(demo, browse(demo.staff[name])) for who, name in (("W", "mehmet"), ("S", "henk"))}
    outputs = sum(one.outputs for one in all_of_them) + len(letters_sent)

    assert [fault for one in all_of_them for fault in one.faults] == []
    assert {one.who for one in all_of_them if one.came_in} >= set(eleven.guests(demo)), "each of them was let in by the link"
    met = {one.who: {seen.what for seen in one.seen} for one in all_of_them}
    assert all(met[who] >= set(GREEN[:4]) for who in ("W", "S", "PC", "PR")), "who may read it meets it"
    assert not any(met[who] for who in ("Wx", "Sx", "A", "FG", "PP", "PN", "AN"))
    assert shown["W"] == shown["S"] >= {"Wilgenpad 7", "1999 ZQ", "Opvang De Luwte", WORD}, "after it was asked for, and noted"
    assert len(letters_sent) >= 5 * len(in_family(demo)) + 2 * len(demo.staff)
    assert [said for _to, said in letters_sent if census.canaries_in(said, NEVER_IN_MAIL)] == []
    assert census.canaries_in(caplog.text + "".join(capfd.readouterr())) == set()
    figure("threat 1: canary census", goal="0 planted words where they may not be",
           reached=f"{len(all_of_them)} people × {outputs} outputs in all, 0 seen",
           control="found with the address in one template, one document, one mail")  # fmt: skip


# --- mutation: with the address in one place of each kind, the census finds it


@pytest.fixture
def leak_into(app, monkeypatch):
    """leak_into(template, told): that page begins with what told(casus) gives, as if somebody had made the mistake."""

    def leak(name, told):
        source, _file, _fresh = app.jinja_loader.get_source(app.jinja_env, name)
        leaking = source.replace("{% block room %}", "{% block room %}{{ told(casus) }}", 1)
        assert leaking != source
        monkeypatch.setitem(app.jinja_env.globals, "told", told)
        monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([DictLoader({name: leaking}), app.jinja_env.loader]))
        app.jinja_env.cache.clear()

    yield leak
    app.jinja_env.cache.clear()


def test_the_address_in_one_template_is_found(demo, browse, leak_into):
    def addresses(casus):
        return list(db.session.scalars(select(ContactPoint.value).where(ContactPoint.casus_id == casus.id)))

    leak_into("overview/casus.html", addresses)
    made = Census("W", frozenset(GREEN))
    made.add("casus", browse(demo.staff["mehmet"]).open(f"/casus/{demo.ref}/"))

    assert {seen.what for seen in made.faults} == set(PLACES)


def test_a_secret_word_in_the_list_of_secret_words_is_found(demo, browse, leak_into):
    leak_into("secret_words/index.html", lambda casus: [one.text for one in words.secret_words(casus)])
    made = Census("W", frozenset(GREEN))
    made.add("secret words", browse(demo.staff["mehmet"]).open(f"/casus/{demo.ref}/secret-words/"))

    assert {seen.what for seen in made.faults} == {WORD}


def test_the_address_in_one_document_is_stopped_and_without_that_found(demo, browse, monkeypatch):
    really = invitation.build

    def leaking(*given):
        paper, file = read_word(io.BytesIO(really(*given))), io.BytesIO()
        paper.core_properties.subject = "Wilgenpad 7"
        paper.save(file)
        return file.getvalue()

    monkeypatch.setattr(invitation, "build", leaking)
    stopped, found = Census("PN"), Census("PN")
    documents(stopped, demo, browse(demo.staff["mehmet"]), "Wim")
    monkeypatch.setattr("workbench.documents.operations.refuse_leaks_in_file", lambda *_args: None)
    documents(found, demo, browse(demo.staff["mehmet"]), "Wim")

    assert stopped.faults == []
    assert found.outputs > stopped.outputs
    assert {seen.what for seen in found.faults} == {"Wilgenpad 7"}


def test_the_address_in_one_mail_is_found(demo, tmp_path, monkeypatch):
    really = letters.words

    def leaking(kind, *given):
        subject, text = really(kind, *given)
        return subject, f"{text} Wilgenpad 7" if kind is MailKind.CODE else text

    monkeypatch.setattr(letters, "words", leaking)
    found = [said for _to, said in mail(demo, tmp_path) if census.canaries_in(said, NEVER_IN_MAIL)]

    assert len(found) == 2 * len(in_family(demo))
