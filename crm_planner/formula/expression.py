"""The twelve nodes a formula is made of, and the operators that make formulas readable where they are written.

A formula is an immutable tree. It holds exact numbers only (Decimal, Fraction, whole numbers), rounds only where a
`Round` or `Ceiling` says so, and names other cells by `Ref`. Every target is a table from these twelve to functions.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from typing import Any

from crm_planner.errors import ModelError
from crm_planner.formula.units import RATIO, Unit
from crm_planner.money import RoundingMode

Exact = Decimal | Fraction
"""An exact number; whole numbers are accepted wherever one is asked for."""


class Expression:
    """What the twelve nodes share: `+ - * /` between nodes and plain numbers (which are ratios), and `rounded`."""

    __slots__ = ()

    def __add__(self, other: "Expression | Exact | int") -> "Add":
        return Add((*(self.terms if isinstance(self, Add) else (self,)), _node(other)))

    def __sub__(self, other: "Expression | Exact | int") -> "Subtract":
        return Subtract(self, _node(other))

    def __mul__(self, other: "Expression | Exact | int") -> "Multiply":
        return Multiply((*(self.factors if isinstance(self, Multiply) else (self,)), _node(other)))

    def __truediv__(self, other: "Expression | Exact | int") -> "Divide":
        return Divide(self, _node(other))

    def rounded(self, step: Decimal | int, mode: RoundingMode = RoundingMode.HALF_UP) -> "Round":
        """This, rounded to the nearest multiple of `step` by `mode`."""
        return Round(self, Decimal(step), mode)


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A figure written into the formula."""

    value: Exact
    unit: Unit = RATIO

    def __post_init__(self) -> None:
        value = exact_number(self.value)
        if value is not self.value:
            object.__setattr__(self, "value", value)


@dataclass(frozen=True, slots=True)
class Ref(Expression):
    """The value of another cell or input."""

    name: str


@dataclass(frozen=True, slots=True)
class Add(Expression):
    """The sum of terms of one unit."""

    terms: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _some(self.terms, "a sum")


@dataclass(frozen=True, slots=True)
class Subtract(Expression):
    """`left` less `right`, of one unit."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Multiply(Expression):
    """The product of the factors; their units multiply."""

    factors: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _some(self.factors, "a product")


@dataclass(frozen=True, slots=True)
class Divide(Expression):
    """`left` by `right`, never rounded; their units divide. Quickest as the last step before a Round."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Round(Expression):
    """`of`, rounded to a multiple of `step` (in the unit of `of`) by `mode`; half_up and up are away from zero."""

    of: Expression
    step: Decimal
    mode: RoundingMode

    def __post_init__(self) -> None:
        step = exact_number(self.step)
        if not isinstance(step, Decimal) or step <= 0:
            raise ModelError(f"a rounding step is a decimal above 0, not {self.step}")
        if step is not self.step:
            object.__setattr__(self, "step", step)
        if type(self.mode) is not RoundingMode:
            object.__setattr__(self, "mode", RoundingMode(self.mode))


@dataclass(frozen=True, slots=True)
class Ceiling(Expression):
    """`of`, or the next whole number above it: 2.1 gives 3, -2.1 gives -2. The unit is kept."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Minimum(Expression):
    """The smallest of several figures of one unit."""

    of: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _some(self.of, "a minimum")


@dataclass(frozen=True, slots=True)
class Maximum(Expression):
    """The largest of several figures of one unit."""

    of: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _some(self.of, "a maximum")


@dataclass(frozen=True, slots=True)
class Step(Expression):
    """A table: `values[i]` (in `unit`) for `of` up to and including `bounds[i]`, the last value above all bounds."""

    of: Expression
    bounds: tuple[Exact, ...]
    values: tuple[Exact, ...]
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "bounds", tuple(map(exact_number, self.bounds)))
        object.__setattr__(self, "values", tuple(map(exact_number, self.values)))
        if len(self.values) != len(self.bounds) + 1:
            raise ModelError(f"a table has one value more than bounds, not {len(self.values)} to {len(self.bounds)}")
        for below, above in pairwise(self.bounds):
            if not below < above:
                raise ModelError(f"the bounds of a table ascend, but {above} follows {below}")


@dataclass(frozen=True, slots=True)
class Choose(Expression):
    """`then` where `left` is at most `right`, else `otherwise`; the other branch is not computed."""

    left: Expression
    right: Expression
    then: Expression
    otherwise: Expression


NODES: tuple[type[Expression], ...] = (
    Number,
    Ref,
    Add,
    Subtract,
    Multiply,
    Divide,
    Round,
    Ceiling,
    Minimum,
    Maximum,
    Step,
    Choose,
)
"""All nodes there are; each target has one entry for each."""


def total(terms: Iterable[Expression], unit: Unit) -> Expression:
    """The sum of `terms`, or 0 `unit` if there are none."""
    several = tuple(terms)
    return Add(several) if several else Number(Decimal(0), unit)


def power(base: Expression, exponent: int) -> Expression:
    """`base` multiplied by itself, `exponent` times in all; 1 for exponent 0."""
    return Multiply((base,) * exponent) if exponent else Number(Decimal(1))


_PARTS: dict[type[Expression], Callable[[Any], tuple[Expression, ...]]] = {
    Number: lambda _: (),
    Ref: lambda _: (),
    Add: attrgetter("terms"),
    Subtract: attrgetter("left", "right"),
    Multiply: attrgetter("factors"),
    Divide: attrgetter("left", "right"),
    Round: lambda node: (node.of,),
    Ceiling: lambda node: (node.of,),
    Minimum: attrgetter("of"),
    Maximum: attrgetter("of"),
    Step: lambda node: (node.of,),
    Choose: attrgetter("left", "right", "then", "otherwise"),
}


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The nodes directly below `expression`, in written order."""
    return _PARTS[type(expression)](expression)


def references(expression: Expression) -> Iterator[str]:
    """The names `expression` refers to, in written order, as often as they stand there."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Ref):
            yield node.name
        waiting.extend(reversed(parts(node)))


def exact_number(value: object) -> Exact:
    """`value` as an exact number. Raises TypeError for floats, truth values and text, ModelError for NaN, infinity."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ModelError(f"{value} is not a number to calculate with")
        return value
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise TypeError(f"{value!r} is not exact: use Decimal, Fraction or int")


def _node(value: "Expression | Exact | int") -> Expression:
    return value if isinstance(value, Expression) else Number(exact_number(value))


def _some(several: tuple[Expression, ...], what: str) -> None:
    if not several:
        raise ModelError(f"{what} of nothing")
