"""How large and how fine each figure of a model can become, and whether a target can hold it.

What is proven, by interval arithmetic over exact numbers, for all inputs within their ranges and on their steps:

* `low <= value <= high` for every cell, and for every part of its formula that can come into play (a branch of a
  Choose or a row of a Step that no input reaches does not; a division by zero yields no value, so none is counted);
* value x `denominator` is whole. A division by a figure that varies makes the denominator None until the next Round;
* `largest` bounds every whole number met by a computation that keeps each figure as numerator/divisor, never reduces
  it, brings sums, comparisons and branches to a common divisor (the least one; the product where a divisor varies) and
  rounds a quotient n/d by (2n + d) // 2d. The vector target is such a computation; its numbers stay below 2**63.

`require` says of Excel and JavaScript that the *exact* value of each cell has at most 15 decimal digits (below 10**15
of its last decimal place) or is a safe integer (below 2**53 of it), so that it can be written down unchanged. It does
not prove that arithmetic in binary floats arrives at that value: those renderers round twice or count in whole numbers.
The intervals forget that one input moves several figures together: a bound may be wider than the truth, never tighter.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from math import ceil, floor, lcm, prod
from typing import Any, Literal, NamedTuple

from crm_planner.errors import ModelError, TargetRefused
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
    parts,
)
from crm_planner.formula.model import Model
from crm_planner.formula.rounding import rounded

Target = Literal["exact", "vector", "excel", "javascript"]

LIMITS: dict[Target, tuple[int, str]] = {
    "vector": (2**63, "2**63, the end of a 64-bit whole number"),
    "excel": (10**15, "10**15, the 15 digits of a spreadsheet"),
    "javascript": (2**53, "2**53, the end of the safe whole numbers"),
}
"""The whole number each target has to stay below, and what it is."""


class Range(NamedTuple):
    """The values one figure can take: numerator/divisor, between low and high."""

    low: Fraction
    high: Fraction
    numerator: int
    """The largest numerator, without its sign."""
    divisor: int
    """The divisor, or the largest one if it varies."""
    fixed: bool
    """Whether the divisor is the same for all inputs."""
    largest: int
    """The largest whole number met on the way to this figure, its own included."""

    @property
    def denominator(self) -> int | None:
        """The number that makes every value whole, or None if it is not known."""
        return self.divisor if self.fixed else None


Ranges = Mapping[str, Range]
_Pick = Callable[[Iterable[Fraction]], Fraction]


def bounds(model: Model) -> Ranges:
    """The range of every input and cell. Raises ModelError where none exists: a division always or almost by zero."""
    ranges: dict[str, Range] = {}
    for name, given in model.inputs.items():
        ranges[name] = _range(Fraction(given.low), Fraction(given.high), Fraction(given.step).denominator)
    for name, cell in model.cells.items():
        try:
            ranges[name] = range_of(cell.formula, ranges)
        except ModelError as error:
            raise ModelError(f"cell '{name}' {error}") from None
    return ranges


def range_of(expression: Expression, ranges: Ranges) -> Range:
    """The range of one expression over figures whose `ranges` are known."""
    return _RANGES[type(expression)](expression, ranges)


def require(model: Model, target: Target) -> None:
    """Refuse a model that `target` cannot hold; exact holds every one.

    Raises TargetRefused naming the first cell that is too large, too fine or without bounds, and its figure.
    """
    if target == "exact":
        return
    limit, meaning = LIMITS[target]
    try:
        ranges = bounds(model)
    except ModelError as error:
        raise TargetRefused(f"{target} cannot hold the model: {error}") from None
    for name, figures in ranges.items():
        taken = figures.largest if target == "vector" else _digits(figures)
        if taken is None:
            raise TargetRefused(f"{target} cannot hold '{name}': its digits need not end; round it to a step")
        if taken >= limit:
            reach = f"{floor(figures.low):,} to {ceil(figures.high):,}"
            raise TargetRefused(f"{target} cannot hold '{name}' ({reach}): it takes {taken:,}, not below {meaning}")


def _digits(figures: Range) -> int | None:
    """The largest value counted in its own last decimal place; None if no number of places writes every value."""
    if figures.fixed:
        for places in range(figures.divisor.bit_length()):
            scale: int = 10**places
            if scale % figures.divisor == 0:
                return figures.numerator * (scale // figures.divisor)
    return None


def _range(low: Fraction, high: Fraction, divisor: int, *met: int, numerator: int | None = None) -> Range:
    """A range with a fixed divisor, or one with a varying divisor and the `numerator` over it."""
    fixed = numerator is None
    above = ceil(max(abs(low), abs(high)) * divisor) if numerator is None else numerator
    return Range(low, high, above, divisor, fixed, max(above, divisor, *met))


def _constant(value: Exact) -> Range:
    exact = Fraction(value)
    return _range(exact, exact, exact.denominator)


class _Common(NamedTuple):
    """Several figures brought to one divisor."""

    divisor: int
    fixed: bool
    numerators: list[int]
    met: int


def _common(several: Iterable[Range]) -> _Common:
    ranges = list(several)
    fixed = all(one.fixed for one in ranges)
    divisors = [one.divisor for one in ranges]
    divisor = lcm(*divisors) if fixed else prod(divisors)
    numerators = [one.numerator * (divisor // one.divisor) for one in ranges]
    return _Common(divisor, fixed, numerators, max(divisor, *numerators, *(one.largest for one in ranges)))


def _sum(low: Fraction, high: Fraction, terms: Iterable[Range]) -> Range:
    common = _common(terms)
    numerator = sum(common.numerators)
    return _range(low, high, common.divisor, numerator, common.met, numerator=None if common.fixed else numerator)


def _one_of(several: list[Range], lowest: _Pick, highest: _Pick, *met: int) -> Range:
    """Whichever of `several`: its low end is the lowest or highest of theirs, and so is its high end."""
    common = _common(several)
    low, high = lowest(one.low for one in several), highest(one.high for one in several)
    numerator = None if common.fixed else max(common.numerators)
    return _range(low, high, common.divisor, common.met, *met, numerator=numerator)


def _several(nodes: Iterable[Expression], ranges: Ranges) -> list[Range]:
    return [range_of(node, ranges) for node in nodes]


def _add(node: Add, ranges: Ranges) -> Range:
    terms = _several(node.terms, ranges)
    zero = Fraction()
    return _sum(sum((term.low for term in terms), zero), sum((term.high for term in terms), zero), terms)


def _subtract(node: Subtract, ranges: Ranges) -> Range:
    left, right = _several(parts(node), ranges)
    return _sum(left.low - right.high, left.high - right.low, (left, right))


def _times(left: Range, right: Range) -> Range:
    corners = [one * other for one in left[:2] for other in right[:2]]
    numerator, divisor = left.numerator * right.numerator, left.divisor * right.divisor
    varying = None if left.fixed and right.fixed else numerator
    return _range(min(corners), max(corners), divisor, numerator, left.largest, right.largest, numerator=varying)


def _divide(node: Divide, ranges: Ranges) -> Range:
    left, right = _several(parts(node), ranges)
    reciprocals = [1 / end for end in _without_zero(right)]
    fixed = right.fixed and right.low == right.high
    upside_down = Range(
        min(reciprocals), max(reciprocals), right.divisor, max(right.numerator, 1), fixed, right.largest
    )
    return _times(left, upside_down)


def _without_zero(divisor: Range) -> list[Fraction]:
    """The ends of a divisor's range on either side of zero; of whole 1/d parts, none is nearer to zero than 1/d."""
    if not divisor.low <= 0 <= divisor.high:
        return [divisor.low, divisor.high]
    if divisor.low == divisor.high:
        raise ModelError("always divides by zero")
    if not divisor.fixed:
        raise ModelError("divides by a figure that may come as near to zero as one likes; round that figure first")
    nearest = Fraction(1, divisor.divisor)
    below = [divisor.low, -nearest] if divisor.low < 0 else []
    return [*below, nearest, divisor.high] if divisor.high > 0 else below


