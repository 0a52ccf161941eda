"""What every template and the style sheet promise. Each guard is shown to catch what it is for."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "workbench" / "static"
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
}
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
TRANSLATES = {"_": 1, "gettext": 1, "ngettext": 2}
WORD = re.compile(r"[^\W\d_]{2,}")
# What these blocks and macros hold goes inside a tag, so nobody reads it.
INSIDE_A_TAG = re.compile(
    r"\{%-? block (?:wide|\w+_class) -?%\}.*?endblock|\{%-? macro _\w+_(?:attributes|name)\(.*?endmacro", re.DOTALL
)


# The guards: each takes the text of a template and yields what is wrong with it.


def _without_comments(text: str) -> str:
    return re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)


def _html_only(text: str) -> str:
    """The template with every Jinja part taken out, so that only its own HTML and words remain."""
    text = re.sub(r"\{%.*?%\}", "", _without_comments(text), flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}", "", text, flags=re.DOTALL)


def style_attributes(text: str) -> Iterator[str]:
    yield from re.findall(r"<[^<>]*\sstyle\s*=", _without_comments(text))


def inline_scripts(text: str) -> Iterator[str]:
    html = _without_comments(text)
    html = html.replace("<script>{{ guest_js() }}</script>", "")  # our own file, its hash in the CSP (web/headers.py)
    yield from (tag for tag in re.findall(r"<script\b[^>]*>", html) if "src=" not in tag)
    yield from re.findall(r"<[^<>]*\s(?:on[a-z]+|hx-on[^\s=]*)\s*=", html)
    yield from re.findall(r"[\"']\s*javascript:", html)


def addresses_elsewhere(text: str) -> Iterator[str]:
    html = _without_comments(text).replace("http://www.w3.org/2000/svg", "")
    yield from re.findall(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//[^\"']*", html)


def unescaped_output(text: str) -> Iterator[str]:
    tree = ENVIRONMENT.parse(text)
    yield from ("|safe" for part in tree.find_all(nodes.Filter) if part.name == "safe")
    yield from ("autoescape" for _ in tree.find_all(nodes.ScopedEvalContextModifier))
    yield from ("Markup" for part in tree.find_all(nodes.Name) if part.name == "Markup")


def composed_texts(text: str) -> Iterator[str]:
    """A text to translate has to stand there whole, or it cannot be found for the catalogue."""
    for call in ENVIRONMENT.parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in TRANSLATES:
            texts = call.args[: TRANSLATES[call.node.name]]
            whole = all(isinstance(part, nodes.Const) and isinstance(part.value, str) for part in texts)
            if not (texts and whole):
                yield f"line {call.lineno}"


def untranslated_words(text: str) -> Iterator[str]:
    """Words a person would read, or hear, that do not go through _()."""
    html = re.sub(r"<(style|script)\b.*?</\1>", "", _html_only(INSIDE_A_TAG.sub("{%", text)), flags=re.DOTALL)
    spoken = re.findall(r"\s(?:aria-label|placeholder|title|alt)\s*=\s*\"([^\"]*)\"", html)
    seen = re.sub(r"&\w+;|\S*@\S+", "", re.sub(r"<[^>]*>", "", html))
    for words in (*spoken, seen):
        yield from WORD.findall(words)


def undocumented_macros(text: str) -> Iterator[str]:
    for match in re.finditer(r"\{%-? macro (\w+)", text):
        name = match.group(1)
        if not name.startswith("_") and f"{name}(" not in "".join(re.findall(r"\{#-?(.*?)-?#\}", text, re.DOTALL)):
            yield name


def unknown_icons(text: str) -> Iterator[str]:
    known = set(re.findall(r'id="i-([\w-]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    for call in ENVIRONMENT.parse(text).find_all(nodes.Call):
        named = [part.value for part in call.kwargs if part.key == "icon_name"]
        if isinstance(call.node, nodes.Name) and call.node.name == "icon":
            named += call.args[:1]
        yield from (
            part.value
            for part in named
            if isinstance(part, nodes.Const) and isinstance(part.value, str) and part.value not in known
        )


def forms_in_paragraphs(text: str) -> Iterator[str]:
    """A browser ends a paragraph where a form begins, and with it the room between its buttons."""
    yield from re.findall(r"<p(?: [^>]*)?>(?:(?!</p>|<p[ >]).)*?(?:post_button\(|<form[ >])", _without_comments(text), re.DOTALL)


GUARDS = {
    style_attributes: '<p class="a" style="color: red">x</p>',
    inline_scripts: '<button onclick="go()">x</button>',
    addresses_elsewhere: '<link rel="stylesheet" href="//cdn.example/a.css">',
    unescaped_output: "{{ words | safe }}",
    composed_texts: '{{ _("Hello " ~ name) }}',
    untranslated_words: "<h1>Hello</h1>",
    undocumented_macros: "{% macro card(title) %}{% endmacro %}",
    unknown_icons: '{{ icon("no-such-icon") }}',
    forms_in_paragraphs: '<p class="row">{{ link_button(a, b) }} {{ post_button(a, b) }}</p>',
}
MORE_THAT_MUST_BE_CAUGHT = (
    (inline_scripts, "<script>go()</script>"),
    (inline_scripts, '<a href="javascript:go()">x</a>'),
    (inline_scripts, '<div hx-on:click="go()">x</div>'),
    (unescaped_output, "{{ words|upper|safe }}"),
    (unescaped_output, "{% autoescape false %}{{ words }}{% endautoescape %}"),
    (composed_texts, "{{ _(words) }}"),
    (composed_texts, '{{ ngettext("one", words, 2) }}'),
    (untranslated_words, '<input placeholder="Search">'),
    (unknown_icons, '{{ empty(a, b, icon_name="no-such-icon") }}'),
    (forms_in_paragraphs, '<p>{% if a %}<form method="post">{% endif %}</p>'),
)
ONLY_FOR_COMPONENTS = {undocumented_macros}


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_no_template_has(guard):
    found = {
        name: problems
        for name, text in TEMPLATES.items()
        if (name.startswith("components/") or guard not in ONLY_FOR_COMPONENTS) and (problems := list(guard(text)))
    }

    assert found == {}


@pytest.mark.parametrize(
    ("guard", "bad"), (*GUARDS.items(), *MORE_THAT_MUST_BE_CAUGHT), ids=lambda part: getattr(part, "__name__", None)
)
def test_the_guard_catches_what_it_is_for(guard, bad):
    assert list(guard(bad))


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_the_guard_leaves_a_good_template_alone(guard):
    good = """{#- card(title): one message. -#}
{% macro card(title) %}<section class="card" aria-label="{{ _("Family") }}"><h2>{{ icon("check") }}{{ title }}</h2>
<script src="{{ url_for('static', filename='app.js') }}" defer></script></section>{% endmacro %}"""

    assert list(guard(good)) == []


# The style sheets.


def dark_blocks(css: str) -> list[set[str]]:
    """The tokens of each dark theme: the one the device asks for, and the one a person chooses."""
    blocks = re.findall(
        r"(?::root:not\(\[data-theme\]\)|\[data-theme=\"?dark\"?\]) ?\{([^{}]*color-scheme: ?dark[^{}]*)\}", css
    )
    return [{" ".join(part.split()) for part in block.split(";") if part.strip()} for block in blocks]


@pytest.mark.parametrize("name", ["theme.css", "guest.css"])
def test_dark_looks_the_same_whether_the_device_asks_or_a_person_chooses(name):
    asked, chosen = dark_blocks((STATIC / name).read_text(encoding="utf-8"))

    assert asked == chosen
    assert len(asked) > 10


def test_a_difference_between_the_two_dark_themes_is_noticed():
    one, other = "{ color-scheme: dark; --ink: #fff; }", "{ color-scheme: dark; --ink: #eee; }"
    css = f'@media x {{ :root:not([data-theme]) {one} }} [data-theme="dark"] {other}'

    asked, chosen = dark_blocks(css)

    assert asked != chosen


def test_style_sheets_fetch_nothing_from_elsewhere():
    for sheet in STATIC.glob("*.css"):
        assert re.findall(r"url\(['\"]?(?:https?:)?//|@import", sheet.read_text(encoding="utf-8")) == [], sheet.name


def test_the_participants_style_leaves_room_for_the_page():
    assert len((STATIC / "guest.css").read_bytes()) < 6_500


def _contrast(one: str, other: str) -> float:
    """Contrast of two #rrggbb colours (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _tokens(css: str, selector: str) -> dict[str, str]:
    block = css[css.index(selector) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


@pytest.mark.parametrize("selector", [":root {", '[data-theme="dark"] {'])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("ink", "ground"),
        ("muted", "ground"),
        ("muted", "sunken"),
        ("primary", "ground"),
        ("primary-strong", "primary-soft"),
        ("on-primary", "primary"),
        ("warm", "warm-soft"),
        ("good", "good-soft"),
        ("danger", "danger-soft"),
        ("sun", "sun-soft"),
    ],
)
def test_words_stand_out_from_their_ground(selector, ink, ground):
    tokens = _tokens((STATIC / "theme.css").read_text(encoding="utf-8"), selector)

    assert _contrast(tokens[ink], tokens[ground]) >= 4.5


