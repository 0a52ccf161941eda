"""What somebody types is text and nothing else, on every page it comes back to (security.md, threat 14).

Four hundred payloads: each of these pieces of markup behind each way out of where it may stand. The twenty ways out of one
piece also go together as one text; that such a text comes to life wherever one of the twenty would is shown at the end.

Every form is found by opening the pages. It is sent with such texts and with payloads alone, and what comes back is looked at,
kept or refused. Then every sealed text of the demo, whatever form it came through, is such a text, and every page is opened.
The usual run takes a part of the forms, and one of the twenty pieces; `WORKBENCH_INJECT=all` all of them.
"""

import os
import re
from html import escape
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html
from sqlalchemy import exists, select, update

from tests.safety import attack, census
from tests.safety.eleven import with_a_link
from tests.safety.figures import figure
from tests.safety.test_hostile_input import FoundForm, all_forms
from workbench.accounts.models import Organisation, Team
from workbench.casus.models import Casus
from workbench.crypto import EncryptedBytes, EncryptedJSON
from workbench.crypto.rotation import sealed_columns
from workbench.extensions import db

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

EVERYTHING = os.environ.get("WORKBENCH_INJECT") == "all"
ALIVE = ("kanarie", "onkanarie")

BODIES = (
    "<kanarie-x onkanarie=1>", "<script>kanarie()</script><kanarie-s>", "<img src=x onerror=kanarie() onkanarie=1>",
    "<svg/onload=kanarie() onkanarie=1>", "<a href='javascript:kanarie()' onkanarie=1>x</a>", "<kanarie-b><b>vet</b>",
    "<iframe srcdoc='<kanarie-i>' onkanarie=1>", "<math><kanarie-m>", "<!--><kanarie-c>",
    "<style>@import'kanarie'</style><kanarie-y>",
    "<form action=//kanarie.example onkanarie=1><input>", "<base href=//kanarie.example onkanarie=1>",
    "<kanarie-u\u2028onkanarie=1>",
    "<meta http-equiv=refresh content='0;url=//kanarie.example' onkanarie=1>", "<details open ontoggle=kanarie() onkanarie=1>",
    "<template><kanarie-t></template><kanarie-t>", "&lt;kanarie-e&gt;<kanarie-e>", "<noscript><kanarie-n></noscript><kanarie-n>",
    "<object data=javascript:kanarie() onkanarie=1>", "<kanarie-z style=x:expression(kanarie()) onkanarie=1>",
)  # fmt: skip
AROUND = (  # the first one lives in an address only where the address begins with it
    "javascript:kanarie()//{}", "{}", "\"{}", "'{}", "\">{}", "'>{}", "\" onkanarie=1 x=\"{}", "' onkanarie=1 x='{}",
    "--></textarea>{}", "</title>{}",
    "</script>{}", "</style>{}", "]]>{}", "</option></select>{}", "\\\"{}", "{{{{ 7 * 7 }}}}{}", "{{% raw %}}{}", "`{}",
    "\x00{}", "</svg></math>{}",
)  # fmt: skip
GROUPS = [[around.format(body) for around in AROUND] for body in BODIES]
TOGETHER = [" ".join(group) for group in GROUPS]
ALONE = [payload for group in GROUPS for payload in group]
PIECES = len(BODIES) if EVERYTHING else 1
SHAPED = re.compile(r"(_on|_at|(^|_)(date|time|day|born|age|number|score|email|version)|csrf_token)$")


def alive(page: Any) -> list[str]:
    """What of a payload became part of a page: an element, an attribute, an address that runs."""
    found = []
    for one in page.tree.iter() if page.tree is not None else ():
        if isinstance(one.tag, str):
            names = [one.tag, *one.attrib]
            found += [name for name in names if name.startswith(ALIVE)]
            found += [value for name, value in one.attrib.items()
                      if name in ("href", "src", "action", "formaction", "srcdoc") and "kanarie" in value.lower()
                      and value.lower().lstrip().startswith(("javascript", "//", "<"))]  # fmt: skip
            found += ["script"] if one.tag in ("script", "style") and "kanarie" in (one.text or "") else []
    return found


def texts_of(form: FoundForm) -> list[str]:
    """The fields of a form in which one may type whatever one likes."""
    return sorted(name for name in form.texts if not SHAPED.search(name))


def with_payload(form: FoundForm, payloads: list[str], nr: int) -> list[tuple[str, str]]:
    """The form as it stands, with another payload in each field of text that has no shape of its own."""
    texts = {name: payloads[(nr + place) % len(payloads)] for place, name in enumerate(texts_of(form))}
    return [(name, texts.get(name, value)) for name, value in form.fields]


@pytest.fixture
def demo(app):
    return census.load(app, family=0)


def pages_of(demo: census.Demo, every: int) -> list[str]:
    """The pages a colleague may open; one in so many in the usual run."""
    where = [one for one in census.addresses(demo, most=1) if not one.startswith(("/sign-in", "/o/"))]
    return where[:: 1 if EVERYTHING else every]


