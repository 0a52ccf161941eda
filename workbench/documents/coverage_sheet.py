"""Coverage in Excel: one casus, or a team's casussen by standard. States are words; there is no formula and no score.

Text that a spreadsheet could take for a formula is made harmless, also for whoever saves the sheet in another form.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from workbench.documents.coverage_material import CoverageReport
from workbench.documents.language import _, in_dutch
from workbench.documents.ooxml import printable
from workbench.documents.stamp import Stamp
from workbench.documents.words import on
from workbench.standards.catalogue import STANDARDS
from workbench.standards.labels import STATES
from workbench.standards.rules import Shown
from workbench.standards.team import PHASES
from workbench.standards.team_queries import Row, TeamOverview

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # with these a spreadsheet begins a formula
HEAD = PatternFill("solid", fgColor="E3F1F3")
DAY = "dd-mm-yyyy"


def of_casus(report: CoverageReport, moment: datetime, stamp: Stamp | None = None) -> bytes:
    """One casus: a row for each standard, a row for each record that shows one, the rights of children, and supervision."""
    with in_dutch():
        book = _book(_("Report on the ten standards"), report.organisation, moment)
        _sheet(book, _("Standards"), _intro(report), (
            (_("No."), 6), (_("Standard"), 26), (_("State"), 16), (_("Newest evidence"), 16), (_("What is missing"), 48),
            (_("Judgement"), 18), (_("By"), 22), (_("Day"), 12), (_("Words with the judgement"), 48),
        ), ([one.number, one.title, one.state, one.newest, "; ".join(one.missing), *_judged(one.judgement)]
            for one in report.standards))  # fmt: skip
        _sheet(book, _("Evidence"), _intro(report), (
            (_("No."), 6), (_("Standard"), 26), (_("Day"), 12), (_("What shows it"), 48), (_("How it counts"), 34),
            (_("Record"), 24),
        ), ([one.number, one.title, line.day, line.title, line.how, line.key] for one in report.standards
            for line in one.every))  # fmt: skip
        _sheet(book, _("Rights of children"), _intro(report), (
            (_("No."), 6), (_("Question"), 60), (_("Answer"), 18), (_("Where it shows"), 48), (_("Day"), 12),
        ), ([one.number, one.question, one.answer, one.where, one.day] for one in report.rights))  # fmt: skip
        _sheet(book, _("Supervision"), _intro(report), (
            (_("Day"), 12), (_("Who sat together"), 28), (_("Agreed actions"), 60), (_("Who"), 24), (_("Before which day"), 16),
            (_("Done"), 12),
        ), _supervision(report))  # fmt: skip
        return _saved(book, stamp)


def _intro(report: CoverageReport) -> list[str]:
    return [
        f"{report.name}, {on(report.made_on)}",
        _("Counted automatically, content not judged."),
        _("For %(reader)s only, for %(purpose)s. Made by %(by)s.",
          reader=report.reader, purpose=report.purpose, by=report.made_by),
    ]


def _judged(given: Any) -> list[Any]:
    return ["", "", None, ""] if given is None else [given.verdict, given.by, given.day, given.text]


def _supervision(report: CoverageReport) -> Iterable[list[Any]]:
    for talk in report.talks:
        day, whom = talk.talk.held_on, talk.talk.with_whom or ""
        if not talk.actions:
            yield [day, whom, "", "", None, None]
        for one in talk.actions:
            yield [day, whom, one.action.what, one.who, one.action.due_on, one.action.done_on]


def of_team(  # noqa: PLR0917 - what the sheet says, from top to bottom
    team: TeamOverview, rows: Sequence[Row], organisation: str, made_on: date, moment: datetime, stamp: Stamp | None = None
) -> bytes:
    """A team: for each standard in how many plans it is in which state, and each casus with its ten states in words."""
    with in_dutch():
        words = [f"{team.name}, {on(made_on)}", _("Counted automatically, content not judged."),
                 _("Evidence is old after %(days)s days. No row and no figure is about a worker.", days=team.days)]  # fmt: skip
        book = _book(_("The ten standards in the team"), organisation, moment)
        states = [(str(word), 16) for word in STATES.values()]
        _sheet(book, _("Standards"), words, ((_("No."), 6), (_("Standard"), 28), *states),
               ([one.number, str(one.title), *(_count(rows, one.number, shown) for shown in STATES)]
                for one in STANDARDS))  # fmt: skip
        _sheet(book, _("Casussen"), words, ((_("Family"), 32), (_("Phase"), 20),
               *((f"{one.number} {one.title}", 16) for one in STANDARDS)),
               ([row.name, str(PHASES.get(row.phase, "")), *(str(STATES[row.shown[one.number]]) for one in STANDARDS)]
                for row in rows))  # fmt: skip
        return _saved(book, stamp)


def _count(rows: Sequence[Row], number: int, shown: Shown) -> int:
    return sum(row.shown[number] is shown for row in rows)


# --- what every sheet has


def _book(title: str, organisation: str, moment: datetime) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator, book.properties.language = title, organisation, "nl-NL"
    book.properties.created = book.properties.modified = moment.replace(tzinfo=None)
    return book


def _sheet(
    book: Workbook, title: str, intro: Sequence[str], columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]]
) -> None:
    """A sheet: a few words, a header row that stays on screen and paper, and the rows."""
    sheet = book.create_sheet(title[:31])
    for words in intro:
        sheet.append([harmless(words)])
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.append([])
    sheet.append([harmless(head) for head, _width in columns])
    head = sheet.max_row
    for row in rows:
        sheet.append([harmless(value) for value in row])
    _dress(sheet, head, columns)


def _dress(sheet: Worksheet, head: int, columns: Sequence[tuple[str, int]]) -> None:
    for nr, (_name, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(nr)].width = width
        sheet.cell(head, nr).font, sheet.cell(head, nr).fill = Font(bold=True), HEAD
    for cells in sheet.iter_rows(min_row=head):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if cell.data_type == "f":  # never: `harmless` sees to it; if it fails, the words are words
                cell.data_type = "s"
            if isinstance(cell.value, date):
                cell.number_format = DAY
    sheet.freeze_panes = sheet.cell(head + 1, 1)
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"


def harmless(value: Any) -> Any:
    """A value as a cell keeps it: text that would be run gets an apostrophe in front, and nothing unprintable is left."""
    if not isinstance(value, str):
        return value
    text = printable(value)
    return f"'{text}" if text.startswith(RUNS) else text


def _saved(book: Workbook, stamp: Stamp | None) -> bytes:
    """The finished file; its number stands below the rows of each sheet, on each page of paper, and in its properties."""
    made = BytesIO()
    if stamp is not None:
        book.properties.identifier = stamp.number
        for sheet in book.worksheets:
            sheet.append([])
            sheet.append([harmless(stamp.line)])
            sheet.oddFooter.left.text = harmless(stamp.line)
    book.save(made)
    return made.getvalue()
