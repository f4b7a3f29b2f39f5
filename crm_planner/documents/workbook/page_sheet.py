"""A printed result as a workbook of one sheet: its tables with numbers as numbers, its outlines and its notes."""

from datetime import date
from decimal import Decimal
from itertools import count

from crm_planner.documents.page import Cell, Outline, Page, Table
from crm_planner.documents.wording import Speech, capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import Content
from crm_planner.documents.workbook.looks import (
    BAD,
    DATE,
    HEAD,
    MIND,
    NOTE,
    SECTION,
    STATE,
    TITLE,
    WRAPPED,
    Look,
    plain_form,
    total,
)
from crm_planner.documents.workbook.sheet import Sheet
from crm_planner.formula.model import Model

_NARROWEST_PAGE = 6
"""Columns a title and notes go across at least."""

_LABEL_WIDTH, _TEXT_WIDTH = 40, 18


def page_workbook(page: Page, speech: Speech, name: str, day: date) -> bytes:
    """`page` as the bytes of an .xlsx file with one sheet called `name`; values, not formulas."""
    made = _sheet(page, speech, name, day)
    return made if not speech.fell_back else _sheet(page.admitting(speech.fell_back), speech, name, day)


def _sheet(page: Page, speech: Speech, name: str, day: date) -> bytes:
    book = Book(Model.build([]), speech, name, day)
    _Page(book.sheet(name), page, speech).write()
    return book.written()


class _Page:
    """A page on its way into a sheet."""

    def __init__(self, sheet: Sheet, page: Page, speech: Speech) -> None:
        self.sheet, self.page, self.speech = sheet, page, speech
        tables = [part for part in page.parts if isinstance(part, Table)]
        self.last = max([_NARROWEST_PAGE, *(len(table.columns) + 1 for table in tables)])
        self.rows = count(1)

    def write(self) -> None:
        self.sheet.widths |= {1: _LABEL_WIDTH} | dict.fromkeys(range(2, self.last + 1), _TEXT_WIDTH)
        self._across(self.page.title, TITLE._replace(size=12, wrap=True))
        for part in self.page.parts:
            next(self.rows)
            if isinstance(part, Table):
                self._table(part)
            else:
                self._outline(part)
        next(self.rows)
        for note in self.page.notes:
            self._across(note, NOTE)
        self.sheet.repeated = (1, 1)

    def _across(self, content: object, look: Look) -> None:
        self.sheet.across(next(self.rows), (1, self.last), capital(self.speech.show(content)), look)

    def _table(self, table: Table) -> None:
        if table.title is not None:
            self._across(table.title, SECTION)
        row = next(self.rows)
        heads = (table.corner, *(column.head for column in table.columns))
        for column, head in enumerate(heads, start=1):
            look = HEAD._replace(align="left") if column == 1 else HEAD
            self.sheet.put(row, column, capital(self.speech.show(head)), look)
        for line in table.rows:
            row = next(self.rows)
            dressed = total if line.strong else _plain
            self.sheet.put(row, 1, capital(self.speech.show(line.label)), dressed(WRAPPED))
            for number, cell in enumerate(line.cells):
                content, look = self._cell(cell, table.columns[number].align)
                self.sheet.put(row, 2 + number, content, dressed(look))

    def _cell(self, cell: Cell, align: str) -> tuple[Content, Look]:
        """A value as a spreadsheet has it; the signs beside a number are part of how it looks, not of it."""
        if isinstance(cell.value, Decimal | int) and not isinstance(cell.value, bool):
            return cell.value, Look(_signed(cell, _decimals(cell.value)), align="right")
        if isinstance(cell.value, date):
            return cell.value, DATE
        text = cell.text(self.speech, blocks=True) + cell.after
        base = STATE if cell.kind == "state" else WRAPPED
        return text, base._replace(align="right" if align == "right" else "left", wrap=True)

    def _outline(self, outline: Outline) -> None:
        if outline.title is not None:
            self._across(outline.title, SECTION)
        fill = {"stop": BAD, "ask": MIND}.get(outline.tone, "")
        for depth, line in outline.lines:
            self._across(line, WRAPPED._replace(indent=depth, fill=fill, bold=bool(fill) and not depth))


def _plain(look: Look) -> Look:
    return look


def _decimals(value: Decimal | int) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _signed(cell: Cell, decimals: int) -> str:
    before = f'"{cell.before}"' if cell.before else ""
    after = f'"{cell.after}"' if cell.after else ""
    return f"{before}{plain_form(decimals)}{after}"
