"""What somebody types is text and nothing else (security.md, threats 14 and 15; what is sent along: test_mass_assignment).

Every form is found by opening the pages. The usual run tries a part of them, always the same; `WORKBENCH_INJECT=all` sends
four hundred payloads to every text field.
"""

import ast
import io
import logging
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.safety import attack, census
from tests.safety.figures import figure
from tests.safety.test_hostile_input import FoundForm, all_forms
from workbench.casus.models import Casus
from workbench.extensions import db

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

EVERYTHING = os.environ.get("WORKBENCH_INJECT") == "all"
ROUNDS = 400 if EVERYTHING else 1
ROOT = Path(__file__).parents[2]
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
AROUND = (
    "{}", "\"{}", "'{}", "\">{}", "'>{}", "\" onkanarie=1 x=\"{}", "' onkanarie=1 x='{}", "--></textarea>{}", "</title>{}",
    "</script>{}", "</style>{}", "]]>{}", "</option></select>{}", "\\\"{}", "{{{{ 7 * 7 }}}}{}", "{{% raw %}}{}", "`{}",
    "\x00{}", "javascript:kanarie()//{}", "</svg></math>{}",
)  # fmt: skip
PAYLOADS = [around.format(body) for body in BODIES for around in AROUND]


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


def with_payload(form: FoundForm, nr: int) -> list[tuple[str, str]]:
    """The form as it stands, with another payload in each field of text that has no shape of its own."""
    texts = {name: PAYLOADS[(nr + place) % len(PAYLOADS)] for place, name in enumerate(sorted(form.texts))}
    shaped = re.compile(r"(_on|_at|date|time|day|born|age|number|score|email|version|csrf_token)$")
    return [(name, value if shaped.search(name) else texts.get(name, value)) for name, value in form.fields]


@pytest.fixture
def demo(app):
    return census.load(app, family=0)


