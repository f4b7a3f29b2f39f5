"""The sheet of one candidate: its lines by category and year, totals, remarks, and how every figure is calculated."""

from collections.abc import Iterator
from itertools import count

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.estimate import estimate_page
from crm_planner.documents.names import CATEGORIES
from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.calculation import Columns, calculation
from crm_planner.documents.workbook.content import Content, Figure, Live, Same
from crm_planner.documents.workbook.looks import (
    COUNT,
    HEAD,
    HEAD_LEFT,
    NAMED,
    NOTE,
    SECTION,
    STATE,
    STRONG,
    TEXT,
    WRAPPED,
    amount,
    total,
)
from crm_planner.documents.workbook.painting import columns_beyond
from crm_planner.documents.workbook.paper import down_to
from crm_planner.documents.workbook.states import PRICED, shown_state, state_word, states_of
from crm_planner.documents.workbook.told import Told, of
from crm_planner.documents.workbook.totals import totals_of, unknown
from crm_planner.documents.workbook.words import comment, head
from crm_planner.formula.words import explain_each
from crm_planner.living.model import LiveCandidate, LiveLine
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, Text, mark

_LABEL, _STATE, _CODE, _YEAR = 1, 2, 3, 4
_YEAR_WIDTH, _WORDS_WIDTH = 13.0, 65
"""Below the years stand the words of the calculation, which need more room than one of them."""


def candidate_sheets(book: Book, told: Told) -> None:
    """A sheet for each candidate."""
    for one in told.living.candidates:
        _Sheet(book, told, one).write()


