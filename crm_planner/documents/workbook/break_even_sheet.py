"""The sheet of break-even: what every candidate costs for each number of users, by formula, and who is cheapest then.

The part of the model that rests on the users is written once more for every row, in columns to the right; what does
not change with them is taken from where it stands.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from openpyxl.chart import ScatterChart, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.legend import Legend
from openpyxl.chart.series import SeriesLabel
from openpyxl.utils import absolute_coordinate, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.book import TOKEN, Book
from crm_planner.documents.workbook.charts import curves, drawn
from crm_planner.documents.workbook.content import At, Filled, Value, quoted
from crm_planner.documents.workbook.looks import COUNT, HEAD, MIND, NOTE, NUMBER, TITLE, WRAPPED, amount
from crm_planner.documents.workbook.painting import painted
from crm_planner.documents.workbook.paper import PAGE
from crm_planner.documents.workbook.pictures import add_chart, in_words
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.documents.workbook.sheet_data import NOTHING
from crm_planner.documents.workbook.told import Told
from crm_planner.documents.workbook.totals import LIKELY
from crm_planner.documents.workbook.words import head
from crm_planner.estimate.people import USERS
from crm_planner.estimate.totals import TOTAL
from crm_planner.formula.cell import Input
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.expression import references
from crm_planner.formula.model import Model, resting_on
from crm_planner.money import MINOR_DIGITS
from crm_planner.text import Message, mark

MOST = 50
"""Numbers of users in the table."""

_CENTIMETRES = 0.19
"""The least a spreadsheet makes of one digit of a column's width."""

NOT_RANKED = "—"
"""In the place of a total that is in no ranking."""

_USERS, _TOP, _CHART_COLUMNS, _CHART_WIDTH, _CHART_ROWS = 1, 4, 8, 12.0, 32


_LONG_NAME = 40
"""Signs of a candidate's name beyond which several do not fit under a chart."""


class _Kind(NamedTuple):
    """A measure: its total and its rank, by the end of the cell's name, and what it is called."""

    total: str
    rank: str
    cheapest: str
    title: str


_KINDS = (
    _Kind(TOTAL, "rank/published", mark("cheapest as published"), mark("as published: {candidate}")),
    _Kind(LIKELY, "rank/like-for-like", mark("cheapest like for like"), mark("like for like: {candidate}")),
)


def break_even_sheet(book: Book, told: Told) -> None:
    """Add the sheet, if there are candidates whose ranks are cells."""
    if any(f"{one.id}/rank/published" in book.model.cells for one in told.living.candidates):
        _Sheet(book, told).write()


