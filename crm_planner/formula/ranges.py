"""The values a figure can take, by interval arithmetic over exact numbers, for all inputs in range and on their steps.

* `low <= value <= high` for every part of a formula that can come into play (a branch of a Choose or a row of a Step
  that no input reaches does not; a division by zero yields no value, so none is counted);
* the value is a whole number times `scale`. A division by a figure that varies makes it a whole number times `scale`,
  divided by another whole number, until the next Round;
* `largest` bounds every whole number met by a computation that keeps these whole numbers only and knows the scales
  beforehand: it brings sums, comparisons and branches to the largest scale that all of them are multiples of, and
  rounds half up by (n + d // 2) // d, which is (2n + d) // 2d without the doubling. The vector target is that.

The intervals forget that one input moves several figures together: a bound may be wider than the truth, never tighter.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import partial, reduce
from math import ceil, gcd, lcm, prod
from typing import Any, NamedTuple

from crm_planner.errors import ModelError
from crm_planner.formula.expression import (
    Add,
    Ceiling,
    Choose,
    Divide,
    Exact,
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
from crm_planner.formula.rounding import rounded


class Range(NamedTuple):
    """The values one figure can take: between low and high, and whole x scale / divisor."""

    low: Fraction
    high: Fraction
    scale: Fraction
    """What one of the whole numbers is worth; 0 if the figure is always 0."""
    whole: int
    """The largest of the whole numbers, without its sign."""
    largest: int
    """The largest whole number met on the way to this figure, its own included."""
    over: tuple[Expression, ...] = ()
    """The figures whose whole numbers make up the divisor; none: the divisor is 1."""
    divisor: int = 1
    """The largest divisor."""

    @property
    def size(self) -> Fraction:
        """The largest value, without its sign."""
        return _size(self.low, self.high)

    @property
    def denominator(self) -> int | None:
        """The number that makes every value whole, or None if it is not known."""
        return None if self.over else self.scale.denominator

    @property
    def settled(self) -> "Range":
        """This, when it has been computed: only its own whole numbers are met again."""
        return self._replace(largest=max(self.whole, self.divisor))


Ranges = Mapping[str, Range]
Reach = Callable[[Expression], Range]
"""The range of a part of the formula at hand."""
_Pick = Callable[[Iterable[Fraction]], Fraction]


def given_range(low: Exact, high: Exact, step: Exact) -> Range:
    """The range of a given figure, which is a multiple of `step`."""
    return _whole(Fraction(low), Fraction(high), Fraction(step)) if low < high else constant(low)


def range_of(expression: Expression, ranges: Ranges) -> Range:
    """The range of one expression over figures whose `ranges` are known."""
    if isinstance(expression, Ref):
        return ranges[expression.name].settled
    return range_from(expression, partial(range_of, ranges=ranges))


def range_from(expression: Expression, reach: Reach) -> Range:
    """The range of an expression whose parts have the ranges `reach` gives; it is asked for those in play only."""
    found = _RANGES[type(expression)](expression, reach)
    return found if found.low != found.high else constant(found.low)._replace(largest=found.largest)


def _times_in(value: Fraction, scale: Fraction) -> int:
    """How many whole `scale` a value holds, neither below 0; in whole numbers, for fractions are slow."""
    return value.numerator * scale.denominator // (value.denominator * scale.numerator) if scale.numerator else 0


def _whole(low: Fraction, high: Fraction, scale: Fraction, *met: int) -> Range:
    """A range without a divisor."""
    whole = _times_in(_size(low, high), scale)
    return Range(low, high, scale, whole, max(whole, *met) if met else whole)


def _size(low: Fraction, high: Fraction) -> Fraction:
    """The largest value between two, without its sign."""
    if low.numerator >= 0:
        return high
    return -low if high.numerator <= 0 else max(-low, high)


def constant(value: Exact) -> Range:
    """The range of a figure that is always the same."""
    exact = value if isinstance(value, Fraction) else Fraction(value)
    one = 1 if exact.numerator else 0
    return Range(exact, exact, abs(exact), one, one)


class Common(NamedTuple):
    """Several figures brought to one scale and one divisor: each whole number times a factor, times divisors."""

    scale: Fraction
    factors: tuple[int, ...]
    overs: tuple[tuple[Expression, ...], ...]
    """The divisors there are, each once; a whole number is multiplied by all but its own."""
    divisor: int
    wholes: tuple[int, ...]
    largest: int

    @property
    def over(self) -> tuple[Expression, ...]:
        """What makes up the common divisor."""
        return sum(self.overs, ())


def common(several: Iterable[Range]) -> Common:
    """What several figures have to be multiplied by before they can be added or compared."""
    ranges = list(several)
    scale = Fraction(gcd(*(one.scale.numerator for one in ranges)), lcm(*(one.scale.denominator for one in ranges)))
    factors = tuple(_times_in(one.scale, scale) for one in ranges)
    divisors = {one.over: one.divisor for one in ranges if one.over}
    divisor = prod(divisors.values())
    wholes = tuple(
        one.whole * factor * (divisor // divisors.get(one.over, 1)) for one, factor in zip(ranges, factors, strict=True)
    )
    met = max(divisor, *factors, *wholes, *(one.largest for one in ranges))
    return Common(scale, factors, tuple(divisors), divisor, wholes, met)


def _sum(low: Fraction, high: Fraction, terms: Iterable[Range]) -> Range:
    """The whole numbers on the way are at most as large as all terms together, whatever their signs."""
    alike = common(terms)
    met = max(alike.largest, sum(alike.wholes))
    if not alike.over:
        return _whole(low, high, alike.scale, met)
    return Range(low, high, alike.scale, sum(alike.wholes), met, alike.over, alike.divisor)


def _one_of(several: list[Range], lowest: _Pick, highest: _Pick, *met: int) -> Range:
    """Whichever of `several`: its low end is the lowest or highest of theirs, and so is its high end."""
    alike = common(several)
    low, high = lowest(one.low for one in several), highest(one.high for one in several)
    largest = max(alike.largest, *met) if met else alike.largest
    return Range(low, high, alike.scale, max(alike.wholes), largest, alike.over, alike.divisor)


def _add(node: Add, reach: Reach) -> Range:
    terms = list(map(reach, node.terms))
    zero = Fraction()
    return _sum(sum((term.low for term in terms), zero), sum((term.high for term in terms), zero), terms)


def _subtract(node: Subtract, reach: Reach) -> Range:
    left, right = reach(node.left), reach(node.right)
    return _sum(left.low - right.high, left.high - right.low, (left, right))


def _times(left: Range, right: Range) -> Range:
    low, high = _product_ends(left, right)
    whole, divisor = left.whole * right.whole, left.divisor * right.divisor
    largest = max(whole, divisor, left.largest, right.largest)
    over = left.over + right.over
    return Range(low, high, left.scale * right.scale, whole, largest, over, divisor)


def _product_ends(left: Range, right: Range) -> tuple[Fraction, Fraction]:
    if left.low.numerator >= 0 and right.low.numerator >= 0:
        return left.low * right.low, left.high * right.high
    corners = [one * other for one in left[:2] for other in right[:2]]
    return min(corners), max(corners)


def _divide(node: Divide, reach: Reach) -> Range:
    left, right = reach(node.left), reach(node.right)
    reciprocals = [1 / end for end in _without_zero(right)]
    if right.low == right.high:
        return _times(left, constant(reciprocals[0])._replace(largest=right.largest))
    low, high, scale = min(reciprocals), max(reciprocals), 1 / right.scale
    upside_down = Range(low, high, scale, right.divisor, right.largest, (node.right,), right.whole)
    return _times(left, upside_down)


def _without_zero(divisor: Range) -> list[Fraction]:
    """The ends of a divisor's range on either side of zero; without a divisor of its own, it is at least one scale."""
    if not divisor.low <= 0 <= divisor.high:
        return [divisor.low, divisor.high]
    if divisor.low == divisor.high:
        raise ModelError("always divides by zero")
    if divisor.over:
        raise ModelError("divides by a figure that may come as near to zero as one likes; round that figure first")
    nearest = divisor.scale
    below = [divisor.low, -nearest] if divisor.low < 0 else []
    return [*below, nearest, divisor.high] if divisor.high > 0 else below


