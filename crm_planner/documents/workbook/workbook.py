"""The workbook as a whole: which sheets it has, in which order."""

from collections.abc import Callable

from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.audit_sheet import audit_sheet
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.break_even_sheet import break_even_sheet
from crm_planner.documents.workbook.brief_sheet import brief_sheet
from crm_planner.documents.workbook.candidate_sheet import candidate_sheets
from crm_planner.documents.workbook.comparison_sheet import comparison_sheet
from crm_planner.documents.workbook.inputs_sheet import inputs_sheet
from crm_planner.documents.workbook.plan_sheet import plan_sheet
from crm_planner.documents.workbook.risks_sheet import owns as of_risks
from crm_planner.documents.workbook.risks_sheet import risks_sheet
from crm_planner.documents.workbook.score_sheet import owns as of_scores
from crm_planner.documents.workbook.score_sheet import score_sheet
from crm_planner.documents.workbook.sources_sheet import sources_sheet
from crm_planner.documents.workbook.summary_sheet import summary_sheet
from crm_planner.documents.workbook.tables_sheet import tables_sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.tornado_sheet import tornado_sheet
from crm_planner.documents.workbook.years_sheet import years_sheet
from crm_planner.text import Message, mark

SHEETS: tuple[Callable[[Book, Told], None], ...] = (
    summary_sheet,
    inputs_sheet,
    comparison_sheet,
    candidate_sheets,
    years_sheet,
    break_even_sheet,
    score_sheet,
    risks_sheet,
    plan_sheet,
    tornado_sheet,
    sources_sheet,
    audit_sheet,
    tables_sheet,
    brief_sheet,
)
"""Each adds its sheets to the book."""


APART = (of_scores, of_risks)
"""Which figures have their homes in sheets of their own."""


def workbook(told: Told, speech: Speech) -> bytes:
    """The whole workbook for one reader, as the bytes of an .xlsx file.

    It is made a second time where texts turn out to be in other languages, for then it has to say so. Raises
    TargetRefused, with the name of the cell, for what no spreadsheet holds.
    """
    return finished_book(told, speech)[1]


def finished_book(told: Told, speech: Speech) -> tuple[Book, bytes]:
    """The same, and its sheets as they were written."""
    spoken, book = len(speech.fell_back), book_of(told, speech)
    data = book.written()
    if len(speech.fell_back) != spoken:
        book = book_of(told, speech)
        data = book.written()
    return book, data


def book_of(told: Told, speech: Speech) -> Book:
    """All sheets with all that stands in them, not written yet."""
    comparison = told.living.comparison
    title = speech.say(Message(mark("{client}: cost model of a CRM"), {"client": comparison.client}))
    book = Book(told.living.model, speech, title, comparison.priced_on, apart=APART)
    for sheets in SHEETS:
        sheets(book, told)
    return book
