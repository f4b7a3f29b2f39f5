"""One sheet in the making: what stands where, how wide columns are, what is printed, what may be changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from openpyxl.chart import Reference
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.content import Content, Figure
from crm_planner.documents.workbook.looks import TEXT, Look
from crm_planner.documents.workbook.titles import sheet_prefix

Finish = Callable[[Worksheet], None]


class Put(NamedTuple):
    """A cell: its content and look, and the comment on it."""

    content: Content
    look: Look = TEXT
    comment: str = ""


@dataclass(slots=True)
class Sheet:
    """A sheet; rows and columns count from 1.

    `widths` are of columns, in digits; a column without one fits its texts that do not wrap, up to `widest`. `frozen`
    is the first cell that scrolls. `repeated` are the rows at the head of every printed page. `groups` are the outline
    levels of rows. `spanned` are the last columns of merged cells, by row and first column. `finish` are called with
    openpyxl's sheet once everything has its place: charts, validation, conditional formats. `names` are what formulas
    of any sheet may call a cell of this one, `ranges` several cells, from the first to the last. `pictures` are the
    words for its charts, in their order.
    """

    title: str
    cells: dict[tuple[int, int], Put] = field(default_factory=dict)
    names: dict[str, tuple[int, int]] = field(default_factory=dict)
    ranges: dict[str, tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    groups: dict[int, int] = field(default_factory=dict)
    spanned: dict[tuple[int, int], int] = field(default_factory=dict)
    finish: list[Finish] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    frozen: str = ""
    repeated: tuple[int, int] | None = None
    landscape: bool = True
    one_page: bool = False
    widest: float = 44
    colour: str = ""

    def put(
        self, row: int, column: int, content: Content, look: Look = TEXT, *, name: str = "", comment: str = ""
    ) -> str:
        """Put `content` into a cell, which formulas may call `name`; its address in this sheet."""
        self.cells[row, column] = Put(content, look, comment)
        if name:
            self.names[name] = row, column
        return address(row, column)

    def row(self, row: int, contents: Iterable[Content], look: Look = TEXT, *, first: int = 1) -> None:
        """Put several cells of one look side by side."""
        for column, content in enumerate(contents, start=first):
            self.put(row, column, content, look)

    def across(self, row: int, columns: tuple[int, int], content: Content, look: Look) -> None:
        """One text over several columns: the cells are merged."""
        first, last = columns
        self.put(row, first, content, look)
        if look.fill or look.line:
            for column in range(first + 1, last + 1):
                self.put(row, column, None, look)
        if last > first:
            self.spanned[row, first] = last

    def group(self, rows: Iterable[int], level: int = 1) -> None:
        """Make `rows` an outline group; it stays open."""
        self.groups.update(dict.fromkeys(rows, level))

    def reference(self, first: tuple[int, int], last: tuple[int, int]) -> Reference:
        """Cells of this sheet, for a chart of any sheet."""
        cells = f"{address(*first, fixed=True)}:{address(*last, fixed=True)}"
        return Reference(range_string=sheet_prefix(self.title) + cells)

    def quoted(self, row: int, column: int) -> str:
        """One cell of this sheet, for the name of a series."""
        return sheet_prefix(self.title) + address(row, column, fixed=True)

    def in_order(self) -> Iterator[tuple[int, list[tuple[int, Put]]]]:
        """The rows that have cells, each with its cells from left to right."""
        rows: dict[int, list[tuple[int, Put]]] = {}
        for (row, column), put in sorted(self.cells.items(), key=itemgetter(0)):
            rows.setdefault(row, []).append((column, put))
        yield from rows.items()

    def named(self) -> Iterator[tuple[str, str]]:
        """What formulas may call a cell or a range of this sheet, with its address."""
        for name, place in self.names.items():
            yield name, address(*place)
        for name, (first, last) in self.ranges.items():
            yield name, f"{address(*first, fixed=True)}:{address(*last, fixed=True)}"
        for place, put in self.cells.items():
            if isinstance(put.content, Figure):
                yield put.content.name, address(*place)

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=1)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=1)


def address(row: int, column: int, *, fixed: bool = False) -> str:
    """`B7`, or `$B$7` where it is `fixed`."""
    letter = get_column_letter(column)
    return f"${letter}${row}" if fixed else f"{letter}{row}"
