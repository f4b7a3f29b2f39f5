"""The twelve nodes as arithmetic on arrays of whole numbers.

Rates and roundings cost at most one multiplication and one division by a constant, and constants cost nothing: they
are in the scales. A formula whose numbers need more than 64 bits is computed in Python's own whole numbers.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import floor, prod
from operator import itemgetter
from typing import Any

from crm_planner.formula import whole_numbers
from crm_planner.formula.arrays import Array, Bools, np
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
from crm_planner.formula.figures import (
    Compute,
    Figure,
    Figures,
    Part,
    brought_together,
    constant,
    either,
    product,
    sign,
    times,
)
from crm_planner.formula.ranges import Range, Ranges, against, in_play, in_steps, range_from
from crm_planner.formula.vector_value import TOO_WIDE

Made = tuple[Compute, Sequence[Part]]
"""How a node is computed, and the parts that are computed for it."""


class Formula:
    """One formula, over cells whose ranges are `known`. Raises ModelError where a range does not exist."""

    def __init__(self, expression: Expression, known: Ranges) -> None:
        self.known = known
        self.found: dict[int, Range] = {}
        self.reach = self.range(expression)
        self.is_wide = self.reach.largest >= TOO_WIDE
        self.dtype: type = object if self.is_wide else np.int64
        self.part = self.compiled(expression)

    def range(self, node: Expression) -> Range:
        """The range of a part of this formula; found once, however often it is asked for."""
        if isinstance(node, Ref):
            return self.known[node.name]
        found = self.found.get(id(node))
        if found is None:
            found = self.found[id(node)] = range_from(node, self.range)
        return found

    def compiled(self, node: Expression) -> Part:
        """How a part of this formula is computed."""
        reach = self.range(node)
        compute, below = _VECTORS[type(node)](self, node)
        risky = any(part.risky for part in below) or _may_divide_by_zero(node, below)
        if reach.low < reach.high:
            return Part(reach, compute, risky)
        always = constant(reach, self.dtype)
        return Part(reach, _where_defined(always, compute) if risky else always, risky)

    def several(self, nodes: Sequence[Expression]) -> list[Part]:
        return [self.compiled(node) for node in nodes]


def _may_divide_by_zero(node: Expression, below: Sequence[Part]) -> bool:
    return isinstance(node, Divide) and below[1].reach.low <= 0 <= below[1].reach.high


def _where_defined(always: Compute, compute: Compute) -> Compute:
    """A figure that is always the same, except where it has no value."""
    return lambda figures: always(figures)._replace(undefined=compute(figures).undefined)


def _joined(formula: Formula, nodes: Sequence[Expression], join: Callable[[list[Array]], Array]) -> Made:
    """One figure made of several that were brought to one scale."""
    parts = formula.several(nodes)
    alike = brought_together(parts)

    def figure(figures: Figures) -> Figure:
        wholes, divisor, missing = alike(figures)
        return Figure(join(wholes), divisor, either(missing))

    return figure, parts


def _add(formula: Formula, node: Add) -> Made:
    """What does not vary along every axis first, while the sums are small."""
    return _joined(formula, node.terms, lambda wholes: reduce(np.add, sorted(wholes, key=np.size)))


def _subtract(formula: Formula, node: Subtract) -> Made:
    return _joined(formula, (node.left, node.right), lambda wholes: wholes[0] - wholes[1])


def _multiply(formula: Formula, node: Multiply) -> Made:
    """Of a constant the scale has all but the sign."""
    parts = formula.several(node.factors)
    varying = [part for part in parts if not part.is_constant]
    sign_of_rest = prod(sign(part.reach) for part in parts if part.is_constant)

    def figure(figures: Figures) -> Figure:
        found = [part.compute(figures) for part in varying]
        whole = times(reduce(np.multiply, (one.whole for one in found)), sign_of_rest)
        return Figure(whole, product(one.divisor for one in found), either(one.undefined for one in found))

    return figure, parts


def _divide(formula: Formula, node: Divide) -> Made:
    """By a constant only the scale changes; of another divisor the whole number divides, and its sign goes up."""
    left, right = formula.several((node.left, node.right))
    low, high = right.reach.low, right.reach.high

    def scaled(figures: Figures) -> Figure:
        above, below = left.compute(figures), right.compute(figures)
        return Figure(times(above.whole, sign(right.reach)), above.divisor, either((above.undefined, below.undefined)))

    def divided(figures: Figures) -> Figure:
        above, below = left.compute(figures), right.compute(figures)
        whole, by = above.whole, below.whole
        zero = by == 0 if low <= 0 <= high and not by.all() else None
        if zero is not None:
            by = np.where(zero, 1 if high > 0 else -1, by)
        if below.divisor is not None:
            whole = whole * below.divisor
        if low < 0:
            whole, by = whole * np.where(by < 0, -1, 1), abs(by)
        return Figure(whole, product((above.divisor, by)), either((above.undefined, below.undefined, zero)))

    return (scaled if low == high else divided), (left, right)


def _quotient(of: Part, step: Exact | int, quotient: Callable[[Array, Array | int], Array]) -> Made:
    """Multiples of `step`: as they are where every value is one, else rounded by `quotient`."""
    factor, divisor = in_steps(of.reach, step)

    def figure(figures: Figures) -> Figure:
        found = of.compute(figures)
        whole = times(found.whole, factor)
        if found.divisor is not None:
            whole = quotient(whole, times(found.divisor, divisor))
        elif divisor > 1:
            whole = quotient(whole, divisor)
        return Figure(whole, None, found.undefined)

    return figure, (of,)


def _round(formula: Formula, node: Round) -> Made:
    of, quotient = formula.compiled(node.of), whole_numbers.ROUNDED[node.mode]
    return _quotient(of, node.step, lambda whole, divisor: quotient(whole, divisor, of.reach.low < 0))


def _ceiling(formula: Formula, node: Ceiling) -> Made:
    return _quotient(formula.compiled(node.of), 1, whole_numbers.ceiling)


def _minimum(formula: Formula, node: Minimum) -> Made:
    return _joined(formula, node.of, lambda wholes: reduce(np.minimum, wholes))


def _maximum(formula: Formula, node: Maximum) -> Made:
    return _joined(formula, node.of, lambda wholes: reduce(np.maximum, wholes))


def _step(formula: Formula, node: Step) -> Made:
    """The row below as many bounds as are exceeded; only rows that some input reaches are kept."""
    of, scale = formula.compiled(node.of), formula.range(node).scale
    low, high = of.reach.low, of.reach.high
    marks = [mark for mark in node.bounds if low <= mark < high]
    first = sum(mark < low for mark in node.bounds)
    reached = node.values[first : first + len(marks) + 1]
    rows: Array = np.array([int(Fraction(row) / scale) if scale else 0 for row in reached], dtype=formula.dtype)
    exceeded = _over_a_divisor(of.reach, marks) if of.reach.over else _among(of.reach, marks, formula.dtype)

    def figure(figures: Figures) -> Figure:
        found = of.compute(figures)
        return Figure(rows[exceeded(found)], None, found.undefined)

    return figure, (of,)


def _among(of: Range, marks: Sequence[Exact], dtype: type) -> Callable[[Figure], Array]:
    """How many marks a figure exceeds: its whole number exceeds a mark if it exceeds the mark's whole part."""
    wholes: Array = np.array([floor(Fraction(mark) / of.scale) for mark in marks], dtype=dtype)
    return lambda figure: np.searchsorted(wholes, figure.whole)


