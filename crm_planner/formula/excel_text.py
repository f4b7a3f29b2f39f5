"""The small pieces of a spreadsheet formula: figures as text, and a number of steps made whole in each way."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from crm_planner.formula.expression import Exact
from crm_planner.formula.ranges import Range
from crm_planner.money import RoundingMode


def number_text(value: Exact) -> str:
    """A figure in a formula; one below 0, and a quotient, in parentheses."""
    if isinstance(value, Fraction):
        return f"({value.numerator}/{value.denominator})"
    return f"({value:f})" if value < 0 else f"{value:f}"


def _half_even(close: str, _: Range) -> str:
    return f"IF({close}-INT({close})=0.5,2*ROUND({close}/2,0),ROUND({close},0))"


def _up(close: str, reach: Range) -> str:
    """Away from zero."""
    return _by_sign(close, reach, f"-INT(-{close})", f"INT({close})")


def _down(close: str, reach: Range) -> str:
    """Towards zero."""
    return _by_sign(close, reach, f"INT({close})", f"-INT(-{close})")


def _by_sign(close: str, reach: Range, positive: str, negative: str) -> str:
    if reach.low >= 0:
        return positive
    return negative if reach.high <= 0 else f"IF({close}<0,{negative},{positive})"


TIES = {RoundingMode.HALF_UP, RoundingMode.HALF_EVEN}
WHOLE: dict[RoundingMode, Callable[[str, Range], str]] = {
    RoundingMode.HALF_UP: lambda close, _: f"ROUND({close},0)",
    RoundingMode.HALF_EVEN: _half_even,
    RoundingMode.UP: _up,
    RoundingMode.DOWN: _down,
}
"""A number of steps, already rounded closely, as a whole one."""


def power_of_ten(step: Decimal) -> int | None:
    """The decimal places of a step of 0.01, 1 or 100; None for other steps."""
    digits = step.normalize().as_tuple()
    return -digits.exponent if digits.digits == (1,) and isinstance(digits.exponent, int) else None
