"""Random cost models for properties: every node, units that fit, numbers that end and numbers that do not."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import strategies as st

from crm_planner.formula.cell import Cell, Input
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
from crm_planner.formula.units import COUNT, RATIO, Unit, money
from crm_planner.money import RoundingMode

RUB = money("RUB")
UNITS = (RUB, COUNT, RATIO)

decimals = st.decimals(-1000, 1000, places=2) | st.integers(-50, 50).map(Decimal)
numbers: st.SearchStrategy[Exact] = decimals | st.fractions(-50, 50, max_denominator=30)
steps = st.sampled_from([Decimal(text) for text in ("1", "0.01", "0.05", "100", "0.03", "7")])


@st.composite
def inputs(draw: st.DrawFn, name: str) -> Input:
    low, value, high = sorted(draw(st.lists(decimals, min_size=3, max_size=3)))
    return Input(name, value, draw(st.sampled_from(UNITS)), low, high)


@st.composite
def models(draw: st.DrawFn, cells: int = 4, depth: int = 3) -> Model:
    """Three inputs and some cells, each over those before it; a division by zero is possible."""
    entries: list[Input | Cell] = [draw(inputs(name)) for name in ("a", "b", "c")]
    for index in range(draw(st.integers(1, cells))):
        unit = draw(st.sampled_from(UNITS))
        formula = draw(expressions(unit, {entry.name: entry.unit for entry in entries}, depth))
        entries.append(Cell(f"cell {index}", formula, unit))
    return Model.build(entries)


@st.composite
def figures(draw: st.DrawFn, model: Model) -> dict[str, Decimal]:
    """A value for each input, within its range and on its step."""
    drawn = {}
    for name, given in model.inputs.items():
        count = draw(st.integers(int(given.low / given.step), int(given.high / given.step)))
        drawn[name] = count * given.step
    return drawn


@st.composite
def expressions(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    """A formula in `unit` over the `known` names."""
    kinds = _KINDS if depth else _KINDS[:2]
    return draw(st.sampled_from(kinds))(draw, unit, known, depth - 1)


def _number(draw: st.DrawFn, unit: Unit, *_: object) -> Expression:
    return Number(draw(numbers), unit)


def _ref(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], *_: object) -> Expression:
    fitting = [name for name, its in known.items() if its == unit]
    return Ref(draw(st.sampled_from(fitting))) if fitting else _number(draw, unit)


def _several(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> tuple[Expression, ...]:
    return tuple(draw(st.lists(expressions(unit, known, depth), min_size=1, max_size=3)))


def _multiply(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    return Multiply((draw(expressions(unit, known, depth)), *_several(draw, RATIO, known, depth)))


def _divide(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    by = draw(st.sampled_from(UNITS))
    return Divide(draw(expressions(unit * by, known, depth)), draw(expressions(by, known, depth)))


def _subtract(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    return Subtract(draw(expressions(unit, known, depth)), draw(expressions(unit, known, depth)))


def _round(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    return Round(draw(expressions(unit, known, depth)), draw(steps), draw(st.sampled_from(RoundingMode)))


def _step(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    bounds = tuple(sorted(draw(st.sets(numbers, max_size=3))))
    rows = draw(st.lists(numbers, min_size=len(bounds) + 1, max_size=len(bounds) + 1))
    return Step(draw(expressions(draw(st.sampled_from(UNITS)), known, depth)), bounds, tuple(rows), unit)


def _choose(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    compared = expressions(draw(st.sampled_from(UNITS)), known, depth)
    branch = expressions(unit, known, depth)
    return Choose(draw(compared), draw(compared), draw(branch), draw(branch))


_KINDS: list[Callable[[st.DrawFn, Unit, dict[str, Unit], int], Expression]] = [
    _number,
    _ref,
    lambda *drawn: Add(_several(*drawn)),
    _subtract,
    _multiply,
    _divide,
    _round,
    lambda draw, *drawn: Ceiling(draw(expressions(*drawn))),
    lambda *drawn: Minimum(_several(*drawn)),
    lambda *drawn: Maximum(_several(*drawn)),
    _step,
    _choose,
]
"""One maker for each of the twelve nodes; the first two end a tree."""
