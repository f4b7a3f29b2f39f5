"""How cells look: a few named looks, which every sheet shares. Yellow is what a reader may change, and only that."""

from typing import Literal, NamedTuple

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Arial"
"""Every spreadsheet program has it, or a face of the same widths, with Cyrillic; Japanese is taken from another."""

_UPRIGHT = 90
"""Degrees of a text that reads upwards."""

_LINE = Side("thin", "FF7F7F7F")


class Look(NamedTuple):
    """How a cell looks.

    `form` is a number format; `fill` and `colour` are RGB; `line` is a rule above or below it; `upright` text reads
    upwards.
    """

    form: str = "General"
    bold: bool = False
    italic: bool = False
    size: int = 10
    colour: str = "000000"
    fill: str = ""
    align: Literal["left", "right", "center"] | None = None
    wrap: bool = False
    line: Literal["above", "below"] | None = None
    indent: int = 0
    open: bool = False
    quoted: bool = False
    upright: bool = False


TEXT = Look(align="left")
WRAPPED = Look(align="left", wrap=True)
STRONG = Look(align="left", bold=True)
TITLE = Look(align="left", bold=True, size=16)
NAMED = TITLE._replace(wrap=True)
"""A title that is somebody's name: it may be long."""

SECTION = Look(align="left", bold=True, size=12, line="below")
HEAD = Look(align="center", bold=True, fill="D9E2EC", wrap=True, line="below")
HEAD_LEFT = HEAD._replace(align="left")
NOTE = Look(align="left", wrap=True, italic=True, colour="404040")
STATE = Look(align="right", italic=True)
COUNT = Look("#,##0", align="right")
NUMBER = Look("#,##0.######", align="right")
PERCENT = Look("0.##%", align="right")
DATE = Look("yyyy-mm-dd", align="center")
INPUT_FILL = "FFF2CC"
GOOD, MIND, BAD = "C6EFCE", "FFEB9C", "FFC7CE"
"""Fills of what agrees, of what to look at, and of what does not; a word always says the same."""


def entry(look: Look) -> Look:
    """`look` of a cell a reader may change."""
    return look._replace(fill=INPUT_FILL, open=True)


def total(look: Look) -> Look:
    """`look` of a total: bold, under a line."""
    return look._replace(bold=True, line="above")


def amount(digits: int) -> Look:
    """Amounts of a currency that has `digits` decimals."""
    return Look(plain_form(digits), align="right")


def plain_form(digits: int) -> str:
    """The number format of amounts whose currency is said elsewhere."""
    return "#,##0" + ("." + "0" * digits if digits else "")


def money_form(currency: str, digits: int, language: str) -> str:
    """The number format of an amount that stands alone, its currency with it; the sign only where it is at home."""
    plain = plain_form(digits)
    return f'{plain}\\ "₽"' if (currency, language) == ("RUB", "ru") else f'"{currency}"\\ {plain}'


def style_number(sheet: Worksheet, look: Look) -> int:
    """The number of `look` in the workbook's table of styles, which it is added to."""
    cell = Cell(sheet, row=1, column=1)  # not of the sheet: it is only styled
    cell.font = Font(FONT, look.size, look.bold, look.italic, color=f"FF{look.colour}")
    cell.number_format = look.form
    vertical = "center" if look.line == "below" else "top"
    turned = _UPRIGHT if look.upright else 0
    cell.alignment = Alignment(look.align, vertical, turned, look.wrap, indent=look.indent)
    if look.fill:
        cell.fill = PatternFill("solid", f"FF{look.fill}")
    if look.line:
        cell.border = Border(top=_LINE) if look.line == "above" else Border(bottom=_LINE)
    if look.open:
        cell.protection = Protection(locked=False)
    if look.quoted:
        cell.quotePrefix = True
    return int(cell.style_id)