def test_no_payload_comes_to_life_when_a_form_comes_back(demo, browse, image):
    """Twenty together in every field, and alone where twenty do not fit; the database is put back after what was kept."""
    browser, found, kept, sent = browse(demo.staff["sanne"]), [], 0, 0
    forms = {name: form for name, form in all_forms(browser, pages_of(demo, 12)).items() if texts_of(form)}
    start = image.connection.serialize()
    for turn in range(PIECES):
        for nr, (endpoint, form) in enumerate(sorted(forms.items())):
            for payloads in (TOGETHER, ALONE):
                page, sent = attack.sent(browser, form, with_payload(form, payloads, 20 * turn + 7 * nr)), sent + 1
                if page.status in (302, 303):
                    kept, page = kept + 1, browser.open(page.headers["Location"])
                    image.put_back(start)
                found += [f"{endpoint}: {one}" for one in alive(page)]

    assert found == []
    assert kept >= PIECES * len(forms) / 8, "payloads are kept as well as refused"
    assert len(ALONE) == 400
    figure("threat 14: XSS in forms", goal="0 alive", reached=f"0 of {sent} forms with payloads, {kept} kept, {len(forms)} forms",
           control="found with autoescape off")  # fmt: skip


def in_json(value: Any, payload: str) -> Any:
    """The same lists and dicts, with the payload for what has words in it; a date or the name of a state stays."""
    if isinstance(value, dict):
        return {key: in_json(one, payload) for key, one in value.items()}
    if isinstance(value, list):
        return [in_json(one, payload) for one in value]
    return payload if isinstance(value, str) and " " in value else value


def plant(app: Any, payload: str) -> int:
    """Put the payload in every sealed text of people, and in the names of organisation and teams. How many columns have it."""
    columns = 0
    with app.app_context():
        for table, sealed in sealed_columns():
            for column in sealed:
                if isinstance(column.type, EncryptedBytes) or SHAPED.search(column.name):
                    continue
                if isinstance(column.type, EncryptedJSON):
                    [key] = table.primary_key
                    for row, body in db.session.execute(select(key, column).where(column.is_not(None))).all():
                        db.session.execute(update(table).where(key == row).values({column.name: in_json(body, payload)}))
                else:
                    db.session.execute(update(table).where(column.is_not(None)).values({column.name: payload}))
                columns += db.session.scalar(select(exists().where(column.is_not(None))))
        for kind in (Organisation, Team):
            db.session.execute(update(kind).values(name=payload))
        db.session.commit()
    return columns


def test_no_payload_comes_to_life_on_any_page(demo, browse, app, image):
    """Whatever people ever typed is a payload; every page is opened by who works on the casus, and by somebody with a link."""
    browser, phone, found, opened, shown = browse(demo.staff["sanne"]), with_a_link(demo, browse, "Fatiha"), [], 0, []
    start, under = image.connection.serialize(), [one for one in census.addresses(demo, most=3) if one.startswith("/o/")]
    under += [f"/o/afspraken?nr={nr}" for nr in range(1, 6)]
    for payload in TOGETHER[:PIECES]:
        image.put_back(start)
        columns = plant(app, payload)
        for who, where in ((browser, pages_of(demo, 6)), (phone, under)):
            for address in where:
                page = who.open(address, follow=False)
                found += [f"{address}: {one}" for one in alive(page)]
                opened, shown = opened + 1, shown + [address] * (page.status == 200 and "kanarie" in page.text_source)

    assert found == []
    assert columns > 120
    assert len(shown) > opened / 3, "the payloads stand on the pages"
    assert "/o/afspraken?nr=1" in shown, "and in the agreements that were set"
    figure("threat 14: XSS on pages", goal="0 alive", reached=f"0 on {opened} pages, {len(shown)} with them, {columns} columns",
           control="found with autoescape off")  # fmt: skip


def test_a_payload_that_lives_is_found(demo, browse, app, monkeypatch):
    """The control: with escaping off in one template the look finds it, in an element and in an attribute."""
    browser = browse(demo.staff["sanne"])
    with app.app_context():
        db.session.get_one(Casus, demo.casus_id).name = "<kanarie-x onkanarie=1>"
        db.session.commit()
    assert alive(browser.open(f"/casus/{demo.ref}/")) == []
    monkeypatch.setattr(app.jinja_env, "autoescape", False)
    app.jinja_env.cache.clear()
    try:
        assert {"kanarie-x", "onkanarie"} <= set(alive(browser.open(f"/casus/{demo.ref}/")))
    finally:
        app.jinja_env.cache.clear()


STANDS = (
    "<p>{}</p>", '<p title="{}">x</p>', "<p title='{}'>x</p>", "<p title={}>x</p>", "<textarea>{}</textarea>",
    "<title>{}</title>",
    "<script>x('{}')</script>", "<style>{}</style>", "<p><!-- {} --></p>", "<select><option>{}</option></select>",
    '<a href="{}">x</a>', "<noscript>{}</noscript>", "<svg><text>{}</text></svg>", "<p {}>x</p>",
)  # fmt: skip


@pytest.mark.parametrize("stands", STANDS)
@pytest.mark.parametrize("written", [str, lambda text: escape(text, quote=False), escape], ids=["raw", "half", "escaped"])
def test_twenty_together_live_wherever_one_of_them_lives(stands, written):
    def lives(text):
        return bool(alive(SimpleNamespace(tree=html.fromstring(f"<html><body>{stands.format(written(text))}</body></html>"))))

    assert [group[0] for group in GROUPS if any(map(lives, group)) and not lives(" ".join(group))] == []
