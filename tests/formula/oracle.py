"""The same formulas computed twice more, another way each: in Fractions, and in whole numbers that are counted."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor, lcm, prod

from crm_planner.formula.bounds import Ranges, range_of
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


Pair = tuple[int, int]
"""A numerator and a divisor above 0, not reduced."""


class WholeNumbers:
    """Computes formulas in whole numbers, as the docstring of bounds says, and remembers the largest it met."""

    def __init__(self, ranges: Ranges, values: dict[str, Pair]) -> None:
        self.ranges = ranges
        self.values = values
        self.largest = 0

    def meet(self, *numbers: int) -> None:
        self.largest = max(self.largest, *map(abs, numbers))

    def pair(self, numerator: int, divisor: int) -> Pair:
        self.meet(numerator, divisor)
        return numerator, divisor

    def common(self, nodes: tuple[Expression, ...]) -> tuple[list[int], int]:
        pairs = [self.compute(node) for node in nodes]
        fixed = all(range_of(node, self.ranges).fixed for node in nodes)
        divisors = [divisor for _, divisor in pairs]
        divisor = lcm(*divisors) if fixed else prod(divisors)
        numerators = [numerator * (divisor // own) for numerator, own in pairs]
        self.meet(divisor, *numerators)
        return numerators, divisor

    def compute(self, node: Expression) -> Pair:  # noqa: C901 - one case a node
        match node:
            case Number(value, _):
                return self.pair(*Fraction(value).as_integer_ratio())
            case Ref(name):
                return self.values[name]
            case Add(terms):
                numerators, divisor = self.common(terms)
                return self.pair(sum(numerators), divisor)
            case Subtract(left, right):
                (one, other), divisor = self.common((left, right))
                return self.pair(one - other, divisor)
            case Multiply(factors):
                product = self.compute(factors[0])
                for factor in factors[1:]:
                    numerator, divisor = self.compute(factor)
                    product = self.pair(product[0] * numerator, product[1] * divisor)
                return product
            case Divide(left, right):
                (above, part), (below, of) = self.compute(left), self.compute(right)
                return self.pair(above * of * (1 if below > 0 else -1), part * abs(below))
            case Round(of, step, mode):
                return self.round(self.compute(of), Fraction(step), mode)
            case Ceiling(of):
                numerator, divisor = self.compute(of)
                return self.pair(-(-numerator // divisor), 1)
            case Minimum(of) | Maximum(of):
                numerators, divisor = self.common(of)
                return self.pair((min if isinstance(node, Minimum) else max)(numerators), divisor)
            case Step(of, bounds, rows, _):
                (figure, *marks), _ = self.common((of, *map(Number, bounds)))
                return self.fitted(node, Fraction(rows[sum(figure > mark for mark in marks)]).as_integer_ratio())
            case Choose(left, right, then, otherwise):
                (one, other), _ = self.common((left, right))
                return self.fitted(node, self.compute(then if one <= other else otherwise))
        raise AssertionError(node)

    def round(self, of: Pair, step: Fraction, mode: RoundingMode) -> Pair:
        numerator, divisor = of[0] * step.denominator, of[1] * step.numerator
        steps = rounded(Fraction(numerator, divisor), mode)
        if mode is RoundingMode.HALF_UP:
            self.meet(2 * abs(numerator) + divisor, 2 * divisor)
            assert abs(steps) == (2 * abs(numerator) + divisor) // (2 * divisor)
        return self.pair(steps * step.numerator, step.denominator)

    def fitted(self, node: Expression, pair: Pair) -> Pair:
        """`pair` over the divisor that all rows or branches share, if there is one."""
        whole = range_of(node, self.ranges)
        scale = whole.divisor // pair[1] if whole.fixed else 1
        return self.pair(pair[0] * scale, pair[1] * scale)
