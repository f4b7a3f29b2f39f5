"""The cells of a sheet as XML: each formula with the value it gives, so that readers who do not calculate see figures.

openpyxl writes formulas without their values, and takes several times as long; it writes everything around them.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from xml.sax.saxutils import escape

from crm_planner.documents.workbook.content import Content
from crm_planner.documents.workbook.fitting import fit, row_height
from crm_planner.documents.workbook.looks import Look
from crm_planner.documents.workbook.sheet import Put, Sheet, address
from crm_planner.errors import TargetRefused
from crm_planner.formula.expression import Exact

DIGITS = 15
"""Decimal digits of a number that a spreadsheet keeps."""

LONGEST_TEXT = 32_767
"""Signs of a text in one cell."""

NOTHING = "#N/A"
"""What a formula gives where there is no figure for a chart, which leaves a gap."""

_FIRST_DAY = date(1899, 12, 30)
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_SIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_COMMAND = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Written(NamedTuple):
    """A cell as it is written: its value, and the formula that gives it.

    `filled` is the number of a formula that is filled down, the cells it is in, and the first of them, which holds it.
    """

    value: Exact | int | date | str | None
    formula: str = ""
    filled: tuple[int, str, str] | None = None


def sheet_data(sheet: Sheet, written: Callable[[Content], Written], look: Callable[[Look], int]) -> str:
    """The element `sheetData` of `sheet`. Raises TargetRefused for a figure or a text no spreadsheet holds."""
    rows, known = [], {place: written(put.content) for place, put in sheet.cells.items()}
    fit(sheet, {place: one.value for place, one in known.items()})
    for row, cells in sheet.in_order():
        found = [(column, put, known[row, column]) for column, put in cells]
        texts = [(column, one.value) for column, put, one in found if put.look.wrap and isinstance(one.value, str)]
        height = sheet.heights.get(row) or row_height(sheet, row, texts, max(put.look.size for _, put in cells))
        xml = "".join(_cell(address(row, column), put, one, look) for column, put, one in found)
        rows.append(f'<row r="{row}"{_row_marks(sheet, row, height)}>{xml}</row>')
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _row_marks(sheet: Sheet, row: int, height: float | None) -> str:
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    level = sheet.groups.get(row)
    return tall + (f' outlineLevel="{level}"' if level else "")


def _cell(place: str, put: Put, one: Written, look: Callable[[Look], int]) -> str:
    value, wanted = one.value, put.look
    if isinstance(value, str) and not one.formula and value.startswith(_COMMAND):
        wanted = wanted._replace(quoted=True)
    style = f' s="{look(wanted)}"'
    if value is None:
        return f'<c r="{place}"{style}/>'
    if one.formula:
        kind = "" if not isinstance(value, str) else ' t="e"' if value == NOTHING else ' t="str"'
        return f'<c r="{place}"{style}{kind}>{_written(place, one)}<v>{_shown(value)}</v></c>'
    if isinstance(value, str):
        kept = ' xml:space="preserve"' if value != " ".join(value.split()) else ""
        return f'<c r="{place}"{style} t="inlineStr"><is><t{kept}>{_text(value)}</t></is></c>'
    return f'<c r="{place}"{style}><v>{_given(place, value)}</v></c>'


def _written(place: str, one: Written) -> str:
    """The formula, or that it is the one of a cell above."""
    if one.filled is None:
        return f"<f>{escape(one.formula)}</f>"
    number, cells, first = one.filled
    if place != first:
        return f'<f t="shared" si="{number}"/>'
    return f'<f t="shared" ref="{cells}" si="{number}">{escape(one.formula)}</f>'


def _shown(value: Exact | int | date | str) -> str:
    return _text(value) if isinstance(value, str) else _number(value)


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise TargetRefused(f"excel cannot hold a text of {len(value):,} signs in a cell: '{value[:40]}...'")
    return escape(_NO_SIGN.sub("\ufffd", _CODED.sub("_x005F_", value)))


def _given(place: str, value: Exact | int | date) -> str:
    """A number that is written down: not one digit of it may be lost."""
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > DIGITS:
        raise TargetRefused(f"excel cannot hold {value:f} ({place}): it has more than {DIGITS} digits")
    return _number(value)


def _number(value: Exact | int | date) -> str:
    if isinstance(value, date):
        return str((value - _FIRST_DAY).days)
    if isinstance(value, Decimal):
        return f"{value:f}" if len(value.as_tuple().digits) <= DIGITS else repr(float(value))
    if isinstance(value, Fraction):
        return repr(value.numerator / value.denominator)
    return str(value)