def _round(node: Round, ranges: Ranges) -> Range:
    of, step = range_of(node.of, ranges), Fraction(node.step)
    low, high = (rounded(end, node.step, node.mode) for end in (of.low, of.high))
    numerator, divisor = of.numerator * step.denominator, of.divisor * step.numerator
    return _range(low, high, step.denominator, 2 * numerator + divisor, 2 * divisor, of.largest)


def _ceiling(node: Ceiling, ranges: Ranges) -> Range:
    of = range_of(node.of, ranges)
    return _range(Fraction(ceil(of.low)), Fraction(ceil(of.high)), 1, of.largest)


def _step(node: Step, ranges: Ranges) -> Range:
    of = range_of(node.of, ranges)
    first, last = bisect_left(node.bounds, of.low), bisect_left(node.bounds, of.high)
    rows = [_constant(value) for value in node.values[first : last + 1]]
    return _one_of(rows, min, max, _common([of, *map(_constant, node.bounds)]).met)


def _choose(node: Choose, ranges: Ranges) -> Range:
    left, right = range_of(node.left, ranges), range_of(node.right, ranges)
    reached = []
    if left.low <= right.high:
        reached.append(node.then)
    if left.high > right.low:
        reached.append(node.otherwise)
    return _one_of(_several(reached, ranges), min, max, _common((left, right)).met)


_RANGES: dict[type[Expression], Callable[[Any, Ranges], Range]] = {
    Number: lambda node, _: _constant(node.value),
    Ref: lambda node, ranges: ranges[node.name],
    Add: _add,
    Subtract: _subtract,
    Multiply: lambda node, ranges: reduce(_times, _several(node.factors, ranges)),
    Divide: _divide,
    Round: _round,
    Ceiling: _ceiling,
    Minimum: lambda node, ranges: _one_of(_several(node.of, ranges), min, min),
    Maximum: lambda node, ranges: _one_of(_several(node.of, ranges), max, max),
    Step: _step,
    Choose: _choose,
}