def test_no_payload_comes_to_life_on_any_page(demo, browse):
    """Sent to every form of the casus and its worker; then every page is opened and looked at."""
    browser, found, accepted = browse(demo.staff["sanne"]), [], 0
    where = [one for one in census.addresses(demo, most=1) if not one.startswith(("/sign-in", "/o/"))]
    where = where[:: 1 if EVERYTHING else 3]
    forms = sorted(all_forms(browser, where).items())
    for turn in range(ROUNDS):
        for nr, (endpoint, form) in enumerate(forms):
            page = attack.sent(browser, form, with_payload(form, turn + 7 * nr))
            accepted += page.status in (302, 303)
            found += [f"{endpoint}: {one}" for one in alive(page)]
        for address in where if turn % 40 == 0 else ():
            page = browser.open(address, follow=False)
            found += [f"{address}: {one}" for one in alive(page)]

    assert found == []
    assert accepted >= 5, "payloads stand in the file and were looked at"
    assert len(PAYLOADS) == 400
    figure("threat 14: XSS", goal="0 alive", reached=f"0 of {ROUNDS * len(forms)} forms with payloads, {accepted} kept",
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


# --- lines, headers, statements


def test_no_name_makes_a_line_in_the_log_or_a_header(demo, browse, app):
    """A name with line breaks, in a document, an address, a browser's own name; and every file has a name of ours."""
    odd, said = "Gezin\r\nSet-Cookie: kanarie=1\r\n\r\n2026-06-18 ERROR kanarie", io.StringIO()
    with app.app_context():
        db.session.get_one(Casus, demo.casus_id).name = odd
        db.session.commit()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logging.Formatter("| %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    browser, names = browse(demo.staff["sanne"]), []
    try:
        token = attack.token_of(browser)
        with app.app_context():
            reader = demo.people()[0].id
        asked = {"csrf_token": token, "document": "safety-plan", "reader": reader, "plan": 1, "version": 1}
        pages = [browser.request("POST", f"/casus/{demo.ref}/documents/download", data=asked),
                 browser.open(f"/casus/{demo.ref}/aftercare/contacts.ics"),
                 browser.open("/search?q=kanarie%0d%0aSet-Cookie:%20kanarie=1"),
                 browser.open("/sign-in?next=//kanarie.example/%0d%0aSet-Cookie:kanarie=1"),
                 browser.open("/help", follow=False)]  # fmt: skip
        for page in pages:
            assert "kanarie=1" not in str(page.headers.get_all("Set-Cookie"))
            assert "kanarie.example" not in page.headers.get("Location", "")
            if named := page.headers.get("Content-Disposition"):
                names.append(re.search(r'filename="?([^";]+)', named)[1])
    finally:
        logging.getLogger().removeHandler(handler)

    assert names
    assert all(re.fullmatch(r"[a-z0-9-]+\.(docx|ics)", name) for name in names), names
    assert [line for line in said.getvalue().splitlines() if not line.startswith("| ") or line.startswith("2026")] == []


def trees() -> list[tuple[str, ast.AST]]:
    """Our own code, read as code."""
    files = [*(ROOT / "workbench").rglob("*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
    return [(str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in files]


MAY_MARK = {  # what stands there was made by a template of ours that escapes, or is a file of ours
    "workbench/coach/beside.py", "workbench/supervision/beside.py", "workbench/web/beside.py", "workbench/web/headers.py",
    "workbench/web/drawing.py", "workbench/web/prompts.py", "workbench/web/speech.py", "workbench/meetings/feedback_pages.py",
    "workbench/standards/prompt_views.py", "workbench/closing/beside.py",
    "workbench/own_views/beside.py",
}  # fmt: skip
# A name of a table, a database or a setting of ours in a statement that takes no parameter there; no word of anybody.
MAY_NAME = {f"workbench/upkeep/{name}.py" for name in ("backup", "drilling", "machine", "postgres")}
NEVER = {"eval", "exec", "compile", "render_template_string", "from_string", "loads_pickle", "populate_obj"}


def dangerous(name: str, tree: ast.AST) -> list[str]:
    """Calls in a file that turn words into code, markup or a statement."""
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = getattr(call.func, "id", getattr(call.func, "attr", ""))
        owner = getattr(getattr(call.func, "value", None), "id", "")
        made = call.args[0] if call.args else None
        plain = made is None or isinstance(made, ast.Constant)
        if called in NEVER and owner != "re":
            found.append(called)
        if called == "Markup" and name not in MAY_MARK:
            found.append("Markup")
        sql = called in ("text", "literal_column") and owner in ("", "sa", "db", "sqlalchemy")
        if sql and isinstance(made, ast.JoinedStr) and name not in MAY_NAME:
            found.append(f"{called} of an f-string")
        if any(word.arg == "shell" for word in call.keywords) or (owner in ("pickle", "marshal", "yaml") and "load" in called):
            found.append(f"{owner}.{called}")
        if owner == "os" and called in ("system", "popen") and not plain:
            found.append("os.system")
    return found


def test_no_code_turns_words_into_code_markup_or_a_statement():
    assert {name: what for name, tree in trees() if (what := dangerous(name, tree))} == {}
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    loud = re.compile(r"\|\s*safe\b|autoescape\s+false|\{%-?\s*autoescape")
    assert [path.name for path in templates if loud.search(path.read_text(encoding="utf-8"))] == []


LOUD = ("eval(x)", "Markup(x)", "text(f'DROP {x}')", "run(x, shell=True)", "pickle.loads(x)", "form.populate_obj(x)")


@pytest.mark.parametrize("line", LOUD)
def test_the_look_at_the_code_would_notice(line):
    assert dangerous("workbench/new.py", ast.parse(line))


def test_a_lazy_text_with_words_of_people_is_escaped(app):
    """Flask-Babel's own lazy texts call themselves safe; with a name filled in that would be a hole in every page."""
    from flask_babel import lazy_gettext
    from markupsafe import Markup, escape

    with app.test_request_context():
        text = lazy_gettext("Hello %(name)s", name="<kanarie-x>")
        page = app.jinja_env.from_string("{{ text }}{{ [text]|join }}")
        ways = [escape(text), Markup("{}").format(text), page.render(text=text)]
        assert not [way for way in ways if "<kanarie" in way]
