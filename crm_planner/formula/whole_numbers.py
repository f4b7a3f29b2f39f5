"""Quotients of whole numbers, rounded, at many points at once: never a float, the same for 64 bits and Python's own.

`signed` says whether a dividend may be below 0; knowing that it cannot saves half of the time. Divisors are above 0.
"""

from collections.abc import Callable

from crm_planner.formula.arrays import Array, Bools, np
from crm_planner.money import RoundingMode

Divisor = Array | int
_Quotient = Callable[[Array, Divisor, bool], Array]


def half_up(dividend: Array, divisor: Divisor, signed: bool) -> Array:  # noqa: FBT001
    """The nearest whole number, of two equally near ones the one away from 0.

    (n + d // 2) // d is (2n + d) // 2d without the doubling: where d is odd there is no tie, and half of d may lose
    its fraction. Below 0 a tie goes down, so that it must not quite reach the next number.
    """
    half = divisor // 2
    if not signed:
        return (dividend + half) // divisor
    return (dividend + half - ((dividend < 0) & _is_even(divisor))) // divisor


def half_even(dividend: Array, divisor: Divisor, signed: bool) -> Array:  # noqa: FBT001
    """The nearest whole number, of two equally near ones the even one."""
    half, below = divisor // 2, dividend // divisor
    rest = dividend - below * divisor
    tie_to_above = (rest == half) & (below % 2 == 1) & _is_even(divisor)
    nearest: Array = below + ((rest > half) | tie_to_above)
    return nearest


def away_from_zero(dividend: Array, divisor: Divisor, signed: bool) -> Array:  # noqa: FBT001
    """The next whole number away from 0."""
    return (dividend + (_where(dividend > 0, dividend, divisor - 1) if signed else divisor - 1)) // divisor


def towards_zero(dividend: Array, divisor: Divisor, signed: bool) -> Array:  # noqa: FBT001
    """The next whole number towards 0."""
    return (dividend + (_where(dividend < 0, dividend, divisor - 1) if signed else 0)) // divisor


def ceiling(dividend: Array, divisor: Divisor) -> Array:
    """The next whole number above."""
    return -(-dividend // divisor)


ROUNDED: dict[RoundingMode, _Quotient] = {
    RoundingMode.HALF_UP: half_up,
    RoundingMode.HALF_EVEN: half_even,
    RoundingMode.UP: away_from_zero,
    RoundingMode.DOWN: towards_zero,
}
"""The quotient each mode of rounding takes."""


def _is_even(divisor: Divisor) -> Bools | bool:
    even: Bools | bool = divisor % 2 == 0
    return even


def _where(holds: Bools, alike: Array, number: Divisor) -> Array:
    """`number` in whole numbers like those of `alike` where something holds, else 0; numpy alone might take floats."""
    return np.where(holds, np.asarray(number, dtype=alike.dtype), np.zeros(1, dtype=alike.dtype))
