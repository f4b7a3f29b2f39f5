"""A spike: the twelve nodes as text of Excel formulas, to show that this target is an addition.

Floats carry 15 digits, so what looks at a figure closely (rounding, comparing, the row of a table) first rounds it to
six decimal places more than it needs.
"""

from collections.abc import Callable
from decimal import Decimal
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
from crm_planner.money import RoundingMode

Address = Callable[[str], str]
"""Where a named cell stands in the sheet."""


def excel(node: Expression, at: Address) -> str:
    """The formula of `node`, without the equals sign."""
    return _EXCEL[type(node)](node, at)


def _number(value: Exact) -> str:
    return f"({value.numerator}/{value.denominator})" if isinstance(value, Fraction) else f"({value:f})"


def _joined(sign: str, nodes: tuple[Expression, ...], at: Address) -> str:
    return "(" + sign.join(excel(node, at) for node in nodes) + ")"


def _called(function: str, nodes: tuple[Expression, ...], at: Address) -> str:
    return f"{function}({','.join(excel(node, at) for node in nodes)})"


_ROUNDED: dict[RoundingMode, str] = {
    RoundingMode.HALF_UP: "ROUND({x},0)",
    RoundingMode.HALF_EVEN: "IF(ABS({x}-TRUNC({x}))=0.5,2*ROUND({x}/2,0),ROUND({x},0))",
    RoundingMode.UP: "ROUNDUP({x},0)",
    RoundingMode.DOWN: "ROUNDDOWN({x},0)",
}


def _round(node: Round, at: Address) -> str:
    steps = f"ROUND({excel(node.of, at)}/{_number(node.step)},6)"
    return f"({_ROUNDED[node.mode].format(x=steps)}*{_number(node.step)})"


def _step(node: Step, at: Address) -> str:
    of = f"ROUND({excel(node.of, at)},6)"
    row = "+".join(["1", *(f"({of}>{_number(bound)})" for bound in node.bounds)])
    return f"CHOOSE({row},{','.join(map(_number, node.values))})"


def _choose(node: Choose, at: Address) -> str:
    difference = excel(Subtract(node.left, node.right), at)
    return f"IF(ROUND({difference},6)<=0,{excel(node.then, at)},{excel(node.otherwise, at)})"


_EXCEL: dict[type[Expression], Callable[[Any, Address], str]] = {
    Number: lambda node, _: _number(node.value),
    Ref: lambda node, at: at(node.name),
    Add: lambda node, at: _joined("+", node.terms, at),
    Subtract: lambda node, at: _joined("-", (node.left, node.right), at),
    Multiply: lambda node, at: _joined("*", node.factors, at),
    Divide: lambda node, at: _joined("/", (node.left, node.right), at),
    Round: _round,
    Ceiling: lambda node, at: f"(-INT(-ROUND({excel(node.of, at)},6)))",
    Minimum: lambda node, at: _called("MIN", node.of, at),
    Maximum: lambda node, at: _called("MAX", node.of, at),
    Step: _step,
    Choose: _choose,
}


def as_written(value: object) -> Decimal:
    """A figure read from a spreadsheet, at the 15 digits it promises."""
    assert isinstance(value, int | float), value
    return Decimal(f"{value:.15g}")
