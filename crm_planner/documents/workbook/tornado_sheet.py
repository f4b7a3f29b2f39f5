"""The sheet of the tornado: how far each uncertain figure moves every candidate's total, on the day it was computed."""

from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from openpyxl.chart import Series
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.uncertain_words import figure_words, plainly
from crm_planner.documents.workbook.book import Book
from crm_planner.documents.workbook.charts import tornado
from crm_planner.documents.workbook.content import Content, Live
from crm_planner.documents.workbook.looks import (
    HEAD,
    HEAD_LEFT,
    NUMBER,
    SECTION,
    STATE,
    STRONG,
    TITLE,
    WRAPPED,
    Look,
    amount,
)
from crm_planner.documents.workbook.pictures import add_chart, in_words
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.words import head
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

if TYPE_CHECKING:
    from crm_planner.what_if.sensitivity import Effect, Point, Sensitivity

_TOP = 12
"""Figures shown for each candidate, the largest swing first."""

_FIGURE, _LOW, _NOW, _HIGH, _AT_LOW, _AT_HIGH, _LESS, _MORE, _SWING = range(1, 10)
_CHART_ROWS = 26


def tornado_sheet(book: Book, told: Told) -> None:
    """Add the sheet, if somebody asked what moves the answer, and something does."""
    if told.sensitivity is not None and told.sensitivity.tornado.effects:
        _Sheet(book, told, told.sensitivity).write()


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told, found: "Sensitivity") -> None:
        self.speech, self.found, self.day = book.speech, found, told.day
        self.sheet: Sheet = book.sheet(head(book.speech, mark("tornado")))
        self.look = amount(MINOR_DIGITS[found.currency])
        self.rows = count(1)

    def write(self) -> None:
        sheet = self.sheet
        sheet.widths |= {_FIGURE: 46} | dict.fromkeys(range(_LOW, _SWING + 1), 15.0)
        sheet.put(next(self.rows), _FIGURE, head(self.speech, mark("tornado: what moves the totals")), TITLE)
        said = mark(
            "One uncertain figure at a time goes to its lowest and its highest; everything is computed anew. Computed "
            "on {day}, in {currency}: these are values, and do not follow the inputs; differences are formulas"
        )
        values = {"day": self.day, "currency": self.found.currency}
        sheet.across(next(self.rows), (_FIGURE, _SWING), Message(said, values), WRAPPED)
        for estimate in self.found.estimates:
            self._candidate(estimate.id)
        sheet.frozen = "B3"

    def _candidate(self, name: str) -> None:
        """What moves one candidate most, with its bars."""
        now = self.found.tornado.now.totals["like_for_like"].get(name)
        moved = [one for one in self.found.tornado.effects if one.swings.get(name)]
        if now is None or not moved:
            return
        next(self.rows)
        row = top = next(self.rows)
        title = Message(mark("{candidate}: like for like"), {"candidate": self.found.names[name]})
        self.sheet.put(row, _FIGURE, title, SECTION)
        self.sheet.put(row, _MORE, head(self.speech, mark("total now")), STRONG._replace(align="right"))
        self.sheet.put(row, _SWING, now, self.look._replace(bold=True))
        self._heads(next(self.rows))
        first = last = next(self.rows)
        for number, one in enumerate(sorted(moved, key=lambda one: (-one.swings[name], one.of.id))[:_TOP]):
            last = first if not number else next(self.rows)
            self._effect(last, one, name, address(top, _SWING, fixed=True))
        self.sheet.finish.append(lambda made: self._chart(made, (first, last), name))
        end = last
        for _ in range(_CHART_ROWS):
            end = next(self.rows)
        self.sheet.put(end, _SWING, None)
        self.sheet.breaks.append(end)

    def _heads(self, row: int) -> None:
        titles = (
            (_FIGURE, mark("figure")),
            (_LOW, mark("low")),
            (_NOW, mark("now")),
            (_HIGH, mark("high")),
            (_AT_LOW, mark("total at low")),
            (_AT_HIGH, mark("total at high")),
            (_LESS, mark("difference at low")),
            (_MORE, mark("difference at high")),
            (_SWING, mark("swing")),
        )
        for column, wording in titles:
            self.sheet.put(row, column, head(self.speech, wording), HEAD_LEFT if column == _FIGURE else HEAD)

    def _effect(self, row: int, one: "Effect", name: str, now: str) -> None:
        sheet = self.sheet
        sheet.put(row, _FIGURE, figure_words(one.of, self.found.names), WRAPPED)
        for column, value in ((_LOW, one.of.low), (_NOW, one.of.now), (_HIGH, one.of.high)):
            sheet.put(row, column, plainly(value), NUMBER._replace(wrap=True))
        ends = _total(one.low, name), _total(one.high, name)
        before = self.found.tornado.now.totals["like_for_like"][name] or Decimal(0)
        missing = self.speech.translate(mark("cannot be had"))
        cells = []
        for column, total in zip((_AT_LOW, _AT_HIGH), ends, strict=True):
            look: Look = self.look if total is not None else STATE
            content: Content = missing if total is None else total
            cells.append(sheet.put(row, column, content, look))
        for column, cell, total in zip((_LESS, _MORE), cells, ends, strict=True):
            apart = Decimal(0) if total is None else total - before
            sheet.put(row, column, _fixed(f"IF(ISNUMBER({cell}),{cell}-{now},0)", apart), self.look)
        both = address(row, _LESS), address(row, _MORE)
        swing = f"MAX({both[0]},{both[1]},0)-MIN({both[0]},{both[1]},0)"
        sheet.put(row, _SWING, _fixed(swing, one.swings[name]), self.look._replace(bold=True))

    def _chart(self, made: Worksheet, rows: tuple[int, int], name: str) -> None:
        chart = tornado(self.speech.show(self.found.names[name]), self.found.currency)
        first, last = rows
        for column, wording in ((_LESS, mark("at the lowest")), (_MORE, mark("at the highest"))):
            values = self.sheet.reference((first, column), (last, column))
            chart.series.append(Series(values, title=head(self.speech, wording)))
        chart.set_categories(self.sheet.reference((first, _FIGURE), (last, _FIGURE)))
        for series, fill in zip(chart.series, ("1F4E79", "C55A11"), strict=True):
            series.graphicalProperties.solidFill = fill
            series.invertIfNegative = False
        wording = mark("bars to both sides: how far each uncertain figure moves the total of {candidate}")
        shows = Message(wording, {"candidate": self.found.names[name]})
        words = in_words(self.speech, shows, self.sheet.reference((first, _FIGURE), (last, _MORE)))
        add_chart(made, self.sheet, chart, address(last + 1, _FIGURE), words)


def _total(point: "Point | None", name: str) -> Decimal | None:
    return None if point is None else point.totals["like_for_like"].get(name)


def _fixed(text: str, value: Decimal) -> Live:
    return Live(lambda _: text, value)