def numbers_of_users(given: Input) -> tuple[int, ...]:
    """1 to 50; for a larger client as many numbers in equal steps, to twice its users, as far as the model holds."""
    step = max(1, -(-2 * int(given.value) // MOST)) if given.value > MOST else 1
    return tuple(users for users in range(step, MOST * step + 1, step) if given.low <= users <= given.high)


def resting_on_users(model: Model, wanted: Sequence[str]) -> tuple[Model, tuple[str, ...]]:
    """The part of the model that `wanted` rest on, and which of its cells the number of users changes."""
    part = Model.build(resting_on([*model.inputs.values(), *model.cells.values()], [USERS, *wanted]))
    moved: dict[str, None] = {USERS: None}
    for name, cell in part.cells.items():
        if any(used in moved for used in references(cell.formula)):
            moved[name] = None
    return part, tuple(name for name in moved if name != USERS)


class _Sheet:
    """The sheet on its way."""

    def __init__(self, book: Book, told: Told) -> None:
        self.book, self.speech = book, book.speech
        self.comparison = told.living.comparison
        self.candidates = told.living.candidates
        self.names = [self.speech.show(one.estimate.called) for one in self.candidates]
        self.sheet: Sheet = book.sheet(head(book.speech, mark("break-even")))
        kinds = [
            kind for kind in _KINDS if all(f"{one.id}/{kind.total}" in book.model.cells for one in self.candidates)
        ]
        self.kinds = tuple(kinds)
        wanted = [f"{one.id}/{own}" for one in self.candidates for kind in kinds for own in (kind.total, kind.rank)]
        self.part, self.moved = resting_on_users(book.model, wanted)
        self.users = numbers_of_users(book.model.inputs[USERS])
        several = len(self.candidates)
        self.shown = _USERS + (several + 1) * len(kinds)
        self.drawn = self.shown + _CHART_COLUMNS + 2
        first = self.drawn + several
        ranks = [f"{one.id}/{kind.rank}" for kind in kinds for one in self.candidates]
        self.columns = {name: first + number for number, name in enumerate(dict.fromkeys((*ranks, *self.moved)))}
        self.rows = {users: _TOP + 1 + number for number, users in enumerate(self.users)}

    def write(self) -> None:
        sheet = self.sheet
        sheet.widths |= dict.fromkeys(range(_USERS + 1, self.shown + 1), 14.0) | {_USERS: 15.0}
        sheet.widths |= {self._first(number) + len(self.names): 26.0 for number in range(len(self.kinds))}
        sheet.widths |= dict.fromkeys(range(self.shown + 1, self.drawn), _CHART_WIDTH)
        sheet.widths |= dict.fromkeys(range(self.drawn, self.drawn + len(self.names) + len(self.columns)), 16.0)
        sheet.put(1, _USERS, head(self.speech, mark("break-even")), TITLE)
        said = mark(
            "What the horizon costs for each number of users, in {currency}, by formula; everything else is as in the "
            "inputs. A cell is marked where the cheapest changes. How it is calculated stands to the right of the chart"
        )
        values = {"currency": self.comparison.currency}
        sheet.across(2, (_USERS, self.shown), Message(said, values), WRAPPED)
        self._heads()
        for users in self.users:
            self._row(users)
        sheet.frozen, sheet.repeated = f"B{_TOP + 1}", (_TOP, _TOP)
        sheet.finish.append(self._finish)

    def _heads(self) -> None:
        self.sheet.put(_TOP, _USERS, head(self.speech, mark("users")), HEAD)
        for number, kind in enumerate(self.kinds):
            first = self._first(number)
            for column, name in enumerate(self.names, start=first):
                self.sheet.put(_TOP, column, head(self.speech, kind.title, candidate=name), HEAD)
            self.sheet.put(_TOP, first + len(self.names), head(self.speech, kind.cheapest), HEAD)
        self.sheet.row(_TOP, self.names, HEAD, first=self.drawn)
        titles = (mark("for the chart: #N/A leaves a gap"), mark("how it is calculated"))
        for column, wording in zip((self.drawn, self.drawn + len(self.names)), titles, strict=True):
            self.sheet.put(_TOP - 1, column, head(self.speech, wording), NOTE._replace(wrap=False))
        for name, column in self.columns.items():
            self.sheet.put(_TOP, column, name, HEAD)

    def _first(self, number: int) -> int:
        """The first column of a measure."""
        return _USERS + 1 + number * (len(self.candidates) + 1)

    def _row(self, users: int) -> None:
        """One number of users: the totals that are ranked, who is cheapest, and all that is computed for it."""
        row, values = self.rows[users], evaluate(self.part, {USERS: self.book.model.inputs[USERS].value * 0 + users})
        self.sheet.put(row, _USERS, users, COUNT)
        for number, kind in enumerate(self.kinds):
            self._measure(row, self._first(number), kind, values)
        last = self.kinds[-1]
        look = amount(MINOR_DIGITS[self.comparison.currency])
        for column, one in enumerate(self.candidates, start=self.drawn):
            names = f"{one.id}/{last.total}", f"{one.id}/{last.rank}"
            content = self._ranked((row, column), names, values, NOTHING)
            self.sheet.put(row, column, content, look._replace(colour="7F7F7F"))
        for name, column in self.columns.items():
            self.sheet.put(row, column, self._formula(name, row, values), NUMBER)

    def _measure(self, row: int, first: int, kind: _Kind, values: Values) -> None:
        look, ids = amount(MINOR_DIGITS[self.comparison.currency]), [one.id for one in self.candidates]
        for column, one in enumerate(ids, start=first):
            content = self._ranked((row, column), (f"{one}/{kind.total}", f"{one}/{kind.rank}"), values, NOT_RANKED)
            self.sheet.put(row, column, content, look)
        places: list[object] = [values[f"{one}/{kind.rank}"] for one in ids]
        winner = self.names[places.index(1)] if 1 in places else NOT_RANKED

        start = self.columns[f"{ids[0]}/{kind.rank}"]
        ranks = f"{address(row, start)}:{address(row, start + len(ids) - 1)}"
        names = f"{address(_TOP, self.drawn, fixed=True)}:{address(_TOP, self.drawn + len(ids) - 1, fixed=True)}"
        text = f"IFERROR(INDEX({names},MATCH(1,{ranks},0)),{quoted(NOT_RANKED)})"
        column = first + len(ids)
        self.sheet.put(row, column, self._filled(column, lambda _: text, winner), WRAPPED._replace(indent=1))

    def _ranked(self, place: tuple[int, int], names: tuple[str, str], values: Values, shown: str) -> Filled:
        """A total where it is in the ranking."""
        (row, column), (total, rank) = place, names
        value = values[total] if values[rank] else shown
        otherwise = "NA()" if shown == NOTHING else quoted(shown)

        def text(at: At) -> str:
            return f"IF({self._at(rank, row, at)}=0,{otherwise},{self._at(total, row, at)})"

        return self._filled(column, text, value)

    def _at(self, name: str, row: int, at: At) -> str:
        """Where a figure stands for the users of a row."""
        if name == USERS:
            return f"$A{row}"
        if name in self.columns:
            return f"${get_column_letter(self.columns[name])}{row}"
        return _elsewhere(name, at)

    def _formula(self, name: str, row: int, values: Values) -> Filled:
        """A cell of the model for the users of a row; one that they do not change as it stands elsewhere."""
        if name not in self.moved:
            return self._filled(self.columns[name], lambda at: _elsewhere(name, at), values[name])
        names, formula = self.book.tokens.names, self.book.formulas[name]

        def text(at: At) -> str:
            def put(found: re.Match[str]) -> str:
                return self._at(names[int(found[1])], row, at)

            return TOKEN.sub(put, formula)

        return self._filled(self.columns[name], text, values[name])

    def _filled(self, column: int, write: Callable[[At], str], value: Value) -> Filled:
        """A formula that is the same in every row but for the row: the file holds it once."""
        first, last = _TOP + 1, _TOP + len(self.users)
        return Filled(write, value, column, f"{address(first, column)}:{address(last, column)}")

    def _finish(self, made: Worksheet) -> None:
        first, last = _TOP + 1, _TOP + len(self.users)
        wide = sum(self.sheet.widths[column] for column in range(_USERS, self.shown + 1)) > PAGE
        ends = [self._first(number) + len(self.names) for number in range(len(self.kinds))] if wide else [self.shown]
        starts = [_USERS, *(end + 1 for end in ends)]
        blocks = [f"{address(1, start)}:{address(last, end)}" for start, end in zip(starts, ends, strict=False)]
        chart = f"{address(_TOP, starts[-1])}:{address(_TOP + _CHART_ROWS, self.shown + _CHART_COLUMNS)}"
        made.print_area = ",".join([*blocks, chart])
        if wide:
            made.print_title_cols = "A:A"
        helpers = (get_column_letter(self.drawn + at) for at in range(len(self.names) + len(self.columns)))
        for letter in helpers:
            made.column_dimensions[letter].outlineLevel = 1
        for number in range(len(self.kinds)):
            column = self._first(number) + len(self.candidates)
            cells, at = f"{address(first + 1, column)}:{address(last, column)}", address(first + 1, column)
            made.conditional_formatting.add(cells, painted(f"{at}<>{address(first, column)}", MIND))
        shows = Message(mark("lines: what each candidate costs like for like, by the number of users"))
        numbers = self.sheet.reference((_TOP, self.drawn), (last, self.drawn + len(self.names) - 1))
        words = in_words(self.speech, shows, numbers)
        add_chart(made, self.sheet, self._chart(first, last), address(_TOP, self.shown + 1), words)

    def _chart(self, first: int, last: int) -> ScatterChart:
        """A line for each candidate over the numbers of users."""
        title = head(self.speech, mark("cost by number of users, like for like"))
        chart = curves(title, head(self.speech, mark("users")), self.comparison.currency)
        if max(map(len, self.names)) > _LONG_NAME:
            chart.legend = Legend()  # to the right, where a name may take several lines
        chart.width = round(_CHART_COLUMNS * _CHART_WIDTH * _CENTIMETRES)
        chart.x_axis.scaling.min, chart.x_axis.scaling.max = 0, self.users[-1]
        users = self.sheet.reference((first, _USERS), (last, _USERS))
        for number, column in enumerate(range(self.drawn, self.drawn + len(self.names))):
            totals = self.sheet.reference((first, column), (last, column))
            series = Series(totals, users)
            series.tx = SeriesLabel(StrRef(self.sheet.quoted(_TOP, column)))
            chart.series.append(drawn(series, number))
        return chart


def _elsewhere(name: str, at: At) -> str:
    """A figure of another sheet, the same for every row."""
    sheet, sign, cell = at(name).rpartition("!")
    return sheet + sign + (absolute_coordinate(cell) if sign and ":" not in cell else cell)
