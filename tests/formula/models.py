"""Random cost models for properties: every node, units that fit, numbers that end and numbers that do not."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import product

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

few = st.sampled_from([Decimal(text) for text in ("1", "10", "-10", "2.5")])
decimals = st.decimals(-1000, 1000, places=2) | st.integers(-50, 50).map(Decimal) | few
extremes = st.sampled_from([Decimal(text) for text in ("999999999999.99", "-1000000000000", "0.000001", "92.12345678")])
numbers: st.SearchStrategy[Exact] = decimals | st.fractions(-50, 50, max_denominator=30) | extremes
steps = st.sampled_from([Decimal(text) for text in ("1", "2", "0.01", "0.02", "0.05", "100", "0.03", "7")])


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


def edges(size: int = 10**18) -> Model:
    """Every node where it is delicate: ties in every mode, bounds of tables, equal sides, signs, large numbers.

    Some figures are `size` on the way; the usual one takes them beyond 2**63.
    """
    x = Input("x", Decimal(0), RATIO, Decimal(-5), Decimal(5), step=Decimal("0.25"))
    y = Input("y", Decimal(0), RATIO, Decimal(-2), Decimal(2), step=Decimal("0.5"))
    marks = (Decimal(-1), Decimal("0.5"), Decimal(2))
    rows = (Decimal(7), Fraction(1, 3), Decimal("-0.5"), Decimal(0))
    large = Number(Decimal(size))
    figures = {
        "x": Ref("x"),
        "third": Ref("x") * Fraction(1, 3),
        "quotient": Ref("x") / (Ref("y") + Decimal("2.25")),
        "downwards": Ref("x") / (Ref("y") - Decimal("2.25")),
        "large": (Ref("x") + large) * (Ref("y") - large) / size,
    }
    cells: dict[str, Expression] = {}
    for name, of in figures.items():
        for mode, step in product(RoundingMode, ("1", "2", "0.5", "0.3")):
            cells[f"{name} {mode} {step}"] = Round(of, Decimal(step), mode)
        cells[f"ceiling of {name}"] = Ceiling(of)
        cells[f"row of {name}"] = Step(of, marks, rows, RATIO)
        cells[f"{name} beside y"] = Choose(of, Ref("y"), then=of - Ref("y"), otherwise=Ref("y") * 2)
        cells[f"y beside {name}"] = Choose(Ref("y"), of, then=Number(Decimal(1)), otherwise=of)
        cells[f"least of {name}"] = Minimum((of, Ref("y"), Number(Decimal("0.75"))))
        cells[f"most of {name}"] = Maximum((Number(Fraction(-1, 3)), of, Ref("y")))
        cells[f"share of {name}"] = Choose(
            Ref("y"), Number(Decimal(0)), Ref("y"), of / Maximum((Ref("y"), Number(Decimal(0))))
        )
    return Model.build([x, y, *(Cell(name, formula, RATIO) for name, formula in cells.items())])


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
    """Every other time of halves of the step, so that half of those are ties."""
    of, step = draw(expressions(unit, known, depth)), draw(steps)
    halves = Round(of, step / 2, RoundingMode.DOWN) if draw(st.booleans()) else of
    return Round(halves, step, draw(st.sampled_from(RoundingMode)))


def _step(draw: st.DrawFn, unit: Unit, known: dict[str, Unit], depth: int) -> Expression:
    """Every other time of a figure that ends, or begins, at one of the bounds."""
    bounds = tuple(sorted(draw(st.sets(numbers, max_size=3))))
    rows = draw(st.lists(numbers, min_size=len(bounds) + 1, max_size=len(bounds) + 1))
    its = draw(st.sampled_from(UNITS))
    of = draw(expressions(its, known, depth))
    if draw(st.booleans()) and bounds:
        end = draw(st.sampled_from((Minimum, Maximum)))
        of = end((of, Number(draw(st.sampled_from(bounds)), its)))
    return Step(of, bounds, tuple(rows), unit)


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
