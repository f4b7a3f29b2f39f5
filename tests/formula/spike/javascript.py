"""A spike: the twelve nodes as JavaScript over exact fractions of BigInt, to show that this target is an addition."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

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

ARITHMETIC = """
const gcd = (a, b) => (b ? gcd(b, a % b) : a < 0n ? -a : a);
const q = (n, d) => { const s = gcd(n, d) * (d < 0n ? -1n : 1n); return [n / s, d / s]; };
const add = (a, b) => q(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
const sub = (a, b) => q(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
const mul = (a, b) => q(a[0] * b[0], a[1] * b[1]);
const div = (a, b) => q(a[0] * b[1], a[1] * b[0]);
const less = (a, b) => a[0] * b[1] < b[0] * a[1];
const min = (a, b) => (less(b, a) ? b : a);
const max = (a, b) => (less(a, b) ? b : a);
const sized = (a, whole) => (a[0] < 0n ? -whole([-a[0], a[1]]) : whole(a));
const modes = {
  half_up: ([n, d]) => (2n * n + d) / (2n * d),
  half_even: ([n, d]) => { const w = n / d, r = 2n * (n % d); return r > d || (r === d && w % 2n) ? w + 1n : w; },
  up: ([n, d]) => (n + d - 1n) / d,
  down: ([n, d]) => n / d,
};
const round = (a, step, mode) => mul([sized(div(a, step), modes[mode]), 1n], step);
const ceiling = ([n, d]) => [n > 0n ? (n + d - 1n) / d : n / d, 1n];
const step = (a, bounds, rows) => rows[bounds.filter((bound) => less(bound, a)).length];
"""


def javascript(model: Model) -> str:
    """A function `model` from inputs to the values of all cells, both by name, as pairs of BigInt."""
    lines = [f"v[{name!r}] = {_js(cell.formula)};" for name, cell in model.cells.items()]
    return "const model = (inputs) => { const v = {...inputs};\n" + "\n".join(lines) + "\nreturn v; };\n"


def number(value: Exact) -> str:
    """`value` as a pair of BigInt."""
    above, below = Fraction(value).as_integer_ratio()
    return f"[{above}n,{below}n]"


def _js(node: Expression) -> str:
    return _JAVASCRIPT[type(node)](node)


def _folded(function: str, nodes: tuple[Expression, ...]) -> str:
    return f"[{','.join(map(_js, nodes))}].reduce((a, b) => {function}(a, b))"


def _step(node: Step) -> str:
    bounds, rows = (",".join(map(number, several)) for several in (node.bounds, node.values))
    return f"step({_js(node.of)},[{bounds}],[{rows}])"


def _choose(node: Choose) -> str:
    return f"(less({_js(node.right)},{_js(node.left)}) ? {_js(node.otherwise)} : {_js(node.then)})"


_JAVASCRIPT: dict[type[Expression], Callable[[Any], str]] = {
    Number: lambda node: number(node.value),
    Ref: lambda node: f"v[{node.name!r}]",
    Add: lambda node: _folded("add", node.terms),
    Subtract: lambda node: f"sub({_js(node.left)},{_js(node.right)})",
    Multiply: lambda node: _folded("mul", node.factors),
    Divide: lambda node: f"div({_js(node.left)},{_js(node.right)})",
    Round: lambda node: f"round({_js(node.of)},{number(node.step)},{node.mode.value!r})",
    Ceiling: lambda node: f"ceiling({_js(node.of)})",
    Minimum: lambda node: _folded("min", node.of),
    Maximum: lambda node: _folded("max", node.of),
    Step: _step,
    Choose: _choose,
}
