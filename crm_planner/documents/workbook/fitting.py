"""How wide columns and how high rows must be for what stands in them, as Arial takes room; Japanese takes twice."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from crm_planner.documents.workbook.looks import Look
from crm_planner.documents.workbook.sheet import Sheet

NARROWEST = 4.0
_USUAL_SIZE, _BOLD = 10, 1.08
_LINE = 1.3
"""Height of a line, times the size of its letters."""

_TWICE = {"W", "F"}
_WIDE = 1.9
_CAPITAL, _SMALL, _CYRILLIC, _THIN = 1.2, 0.95, 1.04, 0.5
_BROAD = frozenset("шщжмюыф@%mw—")
_THIN_SIGNS = frozenset(" .,:;!|'ijltfrI()[]/-1")


class _Widths(dict[str, float]):
    """How wide signs are, each looked at once."""

    def __missing__(self, sign: str) -> float:
        self[sign] = width = _sign_width(sign)
        return width


_WIDTHS = _Widths()


def text_width(text: str, look: Look) -> float:
    """The width of one line of `text` in digits, the unit of column widths."""
    return _plain_width(text) * _stretch(look) + look.indent


def _stretch(look: Look) -> float:
    """How much wider than plain text of the usual size."""
    return look.size / _USUAL_SIZE * (_BOLD if look.bold else 1)


def _plain_width(text: str) -> float:
    return sum(map(_WIDTHS.__getitem__, text))


def _sign_width(sign: str) -> float:
    if sign in _THIN_SIGNS:
        return _THIN
    if _is_wide(sign):
        return _WIDE
    if sign.isupper() or sign in _BROAD:
        return _CAPITAL
    return _CYRILLIC if sign > "\u0400" else _SMALL


def _is_wide(sign: str) -> bool:
    return sign > "\u1100" and unicodedata.east_asian_width(sign) in _TWICE


def lines_of(text: str, look: Look, width: float) -> int:
    """How many lines a wrapped text takes in a column of `width`."""
    room = max(width - 0.8, 1) / _stretch(look) - look.indent
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(line: str, room: float) -> int:
    """Words go to the next line whole; one longer than a line is broken, and Japanese anywhere."""
    if _plain_width(line) <= room:
        return 1
    lines, filled = 1, 0.0
    for word in line.split(" "):
        wide = _plain_width(word)
        space = _THIN if filled else 0.0
        if filled + space + wide <= room:
            filled += space + wide
        elif wide > room or any(map(_is_wide, word)):
            over = filled + space + wide
            lines += ceil(over / room) - 1
            filled = over % room
        else:
            lines, filled = lines + 1, wide
    return lines


def row_height(sheet: Sheet, row: int, texts: Iterable[tuple[int, str]], size: int) -> float | None:
    """The height of a row with wrapped `texts` (column and text), in points; None where the usual one will do."""
    lines = 1
    for column, text in texts:
        width = sheet.widths.get(column, NARROWEST)
        for one in range(column + 1, sheet.spanned.get((row, column), column) + 1):
            width += sheet.widths.get(one, NARROWEST)
        lines = max(lines, lines_of(text, sheet.cells[row, column].look, width))
    return ceil(lines * size * _LINE) + 2 if lines > 1 or size > _USUAL_SIZE else None


def fit(sheet: Sheet, values: Mapping[tuple[int, int], object]) -> None:
    """Give every column without a width the one that its cells need which neither wrap nor span several columns."""
    needed: dict[int, float] = {}
    for place, put in sheet.cells.items():
        column = place[1]
        if column not in sheet.widths and not put.look.wrap and place not in sheet.spanned:
            width = text_width(_as_shown(values[place], put.look), put.look)
            needed[column] = max(needed.get(column, 0.0), width)
    for column, width in needed.items():
        sheet.widths[column] = round(min(max(width + 1.8, NARROWEST), sheet.widest), 1)


def _as_shown(value: object, look: Look) -> str:
    """About as long as a spreadsheet shows it."""
    if isinstance(value, Decimal | Fraction | int):
        digits = look.form.partition(".")[2].count("0")
        return f"{float(value):,.{digits}f}" + ("00" if look.form.endswith("%") else "") + _signs(look)
    return "0000-00-00" if isinstance(value, date) else str(value or "")


def _signs(look: Look) -> str:
    """The words of a number format."""
    return "".join(look.form.split('"')[1::2]) + " "