def _over_a_divisor(of: Range, marks: Sequence[Exact]) -> Callable[[Figure], Array]:
    """The same, where both sides have to be multiplied by the divisor first."""
    sides = [against(of, mark) for mark in marks]

    def exceeded(figure: Figure) -> Array:
        whole, divisor, _ = figure
        none: Array = np.zeros_like(whole, dtype=np.intp)
        return sum((whole * factor > (1 if divisor is None else divisor) * mark for factor, mark in sides), none)

    return exceeded


def _choose(formula: Formula, node: Choose) -> Made:
    """Both branches are computed where both are in play; of what has no value, only what was chosen counts."""
    sides = formula.several((node.left, node.right))
    branches = formula.several(in_play(node, sides[0].reach, sides[1].reach))
    compared, chosen = brought_together(sides), brought_together(branches)
    if len(branches) == 1 and not any(side.risky for side in sides):
        return branches[0].compute, branches

    def figure(figures: Figures) -> Figure:
        (left, right), _, unknown = compared(figures)
        wholes, divisor, missing = chosen(figures)
        holds = left <= right
        return Figure(np.where(holds, *wholes), divisor, either((_lost(holds, *missing), *unknown)))

    def settled(figures: Figures) -> Figure:
        found = branches[0].compute(figures)
        return found._replace(undefined=either((found.undefined, *compared(figures).undefined)))

    return (figure if len(branches) > 1 else settled), (*sides, *branches)


def _lost(holds: Bools, then: Bools | None, otherwise: Bools | None) -> Bools | None:
    """Where the branch that was chosen has no value."""
    if then is None and otherwise is None:
        return None
    return np.where(holds, np.False_ if then is None else then, np.False_ if otherwise is None else otherwise)


_VECTORS: dict[type[Expression], Callable[[Formula, Any], Made]] = {
    Number: lambda formula, node: (constant(formula.range(node), formula.dtype), ()),
    Ref: lambda _, node: (itemgetter(node.name), ()),
    Add: _add,
    Subtract: _subtract,
    Multiply: _multiply,
    Divide: _divide,
    Round: _round,
    Ceiling: _ceiling,
    Minimum: _minimum,
    Maximum: _maximum,
    Step: _step,
    Choose: _choose,
}
