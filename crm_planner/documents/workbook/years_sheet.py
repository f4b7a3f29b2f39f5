"""The sheet of years: what each candidate costs in each year and up to it, its present value, and a user's month."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.charts import bars, colour
from crm_planner.documents.workbook.content import Content, Live, Same
from crm_planner.documents.workbook.looks import HEAD, HEAD_LEFT, NOTE, NUMBER, SECTION, STATE, TITLE, WRAPPED, amount
from crm_planner.documents.workbook.painting import columns_beyond
from crm_planner.documents.workbook.paper import share
from crm_planner.documents.workbook.pictures import add_chart, in_words
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.totals import by_years, unknown
from crm_planner.documents.workbook.words import head
from crm_planner.estimate.totals import NPV, TOTAL, USER_MONTH
from crm_planner.living.model import LiveCandidate
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

_LABEL, _FIRST = 1, 2
_LABEL_WIDTH, _USUAL, _NARROWEST = 38.0, 16.0, 13.5


def years_sheet(book: Book, told: Told) -> None:
    """Add the sheet of years, with its chart."""
    _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.told, self.speech = book, told, book.speech
        self.candidates, self.years = told.living.candidates, told.living.years
        self.sheet: Sheet = book.sheet(head(book.speech, mark("years")))
        self.look = amount(MINOR_DIGITS[told.living.comparison.currency])
        self.last = _FIRST + self.years + 3
        self.rows = count(1)

    def write(self) -> None:
        sheet, comparison = self.sheet, self.told.living.comparison
        columns = range(_FIRST, self.last + 1)
        width = share(_LABEL_WIDTH, len(columns), _USUAL, _NARROWEST)
        sheet.widths |= {_LABEL: _LABEL_WIDTH} | dict.fromkeys(columns, width)
        sheet.put(next(self.rows), _LABEL, head(self.speech, mark("years")), TITLE)
        wording = mark(
            "What is paid in each year, in {currency}. Years beyond the horizon are grey; its length is an input"
        )
        sheet.across(next(self.rows), (_LABEL, self.last), Message(wording, {"currency": comparison.currency}), WRAPPED)
        next(self.rows)
        first = self._table(mark("paid in the year"), self._paid)
        self.sheet.frozen = f"B{first + 1}"
        next(self.rows)
        self._table(mark("paid up to the year"), self._so_far(first))
        next(self.rows)
        self._factors()
        chart_row = next(self.rows) + 1
        sheet.put(chart_row, _LABEL, head(self.speech, mark("paid in the year")), SECTION)
        sheet.finish.append(lambda made: self._chart(made, first, chart_row + 1))
        sheet.put(chart_row + 20, _LABEL, None)

    def _beyond(self, made: Worksheet, first: int, last: int) -> None:
        columns_beyond(made, self.book.titled["years"], range(_FIRST, _FIRST + self.years), (first, last))

    def _table(self, wording: str, of: Callable[[LiveCandidate, int], Iterator[Content]]) -> int:
        """A row for each candidate, a column for each year; the row of its head."""
        row = top = next(self.rows)
        self.sheet.put(row, _LABEL, head(self.speech, wording), HEAD_LEFT)
        for year in range(1, self.years + 1):
            self.sheet.put(row, _FIRST + year - 1, head(self.speech, mark("year {year}"), year=year), HEAD)
        if wording == mark("paid in the year"):
            self._heads_of_totals(row)
        for one in self.candidates:
            row = next(self.rows)
            self.sheet.put(row, _LABEL, one.estimate.called, WRAPPED)
            for column, content in enumerate(of(one, row), start=_FIRST):
                self.sheet.put(row, column, content, self.look)
            if wording == mark("paid in the year"):
                self._totals(row, one)
        last = row
        self.sheet.finish.append(lambda made: self._beyond(made, top, last))
        return top

    def _heads_of_totals(self, row: int) -> None:
        titles = (mark("total"), mark("present value"), mark("per user and month"), mark("left out"))
        for column, wording in enumerate(titles, start=_FIRST + self.years):
            self.sheet.put(row, column, head(self.speech, wording), HEAD)

    def _totals(self, row: int, one: LiveCandidate) -> None:
        for column, own in enumerate((TOTAL, NPV, USER_MONTH), start=_FIRST + self.years):
            name = f"{one.id}/{own}"
            content = Same(name) if name in self.book.model.cells else None
            self.sheet.put(row, column, content, self.look._replace(bold=own == TOTAL))
        self.sheet.put(row, self.last, unknown(self.book, one.id), STATE)

    def _paid(self, one: LiveCandidate, _: int) -> Iterator[Content]:
        found = dict(by_years(self.book, one.id, self.years))
        return (found.get(year) for year in range(1, self.years + 1))

    def _so_far(self, first: int) -> Callable[[LiveCandidate, int], Iterator[Content]]:
        """The sums of the rows above, under `first`."""
        rows = {one.id: first + 1 + number for number, one in enumerate(self.candidates)}

        def of(one: LiveCandidate, _: int) -> Iterator[Content]:
            so_far = Decimal(0)
            row = rows[one.id]
            for year, content in enumerate(self._paid(one, row), start=1):
                there = year <= self.book.values["years"]
                value = self._value(content)
                so_far += value
                cells = f"{address(row, _FIRST, fixed=True)}:{address(row, _FIRST + year - 1)}"
                yield self._summed(year, cells, so_far if there else "")

        return of

    def _value(self, content: Content) -> Decimal:
        value = self.book.values[content.name] if isinstance(content, Same) else getattr(content, "value", 0)
        return value if isinstance(value, Decimal) else Decimal(0)

    def _summed(self, year: int, cells: str, value: Decimal | str) -> Live:
        return Live(lambda at: f'IF({year}<={at("years")},SUM({cells}),"")', value)

    def _factors(self) -> None:
        """What an amount of each year is worth in the first."""
        if "discount_rate" not in self.book.model.inputs:
            return
        row, rate = next(self.rows), self.book.values["discount_rate"]
        self.sheet.put(row, _LABEL, head(self.speech, mark("worth of an amount of the year, in the first")), NOTE)
        for year in range(1, self.years + 1):
            value = 1 / (1 + Decimal(str(rate))) ** (year - 1)
            content = Live(lambda at, year=year: f"1/(1+{at('discount_rate')})^{year - 1}", value)  # type: ignore[misc]
            self.sheet.put(row, _FIRST + year - 1, content, NUMBER)
        self.sheet.finish.append(lambda made: self._beyond(made, row, row))

    def _chart(self, made: Worksheet, first: int, row: int) -> None:
        """A bar for each candidate, its years on top of each other; a year beyond the horizon adds nothing."""
        last = first + len(self.candidates)
        currency = self.told.living.comparison.currency
        chart = bars(head(self.speech, mark("paid in the year")), currency, stacked=True)
        years = self.sheet.reference((first, _FIRST), (last, _FIRST + self.years - 1))
        chart.add_data(years, titles_from_data=True)
        chart.set_categories(self.sheet.reference((first + 1, _LABEL), (last, _LABEL)))
        colour(chart)
        shows = Message(mark("stacked bars: what each candidate costs, by year"))
        add_chart(made, self.sheet, chart, address(row, _LABEL), in_words(self.speech, shows, years))
