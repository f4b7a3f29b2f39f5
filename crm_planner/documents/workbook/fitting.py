"""How wide columns and how high rows must be for what stands in them, as Arial 10 takes room; Japanese takes twice."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from crm_planner.documents.workbook.looks import Look
from crm_planner.documents.workbook.sheet import Sheet

NARROWEST = 4.0
_USUAL_SIZE = 10
_LINE = 1.3
"""Height of a line, times the size of its letters."""

_TWICE = {"W", "F"}
_WIDE = 1.9
_CAPITAL, _SMALL, _CYRILLIC, _THIN = 1.2, 0.95, 1.04, 0.5
_BROAD = frozenset("шщжмюыф@%mw—")
_THIN_SIGNS = frozenset(" .,:;!|'ijltfrI()[]/-1")


def text_width(text: str, look: Look) -> float:
    """The width of one line of `text` in digits, the unit of column widths."""
    width = sum(_sign_width(sign) for sign in text)
    return width * look.size / _USUAL_SIZE * (1.08 if look.bold else 1) + look.indent


def _sign_width(sign: str) -> float:
    if sign in _THIN_SIGNS:
        return _THIN
    if sign > "\u1100" and unicodedata.east_asian_width(sign) in _TWICE:
        return _WIDE
    if sign.isupper() or sign in _BROAD:
        return _CAPITAL
    return _CYRILLIC if sign > "\u0400" else _SMALL


def lines_of(text: str, look: Look, width: float) -> int:
    """How many lines a wrapped text takes in a column of `width`."""
    room = max(width - 0.8, 1)
    return sum(_lines(line, look, room) for line in text.split("\n"))


def _lines(line: str, look: Look, room: float) -> int:
    """Words go to the next line whole; one longer than a line is broken, and Japanese anywhere."""
    lines, filled = 1, 0.0
    for word in line.split(" "):
        wide = text_width(word, look)
        space = _THIN if filled else 0.0
        breaks_anywhere = any(unicodedata.east_asian_width(sign) in _TWICE for sign in word)
        if filled + space + wide <= room:
            filled += space + wide
        elif breaks_anywhere or wide > room:
            over = filled + space + wide
            lines += ceil(over / room) - 1
            filled = over % room
        else:
            lines, filled = lines + 1, wide
    return lines


def row_height(sheet: Sheet, row: int, texts: Iterable[tuple[int, str]], sizes: Iterable[int]) -> float | None:
    """The height of a row with wrapped `texts` (column and text), in points; None where the usual one will do."""
    spans = {first: last for at, first, last in sheet.spans if at == row}
    lines, size = 1, max(sizes, default=_USUAL_SIZE)
    for column, text in texts:
        width = sum(column_width(sheet, one) for one in range(column, spans.get(column, column) + 1))
        lines = max(lines, lines_of(text, sheet.cells[row, column].look, width))
    return ceil(lines * size * _LINE) + 2 if lines > 1 or size > _USUAL_SIZE else None


def column_width(sheet: Sheet, column: int) -> float:
    """The width that is given to a column, or fitted to it before."""
    return sheet.widths.get(column, NARROWEST * 2)


def fit(sheet: Sheet, values: Mapping[tuple[int, int], object]) -> None:
    """Give every column without a width the one that its cells need which neither wrap nor span several columns."""
    needed: dict[int, float] = {}
    spanned = {(row, first) for row, first, _ in sheet.spans}
    for place, put in sheet.cells.items():
        if not put.look.wrap and place not in spanned:
            width = text_width(_as_shown(values[place], put.look), put.look)
            needed[place[1]] = max(needed.get(place[1], 0.0), width)
    for column, width in needed.items():
        sheet.widths.setdefault(column, round(min(max(width + 1.8, NARROWEST), sheet.widest), 1))


def _as_shown(value: object, look: Look) -> str:
    """About as long as a spreadsheet shows it."""
    if isinstance(value, Decimal | Fraction | int):
        digits = look.form.partition(".")[2].count("0")
        return f"{float(value):,.{digits}f}" + ("00" if look.form.endswith("%") else "") + _signs(look)
    return "0000-00-00" if isinstance(value, date) else str(value or "")


def _signs(look: Look) -> str:
    """The words of a number format."""
    return "".join(look.form.split('"')[1::2]) + " "