class _Sheet:
    """One sheet on its way: lines, totals, remarks, calculation."""

    def __init__(self, book: Book, told: Told, candidate: LiveCandidate) -> None:
        self.book, self.told, self.candidate = book, told, candidate
        self.speech, self.years = book.speech, told.living.years
        self.sheet = book.sheet(book.speech.show(candidate.estimate.called))
        self.total, self.basis, self.source = (_YEAR + self.years + number for number in range(3))
        self.look = amount(MINOR_DIGITS[told.living.comparison.currency])
        lines = [name for line in candidate.lines for name in (line.amount, *line.years) if name in book.model.cells]
        self.explained = explain_each(book.model, book.values, lines, book.speech)
        self.rows = count(1)

    def write(self) -> None:
        self._heading()
        for category in CATEGORIES:
            lines = [line for line in self.candidate.lines if line.category == category]
            if lines:
                self._category(category, lines)
        self._totals()
        self._remarks()
        owned = [name for name in self.book.model.cells if self._is_own(name)]
        columns = Columns(_LABEL, _STATE, self.total, self.source, (_YEAR, self.total - 1))
        next(self.rows)
        row = next(self.rows)
        down_to(self.sheet, row, (_LABEL, self.source))
        calculation(self.book, self.sheet, row + 2, columns, owned)

    def _is_own(self, name: str) -> bool:
        """Whether a cell of the model has its home below, among the calculations."""
        return of(self.candidate.id, name) and name not in self.statuses and not self.book.is_elsewhere(name)

    @property
    def statuses(self) -> set[str]:
        return {line.status for line in self.candidate.lines}

    def _heading(self) -> None:
        sheet, estimate, comparison = self.sheet, self.candidate.estimate, self.told.living.comparison
        sheet.widths |= {_LABEL: 36, _STATE: 15, _CODE: 6, self.total: 15, self.basis: 18, self.source: 24}
        wide = max(_YEAR_WIDTH, _WORDS_WIDTH / self.years)
        sheet.widths |= {_YEAR + year: wide for year in range(self.years)}
        sheet.across(next(self.rows), (_LABEL, self.source), estimate.called, NAMED)
        wording = mark("{vendor}. {client}. Amounts in {currency}, priced on {day}. Years beyond the horizon are grey")
        values = {
            "vendor": estimate.vendor,
            "client": comparison.client,
            "currency": comparison.currency,
            "day": comparison.priced_on,
        }
        sheet.across(next(self.rows), (_LABEL, self.source), Message(wording, values), WRAPPED)
        next(self.rows)
        row = next(self.rows)
        sheet.put(row, _LABEL, self._say(mark("line")), HEAD_LEFT)
        for year in range(1, self.years + 1):
            sheet.put(row, _YEAR + year - 1, head(self.speech, mark("year {year}"), year=year), HEAD)
        for column, wording in (
            (_STATE, mark("status")),
            (_CODE, mark("code")),
            (self.total, mark("amount")),
            (self.basis, mark("basis, as sent")),
            (self.source, mark("source")),
        ):
            sheet.put(row, column, self._say(wording), HEAD)
        sheet.frozen, sheet.repeated = f"B{row + 1}", (1, 1)
        self.top = row

    def _say(self, wording: str) -> str:
        return head(self.speech, wording)

    def _category(self, category: str, lines: list[LiveLine]) -> None:
        row, name = next(self.rows), f"{self.candidate.id}/category/{category}"
        self.sheet.put(row, _LABEL, capital(self.speech.show(category)), STRONG)
        if name in self.book.model.cells:
            self.sheet.put(row, self.total, Same(name), self.look._replace(bold=True))
        for at, line in enumerate(lines, start=row + 1):
            self._line(next(self.rows), line)
            self.sheet.ranges[states_of(self.candidate.id, category)] = (row + 1, _CODE), (at, _CODE)

    def _line(self, row: int, line: LiveLine) -> None:
        sheet, known = self.sheet, {one.id: one for one in self.candidate.estimate.lines}.get(line.id)
        label = line.label if isinstance(line.label, Message | Text) else Text.plain(line.label)
        sheet.put(row, _LABEL, capital(self.speech.show(label)), WRAPPED._replace(indent=1))
        code = sheet.put(row, _CODE, Figure(line.status), COUNT._replace(colour="595959"))
        now = int(self.book.values[line.status])
        word = Live(lambda _: state_word(code, self.speech), shown_state(now, self.speech))
        sheet.put(row, _STATE, word, TEXT)
        for year, name in enumerate(line.years, start=1):
            sheet.put(row, _YEAR + year - 1, self._in_year(code, now, name, year), self.look)
        self._amount(row, line, code, now)
        if known is not None:
            sheet.put(row, self.basis, self.speech.show(known.basis), TEXT._replace(indent=1))
            sheet.put(row, self.source, self.speech.show(known.place), WRAPPED)

    def _amount(self, row: int, line: LiveLine, code: str, now: int) -> None:
        """What a line costs over the horizon; the word for it where it has no price."""
        word, state = state_word(code, self.speech), shown_state(now, self.speech)
        if line.amount not in self.book.model.cells:
            self.sheet.put(row, self.total, Live(lambda _: word, state), self.look)
            return
        shown = Live(
            lambda at: f"IF({code}={PRICED},{at(line.amount)},{word})",
            self.book.values[line.amount] if now == PRICED else state,
        )
        self.sheet.put(row, self.total, shown, self.look, comment=comment(self.explained[line.amount], self.speech))

    def _in_year(self, code: str, now: int, name: str, year: int) -> Content:
        """The amount of a line in a year of the horizon; nothing where the line has no price, or the year is later."""
        if name not in self.book.model.cells:
            return None
        there = now == PRICED and year <= self.book.values["years"]
        return Live(
            lambda at: f'IF(AND({code}={PRICED},{year}<={at("years")}),{at(name)},"")',
            self.book.values[name] if there else "",
        )

    def _totals(self) -> None:
        row = self.top
        for one in totals_of(self.book, self.candidate.id, self.years):
            row = next(self.rows)
            look = total if one.strong else (lambda plain: plain)
            self.sheet.put(row, _LABEL, one.label, look(WRAPPED))
            self.sheet.put(row, _STATE, unknown(self.book, self.candidate.id) if one.partial else None, look(STATE))
            self.sheet.put(row, _CODE, None, look(TEXT))
            for year in range(1, self.years + 1):
                self.sheet.put(row, _YEAR + year - 1, dict(one.years).get(year), look(self.look))
            self.sheet.put(row, self.total, one.content, look(self.look), comment=one.comment)
        self.sheet.finish.append(lambda made: self._beyond(made, row))

    def _beyond(self, made: Worksheet, last: int) -> None:
        """Years the brief does not ask for are grey, until somebody does."""
        columns_beyond(made, self.book.titled["years"], range(_YEAR, _YEAR + self.years), (self.top, last))

    def _remarks(self) -> None:
        next(self.rows)
        notes = list(self._notes())
        self.sheet.put(next(self.rows), _LABEL, self._say(mark("remarks, with the brief's values")), SECTION)
        for note in notes:
            self.sheet.across(next(self.rows), (_LABEL, self.source), note, NOTE)

    def _notes(self) -> Iterator[str]:
        page = estimate_page(self.told.living.comparison, self.candidate.estimate)
        return (capital(self.speech.show(note)) for note in page.notes)
