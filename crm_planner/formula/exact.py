"""The exact target: every cell as a Decimal, or as a Fraction where its digits would not end.

Sums and products are Decimal arithmetic that refuses to lose a digit (the Inexact trap). What does not fit, such as
1/3, goes on as a Fraction until a Round or Ceiling makes it a Decimal again; nothing is ever rounded unasked.
Each formula is turned into nested functions once per model; evaluating is then one call for each cell.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
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
from math import prod
from operator import itemgetter, mul, sub, truediv
from typing import Any
from weakref import WeakKeyDictionary

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
Compiled = Callable[[Values], Any]
"""A formula as a function of the values of all cells before it. Any: Decimal and Fraction do not mix in types."""

_TRAPS = [InvalidOperation, DivisionByZero, Overflow]
_EXACT = Context(prec=100, rounding=ROUND_HALF_EVEN, traps=[Inexact, *_TRAPS])
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
        with localcontext(_EXACT):
            for name, formula in _formulas(model):
                # `or`: a zero may come as -0 or 0E-8, which would be printed so.
                values[name] = formula(values) or _ZERO
    except (ZeroDivisionError, InvalidOperation):  # 0 / 0 is an InvalidOperation, and nothing else is
        raise ModelError(f"cell '{name}' divides by zero") from None
    return values


def value_of(expression: Expression, values: Values) -> Exact:
    """The value of one expression over the `values` of a model, such as a part of a formula."""
    with localcontext(_EXACT):
        value: Exact = compiled(expression)(values) or _ZERO
    return value


def compiled(expression: Expression) -> Compiled:
    """`expression` as a function of the values it refers to; make and call it in the context of this module only."""
    return _COMPILERS[type(expression)](expression)


_COMPILED: "WeakKeyDictionary[Model, tuple[tuple[str, Compiled], ...]]" = WeakKeyDictionary()


def _formulas(model: Model) -> tuple[tuple[str, Compiled], ...]:
    formulas = _COMPILED.get(model)
    if formulas is None:
        formulas = tuple((name, compiled(cell.formula)) for name, cell in model.cells.items())
        _COMPILED[model] = formulas
    return formulas


def _number(node: Number) -> Compiled:
    value = node.value
    return lambda _: value


def _add(node: Add) -> Compiled:
    terms = tuple(map(compiled, node.terms))

    def add(values: Values) -> Any:
        figures = [term(values) for term in terms]
        try:
            return sum(figures, _ZERO)
        except _NOT_A_DECIMAL:
            return sum(map(Fraction, figures))

    return add


def _multiply(node: Multiply) -> Compiled:
    return reduce(lambda left, right: _two(mul, left, right), map(compiled, node.factors))


def _two(operation: Callable[[Any, Any], Any], left: Compiled, right: Compiled) -> Compiled:
    """`left operation right` in Decimals, or in Fractions where Decimals cannot hold it."""

    def both(values: Values) -> Any:
        one, other = left(values), right(values)
        try:
            return operation(one, other)
        except _NOT_A_DECIMAL:
            return operation(Fraction(one), Fraction(other))

    return both


def _round(node: Round) -> Compiled:
    return _rounding(node.of, node.step, DECIMAL_MODES[node.mode])


def _ceiling(node: Ceiling) -> Compiled:
    return _rounding(node.of, _ONE, ROUND_CEILING)


def _rounding(of: Expression, step: Decimal, mode: str) -> Compiled:
    """Rounding to multiples of `step`, of a quotient without the detour over a Fraction.

    The quotient keeps 120 digits, and ROUND_05UP makes the last of them neither 0 nor 5 where digits were lost: such
    a quotient lies between the same two multiples, and on the same side of the middle, as the exact one. A result
    for which 120 digits are too few has over 100 itself: the Inexact trap sends it the long way.
    """
    dividend, divisor = _as_quotient(of)
    above = compiled(dividend)
    below = compiled(Multiply((divisor, Number(step))))
    constant = below({}) if isinstance(divisor, Number) else None

    def rounding(values: Values) -> Any:
        figure, by = above(values), constant or below(values)
        try:
            return _quotient(figure, by).to_integral_value(mode) * step
        except _NOT_A_DECIMAL:
            steps = whole(Fraction(figure) / Fraction(by), mode)
            return _two(mul, lambda _: Decimal(steps), lambda _: step)(values)

    return rounding


def _as_quotient(of: Expression) -> tuple[Expression, Expression]:
    """`of` as dividend and divisor: a division's own, and of a product the divisors of figures such as 20/120."""
    if isinstance(of, Divide):
        return of.left, of.right
    if not isinstance(of, Multiply):
        return of, Number(_ONE)
    figures = {at: Fraction(one.value) for at, one in enumerate(of.factors) if isinstance(one, Number)}
    above = (Number(Decimal(figures[at].numerator)) if at in figures else one for at, one in enumerate(of.factors))
    return Multiply(tuple(above)), Number(Decimal(prod(one.denominator for one in figures.values())))


def _minimum(node: Minimum) -> Compiled:
    several = tuple(map(compiled, node.of))
    return lambda values: min(one(values) for one in several)


def _maximum(node: Maximum) -> Compiled:
    several = tuple(map(compiled, node.of))
    return lambda values: max(one(values) for one in several)


def _step(node: Step) -> Compiled:
    of, bounds, rows = compiled(node.of), node.bounds, node.values
    return lambda values: rows[bisect_left(bounds, of(values))]


def _choose(node: Choose) -> Compiled:
    left, right, then, otherwise = map(compiled, (node.left, node.right, node.then, node.otherwise))
    return lambda values: then(values) if left(values) <= right(values) else otherwise(values)


_COMPILERS: dict[type[Expression], Callable[[Any], Compiled]] = {
    Number: _number,
    Ref: lambda node: itemgetter(node.name),
    Add: _add,
    Subtract: lambda node: _two(sub, compiled(node.left), compiled(node.right)),
    Multiply: _multiply,
    Divide: lambda node: _two(truediv, compiled(node.left), compiled(node.right)),
    Round: _round,
    Ceiling: _ceiling,
    Minimum: _minimum,
    Maximum: _maximum,
    Step: _step,
    Choose: _choose,
}
