"""Whatever is typed, pasted or sent: no page breaks, nothing typed is lost, and the message stands beside its field.

Every form of the app is found by opening its pages, so that a new form is covered without a change here. The usual run
sends a sample, the same each time; WORKBENCH_HOSTILE=all sends everything (security.md F.8).
"""

import os
import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

import pytest

from tests.conftest import ON_POSTGRES
from tests.pages import Browser, Page
from tests.safety import census
from workbench.extensions import db
from workbench.reviews.models import Invitation
from workbench.web import fields
from workbench.web.text import clean

EVERYTHING = os.environ.get("WORKBENCH_HOSTILE") == "all"
SAMPLE = 5  # of each form
SEED = 20260618
PARAGRAPH = "Kim belt Marloes als zij trek heeft. " * 110  # some four thousand characters
TEXTS = (
    "Kim\x01 \x08belt\x1b[0m Marloes\x7f", "Kim 👩‍👧‍👦 belt ☎️ Marloes", "كيم تتصل بمارلوس كل مساء", PARAGRAPH,
    "<script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}", "=SUM(1)", "{ DDEAUTO c:\\x }", "'; DROP TABLE casus; --",
    "a\r\nSet-Cookie: x=1",
    "%(name)s %s {0}", "\u202egnp.exe", "NaN", "-1", "--5", "1e309", "6,5", str(2**63), "9" * 20, "1800-01-01", "9999-12-31",
    "31-02-2026", "0000-00-00", "25:61", "٣", " ", "x" * 2_000, "../../etc/passwd", "javascript:alert(1)",
)  # fmt: skip
RAW = ("%00", "a%00b", "%ED%A0%80", "%FF%FE", "%EF%BF%BF", "%E2%80%AE", "%F4%90%80%80", "+", "%")  # as sent
TEXT_TYPES = {None, "text", "search", "email", "tel", "date", "time", "number", "url"}
LEFT_ALONE = {"csrf_token", "version"}
QUERY = re.compile(r"""request\.(?:args|values)(?:\.get)?[(\[]\s*["'](\w+)["']""")


@dataclass
class FoundForm:
    """A form as it stands on a page: where it goes, what a browser would send, and which fields hold text."""

    page: str
    action: str
    fields: list[tuple[str, str]]
    texts: set[str]
    names: set[str] = field(default_factory=set)


def forms_on(page: Page) -> list[FoundForm]:
    """The forms of a page that change something."""
    found = []
    for form in page.tree.iter("form") if page.tree is not None else ():
        if (form.get("method") or "").lower() != "post":
            continue
        texts = {one.get("name") for one in form.iter("textarea")}
        texts |= {one.get("name") for one in form.iter("input") if one.get("type") in TEXT_TYPES}
        names = {one.get("name") for one in form.iter("input", "select", "textarea") if one.get("name")}
        sent = [(name, value or "") for name, value in form.form_values()]
        found.append(FoundForm(page.address, form.get("action") or page.address, sent, texts - {None}, names))
    return found


def all_forms(browser: Browser, addresses: list[str]) -> dict[str, FoundForm]:
    """One form for each place of the app that takes one."""
    found: dict[str, FoundForm] = {}
    adapter = browser.app.url_map.bind("localhost")
    for address in addresses:
        page = browser.open(address, follow=False)
        for form in forms_on(page) if page.status == 200 else ():
            endpoint = adapter.match(form.action.split("?")[0], method="POST")[0]
            if endpoint not in ENDS:
                found.setdefault(endpoint, form)
    return found


FORGETS = {"reviews.check_code"}  # the page of a link is the same whatever code was typed
ENDS = {"security.logout", "accounts.end_session", "accounts.end_other_sessions", "reviews.leave", "reviews.close_link"}


