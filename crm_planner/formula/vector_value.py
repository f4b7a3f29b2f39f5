"""Figures at many points as they go into the vector target and come out of it: whole numbers and what one is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from crm_planner.errors import ModelError
from crm_planner.formula.arrays import Array, Bools, np
from crm_planner.formula.cell import Input
from crm_planner.formula.expression import Exact, exact_number
from crm_planner.formula.model import Model

TOO_WIDE = 2**63
"""Whole numbers from here on do not fit 64 bits; they are Python's own, in arrays of objects."""


@dataclass(frozen=True, slots=True, eq=False)
class VectorValue:
    """One figure at many points: `whole` x `scale` / `divisor` (None: 1), broadcast to the points.

    `largest` bounds the whole numbers, without their sign, where that is known beforehand.
    """

    whole: Array
    scale: Fraction
    divisor: Array | None = None
    largest: int | None = None

    def where(self, mask: Bools) -> "VectorValue":
        """The values at the points of a mask, one after the other."""
        divisor = self.divisor if self.divisor is None else np.broadcast_to(self.divisor, mask.shape)[mask]
        return VectorValue(np.broadcast_to(self.whole, mask.shape)[mask], self.scale, divisor, self.largest)

    def exact(self) -> Array:
        """The values as Fractions, in an array of objects."""
        by = np.array([1]) if self.divisor is None else self.divisor
        values: Array = self.whole.astype(object) * self.scale / by.astype(object)
        return values

    def floats(self) -> Array:
        """The values as floats: to draw and to sort by, never for an amount that is shown."""
        above, below = (float(part) for part in self.scale.as_integer_ratio())
        by = below if self.divisor is None else self.divisor.astype(np.float64) * below
        values: Array = self.whole.astype(np.float64) * above / by
        return values

    def counted(self, step: Exact | int) -> Array:
        """How many `step` each value is, such as minor units. Raises ModelError where one is no multiple of it."""
        factor, by = (self.scale / Fraction(step)).as_integer_ratio()
        above = _times(self.whole, factor, self.largest)
        divisor = by if self.divisor is None else _times(self.divisor, by)
        if by == 1 and self.divisor is None:
            return above
        if (above % divisor).any():
            raise ModelError(f"a figure is no multiple of {step}: ask for its exact values")
        return above // divisor


Given = VectorValue | Array | Sequence[Exact | int]
"""The values of an input: whole numbers in an array, exact numbers in a row, or a figure that came out of a model."""


def counts(model: Model, name: str, values: Given) -> Array:
    """The values of the input `name`, counted in its step.

    Raises ModelError as `Model.taken` does, for the first value that is not one of the input, and where there is none;
    TypeError for floats.
    """
    if name not in model.inputs:
        model.taken(name, 0)
    if not len(values.whole if isinstance(values, VectorValue) else values):
        raise ModelError(f"input '{name}' has no values")
    given, figure = model.inputs[name], vector_value(values)
    _ends_within(model, given, figure)
    try:
        return figure.counted(given.step)
    except ModelError:
        for value in figure.exact().flat:
            model.taken(name, _readable(value))
        raise


def vector_value(values: Given) -> VectorValue:
    """`values` as whole numbers of one scale. Raises TypeError for floats."""
    if isinstance(values, VectorValue):
        return values
    if isinstance(values, np.ndarray) and values.dtype.kind in "iu":
        return VectorValue(np.atleast_1d(values).astype(np.int64), Fraction(1))
    if isinstance(values, np.ndarray) and values.dtype.kind != "O":
        raise TypeError(f"an array of {values.dtype} is not exact: use whole numbers, Decimal or Fraction")
    exact = np.atleast_1d(np.array(values, dtype=object))
    ratios = [exact_number(value).as_integer_ratio() for value in exact.flat]
    finest = lcm(*{below for _, below in ratios})
    wholes = [above * (finest // below) for above, below in ratios]
    dtype = np.int64 if all(abs(whole) < TOO_WIDE for whole in wholes) else object
    return VectorValue(np.array(wholes, dtype=dtype).reshape(exact.shape), Fraction(1, finest))


def _ends_within(model: Model, given: Input, figure: VectorValue) -> None:
    """Refuse values outside the range, before anything is multiplied that might not fit."""
    whole, by = figure.whole, figure.divisor
    lowest = int((whole if by is None else whole // by).min())
    highest = int((whole if by is None else -(-whole // by)).max())
    for end in (lowest, highest):
        if not given.low <= end * figure.scale <= given.high:
            values = figure.exact()
            for value in (values.min(), values.max()):
                model.taken(given.name, _readable(value))


def _readable(value: Fraction) -> Exact:
    """A fraction as a decimal where its digits end."""
    above, below = value.as_integer_ratio()
    for places in range(below.bit_length()):
        if 10**places % below == 0:
            return Decimal(f"{above * (10**places // below)}e-{places}")
    return value


def _times(whole: Array, factor: int, largest: int | None = None) -> Array:
    """`whole` x `factor`, in Python's own whole numbers where 64 bits might not do."""
    if factor == 1 or not whole.size:
        return whole
    if largest is None:
        largest = max(abs(int(whole.min())), abs(int(whole.max())))
    return whole * factor if largest * factor < TOO_WIDE else whole.astype(object) * factor
