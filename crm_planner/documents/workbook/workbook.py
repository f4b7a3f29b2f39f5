"""The workbook as a whole: which sheets it has, in which order."""

from collections.abc import Callable

from crm_planner.documents.wording import Speech
from crm_planner.documents.workbook.audit_sheet import audit_sheet
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.candidate_sheet import candidate_sheets
from crm_planner.documents.workbook.comparison_sheet import comparison_sheet
from crm_planner.documents.workbook.inputs_sheet import inputs_sheet
from crm_planner.documents.workbook.score_sheet import owns as of_scores
from crm_planner.documents.workbook.score_sheet import score_sheet
from crm_planner.documents.workbook.sources_sheet import sources_sheet
from crm_planner.documents.workbook.summary_sheet import summary_sheet
from crm_planner.documents.workbook.tables_sheet import tables_sheet
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.years_sheet import years_sheet
from crm_planner.text import Message, mark

SHEETS: tuple[Callable[[Book, Told], None], ...] = (
    summary_sheet,
    inputs_sheet,
    comparison_sheet,
    candidate_sheets,
    years_sheet,
    score_sheet,
    sources_sheet,
    audit_sheet,
    tables_sheet,
)
"""Each adds its sheets to the book."""


APART = (of_scores,)
"""Which figures have their homes in sheets of their own."""


def workbook(told: Told, speech: Speech) -> bytes:
    """The whole workbook for one reader, as the bytes of an .xlsx file.

    Raises TargetRefused, with the name of the cell, for what no spreadsheet holds.
    """
    comparison = told.living.comparison
    title = speech.say(Message(mark("{client}: cost model of a CRM"), {"client": comparison.client}))
    languages = len(speech.fell_back)
    made = _made(told, speech, title)
    return made if len(speech.fell_back) == languages else _made(told, speech, title)


def _made(told: Told, speech: Speech, title: str) -> bytes:
    """All sheets; a second time where texts turned out to be in other languages, for the workbook has to say so."""
    book = Book(told.living.model, speech, title, told.living.comparison.priced_on, apart=APART)
    for sheets in SHEETS:
        sheets(book, told)
    return book.written()
