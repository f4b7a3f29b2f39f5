"""Fills that follow the figures: a cell is painted while a condition holds."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.sheet import address

BEYOND, BEYOND_WORDS = "EDEDED", "8C8C8C"
"""The fill and the letters of a year beyond the horizon: there, but not in use."""


def painted(condition: str, fill: str, letters: str = "") -> Rule:
    """A rule for a range: `condition`, written for its first cell, an RGB fill, and the colour of letters if any."""
    font = Font(b=False, color=f"FF{letters}") if letters else None
    style = DifferentialStyle(font=font, fill=PatternFill("solid", bgColor=f"FF{fill}"))
    return Rule("expression", dxf=style, formula=[condition])


def beyond(years: str, year: int) -> Rule:
    """A rule for all cells of a year: they are grey while the horizon, in the cell `years`, is shorter."""
    return painted(f"{years}<{year}", BEYOND, BEYOND_WORDS)


def columns_beyond(made: Worksheet, years: str, columns: range, rows: tuple[int, int]) -> None:
    """Let `columns`, one for each year from the first on, be grey in `rows` while the horizon is shorter."""
    top, bottom = rows
    for year, column in enumerate(columns[1:], start=2):
        cells = f"{address(top, column)}:{address(bottom, column)}"
        made.conditional_formatting.add(cells, beyond(years, year))
