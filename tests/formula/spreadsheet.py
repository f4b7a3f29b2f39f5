"""Models as sheets of one workbook, a column a point, recalculated by LibreOffice and compared with exact."""

import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.errors import ModelError
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.excel import ExcelModel, compile_excel
from crm_planner.formula.expression import Exact, Step
from crm_planner.formula.model import Model
from tests.formula.coverage import met

Point = Mapping[str, Decimal]
COLUMN = "@"
"""Stands in a formula for the column it is written in."""


class Written(NamedTuple):
    """A model in a sheet: its values at the points that have any, and what was said of its cells."""

    model: Model
    values: Sequence[Values]
    excel: ExcelModel

    @property
    def unproven(self) -> frozenset[str]:
        return frozenset(self.excel.unproven)


class Difference(NamedTuple):
    """A figure that is not the exact one."""

    sheet: str
    cell: str
    found: object
    exact: Exact


class Spreadsheet:
    """A workbook that is filled with models, recalculated once, and compared."""

    def __init__(self) -> None:
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.sheets: dict[str, Written] = {}

    def add(self, name: str, model: Model, points: Iterable[Point]) -> None:
        """A sheet for the points exact can compute. Raises TargetRefused for what a spreadsheet cannot hold."""
        rows, values = _rows(model), []
        sheet = self.book.create_sheet(name)
        excel = compile_excel(model, _Rows(sheet, rows))
        for point in points:
            try:
                values.append(evaluate(model, point))
            except ModelError:
                continue
            column = len(values) + 1
            for cell in model.inputs:
                sheet.cell(rows[cell], column, point[cell])
            for cell, formula in excel.formulas.items():
                sheet.cell(rows[cell], column, "=" + formula.replace(COLUMN, get_column_letter(column)))
        self.sheets[name] = Written(model, values, excel)

    def recalculated(self, soffice: str, folder: Path) -> "Spreadsheet":
        """The same with the values LibreOffice computes."""
        self.book.save(folder / "model.xlsx")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "model.xlsx")]
        subprocess.run([soffice, profile, *convert], capture_output=True, check=True, timeout=600)
        self.book = load_workbook(folder / "out" / "model.xlsx", data_only=True)
        return self

    def differences(self, name: str, *, proven: bool = True) -> list[Difference]:
        """Where the sheet differs from exact, in the cells that are proven, or in those that are not."""
        model, values, excel = self.sheets[name]
        unproven = self.sheets[name].unproven
        sheet, rows = self.book[name], _rows(model)
        return [
            Difference(name, cell, found, exact[cell])
            for column, exact in enumerate(values, start=2)
            for cell in model.cells
            if (cell in unproven) is not proven
            and not same(found := sheet.cell(rows[cell], column).value, exact[cell], excel.errors[cell])
        ]

    def coverage(self) -> Counter[str]:
        """What the points of all sheets have met."""
        counted: Counter[str] = Counter()
        for model, values, excel in self.sheets.values():
            for point in values:
                counted.update(met(model, point))
            counted["proven cells"] += len(values) * (len(model.cells) - len(excel.unproven))
            counted["cells not proven"] += len(values) * len(excel.unproven)
        return counted


def same(found: object, exact: Exact, error: float) -> bool:
    """Whether a spreadsheet shows the exact figure, in the 15 digits that its file holds, `error` apart."""
    if not isinstance(found, int | float):
        return False
    return abs(Fraction(found) - Fraction(exact)) <= Fraction(error) + abs(Fraction(exact)) * Fraction(5, 10**15)


class _Rows:
    """Where the figures of each column stand, and the tables all columns share, far to the right."""

    def __init__(self, sheet: Worksheet, rows: Mapping[str, int]) -> None:
        self.sheet, self.rows = sheet, rows
        self.tables: dict[Step, tuple[str, str]] = {}

    def cell(self, name: str) -> str:
        return f"{COLUMN}{self.rows[name]}"

    def table(self, node: Step) -> tuple[str, str]:
        if node not in self.tables:
            first = 500 + 2 * len(self.tables)
            self.tables[node] = self._listed(first, node.bounds), self._listed(first + 1, node.values)
        return self.tables[node]

    def _listed(self, column: int, figures: Sequence[Exact]) -> str:
        for row, figure in enumerate(figures, start=1):
            number = f"={figure.numerator}/{figure.denominator}" if isinstance(figure, Fraction) else figure
            self.sheet.cell(row, column, number)
        letter = get_column_letter(column)
        return f"${letter}$1:${letter}${len(figures)}"


def _rows(model: Model) -> dict[str, int]:
    return {name: row for row, name in enumerate([*model.inputs, *model.cells], start=1)}
