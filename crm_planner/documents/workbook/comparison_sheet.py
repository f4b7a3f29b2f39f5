"""The sheet that puts candidates side by side, as the printed table does: costs down, candidates across."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.footnotes import footnotes
from crm_planner.documents.names import CATEGORIES
from crm_planner.documents.wording import capital
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.content import At, Content, Live, Same, quoted
from crm_planner.documents.workbook.looks import COUNT, HEAD, NAMED, NOTE, SECTION, STATE, WRAPPED, Look, amount, total
from crm_planner.documents.workbook.painting import beyond
from crm_planner.documents.workbook.paper import share
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.states import FIRST_GAP, INCLUDED, PRICED, how_many, states_of
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.totals import LABELS, LIKELY, WHOLE, shown, unknown, year_name
from crm_planner.documents.workbook.words import comment, head
from crm_planner.estimate.totals import FIRST_YEAR, TOTAL
from crm_planner.formula.words import explain_each
from crm_planner.living.model import STATES, LiveCandidate, LiveLine
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

_LABEL, _FIRST = 1, 2
_LABEL_WIDTH, _USUAL, _NARROWEST = 38.0, 38.0, 27.0
"""Of the labels, and of both columns of a candidate."""
CHART_DATA = "comparison/chart"
"""What formulas call the block of plain numbers the chart of costs is drawn from: a row for each category."""

_REMARK = STATE._replace(align="left", indent=1)
_STRONG = (FIRST_YEAR, TOTAL, LIKELY)


def comparison_sheet(book: Book, told: Told) -> None:
    """Add the sheet of the comparison."""
    _Sheet(book, told).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.told, self.speech = book, told, book.speech
        self.candidates = told.living.candidates
        self.comparison = told.living.comparison
        self.sheet: Sheet = book.sheet(head(book.speech, mark("comparison")))
        self.look = amount(MINOR_DIGITS[self.comparison.currency])
        self.last = _FIRST + 2 * len(self.candidates) - 1
        self.rows = count(1)

    def write(self) -> None:
        self._heading()
        self._row(
            Message(mark("licence metric")),
            lambda one: self.speech.show(one.estimate.licence_metric),
            WRAPPED._replace(align="right"),
        )
        licences = "quantity/licences"
        if any(f"{one.id}/{licences}" in self.book.model.cells for one in self.candidates):
            self._row(Message(mark("number of licences")), lambda one: self._same(one, licences), COUNT)
        for category in CATEGORIES:
            lines = [[line for line in one.lines if line.category == category] for one in self.candidates]
            if any(lines):
                self._category(category, lines)
        self._totals()
        self._ranks()
        self._chart_data()
        self._notes()

    def _heading(self) -> None:
        sheet, comparison = self.sheet, self.comparison
        sheet.widths |= {_LABEL: _LABEL_WIDTH}
        wide = share(_LABEL_WIDTH, len(self.candidates), _USUAL, _NARROWEST)
        for number in range(len(self.candidates)):
            sheet.widths |= {_FIRST + 2 * number: wide * 0.55, _FIRST + 2 * number + 1: wide * 0.45}
        sheet.across(next(self.rows), (_LABEL, self.last), comparison.client, NAMED)
        wording = mark(
            "Amounts in {currency}, priced on {day}. Every figure follows the inputs. Years beyond the horizon are grey"
        )
        said = Message(wording, {"currency": comparison.currency, "day": comparison.priced_on})
        sheet.across(next(self.rows), (_LABEL, self.last), said, WRAPPED)
        next(self.rows)
        row = next(self.rows)
        sheet.put(row, _LABEL, comparison.currency, HEAD._replace(align="left"))
        for number, one in enumerate(self.candidates):
            first = _FIRST + 2 * number
            sheet.across(row, (first, first + 1), one.estimate.called, HEAD)
        sheet.frozen = f"B{row + 1}"

    def _row(
        self,
        label: object,
        content: Callable[[LiveCandidate], Content],
        look: Look,
        *,
        remark: Callable[[LiveCandidate], Content] | None = None,
        told: Callable[[LiveCandidate], str] = lambda _: "",
        strong: bool = False,
    ) -> int:
        """One row: its label, and for each candidate a content and a remark beside it."""
        row = next(self.rows)
        dressed = total if strong else (lambda plain: plain)
        self.sheet.put(row, _LABEL, capital(self.speech.show(label)), dressed(WRAPPED))
        for number, one in enumerate(self.candidates):
            first = _FIRST + 2 * number
            self.sheet.put(row, first, content(one), dressed(look), comment=told(one))
            self.sheet.put(row, first + 1, remark(one) if remark else None, dressed(_REMARK))
        return row

    def _same(self, one: LiveCandidate, own: str) -> Content:
        name = f"{one.id}/{own}"
        return Same(name) if name in self.book.model.cells else None

    def _category(self, category: str, lines: Sequence[Sequence[LiveLine]]) -> None:
        by_id = {one.id: own for one, own in zip(self.candidates, lines, strict=True)}
        self._row(
            category,
            lambda one: _amount(self.book, one.id, category, by_id[one.id]),
            self.look,
            remark=lambda one: _missing_too(self.book, one.id, category, by_id[one.id]),
            told=lambda one: self._told(f"{one.id}/category/{category}"),
        )

    def _told(self, name: str) -> str:
        if name not in self.book.model.cells:
            return ""
        return comment(explain_each(self.book.model, self.book.values, [name], self.speech)[name], self.speech)

    def _totals(self) -> None:
        self._years()
        for own, wording in LABELS.items():
            if any(f"{one.id}/{own}" in self.book.model.cells for one in self.candidates):
                self._row(
                    Message(wording),
                    lambda one, own=own: self._total(one, own),  # type: ignore[misc]
                    self.look,
                    remark=lambda one, own=own: _partial(self.book, one, own),  # type: ignore[misc]
                    told=lambda one, own=own: self._told(f"{one.id}/{own}"),  # type: ignore[misc]
                    strong=own in _STRONG,
                )

    def _total(self, one: LiveCandidate, own: str) -> Content:
        return shown(self.book, one.id, own) if f"{one.id}/{own}" in self.book.model.cells else None

    def _years(self) -> None:
        self._row(
            Message(mark("first-year total")),
            lambda one: self._same(one, FIRST_YEAR),
            self.look,
            remark=lambda one: unknown(self.book, one.id),
            told=lambda one: self._told(f"{one.id}/{FIRST_YEAR}"),
            strong=True,
        )
        for year in range(2, self.told.living.years + 1):
            row = next(self.rows)
            self.sheet.put(row, _LABEL, head(self.speech, mark("year {year}"), year=year), WRAPPED)
            for number, one in enumerate(self.candidates):
                content = self._in_year(year_name(one.id, year), year)
                self.sheet.put(row, _FIRST + 2 * number, content, self.look)
            self.sheet.finish.append(partial(self._beyond, row=row, year=year))

    def _beyond(self, made: Worksheet, row: int, year: int) -> None:
        cells = f"{address(row, _LABEL)}:{address(row, self.last)}"
        made.conditional_formatting.add(cells, beyond(self.book.titled["years"], year))

    def _in_year(self, name: str, year: int) -> Content:
        if name not in self.book.model.cells:
            return None
        value = self.book.values[name] if year <= self.book.values["years"] else ""
        return Live(lambda at: f'IF({year}<={at("years")},{at(name)},"")', value)

    def _ranks(self) -> None:
        for kind, wording in (
            ("published", mark("rank as published")),
            ("like-for-like", mark("rank like for like")),
        ):
            name = f"rank/{kind}"
            self._row(Message(wording), lambda one, name=name: rank(self.book, one.id, name), COUNT, strong=True)  # type: ignore[misc]

    def _chart_data(self) -> None:
        """The categories as plain numbers, side by side: a chart draws no words."""
        sheet = self.sheet
        next(self.rows)
        row = next(self.rows)
        sheet.breaks.append(row - 1)
        title = mark("what the chart shows: priced and included lines")
        sheet.put(row, _LABEL, head(self.speech, title), SECTION)
        row = next(self.rows)
        sheet.put(row, _LABEL, None, HEAD)
        for number, one in enumerate(self.candidates):
            sheet.put(row, _FIRST + number, one.estimate.called, HEAD)
        first = row
        for category in CATEGORIES:
            names = [f"{one.id}/category/{category}" for one in self.candidates]
            if any(name in self.book.model.cells for name in names):
                row = next(self.rows)
                sheet.put(row, _LABEL, capital(self.speech.show(category)), WRAPPED)
                for number, name in enumerate(names):
                    known = name in self.book.model.cells
                    sheet.put(row, _FIRST + number, Same(name) if known else 0, self.look)
        sheet.ranges[CHART_DATA] = (first, _LABEL), (row, _FIRST + len(self.candidates) - 1)

    def _notes(self) -> None:
        next(self.rows)
        title = mark("remarks, with the brief's values")
        self.sheet.put(next(self.rows), _LABEL, head(self.speech, title), SECTION)
        for note in self._said():
            self.sheet.across(next(self.rows), (_LABEL, self.last), note, NOTE)

    def _said(self) -> Iterator[str]:
        return (capital(self.speech.show(note)) for note in footnotes(self.comparison))


def _partial(book: Book, one: LiveCandidate, own: str) -> Content:
    return unknown(book, one.id) if own not in WHOLE else None


def _amount(book: Book, candidate: str, category: str, lines: Sequence[LiveLine]) -> Content:
    """What a category costs; the word for it where no line has a price."""
    speech, name = book.speech, f"{candidate}/category/{category}"
    absent = speech.translate(mark("not listed"))
    if not lines:
        return absent
    order = (*reversed(range(FIRST_GAP, len(STATES))), INCLUDED)
    words = {number: speech.show(STATES[number]) for number in order}

    def text(at: At) -> str:
        cells, formula = at(states_of(candidate, category)), quoted(absent)
        for number in reversed(order):
            formula = f"IF({how_many(cells, number)}>0,{quoted(words[number])},{formula})"
        return f"IF({how_many(cells, PRICED)}>0,{at(name)},{formula})" if name in book.values else formula

    now = {int(book.values[line.status]) for line in lines}
    if PRICED in now and name in book.values:
        return Live(text, book.values[name])
    return Live(text, next((words[number] for number in order if number in now), absent))


def _missing_too(book: Book, candidate: str, category: str, lines: Sequence[LiveLine]) -> Content:
    """`+ on request` beside the amount of a category that has lines without a price too."""
    if not lines:
        return None
    pieces = {number: f"+ {book.speech.show(STATES[number])}" for number in range(FIRST_GAP, len(STATES))}

    def text(at: At) -> str:
        cells = at(states_of(candidate, category))
        parts = (f'IF({how_many(cells, number)}>0,{quoted(piece + " ")},"")' for number, piece in pieces.items())
        some = f"{how_many(cells, PRICED)}+{how_many(cells, INCLUDED)}"
        return f'IF({some}>0,TRIM({"&".join(parts)}),"")'

    now = {int(book.values[line.status]) for line in lines}
    said = (piece for number, piece in pieces.items() if number in now and now & {PRICED, INCLUDED})
    return Live(text, " ".join(said))


def rank(book: Book, candidate: str, own: str) -> Content:
    """The place of a candidate; in its place why it has none."""
    speech, name, suitable = book.speech, f"{candidate}/{own}", f"{candidate}/suitable"
    unsuitable, unranked = speech.translate(mark("unsuitable")), speech.translate(mark("not ranked"))
    place = book.values[name]
    word = unranked if book.values[suitable] else unsuitable
    return Live(
        lambda at: f"IF({at(name)}>0,{at(name)},IF({at(suitable)}=0,{quoted(unsuitable)},{quoted(unranked)}))",
        place or word,
    )
