"""A price list as a table of cells, whichever file it came in: what stands in each, and what the cell is called there.

A place in a table is a row and a column: `price.xlsx:14:4` is the cell D14. Of a CSV it is the line and the
character, as editors count them; its cells are called as a spreadsheet shows them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from crm_planner.place import Place


class Kind(StrEnum):
    """What stands in a cell. Only numbers and texts are ever used; the others are refused where one is needed."""

    NUMBER = "a number"
    TEXT = "text"
    FORMULA = "a formula"
    ERROR = "an error value"
    TRUTH = "true or false"
    DATE = "a date or time"
    PERCENT = "a percentage"
    ODD = "a number no price can be"


class Content(NamedTuple):
    """What stands in a filled cell. `text` is what is written there; of a number its plain digits, `51700.5`."""

    kind: Kind
    text: str


class Cell(NamedTuple):
    """A filled cell and its place."""

    kind: Kind
    text: str
    place: Place


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def meets(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Whether one of `rows` and one of `columns`, both in ascending order, cross inside."""
        return _between(rows, self.first_row, self.last_row) and _between(columns, self.first_column, self.last_column)


def _between(numbers: Sequence[int], first: int, last: int) -> bool:
    """Whether one of the ascending `numbers` lies from first to last."""
    at = bisect_left(numbers, first)
    return at < len(numbers) and numbers[at] <= last


class Table(NamedTuple):
    """The filled cells of one sheet by row and column, both from 1, and what of it nobody sees as it is.

    `written_at` is, for each row of a CSV, the line and character where each of its fields begins.
    """

    file: str
    sheet: str
    rows: Mapping[int, Mapping[int, Content]]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    written_at: Mapping[int, Sequence[tuple[int, int]]] | None = None

    @property
    def is_csv(self) -> bool:
        return self.written_at is not None

    def cell(self, row: int, column: int) -> Cell | None:
        """A cell with its place; None where nothing stands."""
        content = self.rows.get(row, {}).get(column)
        return None if content is None else Cell(*content, self.place(row, column))

    def place(self, row: int, column: int) -> Place:
        """Where a cell is, filled or not."""
        at = (row, column)
        if self.written_at is not None:
            fields = self.written_at.get(row, ((row, 1),))
            at = fields[min(column, len(fields)) - 1]
        return Place(self.file, *at, cell_name(self.sheet, row, column))

    def headings(self, row: int) -> Iterator[tuple[int, str]]:
        """The texts of a row by column, lines and repeated spaces in them joined."""
        for column, cell in sorted(self.rows.get(row, {}).items()):
            yield column, one_line(cell.text)


def one_line(text: str) -> str:
    """`text` with every run of spaces and line ends as one space."""
    return " ".join(text.split())


def cell_name(sheet: str, row: int, column: int) -> str:
    """What a spreadsheet calls the cell: `Prices!D14`, `'Price list'!D14`, or `D14` where there are no sheets."""
    name = f"{letters(column)}{row}"
    if not sheet:
        return name
    quoted = sheet if re.fullmatch(r"[^\W\d]\w*", sheet) else "'" + sheet.replace("'", "''") + "'"
    return f"{quoted}!{name}"


def letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


def row_and_column(reference: str) -> tuple[int, int] | None:
    """Row and column of `D14`; None for what is no cell."""
    found = _REFERENCE.fullmatch(reference)
    return None if found is None else (int(found[2]), _column(found[1]))


@lru_cache
def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def area(reference: str) -> Area | None:
    """The rectangle `A1:D14`, or of one cell; None for what is none."""
    first, _, last = reference.partition(":")
    start, end = row_and_column(first), row_and_column(last or first)
    return None if start is None or end is None else Area(*start, *end)