def in_steps(of: Range, step: Exact | int) -> tuple[int, int]:
    """What a whole number is multiplied by, and then divided by, to count multiples of `step`."""
    return (of.scale / Fraction(step)).as_integer_ratio()


def _round(node: Round, reach: Reach) -> Range:
    of = reach(node.of)
    low, high = (rounded(end, node.step, node.mode) for end in (of.low, of.high))
    return _whole(low, high, Fraction(node.step), _met_by_rounding(of, node.step))


def _ceiling(node: Ceiling, reach: Reach) -> Range:
    of = reach(node.of)
    return _whole(Fraction(ceil(of.low)), Fraction(ceil(of.high)), Fraction(1), _met_by_rounding(of, 1))


def _met_by_rounding(of: Range, step: Exact | int) -> int:
    factor, divisor = in_steps(of, step)
    divisor *= of.divisor
    return max(of.whole * factor + (divisor if divisor > 1 else 0), factor, of.largest)


def _step(node: Step, reach: Reach) -> Range:
    of = reach(node.of)
    first, last = bisect_left(node.bounds, of.low), bisect_left(node.bounds, of.high)
    rows = list(map(constant, node.values[first : last + 1]))
    marks = node.bounds[first:last] if of.over else ()  # without a divisor, a bound is one whole number
    return _one_of(rows, min, max, of.largest, *(max(_met_by_comparing(of, mark)) for mark in marks))


def _met_by_comparing(of: Range, mark: Exact) -> tuple[int, int]:
    """The whole numbers on both sides where a figure with a divisor is compared with a bound of a table."""
    factor, divisor = against(of, mark)
    return of.whole * factor, of.divisor * abs(divisor)


def against(of: Range, mark: Exact) -> tuple[int, int]:
    """The factors of whole number and divisor by which whole x scale / divisor is compared with `mark`."""
    left, right = of.scale, Fraction(mark)
    scale = Fraction(gcd(left.numerator, right.numerator), lcm(left.denominator, right.denominator))
    return int(left / scale), int(right / scale)


def _choose(node: Choose, reach: Reach) -> Range:
    left, right = reach(node.left), reach(node.right)
    return _one_of(list(map(reach, in_play(node, left, right))), min, max, common((left, right)).largest)


def in_play(node: Choose, left: Range, right: Range) -> list[Expression]:
    """The branches that some input reaches, if what is compared has these ranges."""
    then = [node.then] if left.low <= right.high else []
    return [*then, node.otherwise] if left.high > right.low else then


_RANGES: dict[type[Expression], Callable[[Any, Reach], Range]] = {
    Number: lambda node, _: constant(node.value),
    Ref: lambda node, reach: reach(node),
    Add: _add,
    Subtract: _subtract,
    Multiply: lambda node, reach: reduce(_times, map(reach, node.factors)),
    Divide: _divide,
    Round: _round,
    Ceiling: _ceiling,
    Minimum: lambda node, reach: _one_of(list(map(reach, node.of)), min, min),
    Maximum: lambda node, reach: _one_of(list(map(reach, node.of)), max, max),
    Step: _step,
    Choose: _choose,
}
