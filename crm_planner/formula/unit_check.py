"""The unit of every expression, and the words for figures that were mixed: roubles cannot be added to days."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import (
    Add,
    Ceiling,
    Choose,
    Divide,
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
    references,
)
from crm_planner.formula.units import RATIO, Unit


class Checked(NamedTuple):
    """What one walk through the formula of a cell finds: the names it refers to, in written order, and its faults."""

    uses: tuple[str, ...]
    faults: list[str]


def checked(cell: Cell, units: Mapping[str, Unit]) -> Checked:
    """What `cell` uses, and what is wrong with its units, a sentence each; `units` are those of all cells."""
    check = _Check(cell.name, units)
    found = check.unit(cell.formula)
    if found is not None and found is not cell.unit and found != cell.unit:
        written = _described([(found, cell.formula)])
        check.faults.append(f"cell '{cell.name}' should be {cell.unit}, but its formula gives {written}")
    return Checked(tuple(check.uses), check.faults)


def unit_of(expression: Expression, units: Mapping[str, Unit]) -> Unit:
    """The unit of an expression of a checked model."""
    return _Check("", units).unit(expression) or RATIO


class _Check:
    """One walk through a formula. A unit is None where a fault was found below: one fault is said once."""

    def __init__(self, cell: str, units: Mapping[str, Unit]) -> None:
        self.cell = cell
        self.units = units
        self.uses: dict[str, None] = {}
        self.faults: list[str] = []

    def unit(self, node: Expression) -> Unit | None:
        return _UNITS[type(node)](self, node)

    def used(self, node: Ref) -> Unit | None:
        self.uses[node.name] = None
        return self.units.get(node.name)

    def one(self, doing: str, nodes: Sequence[Expression]) -> Unit | None:
        """The one unit of all `nodes`; a fault if there are several."""
        units = [_UNITS[type(node)](self, node) for node in nodes]
        first = units[0]
        if all(unit is first for unit in units):
            return first
        known = [(unit, node) for unit, node in zip(units, nodes, strict=True) if unit is not None]
        if len({unit for unit, _ in known}) > 1:
            self.faults.append(f"cell '{self.cell}' {doing} {_described(known)}")
            return None
        return known[0][0]

    def multiply(self, node: Multiply) -> Unit | None:
        product = RATIO
        for unit in [self.unit(factor) for factor in node.factors]:
            if unit is None:
                return None
            product = product * unit
        return product

    def divide(self, node: Divide) -> Unit | None:
        above, below = self.unit(node.left), self.unit(node.right)
        return None if above is None or below is None else above / below

    def step(self, node: Step) -> Unit:
        self.unit(node.of)
        return node.unit

    def choose(self, node: Choose) -> Unit | None:
        self.one("compares", (node.left, node.right))
        return self.one("chooses between", (node.then, node.otherwise))


_UNITS: dict[type[Expression], Callable[[_Check, Any], Unit | None]] = {
    Number: lambda _, node: node.unit,
    Ref: _Check.used,
    Add: lambda check, node: check.one("adds", node.terms),
    Subtract: lambda check, node: check.one("takes the difference of", parts(node)),
    Multiply: _Check.multiply,
    Divide: _Check.divide,
    Round: lambda check, node: check.unit(node.of),
    Ceiling: lambda check, node: check.unit(node.of),
    Minimum: lambda check, node: check.one("takes the smallest of", node.of),
    Maximum: lambda check, node: check.one("takes the largest of", node.of),
    Step: _Check.step,
    Choose: _Check.choose,
}


def _described(figures: Iterable[tuple[Unit, Expression]]) -> str:
    """`RUB ('x.licences') and days ('x.duration')`: each unit once, with the first expression that has it."""
    first: dict[Unit, Expression] = {}
    for unit, node in figures:
        first.setdefault(unit, node)
    return " and ".join(f"{unit} ({_named(node)})" for unit, node in first.items())


def _named(node: Expression) -> str:
    if isinstance(node, Number):
        return f"the figure {node.value}"
    names = [f"'{name}'" for name in dict.fromkeys(references(node))]
    return ", ".join(names[:3]) or "figures without a name"
