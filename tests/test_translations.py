"""Every text the product shows has its Dutch, and nothing is written straight into a template."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment

from workbench.translations import build, guest

TEMPLATES = build.ROOT / "templates"
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "aria-description", "placeholder", "title", "summary", "value"}
SAME_EVERYWHERE = re.compile(r"Veiligheidsplan-werkbank|&\w+;|\S*@\S+|https?|PDF|Word|QR|km|cm|%")
NOT_WORDS = re.compile(r"[a-z][a-z0-9-]*$|([\w-]+=\"[^\"]*\"\s*)+$")  # a class or a type that a macro hands on, or attributes
PO_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: nl\\n"\n\n'


def test_every_text_has_dutch():
    assert [str(finding) for finding in build.missing()] == []


def test_the_dutch_is_dutch_keeps_its_placeholders_and_is_the_same_everywhere():
    assert [str(finding) for finding in build.wrong()] == []


def test_no_dutch_is_left_over():
    assert [str(finding) for finding in build.unused()] == []


def test_the_catalogue_follows_from_its_parts():
    assert [str(finding) for finding in build.stale()] == []


def test_no_text_is_written_straight_into_a_template():
    assert [
        finding for path in sorted(TEMPLATES.rglob("*.html")) for finding in loose_texts(path.read_text(), path.name)
    ] == []


@pytest.mark.parametrize("language", guest.LANGUAGES)
def test_participants_have_every_text_in_their_language_with_the_same_placeholders(language):
    assert [str(one) for one in guest.findings() if one.place.startswith(language) or f"/{language}.po" in str(one)] == []


def test_what_a_participant_reads_is_counted_whatever_subject_shows_it():
    shown = guest.texts()

    assert len(shown) > 100
    assert {"Leave quickly", "I would rather talk about it first", "Will you come, %(name)s?", "Choose one."} <= set(shown)
    assert "Personal links" not in shown, "that is for staff"


class TestTheChecksOfParticipantsTexts:
    """Negative controls: a text that is missing, too many, English, or with another placeholder is found."""

    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(guest, "LANGUAGES", ("tr",))
        monkeypatch.setattr(guest, "ALSO", ())
        (tmp_path / "templates" / "rooms").mkdir(parents=True)
        (tmp_path / "guest").mkdir()
        (tmp_path / "templates" / "guest.html").write_text('{% from "rooms/_parts.html" import x %}{{ _("Close") }}')
        (tmp_path / "templates" / "rooms" / "_parts.html").write_text('{{ _("Call %(name)s", name=name) }}')
        (tmp_path / "templates" / "rooms" / "own.html").write_text('{% extends "guest.html" %}{{ _("Hello") }}')
        (tmp_path / "templates" / "rooms" / "staff.html").write_text('{% extends "base.html" %}{{ _("Staff") }}')
        return tmp_path

    def found(self, home: Path, said: str) -> list[tuple[str, str]]:
        (home / "guest" / "tr.po").write_text(PO_HEADER.replace("nl", "tr") + said)
        guest.build(home)
        return [(one.text, one.advice.split(" in ")[0]) for one in guest.findings(home, home)]

    def test_a_whole_language_has_no_findings(self, home):
        said = 'msgid "Close"\nmsgstr "Kapat"\n\nmsgid "Hello"\nmsgstr "Merhaba"\n\n'
        said += 'msgid "Call %(name)s"\nmsgstr "Ara %(name)s"\n'
        assert self.found(home, said) == []

    def test_faults_are_found(self, home):
        said = 'msgid "Close"\nmsgstr "Close"\n\nmsgid "Staff"\nmsgstr "Personel"\n\nmsgid "Call %(name)s"\nmsgstr "Ara"\n'
        assert self.found(home, said) == [
            ("Hello", "not"), ("Staff", "no participant reads this any more"), ("Close", "still English"),
            ("Call %(name)s", "the placeholders differ"),
        ]  # fmt: skip

    def test_an_old_catalogue_is_found(self, home):
        self.found(home, 'msgid "Close"\nmsgstr "Kapat"\n')
        (home / "guest" / "tr.po").write_text(PO_HEADER + 'msgid "Close"\nmsgstr "Kapatmak"\n')

        assert [one.place for one in guest.findings(home, home) if "run" in one.advice] == ["tr/messages.po", "tr/messages.mo"]


class TestTheChecksThemselves:
    """Negative controls: each check above finds what it should."""

    @pytest.fixture
    def house(self, tmp_path: Path) -> Path:
        (tmp_path / "workbench").mkdir()
        (tmp_path / "templates").mkdir()
        (tmp_path / "parts").mkdir()
        (tmp_path / "workbench" / "goals.py").write_text(
            'title = _("Goals of %(name)s", name=name)\nhint = _l("Wait")\n'
        )
        (tmp_path / "templates" / "goals.html").write_text('{{ ngettext("%(num)s goal", "%(num)s goals", 2) }}')
        return tmp_path

    def test_a_text_without_dutch_is_found_where_it_stands(self, house):
        found = {(finding.place, finding.text) for finding in build.missing(house, house / "parts")}

        assert found == {
            ("workbench/goals.py:1", "Goals of %(name)s"),
            ("workbench/goals.py:2", "Wait"),
            ("templates/goals.html:1", "%(num)s goal"),
        }

    @pytest.mark.parametrize(
        ("entry", "advice"),
        [
            ('msgid "Goals of %(name)s"\nmsgstr "Doelen van %(naam)s"\n', "placeholders"),
            ('msgid "Wait"\nmsgstr "Wait"\n', "still English"),
        ],
    )
    def test_bad_dutch_is_found(self, house, entry, advice):
        (house / "parts" / "goals.po").write_text(PO_HEADER + entry)

        assert [advice in finding.advice for finding in build.wrong(house / "parts")] == [True]

    def test_an_equal_word_is_allowed_when_it_says_so(self, house):
        (house / "parts" / "goals.po").write_text(PO_HEADER + '# same in Dutch\nmsgid "Wait"\nmsgstr "Wait"\n')

        assert build.wrong(house / "parts") == []

    def test_two_parts_that_disagree_are_found(self, house):
        (house / "parts" / "a.po").write_text(PO_HEADER + 'msgid "Wait"\nmsgstr "Wacht"\n')
        (house / "parts" / "b.po").write_text(PO_HEADER + 'msgid "Wait"\nmsgstr "Even wachten"\n')

        assert [finding.place for finding in build.wrong(house / "parts")] == ["b.po"]

    def test_a_text_nobody_shows_is_found(self, house):
        (house / "parts" / "goals.po").write_text(PO_HEADER + 'msgid "Gone"\nmsgstr "Weg"\n')

        assert [finding.text for finding in build.unused(house, house / "parts")] == ["Gone"]

    def test_an_old_catalogue_is_found(self, house):
        target = house / "nl" / "messages.po"
        build.build(house / "parts", target)
        (house / "parts" / "goals.po").write_text(PO_HEADER + 'msgid "Wait"\nmsgstr "Wacht"\n')

        assert [finding.place for finding in build.stale(house / "parts", target)] == ["messages.po", "messages.mo"]

    def test_loose_text_in_a_template_is_found(self):
        template = '<p title="Close it">{{ _("Fine") }} Not fine</p><{{ tag }} class="wide">{{ one }}{{ two }}</{{ tag }}>'

        assert loose_texts(template, "x") == ["x: Close it", "x: Not fine"]


class _LooseTexts(HTMLParser):
    """Collects the words between the tags and in the attributes that people read or hear."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._inside.append(tag)
        spoken = SPOKEN_ATTRIBUTES - ({"value"} if tag != "input" or ("type", "submit") not in attrs else set())
        self.found += [value for name, value in attrs if name in spoken and value]

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)


def loose_texts(template: str, name: str) -> list[str]:
    """The words in a template that do not go through _(); what Jinja puts in counts as nothing."""
    tokens = Environment(autoescape=True).lex(template)
    parts = {"data": None, "variable_begin": "\0"}
    page = "".join(parts[kind] or value for _line, kind, value in tokens if kind in parts)
    page = re.sub("(</?)\0", r"\1x", page).replace("\0", "")
    reader = _LooseTexts()
    reader.feed(page)
    reader.close()
    words = (SAME_EVERYWHERE.sub("", " ".join(text.split())) for text in reader.found)
    return [f"{name}: {text}" for text in words if re.search(r"[^\W\d_]{2}", text) and not NOT_WORDS.match(text)]
