"""The same formulas computed once more, another way: in Fractions only."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor, prod

from crm_planner.formula.expression import (
    Add,
    Ceiling,
    Choose,
    Divide,
    Expression,
    Maximum,
    Minimum,
    Multiply,
    Number,
    Ref,
    Round,
    Step,
    Subtract,
)
from crm_planner.money import RoundingMode


def fraction(node: Expression, values: Mapping[str, Fraction]) -> Fraction:  # noqa: C901 - one case a node
    """The value of `node`, in Fractions only. Raises ZeroDivisionError."""
    match node:
        case Number(value, _):
            return Fraction(value)
        case Ref(name):
            return values[name]
        case Add(terms):
            return sum((fraction(term, values) for term in terms), Fraction())
        case Subtract(left, right):
            return fraction(left, values) - fraction(right, values)
        case Multiply(factors):
            return prod((fraction(factor, values) for factor in factors), start=Fraction(1))
        case Divide(left, right):
            return fraction(left, values) / fraction(right, values)
        case Round(of, step, mode):
            return rounded(fraction(of, values) / Fraction(step), mode) * Fraction(step)
        case Ceiling(of):
            return Fraction(-floor(-fraction(of, values)))
        case Minimum(of):
            return min(fraction(one, values) for one in of)
        case Maximum(of):
            return max(fraction(one, values) for one in of)
        case Step(of, bounds, rows, _):
            figure = fraction(of, values)
            return Fraction(rows[sum(figure > bound for bound in bounds)])
        case Choose(left, right, then, otherwise):
            return fraction(then if fraction(left, values) <= fraction(right, values) else otherwise, values)
    raise AssertionError(node)


def rounded(value: Fraction, mode: RoundingMode) -> int:
    """Rounding to a whole number, spelt out: the size is cut, what was cut off decides, the sign comes back."""
    size = abs(value)
    whole = size.numerator // size.denominator
    rest = size - whole
    half = Fraction(1, 2)
    away = {
        RoundingMode.HALF_UP: rest >= half,
        RoundingMode.HALF_EVEN: rest > half or (rest == half and whole % 2 == 1),
        RoundingMode.UP: rest > 0,
        RoundingMode.DOWN: False,
    }[mode]
    return (whole + away) * (1 if value >= 0 else -1)
