"""What of a sheet goes to paper where that is not all of it, and how wide a page is."""

from openpyxl.worksheet.worksheet import Worksheet

from crm_planner.documents.workbook.looks import NOTE
from crm_planner.documents.workbook.sheet import Sheet, address
from crm_planner.text import Message, mark

PAGE = 183.0
"""Digits side by side on A4 across, its margins taken off, where letters of 10 points are printed with 8."""

HOW = mark("Printed as far as here. How every figure is calculated stands below, for the screen")
"""What a sheet says where its printed part ends and its calculation begins."""

Corner = tuple[int, int]
Block = tuple[Corner, Corner]
"""The first and the last cell of what is printed on pages of its own, by row and column."""


def share(taken: float, columns: int, usual: float, narrowest: float) -> float:
    """The width of one of several `columns` of amounts beside what is `taken`: all on a page, as long as that goes."""
    return max(narrowest, min(usual, (PAGE - taken) / columns))


def down_to(sheet: Sheet, row: int, columns: Corner, said: Message | None = None, last: int = 0) -> None:
    """Say over `columns` of `row` that paper ends there, by HOW unless otherwise `said`, and print nothing after it.

    The `last` column that is printed is that of the sentence, if no other is named.
    """
    sheet.across(row, columns, said or Message(HOW), NOTE)
    only(sheet, ((1, columns[0]), (row, last or columns[1])))


def only(sheet: Sheet, *blocks: Block) -> None:
    """Print nothing but these blocks of `sheet`."""
    areas = ",".join(f"{address(*first)}:{address(*last)}" for first, last in blocks)

    def finish(made: Worksheet) -> None:
        made.print_area = areas

    sheet.finish.append(finish)
