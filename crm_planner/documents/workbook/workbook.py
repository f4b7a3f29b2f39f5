"""The workbook as a whole: which sheets it has, in which order."""

from collections.abc import Callable

from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.told import Told
from crm_planner.text import Message, mark

SHEETS: tuple[Callable[[Book, Told], None], ...] = ()
"""Each adds its sheets to the book."""


def workbook(told: Told, speech: Speech) -> bytes:
    """The whole workbook for one reader, as the bytes of an .xlsx file.

    Raises TargetRefused, with the name of the cell, for what no spreadsheet holds.
    """
    comparison = told.living.comparison
    title = speech.say(Message(mark("{client}: cost model of a CRM"), {"client": comparison.client}))
    book = Book(told.living.model, speech, title, comparison.priced_on)
    for sheets in SHEETS:
        sheets(book, told)
    return book.written()
