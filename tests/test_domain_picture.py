"""docs/domain.md shows every record as it is."""

import importlib.util
import re
from pathlib import Path

import pytest

from workbench.extensions import db

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def picture():
    spec = importlib.util.spec_from_file_location("domain_picture", DOCS / "domain.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_of_the_records_follows_from_the_models(picture):
    assert picture.page() == picture.TARGET.read_text(encoding="utf-8"), "run: python docs/domain.py"


def test_every_table_and_column_is_in_it(picture):
    page = picture.page()
    tables = db.metadatas[None].tables.values()
    absent = [table.name for table in tables if f"### `{table.name}`" not in page]

    assert absent == []


def test_sealed_fields_are_marked(picture):
    assert "| `impact_now` | 🔒 R |" in picture.page()


def test_the_records_the_glossary_names_exist(picture):
    picture.page()
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    known = {mapper.class_.__name__ for mapper in db.Model.registry.mappers}

    assert set(re.findall(r"^\| `([A-Z][A-Za-z]+)`", glossary, re.MULTILINE)) <= known
