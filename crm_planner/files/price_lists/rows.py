"""From a table to its prices: the columns a mapping names, the rows it keeps, and what stands in each of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from crm_planner.catalog.price_list import Condition, PriceColumn, PriceList, WrittenPriceList
from crm_planner.files.characters import described, in_value
from crm_planner.files.price_lists.table import Cell, Kind, Table, cell_name, letters, one_line
from crm_planner.letters import nearest, one_of
from crm_planner.place import Path, Place
from crm_planner.problem import Problem, quoted

_UNUSABLE = {
    Kind.FORMULA: ("IMP004", "is computed by a formula, and its result is not the list's word", "Copy it as a value"),
    Kind.ERROR: ("IMP005", "holds an error of the spreadsheet", "Mend the list, or skip the row"),
    Kind.TRUTH: ("IMP015", "holds true or false, where a number or a text is needed", "Name another column"),
    Kind.DATE: ("IMP015", "holds a date, where a number or a text is needed", "Show it as a number, if it is one"),
    Kind.PERCENT: ("IMP015", "holds a percentage, where an amount is needed", "Write percentages in the catalog"),
    Kind.ODD: ("NUM009", "holds a number that no price can be", "Mend the list, or skip the row"),
}


class Printed(NamedTuple):
    """One price of the list: its cell, and the cells that say what it is of; the column it is in, if there are several.

    `cells` holds what stands in the other columns of the row, by field; `place(field)` is where that is, or would be.
    """

    row: int
    price: Cell | None
    price_place: Place
    cells: Mapping[str, Cell]
    places: Mapping[str, Place]
    column: PriceColumn | None


class Rows:
    """The rows of a table under a mapping. `problems` collects what is wrong; `left_out` the rows that are skipped."""

    def __init__(self, table: Table, written: WrittenPriceList) -> None:
        self.table, self.mapping, self.source = table, written.mapping, written.source
        self.problems: list[Problem] = []
        self.left_out: list[int] = []
        self._above: dict[str, dict[int, Cell]] = {}
        self._headings: dict[str, list[int]] = {}
        for column, heading in table.headings(self.mapping.header):
            self._headings.setdefault(heading, []).append(column)

    def prices(self) -> list[Printed]:
        """Every price of the rows that count, in their order; none where a column is missing."""
        columns = {name: self._column(name, ("columns", name)) for name in _named(self.mapping)}
        listed = enumerate(self.mapping.prices)
        several = [(self._column(one.column, ("prices", place, "column")), one) for place, one in listed]
        conditions = self._conditions()
        if self.problems:
            return []
        used = {*columns.values(), *(column for column, _ in several), *(column for _, _, column in conditions)}
        rows = list(self._kept(used, conditions))
        self._above = {name: self._filled_down(columns[name]) for name in self.mapping.fill_down if name in columns}
        self._refuse_unseen(rows, used)
        if not rows and not self.problems:
            hint = "Check header and rows in the mapping"
            self.say("IMP017", Place(self.table.file), "no row below the headings is left to read", hint)
        return [printed for row in rows for printed in self._printed(row, columns, several)]

    def say(self, code: str, place: Place, said: str, hint: str) -> None:
        """Keep a problem at a cell of the table, or at the mapping."""
        self.problems.append(Problem(place, code, f"{place.cell} {said}" if place.cell else said, hint))

    def usable(self, cell: Cell) -> bool:
        """Whether a cell holds a number or a text; if not, it is said why."""
        if cell.kind in _UNUSABLE:
            self.say(_UNUSABLE[cell.kind][0], cell.place, *_UNUSABLE[cell.kind][1:])
            return False
        sign = in_value(cell.text.replace("\r", ""))
        if sign is not None:
            code, said, hint = described(sign)
            self.say(code, cell.place, f"is refused: {said}", hint)
        return sign is None

    def _column(self, name: str, path: Path) -> int:
        """The column under a heading; 0, and a problem, where there is none or more than one."""
        heading = one_line(getattr(self.mapping.columns, name) if path[0] == "columns" else name)
        columns = self._headings.get(heading, [])
        if len(columns) == 1:
            return columns[0]
        place, row = self.source.place(path), self.mapping.header
        if columns:
            where = one_of(cell_name(self.table.sheet, row, column) for column in columns)
            said = f"{quoted(heading)} stands over {len(columns)} columns: {where}"
            self.problems.append(Problem(place, "IMP002", said, "Give one of them another heading"))
            return 0
        near = nearest(heading, self._headings)
        there = f"Row {row} has {one_of(map(quoted, self._headings), 20)}" if self._headings else f"Row {row} is empty"
        hint = f'Did you mean "{near}"? {there}' if near else there
        self.problems.append(Problem(place, "IMP001", f"no column has the heading {quoted(heading)}", hint))
        return 0

    def _conditions(self) -> list[tuple[str, Condition, int]]:
        found = []
        for key in ("stop", "only", "skip"):
            for place, one in enumerate(getattr(self.mapping.rows, key)):
                found.append((key, one, self._column(one.column, ("rows", key, place, "column"))))
        return found

    def _kept(self, used: set[int], conditions: list[tuple[str, Condition, int]]) -> Iterator[int]:
        """The rows below the headings that hold prices, until the first that stops."""
        for row in sorted(self.table.rows):
            if row <= self.mapping.header or not used & set(self.table.rows[row]):
                continue
            if self.mapping.rows.last is not None and row > self.mapping.rows.last:
                return
            held = {key: self._holds(row, conditions, key) for key in ("stop", "only", "skip")}
            if any(held["stop"]):
                return
            if any(held["skip"]) or not all(held["only"]):
                self.left_out.append(row)
            else:
                yield row

    def _holds(self, row: int, conditions: list[tuple[str, Condition, int]], key: str) -> list[bool]:
        cells = self.table.rows[row]
        texts = [(one, cells.get(column)) for kind, one, column in conditions if kind == key]
        return [one.holds(one_line(cell.text) if cell else "") for one, cell in texts]

    def _refuse_unseen(self, rows: list[int], used: set[int]) -> None:
        """A reader of the list does not see what is hidden, nor which row a merged cell belongs to."""
        table, columns = self.table, sorted(used)
        for row in sorted(table.hidden_rows.intersection(rows)):
            self.say("IMP008", table.place(row, min(used)), "is in a hidden row", "Show the row, or skip it in rows")
        for column in sorted(table.hidden_columns.intersection(used)):
            said = f"is in the hidden column {letters(column)}"
            self.say("IMP008", table.place(self.mapping.header, column), said, "Show it, or name another")
        for area in table.merged:
            if area.meets([self.mapping.header, *rows], columns):
                hint = "Unmerge them and fill each, or unmerge and use fill_down"
                self.say("IMP007", table.place(*area[:2]), "is merged with cells beside or below it", hint)

    def _printed(
        self, row: int, columns: Mapping[str, int], several: Iterable[tuple[int, PriceColumn]]
    ) -> Iterator[Printed]:
        cells = {name: cell for name, column in columns.items() if (cell := self._cell(name, row, column))}
        places = {name: self.table.place(row, column) for name, column in columns.items()}
        price = cells.pop("price", None)
        if "price" in columns:
            yield Printed(row, price, places["price"], cells, places, None)
        for column, about in several:
            there = self.table.cell(row, column)
            yield Printed(row, there, self.table.place(row, column), cells, places, about)

    def _cell(self, name: str, row: int, column: int) -> Cell | None:
        """What stands in a column of a row, or above it where the mapping says that empty means the same again."""
        return self.table.cell(row, column) or self._above.get(name, {}).get(row)

    def _filled_down(self, column: int) -> dict[int, Cell]:
        """The cell of a column for every row below the headings: its own, else the nearest above."""
        filled: dict[int, Cell] = {}
        last = None
        for row in sorted(self.table.rows):
            if row > self.mapping.header:
                last = self.table.cell(row, column) or last
                if last is not None:
                    filled[row] = last
        return filled


def _named(mapping: PriceList) -> list[str]:
    """The fields that have a column."""
    return [name for name in type(mapping.columns).model_fields if getattr(mapping.columns, name) is not None]
