"""No words become a line of the log, a header, a statement or code (security.md, threat 15 and, for our code, 14).

Markup in what people type: test_payloads.py. What is sent along beside it: test_mass_assignment.py.
"""

import ast
import io
import logging
import re
from pathlib import Path

import pytest

from tests.safety import attack, census
from workbench.casus.models import Casus
from workbench.extensions import db

pytestmark = pytest.mark.only_on("sqlite")  # no database changes what people see

ROOT = Path(__file__).parents[2]


@pytest.fixture
def demo(app):
    return census.load(app, family=0)


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
