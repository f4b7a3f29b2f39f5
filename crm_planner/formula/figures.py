"""One figure at many points: whole numbers in an array, what divides them, and where there is no value.

A figure is whole x scale / divisor; its scale is known from its range, so that it is settled before the first point.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import mul
from typing import NamedTuple

from crm_planner.formula.arrays import Array, Bools, np
from crm_planner.formula.ranges import Range, common


class Figure(NamedTuple):
    """Whole numbers, their divisor unless it is 1, and where a division by zero left no value, unless it is nowhere."""

    whole: Array
    divisor: Array | None = None
    undefined: Bools | None = None


Figures = Mapping[str, Figure]
Compute = Callable[[Figures], Figure]


class Part(NamedTuple):
    """A part of a formula: its range, how it is computed, and whether that may divide by zero."""

    reach: Range
    compute: Compute
    risky: bool = False

    @property
    def is_constant(self) -> bool:
        return self.reach.low == self.reach.high and not self.risky


def constant(reach: Range, dtype: type) -> Compute:
    """How a figure that is always the same is computed: it is one whole scale, up or down."""
    figure = Figure(np.array([sign(reach)], dtype=dtype))
    return lambda _: figure


def sign(reach: Range) -> int:
    """The sign of a figure that is always the same."""
    return (reach.low > 0) - (reach.low < 0)


class Alike(NamedTuple):
    """The whole numbers of several figures over one scale and one divisor, and where each of them has no value."""

    wholes: list[Array]
    divisor: Array | None
    undefined: list[Bools | None]


def brought_together(parts: Sequence[Part]) -> Callable[[Figures], Alike]:
    """How several figures are brought to the scale and divisor they have in common."""
    shared = common(part.reach for part in parts)
    plain = [(part.compute, factor) for part, factor in zip(parts, shared.factors, strict=True)]
    if not shared.overs and not any(part.risky for part in parts):
        nowhere: list[Bools | None] = [None] * len(parts)
        return lambda figures: Alike([times(compute(figures).whole, by) for compute, by in plain], None, nowhere)

    def alike(figures: Figures) -> Alike:
        found = [part.compute(figures) for part in parts]
        wholes = [times(one.whole, factor) for one, factor in zip(found, shared.factors, strict=True)]
        missing = [one.undefined for one in found]
        if not shared.overs:
            return Alike(wholes, None, missing)
        divisors = {part.reach.over: by for part, (_, by, _) in zip(parts, found, strict=True) if by is not None}
        for number, part in enumerate(parts):
            others = (divisor for over, divisor in divisors.items() if over != part.reach.over)
            wholes[number] = reduce(mul, others, wholes[number])
        return Alike(wholes, product(divisors.values()), missing)

    return alike


def times(whole: Array, factor: int) -> Array:
    """`whole` x `factor`, without the work where that changes nothing."""
    return whole if factor == 1 else whole * factor


def product(several: Iterable[Array | None]) -> Array | None:
    """The product of those that are there; None if none is."""
    there = [one for one in several if one is not None]
    return reduce(mul, there) if there else None


def either(several: Iterable[Bools | None]) -> Bools | None:
    """Where any of several figures has no value; None if that is nowhere."""
    masks = [one for one in several if one is not None]
    return reduce(np.logical_or, masks) if masks else None
