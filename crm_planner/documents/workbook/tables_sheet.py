"""The sheet of tables too long for a formula: bounds and values, one under the other."""

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.looks import HEAD, NUMBER, TITLE, WRAPPED
from crm_planner.documents.workbook.paper import down_to
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.text import Message, mark

_TOP, _PRINTED = 5, 8
_PAPER = mark("Printed as far as here: the tables below are for formulas")


def tables_sheet(book: Book, _: Told) -> None:
    """Add the sheet, if a formula needs it."""
    if not book.tables:
        return
    sheet: Sheet = book.sheet(head(book.speech, mark("tables")))
    sheet.put(1, 1, head(book.speech, mark("tables")), TITLE)
    said = mark("Up to and including a bound the value beside it holds, above the last bound the value under it")
    sheet.across(2, (1, _PRINTED), book.speech.translate(said), WRAPPED)
    down_to(sheet, 3, (1, _PRINTED), Message(_PAPER))
    for number, (node, (bounds, values)) in enumerate(book.tables.items()):
        first = 1 + 3 * number
        sheet.put(_TOP, first, head(book.speech, mark("up to")), HEAD)
        sheet.put(_TOP, first + 1, head(book.speech, mark("value")), HEAD)
        for column, name, figures in ((first, bounds, node.bounds), (first + 1, values, node.values)):
            sheet.widths[column] = 14
            for row, figure in enumerate(figures, start=_TOP + 1):
                sheet.put(row, column, figure, NUMBER)
            sheet.ranges[name] = (_TOP + 1, column), (_TOP + len(figures), column)
    sheet.frozen = f"A{_TOP + 1}"