def variants(form: FoundForm) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(what is tried, the field, the pairs to send, percent-encoded)."""
    plain = [(name, quote(value, safe="")) for name, value in form.fields]
    tried = []
    for name in sorted(form.names - LEFT_ALONE):
        others = [pair for pair in plain if pair[0] != name]
        for value in TEXTS:
            tried.append((repr(value[:30]), name, [*others, (name, quote(value, safe=""))]))
        tried += [(f"raw {value}", name, [*others, (name, value)]) for value in RAW]
        tried.append(("left out", name, others))
        tried.append(("twice", name, [*plain, (name, "1"), (name, "9" * 20), (name, "twee")]))
    others = [pair for pair in plain if pair[0] != "version"]
    tried += [("odd version", "version", [*others, ("version", odd)]) for odd in ("9" * 20, "-1", "x", "%00")]
    tried.append(("no fields", "", [pair for pair in plain if pair[0] == "csrf_token"]))
    tried.append(("more fields", "", [*plain, ("role", "administrator"), ("casus_id", "1"), ("id", "1")]))
    return tried


def texts_sent(form: FoundForm, pairs: list[tuple[str, str]], name: str, tried: str) -> str | None:
    """What somebody typed in the field that was tried; None where that cannot be told."""
    value = dict(pairs).get(name, "")
    known = name in form.texts and not tried.startswith(("raw", "twice", "left out")) and tried != "odd version"
    return unquote(value) if known else None


def kept(page: Page, typed: str) -> bool:
    """Whether a text still stands on the page: in a field, or in words."""
    wanted = {" ".join(clean(typed).split()), " ".join(typed.split())}
    values = [one.text or "" for one in page.tree.iter("textarea")] + [one.get("value") or "" for one in page.tree.iter("input")]
    there = [" ".join(one.split()) for one in values]
    return not clean(typed) or any(one in there or one in page.words for one in wanted)


def stands(page: Page, form: FoundForm) -> bool:
    """Whether the form is still on the page."""
    return all(page.tree.xpath("//*[@name=$name]", name=name) for name in form.texts)


def complaint(page: Page) -> bool:
    """Whether the page says what is wrong, beside a field or above the form."""
    return bool(page.tree.xpath("//*[contains(@id, '-error')][normalize-space()] | //*[@role='alert'][normalize-space()]"))


class Sender:
    """Sends hostile answers, and puts the database back after one that was accepted."""

    def __init__(self, browser: Browser, image: Any) -> None:
        self.browser, self.image, self.faults, self.sent = browser, image, [], 0
        self.start = image.connection.serialize() if image else None
        self.accepted = False

    def try_all(self, endpoint: str, form: FoundForm, random_: random.Random) -> None:
        tried, self.accepted = variants(form), False
        for what, name, pairs in tried if EVERYTHING else random_.sample(tried, min(SAMPLE, len(tried))):
            if self.accepted and self.start is None:  # PostgreSQL is not put back: this form is about something else now
                break
            self.sent += 1
            fault = self.fault_of(form, what, "" if endpoint in FORGETS else name, pairs)
            if fault:
                self.faults.append(f"{endpoint} {name}={what}: {fault}")

    def fault_of(self, form: FoundForm, what: str, name: str, pairs: list[tuple[str, str]]) -> str | None:
        body = "&".join(f"{quote(key)}={value}" for key, value in pairs)
        try:
            page = self.browser.request(
                "POST", form.action, data=body, content_type="application/x-www-form-urlencoded", follow=False
            )
            if page.status in (302, 303):
                self.browser.open(page.headers["Location"], follow=False)
                self.accepted = True
                self.put_back()
                return None
        except Exception as error:
            self.put_back()
            return f"{type(error).__name__}: {str(error)[:200]}"
        if page.status == 200 and page.tree is not None and not stands(page, form):  # a link and its code, shown once
            self.accepted = True
            self.put_back()
            return None
        return self.look(page, form, texts_sent(form, pairs, name, what))

    def look(self, page: Page, form: FoundForm, typed: str | None) -> str | None:
        if page.status >= 500:
            return f"answered {page.status}"
        if b"<script>alert(1)" in page.body:
            return "a script came back alive"
        if page.tree is None or page.status in (403, 404, 413):
            return None
        if typed is not None and not kept(page, typed):
            return f"what was typed is gone ({page.status})"
        if page.status in (200, 422) and form.action.split("?")[0] == page.address and form.texts and not complaint(page):
            return f"no message ({page.status}, {page.heading})"
        return None

    def put_back(self) -> None:
        if self.start is not None:
            self.image.connection.deserialize(self.start)


@pytest.mark.parametrize("who", ["sanne", "henk", "beheer", "nobody"])
def test_no_form_breaks_and_nothing_typed_is_lost(app, image, browse, who):
    demo = census.load(app, family=0)
    browser = browse(demo.staff.get(who))
    forms = all_forms(browser, [one for one in census.addresses(demo, most=2) if not one.startswith("/sign-in/")])
    sender = Sender(browser, None if ON_POSTGRES else image)
    chance = random.Random(SEED)  # noqa: S311 - the same sample every time
    for endpoint, form in sorted(forms.items()):
        sender.try_all(endpoint, form, chance)

    assert sender.faults == []
    assert len(forms) >= {"sanne": 35, "henk": 3, "beheer": 4, "nobody": 1}[who], sorted(forms)


def test_a_form_that_forgets_or_breaks_is_noticed(app, browse, monkeypatch):
    demo = census.load(app, family=0)
    browser = browse(demo.staff["sanne"])
    [form] = all_forms(browser, [f"/casus/{demo.ref}/signals/new"]).values()
    pairs = [(name, quote(value)) for name, value in form.fields if name != "what"] + [("what", "Kim%20belt")]
    sender = Sender(browser, None)
    broken = [pair for pair in pairs if pair[0] != form.fields[-1][0]]
    assert sender.fault_of(form, "x", "", broken) is None

    monkeypatch.setattr(fields.CleanText, "_value", lambda self: "")
    assert "gone" in sender.look(browser.open(form.page), form, "Kim belt")
    monkeypatch.setattr(fields.CleanText, "process_formdata", lambda self, values: 1 / 0)
    assert "ZeroDivisionError" in sender.fault_of(form, "x", "", pairs)


def test_no_answer_of_a_participant_breaks_a_page(app, image, browse):
    demo = census.load(app, family=0)
    path, code = demo.invite("Fatiha")
    phone = browse()
    welcome = phone.open(path)
    [enter] = [one for one in forms_on(welcome) if one.action.endswith("/code")]
    sender = Sender(phone, None)
    chance = random.Random(SEED)  # noqa: S311
    for what, name, pairs in chance.sample(variants(enter), 8):
        sender.sent += 1
        fault = sender.fault_of(enter, what, "", pairs)
        sender.faults += [f"code {name}={what}: {fault}"] if fault else []
    with app.app_context():
        db.session.execute(db.update(Invitation).values(code_tries=0, failed_total=0, wait_until=None, locked_at=None))
        db.session.commit()
    page = phone.send(welcome, {"code": code}, action=f"{path}/code")
    for form in forms_on(page):
        if "/o/afspraken/" in form.action:
            sender.try_all("answer", form, chance)

    assert sender.faults == []
    assert sender.sent > SAMPLE


def test_no_address_breaks_a_page(app, browse):
    """What may stand behind the question mark of an address: the words the code itself asks for, with hostile answers."""
    demo = census.load(app, family=0)
    browser = browse(demo.staff["sanne"])
    root = Path(app.root_path)
    asked = sorted({name for path in root.rglob("*.py") for name in QUERY.findall(path.read_text())})
    assert {"before", "show"} <= set(asked)
    chance = random.Random(SEED)  # noqa: S311
    values = ["9" * 20, "-1", str(2**63), "NaN", "%00", "%ED%A0%80", "%FF", "x", "", "1800-01-01", "a&a=b"]
    values.append("<script>alert(1)</script>")
    pages = [one for one in census.addresses(demo, most=1) if not one.startswith("/sign-in/")]
    for page in pages:
        for name in asked if EVERYTHING else chance.sample(asked, 3):
            value = chance.choice(values)
            query = f"{name}={value}" if "%" in value or "&" in value else urlencode({name: value})
            answer = browser.open(f"{page}?{query}", follow=False)
            assert answer.status < 500, f"{page}?{query}"
            assert b"<script>alert(1)" not in answer.body
            assert "Set-Cookie: x" not in str(answer.headers)


@pytest.mark.parametrize("way", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])
def test_no_other_way_of_asking_breaks_a_page(app, browse, way):
    demo = census.load(app, family=0)
    browser = browse(demo.staff["sanne"])
    for page in census.addresses(demo, most=1)[::3]:
        assert browser.request(way, page, follow=False).status < 500


FORM = "application/x-www-form-urlencoded"
BODIES = [
    ("application/json", b'{"text": "\\ud800"}'), ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b"--x\r\n"), ("text/plain", b"\x00\xff"), (FORM, b"=&&&=%&a"),
    (FORM, b"a=" + b"x" * 3_000_000), (FORM, b"&".join(b"a%d=1" % number for number in range(5_000))),
]  # fmt: skip


@pytest.mark.parametrize(("content_type", "body"), BODIES)
def test_no_odd_body_breaks_a_page(app, browse, content_type, body):
    demo = census.load(app, family=0)
    browser = browse(demo.staff["sanne"])
    page = browser.request("POST", f"/casus/{demo.ref}/agreements/new", data=body, content_type=content_type)

    assert page.status in (400, 413, 415)
    assert page.heading
