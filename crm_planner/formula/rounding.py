"""The ways of rounding, for Decimals by the decimal module's own name and for Fractions as a function."""

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

from crm_planner.money import RoundingMode

DECIMAL_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.UP: ROUND_UP,
    RoundingMode.DOWN: ROUND_DOWN,
}
"""What the decimal module calls each mode; its half up, like ours, is away from zero."""

_HALF = Fraction(1, 2)

_WHOLE: dict[str, Callable[[Fraction], int]] = {
    ROUND_HALF_UP: lambda value: math.floor(value + _HALF) if value > 0 else math.ceil(value - _HALF),
    ROUND_HALF_EVEN: round,
    ROUND_UP: lambda value: math.ceil(value) if value > 0 else math.floor(value),
    ROUND_DOWN: math.trunc,
    ROUND_CEILING: math.ceil,
}


def whole(value: Fraction, mode: str) -> int:
    """`value` rounded to a whole number by a mode of the decimal module."""
    return _WHOLE[mode](value)


def rounded(value: Fraction, step: Decimal, mode: RoundingMode) -> Fraction:
    """`value` rounded to a multiple of `step`, without a limit on its digits."""
    return whole(value / Fraction(step), DECIMAL_MODES[mode]) * Fraction(step)
