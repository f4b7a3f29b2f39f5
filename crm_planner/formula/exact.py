"""The exact target: every cell as a Decimal, or as a Fraction where its digits would not end.

Sums and products are Decimal arithmetic that refuses to lose a digit (the Inexact trap). What does not fit, such as
1/3, goes on as a Fraction until a Round or Ceiling makes it a Decimal again; nothing is ever rounded unasked.
A formula is computed as it stands: a model is mostly evaluated once, and turning it into functions first took longer.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import (
    ROUND_05UP,
    ROUND_CEILING,
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
    localcontext,
)
from fractions import Fraction
from functools import reduce
from operator import mul, sub, truediv
from typing import Any

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
from crm_planner.formula.model import Model
from crm_planner.formula.rounding import DECIMAL_MODES, whole

Values = Mapping[str, Exact]

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
EXACT = Context(prec=100, rounding=ROUND_HALF_EVEN, traps=[Inexact, *_TRAPS])
_quotient = Context(prec=120, rounding=ROUND_05UP, traps=_TRAPS).divide
_NOT_A_DECIMAL = (Inexact, TypeError)
"""What Decimal arithmetic raises where the exact result needs a Fraction, or where one came in."""

_ZERO = Decimal(0)
_ONE = Decimal(1)


def evaluate(model: Model, inputs: Mapping[str, Decimal] | None = None) -> Values:
    """The value of every input and cell, with `inputs` in place of the given figures.

    Raises ModelError for an unknown input, one outside its range or finer than its step, and a division by zero,
    always with the name.
    """
    values: dict[str, Exact] = {name: given.value for name, given in model.inputs.items()}
    for name, figure in (inputs or {}).items():
        values[name] = model.taken(name, figure)
    name = ""
    try:
        with localcontext(EXACT):
            for name, cell in model.cells.items():
                # `or`: a zero may come as -0 or 0E-8, which would be printed so.
                values[name] = _value(cell.formula, values) or _ZERO
    except (ZeroDivisionError, InvalidOperation):  # 0 / 0 is an InvalidOperation, and nothing else is
        raise ModelError(f"cell '{name}' divides by zero") from None
    return values


def value_of(expression: Expression, values: Values) -> Exact:
    """The value of one expression over the `values` of a model, such as a part of a formula."""
    with localcontext(EXACT):
        value: Exact = _value(expression, values) or _ZERO
    return value


def _value(node: Expression, values: Values) -> Any:
    """The value of a node over the values of all cells before it. Any: Decimal and Fraction do not mix in types."""
    return values[node.name] if type(node) is Ref else _VALUES[type(node)](node, values)


def _each(nodes: Iterable[Expression], values: Values) -> list[Any]:
    """The values of several nodes. Most are references: calling `_value` for each would take twice as long."""
    return [values[node.name] if type(node) is Ref else _VALUES[type(node)](node, values) for node in nodes]


def _in_turn(operation: Callable[[Any, Any], Any], figures: Sequence[Any]) -> Any:
    """One figure after the other, in Decimals, or in Fractions where Decimals cannot hold the result."""
    try:
        return reduce(operation, figures)
    except _NOT_A_DECIMAL:
        return reduce(operation, map(Fraction, figures))


def _add(node: Add, values: Values) -> Any:
    terms = _each(node.terms, values)
    try:
        return sum(terms, _ZERO)
    except _NOT_A_DECIMAL:
        return sum(map(Fraction, terms))


def _rounded(of: Expression, step: Decimal, mode: str, values: Values) -> Any:
    """`of` rounded to a multiple of `step`, a quotient without the detour over a Fraction.

    The quotient keeps 120 digits, and ROUND_05UP makes the last of them neither 0 nor 5 where digits were lost: such
    a quotient lies between the same two multiples, and on the same side of the middle, as the exact one. A result
    for which 120 digits are too few has over 100 itself: the Inexact trap sends it the long way.
    """
    above, below = _as_quotient(of, values)
    try:
        return _quotient(above, below * step).to_integral_value(mode) * step
    except _NOT_A_DECIMAL:
        steps = whole(Fraction(above) / Fraction(below) / Fraction(step), mode)
        return _in_turn(mul, (Decimal(steps), step))


def _as_quotient(of: Expression, values: Values) -> tuple[Any, Any]:
    """The value of `of` as dividend and divisor: a division's own, and of a product those of its figures as 20/120."""
    if type(of) is Divide:
        return _value(of.left, values), _value(of.right, values)
    if type(of) is not Multiply:
        return _value(of, values), _ONE
    figures = _each(of.factors, values)
    below = 1
    for at, factor in enumerate(of.factors):
        if type(factor) is Number:
            figures[at], divisor = factor.value.as_integer_ratio()
            below *= divisor
    return _in_turn(mul, figures), below


def _step(node: Step, values: Values) -> Any:
    return node.values[bisect_left(node.bounds, _value(node.of, values))]


def _choose(node: Choose, values: Values) -> Any:
    then = _value(node.left, values) <= _value(node.right, values)
    return _value(node.then if then else node.otherwise, values)


_VALUES: dict[type[Expression], Callable[[Any, Values], Any]] = {
    Number: lambda node, _: node.value,
    Ref: lambda node, values: values[node.name],
    Add: _add,
    Subtract: lambda node, values: _in_turn(sub, _each((node.left, node.right), values)),
    Multiply: lambda node, values: _in_turn(mul, _each(node.factors, values)),
    Divide: lambda node, values: _in_turn(truediv, _each((node.left, node.right), values)),
    Round: lambda node, values: _rounded(node.of, node.step, DECIMAL_MODES[node.mode], values),
    Ceiling: lambda node, values: _rounded(node.of, _ONE, ROUND_CEILING, values),
    Minimum: lambda node, values: min(_each(node.of, values)),
    Maximum: lambda node, values: max(_each(node.of, values)),
    Step: _step,
    Choose: _choose,
}
