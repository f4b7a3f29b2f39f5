"""A part of a spreadsheet formula: its text, the range of its figures, and what binary floats can have lost of them."""

from fractions import Fraction
from math import inf
from typing import NamedTuple

from crm_planner.formula.ranges import Range

SLIP = 2.0**-48
"""What a spreadsheet may lose in a sum, of its largest part: it takes what is as close as that to zero for zero."""

HALF_DIGIT = 2.0**-52
"""What is lost in writing a decimal figure, in a product or a quotient, of the figure."""

WRITTEN_DOWN = HALF_DIGIT * 2
"""What a figure can be off that is written down, or that was just rounded, of the figure."""


SUM, PRODUCT, ATOM = range(3)
"""How closely a text binds."""


class Shown(NamedTuple):
    """A part of a formula: its text, how closely that binds, its range, the error of floats, and how deep it nests."""

    text: str
    binds: int
    reach: Range
    error: float
    relative: float = inf
    """The error as a share of the figure itself, however small that is; not known of a sum whose terms may cancel."""
    depth: int = 0

    def within(self, binds: int) -> str:
        """The text, in parentheses where what stands around it binds more closely."""
        return self.text if self.binds >= binds else f"({self.text})"

    def to_the(self, times: int) -> str:
        """The text of a factor as often as it stands in a row: `(rate+1)^4` of four."""
        return self.within(PRODUCT) if times == 1 else f"{self.within(ATOM)}^{times}"

    @property
    def largest(self) -> float:
        """The largest value, without its sign."""
        return as_float(self.reach.size)


def as_float(figure: Fraction) -> float:
    """As `float`, which takes longer."""
    return figure.numerator / figure.denominator


Known = tuple[Range, float, float]
"""Of a cell that formulas refer to: its range, the error of floats, and that error as a share of the figure."""


def written_down(reach: Range) -> Known:
    """A figure a spreadsheet holds as closely as it can: written down, or a whole number of steps."""
    return reach, as_float(reach.size) * WRITTEN_DOWN, WRITTEN_DOWN


def error_of_product(left: tuple[float, float], right: tuple[float, float]) -> tuple[float, float]:
    """The largest value of a product, and its error, from those of two factors."""
    largest = left[0] * right[0]
    return largest, left[1] * right[0] + left[0] * right[1] + left[1] * right[1] + largest * HALF_DIGIT


def nearest_to_zero(reach: Range) -> Fraction:
    """The smallest size of a divisor that is not zero."""
    if reach.low <= 0 <= reach.high:
        return reach.scale / reach.divisor
    return min(abs(reach.low), abs(reach.high))