# What we carry from elsewhere.


def test_vendored_files_are_what_the_list_says():
    listed = re.findall(r"\| `([^`]+\.js)`[^|]*\|.*`([0-9a-f]{64})`", (STATIC / "vendor" / "VENDORED.md").read_text())
    places = {
        "vendor/htmx.min.js": STATIC / "vendor/htmx.min.js",
        "tests/vendor/axe.min.js": ROOT / "tests/vendor/axe.min.js",
    }

    assert {name: hashlib.sha256(places[name].read_bytes()).hexdigest() for name, _sum in listed} == dict(listed)
    assert set(places) == {name for name, _sum in listed}


def icons_named_in_code(code: str) -> set[str]:
    return set(re.findall(r"\bicon(?:_name)?\s*[:=]\s*(?:str\s*=\s*)?[\"']([\w-]+)[\"']", code))


def test_every_icon_that_the_code_names_exists():
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")
    known = set(re.findall(r'id="i-([\w-]+)"', sprite))
    named = set()
    for module in (ROOT / "workbench").rglob("*.py"):
        named |= icons_named_in_code(module.read_text(encoding="utf-8"))

    assert named - known == set()


def test_an_icon_named_in_code_is_seen():
    assert icons_named_in_code('Todo("x", icon="no-such-icon")') == {"no-such-icon"}


def test_icons_carry_no_style_and_no_script():
    sprite = (STATIC / "icons.svg").read_text(encoding="utf-8")

    assert not re.search(r"style|<script|\son\w+=|href", sprite)
