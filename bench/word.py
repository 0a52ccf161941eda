"""The whole safety plan in Word: beside the same words put in a document with python-docx's own `add_row`."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from bench import data, product
from bench.result import Result, at_least, at_most
from bench.rounds import side_by_side
from workbench import clock
from workbench.documents import safety_plan
from workbench.documents.house import default_house
from workbench.documents.tables import overview, shares
from workbench.documents.word import Document
from workbench.extensions import db
from workbench.plans import operations
from workbench.plans.models import PlanKind
from workbench.plans.projection import project

NO_DOCXTPL = "docxtpl runs code that stands in a template (docs/decisions/0006), so it is not among what is installed here"
Floor = list[str | list[list[str]]]


def measure(folder: Path) -> list[Result]:
    """Both make a file's bytes from words that are in memory: ours with cover, pictures and styles, the floor without."""
    app = product.app_on(product.file_in(folder, "word.db"))
    with app.test_request_context():
        team, worker = data.team_and_worker()
        casus = data.full_casus(team, worker)
        version = operations.freeze(casus, by=worker, kind=PlanKind.FINAL, starts_on=data.DAY)
        view = project(version, version.body["people"][0]["id"])
        plan = safety_plan.build(view, default_house(), clock.now())
        words = words_of(plan)
        took = side_by_side(
            {
                "product": lambda: safety_plan.build(view, default_house(), clock.now()),
                "floor": lambda: with_python_docx(words),
            }
        )
        short, long = rows(20), rows(400)
        cells = side_by_side({"short": short, "long": long})
        db.session.rollback()
    paragraphs, tables = sum(isinstance(part, str) for part in words), sum(isinstance(part, list) for part in words)
    note = f"{took['product']:.0f} ms, {paragraphs} paragraphs, {tables} tables; floor {took['floor']:.0f} ms"
    return [
        Result("the whole plan in Word: docxtpl / ours", "not measured", "≥ 1.5×", "≥ 5×", NO_DOCXTPL),
        at_least("the whole plan in Word: python-docx add_row / ours", took["floor"] / took["product"], 3, note=note),
        at_most("Word, time per cell at 20× the rows", cells["long"] / cells["short"] / 20, 1.2),
    ]


def words_of(plan: bytes) -> Floor:
    """The words of a document in their order: a text for a paragraph, rows of texts for a table."""
    return [
        [[cell.text for cell in row.cells] for row in part.rows] if isinstance(part, Table) else part.text
        for part in docx.Document(BytesIO(plan)).iter_inner_content()
        if isinstance(part, Table | Paragraph)
    ]


def with_python_docx(words: Floor) -> bytes:
    """The floor: the same words as python-docx's documentation would put them in."""
    document = docx.Document()
    for part in words:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            table = document.add_table(rows=0, cols=max(map(len, part)))
            for row in part:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def rows(count: int) -> Callable[[], None]:
    """Work that adds one table of so many rows to an empty document."""
    lines = [["Truus belt elke avond om half acht", "Truus", "elke dag"]] * count

    def work() -> None:
        overview(
            Document(default_house(), fields={}, status=None), ("Wat", "Wie", "Wanneer"), lines, shares(2, 1, 1), "x"
        )

    return work
