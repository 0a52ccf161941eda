"""The table of evidence is whole: every row says what it is called, why it counts and where it stands; and the words are fair."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask_babel import force_locale

from workbench.standards import labels
from workbench.standards.almost import ALMOST
from workbench.standards.evidence import EVIDENCE, Source, why_of
from workbench.standards.links import PAGES
from workbench.standards.models import Reflection
from workbench.translations.build import CATALOGUE

ROWS = [(f"{source.name} {sorted(source.gives)}", source) for source in EVIDENCE]
WHERE_IT_STANDS_IS_THE_ROOM = {"reflection", "reflection_time", "learning_action", "supervision_talk"}  # beside the list itself


def gaps_in(source: Source, app) -> list[str]:
    """What a row of the table lacks."""
    endpoint = PAGES.get(source.name, ("", None, None))[0].partition("#")[0]
    found = {"why": source.why is not None, "label": source.name in labels.PLAIN, "page": endpoint in app.view_functions}
    return [name for name, there in found.items() if not there]


@pytest.mark.parametrize(("name", "source"), ROWS)
def test_every_row_has_a_label_a_why_and_a_page(app, name, source):
    assert gaps_in(source, app) == []


def test_a_row_that_was_only_half_added_is_noticed(app):
    assert gaps_in(Source("unknown", Reflection, Reflection.reflected_on, {}), app) == ["why", "label", "page"]


@pytest.mark.parametrize(("name", "source"), ROWS)
def test_what_a_record_counts_for_leads_back_to_its_row(name, source):
    assert str(why_of(source.name, source.gives)) == str(source.why)


def test_what_would_make_a_record_count_is_about_records_that_can(context):
    assert {one.name for one in ALMOST} <= {source.name for source in EVIDENCE}
    assert all(str(one.words).endswith(".") for one in ALMOST)


@pytest.mark.parametrize("kind", sorted({source.name for source in EVIDENCE} - WHERE_IT_STANDS_IS_THE_ROOM))
def test_the_page_of_every_kind_of_record_says_what_it_counts_for(kind):
    templates = Path(__file__).parents[2] / "templates"
    asked = re.compile(rf'beside\(casus, "{kind}"')

    assert [file for file in templates.rglob("*.html") if asked.search(file.read_text(encoding="utf-8"))]


# --- never a verdict, never a score

VERDICTS = re.compile(r"\bvoldaan\b|\bvoldoet\b|percentage\b|\bprocent\b|\d\s?%|%%|\bscore\b", re.IGNORECASE)
OF_THE_SECTOR = "Handelingsprotocol Veilig Thuis; streven van de sector: 80 % binnen deze termijn"  # where a term comes from
PLACEHOLDER = re.compile(r"%\(\w+\)\w")


def dutch_texts() -> list[str]:
    """Every Dutch text of the product: of pages, Word documents, tables and messages."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    told = (message.string if isinstance(message.string, tuple) else (message.string,) for message in catalogue if message.id)
    return [str(text) for texts in told for text in texts if text]


def test_no_text_calls_a_standard_met_or_gives_it_a_number():
    found = [text for text in dutch_texts() if VERDICTS.search(PLACEHOLDER.sub("", text))]

    assert found == [OF_THE_SECTOR]


def test_a_verdict_would_be_noticed():
    for words in ("Standaard 4: voldaan", "7 van de 10 (70 %)", "Dekking: %%", "Uw score"):
        assert VERDICTS.search(words)


def test_no_template_draws_a_percentage_or_a_sum_of_states():
    templates = Path(__file__).parents[2] / "templates"
    drawn = re.compile(r"}}\s?%|\*\s?100\b|\bvoldaan\b")

    assert [file.name for file in templates.rglob("*.html") if drawn.search(file.read_text(encoding="utf-8"))] == []


def test_the_words_of_the_states_are_those_of_domain_3_2(context):
    with force_locale("nl"):
        assert {str(word) for word in labels.STATES.values()} == {"Bewijs", "Deels", "Geen", "Oud", "Later"}
