"""What can stand in a cell of the workbook: a figure of the model, the same shown again, a formula, text or a value."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from crm_planner.text import Message, Text

At = Callable[[str], str]
"""The address of a named cell, as a formula of the sheet it is written in refers to it."""

Value = Decimal | Fraction | int | str
"""What a formula gives: a number, or a text."""


class Figure(NamedTuple):
    """The home of a cell or input of the model: the one place where its formula, or its value, stands."""

    name: str


class Same(NamedTuple):
    """A figure that has its home elsewhere, shown once more."""

    name: str


class Live(NamedTuple):
    """A formula that is no cell of the model, without its equals sign, and what it gives at the brief's values."""

    write: Callable[[At], str]
    value: Value


class Filled(NamedTuple):
    """One formula filled down, the `number` of the sheet: written in the first of `cells`, shifted in the others.

    What it refers to beyond its row must be fixed.
    """

    write: Callable[[At], str]
    value: Value
    number: int
    cells: str


class Stamp(NamedTuple):
    """The digest of all sheets before the one it stands in: whoever makes them again gets the same, or knows."""


Content = Stamp | Figure | Same | Live | Filled | Message | Text | Decimal | Fraction | int | date | str | None
"""A text is written as the reader's language has it, and is never a formula; None is an empty cell with a look."""


def quoted(text: str) -> str:
    """`text` as a constant of a formula."""
    return '"' + text.replace('"', '""') + '"'
